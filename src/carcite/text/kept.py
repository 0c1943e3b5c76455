"""Compiled patterns kept from one run to the next.

Python compiles a pattern from its source in every process, which for carcite's takes as long as all
the rest of a short run. What its compiler made is kept in the user's cache folder, by the pattern's
source and flags and for this very Python; where it cannot be kept, or another Python names things
otherwise, every run compiles as before.
"""

from __future__ import annotations

import marshal
import os
import re
import sys
from array import array
from contextlib import suppress
from functools import cache
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any, BinaryIO

from carcite.text.cache import cache_folder, keep
from carcite.text.digest import blake2b

_TRIED = ((3, 11), (3, 12), (3, 13))
"""The Pythons whose compiler is known to hand over what `_kept` keeps."""
_MOST = 2_000
"""Patterns of a file; beyond it the file holds those of versions long gone."""
_HEAD = 8
"""Bytes that tell the length of the index, which stands first; the codes stand behind it."""
_KEY = 16
"""Bytes of a key, which stands before the code that it names."""
_Code = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, groups, and the numbers of those that have names."""


class _Kept:
    """What a file of patterns holds, read one by one, and what this process compiled besides."""

    __slots__ = ("_file", "_index", "_start", "new", "path")

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.new: dict[bytes, bytes] = {}
        self._index: dict[bytes, tuple[int, int]] = {}
        self._file: BinaryIO | None = None
        self._start = _HEAD
        if path is None:
            return
        try:
            self._file = path.open("rb")
            size = int.from_bytes(self._file.read(_HEAD), "little")
            index = marshal.loads(self._file.read(min(size, _LONGEST_INDEX)))
        except (OSError, ValueError, EOFError, TypeError, MemoryError):
            return
        if isinstance(index, dict) and len(index) <= _MOST:
            self._index, self._start = index, _HEAD + size

    def get(self, key: bytes) -> Any:
        """Return what is kept under a key, None where nothing is, or nothing that can be read."""
        try:
            return marshal.loads(self._read(key)[_KEY:])
        except (OSError, ValueError, EOFError, TypeError, KeyError, MemoryError):
            return None

    def _read(self, key: bytes) -> bytes:
        start, length = self._index[key]
        if self._file is None:
            raise KeyError(key)
        data = _read_at(self._file, self._start + start, length)
        if data[:_KEY] != key:
            raise KeyError(key)  # Another pattern's, however it came there.
        return data

    def write(self) -> None:
        """Put what is new beside what was there."""
        held: dict[bytes, bytes] = {}
        for key in self._index:
            with suppress(OSError, ValueError, TypeError, KeyError):
                held[key] = self._read(key)
        if self._file is not None:
            self._file.close()
            self._file = None
        held |= self.new
        index, at = {}, 0
        for key, data in held.items():
            index[key] = (at, len(data))
            at += len(data)
        head = marshal.dumps(index)
        size = len(head).to_bytes(_HEAD, "little")
        if self.path is not None:
            keep(self.path, b"".join((size, head, *held.values())))
        self.new = {}


_LONGEST_INDEX = 1_000_000


def _read_at(file: BinaryIO, start: int, length: int) -> bytes:
    """Read from a place without moving there: forked processes share where a file stands."""
    if hasattr(os, "pread"):
        return os.pread(file.fileno(), length, start)
    file.seek(start)  # Windows, which has no fork.
    return file.read(length)


@cache
def _kept() -> _Kept:
    folder = cache_folder(os.environ, sys.platform) if sys.version_info[:2] in _TRIED else None
    kind = f"{sys.implementation.cache_tag}-{_compiler.MAGIC}-{array('I').itemsize}"
    return _Kept(folder / f"patterns-3-{kind}.bin" if folder else None)


def compile_kept(source: str | bytes, flags: int) -> re.Pattern[Any]:
    """Return a compiled pattern: from its kept code, or compiled now."""
    kept = _kept()
    if kept.path is None:
        return re.compile(source, flags)
    flags = int(flags)
    key = _key(source, flags)
    code = kept.get(key)
    if code is not None:
        try:
            return _loaded(source, code)
        except (RuntimeError, ValueError, TypeError, OverflowError):
            return re.compile(source, flags)
    tree = _parser.parse(source, flags)
    state = tree.state
    made = array("I", _compiler._code(tree, flags)).tobytes()
    code = (int(flags | state.flags), made, state.groups - 1, dict(state.groupdict))
    kept.new[key] = key + marshal.dumps(code)
    return _loaded(source, code)


def _key(source: str | bytes, flags: int) -> bytes:
    text = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    kind = b"s" if isinstance(source, str) else b"b"
    return blake2b(b"%s%d:%s" % (kind, flags, text), digest_size=_KEY).digest()


def _loaded(source: str | bytes, code: _Code) -> re.Pattern[Any]:
    flags, made, groups, names = code
    words = array("I")
    words.frombytes(made)
    numbers: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        numbers[number] = name
    pattern: re.Pattern[Any] = _compiler._sre.compile(
        source, flags, words.tolist(), groups, names, tuple(numbers)
    )
    return pattern


def keep_patterns() -> None:
    """Keep what this process compiled; called once, when a command has done its work."""
    kept = _kept()
    if kept.path is not None and kept.new:
        kept.write()
