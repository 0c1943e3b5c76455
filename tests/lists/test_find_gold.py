"""Lists of fixtures/lists/gold: each entry begins and ends where the sidecar says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from carcite.manuscripts.plain import read

GOLD = Path(__file__).resolve().parents[2] / "fixtures" / "lists" / "gold"
NAMES = sorted(path.stem for path in GOLD.glob("*.txt"))


@pytest.mark.parametrize("name", NAMES)
def test_gold_list(name: str) -> None:
    expected = yaml.safe_load((GOLD / f"{name}.yml").read_text(encoding="utf-8"))
    document = read((GOLD / f"{name}.txt").read_bytes(), f"{name}.txt")
    text = document.source.text
    assert len(document.lists) == len(expected)
    for found, wanted in zip(document.lists, expected, strict=True):
        heading = found.heading.of(text) if found.heading else None
        assert heading == wanted["heading"]
        got = [
            [entry.label, body[: len(first)], body[len(body) - len(last) :]]
            for entry, (_, first, last) in zip(found.entries, wanted["entries"], strict=True)
            for body in [" ".join(entry.body.of(text).split())]
        ]
        assert got == wanted["entries"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_an_entry_is_lost(name: str) -> None:
    """What stands between two entries of a gold list is page furniture, never a reference."""
    document = read((GOLD / f"{name}.txt").read_bytes(), f"{name}.txt")
    text = document.source.text
    for found in document.lists:
        done = found.span.start
        for entry in found.entries:
            assert ";" not in text[done : entry.span.start]
            done = entry.span.end
        assert done == found.span.end
