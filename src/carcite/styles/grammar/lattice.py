"""Lay a text along the graph of a style: which places each state can reach, and the best ways.

One pass forwards finds what can be reached, one backwards what reaches the end and what that costs
at least; only between both are readings weighed, the likeliest first.

>>> from carcite.text.scanner import scan
>>> from carcite.styles.grammar.graph import slot, weighted, words
>>> graph = Graph()
>>> a, b, c = graph.state(), graph.state(), graph.state()
>>> graph.arc(a, b, slot("title", "title")); graph.arc(b, c, words("."))
>>> way, *others = ways_of(weighted(graph, {}), Text(scan("CAR T cells for all.").plain))
>>> way.values
(Value(slot=Slot(kind='title', variable='title', names=None), start=0, end=19, names=None),)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from math import inf
from typing import Any

from carcite.styles.grammar.graph import Graph, Slot, Take
from carcite.styles.grammar.slots import FREE, LONGEST
from carcite.styles.grammar.text import HELD, Text, Value, bits

_KEPT = 3
"""Readings kept at each place of each state."""
LiveArc = tuple[int, Take, float, int]
"""A target, what is taken, what may speak for it, and the places from which it is taken."""
Step = tuple[float, int, float, int, int, Any, int]
"""What a way costs at least, its number, what it has cost; state and place; its values as a linked
list, (value, rest) or None; and while the last of them is not weighed yet, where among the ends of
its state the next one stands."""


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
            # The same words stand behind many states, and in the graphs of other types.
            behind = text.behind.get((take, at))
            if behind is None:
                if isinstance(take, Slot):
                    behind = _behind(take, at, text)
                else:
                    behind = text.forward(take, at)
                text.behind[take, at] = behind
            reach[target] |= behind
    return reach


def _behind(slot: Slot, at: int, text: Text) -> int:
    if slot.kind in FREE:
        at &= text.starts
        if not at:
            return 0
        low = at & -at
        return text.ends & ~((low << 1) - 1)
    reached = 0
    text.steps.take(at.bit_count() >> _EASY)
    for place in bits(at):
        reached |= text.ends_in(slot, place)
    return reached


def _before(slot: Slot, goal: int, here: int, text: Text) -> int:
    """Return the places of `here` from which a slot leads to one of the places of `goal`."""
    if slot.kind in FREE:
        ends = goal & text.ends
        return here & text.starts & ((1 << (ends.bit_length() - 1)) - 1) if ends else 0
    found = 0
    for place in bits(here & ((1 << (goal.bit_length() - 1)) - 1)):
        if text.ends_in(slot, place) & goal:
            found |= 1 << place
    return found


class Lattice:
    """A text laid along a graph: which places of each state lie on a way to the end."""

    __slots__ = ("_arcs", "_ends", "_least", "_text")

    def __init__(self, graph: Graph, text: Text) -> None:
        reach = _forward_pass(graph, text)
        last = len(reach) - 1
        self._text = text
        self._arcs: list[list[LiveArc]] = [[] for _ in reach]
        self._ends: dict[int, list[tuple[float, int]]] = {}
        """For a state, where stretches of any words may end, the cheapest rest first."""
        self._least: list[dict[int, float]] = [{} for _ in reach]
        """For each place of each state, what the rest of a way costs at least."""
        if not reach[last] >> text.size & 1:
            return
        live = [0] * len(reach)
        live[last] = 1 << text.size
        self._least[last][text.size] = 0.0
        for state in range(last - 1, -1, -1):
            here = reach[state]
            if not here:
                continue
            arcs = self._arcs[state]
            for target, take, gain in graph.weighted[state]:
                goal = live[target]
                if goal:
                    if isinstance(take, Slot):
                        places = _before(take, goal, here, text)
                    else:
                        before = text.before.get((take, goal))
                        if before is None:
                            before = text.before[take, goal] = text.backward(take, goal)
                        places = before & here
                    if places:
                        text.steps.take(places.bit_count() >> _EASY)
                        live[state] |= places
                        arcs.append((target, take, gain, places))
            if arcs:
                self._least[state] = self._from_here(arcs)

    def _from_here(self, arcs: list[LiveArc]) -> dict[int, float]:
        """Return for each place of a state what the rest costs at least."""
        text = self._text
        least: dict[int, float] = {}
        for target, take, gain, live in arcs:
            rest = self._least[target]
            if not isinstance(take, Slot):
                for place in bits(live):
                    for end, worth in text.ends_of(take, place):
                        if end in rest:
                            worth += rest[end]
                            if worth < least.get(place, inf):
                                least[place] = worth
            elif take.kind in FREE:
                # What stands farther to the right is nearer to the end, the best so far kept.
                ends = sorted(rest)
                best, at = inf, len(ends) - 1
                stops, more = text.ends, FREE[take.kind] - gain
                for place in reversed(tuple(bits(live))):
                    while at >= 0 and ends[at] > place:
                        end = ends[at]
                        if stops >> end & 1 and rest[end] < best:
                            best = rest[end]
                        at -= 1
                    if best + more < least.get(place, inf):
                        least[place] = best + more
            else:
                for place in bits(live):
                    for value in text.values(take, place):
                        end = value.end
                        if end in rest:
                            worth = text.worth(value) - gain + rest[end]
                            if worth < least.get(place, inf):
                                least[place] = worth
        return least

    @property
    def least(self) -> float:
        """What any reading costs at least."""
        return self._least[0].get(0, inf)

    def ways(self, limit: float = inf) -> Iterator[Way]:
        """Yield the likeliest readings of the text, the best first, none that costs more."""
        for found, (paid, values) in enumerate(self._walked(limit), 1):
            in_order = _unlinked(values)
            held = sum(value.end - value.start for value in in_order)
            way = Way(paid - HELD * held, in_order)
            if _is_one_of_each(way):
                yield way
            if found == _KEPT:
                return

    def _walked(self, limit: float) -> Iterator[tuple[float, Any]]:
        """Yield what the ways to the end cost, and their values as linked lists.

        The way that may come out cheapest is followed first, and a stretch that any words may be
        is weighed when its turn comes: of thousands, few are.
        """
        if self.least > limit:
            return
        text, least, arcs, steps = self._text, self._least, self._arcs, self._text.steps
        last, width = len(least) - 1, text.size + 1
        count = 0
        reached: dict[int, list[Any]] = {}
        heap: list[Step] = [(self.least, 0, 0.0, 0, 0, None, 0)]

        def push_stretch(
            paid: float, target: int, slot: Slot, place: int, way: Any, at: int
        ) -> None:
            """Push the cheapest stretch of a slot that has not been pushed."""
            nonlocal count
            ends = self._ends_of(target)
            reach = place + LONGEST[slot.kind]
            for number in range(at, len(ends)):
                rest, end = ends[number]
                if place < end <= reach:
                    if paid + rest <= limit:
                        count += 1
                        value = text.value(slot, place, end)
                        step = (paid + rest, count, paid, target, end, (value, way), number + 1)
                        heappush(heap, step)
                    return

        while heap:
            best, _, paid, state, place, way, following = heappop(heap)
            steps.take(1)
            if following:
                value, before = way
                push_stretch(paid, state, value.slot, value.start, before, following)
                steps.take((value.end - value.start) >> _LONG)
                worth = text.worth(value) - FREE[value.slot.kind]
                best += worth
                paid += worth
                if best > limit:
                    continue
                if heap and heap[0][0] < best:
                    count += 1
                    heappush(heap, (best, count, paid, state, place, way, 0))
                    continue
            others = reached.setdefault(state * width + place, [])
            if len(others) == _KEPT or way in others:
                continue
            others.append(way)
            if state == last:
                yield paid, way
                continue
            for target, take, gain, live in arcs[state]:
                if not live >> place & 1:
                    continue
                rest = least[target]
                if not isinstance(take, Slot):
                    for end, worth in text.ends_of(take, place):
                        if end in rest:
                            best = paid + worth + rest[end]
                            if best <= limit:
                                count += 1
                                heappush(heap, (best, count, paid + worth, target, end, way, 0))
                elif _holds(way, take):
                    continue
                elif take.kind not in FREE:
                    for value in text.values(take, place):
                        end = value.end
                        if end in rest:
                            worth = paid + text.worth(value) - gain
                            best = worth + rest[end]
                            if best <= limit:
                                count += 1
                                heappush(heap, (best, count, worth, target, end, (value, way), 0))
                else:
                    push_stretch(paid + FREE[take.kind] - gain, target, take, place, way, 0)

    def _ends_of(self, state: int) -> list[tuple[float, int]]:
        """Return where a stretch of any words that leads to a state may end, the best first."""
        found = self._ends.get(state)
        if found is None:
            stops = self._text.ends
            rests = self._least[state].items()
            found = sorted((rest, end) for end, rest in rests if stops >> end & 1)
            self._ends[state] = found
        return found


_LONG = 6
"""To weigh a stretch takes a step more for each 64 characters."""
_EASY = 2
"""To pass by four places takes a step."""


def ways_of(graph: Graph, text: Text, limit: float = inf) -> Iterator[Way]:
    """Yield the likeliest readings of a text, the best first; none where it does not fit."""
    return Lattice(graph, text).ways(limit)


def _holds(way: Any, slot: Slot) -> bool:
    """Tell whether a way holds a title in the authors' place and comes to the title again."""
    if slot.variable not in _SUBSTITUTES:
        return False
    while way is not None:
        value, way = way
        if value.slot.variable == slot.variable:
            return True
    return False


_SUBSTITUTES = ("title", "container-title")
"""What a style prints in the place of authors, and not once more."""


def _is_one_of_each(way: Way) -> bool:
    """Say whether no variable holds two texts: what stands for the authors is printed once."""
    names = [value.slot.variable for value in way.values if value.slot.kind not in _DATE_PARTS]
    return len(names) == len(set(names))


_DATE_PARTS = ("year", "month", "day")


def _unlinked(values: Any) -> tuple[Value, ...]:
    found: list[Value] = []
    while values is not None:
        value, values = values
        found.append(value)
    return tuple(reversed(found))
