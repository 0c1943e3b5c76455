"""Given names, names in capitals, and bodies told from people."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.reading.parts import given as names

PARTS = Path(__file__).resolve().parents[3] / "fixtures" / "parts"


def _rows(name: str) -> list[tuple[str, ...]]:
    lines = (PARTS / name).read_text(encoding="utf-8").splitlines()
    kept = (line for line in lines if line.strip() and not line.startswith("#"))
    return [tuple(cell.strip() for cell in line.split("|")) for line in kept]


@pytest.mark.parametrize(("text", "compact", "hyphened"), _rows("given.txt"))
def test_initials(text: str, compact: str, hyphened: str) -> None:
    assert names.initials_of(text) == compact
    assert names.initials_of(text, hyphens=True) == hyphened
    assert names.initials_of(compact) == compact
    assert names.initials_of(hyphened, hyphens=True) == hyphened


@pytest.mark.parametrize(("family", "proper"), _rows("proper_case.txt"))
def test_proper_case(family: str, proper: str) -> None:
    assert names.proper_case(family) == proper
    assert names.proper_case(proper) == proper


BODIES = (
    "LIFE Study Group",
    "Diabetes Prevention Program Research Group",
    "World Health Organization",
    "World Health Organization (WHO)",
    "WHO",
    "Brasil",
    "Consortium",
    "IPCC",
    "StataCorp LP",
    "Ministério da Saúde (BR)",
    "Ministerio de Salud Pública",
    "Gemeinsamer Bundesausschuss",
    "Arbeitsgemeinschaft der Wissenschaftlichen Medizinischen Fachgesellschaften",
    "Haute Autorité de Santé",
    "Società Italiana di Reumatologia",
    "Centers for Disease Control and Prevention",
    "ADVANCE Collaborative Group",
    "SPRINT Research Group",
    "National Academy of Sciences",
    "International PHVD Drug Trial Group",
    "European Bioinformatics Institute",
    "UK Prospective Diabetes Study (UKPDS) Group",
)
PEOPLE = (
    "Church GM",
    "Smith J",
    "van der Berg A",
    "de la Peña-Lefebvre FG",
    "Cordas Dos Santos DM",
    "O'Connor RS",
    "Ver Loren van Themaat E",
    "Garcia y Gasset",
    "Board A",
    "Huis in 't Veld LG",
    "Jones for",
    "June Carl H",
    "Hu",
    "",
    "...",
)


@pytest.mark.parametrize("text", BODIES)
def test_bodies(text: str) -> None:
    assert names.looks_like_organization(text)


@pytest.mark.parametrize("text", PEOPLE)
def test_people(text: str) -> None:
    assert not names.looks_like_organization(text)


@given(st.text(max_size=40))
def test_any_text(text: str) -> None:
    names.initials_of(text)
    names.initials_of(text, hyphens=True)
    names.looks_like_organization(text)
    assert names.proper_case(text) == text or text.isupper()


@pytest.mark.timed
@pytest.mark.parametrize("piece", ["a ", "( ", '" ', "-  ", "A.", "A-", "of ", " 1"])
def test_time_grows_with_length_only(piece: str) -> None:
    from time import process_time

    def seconds(count: int) -> float:
        text = f"a{piece * count}1"
        start = process_time()
        names.initials_of(text)
        names.looks_like_organization(text)
        names.proper_case(text.upper())
        return process_time() - start

    small = min(seconds(2_000) for _ in range(3))
    assert min(seconds(40_000) for _ in range(3)) < 100 * max(small, 1e-3)


@given(st.lists(st.sampled_from(["C", "H", "Yu", "J", "-P", "É"]), min_size=1, max_size=4))
def test_initials_split_and_join(parts: list[str]) -> None:
    parts[0] = parts[0].lstrip("-")
    assert names.split_initials("".join(parts)) == tuple(parts)
    assert names.write_dotted("".join(parts)).replace(".", "") == "".join(parts)
