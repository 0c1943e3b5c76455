"""The bytes of a file of records: their encoding, a bound on their size, and edits put back.

A file of records is UTF-8 (with or without a byte order mark), UTF-16 with its mark, or an old
one-byte file in Windows-1252. A file that is UTF-8 in one place and something else in another is
refused with its line, because any guess would garble one of the two.

>>> decode("Müller".encode(), "refs.bib").text
'Müller'
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from carcite.errors import UnreadableError, UsageError
from carcite.text.edit import Edit, apply_edits

LIMIT = 64 * 1024 * 1024
"""The largest file that is read, in bytes."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text and what it takes to write the same bytes again."""

    text: str
    encoding: str
    mark: bytes = b""
    """The byte order mark that stood before the text."""

    def encode(self, text: str) -> bytes:
        """Return the file's bytes with `text` in it; raise UnreadableError where it cannot be."""
        try:
            return self.mark + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            wrong = text[error.start]
            raise UnreadableError(f"{self.encoding} has no character {wrong!r}") from None


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file; raise UnreadableError naming the file and the line."""
    if len(data) > LIMIT:
        size, limit = len(data) >> 20, LIMIT >> 20
        raise UnreadableError(f"{name}: {size} MB; files of records are read up to {limit} MB")
    for mark, marked in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data[len(mark) :], name, marked), marked, mark)
    if encoding is not None:
        return Decoded(_strict(data, name, encoding), encoding)
    if b"\0" in data:
        raise UnreadableError(f"{name}: this is a binary file, not text")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        return _one_byte(data, name, error)


def _one_byte(data: bytes, name: str, error: UnicodeDecodeError) -> Decoded:
    head, line = data[: error.start], data.count(b"\n", 0, error.start) + 1
    tail = data[error.start :].decode("utf-8", "ignore")
    if not head.isascii() or not tail.isascii():
        raise UnreadableError(
            f"{name}:{line}: byte 0x{data[error.start]:02X} is not UTF-8, though other parts of "
            "the file are; name its encoding"
        )
    try:
        return Decoded(data.decode("cp1252"), "cp1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "latin-1")


def _strict(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError:
        raise UnreadableError(f"{name}: no such encoding: {encoding}") from None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"{name}:{line}: not {encoding}: {error.reason}") from None
    except UnicodeError as error:  # codecs such as "idna" raise the bare class
        raise UnreadableError(f"{name}: not {encoding}: {error}") from None


def saver(
    decoded: Decoded, name: str, count: Callable[[str], int]
) -> Callable[[Sequence[Edit]], bytes]:
    """Return the `save` of a Document whose text is the file's own.

    `count` gives the number of records in a text; an edit that changes it (an open brace, a line
    end) would damage the file, and raises UsageError.
    """

    def save(edits: Sequence[Edit]) -> bytes:
        text = apply_edits(decoded.text, edits)
        if edits and count(text) != count(decoded.text):
            raise UsageError(f"{name}: these changes would break a record; nothing is written")
        return decoded.encode(text)

    return save
