"""The table on disk: rows and index agree, every name finds its row, folding folds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.authorities import journal_table, journals
from carcite.authorities.journal_table import Journal, fold

DATA = Path(journals.__file__).parent / "data"


def test_the_packaged_index_belongs_to_the_packaged_rows() -> None:
    rows = (DATA / journal_table.ROWS).read_bytes()
    index = (DATA / journal_table.INDEX).read_bytes()
    table = journal_table.Table(rows, index)
    assert journal_table.write_table(table) == (rows, index)


def test_every_row_is_found_under_its_own_names() -> None:
    table = journal_table.read_table(DATA)
    for journal in table:
        for name in filter(fold, (journal.title, journal.abbreviation, *journal.issns)):
            assert journal in table.find(fold(name))
            assert fold(name) in table


def test_all_names_are_folded_as_one_name_is() -> None:
    table = journal_table.read_table(DATA)
    names = {fold(name) for row in table for name in (row.title, row.abbreviation)}
    assert table.folded_names() == names - {""}


def test_every_row_names_its_origin_and_has_a_name() -> None:
    for journal in journal_table.read_table(DATA):
        assert set(journal.origin.split("+")) <= {
            "pubmed",
            "impact-factor",
            "cited",
            "references",
            "eras",
            "names",
        }
        assert journal.origin
        assert journal.title or journal.abbreviation
        assert "." not in journal.abbreviation or "(" in journal.abbreviation
        if journal.start_year and journal.end_year:
            assert journal.start_year <= journal.end_year


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Lancet", "LANCET"),
        ("Ear, Nose & Throat", "Ear nose and throat"),
        ("Zeitschrift für Rheumatologie", "zeitschrift fur rheumatologie"),
        ("N.Engl.J.Med.", "N Engl J Med"),
        ("Alzheimer’s & Dementia", "Alzheimer's and dementia"),
        ("Obstetrics–Gynecology", "obstetrics-gynecology"),
        ("Acta Ödol\u00a0Scand", "acta odol scand"),
        ("Łódź Øre Straße", "lodz ore strasse"),
    ],
)
def test_folding_makes_one_of(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(text.upper()) is not None
    assert "  " not in fold(text)
    journals.find(text)
    assert journals.known(text) in (True, False)


CELLS = st.text(alphabet="abcÄß. ()1", max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=20))
def test_what_is_written_is_read(cells: list[tuple[str, str]]) -> None:
    rows = [
        Journal(" ".join(title.split()), " ".join(short.split()), ("0028-4793",), origin="x")
        for title, short in cells
    ]
    table = journal_table.Table(*journal_table.write_table(rows))
    assert list(table) == rows
    for row in rows:
        if fold(row.title):
            assert row in table.find(fold(row.title))
