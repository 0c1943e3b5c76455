"""What CONTRIBUTING.md names is there: its files, its rooms, and the commands' folders."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PLACES = (ROOT, ROOT / "src" / "carcite")
FOLDERS = [path for path in (ROOT / "src" / "carcite").rglob("*") if path.is_dir()]
_NAMED = re.compile(r"`([\w./-]+(?:\.(?:py|yml|txt|toml)|/))`")
_RUN = re.compile(r"\.venv/bin/(?:pytest|python)((?: [\w./-]+)+)")
EXAMPLES = re.compile(r"NAME|PAG099|journal\.toml|refs\.txt")


def _named() -> list[str]:
    found = {match[1] for match in _NAMED.finditer(TEXT)}
    for match in _RUN.finditer(TEXT):
        found |= {word for word in match[1].split() if "/" in word}
    return sorted(name for name in found if not EXAMPLES.search(name))


@pytest.mark.parametrize("name", _named())
def test_a_named_file_is_there(name: str) -> None:
    places = FOLDERS if "/" not in name.rstrip("/") else (*PLACES, *FOLDERS)
    assert any((place / name).exists() for place in (*PLACES, *places)), name


def test_every_room_stands_in_the_table() -> None:
    table = TEXT.split("| room in")[1].split("\n\n")[0]
    rooms = [
        path.name
        for path in (ROOT / "src" / "carcite").iterdir()
        if path.is_dir() and (path / "__init__.py").exists()
    ]
    assert [room for room in rooms if f"{room}/`" not in table] == []
