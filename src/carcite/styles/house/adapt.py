"""Fit a profile to a list: choose among the forms that it allows those which the list has.

NLM's own pages print ranges with a hyphen, its CSL style with an en dash; neither is a fault while
the list keeps to one. With `free`, every form that most entries share becomes the measure, so that
a list of an unknown house is checked against itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TypeVar

from carcite.authorities import journals
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.model.parse import Parse
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.ranges import shorten
from carcite.styles.house.profile import DateForm, JournalForm, NameForm, PageForm, Profile
from carcite.text.chars import DASHES, fold
from carcite.text.pattern import pattern

_DOI_PREFIX = pattern(r"(?:https?://(?:dx\.)?doi\.org/|doi\s?:\s?(?:https?://\S*+)?|doi\s)\Z", re.I)
"""Takes the end of ". doi: " and " https://doi.org/"; refuses a bare blank."""
_T = TypeVar("_T")
_PAGE_FORMS: tuple[PageForm, ...] = ("full", "minimal", "minimal-two", "chicago")
_SHARE = 0.6
"""Of the entries that show a form, how many make it a habit."""


@dataclass(slots=True)
class Tally:
    """How often the entries of a list show each form."""

    dash: Counter[str] = field(default_factory=Counter)
    pages: Counter[PageForm] = field(default_factory=Counter)
    initials: Counter[str] = field(default_factory=Counter)
    hyphens: Counter[bool] = field(default_factory=Counter)
    doi: Counter[str] = field(default_factory=Counter)
    doi_stop: Counter[bool] = field(default_factory=Counter)
    stop: Counter[bool] = field(default_factory=Counter)
    date: Counter[DateForm] = field(default_factory=Counter)
    issue: Counter[bool] = field(default_factory=Counter)
    et_al: Counter[tuple[str, str]] = field(default_factory=Counter)
    cut_after: Counter[int] = field(default_factory=Counter)
    journal: Counter[JournalForm] = field(default_factory=Counter)
    ranges: int = 0
    longest: int = 0
    """The most names that any entry lists without cutting them."""


def adapt(profile: Profile, parses: Iterable[Parse], *, free: bool) -> Profile:
    """Return the profile with the list's own choice of every form that is open to choice."""
    return adapt_to(tally_of(parses), profile, free=free)


def tally_of(parses: Iterable[Parse]) -> Tally:
    """Count the forms of a list, once for all the profiles that are to be adapted to it."""
    tally = Tally()
    for parse in parses:
        _count(parse, tally)
    return tally


def adapt_to(tally: Tally, profile: Profile, *, free: bool) -> Profile:
    """Return the profile with the choices that a list's tally shows."""
    dash, doi = marks_of(tally)
    if free:
        return _loosen(with_marks(profile, dash, doi), tally)
    return with_marks(
        profile, dash if dash in profile.dashes else "", doi if doi in profile.doi else ""
    )


def marks_of(tally: Tally) -> tuple[str, str]:
    """Return the dash and the words before a DOI that most entries show; empty for none."""
    return _most(tally.dash) or "", _most(tally.doi) or ""


def with_marks(profile: Profile, dash: str, doi: str) -> Profile:
    """Return the profile with another dash and other words before a DOI, where they are given."""
    if dash:
        profile = replace(profile, dashes=dash + profile.dashes.replace(dash, ""))
    if doi:
        profile = replace(profile, doi=(doi, *(each for each in profile.doi if each != doi)))
    return profile


def _most(counts: Counter[_T]) -> _T | None:
    """Return what most of the entries show, or None."""
    if not counts:
        return None
    value, number = counts.most_common(1)[0]
    return value if number >= _SHARE * counts.total() else None


def _loosen(profile: Profile, tally: Tally) -> Profile:
    """Return the profile with every form that is a habit of the list."""
    forms: dict[str, object] = {}
    for name in ("initials", "hyphens", "et_al"):
        value = _most(getattr(tally, name))
        if value is not None:
            forms[name] = value
    names = replace(profile.names, **forms)  # type: ignore[arg-type]
    return replace(
        profile,
        names=_cut(names, tally),
        pages=_page_form(profile, tally),
        journal=_journal(profile, tally),
        date=(_most(tally.date) or "day") if profile.date == "year" else profile.date,
        issue=profile.issue or bool(tally.issue[True]),
        stop=_or(_most(tally.stop), profile.stop),
        doi_stop=_or(_most(tally.doi_stop), profile.doi_stop),
    )


def _journal(profile: Profile, tally: Tally) -> JournalForm:
    """Return the form of most journal titles; "any" where the style or the list has none."""
    if profile.journal == "any" or not tally.journal:
        return profile.journal
    return _most(tally.journal) or "any"


_STRONG, _ENOUGH = 0.9, 8


def strong_forms(tally: Tally) -> tuple[JournalForm, PageForm]:
    """Return the forms of journals and of pages that nearly all entries show, else "any"."""
    journal: JournalForm = "any"
    pages: PageForm = "any"
    if tally.journal.total() >= _ENOUGH:
        form, number = tally.journal.most_common(1)[0]
        journal = form if number >= _STRONG * tally.journal.total() else "any"
    if tally.ranges >= _ENOUGH:
        long, number = tally.pages.most_common(1)[0] if tally.pages else ("any", 0)
        pages = long if number >= _STRONG * tally.ranges else "any"
    return journal, pages


def _or(habit: bool | None, default: bool) -> bool:
    return default if habit is None else habit


def _cut(names: NameForm, tally: Tally) -> NameForm:
    """Return the name form with the list's own number of names before "et al"."""
    first = _most(tally.cut_after)
    if first is None or not names.et_al_min:
        return names if names.et_al_min > tally.longest else replace(names, et_al_min=0)
    least = max(names.et_al_min, first + 1, tally.longest + 1)
    return replace(names, et_al_use_first=first, et_al_min=least)


def _page_form(profile: Profile, tally: Tally) -> PageForm:
    """Return the form that explains most ranges; the profile's own where it does as well."""
    if profile.pages == "any" or not tally.ranges:
        return profile.pages
    if tally.pages[profile.pages] >= _SHARE * tally.ranges:
        return profile.pages
    return tally.pages.most_common(1)[0][0] if tally.pages else profile.pages


def _count(parse: Parse, tally: Tally) -> None:
    reference = parse.reference
    pieces = parse.layout.texts()
    ranges = [each for each in reference.pages if isinstance(each, PageRange)]
    affix: str | None = None
    for role, text in pieces:
        if role is Role.INITIALS:
            _count_initials(text, tally)
        elif role is Role.PAGE:
            _count_pages(text, ranges, tally)
        elif role is Role.ET_AL and affix is not None:
            tally.et_al[(fold(affix), text.rstrip("., "))] += 1
        elif role is Role.DOI and affix is not None:
            found = _DOI_PREFIX.search(fold(affix))
            if found:
                tally.doi[found.group()] += 1
        affix = text if role is Role.AFFIX else None
    _count_ending(pieces, tally)
    _count_facts(parse, tally)


def _count_pages(text: str, ranges: list[PageRange], tally: Tally) -> None:
    dashes = [char for char in text if char in DASHES]
    if len(dashes) != 1:
        return
    tally.dash[dashes[0]] += 1
    fits = page_forms(text, ranges)
    if 0 < len(fits) < len(_PAGE_FORMS):
        tally.ranges += 1
        tally.pages.update(fits)


def page_forms(text: str, ranges: Sequence[PageRange]) -> tuple[PageForm, ...]:
    """Return the forms in which a range may have been printed as it stands, in a fixed order.

    >>> page_forms("230-34", [PageRange("230", "234")])
    ('minimal-two', 'chicago')
    """
    dashes = [char for char in text if char in DASHES]
    if len(dashes) != 1:
        return ()
    first, last = (part.strip() for part in text.split(dashes[0]))
    lasts = [each.last for each in ranges if each.first == first]
    return tuple(
        form for form in _PAGE_FORMS if any(shorten(first, each, form) == last for each in lasts)
    )


def _count_initials(text: str, tally: Tally) -> None:
    if "." in text:
        form = "spaced" if ". " in fold(text) else "dotted"
        letters = sum(char.isupper() for char in text)
        if letters > 1 or form == "spaced":
            tally.initials[form] += 1
    elif len(text) > 1:
        tally.initials["compact"] += 1
    if "-" in fold(text):
        tally.hyphens[True] += 1


def _count_ending(pieces: list[tuple[Role, str]], tally: Tally) -> None:
    """Count whether the entry ends in a stop, apart for those that end in a DOI."""
    if not pieces:
        return
    role, text = pieces[-1]
    stop = role is Role.AFFIX and "." in text
    content = next((each for each, _ in reversed(pieces) if each is not Role.AFFIX), None)
    if content is Role.DOI:
        tally.doi_stop[stop] += 1
    elif content is not Role.URL:
        tally.stop[stop] += 1


def _count_facts(parse: Parse, tally: Tally) -> None:
    reference = parse.reference
    group = reference.group()
    if group and group.et_al:
        tally.cut_after[len(group.names)] += 1
    elif group:
        tally.longest = max(tally.longest, len(group.names))
    if reference.type != "article-journal":
        return
    if isinstance(reference.issued, Date):
        date = reference.issued
        exact: DateForm = "day" if date.day else "month" if date.month or date.season else "year"
        tally.date[exact] += 1
    if reference.volume:
        tally.issue[bool(reference.issue)] += 1
    form = journal_form(reference.container_title)
    if form:
        tally.journal[form] += 1


@lru_cache(maxsize=4096)
def journal_form(text: str) -> JournalForm | None:
    """Return the form of a journal's title, or None where it could be any.

    A short form of its own, "New England J Med", is neither.

    >>> journal_form("N. Engl. J. Med."), journal_form("N Engl J Med"), journal_form("Blood")
    ('dotted', 'nlm', None)
    >>> journal_form("New England Journal of Medicine"), journal_form("New England J Med")
    ('full', None)
    """
    if "." in _ADDED.sub("", text):
        return "dotted"
    rows = journals.find(text)
    plain = journals.fold(text)
    forms: set[JournalForm | None] = {
        _form_in(plain, row) for row in rows if _bare(row.abbreviation) != _bare(row.title)
    }
    if not any(row.title or ABBREVIATED.intersection(row.abbreviation.split()) for row in rows):
        return None  # A name that is only known from lists, and shortens nothing.
    if forms == {"full"} and " " in text and _lacks_its_and(text, rows):
        return None
    return forms.pop() if len(forms) == 1 else None


def _form_in(plain: str, row: journals.Journal) -> JournalForm | None:
    """Return the form that a folded name is of one journal."""
    if plain in (journals.fold(row.abbreviation), _bare(row.abbreviation)):
        return "nlm"
    title = journals.fold(row.title).split()
    shortened = any(
        len(word) > 1 and word not in title and any(each.startswith(word) for each in title)
        for word in plain.split()
    )
    return None if shortened else "full"


def _lacks_its_and(text: str, rows: tuple[journals.Journal, ...]) -> bool:
    """Tell whether a name has dropped the "and" that abbreviations drop: "Drug Alcohol Review"."""
    said = len(_AND.findall(text))
    return all(row.title and said < len(_AND.findall(_ADDED.sub("", row.title))) for row in rows)


_AND = pattern(r"\band\b|&")
"""Takes the "&" of "Genes & Cancer"; refuses "Hand Surgery"."""


def _bare(name: str) -> str:
    """Return a name, folded, without what a catalogue adds: a place or a subtitle."""
    return journals.fold(_ADDED.sub("", name))


_ADDED = pattern(r"\s[:=]\s.*|\s\([^()]{1,60}\)\Z", 0)
"""Takes the " (Basel)" of "Remote Sens (Basel)" and " : official journal of..."."""
