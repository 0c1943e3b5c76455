"""Reference lists in Word documents: found by heading, style, numbering, field or note."""

from __future__ import annotations

import base64
import json
import time

import pytest
from manuscripts.docx.docx_making import REFERENCES, field, fld, instruction, make, p, r, with_part

from carcite.manuscripts.docx import document as docx
from carcite.model.document import Document

_HEADING = p("References", style="H1")
_AFTER = p("Figure legends", style="H1") + p("Fig. 1. Outcomes of all patients over time.")
_NUMBERED = "".join(p(each, number=1) for each in REFERENCES)
_TYPED = "".join(p(f"{n}. {each}") for n, each in enumerate(REFERENCES, 1))
_ITEM = {"id": 7, "type": "article-journal", "title": "CAR T", "DOI": "10.1126/science.aar6711"}
_CITATION = json.dumps({"citationID": "x", "citationItems": [{"id": 7, "itemData": _ITEM}]})


def entries(document: Document, index: int = 0) -> list[tuple[str, int | None, str]]:
    """Return the label, number and first word of each entry of a list."""
    return [
        (each.label, each.number, each.body.of(document.source.text).split()[0])
        for each in document.lists[index].entries
    ]


def bibliography(code: str, lines: list[str]) -> str:
    """Return paragraphs that stand in one field, as reference managers print them."""
    first = p(fld("begin"), instruction(code), fld("separate"), lines[0])
    return first + "".join(p(each) for each in lines[1:-1]) + p(lines[-1], fld("end"))


WITH_NUMBERS = [("", 1, "June"), ("", 2, "Melenhorst"), ("", 3, "Brudno"), ("", 4, "Qin")]
WITHOUT = [("", None, name) for _, _, name in WITH_NUMBERS]
WITH_LABELS = [(f"{n}.", n, name) for _, n, name in WITH_NUMBERS]
_ROWS = "".join(
    f"<w:tr><w:tc>{p(f'{n}.')}</w:tc><w:tc>{p(each)}</w:tc></w:tr>"
    for n, each in enumerate(REFERENCES, 1)
)
_AUTO_ROWS = "".join(
    f"<w:tr><w:tc>{p(number=1)}</w:tc><w:tc>{p(each)}</w:tc></w:tr>" for each in REFERENCES
)

_BOX = f"<w:txbxContent>{_TYPED}</w:txbxContent>"

FORMS = {
    "heading and automatic numbers": (_HEADING + _NUMBERED + _AFTER, WITH_NUMBERS),
    "heading and typed numbers": (_HEADING + _TYPED + _AFTER, WITH_LABELS),
    "heading that is only bold": (p(r("REFERENCES", "<w:b/>")) + _NUMBERED, WITH_NUMBERS),
    "heading alone": (_HEADING + "".join(map(p, REFERENCES)) + _AFTER, WITHOUT),
    "numbers without heading": (p("Some words.") + _NUMBERED + p("Thanks."), WITH_NUMBERS),
    "numbers by style": (
        _HEADING + "".join(p(each, style="Num2") for each in REFERENCES), WITH_NUMBERS,
    ),
    "bibliography style": (
        p("Words.") + "".join(p(each, style="ENB") for each in REFERENCES) + p("End."), WITHOUT,
    ),
    "style not defined": (
        p("Words.") + "".join(p(each, style="Literaturverzeichnis") for each in REFERENCES),
        WITHOUT,
    ),
    "bullets": (_HEADING + "".join(p(each, number=2) for each in REFERENCES), WITHOUT),
    "table": (_HEADING + f"<w:tbl>{_ROWS}</w:tbl>" + _AFTER, WITH_LABELS),
    "table with automatic numbers": (
        _HEADING + f"<w:tbl>{_AUTO_ROWS}</w:tbl>" + _AFTER, WITH_NUMBERS,
    ),
    "text box": (
        _HEADING
        + p(f"<w:r><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></w:r>")
        + _AFTER,
        WITH_LABELS,
    ),
    "one paragraph with line breaks": (
        _HEADING
        + p("<w:r><w:br/></w:r>".join(r(f"{n}. {each}") for n, each in enumerate(REFERENCES, 1))),
        WITH_LABELS,
    ),
    "empty paragraphs between": (
        _HEADING + p().join(p(each, number=1) for each in REFERENCES) + p() + _AFTER, WITH_NUMBERS,
    ),
    "content control": (
        f"<w:sdt><w:sdtContent>{_HEADING}{_NUMBERED}</w:sdtContent></w:sdt>", WITH_NUMBERS,
    ),
    "numbers go on over a loose line": (
        _HEADING + "".join(p(each, number=1) for each in REFERENCES[:2])
        + p("https://doi.org/10.1038/x")
        + "".join(p(each, number=1) for each in REFERENCES[2:]),
        WITH_NUMBERS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_forms(name: str) -> None:
    body, wanted = FORMS[name]
    document = docx.read(
        make(p("Introduction", style="H1") + p("CAR T works [1].") + body), "a.docx"
    )
    assert len(document.lists) == 1
    assert entries(document) == wanted
    assert document.locked == ""


def test_spans_are_whole_paragraphs() -> None:
    document = docx.read(make(_HEADING + _NUMBERED + _AFTER), "a.docx")
    found = document.lists[0]
    assert [document.source.slice(each.body) for each in found.entries] == list(REFERENCES)
    assert found.heading is not None
    assert document.source.slice(found.heading) == "References"


def test_a_loose_line_goes_on_the_entry_before() -> None:
    body, _ = FORMS["numbers go on over a loose line"]
    document = docx.read(make(body), "a.docx")
    assert document.source.slice(document.lists[0].entries[1].body).endswith("org/10.1038/x")


def test_a_line_that_heads_a_group_is_of_no_entry() -> None:
    two = ["".join(p(each, number=1) for each in REFERENCES[at : at + 2]) for at in (0, 2)]
    document = docx.read(make(_HEADING + two[0] + p("Reviews and guidelines") + two[1]), "a.docx")
    text = document.source.text
    assert [each.body.of(text) for each in document.lists[0].entries] == list(REFERENCES)
    assert len(document.lists) == 1


def test_a_year_that_begins_an_entry_is_no_label() -> None:
    guideline = "2019 ESC Guidelines on diabetes. Eur Heart J 2020;41:255-323."
    for lines in ([p(each, style="ENB") for each in (*REFERENCES, guideline)],
                  [p(each, number=1) for each in (*REFERENCES, guideline)]):  # fmt: skip
        document = docx.read(make(p("Words.") + "".join(lines)), "a.docx")
        assert document.source.slice(document.lists[0].entries[4].body) == guideline
        assert entries(document)[4][:2] in {("", None), ("", 5)}


def test_numbering_begins_where_word_begins() -> None:
    body = "".join(p(each, number=3) for each in REFERENCES)
    assert [n for _, n, _ in entries(docx.read(make(_HEADING + body), "a.docx"))] == [7, 8, 9, 10]


def test_steps_of_a_method_are_no_references() -> None:
    steps = ["Wash the cells.", "Spin them at 300 g.", "Count them."]
    assert docx.read(make("".join(p(each, number=1) for each in steps)), "a.docx").lists == ()


def test_two_lists() -> None:
    body = _HEADING + _TYPED + p("Supplementary references", style="H1") + _TYPED
    document = docx.read(make(body), "a.docx")
    assert [len(each.entries) for each in document.lists] == [4, 4]
    assert {each.list_index for each in document.lists[1].entries} == {1}


def test_endnotes_that_are_the_list() -> None:
    order = (2, 1, 3, 4)
    marks = "".join(
        p(
            f"Claim{n}",
            f'<w:r><w:rPr><w:rStyle w:val="Up"/></w:rPr><w:endnoteReference w:id="{n}"/></w:r>',
        )
        for n in order
    )
    notes = "".join(
        f'<w:endnote w:id="{n}">{p("<w:r><w:endnoteRef/></w:r>", " " + each)}</w:endnote>'
        for n, each in enumerate(REFERENCES, 1)
    )
    document = docx.read(make(marks, endnotes=notes), "a.docx")
    assert entries(document) == [
        ("", 1, "Melenhorst"), ("", 2, "June"), ("", 3, "Brudno"), ("", 4, "Qin"),
    ]  # fmt: skip
    assert [document.source.slice(each) for each in document.superscripts] == ["1", "2", "3", "4"]


MANAGED = {
    "Zotero": 'ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY ',
    "Mendeley": "ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY",
    "EndNote": "ADDIN EN.REFLIST",
    "Word": "BIBLIOGRAPHY  \\l 1031",
}


@pytest.mark.parametrize("manager", MANAGED)
def test_a_managed_list_is_read_and_locked(manager: str) -> None:
    lines = [f"{n}.\t{each}" for n, each in enumerate(REFERENCES, 1)]
    body = _HEADING + bibliography(f" {MANAGED[manager]} ", lines) + _AFTER
    document = docx.read(make(body), "a.docx")
    assert entries(document) == WITH_LABELS
    assert manager in document.locked


@pytest.mark.parametrize("tag", ["MENDELEY_BIBLIOGRAPHY", "CitaviBibliography"])
def test_a_content_control_that_is_a_list(tag: str) -> None:
    control = (
        f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{{}}</w:sdtContent></w:sdt>'
    )
    document = docx.read(make(_HEADING + control.format(_TYPED)), "a.docx")
    assert entries(document) == WITH_LABELS
    assert tag[:6].casefold() in document.locked.casefold()


def test_a_managed_list_in_a_field_without_an_end() -> None:
    first = p(fld("begin"), instruction(MANAGED["Zotero"]), fld("separate"), REFERENCES[0])
    body = _HEADING + first + "".join(map(p, REFERENCES[1:])) + _AFTER
    document = docx.read(make(body), "a.docx")
    assert entries(document) == WITHOUT
    assert "Zotero" in document.locked
    assert len(document.notes) == 1


def test_citations_alone_lock_nothing() -> None:
    body = p("Shown ", field(f"ADDIN ZOTERO_ITEM CSL_CITATION {_CITATION}", r("(1)"))) + _HEADING
    assert docx.read(make(body + _TYPED), "a.docx").locked == ""


MENDELEY_TAG = "MENDELEY_CITATION_v3_" + base64.b64encode(_CITATION.encode()).decode()
CARRIERS = {
    "Zotero": field(f" ADDIN ZOTERO_ITEM CSL_CITATION {_CITATION} ", r("(1)")),
    "Mendeley": field(f"ADDIN CSL_CITATION {_CITATION}", r("(1)")),
    "Sciwheel": field(f"ADDIN F1000_CSL_CITATION<~#@#~>{json.dumps([_ITEM])}<~#@#~>", r("(1)")),
    "Mendeley Cite": f'<w:sdt><w:sdtPr><w:tag w:val="{MENDELEY_TAG}"/></w:sdtPr>'
    f"<w:sdtContent>{r('(1)')}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_embedded_items(carrier: str) -> None:
    data = make(p("Shown ", CARRIERS[carrier], ".") + p("Again ", CARRIERS[carrier]))
    [(item, span)] = docx.embedded_records(data)
    assert (item, docx.read(data, "a.docx").source.slice(span)) == (_ITEM, "(1)")


@pytest.mark.parametrize(
    "code", ["{", "{]", "[" * 50_000, "[1, null]", '{"citationItems": 3}', "words"]
)
def test_broken_items_are_no_items(code: str) -> None:
    data = make(p(field(f"ADDIN ZOTERO_ITEM CSL_CITATION {code}", r("(1)"))))
    assert docx.embedded_records(data) == []
    assert docx.read(data, "a.docx").source.text == "(1)"


_RECORD = "<record><rec-number>3</rec-number><titles><title>CAR T</title></titles></record>"


def test_embedded_endnote_records() -> None:
    cite = f"<EndNote><Cite><Author>June</Author>{_RECORD}</Cite></EndNote>"
    plain = p(field(f" ADDIN EN.CITE {cite}", r("(1)")))
    data = base64.b64encode(cite.encode()).decode()
    apart = p(
        fld("begin"), instruction(" ADDIN EN.CITE "), fld("begin", data),
        instruction(" ADDIN EN.CITE.DATA "), fld("end"), fld("separate"), "(1)", fld("end"),
    )  # fmt: skip
    for body in (plain, apart, plain + apart):
        assert docx.embedded_endnote(make(body)) == f"<xml><records>{_RECORD}</records></xml>"
    assert docx.embedded_endnote(make(p("no fields"))) == ""


_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_PROPERTIES_LINK = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://x/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="b" Type="http://x/custom-properties" Target="docProps/custom.xml"/>'
    "</Relationships>"
)


def test_zotero_fields_kept_as_bookmarks() -> None:
    codes = {
        "ZOTERO_BREF_a_1": f"ZOTERO_ITEM CSL_CITATION {_CITATION}"[:30],
        "ZOTERO_BREF_a_2": f"ZOTERO_ITEM CSL_CITATION {_CITATION}"[30:],
        "ZOTERO_BREF_b_1": "ZOTERO_BIBL {} CSL_BIBLIOGRAPHY",
    }
    properties = "".join(f'<property name="{k}"><x>{v}</x></property>' for k, v in codes.items())
    body = (
        p("Shown ", '<w:bookmarkStart w:id="0" w:name="ZOTERO_BREF_a"/>', "(1)",
          '<w:bookmarkEnd w:id="0"/>')
        + _HEADING + '<w:bookmarkStart w:id="1" w:name="ZOTERO_BREF_b"/>'
        + _TYPED + '<w:bookmarkEnd w:id="1"/>' + _AFTER
    )  # fmt: skip
    data = with_part(
        with_part(make(body), "_rels/.rels", _PROPERTIES_LINK.encode()),
        "docProps/custom.xml",
        f'<Properties xmlns="{_PROPERTIES}">{properties}</Properties>'.encode(),
    )
    document = docx.read(data, "a.docx")
    assert "Zotero" in document.locked
    assert entries(document) == WITH_LABELS
    [(item, span)] = docx.embedded_records(data)
    assert (item, document.source.slice(span)) == (_ITEM, "(1)")


def test_numbered_headings_are_no_list() -> None:
    heads = "".join(p(each, style="H1", number=1) for each in ("Methods", "Results", "References"))
    document = docx.read(make(heads + _TYPED + _AFTER), "a.docx")
    assert [len(each.entries) for each in document.lists] == [4]


@pytest.mark.timed
def test_many_lists_take_little_time() -> None:
    body = "".join(
        p(f"{each} {n}", number=1) + p(f"Words {n}.") for n in range(700) for each in REFERENCES
    )
    start = time.process_time()
    docx.read(make(body), "a.docx")
    assert time.process_time() - start < 10
