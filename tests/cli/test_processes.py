"""Several processes say and write what one does, and none outlives the first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import CLEAN, LIST, carcite

LINE = "{}. June CH, Brudno JN. Cells of kind {}. Blood. 2016;127(26):3321-30.\n"


def test_lines_come_in_their_order_with_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text("".join(LINE.format(n, n) for n in range(1, 1500)), encoding="utf-8")
    one, two = (carcite("parse", "--lines", path, "--start", 7, "--jobs", jobs) for jobs in (1, 2))
    assert one == two
    assert one.out.count("\n") == 1499
    assert one.out.splitlines()[1200].startswith('{"id": "1207"')


def test_what_stood_before_a_bad_byte_is_written(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    good = "".join(LINE.format(n, n) for n in range(1, 601)).encode()
    path.write_bytes(good + b"7. Caf\xe9\n" + good)
    one, two = (carcite("parse", "--lines", path, "--jobs", jobs) for jobs in (1, 2))
    assert one == two
    assert two.code == 2
    assert two.out.count("\n") == 600
    assert "lines.txt:601: not UTF-8" in two.err


def test_files_are_mended_alike(tmp_path: Path) -> None:
    said = []
    for jobs in (1, 3):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        for number in range(12):
            (folder / f"{number}.txt").write_text(LIST if number % 3 else CLEAN, encoding="utf-8")
        (folder / "broken.txt").write_bytes(bytes(range(256)) * 8)
        diff = carcite("fix", ".", "broken.txt", "--diff", "--jobs", jobs, cwd=folder)
        done = carcite("fix", ".", "broken.txt", "--jobs", jobs, cwd=folder)
        texts = {each.name: each.read_bytes() for each in folder.iterdir()}
        said.append((diff, done, texts))
        assert all(texts[f"{number}.txt"].decode() == CLEAN for number in range(12))
        assert done.code == 2
    assert said[0] == said[1]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted in /proc")
def test_no_process_outlives_the_first(tmp_path: Path) -> None:
    for number in range(3000):
        (tmp_path / f"{number}.txt").write_text(LIST, encoding="utf-8")
    first = subprocess.Popen(
        [sys.executable, "-m", "carcite", "check", str(tmp_path), "--jobs", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    others = _wait(lambda: _children(first.pid), lambda found: len(found) >= 2)
    assert len(others) >= 2
    os.kill(first.pid, signal.SIGKILL)
    first.wait(timeout=20)
    left = _wait(lambda: {pid for pid in others if _runs(pid)}, lambda found: not found)
    assert not left


def _wait(look, enough):  # type: ignore[no-untyped-def]
    """Look until it is enough, for twenty seconds at most."""
    end = time.monotonic() + 20
    while not enough(found := look()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def _children(pid: int) -> set[int]:
    found = set()
    for each in Path("/proc").iterdir():
        if each.name.isdigit() and (fields := _stat(int(each.name))) and int(fields[1]) == pid:
            found.add(int(each.name))
    return found


def _runs(pid: int) -> bool:
    fields = _stat(pid)
    return bool(fields) and fields[0] != "Z"


def _stat(pid: int) -> list[str]:
    """Return state, parent and so on of a process; nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return []


def test_a_long_list_is_printed_alike(tmp_path: Path) -> None:
    text = "".join(LINE.format(n, n) for n in range(1, 2101))
    text = text.replace("\n9. ", "\n<!-- carcite: ignore[PAG002] -->\n9. ", 1)
    path = tmp_path / "list.txt"
    path.write_text(text.replace("\n12. ", "\n11. ", 1), encoding="utf-8")
    one, two = (carcite("render", path, "--style", "nlm", "--jobs", jobs) for jobs in (1, 2))
    assert one == two
    assert one.out.count("Cells of kind") == 2100
