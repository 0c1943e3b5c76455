"""Citations in the text: what cites a list, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from carcite.rules.callouts import find_callouts
from carcite.text.span import Span

KNOWN = frozenset(range(1, 11))


def numbers(text: str, known: frozenset[int] = KNOWN) -> list[tuple[str, tuple[int, ...]]]:
    found = find_callouts(text, (Span(0, len(text)),), (), known)
    return [(each.span.of(text), each.numbers) for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "a [1-4] b [5, 7] c [8;9]",
            [("[1-4]", (1, 2, 3, 4)), ("[5, 7]", (5, 7)), ("[8;9]", (8, 9))],
        ),
        ("one.¹⁻⁴ two,⁵ three;⁶˒⁷", [("¹⁻⁴", (1, 2, 3, 4)), ("⁵", (5,)), ("⁶˒⁷", (6, 7))]),
        ("one^1,2^ two^3–5^", [("^1,2^", (1, 2)), ("^3–5^", (3, 4, 5))]),
        (
            "seen (1), then (2–4), then (5,6).",
            [("(1)", (1,)), ("(2–4)", (2, 3, 4)), ("(5,6)", (5, 6))],
        ),
    ],
)
def test_every_way_of_citing(text: str, wanted: list[tuple[str, tuple[int, ...]]]) -> None:
    assert numbers(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "in 2018 (2018) and 2019 (2019), n = 3 (n = 3)",
        "95% CI [1-3], range [2-5], IQR [4-6], median [7]",
        "10³ cells, 5 m², Ca²⁺, ¹⁸F, 10⁻³, R²",
        "Table (1), Figure (2), step (3), equation (4), phase (1)",
        "[link](1) and [1](http://example.org)",
        "(1) first (2) second",
        "[0, 1] and [0-10]",
        "cite us as PLoS ONE 8(4):e61217, Lancet 3(2):5, BMJ 7(1):9, JAMA 2(3):1, AIDS 5(6):2",
        "median 5 [1-3] days and 7% [4-6]",
        "",
    ],
)
def test_what_only_looks_like_a_citation(text: str) -> None:
    assert numbers(text) == []


def test_intervals_with_decimal_commas_cite_nothing() -> None:
    text = "One (1). Two (2), three (3). Ratio (1,01-1,25) and mean (2,8;4,4) as in (1,3-5,7)."
    assert [words for words, _ in numbers(text, frozenset(range(1, 8)))] == [
        "(1)", "(2)", "(3)", "(1,3-5,7)",
    ]  # fmt: skip


def test_raised_stretches_of_a_document() -> None:
    text = (
        "Jane Doe1 and John Roe2\nAbstract\nCells were counted.1,2 More were found.3-5 Area in m2."
    )
    raised = tuple(
        Span(at, at + len(figures))
        for figures, at in [
            ("1", text.index("1 and")),
            ("2", text.index("2\nAbs")),
            ("1,2", text.index("1,2")),
            ("3-5", text.index("3-5")),
            ("2", text.index("2.", text.index("m2"))),
        ]
    )
    found = find_callouts(text, (Span(0, len(text)),), raised, KNOWN)
    assert [each.numbers for each in found] == [(1, 2), (3, 4, 5)]


@pytest.mark.timed
def test_time_grows_with_length_and_not_faster() -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        numbers(text)
        return time.process_time() - start

    for part in ("[1,2,", "(1;", "1-", "¹", "^1,", "a.", "[1] "):
        short, long = part * 2000, part * 20000
        assert min(seconds(long) for _ in range(3)) < 40 * max(
            min(seconds(short) for _ in range(3)), 0.0005
        )


def test_a_range_over_two_marks_is_a_range() -> None:
    text = "seen [1], then [2]-[4], and [5]–[7]"
    assert numbers(text) == [("[1]", (1,)), ("[2]-[4]", (2, 3, 4)), ("[5]–[7]", (5, 6, 7))]


def test_a_range_whose_dash_is_not_raised_is_a_range() -> None:
    text = "Cells were counted1. More were found2-4, and treated."
    raised = tuple(
        Span(at, at + 1) for at in (text.index("1."), text.index("2-"), text.index("4,"))
    )
    found = find_callouts(text, (Span(0, len(text)),), raised, frozenset(range(1, 5)))
    assert [each.numbers for each in found] == [(1,), (2, 3, 4)]
