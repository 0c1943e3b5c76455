"""RIS files, as reference managers and publishers exchange them.

Tags: "RIS Format Specifications" (Research Information Systems, 2011), with the older tags (JO, JF,
A1, N1) and the habits of PubMed and EndNote (AN with the PMID, C2 with the PMCID) read as well.

>>> document = read(b"TY  - JOUR\\nAU  - June, Carl H.\\nSP  - 1361\\nEP  - 5\\nER  - \\n", "a.ris")
>>> document.records[0].reference.pages
(PageRange(first='1361', last='1365'),)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from carcite.authorities.particles import is_suffix
from carcite.errors import UnreadableError
from carcite.model.dates import Date
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.locators import Literal, PageRange
from carcite.model.names import Name, Organization, Person
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.reading.parts.given import looks_like_organization
from carcite.reading.parts.records import RecordDraft, person, read_date
from carcite.records.files import decode, saver
from carcite.records.tagged import RIS, Line, Record, count_lines, read_records, values
from carcite.records.written import (
    article_number,
    is_chapter,
    iso,
    issue_text,
    left_out,
    name_text,
    pages_text,
)
from carcite.text.pattern import pattern
from carcite.text.source import Source

_READ_TYPES = {
    "JOUR": "article-journal", "JFULL": "periodical", "EJOUR": "article-journal",
    "INPR": "article-journal", "ABST": "article-journal", "MGZN": "article-magazine",
    "NEWS": "article-newspaper", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "book", "CPAPER": "paper-conference",
    "RPRT": "report", "GOVDOC": "report", "THES": "thesis", "STAND": "standard", "PAT": "patent",
    "DATA": "dataset", "AGGR": "dataset", "COMP": "software", "ELEC": "webpage",
    "BLOG": "post-weblog", "ICOMM": "personal_communication", "PCOMM": "personal_communication",
    "UNPB": "manuscript", "MANSCPT": "manuscript", "ENCYC": "entry-encyclopedia",
    "DICT": "entry-dictionary", "CASE": "legal_case", "STAT": "legislation",
    "BILL": "bill", "VIDEO": "motion_picture", "MPCT": "motion_picture", "SOUND": "song",
    "PAMP": "pamphlet", "SLIDE": "speech", "GEN": "document", "PPRT": "article",
}  # fmt: skip
_WRITTEN_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "periodical": "JFULL", "book": "BOOK", "chapter": "CHAP", "paper-conference": "CPAPER",
    "report": "RPRT", "thesis": "THES", "standard": "STAND", "patent": "PAT", "dataset": "DATA",
    "software": "COMP", "webpage": "ELEC", "post-weblog": "BLOG", "post": "BLOG",
    "personal_communication": "PCOMM", "manuscript": "UNPB", "entry-encyclopedia": "ENCYC",
    "entry-dictionary": "DICT", "entry": "ENCYC", "legal_case": "CASE", "legislation": "STAT",
    "bill": "BILL", "motion_picture": "MPCT", "song": "SOUND", "pamphlet": "PAMP",
    "speech": "SLIDE", "document": "GEN", "article": "PPRT", "review": "JOUR",
}  # fmt: skip
_ROLES = {"A1": "author", "AU": "author", "ED": "editor", "A4": "translator",
          "A3": "collection-editor"}  # fmt: skip
_IN_CONTAINER = frozenset({"chapter", "paper-conference", "entry-encyclopedia",
                           "entry-dictionary"})  # fmt: skip
# The first tag that has a value gives the field.
_SIMPLE = (
    (("TI", "T1", "CT"), "title", Role.TITLE),
    (("T2", "JF", "JO", "JA", "J2"), "container_title", Role.CONTAINER_TITLE),
    (("T3",), "collection_title", Role.COLLECTION_TITLE),
    (("ET",), "edition", Role.EDITION),
    (("PB",), "publisher", Role.PUBLISHER),
    (("CY", "PP"), "publisher_place", Role.PUBLISHER_PLACE),
    (("M3",), "genre", Role.GENRE),
    (("LA",), "language", Role.LANGUAGE),
    (("UR", "L2"), "url", Role.URL),
    (("OP", "TT"), "original_title", Role.ORIGINAL_TITLE),
    (("PS",), "status", Role.STATUS),
    (("SE",), "part", Role.PART),
    (("N1",), "note", Role.NOTE),
)  # fmt: skip
_HELD = frozenset(
    {
        "contributors", "title", "original_title", "container_title", "collection_title",
        "edition", "issued", "accessed", "volume", "issue", "supplement", "part", "pages", "number",
        "publisher", "publisher_place", "genre", "language", "url", "identifiers", "note",
    }
)  # fmt: skip
_DOI = pattern(r"(?:doi:\s*+|https?://(?:dx\.)?doi\.org/)?+10\.\d{4,9}/\S++", re.IGNORECASE)
_PMCID = pattern(r"PMC\d++")


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a RIS file; raise UnreadableError when nothing in it is RIS."""
    decoded = decode(data, name, encoding)
    found = [each for each in read_records(decoded.text, RIS) if _is_record(each)]
    if not found and decoded.text.strip():
        raise UnreadableError(f'{name}:1: no line of a RIS record such as "TY  - JOUR"')
    notes = tuple(f"line {line}: {message}" for record in found for line, message in record.faults)
    records = tuple(_read_record(decoded.text, each, i) for i, each in enumerate(found, start=1))
    source = Source(name, decoded.text)
    save = saver(decoded, name, lambda text: count_lines(text, RIS))
    return Document(
        source,
        "ris",
        records=records,
        save=save,
        notes=notes,
    )


def _is_record(record: Record) -> bool:
    """Tell a record from a tagged line of the notes that a database writes between them."""
    return any(line.tag in ("TY", "TI", "T1", "AU", "A1") for line in record.lines)


def _read_record(text: str, record: Record, number: int) -> Parse:
    draft = RecordDraft(record.span.of(text), record.span.start)
    kind = next((line.value.upper() for line in values(record, "TY")), "JOUR")
    csl = _READ_TYPES.get(kind, "document")
    draft.put("type", csl)
    for line in record.lines:
        _take_name(draft, line, csl)
    for tags, field, role in _SIMPLE:
        for tag in tags:
            for line in values(record, tag):
                draft.put(field, line.value, role, line.span)
    for line in values(record, "BT"):
        target = "container_title" if csl in _IN_CONTAINER else "title"
        role = Role.CONTAINER_TITLE if csl in _IN_CONTAINER else Role.TITLE
        draft.put(target, line.value, role, line.span)
    _take_dates(draft, record)
    _take_numbers(draft, record, csl)
    _take_identifiers(draft, record)
    label = next((line.value for line in values(record, "ID")), "")
    return draft.parse(number, label)


def _take_name(draft: RecordDraft, line: Line, csl: str) -> None:
    role = _ROLES.get(line.tag)
    if line.tag == "A2":
        role = "editor" if csl in _IN_CONTAINER | {"book", "report"} else "collection-editor"
    if role is None or not any(map(str.isalnum, line.value)):
        return
    if line.value.lower().rstrip(".") in ("et al", "others"):
        draft.cut.add(role)
        draft.names.setdefault(role, [])
        return
    several = line.value.split("; ")
    if len(several) > 1 and all(isinstance(read_name(each), Person) for each in several):
        for each in several:
            draft.put_name(role, read_name(each))
        return
    name = read_name(line.value)
    draft.put_name(role, name)
    draft.mark_name(name, line.span)


# Takes "Rao K.", "Lind E.A."; refuses "World Bank", "NIH" and "Rao Kumar".
_UNDIVIDED = pattern(
    r"([^\W\d_](?=[\w'’-]*[a-z])[\w'’-]++(?: [^\W\d_][\w'’-]++)?) ((?:[A-Z]\. ?-?){1,4}|[A-Z]{1,2})"
)


# Takes "Kavita S Rao", "K. S. van der Berg": an initial tells a person; refuses "Vitamin Rao".
_SPOKEN = pattern(
    r"((?:[A-Z]\.? ?){1,3}|[A-Z][a-z]++(?: [A-Z]\.?){1,2}) ?"
    r"((?:(?:van|von|de|der|den|la|di|da) )*+[A-Z][\w'’-]*[a-z][\w'’-]*)"
)


def read_name(value: str) -> Name:
    """Read "June, Carl H.", "Young, W. F., Jr"; without a comma inside it is an organisation's."""
    if value.endswith(","):
        return Organization(value[:-1].strip())
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1 and (plain := _UNDIVIDED.fullmatch(parts[0])):
        return person(plain[1], plain[2].replace(" ", ""))
    if len(parts) == 1 and not looks_like_organization(parts[0]):
        if spoken := _SPOKEN.fullmatch(parts[0]):
            return person(spoken[2], spoken[1])
    if len(parts) == 1 or not parts[0] or len(parts) > 3:
        return Organization(value.strip())
    if len(parts) == 3 and is_suffix(parts[1]) and not is_suffix(parts[2]):
        parts = [parts[0], parts[2], parts[1]]
    return person(*parts)


def _take_dates(draft: RecordDraft, record: Record) -> None:
    lines = [*values(record, "DA"), *values(record, "PY", "Y1")]
    years = [line for line in lines if line.tag != "DA"]
    year = next((line.value[:4] for line in years if line.value[:4].isdecimal()), "")
    dates = [(_date(line.value, year), line) for line in lines]
    for date, line in dates:
        if isinstance(date, Date) and (not years or str(date.year) in years[0].value):
            draft.put("issued", date, Role.DATE, line.span)
    for date, line in dates:
        draft.put("issued", date, Role.DATE, line.span)
    for line in values(record, "Y2"):
        draft.put("accessed", read_date(_trimmed(line.value)), Role.DATE, line.span)


def _date(value: str, year: str) -> Date | Literal | None:
    """Read a date; one that is a month alone ("Mar") is of the record's year."""
    found = read_date(_trimmed(value))
    if isinstance(found, Date) or not year:
        return found
    whole = read_date(f"{year} {_trimmed(value)}")
    return whole if isinstance(whole, Date) else found


def _trimmed(value: str) -> str:
    """Return "2018/03/23/" and "2012///Spring" in the forms that dates are read in."""
    head, _, rest = value.partition("///" if "///" in value else "//")
    return f"{head} {rest.strip('/')}".strip() if rest.strip("/") else head.strip("/ ")


def _take_numbers(draft: RecordDraft, record: Record, csl: str) -> None:
    for line in values(record, "VL"):
        draft.put_volume(line.value, line.span)
    for line in values(record, "IS", "CP"):
        if csl in ("report", "patent", "standard", "dataset"):
            draft.put("number", line.value, Role.NUMBER, line.span)
        else:
            draft.put_issue(line.value, line.span)
    for line in values(record, "SN", "M1"):
        if csl in ("report", "patent") and line.tag == "M1":
            draft.put("number", line.value, Role.NUMBER, line.span)
    first = next(values(record, "SP"), None)
    last = next(values(record, "EP"), None)
    if csl == "book" and first and not last and first.value.isdecimal():
        draft.put("number_of_pages", first.value, Role.NUMBER_OF_PAGES, first.span)
    elif first and last and not re.search(r"[,\-–]", first.value):
        draft.put_pages(f"{first.value}-{last.value}", first.span)
        draft.mark(Role.PAGE, last.span)
    elif first or last:
        only = first or last
        assert only
        draft.put_pages(only.value, only.span)
    for line in values(record, "C7"):
        draft.put_elocator(line.value, line.span)


def _take_identifiers(draft: RecordDraft, record: Record) -> None:
    for line in values(record, "DO"):
        draft.put_doi(line.value, line.span)
    for line in values(record, "M3", "L3", "N1"):
        if _DOI.fullmatch(line.value):
            draft.put_doi(line.value, line.span)
    for line in values(record, "SN"):
        digits = re.sub(r"[^0-9Xx]", "", line.value.split(" ")[0])
        scheme = "isbn" if len(digits) in (10, 13) else "issn"
        draft.put_identifier(scheme, line.value, Role.IDENTIFIER, line.span)
    source = " ".join(line.value for line in values(record, "DB", "DP")).lower()
    for line in values(record, "AN"):
        if line.value.isdecimal() and (
            "pubmed" in source or "medline" in source or "nlm" in source
        ):
            draft.put_identifier("pmid", line.value, Role.PMID, line.span)
    for line in values(record, "C2"):
        if _PMCID.fullmatch(line.value):
            draft.put_identifier("pmcid", line.value, Role.PMCID, line.span)


def write(references: Iterable[tuple[str, Reference]]) -> tuple[str, list[str]]:
    """Return the records as one RIS text and a note for all that RIS has no tag for."""
    records, notes = [], []
    for key, reference in references:
        lines = [f"{tag}  - {_one_line(value)}" for tag, value in _tags(key, reference) if value]
        records.append("\n".join([*lines, "ER  - ", ""]))
        notes += left_out(key, reference, _HELD | _also_held(reference), "RIS")
        notes += _other_losses(key, reference)
    return "\n".join(records), notes


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _tags(key: str, ref: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _WRITTEN_TYPES.get(ref.type, "GEN")
    yield "ID", key
    yield from _names(ref)
    yield "TI", ref.title
    yield "TT", ref.original_title
    yield "T2", ref.container_title
    yield "T3", ref.collection_title
    yield from _written_dates(ref)
    yield "VL", ref.volume
    yield "IS", issue_text(ref) or ("" if article_number(ref) else ref.number)
    if is_chapter(ref.part):
        yield "SE", ref.part
    yield from _written_pages(ref)
    yield "ET", ref.edition
    yield "PB", ref.publisher
    yield "CY", ref.publisher_place
    yield "M3", ref.genre
    yield "LA", ref.language
    yield "DO", ref.identifier("doi")
    for scheme in ("issn", "isbn"):
        yield "SN", ref.identifier(scheme)
    if ref.identifier("pmid"):
        yield "AN", ref.identifier("pmid")
        yield "DB", "PubMed"
    yield "C2", ref.identifier("pmcid")
    yield "UR", ref.url
    yield "N1", ref.note


def _names(ref: Reference) -> Iterator[tuple[str, str]]:
    for group in ref.contributors:
        tag = _role_tag(group.role, ref.type)
        if tag is None:
            continue
        for name in group.names:
            # The comma behind a body's name keeps readers from cutting it, as EndNote has it.
            yield tag, name_text(name) + ("," if isinstance(name, Organization) else "")
        if group.et_al:
            yield tag, "et al."


def _role_tag(role: str, kind: str) -> str | None:
    if role == "editor" and kind in _IN_CONTAINER | {"book", "report"}:
        return "A2"
    tags = {"author": "AU", "editor": "ED", "translator": "A4", "collection-editor": "A3"}
    return tags.get(role)


def _written_dates(ref: Reference) -> Iterator[tuple[str, str]]:
    if isinstance(ref.issued, Date):
        yield "PY", str(ref.issued.year)
        if ref.issued.month or ref.issued.season:
            yield "DA", iso(ref.issued).replace("-", "/")
    elif isinstance(ref.issued, Literal):
        yield "PY", ref.issued.text
    if isinstance(ref.accessed, Date):
        yield "Y2", iso(ref.accessed).replace("-", "/")
    elif isinstance(ref.accessed, Literal):
        yield "Y2", ref.accessed.text


def _written_pages(ref: Reference) -> Iterator[tuple[str, str]]:
    page = ref.pages[0] if len(ref.pages) == 1 else None
    # SP alone is the number of pages of a book.
    if isinstance(page, PageRange) and (page.first != page.last or ref.type == "book"):
        yield "SP", page.first
        yield "EP", page.last
    elif article_number(ref):
        yield "C7", article_number(ref)
    else:
        yield "SP", pages_text(ref.pages, "-")
    if not ref.pages and ref.type == "book":
        yield "SP", ref.number_of_pages


def _also_held(ref: Reference) -> frozenset[str]:
    return frozenset({"number_of_pages"} if ref.type == "book" and not ref.pages else ())


def _other_losses(key: str, ref: Reference) -> Iterator[str]:
    if ref.type not in _WRITTEN_TYPES:
        yield f'{key}: RIS has no type for "{ref.type}"; written as GEN'
    for group in ref.contributors:
        if _role_tag(group.role, ref.type) is None:
            yield f"{key}: RIS has no tag for names in the role {group.role}"
    held = {"doi", "pmid", "pmcid", "issn", "isbn"}
    for scheme in sorted({each.scheme for each in ref.identifiers} - held):
        yield f"{key}: RIS has no tag for the identifier {scheme}"
    if ref.number and issue_text(ref) and not article_number(ref):
        yield f"{key}: RIS has one tag for issue and number; the number is left out"
    date = ref.issued
    if isinstance(date, Date) and (date.end_year or date.end_month or date.end_day or date.circa):
        yield f"{key}: RIS holds the beginning of the date alone"
    if isinstance(date, Date) and date.letter:
        yield f'{key}: RIS has no tag for the letter of the date, "{date.letter}"'
