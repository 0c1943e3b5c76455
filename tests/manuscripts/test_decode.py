"""Bytes to text: encodings, and one clear line for what is not text."""

from __future__ import annotations

import pytest

from carcite.errors import UnreadableError, UsageError
from carcite.manuscripts import decode as module
from carcite.manuscripts.decode import Encoding, decode, encode, find_encoding


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode(codec: str) -> None:
    assert decode("Müller\r\nx\n".encode(codec), "refs.txt") == "Müller\r\nx\n"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 text", "refs.txt: is a PDF, not plain text"),
        (b"PK\x03\x04abc", "refs.txt: is a ZIP archive (perhaps a .docx), not plain text"),
        (b"abc\0def", "refs.txt: is binary, not text"),
        (b"\x01\x02\x03\x04abcdef", "refs.txt: is binary, not text"),
        (
            b"ok\nM\xfcller",
            "refs.txt:2: byte 5 (0xFC) is not UTF-8; save it as UTF-8 or give --encoding cp1252",
        ),
    ],
)
def test_unreadable(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data, "refs.txt")
    assert str(caught.value) == message


def test_named_encoding() -> None:
    assert decode(b"M\xfcller", "refs.txt", "cp1252") == "Müller"
    assert decode(b"\xef\xbb\xbfM", "refs.txt", "utf-8") == "M"
    with pytest.raises(UsageError, match='unknown encoding "utf-9"'):
        decode(b"M", "refs.txt", "utf-9")
    with pytest.raises(UsageError, match="unknown encoding"):
        decode(b"M", "refs.txt", "rot13")


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 1_000_000)
    with pytest.raises(UnreadableError, match=r"is larger than 1 MB"):
        find_encoding(b"x" * 1_000_001, "refs.txt")


def test_encode_what_the_encoding_lacks() -> None:
    with pytest.raises(UsageError, match=r'cp1252 has no "Ł" \(U\+0141\)'):
        encode("Łukasz", Encoding("cp1252"), "refs.txt")
