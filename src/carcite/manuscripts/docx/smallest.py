"""Edits cut down to what they change, so that what stays alike keeps its italics and links.

Cut at both ends, then between the words that stay (`text/difference.py`).

>>> [(edit.span.start, edit.replacement) for edit in edits_between("a\\n1361-1365", "a\\n1361-5")]
[(7, '')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher

from carcite.manuscripts.docx.runs import printable
from carcite.text.difference import changed_tokens, tokens
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

_LONGEST_COMPARED = 4_000
"""Code points; the comparison takes time that grows with the square."""


def smallest(edits: Iterable[Edit], text: str) -> list[Edit]:
    """Return edits that change the same and touch as little as can be, in order, none touching.

    Raise ValueError when two overlap.
    """
    done = 0
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at {edit.span.start}")
        done = max(done, edit.span.end)
        for each in _reduced(edit, text):
            if found and found[-1].span.end == each.span.start:
                last = found.pop()
                span = Span(last.span.start, each.span.end)
                each = Edit(span, last.replacement + each.replacement)
            found.append(each)
    return found


def _reduced(edit: Edit, text: str) -> list[Edit]:
    """Cut off what an edit leaves alike: at its ends, and between the words it changes."""
    old, new = edit.span.of(text), printable(edit.replacement)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = edit.span.start + head
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old and not new:
        return []
    if not old or not new or max(len(old), len(new)) > _LONGEST_COMPARED:
        return [Edit(Span(start, start + len(old)), new)]
    left, right = tokens(old), tokens(new)
    places = [start]
    for token in left:
        places.append(places[-1] + len(token))
    return [
        Edit(Span(places[a], places[b]), "".join(right[c:d]))
        for a, b, c, d in _changes(left, right)
    ]


def _changes(left: list[str], right: list[str]) -> list[tuple[int, int, int, int]]:
    """Return which tokens become which; two words replaced beside each other are one change."""
    found: list[tuple[int, int, int, int]] = []
    for a, b, c, d in changed_tokens(left, right):
        if found and b > a and d > c:
            first, last, start, end = found[-1]
            is_replaced = last > first and end > start
            if is_replaced and a - last == 1 and left[last].isspace():
                found[-1] = (first, b, start, d)
                continue
        found.append((a, b, c, d))
    return found


def by_words(edits: Sequence[Edit], text: str, is_one: Callable[[Span], bool]) -> list[Edit]:
    """Return the edits grown to whole words, as people read changes; a mark alone stays alone.

    `is_one` tells whether a span prints in one way; no edit grows beyond that.

    >>> by_words([Edit(Span(7, 10), "")], "9:1361-1365", lambda span: True)
    [Edit(span=Span(start=7, end=11), replacement='5')]
    """
    grown: list[tuple[Span, list[Edit]]] = []
    for edit in edits:
        span = _whole_words(edit, text)
        span = span if is_one(span) else edit.span
        if grown and span.start <= grown[-1][0].end:  # None may touch another.
            first, group = grown.pop()
            grown.append((Span(first.start, max(first.end, span.end)), [*group, edit]))
        else:
            grown.append((span, [edit]))
    return [Edit(span, _applied(span, group, text)) for span, group in grown]


def _whole_words(edit: Edit, text: str) -> Span:
    start, end, new = edit.span.start, edit.span.end, edit.replacement
    old = text[start:end]
    if old[:1].isalnum() or new[:1].isalnum():
        while start and text[start - 1].isalnum():
            start -= 1
    if old[-1:].isalnum() or new[-1:].isalnum():
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)


def _applied(span: Span, group: Iterable[Edit], text: str) -> str:
    moved = (Edit(each.span.shift(-span.start), each.replacement) for each in group)
    return apply_edits(text[span.start : span.end], list(moved))


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Return small edits that make the one text the other, compared line by line, then by words."""
    old, new = before.split("\n"), after.split("\n")
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line) + 1)
    edits: list[Edit] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if b - a == d - c:
            pairs = zip(starts[a:b], old[a:b], new[c:d], strict=True)
            edits += (Edit(Span(at, at + len(line)), words) for at, line, words in pairs)
        else:
            edits.append(_block(starts, a, b, new[c:d]))
    return tuple(smallest(edits, before))


def _block(starts: list[int], first: int, last: int, new: list[str]) -> Edit:
    """Return the edit that puts lines in the place of others, each with the line end before it.

    The first lines of a text have none; with them goes the line end behind.
    """
    if first:
        words = "".join(f"\n{line}" for line in new)
        return Edit(Span(starts[first] - 1, starts[last] - 1), words)
    if last < len(starts) - 1:
        return Edit(Span(0, starts[last]), "".join(f"{line}\n" for line in new))
    return Edit(Span(0, starts[last] - 1), "\n".join(new))
