"""What makes a stretch of text look like a reference, its first line or its end.

The shapes are those of the ICMJE's "Samples of Formatted References" (NLM, 2024) and of the house
styles that follow it; each is evidence only, and costs one look at a short stretch.

>>> starts_with_name("June CH, O'Connor RS"), starts_with_name("CAR T cell immunotherapy")
(True, False)
>>> looks_like_entry("June CH. CAR T cells. Science 2018; 359: 1361-1365")
True
"""

from __future__ import annotations

import re
from itertools import groupby

from carcite.text.chars import BLANKS, DASHES


def _upper_class() -> str:
    """Return, as the inside of a regex class, the capital letters of the European alphabets."""
    codes = [code for code in range(0x41, 0x530) if chr(code).isupper()]
    runs = groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0])
    spans = [[code for _, code in run] for _, run in runs]
    return "".join(f"{chr(span[0])}-{chr(span[-1])}" for span in spans)


_U = _upper_class()
_B = BLANKS
_D = re.escape(DASHES)
_INITIALS = rf"[{_U}](?:[.{_D}’']{{0,2}}[{_B}]?[{_U}]){{0,4}}"
_PARTICLES = (
    r"(?:(?>von|van|vom|zu|zur|de|der|den|del|della|di|da|das|dos|du|la|le|les|el|al|ten|ter|te|"
    r"af|av|bin|ibn|y|e|d[’']|O[’'])[ \u00a0]*+){0,3}"
)
_FAMILY = rf"[{_U}][^\W\d_]++(?:[ \u00a0’'{_D}]{{1,2}}(?:[{_U}][^\W\d_]++|[{_U}](?=['’]))){{0,3}}"
# A name that opens a list of names: takes "von Bonin M," and "O'Connor, R. S."; refuses "CAR T
# cells" and "In vitro".
_NAME = re.compile(
    rf"{_PARTICLES}(?:{_FAMILY}|[{_U}]['’]{_FAMILY}),?[{_B}]++{_INITIALS}"
    rf"(?:[{_B}](?:Jr|Sr|II|III|2nd|3rd))?"
    rf"(?=[.,;:(]|[{_B}]++(?:et|and|und|y|e|et|&|\()|$)"
)
# Initials first: takes "J.-P. Smith"; refuses "A. thaliana".
_INITIALS_FIRST = re.compile(
    rf"[{_U}]\.(?:[{_B}{_D}]?[{_U}]\.){{0,3}}[{_B}]?(?:[a-z]{{1,3}} ){{0,2}}[{_U}][^\W\d_]"
)
# Given names in full: takes "Smith, John A." and "Smith, John, and"; refuses "Smith, the".
_GIVEN = re.compile(
    rf"{_PARTICLES}{_FAMILY},[{_B}][{_U}][^\W\d_]++(?:[{_B}][{_U}]\.?)?[{_B}]?(?:[.,;&(]|and\b)"
)
YEAR = re.compile(r"(?<![\d.\-/])(?:1[6-9]|20)\d\d(?!\d)")
# Volume and pages: takes "359: 1361", "359(6382):e12", "42 Suppl 2:S93-9", "12, pp. 4-9".
_BLOCK = re.compile(
    rf"\d[{_B}]?+(?:\([^()]{{1,25}}\)|Suppl\.?[{_B}]?\d{{0,3}})?[{_B}]?+[:,][{_B}]?+"
    rf"(?:pp?\.?[{_B}]?+|S\.[{_B}])?[A-Za-z]{{0,3}}\d++(?:[{_B}]?+[{_D}]|[{_B}]?+[.;,)]|[{_B}\s]|$)"
)
_PAGES = re.compile(rf"(?<![\d.])\d{{1,6}}[{_B}]?+[{_D}]{{1,2}}[{_B}]?+\d{{1,6}}(?![\d{_D}])")
_IDENTIFIER = re.compile(
    r"\b10\.\d{4,9}/|\bPMID\b|\bPMCID\b|\bPMC\d{4}|\bISBN\b|https?://|\bwww\.|\barXiv\b|\bdoi:"
)
_BOOK = re.compile(
    r"\b(?:editors?\b|eds?\.|Hrsg\.|Verlag\b|Press\b|Publishers?\b|Springer\b|Elsevier\b|Wiley\b|"
    r"Thieme\b|University\b|Available (?:from|at)\b|\[Internet\]|thesis\b|edn?\.|[Ii]n:)|"
    r": [^.;:]{3,40}[;,] (?:1[89]|20)\d\d|In press\b|in press\b|et al\b|U\.?S\.? Patent"
)
_COMPLETE = re.compile(
    rf"(?:[A-Za-z]{{0,3}}\d[\w.]{{0,12}}|\d[)\]]|(?:1[89]|20)\d\d[a-z]?|10\.\d{{4,9}}/\S+|"
    rf"https?://\S+|\bpress|\]|\d[{_D}])[.)\]’”\"]{{0,2}}$"
)
_DANGLING = re.compile(
    rf"(?:[,;:&(\[/{_D}]|\b(?:and|or|of|the|in|for|with|by|to|a|an|on|from|und|der|die|von|mit|et|de|"
    r"la|le|et al|In))$"
)
_TAIL = re.compile(
    r"(?:doi\b|https?:|www\.|10\.\d{4}|PMID|PMC|PubMed\b|Available\b|Accessed\b|Retrieved\b|\[|\(|"
    r"cited\b|[Ee]pub\b|Verfügbar|Zugriff|ISBN|ISSN|In:|pp?\.)",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Mai|Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez)[a-zä]{0,6}\b"
)
_REACH = 160
"""How far into an entry the shape of its first name can be seen."""


def starts_with_name(text: str, at: int = 0) -> bool:
    """Tell whether a name with initials, in either order, stands at offset `at`."""
    head = text[at : at + _REACH]
    return bool(_NAME.match(head) or _INITIALS_FIRST.match(head))


def start_score(text: str, at: int, end: int) -> float:
    """Return how much the text at `at` looks like the first words of an entry: -5 to 3."""
    head = text[at : min(end, at + _REACH)]
    if not head:
        return 0.0
    if _NAME.match(head):
        return 3.0
    if _TAIL.match(head):
        return -3.5
    if _INITIALS_FIRST.match(head) or _GIVEN.match(head):
        return 2.0
    first = head[0]
    if first.isdigit() or _MONTH.match(head):
        return -3.0
    if first.islower():
        return -2.5
    if first.isalpha():
        return 0.5
    return 0.0 if first in "\"'“„«‘*†#_<" else -4.0


def end_score(text: str, start: int, end: int) -> float:
    """Return how much the text up to `end` looks like the last words of an entry: -2.5 to 1.5."""
    tail = text[max(start, end - 60) : end]
    if _DANGLING.search(tail):
        return -2.5
    if _COMPLETE.search(tail):
        return 1.5
    if tail.endswith((".", "?", "!")):
        return 0.3
    return -1.5


def has_date_or_place(text: str) -> bool:
    """Tell whether a stretch holds a year, or an identifier: what every whole entry has."""
    return bool(YEAR.search(text) or _IDENTIFIER.search(text))


def is_whole(text: str) -> bool:
    """Tell whether a stretch has what ends an entry: volume and pages, identifier or publisher."""
    return bool(
        _IDENTIFIER.search(text)
        or (
            YEAR.search(text) and (_BLOCK.search(text) or _PAGES.search(text) or _BOOK.search(text))
        )
    )


def entry_score(text: str) -> float:
    """Return how much a line or paragraph looks like a reference; 2.5 and more is convincing."""
    score = 0.0
    head = text[:_REACH]
    if _NAME.match(head):
        score += 1.5
    elif _INITIALS_FIRST.match(head) or _GIVEN.match(head):
        score += 1.0
    if YEAR.search(text):
        score += 1.0
    if _BLOCK.search(text):
        score += 1.5
    elif _PAGES.search(text):
        score += 0.5
    if _IDENTIFIER.search(text):
        score += 1.0
    if _BOOK.search(text):
        score += 0.7
    return score


def line_score(line: str) -> float:
    """Return how much a line looks like part of a reference; prose rarely comes to 1."""
    score = 0.0
    label = _ANY_LABEL.match(line)
    if _NAME.match(line, label.end() if label else 0, _REACH):
        score += 1.0
    if _BLOCK.search(line) and (_PAGES.search(line) or YEAR.search(line)):
        score += 1.0
    if _IDENTIFIER.search(line):
        score += 0.7
    return score + (0.5 if YEAR.search(line) else 0.0)


def starts_entry(line: str) -> bool:
    """Tell whether a line begins with a label or a name."""
    return bool(_ANY_LABEL.match(line) or _NAME.match(line[:_REACH]))


def looks_like_entry(text: str) -> bool:
    """Tell whether a line or paragraph is likely a reference, by cheap evidence."""
    text = text.strip()
    if not 15 <= len(text) <= 20_000:
        return False
    if text[0].isdigit() or text[0] in "[(-•":
        text = _ANY_LABEL.sub("", text, count=1)
    return entry_score(text[:4000]) >= 2.5


_ANY_LABEL = re.compile(rf"[-–•*]?[{_B}]*+[\[(]?\d{{1,4}}[\])]?[.):]?[{_B}]++")
