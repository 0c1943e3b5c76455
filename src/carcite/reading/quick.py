"""The commonest shape of all, read at one look: names, title, a known journal, date and pages.

Most entries of biomedicine are journal articles in the plain form of ICMJE's first sample. What has
it to the letter, with a journal of the tables and no word that any other reader asks for, can be
read in one way only, and needs none of their questions; all else is theirs.

>>> text = "June CH, O'Connor RS. CAR T cells at work. Science. 2018;359(6):1361-5."
>>> parse = read_plain(text, None)
>>> parse.reference.container_title, parse.reference.issue
('Science', '6')
>>> read_plain("June CH. Cells. In: Lee B, editor. Work. London: Arnold; 2018. p. 1-5.", None)
"""

from __future__ import annotations

import re

from carcite.authorities.months import ABBREVIATIONS
from carcite.identifiers import doi
from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.layout import Layout, Mark, Role
from carcite.model.locators import Locator
from carcite.model.names import Contributors
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.access import HINTS
from carcite.reading.parts.access_items import item_of
from carcite.reading.parts.dates import read_date
from carcite.reading.parts.draft import SURE
from carcite.reading.parts.fields import is_number
from carcite.reading.parts.locators import Issue, issue_spans, read_issue, read_pages
from carcite.reading.parts.names_plain import (
    BARE_NAMES,
    DOTTED_NAMES,
    IS_DOTTED,
    may_be_bodies,
    read_bare,
    read_dotted,
)
from carcite.reading.parts.organizations import is_body
from carcite.reading.parts.titles import find_border, is_journal, only_cut_risk
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of
from carcite.text.scanner import Scan, scan

_NAMES = rf"(?P<names>{BARE_NAMES})(?:,?\ (?P<others>et\ al(?:\.|(?=:))):?|[.:])\ "
_PERSONS = rf"(?P<names>{DOTTED_NAMES})(?:,?\ (?P<others>et\ al(?:\.|(?=:))):?|[:.,])?\ "
# The stops of "Malus sp. nova", "(Vicia faba L.)" and "1.2" end no title.
_INNER_STOP = r"\.(?=[a-z0-9]|\)(?!\.|\ [A-Z])|\ [a-z])"
_TEXT = r"[^.?!\"\[\]<>]{0,300}"
_JOURNAL = (
    r"(?P<journal>[A-Z][A-Za-z ,&-]{1,70}"
    r"(?:[a-zA-Z]|[a-z]\ \((?:[A-Z][A-Za-z]{2,20}(?:,?\ [A-Z][A-Za-z]{1,12}){0,2}|1985)\))"
    r"|(?:[A-Z](?:[A-Za-z]{0,12})?\.?\ ){1,7}[A-Z][A-Za-z]{0,12})"
    r"(?<!\ Suppl)(?<!\ Vol)(?<!ements)\.?"
)
_WORK = (
    rf"(?P<title>(?:[A-Z](?![a-z]?\.|;)|\d(?!\d{{3}}\b)|[a-z]{{1,3}}[A-Z0-9-]){_TEXT}(?:{_INNER_STOP}{_TEXT}){{0,5}}"
    r"(?<=[a-zA-Z0-9)])(?<!,\ [A-Z])(?:\?|(?=\.)))\.{0,2}\ "
    rf"{_JOURNAL}"
)
# The same whose title is of several sentences; where it ends, `find_border` must say, too.
_WORKS = (
    r"(?P<title>(?:[A-Z](?![a-z]?\.|;)|\d(?!\d{3}\b)|[a-z]{1,3}[A-Z0-9-])[^\"\[\]<>]{12,320}?"
    r"(?<=[a-zA-Z0-9)])(?<!,\ [A-Z])(?:\?|(?=\.)))\.{0,2}\ "
    rf"{_JOURNAL}"
)
_PAGE = r"(?!p{1,2}\d)[A-Za-z]{0,5}\d{1,9}[A-Z]?(?:\.e\d{1,2})?"
_EXTRA = r"(?:[Ss]uppl(?:ement)?|[Pp]t)\.?(?:\ [A-Z0-9]{1,3})?"
_NUMBERS = (
    r"(?P<volume>(?!(?:19|20)\d\d(?![(:]))\d{1,4}[A-Z]?)"
    r"(?:\ ?\((?P<issue>[A-Z]?\d{1,3}(?:[A-Z]|-\d{1,3})?|(?!1[5-9]|20)\d{4}|\d{5}"
    rf"|(?P<extra>(?:\d{{1,3}}\ )?{_EXTRA}))\))?"
    rf"(?:(?::\ ?|,\ (?:pages\ |pp?\.\ ?)?)(?P<pages>{_PAGE}(?:\ ?-\ ?{_PAGE})?))?"
)
_NOTED = r"(?:19|20)\d\d(?:/\d\d/\d\d|\ (?:MONTH)(?:\ \d{1,2})?)".replace(
    "MONTH", "|".join(ABBREVIATIONS[1:])
)
_TAIL = (
    rf"\.?(?:\ Epub\ (?P<epub>{_NOTED})\.?)?"
    r"(?:,?\ (?:(?:doi|DOI):?\ ?)?(?:https?://(?:dx\.)?doi\.org/)?"
    r"(?P<doi>10\.\d{4,9}/[\w./():-]{2,60}[a-zA-Z0-9])\.?)?"
    r"(?:;?\ (?:(?:PubMed\ )?PM[Ii][Dd]|PubMed):\ ?(?P<pmid>\d{4,9})[.;]?)?"
    r"(?:\ (?:PubMed\ Central\ )?PMC[Ii][Dd]:\ ?(?P<pmcid>(?:PMC)?\d{4,9})\.?)?[\ .]{0,2}\Z"
)
_PLACE = _NUMBERS + _TAIL
_MONTH = "|".join(ABBREVIATIONS[1:])
_DATE = (
    r"(?P<open>\()?(?P<date>(?P<year>(?:19|20)\d\d)"
    rf"(?:\ (?P<month>(?:{_MONTH})(?P<range>-(?:{_MONTH}))?)"
    r"(?:\ (?P<day>[123]?\d(?P<days>-[123]?\d)?))?"
    r"|\ (?P<figures>\d{1,2}(?:\ \d{1,2})?)(?=;))?)"
    r"(?(open)\)|(?:[;,]|(?<=\d)\.))\ ?"
)
_YEAR = r"(?:,?\ (?P<others>et\ al\.?))?\ \((?P<year>(?:19|20)\d\d(?P<letter>[a-z])?)\)[.:,]?\ "
# Takes "June CH, Lee B, et al. CAR T cells at work. Science. 2018 Jan 5;359(6):1-5"; refuses what
# has a second stop in its title, marks of another reader, or a word between its parts.
_PLAIN_BARE = pattern(rf"{_NAMES}{_WORK},?\ {_DATE}{_PLACE}")
# Takes the same with its year in front: "June CH, Lee B (2018) CAR T cells. Science 359(6):1-5".
_DATED_BARE = pattern(rf"(?P<names>{BARE_NAMES}){_YEAR}{_WORK},?\ {_PLACE}")
# Takes both with stops behind the initials: "June, C. H. (2018). Cells. Science, 359(6), 1-5".
_PLAIN_DOTTED = pattern(rf"{_PERSONS}{_WORK},?\ {_DATE}{_PLACE}")
_DATED_DOTTED = pattern(rf"(?P<names>{DOTTED_NAMES}){_YEAR}{_WORK},?\ {_PLACE}")
# Takes both with the year at the end: "June, C. H. & Lee, B. Cells. Science 359, 1-5 (2018)."
_LAST = rf"{_WORK},?\ {_NUMBERS}(?:\ (?P<open>\()|,\ )(?P<year>(?:19|20)\d\d)(?(open)\)){_TAIL}"
# Takes it behind the address: "Science 359, 1-5. https://doi.org/10.1000/x (2018)."
_CLOSING = (
    rf"{_WORK},?\ {_NUMBERS}[.,]?\ (?:(?:doi|DOI):?\ ?)?(?:https?://(?:dx\.)?doi\.org/)?"
    r"(?P<doi>10\.\d{4,9}/[\w./():-]{2,60}[a-zA-Z0-9])\ \((?P<year>(?:19|20)\d\d)\)[\ .]{0,2}\Z"
)
_LATE_BARE = pattern(rf"{_NAMES}{_LAST}")
_LATE_DOTTED = pattern(rf"{_PERSONS}{_LAST}")
_YEAR_AT_END = pattern(
    r",\ (?:19|20)\d\d\.?\Z|\((?:19|20)\d\d\)(?:[\ .]{0,2}|\.?\ (?:doi|DOI|http).{1,90})\Z"
)
_PLAIN, _DATED, _LATE, _CLOSED = (
    (_PLAIN_BARE, _PLAIN_DOTTED),
    (_DATED_BARE, _DATED_DOTTED),
    (_LATE_BARE, _LATE_DOTTED),
    (pattern(_NAMES + _CLOSING), pattern(_PERSONS + _CLOSING)),
)
_LOOSE = {
    forms: tuple(pattern(each.pattern.replace(_WORK, _WORKS)) for each in forms)
    for forms in (_PLAIN, _DATED, _LATE, _CLOSED)
}
# Takes the "Rao K, Lind EB. ", "Wheatley, A K., " and "III; Ren D." of more authors, and ". I: ".
_NO_SENTENCE = pattern(
    r"\A(?:(?:[\w'-]+,?\ ){0,4}[A-Z]{1,3}\b[.,]|[A-Z][\w'-]+,?\ [A-Z]{1,3}\b|[IVX]+\b"
    r"|[JS]r\b|[23][nr]d\b)"
    r"|[.?!]\ (?:[A-Z][a-z]?\ ?[:.]|(?:R\ package\ )?[Vv]ersion\b)|\bet\ al\b|\.,"
    # Of another version of the work: "Blood. 2018;12:3. Retraction of: Lee B."
    r"|\d[:;]\ ?\d|\):|\b(?:of|in|on|for|from|to|work|published|by):|\b(?:Sponsor|Support)ed\ by"
)
# Takes what PubMed shows of an article: "Nature. 1970 May 23;226(5247):762-4".
_CITED = pattern(rf"{_JOURNAL}\ {_DATE}{_PLACE}")
_LONGEST_CITED = 150
_WITHOUT_TITLE = round(SURE * 0.5**0.1, 3)
_ASKED_FOR = pattern(
    r"[PpIiEe](?<!\w.)(?:(?:art|ds?|(?<=I)n(?!\ (?:vi|si|ut)))\b|n\ ?:)"
    r"|\A(?:\S{1,30}\ ){0,2}[A-Z]\w{0,4},"
)
_EDITED = pattern(r"\bedit(?:or|ed|e)|\beds?\b")
_WORD_ASKED_FOR = pattern(one_of(HINTS))
"""Words by which another reader asks whether a title is all of it."""
_YEAR_IN_FRONT = pattern(r"\((?<=[A-Zl.]\ \()(?:19|20)\d\d[a-z]?\)[.:,]?\ [A-Z]")
_LONGEST_HEAD = 1000
# Takes the ", Free Radical Bio" of a journal behind a comma.
_JOURNAL_IN_TITLE = pattern(r",\ [A-Z][^\s,]{0,20}(?:\ [A-Z][^\s,]{0,20}){0,4}\Z")
_SMALL_WORD = pattern(r"\ [a-z]{4}")
_LIKE_A_NAME = pattern(r"[A-Z][\w'-]+,?\ [A-Z][A-Za-z]{0,2}\b")
# Takes the name of a conference, and marks without a space: "Ecology,vol".
_ODD_JOURNAL = pattern(r"[CS,&](?:(?<=C)onf|(?<=S)ymp|(?<=[,&])(?!\ ))")
_STRANGE = 0.2
"""Above it the name of an unknown journal has words that no journal has."""
_SHORTEST, _LONGEST_TITLE = 13, 320


_Roles = tuple[tuple[str, Role], ...]
_ROLES: _Roles = (
    ("title", Role.TITLE),
    ("journal", Role.CONTAINER_TITLE),
    ("year", Role.YEAR),
    ("month", Role.MONTH),
    ("day", Role.DAY),
    ("volume", Role.VOLUME),
    ("issue", Role.ISSUE),
    ("pages", Role.PAGE),
    ("epub", Role.DATE),
    ("doi", Role.DOI),
    ("pmid", Role.PMID),
    ("pmcid", Role.PMCID),
)
_DATED_ROLES: _Roles = (_ROLES[2], *_ROLES[:2], *_ROLES[5:])
_CLOSED_ROLES: _Roles = (*_ROLES[:2], *_ROLES[5:8], _ROLES[9], _ROLES[2])
_LATE_ROLES: _Roles = (*_ROLES[:2], *_ROLES[5:8], _ROLES[2], *_ROLES[8:])


def read_plain(text: str, entry: Entry | None, scanned: Scan | None = None) -> Parse | None:
    """Return the parse of an article that has the plain form to the letter; None for all others.

    `scanned` is the text's scan, where it is at hand.
    """
    scanned = scanned or scan(text)
    if scanned.starts is not None:
        return None
    plain, clean = scanned.plain, scanned.clean
    dotted = IS_DOTTED.match(plain) is not None
    if _YEAR_IN_FRONT.search(plain, 0, _LONGEST_HEAD):
        forms, roles = _DATED, _DATED_ROLES
    elif _YEAR_AT_END.search(plain, max(0, len(plain) - 100)):
        forms, roles = _LATE, _LATE_ROLES
        if plain.find(" 10.", -100) > 0 or plain.find("doi", -100) > 0:
            if plain.rstrip(" .")[-1] == ")":
                forms, roles = _CLOSED, _CLOSED_ROLES
    else:
        forms, roles = _PLAIN, _ROLES
    found = forms[dotted].match(plain)
    if found is None and forms is _PLAIN and len(plain) < _LONGEST_CITED:
        return _read_cited(text, entry, clean, _CITED.match(plain))
    if found is None:
        found = _LOOSE[forms][dotted].match(plain)
        if found is None or not _is_sure(found, plain, clean):
            return None
    if _ASKED_FOR.search(title := found["title"]):
        return None
    if found["others"]:
        # A body behind "et al." has no longer word in small letters.
        first = title.partition(". ")[0]
        if not _SMALL_WORD.search(first) and is_body(first):
            return None
    elif plain[found.end("names")] == "," and (is_body(title) or _LIKE_A_NAME.match(title)):
        return None
    start, stop = found.start("title"), found.end("journal")
    lower = plain[start:stop].lower()
    if not _SHORTEST < len(title) < _LONGEST_TITLE:
        return None
    if ("edit" in lower or " ed" in lower or "(ed" in lower) and _EDITED.search(lower):
        return None
    if _WORD_ASKED_FOR.search(lower) and item_of(plain[:stop], start):
        return None
    value = clean[slice(*found.span("doi"))] if found["doi"] else ""
    if value and [each[2] for each in doi.find(value)] != [value]:
        return None
    journal = clean[slice(*found.span("journal"))]
    if forms is _DATED and journal[-1] == ")" and journal[-2].isdigit():
        return None
    if _ODD_JOURNAL.search(journal) or ("," in journal and ". " in title):
        return None
    confidence = SURE
    if not is_journal(journal):
        risk = only_cut_risk(found["journal"])
        if "." in journal or risk > _STRANGE:
            return None
        confidence = round(SURE * 0.5**risk, 3)
    elif ("." in journal or journal in ABBREVIATED) and (
        _has_whole_words(journal) or _JOURNAL_IN_TITLE.search(title)
    ):
        return None
    names, marks = (read_dotted if dotted else read_bare)(found["names"], clean)
    if may_be_bodies(names):
        return None
    if found["others"]:
        _, begin, end = marks[-1]
        if dotted and len(names) == 1 and end - begin == 2 and plain[end] == " ":
            # "June C. et al.": the stop may be the one that the style sets before "et al."
            marks[-1] = (Role.INITIALS, begin, end - 1)
        marks.append((Role.ET_AL, *found.span("others")))
    group = Contributors(names, "author", found["others"] is not None)
    if found["pages"] in (found["year"], None if forms is not _PLAIN else ""):
        return None
    return _parse(text, entry, clean, found, marks, roles, (group,), confidence)


def _is_sure(found: re.Match[str], plain: str, clean: str) -> bool:
    """Tell whether a known journal stands behind a title of several sentences, and no names do."""
    first, stop = found.span("journal")
    if "." in found["journal"] or not is_journal(clean[first:stop]):
        return False
    title = found["title"]
    if _NO_SENTENCE.search(title) or (found["others"] and is_body(title.partition(". ")[0])):
        return False
    border = find_border(plain, clean, found.start("title"), stop)
    return border == (found.end("title"), first, 0.0)


def _read_cited(
    text: str, entry: Entry | None, clean: str, found: re.Match[str] | None
) -> Parse | None:
    """Return the parse of a journal's citation that names neither authors nor title."""
    if found is None or found["doi"] or _ODD_JOURNAL.search(found["journal"]):
        return None
    if not is_journal(clean[slice(*found.span("journal"))]):
        return None
    return _parse(text, entry, clean, found, [], _ROLES[1:], (), _WITHOUT_TITLE)


def _parse(
    text: str,
    entry: Entry | None,
    clean: str,
    found: re.Match[str],
    marks: list[Mark],
    roles: _Roles,
    contributors: tuple[Contributors, ...],
    confidence: float,
) -> Parse:
    given = found.groupdict("")
    issued = _issued(given)
    values: dict[str, str] = {}
    for name, role in roles:
        if given[name]:
            start, end = found.span(name)
            marks.append((role, start, end))
            values[name] = clean[start:end]
    issue = values.get("issue", "")
    supplement = part = ""
    if given["extra"]:
        issue, supplement, part = _with_extra(issue, found.start("issue"), marks)
    pages: tuple[Locator, ...] = ()
    if "pages" in values:
        numbered = is_number(issued, issue)
        pages = read_pages(given["pages"], numbered=numbered, clean=values["pages"])
    reference = Reference(
        contributors=contributors,
        title=values.get("title", ""),
        container_title=values["journal"],
        issued=issued,
        volume=given["volume"],
        issue=issue,
        supplement=supplement,
        part=part,
        epub=read_date(given["epub"]) if given.get("epub") else None,
        pages=pages,
        identifiers=tuple([Identifier(each, values[each]) for each in _SCHEMES if each in values]),
    )
    return Parse(reference, Layout(text, tuple(marks)), confidence, (), entry)


_SCHEMES = ("doi", "pmid", "pmcid")


def _issued(given: dict[str, str]) -> Date | None:
    if "date" in given:
        month = given["month"]
        if given["range"] or given["days"] or given["figures"]:
            return read_date(given["date"])
        if month:
            day = int(given["day"]) if given["day"] else None
            return Date(int(given["year"]), ABBREVIATIONS.index(month), day)
        return Date(int(given["year"]))
    return Date(int(given["year"][:4]), letter=given.get("letter", ""))


def _with_extra(text: str, start: int, marks: list[Mark]) -> Issue:
    """Return what stands in the brackets of "(2 Suppl)" and "(Pt 1)", marked as it is there."""
    place = next(at for at, each in enumerate(marks) if each[0] is Role.ISSUE)
    roles = {"issue": Role.ISSUE, "supplement": Role.SUPPLEMENT, "part": Role.PART}
    marks[place : place + 1] = [
        (roles[name], start + first, start + last)
        for name, first, last in issue_spans(text, 0, len(text))
    ]
    return read_issue(text)


def _has_whole_words(journal: str) -> bool:
    """Tell a word that is no abbreviation before a stop inside a name ("Freshwater. Science")."""
    words = [each.rpartition(" ")[2] for each in journal.split(". ")[:-1]]
    return not all(len(word) == 1 or word in ABBREVIATED for word in words)
