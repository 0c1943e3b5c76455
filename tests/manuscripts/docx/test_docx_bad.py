"""Files that are no Word document, or a hostile one: one clear line, within bounds."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile

import pytest
from manuscripts.docx.docx_making import REFERENCES, W, make, p, with_part

from carcite.errors import UnreadableError
from carcite.manuscripts.docx import document as docx
from carcite.manuscripts.docx.parts import MAX_PART
from carcite.text.edit import Edit
from carcite.text.span import Span

_GOOD = make(p("References") + "".join(p(each, number=1) for each in REFERENCES))
_OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504
_BOMB = f"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "{"ha" * 50}"><!ENTITY b "{"&a;" * 50}">
<!ENTITY c "{"&b;" * 50}"><!ENTITY d "{"&c;" * 50}">]>
<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&d;</w:t></w:r></w:p></w:body></w:document>"""
_FILE = f"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"""


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return out.getvalue()


def encrypted() -> bytes:
    """Return a file whose parts are marked as encrypted in the manner of old zip programs."""
    data = bytearray(_GOOD)
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def document(inside: str) -> bytes:
    """Return a file whose main part is as given."""
    return with_part(_GOOD, "word/document.xml", inside.encode())


CASES = {
    "empty": (b"", "empty"),
    "text": (b"1. June CH.", "no zip"),
    "old Word file": (_OLE, "old Word file"),
    "password": (_OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "zip with a password": (encrypted(), "password"),
    "cut in half": (_GOOD[: len(_GOOD) // 2], "cut off"),
    "last byte missing": (_GOOD[:-1], "cut off"),
    "signature alone": (b"PK\x03\x04", "cut off"),
    "another zip": (zipped({"a.txt": b"x"}), "word/document.xml is missing"),
    "OpenDocument": (zipped({"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
    "no main part": (with_part(_GOOD, "word/document.xml", None), "word/document.xml is missing"),
    "no XML": (document("June CH"), "damaged"),
    "XML cut off": (document(f'<w:document xmlns:w="{W}"><w:body>'), "damaged"),
    "another root": (document("<html/>"), "no Word document"),
    "entity bomb": (document(_BOMB), "document type"),
    "entity that is a file": (document(_FILE), "document type"),
    "entity bomb in UTF-16": (
        with_part(_GOOD, "word/document.xml", _BOMB.encode("utf-16")), "document type",
    ),
    "styles damaged": (with_part(_GOOD, "word/styles.xml", b"<"), "word/styles.xml is damaged"),
    "deep": (document("<a>" * 5_000), "damaged"),
    "deep and closed": (
        document(f'<w:document xmlns:w="{W}">{"<w:ins>" * 400}{"</w:ins>" * 400}</w:document>'),
        "damaged",
    ),
    "zip bomb": (zipped({"word/document.xml": b"<" + b"a" * (MAX_PART + 1)}), "larger"),
    "many empty elements": (
        zipped({"word/document.xml": b"<a>" + b"<b/>" * 2_500_001 + b"</a>"}), "larger",
    ),
    "many paragraphs": (
        document(f'<w:document xmlns:w="{W}"><w:body>{"<w:p/>" * 400_001}</w:body></w:document>'),
        "paragraphs",
    ),
    "many parts": (zipped({f"{n}": b"" for n in range(20_001)}), "parts"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_one_clear_line(name: str) -> None:
    data, words = CASES[name]
    with pytest.raises(UnreadableError, match=words) as caught:
        docx.read(data, "paper.docx")
    assert str(caught.value).startswith("paper.docx: ")
    assert "\n" not in str(caught.value)


def lying() -> bytes:
    """Return a bomb whose directory says that it is small."""
    data = bytearray(zipped({"word/document.xml": b"a" * (MAX_PART * 3)}))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        data[(at := data.find(signature)) + place : at + place + 4] = struct.pack("<I", 1000)
    return bytes(data)


@pytest.mark.parametrize("data", [CASES["zip bomb"][0], lying()], ids=["honest", "lying"])
def test_a_bomb_is_not_unpacked(data: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(UnreadableError):
        docx.read(data, "paper.docx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * MAX_PART


def test_an_untouched_bomb_is_copied_packed() -> None:
    data = with_part(_GOOD, "word/media/huge.bin", b"\0" * (MAX_PART + 1))
    found = docx.read(data, "a.docx")
    assert found.save is not None
    saved = found.save([Edit(Span(0, 1), "r")])
    assert len(saved) < len(data) + 1_000


def test_broken_bytes_anywhere_are_an_error_or_a_document() -> None:
    lines: set[int] = set()
    for at in range(0, len(_GOOD), 7):
        data = _GOOD[:at] + bytes([_GOOD[at] ^ 0x5A]) + _GOOD[at + 1 :]
        try:
            found = docx.read(data, "a.docx")
            assert found.save is not None
            found.save([])
        except UnreadableError as error:
            lines.add(str(error).count("\n"))
    assert lines == {0}


def test_a_style_based_on_itself_and_odd_numbers() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    numbering = (
        '<w:abstractNum w:abstractNumId="x"><w:lvl w:ilvl="99999999999"/>'
        '<w:lvl w:ilvl="-4"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="x"/></w:num><w:num/>'
    )
    body = p(REFERENCES[0], style="A", number=1, level=-4) + p(REFERENCES[1], number=1, level=77)
    text = docx.read(make(body, styles=styles, numbering=numbering), "a.docx").source.text
    assert text == "\n".join(REFERENCES[:2])
