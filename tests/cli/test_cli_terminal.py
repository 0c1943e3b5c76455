"""What surrounds a command: terminals, pipes, interruptions, paths, many files, and start-up."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import CLEAN, LIST, ROOT, SEED, carcite

pty = pytest.importorskip("pty", reason="needs a pseudo-terminal")


def on_terminal(*arguments: str, columns: int = 80, **environment: str) -> str:
    """Run a command on a pseudo-terminal and return what it showed."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "TERM")}
    process = subprocess.Popen(
        [sys.executable, "-m", "carcite", *arguments],
        stdin=slave, stdout=slave, stderr=slave, cwd=ROOT,
        env={**kept, "TERM": "xterm", **environment},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    process.wait(timeout=60)
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_alone() -> None:
    assert "\x1b[" in on_terminal("check", SEED)
    assert "\x1b[" not in on_terminal("check", SEED, NO_COLOR="1")
    assert "\x1b[" not in on_terminal("check", SEED, TERM="dumb")
    assert "\x1b[" not in on_terminal("check", SEED, "--color", "never")
    assert "\x1b[" not in carcite("check", SEED).out
    assert "\x1b[" in carcite("check", SEED, "--color", "always").out


def test_source_lines_fit_the_terminal() -> None:
    def widest(columns: int) -> int:
        out = on_terminal("check", SEED, columns=columns, NO_COLOR="1")
        lines = [line for line in out.splitlines() if line.startswith("    ")]
        return max(len(line) for line in lines if not line.startswith("    help: "))

    assert widest(60) <= 60 < widest(140) <= 140


def test_a_terminal_without_a_path_is_told_what_to_do() -> None:
    shown = on_terminal("check")
    assert "carcite: no file is named; give a path, or - to read standard input" in shown


def test_progress_is_shown_and_taken_away(tmp_path: Path) -> None:
    for number in range(24):
        (tmp_path / f"{number}.txt").write_text(CLEAN, encoding="utf-8")
    shown = on_terminal("check", str(tmp_path), "--jobs", "1")
    assert "\r24 of 24 files" in shown
    assert "\r\x1b[K" in shown
    assert "of 24 files" not in carcite("check", tmp_path).err


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    entries = "".join(
        f"{n}. Ng A. Title {n}?. Blood. 2016;{n}(2):3321-3330.\n" for n in range(1, 900)
    )
    path.write_text("References\n\n" + entries, encoding="utf-8")
    process = subprocess.Popen(  # The report is longer than what a pipe holds.
        [sys.executable, "-m", "carcite", "check", "--style", "nlm", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={
            **os.environ,
            "PYTHONUNBUFFERED": "",
        },  # Without a buffer Python drops what was not taken.
    )
    assert process.stdout
    assert process.stderr
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=120) in (0, 1)


def _take_interruptions() -> None:
    """Undo what a shell does to a command in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_ends_the_work(tmp_path: Path, jobs: str) -> None:
    for number in range(2000):
        (tmp_path / f"{number}.txt").write_text(CLEAN, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "carcite", "check", str(tmp_path), "--jobs", jobs],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_take_interruptions,
    )
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b"" or out.endswith(b"\n\n"), "what was found before, in whole blocks"
    assert err == b"carcite: interrupted\n"


def test_paths_of_any_script(tmp_path: Path) -> None:
    path = tmp_path / "Größe 文献 ñ.txt"
    path.write_text(LIST, encoding="utf-8")
    for language in ("C.UTF-8", "C"):
        done = carcite("check", path.name, cwd=tmp_path, LC_ALL=language)
        assert done.code == 1
        assert f"{path.name}:3:" in done.out
    found = json.loads(carcite("check", path, "--output-format", "json").out)
    assert {each["path"] for each in found} == {str(path)}
    assert carcite("fix", path.name, cwd=tmp_path).code == 0
    assert path.read_text(encoding="utf-8") == CLEAN


def test_a_path_that_is_no_text_is_shown_and_not_fatal(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text(LIST, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    for form in ("text", "json", "sarif", "github", "junit", "html"):
        done = carcite("check", str(tmp_path), "--output-format", form)
        assert done.code == 1, (form, done.err)
        assert "caf" in done.out


def test_many_processes_say_what_one_says(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(LIST if number % 3 else CLEAN, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(bytes(range(256)) * 8)
    one, two = (
        carcite(
            *("check", tmp_path, tmp_path / "broken.txt"),
            *("--output-format", "json", "--jobs", jobs),
        )
        for jobs in (1, 2)
    )
    assert one == two
    assert one.code == 2
    assert len({each["path"] for each in json.loads(one.out)}) == 40


def test_folders_and_globs_are_searched(tmp_path: Path) -> None:
    for name in ("a.md", "sub/b.tex", "sub/c.py", ".venv/d.md", "build/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(LIST, encoding="utf-8")
    (tmp_path / "sub" / "b.tex").write_text(
        "\\begin{thebibliography}{9}\n"
        + "".join(f"\\bibitem{{k{line[0]}}} {line[3:]}\n" for line in LIST.splitlines()[2:])
        + "\\end{thebibliography}\n",
        encoding="utf-8",
    )
    (tmp_path / "pyproject.toml").write_text('[tool.carcite]\nexclude = ["build/"]\n')
    arguments = ("--output-format", "json", "--select", "TTL001")
    done = carcite("check", ".", *arguments, cwd=tmp_path)
    assert {each["path"] for each in json.loads(done.out)} == {"a.md", "sub/b.tex"}
    done = carcite("check", ".", *arguments, "--exclude", "sub/, *.bbl", cwd=tmp_path)
    assert {each["path"] for each in json.loads(done.out)} == {"a.md"}
    done = carcite("check", "**/*.md", *arguments, cwd=tmp_path)
    assert "a.md" in {each["path"] for each in json.loads(done.out)}


def test_windows_line_ends_are_counted_as_lines() -> None:
    found = json.loads(
        carcite("check", "-", "--output-format", "json", given=LIST.replace("\n", "\r\n")).out
    )
    again = json.loads(carcite("check", "-", "--output-format", "json", given=LIST).out)
    keys = ("code", "entry", "line", "column", "end_line", "end_column", "message")
    assert [[each[key] for key in keys] for each in found] == [
        [each[key] for key in keys] for each in again
    ]


HEAVY = {"citeproc", "pybtex", "lxml", "docx", "yaml", "pylatexenc", "markdown_it", "pypdf"}


def loaded(code: str) -> set[str]:
    """Return the packages that a program loads."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    return {name.split(".")[0] for name in done.stderr.splitlines()[-1].split()}


def test_importing_carcite_loads_nothing_heavy() -> None:
    assert not loaded("import carcite") & (HEAVY | {"rapidfuzz", "json", "argparse"})
    assert not loaded("import carcite; carcite.parse('1. Ng A. B. Gut. 2018;1:2-3.')") & HEAVY


def test_checking_a_list_loads_nothing_heavy() -> None:
    code = f"from carcite.cli import main; main(['check', {SEED!r}])"
    assert not loaded(code) & (HEAVY | {"rapidfuzz", "concurrent", "multiprocessing"})


def test_a_fault_of_carcite_does_not_look_like_findings() -> None:
    code = (
        "import carcite.cli, sys; sys.argv = ['carcite', 'check'];"
        "carcite.cli.main = lambda: 1 // 0; carcite.cli.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert "ZeroDivisionError" in done.stderr
    assert "please report it" in done.stderr
