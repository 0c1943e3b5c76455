"""Findings under the name of their file, place and code in columns: to read many files' at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from carcite.report.model import Checked, RuleHelp
from carcite.report.places import inside_of
from carcite.report.summary import Tally, many
from carcite.report.terminal import visible


def write(checked: Iterable[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return a block for each file that has findings, and a line that counts them all."""
    return "".join(pieces(checked))


def pieces(checked: Iterable[Checked]) -> Iterator[str]:
    """Yield the blocks, for a report that is printed as files are checked."""
    tally, found = Tally(), 0
    for each in tally.counted(checked):
        if each.diagnostics:
            found += 1
            yield "\n".join(_block(each)) + "\n\n"
    files = f" in {found} of {many(tally.files, 'file')}" if found else ""
    yield f"{many(tally.severities.total(), 'finding')}{files}\n"


def _block(checked: Checked) -> Iterator[str]:
    yield f"{visible(checked.path)}:"
    rows = [(inside_of(checked, each), each) for each in checked.by_gravity]
    width = max(len(place) for place, _ in rows)
    for place, each in rows:
        yield f"  {place:>{width}}  {each.code} {each.severity.value:7} {visible(each.message)}"
