"""What a rule is, and the decorators that make one out of a function.

A rule is a function with a docstring in five parts, told apart by their first words: the summary
(the first sentence); "Why:"; "Wrong:"; "Right:"; and "Unsafe:" or "No fix:" where the fix is not
safe or there is none. What a rule asks for comes from somewhere: `basis` names the clause.

Three kinds of rule are asked one entry, one list or one document at a time. The fourth, a form
rule, is asked nothing: the comparison with the style finds what departs, and the family that owns
the place names the rule (see `ownership`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any, Literal

from carcite.model.diagnostics import Related, Severity
from carcite.rules.case import Case, Listing, Manuscript
from carcite.text.edit import Fix, Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

Scope = Literal["form", "entry", "list", "document"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one place in the Source."""

    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    entry: int | None = None
    """For list and document rules: the entry's place in the file from 1, where there is one."""


@dataclass(frozen=True, repr=False)
class Rule:
    """A check, its reason and its source."""

    code: str
    """Three letters of the family, three digits; never used again for another rule."""
    name: str
    """The fault, in the field's words; reads well after "allow"."""
    scope: Scope
    severity: Severity
    basis: str
    """The clause that asks for it: guide, edition, section."""
    check: Callable[..., Iterator[Finding] | None]
    """What finds it; for a form rule a function that only bears the docstring."""
    safety: Safety | None
    """Of its fix; None where it has none."""
    default: bool = True
    """Whether it is on without being asked for."""

    def __repr__(self) -> str:
        return f"<Rule {self.code} {self.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle a rule as the place where it is defined."""
        return _defined, (self.check.__module__, self.check.__name__)

    @cached_property
    def _parts(self) -> dict[str, str]:
        text = " ".join((self.check.__doc__ or "").split())
        pieces = _PART.split(text)
        parts = {"Summary": pieces[0].strip()}
        parts |= dict(zip(pieces[1::2], (each.strip() for each in pieces[2::2]), strict=True))
        return parts

    @property
    def summary(self) -> str:
        """What the rule finds, in one sentence."""
        return self._parts["Summary"]

    @property
    def why(self) -> str:
        """Why it matters to a reader of the paper."""
        return self._parts.get("Why", "")

    @property
    def wrong(self) -> str:
        """An example that the rule finds."""
        return self._parts.get("Wrong", "")

    @property
    def right(self) -> str:
        """The example mended."""
        return self._parts.get("Right", "")

    @property
    def unsafe(self) -> str:
        """When the fix is not safe, or why there is none; empty where neither holds."""
        return self._parts.get("Unsafe", "") or self._parts.get("No fix", "")


def _defined(module: str, name: str) -> Rule:
    rule: Rule = getattr(import_module(module), name)
    return rule


_PART = pattern(r"(?:^|\s)(Why|Wrong|Right|Unsafe|No fix):\s")
"""Takes "Why: a reader..."; refuses the same word inside a sentence without the colon."""

EntryCheck = Callable[[Case], Iterator[Finding]]
ListCheck = Callable[[Listing], Iterator[Finding]]
DocumentCheck = Callable[[Manuscript], Iterator[Finding]]


def entry_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    basis: str,
    safety: Safety | None = None,
    default: bool = True,
) -> Callable[[EntryCheck], Rule]:
    """Make a rule of a function that looks at one entry."""
    return lambda check: Rule(code, name, "entry", severity, basis, check, safety, default)


def list_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    basis: str,
    safety: Safety | None = None,
    default: bool = True,
) -> Callable[[ListCheck], Rule]:
    """Make a rule of a function that looks at a whole list."""
    return lambda check: Rule(code, name, "list", severity, basis, check, safety, default)


def document_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    basis: str,
    safety: Safety | None = None,
    default: bool = True,
) -> Callable[[DocumentCheck], Rule]:
    """Make a rule of a function that looks at a manuscript: its prose and its lists."""
    return lambda check: Rule(code, name, "document", severity, basis, check, safety, default)


def form_rule(
    code: str,
    name: str,
    severity: Severity,
    *,
    basis: str,
    safety: Safety | None = Safety.SAFE,
    default: bool = True,
) -> Callable[[Callable[[], None]], Rule]:
    """Make a rule whose findings the comparison with the style gives; the body says nothing."""
    return lambda check: Rule(code, name, "form", severity, basis, check, safety, default)
