"""`carcite verify`: lay every reference beside the records, and say what they say."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from carcite.api import all_parses
from carcite.cli import FOUND
from carcite.cli.convert import input_lines, or_paragraphs
from carcite.cli.inputs import find_corpora
from carcite.cli.output import say_notes
from carcite.cli.settings import config_of
from carcite.cli.verify_rows import Row, as_html, as_text, to_json
from carcite.corpus.protocol import Corpus
from carcite.corpus.stated import without_identifiers
from carcite.corpus.verify import State, verify
from carcite.errors import UnreadableError
from carcite.loading import load_document, read_bytes
from carcite.model.reference import Reference
from carcite.report.json import dump
from carcite.streams import LABEL
from carcite.writing import write_atomically

_BATCH = 200
SERIOUS = (State.DIFFERS, State.CONFLICT)


def run(arguments: argparse.Namespace) -> int:
    """Print a row for each reference; exit 1 where one differs, conflicts or is retracted."""
    config = config_of(arguments.path, arguments)
    arguments.encoding = config.encoding or None
    corpora = find_corpora(arguments, config)
    if arguments.lines:
        for line in verify_lines(
            input_lines(arguments), corpora, identifiers=not arguments.without_identifiers
        ):
            sys.stdout.write(line)
        return 0
    rows = _rows(arguments, corpora)
    text = _written(rows, arguments.output_format, arguments.path)
    if arguments.output:
        write_atomically(arguments.output, text.encode("utf-8"))
    else:
        sys.stdout.write(text)
    serious = any(
        each.verification.state in SERIOUS
        or any(notice.kind == "retracted" for notice in each.verification.notices)
        for each in rows
    )
    return FOUND if serious else 0


def _rows(arguments: argparse.Namespace, corpora: Sequence[Corpus]) -> list[Row]:
    path = arguments.path
    data = read_bytes(path)
    document = load_document(data, path, encoding=arguments.encoding, format=arguments.format)
    say_notes(document.notes, path)
    parses = all_parses(or_paragraphs(document))
    if not parses:
        raise UnreadableError(f"{path}: no reference list found")
    texts = [each.layout.text for each in parses]
    pairs = [(parse.reference, text) for parse, text in zip(parses, texts, strict=True)]
    found = verify(pairs, corpora, identifiers=not arguments.without_identifiers)
    return [
        Row(_name(parse.entry.number if parse.entry else None, place), text, verification)
        for place, (parse, text, verification) in enumerate(
            zip(parses, texts, found, strict=True), 1
        )
    ]


def _name(number: int | None, place: int) -> str:
    return str(place if number is None else number)


def _written(rows: Sequence[Row], form: str, path: str) -> str:
    if form == "json":
        return dump([to_json(each) for each in rows], indent=2) + "\n"
    if form == "jsonl":
        return "".join(dump(to_json(each)) + "\n" for each in rows)
    return as_html(rows, path) if form == "html" else as_text(rows, path)


def verify_lines(
    lines: Iterable[str], corpora: Sequence[Corpus], *, identifiers: bool = True
) -> Iterator[str]:
    """Yield one JSON object a line for one reference a line."""
    from carcite.reading.entry import read_entry

    pending = iter(lines)
    while batch := list(islice(pending, _BATCH)):
        pairs: list[tuple[Reference, str]] = []
        for line in batch:
            text = line.strip()
            label = LABEL.match(text)
            text = text[label.end() :] if label else text
            text = text if identifiers else without_identifiers(text)
            pairs.append((read_entry(text).reference, text))
        for (_, text), found in zip(
            pairs, verify(pairs, corpora, identifiers=identifiers), strict=True
        ):
            yield dump(to_json(Row("", text, found))) + "\n"
