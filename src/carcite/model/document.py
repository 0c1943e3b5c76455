"""A file as carcite sees it: its text, the lists in it, and the way to put edits back.

Each format is one module that gives a Document; nothing else knows of formats.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from carcite.model.parse import Parse, ReferenceList
from carcite.text.edit import Edit
from carcite.text.source import Source
from carcite.text.span import Span


@dataclass(frozen=True, slots=True, repr=False)
class Document:
    """A manuscript, a bare list or a file of records."""

    source: Source
    format: str
    """Of the file: "plain", "markdown", "latex", "html", "jats", "docx", "pdf", "bibtex"..."""
    lists: tuple[ReferenceList, ...] = ()
    """Reference lists as text, to be read; empty for a file of records."""
    records: tuple[Parse, ...] = ()
    """Records of a format with fields (.bib, RIS, CSL-JSON, reference manager fields): read
    already, so facts are checked and form is not. Their layouts mark where each value stands in
    the record, `entry.span` where the record stands in the Source."""
    prose: tuple[Span, ...] = ()
    """The stretches of the Source's text in which citations of the list are looked for."""
    superscripts: tuple[Span, ...] = ()
    """Stretches of `prose` that are printed raised."""
    links: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    """Citations that the markup ties to entries: where each stands, and the keys it names."""
    keys: tuple[tuple[str, Span], ...] = ()
    """Citations by key of a manuscript whose references stand in another file."""
    listed_keys: frozenset[str] | None = None
    """What those keys must be among; None where it is not known."""
    cited_keys: frozenset[str] | None = None
    """Of a file of records: the keys that the manuscripts cite; None where it is not known."""
    save: Callable[[Sequence[Edit]], bytes] | None = None
    """Give the whole file with edits of the Source's text put in; None where carcite only reads."""
    locked: str = ""
    """Why the lists must not be edited, for the user to read; empty where they may."""
    notes: tuple[str, ...] = ()
    """What the user should know of the reading: one line each."""

    def __repr__(self) -> str:
        entries = sum(len(each.entries) for each in self.lists) + len(self.records)
        return f"<Document {self.source.name}: {self.format}, {entries} entries>"

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle what was read; a copy cannot be saved, since the file's bytes do not go along."""
        held = {each.name: getattr(self, each.name) for each in fields(self)}
        return _without_save, (held | {"save": None},)


def _without_save(held: dict[str, Any]) -> Document:
    return Document(**held)
