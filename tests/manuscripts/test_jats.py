"""JATS: text and fields of citations with their places; hostile XML refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from carcite.api import choose
from carcite.checking.check import check_document
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


_BOTH = (
    b"<article><body><p>One.<xref ref-type='other' rid='B1'><sup>1</sup></xref> Two."
    b"<xref ref-type='bibr' rid='B2'><sup>2</sup></xref></p></body><back><ref-list>"
    b"<ref id='B1'><label>1</label><mixed-citation>1. Doe J. A first title. Lancet. 2019;4:5-9."
    b"</mixed-citation><element-citation publication-type='journal'><name><surname>Doe</surname>"
    b"<given-names>J</given-names></name><article-title>A first title</article-title>"
    b"<source>Lancet</source><year>2019</year></element-citation></ref>"
    b"<ref id='B2'><label>2</label><mixed-citation>2. Roe K. A second title. BMJ. 2020;7:1-3."
    b"</mixed-citation></ref></ref-list></back></article>"
)


def test_a_reference_given_as_text_and_as_fields_is_one_entry() -> None:
    document = jats.read(_BOTH, "a.xml")
    [found] = document.lists
    assert [each.label for each in found.entries] == ["1", "2"]
    bodies = [each.body.of(document.source.text) for each in found.entries]
    assert bodies == [
        "Doe J. A first title. Lancet. 2019;4:5-9.",
        "Roe K. A second title. BMJ. 2020;7:1-3.",
    ]
    assert document.records == ()


def test_a_cross_reference_cites_by_what_it_names() -> None:
    assert [keys for _, keys in jats.read(_BOTH, "a.xml").links] == [("B1",), ("B2",)]


def test_a_list_whose_fields_stand_glued_is_read_in_one_way_and_cited_whole() -> None:
    name = "<name><surname>Doe</surname><given-names>J</given-names></name> "
    refs = "".join(
        f"<ref id='r{n}'><label>{n}</label><mixed-citation>{who}(<year>2019</year>) <article-title>"
        f"Title {n}</article-title>. <source>Lancet</source> <volume>{n}</volume>: "
        "<fpage>3</fpage>.</mixed-citation></ref>"
        for n, who in ((1, name), (2, "<collab>Some Group</collab> "), (3, name))
    )
    cited = "".join(f"As seen <xref ref-type='bibr' rid='r{n}'>[{n}]</xref>. " for n in (1, 2, 3))
    text = f"<article><body><p>{cited}</p></body><back><ref-list>{refs}</ref-list></back></article>"
    document = jats.read(text.encode(), "a.xml")
    assert [each.entry.number for each in document.records if each.entry] == [1, 2, 3]
    report = check_document(document, choose())
    assert not [each for each in report.diagnostics if each.code.startswith("CIT")]


def test_the_stop_of_a_label_is_none_of_the_words() -> None:
    xml = _BOTH.replace(b">1. ", b">. ").replace(b">2. ", b">. ")
    document = jats.read(xml, "a.xml")
    assert document.lists[0].entries[0].body.of(document.source.text).startswith("Doe J.")


def test_fields_beside_a_text_are_its_witness() -> None:
    xml = _BOTH.replace(b"<year>2019</year>", b"<year>2012</year>")
    assert xml != _BOTH
    report = check_document(jats.read(xml, "a.xml"), choose())
    told = [each.message for each in report.diagnostics if "tags" in each.message]
    assert told == ['the year is "2019" in the text and "2012" in the tags of the file']
    report = check_document(jats.read(_BOTH, "a.xml"), choose())
    assert not [each for each in report.diagnostics if "tags" in each.message]


def test_fields_of_several_works_in_one_reference_witness_none() -> None:
    xml = _BOTH.replace(
        b"</mixed-citation>",
        b"</mixed-citation><element-citation><year>1999</year></element-citation>",
        1,
    )
    document = jats.read(xml, "a.xml")
    assert document.lists[0].entries[0].tagged == ()


def _article(cited: str, refs: str, more: str = "") -> bytes:
    return (f"<article><body><p>{cited}</p></body><back>{refs}</back>{more}</article>").encode()


def _refs(numbers: range, prefix: str = "B", start: int = 1) -> str:
    return (
        "<ref-list>"
        + "".join(
            f"<ref id='{prefix}{n}'><label>{n - start + 1}</label><mixed-citation>"
            f"Doe J. A title of the number {'abcdefghijk'[n]}. Lancet. 2019;{n}:5-9."
            "</mixed-citation></ref>"
            for n in numbers
        )
        + "</ref-list>"
    )


def _cite(*numbers: int, prefix: str = "B", start: int = 1) -> str:
    return " ".join(
        f"As seen<xref ref-type='bibr' rid='{prefix}{n}'>{n - start + 1}</xref>." for n in numbers
    )


def _codes(xml: bytes, family: str) -> list[str]:
    report = check_document(jats.read(xml, "a.xml"), choose())
    return [each.message for each in report.diagnostics if each.code.startswith(family)]


def test_lists_under_two_headings_that_count_on_are_one() -> None:
    two = _refs(range(1, 4)) + _refs(range(4, 7)).replace(
        "<ref-list>", "<ref-list><title>More</title>"
    )
    document = jats.read(_article("", two), "a.xml")
    assert [len(each.entries) for each in document.lists] == [6]
    document = jats.read(_article("", _refs(range(1, 4)) + _refs(range(4, 7), start=4)), "a.xml")
    assert [len(each.entries) for each in document.lists] == [3, 3]


def test_each_sub_article_is_cited_by_itself() -> None:
    more = f"<sub-article><body><p>{_cite(4, 6, start=4)}</p></body><back>"
    more += _refs(range(4, 7), start=4) + "</back></sub-article>"
    told = _codes(_article(_cite(1, 2), _refs(range(1, 4)), more), "CIT002")
    assert [each.split(" in ")[0] for each in told] == ["Cite entry 3", "Cite entry 2"]
    # Ids of the article above, left in a copy: what they name is not what they print.
    wrong = more.replace("'B4'>1", "'B5'>1").replace("'B6'>3", "'B5'>3")
    assert wrong != more
    assert len(_codes(_article(_cite(1, 2, 3), _refs(range(1, 4)), wrong), "CIT002")) == 0


def test_a_citation_whose_id_is_unknown_cites_the_number_that_it_prints() -> None:
    cited = _cite(1, 2, 3).replace("rid='B3'", "rid='B33'")
    assert _codes(_article(cited, _refs(range(1, 4))), "CIT") == []
    figure = cited.replace("ref-type='bibr' rid='B33'", "ref-type='fig' rid='f3'")
    assert len(_codes(_article(figure, _refs(range(1, 4))), "CIT002")) == 1


def test_a_link_that_prints_a_range_is_one() -> None:
    cited = "So<xref ref-type='bibr' rid='B1 B2 B3'>1-3</xref>. And " + _cite(4)
    assert _codes(_article(cited, _refs(range(1, 5))), "CIT") == []


def test_several_works_under_one_number_are_cited_by_it() -> None:
    refs = _refs(range(1, 4)).replace(
        "</mixed-citation></ref></ref-list>",
        "</mixed-citation><mixed-citation>Roe K. Another title. BMJ. 2020;7:1-3.</mixed-citation>"
        "</ref></ref-list>",
    )
    assert _codes(_article(_cite(1, 2, 3), refs), "CIT") == []
