"""What a fix would change, cut down to the words around each change.

>>> from carcite.text.edit import Edit, Safety
>>> source = Source("refs.txt", "game changer or stepping stone?. Blood 2025; 145: 1841")
>>> fix = Fix("Remove the period", (Edit(Span(31, 32), ""),), Safety.SAFE)
>>> for change in changes(source, fix, around=16):
...     print(change.before, "=>", change.after)
…stepping stone?. Blood 2025;… => …stepping stone? Blood 2025;…
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from carcite.text.edit import Edit, Fix
from carcite.text.source import Source
from carcite.text.span import Span

_LONGEST = 400
"""Code points of a change that are shown whole; a reader takes in no more."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a changed text: what stays, what goes, what comes."""

    kind: str
    """One of "same", "old", "new"."""
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One place that a fix changes, with the words around it."""

    stretches: tuple[Stretch, ...]

    @property
    def before(self) -> str:
        """The words as they stand."""
        return "".join(each.text for each in self.stretches if each.kind != "new")

    @property
    def after(self) -> str:
        """The words as the fix would have them."""
        return "".join(each.text for each in self.stretches if each.kind != "old")


def changes(source: Source, fix: Fix, *, around: int = 24) -> tuple[Change, ...]:
    """Return what the fix changes, neighbouring edits together, with `around` code points of text.

    The context stays on the line and breaks between words.
    """
    groups: list[list[Edit]] = []
    for edit in sorted(fix.edits, key=lambda edit: edit.span):
        last = groups[-1][-1].span.end if groups else -1
        if groups and edit.span.start < last:
            continue
        if groups and edit.span.start - last <= 2 * around:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return tuple(_change(source.text, group, around) for group in groups)


def _change(text: str, edits: list[Edit], around: int) -> Change:
    start, end = edits[0].span.start, edits[-1].span.end
    first, last = _first(text, start, around), _last(text, end, around)
    cut_before = first > 0 and text[first - 1] not in "\r\n"
    stretches = [Stretch("same", "…" * cut_before + text[first:start])]
    done = start
    for edit in edits:
        old, new = edit.span.of(text), edit.replacement
        head, tail = _in_common(old, new)
        stretches.append(Stretch("same", text[done : edit.span.start + head]))
        stretches.append(Stretch("old", _short(old[head : len(old) - tail])))
        stretches.append(Stretch("new", _short(new[head : len(new) - tail])))
        done = edit.span.end - tail
    cut_after = last < len(text) and text[last] not in "\r\n"
    stretches.append(Stretch("same", text[done:last] + "…" * cut_after))
    return Change(tuple(each for each in stretches if each.text))


def _in_common(old: str, new: str) -> tuple[int, int]:
    """Return how much of the head and of the tail stays: whole words where words are replaced.

    "550.e2-558" to "550-558" loses ".e2"; "Sci USA" to "Sci U S A" changes "USA", not "S".
    """
    head = _same(old, new)
    tail = _same(old[head:][::-1], new[head:][::-1])
    if len(old) - tail > head and len(new) - tail > head:
        while head and old[head - 1].isalnum():
            head -= 1
        while tail and old[len(old) - tail].isalnum():
            tail -= 1
    return head, tail


def _same(one: str, two: str) -> int:
    """Return how many characters the two have in common at their heads."""
    pairs = zip(one, two, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _first(text: str, start: int, around: int) -> int:
    """Return where the words before `start` begin."""
    low = max(0, start - around)
    line = max(text.rfind("\n", low, start), text.rfind("\r", low, start)) + 1
    if line > low or low == 0:
        return max(line, low)
    blank = text.find(" ", low, start)
    return blank + 1 if blank >= 0 else low


def _last(text: str, end: int, around: int) -> int:
    """Return where the words after `end` end."""
    high = min(len(text), end + around)
    breaks = [at for at in (text.find("\n", end, high), text.find("\r", end, high)) if at >= 0]
    if breaks or high == len(text):
        return min(breaks, default=high)
    blank = text.rfind(" ", end, high)
    return blank if blank > end else high


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST // 2]} … {text[-_LONGEST // 2 :]}"


def line_span(source: Source, span: Span) -> tuple[int, int, int, int]:
    """Return (line, column, end line, end column) in the file, from 1, the end exclusive."""
    return (*source.position(span.start), *source.position(max(span.start, span.end)))
