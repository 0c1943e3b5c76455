"""Dates as references give them: a year, perhaps a month, a day or a season.

>>> Date(2018, 3, 23).year
2018
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Date:
    """A date of the Gregorian calendar, as exact as the source is."""

    year: int
    month: int | None = None
    """1 to 12."""
    day: int | None = None
    season: int | None = None
    """CSL: 1 spring, 2 summer, 3 autumn, 4 winter."""
    end_year: int | None = None
    """The last year, month or day of a range ("2019-2020", "1997 Jan-Feb", "2003 Jun 3-5")."""
    end_month: int | None = None
    end_day: int | None = None
    letter: str = ""
    """The letter that tells two works of one year apart: "a" in "2018a"."""
    circa: bool = False
