"""PubMed's MEDLINE format (.nbib), read and written.

Tags: "MEDLINE/PubMed Data Element (Field) Descriptions"
(https://www.nlm.nih.gov/bsd/mms/medlineelements.html).

>>> document = read(b"PMID- 29567707\\nFAU - June, Carl H\\nAU  - June CH\\n", "a.nbib")
>>> document.records[0].reference.names()
(Person(family='June', initials='CH', given='Carl H', particle='', suffix=''),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from carcite.authorities.particles import is_suffix, split_particle
from carcite.errors import UnreadableError
from carcite.model.dates import Date
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.locators import ELocator, Literal
from carcite.model.names import Name, Organization, Person
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.reading.parts.records import RecordDraft, person, read_date
from carcite.records.files import decode, saver
from carcite.records.tagged import MEDLINE, Line, Record, count_lines, read_records, values
from carcite.records.written import is_chapter, iso, issue_text, left_out, nlm_date, pages_text
from carcite.text.pattern import pattern
from carcite.text.source import Source

_SIMPLE = (
    (("JT", "TA"), "container_title", Role.CONTAINER_TITLE),
    (("TT",), "original_title", Role.ORIGINAL_TITLE),
    (("EN",), "edition", Role.EDITION),
    (("PB",), "publisher", Role.PUBLISHER),
    (("CTI",), "collection_title", Role.COLLECTION_TITLE),
    (("LA",), "language", Role.LANGUAGE),
    (("GN",), "note", Role.NOTE),
)  # fmt: skip
_ROLES = {"FAU": "author", "AU": "author", "FED": "editor", "ED": "editor"}
_SHORT = {"FAU": "AU", "FED": "ED"}
_STATUSES = {"aheadofprint": "Epub ahead of print"}
_HELD = frozenset(
    {
        "contributors", "title", "original_title", "container_title", "collection_title",
        "edition", "issued", "epub", "volume", "issue", "supplement", "part", "pages", "publisher",
        "language", "identifiers", "note",
    }
)  # fmt: skip
_IN_BOOKS = frozenset({"book", "chapter"})
_TYPES = {"article-journal": "Journal Article", "book": "Book", "chapter": "Book Chapter",
          "article": "Preprint"}  # fmt: skip
# Takes "10.1126/science.aar6711 [doi]", "e100 [pii]".
_BRACKETED = pattern(r"(\S(?:.*\S)?)\s*+\[(doi|pii|bookaccession|isbn)\]", re.IGNORECASE)
# NLM tells journals of one name apart by their place.
_PLACE = pattern(r" \([^()]*+\)\Z")
_ISSN = pattern(r"\d{4}-\d{3}[\dXx]")


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a .nbib file; raise UnreadableError when nothing in it is MEDLINE."""
    decoded = decode(data, name, encoding)
    found = read_records(decoded.text, MEDLINE)
    if not found and decoded.text.strip():
        raise UnreadableError(f'{name}:1: no line of a MEDLINE record such as "PMID- 29567707"')
    notes = tuple(f"line {line}: {message}" for record in found for line, message in record.faults)
    records = tuple(_read_record(decoded.text, each, i) for i, each in enumerate(found, start=1))
    source = Source(name, decoded.text)
    save = saver(decoded, name, lambda text: count_lines(text, MEDLINE))
    return Document(
        source,
        "medline",
        records=records,
        save=save,
        notes=notes,
    )


def _read_record(text: str, record: Record, number: int) -> Parse:
    draft = RecordDraft(record.span.of(text), record.span.start)
    kinds = {line.value.lower() for line in values(record, "PT")}
    in_book = next(values(record, "BTI"), None)
    draft.put("type", _csl_type(kinds, in_book is not None, any(values(record, "TI"))))
    for line in values(record, "TI"):
        draft.put("title", _title(line.value), Role.TITLE, line.span)
    if in_book:
        book = "container_title" if "title" in draft.fields else "title"
        role = Role.CONTAINER_TITLE if book == "container_title" else Role.TITLE
        draft.put(book, _title(in_book.value), role, in_book.span)
    _take_names(draft, record)
    with_abbreviation = any(values(record, "TA"))
    for tags, field, role in _SIMPLE:
        for tag in tags:
            for line in values(record, tag):
                value = line.value
                if tag == "JT" and with_abbreviation:  # "Science (New York, N.Y.)"
                    value = _PLACE.sub("", value)
                draft.put(field, value, role, line.span)
    # PL: for an article the country of the journal, which no reference prints
    if in_book:
        for line in values(record, "PL"):
            draft.put("publisher_place", line.value, Role.PUBLISHER_PLACE, line.span)
    _take_dates(draft, record)
    for line in values(record, "VI"):
        draft.put_volume(line.value, line.span)
    for line in values(record, "IP"):
        draft.put_issue(line.value, line.span)
    for line in values(record, "PG"):
        draft.put_pages(line.value, line.span)
    _take_identifiers(draft, record)
    for line in values(record, "PST"):
        draft.put("status", _STATUSES.get(line.value, ""), Role.STATUS, line.span)
    label = next((line.value for line in values(record, "PMID")), "")
    return draft.parse(number, label)


def _csl_type(kinds: set[str], in_book: bool, has_title: bool) -> str:
    if in_book:
        return "chapter" if has_title or "book chapter" in kinds else "book"
    if "book" in kinds:
        return "book"
    return "article" if "preprint" in kinds else "article-journal"


def _title(value: str) -> str:
    """Return a title without the stop that MEDLINE ends every title with."""
    return value[:-1] if value.endswith(".") and not value.endswith("...") else value


def _take_names(draft: RecordDraft, record: Record) -> None:
    lines = list(values(record, "FAU", "AU", "FED", "ED", "CN"))
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if line.tag == "CN":
            draft.put_name("author", Organization(line.value))
            draft.mark(Role.ORGANIZATION, line.span)
        elif before and _SHORT.get(before.tag) == line.tag:
            continue  # the short form of the full name before it
        else:
            name = _full_name(line) if line.tag in _SHORT else _short_name(line)
            draft.put_name(_ROLES[line.tag], name)
            draft.mark_name(name, line.span)


def _full_name(line: Line) -> Name:
    parts = [part.strip() for part in line.value.split(",")]
    if len(parts) == 1 or len(parts) > 3:
        return Organization(line.value) if len(parts) > 3 else person(line.value)
    if len(parts) == 3 and is_suffix(parts[1]):
        parts = [parts[0], parts[2], parts[1]]
    return person(*parts)


def _short_name(line: Line) -> Name:
    """Read "von Bonin M", "Young WF Jr"."""
    words = line.value.split()
    suffix = words.pop() if len(words) > 2 and is_suffix(words[-1]) else ""
    if len(words) == 1:
        return person(words[0])
    particle, family = split_particle(" ".join(words[:-1]))
    return Person(family, words[-1], "", particle, suffix)


def _take_dates(draft: RecordDraft, record: Record) -> None:
    for line in values(record, "DP"):
        draft.put("issued", read_date(line.value), Role.DATE, line.span)
    for line in values(record, "DEP"):
        digits = line.value
        if digits.isdecimal() and len(digits) == 8:
            date = read_date(f"{digits[:4]}-{digits[4:6]}-{digits[6:]}")
            draft.put("epub", date if isinstance(date, Date) else None, Role.DATE, line.span)


def _take_identifiers(draft: RecordDraft, record: Record) -> None:
    for line in values(record, "LID", "AID"):
        match = _BRACKETED.fullmatch(line.value)
        if match and match[2].lower() == "doi":
            draft.put_doi(match[1], line.span)
        elif match and match[2].lower() == "pii" and line.tag == "LID":
            draft.put_elocator(match[1], line.span)
    for line in values(record, "PMID"):
        draft.put_identifier("pmid", line.value, Role.PMID, line.span)
    for line in values(record, "PMC"):
        draft.put_identifier("pmcid", line.value, Role.PMCID, line.span)
    for line in values(record, "IS"):
        if match := _ISSN.match(line.value):
            draft.put_identifier("issn", match[0], Role.IDENTIFIER, line.span)
    for line in values(record, "ISBN"):
        draft.put_identifier("isbn", line.value.split(" ")[0], Role.IDENTIFIER, line.span)


def write(references: Iterable[tuple[str, Reference]]) -> tuple[str, list[str]]:
    """Return the records as one .nbib text and a note for all that it has no tag for."""
    records, notes = [], []
    for key, reference in references:
        lines = [f"{tag:<4}- {' '.join(value.split())}" for tag, value in _tags(reference) if value]
        if reference.identifier("pmid") == "":
            lines.insert(0, "PMID- ")
        records.append("\n".join([*lines, ""]))
        held = _HELD | ({"publisher_place"} if reference.type in _IN_BOOKS else set())
        notes += left_out(key, reference, held, "MEDLINE")
        notes += _other_losses(key, reference)
    return "\n".join(records), notes


def _tags(ref: Reference) -> Iterator[tuple[str, str]]:
    chapter = ref.type == "chapter"
    yield "PMID", ref.identifier("pmid")
    yield "IS", ref.identifier("issn")
    yield "ISBN", ref.identifier("isbn")
    yield "VI", ref.volume
    yield "IP", issue_text(ref)
    if isinstance(ref.issued, Date):
        yield "DP", nlm_date(ref.issued)
    elif isinstance(ref.issued, Literal):
        yield "DP", ref.issued.text
    if ref.type == "book":
        yield "BTI", _stopped(ref.title)
    else:
        yield "TI", _stopped(ref.title)
        yield ("BTI" if chapter else "TT"), _container_or_original(ref)
    yield "PG", pages_text([page for page in ref.pages if not isinstance(page, ELocator)], "-")
    for page in ref.pages:
        if isinstance(page, ELocator):
            yield "LID", f"{page.value} [pii]"
    yield "LID", _bracketed(ref.identifier("doi"), "doi")
    yield from _names(ref)
    yield "LA", ref.language
    yield "PT", _TYPES.get(ref.type, "Journal Article")
    if ref.epub:
        yield "DEP", iso(ref.epub).replace("-", "")
    yield "EN", ref.edition
    yield "PB", ref.publisher
    if ref.type in _IN_BOOKS:  # for an article PL is the journal's country
        yield "PL", ref.publisher_place
    if not chapter:
        yield "JT", ref.container_title
    yield "CTI", ref.collection_title
    yield "PMC", ref.identifier("pmcid")
    yield "AID", _bracketed(ref.identifier("doi"), "doi")
    yield "GN", ref.note


def _container_or_original(ref: Reference) -> str:
    return _stopped(ref.container_title) if ref.type == "chapter" else ref.original_title


def _stopped(title: str) -> str:
    return title if not title or title.endswith(("?", "!")) else f"{title}."


def _bracketed(value: str, kind: str) -> str:
    return f"{value} [{kind}]" if value else ""


def _names(ref: Reference) -> Iterator[tuple[str, str]]:
    for group in ref.contributors:
        full, short = ("FAU", "AU") if group.role == "author" else ("FED", "ED")
        if group.role not in ("author", "editor"):
            continue
        for name in group.names:
            if isinstance(name, Organization):
                yield "CN", name.literal
                continue
            parts = (name.sort_name, name.given or " ".join(name.initials), name.suffix)
            yield full, ", ".join(part for part in parts if part)
            initials = name.initials.replace("-", "")
            yield short, " ".join(part for part in (name.sort_name, initials, name.suffix) if part)


def _other_losses(key: str, ref: Reference) -> Iterator[str]:
    if ref.type not in _TYPES:
        yield f'{key}: MEDLINE has no type for "{ref.type}"; written as a journal article'
    for group in ref.contributors:
        if group.role not in ("author", "editor"):
            yield f"{key}: MEDLINE has no tag for names in the role {group.role}"
        elif group.role == "editor" and any(isinstance(n, Organization) for n in group.names):
            yield f"{key}: MEDLINE writes a body among the editors as an author"
        if group.et_al:
            yield f'{key}: MEDLINE has no mark for a list of names cut with "et al"'
    held = {"doi", "pmid", "pmcid", "issn", "isbn"}
    for scheme in sorted({each.scheme for each in ref.identifiers} - held):
        yield f"{key}: MEDLINE has no tag for the identifier {scheme}"
    date = ref.issued
    if isinstance(date, Date) and date.letter:
        yield f'{key}: MEDLINE has no tag for the letter of the date, "{date.letter}"'
    if is_chapter(ref.part):
        yield f'{key}: MEDLINE has no tag for "{ref.part}"'
    if isinstance(date, Date) and date.circa:
        yield f'{key}: MEDLINE has no mark for "circa"'
