"""Settings on the command line: found above each file, named, and read by every command."""

from __future__ import annotations

from pathlib import Path

from command import CLEAN, LIST, carcite


def project(folder: Path, settings: str, name: str = "carcite.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(settings, encoding="utf-8")
    (folder / "paper.md").write_text(LIST, encoding="utf-8")
    return folder / "paper.md"


def test_each_file_has_the_settings_above_it(tmp_path: Path) -> None:
    one = project(tmp_path / "one", 'ignore = ["TTL"]\n')
    two = project(tmp_path / "two", '[tool.carcite]\nselect = ["TTL"]\n', "pyproject.toml")
    done = carcite("check", one, two, "--output-format", "concise")
    found = [line for line in done.out.splitlines() if "TTL001" in line]
    assert len(found) == 1
    assert found[0].startswith(str(two))
    both = carcite("check", one, two, "--select", "TTL", "--ignore", "LST").out
    assert both.count("TTL001") == 2, "the command line is on top"


def test_a_file_of_settings_is_named(tmp_path: Path) -> None:
    paper = project(tmp_path / "one", 'ignore = ["TTL"]\n')
    other = tmp_path / "other.toml"
    other.write_text('select = ["TTL"]\n', encoding="utf-8")
    assert "TTL001" not in carcite("check", paper).out
    assert "TTL001" in carcite("check", paper, "--config", other).out
    done = carcite("check", paper, "--config", tmp_path / "absent.toml")
    assert (done.code, "absent.toml: no such file" in done.err) == (2, True)


def test_single_files_have_their_own(tmp_path: Path) -> None:
    paper = project(tmp_path, '[per-file."*.md"]\nignore = ["TTL"]\n')
    (tmp_path / "paper.txt").write_text(LIST, encoding="utf-8")
    assert "TTL001" not in carcite("check", paper).out
    assert "TTL001" in carcite("check", "paper.txt", cwd=tmp_path).out


def test_excluded_files_are_seen_from_the_settings(tmp_path: Path) -> None:
    project(tmp_path / "a", 'exclude = ["old/*.md"]\n')
    (tmp_path / "a" / "old").mkdir()
    (tmp_path / "a" / "old" / "x.md").write_text(LIST, encoding="utf-8")
    done = carcite("check", tmp_path, "--output-format", "concise")
    assert "paper.md" in done.out
    assert "x.md" not in done.out
    assert "x.md" in carcite("check", tmp_path / "a" / "old" / "x.md").out


def test_parse_and_render_read_the_settings(tmp_path: Path) -> None:
    settings = 'style = "nlm"\nlocale = "de-DE"\nencoding = "cp1252"\n'
    paper = project(tmp_path, settings)
    paper.write_bytes(CLEAN.replace("June", "Müller").encode("cp1252"))
    assert "Müller" in carcite("parse", paper).out
    assert carcite("render", paper).out.startswith("1. Müller CH, Brudno JN. A first title")
    harvard = ("render", paper, "--style", "harvard-cite-them-right")
    german = carcite(*harvard).out
    assert german == carcite(*harvard, "--locale", "de-DE").out
    assert german != carcite(*harvard, "--locale", "en-US").out


def test_render_without_a_style_says_how_to_name_one(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(CLEAN, encoding="utf-8")
    done = carcite("render", path)
    assert (done.code, "name the style to print in: --style NAME" in done.err) == (2, True)
