"""No pattern of a rule takes much longer on a longer text, whatever the text.

The patterns of `pages` are not among them: they are matched against a page range alone.
"""

from __future__ import annotations

import re
import time

import pytest

from carcite import suppress
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
    volumes,
)

_MODULES = (
    *(callouts, case, citations, dates, dois, dois_facts, entries, identifiers, kinds, lists),
    *(names, names_facts, punctuation, titles, titles_facts, volumes, suppress),
)
PATTERNS = [
    pytest.param(pattern, id=f"{module.__name__}.{name}")
    for module in _MODULES
    for name, pattern in vars(module).items()
    if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
]
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


@pytest.mark.parametrize("pattern", PATTERNS)
def test_time_grows_no_faster_than_the_text(pattern: re.Pattern[str]) -> None:
    for part in HOSTILE:
        short = seconds(pattern, part * (SHORT // len(part)))
        long = seconds(pattern, part * (LONG // len(part)))
        assert long < 30 * max(short, 0.0002), part
