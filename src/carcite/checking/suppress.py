"""What the user does not want to hear: comments beside entries that silence findings.

A comment of the host format that holds `carcite: ignore[TTL001]` silences these codes in the entry
on its line, or else in the next entry; `carcite: ignore` all codes; `carcite: ignore-file[LST007]`
the whole file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carcite.lists.directives import Directive, find_directives
from carcite.model.diagnostics import Diagnostic
from carcite.model.parse import Parse
from carcite.rules.configuration import unused_suppression
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.source import Source
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings after the user's orders."""

    kept: tuple[Diagnostic, ...]
    """Those to report, CFG001 for orders without effect among them, in the order of the text."""
    silenced: tuple[Diagnostic, ...]


def suppress(
    diagnostics: Sequence[Diagnostic],
    source: Source,
    parses: Sequence[Parse],
    *,
    ran: frozenset[str] | None = None,
) -> Suppressed:
    """Return the findings that no order in the file silences.

    `ran` are the codes that were checked: an order for a rule that was off is not called unused.
    """
    raw = source.text if source.raw is None else source.raw
    directives = find_directives(raw)
    if not directives:
        return Suppressed(tuple(diagnostics), ())
    targets = [_target(each, source, parses, raw) for each in directives]
    used: set[int] = set()
    kept: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for finding in diagnostics:
        hits = [
            place
            for place, (each, target) in enumerate(zip(directives, targets, strict=True))
            if each.covers(finding.code) and (each.whole_file or target == _entry_of(finding))
        ]
        used.update(hits)
        (silenced if hits else kept).append(finding)
    for place, each in enumerate(directives):
        if place not in used and _was_checked(each, ran):
            kept.append(_unused(each, source, raw))
    kept.sort(key=lambda each: (each.span, each.code))
    return Suppressed(tuple(kept), tuple(silenced))


def _entry_of(finding: Diagnostic) -> int:
    return finding.entry if finding.entry is not None else -1


def _was_checked(directive: Directive, ran: frozenset[str] | None) -> bool:
    if ran is None or not directive.codes:
        return True
    return any(directive.covers(code) for code in ran)


def _target(directive: Directive, source: Source, parses: Sequence[Parse], raw: str) -> int:
    """Return the place in the file, from 1, of the entry that an order speaks of; 0 for none."""
    first = raw.rfind("\n", 0, directive.span.start) + 1
    last = raw.find("\n", directive.span.end)
    last = len(raw) if last < 0 else last
    following = 0
    for place, parse in enumerate(parses, 1):
        if parse.entry is None:
            continue
        start = source.raw_offset(parse.entry.span.start)
        end = source.raw_offset(parse.entry.span.end)
        alone = not _without(raw, first, last, directive).strip()
        if start < last and first < end and not alone:
            return place
        if not following and start >= directive.span.start:
            following = place
    return following


def _without(raw: str, first: int, last: int, directive: Directive) -> str:
    """Return a line without the order that stands in it."""
    return raw[first : directive.span.start] + raw[directive.span.end : last]


def _unused(directive: Directive, source: Source, raw: str) -> Diagnostic:
    codes = f"[{', '.join(directive.codes)}]" if directive.codes else ""
    name = "ignore-file" if directive.whole_file else "ignore"
    span, fix = directive.span, None
    if source.raw is None:
        edit = Edit(_with_line(directive.span, raw), "")
        fix = Fix("Remove the comment", (edit,), Safety.SAFE)
    else:
        at = _clean_offset(source, directive.span.start)
        span = Span(max(0, at - 1), at) if at == len(source.text) else Span(at, at + 1)
    return Diagnostic(
        unused_suppression.code,
        unused_suppression.name,
        f'"carcite: {name}{codes}" silences nothing',
        span,
        unused_suppression.severity,
        fix,
    )


def _with_line(span: Span, raw: str) -> Span:
    """Return a span with its line end where nothing else stands in the line."""
    start, end = span.start, span.end
    if raw[:start].rpartition("\n")[2].strip() == "" and raw[end : end + 1] in ("\n", "\r", ""):
        start = raw.rfind("\n", 0, start) + 1
        end += 2 if raw[end : end + 2] == "\r\n" else len(raw[end : end + 1])
        return Span(start, end)
    while start and raw[start - 1] in " \t":
        start -= 1
    return Span(start, end)


def _clean_offset(source: Source, raw_offset: int) -> int:
    """Return the place in the clean text that follows a place in the file."""
    offsets = source.offsets
    low, high = 0, len(source.text)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < raw_offset:
            low = middle + 1
        else:
            high = middle
    return low
