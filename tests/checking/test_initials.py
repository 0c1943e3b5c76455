"""Initials of a list that is its own measure, whatever order its parts stand in."""

from __future__ import annotations

import carcite
from carcite.checking.initials import usual_form

ENTRIES = (
    "Abbott, R. A., & Bell, G. B. (2001). Sleep and health. Burns, 5(2), 77–91.",
    "Braun, V., & Lark, V. (2006). Themes in wards. Burns, 3(2), 71–81.",
    "Cohen, S., Kam, T., & Mer, R. (1983). A measure of stress. Burns, 2(4), 85–96.",
    "Diener, E., Emmons, R. A., & Roe, S. (1985). The scale. Burns, 49(1), 71–75.",
    "Ryff, C. D., & Keyes, C. L. M. (1995). Well-being. Burns, 69(1), 19–27.",
)
ODD = "Kroenke K, Spitzer RL, Ek J-P. (2001). The severity of it. Burns, 16(9), 6–13."


def test_initials_become_what_the_list_prints() -> None:
    text = "\n".join((*ENTRIES, ODD)) + "\n"
    fixed = carcite.fix(text).text.splitlines()
    assert fixed[:-1] == list(ENTRIES)
    assert fixed[-1].startswith("Kroenke, K., Spitzer, R. L., Ek, J.-P. (2001). The severity")


def test_a_list_of_two_minds_is_left_alone() -> None:
    text = "\n".join((*ENTRIES[:3], *(ODD.replace("2001", str(1990 + n)) for n in range(3)))) + "\n"
    assert carcite.fix(text).text == text


def test_single_letters_do_not_tell_whether_blanks_stand_between() -> None:
    assert usual_form([["K."]] * 9) is None
    assert usual_form([["K."]] * 9 + [["R.L."]]) is not None
    assert usual_form([["RL"]] * 4) is None


def test_a_word_in_capitals_is_no_initials() -> None:
    odd = "Core TEAM. (2001). The severity of it. Burns, 16(9), 6–13."
    text = "\n".join((*ENTRIES, odd)) + "\n"
    assert carcite.fix(text).text.splitlines()[-1] == odd


def test_letters_behind_a_name_in_capitals_are_not_written_as_a_name() -> None:
    text = "1. MORTIMER JA, JUN SP SP, FINCH MD. Predictors of it. Neurology. 1992;42:1689-96.\n"
    assert "JUN SP SP" in carcite.fix(text, style="nlm").text
