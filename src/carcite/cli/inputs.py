"""What a command works with: settings, the chosen style and rules, and the files."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from carcite.api import open_corpus
from carcite.cli.files import is_lock_file
from carcite.cli.output import say
from carcite.config import Config
from carcite.corpus.protocol import Corpus
from carcite.errors import EncodingError, UnreadableError, UsageError
from carcite.loading import check_format, load_document, read_bytes
from carcite.manuscripts.decode import is_western
from carcite.model.document import Document
from carcite.report.summary import many

Item = TypeVar("Item")
Done = TypeVar("Done")


def words(value: str) -> tuple[str, ...]:
    """Return what stands between commas."""
    return tuple(each.strip() for each in value.split(",") if each.strip())


def input_paths(arguments: argparse.Namespace) -> list[str]:
    """Return the paths that the user names; standard input where none is."""
    if not arguments.paths:
        if sys.stdin.isatty():
            raise UnreadableError("no file is named; give a path, or - to read standard input")
        return ["-"]
    if not all(arguments.paths):
        raise UsageError("a path is empty; name a file, a folder, or - for standard input")
    if arguments.format:
        check_format(arguments.format)
    return list(arguments.paths)


def find_corpora(arguments: argparse.Namespace, config: Config) -> tuple[Corpus, ...]:
    """Open the corpora that the command line or the settings name; raise UsageError for none."""
    paths = config.corpus
    if not paths and not arguments.online:
        raise UsageError(
            "name the records to ask: --corpus FILE; `carcite corpus build` writes one"
        )
    near = tuple(open_corpus(each) for each in paths)
    return near + find_services(arguments, has_records=bool(near))


def find_services(
    arguments: argparse.Namespace, *, has_records: bool = False
) -> tuple[Corpus, ...]:
    """Open the services that the user names, and tell what goes out to them."""
    if not arguments.online:
        return ()
    from carcite.corpus.services.names import open_services

    services = open_services(words(arguments.online), mailto=arguments.mailto or "")
    which = "each reference that those records do not hold" if has_records else "each reference"
    names = ", ".join(each.name for each in services)
    say(f"carcite: asking {names} on line: {which} goes out, and nothing else of the document")
    return services


def was_named(path: str, arguments: argparse.Namespace) -> bool:
    """Tell whether the user named this very file, and not a folder or glob that holds it."""
    return not arguments.paths or path in arguments.paths


class SkippedError(Exception):
    """A file that the user did not name, found in a folder, is none that carcite can read."""


def open_document(
    path: str, arguments: argparse.Namespace, encoding: str | None = None
) -> Document:
    """Read one file as a Document; raise UnreadableError with one line.

    Raise SkippedError, with what there is to say, for a file that was not named.
    """
    if was_named(path, arguments):
        data = read_bytes(path)
        return load_document(data, path, encoding=encoding, format=arguments.format)
    if is_lock_file(path):
        raise SkippedError(f"{path}: stands for a file that is open elsewhere")
    try:
        data = read_bytes(path)
        return load_document(data, path, encoding=encoding, format=arguments.format)
    except UnreadableError as error:
        raise SkippedError(str(error)) from error


def open_to_check(
    path: str, arguments: argparse.Namespace, encoding: str | None = None
) -> Document:
    """Read one file that is not written; text of western Windows is taken for what it is."""
    try:
        return open_document(path, arguments, encoding)
    except (EncodingError, SkippedError) as error:
        misread = isinstance(error, EncodingError) or isinstance(error.__cause__, EncodingError)
        if not misread or path == "-" or not is_western(data := read_bytes(path)):
            raise
    document = load_document(data, path, encoding="cp1252", format=arguments.format)
    note = "is not UTF-8; read as Windows text (cp1252); --encoding says otherwise"
    return replace(document, notes=(*document.notes, note))


def tell_skipped(skipped: Sequence[str], arguments: argparse.Namespace) -> None:
    """Say which found files were passed over, or how many."""
    if arguments.verbose:
        for each in skipped:
            say(f"carcite: {each}; skipped")
    elif skipped and not getattr(arguments, "quiet", False):
        say(f"carcite: {many(len(skipped), 'file')} skipped that cannot be read; -v names them")


def without_list(document: Document) -> bool:
    """Tell whether nothing in a document can be checked."""
    return not document.lists and not document.records and document.listed_keys is None


def plain(arguments: argparse.Namespace) -> argparse.Namespace:
    """Return the arguments without the function, which another process cannot be sent."""
    return argparse.Namespace(**{k: v for k, v in vars(arguments).items() if k != "run"})


def each_of(work: Callable[[Item], Done], items: Sequence[Item], jobs: int) -> Iterator[Done]:
    """Yield what becomes of each item, in order; with several jobs in processes of their own."""
    if jobs < 2 or len(items) < 2:
        return map(work, items)
    from carcite.cli.processes import in_processes

    size = max(1, min(_PARCEL, len(items) // (4 * jobs)))
    return chain.from_iterable(in_processes(partial(_all_of, work), items, jobs, size))


_PARCEL = 32
"""What a process is given at most; of few items each process gets some four times."""


def _all_of(work: Callable[[Item], Done], items: list[Item]) -> list[Done]:
    return [work(each) for each in items]


def baseline_name(path: str, baseline: str) -> str:
    """Return a file's name in a baseline: its path as seen from the baseline's folder."""
    if path == "-":
        return path
    try:
        seen = os.path.relpath(path, os.path.dirname(baseline) or ".")
    except ValueError:  # Another drive of Windows: no relative path leads there.
        seen = path
    return Path(seen).as_posix()


def old_findings(baseline: str) -> dict[str, Counter[str]]:
    """Return what a baseline holds, if one is named; raise UsageError where it cannot be read."""
    if not baseline:
        return {}
    from carcite.checking.baseline import load_baseline

    try:
        text = read_bytes(baseline).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError(f"{baseline}: not a baseline: not UTF-8") from None
    return load_baseline(text, baseline)
