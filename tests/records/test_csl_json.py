"""CSL-JSON and CSL-YAML files: their shapes, the places of items and values, faults by line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carcite.errors import UnreadableError
from carcite.model.layout import Role
from carcite.model.reference import Reference
from carcite.records import csl_json

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
ITEM = '{"id": "a", "title": "T", "DOI": "10.1/x", "issued": {"date-parts": [[2018]]}}'


@pytest.mark.parametrize(
    "text",
    [f"[{ITEM}]", f'{{"items": [{ITEM}]}}', f'{{"references": [{ITEM}], "x": 1}}', ITEM,
     f'\n {{"a": ["]"], "items": [{ITEM}]}}'],
)  # fmt: skip
def test_shapes(text: str) -> None:
    [(item, span)] = csl_json.read_items(text.encode(), "a.json")
    assert item["id"] == "a"
    assert span.of(text) == ITEM


def title_of(item: dict[str, Any]) -> Reference:
    return Reference(title=item.get("title", ""))


def test_marks_point_at_the_values() -> None:
    text = f"[{ITEM},\n {ITEM}]"
    parse = csl_json.read(text.encode(), "a.json", None, title_of).records[1]
    assert parse.entry
    assert parse.reference.title == "T"
    for role, words in ((Role.DOI, "10.1/x"), (Role.YEAR, "2018"), (Role.TITLE, "T")):
        piece = parse.layout.find(role)[0]
        assert piece.text == words
        assert piece.span.shift(parse.entry.span.start).of(text) == words


def test_yaml() -> None:
    data = (FORMATS / "refs.yaml").read_bytes()
    document = csl_json.read(data, "refs.yaml", None, title_of)
    assert document.format == "csl-yaml"
    assert [parse.reference.title for parse in document.records] == [
        "CAR T cell immunotherapy for human cancer", "Tuberculosis: key facts",
    ]  # fmt: skip
    piece = document.records[0].layout.find(Role.DOI)[0]
    assert piece.text == "10.1126/science.aar6711"
    items = csl_json.read_items(data, "refs.yaml")
    assert items[1][0]["accessed"] == "2024-02-15"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", '[{"id": 1},\n {"id" 2}]', r"^a.json:2: not JSON"),
        ("a.json", "[1]", r"^a.json:1: an item is an object"),
        ("a.json", '"text"', r"^a.json:1: neither a list"),
        ("a.json", "[" * 100_000, r"^a.json: JSON nested too deeply"),
        ("a.yaml", "- id: a\n- id: [\n", r"^a.yaml:\d: not YAML"),
        ("a.yaml", "a: &x [1]\nb: *x\n", r"^a.yaml:2: aliases"),
        ("a.yaml", "!!python/object/apply:os.system [ls]", r"^a.yaml"),
        ("a.yaml", "- [", r"^a.yaml"),
        ("a.yaml", "[" * 20_000, r"^a.yaml: YAML nested too deeply"),
        ("a.json", f'[{{"id": {"9" * 5000}}}]', r"^a.json: a number in it has thousands"),
    ],
)
def test_faults_name_the_line(name: str, text: str, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        csl_json.read_items(text.encode(), name)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", '{"name": "x", "version": "1.0", "author": "A", "type": "module"}'),
        ("data.json", '[{"a": 1}, {"b": 2}]'),
        ("ci.yml", "on: push\njobs:\n  check:\n    runs-on: linux\n"),
        ("schema.json", '{"id": "s", "title": "A schema", "type": "object"}'),
    ],
)
def test_other_data_holds_no_items(name: str, text: str) -> None:
    assert csl_json.read_items(text.encode(), name) == []


def test_an_item_from_a_registry_of_dois_is_one() -> None:
    text = '{"type": "journal-article", "title": ["T"], "DOI": "10.1/x"}'
    assert len(csl_json.read_items(text.encode(), "a.json")) == 1


WORK = (
    '{"DOI": "10.1000/x1", "type": "book-chapter", "title": ["Gowns &amp; caps"], '
    '"container-title": ["Ward care"], "author": [{"name": "ABC Group"}, {"family": "Rao", '
    '"given": "K", "sequence": "additional"}], "issued": {"date-parts": [[null]]}, '
    '"published-online": {"date-parts": [[2021, 3]]}, "article-number": "e12"}'
)


@pytest.mark.parametrize(
    "text",
    [WORK, f'{{"message": {WORK}}}', f'{{"a": [], "message": {{"items": [{WORK}]}}}}', f"[{WORK}]"],
)
def test_works_of_crossref(text: str) -> None:
    [(item, span)] = csl_json.read_items(text.encode(), "a.json")
    assert span.of(text) == WORK
    assert item["type"] == "chapter"
    assert item["title"] == "Gowns & caps"
    assert item["container-title"] == "Ward care"
    assert item["author"] == [{"literal": "ABC Group"}, {"family": "Rao", "given": "K"}]
    assert item["issued"] == {"date-parts": [[2021, 3]]}
    assert item["page"] == "e12"


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_are_none_are_values_that_lack(word: str) -> None:
    text = f'[{{"id": "a", "type": "book", "title": {word}, "volume": "3"}}]'
    [(item, _)] = csl_json.read_items(text.encode(), "a.json")
    assert (item.get("title"), item["volume"]) == (None, "3")


def test_values_that_are_not_read_are_told_with_their_line() -> None:
    odd = '{"id": "b", "title": {"en": "T"}, "author": "Ju H", "editor": null, "issued": [2018]}'
    document = csl_json.read(f"[{ITEM},\n {odd}]".encode(), "a.json", None, lambda _: Reference())
    assert document.notes == (
        'line 2: "title" is no text; left out',
        'line 2: "author" is no list of names; left out',
        'line 2: "issued" is no date; left out',
    )
