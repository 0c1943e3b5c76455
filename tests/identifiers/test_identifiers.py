"""The identifiers with a table each in fixtures/parts: validate, find, url, and bad input."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.errors import IdentifierError
from carcite.identifiers import arxiv, isbn, issn, orcid, pmcid, pmid, trial

PARTS = Path(__file__).resolve().parents[2] / "fixtures" / "parts"
NAMES = ("pmid", "pmcid", "issn", "isbn", "orcid", "arxiv", "trial")
MODULES: dict[str, Any] = {
    name: importlib.import_module(f"carcite.identifiers.{name}") for name in (*NAMES, "doi")
}


def _rows() -> list[tuple[str, str, str]]:
    rows = []
    for name in NAMES:
        for line in (PARTS / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                text, value, *_ = (cell.strip() for cell in line.split("|"))
                rows.append((name, text, value))
    return rows


@pytest.mark.parametrize(("name", "text", "value"), _rows())
def test_tables(name: str, text: str, value: str) -> None:
    module = MODULES[name]
    assert module.is_valid(text) is bool(value)
    if value:
        assert module.validate(text) == value
        assert module.validate(value) == value
        assert module.url(value).startswith("https://")
        return
    with pytest.raises(IdentifierError) as error:
        module.validate(text)
    assert str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_label_before_a_value_makes_it_found(name: str) -> None:
    labels = {"arxiv": "arXiv:", "trial": "registered as ", "orcid": "ORCID "}
    label = labels.get(name, f"{name.upper()}: ")
    for row, _, value in _rows():
        if row != name or not value:
            continue
        text = f"Blood 2020;1:2-3. {label}{value}."
        ((start, end, found),) = MODULES[name].find(text)
        assert (text[start:end], found) == (value, value)


LIST = (
    "1. June CH. Science 2018;359(6382):1361-5. doi:10.1126/science.aar6711. PMID: 29567707; "
    "PMCID: PMC5882485. 2. Med Lett 1998-2003;2004-2009:12345678-12345679. Tel 0195176332."
)


def test_bare_figures_are_no_identifiers() -> None:
    assert [LIST[start:end] for start, end, _ in pmid.find(LIST)] == ["29567707"]
    assert [LIST[start:end] for start, end, _ in pmcid.find(LIST)] == ["PMC5882485"]
    assert issn.find(LIST) == isbn.find(LIST) == orcid.find(LIST) == ()
    assert arxiv.find(LIST) == trial.find(LIST) == ()


def test_pmid_and_pmcid_swapped() -> None:
    assert pmid.find("PMID: PMC5882485") == ()
    with pytest.raises(IdentifierError, match="is a PMCID"):
        pmid.validate("PMID: PMC5882485")
    assert pmcid.find("PMCID: 5882485.") == ((7, 14, "PMC5882485"),)


def test_reasons_name_the_check_digit() -> None:
    with pytest.raises(IdentifierError, match="ends in 4; its check digit is 3"):
        issn.validate("0028-4794")
    with pytest.raises(IdentifierError, match="ends in 8; its check digit is 9"):
        isbn.validate("978-0-19-517633-8")
    with pytest.raises(IdentifierError, match="ends in 8; its check digit is 7"):
        orcid.validate("0000-0002-1825-0098")


def test_a_wrong_check_digit_is_still_found() -> None:
    assert issn.find("ISSN 0028-4794") == ((5, 14, "0028-4794"),)
    assert isbn.find("ISBN 978-0-19-517633-8.") == ((5, 22, "9780195176338"),)


def test_isbn_of_thirteen() -> None:
    assert isbn.find("doi: 10.1007/978-0-387-87458-6") == ()
    assert isbn.find("Oxford; 2007. 978-0-19-517633-9") == ((14, 31, "9780195176339"),)


def test_registries() -> None:
    for line in (PARTS / "trial.txt").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        if not line.startswith("#") and line.strip() and cells[1]:
            assert trial.registry(cells[1]) == cells[2]


@given(st.text())
@pytest.mark.parametrize("name", MODULES)
def test_any_text(name: str, text: str) -> None:
    module: ModuleType = MODULES[name]
    for start, end, value in module.find(text):
        assert 0 <= start < end <= len(text)
        assert value
    assert module.is_valid(text) in (True, False)


HOSTILE = ("ISSN 0028-", "978-", "9 ", "NCT ", "2004-", "0000-", "PMID: ", "arXiv:", "a.", "ISBN (")


@pytest.mark.timed
@pytest.mark.parametrize("name", NAMES)
def test_time_grows_with_length_only(name: str) -> None:
    from time import process_time

    def seconds(length: int) -> float:
        start = process_time()
        for piece in HOSTILE:
            MODULES[name].find(piece * (length // len(piece)))
            MODULES[name].is_valid(piece * (length // len(piece)))
        return process_time() - start

    small = min(seconds(2_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(3)) < 100 * max(small, 1e-3)
