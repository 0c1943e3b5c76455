"""How often each rule found something: a table for one who looks at many files.

>>> write([])
'nothing found\\n'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from carcite.report.model import Checked, RuleHelp, every_finding
from carcite.text.edit import Safety


def write(checked: Iterable[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return one row a rule, the most frequent first: count, code, name, severity, safe fixes."""
    counts: Counter[tuple[str, str]] = Counter()
    fixable: Counter[str] = Counter()
    severity: dict[str, str] = {}
    for _, finding in every_finding(checked):
        counts[finding.code, finding.name] += 1
        severity.setdefault(finding.code, finding.severity.value)
        fixable[finding.code] += bool(finding.fix and finding.fix.safety is Safety.SAFE)
    if not counts:
        return "nothing found\n"
    rows = [
        (f"{count:,}", code, name, severity[code], f"{fixable[code]:,} by `carcite fix`")
        for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(f"{_row(row, widths)}\n" for row in rows)


def _row(row: tuple[str, ...], widths: list[int]) -> str:
    """Return the cells aligned, the count to the right; no word on fixes where there are none."""
    count, *words, fixes = row
    cells = [count.rjust(widths[0])]
    cells += [word.ljust(width) for word, width in zip(words, widths[1:], strict=False)]
    return "  ".join([*cells, "" if fixes.startswith("0 ") else fixes]).rstrip()
