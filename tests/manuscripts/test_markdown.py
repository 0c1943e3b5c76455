"""Markdown: CommonMark's text with its places, pandoc's notes and raised marks, safe ways back."""

from __future__ import annotations

import pytest

from carcite.manuscripts.markdown import document as markdown
from carcite.text.edit import Edit
from carcite.text.span import Span


def clean(raw: str) -> str:
    return markdown.reread(raw).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("*a* __b__ ***c*** `d` ~~e~~", "a b c d e"),
        ('[text](http://x.y/z_(1) "t") <https://a.b/c_d>', "text https://a.b/c_d"),
        ("[x][y] [y]\n\n[y]: /u", "x y"),
        (r"\*a\* &amp; &lt;5 &ndash; \[x\]", "*a* & <5 – [x]"),
        ("a  \nb\\\nc\nd", "a\nb\nc\nd"),
        ("> quoted\n> *text*", "quoted\ntext"),
        ("---\ntitle: x\n---\n\nbody", "body"),
        ("```{r}\nx\n```\n\n    code\n\ntext", "text"),
        ("<!-- no -->\n\n<div>\nno\n</div>\n\nyes <b>x</b>", "yes x"),
        ("::: {#refs}\ntext\n:::", "text"),
        ("![alt *x*](a.png) b", " b"),
        ("| a | b |\n|---|---|\n| *c* | d |", "a b\nc d"),
        ("# Head #\n\nSetext\n======", "Head\nSetext"),
        ("CO~2~ and 10^5^ and 5 ~ 6 ~ 7", "CO2 and 105 and 5 ~ 6 ~ 7"),
        ("a\r\n\r\nb", "a\nb"),
    ],
)  # fmt: skip
def test_text_is_what_a_reader_sees(raw: str, text: str) -> None:
    assert clean(raw) == text


ITEM = "June CH. Title. *Science* 2018;359:1361-5."
BARE = ITEM.replace("*", "")


@pytest.mark.parametrize(
    ("raw", "labels"),
    [
        (f"# References\n\n1. {ITEM}\n2. {ITEM}\n", [("", 1), ("", 2)]),
        (f"# References\n\n5) {ITEM}\n6) {ITEM}\n", [("", 5), ("", 6)]),
        (f"# References\n\n- {ITEM}\n- {ITEM}\n", [("", None), ("", None)]),
        (f"# References\n\n\\[1\\] {ITEM}\n\n\\[2\\] {ITEM}\n", [("[1]", 1), ("[2]", 2)]),
        (f"# References\n\n{ITEM}\n\n{ITEM}\n", [("", None), ("", None)]),
        (f"Text[^1].\n\n[^1]: {ITEM}\n[^2]: {ITEM}\n", [("[^1]:", 1), ("[^2]:", 2)]),
        (f"Text[^a].\n\n[^a]: {ITEM}\n\n[^b]: {ITEM}\n", [("[^a]:", None), ("[^b]:", None)]),
        (f"1. Wash.\n2. Dry.\n\n## Literatur\n\n1. {ITEM}\n", [("", 1)]),
    ],
)
def test_lists(raw: str, labels: list[tuple[str, int | None]]) -> None:
    document = markdown.read(raw.encode(), "a.md")
    found = [entry for each in document.lists for entry in each.entries]
    assert [(entry.label, entry.number) for entry in found] == labels
    assert {entry.body.of(document.source.text) for entry in found} == {BARE}


@pytest.mark.parametrize(
    ("raw", "old", "new", "expected"),
    [
        ("*Science* 2018", "Science", "Science.", "*Science*. 2018"),
        ("a &lt; b", "a <", "b <", "b &lt; b"),
        ("a b", "b", "[x]", "a [x]"),
        ("a b", "b", "*x*", r"a \*x\*"),
        ("[June](http://x) 2018", "June", "Juni", "[Juni](http://x) 2018"),
        ("im*muno*therapy", "immunotherapy", "Immunotherapies", "Im*muno*therapies"),
        ("a\\\nb", "b", "c", "a\\\nc"),
    ],
)
def test_edits_are_written_as_markdown(raw: str, old: str, new: str, expected: str) -> None:
    document = markdown.read(raw.encode(), "a.md")
    at = document.source.text.index(old)
    assert document.save
    assert document.save([Edit(Span(at, at + len(old)), new)]).decode() == expected


def test_raised_marks() -> None:
    raw = "Seen^1,2^ and <sup>3</sup> and note[^n].\n\n[^n]: June CH. Title. Blood 2018;1:2-3.\n"
    document = markdown.read(raw.encode(), "a.qmd")
    raised = [span.of(document.source.text) for span in document.superscripts]
    assert raised == ["1,2", "3", "n"]
