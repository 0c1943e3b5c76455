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
from functools import cache
from pathlib import Path
from re import _compiler, _parser  # type: ignore[attr-defined]
from typing import Any

from carcite.text.cache import cache_folder, keep

_TRIED = ((3, 11), (3, 12), (3, 13))
"""The Pythons whose compiler is known to hand over what `_kept` keeps."""
_MOST = 2_000
"""Patterns of a file; beyond it the file holds those of versions long gone."""
_Code = tuple[int, bytes, int, dict[str, int]]
"""Flags, code, groups, and the numbers of those that have names."""


class _Kept:
    """What a file of patterns holds, and what this process compiled besides."""

    __slots__ = ("codes", "new", "path")

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.codes: dict[tuple[str | bytes, int], _Code] = {}
        self.new = 0
        if path is None:
            return
        try:
            held = marshal.loads(path.read_bytes())
        except (OSError, ValueError, EOFError, TypeError):
            return
        if isinstance(held, dict) and len(held) <= _MOST:
            self.codes = held


@cache
def _kept() -> _Kept:
    folder = cache_folder(os.environ, sys.platform) if sys.version_info[:2] in _TRIED else None
    name = f"patterns-{sys.implementation.cache_tag}-{_compiler.MAGIC}-{array('I').itemsize}.bin"
    return _Kept(folder / name if folder else None)


def compile_kept(source: str | bytes, flags: int) -> re.Pattern[Any]:
    """Return a compiled pattern: from its kept code, or compiled now."""
    kept = _kept()
    if kept.path is None:
        return re.compile(source, flags)
    flags = int(flags)
    code = kept.codes.get((source, flags))
    if code is not None:
        try:
            return _loaded(source, code)
        except (RuntimeError, ValueError, TypeError, OverflowError):
            return re.compile(source, flags)
    tree = _parser.parse(source, flags)
    state = tree.state
    made = array("I", _compiler._code(tree, flags)).tobytes()
    code = (int(flags | state.flags), made, state.groups - 1, dict(state.groupdict))
    kept.codes[source, flags] = code
    kept.new += 1
    return _loaded(source, code)


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
        keep(kept.path, marshal.dumps(kept.codes))
        kept.new = 0
