"""How likely a text is to be a title, the name of a journal, a publisher, a place...

A cost of 0 is what one expects there; each point makes a reading about half as likely. What is
judged is plain text (ASCII in the place of letters with diacritics).

>>> cost("container-title", "Science"), cost("place", "Geneva") < cost("place", "a long way")
(0.0, True)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from carcite.authorities import journals
from carcite.authorities.months import month_number
from carcite.authorities.places import find_place, is_city, is_region
from carcite.text.pattern import pattern


def cost(kind: str, text: str) -> float:
    """Return how unlikely a text is to be of a kind."""
    judge = _JUDGES.get(kind)
    return judge(text) if judge and text else 0.0


_BREAK = pattern(r"[.?!]\"? (?=[A-Z\"'(])")
_BLOCK = pattern(
    r"\d{4}[;,:] ?\d|\d\(\d+\)|[;:] ?[Ee]?\d+-\d+|\bdoi|https?:|10\.\d{4}/|\bpp?\. \d"
    r"|\((?:19|20)\d\d\)"
)
_DIGIT = pattern(r"\d")


def _has_block(text: str, digit: bool) -> bool:
    """Tell whether volume and pages, an address or a year in brackets stand in a text.

    Cheap questions first, here and below: thousands of stretches are weighed for an entry.
    """
    return (digit or "doi" in text or "http" in text) and bool(_BLOCK.search(text))


_NAMES_FIRST = pattern(
    r"(?:and |& )?[A-Z][\w'-]+,? (?:[A-Z]\.?){1,3}(?:[,;]| and (?=[A-Z])| & | \(?\d{4})"
    r"|[A-Z]\.,? |et al|, |(?:and|&) [A-Z]\."
    r"|[A-Z][\w'-]+, [A-Z]\.?(?:\W|\Z)"
)
# Takes "2009. Vitamin D", "2009) Sleep"; refuses "2009 pandemic", "2019: A space odyssey".
_YEAR_FIRST = pattern(r"(?:19|20)\d\d[a-z]?[.,)] ")
_PRESS = pattern(
    r"\b(?:[A-Z][a-z]*-?Verlag|Verlag|Press|Publish\w+|Publications?|Books?|Elsevier|Springer\w*|Wiley\S*|Saunders|"
    r"Mosby|Lippincott|Williams|McGraw\S*|Thieme|Karger|Academic|Routledge|Blackwell|Churchill|Editions?|Editora|Editorial|"
    r"Univ\w*|Institute?\w*|Inc|Ltd|GmbH|Sons|Company|Co|Group|Masson|Dekker|Raven|Humana|CRC|Ministry|Department|Agency|"
    r"Organi[sz]ation|Office|Association|Society|Center|Centre|Council)\b"
)
_TITLE_ENDS = pattern(
    r"\b(?:of|the|and|in|for|a|an|with|to|on|by|from|de|la|der|und|et|&|In:?|vol\.?|no\.?)\"?$|[(,;:]$"
)
_EDITORS = pattern(r"\b(?:[Ee]ds?\b\.?|[Ee]ditors?|[Ii]n: |[Hh]rsg|\bIn [A-Z]\.)")
_LONGEST_END = 12
"""More than the longest word of _TITLE_ENDS, a mark before and a quote behind it."""


def _has_editors(text: str) -> bool:
    hint = "ed" in text or "Ed" in text or "n: " in text or "In " in text or "rsg" in text
    return hint and bool(_EDITORS.search(text))


_THESIS = pattern(r"(?:[\w.']+ ){0,3}(?:[Tt]hes[ie]s|[Dd]issert\w+|Diss\.?)(?: de \w+)?")
# Takes a medium, a kind or an edition in brackets at the end of a title.
_TITLE_TAIL = pattern(
    r"\[[^\[\]]{2,40}\]\Z|\((?:[^()]{0,30}\b(?:ed|rev|edn|edition|vol|no)\b[^()]{0,30}|[A-Z\d/-]{6,})\)\Z"
)


@lru_cache(maxsize=8192)
def _title(text: str) -> float:
    words = _count_words(text)
    worth = 0.02 * min(words, 40)
    worth += _breaks(text)
    if words < 3:
        worth += 1.2 if words == 1 else 0.5
    digit = _DIGIT.search(text) is not None
    if _has_block(text, digit):
        worth += 5
    if _NAMES_FIRST.match(text) or _YEAR_FIRST.match(text):
        worth += 3
    if _has_editors(text):
        worth += 2
    worth += 0.6 * text.count("; ")
    if text[-1] == ".":
        worth += 0.6
    if text[-1] == ")" and ": " in text[text.rfind(" (") :]:
        worth += 1.0
    if text.rstrip(".")[-1:] in tuple(")]") and _TITLE_TAIL.search(text.rstrip(".")):
        worth += 1.5
    if words < 5 and _THESIS.fullmatch(text):
        worth += 2
    behind = text.rpartition(", ")[2]
    if behind != text and (_PRESS.search(behind) or _is_place(behind)):
        worth += 1.5
    elif behind != text and behind.isupper() and len(behind) < 7:
        worth += 0.8
    return worth + _edges(text, digit) + _last_stop(text)


def _count_words(text: str) -> int:
    """Return how many words a text has; two Chinese or Korean signs, each an x, are about one."""
    return text.count(" ") + 1 + (text.count("x") // 2 if "xxx" in text else 0)


def _breaks(text: str) -> float:
    """Return what the ends of sentences within a text cost."""
    many = ". " in text or "? " in text or "! " in text or '" ' in text
    return 0.8 * len(_BREAK.findall(text)) if many else 0.0


def _edges(text: str, digit: bool) -> float:
    worth = 0.0
    if text[0].islower() and not text[1:2].isupper() and text[:2] != "xx":
        worth += 1.5
    if text[0] in ",.;:)]&" or _TITLE_ENDS.search(text[-_LONGEST_END:]):
        worth += 3
    if text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        worth += 2
    if (digit or " Rev" in text or text[-2:].isupper()) and _EDITION_TAIL.search(text):
        worth += 1.5
    if '"' in text:
        worth += 1.0 * (text.count('"') % 2)
        # A quotation that ends before the text does is the style's own.
        worth += 2.0 * (text[0] == '"' and text.find('"', 1) < len(text) - 1)
    return worth


# Takes "..., 4th rev", "... 10th revision", "... 2nd ed."; refuses "... revised".
_EDITION_TAIL = pattern(
    r"[ (]\d{1,2}(?:st|nd|rd|th) (?:rev|ed|edn|edition|revision)\b[\w., ]{0,20}\)?\Z"
    r"|[.,] Rev(?:ised)?\.?\Z|, [IVX]{2,4}\.?\Z"
)


def _last_stop(text: str) -> float:
    """Return what speaks against a stop at the end: it is the style's, but for abbreviations."""
    if not text.endswith("."):
        return 0.0
    return 0.1 if re.search(r"(?:\b[A-Z]|\. ?[A-Z]\w*|\b[A-Z][a-z]{1,5})\.\Z", text) else 0.4


@lru_cache(maxsize=8192)
def _container(text: str) -> float:
    digit = _DIGIT.search(text) is not None
    block = _has_block(text, digit)
    if text[-1] not in ",;:" and ";" not in text and not block and journals.known(text):
        return _last_stop(text) if text[0].isupper() or text[1:2].isupper() or " " in text else 0.5
    words = text.count(" ") + 1
    if _ends_in_place(text):
        return 3.0 + _edges(text, digit)
    worth = 1.0 + 0.08 * words + 0.6 * _lone_breaks(text)
    if block or digit:
        worth += 5 if block else 1
    if _has_editors(text):
        worth += 3
    return worth + _edges(text, digit) + _last_stop(text)


_LONE_BREAK = pattern(r"(?<=[a-z]{4})[.?!] (?=[A-Z])")


def _lone_breaks(text: str) -> int:
    many = ". " in text or "? " in text or "! " in text
    return len(_LONE_BREAK.findall(text)) if many else 0


@lru_cache(maxsize=4096)
def _publisher(text: str) -> float:
    words = text.count(" ") + 1
    worth = 0.3 if _PRESS.search(text) else 1.0
    worth += 0.15 * max(0, words - 5) + 1.2 * _lone_breaks(text)
    if _is_place(text) or _ends_in_place(text) or text.startswith("Rev, "):
        worth += 1.5
    digit = _DIGIT.search(text) is not None
    if digit or _has_block(text, digit):
        worth += 2.5
    if ", " in text:
        worth += 0.4
    if ": " in text or ";" in text:
        worth += 1.5
    if _has_editors(text):
        worth += 3
    if _GENRE.search(text):
        worth += 1.5
    return worth + _edges(text, digit) + _last_stop(text)


_CITY = pattern(r"[A-Z][\w'.-]+(?: [A-Z][\w'.-]+| (?:de|of|am|on|le|la|do|upon)){0,3}")


@lru_cache(maxsize=4096)
def _is_place(text: str) -> bool:
    """Say whether a text is a city, with its region or country or without."""
    if len(text) > 45 or not text[:1].isupper():
        return False
    if is_city(text):
        return True
    if find_place(f"{text}: X") == (0, len(text)):
        return not (_PRESS.search(text) or " of " in text)
    city, *behind = text.split(", ")
    return bool(behind) and bool(_CITY.fullmatch(city)) and all(map(is_region, behind))


def _ends_in_place(text: str) -> bool:
    """Say whether a place stands behind a comma at the end: "Mosby, St. Louis"."""
    at = text.find(", ")
    while at >= 0:
        if _is_place(text[at + 2 :]):
            return True
        at = text.find(", ", at + 2)
    return False


# Takes the "M" and "SPb" of Russian lists, and two to four Chinese or Japanese signs.
_SHORT_PLACE = pattern(r"M|SPb|x{2,4}")


@lru_cache(maxsize=4096)
def _place(text: str) -> float:
    if _is_place(text):
        return 0.0
    if _SHORT_PLACE.fullmatch(text):
        return 0.4
    words = text.count(" ") + 1
    worth = 0.7 if words < 3 and _CITY.fullmatch(text) else 1.2
    worth += 0.4 * max(0, words - 2) + (2 if re.search(r"[\d:;]", text) else 0)
    worth += 1.5 if _PRESS.search(text) or text.startswith("Rev") else 0
    worth += 1.5 * _lone_breaks(text)
    return worth + _edges(text, _DIGIT.search(text) is not None)


def _words(text: str) -> float:
    digit = _DIGIT.search(text) is not None
    worth = 2.0 + 0.1 * text.count(" ") + _breaks(text)
    return worth + (3 if _has_block(text, digit) else 0) + _edges(text, digit)


_SERIES = pattern(
    r"\b[Ss]eries\b|^Lecture|^Advances|^Methods|^Progress|^Studies|[Ll]ibrary|^Topics|[Mm]onograph"
)


def _series(text: str) -> float:
    return (0.8 if _SERIES.search(text) else 1.8) + _words(text) - 2.0


_MEDIUM = pattern(
    r"(?:[\w-]+ on the )?(?:Internet|[Oo]n-?line|[Ww]eb|CD(?:-ROM)?|DVD\S*|"
    r"[Vv]ideo\w*|[Aa]udio\w*|[Pp]rint)"
)


def _medium(text: str) -> float:
    return 0.2 if _MEDIUM.match(text) and len(text) < 30 else 1.0 + _words(text)


_GENRE = pattern(
    r"\b(?:thes[ie]s|dissertation|report|Ph\.? ?D|M\.? ?Sc|preprint|doctoral|master'?s?|technical|"
    r"working paper|white paper|data ?set|software|letter|editorial|poster|abstract|"
    r"press release|computer program|lecture|Diss\w*|Habil\w*|tes[ei]s?|these|doktor\w*|doutor\w*|"
    r"mestrado|maestria)\b", re.IGNORECASE
)  # fmt: skip


def _genre(text: str) -> float:
    if len(text) < 50 and _GENRE.search(text):
        return 0.2 + 0.08 * text.count(" ")
    return 2.5 + _words(text) - 2.0


def _month(text: str) -> float:
    first = re.split(r"[.-]", text)[0]
    return 0.0 if month_number(first) else (0.2 if text.isdigit() else 4.0)


def _number(text: str) -> float:
    if text.isdigit():
        return 0.0 if len(text) < 5 else 1.0
    return 0.6 if re.fullmatch(r"\d+[A-Za-z]|[A-Z]\d+|\d+-\d+|[IVXLC]+|[ivx]+", text) else 1.0


def _issue(text: str) -> float:
    if text.isdigit():
        return 0.0
    return 0.3 if re.match(r"\d|[Ss]uppl|[Pp]t\b|[A-Z]?\d", text) else 1.6


def _pages(text: str) -> float:
    if text[-1] == ".":
        return 0.4 + _pages(text[:-1])
    if re.fullmatch(r"[A-Za-z]{0,3}\d+[A-Za-z]? ?-+ ?[A-Za-z]{0,3}\d+[A-Za-z]?", text):
        return 0.0
    return 0.3 if re.fullmatch(r"[A-Za-z]?\d+(?:\.e?\d+)?", text) else 0.8


def _edition(text: str) -> float:
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th|\.)?", text):
        return 0.0
    if re.fullmatch(r"[IVX]{2,4}", text):
        return 0.6
    if re.match(
        r"[Rr]ev|[A-Z][a-z]+(?:th|nd|rd|st|ond)\b|\d{1,2}(?:st|nd|rd|th|\.),? (?:ed|rev|enl)", text
    ):
        return 0.6
    return 1.2 if text[0].isdigit() else 2.5


def _code(text: str) -> float:
    return 0.8 if not re.fullmatch(r"(?:19|20)\d\d|\d{1,3}", text) else 1.6


def _count(text: str) -> float:
    return 0.3


def _year(text: str) -> float:
    return 0.0 if text[:1].isdigit() else 0.5


_JUDGES: Mapping[str, Callable[[str], float]] = {
    "title": _title,
    "container-title": _container,
    "publisher": _publisher,
    "place": _place,
    "words": _words,
    "series": _series,
    "medium": _medium,
    "genre": _genre,
    "month": _month,
    "number": _number,
    "issue": _issue,
    "pages": _pages,
    "edition": _edition,
    "code": _code,
    "count": _count,
    "year": _year,
}
