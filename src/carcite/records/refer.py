"""EndNote's tagged export (.enw), as Google Scholar and publishers' pages offer it.

Tags: EndNote's "EndNote Import" filter, which goes back to refer (Lesk 1978).

>>> data = b"%0 Journal Article\\n%A June, Carl H.\\n%T CAR T cells\\n%D 2018\\n%P 1361-5\\n"
>>> read(data, "a.enw").records[0].reference.pages
(PageRange(first='1361', last='1365'),)
"""

from __future__ import annotations

import re

from carcite.errors import UnreadableError
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.parse import Parse
from carcite.reading.parts.records import RecordDraft, read_date
from carcite.records.files import decode, saver
from carcite.records.ris import read_name
from carcite.records.tagged import Format, Record, count_lines, read_records, values
from carcite.text.source import Source

# Takes "%A June, Carl H.", "%0 Journal Article"; refuses "%%".
REFER = Format("EndNote", re.compile(r"\ufeff?(%[A-Z0-9@!?$~^&*<>()])[ \t]++(.*)"), "%0")
_TYPES = {
    "journal article": "article-journal", "electronic article": "article-journal",
    "magazine article": "article-magazine", "newspaper article": "article-newspaper",
    "book": "book", "edited book": "book", "electronic book": "book", "book section": "chapter",
    "conference paper": "paper-conference", "conference proceedings": "paper-conference",
    "report": "report", "thesis": "thesis", "patent": "patent", "standard": "standard",
    "dataset": "dataset", "computer program": "software", "web page": "webpage",
    "blog": "post-weblog", "unpublished work": "manuscript", "manuscript": "manuscript",
}  # fmt: skip
_SIMPLE = (
    ("%T", "title", Role.TITLE),
    ("%J", "container_title", Role.CONTAINER_TITLE),
    ("%B", "container_title", Role.CONTAINER_TITLE),
    ("%S", "collection_title", Role.COLLECTION_TITLE),
    ("%7", "edition", Role.EDITION),
    ("%I", "publisher", Role.PUBLISHER),
    ("%C", "publisher_place", Role.PUBLISHER_PLACE),
    ("%9", "genre", Role.GENRE),
    ("%G", "language", Role.LANGUAGE),
    ("%U", "url", Role.URL),
)
_ROLES = {"%A": "author", "%E": "editor", "%Y": "collection-editor", "%?": "translator"}


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a tagged EndNote file; raise UnreadableError when nothing in it is that."""
    decoded = decode(data, name, encoding)
    found = read_records(decoded.text, REFER)
    if not found and decoded.text.strip():
        raise UnreadableError(f'{name}:1: no line of an EndNote record such as "%0 Book"')
    records = tuple(_read_record(decoded.text, each, i) for i, each in enumerate(found, start=1))
    notes = tuple(f"line {line}: {words}" for each in found for line, words in each.faults)
    save = saver(decoded, name, lambda text: count_lines(text, REFER))
    source = Source(name, decoded.text)
    return Document(source, "endnote", records=records, save=save, notes=notes)


def _read_record(text: str, record: Record, number: int) -> Parse:
    draft = RecordDraft(record.span.of(text), record.span.start)
    kind = next((line.value.lower() for line in values(record, "%0")), "journal article")
    draft.put("type", _TYPES.get(kind, "document"))
    for line in values(record, *_ROLES):
        name = read_name(line.value)
        draft.put_name(_ROLES[line.tag], name)
        draft.mark_name(name, line.span)
    for tag, field, role in _SIMPLE:
        for line in values(record, tag):
            draft.put(field, line.value, role, line.span)
    for line in values(record, "%D"):
        draft.put("issued", read_date(line.value), Role.YEAR, line.span)
    for line in values(record, "%V"):
        draft.put_volume(line.value, line.span)
    for line in values(record, "%N"):
        draft.put_issue(line.value, line.span)
    for line in values(record, "%P"):
        draft.put_pages(line.value, line.span)
    for line in values(record, "%R"):
        draft.put_doi(line.value, line.span)
    for line in values(record, "%M"):
        if line.value.isdecimal():
            draft.put_identifier("pmid", line.value, Role.PMID, line.span)
    for line in values(record, "%@"):
        digits = re.sub(r"[^0-9Xx]", "", line.value)
        scheme = "isbn" if len(digits) in (10, 13) else "issn"
        draft.put_identifier(scheme, line.value, Role.IDENTIFIER, line.span)
    return draft.parse(number, next((line.value for line in values(record, "%F")), ""))
