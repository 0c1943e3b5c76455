"""What a reference states, in the form in which records are compared, and the query for it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carcite.corpus.protocol import Query
from carcite.corpus.words import fold_words
from carcite.model.dates import Date
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Name, Organization
from carcite.model.reference import Reference
from carcite.text.pattern import pattern

_ELLIPSIS = pattern(r"\.\s?\.\s?\.|…")
_NUMBER = pattern(r"(?<![\w.])[A-Za-z]{0,2}\d{1,7}(?![\w])")
_IDENTIFIER = pattern(
    r"(?:https?://\S+|\bdoi:?\s*)?10\.\d{4,9}/\S+|\bPMC?ID:?\s*(?:PMC)?\d+|https?://\S+",
    re.IGNORECASE,
)
# Takes what is left where a DOI stood: " doi:", " (doi: )."; refuses the word in a sentence.
_ANNOUNCED = pattern(r"[\s(\[]{0,40}+\b(?:doi|pmid|pmcid)\s*+:\s*+[)\].\s]*+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A reference's values; empty where it states none."""

    text: str
    """The entry as it stands, without identifiers and addresses."""
    type: str
    title: str
    authors: tuple[Name, ...]
    et_al: bool
    elided: bool
    """Whether an ellipsis stands for names left out."""
    journal: str
    year: str
    years: tuple[str, ...]
    """Every year that the reference gives for the publication."""
    volume: str
    issue: str
    first_page: str
    last_page: str
    is_elocator: bool
    doi: str
    pmid: str
    has_doubts: bool
    """Whether the borders of the fields are not sure."""
    unread: tuple[str, ...]
    """The parts of the entry that nothing was read from."""
    is_bare: bool
    """Whether nothing but names, a title and perhaps a year was read."""
    numbers: frozenset[str]
    """Every number of the text, folded."""

    @property
    def first_author(self) -> str:
        """The family name, or the body, that stands first."""
        for each in self.authors[:1]:
            return each.literal if isinstance(each, Organization) else each.sort_name
        return ""

    @property
    def query(self) -> Query:
        """What to ask a corpus for."""
        words = tuple(fold_words(self.title or self.text))
        return Query(
            self.doi,
            self.pmid,
            self.title,
            words,
            self.first_author,
            self.journal,
            self.years,
            self.volume,
            self.first_page,
            self.text,
        )


def without_identifiers(text: str) -> str:
    """Return an entry without its identifiers, addresses, and the words that announce them."""
    return _ANNOUNCED.sub("", _IDENTIFIER.sub(" ", text)).strip()


def state(reference: Reference, text: str, *, identifiers: bool = True) -> Stated:
    """Return what a reference states; `text` is the entry; without `identifiers`, none of them."""
    group = reference.group("author")
    first, last, is_elocator = _pages(reference)
    issued = reference.issued
    years = [str(issued.year)] if isinstance(issued, Date) else []
    years += [str(each.year) for each in (reference.epub,) if each]
    bare = without_identifiers(text)
    return Stated(
        text=bare,
        type=reference.type,
        title=reference.title,
        authors=group.names if group else (),
        et_al=bool(group and group.et_al),
        elided=bool(_ELLIPSIS.search(bare)),
        journal=reference.container_title,
        year=years[0] if years else "",
        years=tuple(dict.fromkeys(years)),
        volume=reference.volume,
        issue=reference.issue,
        first_page=first,
        last_page=last,
        is_elocator=is_elocator,
        doi=reference.doi if identifiers else "",
        pmid=reference.pmid if identifiers else "",
        has_doubts=bool(reference.unread) or reference.type != "article-journal",
        unread=reference.unread,
        is_bare=not (
            reference.container_title
            or reference.publisher
            or reference.url
            or reference.pages
            or reference.volume
            or reference.edition
            or reference.genre
        ),
        numbers=frozenset(each.lower().lstrip("0") for each in _NUMBER.findall(bare)),
    )


def _pages(reference: Reference) -> tuple[str, str, bool]:
    for each in reference.pages:
        if isinstance(each, PageRange):
            return each.first, "" if each.last == each.first else each.last, False
        if isinstance(each, ELocator):
            return each.value, "", True
    return "", "", False
