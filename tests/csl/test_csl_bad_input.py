"""Styles and items that are wrong: a clear error with the line or the item, in bounded time."""

from __future__ import annotations

import time
from typing import Any

import pytest

from carcite.csl import load_style, render_bibliography, render_citations
from carcite.errors import UnreadableError, UsageError

ITEM = {
    "id": "x",
    "type": "article-journal",
    "title": "T",
    "author": [{"family": "A", "given": "B"}],
    "issued": {"date-parts": [[2000]]},
}
HEAD = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
    "<info><title>x</title></info>{}</style>"
)
LAYOUT = (
    "<citation><layout>{0}</layout></citation><bibliography><layout>{0}</layout></bibliography>"
)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", ["a"], '"title" is not text'),
        ("title", True, '"title" is not text'),
        ("volume", float("nan"), '"volume" is not a number'),
        ("volume", 10**50, '"volume" is not a number'),
        ("author", "Smith", '"author" is not a list of names'),
        ("author", ["Smith"], '"author" is not a list of names'),
        ("author", {"family": "x"}, '"author" is not a list of names'),
        ("author", [{"family": ["a"]}], '"author" is not a list of names'),
        ("author", [{"family": "a"}] * 20_001, '"author" is not a list of at most'),
        ("issued", 2000, '"issued" is not a date'),
        ("issued", [2000], '"issued" is not a date'),
        ("issued", {"date-parts": "2000"}, '"issued" is not a date'),
        ("issued", {"date-parts": [["abc"]]}, "which is no number"),
    ],
)
def test_a_wrong_field_is_named_with_its_item(field: str, value: Any, message: str) -> None:
    with pytest.raises(UnreadableError, match='item "x": ') as caught:
        render_bibliography([{**ITEM, field: value}], "vancouver")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            '<macro name="a"><text macro="b"/></macro>\n<macro name="b"><text macro="a"/></macro>'
            + LAYOUT.format('<text macro="a"/>'),
            'line 2: macro "a" calls itself',
        ),
        (LAYOUT.format('<text macro="z"/>'), 'line 1: no macro "z"'),
        (LAYOUT.format('\n<text term="zzz"/>'), 'line 2: no term "zzz"'),
        (LAYOUT.format("\n\n<foo/>"), "line 3: no element <foo>"),
        (
            LAYOUT.format('\n<choose><if foo="x"><text value="s"/></if></choose>'),
            'line 2: no condition "foo"',
        ),
        ("<citation/>", "line 1: <citation> has no <layout>"),
        ("\n<foo/>" + LAYOUT.format("<text value='a'/>"), "line 2: no element <foo>"),
        ("<info/>", "needs <citation> or a parent"),
        (
            "".join(
                f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
                for n in range(30)
            )
            + '<macro name="m30"><text value="x"/></macro>'
            + LAYOUT.format('<text macro="m0"/>'),
            "expand to more than",
        ),
        (LAYOUT.format('<text value="x"/>' * 300_000), "more than a style"),
        (LAYOUT.format("<group>" * 200 + "</group>" * 200), "too deeply nested"),
    ],
)
def test_a_bad_style_is_refused_with_its_line(body: str, message: str) -> None:
    start = time.process_time()
    with pytest.raises(UnreadableError) as caught:
        render_bibliography([ITEM], HEAD.format(body))
    assert message in str(caught.value)
    assert time.process_time() - start < 5


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE s [<!ENTITY a "aaaa">]>' + HEAD.format(LAYOUT.format('<text value="&a;"/>'))
    with pytest.raises(UnreadableError, match="no document type or entities"):
        load_style(bomb)


def test_a_misspelt_name_brings_the_right_one() -> None:
    with pytest.raises(UsageError, match='unknown style "vancover"; did you mean "vancouver"'):
        load_style("vancover")


def test_a_script_is_escaped() -> None:
    title = '<script>alert("x")</script> & <i>b'
    entry = render_bibliography([{**ITEM, "title": title}], "vancouver")[0]
    assert "<script>" not in entry.html
    assert "&#60;i&#62;b" in entry.html
    assert "<script>" in entry.text


@pytest.mark.timed
def test_ten_thousand_names_are_printed_in_time() -> None:
    many = [{"family": f"A{n}", "given": "Bo C."} for n in range(10_000)]
    start = time.process_time()
    entry = render_bibliography([{**ITEM, "author": many}], "thieme-german")[0]
    assert entry.text
    assert time.process_time() - start < 3


@pytest.mark.timed
@pytest.mark.parametrize(
    "text", ['"' * 200_000, "a' " * 60_000, "<i>" * 60_000, "1-" * 60_000, "de " * 60_000]
)
def test_hostile_text_takes_bounded_time(text: str) -> None:
    item = {**ITEM, "title": text, "page": text, "author": [{"family": text, "given": text}]}
    start = time.process_time()
    assert render_bibliography([item], "apa")[0].html
    assert time.process_time() - start < 8


def test_citing_what_is_not_there_is_an_error() -> None:
    with pytest.raises(UsageError, match='cited item "zz"'):
        render_citations([ITEM], [["zz"]], "vancouver")
    cluster = {"citationItems": [{"id": "x"}], "properties": {"noteIndex": "x"}}
    with pytest.raises(UsageError, match="noteIndex"):
        render_citations([ITEM], [cluster], "vancouver")


def test_a_style_without_bibliography_says_so() -> None:
    style = HEAD.format("<citation><layout><text value='x'/></layout></citation>")
    with pytest.raises(UsageError, match="prints no bibliography"):
        render_bibliography([ITEM], style)


@pytest.mark.parametrize("locale", ["xx-YY", "../../etc", "german"])
def test_an_unknown_locale_is_refused(locale: str) -> None:
    with pytest.raises(UsageError, match="unknown locale"):
        render_bibliography([ITEM], "vancouver", locale=locale)
