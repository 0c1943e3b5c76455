"""Word documents (.docx): the text a reader sees, its lists, and edits put back into the runs.

ECMA-376, 5th edition (Office Open XML). Only the parts that an edit changes are written anew; all
others, and a file saved without an edit, stay as they were, byte for byte. Edits can be put in
plainly (`Document.save`), or as revisions that the author accepts or rejects, with comments or
without (`annotate`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from carcite.lists.find import looks_like_entry
from carcite.manuscripts.docx.comments import Note, place_comments
from carcite.manuscripts.docx.edit import Editor
from carcite.manuscripts.docx.fields import endnote_records, items_of, same_item
from carcite.manuscripts.docx.lists import find
from carcite.manuscripts.docx.manuscript import Manuscript
from carcite.manuscripts.docx.parts import Package, serialize
from carcite.manuscripts.docx.smallest import by_words, smallest
from carcite.manuscripts.docx.smallest import edits_between as edits_between
from carcite.manuscripts.docx.text import read_manuscript
from carcite.manuscripts.docx.witness import refuse_misplaced
from carcite.manuscripts.plain import find_prose
from carcite.model.document import Document
from carcite.text.edit import Edit
from carcite.text.source import Source
from carcite.text.span import Span

ASKING = ": please decide"
"""What stands behind the reviewer's name where only the author can decide."""


def read(data: bytes, name: str) -> Document:
    """Return the document in a .docx file; raise UnreadableError for what is none."""
    manuscript = _open(data, name)
    found = find(manuscript)
    text = manuscript.text
    prose = find_prose(text, found.lists)

    def save(edits: Sequence[Edit]) -> bytes:
        return _write(data, name, edits, (), "carcite", None, is_tracked=False)

    return Document(
        Source(name, text),
        "docx",
        lists=found.lists,
        prose=prose,
        superscripts=tuple(
            each for each in manuscript.raised if any(part.contains(each) for part in prose)
        ),
        save=save,
        locked="; ".join(manager.advice for manager in found.managers),
        notes=_notes(manuscript),
    )


def add_comments(
    data: bytes,
    document: Document,
    notes: Sequence[Note],
    *,
    author: str = "carcite",
    date: datetime | None = None,
) -> bytes:
    """Return the file with a comment round each span."""
    return annotate(data, document, (), notes, author=author, date=date)


def annotate(
    data: bytes,
    document: Document,
    edits: Sequence[Edit],
    notes: Sequence[Note],
    *,
    asked: Sequence[Sequence[Edit]] = (),
    author: str = "carcite",
    date: datetime | None = None,
) -> bytes:
    """Return the file with edits as revisions and notes as comments, both in its present text.

    `asked` are the edits of fixes that only the author can decide on, revisions too, of another
    reviewer (`ASKING`), so that all others can be accepted at once; one that touches another edit
    is left out. `date` is what Word shows beside them, now where None.
    """
    name = document.source.name
    return _write(data, name, edits, notes, author, date, asked=asked, is_tracked=True)


def embedded_records(data: bytes, name: str = "") -> list[tuple[dict[str, Any], Span]]:
    """Return the embedded items, each with the span in the text where it is first cited."""
    if not _holds(data, name, "CITATION", "_BREF_"):
        return []
    found: dict[str, tuple[dict[str, Any], Span]] = {}
    for field in _open(data, name).fields:
        for item in items_of(field.code):
            found.setdefault(
                same_item(item), (item, Span(field.start, max(field.start, field.end)))
            )
    return list(found.values())


def embedded_endnote(data: bytes, name: str = "") -> str:
    """Return the records in EndNote's citation fields as one EndNote XML file; "" without any."""
    if not _holds(data, name, "EN.CITE"):
        return ""
    records: dict[str, None] = {}
    for field in _open(data, name).fields:
        records.update(dict.fromkeys(endnote_records(field.code, field.data)))
    return f"<xml><records>{''.join(records)}</records></xml>" if records else ""


def _open(data: bytes, name: str) -> Manuscript:
    return read_manuscript(Package(data, name), looks_like_entry)


def _holds(data: bytes, name: str, *marks: str) -> bool:
    """Tell by the raw bytes whether a document can have fields with such instructions at all."""
    package = Package(data, name)
    main = package.main_part()
    parts = [
        main,
        *filter(None, (package.related(main, kind) for kind in ("footnotes", "endnotes"))),
    ]
    coded = [mark.encode(code) for mark in marks for code in ("utf-8", "utf-16-le")]
    return any(mark in package.read(part) for part in parts for mark in coded)


def _notes(manuscript: Manuscript) -> tuple[str, ...]:
    """Say what the user should know: fields without an end."""
    unclosed = [field.code.split()[:2] for field in manuscript.fields if not field.is_closed]
    return tuple(
        f'a field ("{" ".join(words)}") has no end; its text is read as it stands'
        for words in dict.fromkeys(map(tuple, unclosed))
    )


def _apart(asked: Sequence[Sequence[Edit]], changes: Sequence[Edit], editor: Editor) -> list[Edit]:
    """Return the edits of those groups that neither touch a change nor what Word itself makes."""
    text = editor.manuscript.text
    taken = [edit.span for edit in changes]
    found: list[Edit] = []
    for group in asked:
        edits = by_words(smallest(group, text), text, editor.prints_as_one)
        spans = [edit.span for edit in edits]
        if any(one.start <= two.end and two.start <= one.end for one in spans for two in taken):
            continue
        if any(editor.is_fixed(chunk) for span in spans for chunk in editor.chunks_in(span)):
            continue
        taken += spans
        found += edits
    return sorted(found, key=lambda edit: edit.span)


def _write(
    data: bytes,
    name: str,
    edits: Sequence[Edit],
    notes: Sequence[Note],
    author: str,
    date: datetime | None,
    *,
    is_tracked: bool,
    asked: Sequence[Sequence[Edit]] = (),
) -> bytes:
    """Make edits and comments in a fresh reading of the file and write the parts they change."""
    if not edits and not notes and not asked:
        return data
    manuscript = _open(data, name)
    changes = smallest(edits, manuscript.text)
    if not changes and not notes and not asked:
        return data
    when = (date or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
    editor = Editor(manuscript, author, when)
    questions: list[Edit] = []
    if is_tracked:
        changes = by_words(changes, manuscript.text, editor.prints_as_one)
        questions = _apart(asked, changes, editor)
    spans = [each.span for each in (*changes, *questions)] + [span for span, _ in notes]
    editor.cut(offset for span in spans for offset in (span.start, span.end))
    if not is_tracked:
        refuse_misplaced(editor, changes, edits)
    parts = place_comments(editor, notes, author, when)
    for edit in changes:
        editor.apply(edit)
    editor.sign(f"{author}{ASKING}")
    for edit in questions:
        editor.apply(edit)
    if not is_tracked:
        editor.accept()
    editor.refresh_fallbacks()
    trees = {part: serialize(manuscript.roots[part]) for part in editor.parts}
    return manuscript.package.replace({**parts, **trees})
