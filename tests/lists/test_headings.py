"""Headings of reference lists, and lines that only begin like one."""

from __future__ import annotations

import pytest

from carcite.lists.headings import glued_heading, is_heading, run_in_heading


@pytest.mark.parametrize(
    "line",
    [
        "References",
        "REFERENCES:",
        "References and Notes",
        "7. References",
        "VII. Literature cited",
        "## References",
        "**References**",
        "References (42)",
        "References[edit]",
        "Supplementary references",
        "Bibliography",
        "Literatur",
        "Literaturverzeichnis",
        "Références",
        "Références bibliographiques",
        "Bibliografía",
        "Referencias bibliográficas",
        "Referências",
        "Bibliografia",
        "Riferimenti bibliografici",
        "Literatuur",
        "Referenser",
        "Referanser",
        "Litteratur",
        "Kirjallisuus",
        "Piśmiennictwo",
        "Irodalom",
        "Kaynaklar",
        "Литература",
        "Список литературы",
        "参考文献",
        "参 考 文 献",
        "【参考文献】",
        "참고문헌",
    ],
)
def test_heading(line: str) -> None:
    assert is_heading(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Reference ranges",
        "References to earlier work are few.",
        "Preferences",
        "Literature review",
        "Bibliographies of 12 authors",
        "References 1-16 were found by hand in 2018, and the others by machine, in part.",
    ],
)
def test_no_heading(line: str) -> None:
    assert not is_heading(line)


def test_run_in_heading() -> None:
    assert run_in_heading("References: 1. June CH. CAR T cells.") == len("References:")
    assert run_in_heading("Literatur 1 June CH. CAR T cells.") == len("Literatur")
    assert run_in_heading("References to June CH.") == 0
    assert run_in_heading("Literature 2018 was searched.") == 0


def test_glued_heading() -> None:
    line = "Supported by the DFG (12).References"
    assert glued_heading(line, 0, len(line)) == len("Supported by the DFG (12).")
    assert glued_heading("See References", 0, 14) == -1
