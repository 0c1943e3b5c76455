"""Comments in a file that tell carcite to ignore findings: `carcite: ignore[TTL001]`.

>>> [each.codes for each in find_directives("% carcite: ignore[TTL001, PAG]")]
[('TTL001', 'PAG')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from carcite.text.pattern import pattern
from carcite.text.span import Span

# Takes "<!-- carcite: ignore[TTL001] -->", "% carcite: ignore", "# carcite: ignore-file[LST]" and
# Word's or HTML's own comments, which begin at once; refuses the words inside a sentence.
_DIRECTIVE = pattern(
    r"(?P<open><!--|(?<!%)%++|(?<!\#)\#++|//|/\*|\A|(?<=\n))"
    r"[ \t]*+carcite:[ \t]*ignore(?P<file>-file)?"
    r"(?:\[(?P<codes>[A-Za-z0-9, \t]{0,200})\])?[ \t]*(?P<close>-->|\*/|(?=\r?\n|\Z))"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """An order of the user's to ignore findings."""

    span: Span
    """In the text that was searched; with the comment's marks."""
    codes: tuple[str, ...]
    """Codes or families, in capitals; empty for all."""
    whole_file: bool

    def covers(self, code: str) -> bool:
        """Tell whether findings of a code are to be ignored."""
        return not self.codes or any(code.startswith(each) for each in self.codes)


def find_directives(text: str) -> tuple[Directive, ...]:
    """Return the orders that a text holds, in order."""
    if "carcite:" not in text:
        return ()
    return tuple(
        Directive(
            Span(*match.span()),
            tuple(
                code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()
            ),
            bool(match["file"]),
        )
        for match in _DIRECTIVE.finditer(text)
    )


def noise_of(text: str, body: Span) -> Iterator[Span]:
    """Yield the orders inside an entry's body, which the reader is to pass over as noise."""
    for each in find_directives(text[body.start : body.end]):
        yield each.span.shift(body.start)
