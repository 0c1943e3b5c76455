"""Entries that run together in one paragraph: "... 1361-5. 2. Smith J. ...".

Only the numbers that continue the sequence count, each after the end of an entry and before what
may begin one; the best sequence is kept.

>>> text = "1. June CH. CAR. Science 2018;359:1-5. 2. Qin C. Anti-BCMA. Med 2024;5:1."
>>> [mark.label for mark in find_run_in(text, [Mark(0, 3, "1.", 1)], len(text))]
['1.', '2.']
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carcite.lists.evidence import end_score, find_dates, start_score
from carcite.lists.labels import BULLETS, Mark
from carcite.lists.lines import EDGE
from carcite.text.pattern import pattern

_B = re.escape(EDGE)
# Takes the "2. " of "5. 2. Smith" and the "[2]" of "5.[2] Smith"; refuses "vol. 2: a".
_RUN_IN = pattern(
    rf"(?<=[{_B}.;\])])(?P<label>[\[(]?+(?P<number>[1-9]\d{{0,3}})(?:\]|\)|\.\)?|(?=[ \t\u00a0])))"
    rf"[{_B}]*+(?=[^\W\d_]|[\"“„'‘«])"
)
_DIGITS = pattern(r"\d+")
_REACH = 100
_COST = 2.5
"""Points that a label inside a paragraph must earn."""


@dataclass(frozen=True, slots=True)
class _Step:
    mark: Mark
    total: float
    before: _Step | None


def find_run_in(text: str, marks: Sequence[Mark], end: int) -> list[Mark]:
    """Return the marks with those added that stand inside the entry of another."""
    result: list[Mark] = []
    for index, mark in enumerate(marks):
        result.append(mark)
        last = index + 1 == len(marks)
        following = None if last else marks[index + 1].number
        if mark.number is None or following == mark.number + 1:
            continue
        result += _best_sequence(text, mark, end if last else marks[index + 1].at, following)
    return result


def _best_sequence(text: str, mark: Mark, stop: int, following: int | None) -> list[Mark]:
    first = mark.number or 0
    steps = {first: _Step(mark, 0.0, None)}
    best = steps[first]
    candidates = list(_candidates(text, mark, stop))
    dates = find_dates(text, mark.body, stop) if candidates else []
    for found in candidates:
        number = found.number or 0
        before = steps.get(number - 1)
        if number <= first or before is None or (following and first < following <= number):
            continue
        total = before.total + _points(text, before.mark, found, stop, dates)
        if number not in steps or total > steps[number].total:
            steps[number] = _Step(found, total, before)
            if total > best.total:
                best = steps[number]
    sequence: list[Mark] = []
    while best.before is not None:
        sequence.append(best.mark)
        best = best.before
    return sequence[::-1]


def _candidates(text: str, mark: Mark, stop: int) -> Iterator[Mark]:
    """Give the numbers that are set like the label of the entry they stand in."""
    shape = _DIGITS.sub("", mark.label).strip(BULLETS + EDGE)
    for match in _RUN_IN.finditer(text, mark.body, stop):
        if not shape and text[match.start() - 1] not in EDGE:
            continue
        if _DIGITS.sub("", match["label"]) == shape:
            yield Mark(match.start(), match.end(), match["label"], int(match["number"]))


def _points(text: str, before: Mark, here: Mark, stop: int, dates: Sequence[int]) -> float:
    tail = text[max(before.body, here.at - _REACH) : here.at].rstrip(EDGE)
    points = start_score(text, here.body, stop) + end_score(tail, 0, len(tail))
    next_date = bisect_left(dates, before.body)
    dated = next_date < len(dates) and dates[next_date] < here.at
    points += 1.0 if dated else -2.0
    return points + (0.0 if here.label.isdigit() else 1.5) - _COST
