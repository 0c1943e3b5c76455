"""An entry as it stands, its parts coloured by role, the places of its findings marked.

The stretches of the page joined are the entry, to the character.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import pairwise

from carcite.model.diagnostics import Severity
from carcite.model.parse import Parse
from carcite.report.html.finding import note_html
from carcite.report.html.markup import escaped
from carcite.report.html.places import Mark, Note, Places
from carcite.report.html.roles import GROUP_OF
from carcite.text.pattern import pattern
from carcite.text.source import Source

_GRAVEST = tuple(Severity)
_BLANKS = pattern(r"\s\s|^\s+$")
"""Blanks that a page would swallow: "1361  5", a blank alone."""


def entry_html(source: Source, number: int, parse: Parse, places: Places, cited: str) -> str:
    """Return the list item of an entry with its findings; `cited` is its line on citations."""
    notes = places.notes.get(number, [])
    base = _base(source, parse)
    marks = places.marks.get(number, []) if base is not None else []
    marked = {mark.note.id for mark in marks}
    # What has no place inside the entry is about the entry: its letter stands at the label.
    whole = [note for note in notes if note.id not in marked]
    label = escaped(_label(parse))
    unread = "" if parse.is_read else " doubtful"
    return "".join(
        (
            f'<li class="entry{unread}" id="{places.id}-e{number}">',
            f'<p class="label">{label}{"".join(_link(each, each.letter) for each in whole)}</p>',
            '<div class="text"><p class="reference" lang="" dir="auto">',
            *_stretches(parse, base or 0, marks),
            "</p>",
            cited,
            "</div>",
            notes_html(source, notes, places),
            "</li>\n",
        )
    )


def _label(parse: Parse) -> str:
    """Return an entry's label; of one that Word numbers by itself, its number."""
    if parse.entry is None:
        return ""
    number = parse.entry.number
    return parse.entry.label or ("" if number is None else f"{number}.")


def notes_html(source: Source, notes: Sequence[Note], places: Places) -> str:
    """Return findings as a list; nothing where there are none."""
    if not notes:
        return ""
    items = "".join(note_html(source, note, places) for note in notes)
    return f'<ul role="list" class="notes">{items}</ul>'


def _base(source: Source, parse: Parse) -> int | None:
    """Return the place of the layout's first character in the source; None if it stands nowhere."""
    if parse.entry is None:
        return None
    body = parse.entry.body
    return body.start if source.slice(body) == parse.layout.text else None


def _link(note: Note, letter: str) -> str:
    title = f"Finding {letter}: {escaped(note.finding.code)}"
    return (
        f'<a class="ref {note.finding.severity.value}" href="#{note.id}" data-f="{note.id}"'
        f' aria-label="{title}">{letter}</a>'
    )


def _stretches(parse: Parse, base: int, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield the text cut wherever a part or a finding begins or ends."""
    text = parse.layout.text
    coming = deque(sorted(marks, key=lambda mark: mark.span))
    ends: defaultdict[int, list[str]] = defaultdict(list)
    for mark in coming:
        ends[mark.span.end - base].append(_link(mark.note, mark.letter))
    cuts = sorted({at - base for mark in coming for at in (mark.span.start, mark.span.end)})
    yield from ends[0]
    here: list[Mark] = []
    for piece in parse.layout:
        group = GROUP_OF.get(piece.role)
        inner = cuts[bisect_right(cuts, piece.span.start) : bisect_left(cuts, piece.span.end)]
        for start, end in pairwise((piece.span.start, *inner, piece.span.end)):
            while coming and coming[0].span.start - base <= start:
                here.append(coming.popleft())
            here = [mark for mark in here if mark.span.end - base > start]
            notes = [mark.note for mark in here]
            yield _stretch(text[start:end], group.key if group else "", notes)
            yield from ends.get(end, ())


def _stretch(text: str, group: str, notes: Sequence[Note]) -> str:
    content = escaped(text)
    if notes:
        severity = min((note.finding.severity for note in notes), key=_GRAVEST.index)
        ids = " ".join(note.id for note in notes)
        blanks = " blanks" if _BLANKS.search(text) else ""
        content = f'<span class="m {severity.value}{blanks}" data-f="{ids}">{content}</span>'
    return f'<span class="{group}">{content}</span>' if group else content
