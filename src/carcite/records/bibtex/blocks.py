"""Where the entries, fields and values of a .bib file stand.

The grammar is BibTeX's own (Patashnik, "BibTeXing", 1988; `bibtex.web`, section 12): text outside
entries is comment, braces count even behind a backslash, values are joined with "#". Where an entry
is broken, what precedes the fault is kept and reading goes on with the next entry.

>>> text = '@article{june, year = 2018, journal = "Science"}'
>>> [block] = find_blocks(text)
>>> block.kind, block.key, [(each.name, each.span.of(text)) for each in block.fields]
('article', 'june', [('year', '2018'), ('journal', '"Science"')])
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from carcite.text.pattern import pattern
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a value: what stands between braces or quotes, or a number or macro name."""

    kind: Literal["text", "bare"]
    span: Span
    """Without the braces or quotes."""


@dataclass(frozen=True, slots=True)
class Field:
    """One `name = value` of an entry."""

    name: str
    """In lower case."""
    parts: tuple[Part, ...]
    span: Span
    """The value with its braces or quotes."""


@dataclass(frozen=True, slots=True)
class Block:
    """An entry, or one of BibTeX's commands (string, preamble, comment)."""

    kind: str
    """In lower case: "article", "string"..."""
    key: str
    span: Span
    fields: tuple[Field, ...] = ()
    faults: tuple[tuple[int, str], ...] = ()
    """Where in the text, and what is wrong there."""


# Takes "@article{", "@ string ("; refuses "name@example.org".
_START = pattern(r"@[ \t]*([A-Za-z][\w:-]*+)\s*+([{(])")
# An entry that begins a line or follows a closing brace: no value runs past it.
_NEXT = pattern(
    r"(?:^|\})[ \t]*+(?=@[ \t]*[A-Za-z]\w*+\s*+[{(]\s*+[^\s,{}()=\"]++\s*+[,=}])", re.MULTILINE
)
_GAP = pattern(r"[\s,]*+")
_BLANKS = pattern(r"\s*+")
_KEY = pattern(r"\s*+([^\s,{}]*+)\s*+")
_NAME = pattern(r"([^\s=,{}\"#()]++)\s*+=\s*+")
_BARE = pattern(r"[^\s,{}\"#()=]++")
_BRACE = pattern(r"[{}]")
_BRACE_OR_QUOTE = pattern(r"[{}\"]")


class _BrokenError(Exception):
    """An entry cannot be read further: where, and why."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at, self.message = at, message


def find_blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of a .bib file in order; never raises."""
    bounds = [match.end() for match in _NEXT.finditer(text)]
    at = 0
    while match := _START.search(text, at):
        if _is_commented(text, match.start()):
            at = match.end()
            continue
        index = bisect_right(bounds, match.start())
        limit = bounds[index] if index < len(bounds) else len(text)
        block = _read_block(text, match, limit)
        yield block
        at = block.span.end


def _is_commented(text: str, at: int) -> bool:
    # biber takes "%" to the end of the line as a comment outside entries; authors rely on it.
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].lstrip().startswith("%")


def _read_block(text: str, match: re.Match[str], limit: int) -> Block:
    kind, closer = match[1].lower(), "}" if match[2] == "{" else ")"
    start, at = match.start(), match.end()
    if kind in ("comment", "preamble"):
        return Block(kind, "", Span(start, _skip(text, at, limit, closer)))
    key = ""
    if kind != "string":
        found = _KEY.match(text, at)
        assert found
        key, at = found[1], found.end()
    fields: list[Field] = []
    faults: list[tuple[int, str]] = []
    try:
        end = _read_fields(text, at, limit, closer, fields, faults)
    except _BrokenError as fault:
        faults.append((min(fault.at, max(start, limit - 1)), fault.message))
        end = limit
    return Block(kind, key, Span(start, end), tuple(fields), tuple(faults))


def _skip(text: str, at: int, limit: int, closer: str) -> int:
    try:
        return _close(text, at, limit, closer) + 1
    except _BrokenError:
        return limit


def _read_fields(
    text: str,
    at: int,
    limit: int,
    closer: str,
    fields: list[Field],
    faults: list[tuple[int, str]],
) -> int:
    while True:
        gap = _GAP.match(text, at, limit)
        assert gap
        if fields and "," not in gap[0] and gap.end() < limit and text[gap.end()] != closer:
            faults.append((gap.end(), f'no comma behind the field "{fields[-1].name}"'))
        at = gap.end()
        if at >= limit:
            raise _BrokenError(at, "the entry does not close")
        if text[at] == closer:
            return at + 1
        name = _NAME.match(text, at, limit)
        if name is None:
            raise _BrokenError(at, f'no field begins with "{text[at : at + 12].split()[0]}"')
        parts, end = _read_value(text, name.end(), limit)
        fields.append(Field(name[1].lower(), parts, Span(name.end(), end)))
        at = end


def _read_value(text: str, at: int, limit: int) -> tuple[tuple[Part, ...], int]:
    parts: list[Part] = []
    while True:
        opener = text[at : at + 1]
        if opener == "{":
            end = _close(text, at + 1, limit, "}")
            parts.append(Part("text", Span(at + 1, end)))
            at = end + 1
        elif opener == '"':
            end = _close(text, at + 1, limit, '"')
            parts.append(Part("text", Span(at + 1, end)))
            at = end + 1
        elif bare := _BARE.match(text, at, limit):
            parts.append(Part("bare", Span(at, bare.end())))
            at = bare.end()
        else:
            raise _BrokenError(at, "a field has no value")
        gap = _BLANKS.match(text, at, limit)
        assert gap
        if text[gap.end() : gap.end() + 1] != "#" or gap.end() >= limit:
            return tuple(parts), at
        gap = _BLANKS.match(text, gap.end() + 1, limit)
        assert gap
        at = gap.end()


def _close(text: str, at: int, limit: int, closer: str) -> int:
    """Return where the value that begins at `at` closes, braces inside it balanced."""
    depth, opened = 0, at
    pattern = _BRACE if closer == "}" else _BRACE_OR_QUOTE
    if closer == ")":
        pattern = _BRACE_OR_PAREN
    for match in pattern.finditer(text, at, limit):
        char = match[0]
        if char == closer and depth == 0:
            return match.start()
        if char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                raise _BrokenError(match.start(), "a brace closes that was not opened")
    raise _BrokenError(opened, f"no {closer} closes what begins here")


_BRACE_OR_PAREN = pattern(r"[{})]")
