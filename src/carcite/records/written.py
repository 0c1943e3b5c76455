"""The values of a reference as the formats with fields write them, and what they leave out.

>>> iso(Date(2018, 3)), given_text(Person("June", "J-P")), pages_text((PageRange("1", "9"),), "--")
('2018-03', 'J.-P.', '1--9')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import fields

from carcite.authorities.months import SEASON_NAMES, months_and_days
from carcite.model.dates import Date
from carcite.model.locators import ELocator, Locator, PageRange
from carcite.model.names import Organization, Person
from carcite.model.reference import Reference
from carcite.reading.parts.given import write_dotted
from carcite.text.pattern import pattern

_PART_OF_ISSUE = pattern(r"(?:pts?|parts?|teil|spec)\b", re.IGNORECASE)
_LABELS = {
    "accessed": "date of access", "epub": "date of the electronic publication",
    "container_title": "journal or book", "issued": "date", "original_title": "original title",
    "publisher_place": "place", "unread": "words that could not be read", "url": "address",
}  # fmt: skip


def given_text(person: Person) -> str:
    """Return the given names as the source spells them, or the initials with their stops."""
    if person.given or not any(char.isupper() for char in person.initials):
        return person.given or person.initials
    return write_dotted(person.initials, blank=" ")


def name_text(name: Person | Organization) -> str:
    """Return "von Bonin, M., Jr" or the body's name, as RIS and MEDLINE have it."""
    if isinstance(name, Organization):
        return name.literal
    parts = (name.sort_name, given_text(name), name.suffix)
    return ", ".join(part for part in parts if part)


def pages_text(pages: Iterable[Locator], dash: str) -> str:
    """Return pages written out, ranges with `dash`, several after commas."""
    pieces = []
    for page in pages:
        if isinstance(page, PageRange):
            whole = page.first if page.first == page.last else f"{page.first}{dash}{page.last}"
            pieces.append(whole)
        else:
            pieces.append(page.value if isinstance(page, ELocator) else page.text)
    return ", ".join(pieces)


def is_chapter(part: str) -> bool:
    """Tell whether a part is one of a book ("Chapter 6") and not of an issue ("Pt 2")."""
    return bool(part) and _PART_OF_ISSUE.match(part) is None


def issue_text(reference: Reference) -> str:
    """Return the issue with the supplement and part that belong to it."""
    part = "" if is_chapter(reference.part) else reference.part
    parts = (reference.issue, reference.supplement, part)
    return " ".join(part for part in parts if part)


def article_number(reference: Reference) -> str:
    """Return the number that stands in the place of pages; CSL has it as `number` of an article."""
    pages = reference.pages
    if len(pages) == 1 and isinstance(pages[0], ELocator):
        return pages[0].value
    if not pages and reference.type.startswith("article-"):
        return reference.number
    return ""


def iso(date: Date) -> str:
    """Return the beginning of a date in ISO 8601, as exact as it is; seasons as 21 to 24."""
    month = date.month or (20 + date.season if date.season else None)
    return _iso(date.year, month, date.day)


def iso_range(date: Date) -> str:
    """Return a date or a range of dates in ISO 8601-2 (EDTF), "~" behind what is uncertain."""
    text = iso(date)
    if date.end_year or date.end_month or date.end_day:
        year, month = date.end_year or date.year, date.end_month or (date.end_day and date.month)
        text = f"{text}/{_iso(year, month or None, date.end_day)}"
    return f"{text}~" if date.circa else text


def _iso(year: int, month: int | None, day: int | None) -> str:
    text = f"{year:04d}"
    if month:
        text += f"-{month:02d}"
        if day:
            text += f"-{day:02d}"
    return text


def nlm_date(date: Date) -> str:
    """Return a date as MEDLINE's DP field has it: "2018 Mar 23", "1997 Jan-Feb", "2012 Spring"."""
    text = str(date.year)
    if date.end_year and not date.month:
        return f"{text}-{date.end_year}"
    if date.season:
        return f"{text} {SEASON_NAMES[date.season]}"
    if date.month:
        ends = date.end_year, date.end_month, date.end_day
        text += " ".join(["", *filter(None, months_and_days(date.month, date.day, *ends))])
    return text


def left_out(key: str, reference: Reference, held: Collection[str], form: str) -> list[str]:
    """Return a note for each field that the reference gives and the format has no place for."""
    empty = Reference()
    notes = []
    for field in fields(Reference):
        value = getattr(reference, field.name)
        if field.name in held or field.name == "type" or value == getattr(empty, field.name):
            continue
        label = _LABELS.get(field.name, field.name.replace("_", " "))
        notes.append(f"{key}: {form} has no field for the {label}")
    schemes = [each.scheme for each in reference.identifiers]
    for scheme in sorted({each for each in schemes if schemes.count(each) > 1}):
        notes.append(f"{key}: {form} holds one {scheme} of {schemes.count(scheme)}")
    return notes


def citation_key(key: str, taken: set[str]) -> str:
    """Return `key` in letters that BibTeX allows, unlike all in `taken`, and take it."""
    plain = unicodedata.normalize("NFKD", key)
    base = re.sub(r"[^A-Za-z0-9_:./+-]", "", plain) or "ref"
    unique, count = base, 1
    while unique.lower() in taken:
        count += 1
        unique = f"{base}-{count}"
    taken.add(unique.lower())
    return unique
