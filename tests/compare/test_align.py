"""Observed beside expected: every difference at its place, and all of them made give the style."""

from __future__ import annotations

import pytest

from carcite.compare.align import Kind, align
from carcite.model.layout import Layout, Role
from carcite.reading.entry import read_entry
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.edit import Edit, apply_edits

THIEME = (
    "June CH, O'Connor RS, Kawalekar OU. et al. CAR T cell immunotherapy for human cancer. "
    "Science 2018; 359: 1361-1365"
)
NLM = (
    "June CH, O'Connor RS, Kawalekar OU, et al. CAR T cell immunotherapy for human cancer. "
    "Science. 2018;359:1361-5."
)


@pytest.mark.parametrize("house", ["nlm", "ama", "bmj", "lancet", "nejm", "plos", "thieme", "sage"])
def test_all_differences_made_give_the_expected_text(house: str) -> None:
    parse = read_entry(THIEME)
    expected = VancouverStyle(PROFILES[house]).write(parse.reference)
    edits = [Edit(each.span, each.expected) for each in align(parse.layout, expected)]
    assert apply_edits(THIEME, edits) == expected.text


def test_nlm_from_thieme_differs_at_six_places() -> None:
    parse = read_entry(THIEME)
    expected = VancouverStyle(PROFILES["nlm"]).write(parse.reference)
    assert expected.text == NLM
    found = [(each.kind, each.observed, each.expected) for each in align(parse.layout, expected)]
    assert found == [
        (Kind.AFFIX, ". ", ", "),
        (Kind.AFFIX, " ", ". "),
        (Kind.AFFIX, "; ", ";"),
        (Kind.AFFIX, ": ", ":"),
        (Kind.FORM, "1361-1365", "1361-5"),
        (Kind.AFFIX, "", "."),
    ]


def test_equal_texts_do_not_differ() -> None:
    parse = read_entry(NLM)
    assert align(parse.layout, VancouverStyle(PROFILES["nlm"]).write(parse.reference)) == ()


@pytest.mark.parametrize(
    ("observed", "expected"),
    [
        ("O’Connor", "O'Connor"),
        ("a – b", "a - b"),
        ("a\u00a0b", "a b"),
        ("two\n  lines", "two lines"),
    ],
)
def test_marks_that_print_alike_do_not_differ(observed: str, expected: str) -> None:
    one = Layout(observed, ((Role.TITLE, 0, len(observed)),))
    two = Layout(expected, ((Role.TITLE, 0, len(expected)),))
    assert align(one, two) == ()


def test_one_dash_is_not_another_in_pages() -> None:
    one = Layout("1–5", ((Role.PAGE, 0, 3),))
    two = Layout("1-5", ((Role.PAGE, 0, 3),))
    assert [each.kind for each in align(one, two)] == [Kind.FORM]


def test_a_year_at_another_place_is_one_difference_of_order() -> None:
    one = Layout(
        "Qin C. 2018. Title", ((Role.FAMILY, 0, 3), (Role.YEAR, 7, 11), (Role.TITLE, 13, 18))
    )
    two = Layout(
        "Qin C. Title. 2018", ((Role.FAMILY, 0, 3), (Role.TITLE, 7, 12), (Role.YEAR, 14, 18))
    )
    found = align(one, two)
    assert [(each.kind, each.span.of(one.text)) for each in found] == [(Kind.ORDER, one.text)]


def test_names_beyond_the_cut_are_extra() -> None:
    parse = read_entry("A B, C D, E F, G H. A title of some length. Blood. 2016;127:21-30.")
    expected = VancouverStyle(PROFILES["bmj"]).write(parse.reference)
    kinds = [each.kind for each in align(parse.layout, expected)]
    assert kinds == [] or Kind.EXTRA in kinds
