"""`carcite parse`: turn references into data."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable, Iterator

from carcite.api import as_document, dump_with_notes
from carcite.cli.output import say
from carcite.errors import UnreadableError, UsageError
from carcite.loading import load_document, read_bytes
from carcite.model.document import Document
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.reading.document import read_document

LABEL = re.compile(
    r"\s*+(?:\[\d{1,9}\]|\(\d{1,9}\)|\d{1,9}(?:[.)]|[.]?[-)/](?=\s)))(?:\s++|(?=[^\W\d_]))"
)
"""Takes "1. ", "[12] ", "3) "; refuses "10.1055/..." and "2018;"."""


def run(arguments: argparse.Namespace) -> int:
    """Write the references of a file in another format."""
    if arguments.lines:
        if arguments.to not in ("csl-json", "csl-jsonl"):
            raise UsageError("--lines writes csl-jsonl: one object a line")
        for line in convert_lines(input_lines(arguments)):
            sys.stdout.write(line)
        return 0
    data = read_bytes(arguments.path)
    document = load_document(
        data, arguments.path, encoding=arguments.encoding, format=arguments.format
    )
    for note in document.notes:
        say(f"carcite: {arguments.path}: {note}")
    document = or_paragraphs(document)
    if not document.lists and not document.records:
        raise UnreadableError(f"{arguments.path}: no reference list found")
    written, notes = dump_with_notes(list(with_ids(document)), arguments.to)
    sys.stdout.write(written)
    for note in notes:
        say(f"carcite: {note}")
    return 0


def or_paragraphs(document: Document) -> Document:
    """Return a text without a list with its paragraphs as one, if any reads as a reference."""
    if document.lists or document.records or document.format != "plain":
        return document
    bare = as_document(document.source.text, document.source.name)
    read = [parse.reference for group in read_document(bare) for parse in group]
    if any(each.contributors or each.issued or each.identifiers for each in read):
        return bare
    return document


def with_ids(document: Document) -> Iterator[tuple[str, Reference]]:
    """Yield each reference of a document with its id: its number, or its place in the file."""
    seen: set[str] = set()
    read = [each for group in read_document(document) for each in group]
    for place, parse in enumerate(read or document.records, 1):
        id = _id(parse, place)
        if id in seen:
            id = f"{id}-{place}"
        seen.add(id)
        yield id, parse.reference


def _id(parse: Parse, place: int) -> str:
    entry = parse.entry
    if entry is None:
        return str(place)
    if entry.number is not None:
        return str(entry.number)
    return entry.label or str(place)


def input_lines(arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the lines of the input as they come, so that memory does not grow with it."""
    encoding = arguments.encoding or "utf-8-sig"
    try:
        if arguments.path == "-":
            stream = open(sys.stdin.fileno(), encoding=encoding, closefd=False)  # noqa: SIM115
        else:
            stream = open(arguments.path, encoding=encoding)  # noqa: SIM115
        with stream:
            yield from stream
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{arguments.path}: not {encoding} ({error.reason})") from None
    except (OSError, LookupError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableError(f"{arguments.path}: {reason.lower()}") from None


def convert_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield one CSL-JSON object a line for one entry a line; a blank line gives an empty object."""
    from carcite.csl.items import to_csl
    from carcite.reading.entry import read_entry

    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    for number, line in enumerate(lines, 1):
        text = line.strip()
        label = LABEL.match(text)
        if label:
            text = text[label.end() :]
        if not text:
            yield "{}\n"
            continue
        yield f"{encode(to_csl(read_entry(text).reference, id=str(number)))}\n"
