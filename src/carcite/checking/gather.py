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
        if each.detected is not None:
            left = _gather_list(left, each)
    return tuple(sorted(left, key=lambda finding: (finding.span, finding.code)))


def _gather_list(findings: list[Diagnostic], listed: CheckedList) -> list[Diagnostic]:
    rules = all_rules()
    span = listed.list.span
    groups: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if rules[finding.code].scope == "form" and span.contains(finding.span):
            groups.setdefault(finding.code, []).append(finding)
    habits = {
        code: group
        for code, group in groups.items()
        if len(group) > MANY and len(group) > SHARE * len(listed.cases)
    }
    gathered = [_one(group) for group in habits.values()]
    members = {id(finding) for group in habits.values() for finding in group}
    return [each for each in findings if id(each) not in members] + gathered


def _one(group: list[Diagnostic]) -> Diagnostic:
    first, *others = sorted(group, key=lambda finding: finding.span)
    fixes = [finding.fix for finding in sorted(group, key=_safest) if finding.fix]
    fixes = [each for each in fixes if each.safety is fixes[0].safety]
    fix = fixes[0] if fixes else None
    if fix is not None and len(fixes) > 1:
        edits = tuple(sorted(edit for each in fixes for edit in each.edits))
        fix = replace(fix, title="Mend all of them", edits=edits, count=len(fixes))
    return replace(
        first,
        message=f"{first.message}; {len(others)} more entries depart in the same way",
        fix=fix,
        related=tuple(Related(each.span, "also here") for each in others),
    )


def _safest(finding: Diagnostic) -> tuple[int, Span]:
    order = list(Safety)
    return (order.index(finding.fix.safety) if finding.fix else len(order), finding.span)
