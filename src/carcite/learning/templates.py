"""The template that prints a list: the order of its fields, and which marks go with which.

Where every entry shows every field, nothing tells whether ";" belongs to the year before it or to
the volume behind it; where some entries lack a field, they tell. The marks between two fields are
cut in every way, and the cut that prints the most places as they stand is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from carcite.learning.observe import Observed
from carcite.model.layout import Role
from carcite.styles.house.template import OWN_STOP, escaped, join
from carcite.styles.house.write import closing
from carcite.text.pattern import pattern

_CLOSING = pattern(r"(?:[.,]?[”\"’»)\]]++|\.)*+\s?")
"""What stands behind a field of itself: takes '.” ' and ") "; refuses ", " and "; "."""
_END = ""
"""In the place of a field: the end of the entry."""

Place = tuple[str, str, str, str]
"""A field, the next one, the last characters of what the first prints, and the marks between."""


@dataclass(slots=True)
class Marks:
    """Which marks go before and behind each field."""

    before: dict[str, str] = field(default_factory=dict)
    behind: dict[str, str] = field(default_factory=dict)


def learn_template(entries: Sequence[Observed], *, stop: bool, doi_stop: bool) -> str:
    """Return the template that prints the most places between fields as they stand."""
    order = _order(entries)
    places = _places(entries, order)
    marks = _start(places)
    ends = {"doi": doi_stop, "url": False}
    search = _Search(places, stop, ends)
    search.run(marks)
    return _written(order, marks)


def _order(entries: Sequence[Observed]) -> list[str]:
    """Return the fields in the order that most entries have them."""
    sequences = Counter(tuple(name for name, _ in each.fields) for each in entries if each.whole)
    if not sequences:
        return []
    ranked = sorted(sequences, key=lambda each: (-sequences[each] * len(each), each))
    order = list(ranked[0])
    for sequence in ranked[1:]:
        for index, name in enumerate(sequence):
            if name in order:
                continue
            before = [each for each in sequence[:index] if each in order]
            order.insert(order.index(before[-1]) + 1 if before else 0, name)
    return order


def in_order(entry: Observed, order: Sequence[str]) -> bool:
    """Tell whether an entry's fields stand in a template's order."""
    places = [order.index(name) for name, _ in entry.fields if name in order]
    return len(places) == len(entry.fields) and places == sorted(places)


def _places(entries: Sequence[Observed], order: Sequence[str]) -> Counter[Place]:
    places: Counter[Place] = Counter()
    for entry in entries:
        if not entry.whole or not in_order(entry, order):
            continue
        left, text = _END, ""
        for (name, printed), joint in zip(entry.fields, entry.joints, strict=False):
            places[left, name, text[-3:], joint] += 1
            left, text = name, printed
        places[left, _END, text[-3:], entry.joints[-1]] += 1
    return places


def _start(places: Counter[Place]) -> Marks:
    """Cut the commonest marks between each two fields where they look to belong."""
    marks = Marks()
    for (left, right, _, joint), _ in reversed(places.most_common()):
        if left and right:
            marks.behind[left], marks.before[right] = _cut(joint)
        elif right:
            marks.before.setdefault(right, joint)
        else:
            own = OWN_STOP.search(joint)
            marks.behind.setdefault(left, joint if own else joint.removesuffix("."))
    return marks


def _cut(joint: str) -> tuple[str, str]:
    """Cut marks where they look to belong: ("). ", "") but ("", ", ")."""
    found = _CLOSING.match(joint)
    at = found.end() if found else 0
    if joint[:at].isspace():
        at = 0
    return joint[:at], joint[at:]


@dataclass(slots=True)
class _Search:
    places: Counter[Place]
    stop: bool
    ends: dict[str, bool]

    def run(self, marks: Marks) -> None:
        """Move marks between fields for as long as more places are printed."""
        by_pair: dict[tuple[str, str], Counter[str]] = {}
        for (left, right, _, joint), number in self.places.items():
            by_pair.setdefault((left, right), Counter())[joint] += number
        best = self._score(marks)
        for _ in range(4):
            before = best
            for (left, right), joints in by_pair.items():
                for changed in _cuts(left, right, joints, marks):
                    score = self._score(changed)
                    if score > best:
                        best = score
                        marks.before, marks.behind = changed.before, changed.behind
            if best == before:
                break
        self._tidy(marks, best)

    def _tidy(self, marks: Marks, best: int) -> None:
        """Put a stop behind the field that it ends, wherever that prints as much."""
        for left, right in {(left, right) for left, right, _, _ in self.places if left and right}:
            joint = marks.behind.get(left, "") + marks.before.get(right, "")
            behind, before = _cut(joint)
            changed = Marks({**marks.before, right: before}, {**marks.behind, left: behind})
            if self._score(changed) >= best:
                marks.before, marks.behind = changed.before, changed.behind

    def _score(self, marks: Marks) -> int:
        return sum(number for place, number in self.places.items() if self._fits(place, marks))

    def _fits(self, place: Place, marks: Marks) -> bool:
        left, right, text, joint = place
        behind, before = marks.behind.get(left, ""), marks.before.get(right, "")
        if right == _END:
            own = (behind,) if OWN_STOP.search(behind) else ()
            return closing(behind, text, own, stop=self.ends.get(left, self.stop)) == joint
        if left == _END:
            return before == joint
        printed = join(
            [(Role.TITLE, text), (Role.AFFIX, behind), (Role.AFFIX, before), (Role.TITLE, "x")]
        )
        return printed.text == f"{text}{joint}x"


def _cuts(left: str, right: str, joints: Counter[str], marks: Marks) -> Iterator[Marks]:
    """Yield the marks with those between two fields cut at each place."""
    for joint, _ in joints.most_common(3):
        for at in range(len(joint) + 1):
            if left and right:
                yield Marks({**marks.before, right: joint[at:]}, {**marks.behind, left: joint[:at]})
                yield Marks(marks.before, {**marks.behind, left: joint[:at]})
                yield Marks({**marks.before, right: joint[at:]}, marks.behind)
            elif left:
                yield Marks(marks.before, {**marks.behind, left: joint[:at]})
            else:
                yield Marks({**marks.before, right: joint[at:]}, marks.behind)


def _written(order: Sequence[str], marks: Marks) -> str:
    """Return the template as text."""
    text = ""
    for name in order:
        before, behind = marks.before.get(name, ""), marks.behind.get(name, "")
        text += f"<{escaped(before)}{{{name}}}{escaped(behind)}>"
    return text
