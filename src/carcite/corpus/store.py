"""A corpus in a file, opened to be asked; it is never written through here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations
from pathlib import Path

from carcite.corpus.keys import author_key, doi_key, place_keys, title_keys
from carcite.corpus.protocol import Hit, Notice, Query
from carcite.corpus.record import Record
from carcite.corpus.schema import APPLICATION, COLUMNS, VERSION, from_row
from carcite.corpus.words import journal_key
from carcite.errors import UnreadableError
from carcite.text.files import is_file

_MOST = 40
"""Candidates that one query may bring; a key that fits more says nothing."""
_RARE = 5
"""How many words of a title a wide look-up asks for, the rarest first."""


class FileCorpus:
    """The records of one file."""

    def __init__(self, path: str) -> None:
        """Open a file; raise UnreadableError where it is no corpus of this version of carcite."""
        self.path = path
        self._connection = connect(path)

    def __repr__(self) -> str:
        return f"<Corpus {self.name}>"

    def __reduce__(self) -> tuple[type[FileCorpus], tuple[str]]:
        """Pickle the place of the file, which is opened again."""
        return FileCorpus, (self.path,)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def name(self) -> str:
        """The name of the file."""
        return Path(self.path).name

    @cached_property
    def as_of(self) -> str:
        """The day on which its last source was read."""
        return str(self._rows("SELECT max(read_on) FROM sources")[0][0] or "")

    @cached_property
    def coverage(self) -> str:
        """How many records it holds, and from which files."""
        names = [str(name) for name, *_ in self.sources()]
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        return f"{self.count:,} records from {', '.join(names[:3])}{more}"

    @cached_property
    def count(self) -> int:
        """The number of records."""
        return int(str(self._rows("SELECT count(*) FROM records")[0][0]))

    def sources(self) -> list[tuple[object, ...]]:
        """Return name, SHA-256, records, bad records and day of each source, in their order."""
        return self._rows("SELECT name, sha256, records, bad, read_on FROM sources ORDER BY id")

    def notices(self) -> list[tuple[object, ...]]:
        """Return each kind of notice and how many there are."""
        return self._rows("SELECT kind, count(*) FROM notices GROUP BY kind ORDER BY kind")

    def _rows(self, sql: str) -> list[tuple[object, ...]]:
        try:
            return self._run(sql, ()).fetchall()
        except sqlite3.DatabaseError as error:
            raise UnreadableError(f"{self.path}: the corpus is damaged ({error})") from None

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query."""
        try:
            ids = self._by_words if wide else self._by_keys
            return [self._hits(ids(query)) for query in queries]
        except sqlite3.DatabaseError as error:
            raise UnreadableError(f"{self.path}: the corpus is damaged ({error})") from None

    def _by_keys(self, query: Query) -> list[int]:
        hashes = set(keys_of(query))
        found: list[int] = []
        if query.pmid.isdecimal() and len(query.pmid) < 16:
            found += _ids(self._run("SELECT record FROM pmids WHERE pmid = ?", (int(query.pmid),)))
        for key in hashes:
            sql = f"SELECT record FROM keys WHERE hash = ? LIMIT {_MOST + 1}"
            ids = _ids(self._run(sql, (key,)))
            found += ids if len(ids) <= _MOST else []
        return list(dict.fromkeys(found))

    def _by_words(self, query: Query) -> list[int]:
        words = [word for word in dict.fromkeys(query.words) if len(word) > 3 and word.isascii()]
        words.sort(key=lambda word: (self._common.get(word, 0), -len(word)))
        rare = words[:_RARE]
        if len(rare) < 2 or self._common.get(rare[0], 0) > self._limit:
            return []
        wanted = 3 if len(rare) == _RARE else 2
        groups = [
            "(" + " AND ".join(f'"{word}"' for word in group) + ")"
            for group in combinations(rare, wanted)
        ]
        sql = f"SELECT rowid FROM titles WHERE titles MATCH ? LIMIT {_MOST}"
        return _ids(self._run(sql, (" OR ".join(groups),)))

    @cached_property
    def _common(self) -> dict[str, int]:
        return dict(self._run("SELECT word, count FROM common", ()).fetchall())

    @cached_property
    def _limit(self) -> int:
        """A word in more titles than this is no rare one."""
        return max(2000, self.count // 100)

    def _hits(self, ids: list[int]) -> tuple[Hit, ...]:
        if not ids:
            return ()
        marks = ",".join("?" * len(ids))
        rows = self._run(
            f"SELECT {COLUMNS} FROM records r LEFT JOIN journals j ON j.id = r.journal "
            f"WHERE r.id IN ({marks})",
            ids,
        )
        return tuple(self._hit(from_row(row)) for row in rows.fetchall())

    def _hit(self, record: Record) -> Hit:
        if not self._has_notices:
            return Hit(record)
        rows: list[tuple[str, ...]] = []
        for column, value in (("pmid", record.pmid), ("doi", record.doi.lower())):
            if value:
                sql = f"SELECT kind, by_pmid, by_doi, text FROM notices WHERE {column} = ?"
                rows += self._run(f"{sql} AND {column} <> ''", (value,)).fetchall()
        return Hit(record, tuple(Notice(*row) for row in dict.fromkeys(rows)))

    @cached_property
    def _has_notices(self) -> bool:
        return self._run("SELECT 1 FROM notices LIMIT 1", ()).fetchone() is not None

    def _run(self, sql: str, values: Sequence[object]) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)


def _ids(rows: Iterable[tuple[int]]) -> list[int]:
    return [row[0] for row in rows]


def keys_of(query: Query) -> list[int]:
    """Return the keys under which a query's record would stand."""
    found: list[int] = [doi_key(query.doi)] if query.doi else []
    journal = journal_key(query.journal) if query.journal else ""
    for year in query.years or ("",):
        found += place_keys(journal, year, query.volume, query.page)
        found += place_keys(journal, year, "", query.page)
        if query.title:
            found += title_keys(list(query.words), author_key(query.author), year)
    return found


def connect(path: str) -> sqlite3.Connection:
    """Open a corpus to be read; raise UnreadableError for anything else."""
    if not is_file(path):
        raise UnreadableError(f"{path}: no such file")
    uri = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION:
            raise UnreadableError(f"{path}: is not a corpus; `carcite corpus build` writes one")
        if version != VERSION:
            raise UnreadableError(
                f"{path}: is a corpus of version {version}, and this carcite reads version "
                f"{VERSION}; build it anew"
            )
        pages, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        if Path(path).stat().st_size < pages * size:
            raise UnreadableError(f"{path}: the corpus is cut short; build it anew")
        connection.execute("SELECT 1 FROM meta").fetchone()
    except sqlite3.DatabaseError as error:
        raise UnreadableError(f"{path}: is not a corpus ({error})") from None
    return connection


def open_corpus(path: str | Path) -> FileCorpus:
    """Open a corpus that `build_corpus` wrote; raise UnreadableError where it is none."""
    return FileCorpus(str(path))
