"""Which files folders give: those git does not ignore, and none that stops the work."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import BACKWARDS, CLEAN, LIST, carcite

from carcite.cli.files import find_files, is_excluded, walk


def test_folders_give_what_could_hold_references(tmp_path: Path) -> None:
    for name in ("b.md", "a.txt", "sub/c.bib", "data.json", "page.html", "code.py", ".git/d.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    names = [Path(each).relative_to(tmp_path).as_posix() for each in find_files([str(tmp_path)])]
    assert names == ["a.txt", "b.md", "sub/c.bib"]
    assert find_files([str(tmp_path)], ["sub/", "*.md"]) == [str(tmp_path / "a.txt")]
    named = [str(tmp_path / "data.json"), str(tmp_path / "a.txt"), str(tmp_path / "a.txt")]
    assert find_files(named) == named[:2]


@pytest.mark.parametrize(
    ("path", "pattern", "excluded"),
    [
        ("build/a.md", "build/", True),
        ("x/build/a.md", "build", True),
        ("builder/a.md", "build", False),
        ("a.md", "*.md", True),
        ("docs/a.md", "docs/*.md", True),
        ("docs/a.tex", "docs/*.md", False),
    ],
)
def test_excluded(path: str, pattern: str, excluded: bool) -> None:
    assert is_excluded(path, [pattern]) is excluded


IGNORED = {
    ".gitignore": "*.log.md\n/build/\ndeep/*\n!deep/kept.md\n# a comment\n",
    "sub/.gitignore": "own.md\n!b.log.md\n",
    ".git/info/exclude": "",
}
FILES = (
    *("a.md", "a.log.md", "build/x.md", "sub/build/x.md", "deep/kept.md", "deep/lost.md"),
    *("sub/own.md", "sub/b.log.md", "own.md", "sub/deeper/own.md", "sub/deeper/c.log.md"),
)


def repository(folder: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    for name, text in (*IGNORED.items(), *((each, CLEAN) for each in FILES)):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_git_ignores_is_left_out(tmp_path: Path) -> None:
    """The oracle is git itself."""
    folder = repository(tmp_path)
    listed = subprocess.run(
        ["git", "ls-files", "--others", "--exclude-standard"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    wanted = {each for each in listed if each.endswith(".md")}
    assert {Path(each).relative_to(folder).as_posix() for each in walk(folder)} == wanted
    assert wanted < set(FILES)
    inside = {each for each in wanted if each.startswith("sub/")}
    assert {Path(each).relative_to(folder).as_posix() for each in walk(folder / "sub")} == inside
    named = str(folder / "build" / "x.md")
    assert find_files([named]) == [named]


def unreadable(folder: Path) -> None:
    """Lay files beside a list that no check can read."""
    (folder / "empty.md").write_text("")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "~$paper.docx").write_bytes(b"\x05owner")
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    (folder / "russian.txt").write_bytes("Литература: Иванов И. Статья".encode("cp1251"))


def test_what_is_found_and_cannot_be_read_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "good.md").write_text(CLEAN, encoding="utf-8")
    unreadable(tmp_path)
    for command in ("check", "fix"):
        done = carcite(command, tmp_path)
        assert done.code == 0, done.err
        assert "5 files skipped that cannot be read; -v names them" in done.err
        told = carcite(command, "-v", tmp_path).err
        for name in ("empty.md", "binary.txt", "~$paper.docx", "broken.docx", "russian.txt"):
            assert name in told
    assert "skipped" not in carcite("check", "-q", tmp_path).err
    (tmp_path / "bad.md").write_text(BACKWARDS, encoding="utf-8")
    assert carcite("check", tmp_path).code == 1


@pytest.mark.parametrize("name", ["empty.md", "binary.txt", "broken.docx", "russian.txt"])
def test_what_is_named_and_cannot_be_read_fails(name: str, tmp_path: Path) -> None:
    unreadable(tmp_path)
    assert carcite("check", tmp_path / name).code == 2


def test_windows_text_is_read_to_be_checked_and_not_to_be_written(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    data = LIST.replace("June", "Müller").encode("cp1252")
    path.write_bytes(data)
    for given in (path, tmp_path):
        done = carcite("check", given, "--output-format", "concise")
        assert "TTL001" in done.out
        assert "read as Windows text (cp1252)" in done.err
    done = carcite("fix", path)
    assert (done.code, path.read_bytes()) == (2, data)
    assert carcite("fix", path, "--encoding", "cp1252").code == 0
    assert path.read_bytes() == data.replace(b"?.", b"?")


def test_a_folder_that_cannot_be_read_is_one_that_is_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    inside = Path.iterdir

    def iterdir(self: Path) -> object:
        if self.name == "shut":
            raise PermissionError(13, "Permission denied", str(self))
        return inside(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert find_files([str(tmp_path)]) == [str(tmp_path / "a.txt"), str(tmp_path / "shut")]
    assert find_files([f"{tmp_path / 'shut'}/"]) == [f"{tmp_path / 'shut'}/"]
