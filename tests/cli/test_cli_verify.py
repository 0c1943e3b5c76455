"""`carcite verify`, `carcite corpus`, and `--corpus` of check and fix, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from corpus.made import made_corpus, write_json

from carcite.cli import main

RIGHT = (
    "1. Aldermann RK, van der Zijpp T, Okonjo P. Slow freezing of alpine marmot hearts preserves "
    "mitochondrial function. J Physiol. 2011;589(4):1013-27.\n"
)
WRONG = RIGHT.replace("589", "598")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made_corpus(tmp_path).close()
    (tmp_path / "right.txt").write_text(RIGHT)
    (tmp_path / "wrong.txt").write_text(WRONG)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_row_for_each_reference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--corpus", "made.corpus", "right.txt"]) == 0
    assert capsys.readouterr().out.startswith("   1  verified     Aldermann RK")
    assert main(["verify", "--corpus", "made.corpus", "wrong.txt"]) == 1
    out = capsys.readouterr().out
    assert 'volume: the reference says "598", the record "589"' in out
    assert "asked: made.corpus: 6 records from works.jsonl, pubmed.xml" in out


@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_rows_in_every_form(folder: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    main(["verify", "--corpus", "made.corpus", "wrong.txt", "--output-format", form])
    out = capsys.readouterr().out
    if form == "html":
        assert "<td>differs</td>" in out
        assert "Checked by:" in out
        return
    row = json.loads(out)[0] if form == "json" else json.loads(out)
    assert row["differences"] == [{"field": "volume", "stated": "598", "recorded": "589"}]


def test_lines_in_lines_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "lines.txt").write_text(f"{RIGHT}\n{WRONG}nothing at all\n")
    assert main(["verify", "--corpus", "made.corpus", "--lines", "lines.txt"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["state"] for row in rows] == ["verified", "not-found", "differs", "not-found"]
    assert {"state", "record", "differences", "evidence", "asked"} <= set(rows[0])
    assert rows[0]["record"]["doi"] == "10.5555/marmot.2011.4"
    assert rows[3]["record"] is None


def test_check_gives_findings_and_fix_corrects(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--select", "VER", "--corpus", "made.corpus", "wrong.txt"]) == 1
    assert "VER002" in capsys.readouterr().out
    assert main(["check", "--select", "VER", "wrong.txt"]) == 0
    main(["fix", "--select", "VER002", "--unsafe", "--corpus", "made.corpus", "wrong.txt"])
    assert (folder / "wrong.txt").read_text() == RIGHT


def test_the_settings_name_the_corpus(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pyproject.toml").write_text('[tool.carcite]\ncorpus = ["made.corpus"]\n')
    assert main(["verify", "right.txt"]) == 0
    assert main(["check", "--select", "VER002", "wrong.txt"]) == 1


def test_corpus_says_what_it_holds(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["corpus", "info", "made.corpus"]) == 0
    assert "made.corpus: 6 records, as of" in capsys.readouterr().out
    for words in (["10.5555/marmot.2011.4"], ["90000001"], ["slow", "freezing", "marmot"]):
        assert main(["corpus", "find", "made.corpus", *words]) == 0
        assert json.loads(capsys.readouterr().out)["pmid"] == "90000001"
    assert main(["corpus", "find", "made.corpus", "99"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", "right.txt"],
        ["verify", "--corpus", "right.txt", "right.txt"],
        ["check", "--corpus", "nowhere", "right.txt"],
        ["corpus", "build", "works.jsonl"],
        ["corpus", "build", "nowhere.jsonl", "-o", "x"],
        ["corpus", "info", "right.txt"],
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert not (folder / "x").exists()


def test_a_build_says_what_it_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_json(folder / "more.jsonl")
    path.write_text(path.read_text() + "{\n")
    assert main(["corpus", "build", "more.jsonl", "-o", "more.corpus"]) == 0
    assert "more.corpus: 5 records (5 read now, 1 not read)" in capsys.readouterr().err
