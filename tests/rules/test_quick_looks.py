"""What tells quickly that a rule has nothing to say never hides what the rule would find.

Each pair is the quick look and the whole pattern: whatever the whole takes, the quick one sees.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from carcite.identifiers import doi, isbn
from carcite.rules import names_facts, punctuation, titles_facts

_CASES = sorted((Path(__file__).parents[2] / "fixtures" / "rules").glob("*.yml"))
_MADE = (
    "boys ,girls (see ) and [] of \u00a0, men.. Water,. Old,, new",
    "anti -inflammatory, SARS- CoV-2 and Self-\u00a0efficacy, Health:a review; boys,girls too",
    "Smith J, MD, PhD, Doe A. Prof. Dr. Roe B, Priv.-Doz. Dr Poe C",
)


def _texts() -> list[str]:
    texts = [*_MADE]
    for path in _CASES:
        for case in yaml.safe_load(path.read_text(encoding="utf-8")).values():
            texts += [each for each in case.values() if isinstance(each, str)]
    return texts


@pytest.mark.parametrize(
    ("quick", "whole"),
    [
        (punctuation._MAY_STRAY, punctuation._STRAY),
        (titles_facts._MAY_CLOSE, titles_facts._CLOSE),
        (titles_facts._MAY_BREAK, titles_facts._BROKEN),
        (names_facts._MAY_BE_DEGREE, names_facts._AFTER_INITIALS),
        (names_facts._MAY_BE_DEGREE, names_facts._TITLE),
    ],
)
def test_a_quick_look_sees_what_the_whole_pattern_takes(
    quick: re.Pattern[str], whole: re.Pattern[str]
) -> None:
    texts = [text for text in _texts() if whole.search(text)]
    assert texts
    assert all(map(quick.search, texts))


def test_isbns_and_broken_dois_are_looked_for_where_they_can_be() -> None:
    for text in _texts():
        if not isbn.find(text):
            assert not isbn._LABELLED.search(text)
            assert not isbn._UNLABELLED.search(text)
        if "10." not in text:
            assert not doi._BROKEN.search(text)
