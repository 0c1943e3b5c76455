"""What some entries of a list do and others do not: identifiers, issues, the style itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Role
from carcite.rules.case import Case, Listing
from carcite.rules.rule import Finding, list_rule
from carcite.text.chars import fold


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
        message = f"Add {what} to each journal article; none of the {total} gives one"
    else:
        numbers = [str(case.number) for case in bare]
        shown = ", ".join(numbers[:8]) + (f" and {len(numbers) - 8} more" if numbers[8:] else "")
        which = "entry" if len(bare) == 1 else "entries"
        message = f"Add {what} to {len(bare)} of {total} journal articles ({which} {shown})"
    case = bare[0]
    yield Finding(case.label, message)


@list_rule(
    "LST004",
    "mixed-style",
    Severity.WARNING,
    basis="AMA 11, 3.1; ICMJE Recommendations, IV.A.3.g: one style for the whole list",
)
def mixed_style(listing: Listing) -> Iterator[Finding]:
    """Some entries follow another style than most of the list.

    Why: they were pasted from elsewhere, and what they leave out or add is easily misread.
    Wrong: N Engl J Med 2021; 385: 567-569 among N Engl J Med. 2021;385:567-9
    Right: all entries in one style
    No fix: each entry is mended by the rules for its parts.
    """
    if listing.context.facts_only or not listing.context.inferred:
        return
    looks = [(case, _look(case)) for case in listing.articles if _is_whole(case)]
    if len(looks) < 4:
        return
    usual = _usual([look for _, look in looks])
    other = [(case, _departures(look, usual)) for case, look in looks]
    other = [(case, found) for case, found in other if len(found) >= 2 and not _conforms(case)]
    if not other or len(other) > 0.4 * len(looks):
        return
    first, found = other[0]
    numbers = ", ".join(str(case.number) for case, _ in other[:8])
    more = f" and {len(other) - 8} more" if other[8:] else ""
    which = f"entry {numbers}" if len(other) == 1 else f"entries {numbers}{more}"
    yield Finding(
        first.label,
        f"Write {which} like the other {len(looks) - len(other)} articles ({', '.join(found)})",
        related=tuple(Related(case.label, "also in another style") for case, _ in other[1:]),
        entry=first.index,
    )


def _conforms(case: Case) -> bool:
    """Tell whether an entry stands as the style prints it, whatever it looks like beside others."""
    return case.expected is not None and not case.differences


_WHOLE = frozenset({Role.TITLE, Role.CONTAINER_TITLE, Role.YEAR, Role.VOLUME, Role.PAGE})


def _is_whole(case: Case) -> bool:
    """Tell whether an article gives all that its style has marks for."""
    return {role for role, _, _ in case.layout.marks} >= _WHOLE


@dataclass(frozen=True, slots=True)
class _Look:
    """What tells the style of an article; an empty value says nothing."""

    year: str
    initials: str
    volume_mark: str
    page_mark: str
    title_mark: str
    journal_mark: str
    year_mark: str


_NAMES = {
    "year": "place of the year",
    "initials": "form of initials",
    "volume_mark": "marks before the volume",
    "page_mark": "marks before the pages",
    "title_mark": "marks before the title",
    "journal_mark": "marks before the journal",
    "year_mark": "marks before the year",
}


def _look(case: Case) -> _Look:
    roles = [role for role, _, _ in case.layout.marks]
    before = _marks_before(case)
    return _Look(
        year_place(roles),
        _initials(case),
        before.get(Role.VOLUME, ""),
        before.get(Role.PAGE, ""),
        _without_stop(before.get(Role.TITLE, "")),
        "" if case.reference.title[-1:] in "?!" else before.get(Role.CONTAINER_TITLE, ""),
        before.get(Role.YEAR, ""),
    )


def year_place(roles: list[Role]) -> str:
    """Return where the year stands: "early", in the "block" behind the journal, or "late"."""
    if Role.YEAR not in roles or Role.CONTAINER_TITLE not in roles:
        return ""
    year = roles.index(Role.YEAR)
    if year < roles.index(Role.CONTAINER_TITLE):
        return "early"
    return "late" if Role.VOLUME in roles and year > roles.index(Role.VOLUME) else "block"


def _initials(case: Case) -> str:
    """Return whether initials bear stops, and whether a comma stands before them.

    A single letter says nothing of stops: the one behind it may end the names.
    """
    pieces = [piece for piece in case.find(Role.INITIALS) if sum(map(str.isalpha, piece.text)) > 1]
    if not pieces:
        return ""
    stops = sum("." in piece.text for piece in pieces)
    commas = sum(
        one[0] is Role.FAMILY
        and two[0] is Role.INITIALS
        and case.text[one[2] : two[1]].strip() == ","
        for one, two in pairwise(case.layout.marks)
    )
    return f"{2 * stops > len(pieces)} {2 * commas > len(pieces)}"


def _without_stop(mark: str) -> str:
    """Return a mark without its stop, which may be that of the initials."""
    return mark and (mark.strip(".") or "blank")


_TOLD_BEHIND = {
    Role.VOLUME: (Role.YEAR,),
    Role.PAGE: (Role.VOLUME, Role.ISSUE),
    Role.TITLE: (Role.INITIALS, Role.FAMILY),
    Role.CONTAINER_TITLE: (Role.TITLE,),
    Role.YEAR: (Role.CONTAINER_TITLE,),
}
"""Parts whose marks tell the style, and the parts behind which they do."""


def _marks_before(case: Case) -> dict[Role, str]:
    """Return the marks before the first of each of those parts that stands so."""
    found: dict[Role, str] = {}
    for one, two in pairwise(case.layout.marks):
        if one[0] in _TOLD_BEHIND.get(two[0], ()) and two[0] not in found:
            marks = fold(case.text[one[2] : two[1]]).strip(" ()[]")
            found[two[0]] = marks or "blank"
    return found


def _usual(looks: list[_Look]) -> Mapping[str, str]:
    """Return for each trait what most articles show; traits without a majority are left out."""
    usual: dict[str, str] = {}
    for name in _NAMES:
        counts = Counter(getattr(look, name) for look in looks)
        del counts[""]
        if counts:
            value, number = counts.most_common(1)[0]
            if number >= 0.6 * counts.total():
                usual[name] = value
    return usual


def _departures(look: _Look, usual: Mapping[str, str]) -> list[str]:
    return [
        words
        for name, words in _NAMES.items()
        if name in usual and getattr(look, name) not in ("", usual[name])
    ]
