"""The second witness of a fix in Word: no word changes its looks, and no link or field is emptied.

`put_back.py` says the same of markup. An edit that would do so is refused by name, so that the
others can be made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carcite.manuscripts.clean import EditError
from carcite.manuscripts.docx.edit import Editor
from carcite.manuscripts.docx.looks import Looks, looks_of, owner_of
from carcite.manuscripts.docx.manuscript import Chunk
from carcite.manuscripts.docx.names import Node
from carcite.text.difference import tokens
from carcite.text.edit import Edit
from carcite.text.span import Span

Place = tuple[Looks, Node | int | None]
"""How something prints, and the link or field it stands in."""
_SHORT = 2
"""A word up to here, "6" or "Jr", may go in one place and another come elsewhere."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that goes or comes, the change it is of, and where it stands."""

    text: str
    change: Edit
    line: int
    place: Place


def refuse_misplaced(editor: Editor, changes: Sequence[Edit], edits: Sequence[Edit]) -> None:
    """Raise EditError for the edits that would move words into other looks, or empty a link.

    `changes` are what the edits come to; the runs have been cut at their ends.
    """
    gone = [word for change in changes for word in _gone(editor, change)]
    come = [word for change in changes for word in _come(editor, change)]
    name = editor.manuscript.package.name
    for why, refused in (
        ("what Word itself makes cannot be edited", list(_fixed(editor, changes))),
        (
            "this change would damage the formatting around it",
            [*_moved(gone, come), *_emptied(editor, changes)],
        ),
    ):
        named = [each for each in edits if any(_touch(each.span, one.span) for one in refused)]
        if named:
            raise EditError(f"{name}: {why}", named)


def _touch(one: Span, two: Span) -> bool:
    return one.start <= two.end and two.start <= one.end


def _gone(editor: Editor, change: Edit) -> Iterator[_Word]:
    line = editor.manuscript.line_at(change.span.start)
    for chunk in editor.chunks_in(change.span):
        for word in filter(str.isalnum, tokens(chunk.text)):
            yield _Word(word, change, line, _place_of(chunk))


def _come(editor: Editor, change: Edit) -> Iterator[_Word]:
    line = editor.manuscript.line_at(change.span.start)
    model = editor.continued(change)
    place = ((), None) if model is None else _place_of(model)
    for word in filter(str.isalnum, tokens(change.replacement)):
        yield _Word(word, change, line, place)


def _place_of(chunk: Chunk) -> Place:
    return looks_of(chunk), owner_of(chunk)


def _moved(gone: Sequence[_Word], come: Sequence[_Word]) -> Iterator[Edit]:
    """Yield the changes by which a word goes and comes again looking otherwise."""
    places: dict[tuple[str, int], list[_Word]] = {}
    for word in gone:
        places.setdefault((word.text, word.line), []).append(word)
    for word in come:
        same = places.get((word.text, word.line), [])
        if len(word.text) <= _SHORT:
            same = [each for each in same if each.change is word.change]
        if same and all(each.place != word.place for each in same):
            yield word.change
            yield from (each.change for each in same)


def _fixed(editor: Editor, changes: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the changes to what Word itself makes: a note's number, mathematics."""
    for change in changes:
        if any(editor.is_fixed(chunk) for chunk in editor.chunks_in(change.span)):
            yield change


def _emptied(editor: Editor, changes: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the changes that take all from a link or a field, and leave its line."""
    taken: dict[Node | int, list[Chunk]] = {}
    takers: dict[Node | int, list[Edit]] = {}
    for change in changes:
        if "\n" in change.span.of(editor.manuscript.text):
            continue
        model = editor.continued(change)
        for chunk in editor.chunks_in(change.span):
            owner = owner_of(chunk)
            fills = change.replacement and model is not None and owner_of(model) == owner
            if owner is not None and not fills:
                taken.setdefault(owner, []).append(chunk)
                takers.setdefault(owner, []).append(change)
    if taken:
        held: dict[Node | int, int] = {}
        for chunk in editor.chunks:
            owner = owner_of(chunk)
            if owner in taken:
                held[owner] = held.get(owner, 0) + 1
        for owner, chunks in taken.items():
            if len(chunks) >= held[owner]:
                yield from takers[owner]
