"""Edition, place, publisher and year of a book, and the pages behind them.

Citing Medicine 2nd ed., ch. 2: "4th ed. New York: McGraw-Hill; 2002. p. 93-113."; other houses
print "Springer, New York, 2002", "New York: Springer, 2002" and "(Springer, New York, 2002)".

>>> text = "Medical microbiology. 4th ed. St. Louis: Mosby; 2002. p. 93-113."
>>> found = find_imprint(text, 0, len(text), dated=False)
>>> [text[slice(*part)] for part in (found.edition, found.place, found.publisher, found.year)]
['4th', 'St. Louis', 'Mosby', '2002']
>>> text[: found.start]
'Medical microbiology'
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from carcite.parts.dates import MONTHS_AND_DAYS, YEAR
from carcite.parts.locators import PAGES

Range = tuple[int, int]
NOWHERE: Range = (-1, -1)


@dataclass(slots=True)
class Imprint:
    """Where the parts stand; NOWHERE for a part that is not given."""

    start: int
    """Where the title ends, before its stop."""
    edition: Range = NOWHERE
    volume: Range = NOWHERE
    place: Range = NOWHERE
    publisher: Range = NOWHERE
    year: Range = NOWHERE
    date: Range = NOWHERE
    pages: Range = NOWHERE
    number_of_pages: Range = NOWHERE
    chapter: Range = NOWHERE
    skipped: list[Range] = field(default_factory=list)
    """Labels and the like."""
    risk: float = 0.0


_ORDINAL = (
    r"\d{1,3}\ ?(?:st|nd|rd|th|a|o|e|eme|\.)?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|"
    r"[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Rr]ev(?:ised|\.)?|[Rr]eprint|[Ii]nternational|[Ii]llustrated|[Nn]ew|"
    r"[Ee]nglish|[Ss]tudent"
)
EDITION = re.compile(
    rf"(?<![\w-])(?P<edition>(?:{_ORDINAL})(?:,?\ (?:rev(?:ised|\.)?|and|enlarged|international|updated|"
    r"uberarb\.|erw\.|u\.|uberarbeitete|erweiterte|vollstandig|neu|bearb\.|bearbeitete|revised|Reprint)){0,5})"
    r"[\ ,]?(?P<word>(?:ed(?:itions?|n|s|icao|icion|izione)?|Ed(?:ition|n|s|icao|icion|izione)?|Aufl(?:age)?)\b\.?|ed\.)"
    r"(?!\w)"
)
"""Takes "4th ed.", "3. Aufl.", "2a ed.", "Second edition", "Rev. ed."; refuses "eds."."""
_VOLUME = re.compile(
    r"[\ ,.(:]{1,2}(?:[Vv]ol(?:umen?|\.)?|Bd\.?|Band|Tomo)\ ?(?P<volume>\d{1,3}[A-Z]?|[IVXLC]{1,6})\b\)?"
)
_PAGES_AT_END = re.compile(
    rf"[\ ,.;:(]*(?:(?:\b|(?<=[.;,:]))(?:pp|PP|p|P|pages?|pags?|S|Seiten?|paginas?)\b\.?[\ ;:]{{0,2}}(?P<pages>{PAGES})"
    r"|[:;,]\ ?(?P<bare>[A-Za-z]?\d{1,4}-[A-Za-z]?\d{1,4})|(?<![\d-])\b(?P<count>\d{1,4}|[ivxl]+,\ \d{1,4})\ ?(?:pp?|pages|S|Seiten|paginas|pags?)\b\.?(?:\ p\.)?)"
    r"[\ .,;)\]]*\Z"
)
_CHAPTER = re.compile(
    r"[\ ,.;(]*\b(?P<chapter>(?:[Cc]hap(?:ter|\.)?|[Kk]ap(?:itel|\.)?|[Cc]ap(?:itulo|\.)?)\ ?\d{1,3}[A-Z]?)[\ .,;)]*\Z"
)
_DATE_AT_END = re.compile(
    rf"[\ ,;:.(\[]*(?P<date>(?P<circa>[©c]{{1,2}}a?\.?\ ?)?(?:{YEAR}\ ?[-/]\ ?)?(?P<year>{YEAR})(?P<letter>[a-z])?(?:,?\ {MONTHS_AND_DAYS})?"
    rf"|(?:{MONTHS_AND_DAYS},?\ )(?P<year2>{YEAR}))[)\]]?(?P<after>[\ .,;:)\]]*)\Z"
)
_DATE_INSIDE = re.compile(rf"[;,.(]\ ?(?P<date>(?P<year>{YEAR}))[)\]]?(?=[.,;)\]])")
# Ends of segments; not behind abbreviations that publishers and places bear.
_BREAK = re.compile(
    r"(?<![.\ ][A-Z])(?<!\bDr)(?<!\bSt)(?<!\bMr)(?<!\bLtd)(?<!\bCo)(?<!\bInc)(?<!\bvol)(?<!\bno)(?<!\bNo)"
    r"(?<!\bVol)(?<!\bpp)(?<!\bed)(?<!\bU\.S)(?<!\bPubl)(?<!\bUniv)(?<!\bpte)(?<!\bco)(?<!\bDept)(?<!\bIntl)(?<!\bAufl)(?<!\bBros)"
    r"(?:\.|[?!][\"')]?\.?|\.?[\"')\]])\ +(?=[A-Z\"'(\[])"
)
_PLACE = re.compile(
    r"(?:[A-Z][A-Za-z.'-]*|St\.|D\.C\.)(?:,?\ (?:[A-Z(\[][A-Za-z.'()\[\]-]*|de|do|am|an|der|la|of|the|and|upon|on|im|del|di|und|y|e|/|&)){0,7}"
    r"(?:/[A-Z][A-Za-z]*)?"
)
_PRESS = re.compile(
    r"\b(?:Press|Presses|Publish(?:er|ers|ing)|Publications?|Publ|Verlag|Springer|Wiley|Elsevier|Blackwell|"
    r"Saunders|Mosby|Lippincott|McGraw|Academic|Books?|Editora|Editorial|Routledge|Oxford|Cambridge|"
    r"CRC|Sage|SAGE|Thieme|Karger|Kluwer|Plenum|Dekker|Sinauer|Freeman|Norton|Humana|Butterworth|"
    r"Churchill|Taylor|Pergamon|Pearson|Prentice|Addison|Houghton|Random|Penguin|Harper|Macmillan|"
    r"Heinemann|Hogrefe|Urban|Schattauer|Masson|Elsevier|Artmed|Atlas|Cortez|Vozes|Guanabara|Artes|"
    r"Hemisphere|Longman|World\ Scientific|MIT|IEEE|ACM|Inc|Ltd|GmbH|Co|University|Universidade|Institute|Association|"
    r"Ministry|Organization|Society|Department|Office|FAO|WHO|Guilford|Erlbaum|Jossey-Bass|Karger)\b"
)


def find_imprint(plain: str, start: int, end: int, *, dated: bool) -> Imprint:
    """Return the imprint at the end of a stretch; `dated` says that the year was read before it."""
    found = Imprint(end)
    stop = _strip_pages(plain, start, end, found)
    if not dated:
        stop = _strip_date(plain, start, stop, found)
        if found.pages == NOWHERE:
            stop = _strip_pages(plain, start, stop, found)
    editions = list(EDITION.finditer(plain, start, stop))
    first = start
    if editions:
        match = editions[-1]
        found.edition = match.span("edition")
        found.skipped.append((match.end("edition"), match.end()))
        found.start = _title_end(plain, start, match.start())
        first = match.end()
        while first < stop and plain[first] in " .,;:)":
            first += 1
        _publisher(plain, first, stop, found, whole=True)
    else:
        _publisher(plain, start, stop, found, whole=False)
    _volume(plain, start, found)
    return found


def _strip_pages(plain: str, start: int, end: int, found: Imprint) -> int:
    match = _CHAPTER.search(plain, max(start, end - 30), end)
    if match:
        found.chapter = match.span("chapter")
        end = match.start()
    window = max(start, end - 90)
    match = _PAGES_AT_END.search(plain, window, end)
    if match is None:
        return end
    if match["count"]:
        found.number_of_pages = match.span("count")
    else:
        found.pages = match.span("pages") if match["pages"] else match.span("bare")
    value = found.number_of_pages if match["count"] else found.pages
    found.skipped += [(match.start(), value[0]), (value[1], match.end())]
    return match.start()


def _strip_date(plain: str, start: int, end: int, found: Imprint) -> int:
    match = _DATE_AT_END.search(plain, max(start, end - 45), end)
    if match:
        found.year = match.span("year") if match["year"] else match.span("year2")
        found.date = match.span("date")
        return match.start()
    inside = list(_DATE_INSIDE.finditer(plain, start, end))
    if inside:
        match = inside[-1]
        found.year = found.date = match.span("year")
        found.risk += 0.6
        return match.start()
    return end


def _publisher(plain: str, start: int, stop: int, found: Imprint, *, whole: bool) -> None:
    """Find place and publisher between `start` and `stop`; `whole` says that nothing else is there."""
    stop = _trimmed(plain, start, stop)
    first = start
    if not whole:
        breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
        cut = _opening(plain, breaks, stop)
        if cut is None:
            _publisher_behind_colon(plain, start, stop, found)
            return
        found.start = _title_end(plain, start, cut)
        first = cut
    else:
        breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
        cut = _opening(plain, breaks, stop)
        if cut is not None and ":" in plain[cut:stop]:
            first = cut
    if first >= stop:
        return
    colon = plain.find(":", first, stop)
    if colon > 0 and colon - first < 70:
        found.place = (first, _trimmed(plain, first, colon))
        found.publisher = (_skip_blank(plain, colon + 1), stop)
        return
    semicolon = plain.find(";", first, stop)
    if semicolon > 0 and semicolon - first < 40 and _PLACE.fullmatch(plain, first, semicolon):
        found.place = (first, semicolon)
        found.publisher = (_skip_blank(plain, semicolon + 1), stop)
        return
    _publisher_then_place(plain, first, stop, found)


def _opening(plain: str, breaks: list[tuple[int, int]], stop: int) -> int | None:
    """Return where the publisher's segment opens: at the first "Place: Publisher", else the last."""
    for _, after in breaks:
        colon = plain.find(":", after, stop)
        if 0 < colon - after < 70 and _PLACE.fullmatch(plain, after, colon):
            return after
    if not breaks:
        return None
    after = breaks[-1][1]
    return after if stop - after < 120 else None


def _publisher_behind_colon(plain: str, start: int, stop: int, found: Imprint) -> None:
    colon = plain.rfind(":", start, stop)
    if colon > 0 and _PRESS.search(plain, colon, stop) and stop - colon < 90:
        found.start = _title_end(plain, start, colon)
        found.publisher = (_skip_blank(plain, colon + 1), stop)
        found.risk += 0.3
    else:
        found.start = stop
        found.risk += 0.5


_COMMA = re.compile(r",\ ?")


def _publisher_then_place(plain: str, first: int, stop: int, found: Imprint) -> None:
    """Read "Springer, New York" and "McGraw-Hill"."""
    for match in _COMMA.finditer(plain, first, stop):
        head, rest = plain[first : match.start()], plain[match.end() : stop]
        if _PRESS.search(head) and not _PRESS.search(rest) and _PLACE.fullmatch(rest):
            found.publisher = (first, match.start())
            found.place = (match.end(), stop)
            return
    found.publisher = (first, stop)
    found.risk += 0.1 if _PRESS.search(plain, first, stop) else 0.4


def _volume(plain: str, start: int, found: Imprint) -> None:
    for match in _VOLUME.finditer(plain, start, found.start):
        if _title_end(plain, start, found.start) - match.end() <= 1:
            found.volume = match.span("volume")
            found.skipped += [(match.start(), found.volume[0])]
            found.start = _title_end(plain, start, match.start())


def _title_end(plain: str, start: int, end: int) -> int:
    """Return the end of a title whose separator and blanks stand before `end`."""
    return _trimmed(plain, start, end)


def _trimmed(plain: str, start: int, end: int) -> int:
    while end > start and plain[end - 1] in " .,;:([":
        end -= 1
    return end


def _skip_blank(plain: str, at: int) -> int:
    return at + 1 if plain[at : at + 1] == " " else at
