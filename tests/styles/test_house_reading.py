"""A house style from a file reads what it prints; the built-in houses are read by the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

import carcite
from carcite.cli import main
from carcite.reading.entry import read_entry
from carcite.styles.catalogue import find_style, reader_of

OWN = """
inherits = "nlm"
pages = "full"
[names]
last-delimiter = " dan "
[templates]
article-journal = "<{authors} / ><{year} / ><{title} / ><{container} / ><{volume} / ><{pages}>"
"""
LINES = (
    "1. Lind EB, Rao K dan Holm C / 2019 / Sleep of nurses in two wards / Blood / 12 / 101-109.",
    "2. Moreau L / 2011 / A note on cold water / Lancet / 378 / 872-878.",
    "3. Ito K dan Sato M / 2020 / Fever as a friend / BMJ / 368 / 112-119.",
)
TEXT = "\n".join(LINES) + "\n"


@pytest.fixture
def own(tmp_path: Path) -> str:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_a_list_in_a_form_of_ones_own_is_read_by_its_file(own: str) -> None:
    read = carcite.parse(TEXT, style=own)
    assert [each.title for each in read] == [
        "Sleep of nurses in two wards", "A note on cold water", "Fever as a friend",
    ]  # fmt: skip
    assert [[name.family for name in each.authors] for each in read] == [
        ["Lind", "Rao", "Holm"], ["Moreau"], ["Ito", "Sato"],
    ]  # fmt: skip
    assert [each.title for each in carcite.parse(TEXT)] != [each.title for each in read]


def test_what_the_file_prints_is_no_fault(own: str) -> None:
    assert not carcite.check(TEXT, own, select="PRS,AUT,PUN,PAG,TTL,JNL").diagnostics


def test_the_command_reads_by_the_file(own: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path(own).with_name("list.txt")
    path.write_text(TEXT, encoding="utf-8")
    assert main(["parse", str(path), "--style", own]) == 0
    assert '"container-title": "Lancet"' in capsys.readouterr().out


def test_what_the_file_does_not_print_is_left_to_the_reader(own: str) -> None:
    text = "June CH, O'Connor RS. CAR T cells. Science. 2018;359:1361-5."
    assert reader_of(find_style(own))(text, None) == read_entry(text)
