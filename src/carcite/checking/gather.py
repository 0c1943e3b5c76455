"""One habit, one finding: what a rule says of many entries of a list is said once.

A list that mixes two forms is one thing to know and one thing to decide. Only lists that are their
own measure are gathered; who names a style asks for every place.
"""

from __future__ import annotations

from dataclasses import replace

from carcite.checking.check import CheckedList, Report
from carcite.model.diagnostics import Diagnostic, Related
from carcite.rules.catalogue import all_rules
from carcite.text.edit import Safety
from carcite.text.span import Span

MANY = 5
"""More findings of one rule than these are a habit of the list..."""
SHARE = 0.15
"""...where they are also more than this share of its entries."""


def gather(report: Report) -> tuple[Diagnostic, ...]:
    """Return the findings of a report in order, each habit of a list as one.

    The one stands at the first place; the others are related to it, and its fix mends all of them.
    """
    left = list(report.diagnostics)
    for each in report.lists:
        left = _gather_marks(_gather_notes(left, each), each)
        if each.detected is not None:
            left = _gather_list(left, each)
    return tuple(sorted(left, key=lambda finding: (finding.span, finding.code)))


def _gather_list(findings: list[Diagnostic], listed: CheckedList) -> list[Diagnostic]:
    rules = all_rules()
    span = listed.list.span
    groups: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        formal = rules[finding.code].scope == "form" or finding.code in _MARKS
        if formal and span.contains(finding.span):
            groups.setdefault(finding.code, []).append(finding)
    habits = {
        code: group
        for code, group in groups.items()
        if len(group) > MANY and len(group) > SHARE * len(listed.cases)
    }
    gathered = [_one(group) for group in habits.values()]
    members = {id(finding) for group in habits.values() for finding in group}
    return [each for each in findings if id(each) not in members] + gathered


_FEW = 3
"""More notes, or hidden marks, than these are a way of the list."""
_MARKS = frozenset({"PUN002", "TTL001", "VOL003"})
"""Marks between parts; what the rules themselves see in one part is gathered with them."""
_HIDDEN = "TTL010"
"""What a program left in every title: ligatures of a PDF file, hidden marks of a page."""
_BEHIND = 3
"""So many characters may stand behind a note: a bracket and a stop."""


def _is_note(finding: Diagnostic, listed: CheckedList) -> bool:
    """Tell whether nothing of an entry is in doubt but words at its very end: "(Sample Size)"."""
    if finding.code != "PRS001" or finding.entry is None:
        return False
    case = next((each for each in listed.cases if each.index == finding.entry), None)
    if case is None or len(case.parse.doubts) != 1 or not case.reference.unread:
        return False
    body = case.text.rstrip(" *_).]\n")
    return case.parse.doubts[0].span.end >= len(body) - _BEHIND


def _gather_notes(findings: list[Diagnostic], listed: CheckedList) -> list[Diagnostic]:
    span = listed.list.span
    notes = [each for each in findings if span.contains(each.span) and _is_note(each, listed)]
    if len(notes) <= _FEW:
        return findings
    members = {id(each) for each in notes}
    rest = [each for each in findings if id(each) not in members]
    return [*rest, _notes(notes, len(listed.cases))]


def _notes(group: list[Diagnostic], total: int) -> Diagnostic:
    """Return the one line that an annotated list earns for its notes."""
    first, *others = sorted(group, key=lambda finding: finding.span)
    return replace(
        first,
        message=f"{len(group)} of {total} entries end in words of the list's own, which were left "
        f"alone; the first: {first.message}",
        related=tuple(Related(each.span, "also here") for each in others),
    )


def _gather_marks(findings: list[Diagnostic], listed: CheckedList) -> list[Diagnostic]:
    """Say once of a list that its titles hold hidden marks or ligatures, whatever its style."""
    span = listed.list.span
    marks = [each for each in findings if each.code == _HIDDEN and span.contains(each.span)]
    same = [each for each in marks if each.message == marks[0].message]
    if len(same) <= _FEW:
        return findings
    members = {id(each) for each in same}
    return [*(each for each in findings if id(each) not in members), _one(same)]


def _one(group: list[Diagnostic]) -> Diagnostic:
    first, *others = sorted(group, key=lambda finding: finding.span)
    fixes = [finding.fix for finding in sorted(group, key=_safest) if finding.fix]
    fixes = [each for each in fixes if each.safety is fixes[0].safety]
    fix = fixes[0] if fixes else None
    if fix is not None and len(fixes) > 1:
        edits = tuple(sorted(edit for each in fixes for edit in each.edits))
        fix = replace(fix, title="Mend all of them", edits=edits, count=len(fixes))
    more = len({finding.entry for finding in others} - {first.entry})
    departing = "1 more entry departs" if more == 1 else f"{more} more entries depart"
    if not more:
        departing = f"{len(others)} more places of this entry depart"
    return replace(
        first,
        message=f"{first.message}; {departing} in the same way",
        fix=fix,
        related=tuple(Related(each.span, "also here") for each in others),
    )


def _safest(finding: Diagnostic) -> tuple[int, Span]:
    order = list(Safety)
    return (order.index(finding.fix.safety) if finding.fix else len(order), finding.span)
