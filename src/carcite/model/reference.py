"""A reference: what one entry of a list says, by meaning.

Fields bear CSL's names (https://docs.citationstyles.org/en/stable/specification.html, Appendix IV)
wherever CSL has one. An empty str, an empty tuple and None all mean "not given".

>>> Reference(title="CAR T cell immunotherapy for human cancer").type
'article-journal'
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.locators import Literal, Locator
from carcite.model.names import Contributors, Name


@dataclass(frozen=True, slots=True, repr=False)
class Reference:
    """One work as a list cites it. Equal by meaning: no place, no punctuation."""

    type: str = "article-journal"
    """CSL's item type."""
    contributors: tuple[Contributors, ...] = ()
    """In the order of the source; each role at most once."""
    title: str = ""
    """As written, without the separator that ends it; a final "?" or "!" belongs to it."""
    original_title: str = ""
    """The bracketed translation's original, or the translation itself, where two titles stand."""
    title_note: str = ""
    """A bracketed type after the title, without brackets: "abstract", "letter", "editorial"."""
    container_title: str = ""
    """Journal, book or site, as written, without stops at its end."""
    collection_title: str = ""
    edition: str = ""
    """As written without the word: "4th", "3", "rev"."""
    issued: Date | Literal | None = None
    epub: Date | None = None
    """The date of the electronic publication ahead of print ("Epub 2019 Mar 2")."""
    accessed: Date | Literal | None = None
    updated: Date | Literal | None = None
    volume: str = ""
    issue: str = ""
    supplement: str = ""
    """As written: "Suppl 2", "Suppl"; of the volume, or of the issue where `issue` is given."""
    part: str = ""
    """As written: "Pt 2", "1 Pt 2" keeps its number in `issue`."""
    pages: tuple[Locator, ...] = ()
    number: str = ""
    """The number of a report, patent or standard."""
    number_of_pages: str = ""
    publisher: str = ""
    publisher_place: str = ""
    event_title: str = ""
    event_place: str = ""
    event_date: Date | Literal | None = None
    genre: str = ""
    """As "dissertation", "technical report", "preprint"... as written, without brackets."""
    medium: str = ""
    """As written, without brackets: "Internet", "CD-ROM"."""
    status: str = ""
    """As "in press", "forthcoming", "Epub ahead of print"... as written."""
    language: str = ""
    """As written: "Norwegian", "German"."""
    url: str = ""
    identifiers: tuple[Identifier, ...] = ()
    note: str = ""
    unread: tuple[str, ...] = ()
    """Stretches of the entry that could not be typed, as written, in order."""

    def __repr__(self) -> str:
        """Show the fields that are given, and no others."""
        given = (f"{name}={value!r}" for name, value in self._given().items())
        return f"Reference({', '.join(given)})"

    def __reduce__(self) -> tuple[Any, ...]:
        """Send the fields that are given from one process to another, and no others."""
        return _restored, (self._given(),)

    def _given(self) -> dict[str, Any]:
        return {
            name: value
            for name, default in _defaults()
            if (value := getattr(self, name)) != default
        }

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors, in order; empty where none is named."""
        return self.names()

    @property
    def first_author(self) -> Name | None:
        """The author named first, or None."""
        return next(iter(self.authors), None)

    @property
    def year(self) -> int | None:
        """The year of issue; None where it is not given or could not be typed."""
        return self.issued.year if isinstance(self.issued, Date) else None

    @property
    def doi(self) -> str:
        """The DOI without its address; empty where none is given."""
        return self.identifier("doi")

    @property
    def pmid(self) -> str:
        """The PubMed number; empty where none is given."""
        return self.identifier("pmid")

    def names(self, role: str = "author") -> tuple[Name, ...]:
        """Return the names in a role, in order; empty when the role is not given."""
        group = self.group(role)
        return group.names if group else ()

    def group(self, role: str = "author") -> Contributors | None:
        """Return the contributors in a role, or None."""
        for group in self.contributors:
            if group.role == role:
                return group
        return None

    def identifier(self, scheme: str) -> str:
        """Return the first identifier of a scheme, or an empty str."""
        for each in self.identifiers:
            if each.scheme == scheme:
                return each.value
        return ""


@cache
def _defaults() -> tuple[tuple[str, object], ...]:
    return tuple((each.name, each.default) for each in fields(Reference))


def _restored(given: dict[str, Any]) -> Reference:
    return Reference(**given)
