"""Edits, revisions and comments in Word documents: what they change and what they leave alone."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from manuscripts.docx.docx_making import (
    REFERENCES,
    STRICT,
    W,
    field,
    make,
    p,
    parts_of,
    r,
    rejected,
    root_of,
    with_part,
)

from carcite.errors import UsageError
from carcite.manuscripts.clean import EditError
from carcite.manuscripts.docx import document as docx
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

_DATE = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
_DOI = r("https://doi.org/10.1126/science.aar6711", "<w:u/>")
_LINK = f'<w:hyperlink r:id="rId9">{_DOI}</w:hyperlink>'
_THEIRS = r("Qin C. Stroke.")
_ENTRY = p(
    "June CH. CAR T cells. ", r("N. Engl. J. Med.", "<w:i/>"), " 2018;359:1361-1365. ", _LINK
)
BODY = (
    p("References", style="H1")
    + _ENTRY
    + p(REFERENCES[1])
    + p()
    + p(
        "Brudno",
        "<w:r><w:tab/><w:t>JN</w:t><w:br/><w:t>Blood</w:t><w:noBreakHyphen/></w:r>",
        " 2016.",
    )
    + p(f'<w:ins w:id="5" w:author="Ann" w:date="2025-01-01T00:00:00Z">{_THEIRS}</w:ins>')
    + p("Last ", field("REF x", r("7")), ".")
)
DATA = make(BODY)
DOCUMENT = docx.read(DATA, "a.docx")
TEXT = DOCUMENT.source.text


def at(words: str, replacement: str) -> Edit:
    """Return the edit that puts `replacement` for the first occurrence of `words`."""
    start = TEXT.index(words)
    return Edit(Span(start, start + len(words)), replacement)


def behind(words: str, insertion: str) -> Edit:
    """Return the edit that inserts behind the first occurrence of `words`."""
    end = TEXT.index(words) + len(words)
    return Edit(Span(end, end), insertion)


def italics(data: bytes) -> list[str]:
    """Return the texts of italic runs that are not deleted."""
    runs = root_of(data).iter(f"{{{W}}}r")
    return [
        "".join(t.text for t in run.iter(f"{{{W}}}t"))
        for run in runs
        if run.find(f"{{{W}}}rPr/{{{W}}}i") is not None and run.find(f"{{{W}}}t") is not None
    ]


def links(data: bytes) -> list[str]:
    """Return the texts of hyperlinks."""
    return [
        "".join(t.text for t in node.iter(f"{{{W}}}t"))
        for node in root_of(data).iter(f"{{{W}}}hyperlink")
    ]


EDITS = {
    "in a run": [at("1361-1365", "1361-5")],
    "two in a run": [at("2018;", "2018 Mar;"), at("-1365", "-5")],
    "across runs": [at("cells. N. Engl. J. Med. 2018", "cells. N Engl J Med. 2018")],
    "whole entry": [at(TEXT.split("\n")[1], "June CH. CAR T. N Engl J Med. 2019;1:1.")],
    "at the end of a link": [behind("aar6711", ".")],
    "in a link": [at("https://doi.org/10", "doi:10")],
    "at the start of a line": [Edit(Span(TEXT.index("June"), TEXT.index("June")), "1. ")],
    "in an empty line": [Edit(Span(TEXT.index("\n\n") + 1, TEXT.index("\n\n") + 1), "filled")],
    "tab and break": [at("\tJN\u2028", " JN, ")],
    "mark": [at("\u2011", "-")],
    "insert a tab and a break": [behind("Melenhorst", "\tx\u2028y")],
    "in somebody's insertion": [at("Qin C", "Qin CC"), behind("Stro", "kes and Stro")],
    "at the end of somebody's insertion": [behind("Stroke.", " 2023.")],
    "delete in somebody's insertion": [at("Stroke", "Neurology")],
    "field result": [at("7", "8")],
    "behind a field": [behind("Last 7", "!")],
    "new paragraph at a line's end": [behind("aar6711", "\n2. New entry.")],
    "new paragraph inside": [at(" CAR T cells", "\nCAR T cells")],
    "two new paragraphs": [behind("2022;602:503-509.", "\nA\nB")],
    "paragraph before": [Edit(Span(TEXT.index("Qin"), TEXT.index("Qin")), "First.\n")],
    "join paragraphs": [at("509.\n\nBrudno", "509. Brudno")],
    "join two": [at("References\nJune", "References: June")],
    "drop a line": [at(TEXT.split("\n")[2] + "\n", "")],
    "drop a line from before": [at("\n" + TEXT.split("\n")[2], "")],
    "what XML cannot hold": [at("June", "Ju\x00ne\x0b")],
    "markup": [at("June", "<b>&amp;")],
    "nothing": [at("June", "June")],
}


@pytest.mark.parametrize("name", EDITS)
def test_edits(name: str) -> None:
    edits = EDITS[name]
    wanted = apply_edits(TEXT, edits).replace("\x00", "").replace("\x0b", "")
    assert DOCUMENT.save is not None
    saved = DOCUMENT.save(edits)
    assert docx.read(saved, "a.docx").source.text == wanted
    tracked = docx.annotate(DATA, DOCUMENT, edits, (), date=_DATE)
    assert docx.read(tracked, "a.docx").source.text == wanted
    # Rejecting all takes back the insertion that was there before, too.
    assert docx.read(rejected(tracked), "a.docx").source.text == TEXT.replace("Qin C. Stroke.", "")
    revisions = [
        node.get(f"{{{W}}}id")
        for kind in ("ins", "del")
        for node in root_of(tracked).iter(f"{{{W}}}{kind}")
    ]
    assert len(set(revisions)) == len(revisions)
    changed = {
        name for name, part in parts_of(DATA).items()
        if part != parts_of(saved)[name] or part != parts_of(tracked)[name]
    }  # fmt: skip
    assert changed <= {"word/document.xml"}
    assert list(parts_of(saved)) == list(parts_of(DATA))


def test_no_edit_gives_the_file_itself() -> None:
    assert DOCUMENT.save is not None
    assert DOCUMENT.save([]) == DATA == DOCUMENT.save([at("June", "June")])
    assert docx.annotate(DATA, DOCUMENT, [], []) == DATA


def test_revisions_bear_author_date_and_an_id_each() -> None:
    tracked = docx.annotate(DATA, DOCUMENT, EDITS["two in a run"], (), author="Ed <x>", date=_DATE)
    marks = [node for kind in ("ins", "del") for node in root_of(tracked).iter(f"{{{W}}}{kind}")]
    ours = [node for node in marks if node.get(f"{{{W}}}author") == "Ed <x>"]
    assert len(ours) == 3  # One comes, and a word goes for another.
    assert {node.get(f"{{{W}}}date") for node in ours} == {"2026-03-04T05:06:07Z"}
    ids = [node.get(f"{{{W}}}id") for node in marks]
    assert len(set(ids)) == len(ids)


def test_italics_and_links_survive() -> None:
    assert DOCUMENT.save is not None
    for data in (
        DOCUMENT.save(EDITS["across runs"]),
        docx.annotate(DATA, DOCUMENT, EDITS["across runs"], ()),
    ):
        assert "".join(italics(data)) == "N Engl J Med."
    saved = DOCUMENT.save([*EDITS["in a link"], *EDITS["at the end of a link"]])
    assert links(saved) == ["doi:10.1126/science.aar6711"]
    assert DOCUMENT.save(EDITS["across runs"]).count(b"PK\x03\x04") == DATA.count(b"PK\x03\x04")


def test_plain_saving_leaves_no_cuts() -> None:
    assert DOCUMENT.save is not None
    before, after = (
        len(list(root_of(data).iter(f"{{{W}}}r")))
        for data in (DATA, DOCUMENT.save(EDITS["in a run"]))
    )
    assert before == after


def gone(data: bytes) -> list[str]:
    return [node.text for node in root_of(data).iter(f"{{{W}}}delText")]


def test_a_revision_is_a_whole_word_or_a_mark() -> None:
    assert gone(docx.annotate(DATA, DOCUMENT, [at("1361-1365", "1361-5")], ())) == ["1365"]
    assert gone(docx.annotate(DATA, DOCUMENT, [at("June CH.", "June CH;")], ())) == ["."]


def test_a_question_is_a_revision_of_its_own_reviewer_and_gives_way_to_an_edit() -> None:
    edits, asked = [at("1361-1365", "1361-5")], [[at("June", "Jude")], [at("1365", "1356")]]
    data = docx.annotate(DATA, DOCUMENT, edits, [], asked=asked)
    reviewers = {
        node.get(f"{{{W}}}author"): node[0].findtext(f"{{{W}}}delText")
        for node in root_of(data).iter(f"{{{W}}}del")
    }
    assert reviewers["carcite"] == "1365"
    assert reviewers["carcite: please decide"] == "June"
    assert gone(data).count("1365") == 1


def test_overlapping_edits_are_refused() -> None:
    assert DOCUMENT.save is not None
    with pytest.raises(ValueError, match="overlap"):
        DOCUMENT.save([at("June CH", "x"), at("CH. CAR", "y")])


FIXED = {
    "mathematics": (p("x", "<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath>"), "="),
    "end of a cell": (
        f"<w:tbl><w:tr><w:tc>{p('ab')}</w:tc><w:tc>{p('cd')}{p('e')}</w:tc></w:tr></w:tbl>",
        "b\nc",
    ),
    "border of a label cell": (
        f"<w:tbl><w:tr><w:tc>{p('1')}</w:tc><w:tc>{p('June')}</w:tc></w:tr></w:tbl>",
        "\t",
    ),
    "end of a section": ("<w:p><w:pPr><w:sectPr/></w:pPr>" + r("a") + "</w:p>" + p("b"), "a\nb"),
}


@pytest.mark.parametrize("name", FIXED)
def test_what_cannot_be_edited(name: str) -> None:
    body, words = FIXED[name]
    document = docx.read(make(body), "a.docx")
    assert document.save is not None
    start = document.source.text.index(words)
    with pytest.raises(UsageError, match=r"^a\.docx: .*cannot be"):
        document.save([Edit(Span(start, start + len(words)), "")])


def test_strict_open_xml_is_edited_in_its_own_names() -> None:
    data = make(BODY, STRICT)
    tracked = docx.annotate(
        data, docx.read(data, "a.docx"), [at("1361-1365", "1361-5")], [(Span(0, 4), "x")]
    )
    assert W.encode() not in parts_of(tracked)["word/document.xml"]
    assert docx.read(tracked, "a.docx").source.text == TEXT.replace("1361-1365", "1361-5")


_BOX = "<w:txbxContent>" + p("June CH. 1361-1365.") + "</w:txbxContent>"


def test_both_forms_of_a_text_box_are_edited() -> None:
    body = p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{_BOX}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.read(make(body), "a.docx")
    assert document.save is not None
    start = document.source.text.index("1361-1365")
    saved = document.save([Edit(Span(start, start + 9), "1361-5")])
    texts = ["".join(box.itertext()) for box in root_of(saved).iter(f"{{{W}}}txbxContent")]
    assert texts == ["June CH. 1361-5."] * 2


def comments(data: bytes) -> dict[str, str]:
    """Return the comments of a file by id, lines joined by a slash."""
    root = root_of(data, "word/comments.xml")
    return {
        node.get(f"{{{W}}}id"): "/".join("".join(each.itertext()) for each in node) for node in root
    }


def commented(data: bytes) -> dict[str, str]:
    """Return the words that each comment of the body stands round."""
    found: dict[str, str] = {}
    now: set[str] = set()
    for node in root_of(data).iter():
        if node.tag == f"{{{W}}}commentRangeStart":
            now.add(node.get(f"{{{W}}}id"))
            found[node.get(f"{{{W}}}id")] = ""
        elif node.tag == f"{{{W}}}commentRangeEnd":
            now.discard(node.get(f"{{{W}}}id"))
        elif node.tag == f"{{{W}}}t":
            for each in now:
                found[each] += node.text
    assert not now
    references = [node.get(f"{{{W}}}id") for node in root_of(data).iter(f"{{{W}}}commentReference")]
    assert sorted(references) == sorted(found)
    return found


def span(words: str) -> Span:
    """Return where words stand in the text."""
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_comments_stand_round_their_words() -> None:
    notes = [
        (span("Engl"), "one\ntwo"),
        (span("J. Med. 2018"), "b"),
        (span("aar"), "c"),
        (span("Stroke"), "d"),
    ]
    data = docx.add_comments(DATA, DOCUMENT, notes, date=_DATE)
    assert comments(data) == {"0": "one/two", "1": "b", "2": "c", "3": "d"}
    assert commented(data) == {"0": "Engl", "1": "J. Med. 2018", "2": "aar", "3": "Stroke"}
    assert docx.read(data, "a.docx").source.text == TEXT
    parts = parts_of(data)
    assert b"/word/comments.xml" in parts["[Content_Types].xml"]
    assert b'Target="comments.xml"' in parts["word/_rels/document.xml.rels"]


def test_comments_that_are_there_are_kept() -> None:
    first = docx.add_comments(DATA, DOCUMENT, [(span("June"), "by Ann")], author="Ann", date=_DATE)
    again = docx.add_comments(first, DOCUMENT, [(span("CAR T"), "ours")], date=_DATE)
    assert comments(again) == {"0": "by Ann", "1": "ours"}
    assert commented(again) == {"0": "June", "1": "CAR T"}
    assert parts_of(again)["[Content_Types].xml"].count(b"comments.xml") == 1


def test_comments_at_a_place_without_words() -> None:
    empty, end = TEXT.index("\n\n") + 1, len(TEXT)
    data = docx.add_comments(
        DATA, DOCUMENT, [(Span(empty, empty), "a"), (Span(end, end), "b"), (Span(0, 0), "c")]
    )
    assert len(comments(data)) == len(commented(data)) == 3


def test_a_comment_on_a_note_stands_at_its_mark() -> None:
    notes = f'<w:footnote w:id="1">{p("June CH. A note.")}</w:footnote>'
    raw = make(p("Body", '<w:r><w:footnoteReference w:id="1"/></w:r>', "."), footnotes=notes)
    document = docx.read(raw, "a.docx")
    at_note = document.source.text.index("June")
    data = docx.annotate(
        raw,
        document,
        [Edit(Span(at_note, at_note + 4), "Juno")],
        [(Span(at_note, at_note + 4), "x")],
    )
    assert commented(data) == {"0": ""}
    assert b"comment" not in parts_of(data)["word/footnotes.xml"]
    assert docx.read(data, "a.docx").source.text == "Body.\nJuno CH. A note."
    whole = rejected(data, ("word/document.xml", "word/footnotes.xml"))
    assert docx.read(whole, "a.docx").source.text == "Body.\nJune CH. A note."


def test_revisions_and_comments_together() -> None:
    edits = EDITS["across runs"] + EDITS["new paragraph at a line's end"]
    notes = [(span("N. Engl. J. Med."), "name"), (span("June CH. CAR T cells. N. Engl"), "entry")]
    data = docx.annotate(DATA, DOCUMENT, edits, notes, date=_DATE)
    assert docx.read(data, "a.docx").source.text == apply_edits(TEXT, edits)
    assert commented(rejected(data)) == {
        "0": "N. Engl. J. Med.",
        "1": "June CH. CAR T cells. N. Engl",
    }


def test_a_file_without_relationships_takes_comments() -> None:
    data = with_part(DATA, "word/_rels/document.xml.rels", None)
    again = docx.add_comments(data, docx.read(data, "a.docx"), [(span("June"), "x")])
    assert comments(again) == {"0": "x"}


_PLACES = st.integers(0, len(TEXT))
_WORDS = st.text(st.sampled_from("ab .\n\t\u2028é"), max_size=6)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(_PLACES, st.integers(0, 40), _WORDS), max_size=6),
    st.lists(_PLACES, max_size=3),
)
def test_any_edits(wishes: list[tuple[int, int, str]], marks: list[int]) -> None:
    edits, done = [], -1
    for start, length, words in sorted(wishes):
        if start > done:
            done = min(start + length, len(TEXT))
            edits.append(Edit(Span(start, done), words))
    wanted = apply_edits(TEXT, edits)
    notes = [(Span(each, min(each + 5, len(TEXT))), "note") for each in marks]
    tracked = docx.annotate(DATA, DOCUMENT, edits, notes)
    assert docx.read(tracked, "a.docx").source.text == wanted
    assert docx.read(rejected(tracked), "a.docx").source.text == TEXT.replace("Qin C. Stroke.", "")
    assert DOCUMENT.save is not None
    try:
        saved = DOCUMENT.save(edits)
    except EditError:  # Words would change their looks, or a field be emptied.
        return
    assert docx.read(saved, "a.docx").source.text == wanted


_HARD = make(
    p("x", "<m:oMath><m:r><m:t>=2</m:t></m:r></m:oMath>")
    + f"<w:tbl><w:tr><w:tc>{p('1')}</w:tc><w:tc>{p('June')}{p()}</w:tc></w:tr></w:tbl>"
    + "<w:p><w:pPr><w:rPr><w:del w:id='3' w:author='A'/></w:rPr></w:pPr>" + r("one ") + "</w:p>"
    + p("line", _LINK)
    + p(f"<w:sdt><w:sdtPr/><w:sdtContent>{r('held')}</w:sdtContent></w:sdt>")
    + p(f'<w:r>{"<w:t>a</w:t><w:tab/>" * 2}<w:endnoteReference w:id="1"/><w:t>b</w:t></w:r>')
    + p("<w:r><w:rPr><w:b/></w:rPr></w:r>", "<w:ins w:id='8' w:author='A'>", r("x"), "</w:ins>"),
    endnotes="".join(f'<w:endnote w:id="{n}">{p(REFERENCES[n])}</w:endnote>' for n in range(4)),
)  # fmt: skip
_HARD_DOCUMENT = docx.read(_HARD, "a.docx")
_HARD_PLACES = st.integers(0, _HARD_DOCUMENT.source.text.index("June CH") + 30)


@settings(max_examples=200, deadline=None)
@given(_HARD_PLACES, st.integers(0, 12), _WORDS)
def test_an_edit_anywhere_is_made_or_refused(start: int, length: int, words: str) -> None:
    document, text = _HARD_DOCUMENT, _HARD_DOCUMENT.source.text
    edit = Edit(Span(start, min(start + length, len(text))), words)
    assert document.save is not None
    try:
        saved = document.save([edit])
        tracked = docx.annotate(_HARD, document, [edit], [(edit.span, "note")])
    except UsageError:
        return
    # A cell that no longer holds a number alone is a line of its own, and a blank alone is none.
    wanted = apply_edits(text, [edit]).split()
    assert docx.read(saved, "a.docx").source.text.split() == wanted
    assert docx.read(tracked, "a.docx").source.text.split() == wanted
    assert len(comments(tracked)) == len(commented(tracked)) == 1


def test_python_docx_opens_what_is_written() -> None:
    word = pytest.importorskip("docx", reason="needs python-docx")
    notes = [(span("Engl"), "one"), (span("Stroke"), "two")]
    data = docx.annotate(DATA, DOCUMENT, EDITS["across runs"], notes, author="Ann")
    opened = word.Document(io.BytesIO(data))
    assert [(each.author, each.text) for each in opened.comments] == [
        ("Ann", "one"),
        ("Ann", "two"),
    ]
    assert len(opened.paragraphs) == TEXT.count("\n") + 1


def test_a_fallback_that_differs_is_left_alone() -> None:
    other = _BOX.replace("June CH", "Other")
    body = p("words") + p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>'
        f"{_BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{other}"
        "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = docx.read(make(body), "a.docx")
    assert document.save is not None
    assert b"Other" in parts_of(document.save([Edit(Span(0, 1), "W")]))["word/document.xml"]
