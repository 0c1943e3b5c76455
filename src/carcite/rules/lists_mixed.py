"""What a list prints in two forms about equally often, so that neither is its habit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from carcite.authorities import journals
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Piece, Role
from carcite.model.locators import PageRange
from carcite.reading.parts.ranges import shorten
from carcite.rules.case import Case, Listing
from carcite.rules.lists_habits import year_place
from carcite.rules.rule import Finding, list_rule
from carcite.styles.house.adapt import journal_form
from carcite.styles.house.profile import PageForm
from carcite.text.chars import DASHES, DOUBLE_QUOTES, EN_DASH, fold
from carcite.text.pattern import pattern

_LEAST = 2
"""Fewer entries in the rarer form are slips, which the rules for single entries name..."""
_SHARE = 0.4
"""...and so are those up to this share, where the commoner form is the list's habit..."""
_UNTOLD = 0.15
"""...but not those above this share that no rule for single entries names."""
_SHORT_FORMS: tuple[PageForm, ...] = ("minimal", "minimal-two", "chicago")


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something that a list prints in one form throughout."""

    advice: str
    """What the message begins with: "Write page ranges in one form"."""
    form: Callable[[Case], str]
    """The form that an entry shows, in the words of the message; empty where it shows none."""
    of_articles: bool
    """Whether only articles that were read whole are asked; others have forms of their own."""
    roles: frozenset[Role]
    """Where the rules for single entries would name a departure."""
    share: float = _SHARE
    shown_by: float = 0.25
    """Of all entries, how many must show the trait for the list to have a way of it."""


@list_rule(
    "LST009",
    "mixed-forms",
    Severity.WARNING,
    basis="AMA 11, 3.1; ICMJE Recommendations, IV.A.3.g: one style for the whole list",
)
def mixed_forms(listing: Listing) -> Iterator[Finding]:
    """A list prints one thing in two forms, each of them often.

    Why: it is what copy editors see first; the entries were collected from several places.
    Wrong: N Engl J Med in 9 entries, The Lancet Infectious Diseases in 8
    Right: all journals abbreviated, or all in full
    No fix: which of the two forms is wanted is the author's to say.
    """
    if listing.context.facts_only or not listing.context.inferred:
        return
    articles = listing.articles
    for trait in _TRAITS:
        cases = articles if trait.of_articles else listing.cases
        shown = [(case, form) for case in cases if (form := trait.form(case))]
        groups: dict[str, list[Case]] = {}
        for case, form in shown:
            groups.setdefault(form, []).append(case)
        if len(groups) < 2 or len(shown) < trait.shown_by * len(listing.cases):
            continue
        (most, many), (other, few), *_ = sorted(groups.items(), key=lambda item: -len(item[1]))
        named = sum(_is_named(case, trait.roles) for case in few)
        share = trait.share if len(few) <= _LEAST else min(trait.share, _UNTOLD)
        if len(few) < _LEAST or len(few) <= share * len(shown) or 2 * named >= len(few):
            continue
        numbers = ", ".join(str(case.number) for case in few[:8])
        more = f" and {len(few) - 8} more" if few[8:] else ""
        yield Finding(
            few[0].label,
            f"{trait.advice}: {len(many)} {most}, {len(few)} {other} (entries {numbers}{more})",
            related=tuple(Related(case.label, f"also {other}") for case in few[1:]),
            entry=few[0].index,
        )


def _is_named(case: Case, roles: frozenset[Role]) -> bool:
    """Tell whether a rule for single entries names the form; DOI003 leaves the present address."""
    return any(
        (each.left in roles or each.right in roles) and "https://doi.org/" not in each.observed
        for each in case.differences
    )


def _form(case: Case) -> str | None:
    """Return the form of a journal that the tables know; a name with a stop may be misread."""
    name = case.reference.container_title
    form = journal_form(name)
    return form if form != "dotted" or journals.known(name) else None


def _journal(case: Case) -> str:
    form = _form(case)
    return "" if form is None else "in full" if form == "full" else "abbreviated"


def _stops(case: Case) -> str:
    """Return whether an abbreviated journal bears stops; the last may be the style's."""
    form, name = _form(case), case.reference.container_title
    if form == "dotted":
        return "with stops"
    if form != "nlm":
        return ""
    dotted = {journals.with_stops(row.abbreviation, row.title) for row in journals.find(name)}
    return "without" if all("." in each[:-1] for each in dotted) else ""


def _range(case: Case) -> tuple[Piece, PageRange] | None:
    """Return the first page range of an entry as it stands, and what it means."""
    piece = next(iter(case.find(Role.PAGE)), None)
    pages = case.reference.pages[0] if case.reference.pages else None
    if piece is None or not isinstance(pages, PageRange):
        return None
    return (piece, pages) if sum(char in DASHES for char in piece.text) == 1 else None


def _range_form(case: Case) -> str:
    found = _range(case)
    if found is None or len(found[1].first) != len(found[1].last):
        return ""
    piece, pages = found
    last = next(part for part in reversed(_split(piece.text)))
    if last == pages.last:
        # "100-104" is whole in every style that shortens "121-129" to two figures.
        able = all(shorten(pages.first, pages.last, form) != pages.last for form in _SHORT_FORMS)
        return "in full" if able else ""
    return "shortened" if pages.last.endswith(last) else ""


def _split(text: str) -> list[str]:
    dash = next(char for char in text if char in DASHES)
    return [part.strip() for part in text.split(dash)]


def _dash(case: Case) -> str:
    found = _range(case)
    if found is None:
        return ""
    dash = next(char for char in found[0].text if char in DASHES)
    return {"-": "with a hyphen", EN_DASH: "with an en dash"}.get(dash, "")


def _et_al(case: Case) -> str:
    """Return what stands before "et al" behind a name."""
    for text in _behind(case, Role.ET_AL):
        mark = fold(text).strip()
        return {",": "with a comma before it", "": "without a comma"}.get(mark, "")
    return ""


def _behind(case: Case, role: Role) -> Iterator[str]:
    """Yield what stands before the parts of a role, behind another part or at the start."""
    done = 0
    for each, start, end in case.layout.marks:
        if each is role and start:
            yield case.text[done:start]
        done = end


def _initials(case: Case) -> str:
    pieces = [each for each in case.find(Role.INITIALS) if sum(map(str.isalpha, each.text)) > 1]
    if not pieces:
        return ""
    dotted = sum("." in each.text for each in pieces)
    return {0: "without", len(pieces): "with stops"}.get(dotted, "")


_DOI_MARKS = (
    ("as an address", pattern(r"https?://(?:dx\.)?doi\.org/\Z")),
    ('behind "doi"', pattern(r"doi\s?:?\s?\Z")),
)


def _doi(case: Case) -> str:
    for text in filter(None, _behind(case, Role.DOI)):
        mark = fold(text).casefold()
        return next((form for form, found in _DOI_MARKS if found.search(mark)), "")
    return ""


_DAYS = (
    ("as year-month-day in figures", pattern(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}")),
    ("as figures, the year last", pattern(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{4}")),
    ("with the year first", pattern(r"\d{4},?\s[^\W\d_]{3,12}\.?\s\d{1,2}")),
    (
        "with the day first",
        pattern(r"\d{1,2}(?:st|nd|rd|th|\.)?\s(?:de\s)?[^\W\d_]{3,12}\.?.*\d{4}"),
    ),
    ("with the month first", pattern(r"[^\W\d_]{3,12}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}")),
)
"""Takes "2024-03-02", "02.03.2024", "2024 Mar 2", "2 March 2024", "March 2, 2024"."""


def _day(case: Case) -> str:
    """Return the form of the day on which a page was seen."""
    if case.reference.accessed is None:
        return ""
    for piece in case.find(Role.DATE):
        for form, found in _DAYS:
            if found.fullmatch(fold(piece.text).strip(" .,")):
                return form
    return ""


def _space_before(role: Role, mark: str) -> Callable[[Case], str]:
    """Return a form that says whether a space stands behind the mark before a part."""

    def form(case: Case) -> str:
        for (_, _, start), (right, end, _) in pairwise(case.layout.marks):
            between = case.text[start:end]
            if right is role and mark in between and "\n" not in between:
                return "with a space" if between[-1].isspace() else "without a space"
        return ""

    return form


def _quoted(case: Case) -> str:
    title = next(iter(case.find(Role.TITLE)), None)
    if title is None or title.text[:1] in DOUBLE_QUOTES:
        return ""
    before = case.text[: title.span.start].rstrip()[-1:]
    return "in quotation marks" if before and before in DOUBLE_QUOTES + '"' else "without"


def _year(case: Case) -> str:
    place = year_place([role for role, _, _ in case.layout.marks])
    return {"early": "before the title or journal", "block": "behind the journal"}.get(place, "")


_TRAITS = (
    _Trait("Write journals in one form", _journal, True, frozenset({Role.CONTAINER_TITLE})),
    _Trait(
        "Write the abbreviations of journals in one form",
        _stops,
        True,
        frozenset({Role.CONTAINER_TITLE}),
    ),
    _Trait("Write page ranges in one form", _range_form, True, frozenset({Role.PAGE})),
    _Trait("Use one dash in page ranges", _dash, True, frozenset({Role.PAGE})),
    _Trait("Write initials in one form", _initials, True, frozenset({Role.INITIALS})),
    _Trait('Write "et al" in one form', _et_al, False, frozenset({Role.ET_AL})),
    _Trait(
        'Write the ";" before volumes in one way',
        _space_before(Role.VOLUME, ";"),
        True,
        frozenset({Role.VOLUME}),
    ),
    _Trait(
        'Write the ":" before pages in one way',
        _space_before(Role.PAGE, ":"),
        True,
        frozenset({Role.PAGE}),
    ),
    _Trait("Set titles in one way", _quoted, True, frozenset()),
    _Trait("Put the year at one place", _year, True, frozenset({Role.YEAR})),
    _Trait("Write DOIs in one form", _doi, False, frozenset({Role.DOI}), 0.2),
    _Trait("Write days of access in one form", _day, False, frozenset({Role.DATE}), 0.2, 0),
)
