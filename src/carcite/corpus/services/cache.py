"""Answers of services kept for a week, so that a list checked twice is asked once."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from pathlib import Path

_KEPT = 7 * 24 * 3600
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key BLOB PRIMARY KEY, body BLOB, at INTEGER)"


def cache_path() -> Path:
    """Return where answers are kept: $XDG_CACHE_HOME/carcite/answers.sqlite."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "carcite" / "answers.sqlite"


class Cache:
    """Answers by what was asked; a file that cannot be used is done without."""

    def __init__(self, path: Path) -> None:
        self._connection: sqlite3.Connection | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=2)
            self._connection.execute(_TABLE)
            old = int(time.time()) - _KEPT
            self._connection.execute("DELETE FROM answers WHERE at < ?", (old,))
        except (OSError, sqlite3.Error):
            self._connection = None

    def get(self, asked: str) -> bytes | None:
        """Return the answer to what was asked; None where it is not known."""
        if self._connection is None:
            return None
        try:
            sql = "SELECT body FROM answers WHERE key = ?"
            row = self._connection.execute(sql, (_key(asked),)).fetchone()
        except sqlite3.Error:
            return None
        return bytes(row[0]) if row else None

    def put(self, asked: str, body: bytes) -> None:
        """Keep an answer."""
        if self._connection is None:
            return
        try:
            sql = "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)"
            self._connection.execute(sql, (_key(asked), body, int(time.time())))
        except sqlite3.Error:
            self._connection = None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()


def _key(asked: str) -> bytes:
    return hashlib.sha256(asked.encode()).digest()
