"""Where a work stands in its container: pages and article numbers.

>>> PageRange("1361", "1365")
PageRange(first='1361', last='1365')
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageRange:
    """First and last page, always written out ("1361", "1365"), never shortened.

    Pages are str: "S93", "iii", "550.e2", "e100". A single page has `last` equal to `first`.
    """

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ELocator:
    """An article number in the place of pages: "e113200", "5" in "8: 5" (JATS elocation-id)."""

    value: str


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in a slot and could not be typed, kept as it was written."""

    text: str


Locator = PageRange | ELocator | Literal
