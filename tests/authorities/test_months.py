"""Month and season names in six languages."""

from __future__ import annotations

import pytest

from carcite.authorities import months


def test_every_form_of_every_month_gives_its_number() -> None:
    assert set(months.MONTHS.values()) == set(range(1, 13))
    for name, number in months.MONTHS.items():
        assert months.month_number(name.upper() + ".") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("Sept.", 9), ("fevr.", 2), ("FÉVR", 2), ("Mrz", 3), ("aout", 8), ("mayo", 5), ("Ott", 10)],
)
def test_forms_that_lists_use(text: str, number: int) -> None:
    assert months.month_number(text) == number


@pytest.mark.parametrize("text", ["", ".", "Marc", "3", "Decade", "Mayer", "Janus", "Summer"])
def test_other_words_are_no_months(text: str) -> None:
    assert months.month_number(text) is None


def test_seasons_carry_the_numbers_of_csl() -> None:
    names = ("Spring", "été", "otoño", "inverno", "Fall", "Frühjahr")
    assert tuple(map(months.season_number, names)) == (1, 2, 3, 4, 3, 1)
    assert months.season_number("May") is None
    assert months.SEASON_NAMES[3] == "Autumn"
