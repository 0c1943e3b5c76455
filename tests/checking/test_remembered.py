"""A list that is mended is read no more often than it has different texts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from command import LIST

from carcite.api import as_document, choose
from carcite.checking.fix import mend_document
from carcite.checking.remembered import Remembered
from carcite.model.document import Document
from carcite.model.parse import Entry, Parse
from carcite.reading.entry import read_entry
from carcite.text.span import Span

TEXT = "June CH. Which cells? Science. 2018;359:1361-5."


class Counting:
    """Reads, and counts how often it was asked for each text."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def __call__(self, text: str, entry: Entry | None = None) -> Parse:
        self.asked[text] += 1
        return read_entry(text, entry)


def test_each_text_is_read_once_and_bears_the_entry_that_it_was_asked_for() -> None:
    counting = Counting()
    reads = Remembered(counting)
    one, two = (Entry(Span(at, at + len(TEXT)), Span(at, at + len(TEXT))) for at in (0, 100))
    for entry in (one, two, None):
        assert reads(TEXT, entry) == read_entry(TEXT, entry)
        assert reads(TEXT, entry).entry is entry
    assert counting.asked == {TEXT: 1}


def test_what_holds_page_furniture_is_read_with_it() -> None:
    noisy = TEXT.replace("cells", "cells 17 Sep 2018")
    at = noisy.index("17")
    entry = Entry(Span(0, len(noisy)), Span(0, len(noisy)), noise=(Span(at, at + 11),))
    reads = Remembered(read_entry)
    assert reads(noisy).reference.title != reads(noisy, entry).reference.title
    assert reads(noisy, entry) == read_entry(noisy, entry)


def test_a_list_is_mended_alike_and_each_text_is_read_once() -> None:
    def again(data: bytes) -> Document:
        return as_document(data.decode())

    counting = Counting()
    reads = Remembered(counting)
    plain = mend_document(as_document(LIST), choose("nlm"), again)
    done = mend_document(as_document(LIST), replace(choose("nlm"), reads=reads), again)
    assert done.made
    assert (done.data, done.after.diagnostics) == (plain.data, plain.after.diagnostics)
    assert set(counting.asked.values()) == {1}
