"""A finding: what stands there, where, what is wanted, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from carcite.text.edit import Fix
from carcite.text.span import Span


class Severity(StrEnum):
    """How much a finding matters; warnings and errors make a check fail, infos do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that the finding speaks of."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding in one Source."""

    code: str
    """Of the rule: "PAG001"."""
    name: str
    """Of the rule: "descending-range"."""
    message: str
    """One sentence without a full stop: what stands there, in quotes, then what is wanted."""
    span: Span
    """In the Source's text."""
    severity: Severity
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    entry: int | None = None
    """The entry's place in the file, from 1; None for a finding about the whole list."""
    line: int = field(default=0, compare=False)
    """Of the file, from 1; 0 for a finding that no check has placed yet."""
    column: int = field(default=0, compare=False)
    """In code points, from 1."""

    def __str__(self) -> str:
        """Say the finding in a line: place, code, message."""
        place = f"{self.line}:{self.column}: " if self.line else ""
        return f"{place}{self.code} {self.message}"
