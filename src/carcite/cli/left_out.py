"""What `carcite fix` left as it was, and why: entries in doubt, and fixes that lack a proof."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.checking.fix import Mended
from carcite.checking.proof import UNSURE
from carcite.model.diagnostics import Diagnostic
from carcite.report.summary import many

_WHOLE = "the list would be read in another way"
_FEW = 6
"""So many places are named; of more the first ones, and their number."""


def left_out(mended: Mended, *, each: bool) -> Iterator[str]:
    """Yield a line for what was left and why: a reason a line, or with `each` a fix a line."""
    left = mended.left
    reasons = [(finding, _WHOLE) for finding in left]
    for finding in mended.after.diagnostics:
        if finding.fix and finding.fix.withheld and finding not in left:
            reasons.append((finding, finding.fix.withheld))
    unsure = _unsure(mended, [finding for finding, why in reasons if why == UNSURE])
    if unsure:
        total = many(len(mended.after.parses), "entry", "entries")
        yield f"{len(unsure)} of {total} left as they were: not read with certainty"
    if each:
        for finding, why in sorted(reasons, key=lambda pair: pair[0].span):
            yield f"{finding.line}:{finding.column}: {finding.code} not fixed: {why}"
        return
    groups: dict[str, list[Diagnostic]] = {}
    for finding, why in reasons:
        groups.setdefault(why, []).append(finding)
    for why, group in groups.items():
        yield f"{many(len(group), 'fix', 'fixes')} left out, since {why} ({_places(group)})"


def _unsure(mended: Mended, doubted: list[Diagnostic]) -> set[int]:
    """Return the numbers of the entries that were not read with certainty and kept every letter."""
    unread = {n for n, parse in enumerate(mended.after.parses, 1) if not parse.is_read}
    touched = {finding.entry for finding in mended.made}
    return (unread | {each.entry for each in doubted if each.entry}) - touched


def _places(group: list[Diagnostic]) -> str:
    lines = sorted({finding.line for finding in group})
    named = ", ".join(map(str, lines[:_FEW]))
    more = f" and {len(lines) - _FEW} more" if len(lines) > _FEW else ""
    return f"line{'s' * (len(lines) > 1)} {named}{more}"
