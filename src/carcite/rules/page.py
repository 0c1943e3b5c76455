"""All rules as a table, for the documentation.

>>> write().splitlines()[2].startswith("| PRS001 |")
True
"""

from __future__ import annotations

from carcite.rules.catalogue import all_rules
from carcite.rules.rule import Rule
from carcite.text.edit import Safety

_FIXES = {
    None: "none",
    Safety.SAFE: "safe",
    Safety.UNSAFE: "unsafe",
    Safety.SHOWN: "shown",
}


def write() -> str:
    """Return the table in Markdown: one row a rule, in the order of the families."""
    head = "| Code | Name | Severity | On | Fix | What it finds | Basis |"
    rule = "|---|---|---|---|---|---|---|"
    return "\n".join([head, rule, *map(_row, all_rules().values())]) + "\n"


def _row(rule: Rule) -> str:
    cells = (
        rule.code,
        rule.name,
        rule.severity.value,
        "yes" if rule.default else "no",
        _FIXES[rule.safety],
        rule.summary,
        rule.basis,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
