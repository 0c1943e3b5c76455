"""Read the tables of fixtures/parts: a row a line, its cells parted by bars."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[1] / "fixtures" / "parts"


def rows(name: str) -> list[list[str]]:
    """Return the rows of a table without its remarks."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [
        [cell.strip() for cell in line.split("|")]
        for line in lines
        if line and not line.startswith("#")
    ]
