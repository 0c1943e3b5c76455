"""Bytes to text and back: the encodings that manuscripts arrive in.

UTF-8 and UTF-16 with their byte order marks follow the Unicode Standard 15, section 23.8. Line ends
are never touched: a file that is read and written back without edits is the same file.

>>> decode("\\ufeffLiteratur".encode(), "refs.txt")
'Literatur'
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from carcite.errors import EncodingError, UnreadableError, UsageError

MAX_BYTES = 100_000_000
"""No reference list is larger; a file that is was named by mistake."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the head of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "is a PDF, not plain text"),
    (b"PK\x03\x04", "is a ZIP archive (perhaps a .docx), not plain text"),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Office document (.doc); save it as .docx"),
    (b"{\\rtf", "is rich text (RTF); save it as .docx or as plain text"),
    (b"\x89PNG", "is an image, not plain text"),
    (b"\xff\xd8\xff", "is an image, not plain text"),
    (b"\x1f\x8b", "is compressed, not plain text"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x0b\x0c\x1b\x1c\x1d\x1e\x1f"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file spells its characters."""

    codec: str
    bom: bytes = b""
    """The byte order mark that the file begins with; it is not part of the text."""


def find_encoding(data: bytes, name: str, encoding: str | None = None) -> Encoding:
    """Return the encoding of a text file; raise UnreadableError for what is not text.

    `encoding` is the user's word and outranks the byte order mark, except that a mark of the same
    encoding is still taken off.
    """
    if not data:
        raise UnreadableError(f"{name}: is empty")
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: is larger than {MAX_BYTES // 1_000_000} MB")
    mark = next((Encoding(codec, bom) for bom, codec in _BOMS if data.startswith(bom)), None)
    if encoding is not None:
        return _named(encoding, mark)
    if mark is not None:
        return mark
    _refuse_binary(data, name)
    return Encoding("utf-8")


def decode(data: bytes, name: str, encoding: str | None = None) -> str:
    """Return the text of a file without its byte order mark; line ends stay as they are."""
    found = find_encoding(data, name, encoding)
    try:
        text = data[len(found.bom) :].decode(found.codec)
    except UnicodeDecodeError as error:
        at = error.start + len(found.bom)
        line = data.count(b"\n", 0, at) + 1
        hint = "save it as UTF-8 or give --encoding cp1252"
        kind = UnreadableError if found.bom or encoding else EncodingError
        raise kind(
            f"{name}:{line}: byte {at + 1} (0x{data[at]:02X}) is not {found.codec.upper()}; {hint}"
        ) from error
    except UnicodeError as error:  # Of codecs for names of hosts: punycode, idna.
        raise UnreadableError(f"{name}: is not {found.codec.upper()}") from error
    if not text.strip():
        raise UnreadableError(f"{name}: is empty")
    return text


def is_western(data: bytes) -> bool:
    """Tell whether bytes can be text in the code page of western Windows, cp1252.

    Every code page decodes; text of another script gives letters with accents by the word, western
    text one here and there.

    >>> is_western("Müller A, naïve".encode("cp1252")), is_western("Иванов И".encode("cp1251"))
    (True, False)
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    letters = [char for char in text if char.isalpha()]
    return 6 * sum(not char.isascii() for char in letters) <= len(letters)


def encode(text: str, encoding: Encoding, name: str) -> bytes:
    """Return the bytes of a text in the encoding that its file had."""
    try:
        return encoding.bom + text.encode(encoding.codec)
    except UnicodeEncodeError as error:
        char = text[error.start]
        raise UsageError(
            f'{name}: {encoding.codec} has no "{char}" (U+{ord(char):04X}); save the file as UTF-8'
        ) from error


def _named(encoding: str, mark: Encoding | None) -> Encoding:
    try:
        "".encode(encoding)  # refuses what is no encoding of text, such as "rot13"
        codec = codecs.lookup(encoding).name
    except (LookupError, UnicodeError) as error:
        raise UsageError(f'unknown encoding "{encoding}"') from error
    codec = codec.removesuffix("-sig")
    if mark is not None and mark.codec.startswith(codec):
        return mark
    return Encoding(codec)


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, message in _MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"{name}: {message}")
    head = data[:65536]
    if b"\0" in data or len(head) - len(head.translate(None, _CONTROLS)) > len(head) // 50:
        raise UnreadableError(f"{name}: is binary, not text")
