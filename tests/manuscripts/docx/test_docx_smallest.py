"""Edits between two texts: they make the one the other, and are small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.manuscripts.docx.document import edits_between
from carcite.manuscripts.docx.smallest import smallest
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

_LINES = st.lists(st.sampled_from(["", "a", "b c", "b d", "June CH. Science"]), max_size=6)


@given(_LINES, _LINES)
def test_edits_between_make_the_one_the_other(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    assert apply_edits(old, edits_between(old, new)) == new


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("1361-1365.", "1361-5.", [("136", "")]),
        (
            "N. Engl. J. Med. 2018",
            "N Engl J Med 2018",
            [(".", ""), (".", ""), (".", ""), (".", "")],
        ),
        ("a\nJune CH\nc", "a\nJuno CH\nc", [("e", "o")]),
        ("same", "same", []),
        ("a foo bar b", "a qux quux b", [("foo bar", "qux quux")]),
    ],
)
def test_edits_are_small(before: str, after: str, changed: list[tuple[str, str]]) -> None:
    found = edits_between(before, after)
    assert [(edit.span.of(before), edit.replacement) for edit in found] == changed


def test_edits_that_touch_become_one() -> None:
    edits = [Edit(Span(2, 2), "x"), Edit(Span(2, 4), "yz")]
    assert smallest(edits, "abcd") == [Edit(Span(2, 4), "xyz")]
