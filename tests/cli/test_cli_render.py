"""`carcite render`: a list in any style, by any engine, in any form of output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import CLEAN, SEED, carcite

ENTRY = "1. June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-5."
PRINTED = {
    "nlm": "1. June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-5.",
    "ama": "1. June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-1365.",
    "thieme": "1 June CH, O'Connor RS. CAR T cells. Science 2018; 359: 1361-1365",
    "apa": "June, C. H., & O’Connor, R. S. (2018). CAR T cells. Science, 359(6382), 1361–1365.",
    "vancouver": "1. June CH, O’Connor RS. CAR T cells. Science. 2018;359(6382):1361–5.",
}


@pytest.mark.parametrize("style", PRINTED)
def test_a_reference_in_a_style(style: str) -> None:
    done = carcite("render", "-", "--style", style, given=ENTRY)
    assert (done.code, done.err) == (0, "")
    assert done.out.strip().replace("'", "’") == PRINTED[style].replace("'", "’")


def test_bmj_prints_all_that_the_house_asks() -> None:
    out = carcite("render", "-", "--style", "bmj", given=ENTRY).out
    assert "June CH, O'Connor RS. CAR T cells. Science" in out
    assert "2018;359:1361-5." in out


@pytest.mark.parametrize("style", ["apa", "vancouver", "nlm", "ama", "thieme", "bmj"])
def test_the_seed_in_a_style_keeps_its_references(style: str) -> None:
    lines = carcite("render", SEED, "--style", style).out.splitlines()
    assert len(lines) == 16
    assert sum("Mougiakakos" in line for line in lines) >= 3
    assert not any("?." in line for line in lines)


def test_a_csl_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "mine.csl"
    path.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
        "<info><title>Mine</title><id>mine</id><updated>2026-01-01T00:00:00+00:00</updated></info>"
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><layout suffix="!"><text variable="title" font-style="italic"/>'
        '<text variable="volume" prefix=" | "/></layout></bibliography></style>',
        encoding="utf-8",
    )
    assert carcite("render", "-", "--style", path, given=ENTRY).out == "CAR T cells | 359!\n"
    html = carcite("render", "-", "--style", path, "--to", "html", given=ENTRY).out
    assert "<i>CAR T cells</i> | 359!" in html
    markdown = carcite("render", "-", "--style", path, "--to", "markdown", given=ENTRY).out
    assert markdown == "*CAR T cells* | 359!\n"


def test_the_other_engine() -> None:
    arguments = ("render", "-", "--style", "apa", "--engine", "citeproc-py")
    done = carcite(*arguments, given=ENTRY)
    assert (done.code, done.err) == (0, "")
    assert "June" in done.out
    assert "(2018)" in done.out
    house = carcite("render", "-", "--style", "thieme", "--engine", "citeproc-py", given=ENTRY)
    assert house.code == 2


def test_a_locale_changes_the_words() -> None:
    entry = "June CH, Levine BL. A book. 2nd ed. Berlin: Springer; 2018."
    english = carcite("render", "-", "--style", "apa", given=entry).out
    german = carcite("render", "-", "--style", "apa", "--locale", "de-DE", given=entry).out
    assert "2nd ed." in english
    assert "2. Aufl." in german


@pytest.mark.parametrize("style", ["nlm", "apa"])
@pytest.mark.parametrize("engine", ["carcite", "citeproc-py"])
def test_item_data_cannot_become_markup(style: str, engine: str) -> None:
    if (style, engine) == ("nlm", "citeproc-py"):
        style = "vancouver"
    text = CLEAN.replace("A second title", "A <script>alert(1)</script> & title")
    arguments = ("render", "-", "--style", style, "--to", "html", "--engine", engine)
    out = carcite(*arguments, given=text).out
    assert "<script>" not in out
    assert "&#60;script" in out or "&lt;script" in out


def test_json_holds_id_text_and_html() -> None:
    rows = json.loads(carcite("render", "-", "--style", "nlm", "--to", "json", given=CLEAN).out)
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert all(set(row) == {"id", "text", "html"} for row in rows)


def test_csl_json_goes_to_the_processor_as_it_is(tmp_path: Path) -> None:
    item = {
        "id": "x",
        "type": "motion_picture",
        "title": "A film",
        "director": [{"family": "Ng", "given": "Ann"}],
        "issued": {"date-parts": [[1999]]},
    }
    path = tmp_path / "items.json"
    path.write_text(json.dumps([item]), encoding="utf-8")
    out = carcite("render", path, "--style", "apa").out
    assert "Ng, A. (Director). (1999). A film" in out


def test_records_are_rendered(tmp_path: Path) -> None:
    out = carcite("render", "fixtures/formats/refs.bib", "--style", "nlm").out
    assert len(out.splitlines()) >= 3
