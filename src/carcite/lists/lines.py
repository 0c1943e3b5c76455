"""The lines of a text as the splitter sees them: without blanks at their ends, blank lines counted.

Every mandatory break of the Unicode Standard (Annex 14, classes BK, CR, LF, NL) ends a line.

>>> [(line.of("a\\n\\n  b"), line.indent, line.gap) for line in read_lines("a\\n\\n  b")]
[('a', 0, 0), ('b', 2, 1)]
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.text.chars import BLANKS, INVISIBLE
from carcite.text.pattern import pattern

EDGE = BLANKS + INVISIBLE + "\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
"""What stands at the ends of a line or an entry and is not part of it."""

_LINE = pattern("[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_TAB = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `start` and `end` leave out the blanks at its ends."""

    start: int
    end: int
    indent: int = 0
    """Columns before the first character, a tab counting up to the next multiple of eight."""
    gap: int = 0
    """How many blank lines stand before it."""
    page_break: bool = False
    """A form feed stands before it."""

    def of(self, text: str) -> str:
        """Return the line's text."""
        return text[self.start : self.end]


def read_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Return the lines of a stretch of `text` that are not blank, in order."""
    end = len(text) if end is None else end
    lines: list[Line] = []
    done = start
    for match in _LINE.finditer(text, start, end):
        raw = match[0]
        body = raw.lstrip(EDGE)
        if not body:
            continue
        first = match.end() - len(body)
        gap = text[done : match.start()]
        breaks = gap.count("\n") or gap.count("\r")
        lines.append(
            Line(
                first,
                first + len(body.rstrip(EDGE)),
                _columns(raw[: len(raw) - len(body)]) if len(body) < len(raw) else 0,
                max(0, breaks - 1) if lines else 0,
                "\x0c" in gap,
            )
        )
        done = match.end()
    return lines


def _columns(indent: str) -> int:
    width = 0
    for char in indent:
        if char == "\t":
            width += _TAB - width % _TAB
        elif char not in INVISIBLE:
            width += 1
    return width
