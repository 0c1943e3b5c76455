"""Titles, names and pages as they are compared: what is one, and what is not."""

from __future__ import annotations

import pytest

from carcite.corpus.compare_names import same_family
from carcite.corpus.compare_titles import SAME, agreement
from carcite.corpus.words import page_key


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Stageing of the ageing brain", "Staging of the aging brain", True),
        ("Linkage analysis of diagnoses", "Linkage analyses of diagnosis", True),
        (
            "Effects of GSK-3? overexpression in mice",
            "Effects of GSK-3beta overexpression in mice",
            True,
        ),
        ("Effects of \ufffd blockade in old mice", "Effects of alpha blockade in old mice", True),
        ("Clinicalcourseandoutcomes of fever", "Clinical course and outcomes of fever", True),
        ("J. Deep sleep of sailors", "Deep sleep of sailors", True),
        ("Is it safe? Trials of salt", "Is it safe: new trials of salt", False),
        ("E. coli in the soil of farms", "B. coli in the soil of farms", False),
        (
            "Effects of GSK-3 overexpression in mice",
            "Effects of GSK-5 overexpression in mice",
            False,
        ),
    ],
)
def test_titles(one: str, two: str, same: bool) -> None:
    assert (agreement(one, two) == SAME) is same


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("van de Wiel", "Wiel", True),
        ("Lopez", "Lopez Garcia", True),
        ("Es Tinay", "El Tinay", False),
        ("vao Wiel", "van Wiel", False),
    ],
)
def test_family_names(one: str, two: str, same: bool) -> None:
    assert same_family(one, two) is same


def test_a_period_behind_an_article_number_is_none_of_it() -> None:
    assert page_key("e20.") == page_key("20")
