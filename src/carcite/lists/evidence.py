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
from enum import Flag, auto
from itertools import groupby

from carcite.authorities.particles import PARTICLES
from carcite.lists.repeats import repeats_names
from carcite.text.chars import BLANKS, DASHES
from carcite.text.pattern import pattern


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
_ELIDED = "|".join(sorted(each[:-1] for each in PARTICLES if each.endswith("'")))
_SEPARATE = "|".join(
    sorted(
        (each for each in PARTICLES if not each.endswith("'")), key=lambda each: (-len(each), each)
    )
)
_PARTICLES = rf"(?>(?:(?:{_SEPARATE}|[’']t|[sS]t\.?)[{_B}-]++|(?:{_ELIDED}|O|D|L)['’-])*)"
_FAMILY = rf"[{_U}][^\W\d_]++(?:[ \u00a0’'{_D}]{{1,2}}(?:[{_U}][^\W\d_]++|[{_U}](?=['’]))){{0,3}}"
# A name that opens a list of names: takes "von Bonin M," and "O'Connor, R. S."; refuses "CAR T
# cells" and "In vitro".
_NAME = pattern(
    rf"{_PARTICLES}(?:{_FAMILY}|[{_U}]['’]{_FAMILY}),?[{_B}]++{_INITIALS}"
    rf"(?:[{_B}](?:Jr|Sr|II|III|2nd|3rd))?"
    rf"(?=[.,;:(]|[{_B}]++(?:et|and|und|y|e|et|&|\()|$)"
)
# Initials first: takes "J.-P. Smith"; refuses "A. thaliana".
_INITIALS_FIRST = pattern(
    rf"[{_U}]\.(?:[{_B}{_D}]?[{_U}]\.){{0,3}}[{_B}]?(?:[a-z]{{1,3}} ){{0,2}}[{_U}][^\W\d_]"
)
# Given names in full: takes "Smith, John A." and "STADEN, Hans dos Santos;"; refuses "Smith, the".
_GIVEN = pattern(
    rf"{_PARTICLES}{_FAMILY},[{_B}][{_U}][^\W\d_]++"
    rf"(?:[{_B}]+(?:[{_U}][^\W\d_]*+\.?|d[aeo]s?|v[ao]n|de[rln])){{0,4}}[{_B}]?(?:[.,;&(]|and\b)"
)
# Takes "2018", "2018a" and "2018-2019"; refuses "2018-03-23", "12018".
YEAR = pattern(r"(?<![\d.\-/])(?:1[6-9]|20)\d\d(?!\d|-\d\d-)")
# Volume and pages: takes "359: 1361", "359(6382):e12", "42 Suppl 2:S93-9", "12, pp. 4-9"; refuses
# "2018, 359 patients".
_BLOCK = pattern(
    rf"\d[{_B}]?+(?:\([^()]{{1,25}}\)|Suppl\.?[{_B}]?\d{{0,3}})?[{_B}]?+"
    rf"(?::[{_B}]?+(?:pp?\.?[{_B}]?+|S\.[{_B}])?[A-Za-z]{{0,3}}\d"
    rf"|,[{_B}]?+(?:pp?\.?[{_B}]?+\d|S\.[{_B}]\d|[A-Za-z]\d{{2}}|\d++[{_B}]?+[{_D}][{_B}]?+\d))"
)
# Takes "1361-1365" and "S93–9"; refuses the years "1961–2014" and the "2-1" of "10.1/2-1-3".
_PAGES = pattern(
    rf"(?<![\d.])(?!(?:1[89]|20)\d\d[{_D}](?:1[89]|20)?\d\d\b)"
    rf"\d{{1,6}}[{_B}]?+[{_D}]{{1,2}}[{_B}]?+\d{{1,6}}(?![\d{_D}])"
)
_IDENTIFIER = pattern(
    r"\b10\.\d{4,9}/|\bPMID\b|\bPMCID\b|\bPMC\d{4}|\bISBN\b|https?://|\bwww\.|\barXiv\b|\bdoi:"
)
_BOOK = pattern(
    r"\b(?:editors?\b|eds?\.|Hrsg\.|Verlag\b|Press\b|Publishers?\b|Springer\b|Elsevier\b|Wiley\b|"
    r"Thieme\b|University\b|Available (?:from|at)\b|\[Internet\]|thesis\b|edn?\.|[Ii]n:|"
    r"[Ii]n press\b|et al\b|Patent\b)"
)
# What stands at the end of a book: takes "Berlin: Springer; 2012", "Press, 1998", "in press".
_IMPRINT = pattern(
    r"(?:(?:[:,] [^.;:]{3,60}; ?|: [^.;:]{3,60}, )(?:1[89]|20)\d\d|[Ii]n press|"
    r"\bPress,? \(?(?:1[89]|20)\d\d)[^A-Za-z]{0,12}\Z"
)
# What hardly anything but a reference holds: takes "2018;359", "12(3):e5", "doi:10.1000/x",
# "PMID: 1", "pp. 4-9", "Berlin: Springer; 2012".
_STRONG = pattern(
    r"(?:1[89]|20)\d\d[^;:\n]{0,12};[ \u00a0]?+\d|"
    r"\d[ \u00a0]?+\([^()\n]{1,20}\)[ \u00a0]?+:[ \u00a0]?+[A-Za-z]?\d"
    r"|\b10\.\d{4,9}/|\bPMID\b|\bPMCID\b|\bpp?\.[ \u00a0]?+\d|: [^.;:\n]{3,40}; (?:1[89]|20)\d\d"
)
_COMPLETE = pattern(
    rf"(?:[A-Za-z]{{0,3}}\d[\w.]{{0,12}}|\d[)\]]|(?:1[89]|20)\d\d[a-z]?|10\.\d{{4,9}}/\S+|"
    rf"https?://\S+|\bpress|\]|\d[{_D}])[.)\]’”\"]{{0,2}}$"
)
_DANGLING = pattern(
    rf"(?:[,;:&(\[/{_D}]|\b(?:and|or|of|the|in|for|with|by|to|a|an|on|from|und|der|die|von|mit|et|de|"
    r"la|le|et al|In))$"
)
_TAIL = pattern(
    r"(?:doi\b|https?:|www\.|10\.\d{4}|PMID|PMC|PubMed\b|Available\b|Accessed\b|Retrieved\b|\[|\(|"
    r"cited\b|Epub\b|Verfügbar|Zugriff|Zugegriffen|ISBN|ISSN|In:|pp?\.|URL\b|Disponib|Disponível|"
    r"Consult|Acess[oa]|Acceso\b|Tillgänglig|Beschikbaar|Dostęp|Режим доступа|Доступ)",
    re.IGNORECASE,
)
_MONTH = pattern(
    r"(?:Jan|Feb|Mar|Apr|May|Mai|Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez)[a-zä]{0,6}\b"
)
_REACH = 160
"""How far into an entry the shape of its first name can be seen."""
_OVERLAP = 24
"""How far from a line break both halves of a broken volume and pages stand."""


def starts_with_name(text: str, at: int = 0) -> bool:
    """Tell whether a name with initials, in either order, stands at offset `at`."""
    head = text[at : at + _REACH]
    return bool(_NAME.match(head) or _INITIALS_FIRST.match(head))


def start_score(text: str, at: int, end: int) -> float:
    """Return how much the text at `at` looks like the first words of an entry: -5 to 3."""
    head = text[at : min(end, at + _REACH)]
    if not head:
        return 0.0
    if _NAME.match(head) or repeats_names(head):
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


class Found(Flag):
    """What of an entry has been seen."""

    NOTHING = 0
    YEAR = auto()
    PLACE = auto()
    """Volume and pages, or pages."""
    IDENTIFIER = auto()
    IMPRINT = auto()

    @property
    def is_dated(self) -> bool:
        """True with a year or an identifier: what every whole entry has."""
        return bool(self & (Found.YEAR | Found.IDENTIFIER))

    @property
    def is_whole(self) -> bool:
        """True with what ends an entry: year and pages, an identifier or an imprint."""
        return bool(
            self & (Found.IDENTIFIER | Found.IMPRINT) or (self & Found.YEAR and self & Found.PLACE)
        )


def find_evidence(text: str, start: int, end: int) -> Found:
    """Return what of an entry a stretch holds.

    To know what an entry holds, join what its lines and the breaks between them hold: so the time
    stays linear.
    """
    window = text[start:end]
    found = Found.NOTHING
    if YEAR.search(window):
        found |= Found.YEAR
    if _IDENTIFIER.search(window):
        found |= Found.IDENTIFIER
    if _BLOCK.search(window) or _PAGES.search(window):
        found |= Found.PLACE
    if _IMPRINT.search(window[-90:]):
        found |= Found.IMPRINT
    return found


def find_evidence_at_break(text: str, end: int, start: int) -> Found:
    """Return what stands on both sides of a line break, from `end` to `start` of two lines."""
    return find_evidence(text, max(0, end - _OVERLAP), start + _OVERLAP)


def find_dates(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of all years and identifiers, in order."""
    years = (match.start() for match in YEAR.finditer(text, start, end))
    return sorted([*years, *(match.start() for match in _IDENTIFIER.finditer(text, start, end))])


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
    if _IMPRINT.search(text[-90:]):
        score += 1.5
    elif _BOOK.search(text):
        score += 0.7
    return score


def is_surely_entry(text: str) -> bool:
    """Tell whether a paragraph is a reference even where no heading or list vouches for it.

    A year and an address are found in mail headers and program output, too.
    """
    if not looks_like_entry(text):
        return False
    label = _ANY_LABEL.match(text)
    head = text[label.end() if label else 0 :][:_REACH]
    return bool(
        _NAME.match(head)
        or _INITIALS_FIRST.match(head)
        or _GIVEN.match(head)
        or _STRONG.search(text[:4000])
    )


def line_score(line: str) -> float:
    """Return how much a line looks like part of a reference; prose rarely comes to 1."""
    score = 0.0
    label = _ANY_LABEL.match(line)
    at = label.end() if label else 0
    if _NAME.match(line, at, _REACH):
        score += 1.0
    elif label and (_INITIALS_FIRST.match(line, at, _REACH) or _GIVEN.match(line, at, _REACH)):
        score += 0.5
    if _BLOCK.search(line) and (_PAGES.search(line) or YEAR.search(line)):
        score += 1.0
    if _IDENTIFIER.search(line):
        score += 0.7
    return score + (0.5 if YEAR.search(line) else 0.0)


def starts_entry(line: str) -> bool:
    """Tell whether a line begins with a label or a name."""
    return bool(_ANY_LABEL.match(line) or _NAME.match(line[:_REACH]))


def has_label(line: str) -> bool:
    """Tell whether a line begins with what may be a label, or is one."""
    return bool(_ANY_LABEL.match(line))


def looks_like_entry(text: str) -> bool:
    """Tell whether a line or paragraph is likely a reference, by cheap evidence."""
    text = text.strip()
    if not 15 <= len(text) <= 20_000:
        return False
    if text[0].isdigit() or text[0] in "[(-•":
        text = _ANY_LABEL.sub("", text, count=1)
    return entry_score(text[:4000]) >= 2.5


_ANY_LABEL = pattern(
    rf"(?:[-–•*]?[{_B}]{{0,40}}+[\[(]?\d{{1,6}}[a-z]?[\])]?(?:[.):/]|\.?[-–])?|\(?[a-z]\)|[¹²³⁰⁴-⁹]{{1,9}}+|[•●▪◦‣*–-])(?:[{_B}]++|\Z)"
)
