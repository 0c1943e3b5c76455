"""What a source says: a record, notices on other records, a deletion, or why one was not read."""

from __future__ import annotations

from dataclasses import dataclass

from carcite.corpus.protocol import Notice
from carcite.corpus.record import Record


@dataclass(frozen=True, slots=True)
class Told:
    """A notice, and the work that it is about."""

    notice: Notice
    pmid: str = ""
    doi: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What one item of a source says."""

    record: Record | None = None
    told: tuple[Told, ...] = ()
    deleted: tuple[str, ...] = ()
    """PMIDs that the source takes back."""
    bad: str = ""
    """Why the item was not read, for people, with its place."""
