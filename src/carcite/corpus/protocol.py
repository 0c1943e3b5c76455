"""What a corpus is to the rest of carcite: a name, a date, and a way to find candidates.

The file that `carcite corpus build` writes is one; a search engine or a service on line is another.
None of them decides anything: identity and differences are decided in one place for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from carcite.corpus.record import Record
from carcite.errors import CarciteError


class SourceError(CarciteError):
    """A source did not answer; what was asked of it is "not checked", never "not found"."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reference prints that a record can be found by; empty where it prints nothing."""

    doi: str = ""
    pmid: str = ""
    title: str = ""
    """As printed."""
    words: tuple[str, ...] = ()
    """The folded words of the title, or of the whole entry where no title was read."""
    author: str = ""
    """The first author's family name as keys have it."""
    journal: str = ""
    """As printed."""
    years: tuple[str, ...] = ()
    volume: str = ""
    page: str = ""
    text: str = ""
    """The whole entry, for services that match strings."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A later word on a work: that it is retracted, corrected, in doubt, or superseded."""

    kind: str
    """One of "retracted", "corrected", "concern", "superseded", "published"."""
    pmid: str = ""
    """Of the notice or the later work, as is `doi`."""
    doi: str = ""
    text: str = ""
    """Where it is published, as the source prints it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A candidate: a record and the notices that its source has of it."""

    record: Record
    notices: tuple[Notice, ...] = ()


class Corpus(Protocol):
    """Records that can be asked for.

    One that bears `is_remote = True` stands with others: a reference goes there only when nothing
    at hand fits it.
    """

    @property
    def name(self) -> str:
        """For people: the name of the file or of the service."""

    @property
    def as_of(self) -> str:
        """The date of its records, ISO 8601; empty where it is not known."""

    @property
    def coverage(self) -> str:
        """For people: what it holds, as "358,626 records from pubmed26n0001.xml.gz"."""

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query, in no order; raise SourceError without an answer.

        Narrow finds by identifier, place and ends of the title; `wide` by single words of it.
        """
