"""What speaks against a reading, whatever the style: fields of an odd look, parts of another type.

>>> from carcite.model.reference import Reference
>>> report, book = Reference(type="report", title="Survey of wards"), Reference(type="book")
>>> sum(fits(report)), sum(fits(book))
(2.1, 2.1)
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from carcite.csl.items import to_csl
from carcite.model.names import Name, Organization
from carcite.model.reference import Reference
from carcite.styles.grammar.likelihood import cost
from carcite.styles.grammar.name_forms import AND_PERSON, PERSON
from carcite.styles.grammar.slots import EXPECTED, KINDS
from carcite.text.pattern import pattern
from carcite.text.scanner import scan

ALL = frozenset(KINDS)
"""Every variable: what a style that prints all of a work prints."""


def holds_person(name: Name) -> bool:
    """Tell whether what was taken for a body goes on as a list of persons."""
    return isinstance(name, Organization) and AND_PERSON.search(name.literal) is not None


def names_meeting(container: str) -> bool:
    """Tell whether a book is what a meeting published: "MEDINFO 92", "Proceedings of the..."."""
    return _MEETING.search(container) is not None


def costs(reference: Reference) -> Iterator[float]:
    """Yield what the fields of the reader's own reading cost, by the measure of the grammar's."""
    item = to_csl(reference)
    wanted = EXPECTED.get(reference.type, EXPECTED["book"])
    for variable, value in item.items():
        kind = KINDS.get(variable)
        if kind is not None and isinstance(value, str):
            yield cost(kind, scan(value).plain) - wanted.get(variable, 0.0)
        elif variable in wanted:
            yield -wanted[variable]


def fits(reference: Reference, slots: Collection[str] = ALL) -> Iterator[float]:
    """Yield what speaks against a type, by words of the work; what a style prints of it is `slots`.

    A book lacks its publisher where the style prints one; a thesis of which it prints author, title
    and year alone lacks nothing.
    """
    kind, container = reference.type, reference.container_title
    if not reference.issued:
        yield 1.5
    person = PERSON.match(reference.title)
    if person and "," in person[0][-2:]:
        yield 0.6
    if any(map(holds_person, reference.names())):
        yield 1.5
    if kind == "thesis" and any(isinstance(name, Organization) for name in reference.names()):
        yield 2.5
    if kind in ("chapter", "paper-conference"):
        meeting = names_meeting(container)
        yield 0.0 if meeting == (kind == "paper-conference") else 0.8
        if not container:
            yield 1.0
        if not reference.pages and not reference.group("editor"):
            yield 1.5
    elif kind == "thesis" and not {"genre", "publisher"}.isdisjoint(slots):
        yield 0.0 if _THESIS.search(f"{reference.genre} {reference.title_note}") else 2.5
    elif kind in ("book", "report"):
        yield 1.5 * bool(container) + 1.0 * bool(reference.pages)
        published = reference.publisher or reference.publisher_place or reference.url
        yield 0.6 if "publisher" in slots and not published else 0.0
        yield -0.8 if any(str(name) == reference.publisher for name in reference.names()) else 0.0
    elif kind == "article-journal":
        if not (reference.volume or reference.pages or reference.doi):
            yield 1.5
        if not container:
            yield 1.0
    elif kind == "webpage" and not reference.url:
        yield 2.0
    if kind == "report":
        yield 0.0 if reference.number or _REPORT.search(reference.title + reference.genre) else 0.4


_MEETING = pattern(
    r"conference|proceedings|symposium|workshop|congress|meeting|\bproc\b|colloquium|"
    r"\b[A-Z]{3,}'? ?\d\d\b", re.IGNORECASE
)  # fmt: skip
_THESIS = pattern(
    r"thes[ie]s|dissert|\btes[ei]s?\b|th[eè]se|Ph\.? ?D|M\.?Sc|Diss|do[ck]tor|master|ma[eî]str"
    r"|mestr|habil",
    re.IGNORECASE,
)
_REPORT = pattern(
    r"\breport|guidance|guideline|statistic|survey|technical|working paper", re.IGNORECASE
)
