"""The keys under which a record is found: 32-bit hashes of what references print of it.

A hash is only a way to candidates; whether one is the work is decided on the values.
"""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from carcite.corpus.record import Record
from carcite.corpus.words import closed, fold_words, journal_key, page_key, volume_key

_HALF = 1 << 31
LONG_TITLE = 20
"""From this many letters on a title's first and last ones tell works apart."""


def _hash(kind: str, value: str) -> int:
    """Return a hash as SQLite keeps it in four bytes: signed."""
    return crc32(f"{kind}{value}".encode()) - _HALF


def title_keys(words: list[str], author: str, year: str) -> Iterator[int]:
    """Yield the keys of a folded title; a short one needs its first author and year."""
    letters = closed(words)
    if len(letters) >= LONG_TITLE:
        yield _hash("f", letters[:LONG_TITLE])
        yield _hash("l", letters[-LONG_TITLE:])
    elif letters and (author or year):
        yield _hash("s", f"{letters} {author} {year}")


def place_keys(journal: str, year: str, volume: str, page: str) -> Iterator[int]:
    """Yield the keys of a place in print; `journal` is as `journal_key` gives it."""
    volume, page = volume_key(volume), page_key(page)
    if not page:
        return
    if journal and volume:
        yield _hash("j", f"{journal}/{volume}/{page}")
    if year and volume:
        yield _hash("y", f"{year}/{volume}/{page}")
    if journal and year:
        yield _hash("n", f"{journal}/{year}/{page}")


def doi_key(doi: str) -> int:
    """Return the key of a DOI."""
    return _hash("d", doi.lower())


def author_key(family: str) -> str:
    """Return a family name as title keys have it."""
    words = fold_words(family)
    return words[-1] if words else ""


def record_keys(record: Record, words: list[str]) -> list[int]:
    """Return every key of a record but its PMID, which is a key of its own; `words` its title's."""
    journal = journal_key(record.journal)
    found = list(place_keys(journal, record.year, record.volume, record.first_page))
    if record.epub_year and len(record.first_page) >= 5:
        found += place_keys(journal, record.epub_year, "", record.first_page)
    if words:
        family = record.names.partition("\x1e")[0].partition("\x1f")[0]
        found += title_keys(words, author_key(family), record.year)
    if record.doi:
        found.append(doi_key(record.doi))
    return found
