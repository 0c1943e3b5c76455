"""How near two printed entries are to each other, by the words and marks that stand together."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from carcite.text.pattern import pattern

_WORD = pattern(r"\w++|[^\w\s]|\s")
"""Takes a word, a mark, a blank."""


def overlap(one: str, two: str) -> float:
    """Return the share of words and marks that two texts have beside the same neighbours.

    >>> overlap("June CH.", "June CH."), overlap("June CH.", "Vos R,")
    (1.0, 0.0)
    """
    first, second = _neighbours(one), _neighbours(two)
    most = max(first.total(), second.total())
    return (first & second).total() / most if most else 0.0


def _neighbours(text: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(_WORD.findall(text)))
