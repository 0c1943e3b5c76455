"""Read every entry of a document: from a Source to one Parse an entry, by the reader one names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from carcite.model.document import Document
from carcite.model.parse import Entry, Parse
from carcite.reading.entry import read_entry
from carcite.text.source import Source

Reads = Callable[[str, Entry | None], Parse]
"""Reads one entry's body; never raises. `read_entry`, or a style that reads what it prints."""


def read_document(document: Document, reads: Reads = read_entry) -> tuple[tuple[Parse, ...], ...]:
    """Return the parses of each list of the document, in order; never raises."""
    return tuple(
        tuple(read_one(document.source, entry, reads) for entry in each.entries)
        for each in document.lists
    )


def read_one(source: Source, entry: Entry, reads: Reads = read_entry) -> Parse:
    """Return the parse of one entry of a Source; a comment to carcite in it is not read."""
    text = source.slice(entry.body)
    if "carcite:" in text:
        from carcite.lists.directives import noise_of

        noise = sorted({*entry.noise, *noise_of(source.text, entry.body)})
        entry = replace(entry, noise=tuple(noise))
    parse = read_body(text, entry, reads)
    if not entry.tagged:
        return parse
    from carcite.reading.tagged import doubt_tags

    return doubt_tags(parse, entry.tagged)


def read_body(text: str, entry: Entry, reads: Reads = read_entry) -> Parse:
    """Return the parse of the text of an entry's body, which may be another than in the Source."""
    if not entry.before:
        return reads(text, entry)
    from carcite.reading.repeated import read_repeated

    return read_repeated(text, entry, reads)
