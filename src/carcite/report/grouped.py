"""Findings under the name of their file, place and code in columns: to read many files' at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carcite.report.model import Checked, RuleHelp
from carcite.report.places import inside_of
from carcite.report.summary import many
from carcite.report.terminal import visible


def write(checked: Sequence[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return a block for each file that has findings, and a line that counts them all."""
    found = [each for each in checked if each.diagnostics]
    blocks = ["\n".join(_block(each)) for each in found]
    total = sum(len(each.diagnostics) for each in found)
    files = f" in {len(found)} of {many(len(checked), 'file')}" if total else ""
    return "\n\n".join([*blocks, f"{many(total, 'finding')}{files}"]) + "\n"


def _block(checked: Checked) -> Iterator[str]:
    yield f"{visible(checked.path)}:"
    rows = [(inside_of(checked, each), each) for each in checked.by_gravity]
    width = max(len(place) for place, _ in rows)
    for place, each in rows:
        yield f"  {place:>{width}}  {each.code} {each.severity.value:7} {visible(each.message)}"
