"""`carcite parse`: turn references into data."""

from __future__ import annotations

import argparse
import codecs
import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import AnyStr, BinaryIO

from carcite.api import as_document, choose
from carcite.cli.output import say, say_notes
from carcite.cli.settings import config_of
from carcite.errors import UnreadableError, UsageError
from carcite.learning.second import is_sure, read_lists, second_reader
from carcite.loading import load_document, read_bytes
from carcite.model.document import Document
from carcite.model.parse import Entry
from carcite.model.reference import Reference
from carcite.printing import dump_with_notes
from carcite.reading.document import read_document, read_one
from carcite.records.keys import name_key
from carcite.streams import convert_lines
from carcite.styles.catalogue import reader_of
from carcite.styles.style import Style
from carcite.text.files import check_is_file, why
from carcite.text.source import Source
from carcite.text.span import Span


def run(arguments: argparse.Namespace) -> int:
    """Write the references of a file in another format."""
    arguments.encoding = config_of(arguments.path, arguments).encoding or None
    if arguments.lines:
        if arguments.mark_cut:
            raise UsageError("--mark-cut is for whole lists, not for --lines")
        if arguments.to not in ("csl-json", "csl-jsonl"):
            raise UsageError("--lines writes csl-jsonl: one object a line")
        lines = input_lines(arguments)
        for line in _converted(lines, arguments.start, arguments.jobs or 1, arguments.style):
            sys.stdout.write(line)
        return 0
    data = read_bytes(arguments.path)
    document = load_document(
        data, arguments.path, encoding=arguments.encoding, format=arguments.format
    )
    say_notes(document.notes, arguments.path)
    document = or_paragraphs(document)
    style = choose(arguments.style).style
    if not document.lists and not document.records:
        raise UnreadableError(f"{arguments.path}: no reference list found")
    own = arguments.keys == "auto" and bool(document.records)
    pairs = list(with_ids(document, style))
    if arguments.to == "bibtex" and arguments.keys != "number":
        pairs = [(id if own and not id.isdigit() else name_key(each), each) for id, each in pairs]
    elif arguments.keys == "number":
        pairs = [(str(place), each) for place, (_, each) in enumerate(pairs, 1)]
    written, notes = dump_with_notes(pairs, arguments.to, mark_cut=arguments.mark_cut)
    sys.stdout.write(written)
    say_notes(notes)
    return 0


def _converted(lines: Iterator[str], start: int, jobs: int, style: str) -> Iterator[str]:
    if jobs < 2:
        return convert_lines(lines, start=start, reads=reader_of(choose(style).style))
    from carcite.cli.processes import in_processes

    return in_processes(partial(_parcel, style), enumerate(lines, start), jobs, _PARCEL)


_PARCEL = 256
"""How many lines go to a process at once."""


def _parcel(style: str, numbered: list[tuple[int, str]]) -> str:
    lines = (line for _, line in numbered)
    reads = reader_of(choose(style).style)
    return "".join(convert_lines(lines, start=numbered[0][0], reads=reads))


def or_paragraphs(document: Document) -> Document:
    """Return a text without a list with its paragraphs as one, if any reads as a reference."""
    if document.lists or document.records or document.format != "plain":
        return document
    bare = as_document(document.source.text, document.source.name)
    read = [parse.reference for group in read_document(bare) for parse in group]
    if any(each.contributors or each.issued or each.identifiers for each in read):
        return bare
    return document


def with_ids(document: Document, style: Style | None = None) -> Iterator[tuple[str, Reference]]:
    """Yield each reference of a document with its id: its number, or its place in the file."""
    read = [each for group in read_lists(style, document) for each in group]
    yield from _named((each.entry, each.reference) for each in read or document.records)


def with_ids_by(jobs: int, document: Document) -> Iterator[tuple[str, Reference]]:
    """Yield the same as `with_ids`, the entries read in so many processes where that pays."""
    entries = [each for found in document.lists for each in found.entries]
    if jobs < 2 or len(entries) < _MANY:
        yield from with_ids(document)
        return
    from carcite.cli.processes import in_processes

    bodies = ((document.source.slice(each.body), each) for each in entries)
    read = list(chain.from_iterable(in_processes(_read_bodies, bodies, jobs, _PARCEL)))
    found = [each for each, _ in read]
    first = 0
    for group in document.lists:
        sure = [each for _, each in read[first : first + len(group.entries)]]
        if reads := second_reader(document.source, group.entries, sure):
            for place in reads.places(sure):
                parse = read_one(document.source, group.entries[place], reads)
                found[first + place] = parse.reference
        first += len(sure)
    yield from _named(zip(entries, found, strict=True))


_MANY = 2000
"""Below so many entries a process takes longer to begin than to read its share."""


def _read_bodies(bodies: list[tuple[str, Entry]]) -> list[tuple[Reference, bool]]:
    """Return the reference of each entry, and whether it was read without a doubt."""
    read = (read_one(Source("", text), _moved(entry, text)) for text, entry in bodies)
    return [(each.reference, is_sure(each)) for each in read]


def _moved(entry: Entry, text: str) -> Entry:
    """Return an entry as it is where its body is the whole text."""
    back = -entry.body.start
    whole = Span(0, len(text))
    noise = tuple(each.shift(back) for each in entry.noise)
    return replace(entry, span=whole, body=whole, noise=noise)


def _named(read: Iterable[tuple[Entry | None, Reference]]) -> Iterator[tuple[str, Reference]]:
    seen: set[str] = set()
    for place, (entry, reference) in enumerate(read, 1):
        id = _id(entry, place)
        if id in seen:
            id = f"{id}-{place}"
        seen.add(id)
        yield id, reference


def _id(entry: Entry | None, place: int) -> str:
    if entry is None:
        return str(place)
    if entry.span == entry.body and any(map(str.isalpha, entry.label)):
        return entry.label  # Of a record: its own key or id.
    if entry.number is not None:
        return str(entry.number)
    return entry.label or str(place)


def input_lines(arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the input as they come, so that memory does not grow with it.

    A line that cannot be decoded is told with its number; `--errors` says whether it ends the
    work, is read with marks in the place of its bad bytes, or gives an empty object. So is one of
    more than 1 MB, which is never read.
    """
    encoding = arguments.encoding or "utf-8"
    try:
        codecs.lookup(encoding)
        if arguments.path == "-":
            stream = open(sys.stdin.fileno(), "rb", closefd=False)  # noqa: SIM115
        else:
            check_is_file(arguments.path)
            stream = open(arguments.path, "rb")  # noqa: SIM115
        with stream:
            yield from _decoded(stream, encoding, arguments)
    except (OSError, LookupError, UnicodeError) as error:
        reason = why(error) if isinstance(error, OSError) else str(error).lower()
        raise UnreadableError(f"{arguments.path}: {reason}") from None


def _decoded(stream: BinaryIO, encoding: str, arguments: argparse.Namespace) -> Iterator[str]:
    errors = getattr(arguments, "errors", "strict")

    def at_fault(number: int, fault: str, done: str) -> None:
        at = f"{arguments.path}:{number}"
        if errors == "strict":
            raise UnreadableError(f"{at}: {fault}; --errors replace or skip goes on")
        say(f"carcite: {at}: {fault.partition(' (')[0]}, {done}")

    if encoding.lower().replace("-", "").replace("_", "").startswith(("utf16", "utf32")):
        # There a line feed is no single byte.
        wide = io.TextIOWrapper(stream, encoding, errors="replace")
        for number, text in _bounded(wide.readline, arguments.path):
            if text is None:
                at_fault(number, _TOO_LONG, "skipped")
            yield text or "\n"
        return
    for number, raw in _bounded(stream.readline, arguments.path):
        if raw is None:
            at_fault(number, _TOO_LONG, "skipped")
            yield "\n"
            continue
        line = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        try:
            yield line.decode(encoding)
        except UnicodeError as error:
            at_fault(number, f"not {encoding.upper()} ({error})", _DONE[errors])
            yield line.decode(encoding, "replace") if errors == "replace" else "\n"


def _bounded(read: Callable[[int], AnyStr], path: str) -> Iterator[tuple[int, AnyStr | None]]:
    """Yield each line with its number; None for one that is too long, which is passed over.

    Raise UnreadableError for one that does not end: a device gives such.
    """
    number = 0
    while line := read(_LONGEST + 1):
        number += 1
        if len(line) <= _LONGEST:
            yield number, line
            continue
        over = 0
        while line and not line.endswith(_ends(line)):
            over += 1
            if over > _PARTS:
                raise UnreadableError(f"{path}:{number}: this line does not end")
            line = read(_LONGEST + 1)
        yield number, None


def _ends(line: AnyStr) -> AnyStr:
    return b"\n" if isinstance(line, bytes) else "\n"


_LONGEST = 1 << 20
"""Bytes of a line, or code points of UTF-16 and UTF-32."""
_PARTS = 64
"""How many times as long a line may be that is passed over."""
_TOO_LONG = "a line of more than 1 MB is no reference"
_DONE = {"strict": "", "replace": "bad bytes replaced", "skip": "skipped"}
