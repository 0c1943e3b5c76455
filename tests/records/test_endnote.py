"""EndNote's XML: its styles, names and numbers; hostile XML is refused, not expanded."""

from __future__ import annotations

from pathlib import Path

import pytest

from carcite.errors import UnreadableError
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.model.names import Organization, Person
from carcite.records import endnote

DATA = (Path(__file__).parents[2] / "fixtures" / "formats" / "endnote.xml").read_bytes()


def test_records() -> None:
    document = endnote.read(DATA, "endnote.xml")
    june, williams = (parse.reference for parse in document.records)
    assert june.names() == (
        Person("June", "CH", "Carl H."),
        Person("Bonin", "M", particle="von"),
        Organization("World Health Organization"),
    )
    assert june.title == "CAR T cells & in vivo"
    assert june.issued == Date(2018, 3, 23)
    assert june.pages == (PageRange("1361", "1365"),)
    assert (williams.type, williams.identifier("isbn")) == ("book", "9780071833004")
    assert document.save is None


def test_marks_point_into_the_file() -> None:
    parse = endnote.read(DATA, "endnote.xml").records[0]
    assert parse.entry
    piece = parse.layout.find(Role.DOI)[0]
    at = piece.span.shift(parse.entry.span.start)
    assert at.of(DATA.decode()) == "10.1126/science.aar6711"


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><xml>&b;</xml>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB, "entities of its own"),
        (DATA[:500], r"^a.xml:\d+: not well-formed XML"),
        (b"<html/>", "not the root of an EndNote export"),
    ],
)
def test_hostile_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        endnote.read(data, "a.xml")


def test_the_tagged_export_is_read_and_mended() -> None:
    data = (
        b"%0 Journal Article\n%A June, Carl H.\n%A von Bonin, M\n%T CAR T cells\n%J Science\n"
        b"%D 2018\n%V 359\n%N 6382\n%P 1361-5\n%R 10.1126/science.aar6711\n\n%0 Book\n%T Book\n"
    )
    document = endnote.read(data, "a.enw")
    june, book = (parse.reference for parse in document.records)
    assert june.names() == (Person("June", "CH", "Carl H."), Person("Bonin", "M", particle="von"))
    assert (june.issued, june.pages) == (Date(2018), (PageRange("1361", "1365"),))
    assert (book.type, book.title) == ("book", "Book")
    assert document.save
    assert document.save([]) == data
