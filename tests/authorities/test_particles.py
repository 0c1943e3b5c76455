"""Particles and suffixes, by the table in fixtures/parts/particles.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from carcite.authorities import particles

TABLE = Path(__file__).resolve().parents[2] / "fixtures" / "parts" / "particles.txt"
ROWS = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize(("family", "particle", "rest"), ROWS)
def test_split_particle(family: str, particle: str, rest: str) -> None:
    assert particles.split_particle(family) == (particle, rest)


def test_suffixes_are_told_from_names() -> None:
    assert all(map(particles.is_suffix, ("Jr", "Jr.", "JR", "III", "3rd", "Filho")))
    assert not any(map(particles.is_suffix, ("Jung", "Ivy", "Li", "Nd")))
