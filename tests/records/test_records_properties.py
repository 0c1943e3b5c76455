"""Whatever the bytes: an error on purpose or a document; and saved unchanged, the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.errors import CarciteError
from carcite.model.document import Document
from carcite.model.names import Contributors, Person
from carcite.model.reference import Reference
from carcite.records import csl_json, endnote, medline, ris
from carcite.records.bibtex import read as bibtex
from carcite.records.bibtex.tex import decode, encode
from carcite.text.chars import collapse
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span


def read_items(data: bytes, name: str) -> Document:
    def to_reference(item: dict[str, Any]) -> Reference:
        return Reference(title=str(item.get("title")))

    return csl_json.read(data, name, None, to_reference)


READERS: dict[str, Callable[[bytes, str], Document]] = {
    "a.bib": bibtex.read, "a.ris": ris.read, "a.nbib": medline.read, "a.xml": endnote.read,
    "a.json": read_items, "a.yaml": read_items,
}  # fmt: skip
WORDS = st.sampled_from(
    [
        "@article{k,", "@string{", "}", "{", '"', "title = ", "author={A and B}", ",", "#", "\\",
        "$", "TY  - JOUR\n", "AU  - x, y\n", "ER  - \n", "PMID- 1\n", "FAU - a, b\n", "\r\n",
        "\n", " ", "%", "<xml>", "<records>", "<record>", "</record>", "<title>", "&amp;", "&x;",
        "<!--", "[", "]", ":", "- id: a\n", "1", "é", "\ufeff", "\x00", "\\'", "``", "^", "²",
        "DA  - 2018/99/99\n", "pages={", "DP  - 2018 Foo\n", "year = 2018", "Ω", "month=²,",
        "date={2019-13-99/2020}", "title: 2018-99-99\n",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=30).map("".join), st.text(max_size=60))
BYTES = st.one_of(st.binary(max_size=60), TEXTS.map(lambda text: text.encode("utf-8", "replace")))


@pytest.mark.parametrize("name", READERS)
@given(data=BYTES)
def test_reading_raises_nothing_but_its_own_errors(name: str, data: bytes) -> None:
    try:
        document = READERS[name](data, name)
    except CarciteError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message
    if message:
        return
    text = document.source.text
    for parse in document.records:
        assert "".join(piece.text for piece in parse.layout) == parse.layout.text
        assert parse.entry
        assert parse.entry.body.of(text) == parse.layout.text
    if document.save:
        assert document.save([]) == data


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.nbib"])
@given(
    text=TEXTS, at=st.integers(0, 60), length=st.integers(0, 5), new=st.text("abcé{\\", max_size=4)
)
def test_an_edit_changes_its_characters_alone(
    name: str, text: str, at: int, length: int, new: str
) -> None:
    try:
        document = READERS[name](text.encode("utf-8", "replace"), name)
    except CarciteError:
        return
    clean = document.source.text
    start = min(at, len(clean))
    edit = Edit(Span(start, min(start + length, len(clean))), new)
    assert document.save
    try:
        saved = document.save([edit])
    except CarciteError:
        return
    mark = b"\xef\xbb\xbf" if saved.startswith(b"\xef\xbb\xbf") else b""
    assert saved in (
        mark + apply_edits(clean, [edit]).encode(),
        apply_edits(clean, [edit]).encode("cp1252", "replace"),
        apply_edits(clean, [edit]).encode(),
    )


PRINTED = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn", "Zs")
    ),
    max_size=30,
)  # fmt: skip


@given(text=st.lists(PRINTED, max_size=4).map(" ".join))
def test_latex_of_any_text_reads_as_the_text(text: str) -> None:
    if "``" in text or "'" in text or "`" in text:  # LaTeX's own quotes
        return
    assert decode(encode(text)) == collapse(text)


@given(
    title=st.lists(PRINTED, max_size=4).map(" ".join), family=st.text("abcÄöz' ,{}-", max_size=12)
)
def test_what_is_written_can_be_read(title: str, family: str) -> None:
    name = Person(family or "X", "AB")
    reference = Reference(contributors=(Contributors((name,)),), title=collapse(title))
    for write, read in ((bibtex.write, bibtex.read), (ris.write, ris.read),
                        (medline.write, medline.read)):  # fmt: skip
        text, _ = write([("key", reference), ("key", reference)])
        assert len(read(text.encode(), "out").records) == 2
