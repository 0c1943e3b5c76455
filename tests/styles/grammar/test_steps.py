"""What an entry may cost to read by a style: a bound of steps, the same on every machine."""

from __future__ import annotations

import pytest

from carcite.model.parse import Parse
from carcite.styles.csl import CompiledCslStyle
from carcite.styles.grammar import lattice, read
from carcite.styles.grammar import text as texts
from carcite.styles.grammar.read import prove
from carcite.styles.grammar.steps import MOST, SpentError, Steps

STYLES = ("apa", "chicago-author-date", "vancouver", "cell", "modern-language-association")
ONE = "June CH, Roe AB. Salt & water in rats: a study. J. Mol. Biol. 12 (2): 12-15, 2018.. "
WORK = 40_000
"""Ways followed for one entry; the characters weighed are 64 times as many."""
HOSTILE = {
    "initials": "A. B. C. D. " * 200,
    "capitals": "A, " * 800,
    "stops": "Ab. " * 600,
    "figures": "1 " * 1_200,
    "years": "(2018) " * 300,
    "days": "Jan 12, " * 300,
    "authors": ", ".join(f"Roe{chr(97 + n % 26)}a A. {chr(65 + n % 26)}." for n in range(150)),
    "together": ONE * 9,
    "broken": "Roe, A., Doe, B. & Poe C. 2018. In Salt: water. J Biol ,, 12--15 " * 8,
}  # fmt: skip


@pytest.mark.parametrize("name", STYLES)
def test_no_entry_takes_more_work_than_its_bound(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = CompiledCslStyle.load(name)
    weigh, pop = texts.cost, lattice.heappop
    weighed = popped = 0

    def weighing(kind: str, words: str) -> float:
        nonlocal weighed
        weighed += len(words)
        return weigh(kind, words)

    def popping(heap: list[lattice.Step]) -> lattice.Step:
        nonlocal popped
        popped += 1
        return pop(heap)

    monkeypatch.setattr(texts, "cost", weighing)
    monkeypatch.setattr(lattice, "heappop", popping)
    for kind, text in HOSTILE.items():
        weighed = popped = 0
        parse = style.read(text[:2_400])
        assert popped <= WORK, kind
        assert weighed <= 64 * WORK, kind
        assert "".join(piece.text for piece in parse.layout) == text[:2_400]


def _read(text: str, most: int, monkeypatch: pytest.MonkeyPatch) -> Parse:
    monkeypatch.setattr(read, "Steps", lambda: Steps(most))
    return CompiledCslStyle.load("apa").read(text)


# No other type's grammar needs to be asked: an article of a known journal.
PLAIN = "Moreau, C. H., & O’Brien, R. S. (2018). Sleep and pain. Science, 359(6382), 1361–1365."


def test_an_entry_that_is_not_weighed_to_the_end_is_no_certain_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = HOSTILE["broken"]
    some, again = (_read(text, 3_000, monkeypatch) for _ in range(2))
    assert some == again
    assert not some.is_read
    assert "too many ways" in some.doubts[-1].message
    assert _read(PLAIN, 3_000, monkeypatch).is_read


def test_what_was_not_weighed_to_the_end_proves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    style = CompiledCslStyle.load("apa")
    book = "Jobling, M. (1994). Respiration in cold water. Academic Press."
    assert prove(style, book) is not None
    monkeypatch.setattr(read, "Steps", lambda: Steps(30))
    assert prove(style, book) is None


def test_an_ordinary_entry_takes_a_fraction_of_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(PLAIN, MOST // 20, monkeypatch) == _read(PLAIN, MOST, monkeypatch)


def test_steps_are_taken_until_none_is_left() -> None:
    steps = Steps(3)
    steps.take(3)
    assert not steps.are_spent
    with pytest.raises(SpentError):
        steps.take(1)
    assert steps.are_spent
