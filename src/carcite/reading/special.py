"""Patents, reports, theses, talks and newspapers: kinds with an order of their own.

ICMJE samples 24 ("Scientific or technical report") to 30 ("Legal material"); Citing Medicine 2nd
ed., ch. 4, 6 and 8; laws stand in `laws`.
"""

from __future__ import annotations

import re

from carcite.authorities.months import month_number
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_date, put_pages, put_title
from carcite.reading.parts.title_marks import THESIS_WORDS
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of


def put_title_before(draft: Draft, start: int, match: re.Match[str]) -> None:
    """Keep the title before a match that begins with its stop; "?" and "!" are the title's own."""
    put_title(draft, start, match.start() + (draft.plain[match.start()] in "?!"))


# Takes ". 2020. 178 p. Tese (Doutorado em Ciencia) - Universidade Federal, Florianopolis, 2020.",
# as ABNT NBR 6023 has theses printed.
_THESIS = pattern(
    rf"[.?!]\ (?:(?P<early>{YEAR})\.\ )?(?:(?P<length>\d{{1,4}})\ ?[pf]\.\ )?"
    r"(?P<genre>(?:Tese|Dissertacao|Monografia|Trabalho\ de\ [Cc]onclusao\ de\ [Cc]urso|Tesis|"
    r"Thesis|Dissertation)\ \([^()]{3,80}\))[.,]?\ (?:-\ )?(?P<school>[A-Z][^;:]{5,150}?),\ "
    rf"(?P<place>[A-Z][A-Za-z .'-]{{2,30}}),\ (?P<year>{YEAR})[.\ ]*\Z"
)


# Takes " (Publication No. 12345) [Doctoral dissertation, University of Leeds]. ProQuest." of APA.
_THESIS_IN_BRACKETS = pattern(
    r"(?:\ \((?:Publication|Order|UMI)\ No\.\ (?P<number>[\w-]{3,20})\))?"
    rf"\ \[(?P<genre>{THESIS_WORDS}),\ (?P<school>[^\[\]]{{4,120}})\]"
    r"(?:\.\ (?P<archive>[A-Z][^.\[\]]{3,100}))?[.\ ]*\Z"
)


def _read_thesis_in_brackets(draft: Draft, start: int, end: int) -> bool:
    match = _THESIS_IN_BRACKETS.search(draft.plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "thesis"
    put_title(draft, start, match.start())
    draft.take("genre", Role.GENRE, *match.span("genre"))
    draft.take("publisher", Role.PUBLISHER, *match.span("school"))
    if match["number"]:
        draft.take("number", Role.NUMBER, *match.span("number"))
        draft.skip(match.start(), match.start("number"))
    if match["archive"]:
        draft.take("note", Role.NOTE, *match.span("archive"))
    return True


def read_thesis(draft: Draft, start: int, end: int) -> bool:
    """Read a thesis that names its degree, school, city and year; tell whether it was one."""
    if "[" in draft.plain and _read_thesis_in_brackets(draft, start, end):
        return True
    match = _THESIS.search(draft.plain, start, end) if "(" in draft.plain else None
    if match is None:
        return False
    draft.fields["type"] = "thesis"
    put_title_before(draft, start, match)
    if match["length"]:
        draft.take("number_of_pages", Role.NUMBER_OF_PAGES, *match.span("length"))
        draft.skip(match.end("length"), match.start("genre"))
    draft.take("genre", Role.GENRE, *match.span("genre"))
    draft.take("publisher", Role.PUBLISHER, *match.span("school"))
    draft.take("publisher_place", Role.PUBLISHER_PLACE, *match.span("place"))
    put_date(draft, match.span("year"), match.span("year"))
    if match["early"] == match["year"]:
        draft.skip(*match.span("early"))
    return True


# Takes "; Novex AG, assignee. " and "; Bayer AG, Anmelder. ": one word behind what owns a patent.
_ASSIGNEE = pattern(
    r"[;.,]?\ ?(?P<name>[A-Z][^;]{2,80}?),\ (?P<label>assignees?|[Aa]nmelder(?:in)?"
    r"|[Ii]nhaber(?:in)?|titulaires?|[Cc]essionnaires?|titular(?:es)?|cessionari[oa]s?"
    r"|applicants?)\.\ ?"
)
# Takes ". 2012" between a title and "US Patent".
_EARLY_DATE = pattern(rf"[.,]\ \(?(?P<date>(?P<year>{YEAR}))\)?\Z")
# Takes ". United States patent US 20020103498. 2002 Aug 1." and ". Patent EP1234567B1. 2010."
_PATENT_END = (
    rf"[.;,]?\ ?(?:(?P<date>(?P<year>{YEAR})(?:\ {LIKE_MONTHS_AND_DAYS})?)"
    r"|(?P<date2>(?:\d{1,2}\.?\ [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\ \d{1,2},)\ "
    rf"(?P<year2>{YEAR})))?[.\ ]*\Z"
)
_PATENT = pattern(
    r"[.;]\ (?P<genre>(?:[A-Z](?:[A-Za-z ]|(?<=[A-Z])\.){1,40}\ )?[Pp]atent"
    r"(?:\ application|schrift|anmeldung)?)"
    r"(?:\ [Nn]o\.?:?|\ [Nn]umber)?\ ?"
    r"(?P<number>(?:[A-Z]{2}\ ?)?\d+(?:[,.\ /-]\d{2,})*(?:\ ?[A-Z]\d?)?)"
    rf"{_PATENT_END}"
)
# Takes ". US8697359B1. 2014 Apr 15." and ". WO 2013/176772 A1. 28 Nov 2013.", no word "patent".
_PATENT_NUMBER = pattern(
    r"[.;]\ (?P<number>(?:US|EP|WO|DE|GB|FR|JP|CN|CA|AU|KR|RU|CH|ES|IT)-?\ ?\d{1,4}"
    rf"(?:[,/\ ]?\d{{2,6}}){{1,4}}\ ?(?:[ABCTUEY]\d?)?)(?=[.;,]\ ){_PATENT_END}"
)


_OFFICE = pattern(
    one_of((". US", ". EP", ". WO", ". DE", ". GB", ". FR", ". JP", ". CN", ". CA", ". AU", ". KR"))
)


def read_patent(draft: Draft, start: int, end: int) -> bool:
    """Read a patent behind its inventors; tell whether the entry was one."""
    plain = draft.plain
    match = None
    if "atent" in plain:
        match = _PATENT.search(plain, start, end)
    elif _OFFICE.search(plain):
        match = _PATENT_NUMBER.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "patent"
    assignee = _ASSIGNEE.match(plain, start, match.start())
    if assignee:
        draft.add_body(*assignee.span("name"), "assignee")
        draft.mark(Role.CONTRIBUTOR_LABEL, *assignee.span("label"))
        start = assignee.end()
    before = _EARLY_DATE.search(plain, start, match.start())
    put_title(draft, start, before.start() if before else match.start())
    if "genre" in match.re.groupindex:
        draft.take("genre", Role.GENRE, *match.span("genre"))
    draft.take("number", Role.NUMBER, *match.span("number"))
    if match["year"]:
        put_date(draft, match.span("year"), match.span("date"))
    elif match["year2"]:
        put_date(draft, match.span("year2"), match.span("date2"))
    elif before:
        put_date(draft, before.span("year"), before.span("date"))
    return True


# Takes ". The Washington Post. 2002 Aug 12;Sect. A:2 (col. 4)." and ". BMJ. 2021 Feb 3;News:7."
_NEWSPAPER = pattern(
    rf"[.?!]\ (?P<name>[A-Z][^.;:]{{2,80}}?)(?:\ \([^()]{{2,30}}\))?\.?\ (?P<date>(?P<year>{YEAR}"
    rf")(?:\ {LIKE_MONTHS_AND_DAYS})?);\ ?"
    r"(?P<section>Sect(?:ion|\.)\ ?[\w]{1,12}|(?<=\d;)(?!Suppl?|Spec|Part|Pt|Abstr)[A-Z]"
    r"[A-Za-z&]{2,15}(?:\ [A-Za-z&]{1,12}){0,2}):\ ?(?P<pages>[A-Z]?\d+(?:-\d+)?)"
    r"(?:\ \((?P<column>col\.\ ?\d+)\))?[.\ ]*\Z"
)
_SECTION = pattern(r";(?<=\d;)\ ?[A-Z][a-z]")


def read_newspaper(draft: Draft, start: int, end: int) -> bool:
    """Read a newspaper article behind its authors; tell whether the entry was one."""
    plain = draft.plain
    if not _SECTION.search(plain, start, end):
        return False
    match = _NEWSPAPER.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "article-newspaper"
    put_title_before(draft, start, match)
    put_container(draft, *match.span("name"))
    put_date(draft, match.span("year"), match.span("date"))
    draft.take("part", Role.PART, *match.span("section"))
    put_pages(draft, *match.span("pages"))
    if match["column"]:
        draft.take("note", Role.NOTE, *match.span("column"))
    return True


_DAYS = rf"{YEAR}(?:\ {LIKE_MONTHS_AND_DAYS})?|{LIKE_MONTHS_AND_DAYS},?\ {YEAR}"
# Takes ". Poster presented at: 31st Congress; July 9-12, 2021; Vienna, Austria." of AMA.
_TALK = pattern(
    r"[.?!]\ (?:(?P<genre>(?:[A-Z][a-z]+\ )?(?:[Pp]oster|[Pp]aper|[Aa]bstract|[Ll]ecture|[Tt]alk|"
    r"[Pp]resentation|[Ww]orkshop)(?:\ session)?)\ (?:(?:presented|given|held)\ at:?|at:)|"
    r"(?P<verb>Presented|Given|Delivered)\ at:?)\ "
    r"(?:the\ )?"
    rf"(?P<event>[^;]{{3,200}});\ (?P<date>{_DAYS})(?:;\ (?P<place>[A-Z][^;:\d]{{2,60}}?))?[.\ ]*\Z"
)
# Takes ". Presented at the 5th Congress on Wards, Oslo, Norway, May 3-5, 2012."
_TALK_WITH_COMMAS = pattern(
    r"[.?!]\ (?:(?P<genre>[A-Z][A-Za-z]*(?:\ [a-z]+)?)\ presented\ at|(?P<verb>Presented\ at)):?\ "
    r"(?:the\ )?(?P<event>[^;.,]{3,120}),\ (?:(?P<place>[A-Z][A-Za-z .,'-]{2,60}?),\ )?"
    rf"(?P<date>{_DAYS})[.\ ]*\Z"
)
_ANY_YEAR = pattern(YEAR)


def read_talk(draft: Draft, start: int, end: int) -> bool:
    """Read a talk or poster behind its speakers; tell whether the entry was one."""
    plain = draft.plain
    match = _TALK.search(plain, start, end) if " at" in plain else None
    if match is None and "resented at" in plain:
        match = _TALK_WITH_COMMAS.search(plain, start, end)
    if match is None:
        return _read_congress(draft, start, end)
    draft.fields["type"] = "speech"
    put_title_before(draft, start, match)
    if match["genre"]:
        draft.take("genre", Role.GENRE, *match.span("genre"))
    draft.take("event_title", Role.EVENT, *match.span("event"))
    year = _ANY_YEAR.search(plain, *match.span("date"))
    if year:
        put_date(draft, year.span(), match.span("date"))
    if match["place"]:
        draft.take("event_place", Role.EVENT, *match.span("place"))
    head = match.end("genre") if match["genre"] else match.start("verb")
    draft.skip(head, match.start("event"))
    return True


# Takes ". Vortrag auf dem Schmerzkongress; 17.-20. Oktober 2018; Mannheim." in whatever language: a
# day or days between two semicolons, and a place that ends the entry.
_CONGRESS = pattern(
    r"[.?!]\ (?P<event>[A-Z0-9](?:[^;.]|(?<=\d)\.|\.(?!\ [A-Z0-9])){5,200}+);\ (?P<date>"
    r"(?:\d{1,2}\.?(?:\ ?[-/]\ ?\d{1,2}\.?)?\ (?:de\ )?)?(?P<month>[A-Za-z]{3,10})\.?"
    rf"(?:\ \d{{1,2}}(?:\ ?-\ ?\d{{1,2}})?,)?\ (?:de\ )?(?P<year>{YEAR})"
    rf"|(?P<year2>{YEAR})\ [A-Z][a-z]{{2}}\ \d{{1,2}}(?:-\d{{1,2}})?);\ "
    r"(?P<place>[A-Z][^;:\d]{2,60}?)[.\ ]*\Z"
)


def _read_congress(draft: Draft, start: int, end: int) -> bool:
    """Read a talk by the congress, its days and its place at the end."""
    plain = draft.plain
    if plain.count("; ", start, end) < 2 or not draft.fields.get("contributors"):
        return False
    match = _CONGRESS.search(plain, start, end)
    if match is None or ": " in plain[match.end("date") : end]:
        return False
    month = match["month"]
    if month and not month_number(month):
        return False
    draft.fields["type"] = "speech"
    put_title_before(draft, start, match)
    draft.take("event_title", Role.EVENT, *match.span("event"))
    put_date(draft, match.span("year" if month else "year2"), match.span("date"))
    draft.take("event_place", Role.EVENT, *match.span("place"))
    return True


# Takes ". Report No.: LBNL49574. Contract No.: DEAC0376SF00098."
_REPORT = pattern(
    r"[.;,]\ (?:Report|Publication|Technical\ [Rr]eport|Document|DHHS\ [Pp]ublication|"
    r"NIH\ [Pp]ublication|WHO\ [Dd]ocument)\ "
    r"[Nn](?:o|umber)\.?:?\ ?(?P<number>[^.;]{2,60}?)(?=[.;]\ |[.;]?\ *\Z)"
)
_CONTRACT = pattern(
    r"[.;]\ (?P<contract>(?:Contract|Grant)\ No\.?:?\ ?[^.;]{2,60}?)(?=[.;]\ |[.;]?\ *\Z)"
)


def read_report_numbers(draft: Draft, start: int, end: int) -> int:
    """Read the numbers behind a report and return where the citation ends before them."""
    plain = draft.plain
    if " No" not in plain and " number" not in plain:
        return end
    match = _REPORT.search(plain, start, end)
    if match is None:
        contract = _CONTRACT.search(plain, start, end)
        if contract is None:
            return end
        draft.take("note", Role.NOTE, *contract.span("contract"))
        return contract.start() + 1
    draft.fields["type"] = "report"
    draft.take("number", Role.NUMBER, *match.span("number"))
    contract = _CONTRACT.search(plain, match.end(), end)
    if contract:
        draft.take("note", Role.NOTE, *contract.span("contract"))
    draft.skip(match.start(), match.start("number"))
    return match.start() + 1


# Takes ". Proceedings of the 5th Conference; 2001 Sep 13-15; Leeds, UK" at the end of a title.
_EVENT = pattern(
    rf"(?:\.\ (?P<event>[A-Z0-9][^.;]{{5,250}}))?[;,]\ (?P<date>{_DAYS});\ "
    r"(?P<place>[A-Z][^;:\d]{2,60})\Z"
)


def event_at_end(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return the match of a conference at the end of a title: its name, date and place."""
    return _EVENT.search(plain, start, end)


_EVENTS = (
    "Proceedings", "Proc", "Conference", "Symposium", "Congress", "Workshop", "Meeting", "Advances",
    "Kongress", "Congreso", "Congresso", "Congres", "Tagung", "Jornadas",
)  # fmt: skip
_EVENT_WORD = pattern(one_of(_EVENTS))
# Takes ". Proceedings of the Ward Conference; 2016." and ". Congress on Wards; 2015: Springer. p.
# 234-41", as reference managers print papers of a conference in Vancouver style.
_CONFERENCE = pattern(
    rf"[.?!]\ (?P<event>(?!In\b)(?=[^.;]{{0,200}}\b(?:{one_of(_EVENTS)})\b)"
    r"[A-Z0-9][^.;]{5,250});\ "
    rf"(?P<date>(?P<year>{YEAR})(?:\ {LIKE_MONTHS_AND_DAYS})?)"
    r"(?:;\ (?P<place>[A-Z][^;:.\d]{2,60}))?(?::\ ?(?P<publisher>[A-Z][^;:.\d]{1,60}))?"
    r"(?:[.;:,]\ ?(?P<label>pp?\.\ ?)?(?P<pages>\d+-\d+))?[.\ ]*\Z"
)


def read_conference(draft: Draft, start: int, end: int) -> bool:
    """Read a paper behind its authors, in the proceedings of a conference; tell whether it is."""
    plain = draft.plain
    if "; " not in plain or not _EVENT_WORD.search(plain, start, end):
        return False
    match = _CONFERENCE.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "paper-conference"
    put_title_before(draft, start, match)
    put_container(draft, *match.span("event"))
    put_date(draft, match.span("year"), match.span("date"))
    if match["place"]:
        draft.take("event_place", Role.EVENT, *match.span("place"))
    if match["publisher"]:
        draft.take("publisher", Role.PUBLISHER, *match.span("publisher"))
    if match["pages"]:
        put_pages(draft, *match.span("pages"))
    if match["label"]:
        draft.skip(*match.span("label"))
    return True


# Takes "ISO 10993-5:2009. ", "DIN EN ISO 13485:2016-08. " and "ASTM F2077-18, " at the head: who
# sets a standard, in capitals, and its number; refuses "HIV 1 in Wards".
_STANDARD = pattern(
    r"(?P<number>(?:ISO|IEC|ASTM|ANSI|DIN|EN|BS|NF|UNE|JIS|ABNT|NBR|IEEE|ASME|GOST|VDI|CSA|AAMI|GB)"
    r"(?:[/\ ](?:[A-Z]{1,5}))*\ ?[A-Z]{0,2}-?\d{2,6}(?:[-.]\d{1,4}){0,3}"
    r"(?::(?P<year>(?:19|20)\d\d)(?:-\d\d)?)?)[.,:]?\ (?=[A-Z])"
)


def read_standard(draft: Draft, start: int) -> int:
    """Read the number of a standard that stands first; return where its title begins."""
    head = draft.plain[start : start + 2]
    match = _STANDARD.match(draft.plain, start) if head.isupper() else None
    if match is None:
        return start
    draft.fields["type"] = "standard"
    draft.take("number", Role.NUMBER, *match.span("number"))
    if match["year"]:
        draft.fields["issued"] = Date(int(match["year"]))
    return match.end()
