"""The parts of a cs:date in the order in which they are printed.

CSL 1.0.2, "Date" and "Localized Date": the style's own parts, or the locale's for a form.
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element

_KEPT = {
    "year": ("year",),
    "year-month": ("year", "month"),
    "year-month-day": ("year", "month", "day"),
}


@dataclass(frozen=True, slots=True)
class DatePart:
    """One part: "year", "month" or "day", and the marks around it."""

    kind: str
    prefix: str
    suffix: str


def date_parts(element: Element, locale: Locale) -> tuple[tuple[DatePart, ...], str]:
    """Return the parts of a date and the delimiter between them."""
    form = element.get("form")
    kept = _KEPT["year-month-day"]
    source: Element | None = element
    if form:
        source = locale.dates.get(form)
        kept = _KEPT.get(element.get("date-parts"), kept)
    if source is None:
        return (), ""
    parts = tuple(
        DatePart(part.get("name"), part.get("prefix"), part.get("suffix"))
        for part in source.all("date-part")
        if part.get("name") in kept
    )
    return parts, source.get("delimiter")
