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
    series: Range = NOWHERE
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
    r"[\ ,.(:]{1,2}(?:[Vv]ol(?:umen?|\.)?|Bd\.?|Band|Tomo)\ ?(?P<volume>\d{1,4}[A-Z]?|[IVXLC]{1,6})\b\)?"
)
# Takes ", Volume 2 " and ". vol. 2. " where a publisher or place follows.
_VOLUME_BETWEEN = re.compile(
    r"[.,;]\ ?(?:[Vv]ol(?:ume|\.)?|Bd\.?|Band)\ ?(?P<volume>\d{1,3}|[IVXLC]{1,6})\b[.,]?\ (?=[A-Z][A-Za-z. ]+(?:[:,]|\Z|\ [A-Z]))(?![^.;]*\.\ [A-Z][^:;]*$)"
)
_BARE_EDITION = re.compile(r"(?<=[.,]\ )(?P<edition>\d{1,2}\ ?(?:st|nd|rd|th))(?P<word>\.)(?=\ [A-Z])")
_PAGES_AT_END = re.compile(
    rf"[\ ,.;:(]*(?:(?:\b|(?<=[.;,:]))(?:pp|PP|p|P|pages?|pags?|S|Seiten?|paginas?)\b\.?[\ ;:]{{0,2}}(?P<pages>{PAGES})(?:\ pp?\.)?"
    r"|[:;,]\ ?(?P<bare>[ABD-Z]?\d{1,4}-[A-Za-z]?\d{1,4})|(?<=[12]\d\d\d)[;,:]?\ (?P<bare2>\d{{1,4}}-\d{{1,4}})(?:\ ?pp?\.?)?|(?<![\d-])\b(?P<count>\d{1,4}|[ivxl]+,\ \d{1,4})\ ?(?:pp?|pages|S|Seiten|paginas|pags?)\b\.?(?:\ p\.)?)"
    r"[\ .,;)\]]*\Z"
)
_CHAPTER = re.compile(
    r"[\ ,.;(]*\b(?P<chapter>(?:[Cc]hap(?:ter|\.)?|[Kk]ap(?:itel|\.)?|[Cc]ap(?:itulo|\.)?)\ ?\d{1,3}[A-Z]?)[\ .,;)]*\Z"
)
_DATE_AT_END = re.compile(
    rf"[\ ,;:.(\[]*(?P<date>(?P<circa>[©c]{{1,2}}a?\.?\ ?)?\[?(?P<year>{YEAR})(?P<letter>[a-z])?\]?(?:\ ?[-/]\ ?(?:{YEAR}|\d\d(?!\d)))?(?:,?\ {MONTHS_AND_DAYS})?(?:\ -)?"
    rf"|(?:\d{{1,2}}\.?\ )?(?:{MONTHS_AND_DAYS},?\ )(?P<year2>{YEAR}))[)\]]?(?P<after>[\ .,;:)\]]*)\Z"
)
# Takes "LigPrep, version 2.6, " where a maker follows.
_VERSION = re.compile(r"(?P<title>[^.]{2,80}?,?\ [Vv]ersion\ [\d.]*\d),\ (?=[A-Z])")
# Takes ". 2015 " where a publisher follows: "Title. 2015 North-West University; Potchefstroom".
_YEAR_BETWEEN = re.compile(rf"[.?!]\ (?P<year>{YEAR})[,.;]?\ (?=[A-Z])")
_DATE_INSIDE = re.compile(rf"[;,.(]\ ?(?P<date>(?P<year>{YEAR}))[)\]]?(?=[.,;)\]])")
# Ends of segments; not behind abbreviations that publishers and places bear.
_BREAK = re.compile(
    r"(?<![.\ ][A-Z])(?<!\bDr)(?<!\bSt)(?<!\bMr)(?<!\bLtd)(?<!\bCo)(?<!\bInc)(?<!\bvol)(?<!\bno)(?<!\bNo)"
    r"(?<!\bVol)(?<!\bpp)(?<!\bed)(?<!\bU\.S)(?<!\bPubl)(?<!\bUniv)(?<!\bpte)(?<!\bco)(?<!\bDept)(?<!\bIntl)(?<!\bAufl)(?<!\bBros)"
    r"(?:\.|[?!][\"')]?\.?|\.?[\"')\]])\ +(?=[A-Z\"'(])"
)
_PLACE = re.compile(
    r"(?:[A-Z][A-Za-z.'-]*|St\.|D\.C\.)(?:,?\ (?:[A-Z(\[][A-Za-z.'()\[\]-]*|de|do|am|an|der|la|of|the|and|upon|on|im|del|di|und|y|e|/|&)){0,7}"
    r"(?:/[A-Z][A-Za-z]*)?"
)
PUBLISHER_WORD = re.compile(
    r"\b(?:Press|Presses|Publish(?:er|ers|ing)|Publications?|Publ|Verlag|Springer|Wiley|Elsevier|Blackwell|"
    r"Saunders|Mosby|Lippincott|McGraw|Academic|Books?|Editora|Editorial|Routledge|Oxford|Cambridge|"
    r"CRC|Sage|SAGE|Thieme|Karger|Kluwer|Plenum|Dekker|Sinauer|Freeman|Norton|Humana|Butterworth|"
    r"Churchill|Taylor|Pergamon|Pearson|Prentice|Addison|Houghton|Random|Penguin|Harper|Macmillan|"
    r"Heinemann|Hogrefe|Urban|Schattauer|Masson|Elsevier|Artmed|Atlas|Cortez|Vozes|Guanabara|Artes|"
    r"Hemisphere|Longman|World\ Scientific|MIT|IEEE|ACM|Inc|Ltd|GmbH|Co|University|Universidade|Institute|Association|"
    r"Ministry|Ministere|Ministerio|Ministerium|Instituto|Institut|Agency|Council|Centre|Center|Bureau|Commission|"
    r"Foundation|Nations|Bank|Embrapa|CABI|Organization|Society|Department|Office|FAO|WHO|Guilford|Erlbaum|Jossey-Bass|Karger)\b"
)


def edition_span(match: re.Match[str]) -> Range:
    """Return the range of the edition in a match, without the stop of "3. Aufl."."""
    first, last = match.span("edition")
    return first, last - (match["edition"][-1] == ".")


def find_imprint(
    plain: str, start: int, end: int, *, dated: bool, alone: bool = False
) -> Imprint:
    """Return the imprint at the end of a stretch; `dated` says that the year was read before it.

    `alone` says that no title stands in the stretch.
    """
    found = Imprint(end)
    series = _SERIES.search(plain, start, end)
    if series:
        end = series.start()
        if series["series"]:
            found.series = series.span("series")
        if series["volume"]:
            found.volume = series.span("volume")
        found.skipped.append(series.span())
    stop = _strip_pages(plain, start, end, found)
    if not dated:
        stop = _strip_date(plain, start, stop, found)
        if found.pages == NOWHERE:
            stop = _strip_pages(plain, start, stop, found)
    version = _VERSION.match(plain, start, stop)
    if version:
        found.start = version.end("title")
        _publisher_then_place(plain, version.end(), stop, found)
        return found
    between = None if dated or found.year != NOWHERE else _YEAR_BETWEEN.search(plain, start, stop)
    if between:
        found.year = found.date = between.span("year")
        found.start = _trimmed(plain, start, between.start())
        _publisher(plain, between.end(), stop, found, whole=True)
        return found
    inside = _BRACKETED.search(plain, start, stop)
    if inside:
        return _bracketed(plain, start, stop, inside, found)
    editions = [*EDITION.finditer(plain, start, stop)] or [*_BARE_EDITION.finditer(plain, start, stop)]
    volume = _VOLUME_BETWEEN.search(plain, start, stop)
    first = start
    if editions:
        match = editions[-1]
        found.edition = edition_span(match)
        found.skipped.append((match.end("edition"), match.end()))
        found.start = _title_end(plain, start, match.start())
        first = match.end()
        while first < stop and plain[first] in " .,;:)":
            first += 1
        _publisher(plain, first, stop, found, whole=True)
    elif volume:
        found.volume = volume.span("volume")
        found.skipped.append((volume.start(), found.volume[0]))
        found.start = _trimmed(plain, start, volume.start())
        _publisher(plain, volume.end(), stop, found, whole=True)
    else:
        _publisher(plain, start, stop, found, whole=alone)
    _volume(plain, start, found)
    return found


# Takes ". (Cadernos de Atencao Basica)." and ". (Vol. 8)." behind the year or the pages.
_SERIES = re.compile(
    r"(?<=[\d.])\ \((?:(?P<series>[A-Z][^()]{3,120}?)(?:;\ ?(?:[Vv]ol\.?\ |[Nn]o\.?\ )?[\w-]{1,8})?|[Vv]ol\.\ (?P<volume>\d{1,4}))\)[.\ ]*\Z"
)
# Takes " (pp. 355-356). " and " (2nd ed., Vol. 1, pp. 5-9). ", as APA writes behind a book's title.
_BRACKETED = re.compile(
    rf"\ ?\((?:(?P<edition>{_ORDINAL})\ ?(?:ed|edn)\.?,?\ ?)?(?:[Vv]ol\.\ ?(?P<volume>\d+|[IVXLC]+),?\ ?)?"
    rf"(?:pp?\.?\ ?(?P<pages>{PAGES}))?\)(?:[.,:;]\ ?|\Z)"
)


def _bracketed(
    plain: str, start: int, stop: int, match: re.Match[str], found: Imprint
) -> Imprint:
    found.start = _trimmed(plain, start, match.start())
    for name in ("edition", "volume", "pages"):
        if match[name]:
            setattr(found, name, match.span(name))
    found.skipped.append(match.span())
    _publisher(plain, match.end(), stop, found, whole=True)
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
        name = next(name for name in ("pages", "bare", "bare2") if match[name])
        found.pages = match.span(name)
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
    if inside and not _YEAR_BETWEEN.search(plain, start, end):
        match = inside[-1]
        found.year = found.date = match.span("year")
        found.risk += 0.6
        return match.start()
    return end


def _publisher(plain: str, start: int, stop: int, found: Imprint, *, whole: bool) -> None:
    """Find place and publisher up to `stop`; `whole` says that they begin at `start`."""
    stop = _trimmed(plain, start, stop)
    breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
    breaks += [match.span() for match in _GLUED_PLACE.finditer(plain, start, stop)]
    if whole:
        breaks.insert(0, (start, start))
    for before, after in reversed(breaks):
        colon = _colon(plain, after, stop)
        if colon and _is_place(plain, after, colon):
            if not whole:
                found.start = _trimmed(plain, start, before + (plain[before] in ")]?!"))
            _place_and_publisher(plain, after, colon, stop, found)
            return
    opening = _CITY_AT_START.match(plain, start, stop)
    if opening and PUBLISHER_WORD.search(plain, opening.end(), stop):
        found.start = start
        _place_and_publisher(plain, start, opening.end() - 1, stop, found)
        return
    last = breaks[-1][1] if breaks else start
    colon = plain.rfind(":", last, stop)
    if colon > 0 and _behind_colon(plain, start, colon, stop, found, whole=whole):
        return
    if whole and start < stop:
        risk = found.risk
        _publisher_then_place(plain, start, stop, found)
        found.risk = min(found.risk, risk + 0.1)
    elif breaks and last < stop and _is_publisher(plain[last:stop]):
        before = breaks[-1][0]
        found.start = _trimmed(plain, start, before + (plain[before] in ")]?!"))
        if _has_place_before_semicolon(plain, last, stop, found):
            return
        _publisher_then_place(plain, last, stop, found)
    elif not _behind_comma(plain, start, stop, found):
        found.start = stop
        found.risk += 0.5


_GLUED_PLACE = re.compile(r"(?<=[a-z)]);\ (?=[A-Z][A-Za-z .,()]{2,30}:\ )|(?<=[a-z)])\.(?=[A-Z][a-z]+:\ )")
_SMALL = frozenset(["of", "the", "and", "for", "de", "do", "da", "del", "di", "du", "la", "le", "&", "y", "e", "et", "in", "on", "für", "van", "der", "des"])


def _colon(plain: str, after: int, stop: int) -> int:
    """Return the colon or semicolon that ends a place, 0 when there is none."""
    colon = plain.find(":", after, min(stop, after + 70))
    return max(colon, 0)


def _is_place(plain: str, first: int, last: int) -> bool:
    return last - first > 1 and _PLACE.fullmatch(plain, first, last) is not None and (
        plain.count(" ", first, last) < 7
    )


def _place_and_publisher(plain: str, first: int, colon: int, stop: int, found: Imprint) -> None:
    found.place = (first, _trimmed(plain, first, colon))
    found.publisher = (_skip_blank(plain, colon + 1), stop)


def _is_publisher(text: str) -> bool:
    """Tell whether a text can be a publisher: a publisher's word in it, or few words in capitals."""
    words = text.split()
    if len(text) > 120:
        return False
    return PUBLISHER_WORD.search(text) is not None or (
        len(words) <= 7
        and all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in words)
    )


_CITY = (
    r"New\ York|London|Oxford|Cambridge|Berlin|Paris|Geneva|Philadelphia|Boston|Amsterdam|Washington|Chicago|"
    r"Stuttgart|Heidelberg|Rome|Basel|Madrid|Barcelona|Tokyo|Dordrecht|St\.\ Louis|Sao\ Paulo|Rio\ de\ Janeiro|"
    r"Toronto|Sydney|Melbourne|Edinburgh|Wallingford|Singapore|New\ Delhi|Vienna|Munich|Leipzig|Milan|Baltimore|"
    r"Los\ Angeles|San\ Francisco|Princeton|Hoboken|Bethesda|Copenhagen|Stockholm|Brussels|Lisboa|Porto\ Alegre|"
    r"Brasilia|Mexico\ City|Buenos\ Aires|Nairobi|Dhaka|Canberra|Ottawa|Totowa|Sunderland|Ames|Reston|Bern|Zurich"
)
_CITY_AT_START = re.compile(rf"(?:{_CITY})\b[A-Za-z ,().]{{0,40}}:")
# Takes the "New York, NY" of "in ecology with R New York, NY" and the "Ames (IA)" of "biology Ames (IA)".
_CITY_AT_END = re.compile(
    rf"(?<=[a-z0-9)A-Z]\ )(?P<place>(?:{_CITY})(?:,?\ (?:D\.?C\.?|[A-Z]{{2,3}}|[A-Z][a-z]+|\([A-Z]{{2}}\))|\ and\ (?:{_CITY})){{0,2}})\Z"
)
_PLACE_AT_END = re.compile(
    r"(?<=[a-z0-9)A-Z]\ )(?P<place>[A-Z][a-z]+(?:,\ (?:[A-Z]{2,3}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)|\ \([A-Z]{2}\)))\Z"
)


def _behind_colon(
    plain: str, start: int, colon: int, stop: int, found: Imprint, *, whole: bool
) -> bool:
    """Read a publisher behind a colon that no segment sets off from the title."""
    place = None
    if not whole:
        window = max(start, colon - 45)
        place = _CITY_AT_END.search(plain, window, colon) or _PLACE_AT_END.search(plain, window, colon)
    if place:
        found.start = _trimmed(plain, start, place.start())
        _place_and_publisher(plain, place.start("place"), colon, stop, found)
        found.risk += 0.1
        return True
    first = _skip_blank(plain, colon + 1)
    text = plain[first:stop]
    short = plain[stop : stop + 1] == ";" and text[:1].isupper() and text.count(" ") < 4
    if whole or not (short or _is_publisher(text)):
        return False
    found.start = _trimmed(plain, start, colon)
    semicolon = plain.find(";", first, stop)
    if semicolon > 0:
        found.place = (_skip_blank(plain, semicolon + 1), stop)
        stop = semicolon
    found.publisher = (first, stop)
    found.risk += 0.3
    return True


def _has_place_before_semicolon(plain: str, first: int, stop: int, found: Imprint) -> bool:
    """Read "São Paulo; USP" where a semicolon stands for the colon."""
    semicolon = plain.find(";", first, stop)
    if semicolon < 0 or semicolon - first > 40 or not _is_place(plain, first, semicolon):
        return False
    if PUBLISHER_WORD.search(plain, first, semicolon):
        return False
    found.place = (first, semicolon)
    found.publisher = (_skip_blank(plain, semicolon + 1), stop)
    return True


_SHORT_PLACE = re.compile(r"[A-Z][A-Za-z.]*(?:\ [A-Z][a-z]+)?")


def _behind_comma(plain: str, start: int, stop: int, found: Imprint) -> bool:
    """Read ", Humana Press" and ", Springer, Berlin" behind a title that no stop ends."""
    for match in _COMMA.finditer(plain, start + 1, stop):
        rest = plain[match.end() : stop]
        *middle, last = rest.split(", ")
        if middle and PUBLISHER_WORD.search(last) and all(_SHORT_PLACE.fullmatch(part) for part in middle):
            found.start = match.start()
            found.place = (match.end(), stop - len(last) - 2)
            found.publisher = (stop - len(last), stop)
            found.risk += 0.2
            return True
        if len(rest.split()) <= 9 and PUBLISHER_WORD.search(rest.split(",")[0]) and _is_publisher(rest):
            found.start = match.start()
            _publisher_then_place(plain, match.end(), stop, found)
            found.risk += 0.2
            return True
    return False


_COMMA = re.compile(r",\ ?")


def _publisher_then_place(plain: str, first: int, stop: int, found: Imprint) -> None:
    """Read "Springer, New York" and "McGraw-Hill"."""
    for match in _COMMA.finditer(plain, first, stop):
        head, rest = plain[first : match.start()], plain[match.end() : stop]
        if PUBLISHER_WORD.search(head) and not PUBLISHER_WORD.search(rest) and _PLACE.fullmatch(rest):
            found.publisher = (first, match.start())
            found.place = (match.end(), stop)
            return
    found.publisher = (first, stop)
    found.risk += 0.1 if PUBLISHER_WORD.search(plain, first, stop) else 0.4


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
