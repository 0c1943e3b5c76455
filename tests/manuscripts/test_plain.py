"""Plain files end to end: the lists in them, and edits put back byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from shared import shared

from carcite.errors import UnreadableError
from carcite.manuscripts.plain import read
from carcite.text.edit import Edit
from carcite.text.span import Span

GOLD = Path(__file__).resolve().parents[2] / "fixtures" / "lists" / "gold"
ENTRY = "June CH. CAR T cells. Science 2018; 359: 1361-1365"


def test_thieme_list() -> None:
    document = read((GOLD / "thieme_car_t.txt").read_bytes(), "thieme_car_t.txt")
    (found,) = document.lists
    text = document.source.text
    assert found.heading is not None
    assert found.heading.of(text) == "Literatur"
    assert [entry.number for entry in found.entries] == list(range(1, 17))
    assert found.entries[8].label == "- 9"
    assert found.entries[8].span.of(text) == (
        "- 9 Mougiakakos D, Meyer E, Schett G. CAR T-cells in autoimmunity: game changer or "
        "stepping stone?. Blood 2025; 145: 1841-1849"
    )
    assert [span.of(text)[:15] for span in document.prose] == ["Schlüsselwörter"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_save_keeps_bytes(codec: str, end: str) -> None:
    data = f"Literatur{end}1. Müller F. Titel. Lancet 2025; 405: 1-2{end}".encode(codec)
    document = read(data, "refs.txt")
    assert document.save is not None
    assert document.save([]) == data
    at = document.source.text.index("Titel")
    edited = document.save([Edit(Span(at, at + 5), "Titre")])
    assert edited == data.decode(codec).replace("Titel", "Titre").encode(codec)


def test_save_in_old_encoding() -> None:
    data = "1. Müller F. Titel. Lancet 2025; 405: 1-2".encode("cp1252")
    document = read(data, "refs.txt", "cp1252")
    assert document.lists[0].entries[0].body.of(document.source.text).startswith("Müller")
    assert document.save is not None
    assert document.save([]) == data


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf"])
def test_empty_file(data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^refs\.txt: is empty$"):
        read(data, "refs.txt")


def test_page_as_a_reader_copied_it() -> None:
    document = read(shared("seed.txt").read_bytes(), "seed.txt")
    (found,) = document.lists
    text = document.source.text
    assert len(found.entries) == 16
    assert found.heading is not None
    assert found.heading.of(text) == "Literatur"
    assert document.prose == (Span(0, found.heading.start),)


def test_single_entry_is_a_list() -> None:
    document = read(ENTRY.encode(), "refs.txt")
    assert [entry.body for entry in document.lists[0].entries] == [Span(0, len(ENTRY))]
