"""What a house prints of each field of a reference.

Every field is printed by one small function, which is given the settings of the profile that govern
it and no others: houses that agree in them print it alike, and `Fields` prints it once for all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from carcite.model.layout import Role
from carcite.model.locators import ELocator, Literal, PageRange
from carcite.model.names import Contributors
from carcite.model.reference import Reference
from carcite.reading.parts.ranges import shorten
from carcite.styles.house import dates
from carcite.styles.house.contributors import uncut, write_names
from carcite.styles.house.profile import NameForm, PageForm, Profile
from carcite.styles.house.template import Part, Printed
from carcite.text.pattern import pattern

_AFFIX = Role.AFFIX
_Print = Callable[..., list[Printed]]
"""Prints a field of a reference, asked with the settings that govern it."""


def _contributors(role: str) -> _Print:
    def give(reference: Reference, form: NameForm) -> list[Printed]:
        group = reference.group(role)
        return write_names(group.names, group.et_al, form) if group else []

    return give


def _contributor_label(role: str, one: str, many: str) -> _Print:
    def give(reference: Reference) -> list[Printed]:
        group = reference.group(role)
        return [(Role.CONTRIBUTOR_LABEL, many if _several(group) else one)] if group else []

    return give


def _several(group: Contributors) -> bool:
    return len(group.names) > 1 or group.et_al


def write_pages(reference: Reference, form: PageForm, dash: str) -> list[Printed]:
    """Print pages and article numbers, several of them with a comma between."""
    printed: list[Printed] = []
    for index, locator in enumerate(reference.pages):
        if index:
            printed.append((_AFFIX, ", "))
        match locator:
            case PageRange(first, last) if first == last:
                text = first
            case PageRange(first, last):
                text = f"{first}{dash}{shorten(first, last, form)}"
            case ELocator(text) | Literal(text):
                pass
        printed.append((Role.PAGE, text))
    return printed


def _page_label(reference: Reference, labels: tuple[str, ...]) -> list[Printed]:
    if not labels or not reference.pages:
        return []
    first, several = reference.pages[0], len(reference.pages) > 1
    several = several or (isinstance(first, PageRange) and first.first != first.last)
    return [(_AFFIX, labels[-1 if several else 0])]


def _issue(reference: Reference, shown: bool) -> list[Printed]:
    """Print the issue with its supplement and part: "12 Suppl 7"."""
    printed: list[Printed] = []
    given = [(Role.ISSUE, reference.issue if shown else "")]
    if (reference.issue and shown) or not reference.volume:
        given.append((Role.SUPPLEMENT, reference.supplement))
    given.append((Role.PART, reference.part))
    for role, text in given:
        if text:
            printed += [(_AFFIX, " "), (role, text)] if printed else [(role, text)]
    return printed


def _volume(reference: Reference, issue_shown: bool) -> list[Printed]:
    """Print the volume with its supplement where no issue bears it: "42 Suppl 2"."""
    if not reference.volume:
        return []
    printed: list[Printed] = [(Role.VOLUME, reference.volume)]
    if reference.supplement and not (reference.issue and issue_shown):
        printed += [(_AFFIX, " "), (Role.SUPPLEMENT, reference.supplement)]
    return printed


def _doi(reference: Reference, words: tuple[str, ...]) -> list[Printed]:
    value = reference.identifier("doi")
    return [(_AFFIX, words[0]), (Role.DOI, value)] if value and words else []


def _identifier(scheme: str, role: Role) -> _Print:
    def give(reference: Reference) -> list[Printed]:
        value = reference.identifier(scheme)
        return [(role, value)] if value else []

    return give


_MARKUP = pattern(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*+)?>")
"""Takes the markup that CSL allows in items ("<i>", "</sub>"); refuses "<70 mg"."""


def _rich(attribute: str, role: Role) -> _Print:
    """Return a printer of text that may hold CSL's markup, which a list cannot print."""

    def give(reference: Reference) -> list[Printed]:
        value: str = getattr(reference, attribute)
        value = _MARKUP.sub("", value) if "<" in value else value
        return [(role, value)] if value else []

    return give


def _language(reference: Reference) -> list[Printed]:
    """Print a language by its name ("Norwegian"); a code is for machines."""
    named = len(reference.language) > 3 and reference.language.isalpha()
    return [(Role.LANGUAGE, reference.language)] if named else []


def _text(attribute: str, role: Role) -> _Print:
    def give(reference: Reference) -> list[Printed]:
        value: str = getattr(reference, attribute)
        return [(role, value)] if value else []

    return give


def _edition(reference: Reference) -> list[Printed]:
    """Print the edition's number as an ordinal, its words as they are."""
    edition = reference.edition
    if edition.isascii() and edition.isdecimal():
        edition += _ordinal_ending(int(edition[-2:]))
    return [(Role.EDITION, edition)] if edition else []


def _ordinal_ending(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


_TEXTS: Mapping[str, tuple[str, Role]] = {
    "title-note": ("title_note", Role.TITLE_NOTE),
    "collection": ("collection_title", Role.COLLECTION_TITLE),
    "number": ("number", Role.NUMBER),
    "page-count": ("number_of_pages", Role.NUMBER_OF_PAGES),
    "publisher": ("publisher", Role.PUBLISHER),
    "place": ("publisher_place", Role.PUBLISHER_PLACE),
    "event": ("event_title", Role.EVENT),
    "event-place": ("event_place", Role.PUBLISHER_PLACE),
    "genre": ("genre", Role.GENRE),
    "medium": ("medium", Role.MEDIUM),
    "status": ("status", Role.STATUS),
    "note": ("note", Role.NOTE),
    "url": ("url", Role.URL),
}
"""Fields that print one value of the reference as it is."""
_DATES = {name: name.replace("-", "_") for name in ("event-date", "epub", "accessed", "updated")}
_FIELDS: Mapping[str, _Print] = {
    **{name: _text(attribute, role) for name, (attribute, role) in _TEXTS.items()},
    **{name: dates.whole(attribute) for name, attribute in _DATES.items()},
    "authors": _contributors("author"),
    "editors": _contributors("editor"),
    "editor-label": _contributor_label("editor", "editor", "editors"),
    "translators": _contributors("translator"),
    "title": _rich("title", Role.TITLE),
    "original-title": _rich("original_title", Role.ORIGINAL_TITLE),
    "container": _rich("container_title", Role.CONTAINER_TITLE),
    "edition": _edition,
    "date": dates.print_date,
    "year": dates.print_year,
    "month": dates.print_month,
    "day": dates.print_day,
    "volume": _volume,
    "issue": _issue,
    "page-label": _page_label,
    "pages": write_pages,
    "language": _language,
    "doi": _doi,
    "pmid": _identifier("pmid", Role.PMID),
    "pmcid": _identifier("pmcid", Role.PMCID),
}
_NOTHING_WITHOUT = (
    *((name, attribute) for name, (attribute, _) in _TEXTS.items()),
    *_DATES.items(),
    *((name, name) for name in ("title", "edition", "volume", "pages", "language")),
    *(("original-title", "original_title"), ("container", "container_title")),
    *((name, "issued") for name in ("date", "year", "month", "day")),
    *((name, "identifiers") for name in ("doi", "pmid", "pmcid")),
    ("page-label", "pages"),
)
_ROLES = {"authors": "author", "editors": "editor", "translators": "translator"}


def _absent(reference: Reference) -> frozenset[str]:
    """Return fields that no profile prints of a reference, most of them for most references."""
    absent = [name for name, needed in _NOTHING_WITHOUT if not getattr(reference, needed)]
    absent += [name for name, role in _ROLES.items() if reference.group(role) is None]
    return frozenset(absent)


FIELD_NAMES = frozenset(_FIELDS)
"""The fields that a template can print."""
_GOVERNED_BY: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("authors", "editors", "translators"), ("names",)),
    "date": ("date",),
    "month": ("months", "dash"),
    "volume": ("issue",),
    "issue": ("issue",),
    "page-label": ("page_labels",),
    "pages": ("pages", "dash"),
    "doi": ("doi",),
}
"""The settings that each field is printed with; the others are printed alike by all."""


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A field and the settings that it is printed with; there is one object for the same ones."""

    name: str
    settings: tuple[Hashable, ...]


def way_of(name: str, profile: Profile) -> Way:
    """Return the way in which a profile prints a field."""
    return _way(name, tuple(getattr(profile, each) for each in _GOVERNED_BY.get(name, ())))


@lru_cache(maxsize=4096)
def _way(name: str, settings: tuple[Hashable, ...]) -> Way:
    return Way(name, settings)


@lru_cache(maxsize=4096)
def _uncut(way: Way) -> tuple[int, Way]:
    """Return from how many names on a way of printing names cuts them, and the way without."""
    form = way.settings[0]
    assert isinstance(form, NameForm)
    return form.et_al_min, _way(way.name, (uncut(form),))


class Fields:
    """The fields of one reference: those that several houses print alike are printed once."""

    __slots__ = ("_printed", "absent", "reference")

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.absent = _absent(reference)
        self._printed: dict[Way, Part] = {}

    def print(self, way: Way) -> Part:
        """Return what is printed of a field; nothing where there is nothing to print."""
        printed = self._printed.get(way)
        if printed is None:
            printed = self._printed[way] = self._new(way)
        return printed

    def _new(self, way: Way) -> Part:
        role = _ROLES.get(way.name)
        group = self.reference.group(role) if role else None
        if group is not None and not group.et_al:
            # Houses that differ in where they cut print names alike that none of them cuts.
            least, other = _uncut(way)
            if other is not way and (not least or len(group.names) < least):
                return self.print(other)
        return tuple(_FIELDS[way.name](self.reference, *way.settings))
