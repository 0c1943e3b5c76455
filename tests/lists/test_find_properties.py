"""For any text: entries in order, apart, within the text; and time that grows with the length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carcite.lists.find import find_lists, looks_like_entry, split_entries
from carcite.lists.lines import EDGE
from carcite.model.parse import Entry

PIECES = (
    "1. ", "2. ", "[3] ", "(4)", "5\t", "5d. ", "12 ", "¹", "a) ", "• ", "- ", "\n", "\r\n", "\n\n",
    "\x0c", "    ", "\u00a0", "\ufeff", "June CH, O'Connor RS. ", "von Bonin M. ",
    "Title of the work. ", "Science 2018;359:1361-5.", "Lancet 2025; 405: 25-28", "doi: 10.1000/a",
    "CAS PubMed", "References", "Literatur\n", "© 2025 Thieme", "Acknowledgements", "17", "– 18 –",
    "2018", "х", "参考文献\n", "June et al., 2018\n", "\ud800",
)  # fmt: skip
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def check(text: str, entries: tuple[Entry, ...], done: int, end: int) -> int:
    for entry in entries:
        assert done <= entry.span.start <= entry.body.start < entry.body.end == entry.span.end
        assert entry.span.end <= end
        body = entry.body.of(text)
        assert body == body.strip(EDGE)
        assert text.startswith(entry.label, entry.span.start)
        at = entry.body.start
        for noise in entry.noise:
            assert at < noise.start < noise.end < entry.body.end
            at = noise.end
        done = entry.span.end
    return done


@settings(deadline=None, max_examples=300)
@given(texts)
def test_lists_of_any_text(text: str) -> None:
    done = 0
    for index, found in enumerate(find_lists(text)):
        if found.heading:
            assert done <= found.heading.start < found.heading.end <= found.span.start
        assert {entry.list_index for entry in found.entries} == {index}
        assert found.span.start == found.entries[0].span.start
        done = check(text, found.entries, max(done, found.span.start), len(text))
        assert done == found.span.end


@settings(deadline=None, max_examples=300)
@given(texts, st.integers(0, 50), st.integers(0, 400))
def test_entries_of_any_stretch(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(start + length, len(text))
    check(text, split_entries(text, start, end), start, end)


HOSTILE = (
    "1", "1. ", "1.\n", "[1] ", "1. Smith J\n", "A", "Aa ", "Smith J, ", "A-", "de la ", "(",
    "2018;", "12(3):4-5, ", "CAS PubMed\n", "PubMed ", "References\n", "\x0c12\n", " ", "\u00a0",
    "• a\n", "- ", "2018. 2. Smith J ", "10.1000/a ", "’", "¹", "a) Smith J\n", "参考文献\n",
    ": Abc; 2018", "1,1,1,1,", "Acknowledgements\n", "O'", "a b\n", "– 1 –\n", "A. ", "\r", "© ",
    "References\n1. June CH. CAR T. Science 2018;359:1-5.\n", "June et al., 2018\n", "1. 2. ",
    "1. Smith J. T. J 2018;1:2. 2. Smith J. ", "1. Smith J. T. J 2018;1:2.\nSmith J. ",
)  # fmt: skip


def work(text: str) -> float:
    """Return the processor time that one look at the text takes."""
    began = time.process_time()
    find_lists(text)
    split_entries(text, 0, len(text))
    looks_like_entry(text)
    return time.process_time() - began


@pytest.mark.timed
@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_length(piece: str) -> None:
    """A hundred kilobytes take about ten times as long as ten; quadratic would be a hundred."""
    text = piece * (100_000 // len(piece))
    bound = 30 * max(work(text[:10_000]), work(text[:10_000]), 0.01)
    # Another try where the machine paused: what is quadratic is so every time.
    assert any(work(text) < bound for _ in range(3))
