"""A reference while its record is read: fields as they come, and where each value stands.

The shared ground of the formats with fields: names to people, pages to locators, dates, and the
layout that lets a finding point at the value in the file.

>>> draft = RecordDraft("PG  - 1361-5", 100)
>>> draft.put_pages("1361-5", Span(106, 112))
>>> draft.reference().pages
(PageRange(first='1361', last='1365'),)
>>> draft.layout().find(Role.PAGE)[0].span
Span(start=6, end=12)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from carcite.authorities.particles import split_particle
from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.layout import Layout, Mark, Role
from carcite.model.locators import ELocator, Literal, Locator
from carcite.model.names import Contributors, Name, Organization, Person
from carcite.model.parse import Doubt, Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.parts.dates import read_date as read_words
from carcite.reading.parts.given import initials_of
from carcite.reading.parts.locators import read_issue, read_pages
from carcite.text.chars import collapse, fold
from carcite.text.pattern import pattern
from carcite.text.span import Span

# Takes "10.1000/x", "doi:10.1000/x", "https://dx.doi.org/10.1000/x"; refuses "see 10.1000/x".
_DOI = pattern(r"(?:doi:\s*+|(?:https?://)?(?:dx\.)?doi\.org/)?+(10\.\d{4,9}/\S++)", re.I)


@dataclass(slots=True)
class RecordDraft:
    """What one record has said so far; `start` is where its text stands in the file."""

    text: str
    start: int
    fields: dict[str, object] = field(default_factory=dict)
    names: dict[str, list[Name]] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    """Roles whose list of names ends in "and others"."""
    pages: list[Locator] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def put(
        self, name: str, value: object, role: Role | None = None, at: Span | None = None
    ) -> None:
        """Set a field of Reference unless the record has given it already."""
        if value in ("", None) or name in self.fields:
            return
        self.fields[name] = value
        self.mark(role, at)

    def mark(self, role: Role | None, at: Span | None) -> None:
        """Remember that the stretch of the file under `at` bears a value."""
        if role is not None and at is not None and at.start < at.end:
            self.marks.append((role, at.start - self.start, at.end - self.start))

    def put_name(self, role: str, name: Name) -> None:
        """Add one name to the contributors of a role."""
        self.names.setdefault(role, []).append(name)

    def mark_name(self, name: Name, at: Span) -> None:
        """Mark the parts of a name that has been read from the stretch under `at`."""
        if isinstance(name, Organization):
            self.mark(Role.ORGANIZATION, self._narrow(name.literal, at))
            return
        family = self._narrow(name.family, at)
        self.mark(Role.FAMILY, family)
        if family is not None and family != at:
            rest = self.text[family.end - self.start : at.end - self.start]
            given = rest.strip(" ,").removesuffix(name.suffix).rstrip(" ,")
            start = family.end + (rest.find(given) if given else 0)
            role = Role.GIVEN if name.given else Role.INITIALS
            self.mark(role, Span(start, start + len(given)))

    def put_pages(self, value: str, at: Span | None = None) -> None:
        """Read pages or article numbers ("1234-41, 1250-2", "e12") and add them.

        Raised figures, halves and letters of other scripts are no part of a number: pages with
        them stay as they are.
        """
        plain = fold(collapse(value))
        found = (Literal(plain),) if _IN_NO_NUMBER.search(plain) else read_pages(plain)
        if found and not self.pages:
            self.pages.extend(found)
            self.mark(Role.PAGE, at)

    def put_elocator(self, value: str, at: Span | None = None) -> None:
        """Add an article number in the place of pages."""
        if value and not self.pages:
            self.pages.append(ELocator(value))
            self.mark(Role.PAGE, at)

    def put_issue(self, value: str, at: Span | None = None) -> None:
        """Read an issue and the supplement or part it may name ("3 Suppl 2", "1 Pt 2")."""
        self._put_number("issue", Role.ISSUE, value, at)

    def put_volume(self, value: str, at: Span | None = None) -> None:
        """Read a volume and the supplement or part it may name ("27 Suppl 2")."""
        self._put_number("volume", Role.VOLUME, value, at)

    def _put_number(self, name: str, role: Role, value: str, at: Span | None) -> None:
        number, supplement, part = read_issue(collapse(value))
        self.put(name, number, role, at)
        self.put("supplement", supplement.strip("() "), None if number else Role.SUPPLEMENT, at)
        self.put("part", part, None if number or supplement else Role.PART, at)

    def put_doi(self, value: str, at: Span | None = None) -> None:
        """Add a DOI, without the address it may stand in."""
        match = _DOI.fullmatch(value.strip())
        self.put_identifier("doi", match[1] if match else value, Role.DOI, at)

    def put_identifier(self, scheme: str, value: str, role: Role, at: Span | None = None) -> None:
        """Add an identifier unless the record has given it already."""
        identifier = Identifier(scheme, value.strip())
        if identifier.value and identifier not in self.identifiers:
            self.identifiers.append(identifier)
            self.mark(role, self._narrow(identifier.value, at))

    def _narrow(self, value: str, at: Span | None) -> Span | None:
        """Return where a value stands inside a stretch: "10.1/x" in "https://doi.org/10.1/x"."""
        if at is None:
            return None
        found = self.text.find(value, at.start - self.start, at.end - self.start)
        if found < 0:
            return at
        return Span(found, found + len(value)).shift(self.start)

    def doubt(self, message: str, at: Span) -> None:
        """Remember what could not be read."""
        inside = Span(max(at.start - self.start, 0), min(at.end - self.start, len(self.text)))
        self.doubts.append(Doubt(inside, message))

    def reference(self) -> Reference:
        """Return what has been read so far."""
        groups = tuple(
            Contributors(tuple(names), role, role in self.cut) for role, names in self.names.items()
        )
        bare = Reference(
            contributors=groups, pages=tuple(self.pages), identifiers=tuple(self.identifiers)
        )
        return replace(bare, **self.fields)  # type: ignore[arg-type]

    def layout(self) -> Layout:
        """Return the record's text with the marks that do not overlap, in order."""
        marks: list[Mark] = []
        for mark in sorted(set(self.marks), key=lambda mark: (mark[1], -mark[2])):
            if not marks or mark[1] >= marks[-1][2]:
                marks.append(mark)
        return Layout(self.text, tuple(marks))

    def parse(self, number: int | None, label: str = "") -> Parse:
        """Return the record as the reader of a list would."""
        span = Span(self.start, self.start + len(self.text))
        entry = Entry(span, span, label=label, number=number)
        confidence = 0.5 if self.doubts else 1.0
        return Parse(self.reference(), self.layout(), confidence, tuple(self.doubts), entry)


def person(family: str, given: str = "", suffix: str = "", particle: str = "") -> Person:
    """Return a person with initials from the given names; a leading particle is set off."""
    if not particle:
        particle, family = split_particle(family)
    return Person(family, *given_names(given), particle, suffix)


def given_names(given: str) -> tuple[str, str]:
    """Return initials and, where they are spelt out, the given names.

    >>> given_names("Carl H."), given_names("J.-P."), given_names("DM")
    (('CH', 'Carl H.'), ('J-P', ''), ('DM', ''))
    """
    initials = initials_of(given, hyphens=True)
    return initials, "" if _NOT_IN_INITIALS.sub("", fold(given)) == initials else given


_IN_NO_NUMBER = pattern(r"[^\W\x00-\x7f]")
"""Takes the last of "1361-5²", the first of "½2759" and "й12"; refuses "1361–5"."""
_NOT_IN_INITIALS = pattern(r"[.\s]")
# Takes "2018", "2018-03-23", "2018/03/23/".
_ISO = pattern(r"(\d{4})(?:[-/.](\d{1,2}))?+(?:[-/.](\d{1,2}))?+/*+")


def read_date(value: str) -> Date | Literal | None:
    """Read a date in ISO 8601 or in NLM's form; a Literal where it is neither."""
    value = collapse(value)
    if not value:
        return None
    if match := _ISO.fullmatch(value):
        return _checked(int(match[1]), _number(match[2]), _number(match[3])) or Literal(value)
    head, slash, tail = value.partition("/")
    if slash and (one := _ISO.fullmatch(head)) and (two := _ISO.fullmatch(tail)):
        first = _checked(int(one[1]), _number(one[2]), _number(one[3]))
        if first and two[1]:
            return replace(
                first,
                end_year=int(two[1]) if two[1] != one[1] else None,
                end_month=_number(two[2]) if (two[1], two[2]) != (one[1], one[2]) else None,
                end_day=_number(two[3]),
            )
    return read_words(fold(value)) or Literal(value)


def _checked(year: int, month: int | None, day: int | None) -> Date | None:
    if month is not None and 21 <= month <= 24 and day is None:  # ISO 8601-2: seasons
        return Date(year, season=month - 20)
    if month == 0:
        return Date(year)
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= 31:
        return None
    return Date(year, month, day)


def _number(text: str | None) -> int | None:
    return int(text) if text else None
