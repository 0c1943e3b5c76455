"""`carcite.toml` and `[tool.carcite]` in pyproject.toml, and what is selected by them."""

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
    assert find_config(deep).style == "nlm", "a package of a repository follows the repository"
    written(tmp_path / "a", "[tool.carcite]\n")
    assert find_config(deep).style == "auto"
    (tmp_path / "a" / "carcite.toml").write_text('style = "thieme"\n', encoding="utf-8")
    assert find_config(deep).style == "thieme"
    (deep / "carcite.toml").write_text('style = "jama"\n', encoding="utf-8")
    assert find_config(deep).style == "jama"


def test_settings_of_single_files(tmp_path: Path) -> None:
    path = tmp_path / "carcite.toml"
    path.write_text(
        'style = "nlm"\nignore = ["LST"]\n\n[per-file."thesis/*.md"]\nstyle = "apa"\n'
        'ignore = ["TTL"]\n\n[per-file."old.txt"]\nencoding = "cp1252"\n',
        encoding="utf-8",
    )
    config = read_config(path)
    thesis = config.of(str(tmp_path / "thesis" / "one.md"))
    assert (thesis.style, thesis.ignore, thesis.encoding) == ("apa", ("LST", "TTL"), "")
    assert config.of(str(tmp_path / "deep" / "old.txt")).encoding == "cp1252"
    other = config.of(str(tmp_path / "paper.md"))
    assert (other.style, other.ignore, other.per_file) == ("nlm", ("LST",), ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[tool.carcite]\nstyle = 1\n", "style must be a string"),
        ("[tool.carcite]\nselect = [1]\n", "select must be a list of strings"),
        ("[tool.carcite]\nselekt = []\n", 'no setting "selekt"; did you mean "select"'),
        ("[tool.carcite]\nzzz = []\n", "known are style, select, ignore"),
        (
            '[tool.carcite.per-file."a"]\nstile = "nlm"\n',
            'no setting "stile"; did you mean "style"',
        ),
        ('[tool.carcite.per-file."a"]\nexclude = []\n', 'a per-file table has no setting "excl'),
        ('[tool.carcite]\nper-file = "nlm"\n', "per-file is a table of tables"),
        ("[tool]\ncarcite = 1\n", "is not a table"),
        ("[tool.carcite", "pyproject.toml"),
    ],
)
def test_settings_without_meaning_are_said(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said.replace(".", r"\.").replace("[", r"\[")):
        read_config(written(tmp_path, text))
