"""The entries that a style is learnt from, and how many of them a profile prints to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from carcite.compare.normalise import normalise
from carcite.learning.names import cut_fits, samples
from carcite.learning.observe import Observed, has_compact_initials, observe
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.styles.house.profile import JournalForm, Profile
from carcite.styles.house.write import VancouverStyle

LARGEST = 60
"""Entries looked at, spread over the list."""


@dataclass(slots=True)
class Sheet:
    """Entries to be printed again, and what was found on the way."""

    entries: tuple[Observed, ...]
    meant: dict[JournalForm, tuple[Reference, ...]] = field(default_factory=dict)
    """The references with their journals in each form, made when first asked for."""

    @classmethod
    def of(cls, parses: Sequence[Parse], largest: int = LARGEST) -> Sheet:
        """Return a sheet of at most so many entries, spread over the list."""
        step = max(1, -(-len(parses) // largest))
        compact = has_compact_initials(parses)
        return cls(tuple(observe(each, compact=compact) for each in parses[::step]))

    def __len__(self) -> int:
        return len(self.entries)

    def printed(self, profile: Profile) -> Iterator[bool]:
        """Yield of each entry whether the profile prints it to the letter."""
        style = VancouverStyle(profile)
        for entry, reference in zip(self.entries, self._meant(profile), strict=True):
            known = samples((entry,))
            fits = not known or cut_fits(profile.names, known[0])
            yield fits and style.write(reference).text == entry.text

    def count(self, profile: Profile) -> int:
        """Return how many entries the profile prints to the letter."""
        return sum(self.printed(profile))

    def _meant(self, profile: Profile) -> tuple[Reference, ...]:
        if profile.journal not in self.meant:
            self.meant[profile.journal] = tuple(
                normalise(each.parse.reference, profile) for each in self.entries
            )
        return self.meant[profile.journal]
