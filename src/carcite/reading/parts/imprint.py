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

from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, are_months_and_days
from carcite.reading.parts.locators import PAGES
from carcite.reading.parts.publishers import (
    NOWHERE,
    Imprint,
    Range,
    place_and_publisher,
    put_publisher,
    put_publisher_then_place,
    trimmed,
)
from carcite.text.pattern import pattern

_ORDINAL = (
    r"\d{1,3}[\ -]?(?:st|nd|rd|th|a|o|e|eme|\.)?|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|"
    r"[Ss]ixth|"
    r"[Ss]eventh|[Ee]ighth|[Nn]inth|[Tt]enth|[Rr]ev(?:ised|\.)?|[Rr]eprint|[Ii]nternational|"
    r"[Ii]llustrated|[Nn]ew|"
    r"[Ee]nglish|[Ss]tudent"
)
EDITION = pattern(
    rf"(?<![\w-])(?P<edition>(?:{_ORDINAL})(?:,?\ (?:rev(?:ised|\.)?|and|enlarged|international|"
    r"updated|uberarb\.|erw\.|u\.|uberarbeitete|erweiterte|vollstandig|vollst\.|neu|bearb\.|"
    r"bearbeitete|aktual\.|akt\.|verb\.|korr\.|revised|Reprint)){0,5})"
    r"[\ ,]?(?P<word>(?:ed(?:itions?|n|s|icao|icion|izione)?|Ed(?:ition|n|s|icao|icion|izione)?|"
    r"Aufl(?:age)?|baski|basim|izd|wyd|druk|dr(?=\.)|revision)\b"
    r"(?P<more>\.?,\ (?:enl|rev|exp|corr|updated)(?=[.,;]))?\.?|ed\.)(?!\w)"
)
"""Takes "4th ed.", "3. Aufl.", "2a ed.", "Second edition", "Rev. ed."; refuses "eds."."""
_VOLUME = pattern(
    r"[\ ,.(:]{1,2}(?:[Vv]ol(?:umen?|\.)?|Bd\.?|Band|Tomo)\ ?(?P<volume>\d{1,4}[A-Z]?|"
    r"[IVXLC]{1,6})\b\)?"
)
# Takes ", Volume 2 " and ". vol. 2. " where a publisher or place follows.
_VOLUME_BETWEEN = pattern(
    r"[.,;]\ ?(?:[Vv]ol(?:ume|\.)?|Bd\.?|Band)\ ?(?P<volume>\d{1,3}|[IVXLC]{1,6})"
    r"\b[.,]?\ (?=[A-Z][A-Za-z. ]+(?:[:,]|\Z|\ [A-Z]))(?![^.;]*\.\ [A-Z][^:;]*$)"
)
_VOLUME_BEHIND = pattern(
    r"(?:[Vv]ol(?:ume|\.)?|Bd\.?|Band|[Tt]omo?)\ ?(?P<volume>\d{1,4}|[IVX]{1,5})[.,;]\ ?"
)
# Takes "Wyd. 2." and "Izd. 3.", the word before the number.
_EDITION_BEFORE = pattern(
    r"(?P<word>\b(?:[Ww]yd|[Ii]zd)\.\ )(?P<edition>\d{1,2}|[IVX]{1,4})(?=[.,;])"
)
_BARE_EDITION = pattern(r"(?<=[.,]\ )(?P<edition>\d{1,2}\ ?(?:st|nd|rd|th))(?P<word>\.)(?=\ [A-Z])")
# Takes ". 2. uppl. Lund: ", ". 3. vyd. Praha: ": a number and a word between title and place.
_ANY_EDITION = pattern(
    r"(?<=[.,]\ )(?P<edition>\d{1,2})(?P<word>(?:\.|:[ae])?\ [a-z]{3,8})\.?"
    r"(?=\ [A-Z][A-Za-z. -]{2,30}\ ?:\ )"
)
_PAGES_AT_END = pattern(
    r"[\ ,.;:(]{0,12}(?:(?:\b(?<!/)|(?<=[.;,:]))(?:pp|PP|p|P|pages?|pags?|S|s|Seiten?|paginas?)"
    rf"\b\.?[\ ;:]{{0,2}}(?P<pages>{PAGES})(?:\ pp?\.)?"
    r"|[:;,]\ ?(?!(?:1[5-9]|20)\d\d-(?:1[5-9]|20)\d\d)(?P<bare>[ABD-Z]?\d{1,4}-[A-Za-z]?\d{1,4})|"
    r"(?<=[12]\d\d\d)"
    r"[;,:]?\ (?P<bare2>\d{1,4}-\d{1,4})(?:\ ?pp?\.?)?|[;,:.]\ (?P<bare3>\d{1,4}-\d{1,4})"
    r"\ ?pp?\.?|(?<![\d-])\b(?P<count>\d{1,4}|"
    r"[ivxl]+,\ \d{1,4})\ ?(?:pp?|pages|[Ss]|Seiten|paginas|pags?)\b\.?(?:\ p\.)?)"
    r"[\ .,;)\]]*\Z"
)
_CHAPTER = pattern(
    r"[\ ,.;(]{0,30}+\b(?P<chapter>(?:[Cc]hap(?:ter|\.)?|[Kk]ap(?:itel|\.)?|[Cc]ap(?:itulo|\.)?)"
    r"\ ?\d{1,3}[A-Z]?)[\ .,;)]*\Z"
)
_DATE_AT_END = pattern(
    r"(?:(?<=[\ ,;:.(\[])|(?<![A-Za-z0-9]))(?<![\ (]\d\.)(?P<date>(?P<circa>[©c]{1,2}a?\.?\ ?)?"
    rf"\[?(?P<year>{YEAR})(?P<letter>[a-z])"
    rf"?\]?(?:\ ?[-/]\ ?(?:{YEAR}|\d\d(?!\d)))?(?:,?\ (?P<when>{LIKE_MONTHS_AND_DAYS}))?"
    r"(?:\ \d{1,2}){0,2}(?!\d)(?:\ -)?"
    rf"|(?:\d{{1,2}}\.?\ )?(?:(?P<when2>{LIKE_MONTHS_AND_DAYS}),?\ )(?P<year2>{YEAR}))"
    r"[)\]]?(?P<after>[\ .,;:)\]]*)\Z"
)
_RUNNING_TIME = pattern(r"(?<=\d)[.;]\ (?P<note>\d{1,4}\ min)\.?\ *\Z")
_VOLUME_AT_END = pattern(
    r"(?<=\d)[.,;]?\ [Vv]ol(?:ume)?\.?\ ?(?P<volume>\d{1,4}|[IVX]{1,5})[\ ,;.]*\Z"
)
# Takes "LigPrep, version 2.6, " where a maker follows.
_VERSION = pattern(r"(?P<title>[^.]{2,80}?,?\ [Vv]ersion\ [\d.]*\d),\ (?=[A-Z])")
# Takes ". 2015 " where a publisher follows: "Title. 2015 North-West University; Potchefstroom".
_YEAR_BETWEEN = pattern(
    rf"[.?!]\ (?P<date>(?P<year>{YEAR})(?:\ (?P<when>{LIKE_MONTHS_AND_DAYS})(?=\ ?[.,;]))?)"
    r"\ ?[,.;]?\ (?=[A-Z])"
)
_DATE_INSIDE = pattern(
    rf"(?:[;,(]\ ?|(?<!\d)\.\ ?|\.\ )(?P<date>(?P<year>{YEAR}))[)\]]?(?=[.,;)\]])"
)


def edition_span(match: re.Match[str]) -> Range:
    """Return the range of the edition in a match, without the stop of "3. Aufl."."""
    first, last = match.span("edition")
    if match["word"].startswith("revision"):
        return first, match.end("word") - (match["word"][-1] == ".")
    if "more" in match.re.groupindex and match["more"]:
        return first, match.end("more")
    # "5., überarb. Aufl." keeps the stop of its abbreviation; "3. Aufl." and "4th rev. ed." do not.
    abbreviated = match["word"].startswith("Aufl") and match["edition"][-2].isalpha()
    return first, last - (match["edition"][-1] == "." and not abbreviated)


def find_imprint(plain: str, start: int, end: int, *, dated: bool, alone: bool = False) -> Imprint:
    """Return the imprint at the end of a stretch; `dated` says that the year was read before it.

    `alone` says that no title stands in the stretch.
    """
    found = Imprint(end)
    closing = None if dated else _IN_BRACKETS.search(plain, start, end)
    closing = closing or _PLACE_IN_BRACKETS.search(plain, start, end)
    if closing and (dated or closing["year"]):
        return _closed(plain, start, closing, found)
    series = _SERIES.search(plain, start, end)
    if series:
        end = series.start()
        if series["series"]:
            found.series = series.span("series")
        if series["volume"]:
            found.volume = series.span("volume")
        found.skipped.append(series.span())
    time = _RUNNING_TIME.search(plain, start, end)
    if time:
        found.note = time.span("note")
        end = time.start()
    stop = _strip_pages(plain, start, end, found)
    volume = _VOLUME_AT_END.search(plain, max(start, stop - 20), stop)
    if volume and found.volume == NOWHERE:
        found.volume = volume.span("volume")
        found.skipped.append((volume.start(), found.volume[0]))
        stop = volume.start()
    if not dated:
        stop = _strip_date(plain, start, stop, found)
        if found.pages == NOWHERE:
            stop = _strip_pages(plain, start, stop, found)
    version = _VERSION.match(plain, start, stop)
    if version:
        found.start = version.end("title")
        put_publisher_then_place(plain, version.end(), stop, found)
        return found
    between = None if dated or found.year != NOWHERE else _YEAR_BETWEEN.search(plain, start, stop)
    if between:
        found.year, found.date = between.span("year"), between.span("date")
        found.start = trimmed(plain, start, between.start())
        put_publisher(plain, between.end(), stop, found, whole=True)
        return found
    inside = _BRACKETED.search(plain, start, stop)
    if inside:
        return _bracketed(plain, start, stop, inside, found)
    _divided(plain, start, stop, found, alone=alone)
    return found


def _divided(plain: str, start: int, stop: int, found: Imprint, *, alone: bool) -> None:
    """Find what an edition or a volume divides, or nothing does."""
    editions = [*EDITION.finditer(plain, start, stop)] or [
        *_EDITION_BEFORE.finditer(plain, start, stop),
        *_BARE_EDITION.finditer(plain, start, stop),
        *_ANY_EDITION.finditer(plain, start, stop),
    ]
    volume = _VOLUME_BETWEEN.search(plain, start, stop)
    first = start
    if editions:
        match = editions[-1]
        found.edition = edition_span(match)
        found.skipped.append((match.end("edition"), match.end()))
        if match.start("word") < match.start("edition"):
            found.skipped.append(match.span("word"))
        found.start = _title_end(plain, start, match.start())
        first = match.end()
        while first < stop and plain[first] in " .,;:)":
            first += 1
        behind = _VOLUME_BEHIND.match(plain, first, stop)
        if behind:
            found.volume = behind.span("volume")
            found.skipped.append((first, found.volume[0]))
            first = behind.end()
        put_publisher(plain, first, stop, found, whole=True)
    elif volume:
        found.volume = volume.span("volume")
        found.skipped.append((volume.start(), found.volume[0]))
        found.start = trimmed(plain, start, volume.start())
        put_publisher(plain, volume.end(), stop, found, whole=True)
    else:
        put_publisher(plain, start, stop, found, whole=alone)
    _volume(plain, start, found)


# Takes " 183-216 (CRC, 2008)." and " (Springer, New York, 2002)." at the end.
_IN_BRACKETS = pattern(
    rf"[.,]?\ ?(?:vol\.\ (?P<volume>\d{{1,3}})\ )?"
    rf"(?:(?:pp?\.\ ?)?(?P<pages>\d{{1,9}}-\d{{1,9}})\ )?\((?P<publisher>[A-Z][^(),;:\d]{{1,60}})"
    r"(?:,\ (?P<place>[A-Z][^()\d;:]{2,40}?(?:\ \([A-Za-z]{2,12}\))?))?"
    r"(?:,\ ed\.\ (?P<edition>\w{1,4}))?"
    rf",\ (?P<year>{YEAR})\)(?:,?\ pp?\.\ ?(?P<pages2>\d+-\d+))?[.\ ]*\Z"
)
# Takes " (New York: McGraw-Hill), pp. 93-113." behind which no year stands: Cell's.
_PLACE_IN_BRACKETS = pattern(
    r"[.,]?\ \((?P<place>[A-Z][^():\d]{2,30}(?:\([A-Z]{2}\))?):\ "
    r"(?P<publisher>[A-Z][^():\d]{1,80})\)"
    rf"(?:,?\ \((?P<year>{YEAR})\))?(?:,?\ (?:pp?\.\ ?)?(?P<pages>\d+-\d+))?[.\ ]*\Z"
)


def _closed(plain: str, start: int, match: re.Match[str], found: Imprint) -> Imprint:
    """Return the imprint that stands in brackets at the end."""
    found.start = match.start()
    found.publisher, found.place = match.span("publisher"), match.span("place")
    if plain[found.place[1]] == ":":
        place_and_publisher(plain, found.place[0], found.place[1], found.publisher[1], found)
    found.pages = match.span("pages")
    if match["year"]:
        found.year = found.date = match.span("year")
    if "edition" in match.re.groupindex:
        found.edition, found.volume = match.span("edition"), match.span("volume")
        if match["pages2"]:
            found.pages = match.span("pages2")
    found.skipped.append(match.span())
    edition = EDITION.search(plain, max(start, match.start() - 16), match.start() + 1)
    if edition and match.start() - edition.end() <= 1 and found.edition == NOWHERE:
        found.edition = edition_span(edition)
        found.skipped.append(edition.span())
        found.start = _title_end(plain, start, edition.start())
    return found


# Takes ". (Cadernos de Atencao Basica)." and ". (Vol. 8)." behind the year or the pages.
_SERIES = pattern(
    r"(?<=[\d.])\ \((?:(?P<series>(?!Original|Reprint)[A-Z][^()]{3,120}?)"
    r"(?:;\ ?(?:[Vv]ol\.?\ |[Nn]o\.?\ )?[\w-]{1,8}"
    r")?|[Vv]ol\.\ (?P<volume>\d{1,4}))\)[.\ ]*\Z"
)
# Takes " (pp. 355-356). " and " (2nd ed., Vol. 1, pp. 5-9). ", as APA writes behind a book's title.
_BRACKETED = pattern(
    rf"\ ?\((?:(?P<edition>{_ORDINAL})\ ?(?:ed|edn)\.?,?\ ?)?(?:[Vv]ol\.\ ?(?P<volume>\d+|"
    r"[IVXLC]+),?\ ?)?"
    rf"(?:pp?\.?\ ?(?P<pages>{PAGES}))?\)(?:[.,:;]\ ?|\Z)"
)


def _bracketed(plain: str, start: int, stop: int, match: re.Match[str], found: Imprint) -> Imprint:
    found.start = trimmed(plain, start, match.start())
    for name in ("edition", "volume", "pages"):
        if match[name]:
            setattr(found, name, match.span(name))
    found.skipped.append(match.span())
    put_publisher(plain, match.end(), stop, found, whole=True)
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
        name = next(name for name in ("pages", "bare", "bare2", "bare3") if match[name])
        found.pages = match.span(name)
    value = found.number_of_pages if match["count"] else found.pages
    found.skipped += [(match.start(), value[0]), (value[1], match.end())]
    return match.start()


def _before_signs(plain: str, start: int, at: int) -> int:
    while at > start and plain[at - 1] in " ,;:.([":
        at -= 1
    return at


def _strip_date(plain: str, start: int, end: int, found: Imprint) -> int:
    match = _DATE_AT_END.search(plain, max(start, end - 45), end)
    while (
        match
        and (when := match["when"] or match["when2"])
        and (
            not are_months_and_days(when)
            or plain.startswith("Rio de ", match.start("date") - len("Rio de "))
        )
    ):
        match = _DATE_AT_END.search(plain, match.start() + 1, end)
    if match:
        found.year = match.span("year") if match["year"] else match.span("year2")
        found.date = match.span("date")
        return _before_signs(plain, start, match.start())
    inside = list(_DATE_INSIDE.finditer(plain, start, end))
    if inside and not _YEAR_BETWEEN.search(plain, start, end):
        match = inside[-1]
        found.year = found.date = match.span("year")
        found.risk += 0.6
        return match.start()
    return end


def _volume(plain: str, start: int, found: Imprint) -> None:
    for match in _VOLUME.finditer(plain, start, found.start):
        if _title_end(plain, start, found.start) - match.end() <= 1:
            found.volume = match.span("volume")
            found.skipped += [(match.start(), found.volume[0])]
            found.start = _title_end(plain, start, match.start())


def _title_end(plain: str, start: int, end: int) -> int:
    """Return the end of a title whose separator and blanks stand before `end`."""
    return trimmed(plain, start, end)
