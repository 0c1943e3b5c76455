"""Where entries begin in a list without numbers: by the lines' shape, ends, widths and indents.

In a hard-wrapped text a line is broken only where the next word would not have fitted, so a line
that had room for the next word ends a paragraph. That, the indent, the blank lines and the look of
first and last words each give points; the sum decides.

>>> from carcite.lists.lines import read_lines
>>> text = "June CH. CAR T cells. Science 2018;359:1-5.\\nQin C. Anti-BCMA. Med 2024;5:1."
>>> [mark.at for mark in find_starts(text, read_lines(text), {})]
[0, 44]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from carcite.lists.evidence import (
    Found,
    end_score,
    find_evidence,
    find_evidence_at_break,
    start_score,
)
from carcite.lists.furniture import ends_list, trim_links
from carcite.lists.labels import Mark
from carcite.lists.lines import Line
from carcite.lists.noise import Noise
from carcite.text.pattern import pattern

_THRESHOLD = 1.5
_UNLINKED = 2.5
"""Points against a line that follows no link words, where such words close the entries."""
_WIDEST = 140
"""No hard-wrapped text has longer lines."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a list are set."""

    width: int
    """The column at which lines are wrapped; 0 where they are not."""
    base: float
    """Points for a line end where lines are not wrapped: many where each line has its own year."""
    hanging: int | None
    """The indent of first lines where entries hang (or are indented); None where indents say
    nothing."""
    flush: float = 3.0
    """Points for a line that has it."""


def find_starts(text: str, lines: Sequence[Line], noise: Mapping[int, Noise]) -> list[Mark]:
    """Return where each entry begins; the first line that is not noise always begins one."""
    kept, linked = _without_noise(text, lines, noise)
    if not kept:
        return []
    found = [find_evidence(text, line.start, line.end) for line in kept]
    layout = _read_layout(text, kept, found)
    weight = _gap_weight(text, kept) if any(line.gap for line in kept[1:]) else (0.0, 0.0)
    extra = [weight[line.gap == 0] + (2.0 if line.start in linked else 0.0) for line in kept]
    marks = _choose(text, kept, found, layout, extra)
    if len(linked) > 2 and 3 * len(linked) > len(marks) - 1:
        # Link words close nearly every entry: a line that follows none begins one only if it must.
        extra = [
            points if line.start in linked else points - _UNLINKED
            for points, line in zip(extra, kept, strict=True)
        ]
        return _choose(text, kept, found, layout, extra)
    return marks


def _choose(
    text: str,
    lines: Sequence[Line],
    found: Sequence[Found],
    layout: _Layout,
    extra: Sequence[float],
) -> list[Mark]:
    """Return the lines that earn enough points to begin an entry, the first line among them."""
    marks = [Mark(lines[0].start, lines[0].start)]
    so_far = found[0]
    for index in range(1, len(lines)):
        line = lines[index]
        points = extra[index] + _start_points(text, lines, index, so_far, layout)
        points += 1.5 if so_far.is_whole and found[index].is_whole else 0.0
        if points > _THRESHOLD:
            marks.append(Mark(line.start, line.start))
            so_far = found[index]
        else:
            so_far |= found[index] | find_evidence_at_break(text, lines[index - 1].end, line.start)
    return marks


def find_unlabelled(
    text: str, lines: Sequence[Line], noise: Mapping[int, Noise], marks: Sequence[Mark]
) -> list[Mark]:
    """Return the marks of a numbered list with those added of entries that have lost their number.

    Only where the numbers have a gap, or after the last, and between two halves that are both
    whole entries.
    """
    kept, _ = _without_noise(text, lines, noise)
    result: list[Mark] = []
    at = 0
    for index, mark in enumerate(marks):
        result.append(mark)
        last = index + 1 == len(marks)
        stop = lines[-1].end if last else marks[index + 1].at
        while at < len(kept) and kept[at].end <= mark.body:
            at += 1
        if mark.number is None or (not last and marks[index + 1].number == mark.number + 1):
            continue
        until = at
        while until < len(kept) and kept[until].start < stop:
            until += 1
        if last:
            stop = next(
                (
                    line.start
                    for line in lines
                    if line.start > mark.body
                    and noise.get(line.start) == "page"
                    and ends_list(line.of(text))
                ),
                stop,
            )
            until = next((i for i in range(at, until) if kept[i].start > stop), until)
        result += _unlabelled_starts(text, kept[at:until])
    return result


def _unlabelled_starts(text: str, lines: Sequence[Line]) -> list[Mark]:
    marks: list[Mark] = []
    pending: Mark | None = None
    so_far = Found.NOTHING
    for index, line in enumerate(lines):
        here = find_evidence(text, line.start, line.end)
        if index and so_far.is_whole and _is_sure_start(text, lines[index - 1], line):
            if pending:
                marks.append(pending)
            pending, so_far = Mark(line.start, line.start), here
            continue
        if index:
            so_far |= find_evidence_at_break(text, lines[index - 1].end, line.start)
        so_far |= here
    if pending and so_far.is_whole:
        marks.append(pending)
    return marks


def _is_sure_start(text: str, before: Line, line: Line) -> bool:
    return (
        end_score(text, before.start, before.end) > 1
        and start_score(text, line.start, line.end) >= 2
    )


def _without_noise(
    text: str, lines: Sequence[Line], noise: Mapping[int, Noise]
) -> tuple[list[Line], set[int]]:
    """Return the lines that are not noise, and the offsets of those that follow link words.

    Link words at the end of a line are left off. The blank lines around a page number or running
    head say nothing of entries.
    """
    kept: list[Line] = []
    linked: set[int] = set()
    last: Noise | None = None
    for line in lines:
        kind = noise.get(line.start)
        if kind is None:
            if last == "links":
                linked.add(line.start)
            if last == "page" or line.page_break:
                line = replace(line, gap=0)
            end = trim_links(text, line.start, line.end)
            if end < line.end:
                line = replace(line, end=end)
                kind = "links"
            kept.append(line)
        last = kind
    return kept, linked


def _gap_weight(text: str, lines: Sequence[Line]) -> tuple[float, float]:
    """Return the points for a blank line and for its absence before a line.

    Blank lines count where most of them stand before a line that looks like a first line anyway.
    """
    after_gap = [index for index in range(1, len(lines)) if lines[index].gap]
    starts = sum(
        start_score(text, lines[i].start, lines[i].end)
        + end_score(text, lines[i - 1].start, lines[i - 1].end)
        > _THRESHOLD
        for i in after_gap
    )
    share = starts / len(after_gap)
    if len(after_gap) >= 0.95 * (len(lines) - 1) or share < 0.5:
        return 0.0, 0.0
    return 2.0 * share, -1.0 * share


def _read_layout(text: str, lines: Sequence[Line], found: Sequence[Found]) -> _Layout:
    lengths = [line.end - line.start + line.indent for line in lines]
    words = [_first_word(text, line) for line in lines]
    broad = [n for n, line in zip(lengths, lines, strict=True) if " " in line.of(text)]
    width = max(broad, default=0)
    pairs = len(lines) - 1
    full = sum(lengths[i] + 1 + words[i + 1] > width for i in range(pairs))
    wrapped = width <= _WIDEST and pairs > 0 and full >= 0.3 * pairs
    dated = sum(each.is_dated for each in found) / len(lines)
    base = min(3.5, max(1.0, 1.0 + 5 * (dated - 0.5)))
    hanging, flush = _hanging(text, lines)
    return _Layout(width if wrapped else 0, base, hanging, flush)


def _first_word(text: str, line: Line) -> int:
    at = text.find(" ", line.start, line.end)
    return (at if at >= 0 else line.end) - line.start


def _hanging(text: str, lines: Sequence[Line]) -> tuple[int | None, float]:
    """Return the indent that first lines have, and the points for it.

    There is one where two indents share the lines between them. Where nearly all lines of the one
    look like first lines and nearly none of the other do, it says more than a line's own look.
    """
    common = Counter(line.indent for line in lines).most_common(2)
    if len(common) < 2 or common[1][1] < 0.12 * len(lines) or len(lines) < 3:
        return None, 0.0
    means, shares = {}, {}
    for indent, count in common:
        scores = [start_score(text, ln.start, ln.end) for ln in lines if ln.indent == indent]
        means[indent] = sum(scores) / count
        shares[indent] = sum(score >= 1.5 for score in scores) / count
    first = max(means, key=means.__getitem__)
    if max(means.values()) - min(means.values()) <= 1.5:
        return None, 0.0
    clear = shares[first] >= 0.6 and min(shares.values()) <= 0.1 and common[1][1] >= 5
    return first, 6.0 if clear else 3.0


# Takes the end of "web-based surveys. T.", whose name goes on in the next line: "K. Schleyer".
_BROKEN_NAME = pattern(r"[.?!][*_]{0,2}\s[A-Z]\.\s?\Z")


def _start_points(
    text: str, lines: Sequence[Line], index: int, so_far: Found, layout: _Layout
) -> float:
    line, before = lines[index], lines[index - 1]
    points = start_score(text, line.start, line.end)
    points += end_score(text, before.start, before.end)
    if _BROKEN_NAME.search(text, before.start, before.end):
        points -= 5.0
    points += 1.0 if so_far.is_whole else -0.5 if so_far.is_dated else -2.5
    if layout.hanging is not None:
        points += layout.flush if line.indent == layout.hanging else -5.0
    if layout.width:
        had_room = before.end - before.start + before.indent + 1 + _first_word(text, line)
        points += 2.5 if had_room <= layout.width else -1.0
    else:
        points += layout.base
    return points
