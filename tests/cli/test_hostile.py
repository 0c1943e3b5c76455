"""What no user means to give: devices, closed streams, empty paths, orders to the terminal."""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("command", ["fix", "check"])
def test_an_empty_path_to_write_to_is_not_the_input(folder: Path, command: str) -> None:
    done = carcite(command, "a.txt", "-o", "", at=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "the path is empty" in done.stderr
    assert (folder / "a.txt").read_text("utf-8") == ENTRY


def test_an_empty_path_to_read_is_told(folder: Path) -> None:
    refused(carcite("parse", "", at=folder), "a path is empty")
    refused(carcite("render", "", "--style", "nlm", at=folder), "a path is empty")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_diff_gives_a_terminal_no_orders_by_the_name_of_its_file(folder: Path) -> None:
    (folder / "e\x1b[31m.txt").write_text(ENTRY, encoding="utf-8")
    done = carcite("fix", "--diff", "--style", "nlm", "e\x1b[31m.txt", at=folder)
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stdout.startswith("--- e\\x1b[31m.txt\n")


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell closes the stream")
def test_what_a_closed_output_loses_is_told(folder: Path) -> None:
    for command in (["check", "a.txt"], ["parse", "a.txt"], ["rule"], ["--version"]):
        refused(carcite(*command, at=folder, close=True), "standard output", "closed")
    done = carcite("fix", "a.txt", at=folder, close=True)  # Prints nothing there.
    assert done.returncode == 0
    assert (folder / "a.txt").read_text("utf-8") == ENTRY.replace("?.", "?")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_output_is_told(folder: Path) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "carcite", "parse", "a.txt"]
        done = subprocess.run(command, cwd=folder, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "standard output cannot be written: no space left" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no FIFOs")
@pytest.mark.parametrize(
    "command",
    [
        ["check", "a.txt", "--config", "p.toml"],
        ["check", "a.txt", "--style", "p.toml"],
        ["check", "a.txt", "--baseline", "p.toml"],
        ["fix", "a.txt", "--decisions", "p.toml"],
        ["fix", "a.txt", "-o", "p.toml"],
        ["journal", "--import", "p.toml"],
        ["parse", "--lines", "p.toml"],
    ],
)
def test_a_pipe_in_the_place_of_any_file_is_not_waited_for(
    folder: Path, command: list[str]
) -> None:
    os.mkfifo(folder / "p.toml")
    refused(carcite(*command, at=folder), "p.toml", "pipe")


def test_a_pipe_that_is_read_takes_what_is_written(folder: Path) -> None:
    read, write = os.pipe()
    if not Path(f"/dev/fd/{write}").exists():
        pytest.skip("needs /dev/fd")
    command = [sys.executable, "-m", "carcite", "fix", "a.txt", "-o", f"/dev/fd/{write}"]
    subprocess.run(command, cwd=folder, pass_fds=[write], check=True, timeout=60)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        assert pipe.read().decode() == ENTRY.replace("?.", "?")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_line_without_end_is_left(folder: Path, encoding: str) -> None:
    command = [sys.executable, "-m", "carcite", "parse", "--lines", "--errors", "skip"]
    with open("/dev/zero", "rb") as endless:
        done = subprocess.run(
            [*command, "--encoding", encoding],
            cwd=folder, stdin=endless, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    refused(done, "this line does not end")


def test_a_line_of_megabytes_is_passed_over(folder: Path) -> None:
    good = "June CH. Cells. Blood. 2018;12:2.\n"
    (folder / "a.txt").write_text(f"{good}{'x' * (3 << 20)}\n{good}", encoding="utf-8")
    refused(carcite("parse", "--lines", "a.txt", at=folder), "a.txt:2:", "more than 1 MB")
    done = carcite("parse", "--lines", "--errors", "skip", "a.txt", at=folder)
    assert done.returncode == 0
    first, second, third = done.stdout.splitlines()
    assert (first[:10], second, third[:10]) == ('{"id": "1"', "{}", '{"id": "3"')


LONG = "x" * 5000


@pytest.mark.parametrize(
    "command",
    [
        ["check", f"{LONG}.txt"],
        ["check", f"{LONG}*"],
        ["fix", "a.txt", "-o", LONG],
        ["check", "a.txt", "--style", f"{LONG}.csl"],
        ["check", "a.txt", "--style", LONG],
        ["check", "a.txt", "--style", f"{LONG}.toml"],
        ["check", "a.txt", "--config", LONG],
        ["check", "a.txt", "--corpus", LONG],
        ["corpus", "build", LONG, "-o", "x.corpus"],
        ["corpus", "info", LONG],
        ["parse", "--lines", LONG],
    ],
)
def test_a_name_longer_than_names_can_be_is_a_short_line(folder: Path, command: list[str]) -> None:
    done = carcite(*command, at=folder)
    refused(done)
    assert len(done.stderr) < 800


def test_other_files_are_checked_beside_an_impossible_name(folder: Path) -> None:
    done = carcite("check", f"{LONG}.txt", "a.txt", at=folder)
    assert done.returncode == 2
    assert "a.txt:1:25: TTL001" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_in_a_circle_are_no_files(folder: Path) -> None:
    (folder / "x.txt").symlink_to("y.txt")
    (folder / "y.txt").symlink_to("x.txt")
    refused(carcite("check", "x.txt", at=folder), "x.txt", "too many levels")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the folder one works in")
def test_a_working_folder_that_is_gone_is_no_fault(folder: Path) -> None:
    shell = f'cd gone && rmdir ../gone && "{sys.executable}" -m carcite'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    for arguments in ("check -", "check ../a.txt", f"check '{folder}/a.txt'"):
        (folder / "gone").mkdir()
        done = subprocess.run(
            ["sh", "-c", f"{shell} {arguments}"],
            cwd=folder, input=ENTRY, capture_output=True, text=True, env=environment,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert done.returncode in (1, 2)
        assert "TTL001" in done.stdout or "no such file" in done.stderr


@pytest.mark.parametrize(
    ("pattern", "count"),
    [("**/*.txt", 2), ("**/**/**/*.txt", 2), ("**", 2), ("d/**", 1), ("**.txt", 1), ("a**", 1)],
)
def test_stars_name_what_a_reader_takes_them_for(folder: Path, pattern: str, count: int) -> None:
    (folder / "d").mkdir()
    (folder / "d" / "b.txt").write_text(ENTRY, encoding="utf-8")
    done = carcite("check", pattern, "--output-format", "concise", at=folder)
    assert done.stdout.count("TTL001") == count


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


@pytest.mark.parametrize(
    "command",
    [
        ["check", "\x1b[31m"],
        ["check", "a.txt", "--style", "\x1b[31m"],
        ["check", "a.txt", "--select", "\x1b[31m"],
        ["check", "a.txt", "--encoding", "\x1b[31m"],
        ["check", "a.txt", "--\x1b[31m"],
        ["rule", "\x1b[31m"],
        ["\x1b[31m"],
    ],
)
def test_what_is_refused_gives_the_terminal_no_orders(folder: Path, command: list[str]) -> None:
    done = carcite(*command, at=folder)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "\\x1b" in done.stderr


@pytest.mark.parametrize("to", ["csl-json", "csl-jsonl", "bibtex", "ris", "medline", "jats"])
def test_records_give_the_terminal_no_orders(folder: Path, to: str) -> None:
    text = "@article{a, title={T \x1b]0;x\x07 of}, journal={Blood\x9b}, year={2018}}\n"
    (folder / "r.bib").write_text(text, encoding="utf-8")
    done = carcite("parse", "r.bib", "--to", to, at=folder)
    assert done.returncode == 0
    assert not set(done.stdout) & {"\x1b", "\x07", "\x9b"}
    if to.startswith("csl"):
        (item,) = (
            map(json.loads, done.stdout.splitlines())
            if to == "csl-jsonl"
            else json.loads(done.stdout)
        )
        assert item["title"] == "T \x1b]0;x\x07 of"
        assert item["container-title"] == "Blood\x9b"


@pytest.mark.parametrize("to", ["text", "html", "markdown", "json"])
def test_printed_lists_give_the_terminal_no_orders(folder: Path, to: str) -> None:
    text = "@article{a, title={T \x1b]0;x\x07 of}, journal={Blood\x9b}, year={2018}}\n"
    (folder / "r.bib").write_text(text, encoding="utf-8")
    for style in ("nlm", "apa"):
        done = carcite("render", "r.bib", "--style", style, "--to", to, at=folder)
        assert done.returncode == 0
        assert not set(done.stdout) & {"\x1b", "\x07", "\x9b"}
