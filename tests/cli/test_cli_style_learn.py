"""`carcite style learn`: a file that `--style` reads, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, carcite

LIST = ROOT / "fixtures" / "lists" / "gold" / "thieme_car_t.txt"


def test_a_list_gives_the_style_that_checks_it(tmp_path: Path) -> None:
    style = tmp_path / "journal.toml"
    done = carcite("style", "learn", str(LIST), "-o", str(style))
    assert done.code == 0
    assert done.out == ""
    assert "learnt from 16 entries; this style prints 16 of them to the letter" in done.err
    assert "nearest house style: thieme" in done.err
    assert "CSL style" in done.err
    assert "cannot tell doi: no DOI" in done.err
    shown = carcite("style", str(style))
    assert shown.code == 0
    assert "initials compact" in shown.out
    rendered = carcite("render", str(LIST), "--style", str(style))
    assert "1 June CH, O'Connor RS, Kawalekar OU. et al. CAR" in rendered.out


def test_without_o_the_style_is_printed_and_stdin_is_read() -> None:
    done = carcite("style", "learn", given=LIST.read_text(encoding="utf-8"))
    assert done.code == 0
    assert '\ninherits = "thieme"\n' in done.out


def test_the_style_can_be_written_as_csl() -> None:
    done = carcite("style", "learn", str(LIST), "--to", "csl")
    assert done.out.startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("learn", "missing.txt"), "missing.txt: no such file"),
        (("nlm", "list.txt"), "go with `carcite style learn`"),
        (("nlm", "-o", "x.toml"), "go with `carcite style learn`"),
        (("learn", str(ROOT / "fixtures" / "formats" / "refs.bib")), "holds records"),
    ],
)
def test_misuse_is_one_line(arguments: tuple[str, ...], wanted: str) -> None:
    done = carcite("style", *arguments)
    assert done.code == 2
    assert wanted in done.err
    assert done.err.count("\n") == 1
