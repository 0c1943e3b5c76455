"""Lay a text along the graph of a style: which places each state can reach, and the best ways.

One pass forwards finds what can be reached, one backwards what reaches the end; only
between both are readings weighed, the few best kept at each place.

>>> from carcite.text.scanner import scan
>>> from carcite.styles.grammar.graph import words
>>> graph = Graph()
>>> a, b, c = graph.state(), graph.state(), graph.state()
>>> graph.arc(a, b, Slot("title", "title")); graph.arc(b, c, words("."))
>>> way, *others = best_ways(graph, Text(scan("CAR T cells for all.").plain))
>>> way.values
(Value(slot=Slot(kind='title', variable='title', names=None), start=0, end=19, names=None),)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from carcite.styles.grammar.graph import Graph, Quote, Slot, Words
from carcite.styles.grammar.slots import FREE
from carcite.styles.grammar.text import Text, Value, bits

_KEPT = 3
"""Readings kept at each place of each state."""
_MOST_STEPS = 60_000
"""Steps weighed for one text; beyond them it is not read by the grammar."""


@dataclass(frozen=True, slots=True)
class Way:
    """One reading of a text by a graph: its values in order, and what speaks against it."""

    cost: float
    values: tuple[Value, ...]


def _forward_pass(graph: Graph, text: Text) -> list[int]:
    reach = [0] * len(graph.arcs)
    reach[0] = 1
    for state, arcs in enumerate(graph.arcs):
        at = reach[state]
        if not at:
            continue
        for target, take in arcs:
            if isinstance(take, Slot):
                reach[target] |= _behind(take, at, text)
            else:
                reach[target] |= text.forward(take, at)
    return reach


def _behind(slot: Slot, at: int, text: Text) -> int:
    if slot.kind in FREE:
        at &= text.starts
        if not at:
            return 0
        low = at & -at
        return text.ends & ~((low << 1) - 1)
    reached = 0
    for place in bits(at):
        for value in text.values(slot, place):
            reached |= 1 << value.end
    return reached


def _backward_pass(graph: Graph, text: Text, reach: list[int]) -> list[int]:
    live = [0] * len(graph.arcs)
    live[-1] = reach[-1] & (1 << text.size)
    for state in range(len(graph.arcs) - 2, -1, -1):
        here = reach[state]
        if not here:
            continue
        found = 0
        for target, take in graph.arcs[state]:
            goal = live[target]
            if not goal:
                continue
            if not isinstance(take, Slot):
                found |= text.backward(take, goal) & here
            elif take.kind in FREE:
                ends = goal & text.ends
                if ends:
                    found |= here & text.starts & ((1 << (ends.bit_length() - 1)) - 1)
            else:
                for place in bits(here & ~found):
                    if any(goal >> value.end & 1 for value in text.values(take, place)):
                        found |= 1 << place
        live[state] = found
    return live


Entry = tuple[float, Any]
"""What a way costs so far, and its values as a linked list: (value, rest) or None."""
Places = dict[int, list[Entry]]
"""For each place of a state, the ways that lead there, the cheapest first."""


def best_ways(graph: Graph, text: Text, limit: float = inf) -> tuple[Way, ...]:
    """Return the likeliest readings of a text, the best first; none where it does not fit.

    A reading that must cost more than `limit` is given up as soon as that is sure.
    """
    live = _backward_pass(graph, text, _forward_pass(graph, text))
    if not live[0] & 1:
        return ()
    best: list[Places] = [{} for _ in graph.arcs]
    best[0][0] = [(0.0, None)]
    left = graph.left or (0.0,) * len(graph.arcs)
    steps = 0
    for state, arcs in enumerate(graph.arcs[:-1]):
        here = best[state]
        if not here:
            continue
        for target, take in arcs:
            goal = live[target]
            if goal:
                arrived = best[target]
                most = limit + left[target]
                if not isinstance(take, Slot):
                    steps += _take_words(here, arrived, take, goal, text)
                    continue
                bonus = graph.expected.get(take.variable, 0.0)
                # What is already too dear is not weighed.
                near = [each for each in here.items() if each[1][0][0] - bonus <= most]
                if take.kind in FREE:
                    steps += _take_any_words(near, arrived, take, goal, text, bonus, most)
                else:
                    steps += _take_value(near, arrived, take, goal, text, bonus, most)
        best[state] = {}
        if steps > _MOST_STEPS:
            return ()
    ways = (Way(worth, _unlinked(values)) for worth, values in best[-1].get(text.size, ()))
    return tuple(way for way in ways if _is_one_of_each(way))


def _take_words(
    here: Places, there: Places, take: Words | Quote | None, goal: int, text: Text
) -> int:
    """Carry the ways before an arc over the style's own words; return how many steps it took."""
    steps = 0
    for place, entries in here.items():
        for end, worth in text.ends_of(take, place):
            if goal >> end & 1:
                steps += 1
                kept = there.get(end)
                if kept is None and not worth:
                    there[end] = entries
                else:
                    there[end] = _merged(kept, [(paid + worth, way) for paid, way in entries])
    return steps


def _take_any_words(
    here: list[tuple[int, list[Entry]]],
    there: Places,
    take: Slot,
    goal: int,
    text: Text,
    bonus: float,
    most: float,
) -> int:
    """Carry the ways over a slot that any words may fill."""
    steps = 0
    starts, goal = text.starts, goal & text.ends
    for place, entries in here:
        if not starts >> place & 1:
            continue
        for end in bits(goal >> (place + 1)):
            end += place + 1
            steps += 1
            worth = text.cost(take.kind, place, end) - bonus
            if entries[0][0] + worth <= most:
                _arrive(there, entries, worth, Value(take, place, end))
    return steps


def _take_value(
    here: list[tuple[int, list[Entry]]],
    there: Places,
    take: Slot,
    goal: int,
    text: Text,
    bonus: float,
    most: float,
) -> int:
    """Carry the ways over a slot of a kind that is known by its form."""
    steps = 0
    for place, entries in here:
        for value in text.values(take, place):
            if goal >> value.end & 1:
                steps += 1
                if value.names is not None:
                    worth = value.names.cost - bonus
                else:
                    worth = text.cost(take.kind, place, value.end) - bonus
                if entries[0][0] + worth <= most:
                    _arrive(there, entries, worth, value)
    return steps


def _arrive(there: Places, entries: list[Entry], worth: float, value: Value) -> None:
    """Put the ways that take a value where it ends."""
    further: list[Entry] = [(paid + worth, (value, way)) for paid, way in entries]
    there[value.end] = _merged(there.get(value.end), further)


def _merged(kept: list[Entry] | None, new: list[Entry]) -> list[Entry]:
    """Return the best of the ways kept at a place and of new ones; equal values count once."""
    if kept is None:
        return new
    if len(kept) >= _KEPT and new[0][0] >= kept[-1][0]:
        return kept
    found: list[Entry] = []
    for entry in sorted((*kept, *new), key=_paid):
        if all(entry[1] != other[1] for other in found):
            found.append(entry)
            if len(found) == _KEPT:
                break
    return found


def _is_one_of_each(way: Way) -> bool:
    """Say whether no variable holds two texts: what stands for the authors is printed once."""
    names = [value.slot.variable for value in way.values if value.slot.kind not in _DATE_PARTS]
    return len(names) == len(set(names))


_DATE_PARTS = ("year", "month", "day")


def _paid(entry: Entry) -> float:
    return entry[0]


def _unlinked(values: Any) -> tuple[Value, ...]:
    found: list[Value] = []
    while values is not None:
        value, values = values
        found.append(value)
    return tuple(reversed(found))
