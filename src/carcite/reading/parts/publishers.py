"""Place and publisher in an imprint: the words they are known by, and where they stand.

Citing Medicine 2nd ed., ch. 2 "Place of publication" and "Publisher"; the names are those that
medical lists bear most often, and whatever else is written in their shape is taken as well.

>>> bool(PUBLISHER_WORD.search("Sinauer Assoc")), bool(PLACE.fullmatch("White Plains (NY)"))
(True, True)
"""

from __future__ import annotations

from dataclasses import dataclass, field

from carcite.authorities import places
from carcite.text.pattern import pattern

PLACE = pattern(
    r"(?:[A-Z][A-Za-z.'-]*|St\.|D\.C\.)(?:,?\ (?:[A-Z(\[][A-Za-z.'()\[\]-]*|de|do|am|an|der|la|"
    r"of|the|and|upon|on|im|del|di|und|y|e|/|&)){0,7}"
    r"(?:/[A-Z][A-Za-z]*)?"
)

PUBLISHER_WORD = pattern(
    r"\b(?:Press|Presses|Publish(?:er|ers|ing)|Publications?|Publ|Verlag|Springer|Wiley|Elsevier|"
    r"Blackwell|"
    r"Saunders|Mosby|Lippincott|McGraw|Academic|Books?|Editora|Editorial|Routledge|Oxford|"
    r"Cambridge|"
    r"CRC|Sage|SAGE|Thieme|Karger|Kluwer|Plenum|Dekker|Sinauer|Freeman|Norton|Humana|Butterworth|"
    r"Churchill|Taylor|Pergamon|Pearson|Prentice|Addison|Houghton|Random|Penguin|Harper|Macmillan|"
    r"Heinemann|Hogrefe|Urban|Schattauer|Masson|Elsevier|Artmed|Atlas|Cortez|Vozes|Guanabara|Artes|"
    r"Hemisphere|Longman|World\ Scientific|MIT|IEEE|ACM|Inc|Ltd|GmbH|Co|University|Universidade|"
    r"Institute|Association|"
    r"Ministry|Ministere|Ministerio|Ministerium|Instituto|Institut|Agency|Council|Centre|Center|"
    r"Bureau|Commission|"
    r"Foundation|Nations|Bank|Embrapa|CABI|Organization|Society|Department|Office|FAO|WHO|"
    r"Guilford|Erlbaum|Jossey-Bass|Karger)\b"
)

_CITY = (
    r"New\ York|London|Oxford|Cambridge|Berlin|Paris|Geneva|Philadelphia|Boston|Amsterdam|"
    r"Washington|Chicago|"
    r"Stuttgart|Heidelberg|Rome|Basel|Madrid|Barcelona|Tokyo|Dordrecht|St\.\ Louis|Sao\ Paulo|"
    r"Rio\ de\ Janeiro|"
    r"Toronto|Sydney|Melbourne|Edinburgh|Wallingford|Singapore|New\ Delhi|Vienna|Munich|Leipzig|"
    r"Milan|Baltimore|"
    r"Los\ Angeles|San\ Francisco|Princeton|Hoboken|Bethesda|Copenhagen|Stockholm|Brussels|"
    r"Lisboa|Porto\ Alegre|"
    r"Brasilia|Mexico\ City|Buenos\ Aires|Nairobi|Dhaka|Canberra|Ottawa|Totowa|Sunderland|Ames|"
    r"Reston|Bern|Zurich"
)

CITY_AT_START = pattern(rf"(?:{_CITY})\b[A-Za-z ,().]{{0,40}}:")

# Takes the "New York, NY" of "with R New York, NY" and the "Ames (IA)" of "biology Ames (IA)".
CITY_AT_END = pattern(
    rf"(?<=[a-z0-9)A-Z]\ )(?P<place>(?:{_CITY})(?:,?\ (?:D\.?C\.?|[A-Z]{{2,3}}|[A-Z][a-z]+|"
    rf"\([A-Z]{{2}}\))|\ and\ (?:{_CITY})){{0,2}})\Z"
)

PLACE_AT_END = pattern(
    r"(?<=[a-z0-9)A-Z]\ )(?P<place>[A-Z][a-z]+(?:,\ (?:[A-Z]{2,3}|[A-Z][a-z]+(?:\ [A-Z][a-z]+)?)|"
    r"\ \([A-Z]{2}\)))\Z"
)


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
    note: Range = NOWHERE
    skipped: list[Range] = field(default_factory=list)
    """Labels and the like."""
    risk: float = 0.0


# Ends of segments; not behind abbreviations that publishers and places bear.
_BREAK = pattern(
    r"(?:\.(?<![.\ ][A-Z]\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bMr\.)(?<!\bLtd\.)(?<!\bCo\.)(?<!\bInc\.)"
    r"(?<!\bvol\.)(?<!\bno\.)(?<!\bNo\.)(?<!\bVol\.)(?<!\bpp\.)(?<!\bed\.)(?<!\bU\.S\.)"
    r"(?<!\bPubl\.)(?<!\bUniv\.)(?<!\bpte\.)(?<!\bco\.)(?<!\bDept\.)(?<!\bIntl\.)(?<!\bAufl\.)"
    r"(?<!\bBros\.)|[?!][\"')]?\.?|[\"')\]])\ +(?=[A-Z\"'(]|\[[A-Z][A-Za-z ,]{2,30}\]:)"
)


def put_publisher(plain: str, start: int, stop: int, found: Imprint, *, whole: bool) -> None:
    """Find place and publisher up to `stop`; `whole` says that they begin at `start`."""
    stop = trimmed(plain, start, stop)
    breaks = [match.span() for match in _BREAK.finditer(plain, start, stop)]
    breaks += [match.span() for match in _GLUED_PLACE.finditer(plain, start, stop)]
    if whole:
        breaks.insert(0, (start, start))
    for before, after in reversed(breaks):
        colon = _colon(plain, after, stop)
        if colon and _is_place(plain, after, colon) and _is_imprint(plain, after, colon, stop):
            if not whole:
                found.start = trimmed(plain, start, before + (plain[before] in ")]?!"))
            place_and_publisher(plain, after, colon, stop, found)
            return
    opening = CITY_AT_START.match(plain, start, stop)
    if opening and PUBLISHER_WORD.search(plain, opening.end(), stop):
        found.start = start
        place_and_publisher(plain, start, opening.end() - 1, stop, found)
        return
    last = breaks[-1][1] if breaks else start
    colon = plain.rfind(":", last, stop)
    if colon > 0 and _behind_colon(plain, start, colon, stop, found, whole=whole):
        return
    if whole and start < stop:
        risk = found.risk
        put_publisher_then_place(plain, start, stop, found)
        found.risk = min(found.risk, risk + 0.1)
    elif (
        breaks
        and last < stop
        and _is_publisher(plain[last:stop])
        # "Coronavirus disease (COVID-19) Pandemic" goes on behind its bracket.
        and (plain[breaks[-1][0]] != ")" or PUBLISHER_WORD.search(plain, last, stop))
    ):
        before = breaks[-1][0]
        found.start = trimmed(plain, start, before + (plain[before] in ")]?!"))
        if _has_place_before_semicolon(plain, last, stop, found):
            return
        risk = found.risk
        put_publisher_then_place(plain, last, stop, found)
        if plain[breaks[-1][0]] == "]" or plain[breaks[-1][0] - 1] == "]":
            found.risk = risk
    elif not _behind_comma(plain, start, stop, found):
        found.start = stop
        found.risk += 0.5


_GLUED_PLACE = pattern(
    r"(?<=[a-z)]);\ (?=[A-Z](?:[A-Za-z .,()]{2,30}|[A-Za-z ,()&-]{2,60}):\ )|"
    r"(?<=[a-z)])\.(?=[A-Z][a-z]+:\ )"
)
_SMALL = frozenset(
    [
        "of",
        "am",
        "the",
        "and",
        "for",
        "de",
        "do",
        "da",
        "del",
        "di",
        "du",
        "la",
        "le",
        "&",
        "y",
        "e",
        "et",
        "in",
        "on",
        "für",
        "van",
        "der",
        "des",
    ]
)


def _colon(plain: str, after: int, stop: int) -> int:
    """Return the colon or semicolon that ends a place, 0 when there is none."""
    colon = plain.find(":", after, min(stop, after + 70))
    return max(colon, 0)


def _is_place(plain: str, first: int, last: int) -> bool:
    last -= plain[last - 1] == " "  # French sets a space before its colon.
    if plain[first] == "[" and plain[last - 1] == "]":
        first, last = first + 1, last - 1
    return (
        # Moscow, Leningrad and Kyiv are "М.", "Л." and "К." in Russian lists.
        (last - first > 1 or plain[first:last] in ("M", "L", "K"))
        and PLACE.fullmatch(plain, first, last) is not None
        and (plain.count(" ", first, last) < 7)
    )


def _is_imprint(plain: str, first: int, colon: int, stop: int) -> bool:
    """Tell "Ames: Blackwell" from "Outcome Measures: Use in Labels", a title that goes on."""
    return (
        plain[stop : stop + 1] == ";"
        or _is_city(plain[first:colon].rstrip())
        or _is_publisher(plain[_skip_blank(plain, colon + 1) : stop])
    )


def place_and_publisher(plain: str, first: int, colon: int, stop: int, found: Imprint) -> None:
    last = trimmed(plain, first, colon)
    if plain[first] == "[" and plain[last - 1] == "]":
        first, last = first + 1, last - 1
    behind = (_skip_blank(plain, colon + 1), stop)
    before = plain[first:last]
    if _is_city(plain[slice(*behind)]) and not (_is_city(before) or places.is_region(before)):
        # "Mosby: St. Louis, 2002", as MDPI and chemists print it.
        found.publisher, found.place = (first, last), behind
        return
    found.place, found.publisher = (first, last), behind


_CITY_AND_REGION = pattern(
    r"(?P<city>[A-Z][^,(/]{1,30}?)(?:\ \((?P<state>[^()]{2,20})\)|"
    r",\ (?P<region>[^(),]{2,20})(?:,.*)?|/.*)?"
)


def _is_city(text: str) -> bool:
    """Tell whether a text is a known city, or one whose state or country stands behind it."""
    if places.is_city(text):
        return True
    match = _CITY_AND_REGION.fullmatch(text)
    if match is None:
        return False
    region = match["region"] or match["state"] or ""
    return places.is_city(match["city"]) or (
        places.is_region(region)
        and match["city"].count(" ") < 3
        and not PUBLISHER_WORD.search(match["city"])
    )


def _is_publisher(text: str) -> bool:
    """Tell whether a text can be a publisher: its word, or few words in capitals."""
    words = text.split()
    if len(text) > 120:
        return False
    return PUBLISHER_WORD.search(text) is not None or (
        len(words) <= 7
        and all(word[0].isupper() or word in _SMALL or not word[0].isalpha() for word in words)
    )


def _city_before(plain: str, start: int, colon: int) -> int:
    """Return where a known city begins that stands before a colon, behind a title; 0 for none."""
    at = colon
    for _ in range(3):
        at = plain.rfind(" ", start, at)
        if at < 0:
            return 0
        if plain[at + 1].isupper() and places.is_city(plain[at + 1 : colon]):
            return at + 1
    return 0


def _behind_colon(
    plain: str, start: int, colon: int, stop: int, found: Imprint, *, whole: bool
) -> bool:
    """Read a publisher behind a colon that no segment sets off from the title."""
    place = None
    if not whole:
        window = max(start, colon - 45)
        place = CITY_AT_END.search(plain, window, colon) or PLACE_AT_END.search(
            plain, window, colon
        )
    city = place.start("place") if place else _city_before(plain, start, colon)
    if city > 0 and not whole:
        found.start = trimmed(plain, start, city)
        place_and_publisher(plain, city, colon, stop, found)
        found.risk += 0.1
        return True
    first = _skip_blank(plain, colon + 1)
    text = plain[first:stop]
    short = plain[stop : stop + 1] == ";" and text[:1].isupper() and text.count(" ") < 4
    if (
        whole
        or not text[:1].isupper()
        or not (short or _is_city(text) or (PUBLISHER_WORD.search(text) and _is_publisher(text)))
    ):
        return False
    found.start = trimmed(plain, start, colon)
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


_SHORT_PLACE = pattern(r"[A-Z][A-Za-z.]*(?:\ [A-Z][a-z]+)?")


def _behind_comma(plain: str, start: int, stop: int, found: Imprint) -> bool:
    """Read ", Humana Press" and ", Springer, Berlin" behind a title that no stop ends."""
    for match in _COMMA.finditer(plain, start + 1, stop):
        rest = plain[match.end() : stop]
        *middle, last = rest.split(", ")
        if (
            middle
            and PUBLISHER_WORD.search(last)
            and all(_SHORT_PLACE.fullmatch(part) for part in middle)
        ):
            found.start = match.start()
            found.place = (match.end(), stop - len(last) - 2)
            found.publisher = (stop - len(last), stop)
            found.risk += 0.2
            return True
        head = rest.split(", ")[0]
        if (
            len(rest.split()) <= 9
            and (PUBLISHER_WORD.search(head) or (middle and _is_house(head, rest)))
            and _is_publisher(rest)
        ):
            found.start = match.start()
            put_publisher_then_place(plain, match.end(), stop, found)
            found.risk += 0.2
            return True
    return False


def _is_house(head: str, text: str) -> bool:
    """Tell whether an unknown name is a publisher's by the city behind it ("X & Y, London")."""
    if _is_city(head) or head.count(" ") > 4 or len(head) < 3:
        return False
    words = head.split()
    capitals = all(word[0].isupper() or word in _SMALL for word in words)
    return capitals and _opens_with_city(text[len(head) + 2 :])


def _opens_with_city(text: str) -> bool:
    return places.is_city(text.partition(",")[0].partition(" (")[0])


_COMMA = pattern(r",\ ?")


def put_publisher_then_place(plain: str, first: int, stop: int, found: Imprint) -> None:
    """Read "Springer, New York" and "McGraw-Hill"."""
    for match in _COMMA.finditer(plain, first, stop):
        head, rest = plain[first : match.start()], plain[match.end() : stop]
        if _is_city(rest) and _is_city(head):
            found.place = (first, stop)  # "Heidelberg, Berlin": no publisher is named.
            return
        if places.is_city(head) and "," not in rest and PUBLISHER_WORD.search(rest):
            found.place, found.publisher = (first, match.start()), (match.end(), stop)
            return  # "New York, Wiley, 1987"
        if (PUBLISHER_WORD.search(head) or _is_city(rest)) and (
            PLACE.fullmatch(rest) and (not PUBLISHER_WORD.search(rest) or _opens_with_city(rest))
        ):
            found.publisher = (first, match.start())
            found.place = (match.end(), stop)
            return
    found.publisher = (first, stop)
    found.risk += 0.1 if PUBLISHER_WORD.search(plain, first, stop) else 0.4


def trimmed(plain: str, start: int, end: int) -> int:
    while end > start and plain[end - 1] in " .,;:([":
        end -= 1
    return end


def _skip_blank(plain: str, at: int) -> int:
    return at + 1 if plain[at : at + 1] == " " else at
