"""What one word may become in a safe fix: the closed lists and the small checkers of each kind.

None of them knows how the entry was read. Each takes the words of a text before and after, and
says how many of both it can account for at one place.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from carcite.authorities import journals
from carcite.authorities.months import month_number, season_number
from carcite.text.chars import DASHES, collapse
from carcite.text.pattern import pattern

Step = Callable[[Sequence[str], Sequence[str], int, int], Iterable[tuple[int, int]]]
"""From two lists of words and a place in each to the numbers of words it accounts for."""

# Takes "10.1056/NEJM", "https://x", "www.who.int"; refuses "10.5" and "and/or".
ADDRESS = pattern(r"10\.\d{4,9}\s?/|://|(?<![a-z])www\.", re.IGNORECASE)
_DOI = pattern(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_DASH = re.escape(DASHES)
_EDGES = "\"'()[]<>{}.,;:\u201c\u201d\u00ab\u00bb"


def same_identifier(one: str, two: str) -> bool:
    """Tell whether two runs hold one DOI, or one address, whatever stands around it.

    >>> same_identifier("doi:10.1056/X.", "https://doi.org/10.1056/x")
    True
    """
    first, second = _DOI.search(one), _DOI.search(two)
    if first and second and _is_doi_alone(one, first) and _is_doi_alone(two, second):
        return _bare_doi(first[0]) == _bare_doi(second[0])
    return _bare_address(one) == _bare_address(two)


def _is_doi_alone(run: str, found: re.Match[str]) -> bool:
    """Tell whether nothing stands before a DOI but its own words: no publisher's page."""
    before = run[: found.start()].casefold().strip(_EDGES)
    return before in ("", "doi", "https://doi.org/", "http://doi.org/", "https://dx.doi.org/") or (
        before in ("http://dx.doi.org/", "doi.org/", "dx.doi.org/", "doi:https://doi.org/")
    )


def _bare_doi(text: str) -> str:
    return text.casefold().rstrip("\"'>.,;:)]\u201d\u00bb")


def _bare_address(text: str) -> str:
    return text.strip(_EDGES).removeprefix("https://").removeprefix("http://").rstrip("/")


def _spellings(*found: str) -> frozenset[str]:
    """Return words as they stand in lists: in small letters and with a capital at the start."""
    each = " ".join(found).split()
    return frozenset(each) | {word[0].upper() + word[1:] for word in each}


_AND = _spellings("and und et y e och og en i и") | {"&"}
_FROM = _spellings("available from at in retrieved url verfügbar unter disponible")
LABELS: dict[str, frozenset[str]] = {
    "AUT": _AND,
    "VOL": _spellings(
        "page pages pp vol volume vols volumen no nr number num núm issue iss n° nº n° № band bd"
    )
    | {"№"},
    "PAG": _spellings("pg pgs page pages seite seiten pág págs pag pags стр")
    | {"p", "pp", "s", "S", "с", "С"},
    "DOI": _spellings("doi") | {"DOI"},
    "IDN": _spellings("doi pmid pmcid pubmed") | _FROM | {"DOI", "PMID", "PMCID", "URL"},
    "PUN": _FROM,
    "TYP": _FROM | {"p"},
    "TTL": frozenset({"In", "in"}),
}
"""The words that a family of rules may put or take away: they name what stands beside them."""

_FORMS = tuple(
    frozenset(group.split())
    for group in (
        "supplement supplements suppl supp sup suppl.",
        "edition ed edn",
        "aufl auflage",
        "ed eds editor editors edited",
        "hrsg hg herausgeber",
        "translator translators trans",
        "part pt pts parts",
        "chapter chap ch kap kapitel",
        "report rep",
        "junior jr",
        "senior sr",
        "first 1st i",
        "second 2nd ii",
        "third 3rd iii",
        "fourth 4th iv",
        "fifth 5th",
        "sixth 6th",
        "seventh 7th",
        "eighth 8th",
        "ninth 9th",
        "tenth 10th",
        "1st 1",
        "2nd 2 2d",
        "3rd 3 3d",
    )
)
_OTHERS = frozenset(
    tuple(group.split())
    for group in (
        "et al",
        "et alii",
        "and others",
        "and colleagues",
        "ve ark",
        "ve arkadaşları",
        "u a",
        "und andere",
        "et coll",
        "y cols",
        "y col",
        "e cols",
        "e col",
        "e outros",
        "y otros",
        "e altri",
        "i in",
        "i wsp",
        "и др",
        "и соавт",
        "та ін",
        "en anderen",
        "e a",
        "m fl",
        "等",
    )
)
_DIGRAPHS = ("Ch", "Yu", "Ya", "Ye", "Yo", "Zh", "Sh", "Kh", "Ts", "Th", "Ph", "Dz", "Dj", "St")
_LONGEST = 5
"""No name has more initials than this in one run."""


_RANGE = pattern(rf"(?<![\w{_DASH}])(\w+)(\s?(?:--|[{_DASH}])\s?)(\w+)(?![\w{_DASH}])")


def written_out(text: str) -> str:
    """Return a text with the end of each range of pages written out, where it is certain.

    >>> written_out("1361-5, 284--7, COVID-19, 167-1")
    '1361-1365, 284--287, COVID-19, 167-1'
    """
    return _RANGE.sub(lambda found: f"{found[1]}{found[2]}{_end(found[1], found[3])}", text)


def _end(first: str, last: str) -> str:
    return full_end(first, last) or last


_NUMBER = pattern(r"([^\W\d_]{0,4})(\d{1,9})\Z")


def full_end(first: str, last: str) -> str:
    """Return the end of a range written out; empty where that is not certain.

    "45A-50" and "126A-127A" are none of ours, nor is "2269-273", where a figure was lost or not.

    >>> full_end("1361", "5"), full_end("E361", "365"), full_end("2269", "273")
    ('1365', 'E365', '')
    """
    one, two = _NUMBER.match(first), _NUMBER.match(last)
    if one is None or two is None or two[1] not in ("", one[1]):
        return ""
    start, end = one[2], two[2]
    if two[1] and len(end) < len(start):
        return ""  # "e12-e8" runs backwards.
    if one[1] and not two[1] and len(end) > len(start):
        return ""  # "l01-109": a letter, or a figure one.
    if len(end) < len(start):
        kept = start[: len(start) - len(end)]
        doubled = start[len(kept)] == end[0] and len(end) != 2
        if doubled and len(end) > 1:
            return ""
        end = kept + end
    return f"{one[1]}{end}" if (len(end), end) >= (len(start), start) else ""


def initials(
    before: Sequence[str], after: Sequence[str], i: int, j: int
) -> Iterable[tuple[int, int]]:
    """Account for initials that are the same letters, joined or apart."""
    for a in range(1, _LONGEST):
        one = before[i : i + a]
        if len(one) < a or not all(map(_is_initials, one)):
            return
        for b in range(1, _LONGEST):
            two = after[j : j + b]
            if len(two) < b or not all(map(_is_initials, two)):
                break
            if "".join(one) == "".join(two):
                yield a, b


def apart(before: Sequence[str], after: Sequence[str], i: int, j: int) -> Iterable[tuple[int, int]]:
    """Account for initials that a mark parted already: "M.I.T." is "MIT", and "MIT" stays it."""
    return (way for way in initials(before, after, i, j) if way[0] > 1 or way[1] == 1)


def _is_initials(word: str) -> bool:
    if len(word) <= _LONGEST and word.isalpha() and word.isupper():
        return True
    for pair in _DIGRAPHS:
        word = word.replace(pair, "")
    return len(word) <= 3 and (not word or (word.isalpha() and word.isupper()))


def months(
    before: Sequence[str], after: Sequence[str], i: int, j: int
) -> Iterable[tuple[int, int]]:
    """Account for one month or season in two forms or languages."""
    if i < len(before) and j < len(after):
        one, two = before[i], after[j]
        number = month_number(one)
        if number and number == month_number(two):
            yield 1, 1
        season = season_number(one)
        if season and season == season_number(two):
            yield 1, 1


def forms(before: Sequence[str], after: Sequence[str], i: int, j: int) -> Iterable[tuple[int, int]]:
    """Account for two forms of one label or ordinal: "Supplement" and "Suppl"."""
    if i < len(before) and j < len(after):
        one, two = before[i].casefold(), after[j].casefold()
        if one == two or any(one in group and two in group for group in _FORMS):
            yield 1, 1


def others(
    before: Sequence[str], after: Sequence[str], i: int, j: int
) -> Iterable[tuple[int, int]]:
    """Account for "and others" in two forms or languages."""
    for a in (1, 2):
        if tuple(word.casefold() for word in before[i : i + a]) in _OTHERS:
            for b in (1, 2):
                if tuple(word.casefold() for word in after[j : j + b]) in _OTHERS:
                    yield a, b


def joined(
    before: Sequence[str], after: Sequence[str], i: int, j: int
) -> Iterable[tuple[int, int]]:
    """Account for a number and a word, together or apart: "2Suppl" and "2 Suppl"."""
    one, two = before[i : i + 2], after[j : j + 2]
    if one and len(two) == 2 and one[0] == two[0] + two[1] and two[0].isdigit():
        yield 1, 2
    if two and len(one) == 2 and two[0] == one[0] + one[1] and one[0].isdigit():
        yield 2, 1


def case(before: Sequence[str], after: Sequence[str], i: int, j: int) -> Iterable[tuple[int, int]]:
    """Account for one word in other letter case."""
    if i < len(before) and j < len(after) and before[i].casefold() == after[j].casefold():
        yield 1, 1


_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}


def ligatures(
    before: Sequence[str], after: Sequence[str], i: int, j: int
) -> Iterable[tuple[int, int]]:
    """Account for one word whose ligatures are written as their letters."""
    if i < len(before) and j < len(after) and _plain(before[i]) == _plain(after[j]):
        yield 1, 1


def _plain(word: str) -> str:
    for ligature, letters in _LIGATURES.items():
        word = word.replace(ligature, letters)
    return word


STEPS: dict[str, tuple[Step, ...]] = {
    "AUT": (initials, others, forms, case),
    "VOL": (forms, months, joined),
    "DAT": (months,),
    "TYP": (forms, months),
    "PUN": (apart,),
    "TTL": (ligatures,),
    "IDN": (months,),
}
"""The kinds of change that a family of rules may ask for."""


def canonical(word: str) -> Iterable[str]:
    """Yield what a word is in whatever form it stands, for parts that moved as a whole."""
    if _is_initials(word):
        yield from word
    elif number := month_number(word):
        yield f"month {number}"
    elif group := next((each for each in _FORMS if word.casefold() in each), None):
        yield min(group)
    else:
        yield word


def same_journal(old: str, new: str) -> bool:
    """Tell whether two names are one journal's by the table, and the old name no other's.

    A place in brackets is NLM's way to part journals of one name; it is never put in unasked.

    >>> same_journal("New England Journal of Medicine", "N Engl J Med")
    True
    >>> same_journal("Microbiology", "Microbiology (N Y)")
    False
    """
    old, new = collapse(old).strip(" .,:;"), collapse(new).strip(" .,:;")
    if ("(" in new and "(" not in old) or not _strange(old) <= _strange(new):
        return False
    mine, theirs = journals.find(old), journals.find(new)
    key, other = journals.fold(old), journals.fold(new)
    return len(mine) == 1 and mine[0] in theirs and key != "" and other != ""


def _strange(name: str) -> set[str]:
    """Return what stands in no journal's name, and may stand for what was lost: "Lancet. ??"."""
    return {each for each in unicodedata.normalize("NFC", name) if not _is_usual(each)}


def _is_usual(char: str) -> bool:
    return char.isalnum() or char in _USUAL or unicodedata.combining(char) > 0


_USUAL = frozenset(" .,:;&+*_'\u2019()[]/" + DASHES)
