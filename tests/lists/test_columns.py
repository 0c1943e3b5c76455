"""Two columns that a text dump set side by side are refused; wide gaps elsewhere are none."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from pathlib import Path

import pytest

import carcite
from carcite.errors import UnreadableError
from carcite.lists.columns import stand_side_by_side

ENTRIES = [
    f"{n}. Smith{chr(96 + n)} JA, Lee BC. The course of study number {n} in ageing cells and their "
    f"neighbours. J Cell Sci. 20{n:02};{n}:{n}01-9."
    for n in range(1, 21)
]
WRAPPED = [line for each in ENTRIES for line in textwrap.wrap(each, 44, subsequent_indent="   ")]


def dumped() -> str:
    half = (len(WRAPPED) + 1) // 2
    pairs = zip_longest(WRAPPED[:half], WRAPPED[half:], fillvalue="")
    return "References\n\n" + "".join(f"{left:50}{right}".rstrip() + "\n" for left, right in pairs)


def test_mixed_columns_are_refused_in_a_line(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_text(dumped(), encoding="utf-8")
    with pytest.raises(UnreadableError, match="lines 3 to 32: two columns stand side by side"):
        carcite.check_file(path)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(WRAPPED),
        "\n".join(ENTRIES),
        "\n".join(each.replace(". ", ".     ", 1) for each in ENTRIES),  # A gap behind the label.
        "\n".join(each.replace(" ", "   ") for each in WRAPPED),  # Every blank is wide.
        "\n".join(f"{each:60} CAS" for each in WRAPPED),  # A link at the margin.
        "",
    ],
)
def test_other_gaps_are_no_columns(text: str) -> None:
    assert not stand_side_by_side(text)
    if text:
        assert len(carcite.check("References\n\n" + text + "\n").parses) > 15
