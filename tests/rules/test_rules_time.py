"""No pattern of a rule takes much longer on a longer text, whatever the text.

The patterns of `pages` are not among them: they are matched against a page range alone.
"""

from __future__ import annotations

import re
import time

import pytest

from carcite import check
from carcite.lists import directives
from carcite.rules import (
    callouts,
    case,
    citations,
    dates,
    dois,
    dois_facts,
    entries,
    identifiers,
    kinds,
    lists,
    names,
    names_facts,
    punctuation,
    titles,
    titles_facts,
    titles_residue,
    volumes,
)

_MODULES = (
    *(callouts, case, citations, dates, dois, dois_facts, entries, identifiers, kinds, lists),
    *(names, names_facts, punctuation, titles, titles_facts, titles_residue, volumes, directives),
)
PATTERNS = [
    pytest.param(pattern, id=f"{module.__name__}.{name}")
    for module in _MODULES
    for name, pattern in vars(module).items()
    if isinstance(getattr(pattern, "pattern", None), str)
]
assert len(PATTERNS) > 30, "the patterns of the rules were not found"
HOSTILE = (
    *(
        "a",
        "A",
        "1",
        " ",
        ".",
        ",",
        "-",
        "(",
        "[",
        "&",
        "<",
        "{",
        "\\",
        "10.1000/",
        "a b",
        "Ab C, ",
    ),
    *(
        "1,",
        "[1,",
        "2018;1:",
        "2018;359:1361-5. ",
        "http://",
        "utm_a=",
        "Smith J, MD, ",
        "¹",
        "&#1",
    ),
    *(
        "PMID",
        "PMC",
        "Prof Dr ",
        ", for the X ",
        "Ã¼",
        "<i ",
        "\n%",
        "carcite: ",
        "2nd ed",
        ". In: ",
    ),
)
SHORT, LONG = 1_500, 12_000
"""Eight times the text: a pattern that looks back over all of it takes 64 times as long."""


def seconds(pattern: re.Pattern[str], text: str) -> float:
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.timed
@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_no_faster_than_the_text(pattern: re.Pattern[str]) -> None:
    for part in HOSTILE:
        short = seconds(pattern, part * (SHORT // len(part)))
        long = seconds(pattern, part * (LONG // len(part)))
        assert long < 30 * max(short, 0.0002), part


@pytest.mark.timed
def test_the_time_of_a_check_grows_with_the_authors_and_not_with_their_square() -> None:
    def spent(many: int) -> float:
        names = ", ".join(f"Smith{chr(97 + at % 26)} AB" for at in range(many))
        text = f"1. {names}. Title of the work. N Engl J Med. 2018;1:1-2."
        text += "\n2. Qin C, Lee D. Title of another. N Engl J Med. 2019;2:3-4."
        start = time.process_time()
        assert len(check(text).parses) == 2
        return time.process_time() - start

    spent(10)
    small = min(spent(600) for _ in range(2))
    # Ten times the authors: a check that compares each with each would take a hundred times.
    assert min(spent(6000) for _ in range(2)) < 60 * small
