"""A list in two styles: its entries, divided by the marks that they share."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from carcite.learning.names import shown
from carcite.learning.observe import Observed

_FEWEST = 3
"""Entries; fewer are slips of a list and no second style."""
_SMALL = 6


def divide(entries: Sequence[Observed]) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Return the places of the entries in two groups, the larger first; None where one is small.

    Each entry goes to the likelier of two that are as unlike as any.
    """
    if len(entries) < _SMALL:
        return None
    marks = [_marks(each) for each in entries]
    first = max(range(len(marks)), key=lambda i: sum(_alike(marks[i], each) for each in marks))
    second = min(range(len(marks)), key=lambda i: _alike(marks[first], marks[i]))
    centres = [marks[first], marks[second]]
    groups: list[list[int]] = [[], []]
    for _ in range(3):
        groups = [[], []]
        for place, each in enumerate(marks):
            nearer = _alike(each, centres[1]) > _alike(each, centres[0])
            groups[nearer].append(place)
        centres = [_common([marks[i] for i in group]) for group in groups]
    groups.sort(key=len, reverse=True)
    if len(groups[1]) < _FEWEST:
        return None
    return tuple(groups[0]), tuple(groups[1])


def _marks(entry: Observed) -> frozenset[Hashable]:
    """Return what an entry shows of its style: what stands between which fields."""
    names = ["", *(name for name, _ in entry.fields), ""]
    pairs = zip(names, names[1:], entry.joints, strict=False)
    return frozenset((*pairs, *shown(entry.names)))


def _alike(one: frozenset[Hashable], two: frozenset[Hashable]) -> float:
    return len(one & two) / len(one | two) if one or two else 1.0


def _common(marks: Sequence[frozenset[Hashable]]) -> frozenset[Hashable]:
    """Return what at least a third of the entries show."""
    everything = frozenset().union(*marks)
    return frozenset(
        each for each in everything if 3 * sum(each in some for some in marks) >= len(marks)
    )
