"""The text of a Word document is what a reader sees, one paragraph a line."""

from __future__ import annotations

import pytest
from manuscripts.docx.docx_making import REFERENCES, STRICT, W, field, fld, instruction, make, p, r

from carcite.manuscripts.docx import document as docx

_BR, _TAB = "<w:r><w:br/></w:r>", "<w:r><w:tab/></w:r>"
_BOX = "<w:txbxContent>" + p("in the box") + "</w:txbxContent>"
_ALTERNATE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
    f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}"
    "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)

CASES = {
    "runs": (p("June ", r("CH", "<w:i/>"), "."), "June CH."),
    "empty paragraphs": (p("a") + p() + p("b"), "a\n\nb"),
    "line break and tab": (p("a", _BR, "b", _TAB, "c"), "a\u2028b\tc"),
    "no-break and soft hyphen": (
        p(
            "<w:r><w:t>CAR</w:t><w:noBreakHyphen/><w:t>T ther</w:t><w:softHyphen/>"
            "<w:t>apy</w:t></w:r>"
        ),
        "CAR\u2011T ther\u00adapy",
    ),
    "symbol": (p('<w:r><w:t>TGF-</w:t><w:sym w:font="Symbol" w:char="F062"/></w:r>'), "TGF-β"),
    "symbol font": (p(r("\uf061\uf0b3", '<w:rFonts w:ascii="Symbol"/>')), "α≥"),
    "hyperlink": (p("see ", f'<w:hyperlink r:id="x">{r("doi.org")}</w:hyperlink>'), "see doi.org"),
    "insertion stands, deletion is gone": (
        p(
            f'<w:ins w:id="1" w:author="A">{r("new ")}</w:ins>',
            '<w:del w:id="2" w:author="A"><w:r><w:delText>old </w:delText></w:r></w:del>',
            "text",
        ),
        "new text",
    ),
    "move": (
        p(f"<w:moveFrom>{r('a')}</w:moveFrom>", f"<w:moveTo>{r('b')}</w:moveTo>"),
        "b",
    ),
    "deleted paragraph end": (
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
        + r("one ")
        + "</w:p>"
        + p("line"),
        "one line",
    ),
    "field result": (p(field(' HYPERLINK "http://x" ', r("seen"))), "seen"),
    "field in a field": (
        p(
            fld("begin"),
            instruction(" IF "),
            field("PAGE", r("3")),
            fld("separate"),
            r("yes"),
            fld("end"),
        ),
        "yes",
    ),
    "field without an end": (p("a ", fld("begin"), instruction("REF x"), "b") + p("c"), "a b\nc"),
    "field without an end round one with": (
        p(fld("begin"), instruction("REF x"), "a ", field("PAGE", r("3"))),
        "a 3",
    ),
    "field end alone": (p("a", fld("end"), "b"), "ab"),
    "simple field": (p('<w:fldSimple w:instr="PAGE">' + r("3") + "</w:fldSimple>"), "3"),
    "content controls": (
        f"<w:sdt><w:sdtContent>{p('block')}</w:sdtContent></w:sdt>"
        + p(
            "<w:sdt><w:sdtPr><w:tag w:val='x'/></w:sdtPr>"
            f"<w:sdtContent>{r('in')}</w:sdtContent></w:sdt>"
        ),
        "block\nin",
    ),
    "smart tag": (p(f"<w:smartTag>{r('Berlin')}</w:smartTag>"), "Berlin"),
    "hidden text": (p("a", r("secret", "<w:vanish/>"), r("b", '<w:vanish w:val="0"/>')), "ab"),
    "text box once": (p("before", _ALTERNATE) + p("after"), "before\nin the box\nafter"),
    "old text box": (
        p(f"<w:r><w:pict><v:textbox>{_BOX}</v:textbox></w:pict></w:r>"),
        "\nin the box",
    ),
    "table": (
        f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}{p('c')}</w:tc></w:tr></w:tbl>" + p("d"),
        "a\nb\nc\nd",
    ),
    "table with numbers in a column": (
        f"<w:tbl><w:tr><w:tc>{p('1.')}</w:tc><w:tc>{p('June CH')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{p('2.')}</w:tc><w:tc>{p('Qin C')}</w:tc></w:tr></w:tbl>",
        "1.\tJune CH\n2.\tQin C",
    ),
    "mathematics": (p("x ", "<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath>"), "x =2"),
    "ruby": (
        p(f"<w:r><w:ruby><w:rt>{r('kan')}</w:rt><w:rubyBase>{r('漢')}</w:rubyBase></w:ruby></w:r>"),
        "漢",
    ),
    "blanks that Word does not show": (p("<w:r><w:t> a b </w:t></w:r>", "c"), "a bc"),
    "line ends in the file": (p('<w:r><w:t xml:space="preserve">a\nb</w:t></w:r>'), "a b"),
}


@pytest.mark.parametrize("name", CASES)
def test_text(name: str) -> None:
    body, text = CASES[name]
    assert docx.read(make(body), "a.docx").source.text == text


def test_strict_open_xml_reads_the_same() -> None:
    body = p("References") + "".join(p(each, number=1) for each in REFERENCES)
    here, there = (docx.read(make(body, name), "a.docx") for name in (STRICT, W))
    assert here.source.text == there.source.text
    assert [each.entries for each in here.lists] == [each.entries for each in there.lists]
    assert here.lists[0].entries[3].number == 4


def test_notes_follow_the_body() -> None:
    notes = (
        f'<w:footnote w:id="-1" w:type="separator">{p("----")}</w:footnote>'
        f'<w:footnote w:id="1">{p("A note.")}</w:footnote>'
    )
    mark = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    document = docx.read(make(p("Body", mark, "."), footnotes=notes), "a.docx")
    assert document.source.text == "Body.\nA note."
    assert document.lists == ()


def test_position_is_paragraph_and_column() -> None:
    document = docx.read(make(p("one") + p("two", r("three"))), "a.docx")
    assert document.source.position(document.source.text.index("three")) == (2, 4)


def test_raised_callouts() -> None:
    body = p(
        "As shown", r("1,2", '<w:vertAlign w:val="superscript"/>'),
        r("-4", '<w:rStyle w:val="Up"/>'),
        " and 10", r("9", '<w:vertAlign w:val="subscript"/>'), ".",
    ) + p("References") + "".join(p(each, number=1) for each in REFERENCES)  # fmt: skip
    document = docx.read(make(body), "a.docx")
    assert [document.source.slice(each) for each in document.superscripts] == ["1,2-4"]
    assert [document.source.slice(each) for each in document.prose] == ["As shown1,2-4 and 109.\n"]


def test_a_field_without_an_end_is_told() -> None:
    document = docx.read(make(p("a ", fld("begin"), instruction("REF x"), "b")), "a.docx")
    assert document.notes == ('a field ("REF x") has no end; its text is read as it stands',)
