"""The clean and plain copies of a text, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.text.scanner import plain_char, scan
from carcite.text.span import Span


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain text", "plain text"),
        ("  two\u00a0 blanks\t", "two blanks"),
        ("immu-\nnology", "immunology"),
        ("immu-\r\n   nology", "immunology"),
        ("meta-\nanalysis", "meta-analysis"),
        ("T-\ncell", "T-cell"),
        ("Garcia-\nLopez", "Garcia-Lopez"),
        ("co\u00adoperation", "cooperation"),
        ("co\u00ad\noperation", "cooperation"),
        ("\ufb01brosis", "fibrosis"),
        ("Mu\u0308ller", "M\u00fcller"),
        ("a\u200bb", "ab"),
        ("\ud800x", "\ufffdx"),
        ("1361-\n1365", "1361- 1365"),
        ("https://doi.org/10.1000/\nabc1", "https://doi.org/10.1000/abc1"),
        ("https://x.org/a. \nThe next", "https://x.org/a. The next"),
        ("", ""),
        (" \n", ""),
    ],
)
def test_clean(text: str, clean: str) -> None:
    assert scan(text).clean == clean


def test_plain_is_ascii_for_letters_dashes_quotes() -> None:
    assert scan("Ößé–“x”’Ж").plain == 'Ose-"x"\'Z'
    assert plain_char("ł") == "l"


def test_noise_is_blank() -> None:
    assert scan("one PAGE 3 two", [Span(4, 10)]).clean == "one two"


@given(st.text(max_size=80))
def test_ways_back(text: str) -> None:
    found = scan(text)
    assert len(found.plain) == len(found.clean)
    last = 0
    for at in range(len(found.clean)):
        start, end = found.span(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert start >= last or found.clean[at - 1 : at + 1].isascii()
        last = max(last, start)


@given(st.text("abÄ –\n\u00a0\u200b", max_size=60))
def test_scanning_twice_is_scanning_once(text: str) -> None:
    once = scan(text).clean
    assert scan(once).clean == once
