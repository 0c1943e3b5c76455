"""What no user means to give: devices, closed streams, empty paths, orders to the terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENTRY = "1. June CH. Which cells?. Science 2018; 359: 1361-1365\n"


def carcite(*arguments: str, at: Path, close: bool = False) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "carcite", *arguments]
    if close:
        command = ["sh", "-c", '"$@" >&-', "sh", *command]
    return subprocess.run(
        command, cwd=at, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(ENTRY, encoding="utf-8")
    return tmp_path


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1
    assert all(word in done.stderr for word in words)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs")
def test_a_pipe_or_device_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "p.txt")
    refused(carcite("check", "p.txt", at=folder), "device or pipe")
    refused(carcite("check", "/dev/zero", at=folder), "device or pipe")


def test_an_empty_path_is_not_the_whole_folder(folder: Path) -> None:
    refused(carcite("fix", "", at=folder), "a path is empty")
    assert (folder / "a.txt").read_text("utf-8") == ENTRY


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the stream")
def test_a_closed_output_is_no_fault(folder: Path) -> None:
    done = carcite("check", "a.txt", at=folder, close=True)
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_settings_beyond_all_depth_are_named(folder: Path) -> None:
    (folder / "pyproject.toml").write_text(f"a = {'[' * 5000}", encoding="utf-8")
    refused(carcite("check", "a.txt", at=folder), "pyproject.toml")


def test_a_codec_for_hosts_is_refused(folder: Path) -> None:
    refused(carcite("check", "a.txt", "--encoding", "punycode", at=folder), "PUNYCODE")


def test_a_glob_from_the_root_finds_its_files(folder: Path) -> None:
    done = carcite("check", str(folder / "*.txt"), at=folder)
    assert done.returncode == 1
    assert "a.txt" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
def test_names_of_files_give_the_terminal_no_orders(folder: Path) -> None:
    (folder / "a.txt").rename(folder / "e\x1b[31m.txt")
    done = carcite("fix", "e\x1b[31m.txt", at=folder)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\\x1b" in done.stderr


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.bib", "@book{a, author={K}, title={T}, year={1984}, publisher={A}, isbn={in press}}"),
        ("r.bib", r"@article{a, title={$\href{x}{y}$ of it}, year=2018}"),
        ("r.bib", "@article{a, title={T}, year=2018, month={12}}"),
        ("r.json", '[{"id": "a", "title": "T", "issued": {"date-parts": [[2018, 13]]}}]'),
        ("r.json", '[{"id": "a", "title": "T", "issued": {"date-parts": [[2018, 99, 99]]}}]'),
    ],
)
def test_odd_records_end_in_no_traceback(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")
    for command in (["check", name], ["parse", name, "--to", "medline"]):
        done = carcite(*command, at=folder)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1)
