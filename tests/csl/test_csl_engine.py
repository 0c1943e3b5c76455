"""The public functions: styles by name, alias and parent, runs with their source, the index."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from carcite.csl import load_style, render_bibliography, render_citations
from carcite.csl.citeproc_py import render_bibliography as other_engine
from carcite.csl.style import styles_index

ITEM = {
    "id": "june2018",
    "type": "article-journal",
    "title": "CAR T cell immunotherapy for <i>human</i> cancer",
    "container-title": "Science",
    "author": [{"family": "June", "given": "Carl H."}, {"family": "O'Connor", "given": "Roddy"}],
    "issued": {"date-parts": [[2018, 3, 23]]},
    "volume": "359",
    "issue": "6382",
    "page": "1361-1365",
}


def test_every_run_knows_its_variable_and_role() -> None:
    entry = render_bibliography([ITEM], "vancouver")[0]
    assert "".join(run[0] for run in entry.runs) == entry.text
    assert ("June", (), "author", "family") in entry.runs
    assert ("CH", (), "author", "initials") in entry.runs
    assert ("human", ("italic",), "title", "text") in entry.runs
    assert ("2018", (), "issued", "year") in entry.runs
    assert ("1361–5", (), "page", "text") in entry.runs


def test_formats() -> None:
    entry = render_bibliography([ITEM], "apa", format="markdown")[0]
    assert str(entry) == entry.markdown
    assert "*Science*, *359*(6382)" in entry.markdown
    assert entry.html.startswith('<div class="csl-entry">June, C. H., &#38; O’Connor, R. (2018).')


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("vancouver", "nlm-citation-sequence"),
        ("national-library-of-medicine", "nlm-citation-sequence"),
        ("ama", "american-medical-association"),
        ("jama", "jama"),
    ],
)
def test_aliases_and_dependent_styles(name: str, stem: str) -> None:
    assert load_style(name).name == stem


def test_a_dependent_style_keeps_its_own_locale() -> None:
    style = load_style("zeitschrift-fur-fantastikforschung")
    assert style.default_locale.startswith("de")


def test_a_style_from_a_path_and_from_text(tmp_path: Path) -> None:
    from carcite.csl.style.stylefiles import find_style

    found = find_style("apa")
    assert found is not None
    copy = tmp_path / "mine.csl"
    copy.write_bytes(found.read_bytes())
    wanted = render_bibliography([ITEM], "apa")[0].text
    assert render_bibliography([ITEM], copy)[0].text == wanted
    assert render_bibliography([ITEM], str(copy))[0].text == wanted
    assert render_bibliography([ITEM], copy.read_text("utf-8"))[0].text == wanted


def test_a_locale_of_the_caller() -> None:
    text = render_bibliography([ITEM], "vancouver", locale="de-DE")[0].text
    assert "23. März 2018" in text


def test_citations_in_notes() -> None:
    other = {**ITEM, "id": "b", "title": "Other"}
    clusters = [
        {"citationItems": [{"id": "june2018"}], "properties": {"noteIndex": 1}},
        {"citationItems": [{"id": "june2018", "locator": "4"}], "properties": {"noteIndex": 2}},
        {"citationItems": [{"id": "b"}, {"id": "june2018"}], "properties": {"noteIndex": 3}},
    ]
    texts = [entry.text for entry in render_citations([ITEM, other], clusters, "oscola")]
    assert texts[0].startswith("Carl H June and Roddy O’Connor")
    assert texts[1].startswith("ibid")
    assert "(n 1)" in texts[2]


@pytest.mark.timed
def test_the_index_answers_and_suggests(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    styles_index._rows.cache_clear()
    first = styles_index.search("vancouver")
    assert first[0].name == "nlm-citation-sequence"
    assert list((tmp_path / "carcite").glob("styles-*.json"))
    styles_index._rows.cache_clear()
    start = time.process_time()
    assert styles_index.search("vancouver") == first
    assert time.process_time() - start < 2
    assert styles_index.suggest("vancover") == "vancouver"
    assert "medicine" in styles_index.search("the lancet")[0].fields
    assert styles_index.search("") == []


def test_the_index_does_without_a_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    styles_index._rows.cache_clear()
    assert styles_index.search("apa")[0].name == "apa"
    styles_index._rows.cache_clear()


def test_the_other_engine_keeps_the_contract() -> None:
    item = {**ITEM, "title": "A <script>x</script>"}
    entry = other_engine([item], "vancouver")[0]
    assert entry.id == "june2018"
    assert "June CH" in entry.text
    assert "<script>" not in entry.html
