"""Settings: what `carcite.toml`, or `[tool.carcite]` in pyproject.toml, says for a file.

>>> Config(select=("PAG",)).codes(["PAG001", "DOI001"])
frozenset({'PAG001'})
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from carcite.errors import UsageError
from carcite.text.files import is_file, read_file, why, without_links
from carcite.text.near import did_you_mean

Value = str | tuple[str, ...]
_LARGEST = 1 << 20
"""Bytes; no settings need a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Config:
    """What a project or a user asks for."""

    style: str = "auto"
    select: tuple[str, ...] = ()
    """Codes or families ("PAG", "PAG001"); empty for the rules that are on by default."""
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    """Patterns of files left out when a folder is checked."""
    baseline: str = ""
    """A file of old findings that are not reported again."""
    locale: str = ""
    """For `render`: of CSL styles, as "de-DE"."""
    encoding: str = ""
    """Of text files; empty for UTF-8."""
    corpus: tuple[str, ...] = ()
    """Files of records that references are verified against."""
    folder: str = ""
    """Where the settings stand; patterns of `per_file` are seen from there."""
    per_file: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()
    """Patterns of files, each with the settings that hold for them."""

    def codes(self, default: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
        """Return the codes that are on; raise UsageError for a selection that fits no code.

        `default` are the codes on by default, `known` all codes.
        """
        base = list(default)
        every = list(known) or base
        chosen = _matching(self.select, every, "select") if self.select else set(base)
        return frozenset(chosen - _matching(self.ignore, every, "ignore"))

    def of(self, path: str) -> Config:
        """Return what holds for one file: later patterns win, what they ignore adds up."""
        chosen: dict[str, Value] = {}
        for pattern, values in self.per_file:
            if _fits(path, pattern, self.folder):
                for key, value in values:
                    if key == "ignore":
                        value = (*chosen.get(key, self.ignore), *value)
                    chosen[key] = value
        return replace(self, per_file=(), **chosen)  # type: ignore[arg-type]


_LISTS = frozenset({"select", "ignore", "exclude", "corpus"})
_PER_FILE = ("style", "select", "ignore", "locale", "encoding")
_KNOWN = (*_PER_FILE, "exclude", "baseline", "corpus", "per-file")
NAMES = ("carcite.toml", "pyproject.toml")
"""Files of settings; of two in one folder the first counts."""


def _matching(wanted: tuple[str, ...], codes: list[str], option: str) -> set[str]:
    found: set[str] = set()
    for each in wanted:
        fits = {code for code in codes if each.upper() == "ALL" or code.startswith(each.upper())}
        if not fits:
            raise UsageError(f'{option}: no rule has the code "{each}"; `carcite rule` lists them')
        found |= fits
    return found


def _fits(path: str, pattern: str, folder: str) -> bool:
    """Tell whether a pattern names a file: its path seen from the settings, or its name alone."""
    try:
        seen = without_links(path).relative_to(without_links(folder)).as_posix()
    except ValueError:
        seen = Path(path).as_posix()
    bare = pattern.rstrip("/")
    return fnmatch(seen, bare) or seen.startswith(f"{bare}/") or fnmatch(Path(path).name, bare)


def find_config(start: Path) -> Config:
    """Return the nearest settings at or above a folder; none above give the defaults."""
    here = without_links(start)
    for folder in (here, *here.parents):
        for name in NAMES:
            path = folder / name
            table = _table(path) if is_file(path) else None
            if table is not None:
                return _config(path, table)
    return Config()


def read_config(path: Path) -> Config:
    """Return the settings of one file; raise UsageError for what it cannot mean."""
    return _config(path, _table(path) or {})


def _table(path: Path) -> Mapping[str, Any] | None:
    """Return the settings as TOML has them; None for a pyproject.toml that has none."""
    try:
        table = tomllib.loads(read_file(path, _LARGEST).decode())
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except RecursionError:
        raise UsageError(f"{path}: is nested too deeply to be read") from None
    except OSError as error:
        raise UsageError(f"{path}: {why(error)}") from None
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: {error}") from None
    if path.name != "pyproject.toml":
        return table
    tool = table.get("tool", {})
    section = tool.get("carcite") if isinstance(tool, Mapping) else None
    if section is not None and not isinstance(section, Mapping):
        raise UsageError(f"{path}: [tool.carcite] is not a table")
    return section


def _config(path: Path, table: Mapping[str, Any]) -> Config:
    values: dict[str, Any] = {
        key: _setting(path, key, value, _KNOWN) for key, value in table.items() if key != "per-file"
    }
    per_file = table.get("per-file", {})
    if not isinstance(per_file, Mapping) or not all(
        isinstance(each, Mapping) for each in per_file.values()
    ):
        raise UsageError(f'{path}: per-file is a table of tables: [per-file."thesis/*.md"]')
    values["per_file"] = tuple(
        (pattern, tuple((key, _setting(path, key, value, _PER_FILE)) for key, value in own.items()))
        for pattern, own in per_file.items()
    )
    return Config(folder=str(path.parent), **values)


def _setting(path: Path, key: str, value: object, known: tuple[str, ...]) -> Value:
    if key not in known:
        hint = did_you_mean(key, known, f"known are {', '.join(known)}")
        where = "a per-file table has" if known is _PER_FILE else "there is"
        raise UsageError(f'{path}: {where} no setting "{key}"{hint}')
    return _from_folder(path.parent, key, _value(path, key, value))


def _from_folder(folder: Path, key: str, value: Value) -> Value:
    """Return a setting with the path in it, if any, as seen from the settings' own folder."""
    if key == "corpus":
        return tuple(str(folder / each) for each in value)
    names_file = key == "baseline" or (
        key == "style" and str(value).lower().endswith((".csl", ".toml"))
    )
    return str(folder / value) if names_file and isinstance(value, str) and value else value


def _value(path: Path, key: str, value: object) -> Value:
    is_list = key in _LISTS
    if is_list and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if not is_list and isinstance(value, str):
        return value
    wanted = "a list of strings" if is_list else "a string"
    raise UsageError(f"{path}: {key} must be {wanted}")
