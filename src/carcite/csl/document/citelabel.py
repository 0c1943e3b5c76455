"""The citation-label variable where an item gives none: letters of the names and two of the year.

CSL 1.0.2, Appendix IV, "citation-label", as citeproc-js makes it: four letters of one name, two of
each of two, one of each of the first three or four, then the year's last two figures.

>>> from carcite.csl.record import Record
>>> citation_label(Record({"id": "x", "author": [{"family": "Roe", "given": "J"}], "issued":
...     {"date-parts": [[1999]]}}, 0))
'Roe99'
"""

from __future__ import annotations

from typing import Final

from carcite.csl.record import Record

_LETTERS: Final = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}
"""How many letters of each name, by the number of names; one of each of four."""


def citation_label(record: Record) -> str:
    """Make the label of an item from its authors and year."""
    persons = record.persons("author") or record.persons("editor")
    names = [person.family or person.literal for person in persons]
    counts = _LETTERS.get(len(names), (1, 1, 1, 1))
    label = "".join(
        name.replace(" ", "")[:count] for name, count in zip(names, counts, strict=False)
    )
    day = record.date("issued").first
    if not label:
        label = record.texts.get("title", "")[:4]
    return label + (f"{abs(day.year) % 100:02d}" if day else "00")
