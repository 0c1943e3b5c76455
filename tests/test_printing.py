"""A rendered list as text, HTML, Markdown and JSON."""

from __future__ import annotations

import json

import pytest

from carcite.api import parse
from carcite.errors import UsageError
from carcite.printing import as_text, print_items, print_references
from carcite.styles.catalogue import find_style

REFERENCES = [
    (str(n), each)
    for n, each in enumerate(
        parse(
            "1. Ng A. On <b>, & *stars*. Gut. 2018;67(2):11-9.\n2. Li B. Two. BMJ. 2019;1(1):2-3."
        ),
        1,
    )
]


@pytest.mark.parametrize("style", ["nlm", "apa"])
def test_html_escapes_what_the_items_hold(style: str) -> None:
    html = as_text(print_references(REFERENCES, style), "html")
    assert html.startswith('<div class="csl-bib-body">')
    assert "<b>," not in html
    assert html.count("csl-entry") == 2


def test_markdown_escapes_what_would_be_markup() -> None:
    markdown = as_text(print_references(REFERENCES, "nlm"), "markdown")
    assert "\\*stars\\*" in markdown
    assert "\n\n" in markdown


def test_json_keeps_the_ids() -> None:
    rows = json.loads(as_text(print_references(REFERENCES, "nlm"), "json"))
    assert [row["id"] for row in rows] == ["1", "2"]


def test_a_style_object_prints_as_its_name() -> None:
    wanted = print_references(REFERENCES, "nlm")
    assert print_references(REFERENCES, find_style("nlm")) == wanted
    apa = print_references(REFERENCES, "apa")
    assert print_references(REFERENCES, find_style("apa")) == apa


def test_the_order_is_the_styles() -> None:
    assert [each.id for each in print_references(REFERENCES, "apa")] == ["2", "1"]
    assert [each.id for each in print_references(REFERENCES, "nlm")] == ["1", "2"]


def test_unknown_engines_and_outputs_are_said() -> None:
    with pytest.raises(UsageError, match='unknown engine "pandoc"'):
        print_items([], "apa", engine="pandoc")
    with pytest.raises(UsageError, match='unknown output "rtf"'):
        as_text([], "rtf")
