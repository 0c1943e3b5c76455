"""Read a date variable of CSL-JSON: date-parts, seasons, circa, literals, EDTF and plain strings.

CSL-JSON schema 1.0.2, "date-variable"; strings or numbers in date-parts, both are met. EDTF:
Library of Congress, level 0 with the level 1 marks "~" and "?".

>>> read_date({"date-parts": [["2018", 3, 23]]}).first
Day(year=2018, month=3, day=23)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple


class Day(NamedTuple):
    """One end of a date; 0 stands for what is not given. Months 13 to 16 are seasons."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date or a range of dates; `literal` stands alone when nothing else could be read."""

    first: Day | None = None
    last: Day | None = None
    circa: bool = False
    literal: str = ""
    season: str = ""
    open_end: bool = False

    def __bool__(self) -> bool:
        return bool(self.first or self.literal)


EMPTY: Final = DateValue()
_EDTF: Final = re.compile(r"(-?\d{1,5}|y-?\d{5,9})(?:-(\d{1,2}))?(?:-(\d{1,2}))?([~?%]?)", re.ASCII)
_YEAR: Final = re.compile(r"(?<!\d)(\d{3,4})(?!\d)", re.ASCII)
_MONTHS: Final = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_SEASONS: Final = {"spring": 13, "summer": 14, "autumn": 15, "fall": 15, "winter": 16}
_WORDS: Final = re.compile(r"[^\W\d_]+")
_DMY: Final = re.compile(r"(\d{1,4})[-/.](\d{1,2})(?:[-/.](\d{1,4}))?", re.ASCII)
_INTEGER: Final = re.compile(r"-?[0-9]{1,9}")
_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})(?!\d)", re.ASCII)


def read_date(value: Mapping[str, Any] | str) -> DateValue:
    """Read a date variable; a string that cannot be read becomes its literal.

    Raise ValueError for date-parts that hold something other than numbers.
    """
    if isinstance(value, str):
        return _read_raw(value)
    circa = value.get("circa") not in (None, False, "", 0, "0", "false")
    season = value.get("season")
    parts = value.get("date-parts")
    if parts is not None and not isinstance(parts, (list, tuple)):
        raise ValueError(f"date-parts hold {_shown(parts)}, not lists of numbers")
    if isinstance(parts, (list, tuple)) and parts:
        days = [day for day in (_read_parts(part) for part in parts[:2]) if day is not None]
        if days:
            name = ""
            if season not in (None, "") and not days[0].month:
                number = _season_number(season)
                if number:
                    days[0] = days[0]._replace(month=number)
                else:
                    name = str(season)
            last = days[1] if len(days) > 1 else None
            open_end = len(parts) > 1 and last is None
            return DateValue(days[0], last, circa, season=name, open_end=open_end)
    literal = value.get("literal")
    if literal not in (None, ""):
        return DateValue(literal=str(literal), circa=circa)
    raw = value.get("raw") or value.get("edtf")
    if raw not in (None, ""):
        found = _read_raw(str(raw))
        if circa and found.first:
            return DateValue(found.first, found.last, True, open_end=found.open_end)
        return found
    if "year" in value:
        day = _read_parts([value.get("year"), value.get("month"), value.get("day")])
        if day:
            return DateValue(day, None, circa)
    return EMPTY


def _season_number(season: object) -> int:
    text = str(season).strip()
    return 12 + int(text) if text.isdecimal() and len(text) == 1 and 1 <= int(text) <= 4 else 0


def _read_parts(parts: object) -> Day | None:
    if not isinstance(parts, (list, tuple)):
        raise ValueError(f"date-parts hold {_shown(parts)}, not a list of numbers")
    numbers = []
    for part in list(parts)[:3]:
        number = _whole(part)
        if number is None:
            break
        numbers.append(number)
    if not numbers or numbers[0] == 0:
        return None
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if 13 <= month <= 24:
        month = 13 + (month - 13) % 4
    elif not 0 <= month <= 12:
        month = 0
    if not 0 <= day <= 31 or not month:
        day = 0
    return Day(year, month, day)


def _whole(part: object) -> int | None:
    if part is None:
        return None
    if isinstance(part, (int, float)) and not isinstance(part, bool):
        if not -1e9 < part < 1e9:
            raise ValueError("date-parts hold a number too large for a year")
        return int(part)
    text = part.strip() if isinstance(part, str) else None
    if text == "":
        return None
    if text is None or not _INTEGER.fullmatch(text):
        raise ValueError(f"date-parts hold {_shown(part)}, which is no number")
    return int(text)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) < 40 else text[:37] + "..."


def _read_raw(text: str) -> DateValue:
    text = text.strip()
    sides = re.split(r"\s{0,40}+/\s*+", text) if _looks_edtf(text) else [text]
    found = [_EDTF.fullmatch(side) for side in sides[:2]]
    if found[0] is not None and _plausible(found[0]):
        first = _from_edtf(found[0])
        second = found[1] if len(found) > 1 else None
        last = _from_edtf(second) if second is not None else None
        circa = any(match is not None and match[4] for match in found)
        open_end = len(sides) > 1 and sides[1] in ("", "..")
        if first is not None:
            return DateValue(first, last, circa, open_end=open_end)
    return _read_words(text)


def _looks_edtf(text: str) -> bool:
    return bool(re.fullmatch(r"-?\d{4}[-\d~?%]*+\s*+/\s*+(?:-?\d{4}[-\d~?%]*+|\.\.)?", text))


def _plausible(found: re.Match[str]) -> bool:
    return len(found[1].lstrip("-")) >= 3 or not found[2]


def _from_edtf(found: re.Match[str]) -> Day | None:
    return _read_parts([found[1].lstrip("y"), found[2] or 0, found[3] or 0])


def _read_words(text: str) -> DateValue:
    """Read "23 March 2018", "Mar 2018", "3/23/2018" or a season; else keep the literal."""
    slashed = _DMY.fullmatch(text)
    if slashed:
        a, b, c = (int(part) if part else 0 for part in slashed.groups())
        if a > 31:
            return DateValue(_read_parts([a, b, c]))
        if c:
            return DateValue(_read_parts([c, b, a] if a > 12 else [c, a, b]))
        return DateValue(_read_parts([b, a]) if b > 12 else None, literal=text if b <= 12 else "")
    years = _YEAR.findall(text)
    if len(years) != 1:
        return DateValue(literal=text)
    words = [word.lower() for word in _WORDS.findall(text)]
    circa = any(word in ("circa", "c", "ca") for word in words)
    month = 0
    for word in words:
        if word in ("circa", "c", "ca"):
            continue
        if word in _SEASONS:
            month = _SEASONS[word]
        elif word[:3] in _MONTHS:
            month = _MONTHS[word[:3]]
        elif word not in ("st", "nd", "rd", "th"):
            return DateValue(literal=text)
    rest = _YEAR.sub(" ", text)
    days = _DAY.findall(rest)
    day = int(days[0]) if len(days) == 1 and month else 0
    return DateValue(Day(int(years[0]), month, day), None, circa)
