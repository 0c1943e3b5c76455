"""Plain text files: the whole file is the text, edits go straight back into it.

>>> document = read(b"References\\n1. June CH. Title. Science 2018;359:1361-5.\\n", "refs.txt")
>>> [entry.label for entry in document.lists[0].entries]
['1.']
"""

from __future__ import annotations

from collections.abc import Sequence

from carcite.errors import UnreadableError
from carcite.lists.columns import stand_side_by_side
from carcite.lists.find import find_lists
from carcite.manuscripts.decode import decode, encode, find_encoding
from carcite.model.document import Document
from carcite.model.parse import ReferenceList
from carcite.text.edit import Edit, apply_edits
from carcite.text.source import Source
from carcite.text.span import Span


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Return the document in a plain text file; raise UnreadableError for what is not text."""
    text = decode(data, name, encoding)
    found = find_encoding(data, name, encoding)

    def save(edits: Sequence[Edit]) -> bytes:
        return encode(apply_edits(text, edits), found, name)

    lists = find_lists(text)
    refuse_columns(text, name, lists)
    return Document(
        Source(name, text), "plain", lists=lists, prose=find_prose(text, lists), save=save
    )


def refuse_columns(text: str, name: str, lists: Sequence[ReferenceList]) -> None:
    """Raise UnreadableError where a list stands in two columns whose lines are mixed."""
    for each in lists:
        if stand_side_by_side(each.span.of(text)):
            first, last = (text.count("\n", 0, at) + 1 for at in (each.span.start, each.span.end))
            raise UnreadableError(
                f"{name}: lines {first} to {last}: two columns stand side by side, and their lines "
                "are mixed; copy the list one column after the other"
            )


def find_prose(text: str, lists: Sequence[ReferenceList]) -> tuple[Span, ...]:
    """Return the stretches of `text` outside the lists and their headings, blank ones left out."""
    prose: list[Span] = []
    done = 0
    for each in lists:
        start = each.heading.start if each.heading else each.span.start
        if text[done:start].strip():
            prose.append(Span(done, start))
        done = each.span.end
    if text[done:].strip():
        prose.append(Span(done, len(text)))
    return tuple(prose)
