"""Compiled patterns kept between runs: the same patterns, and no run fails for want of them."""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command import carcite

from carcite.text.kept import _Kept

SCRIPT = """
import re, sys
from carcite.text import kept
from re import _compiler
made = []
compiler = _compiler.compile
_compiler.compile = lambda *given: made.append(given) or compiler(*given)
parse = kept._parser.parse
kept._parser.parse = lambda *given: made.append(given) or parse(*given)
found = kept.compile_kept(r"(?P<year>\\d{4})(?:;(?P<volume>\\d+))?", re.IGNORECASE)
again = re.compile(r"(?P<year>\\d{4})(?:;(?P<volume>\\d+))?", re.IGNORECASE)
assert (found, found.flags, found.groups) == (again, again.flags, again.groups)
assert dict(found.groupindex) == dict(again.groupindex)
match = found.search("Science 2018;359")
assert (match["year"], match["volume"], match.lastgroup) == ("2018", "359", "volume")
assert kept.compile_kept(rb"\\d+", 0).findall(b"a1b22") == [b"1", b"22"]
kept.keep_patterns()
print(len(made))
"""


KEPT, ANEW = 2, 4
"""What is counted: the pattern that the script compares with is parsed and compiled each time."""


def run(home: Path) -> int:
    """Return how often a process asked Python to parse or compile a pattern."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def kept(home: Path) -> Path:
    (path,) = (home / "carcite").iterdir()
    return path


def file_of(index: object, codes: bytes) -> bytes:
    head = marshal.dumps(index)
    return len(head).to_bytes(8, "little") + head + codes


def test_a_second_run_compiles_nothing_anew(tmp_path: Path) -> None:
    assert run(tmp_path) == ANEW
    assert kept(tmp_path).name.startswith("patterns-")
    assert run(tmp_path) == KEPT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no patterns",
        b"\xff" * 8 + b"endless",
        file_of([1], b""),
        file_of({b"a" * 16: (0, 99)}, b"\x07" * 8),
    ],
)
def test_a_broken_file_is_no_fault(tmp_path: Path, data: bytes) -> None:
    run(tmp_path)
    kept(tmp_path).write_bytes(data)
    assert run(tmp_path) == ANEW
    assert run(tmp_path) == KEPT


def test_code_that_is_none_is_compiled_anew(tmp_path: Path) -> None:
    run(tmp_path)
    data = kept(tmp_path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    index = marshal.loads(data[8 : 8 + size])
    bad = marshal.dumps((0, b"\x07" * 8, 2, {}))
    size = len(bad) + 16
    codes = {key: key + bad for key in index}
    places = {key: (size * place, size) for place, key in enumerate(index)}
    kept(tmp_path).write_bytes(file_of(places, b"".join(codes.values())))
    assert run(tmp_path) == ANEW


def test_the_code_of_another_pattern_is_not_taken(tmp_path: Path) -> None:
    run(tmp_path)
    data = kept(tmp_path).read_bytes()
    size = int.from_bytes(data[:8], "little")
    index = marshal.loads(data[8 : 8 + size])
    turned = dict(zip(index, reversed(index.values()), strict=True))
    kept(tmp_path).write_bytes(file_of(turned, data[8 + size :]))
    assert run(tmp_path) == ANEW


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "carcite").write_text("a file where the folder should be")
    assert run(tmp_path) == ANEW
    assert run(tmp_path) == ANEW


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that share an open file")
def test_a_forked_process_does_not_move_what_another_reads(tmp_path: Path) -> None:
    """Workers of `--jobs` share the file's place; one must not read another's bytes."""
    path = tmp_path / "patterns.bin"
    wanted = {bytes([n]) * 16: ("x" * 40 * n, n) for n in range(1, 120)}
    first = _Kept(path)
    first.new = {key: key + marshal.dumps(value) for key, value in wanted.items()}
    first.write()
    kept = _Kept(path)

    def all_right() -> bool:
        return all(kept.get(key) == value for _ in range(60) for key, value in wanted.items())

    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = 0 if all_right() else 1
        finally:
            os._exit(code)
    right = all_right()
    _, status = os.waitpid(child, 0)
    assert right
    assert os.waitstatus_to_exitcode(status) == 0


def test_a_second_run_compiles_nothing_whatever_order_its_sets_have(tmp_path: Path) -> None:
    text = "References\n\n1. von June CH, Lee B. Cells of it. Science. 2018;359(6382):1361-5.\n"
    kept = []
    for seed in ("1", "2"):
        done = carcite("check", "-", given=text, XDG_CACHE_HOME=str(tmp_path), PYTHONHASHSEED=seed)
        assert done.code in (0, 1), done
        (file,) = (tmp_path / "carcite").iterdir()
        kept.append((file.stat().st_ino, file.stat().st_size))
    assert kept[0] == kept[1]
