"""EndNote's XML export, read to references.

Elements: the export's own RSXML.dtd (EndNote 8 and later): `records/record`, texts inside
`<style>`, names in `contributors`, numbers of types as in EndNote's table. Read only.

>>> xml = b"<xml><records><record><ref-type>17</ref-type><titles><title><style>CAR T</style>"
>>> xml += b"</title></titles></record></records></xml>"
>>> read(xml, "a.xml").records[0].reference.title
'CAR T'
"""

from __future__ import annotations

import re
from typing import Any

from carcite.errors import UnreadableError
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.parse import Parse
from carcite.reading.parts.records import RecordDraft, read_date
from carcite.records import refer
from carcite.records.files import LIMIT, decode
from carcite.records.ris import read_name
from carcite.text.chars import collapse
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

_TYPES = {
    "17": "article-journal", "43": "article-journal", "19": "article-magazine",
    "23": "article-newspaper", "6": "book", "28": "book", "44": "book", "5": "chapter",
    "60": "chapter", "10": "book", "47": "paper-conference", "27": "report", "46": "report",
    "32": "thesis", "25": "patent", "58": "standard", "59": "dataset", "9": "software",
    "12": "webpage", "16": "webpage", "56": "post-weblog", "34": "manuscript",
    "36": "manuscript", "13": "document", "26": "personal_communication",
}  # fmt: skip
_PATHS = (
    ("titles/title", "title", Role.TITLE),
    ("titles/secondary-title", "container_title", Role.CONTAINER_TITLE),
    ("periodical/full-title", "container_title", Role.CONTAINER_TITLE),
    ("alt-periodical/full-title", "container_title", Role.CONTAINER_TITLE),
    ("titles/tertiary-title", "collection_title", Role.COLLECTION_TITLE),
    ("titles/translated-title", "original_title", Role.ORIGINAL_TITLE),
    ("edition", "edition", Role.EDITION),
    ("publisher", "publisher", Role.PUBLISHER),
    ("pub-location", "publisher_place", Role.PUBLISHER_PLACE),
    ("language", "language", Role.LANGUAGE),
    ("work-type", "genre", Role.GENRE),
    ("urls/related-urls/url", "url", Role.URL),
    ("urls/web-urls/url", "url", Role.URL),
)
_ROLES = (
    ("authors", "author"), ("translated-authors", "translator"),
    ("tertiary-authors", "collection-editor"),
)  # fmt: skip
_RECORD = pattern(r"<record\b[^>]*+>")


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read an EndNote export, XML or tagged (.enw); raise UnreadableError for what is neither."""
    decoded = decode(data, name, encoding)
    if decoded.text.lstrip("\ufeff \t\r\n").startswith("%"):
        return refer.read(data, name, encoding)
    root = _parse(decoded.text, name)
    if root.tag not in ("xml", "records", "record"):
        raise UnreadableError(f"{name}: <{root.tag}> is not the root of an EndNote export")
    stretches = _find_records(decoded.text)
    elements = [root] if root.tag == "record" else root.findall(".//record")
    if len(stretches) != len(elements):  # "<record" inside a comment or CDATA
        stretches = [Span(0, len(decoded.text))] * len(elements)
    records = tuple(
        _read_record(element, decoded.text, span, number)
        for number, (element, span) in enumerate(zip(elements, stretches, strict=True), start=1)
    )
    notes = ("the file is read only: changes go back through EndNote",)
    return Document(Source(name, decoded.text), "endnote", records=records, notes=notes)


def _parse(text: str, name: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    assert len(text) <= LIMIT
    body = re.sub(r"^\s*<\?xml[^>]*+\?>", "", text)
    try:
        root = etree.fromstring(body.encode("utf-8", "surrogatepass"), parser)
    except etree.XMLSyntaxError as error:
        line = (error.position or (0, 0))[0] or error.lineno or 1
        reason = collapse(str(error.msg or "cut off")).partition(", line ")[0]
        raise UnreadableError(f"{name}:{line}: not well-formed XML: {reason}") from None
    if root.getroottree().docinfo.internalDTD is not None and "<!ENTITY" in text[:100_000]:
        raise UnreadableError(
            f"{name}: declares entities of its own, which carcite does not expand"
        )
    return root


def _find_records(text: str) -> list[Span]:
    spans = []
    for match in _RECORD.finditer(text):
        end = text.find("</record>", match.end())
        spans.append(Span(match.start(), end + 9 if end >= 0 else len(text)))
    return spans


def _read_record(element: Any, text: str, span: Span, number: int) -> Parse:
    draft = RecordDraft(span.of(text), span.start)
    csl = _TYPES.get(_value(element, "ref-type"), "document")
    draft.put("type", csl)
    for path, role in _ROLES:
        _take_names(draft, element, path, role, span, text)
    second = "editor" if csl in ("chapter", "paper-conference", "book") else "collection-editor"
    _take_names(draft, element, "secondary-authors", second, span, text)
    for path, field, field_role in _PATHS:
        for each in element.findall(path):
            value = collapse("".join(each.itertext()))
            draft.put(field, value, field_role, _locate(text, span, value))
    _take_date(draft, element, span, text)
    _take_numbers(draft, element, csl, span, text)
    doi = _value(element, "electronic-resource-num")
    draft.put_doi(doi, _locate(text, span, doi))
    accession = _value(element, "accession-num")
    database = _value(element, "remote-database-name").lower()
    if accession.isdecimal() and ("pubmed" in database or "medline" in database or not database):
        draft.put_identifier("pmid", accession, Role.PMID, _locate(text, span, accession))
    pmcid = _value(element, "custom2")
    if re.fullmatch(r"PMC\d++", pmcid):
        draft.put_identifier("pmcid", pmcid, Role.PMCID, _locate(text, span, pmcid))
    return draft.parse(number, _value(element, "rec-number"))


def _value(element: Any, path: str) -> str:
    found = element.find(path)
    return "" if found is None else collapse("".join(found.itertext()))


def _locate(text: str, within: Span, value: str) -> Span | None:
    """Return where the file has a value, whole between two tags; None where it is escaped."""
    if not value:
        return None
    at = text.find(f">{value}<", within.start, within.end)
    return Span(at + 1, at + 1 + len(value)) if at >= 0 else None


def _take_names(
    draft: RecordDraft, element: Any, path: str, role: str, span: Span, text: str
) -> None:
    for each in element.findall(f"contributors/{path}/author"):
        value = collapse("".join(each.itertext()))
        if value:
            name, at = read_name(value), _locate(text, span, value)
            draft.put_name(role, name)
            if at is not None:
                draft.mark_name(name, at)


def _take_date(draft: RecordDraft, element: Any, span: Span, text: str) -> None:
    year = _value(element, "dates/year")
    day = _value(element, "dates/pub-dates/date")
    found = read_date(f"{year} {day}") if day and year not in day else read_date(day or year)
    if not hasattr(found, "year"):
        found = read_date(year)
    draft.put("issued", found, Role.YEAR, _locate(text, span, year))
    accessed = _value(element, "access-date")
    draft.put("accessed", read_date(accessed), Role.DATE, _locate(text, span, accessed))


def _take_numbers(draft: RecordDraft, element: Any, csl: str, span: Span, text: str) -> None:
    volume, number = _value(element, "volume"), _value(element, "number")
    draft.put_volume(volume, _locate(text, span, volume))
    if csl in ("report", "patent", "standard"):
        draft.put("number", number, Role.NUMBER, _locate(text, span, number))
    else:
        draft.put_issue(number, _locate(text, span, number))
    pages = _value(element, "pages")
    draft.put_pages(pages, _locate(text, span, pages))
    article = _value(element, "custom7")
    draft.put_elocator(article, _locate(text, span, article))
    isbn = _value(element, "isbn")
    if isbn:
        scheme = "isbn" if csl in ("book", "chapter") else "issn"
        first = isbn.split()[0]
        draft.put_identifier(scheme, first, Role.IDENTIFIER, _locate(text, span, isbn))
