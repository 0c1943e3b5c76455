"""What became of a stretch of text, word by word: what holds most letters is held to have stayed.

Punctuation matches anywhere and says nothing; a year or a name that stands in both texts does.

>>> changed_tokens(tokens(". 2012;6"), tokens(", 6"))
[(0, 1, 0, 1), (2, 4, 2, 2)]
>>> tokens("Blood. 2012;6")
['Blood', '.', ' ', '2012', ';', '6']
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from carcite.text.pattern import pattern

_TOKEN = pattern(r"\w+|\s+|[^\w\s]")
_MOST_CELLS = 250_000
"""Of the table that the comparison fills; beyond, the longest equal runs are taken."""
Change = tuple[int, int, int, int]
"""Tokens a to b of the one text became tokens c to d of the other."""


def tokens(text: str) -> list[str]:
    """Cut a text into words, blanks and single marks, which join to the text."""
    return _TOKEN.findall(text)


def changed_tokens(left: Sequence[str], right: Sequence[str]) -> list[Change]:
    """Return which tokens became which, so that as many letters as can be have stayed."""
    if len(left) * len(right) > _MOST_CELLS:
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        return [each[1:] for each in matcher.get_opcodes() if each[0] != "equal"]
    found: list[Change] = []
    a = c = 0
    for i, j in [*_kept(left, right), (len(left), len(right))]:
        if (a, c) != (i, j):
            found.append((a, i, c, j))
        a, c = i + 1, j + 1
    return found


def _kept(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places of the tokens that stand in both, in order."""
    width = len(right) + 1
    best = [[0] * width for _ in range(len(left) + 1)]
    for i in range(len(left) - 1, -1, -1):
        row, below, token = best[i], best[i + 1], left[i]
        weight = _weight(token)
        for j in range(width - 2, -1, -1):
            most = max(row[j + 1], below[j])
            if token == right[j]:
                most = max(most, below[j + 1] + weight)
            row[j] = most
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j] and best[i][j] == best[i + 1][j + 1] + _weight(left[i]):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _weight(token: str) -> int:
    if token[:1].isalnum():
        return 4 + 4 * len(token)
    return 1 if token.isspace() else 2
