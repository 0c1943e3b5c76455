"""Whole entries: what could not be read, what was run together or broken in two."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.compare.alternatives import unsure_until
from carcite.model.diagnostics import Related, Severity
from carcite.rules.case import Case, Listing
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.chars import fold
from carcite.text.pattern import pattern
from carcite.text.span import Span

_BLOCK = (
    r"(?:1[89]|20)\d\d\s?;\s?\d{1,4}\s?(?:\([^()]{1,20}\)\s?)?:"
    r"\s?[a-zA-Z]?\d+(?:\s?-\s?[a-zA-Z]?\d+)?\.?"
)
_NAME = r"[A-Z][^\W\d_]+(?:[- '][A-Z][^\W\d_]+)?\s[A-Z]{1,3}(?:,|\.)"
# Takes the border in "2018;359:1361-5. 2. Smith J, Doe A"; refuses "2018;359:1361-5. Erratum in".
_RUN_TOGETHER = pattern(
    rf"{_BLOCK}\s+(?P<label>[\[(]?(?P<number>\d{{1,4}})[\])]?\.?\s+)?(?={_NAME})"
)
# Takes "; 359: 1361-1365" and "2018;359:1361"; refuses an entry that begins with a name.
_TAIL = pattern(r"[;:,)\s]{0,10}+(?:(?:1[89]|20)\d\d\s?;|\d{1,4}\s?(?:\(\d+\)\s?)?:\s?\d)")
_YEAR = pattern(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


@entry_rule(
    "PRS001",
    "unparsed-reference",
    Severity.INFO,
    basis="Practice: what is not understood is shown to a person and never rewritten",
)
def unparsed_reference(case: Case) -> Iterator[Finding]:
    """Some of an entry could not be read with certainty, so that part of it is left as it is.

    Why: a guess that looks like knowledge is worse than a question.
    Wrong: Smith, see our website for more
    Right: Smith J. Title of the page [Internet]. Place: Publisher; 2020.
    No fix: only its author knows what was meant.
    """
    doubts = case.doubts
    if doubts:
        span = doubts[0].span if len(doubts[0].span) else Span(0, len(case.text))
        messages = dict.fromkeys(doubt.message for doubt in doubts)
        yield Finding(case.place(span), "; ".join(messages))
    elif (
        case.differences
        and not case.parse.doubts
        and (until := unsure_until(case.layout))
        and any(each.span.start < until for each in case.differences)
    ):
        yield Finding(
            case.place(Span(0, until)), "not sure where the authors end and the title begins"
        )


@list_rule(
    "PRS002",
    "merged-or-split-entry",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: one number, one reference",
)
def merged_or_split(listing: Listing) -> Iterator[Finding]:
    """Two references are run together in one entry, or one is broken across two.

    Why: all numbers behind the place are wrong by one.
    Wrong: 1. June CH. CAR T cells. Science. 2018;359:1361-5. Smith J, Doe A. ...
    Right: 1. June CH. CAR T cells. Science. 2018;359:1361-5. 2. Smith J, Doe A. ...
    No fix: the citations in the text would have to follow.
    """
    if listing.context.facts_only:
        return
    for case in listing.cases:
        found = _RUN_TOGETHER.search(fold(case.text))
        if found and (not found["number"] or int(found["number"]) == case.number + 1):
            end = len(case.text)
            yield Finding(
                case.place(Span(found.end(), end)),
                "Begin a new entry here: a second reference stands inside this one",
                entry=case.index,
            )
    for one, two in zip(listing.cases, listing.cases[1:], strict=False):
        if _broken(one, two):
            yield Finding(
                two.span,
                f"Join this to entry {one.number}, which gives no year; it seems to be its end",
                related=(Related(one.span, "the first half"),),
                entry=two.index,
            )


def _broken(one: Case, two: Case) -> bool:
    if two.reference.contributors or not _TAIL.match(fold(two.text)):
        return False
    return not _YEAR.search(one.text)
