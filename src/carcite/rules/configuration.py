"""What the user told carcite: orders that no longer do anything."""

from __future__ import annotations

from carcite.model.diagnostics import Severity
from carcite.rules.rule import form_rule
from carcite.text.edit import Safety


@form_rule(
    "CFG001",
    "unused-suppression",
    Severity.INFO,
    basis="Practice of linters (ruff RUF100): what hides nothing today hides a fault later",
    safety=Safety.SAFE,
)
def unused_suppression() -> None:
    """A comment tells carcite to ignore what it does not find.

    Why: the fault was mended; left standing, the comment would hide the next one.
    Wrong: <!-- carcite: ignore[PAG001] --> before an entry whose pages are in order
    Right: no comment
    """
