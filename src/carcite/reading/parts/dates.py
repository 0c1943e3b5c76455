"""Dates in references: "2018 Mar 23", "March 23, 2018", "2012/12/19", "25 set. 2022", "c2001".

Citing Medicine 2nd ed., ch. 1A, "Date of publication": year, month, day; ranges of months and days
with a hyphen, seasons in the place of months. The other orders are those that other houses and
other languages print. All functions take plain text (see `carcite.text.scanner`).

>>> read_date("2003 Jun 3-5")
Date(year=2003, month=6, day=3, season=None, end_year=None, end_month=None, end_day=5, letter='', circa=False)
>>> read_date("29 de setembro de 2014") == read_date("Sep. 29, 2014") == read_date("2014-09-29")
True
"""  # noqa: E501

from __future__ import annotations

from functools import lru_cache

from carcite.authorities.months import MONTHS, SEASONS, month_number, season_number
from carcite.model.dates import Date
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of

YEAR = r"(?:1[5-9]|20)\d\d"
"""Takes 1500 to 2099."""
NO_DATE = r"(?:date\ unknown|no\ date|undated|n\.\ ?d\.?|s\.\ ?[df]\.?|o\.\ ?J\.?)"
"""What says that a work bears no date: English, French and Portuguese, Spanish, German."""
MONTH = (
    r"(?<!Rio\ de\ )"
    rf"(?i:{one_of(word for word in (*MONTHS, *SEASONS) if word.isascii())})\b\.?"
)
"""Takes "Mar", "Sept.", "agosto", "Winter"; refuses the town's "Janeiro"."""
MONTHS_AND_DAYS = (
    rf"(?:{MONTH}(?:\ \d{{1,2}})?\ ?-\ ?{YEAR}\ {MONTH}(?:\ \d{{1,2}}(?!\d))?"
    rf"|{MONTH}(?:\ ?[-/]\ ?{MONTH})?"
    rf"(?:\ \d{{1,2}}(?!\d)(?:\ ?-\ ?(?:{MONTH}\ )?\d{{1,2}}(?!\d))?)?"
    r"|(?<!:\ )\d{1,2}(?:\ \d{1,2})?(?=;))"
)
"""What stands behind the year in NLM form: "Mar 23", "Jun 3-5", "Dec 28-2019 Jan 3", "Winter"."""

LIKE_MONTHS_AND_DAYS = (
    r"[A-Za-z]{3,11}\.?(?:\ ?[-/]\ ?[A-Za-z]{3,11}\.?)?"
    r"(?:\ \d{1,2}(?!\d)(?:\ ?-\ ?(?:[A-Za-z]{3,11}\.?\ )?\d{1,2}(?!\d))?)?"
)
"""The same with any words: quick to search for, to be held against `are_months_and_days`."""
_MONTHS_AND_DAYS = pattern(MONTHS_AND_DAYS)


def are_months_and_days(plain: str) -> bool:
    """Tell whether a whole plain text is months and days in NLM's order ("Mar 23", "Jan-Feb")."""
    return _MONTHS_AND_DAYS.fullmatch(plain) is not None


# Any word will do here: `_date` asks whether it is a month.
_WORD = r"(?P<month>[A-Za-z]{3,11}\.?)(?:\ ?[-/]\ ?(?P<month2>[A-Za-z]{3,11}\.?))?"
_DAY = r"(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th|o|er|\.)?(?:\ ?-\ ?(?:(?P<month3>[A-Z][a-z]+)\ )?(?P<day2>\d{1,2})(?!\d))?"  # noqa: E501
_YEAR = rf"(?P<circa>\[?ca?\.?\ ?)?\[?(?P<year>{YEAR})(?P<letter>[a-z](?![a-z]))?\]?(?:\ ?[-/]\ ?(?P<year2>{YEAR}|\d\d(?!\d)))?"  # noqa: E501
_FORMS = tuple(
    pattern(form)
    for form in (
        rf"{_YEAR}(?:,?\ {_WORD}(?:\ {_DAY})?)?\.?",
        rf"(?P<year>{YEAR})\ (?P<month>[A-Za-z]{{3,11}})\.?(?:\ (?P<day>\d{{1,2}}))?\ ?-\ ?"
        rf"(?P<year2>{YEAR})\ (?P<month2>[A-Za-z]{{3,11}})\.?(?:\ (?P<day2>\d{{1,2}}))?",
        rf"{_DAY}\.?(?:\ de)?\ {_WORD}(?:\ de|,)?\ {_YEAR}\.?",
        rf"(?P<year>{YEAR})\ (?P<day>\d{{1,2}})\ (?P<month>[A-Za-z]{{3,11}}\.?)",
        rf"{_WORD}(?:\ {_DAY},?)?(?:\ de|,)?\ {_YEAR}",
        rf"(?P<year>{YEAR})\ (?P<m>\d{{1,2}})(?:\ (?P<day>\d{{1,2}}))?",
        rf"(?P<year>{YEAR})(?P<mark>[-/.])(?P<m>\d{{1,2}})(?:(?P=mark)(?P<day>\d{{1,2}}))?",
        rf"(?P<day>\d{{1,2}})(?P<mark>[-/.])\ ?(?P<m>\d{{1,2}})(?P=mark)\ ?(?P<year>{YEAR})",
        rf"(?P<day>\d{{1,2}})-(?P<month>[A-Za-z]{{3,11}}\.?)-(?P<year>{YEAR})",
    )
)
DATE = pattern(
    rf"{YEAR}(?:[-/.]\d{{1,2}}(?:[-/.]\d{{1,2}})?|\ \d{{1,2}}\ {MONTH}|,?\ {MONTHS_AND_DAYS})?"
    r"(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th|o|er)?\.?(?:\ de)?\ {MONTH}(?:\ de|,)?\ {YEAR}"
    rf"|{MONTH}\ (?:\d{{1,2}}(?:st|nd|rd|th)?,?\ )?(?:de\ )?{YEAR}"
    rf"|\d{{1,2}}(?P<mark>[-/.])\ ?\d{{1,2}}(?P=mark)\ ?{YEAR}"
    rf"|\d{{1,2}}-{MONTH}-{YEAR}"
)
"""A whole date in any of the forms, to be searched or matched in running text."""


@lru_cache(maxsize=8192)
def read_date(plain: str) -> Date | None:
    """Return the date that a whole plain text is, or None."""
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match and (date := _date(match.groupdict())):
            return date
    return None


def _date(found: dict[str, str | None]) -> Date | None:
    word, number = found.get("month"), found.get("m")
    written = found.get("day")
    day = int(written) if written else None
    month = month_number(word) if word else int(number) if number else None
    season = season_number(word) if word and month is None else None
    if word and month is None and season is None:
        return None
    if number and month and month > 12 and day and day <= 12:
        month, day = day, month
    if (month and month > 12) or (day and day > 31):
        return None
    year = int(str(found["year"]))
    second = found.get("month2")
    end_month = month_number(second) if second else None
    if found.get("month3"):
        end_month = month_number(str(found["month3"]))
    return Date(
        year,
        month,
        day,
        season,
        _end_year(year, found.get("year2")),
        end_month,
        int(str(found["day2"])) if found.get("day2") else None,
        found.get("letter") or "",
        bool(found.get("circa")) and "a" in str(found.get("circa")),
    )


def _end_year(year: int, text: str | None) -> int | None:
    if not text:
        return None
    end = int(text) if len(text) == 4 else year - year % 100 + int(text)
    return end if end > year else None
