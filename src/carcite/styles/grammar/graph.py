"""The grammar of a style: states, and arcs that take a mark, a field, or nothing.

A style prints from left to right and never goes back, so the graph has no circles, and every arc
leads to a state with a higher number.

>>> graph = Graph()
>>> start, end = graph.state(), graph.state()
>>> graph.arc(start, end, slot("year", "issued"))
>>> graph.arcs[start]
[(1, Slot(kind='year', variable='issued', names=None))]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from carcite.styles.grammar.name_forms import NameForm

MAX_STATES = 40_000
"""What one type of work may need in one style; beyond it the style is not read by its grammar."""
MAX_REDUCED = 1_500
"""The same once equal states are one; common styles have 30 to 250."""


class TooLargeError(Exception):
    """The grammar of a style has more states than are read in bounded time."""


WORD_BONUS = 0.5
"""What speaks for a reading that takes words of the style's own for what they are."""

Unit = tuple[str, str]
"""A space, a mark, a quotation mark or a run of letters, and what it is."""
MARKS = ".,;:!?"


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words and marks of the style's own, any one of them: ("p. ", "pp. ").

    Made by `words`, the same texts once, so that they are compared and hashed by what they are.
    """

    texts: tuple[str, ...]
    units: tuple[tuple[Unit, ...], ...] = field(repr=False, default=())
    worth: float = field(repr=False, default=0.0)
    """What speaks at most for a reading that takes them."""


@lru_cache(maxsize=65536)
def words(*texts: str) -> Words:
    """Return the arc that takes any one of some texts."""
    unit_lists = tuple(map(units, texts))
    own = any(any(map(str.isalpha, piece)) for each in unit_lists for _, piece in each)
    return Words(texts, unit_lists, WORD_BONUS if own else 0.0)


@lru_cache(maxsize=4096)
def units(text: str) -> tuple[Unit, ...]:
    """Cut words of a style into spaces, single marks and runs of letters.

    >>> units(", p. ")
    (('mark', ','), ('space', ' '), ('word', 'p'), ('mark', '.'), ('space', ' '))
    """
    plain = text.lower()
    for sign, ascii_sign in _FOLDED.items():
        plain = plain.replace(sign, ascii_sign)
    found: list[Unit] = []
    for piece in re.findall(r"\s+|\w+|[^\w\s]", plain):
        if piece.isspace():
            found.append(("space", " "))
        elif piece in MARKS:
            found.append(("mark", piece))
        elif piece in "\"'":
            found.append(("quote", piece))
        else:
            found.append(("word", piece))
    return tuple(found)


_FOLDED = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u200b": "", "\u2060": "", "…": "...",
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "–": "-", "—": "-",
    "‑": "-", "é": "e", "è": "e", "ü": "u", "ö": "o", "ä": "a", "ó": "o", "ç": "c", "á": "a",
    "í": "i", "ñ": "n", "ã": "a", "ø": "o", "å": "a", "ú": "u", "ı": "i", "ş": "s",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A quotation mark of any form."""


QUOTE = Quote()


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place for a value; made by `slot`, the same once."""

    kind: str
    """What may stand there: "names", "year", "month", "day", "title", "pages"..."""
    variable: str
    """CSL's name of what stands there."""
    names: NameForm | None = None


@lru_cache(maxsize=65536)
def slot(kind: str, variable: str, names: NameForm | None = None) -> Slot:
    """Return the place for a value of a kind."""
    return Slot(kind, variable, names)


Take = Words | Quote | Slot | None
Arc = tuple[int, Take]


@dataclass(slots=True)
class Graph:
    """States by number; the arcs that leave each."""

    arcs: list[list[Arc]] = field(default_factory=list)
    weighted: tuple[tuple[tuple[int, Take, float], ...], ...] = ()
    """The arcs, each with what may speak for a reading that takes it."""

    def state(self) -> int:
        """Add a state and return its number."""
        if len(self.arcs) >= MAX_STATES:
            raise TooLargeError
        self.arcs.append([])
        return len(self.arcs) - 1

    def arc(self, start: int, end: int, take: Take = None) -> None:
        """Add an arc; `end` was added after `start`."""
        if (end, take) not in self.arcs[start]:
            self.arcs[start].append((end, take))


def weighted(graph: Graph, expected: Mapping[str, float]) -> Graph:
    """Return a graph that knows what is expected of it."""
    arcs = (
        tuple((target, take, _gain(take, expected)) for target, take in each) for each in graph.arcs
    )
    return Graph(graph.arcs, tuple(arcs))


def _gain(take: Take, expected: Mapping[str, float]) -> float:
    if isinstance(take, Slot):
        return expected.get(take.variable, 0.0)
    return take.worth if isinstance(take, Words) else 0.0


def reduced(graph: Graph) -> Graph:
    """Return a graph of the same readings, without empty arcs and with equal ends as one.

    Of two states from which the same arcs lead to the same states one is enough; so the roads of a
    style's choices, which part early and print the same, are walked once.
    """
    last = len(graph.arcs) - 1
    same = list(range(len(graph.arcs)))
    known: dict[tuple[Arc, ...], int] = {}
    kept: dict[int, tuple[Arc, ...]] = {last: ()}
    for state in range(last - 1, -1, -1):
        arcs: dict[Arc, None] = {}
        for target, take in graph.arcs[state]:
            goal = same[target]
            if take is None and goal != last:
                arcs |= dict.fromkeys(kept[goal])
            elif goal == last or kept[goal]:
                arcs[goal, take] = None
        key = tuple(arcs)
        same[state] = known.setdefault(key, state)
        kept.setdefault(same[state], key)
    return _renumbered(kept, same[0], last)


def _renumbered(kept: dict[int, tuple[Arc, ...]], first: int, last: int) -> Graph:
    """Return the states that the first one leads to, numbered so that arcs lead upwards."""
    wanted = {first, last}
    for state in sorted(kept):
        if state in wanted:
            wanted |= {target for target, _ in kept[state]}
    numbers = {state: number for number, state in enumerate(sorted(wanted))}
    if len(numbers) > MAX_REDUCED:
        raise TooLargeError
    found = Graph()
    for _ in numbers:
        found.state()
    for state, number in numbers.items():
        for target, take in kept.get(state, ()):
            found.arc(number, numbers[target], take)
    return found
