"""Laws, bills, decrees and judgments, and the gazettes that print them.

ICMJE samples 29 and 30 ("Legal material"), in the forms of the Bluebook; elsewhere an act is known
by what it is called and numbered: "Ley 41/2002", "Loi n° 2002-303 du 4 mars 2002", "Mental Capacity
Act 2005", "Infektionsschutzgesetz vom 20. Juli 2000".

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("Roe v. Wade, 410 U.S. 113 (1973)."))
>>> read_law(draft, len(draft.clean)), draft.fields["type"], draft.fields["title"]
(True, 'legal_case', 'Roe v. Wade')
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, read_date
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_date, put_pages
from carcite.reading.special import put_title_before
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of

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
    " Cong ",
)
# Takes ", Pub. L. No. 107-9, 115 Stat. 11 (May 24, 2001)." and ", 21 C.F.R. Sect. 870.4430 (2002)."
_LEGAL = pattern(
    r"(?P<title>[^,]{4,400}(?:,(?!\ (?:Pub|S\.|H\.|H\.R|\d))[^,]{1,200}){0,4}),\ "
    r"(?P<number>(?P<kind>Pub\.?\ L|S\.?\ (?=\d)|"
    r"H\.?\ ?R\.?\ |\d+\ ?C\.?F\.?R|\d+\ U\.?S\.?C|\d+(?:th|st|nd|"
    r"rd)\ Cong|\d+\ Fed|BGBl)[^()]{2,120}?)\ ?"
    rf"\((?P<date>(?:{LIKE_MONTHS_AND_DAYS},?\ )?(?P<year>{YEAR}))\)\.?\ *\Z"
)


def read_law(draft: Draft, end: int) -> bool:
    """Read an act, a bill, a regulation or a hearing; tell whether the entry was one."""
    plain = draft.plain
    if _ACT.search(plain, max(0, end - 60), end):
        draft.fields["type"] = "legislation"
    if " v. " in plain or " v " in plain:
        case = _CASE.match(plain, 0, end)
        if case:
            return _put_case(draft, case)
    if not any(hint in plain for hint in _LEGAL_HINTS):
        return False
    match = _LEGAL.match(plain, 0, end)
    if match is None:
        return False
    kind = match["kind"]
    if "Hearing Before" in match["title"] or "Hearings Before" in match["title"]:
        draft.fields["type"] = "hearing"
    elif kind.startswith(("S", "H")):
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


# Takes "Roe v. Wade, 410 U.S. 113 (1973)" and "Montgomery v Lanarkshire [2015] UKSC 11".
_CASE = pattern(
    r"(?P<title>[A-Z][^:;]{1,100}?\ v\.?\ (?:[A-Z]|the\ )[^:;\[]{1,100}?),?\ "
    r"(?:(?P<number>\d+\ [A-Z][A-Za-z.\ ]{1,12}(?:[23]d\ )?\d+)\ "
    rf"\([^()]{{0,20}}?(?P<year>{YEAR})\)|[(\[](?P<year2>{YEAR})[)\]]\ "
    r"(?P<number2>[A-Z0-9][A-Za-z0-9\ ]{1,16}\d+(?:\ \([A-Z][a-z]+\))?))"
    r"[.\ ]*\Z"
)


def _put_case(draft: Draft, match: re.Match[str]) -> bool:
    draft.fields["type"] = "legal_case"
    draft.take("title", Role.TITLE, *match.span("title"))
    number, year = ("number", "year") if match["number"] else ("number2", "year2")
    draft.take("number", Role.NUMBER, *match.span(number))
    put_date(draft, match.span(year), match.span(year))
    draft.skip(match.end(number), match.end())
    return True


_SMALL = r"(?:of|and|the|for|to|in|on|by|&)"
# What a law is called, and behind it its number or its day: "Ley 41/2002", "Loi n° 2002-303".
_CALLED = (
    r"(?:Ley(?:\ Organica|\ Foral)?|Lei(?:\ Complementar)?|Loi|Legge|Real\ Decreto|Decret[oa]?"
    r"|Portaria|Resolucao|Resolucion|Resolution|Orden|Ordenanza|Ordonnance|Arrete"
    r"|Instrucao\ Normativa|Circular|(?:[A-Z][a-z]+\ ){0,3}(?:Directive|Regulation)|Directiva"
    r"|Richtlinie|Verordnung|Reglamento|Regolamento|Reglement|Rozporzadzenie|Ustawa|Zakon(?:on)?"
    r"|Federal'nyj\ zakon|Prikaz|Postanovlenie|Nakaz|Kanun|Yonetmelik|Wet|Besluit"
    r"|Executive\ Order|Statutory\ Instrument|Public\ Law)\b"
    r"(?:[-\ ](?:Ley|Lei|Legge|[Ll]egislativo|[A-Z/]{2,6}|MZ|Minzdrava\ \w+))?"
    r"(?:\ \((?:EU|EC|EEC|UE|CE|EG|EWG)\))?"
    r",?\ (?:(?:[Nn]\.?[or]?\.?|num\.?)\ ?\d|\d[\d./]"
    # Behind a small word a whole day: "Regulation of 14 genes" is no law.
    r"|(?:(?:vom|du|de|del|di|of|z\ dnia|ot|vid|van)\ )?(?:\d{1,2}\.\d{1,2}\.\d{4}"
    rf"|\d{{1,2}}(?:er|st|nd|rd|th|\.)?\ (?:de\ )?[A-Za-z]{{3,12}}\.?,?\ (?:de\ )?{YEAR}))"
)
# Takes "Infektionsschutzgesetz vom 20. Juli 2000", "Gesetz zur Starkung ... vom 17." and "§ 20",
# and the Turkish "6331 sayili Saglik Kanunu".
_PARAGRAPH = r"(?:[A-Z][A-Za-z]{1,5}(?:\ [IVX]+)?,?\ )?\*{1,2}\ ?\d{1,4}[a-z]?\b"
_GERMAN = (
    r"(?:(?:[A-Z][a-z]*)?(?:[Gg]esetz(?:buch)?|[Vv]erordnung|[Oo]rdnung)\b[^.]{0,240}?\ "
    r"(?:vom|in\ der\ Fassung)\ |\d{3,5}\ sayili\b[^.]{0,90}\ Kanun|"
    rf"Sozialgesetzbuch\b|{_PARAGRAPH})"
)
# Takes "Mental Capacity Act 2005", "National Health Act No. 61 of 2003"; refuses
# "Clean Air Act 1990 amendments", which goes on.
_ENGLISH = (
    rf"(?:[A-Z][\w'()-]*,?\ (?:{_SMALL}\ )*){{1,12}}?"
    r"(?:Act|Bill|Code|Ordinance|Regulations|Constitution|Rules)"
    r"(?:\ \([A-Z][A-Za-z\ ]{1,30}\))?(?:,?\ (?:No\.?|Nr\.?)\ ?[\d./]+)?,?\ "
    r"(?:of\ |(?:R\.?)?S\.?[A-Z]{0,2}\.?\ )?"
    rf"{YEAR}(?=[.,;:\[]|\ \(|\ ?\Z)"
)
_STATUTE = pattern(
    rf"(?P<body>(?:[A-Z][^.:;\d]{{1,100}}\.\ ){{0,4}}?)(?P<act>{_CALLED}|{_GERMAN}|{_ENGLISH})"
)
_HINTS = (
    "Act", "Ley", "Lei ", "Loi", "Legge", "ecret", "ortaria", "esolu", "Orden", "Ordon", "Arrete",
    "Instrucao", "Circular", "irecti", "ichtlinie", "erordnung", "egula", "egola", "egla", "egle",
    "gesetz", "Gesetz", "ordnung", "*", "akon", "Ustawa", "Rozporz", "Prikaz", "Postan", "Nakaz",
    "Kanun", "Yonet", "Wet ", "Besluit", "Executive", "Statut", "Public Law", "Code", "Bill",
    "Constitution", "Rules", "sayili",
)  # fmt: skip
_DAY = r"(?:\d{1,2}\.?\ (?:de\ )?[A-Za-z]{3,10}\.?,?\ (?:de\ )?|[A-Z][a-z]{2,8}\ \d{1,2},\ )"
_DAY_OF_ACT = pattern(rf"{_DAY}(?P<year>{YEAR})(?!\d)")
_YEAR_OF_ACT = pattern(rf"(?<!\d){YEAR}(?!\d)")


_OPENING = pattern(_PARAGRAPH)


def begins_with_paragraph(draft: Draft, at: int) -> bool:
    """Tell whether a paragraph of a law opens an entry ("SGB XI § 18c"), and no name does."""
    return "§" in draft.clean[at : at + 16] and _OPENING.match(draft.plain, at) is not None


def read_statute(draft: Draft, start: int, end: int) -> int | None:
    """Read what made an act that no person wrote; return where its title begins, None for no act.

    Whatever stands before the act's own name, a country or a ministry, is its author.
    """
    plain = draft.plain
    if not _HINT.search(plain):
        return None
    match = _STATUTE.match(plain, start, end)
    if match is None:
        return None
    draft.fields["type"] = "legislation"
    first, last = match.span("body")
    if first < last:
        last -= 2
        draft.add_body(first, last, "author")
    return match.start("act")


def date_act(draft: Draft, start: int, end: int) -> None:
    """Take the day or year in an act's name for its date, where no other stands."""
    if "issued" in draft.fields:
        return
    day = _DAY_OF_ACT.search(draft.plain, start, end)
    value = read_date(day[0]) if day else None
    year = _YEAR_OF_ACT.search(draft.plain, start, end)
    if value or year:
        draft.fields["issued"] = value or read_date(year[0])  # type: ignore[index]


# Takes ". Boletin Oficial del Estado, " where numbers and a day follow to the end.
_WORD = r"(?:[A-Z][A-Za-z]{0,4}\.|[A-Z][A-Za-z]*)"
_GAZETTE = pattern(
    rf"(?:[.?!;]\ \(?|\ \()(?P<name>{_WORD}(?:\ (?:{_WORD}|{_SMALL}|d[aeiou]l?|des|la|belge"
    r"|officiel(?:le)?)){0,7}?)[.,;:]?\ "
    r"(?=[\d(]|(?:Se[cz][a-z]*|Teil|Part[es]?|Serie|Jahrgang|[Nn][or]?|num|[SsLC]|[IVX]{1,4})\b)"
)
_PART = pattern(
    rf"(?P<date>(?:{_DAY}|\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?)(?P<year>{YEAR})"
    rf"|(?P<year2>{YEAR})(?!\d)(?:\ {LIKE_MONTHS_AND_DAYS}(?=[;,.)]))?)"
    r"|(?P<part>(?:Se[cz][a-z]*|Teil|Part[es]?|Serie|Series)\.?\ ?[\dIVX]{1,5})|Jahrgang(?=\ )"
    r"|(?P<part2>[IVX]{1,4})(?=\ )"
    r"|(?:[Nn][or]?|num|Nr|No)\b\.?\ ?(?P<issue>\d{1,5})"
    r"|(?<=\()(?P<issue4>\d{1,6})(?=\):)"
    r"|(?<=;)(?P<issue3>\d{1,6})(?=\.?\ *\Z)"
    r"|(?P<volume2>[LC]\ ?\d{1,4})(?=,)"
    r"|(?P<volume>[A-Z]?\ ?\d{1,4})(?:\((?P<issue2>[\w.\ ]{1,12})\))?(?=:)"
    r"|(?:\b(?:pp?|S|pag)\.?\ ?|(?<=:)|(?<=:\ ))(?P<pages>[A-Z]?\d{1,6}(?:-[A-Z]?\d{1,6})?)"
)
_MARKS = pattern(r"[\ ,;:.()]*")


def read_gazette(draft: Draft, start: int, end: int) -> bool:
    """Read an act as a gazette printed it; tell whether its place in one stands at the end."""
    for match in _GAZETTE.finditer(draft.plain, start, end):
        parts = _parts(draft.plain, match.end(), end)
        # "Brasilia; 2012" is a place and a year.
        if parts and (parts.keys() - {"date", "year", "year2"} or " " in match["name"]):
            break
    else:
        return False
    draft.fields["type"] = "legislation"
    put_title_before(draft, start, match)
    put_container(draft, *match.span("name"))
    year = parts.get("year") or parts.get("year2")
    if year:
        put_date(draft, year, parts["date"])
    for name, role in (("volume", Role.VOLUME), ("issue", Role.ISSUE), ("part", Role.PART)):
        span = next((parts[key] for key in parts if key.rstrip("234") == name), None)
        if span:
            draft.take(name, role, *span)
    if "pages" in parts:
        put_pages(draft, *parts["pages"])
    draft.skip(match.end("name"), end)
    return True


def _parts(plain: str, at: int, end: int) -> dict[str, tuple[int, int]]:
    """Return where day, volume, issue, section and pages stand; empty where other words do."""
    found: dict[str, tuple[int, int]] = {}
    while at < end:
        part = _PART.match(plain, at, end)
        if part is None:
            return {}
        for name in part.re.groupindex:
            if part[name]:
                found.setdefault(name, part.span(name))
        after = _MARKS.match(plain, part.end(), end)
        at = after.end() if after else part.end()
    return found


_HINT = pattern(one_of(_HINTS))
