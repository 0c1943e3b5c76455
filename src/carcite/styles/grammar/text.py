"""A plain text as a style's graph walks it: sets of places, a bit a place.

A mark is taken from all places at once; what a slot may hold from one place is found once.

>>> from carcite.styles.grammar.graph import words
>>> text = Text("CAR T cells. Science")
>>> list(bits(text.forward(words(". "), 1 << 11)))
[13]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from carcite.styles.grammar.graph import MARKS, WORD_BONUS, Quote, Slot, Take, Words
from carcite.styles.grammar.likelihood import cost
from carcite.styles.grammar.name_forms import FoundNames, find_names
from carcite.styles.grammar.slots import MOST, MOST_FIGURES, PATTERNS
from carcite.styles.grammar.steps import Steps
from carcite.text.pattern import pattern


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """A slot and the range of the plain text that stands in it; a text makes each once."""

    slot: Slot
    start: int
    end: int
    names: FoundNames | None = None


class Text:
    """A plain text with the sets of places that steps ask for."""

    __slots__ = (
        "_costs",
        "_ends",
        "_found",
        "_kinds",
        "_last",
        "_stretches",
        "_values",
        "after_mark",
        "after_space",
        "before",
        "behind",
        "ends",
        "lower",
        "plain",
        "quotes",
        "size",
        "spaces",
        "starts",
        "steps",
    )  # fmt: skip

    def __init__(self, plain: str, steps: Steps | None = None) -> None:
        self.steps: Steps = steps or Steps()
        self.plain: str = plain
        self.lower: str = plain.lower()
        self.size: int = len(plain)
        self.spaces: int = _places(plain, " ")
        self.quotes: int = _places(plain, '"') | _places(plain, "'")
        marks = 0
        for mark in MARKS:
            marks |= _places(plain, mark)
        behind = marks << 1
        # A mark may fail at the end of the text.
        self.after_mark: int = behind | ((behind & self.quotes) << 1) | (1 << self.size)
        self.after_space: int = (self.spaces << 1) | 1 | (1 << self.size)
        starts = ends = 0
        for match in _RUN.finditer(plain):
            starts |= 1 << match.start()
        for match in _RUN_END.finditer(plain):
            ends |= 1 << match.end()
        self.starts: int = starts
        self.ends: int = ends
        self.behind: dict[tuple[Take, int], int] = {}
        """Sets of places that a step leads to from a set of them, as they are found."""
        self.before: dict[tuple[Take, int], int] = {}
        """Sets of places from which a step leads to a set of them, as they are found."""
        self._costs: dict[tuple[str, int, int], float] = {}
        self._ends: dict[tuple[Take, int], tuple[tuple[int, float], ...]] = {}
        self._found: dict[str, int] = {}
        self._kinds: dict[tuple[str, int], tuple[int, ...]] = {}
        self._last: dict[tuple[Slot, int], int] = {}
        self._stretches: dict[tuple[Slot, int, int], Value] = {}
        self._values: dict[tuple[Slot, int], tuple[Value, ...]] = {}

    def places(self, piece: str) -> int:
        """Return the places where a mark or a run of letters begins, case aside."""
        found = self._found.get(piece)
        if found is None:
            found = self._found[piece] = _places(self.lower, piece)
        return found

    def forward(self, take: Take, at: int) -> int:
        """Return the places behind a mark or the style's words, from a set of places."""
        if take is None:
            return at
        if isinstance(take, Quote):
            return self._quoted(at)
        assert isinstance(take, Words)
        reached = 0
        for unit_list in take.units:
            here = at
            for kind, piece in unit_list:
                if not here:
                    break
                if kind == "space":
                    here = ((here & self.spaces) << 1) | (here & self.after_space)
                elif kind == "mark":
                    here = self._marked(here, piece)
                elif kind == "quote":
                    here = self._quoted(here)
                else:
                    here = (here & self.places(piece)) << len(piece)
            reached |= here
        return reached

    def backward(self, take: Take, behind: int) -> int:
        """Return the places from which a step leads to one of a set of places."""
        if take is None:
            return behind
        if isinstance(take, Quote):
            return self._unquoted(behind)
        assert isinstance(take, Words)
        reached = 0
        for unit_list in take.units:
            here = behind
            for kind, piece in reversed(unit_list):
                if not here:
                    break
                if kind == "space":
                    here = ((here >> 1) & self.spaces) | (here & self.after_space)
                elif kind == "mark":
                    here = self._unmarked(here, piece)
                elif kind == "quote":
                    here = self._unquoted(here)
                else:
                    here = (here >> len(piece)) & self.places(piece)
            reached |= here
        return reached

    def ends_of(self, take: Words | Quote | None, place: int) -> tuple[tuple[int, float], ...]:
        """Return where a mark or words of the style lead from one place, and what speaks for it."""
        found = self._ends.get((take, place))
        if found is None:
            found = self._ends[take, place] = tuple(
                (end, self._worth(take, place, end)) for end in bits(self.forward(take, 1 << place))
            )
        return found

    def _worth(self, take: Words | Quote | None, place: int, end: int) -> float:
        own = end > place + 1 and isinstance(take, Words)
        return -WORD_BONUS if own and any(map(str.isalpha, self.plain[place:end])) else 0.0

    def cost(self, kind: str, start: int, end: int) -> float:
        """Return how unlikely a stretch is to be of a kind."""
        key = (kind, start, end)
        found = self._costs.get(key)
        if found is None:
            found = self._costs[key] = cost(kind, self.plain[start:end])
        return found

    def worth(self, value: Value) -> float:
        """Return how unlikely a value is to be what its slot is for.

        Of two readings alike the one in which more marks are the style's own is the likelier.
        """
        start, end = value.start, value.end
        if value.names is not None:
            return value.names.cost + HELD * (end - start)
        return self.cost(value.slot.kind, start, end) + HELD * (end - start)

    def _marked(self, at: int, mark: str) -> int:
        """Return the places behind a mark; it may stand twice, or behind a space: slips."""
        places = self.places(mark)
        behind = (((at & self.spaces) << 1 | at) & places) << 1
        return behind | ((behind & places) << 1) | (at & self.after_mark)

    def _unmarked(self, behind: int, mark: str) -> int:
        places = self.places(mark)
        at = (behind >> 1) & places
        at |= (at >> 1) & places
        return at | ((at >> 1) & self.spaces) | (behind & self.after_mark)

    def _quoted(self, at: int) -> int:
        stops = self.places(".") | self.places(",")
        at |= ((at & self.spaces) << 1) | ((at & stops) << 1)
        behind = (at & self.quotes) << 1
        return behind | ((behind & self.spaces) << 1)

    def _unquoted(self, behind: int) -> int:
        stops = self.places(".") | self.places(",")
        behind |= (behind >> 1) & self.spaces
        at = (behind >> 1) & self.quotes
        return at | ((at >> 1) & (self.spaces | stops))

    def value(self, slot: Slot, start: int, end: int) -> Value:
        """Return a stretch as what stands in a slot that any words may fill."""
        key = (slot, start, end)
        found = self._stretches.get(key)
        if found is None:
            found = self._stretches[key] = Value(slot, start, end)
        return found

    def values(self, slot: Slot, at: int) -> tuple[Value, ...]:
        """Return what a slot that is not free may hold from one place on."""
        found = self._values.get((slot, at))
        if found is None:
            found = self._values[slot, at] = tuple(self._values_of(slot, at))
            self.steps.take(len(found) + (1 if slot.names is None else _A_LIST))
        return found

    def ends_in(self, slot: Slot, at: int) -> int:
        """Return where what a slot may hold from one place on ends, as a set of places."""
        found = self._last.get((slot, at))
        if found is None:
            found = 0
            for value in self.values(slot, at):
                found |= 1 << value.end
            self._last[slot, at] = found
        return found

    def _values_of(self, slot: Slot, at: int) -> Iterator[Value]:
        if slot.names is not None:
            for names in find_names(slot.names, self.plain, at):
                yield Value(slot, at, names.end, names)
            return
        ends = self._kinds.get((slot.kind, at))
        if ends is None:
            ends = self._kinds[slot.kind, at] = tuple(self._ends_of_kind(slot.kind, at))
        for end in ends:
            yield Value(slot, at, end)

    def _ends_of_kind(self, kind: str, at: int) -> Iterator[int]:
        plain, most = self.plain, at + MOST.get(kind, MOST_FIGURES)
        match = PATTERNS[kind].match(plain, at, most)
        if match is None:
            return
        last = match.end()
        if last < most:
            yield last
        for inner in range(last - 1, at, -1):
            if plain[inner] in " .,;:()-" and PATTERNS[kind].fullmatch(plain, at, inner):
                yield inner


_A_LIST = 8
"""Steps that it takes to look for lists of names at one place."""
HELD = 1e-6
"""What each character of a value costs: enough to choose between readings alike."""
# Where a value of any words may begin, and where one may end.
_RUN = pattern(r"(?<![A-Za-z0-9])[^\s.,;:)\]!?&]")
_RUN_END = pattern(r"(?:[^\s.,;:]|(?<![\s.,;:])[.,;:])(?![A-Za-z0-9])")


def _places(text: str, piece: str) -> int:
    found, at = 0, text.find(piece)
    while at >= 0:
        found |= 1 << at
        at = text.find(piece, at + 1)
    return found


def bits(number: int) -> Iterator[int]:
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
