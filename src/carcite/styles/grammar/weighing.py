"""Weigh readings of an entry: what speaks against each, and how far its print is from the text.

A style prints a reading in one way or in a few. Where one of these is the text, every mark of it is
explained.

>>> from carcite.reading.entry import read_entry
>>> from carcite.styles.csl import CompiledCslStyle
>>> text = "June CH. CAR T cells. Science. 2018;359(6382):1361–5."
>>> style, parse = CompiledCslStyle.load("vancouver"), read_entry(text)
>>> weighed(style, parse, own_cost(style, parse), text).distance
0.0
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from carcite.csl import CompiledStyle
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.styles.grammar.graphs import slots_of
from carcite.styles.grammar.plausible import costs, fits
from carcite.styles.grammar.slots import TYPES


class Printing(Protocol):
    """A CSL style that says what it may print of a reference."""

    @property
    def style(self) -> CompiledStyle:
        """The compiled style."""

    def printed(self, reference: Reference) -> Iterator[str]:
        """Yield what the style prints, in each way that a field may have been given."""

    def __hash__(self) -> int:
        """Return what readings by the style are remembered by."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reading, what speaks against it, and how far what the style prints of it is off."""

    parse: Parse
    cost: float
    distance: float
    """0 where the style prints the text; else 0 to 1."""
    printed: str
    """The nearest of what the style prints of it."""


def rank(each: Candidate) -> float:
    """Return what speaks against a reading, what differs in print with it; alike is equal."""
    return round(each.cost + (0.0 if not each.distance else 1.0 + 25 * each.distance), 6)


def weighed(style: Printing, parse: Parse, worth: float, text: str) -> Candidate:
    """Return a reading that costs so much, with the nearest of what the style prints of it."""
    reference = parse.reference
    wanted, nearest = squeezed(text), (1.0, "")
    for printed in map(squeezed, style.printed(reference)):
        distance = _distance(printed, wanted) if printed != wanted else 0.0
        nearest = min(nearest, (distance, printed))
        if not distance:
            break
    return Candidate(parse, worth, *nearest)


def own_cost(style: Printing, parse: Parse) -> float:
    """Return what speaks against the reader's own reading."""
    reference = parse.reference
    return sum(costs(reference)) + len(parse.doubts) + misfit(style, reference)


def misfit(style: Printing, reference: Reference) -> float:
    """Return what speaks against a type of work."""
    kind = reference.type
    return sum(fits(reference, slots_of(style.style, kind))) + TYPES.get(kind, 1.2)


def _distance(printed: str, wanted: str) -> float:
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_distance(printed, wanted)


def squeezed(text: str) -> str:
    """Return a text with one space for each run of them, none at the ends."""
    return " ".join(text.split())
