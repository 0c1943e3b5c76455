"""Findings a line each, for editors, scripts and long lists: place, code, severity and message."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from carcite.report.model import Checked, RuleHelp, every_finding
from carcite.report.places import place_of
from carcite.report.terminal import visible


def write(checked: Iterable[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return one line a finding; nothing where there is none."""
    return "".join(pieces(checked))


def pieces(checked: Iterable[Checked]) -> Iterator[str]:
    """Yield the lines, for a report that is printed as files are checked."""
    for each, finding in every_finding(checked):
        place = place_of(each, finding)
        message = visible(finding.message)
        yield f"{place}: {finding.code} {finding.severity.value}: {message}\n"
