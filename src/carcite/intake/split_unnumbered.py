"""Where entries begin in a list without numbers: by the lines' shape, ends, widths and indents.

In a hard-wrapped text a line is broken only where the next word would not have fitted, so a line
that had room for the next word ends a paragraph. That, the indent, the blank lines and the look of
first and last words each give points; the sum decides.

>>> from carcite.intake.split_lines import read_lines
>>> text = "June CH. CAR T cells. Science 2018;359:1-5.\\nQin C. Anti-BCMA. Med 2024;5:1."
>>> [mark.at for mark in find_starts(text, read_lines(text))]
[0, 44]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from carcite.intake.split_evidence import end_score, has_date_or_place, is_whole, start_score
from carcite.intake.split_labels import Mark
from carcite.intake.split_lines import Line

_THRESHOLD = 1.5
_WIDEST = 140
"""No hard-wrapped text has longer lines."""
_REACH = 4000
"""How much of the entry so far is looked at."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How the lines of a list are set."""

    width: int
    """The column at which lines are wrapped; 0 where they are not."""
    hanging: int | None
    """The indent of first lines where entries hang (or are indented); None where indents say
    nothing."""
    spaced: bool
    """Blank lines stand between some lines and not between others."""


def find_starts(text: str, lines: Sequence[Line]) -> list[Mark]:
    """Return where each entry begins; the first line always begins one."""
    if not lines:
        return []
    layout = _read_layout(text, lines)
    marks = [Mark(lines[0].start, lines[0].start)]
    for index in range(1, len(lines)):
        if _start_points(text, lines, index, marks[-1].at, layout) > _THRESHOLD:
            marks.append(Mark(lines[index].start, lines[index].start))
    return marks


def _read_layout(text: str, lines: Sequence[Line]) -> _Layout:
    lengths = [line.end - line.start + line.indent for line in lines]
    words = [_first_word(text, line) for line in lines]
    width = max(
        (n for n, line in zip(lengths, lines, strict=True) if " " in line.of(text)), default=0
    )
    pairs = len(lines) - 1
    full = sum(lengths[i] + 1 + words[i + 1] > width for i in range(pairs))
    wrapped = width <= _WIDEST and pairs > 0 and full >= 0.3 * pairs
    gaps = sum(line.gap > 0 for line in lines[1:])
    return _Layout(width if wrapped else 0, _hanging(text, lines), 0 < gaps < 0.95 * pairs)


def _first_word(text: str, line: Line) -> int:
    at = text.find(" ", line.start, line.end)
    return (at if at >= 0 else line.end) - line.start


def _hanging(text: str, lines: Sequence[Line]) -> int | None:
    """Return the indent that first lines have, where two indents share the lines between them."""
    common = Counter(line.indent for line in lines).most_common(2)
    if len(common) < 2 or common[1][1] < 0.12 * len(lines) or len(lines) < 3:
        return None
    means = {}
    for indent, count in common:
        scores = [start_score(text, ln.start, ln.end) for ln in lines if ln.indent == indent]
        means[indent] = sum(scores) / count
    first = max(means, key=means.__getitem__)
    return first if max(means.values()) - min(means.values()) > 1.5 else None


def _start_points(
    text: str, lines: Sequence[Line], index: int, since: int, layout: _Layout
) -> float:
    line, before = lines[index], lines[index - 1]
    points = start_score(text, line.start, line.end)
    points += end_score(text, before.start, before.end)
    so_far = text[max(since, before.end - _REACH) : before.end]
    points += 1.0 if is_whole(so_far) else -0.5 if has_date_or_place(so_far) else -2.5
    if layout.hanging is not None:
        points += 3.0 if line.indent == layout.hanging else -5.0
    if layout.width:
        had_room = before.end - before.start + before.indent + 1 + _first_word(text, line)
        points += 2.5 if had_room <= layout.width else -1.0
    else:
        points += 1.5
    if layout.spaced:
        points += 2.0 if line.gap else -1.0
    return points
