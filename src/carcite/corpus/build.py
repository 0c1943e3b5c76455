"""Building a corpus: sources in, one file out, whole or not at all.

The file grows beside its place under the name FILE.part, one transaction a source, so a build that
was stopped goes on where it was when it is started again with the same sources. Keys are sorted on
disk and written last: memory does not grow with the records.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from carcite.corpus.keys import record_keys
from carcite.corpus.record import Record
from carcite.corpus.schema import APPLICATION, VERSION, create, to_row
from carcite.corpus.sources.opening import Counted, OtherReader, exists, read_source, sha256
from carcite.corpus.sources.said import Said, Told
from carcite.corpus.store import connect
from carcite.corpus.words import fold_words
from carcite.errors import UnreadableError, UsageError

_BATCH = 2000
_COMMON = 200
"""A word in more titles than this is counted in the table of common words."""
_INSERT = f"INSERT INTO records VALUES ({','.join('?' * 15)})"

Progress = Callable[[str, int, int], None]
"""Told the source's name, how many records were read of it, and how far it is, in per mille."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did."""

    records: int
    """In the file now."""
    read: int
    """Read in this build."""
    bad: tuple[str, ...]
    """What could not be read: one line a record, the first thousand."""
    bad_count: int
    skipped: tuple[str, ...]
    """Sources that the file had already, byte by byte the same."""


def build_corpus(
    sources: Sequence[str],
    out: str,
    *,
    update: bool = False,
    other: OtherReader,
    progress: Progress | None = None,
) -> Built:
    """Write a corpus of the records of some files; `update` adds them to the one that is there.

    `other` reads the formats that are read whole. Raise UnreadableError for a source that cannot be
    read or a file that cannot be written: the old file, if any, stays as it was.
    """
    if not sources:
        raise UsageError("a corpus needs at least one source")
    for path in sources:
        exists(path)
    if update:
        connect(out).close()
    part = Path(f"{out}.part")
    try:
        builder = _Builder(part, Path(out) if update else None, [Path(s).name for s in sources])
        with contextlib.closing(builder):
            for path in sources:
                builder.add(path, other, progress)
            built = builder.finish()
        os.replace(part, out)
    except UnreadableError:
        _remove(part)
        raise
    except sqlite3.Error as error:
        _remove(part)
        raise UnreadableError(f"{out}: the corpus cannot be written ({error})") from None
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{out}: cannot be written: {reason}") from None
    return built


class _Builder:
    """One build: the unfinished file and what has come in."""

    def __init__(self, part: Path, old: Path | None, names: list[str]) -> None:
        self._part = part
        if not _goes_on(part, names):
            _remove(part)
            if old is not None:
                shutil.copyfile(old, part)
        fresh = not part.exists()
        self._db = sqlite3.connect(part, isolation_level=None)
        self._db.executescript(
            "PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;PRAGMA temp_store = FILE;"
        )
        if fresh:
            create(self._db)
        self._db.execute("ATTACH ? AS p", (str(_pending(part)),))
        self._db.execute("PRAGMA p.synchronous = OFF")
        self._db.execute("CREATE TABLE IF NOT EXISTS p.pending (hash INTEGER, record INTEGER)")
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('building', ?)", ("\n".join(names),))
        self._journals = dict(self._db.execute("SELECT name, id FROM journals").fetchall())
        self._next = int(self._db.execute("SELECT ifnull(max(id), 0) FROM records").fetchone()[0])
        self._bad: list[str] = []
        self._bad_count = self._read = 0
        self._skipped: list[str] = []
        self._told = False

    def close(self) -> None:
        self._db.close()

    def add(self, path: str, other: OtherReader, progress: Progress | None) -> None:
        """Take the records of a source in, all or none."""
        sha = sha256(path)
        name = Path(path).name
        if self._db.execute("SELECT 1 FROM sources WHERE sha256 = ?", (sha,)).fetchone():
            self._skipped.append(name)
            return
        raw = Counted(path)
        size = max(1, Path(path).stat().st_size)
        before, bad, self._told = self._read, self._bad_count, False
        with self._db, contextlib.closing(raw):
            self._db.execute("BEGIN")
            for batch in _batches(read_source(raw, path, other)):
                self._take(batch)
                if progress is not None:
                    progress(name, self._read - before, raw.at * 1000 // size)
            counts = (self._read - before, self._bad_count - bad)
            if counts[1] and not counts[0] and not self._told:
                raise UnreadableError(self._bad[-1] if self._bad else f"{path}: no record was read")
            self._db.execute(
                "INSERT INTO sources (name, sha256, records, bad, read_on) VALUES (?, ?, ?, ?, ?)",
                (name, sha, *counts, datetime.date.today().isoformat()),
            )

    def _take(self, batch: list[Said]) -> None:
        rows: list[tuple[object, ...]] = []
        keys: list[tuple[int, int]] = []
        titles: list[tuple[int, str]] = []
        pmids: dict[int, int | None] = {}
        told: list[Told] = []
        for said in batch:
            if said.bad:
                self._bad_count += 1
                if len(self._bad) < 1000:
                    self._bad.append(said.bad)
            told += said.told
            pmids.update((int(each), None) for each in said.deleted)
            if said.record is not None:
                self._next += 1
                self._add(said.record, rows, keys, titles, pmids)
        self._replace(pmids, rows)
        execute = self._db.executemany
        execute(_INSERT, rows)
        execute("INSERT INTO p.pending VALUES (?, ?)", keys)
        execute("INSERT INTO titles (rowid, words) VALUES (?, ?)", titles)
        self._add_notices(told, pmids)
        self._read += len(rows)

    def _add(
        self,
        record: Record,
        rows: list[tuple[object, ...]],
        keys: list[tuple[int, int]],
        titles: list[tuple[int, str]],
        pmids: dict[int, int | None],
    ) -> None:
        id = self._next
        words = fold_words(record.title) if record.title else []
        keys += [(key, id) for key in set(record_keys(record, words))]
        if words:
            titles.append((id, " ".join({word for word in words if len(word) > 3})))
        if record.pmid.isdecimal() and len(record.pmid) < 16:
            pmids[int(record.pmid)] = id
        rows.append((id, *to_row(record, self._journal(record.journal))))

    def _journal(self, name: str) -> int | None:
        if not name:
            return None
        found = self._journals.get(name)
        if found is None:
            found = self._journals[name] = len(self._journals) + 1
            self._db.execute("INSERT INTO journals VALUES (?, ?)", (found, name))
        return found

    def _replace(self, pmids: dict[int, int | None], rows: list[tuple[object, ...]]) -> None:
        """Let the last record of a PMID stand alone; its older keys then lead to nothing."""
        if not pmids:
            return
        inside = {row[0] for row in rows}
        marks = ",".join("?" * len(pmids))
        old = self._db.execute(f"SELECT record FROM pmids WHERE pmid IN ({marks})", list(pmids))
        self._db.executemany("DELETE FROM records WHERE id = ?", old.fetchall())
        last = {id for id in pmids.values() if id is not None}
        doubled = {row[0] for row in rows if isinstance(row[1], int)} - last
        if doubled & inside:
            rows[:] = [row for row in rows if row[0] not in doubled]
        self._db.executemany(
            "INSERT OR REPLACE INTO pmids VALUES (?, ?)",
            ((pmid, id) for pmid, id in pmids.items() if id is not None),
        )
        gone = [(pmid,) for pmid, id in pmids.items() if id is None]
        self._db.executemany("DELETE FROM pmids WHERE pmid = ?", gone)

    def _add_notices(self, told: list[Told], pmids: dict[int, int | None]) -> None:
        """Put notices in; those of a record that comes anew take the place of its old ones."""
        if told:
            self._told = True
            self._db.executemany(
                "INSERT INTO notices VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (each.pmid, each.doi, n.kind, n.pmid, n.doi, n.text)
                    for each in told
                    for n in (each.notice,)
                ),
            )

    def finish(self) -> Built:
        """Sort the keys in, count the common words, and close the file."""
        db = self._db
        db.execute("BEGIN")
        db.execute(
            "INSERT OR IGNORE INTO keys SELECT hash, record FROM p.pending ORDER BY hash, record"
        )
        db.execute("DELETE FROM common")
        db.execute("CREATE VIRTUAL TABLE temp.v USING fts5vocab('main', 'titles', 'row')")
        db.execute(f"INSERT INTO common SELECT term, doc FROM temp.v WHERE doc > {_COMMON}")
        db.execute("DROP TABLE temp.v")
        db.execute(
            "DELETE FROM notices WHERE rowid NOT IN (SELECT max(rowid) FROM notices "
            "GROUP BY pmid, doi, kind, by_pmid, by_doi)"
        )
        db.execute("DELETE FROM meta WHERE name = 'building'")
        db.execute("COMMIT")
        count = int(db.execute("SELECT count(*) FROM records").fetchone()[0])
        db.execute("DETACH p")
        _remove(_pending(self._part))
        return Built(count, self._read, tuple(self._bad), self._bad_count, tuple(self._skipped))


def _pending(part: Path) -> Path:
    return part.with_name(part.name + ".keys")


def _remove(part: Path) -> None:
    """Remove an unfinished file and what stands beside it."""
    for path in (part, _pending(part)):
        for name in (path.name, f"{path.name}-journal"):
            path.with_name(name).unlink(missing_ok=True)


def _goes_on(part: Path, names: list[str]) -> bool:
    """Tell whether an unfinished file is of a build of the same sources."""
    if not part.is_file() or not _pending(part).is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(part)) as db:
            ours = db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION
            same = db.execute("PRAGMA user_version").fetchone()[0] == VERSION
            row = db.execute("SELECT value FROM meta WHERE name = 'building'").fetchone()
            return ours and same and row is not None and row[0] == "\n".join(names)
    except sqlite3.Error:
        return False


def _batches(said: Iterator[Said]) -> Iterator[list[Said]]:
    batch: list[Said] = []
    for each in said:
        batch.append(each)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
