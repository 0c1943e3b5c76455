"""What the tags of a file say of an entry, beside what was read from its words."""

from __future__ import annotations

import pytest

from carcite.model.parse import Entry
from carcite.reading.document import read_one
from carcite.text.source import Source
from carcite.text.span import Span

TEXT = "June CH. CAR T cells: a review of children. Science. 2018;359(6382):1361-5."


def doubts(*tagged: tuple[str, str], text: str = TEXT) -> list[str]:
    body = Span(0, len(text))
    parse = read_one(Source("a.xml", text), Entry(body, body, tagged=tagged))
    return [each.message for each in parse.doubts]


@pytest.mark.parametrize(
    ("name", "told", "read"),
    [
        ("year", "2016", "2018"),
        ("volume", "395", "359"),
        ("first page", "1316", "1361"),
        ("title", "Antibodies in the old", "CAR T cells: a review of children"),
    ],
)
def test_what_tags_give_otherwise_is_a_doubt(name: str, told: str, read: str) -> None:
    assert doubts((name, told)) == [
        f'the {name} is "{read}" in the text and "{told}" in the tags of the file'
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("year", "2018"),
        ("year", "2018a"),
        ("year", "in press"),
        ("volume", "359 Suppl 1"),
        ("first page", "01361"),
        ("first page", "e1361"),
        ("title", "CAR T cells"),
        ("title", "CAR-T cells – a review of children"),
        ("issue", "7"),
    ],
)
def test_another_way_to_write_the_same_is_none(name: str, told: str) -> None:
    assert doubts((name, told)) == []


def test_a_field_that_the_text_lacks_is_none() -> None:
    assert doubts(("volume", "359"), text="June CH. CAR T cells. London: Springer; 2018.") == []


def test_the_doubt_stands_at_the_words_that_were_read() -> None:
    body = Span(0, len(TEXT))
    parse = read_one(Source("a.xml", TEXT), Entry(body, body, tagged=(("year", "2016"),)))
    assert [each.span.of(TEXT) for each in parse.doubts] == ["2018"]
    assert not parse.is_read
