"""How a reference is printed: the entry cut into pieces, each with its role.

A reader gives the observed Layout of an entry; a Style gives the expected Layout of a Reference.
Both are the same type, so that one can be laid over the other. The pieces joined are the text, to
the character: what stands between two parts (stops, blanks, words such as "doi:") is an AFFIX.

>>> layout = Layout("June CH.", ((Role.FAMILY, 0, 4), (Role.INITIALS, 5, 7)))
>>> [(piece.role.name, piece.text) for piece in layout.pieces]
[('FAMILY', 'June'), ('AFFIX', ' '), ('INITIALS', 'CH'), ('AFFIX', '.')]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from carcite.text.span import Span


class Role(Enum):
    """What a piece of an entry is."""

    AFFIX = "affix"
    LABEL = "label"
    """The entry's number in the list with its punctuation."""
    PARTICLE = "particle"
    FAMILY = "family"
    INITIALS = "initials"
    """Initials as printed, stops and blanks among them included."""
    GIVEN = "given"
    SUFFIX = "suffix"
    ORGANIZATION = "organization"
    ET_AL = "et-al"
    """The words alone: "et al", "et al." where the stop belongs to the abbreviation."""
    CONTRIBUTOR_LABEL = "contributor-label"
    """The word that names a role: "editors", "eds.", "Hrsg."."""
    TITLE = "title"
    TITLE_NOTE = "title-note"
    ORIGINAL_TITLE = "original-title"
    CONTAINER_TITLE = "container-title"
    COLLECTION_TITLE = "collection-title"
    EDITION = "edition"
    YEAR = "year"
    MONTH = "month"
    """Month or season, with the end of a range of months."""
    DAY = "day"
    DATE = "date"
    """A date that is not cut further: accessed, updated, epub, event dates."""
    VOLUME = "volume"
    ISSUE = "issue"
    SUPPLEMENT = "supplement"
    PART = "part"
    PAGE = "page"
    """One range or single page, or the article number, without its word "p.": "1361-5", "e12"."""
    NUMBER = "number"
    NUMBER_OF_PAGES = "number-of-pages"
    PUBLISHER = "publisher"
    PUBLISHER_PLACE = "publisher-place"
    EVENT = "event"
    GENRE = "genre"
    MEDIUM = "medium"
    STATUS = "status"
    LANGUAGE = "language"
    URL = "url"
    DOI = "doi"
    """The identifier alone, without "doi:" or its address, which are AFFIX."""
    PMID = "pmid"
    PMCID = "pmcid"
    IDENTIFIER = "identifier"
    """Any other identifier: ISBN, ISSN, arXiv, trial registration."""
    NOTE = "note"
    UNREAD = "unread"
    """Words that could not be typed."""

    # Members are singletons: the hash of Enum, in Python, costs a check a tenth of its time.
    __hash__ = object.__hash__


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an entry and what it is."""

    role: Role
    text: str
    span: Span


Mark = tuple[Role, int, int]
"""A role and a half-open range of code points: the compact form of a piece that is not an AFFIX."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A text and the marks in it, in order, not overlapping; what no mark covers is AFFIX."""

    text: str
    marks: tuple[Mark, ...]
    """Offsets count from the start of `text`."""

    def __iter__(self) -> Iterator[Piece]:
        done = 0
        for role, start, end in self.marks:
            if start > done:
                yield Piece(Role.AFFIX, self.text[done:start], Span(done, start))
            yield Piece(role, self.text[start:end], Span(start, end))
            done = end
        if done < len(self.text):
            yield Piece(Role.AFFIX, self.text[done:], Span(done, len(self.text)))

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces, the affixes among them; joined they are the text."""
        return tuple(self)

    def texts(self) -> list[tuple[Role, str]]:
        """Return the role and the text of each piece, for one that does not ask for places."""
        found: list[tuple[Role, str]] = []
        done = 0
        for role, start, end in self.marks:
            if start > done:
                found.append((Role.AFFIX, self.text[done:start]))
            found.append((role, self.text[start:end]))
            done = end
        if done < len(self.text):
            found.append((Role.AFFIX, self.text[done:]))
        return found

    def find(self, role: Role) -> tuple[Piece, ...]:
        """Return the pieces of one role, in order."""
        return tuple(
            Piece(role, self.text[start:end], Span(start, end))
            for each, start, end in self.marks
            if each is role
        )
