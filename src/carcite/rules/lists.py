"""The list as a whole: its numbers, doubles, and what some entries give and others do not."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.diagnostics import Related, Severity
from carcite.model.dates import Date
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Person
from carcite.rules.case import Case, Listing
from carcite.rules.rule import Finding, list_rule
from carcite.text.chars import fold, strip_marks
from carcite.text.span import Span

_LEAST_TITLE = 25
"""Shorter titles ("Editorial", "Reply", "In this issue") are borne by many works."""


@list_rule(
    "LST001",
    "numbering-gap",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: references are numbered consecutively",
)
def numbering_gap(listing: Listing) -> Iterator[Finding]:
    """The numbers of a list are not consecutive from 1.

    Why: a number that is skipped is a reference lost, or a citation that points past its own.
    Wrong: 1, 2, 4
    Right: 1, 2, 3
    No fix: whether an entry or a number is missing is not in the list.
    """
    numbered = [case for case in listing.cases if case.entry.number is not None]
    if len(numbered) < 2:
        return
    wanted = 1
    for case in numbered:
        number = case.entry.number or 0
        if number > wanted:
            missing = f"{wanted}" if number == wanted + 1 else f"{wanted} to {number - 1}"
            yield Finding(
                label_span(case),
                f'number "{number}" follows "{wanted - 1}"; {missing} missing'
                if wanted > 1
                else f'the list begins with number "{number}"; {missing} missing',
                entry=case.index,
            )
        wanted = max(wanted, number + 1)


@list_rule(
    "LST003",
    "duplicate-number",
    Severity.ERROR,
    basis="ICMJE Recommendations, IV.A.3.g: one number, one reference",
)
def duplicate_number(listing: Listing) -> Iterator[Finding]:
    """Two entries bear the same number.

    Why: the reader cannot tell which of them the text cites.
    Wrong: 7. ... 7. ...
    Right: 7. ... 8. ...
    No fix: the citations in the text would have to follow.
    """
    seen: dict[int, Case] = {}
    for case in listing.cases:
        number = case.entry.number
        if number is None:
            continue
        if number in seen:
            first = seen[number]
            yield Finding(
                label_span(case),
                f'number "{number}" is given to two entries',
                related=(Related(label_span(first), "the first of them"),),
                entry=case.index,
            )
        seen.setdefault(number, case)


def label_span(case: Case) -> Span:
    """Return the place of an entry's label, or of its first character."""
    entry = case.entry
    if entry.label:
        return Span(entry.span.start, entry.span.start + len(entry.label))
    return Span(entry.body.start, min(entry.body.start + 1, entry.body.end))


@list_rule(
    "LST002",
    "duplicate-reference",
    Severity.ERROR,
    basis="Citing Medicine; ICMJE IV.A.3.g: a work keeps the number of its first citation",
)
def duplicate_reference(listing: Listing) -> Iterator[Finding]:
    """Two entries are the same work.

    Why: the work is counted twice, and the text cites it under two numbers.
    Wrong: 4. June CH. CAR T cell... 17. June CH. CAR T cell...
    Right: one entry, cited twice
    No fix: the citations in the text would have to follow.
    """
    firsts: dict[tuple[str, ...], Case] = {}
    for case in listing.cases:
        keys = list(work_keys(case))
        same = next((key for key in keys if key in firsts), None)
        if same is not None and not _told_apart(case, firsts[same]):
            first = firsts[same]
            number = first.entry.number or first.index
            yield Finding(
                case.span,
                f"this work is entry {number} already (same {same[0]})",
                related=(Related(first.span, "the first of them"),),
                entry=case.index,
            )
            continue
        for key in keys:
            firsts.setdefault(key, case)


def work_keys(case: Case) -> Iterator[tuple[str, ...]]:
    """Yield what makes a work the same: identifiers, then its place, then a telling title."""
    reference = case.reference
    for scheme in ("doi", "pmid", "pmcid"):
        value = reference.identifier(scheme)
        if value:
            yield (scheme.upper(), value.casefold())
    if not case.parse.is_read and not case.context.facts_only:
        return
    names = reference.names()
    first = names[0] if names else None
    family = strip_marks(first.family).casefold() if isinstance(first, Person) else ""
    page = reference.pages[0] if reference.pages else None
    year = str(reference.issued.year) if isinstance(reference.issued, Date) else ""
    start = page.first if isinstance(page, PageRange) else ""
    start = page.value if isinstance(page, ELocator) else start
    if family and year and reference.volume and start:
        journal = _letters(reference.container_title)
        yield ("author, year, volume and page", family, year, reference.volume, start, journal)
    title = _letters(reference.title)
    if len(title) >= _LEAST_TITLE and family and year:
        yield ("title, author and year", title, family, year)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, strip_marks(fold(text)).casefold()))


def _told_apart(one: Case, two: Case) -> bool:
    """Tell whether two entries with a common key name two works after all."""
    for scheme in ("doi", "pmid"):
        values = {each.reference.identifier(scheme).casefold() for each in (one, two)} - {""}
        if len(values) == 2:
            return True
    places = {(each.reference.volume, each.reference.pages) for each in (one, two)}
    same_place = len(places) == 1
    return not same_place and all(each.reference.volume for each in (one, two))


@list_rule(
    "LST007",
    "inconsistent-identifier-set",
    Severity.INFO,
    basis="AMA 11, 3.11.1: the DOI where there is one; Crossref: link references by DOI",
)
def inconsistent_identifiers(listing: Listing) -> Iterator[Finding]:
    """Journal articles of the list give no DOI, or some do and others do not.

    Why: a DOI is the shortest way to the work; where some are missing, readers think none exists.
    Wrong: 3 of 40 articles without a DOI
    Right: a DOI for every article that has one
    No fix: the DOIs are not in the text.
    """
    articles = listing.articles
    profile = listing.context.profile
    if len(articles) < 2 or (profile is not None and not profile.doi):
        return
    bare = [case for case in articles if not case.reference.identifier("doi")]
    yield from _lacking(listing, bare, len(articles), "a DOI")


@list_rule(
    "LST008",
    "inconsistent-issue",
    Severity.INFO,
    basis="AMA 11, 3.11.1; ICMJE samples: the issue may be left out of all entries, not of some",
)
def inconsistent_issue(listing: Listing) -> Iterator[Finding]:
    """Journal articles of the list give no issue number, or some do and others do not.

    Why: an issue helps to find articles in journals that page each issue from 1.
    Wrong: 359(6382) beside 385
    Right: all or none
    No fix: the issues are not in the text.
    """
    articles = [case for case in listing.articles if case.reference.volume]
    bare = [case for case in articles if not (case.reference.issue or case.reference.supplement)]
    if len(articles) >= 2:
        yield from _lacking(listing, bare, len(articles), "an issue number")


def _lacking(listing: Listing, bare: list[Case], total: int, what: str) -> Iterator[Finding]:
    """Yield one finding for what some or all articles lack."""
    if not bare:
        return
    if len(bare) == total:
        message = f"none of the {total} journal articles gives {what}"
    else:
        numbers = [str(case.entry.number or case.index) for case in bare]
        shown = ", ".join(numbers[:8]) + (f" and {len(numbers) - 8} more" if numbers[8:] else "")
        verb = "lacks" if len(bare) == 1 else "lack"
        message = f"{len(bare)} of {total} journal articles {verb} {what} (entries {shown})"
    case = bare[0]
    yield Finding(label_span(case), message, entry=case.index)
