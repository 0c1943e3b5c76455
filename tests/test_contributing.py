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


_INSIDE = re.compile(r"((?:`\w+`(?:, | and )?)+) (?:of|in) `([\w/]+\.py)`")


def test_a_name_said_to_be_in_a_file_is_there() -> None:
    """ "`READERS` of `tests/x.py`": the name stands in the file."""
    told = [(names, file) for names, file in _INSIDE.findall(" ".join(TEXT.split()))]
    assert len(told) > 5
    for names, file in told:
        path = next(place / file for place in PLACES if (place / file).exists())
        text = path.read_text(encoding="utf-8")
        for name in re.findall(r"\w+", names):
            assert re.search(rf"\b{name}\b", text), f"{name} is not in {file}"
