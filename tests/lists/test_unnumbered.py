"""Entries without numbers are told apart by how their lines are set."""

from __future__ import annotations

import textwrap

import pytest

from carcite.lists.find import find_lists

ENTRIES = [
    "June CH, Lee BC, Rao K. Cells of the lung that age with their neighbours on the ward and are "
    "counted there. J Cell Sci. 2011;12:1-9.",
    "Lind E, Berg H, Rao K. Steam for children with croup, a trial in four houses of the north and "
    "one of the south. Lancet. 2012;13:22-9.",
    "Ward Team. W: a language of the wards [Internet]. Oslo, Norway: Ward Foundation for Counting; "
    "2022. Available from: https://www.W-project.example/",
    "Wardcorp. 2019. Ward Counting Software: Release 16. College Station, TX: Wardcorp LLC.",
    "Holm B, Qin C, Lind E. Nurses who count, and those who do not: an account of ten years from "
    "the books of a small house. BMJ. 2014;15:3-8.",
    "Qin C, Rao K, Holm B. Masks and their makers in the north, before the winter and behind it, "
    "by the houses' own books. Med Lett. 2015;16:1-2.",
]


@pytest.mark.parametrize("width", [45, 57, 60, 78])
def test_where_first_lines_hang_any_flush_line_begins_an_entry(width: int) -> None:
    lines = [
        line for each in ENTRIES for line in textwrap.wrap(each, width, subsequent_indent="      ")
    ]
    (found,) = find_lists("References\n\n" + "\n".join(lines) + "\n")
    assert len(found.entries) == len(ENTRIES)
