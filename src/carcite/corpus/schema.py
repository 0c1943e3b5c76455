"""The file of a corpus: SQLite, its tables and what each holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from carcite.corpus.record import Record

VERSION = 1
APPLICATION = 0x63617263
"""SQLite's application id of a corpus: "carc"."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT, sha256 TEXT, records INTEGER,
    bad INTEGER, read_on TEXT);
CREATE TABLE journals (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE records (id INTEGER PRIMARY KEY, pmid, doi, title, journal, year, epub_year, volume,
    issue, supplement, first_page, last_page, kind, cut, names);
CREATE TABLE pmids (pmid INTEGER PRIMARY KEY, record INTEGER);
CREATE TABLE keys (hash INTEGER, record INTEGER, PRIMARY KEY (hash, record)) WITHOUT ROWID;
CREATE TABLE common (word TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID;
CREATE TABLE notices (pmid TEXT, doi TEXT, kind TEXT, by_pmid TEXT, by_doi TEXT, text TEXT);
CREATE INDEX notices_pmid ON notices (pmid) WHERE pmid <> '';
CREATE INDEX notices_doi ON notices (doi) WHERE doi <> '';
CREATE VIRTUAL TABLE titles USING fts5 (words, content='', detail=none, columnsize=0,
    tokenize='unicode61 remove_diacritics 0');
"""

Row = tuple[object, ...]


def small(value: str) -> object:
    """Return a value in the form that takes SQLite the fewest bytes: a number where it is one."""
    if not value:
        return None
    if value.isdecimal() and value.isascii() and value[0] != "0" and len(value) < 16:
        return int(value)
    return value


def to_row(record: Record, journal: int | None) -> Row:
    """Return a record as a row of the table, without its id."""
    doi, pmid = record.doi, record.pmid
    return (
        *(small(pmid), doi or None, record.title or None, journal, small(record.year)),
        *(small(record.epub_year), small(record.volume), small(record.issue)),
        *(record.supplement or None, small(record.first_page), small(record.last_page)),
        *(record.kind or None, 1 if record.cut else None, record.names or None),
    )


def from_row(row: Sequence[object]) -> Record:
    """Return the record of a row whose journal is a name."""
    said: list[Any] = ["" if value is None else str(value) for value in row]
    said[12] = bool(said[12])
    return Record(*said)


COLUMNS = (
    "r.pmid, r.doi, r.title, j.name, r.year, r.epub_year, r.volume, r.issue, r.supplement, "
    "r.first_page, r.last_page, r.kind, r.cut, r.names"
)


def create(connection: sqlite3.Connection) -> None:
    """Lay out an empty corpus."""
    connection.executescript(TABLES)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
