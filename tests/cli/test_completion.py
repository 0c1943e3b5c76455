"""What a shell is given to complete words by, and what a misspelt word was meant to be."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import CLEAN, LIST, carcite


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_is_given_its_script(shell: str) -> None:
    pytest.importorskip("shtab")
    done = carcite("--print-completion", shell)
    assert done.code == 0
    for word in ("check", "verify", "track-changes", "csl-jsonl"):
        assert word in done.out


def test_bash_completes_commands_and_values() -> None:
    pytest.importorskip("shtab")
    script = carcite("--print-completion", "bash").out
    line = (
        "COMP_WORDS=(carcite check --output-format gr); COMP_CWORD=3; _shtab_carcite; "
        'echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{line}"], capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "grouped", done.stderr


def test_without_shtab_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "shtab.py").write_text("raise ImportError\n", encoding="utf-8")
    done = carcite("--print-completion", "bash", PYTHONPATH=str(tmp_path))
    assert done.code == 2
    assert done.err == (
        "carcite: shell completion needs the package shtab: pip install 'carcite[completion]'\n"
    )


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("chekc", "a.txt"), "check"),
        (("check", "--stlye", "nlm", "a.txt"), "--style"),
        (("fix", "--track-chanegs", "a.docx"), "--track-changes"),
        (("check", "--skip-without-lists", "a.txt"), "--skip-without-list"),
        (("check", "--output-format", "jsno", "a.txt"), "json"),
        (("parse", "--to", "bibtxe", "a.txt"), "bibtex"),
    ],
)
def test_a_misspelt_word_is_answered_with_the_right_one(
    arguments: tuple[str, ...], meant: str
) -> None:
    done = carcite(*arguments)
    assert done.code == 2
    assert f'did you mean "{meant}"?' in done.err


def test_grouped_names_each_file_once(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(LIST, encoding="utf-8")
    (tmp_path / "c.md").write_text(CLEAN, encoding="utf-8")
    done = carcite("check", ".", "--output-format", "grouped", "--ignore", "LST", cwd=tmp_path)
    lines = done.out.splitlines()
    assert [line for line in lines if line.endswith(".md:")] == ["a.md:", "b.md:"]
    assert lines[1].startswith("  3:")
    assert " TTL001 " in lines[1]
    assert lines[-1] == "2 findings in 2 of 3 files"


def test_fixes_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(LIST, encoding="utf-8")
    assert "TTL001 would be made: " in carcite("fix", path, "--show-fixes", "--diff").err
    told = carcite("fix", path, "--show-fixes").err
    (line,) = [each for each in told.splitlines() if "TTL001" in each]
    assert line.startswith("  3:")
    assert " TTL001 made: " in line
