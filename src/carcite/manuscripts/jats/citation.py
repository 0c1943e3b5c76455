"""The fields of a JATS `<element-citation>`, to a reference.

JATS 1.3, "element-citation" and the elements it may hold; the publication types of JATS4R's
recommendation "Data citations" and "Citations" and of PubMed Central's tagging guidelines.

>>> leaves = [Leaf("element-citation", 0, 9, "journal"), Leaf("source", 0, 5), Leaf("year", 6, 10)]
>>> parse = read_citation("Blood 2018", Span(0, 10), "1", leaves)
>>> parse.reference.container_title, parse.reference.issued
('Blood', Date(year=2018, month=None, day=None, season=None, end_year=None, end_month=None, \
end_day=None, letter='', circa=False))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carcite.authorities.months import month_number, season_number
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.model.names import Organization
from carcite.model.parse import Parse
from carcite.reading.parts.records import RecordDraft, person, read_date
from carcite.text.pattern import pattern
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Leaf:
    """An element inside a citation: its name, its stretch of the clean text, its kind."""

    name: str
    start: int
    end: int
    note: str = ""
    """The attribute that tells what it holds (pub-id-type, person-group-type)."""


_TYPES = {
    "journal": "article-journal", "book": "book", "chapter": "chapter",
    "confproc": "paper-conference", "conf-proc": "paper-conference", "thesis": "thesis",
    "report": "report", "gov": "report", "govt": "report", "patent": "patent",
    "data": "dataset", "database": "dataset",
    "software": "software", "web": "webpage", "webpage": "webpage", "website": "webpage",
    "newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "article",
    "commun": "personal_communication", "letter": "personal_communication",
    "standard": "standard", "list": "article-journal", "other": "document",
}  # fmt: skip
_SIMPLE = {
    "trans-title": ("original_title", Role.ORIGINAL_TITLE),
    "series": ("collection_title", Role.COLLECTION_TITLE),
    "edition": ("edition", Role.EDITION),
    "supplement": ("supplement", Role.SUPPLEMENT),
    "publisher-name": ("publisher", Role.PUBLISHER),
    "institution": ("publisher", Role.PUBLISHER),
    "publisher-loc": ("publisher_place", Role.PUBLISHER_PLACE),
    "conf-name": ("event_title", Role.EVENT),
    "conf-loc": ("event_place", Role.EVENT),
    "size": ("number_of_pages", Role.NUMBER_OF_PAGES),
    "patent": ("number", Role.NUMBER),
}
_ROLES = {"author": "author", "allauthors": "author", "editor": "editor",
          "translator": "translator", "series-editor": "collection-editor"}  # fmt: skip
_SCHEMES = {"doi": Role.DOI, "pmid": Role.PMID, "pmcid": Role.PMCID, "pmc": Role.PMCID}
_CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
_ADDRESS = pattern(r"(?:https?://|ftp://|www\.)\S++", re.IGNORECASE)
_DOI = pattern(r"(?:doi:\s*+|https?://(?:dx\.)?doi\.org/)?+10\.\d{4,9}/\S++", re.IGNORECASE)
_IN_WORK = frozenset({"article-title", "chapter-title", "part-title", "data-title"})


class _Fields:
    """The leaves of one citation, asked for by name."""

    def __init__(self, text: str, leaves: Sequence[Leaf]) -> None:
        self.text, self.leaves = text, leaves

    def all(self, *names: str) -> Iterator[tuple[str, Span, Leaf]]:
        """Yield the values of the elements with one of the names, in order."""
        for leaf in self.leaves:
            if leaf.name in names:
                words = self.text[leaf.start : leaf.end]
                start = leaf.start + len(words) - len(words.lstrip())
                if words.strip():
                    yield words.strip(), Span(start, start + len(words.strip())), leaf

    def within(self, outer: Leaf) -> _Fields:
        """Return the leaves inside another."""
        inside = [
            each for each in self.leaves if outer.start <= each.start and each.end <= outer.end
        ]
        return _Fields(self.text, inside)

    def first(self, *names: str) -> tuple[str, Span | None]:
        """Return the first value, or an empty one."""
        for value, span, _ in self.all(*names):
            return value, span
        return "", None


def read_citation(text: str, span: Span, label: str, leaves: Sequence[Leaf]) -> Parse:
    """Return the reference that a citation's fields give; `text` is the clean text of the file."""
    draft = RecordDraft(span.of(text), span.start)
    fields = _Fields(text, leaves)
    kind = next((leaf.note.lower() for leaf in leaves if leaf.name in _CITATIONS), "")
    csl = _TYPES.get(kind, "article-journal" if fields.first("article-title")[0] else "document")
    if csl == "book" and fields.first("chapter-title", "article-title")[0]:
        csl = "chapter"
    draft.put("type", csl)
    _take_titles(draft, fields)
    _take_names(draft, fields)
    _take_dates(draft, fields)
    _take_numbers(draft, fields)
    _take_identifiers(draft, fields)
    for name, (target, role) in _SIMPLE.items():
        value, at = fields.first(name)
        draft.put(target, value, role, at)
    digits = "".join(char for char in label if char.isdecimal())
    return draft.parse(int(digits) if digits and len(digits) < 6 else None, label)


def _take_titles(draft: RecordDraft, fields: _Fields) -> None:
    title, at = fields.first(*_IN_WORK)
    source, source_at = fields.first("source")
    if not title and draft.fields.get("type") in ("book", "report", "thesis", "webpage", "dataset",
                                                  "software", "standard", "patent"):  # fmt: skip
        draft.put("title", source, Role.TITLE, source_at)
        return
    draft.put("title", title.removesuffix("."), Role.TITLE, at)
    if source.count(".") == 1:
        source = source.removesuffix(".")
    draft.put("container_title", source, Role.CONTAINER_TITLE, source_at)


def _take_names(draft: RecordDraft, fields: _Fields) -> None:
    groups = [
        (leaf.start, leaf.end, leaf.note) for leaf in fields.leaves if leaf.name == "person-group"
    ]
    for value, span, leaf in fields.all("name", "string-name", "collab", "on-behalf-of"):
        role = next(
            (_ROLES.get(note, note or "author") for low, high, note in groups
             if low <= leaf.start and leaf.end <= high),
            "author",
        )  # fmt: skip
        if leaf.name in ("collab", "on-behalf-of"):
            draft.put_name(role, Organization(value))
            draft.mark(Role.ORGANIZATION, span)
            continue
        inside = fields.within(leaf)
        family, family_at = inside.first("surname")
        given, given_at = inside.first("given-names")
        if not family:
            draft.put_name(role, Organization(value))
            draft.mark(Role.ORGANIZATION, span)
            continue
        draft.put_name(role, person(family, given, inside.first("suffix")[0]))
        draft.mark(Role.FAMILY, family_at)
        spelled = not given.isupper() and len(given) > 3
        draft.mark(Role.GIVEN if spelled else Role.INITIALS, given_at)
    for leaf in fields.leaves:
        if leaf.name == "etal":
            draft.cut.add("author")


def _take_dates(draft: RecordDraft, fields: _Fields) -> None:
    year, at = fields.first("year")
    match = year[:4]
    if match.isdecimal() and len(match) == 4:
        month_name, month_at = fields.first("month")
        day, day_at = fields.first("day")
        month = int(month_name) if month_name.isdecimal() else month_number(month_name)
        if month is not None and not 1 <= month <= 12:
            month = None
        season = season_number(fields.first("season")[0])
        number = int(day) if month and day.isdecimal() and 1 <= int(day) <= 31 else None
        letter = year[4:] if len(year) == 5 and year[4:].islower() else ""
        date = Date(int(match), month, number, season=season, letter=letter)
        draft.put("issued", date, Role.YEAR, at)
        draft.mark(Role.MONTH, month_at)
        draft.mark(Role.DAY, day_at)
    elif year:
        draft.put("issued", Literal(year), Role.YEAR, at)
    value, at = fields.first("date-in-citation", "access-date")
    words = value.removeprefix("cited ").removeprefix("accessed ")
    draft.put("accessed", read_date(words), Role.DATE, at)
    value, at = fields.first("conf-date")
    draft.put("event_date", read_date(value), Role.DATE, at)


def _take_numbers(draft: RecordDraft, fields: _Fields) -> None:
    value, at = fields.first("volume")
    draft.put_volume(value, at)
    value, at = fields.first("issue")
    draft.put_issue(value, at)
    value, at = fields.first("issue-part")
    draft.put("part", value, Role.PART, at)
    first, at = fields.first("fpage")
    last, last_at = fields.first("lpage")
    pages, pages_at = fields.first("page-range")
    if pages and ("," in pages or not first):
        draft.put_pages(pages, pages_at)
    elif first:
        draft.put_pages(f"{first}-{last}" if last and last != first else first, at)
        draft.mark(Role.PAGE, last_at)
    value, at = fields.first("elocation-id")
    draft.put_elocator(value, at)


def _take_identifiers(draft: RecordDraft, fields: _Fields) -> None:
    for value, span, leaf in fields.all("pub-id", "object-id"):
        scheme = "pmcid" if leaf.note == "pmc" else leaf.note
        if scheme == "doi":
            draft.put_doi(value, span)
        elif scheme and scheme not in ("pii", "publisher-id", "other", "medline"):
            draft.put_identifier(scheme, value, _SCHEMES.get(scheme, Role.IDENTIFIER), span)
    for value, span, leaf in fields.all("ext-link", "uri", "comment"):
        if _DOI.fullmatch(value):
            draft.put_doi(value, span)
        elif _ADDRESS.fullmatch(value):
            draft.put("url", value, Role.URL, span)
        elif leaf.name == "comment":
            draft.put("note", value, Role.NOTE, span)
    for name in ("isbn", "issn"):
        value, at = fields.first(name)
        draft.put_identifier(name, value, Role.IDENTIFIER, at)
