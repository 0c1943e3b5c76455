"""Whatever the text, reading ends, raises nothing and loses no character."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carcite.model.layout import Role
from carcite.model.parse import Entry
from carcite.reading.entry import read_entry
from carcite.text.span import Span

GOOD = (
    "June CH, O'Connor RS, von Bonin M, et al. CAR T cell immunotherapy for human cancer. "
    "Science. 2018 Mar 23;359(6382):1361-5. doi: 10.1126/science.aar6711. PMID: 29567707."
)
BOOK = (
    "Meltzer PS, Kallioniemi A. Chromosome alterations. In: Vogelstein B, Kinzler KW, editors. "
    "The genetic basis of human cancer. 2nd ed. New York: McGraw-Hill; 2002. p. 93-113."
)
PIECES = st.sampled_from(
    [
        "June CH",
        ", ",
        ". ",
        "; ",
        "et al",
        "In: ",
        "editors",
        "2018",
        ";359",
        "(6382)",
        ":1361-5",
        "doi:",
        "10.1000/x",
        "http://x.org/a",
        "[cited 2002 Jul 9]",
        "Science",
        "New York: ",
        "(",
        ")",
        "[",
        "]",
        '"',
        "Suppl 1",
        "e12",
        "p. 3-4",
        "2nd ed",
        "\n",
        "\u00a0",
        "\u00ad",
        "\u0301",
        "ﬁ",
        "–",
        "’",
        "\ud800",
        "\x00",
        "Ü",
        "李",
        "von ",
        "&",
        "?",
        "PMID: 123",
        "Available from: ",
    ]
)
ENTRIES = st.one_of(
    st.text(max_size=300),
    st.text(st.characters(), max_size=120),
    st.lists(PIECES, max_size=40).map("".join),
)


def check(text: str, entry: Entry | None = None) -> None:
    parse = read_entry(text, entry)
    layout = parse.layout
    assert layout.text == text
    assert "".join(piece.text for piece in layout) == text
    done = 0
    for role, start, end in layout.marks:
        assert done <= start < end <= len(text)
        assert role is not Role.AFFIX
        done = end
    for doubt in parse.doubts:
        assert 0 <= doubt.span.start <= doubt.span.end <= len(text)
    assert 0.0 <= parse.confidence <= 1.0


@given(ENTRIES)
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pieces_join_to_any_text(text: str) -> None:
    check(text)


@given(
    st.integers(0, len(GOOD)),
    st.integers(0, 12),
    st.sampled_from([GOOD, BOOK]),
    st.text(max_size=9),
)
@settings(max_examples=400, deadline=None)
def test_pieces_join_to_a_damaged_reference(at: int, length: int, good: str, new: str) -> None:
    check(good[:at] + new + good[at + length :])


@given(st.integers(0, 120), st.integers(1, 40))
@settings(max_examples=100, deadline=None)
def test_noise_is_read_as_blanks(at: int, length: int) -> None:
    text = GOOD[:at] + "#" * length + GOOD[at:]
    body = Span(7, 7 + len(text))
    check(text, Entry(body, body, noise=(Span(7 + at, 7 + at + length),)))


def test_noise_leaves_the_record_as_it_is() -> None:
    at = GOOD.index(" immuno")
    text = GOOD[:at] + "\n\nPage 3 of 9\n" + GOOD[at:]
    body = Span(0, len(text))
    noisy = read_entry(text, Entry(body, body, noise=(Span(at, at + 14),)))
    assert noisy.reference == read_entry(GOOD).reference


HOSTILE = {
    "prose": "The patient was seen in clinic and reported no new symptoms since the last visit. ",
    "names": "June CH, O'Connor RS, ",
    "nested brackets": "([{",
    "commas": ", , , ",
    "stops": "A. B. C. ",
    "digits": "2018;359(6382):1361-5 ",
    "years": "2018 2019 ",
    "colons": "New York: Springer: ",
    "in": "In: Smith J, editor. ",
    "capitals": "Aa Bb Cc Dd ",
    "hyphens": "A-b-c-d-",
    "quotes": "\"'\"' ",
    "addresses": "http://x.org/a?b=c ",
    "identifiers": "doi:10.1000/x ",
    "other alphabets": "Иванов ИИ. 李明 محمد ",
    "noise": "\x00\x01\xff\ud800",
    "blanks": " \u00a0\n\t",
    "initials": "A.B.C.-",
    "editors": "Smith J, eds. ",
    "brackets": "[cited 2002] ",
    "months": "Jan Feb-Mar ",
    "particles": "van der de la ",
    "soft hyphens": "a\u00adb-\nc",
}


@pytest.mark.timed
@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("lead", ["", "June CH. "])
def test_time_grows_no_faster_than_the_text(kind: str, lead: str) -> None:
    unit = HOSTILE[kind]

    def seconds(size: int) -> float:
        text = (lead + unit * (size // len(unit) + 1))[:size]
        best = 9.0
        for _ in range(2):
            start = time.process_time()
            check(text)
            best = min(best, time.process_time() - start)
        return best

    small, large = seconds(5_000), seconds(50_000)
    # Ten times the text; a pattern that backtracks would take a hundred times the time or more.
    assert large < 40 * max(small, 0.002)


@pytest.mark.timed
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_megabyte_is_refused_in_bounded_time(kind: str) -> None:
    unit = HOSTILE[kind]
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    parse = read_entry(text)
    assert time.process_time() - start < 20
    assert parse.layout.text == text
    if any(char.isalnum() for char in text):
        assert parse.doubts


def test_ten_thousand_authors() -> None:
    names = ", ".join(f"Aa{chr(97 + n % 26)}{chr(97 + n // 26 % 26)} B" for n in range(10_000))
    parse = read_entry(f"{names}. A title. Science. 2018;359:1361-5.")
    assert len(parse.reference.names()) == 10_000
    assert parse.reference.title == "A title"


def test_random_bytes() -> None:
    chance = random.Random(7)
    for _ in range(200):
        check("".join(chr(chance.choice((*range(256), 0x2013, 0x1F600))) for _ in range(300)))
