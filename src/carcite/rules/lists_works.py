"""Works that a list holds twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.model.dates import Date
from carcite.model.diagnostics import Related, Severity
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Person
from carcite.rules.case import Case, Listing
from carcite.rules.rule import Finding, list_rule
from carcite.text.chars import fold, strip_marks
from carcite.text.pattern import pattern

_LEAST_TITLE = 25
"""Shorter titles ("Editorial", "Reply", "In this issue") are borne by many works."""


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
    twins: list[_Twin] = []
    for case in listing.cases:
        keys = list(work_keys(case))
        same = next((key for key in keys if key in firsts), None)
        if same is not None and not _told_apart(case, firsts[same]):
            twins.append((case, firsts[same], same[0]))
            continue
        for key in keys:
            firsts.setdefault(key, case)
    for block in _blocks(twins):
        yield _twice(block)


_Twin = tuple[Case, Case, str]
"""An entry, the entry that it repeats, and what is the same."""


def _blocks(twins: list[_Twin]) -> Iterator[list[_Twin]]:
    """Yield the repeated entries, those pasted one behind the other together."""
    block: list[_Twin] = []
    for each in twins:
        if block and not all(
            one.index == two.index + 1 for one, two in zip(each[:2], block[-1][:2], strict=True)
        ):
            yield block
            block = []
        block.append(each)
    if block:
        yield block


def _twice(block: list[_Twin]) -> Finding:
    case, first, same = block[0]
    message = f"Cite entry {first.number} instead; this is the same work (same {same})"
    if len(block) > 1:
        last, twin, _ = block[-1]
        message = (
            f"Take out entries {case.number} to {last.number}; they are entries {first.number} to "
            f"{twin.number} again"
        )
    return Finding(
        case.span,
        message,
        related=(
            Related(first.span, "the first of them"),
            *(Related(each.span, "also given before") for each, _, _ in block[1:]),
        ),
        entry=case.index,
    )


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
    year = str(reference.issued.year) if isinstance(reference.issued, Date) else ""
    start = _start(case)
    if family and year and reference.volume and start:
        journal = _letters(reference.container_title)
        yield ("author, year, volume and page", family, year, reference.volume, start, journal)
    title = _letters(reference.title)
    if len(title) >= _LEAST_TITLE and family and year:
        yield ("title, author and year", title, family, year)
    if len(title) >= _LEAST_TITLE and reference.url and not reference.volume:
        yield ("title and address", title, _address(reference.url))
    # The author of a report is written in many ways: "WHO", "Organization WH".
    if len(title) >= _LEAST_TITLE and year and reference.publisher and reference.type in _REPORTS:
        yield ("title, publisher and year", title, _acronym(reference.publisher), year)


def _address(url: str) -> str:
    """Return an address without what browsers do not need: "https://www.", a closing slash."""
    return _BARE.sub("", url).rstrip("/.").casefold()


# Takes the "https://www." of an address; refuses the "www" inside one.
_BARE = pattern(r"\A(?:https?://)?(?:www\.)?", re.IGNORECASE)
_REPORTS = frozenset({"book", "report", "webpage", "document"})


def _acronym(publisher: str) -> str:
    """Return what a publisher is called in short: "WHO" for it and for its whole name."""
    words = [word for word in fold(publisher).split() if word[:1].isupper()]
    letters = "".join(word[0] for word in words)
    return (letters if len(words) > 1 else publisher).casefold()


def _start(case: Case) -> str:
    """Return the first page or the article number; empty where there is none."""
    page = case.reference.pages[0] if case.reference.pages else None
    if isinstance(page, PageRange):
        return page.first
    return page.value if isinstance(page, ELocator) else ""


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, strip_marks(fold(text)).casefold()))


def _told_apart(one: Case, two: Case) -> bool:
    """Tell whether two entries with a common key name two works after all."""
    for scheme in ("doi", "pmid"):
        values = {each.reference.identifier(scheme).casefold() for each in (one, two)} - {""}
        if len(values) == 2:
            return True
    if one.reference.type in _REPORTS and not one.reference.identifier("doi"):
        # A series of bulletins bears one title; each has an address of its own.
        addresses = {_address(each.reference.url) for each in (one, two)} - {""}
        if len(addresses) == 2:
            return True
    places = {(each.reference.volume, _start(each)) for each in (one, two)}
    same_place = len(places) == 1
    return not same_place and all(each.reference.volume for each in (one, two))
