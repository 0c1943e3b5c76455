"""Numbers as CSL understands them: what counts as numeric, plurals, ranges, roman numerals.

CSL 1.0.2, "Number", "Label" (plural), "Choose" (is-numeric), "Page Ranges" and "Ordinal Numbers".

>>> write_ranges("1234-41, S1-S12", "minimal", "–"), write_ranges("550-558.e2", "minimal", "–")
('1234–41, S1–12', '550-558.e2')
"""

from __future__ import annotations

import re
from typing import Final

NUMERIC_VARIABLES: Final = frozenset((
    "chapter-number", "citation-number", "collection-number", "edition",
    "first-reference-note-number", "issue", "locator", "number", "number-of-pages",
    "number-of-volumes", "page", "page-first", "part-number", "printing-number", "section",
    "supplement-number", "version", "volume", "supplement",
))  # fmt: skip

_ONE: Final = r"(?:[A-Za-z]{0,3}\d++[A-Za-z]{0,3}|[ivxlcdm]++)"
_NUMERIC: Final = re.compile(rf"{_ONE}(?:\s*(?:(?:,|&|/)\s*{_ONE}|(?:-|–)\s*[\w.]++))*+")
_ROMAN_ONLY: Final = re.compile(r"[ivxlcdm]+")
_LIST_SIGN: Final = re.compile(
    r"(\s{0,40}+(?:,|;|&)\s*+(?:(?:and|et|und|y|e)\s++)?|\s{1,40}+(?:and|et|und|y|e)\s++)"
)
_RANGE: Final = re.compile(
    r"(?P<lead>\d{0,20}[A-Za-z]{1,20}0{0,20}|)(?P<first>\d{1,20})(?P<tail>[a-z]*)\s*(?:-|–|—)++\s*+"
    r"(?P<lead2>\d{0,20}[A-Za-z]{1,20}0{0,20}|)(?P<last>\d{1,20})(?P<tail2>[a-z]*)"
)
_ROMAN_RANGE: Final = re.compile(r"([ivxlcdm]+|[IVXLCDM]+)\s*[-–—]\s*([ivxlcdm]+|[IVXLCDM]+)")
_LOOSE_HYPHEN: Final = re.compile(r"\s{1,40}+-\s*+|\s{0,40}+-\s++")
_RANGE_SIGN: Final = re.compile(
    r"[A-Za-z]{0,5}\d[A-Za-z]{0,3}\s*[-–—]\s*[A-Za-z]{0,5}\d|\b[ivxlcdm]+\s*[-–—]\s*[ivxlcdm]+\b"
)
_COUNTS: Final = re.compile(r"[A-Za-z]{0,5}\d+[A-Za-z]{0,3}|[ivxlcdmIVXLCDM]+")
_INTEGER: Final = re.compile(r"(?<![\w/.])\d+(?![\w/.])")


def is_numeric(text: str) -> bool:
    """Say whether the content is one or more numbers, with letters at most beside them.

    >>> [is_numeric(text) for text in ("2", "12a", "1, 2 & 3", "second", "5th ed.")]
    [True, True, True, False, False]
    """
    text = text.strip()
    return bool(_NUMERIC.fullmatch(text)) and (
        any(char.isdigit() for char in text) or bool(_ROMAN_ONLY.fullmatch(text))
    )


def is_plural(text: str, variable: str) -> bool:
    """Say whether the content takes the plural of its term."""
    if variable.startswith("number-of-"):
        digits = text.strip()
        return not (digits.isdecimal() and digits.lstrip("0") == "1") and digits != ""
    cleaned = text.replace("\\-", "")
    if _RANGE_SIGN.search(cleaned):
        return True
    pieces = [piece for piece in _LIST_SIGN.split(cleaned)[::2] if piece.strip()]
    return len(pieces) > 1 and all(_COUNTS.fullmatch(piece.strip()) for piece in pieces)


def write_ranges(text: str, form: str, delimiter: str) -> str:
    """Write each range in the list with the delimiter and in the form of page-range-format."""
    if text.isdecimal():
        return text
    if "-" not in text and "–" not in text and "—" not in text:
        return text
    parts = _LIST_SIGN.split(text)
    for index in range(0, len(parts), 2):
        parts[index] = _one_range(parts[index], form, delimiter)
    return "".join(parts)


def _one_range(text: str, form: str, delimiter: str) -> str:
    if "\\-" in text:
        return text.replace("\\-", "-")
    found = _RANGE.fullmatch(text.strip())
    if found is None:
        roman = _ROMAN_RANGE.fullmatch(text.strip())
        if roman:
            return f"{roman[1]}{delimiter}{roman[2]}"
        return _LOOSE_HYPHEN.sub("-", text) if any(c.isdigit() for c in text) else text
    lead, first, tail = found["lead"], found["first"], found["tail"]
    lead2, last, tail2 = found["lead2"], found["last"], found["tail2"]
    if lead != lead2:
        return f"{lead}{first}{tail}-{lead2}{last}{tail2}"
    if not form:
        return f"{lead}{first}{tail}{delimiter}{lead2}{last}{tail2}"
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    if form == "expanded" or int(last) < int(first):
        return f"{lead}{first}{tail}{delimiter}{lead2}{last}{tail2}"
    if form.startswith("chicago"):
        short = _shorten(first, last, form)
        return f"{lead}{first}{tail}{delimiter}{short}{tail2 if short == last else ''}"
    return f"{lead}{first}{tail}{delimiter}{_shorten(first + tail, last + tail2, form)}"


def _shorten(first: str, last: str, form: str) -> str:
    if len(first) != len(last):
        return last
    common = 0
    while common < len(first) - 1 and first[common] == last[common]:
        common += 1
    if form == "minimal":
        return last[common:]
    if form == "minimal-two":
        return last[min(common, max(len(last) - 2, 0)) :]
    number = int(first)
    if number < 100 or number % 100 == 0:
        return last
    if form in ("chicago", "chicago-15") and len(first) == 4 and common <= 1:
        return last
    if number % 100 < 10:
        return last[common:]
    return last[min(common, len(last) - 2) :]


def roman(number: int) -> str:
    """Write a number from 1 to 3,999 in small roman numerals, others in figures.

    >>> roman(1994), roman(0)
    ('mcmxciv', '0')
    """
    if not 0 < number < 4000:
        return str(number)
    out = []
    for value, sign in _ROMAN_SIGNS:
        count, number = divmod(number, value)
        out.append(sign * count)
    return "".join(out)


_ROMAN_SIGNS: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def integers(text: str) -> list[tuple[str, int | None]]:
    """Cut a numeric text into figures that stand alone and what lies between them."""
    out: list[tuple[str, int | None]] = []
    place = 0
    for found in _INTEGER.finditer(text):
        if found.start() > place:
            out.append((text[place : found.start()], None))
        figures = found.group()
        out.append((figures, int(figures) if len(figures) < 10 else None))
        place = found.end()
    if place < len(text):
        out.append((text[place:], None))
    return out
