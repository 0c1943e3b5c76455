"""One entry a line: nothing that stood before a bad line is lost, and its number is told."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import carcite
from carcite.cli import main

GOOD = "June CH. CAR T cells. Science. 2018;359(6382):1361-5."


def test_one_entry_is_never_a_list() -> None:
    assert carcite.read(f"12345. {GOOD}") == carcite.parse(GOOD)[0]
    assert carcite.read("").title == ""
    with pytest.raises(carcite.UsageError, match="not list"):
        carcite.read([GOOD])  # type: ignore[arg-type]


def test_lines_give_a_reference_each() -> None:
    found = list(carcite.read_lines([GOOD, "", f"[2] {GOOD}"]))
    assert [each.volume for each in found] == ["359", "", "359"]
    assert next(iter(carcite.convert_lines([GOOD], start=7))).startswith('{"id": "7"')
    with pytest.raises(carcite.UsageError, match="csl-jsonl"):
        list(carcite.convert_lines([GOOD], "ris"))  # type: ignore[arg-type]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    path = tmp_path / "refs.txt"
    path.write_bytes(f"1. {GOOD}\n".encode() + b"2. M\xfcller A. B. BMJ. 2019;3:4.\n" + b"3. x\n")
    return path


def test_a_bad_byte_is_told_with_its_line(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", "--lines", str(broken)]) == 2
    said = capsys.readouterr()
    assert "Science" in said.out
    assert f"{broken}:2: not UTF-8" in said.err


@pytest.mark.parametrize(("errors", "second"), [("replace", "M\ufffdller"), ("skip", "{}")])
def test_a_bad_line_does_not_end_the_stream(
    broken: Path, capsys: pytest.CaptureFixture[str], errors: str, second: str
) -> None:
    assert main(["parse", "--lines", "--errors", errors, str(broken)]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert len(lines) == 3
    assert second in lines[1]
    assert f"{broken}:2: not UTF-8" in said.err


def test_concise_is_a_line_a_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("1. June CH. Which cells?. Science 2018; 359: 1361-1365\n", encoding="utf-8")
    assert main(["check", "--output-format", "concise", "--exit-zero", str(path)]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith(f"{path}:1:25: TTL001 warning: ")


def test_a_line_that_is_no_text_is_told_with_its_number() -> None:
    lines = carcite.read_lines([GOOD, b"x"], start=41)  # type: ignore[list-item]
    assert next(lines).volume == "359"
    with pytest.raises(carcite.UsageError, match="line 42: not text but bytes"):
        next(lines)


def test_a_reference_sends_what_is_set() -> None:
    reference = carcite.read(GOOD)
    assert pickle.loads(pickle.dumps(reference)) == reference
    assert len(pickle.dumps(carcite.Reference())) < 100
    assert len(pickle.dumps(reference)) < 420
