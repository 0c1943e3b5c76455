"""JATS: text and fields of citations with their places; hostile XML refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from carcite.errors import UnreadableError
from carcite.manuscripts.jats import document as jats
from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.model.names import Organization, Person
from carcite.text.edit import Edit

DATA = (Path(__file__).parents[2] / "fixtures" / "formats" / "elements.xml").read_bytes()


def test_fields_become_records() -> None:
    lee, kasper = (parse.reference for parse in jats.read(DATA, "a.xml").records)
    assert lee.names() == (
        Person("Bonin", "M", particle="von"),
        Person("Lee", "DSW", suffix="Jr"),
        Organization("MG-001 Group"),
    )
    group = lee.group()
    assert group
    assert group.et_al
    assert lee.title == "B cell depletion & repair"
    assert (lee.container_title, lee.issued, lee.volume) == ("Nat Rev", Date(2021, 3), "20")
    assert lee.pages == (PageRange("179", "199"),)
    assert (lee.identifier("doi"), lee.identifier("pmid")) == (
        "10.1038/s41573-020-00092-2", "33324003",
    )  # fmt: skip
    assert (kasper.type, kasper.title, kasper.publisher) == (
        "book", "Harrison's principles", "McGraw-Hill",
    )  # fmt: skip
    assert kasper.names("editor") == (Person("Kasper", "DL"),)


def test_text_counts_where_a_reference_has_both() -> None:
    document = jats.read(DATA, "a.xml")
    [entry] = document.lists[0].entries
    assert entry.number == 3
    body = entry.body.of(document.source.text)
    assert body == "Brudno JN, Kochenderfer JN. Toxicities of cells. Blood 2016; 127: 3321-3330"
    assert len(document.records) == 2


def test_marks_and_edits_stand_at_the_value() -> None:
    document = jats.read(DATA, "a.xml")
    parse = document.records[0]
    assert parse.entry
    piece = parse.layout.find(Role.DOI)[0]
    edit = Edit(piece.span.shift(parse.entry.span.start), "10.1000/<x>")
    assert document.save
    assert document.save([edit]) == DATA.replace(
        b"10.1038/s41573-020-00092-2", b"10.1000/&lt;x&gt;"
    )


def test_callouts() -> None:
    document = jats.read(DATA, "a.xml")
    text = document.source.text
    assert [span.of(text) for span in document.superscripts] == ["1"]
    assert "Kasper" not in "".join(span.of(text) for span in document.prose)


BOMB = (
    '<!DOCTYPE article [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{10 * f"&{a};"}">' for a, b in ("ab", "bc", "cd", "de", "ef", "fi"))
    + "]><article><p>&i;</p></article>"
)  # fmt: skip


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (BOMB.encode(), r"^a.xml:1: declares entities of its own"),
        (DATA[:700], r"^a.xml:\d+: not well-formed XML: "),
        (b"<html><p>x</p></html>", r"^a.xml:1: <html> is not the root of a JATS article"),
        (b"<article>" * 100_000, r"^a.xml:\d+: not well-formed XML"),
        (b"", r"^a.xml: is empty"),
    ],
)
def test_hostile_files_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message) as caught:
        jats.read(data, "a.xml")
    assert "\n" not in str(caught.value)


GLUED = (
    "<article><back><ref-list><ref><label>5</label><mixed-citation publication-type='journal'>"
    "<name><surname>Rich</surname><given-names>KM</given-names></name>, <name><surname>Wanyoike"
    "</surname><given-names>F</given-names></name> (<year>2010</year>) <article-title>Rift Valley"
    "</article-title>. <source>Am J Trop Med Hyg</source><volume>83</volume>: <fpage>52</fpage>–"
    "<lpage>57</lpage><comment>doi:10.4269/ajtmh.2010</comment></mixed-citation></ref></ref-list>"
    "</back></article>"
)


def test_glued_fields_are_read_as_fields() -> None:
    document = jats.read(GLUED.encode(), "a.xml")
    assert document.lists == ()
    [parse] = document.records
    assert parse.entry
    assert parse.entry.number == 5
    assert parse.reference.names() == (Person("Rich", "KM"), Person("Wanyoike", "F"))
    assert parse.reference.pages == (PageRange("52", "57"),)
    assert parse.reference.identifier("doi") == "10.4269/ajtmh.2010"
    assert (parse.reference.type, parse.reference.volume) == ("article-journal", "83")


def test_a_numbered_list_under_a_heading_is_a_list() -> None:
    item = "<list-item><p>June CH. Title. <italic>Science</italic> 2018;359:1361-5.</p></list-item>"
    xml = (
        "<article><body><sec><title>References</title>"
        f'<list list-type="order">{item}{item}</list></sec></body></article>'
    )
    document = jats.read(xml.encode(), "a.xml")
    [found] = document.lists
    assert [entry.number for entry in found.entries] == [1, 2]
    assert found.entries[1].body.of(document.source.text) == (
        "June CH. Title. Science 2018;359:1361-5."
    )
