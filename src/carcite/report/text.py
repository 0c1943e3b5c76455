"""Findings for people at a terminal: the line, the place underlined, and what would mend it.

>>> from carcite.model.diagnostics import Diagnostic, Severity
>>> from carcite.text.edit import Edit, Fix, Safety
>>> from carcite.text.source import Source
>>> fix = Fix("Remove the period", (Edit(Span(15, 16), ""),), Safety.SAFE)
>>> message = 'title ends in "?."; the question mark ends it'
>>> finding = Diagnostic(
...     "TTL001", "double-terminal-punctuation", message, Span(14, 16), Severity.WARNING, fix)
>>> print(write([Checked(Source("r.txt", "stepping stone?. Blood"), diagnostics=(finding,))]))
r.txt:1:15: TTL001 warning: title ends in "?."; the question mark ends it
    stepping stone?. Blood
                  ^~
    help: Remove the period (`carcite fix` does this)
        - stepping stone?. Blood
        + stepping stone? Blood
<BLANKLINE>
0 references; 1 finding: 1 warning; 1 can be fixed with `carcite fix`
<BLANKLINE>
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.report.changes import Change, changes, line_span
from carcite.report.model import Checked, RuleHelp
from carcite.report.places import place_of
from carcite.report.summary import WAY, Tally, closing_line, many
from carcite.report.terminal import underlined, visible
from carcite.text.edit import Fix
from carcite.text.source import Source
from carcite.text.span import Span

_SHOWN = 3
"""Changes of one fix that are shown; the rest is counted."""
_BOLD, _DIM, _RED, _YELLOW, _CYAN, _GREEN = "1", "2", "1;31", "1;33", "1;36", "32"
_Paint = Callable[[str, str], str]
"""Takes a text and the number of a colour."""
_SEVERITY_COLOUR = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _CYAN}


def write(
    checked: Iterable[Checked],
    rules: Sequence[RuleHelp] = (),
    *,
    colour: bool = False,
    width: int = 100,
) -> str:
    """Return every finding as a block of lines, and a closing line with the counts."""
    return "".join(pieces(checked, colour=colour, width=width))


def pieces(checked: Iterable[Checked], *, colour: bool = False, width: int = 100) -> Iterator[str]:
    """Yield the report block by block, for one that is printed as files are checked."""
    paint = _paint if colour else _leave
    tally = Tally()
    for each in tally.counted(checked):
        for finding in each.by_gravity:
            lines = _block(each, finding, paint, max(width, 24) - 4)
            yield "\n".join(lines) + "\n\n"
    yield paint(closing_line(tally), _BOLD) + "\n"


def _leave(text: str, code: str) -> str:
    return text


def _paint(text: str, code: str) -> str:
    return f"\x1b[{code}m{text}\x1b[0m"


def _block(checked: Checked, finding: Diagnostic, paint: _Paint, width: int) -> Iterator[str]:
    source = checked.source
    colour = _SEVERITY_COLOUR[finding.severity]
    place = paint(f"{place_of(checked, finding)}:", _BOLD)
    severity = paint(f"{finding.code} {finding.severity.value}:", colour)
    yield f"{place} {severity} {visible(finding.message)}"
    yield from _quoted(source, finding.span, paint, colour, width)
    for related in finding.related:
        line, column, *_ = line_span(source, related.span)
        yield f"    {paint('see:', _BOLD)} line {line}, column {column}: {visible(related.message)}"
        yield from _quoted(source, related.span, paint, _DIM, width)
    if finding.fix:
        yield from _help(source, finding.fix, paint, width)


def _quoted(source: Source, span: Span, paint: _Paint, colour: str, width: int) -> Iterator[str]:
    """Yield the first line of the place and its underline; a place of many lines is counted."""
    line, column, end_line, end_column = line_span(source, span)
    over = end_line - line
    shown, marks = underlined(
        source.line(line), column - 1, column if over else end_column - 1, width=width
    )
    yield f"    {shown}"
    indent = len(marks) - len(marks.lstrip())
    more = f" this and {many(over, 'more line')}" if over else ""
    yield f"    {marks[:indent]}{paint(marks[indent:], colour)}{more}"


def _help(source: Source, fix: Fix, paint: _Paint, width: int) -> Iterator[str]:
    yield f"    {paint('help:', _BOLD)} {visible(fix.title)} ({WAY[fix.safety]})"
    found = changes(source, fix)
    for change in found[:_SHOWN]:
        for sign, left_out, code in (("-", "new", _RED), ("+", "old", _GREEN)):
            for line in _side(change, left_out, width - 6):
                yield paint(f"        {sign} {line}", code)
    if len(found) > _SHOWN:
        yield f"        and {many(len(found) - _SHOWN, 'more place')}"


def _side(change: Change, left_out: str, width: int) -> list[str]:
    """Return one side of a change in lines that fit; what goes or comes is shown in full."""
    shown = "".join(
        visible(each.text, marked=each.kind != "same")
        for each in change.stretches
        if each.kind != left_out
    )
    return textwrap.wrap(shown, max(width, 20)) or [""]
