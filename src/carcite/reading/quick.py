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
from carcite.model.names import Contributors
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.access import HINTS
from carcite.reading.parts.draft import SURE
from carcite.reading.parts.fields import is_number
from carcite.reading.parts.locators import read_pages
from carcite.reading.parts.names_plain import (
    BARE_NAMES,
    DOTTED_NAMES,
    IS_DOTTED,
    may_be_bodies,
    read_bare,
    read_dotted,
)
from carcite.reading.parts.titles import is_journal, only_cut_risk
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of
from carcite.text.scanner import Scan, scan

_NAMES = rf"(?P<names>{BARE_NAMES})"
_PERSONS = rf"(?P<names>{DOTTED_NAMES})"
# The stops of "Malus sp. nova", "(Vicia faba L.)" and "1.2" end no title.
_INNER_STOP = r"\.(?=[a-z0-9]|\)(?!\.|\ [A-Z])|\ [a-z])"
_TEXT = r"[^.?!\"\[\]<>;]{0,300}"
_JOURNAL = (
    r"(?P<journal>[A-Z][A-Za-z ,&-]{1,70}(?:[a-zA-Z]|[a-z]\ \([A-Z][A-Za-z]{2,20}\))"
    r"|(?:[A-Z](?:[A-Za-z]{2,12})?\.\ ){1,7}[A-Z][A-Za-z]{0,12})"
    r"(?<!\ Suppl)(?<!\ Vol)(?<!ements)\.?"
)
_WORK = (
    rf"(?P<title>(?:[A-Z]|\d(?!\d{{3}}\b)|[a-z]{{1,3}}[A-Z0-9-]){_TEXT}(?:{_INNER_STOP}{_TEXT}){{0,5}}"
    r"(?<=[a-zA-Z0-9)])(?<!,\ [A-Z])(?:\?|(?=\.)))\.?\ "
    rf"{_JOURNAL}"
)
_PAGE = r"[A-Za-z]{0,3}\d{1,7}[A-Z]?(?:\.e\d{1,2})?"
_NUMBERS = (
    r"(?P<volume>(?!(?:19|20)\d\d,)\d{1,4})"
    r"(?:\ ?\((?P<issue>[A-Z]?\d{1,3}(?:[A-Z]|-\d{1,3})?|(?!1[5-9]|20)\d{4})\))?(?::\ ?|,\ )"
    rf"(?P<pages>{_PAGE}(?:\ ?-\ ?{_PAGE})?)"
)
_TAIL = (
    r"\.?(?:\ (?:doi:\ ?|DOI:\ ?|https?://(?:dx\.)?doi\.org/)?"
    r"(?P<doi>10\.\d{4,9}/[\w./()-]{2,60}[a-zA-Z0-9])\.?)?"
    r"(?:\ (?:PubMed\ )?PM[Ii][Dd]:\ ?(?P<pmid>\d{4,9})\.?)?[\ .]{0,2}\Z"
)
_PLACE = _NUMBERS + _TAIL
_DATE = (
    rf"(?P<open>\()?(?P<year>(?:19|20)\d\d)(?:\ (?P<month>{'|'.join(ABBREVIATIONS[1:])})"
    r"(?:\ (?P<day>[12]?\d|3[01]))?)?(?(open)\)|[;,])\ ?"
)
_YEAR = r"(?:,?\ (?P<others>et\ al\.?))?\ \((?P<year>(?:19|20)\d\d)\)[.:]?\ "
# Takes "June CH, Lee B, et al. CAR T cells at work. Science. 2018 Jan 5;359(6):1-5"; refuses what
# has a second stop in its title, marks of another reader, or a word between its parts.
_PLAIN_BARE = pattern(rf"{_NAMES}(?:,?\ (?P<others>et\ al\.)|[.:])\ {_WORK},?\ {_DATE}{_PLACE}")
# Takes the same with its year in front: "June CH, Lee B (2018) CAR T cells. Science 359(6):1-5".
_DATED_BARE = pattern(rf"{_NAMES}{_YEAR}{_WORK},?\ {_PLACE}")
# Takes both with stops behind the initials: "June, C. H. (2018). Cells. Science, 359(6), 1-5".
_PLAIN_DOTTED = pattern(rf"{_PERSONS}(?:,?\ (?P<others>et\ al\.)|:)?\ {_WORK},?\ {_DATE}{_PLACE}")
_DATED_DOTTED = pattern(rf"{_PERSONS}{_YEAR}{_WORK},?\ {_PLACE}")
# Takes both with the year at the end: "June, C. H. & Lee, B. Cells. Science 359, 1-5 (2018)."
_LAST = rf"{_WORK},?\ {_NUMBERS}\ \((?P<year>(?:19|20)\d\d)\){_TAIL}"
_LATE_BARE = pattern(rf"{_NAMES}(?:,?\ (?P<others>et\ al\.)|[.:])\ {_LAST}")
_LATE_DOTTED = pattern(rf"{_PERSONS}(?:,?\ (?P<others>et\ al\.)|:)?\ {_LAST}")
_YEAR_AT_END = pattern(r"\((?:19|20)\d\d\)(?:[\ .]{0,2}|\.?\ (?:doi|DOI|http).{1,90})\Z")
_PLAIN, _DATED, _LATE = (
    (_PLAIN_BARE, _PLAIN_DOTTED),
    (_DATED_BARE, _DATED_DOTTED),
    (_LATE_BARE, _LATE_DOTTED),
)
# Takes what PubMed shows of an article: "Nature. 1970 May 23;226(5247):762-4".
_CITED = pattern(rf"{_JOURNAL}\ {_DATE}{_PLACE}")
_LONGEST_CITED = 150
_WITHOUT_TITLE = round(SURE * 0.5**0.1, 3)
_ASKED_FOR = pattern(
    r"[PpIiEe](?<!\w.)(?:(?:art|ds?|(?<=I)n)\b|n\ ?:)|\A(?:\S{1,30}\ ){0,2}[A-Z]\w{0,4},"
)
_WORD_ASKED_FOR = pattern(one_of(("edit", *HINTS)))
"""Words by which another reader asks whether a title is all of it."""
_YEAR_IN_FRONT = pattern(r"\((?<=[A-Zl.]\ \()(?:19|20)\d\d\)[.:]?\ [A-Z]")
_LONGEST_HEAD = 1000
# Takes the ", Free Radical Bio" of a journal behind a comma.
_JOURNAL_IN_TITLE = pattern(r",\ [A-Z][^\s,]{0,20}(?:\ [A-Z][^\s,]{0,20}){0,4}\Z")
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
    ("doi", Role.DOI),
    ("pmid", Role.PMID),
)
_DATED_ROLES: _Roles = (_ROLES[2], *_ROLES[:2], *_ROLES[5:])
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
    else:
        forms, roles = _PLAIN, _ROLES
    found = forms[dotted].match(plain)
    if found is None and forms is _PLAIN and len(plain) < _LONGEST_CITED:
        return _read_cited(text, entry, clean, _CITED.match(plain))
    if found is None or _ASKED_FOR.search(title := found["title"]):
        return None
    lower = plain[found.start("title") : found.end("journal")].lower()
    if not _SHORTEST < len(title) < _LONGEST_TITLE or _WORD_ASKED_FOR.search(lower):
        return None
    value = clean[slice(*found.span("doi"))] if found["doi"] else ""
    if value and [each[2] for each in doi.find(value)] != [value]:
        return None
    journal = clean[slice(*found.span("journal"))]
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
    if found["pages"] == found["year"]:
        return None
    return _parse(text, entry, clean, found, marks, roles, (group,), confidence)


def _read_cited(
    text: str, entry: Entry | None, clean: str, found: re.Match[str] | None
) -> Parse | None:
    """Return the parse of a journal's citation that names neither authors nor title."""
    if found is None or not is_journal(clean[slice(*found.span("journal"))]) or found["doi"]:
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
    given = found.groupdict()
    month, day = given.get("month"), given.get("day")
    issued = Date(
        int(found["year"]),
        ABBREVIATIONS.index(month) if month else None,
        int(day) if day else None,
    )
    for name, role in roles:
        if given[name]:
            marks.append((role, *found.span(name)))
    issue = clean[slice(*found.span("issue"))] if given["issue"] else ""
    pages = clean[slice(*found.span("pages"))]
    reference = Reference(
        contributors=contributors,
        title=clean[slice(*found.span("title"))] if "title" in given else "",
        container_title=clean[slice(*found.span("journal"))],
        issued=issued,
        volume=found["volume"],
        issue=issue,
        pages=read_pages(found["pages"], numbered=is_number(issued, issue), clean=pages),
        identifiers=tuple(
            Identifier(scheme, clean[slice(*found.span(scheme))])
            for scheme in ("doi", "pmid")
            if given[scheme]
        ),
    )
    return Parse(reference, Layout(text, tuple(marks)), confidence, (), entry)


def _has_whole_words(journal: str) -> bool:
    """Tell a word that is no abbreviation before a stop inside a name ("Freshwater. Science")."""
    words = journal.split(". ")[:-1]
    return not all(len(word) == 1 or word in ABBREVIATED for word in words)
