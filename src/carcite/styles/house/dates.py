"""Print dates as a house profile asks: in one piece, or year, month and day each at its place."""

from __future__ import annotations

from collections.abc import Callable

from carcite.authorities.months import (
    ABBREVIATIONS,
    FULL_NAMES,
    SEASON_NAMES,
    months_and_days,
)
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.model.reference import Reference
from carcite.styles.house.profile import DateForm, MonthForm
from carcite.styles.house.template import Printed

_AFFIX = Role.AFFIX
_MAY = 5
"""The month that is not abbreviated where others are with a stop."""


def print_year(reference: Reference) -> list[Printed]:
    """Print the year, the second of two, and the letter behind it."""
    match reference.issued:
        case Date() as date:
            year = f"{date.year}{date.letter}"
            if date.end_year:
                year += f"-{date.end_year}"
            return [(Role.YEAR, year)]
        case Literal(text):
            return [(Role.YEAR, text)]
    return []


def print_date(reference: Reference, exact: DateForm) -> list[Printed]:
    """Print the date of issue as exactly as the profile asks: "2018 Mar 23"."""
    printed = print_year(reference)
    date = reference.issued
    if exact == "year" or not isinstance(date, Date):
        return printed
    if date.season:
        return [*printed, (_AFFIX, " "), (Role.MONTH, SEASON_NAMES[date.season])]
    if not date.month:
        return printed
    first = date.day if exact == "day" else None
    month, day = months_and_days(date.month, first, date.end_year, date.end_month, date.end_day)
    if date.end_year and date.end_month:
        printed = [(Role.YEAR, f"{date.year}{date.letter}")]  # The second stands by its month.
    printed += [(_AFFIX, " "), (Role.MONTH, month)]
    return [*printed, (_AFFIX, " "), (Role.DAY, day)] if day else printed


def write_date(date: Date | Literal | None) -> str:
    """Return a date as NLM prints it whole: "2018 Mar 23"."""
    if date is None:
        return ""
    if isinstance(date, Literal):
        return date.text
    words = [str(date.year)]
    if date.season:
        words.append(SEASON_NAMES[date.season])
    if date.month:
        words.append(ABBREVIATIONS[date.month])
        if date.day:
            words.append(str(date.day))
    return " ".join(words)


def print_month(reference: Reference, form: MonthForm, dash: str) -> list[Printed]:
    """Print the month or the season alone, for a template that has it at a place of its own."""
    date = reference.issued
    if not isinstance(date, Date) or not (date.month or date.season):
        return []
    if not date.month:
        return [(Role.MONTH, SEASON_NAMES[date.season or 0])]
    text = _month(date.month, form)
    if date.end_month:
        text += f"{dash}{_month(date.end_month, form)}"
    return [(Role.MONTH, text)]


def _month(number: int, form: MonthForm) -> str:
    if form == "full" or number == _MAY:
        return FULL_NAMES[number]
    return f"{ABBREVIATIONS[number]}." if form == "dotted" else ABBREVIATIONS[number]


def print_day(reference: Reference) -> list[Printed]:
    """Print the day of the month alone."""
    date = reference.issued
    return [(Role.DAY, str(date.day))] if isinstance(date, Date) and date.day else []


def whole(attribute: str) -> Callable[[Reference], list[Printed]]:
    """Return a printer of a date that is not cut further."""

    def give(reference: Reference) -> list[Printed]:
        value = write_date(getattr(reference, attribute))
        return [(Role.DATE, value)] if value else []

    return give
