"""The first witness of a safe fix: the words on the page, whoever read them and however.

A fix may change stops and blanks, and beyond that only what could be written back from what remains
and from carcite's own tables: each kind has its own small checker here, and a rule may ask only
for the kinds of its family. Everything else, however sensible, is not for a safe fix.

>>> words_hold("Blood 2016;127:1361-1365.", [Change(Edit(Span(20, 24), "5"), "PAG002")])
True
>>> words_hold("Suharto, Wijaya D. Soap", [Change(Edit(Span(7, 17), " WD"), "AUT005")])
False
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carcite.checking.word_forms import (
    ADDRESS,
    LABELS,
    STEPS,
    Step,
    canonical,
    same_identifier,
    written_out,
)
from carcite.text.chars import DASHES, DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES
from carcite.text.edit import Edit, apply_edits
from carcite.text.pattern import pattern
from carcite.text.span import Span

_JOINERS = "\u200c\u200d"
"""They print nothing, but part or join letters of Persian and Indic words."""
_IGNORED = {ord(char): None for char in INVISIBLE if char not in _JOINERS}
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0903\u093a-\u094f"
)
_LETTER = rf"(?:[^\W_]|[{_MARKS}{_JOINERS}])"
_QUOTES = SINGLE_QUOTES + DOUBLE_QUOTES + "\"'\u2039\u203a"
_FREE = re.escape(".,;:()[]{}/" + _QUOTES + DASHES)
# Takes "Müller", "n°", "†", "?", "...", the quote of "1'17" (who knows which number it tore?);
# other quotes, stops, brackets, dashes and blanks are no words.
_WORD = pattern(rf"{_LETTER}+[°º]?|\.\.\.|[^\w\s{_FREE}]|_|(?<=\d)[{_QUOTES}](?=\d)")
# Two marks of which each ends something: "water. . Lancet", "old.]. Lancet", "Lancet,, 12".
_DOUBLED = pattern(r"\.\.(?!\.)|[.,;:]\s+[.,;:]|,[,.;:]|[;:][,.;:]|[.?!][\]\"\u201d\u00bb]\.")
_RUNS = pattern(r"\S+")
_PAIRS = ("()", "[]", "{}", "\u201c\u201d", "\u00ab\u00bb")
RENAMED = "\ue000"
"""Stands in both texts for a journal's name that the table knows in both forms."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a fix, and the rule that asks for it."""

    edit: Edit
    code: str
    moves: bool = False
    """Whether the fix says that it moves whole parts."""
    renamed: bool = False
    """Whether the edit puts another name of the same journal, by the table of journals."""


def words(text: str) -> list[str]:
    """Return the words of a text: runs of letters and figures, and each mark that means something.

    >>> words("O'Connor RS†, 12(3):E1-8?")
    ['O', 'Connor', 'RS', '†', '12', '3', 'E1', '8', '?']
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.translate(_IGNORED))
    return _WORD.findall(text)


def words_hold(text: str, changes: Sequence[Change]) -> bool:
    """Tell whether all words of a text are left, or could be written back, after some changes."""
    return all(_window_holds(text, span, group) for span, group in windows(text, changes))


def made(text: str, changes: Sequence[Change]) -> str:
    """Return a text with some changes in it."""
    return apply_edits(text, [change.edit for change in changes])


def pairs_hold(text: str, after: str) -> bool:
    """Tell whether no bracket or quote is alone in a changed text that was not alone before."""
    return all(_alone(after, pair) <= _alone(text, pair) for pair in _PAIRS)


def marks_hold(text: str, after: str) -> bool:
    """Tell whether no mark stands twice in a changed text that did not stand twice before."""
    return _doubled(after) <= _doubled(text)


def _doubled(text: str) -> Counter[str]:
    return Counter("".join(found.split()) for found in _DOUBLED.findall(text))


def _alone(text: str, pair: str) -> int:
    return abs(text.count(pair[0]) - text.count(pair[1]))


def windows(text: str, changes: Sequence[Change]) -> Iterator[tuple[Span, list[Change]]]:
    """Yield each stretch of whole words that changes touch, with the changes in it."""
    open_span: Span | None = None
    group: list[Change] = []
    for change in sorted(changes, key=lambda each: each.edit.span):
        span = _whole_words(text, change.edit.span)
        if open_span is not None and span.start <= open_span.end:
            open_span = Span(open_span.start, max(open_span.end, span.end))
            group.append(change)
            continue
        if open_span is not None:
            yield open_span, group
        open_span, group = span, [change]
    if open_span is not None:
        yield open_span, group


def _whole_words(text: str, span: Span) -> Span:
    """Return a span grown to whole words, ranges and addresses."""
    start, end = span.start, span.end
    while start > 0 and _holds(text[start - 1]):
        start -= 1
    while end < len(text) and _holds(text[end]):
        end += 1
    low, high = start, end
    while low > 0 and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and not text[high].isspace():
        high += 1
    if ADDRESS.search(text, low, high):
        return Span(low, high)
    return Span(start, end)


def _holds(char: str) -> bool:
    return char.isalnum() or char in DASHES or char in _JOINERS or unicodedata.combining(char) > 0


def _window_holds(text: str, span: Span, group: Sequence[Change]) -> bool:
    old, new = _both(text, span, group)
    if not _same_addresses(old, new, group):
        return False
    before, after = (words(written_out(_unaddressed(each))) for each in (old, new))
    if before == after:
        return True
    families = {change.code[:3] for change in group}
    if any(change.moves for change in group):
        return _moved_whole(before, after)
    steps = tuple(dict.fromkeys(step for each in sorted(families) for step in STEPS.get(each, ())))
    labels = frozenset().union(*(LABELS.get(family, frozenset()) for family in families))
    return _explained(before, after, labels, steps)


def _both(text: str, span: Span, group: Sequence[Change]) -> tuple[str, str]:
    """Return a window before and after, renamed journals as one mark in both."""
    old: list[str] = []
    new: list[str] = []
    done = span.start
    for change in group:
        edit = change.edit
        between = text[done : edit.span.start]
        old.append(between)
        new.append(between)
        old.append(RENAMED if change.renamed else text[edit.span.start : edit.span.end])
        new.append(RENAMED if change.renamed else edit.replacement)
        done = edit.span.end
    rest = text[done : span.end]
    return "".join(old) + rest, "".join(new) + rest


def _same_addresses(old: str, new: str, group: Sequence[Change]) -> bool:
    """Tell whether the DOIs and addresses of a window stay the same identifiers, in order."""
    mine, theirs = _addresses(old), _addresses(new)
    if mine == theirs:
        return True
    if not any(change.code[:3] in ("DOI", "IDN", "PUN") or change.moves for change in group):
        return False
    return len(mine) == len(theirs) and all(map(same_identifier, mine, theirs))


def _addresses(text: str) -> list[str]:
    return [run for run in _RUNS.findall(text) if ADDRESS.search(run)]


def _unaddressed(text: str) -> str:
    """Return a text without its addresses and DOIs, whose words are not words."""
    return _RUNS.sub(lambda run: "" if ADDRESS.search(run[0]) else run[0], text)


def _explained(
    before: list[str], after: list[str], labels: frozenset[str], steps: Sequence[Step]
) -> bool:
    """Tell whether a way leads through both lists on which every step is one that may be made."""
    seen = {(0, 0)}
    todo = [(0, 0)]
    while todo:
        i, j = todo.pop()
        if i == len(before) and j == len(after):
            return True
        ways = []
        if i < len(before) and j < len(after) and before[i] == after[j]:
            ways.append((1, 1))
        if i < len(before) and before[i] in labels:
            ways.append((1, 0))
        if j < len(after) and after[j] in labels:
            ways.append((0, 1))
        for step in steps:
            ways += step(before, after, i, j)
        for a, b in ways:
            place = (i + a, j + b)
            if place not in seen:
                seen.add(place)
                todo.append(place)
    return False


def _moved_whole(before: list[str], after: list[str]) -> bool:
    """Tell whether the same words stand in another order, labels and forms set aside."""
    labels = frozenset(each for every in LABELS.values() for each in every if not each.isupper())
    return _bare(before, labels) == _bare(after, labels)


def _bare(found: list[str], labels: frozenset[str]) -> Counter[str]:
    return Counter(form for word in found if word not in labels for form in canonical(word))
