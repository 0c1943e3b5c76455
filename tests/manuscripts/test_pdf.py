"""PDF: text for checking alone; damaged and protected files refused in one line."""

from __future__ import annotations

import builtins
import io
from typing import Any

import pytest

from carcite.errors import UnreadableError, UsageError
from carcite.manuscripts import pdf

pypdf = pytest.importorskip("pypdf")

LINES = (
    "References",
    "1. June CH, Connor RS. CAR T cell immunotherapy. Science 2018;359:1361-5.",
    "2. Brudno JN, Kochenderfer JN. Toxicities of CAR T cells. Blood 2016;127:3321-30.",
)


def make(pages: list[list[str]]) -> bytes:
    """Return a PDF with these lines on its pages."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = "".join(
            f"BT /F1 10 Tf 50 {750 - 20 * i} Td ({line}) Tj ET\n" for i, line in enumerate(lines)
        )
        stream.set_data(shown.encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_the_list_is_read_and_nothing_can_be_saved() -> None:
    document = pdf.read(make([list(LINES)]), "a.pdf")
    [found] = document.lists
    bodies = [entry.body.of(document.source.text) for entry in found.entries]
    assert bodies == [line[3:] for line in LINES[1:]]
    assert document.save is None
    assert document.locked


def test_running_heads_are_left_out() -> None:
    words = ("one", "two", "three", "four", "five")
    pages = [["J Clin Med 2020, 9", f"page {word} text", str(i)] for i, word in enumerate(words)]
    text = pdf.read(make(pages), "a.pdf").source.text
    assert "J Clin Med" not in text
    assert "page three text" in text


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"", b"no pdf", b"%PDF-1.7\n" + b"\0" * 1000, make([[""]])]
)
def test_what_holds_no_text_is_refused(data: bytes, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableError, match=r"^a.pdf: ") as caught:
        pdf.read(data, "a.pdf")
    assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


def test_truncated_files_never_break_out() -> None:
    whole = make([list(LINES)])
    for end in range(0, len(whole), 37):
        try:
            pdf.read(whole[:end], "a.pdf")
        except UnreadableError as error:
            message = str(error)
            assert message.startswith("a.pdf: ")


def test_a_protected_file_is_named_so() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(make([list(LINES)]))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableError, match=r"^a.pdf: is protected by a password$"):
        pdf.read(out.getvalue(), "a.pdf")


def test_without_pypdf_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("pypdf"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r'pip install "carcite\[pdf\]"'):
        pdf.read(b"%PDF-1.4", "a.pdf")
