"""The fields and entry types of BibTeX and BibLaTeX, to a reference.

Types and fields: "BibTeXing" (Patashnik 1988), section 3, and the biblatex manual 3.19, sections
2.1 and 2.2, with the fields that PubMed, Zotero and JabRef add (pmid, pmcid).

>>> draft = RecordDraft("", 0)
>>> fill(draft, "inbook", {"booktitle": ("Harrison's", None), "year": ("2015", None)})
>>> draft.reference().type, draft.reference().container_title
('chapter', "Harrison's")
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from carcite.authorities.months import month_number, season_number
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.parts.records import RecordDraft, read_date
from carcite.text.pattern import pattern
from carcite.text.span import Span

Fields = Mapping[str, tuple[str, Span | None]]

CSL_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal", "periodical": "periodical", "book": "book",
        "mvbook": "book", "collection": "book", "mvcollection": "book", "booklet": "pamphlet",
        "inbook": "chapter", "bookinbook": "chapter", "incollection": "chapter",
        "suppbook": "chapter", "inreference": "entry", "reference": "book",
        "inproceedings": "paper-conference", "conference": "paper-conference",
        "proceedings": "book", "mvproceedings": "book", "manual": "report",
        "techreport": "report", "report": "report", "standard": "standard",
        "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
        "bathesis": "thesis", "patent": "patent", "dataset": "dataset", "data": "dataset",
        "software": "software", "online": "webpage", "electronic": "webpage", "www": "webpage",
        "webpage": "webpage", "unpublished": "manuscript", "movie": "motion_picture",
        "video": "motion_picture", "audio": "song", "legislation": "legislation",
        "jurisdiction": "legal_case", "letter": "personal_communication", "misc": "document",
    }
)  # fmt: skip
_SUBTYPES = {
    "newspaper": "article-newspaper", "magazine": "article-magazine", "preprint": "article",
}  # fmt: skip
# Fields that say one thing alone: BibTeX's name, Reference's name, the role of its mark.
_SIMPLE = (
    ("titleaddon", "title_note", Role.TITLE_NOTE),
    ("origtitle", "original_title", Role.ORIGINAL_TITLE),
    ("series", "collection_title", Role.COLLECTION_TITLE),
    ("edition", "edition", Role.EDITION),
    ("part", "part", Role.PART),
    ("pagetotal", "number_of_pages", Role.NUMBER_OF_PAGES),
    ("numpages", "number_of_pages", Role.NUMBER_OF_PAGES),
    ("publisher", "publisher", Role.PUBLISHER),
    ("organization", "publisher", Role.PUBLISHER),
    ("institution", "publisher", Role.PUBLISHER),
    ("school", "publisher", Role.PUBLISHER),
    ("location", "publisher_place", Role.PUBLISHER_PLACE),
    ("address", "publisher_place", Role.PUBLISHER_PLACE),
    ("eventtitle", "event_title", Role.EVENT),
    ("venue", "event_place", Role.EVENT),
    ("pubstate", "status", Role.STATUS),
    ("language", "language", Role.LANGUAGE),
    ("langid", "language", Role.LANGUAGE),
    ("type", "genre", Role.GENRE),
    ("howpublished", "medium", Role.MEDIUM),
    ("url", "url", Role.URL),
    ("note", "note", Role.NOTE),
)
_ARXIV = pattern(r"(?:arxiv:\s*+)?(\d{4}\.\d{4,5}|[a-z-]++(?:\.[A-Z]{2})?+/\d{7})(?:v\d++)?", re.I)
_BARE_URL = pattern(r"(?:\\url\{)?(https?://[^\s{}]++)\}?")


def fill(draft: RecordDraft, kind: str, fields: Fields) -> None:
    """Put the fields of one entry, LaTeX decoded, into the draft of its reference."""
    subtype = fields.get("entrysubtype", ("", None))[0]
    draft.put("type", _SUBTYPES.get(subtype) or _csl_type(kind, fields))
    _put_titles(draft, fields)
    _put_dates(draft, fields)
    _put_numbers(draft, kind, fields)
    _put_identifiers(draft, fields)
    if kind in ("mastersthesis", "phdthesis") and "type" not in fields:
        draft.put("genre", "Master's thesis" if kind == "mastersthesis" else "PhD thesis")
    for name, target, role in _SIMPLE:
        value, at = fields.get(name, ("", None))
        address = _BARE_URL.fullmatch(value)
        if name in ("howpublished", "note") and address:
            draft.put("url", address[1], Role.URL, at)
        elif value:
            draft.put(target, value, role, at)


def _csl_type(kind: str, fields: Fields) -> str:
    if kind == "misc":
        if "eprint" in fields or fields.get("type", ("", None))[0].lower() == "preprint":
            return "article"
        if "howpublished" in fields or "url" in fields:
            return "webpage"
    return CSL_TYPES.get(kind, "document")


def _put_titles(draft: RecordDraft, fields: Fields) -> None:
    title, at = fields.get("title", ("", None))
    subtitle = fields.get("subtitle", ("", None))[0]
    if title and subtitle:
        title = f"{title} {subtitle}" if title.endswith(("?", "!", ":")) else f"{title}: {subtitle}"
    draft.put("title", title, Role.TITLE, at)
    for name in ("journal", "journaltitle", "booktitle", "maintitle", "shortjournal"):
        value, at = fields.get(name, ("", None))
        draft.put("container_title", value, Role.CONTAINER_TITLE, at)


def _put_dates(draft: RecordDraft, fields: Fields) -> None:
    date, at = fields.get("date", ("", None))
    year, year_at = fields.get("year", ("", None))
    if date:
        found = read_date(date.rstrip("~?%"))
        if isinstance(found, Date) and date.endswith(("~", "%")):
            found = Date(*_date_values(found), circa=True)
        draft.put("issued", found, Role.DATE, at)
    elif year:
        draft.put("issued", _year_and_month(year, fields), Role.YEAR, year_at)
        draft.mark(Role.MONTH, fields.get("month", ("", None))[1])
        draft.mark(Role.DAY, fields.get("day", ("", None))[1])
    for name, target in (("urldate", "accessed"), ("eventdate", "event_date")):
        value, at = fields.get(name, ("", None))
        draft.put(target, read_date(value), Role.DATE, at)


def _date_values(date: Date) -> tuple[int, int | None, int | None, int | None]:
    return date.year, date.month, date.day, date.season


_YEAR = pattern(r"(\d{4})([a-z]?)")
_NUMBER = pattern(r"\d{1,2}")
_DASHES = pattern(r"\s?(?:[-–]+|/)\s?")
# Takes "11", "may", "23--27 May", "Oct. 3-5"; the second figure is the last day.
_DAYS = r"(?:(\d{1,2})(?:\s*[-–]+\s*(\d{1,2}))?)"
_DAY = pattern(rf"(?:{_DAYS}[~.\s]*+)?([^\W\d]++)\.?(?:[~\s]*+{_DAYS})?")


def _year_and_month(year: str, fields: Fields) -> Date | Literal:
    match = _YEAR.fullmatch(year)
    if match is None:
        return Literal(year)
    month, day, last, season = None, None, None, None
    written = fields.get("month", ("", None))[0].strip()
    if _NUMBER.fullmatch(written):
        month = int(written) if 1 <= int(written) <= 12 else None
    elif named := _DAY.fullmatch(written):
        word = named[3]
        month = month_number(word)
        season = None if month else season_number(word)
        day = int(named[1] or named[4] or 0) or None
        last = int(named[2] or named[5] or 0) or None
    elif written:
        # "March--April", "mar/apr": what the plain reader of dates knows beside a year.
        whole = read_date(f"{match[1]} {_DASHES.sub('-', written)}")
        if isinstance(whole, Date) and whole.month:
            return replace(whole, letter=match[2])
    given = fields.get("day", ("", None))[0]
    if given.isdecimal() and len(given) < 4 and 1 <= int(given) <= 31:
        day = int(given)
    if month is None:
        day = last = None
    return Date(int(match[1]), month, day, season=season, end_day=last, letter=match[2])


def _put_numbers(draft: RecordDraft, kind: str, fields: Fields) -> None:
    value, at = fields.get("volume", ("", None))
    draft.put_volume(value, at)
    number, at = fields.get("number", ("", None))
    csl = draft.fields.get("type")
    if csl in ("report", "patent", "standard", "legislation", "dataset", "software"):
        draft.put("number", number, Role.NUMBER, at)
    elif csl not in ("book", "chapter"):  # there it counts the volumes of a series
        draft.put_issue(number, at)
    value, at = fields.get("issue", ("", None))
    draft.put_issue(value, at)
    value, at = fields.get("pages", ("", None))
    draft.put_pages(value, at)
    for name in ("eid", "articleno", "article-number"):
        value, at = fields.get(name, ("", None))
        draft.put_elocator(value, at)


def _put_identifiers(draft: RecordDraft, fields: Fields) -> None:
    value, at = fields.get("doi", ("", None))
    draft.put_doi(value, at)
    for scheme, role in (("pmid", Role.PMID), ("pmcid", Role.PMCID)):
        value, at = fields.get(
            scheme, fields.get("pmc" if scheme == "pmcid" else scheme, ("", None))
        )
        draft.put_identifier(scheme, value, role, at)
    for scheme in ("isbn", "issn"):
        value, at = fields.get(scheme, ("", None))
        draft.put_identifier(scheme, value, Role.IDENTIFIER, at)
    eprint, at = fields.get("eprint", ("", None))
    archive = fields.get("eprinttype", fields.get("archiveprefix", ("", None)))[0].lower()
    match = _ARXIV.fullmatch(eprint)
    if archive == "pubmed":
        draft.put_identifier("pmid", eprint, Role.PMID, at)
    elif match and archive in ("", "arxiv"):
        draft.put_identifier("arxiv", match[1], Role.IDENTIFIER, at)
    elif eprint and archive not in ("", "arxiv"):
        draft.put_identifier(archive, eprint, Role.IDENTIFIER, at)
