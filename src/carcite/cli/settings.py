"""The settings of every file: the nearest above it, and the command line's on top."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from carcite.api import choose
from carcite.bibliography import cited_keys, resolved
from carcite.checking.check import Choice
from carcite.cli.files import find_files, is_excluded
from carcite.cli.inputs import (
    baseline_name,
    find_services,
    input_paths,
    old_findings,
    was_named,
    words,
)
from carcite.config import Config, find_config, read_config
from carcite.text.files import without_links


@dataclass(frozen=True, slots=True)
class Task:
    """A file and what is wanted of it."""

    path: str
    config: Config
    choice: Choice
    known: Counter[str] | None = None
    """What the baseline holds of it."""
    cited: frozenset[str] | None = None
    """Of a .bib file: what the manuscripts that name it cite."""


def config_of(path: str, arguments: argparse.Namespace) -> Config:
    """Return the settings of one file, the command line's on top."""
    return _Found(arguments).of(path)


def tasks_of(arguments: argparse.Namespace) -> tuple[Task, ...]:
    """Return the files to work on, each with its settings; raise CarciteError for unknown names."""
    found = _Found(arguments)
    paths = find_files(input_paths(arguments), words(arguments.exclude or ""))
    configs = {path: found.of(path) for path in paths}
    configs = {
        path: config
        for path, config in configs.items()
        if was_named(path, arguments) or not _is_left_out(path, config)
    }
    choices = _choices(configs.values(), arguments)
    cited = cited_keys(configs)
    baselines = {each: old_findings(each) for each in {c.baseline for c in configs.values()}}
    return tuple(
        Task(
            path,
            config,
            choices[config],
            baselines[config.baseline].get(baseline_name(path, config.baseline)),
            cited.get(resolved(path)),
        )
        for path, config in configs.items()
    )


def _choices(configs: Iterable[Config], arguments: argparse.Namespace) -> dict[Config, Choice]:
    """Return the style and rules of each of several settings.

    What is asked on line stands on the command line alone: no settings file sends anything out.
    """
    chosen = {config: choose(config.style, config) for config in dict.fromkeys(configs)}
    if not arguments.online:
        return chosen
    from carcite.witness import Records

    find_services(arguments, has_records=any(config.corpus for config in chosen))
    services, address = words(arguments.online), arguments.mailto or ""
    return {
        config: replace(choice, witness=Records(config.corpus, services, address))
        for config, choice in chosen.items()
    }


def _is_left_out(path: str, config: Config) -> bool:
    """Tell whether settings exclude a file, by its path as given or as seen from their folder."""
    if is_excluded(path, config.exclude):
        return True
    place, folder = without_links(path), without_links(config.folder)
    inside = bool(config.folder) and place.is_relative_to(folder)
    return inside and is_excluded(str(place.relative_to(folder)), config.exclude)


class _Found:
    """Settings as they are found, each folder looked at once."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments = arguments
        named = getattr(arguments, "config", None)
        self._named = read_config(Path(named)) if named else None
        self._folders: dict[Path, Config] = {}

    def of(self, path: str) -> Config:
        """Return the settings of a file; those of the working folder for standard input."""
        return self._with_options(self._project(path).of(path))

    def _project(self, path: str) -> Config:
        if self._named is not None:
            return self._named
        folder = Path() if path == "-" else Path(path).parent
        if folder not in self._folders:
            self._folders[folder] = find_config(folder)
        return self._folders[folder]

    def _with_options(self, config: Config) -> Config:
        given: dict[str, object] = {}
        for option in ("style", "baseline", "encoding", "locale"):
            if getattr(self._arguments, option, None):
                given[option] = getattr(self._arguments, option)
        for option in ("select", "ignore"):
            value: str | None = getattr(self._arguments, option, None)
            if value is not None:
                given[option] = words(value)
        if getattr(self._arguments, "corpus", None):
            given["corpus"] = tuple(self._arguments.corpus)
        return replace(config, **given)  # type: ignore[arg-type]
