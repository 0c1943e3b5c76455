"""Opening a source: plain, gzip or tar, what it is by its first bytes, and its hash."""

from __future__ import annotations

import gzip
import hashlib
import io
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from carcite.corpus.sources import items, pubmed, retraction_watch
from carcite.corpus.sources.said import Said
from carcite.errors import UnreadableError
from carcite.text.files import is_file

Reader = Callable[[IO[bytes], str], Iterator[Said]]
OtherReader = Callable[[bytes, str], Iterator[Said]]
"""Reads a whole file of a format that is kept elsewhere: BibTeX, RIS, MEDLINE..."""

_LONGEST_WHOLE = 70_000_000
"""More than the reader of such files takes, which then says so."""


class Counted(io.RawIOBase):
    """A file whose bytes are counted while they are read."""

    def __init__(self, path: str) -> None:
        self._file = open(path, "rb")  # noqa: SIM115 - closed by `close`
        self.at: int = 0

    def readable(self) -> bool:
        """Tell that the file can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into a buffer; return how many bytes."""
        count = self._file.readinto(buffer)
        self.at += count
        return count

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


def read_source(raw: Counted, path: str, other: OtherReader) -> Iterator[Said]:
    """Yield what a source says; raise UnreadableError with one line where it cannot be read."""
    stream: io.BufferedReader[Any] = io.BufferedReader(raw, 1 << 18)
    try:
        yield from _read(stream, path, other)
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError) as error:
        raise UnreadableError(f"{path}: the file is cut short or damaged ({error})") from None
    except OSError as error:
        raise UnreadableError(f"{path}: {(error.strerror or str(error)).lower()}") from None


def _read(stream: io.BufferedReader[Any], path: str, other: OtherReader) -> Iterator[Said]:
    if stream.peek(2)[:2] == b"\x1f\x8b":
        stream = io.BufferedReader(gzip.GzipFile(fileobj=stream), 1 << 18)
    if stream.peek(262)[257:262] == b"ustar":
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                inner = archive.extractfile(member) if member.isfile() else None
                if inner is not None:
                    buffered: io.BufferedReader[Any] = io.BufferedReader(inner, 1 << 18)
                    yield from _read(buffered, f"{path}: {member.name}", other)
        return
    head = stream.peek(4096)[:4096]
    reader = reader_of(head)
    if reader is not None:
        yield from reader(stream, path)
        return
    data = stream.read(_LONGEST_WHOLE)
    if len(data) == _LONGEST_WHOLE:
        raise UnreadableError(f"{path}: not a format that is read piece by piece, and too long")
    name = path.removesuffix(".gz")
    yield from other(data, name)


def reader_of(head: bytes) -> Reader | None:
    """Return the reader of a source by its first bytes; None for a format read elsewhere."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] == b"<":
        marks = (b"<PubmedArticle", b"PubMedArticle", b"<DeleteCitation", b"pubmed")
        return pubmed.read if any(mark in head for mark in marks) else None
    if text[:1] == b"{":
        first = text.split(b"\n", 1)[0].rstrip()
        whole = first.endswith(b"}") or len(first) == len(text)
        has_items = b'"items"' in text[:2000] and not text.startswith(b'{"id"')
        if has_items:
            return items.read_values
        return items.read_lines if whole else items.read_values
    if text[:1] == b"[":
        return items.read_values
    if b"," in text.split(b"\n", 1)[0] and text[:1] not in (b"@", b"%") and b"DOI" in text[:2000]:
        return retraction_watch.read
    return None


def sha256(path: str) -> str:
    """Return the SHA-256 of a file, which tells whether it was taken in before."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def exists(path: str) -> None:
    """Raise UnreadableError where a source is no file."""
    if not is_file(path):
        raise UnreadableError(f"{path}: no such file")
