"""What a list does everywhere: its habits, which a single style may not know.

Under `auto` a habit of the list outranks the profile: an en dash in every page range is the list's
own form and not sixty faults. What is counted is each place where two pieces meet and each form
that a piece can take, over the entries of one kind.

>>> habits = Habits({("a", "b"): Counter({"; ": 9, ";": 1})})
>>> habits.majority(("a", "b")), habits.majority(("b", "c")) is None
('; ', True)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

Slot = Hashable
"""A place in an entry: the kind of work, and the roles that meet there."""


@dataclass(frozen=True, slots=True)
class Habits:
    """For each slot, how often the list prints each form of it."""

    counts: Mapping[Slot, Counter[str]]
    _known: dict[tuple[Slot, float, int], str | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _marks: dict[tuple[Slot, float, int], tuple[str, str] | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def majority(self, slot: Slot, share: float = 0.6, least: int = 2) -> str | None:
        """Return the form that most entries have, or None where no form is a habit."""
        key = (slot, share, least)
        if key not in self._known:
            self._known[key] = self._majority(slot, share, least)
        return self._known[key]

    def but_for_blanks(self, slot: Slot, share: float, least: int) -> tuple[str, str] | None:
        """Return the marks that most entries have, blanks aside, and their commonest form.

        None where no marks are a habit.
        """
        key = (slot, share, least)
        if key not in self._marks:
            self._marks[key] = self._but_for_blanks(slot, share, least)
        return self._marks[key]

    def _but_for_blanks(self, slot: Slot, share: float, least: int) -> tuple[str, str] | None:
        counts = self.counts.get(slot, Counter())
        groups: dict[str, Counter[str]] = {}
        for form, number in counts.items():
            groups.setdefault("".join(form.split()), Counter())[form] += number
        for marks, forms in groups.items():
            if forms.total() >= max(least, share * counts.total()):
                return marks, forms.most_common(1)[0][0]
        return None

    def _majority(self, slot: Slot, share: float, least: int) -> str | None:
        counts = self.counts.get(slot)
        if not counts:
            return None
        (form, number), *_ = counts.most_common(1)
        if number < least or number < share * counts.total():
            return None
        return form
