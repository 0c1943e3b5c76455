"""An entry as it stands, its parts coloured by role, the places of its findings marked.

The stretches of the page joined are the entry, to the character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from carcite.diagnostics import Severity
from carcite.model.parse import Parse
from carcite.report.html.finding import Note, note_html
from carcite.report.html.markup import escaped
from carcite.report.html.roles import GROUP_OF
from carcite.text.source import Source
from carcite.text.span import Span

_GRAVEST = tuple(Severity)
_BLANKS = re.compile(r"\s\s|^\s+$")
"""Blanks that a page would swallow: "1361  5", a blank alone."""


def entry_html(source: Source, parse: Parse, id: str, notes: Sequence[Note], cited: str) -> str:
    """Return the list item of an entry with its findings; `cited` is its line on citations."""
    entry = parse.entry
    label = escaped(entry.label) if entry else ""
    base = _base(source, parse)
    inside = [note for note in notes if base is not None and _is_inside(note, parse, base)]
    whole = [note for note in notes if note not in inside]
    unread = "" if parse.is_read else " doubtful"
    return "".join(
        (
            f'<li class="entry{unread}" id="{id}">',
            f'<p class="label">{_marked(label, whole)}</p>',
            '<div class="text"><p class="reference" lang="" dir="auto">',
            *_stretches(parse, base or 0, inside),
            "</p>",
            cited,
            "</div>",
            notes_html(source, notes),
            "</li>\n",
        )
    )


def notes_html(source: Source, notes: Sequence[Note]) -> str:
    """Return findings as a list; nothing where there are none."""
    if not notes:
        return ""
    items = "".join(note_html(source, note) for note in notes)
    return f'<ul class="notes">{items}</ul>'


def _base(source: Source, parse: Parse) -> int | None:
    """Return the place of the layout's first character in the source; None if it stands nowhere."""
    if parse.entry is None:
        return None
    for span in (parse.entry.body, parse.entry.span):
        if source.slice(span) == parse.layout.text:
            return span.start
    return None


def _is_inside(note: Note, parse: Parse, base: int) -> bool:
    """Tell whether the finding has a place in the entry; one of the whole entry has none."""
    body = Span(base, base + len(parse.layout.text))
    span = note.finding.span
    return body.contains(span) and span != body


def _marked(label: str, notes: Sequence[Note]) -> str:
    links = "".join(map(_link, notes))
    return f"{label}{links}"


def _link(note: Note) -> str:
    title = f"Finding {note.letter}: {escaped(note.finding.code)}"
    return (
        f'<a class="ref {note.finding.severity.value}" href="#{note.id}" data-f="{note.id}"'
        f' aria-label="{title}">{note.letter}</a>'
    )


def _stretches(parse: Parse, base: int, notes: Sequence[Note]) -> Iterator[str]:
    """Yield the text cut wherever a part or a finding begins or ends."""
    text = parse.layout.text
    places = [(note.finding.span.shift(-base), note) for note in notes]
    cuts = sorted({at for span, _ in places for at in (span.start, span.end)})
    for piece in parse.layout:
        group = GROUP_OF.get(piece.role)
        inner = [at for at in cuts if piece.span.start < at < piece.span.end]
        edges = [piece.span.start, *inner, piece.span.end]
        for start, end in pairwise(edges):
            here = [note for span, note in places if span.start <= start and end <= span.end]
            yield _stretch(text[start:end], group.key if group else "", here)
            for span, note in places:
                if span.end == end:
                    yield _link(note)
    if not text or any(span.end == 0 for span, _ in places):
        yield from (_link(note) for span, note in places if span.end == 0)


def _stretch(text: str, group: str, notes: Sequence[Note]) -> str:
    content = escaped(text)
    if notes:
        severity = min((note.finding.severity for note in notes), key=_GRAVEST.index)
        ids = " ".join(note.id for note in notes)
        blanks = " blanks" if _BLANKS.search(text) else ""
        content = f'<span class="m {severity.value}{blanks}" data-f="{ids}">{content}</span>'
    return f'<span class="{group}">{content}</span>' if group else content
