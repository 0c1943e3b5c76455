"""`[tool.carcite]` in pyproject.toml, and what is selected by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from carcite.config import Config, find_config, read_config
from carcite.errors import UsageError

CODES = ("PAG001", "PAG002", "DOI001")


def written(folder: Path, text: str) -> Path:
    path = folder / "pyproject.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("select", "ignore", "codes"),
    [
        ((), (), {"PAG001", "DOI001"}),
        (("PAG",), (), {"PAG001", "PAG002"}),
        (("pag002",), (), {"PAG002"}),
        (("ALL",), (), set(CODES)),
        (("ALL",), ("PAG",), {"DOI001"}),
        ((), ("DOI001",), {"PAG001"}),
    ],
)
def test_codes(select: tuple[str, ...], ignore: tuple[str, ...], codes: set[str]) -> None:
    config = Config(select=select, ignore=ignore)
    assert config.codes(("PAG001", "DOI001"), CODES) == codes


def test_an_unknown_code_is_said() -> None:
    with pytest.raises(UsageError, match='ignore: no rule has the code "XYZ"'):
        Config(ignore=("XYZ",)).codes(CODES)


def test_settings_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '[tool.carcite]\nstyle = "nlm"\nselect = ["PAG"]\nexclude = ["build/"]\n'
        'baseline = "known.json"\n',
    )
    config = read_config(path)
    assert (config.style, config.select, config.exclude) == ("nlm", ("PAG",), ("build/",))
    assert config.baseline == str(tmp_path / "known.json")


def test_a_style_file_is_seen_from_the_settings(tmp_path: Path) -> None:
    path = written(tmp_path, '[tool.carcite]\nstyle = "styles/mine.csl"\n')
    assert read_config(path).style == str(tmp_path / "styles" / "mine.csl")


def test_the_nearest_settings_count(tmp_path: Path) -> None:
    written(tmp_path, '[tool.carcite]\nstyle = "nlm"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_config(deep).style == "nlm"
    written(tmp_path / "a", "[project]\nname = 'x'\n")
    assert find_config(deep).style == "auto"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.carcite]\nstyle = 1\n", "style must be a string"),
        ("[tool.carcite]\nselect = [1]\n", "select must be a list of strings"),
        ("[tool.carcite]\nselekt = []\n", 'no setting "selekt"'),
        ("[tool]\ncarcite = 1\n", "is not a table"),
        ("[tool.carcite", "pyproject.toml"),
    ],
)
def test_settings_without_meaning_are_said(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said.replace(".", r"\.").replace("[", r"\[")):
        read_config(written(tmp_path, text))
