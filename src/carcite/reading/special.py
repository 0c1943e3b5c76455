"""Laws, patents, reports and newspapers: kinds with an order of their own.

ICMJE samples 24 ("Scientific or technical report") to 30 ("Legal material"); Citing Medicine 2nd
ed., ch. 4, 6 and 8; the legal forms are those of the Bluebook, which the samples follow.
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.model.names import Contributors, Organization
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_date, put_pages, put_title
from carcite.reading.parts.locators import PAGES
from carcite.text.pattern import pattern

_LEGAL_HINTS = (
    "Pub. L",
    "C.F.R",
    "Cong.",
    "U.S.C",
    "Stat.",
    "Fed. Reg",
    "BGBl",
    "Pub L",
    " CFR ",
    " USC ",
)
# Takes ", Pub. L. No. 107-9, 115 Stat. 11 (May 24, 2001)." and ", 21 C.F.R. Sect. 870.4430 (2002)."
_LEGAL = pattern(
    r"(?P<title>[^,]{4,400}(?:,(?!\ (?:Pub|S\.|H\.|H\.R|\d))[^,]{1,200}){0,4}),\ "
    r"(?P<number>(?P<kind>Pub\.?\ L|S\.\ |H\.\ ?R|\d+\ ?C\.?F\.?R|\d+\ U\.?S\.?C|\d+(?:th|st|nd|"
    r"rd)\ Cong|\d+\ Fed|BGBl)[^()]{2,120}?)\ ?"
    rf"\((?P<date>(?:{LIKE_MONTHS_AND_DAYS},?\ )?(?P<year>{YEAR}))\)\.?\ *\Z"
)


def read_law(draft: Draft, end: int) -> bool:
    """Read an act, a bill, a regulation or a hearing; tell whether the entry was one."""
    plain = draft.plain
    if _ACT.search(plain, max(0, end - 60), end):
        draft.fields["type"] = "legislation"
    if not any(hint in plain for hint in _LEGAL_HINTS):
        return False
    match = _LEGAL.match(plain, 0, end)
    if match is None:
        return False
    kind = match["kind"]
    if "Hearing Before" in match["title"] or "Hearings Before" in match["title"]:
        draft.fields["type"] = "hearing"
    elif kind.startswith(("S.", "H.")):
        draft.fields["type"] = "bill"
    elif "F" in kind:
        draft.fields["type"] = "regulation"
    else:
        draft.fields["type"] = "legislation"
    draft.take("title", Role.TITLE, *match.span("title"))
    draft.take("number", Role.NUMBER, *match.span("number"))
    put_date(draft, match.span("year"), match.span("date"))
    return True


# Takes "Mental Health Act No. 12 of 2014." and "Gesetz Nr. 3 von 2001."
_ACT = pattern(
    r"\b(?:Act|Law|Bill|Code|Ordinance|Decree|Directive|Constitution|Lei|Ley|Loi|Gesetz|Decreto|"
    r"Legge|Kanun)\b(?:,?\ (?:No\.?|Nr\.?|[Nn]o?\.?)\ ?[\d./]+)?,?\ (?:of\ |von\ |de\ |del\ |di\ )?"
    rf"(?:{YEAR})\.?\ *\Z"
)
# Takes ". Diario Oficial da Uniao. 22 set 2017;Secao 1:68."
_GAZETTE = pattern(
    r"[.?!]\ (?P<name>(?:Diario\ Oficial|Official\ Journal|Journal\ [Oo]fficiel|Boletin\ Oficial|"
    r"Gazzetta\ Ufficiale|Bundesgesetzblatt|BGBl|Federal\ Register|Staatsblad|Resmi\ Gazete|"
    r"Dziennik\ Ustaw|Government\ Gazette|[A-Z][a-z]+\ Gazette)[^.;:\d]{0,80}?)[.,]?\ "
    rf"(?P<date>(?:\d{{1,2}}\ (?:de\ )?[A-Za-z]{{3,10}}\.?\ (?:de\ )?)?(?P<year>{YEAR})"
    rf"(?:\ {LIKE_MONTHS_AND_DAYS})?)"
    rf"(?:[;,]\ ?(?P<section>[A-Z][^:;]{{1,40}}?))?(?:[:,]\ ?(?:p\.\ ?)?(?P<pages>{PAGES}))?"
    r"[.\ ]*\Z"
)


def _put_title_before(draft: Draft, start: int, match: re.Match[str]) -> None:
    """Keep the title before a match that begins with its stop; "?" and "!" are the title's own."""
    put_title(draft, start, match.start() + (draft.plain[match.start()] in "?!"))


def read_gazette(draft: Draft, start: int, end: int) -> bool:
    """Read an act as a gazette printed it; tell whether the entry was one."""
    match = _GAZETTE.search(draft.plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "legislation"
    _put_title_before(draft, start, match)
    put_container(draft, *match.span("name"))
    put_date(draft, match.span("year"), match.span("date"))
    if match["section"]:
        draft.take("part", Role.PART, *match.span("section"))
    if match["pages"]:
        put_pages(draft, *match.span("pages"))
    return True


# Takes ". 2020. 178 p. Tese (Doutorado em Ciencia) - Universidade Federal, Florianopolis, 2020.",
# as ABNT NBR 6023 has theses printed.
_THESIS = pattern(
    rf"[.?!]\ (?:(?P<early>{YEAR})\.\ )?(?:(?P<length>\d{{1,4}})\ ?[pf]\.\ )?"
    r"(?P<genre>(?:Tese|Dissertacao|Monografia|Trabalho\ de\ [Cc]onclusao\ de\ [Cc]urso|Tesis|"
    r"Thesis|Dissertation)\ \([^()]{3,80}\))[.,]?\ (?:-\ )?(?P<school>[A-Z][^;:]{5,150}?),\ "
    rf"(?P<place>[A-Z][A-Za-z .'-]{{2,30}}),\ (?P<year>{YEAR})[.\ ]*\Z"
)


def read_thesis(draft: Draft, start: int, end: int) -> bool:
    """Read a thesis that names its degree, school, city and year; tell whether it was one."""
    match = _THESIS.search(draft.plain, start, end) if "(" in draft.plain else None
    if match is None:
        return False
    draft.fields["type"] = "thesis"
    _put_title_before(draft, start, match)
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


_ASSIGNEE = pattern(r"[;.,]?\ ?(?P<name>[A-Z][^;]{2,80}?),\ (?P<label>assignees?)\.\ ?")
# Takes ". United States patent US 20020103498. 2002 Aug 1." and ". Patent EP1234567B1. 2010."
_PATENT = pattern(
    rf"[.;]\ (?P<genre>(?:[A-Z](?:[A-Za-z ]|(?<=[A-Z])\.){{1,40}}\ )?[Pp]atent"
    r"(?:\ application|schrift)?)"
    r"(?:\ [Nn]o\.?:?|\ [Nn]umber)?\ ?"
    r"(?P<number>(?:[A-Z]{2}\ ?)?\d+(?:[,.\ /]\d{3,})*(?:\ ?[A-Z]\d?)?)"
    rf"[.;,]?\ ?(?:(?P<date>(?P<year>{YEAR})(?:\ {LIKE_MONTHS_AND_DAYS})?)"
    r"|(?P<date2>(?:\d{1,2}\ [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\ \d{1,2},)\ "
    rf"(?P<year2>{YEAR})))?"
    r"[.\ ]*\Z"
)


def read_patent(draft: Draft, start: int, end: int) -> bool:
    """Read a patent behind its inventors; tell whether the entry was one."""
    plain = draft.plain
    if "atent" not in plain:
        return False
    match = _PATENT.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "patent"
    assignee = _ASSIGNEE.match(plain, start, match.start())
    if assignee:
        draft.mark(Role.ORGANIZATION, *assignee.span("name"))
        draft.mark(Role.CONTRIBUTOR_LABEL, *assignee.span("label"))
        name = draft.clean[slice(*assignee.span("name"))]
        draft.add_names(Contributors((Organization(name),), "assignee"))
        start = assignee.end()
    put_title(draft, start, match.start())
    draft.take("genre", Role.GENRE, *match.span("genre"))
    draft.take("number", Role.NUMBER, *match.span("number"))
    if match["year"]:
        put_date(draft, match.span("year"), match.span("date"))
    elif match["year2"]:
        put_date(draft, match.span("year2"), match.span("date2"))
    return True


# Takes ". The Washington Post. 2002 Aug 12;Sect. A:2 (col. 4)."
_NEWSPAPER = pattern(
    rf"[.?!]\ (?P<name>[A-Z][^.;:]{{2,80}}?)(?:\ \([^()]{{2,30}}\))?\.?\ (?P<date>(?P<year>{YEAR}"
    rf")(?:\ {LIKE_MONTHS_AND_DAYS})?);\ ?"
    r"(?P<section>Sect(?:ion|\.)\ ?[\w]{1,12}):\ ?(?P<pages>[A-Z]?\d+(?:-\d+)?)"
    r"(?:\ \((?P<column>col\.\ ?\d+)\))?[.\ ]*\Z"
)


def read_newspaper(draft: Draft, start: int, end: int) -> bool:
    """Read a newspaper article behind its authors; tell whether the entry was one."""
    plain = draft.plain
    if "Sect" not in plain:
        return False
    match = _NEWSPAPER.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "article-newspaper"
    _put_title_before(draft, start, match)
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
_ANY_YEAR = pattern(YEAR)


def read_talk(draft: Draft, start: int, end: int) -> bool:
    """Read a talk or poster behind its speakers; tell whether the entry was one."""
    plain = draft.plain
    if " at" not in plain:
        return False
    match = _TALK.search(plain, start, end)
    if match is None:
        return False
    draft.fields["type"] = "speech"
    _put_title_before(draft, start, match)
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
