"""Read a file of any format: its name says which module reads it, or else its bytes.

Every reader gives a Document; what is a list of text has `lists`, what is a file of records has
`records`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from carcite.errors import UnreadableError, UsageError
from carcite.lists.repeats import with_repeats
from carcite.model.document import Document
from carcite.model.layout import Layout
from carcite.model.parse import Entry, Parse
from carcite.text.files import read_file, why
from carcite.text.span import Span

SIZE_LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MODULES: dict[str, str] = {
    "plain": "carcite.manuscripts.plain",
    "markdown": "carcite.manuscripts.markdown.document",
    "latex": "carcite.manuscripts.latex.document",
    "html": "carcite.manuscripts.html",
    "jats": "carcite.manuscripts.jats.document",
    "docx": "carcite.manuscripts.docx.document",
    "pdf": "carcite.manuscripts.pdf",
    "bibtex": "carcite.records.bibtex.read",
    "ris": "carcite.records.ris",
    "medline": "carcite.records.medline",
    "endnote": "carcite.records.endnote",
    "csl-json": "carcite.records.csl_json",
}
EXTENSIONS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".tex": "latex",
    ".bbl": "latex",
    ".ltx": "latex",
    ".rnw": "latex",
    ".snw": "latex",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "jats",
    ".nxml": "jats",
    ".docx": "docx",
    ".doc": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
    ".bib": "bibtex",
    ".ris": "ris",
    ".nbib": "medline",
    ".medline": "medline",
    ".enw": "endnote",
    ".json": "csl-json",
    ".yaml": "csl-yaml",
    ".yml": "csl-yaml",
}


def load_document(
    data: bytes, name: str, *, encoding: str | None = None, format: str | None = None
) -> Document:
    """Return the Document in a file's bytes; raise UnreadableError with one line where none is."""
    if len(data) > SIZE_LIMIT:
        limit = SIZE_LIMIT >> 20
        raise UnreadableError(f"{name}: larger than {limit} MB, the most carcite reads in one file")
    if not data.strip():
        raise UnreadableError(f"{name}: the file is empty")
    kind = format or format_of(name, data)
    check_format(kind)
    try:
        return with_repeats(without_orders(_read(kind, data, name, encoding)))
    except RecursionError:
        raise UnreadableError(f"{name}: nested too deeply to be read") from None


def check_format(name: str) -> None:
    """Raise UsageError for the name of a format that carcite does not read."""
    if name not in (*_MODULES, "csl-yaml"):
        raise UsageError(f'unknown format "{name}"; known are {", ".join(sorted(_MODULES))}')


def without_orders(document: Document) -> Document:
    """Return a document whose entries do not hold the comments that tell carcite to ignore.

    A format's own comments are not in its text; those in plain text are noise to the reader.
    """
    if document.source.raw is not None or "carcite:" not in document.source.text:
        return document
    from carcite.lists.directives import noise_of

    text = document.source.text
    lists = []
    for each in document.lists:
        entries = []
        for entry in each.entries:
            noise = tuple(noise_of(text, entry.body))
            body = _trimmed(text, entry.body, noise)
            if not len(body):
                continue
            inside = tuple(span for span in noise if body.contains(span))
            end = entry.span.end if body.end == entry.body.end else body.end
            span = Span(min(entry.span.start, body.start), end)
            held = tuple(span for span in entry.noise if body.contains(span))
            entries.append(replace(entry, span=span, body=body, noise=held + inside))
        if entries:
            lists.append(replace(each, entries=tuple(entries)))
    return replace(document, lists=tuple(lists))


def _trimmed(text: str, body: Span, noise: tuple[Span, ...]) -> Span:
    """Return a body without the orders and blanks at its two ends."""
    start, end = body.start, body.end
    for span in noise:
        if not text[start : span.start].strip():
            start = span.end
    for span in reversed(noise):
        if span.end > start and not text[span.end : end].strip():
            end = max(start, span.start)
    within = text[start:end]
    start += len(within) - len(within.lstrip())
    return Span(start, max(start, start + len(text[start:end].rstrip())))


def _read(kind: str, data: bytes, name: str, encoding: str | None) -> Document:
    if kind in ("csl-json", "csl-yaml"):
        from carcite.csl.items import from_csl
        from carcite.records import csl_json

        return csl_json.read(data, name, encoding, from_csl)
    if kind == "docx":
        return _read_docx(data, name)
    read: Callable[..., Document] = import_module(_MODULES[kind]).read
    return read(data, name, encoding)


def _read_docx(data: bytes, name: str) -> Document:
    """Read a Word file with the items that a reference manager keeps in its fields as records."""
    from carcite.manuscripts.docx import document as docx
    from carcite.records import endnote

    document = docx.read(data, name)
    records = [
        _read_embedded(item, Entry(span, span)) for item, span in docx.embedded_records(data, name)
    ]
    xml = docx.embedded_endnote(data, name)
    if xml:
        whole = Span(0, len(document.source.text))
        read = endnote.read(xml.encode(), name).records
        records += [
            replace(each, layout=Layout("", ()), entry=Entry(whole, whole)) for each in read
        ]
    return replace(document, records=tuple(records)) if records else document


def _read_embedded(item: dict[str, Any], entry: Entry) -> Parse:
    """Read an item in a field, whose own text stands nowhere in what the document shows."""
    import json

    from carcite.csl.items import from_csl
    from carcite.records import csl_json

    text = json.dumps([item], ensure_ascii=False).encode("utf-8", "replace")
    found = csl_json.read(text, "item.json", None, from_csl).records
    layout = found[0].layout if found else Layout("", ())
    return Parse(from_csl(item), layout, entry=entry)


def format_of(name: str, data: bytes) -> str:
    """Return the format that a file's name says, or its first bytes."""
    suffix = Path(name).suffix.lower()
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix == ".xml" and b"<record" in data[:20000] and b"<ref-list" not in data:
        return "endnote"
    if head.startswith(b"{\\rtf"):
        return "plain"  # which says what rich text is to be saved as
    if suffix in EXTENSIONS and suffix not in (".txt", ".text"):
        return EXTENSIONS[suffix]
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"%PDF-"):
        return "pdf"
    if suffix:
        return "plain"
    return _sniff(head, data)


def _sniff(head: bytes, data: bytes) -> str:
    """Return the format of text without a name, as on standard input."""
    if (
        head[:1] in (b"{", b"[")
        and b'"' in head
        and b":" in head
        and head[1:2].strip(b"0123456789")
    ):
        return "csl-json"
    if head.startswith(b"@") and b"{" in head:
        return "bibtex"
    if head.startswith(b"TY  -"):
        return "ris"
    if head.startswith((b"PMID- ", b"PMID-")):
        return "medline"
    if head.lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    if head.startswith(b"<?xml"):
        return "jats" if b"<ref-list" in data or b"<article" in data else "endnote"
    if b"\\begin{thebibliography}" in data:
        return "latex"
    return "plain"


def is_file_name(text: str) -> bool:
    """Tell whether a text is the name of a file and no reference: "refs.txt", "../paper.docx".

    >>> is_file_name("refs.txt"), is_file_name("See example.com/refs.txt")
    (True, False)
    """
    return not any(map(str.isspace, text)) and Path(text).suffix.lower() in EXTENSIONS


def read_bytes(path: str) -> bytes:
    """Return the bytes of a path, or of standard input for "-"; raise UnreadableError."""
    if path == "-":
        return sys.stdin.buffer.read(SIZE_LIMIT + 1)
    if not path:
        raise UnreadableError("a path is empty; name a file, or - for standard input")
    try:
        return read_file(path, SIZE_LIMIT)
    except OSError as error:
        raise UnreadableError(f"{path}: {why(error)}") from None
