"""What the records that a user holds say of one entry, as rules are told it.

A witness is plain data: it knows nothing of where the records came from or how they were found.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from carcite.model.names import Name, Person


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A field of an entry that its record has otherwise."""

    field: str
    """As `carcite verify` names it: "volume", "first-page", "authors"..."""
    stated: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Later:
    """A later word on a work: its retraction, its correction, its newer version."""

    kind: str
    """One of "retracted", "corrected", "concern", "superseded", "published"."""
    where: str
    """For people: where it stands, with its PMID or DOI; empty where that is not known."""


@dataclass(frozen=True, slots=True)
class Witness:
    """What the records say of one entry."""

    state: str
    """One of "verified", "differs", "conflict", "ambiguous", "not-found", "not-checked"."""
    record: str = ""
    """For people: the record's number, as "PMID 29567707"."""
    asked: str = ""
    """For people: the names and dates of what was asked."""
    reason: str = ""
    """For people: why nothing was checked, or what the identifier names."""
    contradictions: tuple[Contradiction, ...] = ()
    later: tuple[Later, ...] = ()
    doi: str = ""
    """Of the record; so are the fields below."""
    pmid: str = ""
    first_page: str = ""
    last_page: str = ""
    authors: tuple[Name, ...] = ()
    complete: bool = False
    """Whether the authors are known to be all of them."""
    people: tuple[tuple[int, Person], ...] = field(default=())
    """Persons of the entry whom the record names otherwise, by their place, from 0."""
    spelt: tuple[tuple[int, str], ...] = ()
    """Family names that the record spells with diacritics, by their place."""
    is_notice: bool = False
    """Whether the work is itself the notice of another's retraction or correction."""
    misleads: str = ""
    """The scheme of the identifier that names another work: "doi" or "pmid"."""
    identifiers_disagree: bool = False
    """Whether the DOI and the PMID name two works."""
