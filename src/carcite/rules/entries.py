"""Whole entries: what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.diagnostics import Severity
from carcite.rules.case import Case
from carcite.rules.rule import Finding, entry_rule
from carcite.text.span import Span


@entry_rule(
    "PRS001",
    "unparsed-reference",
    Severity.WARNING,
    basis="Practice: what is not understood is shown to a person and never rewritten",
)
def unparsed_reference(case: Case) -> Iterator[Finding]:
    """Some of an entry could not be read, so it is checked only in part and never rewritten.

    Why: a guess that looks like knowledge is worse than a question.
    Wrong: Smith, see our website for more
    Right: Smith J. Title of the page [Internet]. Place: Publisher; 2020.
    No fix: only its author knows what was meant.
    """
    for doubt in case.parse.doubts:
        span = doubt.span if len(doubt.span) else Span(0, len(case.text))
        yield Finding(case.place(span), doubt.message)
