"""Settings: what `[tool.carcite]` in pyproject.toml says, and what the command line adds.

>>> Config(select=("PAG",)).codes(["PAG001", "DOI001"])
frozenset({'PAG001'})
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from carcite.errors import UsageError


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
    corpus: tuple[str, ...] = ()
    """Files of records that references are verified against."""

    def codes(self, default: Iterable[str], known: Iterable[str] = ()) -> frozenset[str]:
        """Return the codes that are on; raise UsageError for a selection that fits no code.

        `default` are the codes on by default, `known` all codes.
        """
        base = list(default)
        every = list(known) or base
        chosen = _matching(self.select, every, "select") if self.select else set(base)
        return frozenset(chosen - _matching(self.ignore, every, "ignore"))


def _matching(wanted: tuple[str, ...], codes: list[str], option: str) -> set[str]:
    found: set[str] = set()
    for each in wanted:
        fits = {code for code in codes if each.upper() == "ALL" or code.startswith(each.upper())}
        if not fits:
            raise UsageError(f'{option}: no rule has the code "{each}"; `carcite rule` lists them')
        found |= fits
    return found


def find_config(start: Path) -> Config:
    """Return the settings of the nearest pyproject.toml at or above a folder."""
    for folder in (start, *start.parents):
        path = folder / "pyproject.toml"
        if path.is_file():
            return read_config(path)
    return Config()


def read_config(path: Path) -> Config:
    """Return the settings of one pyproject.toml; raise UsageError for what it cannot mean."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: is not UTF-8") from None
    except RecursionError:
        raise UsageError(f"{path}: is nested too deeply to be read") from None
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from None
    tool = table.get("tool", {})
    section = tool.get("carcite", {}) if isinstance(tool, Mapping) else {}
    if not isinstance(section, Mapping):
        raise UsageError(f"{path}: [tool.carcite] is not a table")
    known = {each.name: each for each in fields(Config)}
    values: dict[str, object] = {}
    for key, value in section.items():
        if key not in known:
            raise UsageError(
                f'{path}: [tool.carcite] has no setting "{key}"; known are {", ".join(known)}'
            )
        values[key] = _from_folder(path.parent, key, _value(path, key, value))
    return Config(**values)  # type: ignore[arg-type]


def _from_folder(folder: Path, key: str, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    """Return a setting with the path in it, if any, as seen from the settings' own folder."""
    if key == "corpus":
        return tuple(str(folder / each) for each in value)
    names_file = key == "baseline" or (
        key == "style" and str(value).lower().endswith((".csl", ".toml"))
    )
    return str(folder / value) if names_file and isinstance(value, str) and value else value


def _value(path: Path, key: str, value: object) -> str | tuple[str, ...]:
    is_list = key in ("select", "ignore", "exclude", "corpus")
    if is_list and isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value)
    if not is_list and isinstance(value, str):
        return value
    wanted = "a list of strings" if is_list else "a string"
    raise UsageError(f"{path}: [tool.carcite] {key} must be {wanted}")
