"""Edits of a clean text in the raw file: what is widened, what is refused, and who is to blame."""

from __future__ import annotations

import pytest

from carcite.manuscripts import html
from carcite.manuscripts.clean import EditError
from carcite.model.document import Document
from carcite.text.edit import Edit
from carcite.text.span import Span


def page(text: str) -> Document:
    return html.read(text.encode(), "a.html")


def change(raw: str, old: str, new: str) -> str:
    document = page(raw)
    at = document.source.text.index(old)
    assert document.save
    return document.save([Edit(Span(at, at + len(old)), new)]).decode()


@pytest.mark.parametrize(
    ("raw", "old", "new", "expected"),
    [
        ("<p>a <i>b</i> c</p>", "a b c", "a b d", "<p>a <i>b</i> d</p>"),
        ("<p>a <i>b</i> c</p>", "b c", "b. c", "<p>a <i>b</i>. c</p>"),
        ("<p>a <i>bold</i> c</p>", "a bold c", "A Bold C", "<p>A <i>Bold</i> C</p>"),
        ("<p>a &amp; b</p>", "&", "and", "<p>a and b</p>"),
        ("<p>a and b</p>", "and", "&", "<p>a &amp; b</p>"),
        ("<p>x &lt; 5</p>", "x <", "y <", "<p>y &lt; 5</p>"),
        ("<p>a <b>22</b> (5) 2006</p>", "22 (5) 2006", "2006;22(5)", "<p>a 2006;<b>22</b>(5)</p>"),
        ("<p>a\n   b</p>", "a b", "a c", "<p>a\n   c</p>"),
    ],
)
def test_edits_leave_the_markup_alone(raw: str, old: str, new: str, expected: str) -> None:
    assert change(raw, old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("one\ntwo", "one two"), ("one", "one  more"), ("two", "\n")],
)
def test_what_has_no_place_is_refused_with_its_line(old: str, new: str) -> None:
    with pytest.raises(EditError, match=r"^a.html:\d: this change would damage") as caught:
        change("<p>one</p>\n<p>two</p>", old, new)
    assert [edit.replacement for edit in caught.value.edits] == [new]


@pytest.mark.parametrize(
    ("raw", "old", "new"),
    [
        ("<p>a <i>b</i></p>", "b", ""),
        ("<p><u>1934</u> in <b>4</b></p>", "1934 in 4", "4 in 1934"),
        ("<p><u>1934</u>, <b>45</b></p>", "1934, 45", "45"),
        ("<p>see [<a>Medline</a>]</p>", "[Medline]", "[]"),
        ("<p><u>x 19</u><b>34 y</b> in</p>", "1934", "2045"),
    ],
)
def test_no_word_changes_its_element_and_none_is_emptied(raw: str, old: str, new: str) -> None:
    with pytest.raises(EditError, match="would damage the markup"):
        change(raw, old, new)


def test_the_culprit_among_many_is_named() -> None:
    document = page("".join(f"<p>word{i}</p>" for i in range(40)))
    text = document.source.text
    good = [
        Edit(Span(at, at + 4), "wort") for at in range(len(text)) if text[at : at + 4] == "word"
    ]
    bad = Edit(Span(good[7].span.start, good[7].span.end), "  ")
    edits = [*good[:7], bad, *good[8:]]
    assert document.save
    with pytest.raises(EditError) as caught:
        document.save(edits)
    assert caught.value.edits == (bad,)
    left = [edit for edit in edits if edit not in caught.value.edits]
    assert document.save(left).decode().count("wort") == 39


def test_two_edits_of_one_command_cannot_both_be_made() -> None:
    from carcite.manuscripts.latex import document as latex

    document = latex.read(rb"one \TeX{} two", "a.tex")
    at = document.source.text.index("TeX")
    edits = [Edit(Span(at, at + 1), "t"), Edit(Span(at + 2, at + 3), "x")]
    assert document.save
    assert document.save(edits[:1]) == b"one teX{} two"
    with pytest.raises(EditError, match=r"^a.tex:1: ") as caught:
        document.save(edits)
    assert caught.value.edits == (edits[1],)
