"""The entries that a style is learnt from, and how many of them a profile prints to the letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from carcite.compare.normalise import normalise
from carcite.learning.names import cut_fits, samples
from carcite.learning.observe import Observed, has_compact_initials, observe
from carcite.learning.overlap import overlap
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
        for entry, text in self._prints(profile):
            yield text == entry.text

    def score(self, profile: Profile) -> tuple[int, float]:
        """Return how many entries the profile prints to the letter, and how near others are.

        An entry that is read wrongly is never printed as it stands, and still tells of its names.
        """
        exact, near = 0, 0.0
        for entry, text in self._prints(profile):
            if text == entry.text:
                exact += 1
            elif text is not None:
                near += overlap(text, entry.text)
        return exact, round(near, 6)

    def _prints(self, profile: Profile) -> Iterator[tuple[Observed, str | None]]:
        """Yield what the profile prints of each entry; None where it cuts names elsewhere."""
        style = VancouverStyle(profile)
        for entry, reference in zip(self.entries, self._meant(profile), strict=True):
            known = samples((entry,))
            fits = not known or cut_fits(profile.names, known[0])
            yield entry, style.write(reference).text if fits else None

    def count(self, profile: Profile) -> int:
        """Return how many entries the profile prints to the letter."""
        return sum(self.printed(profile))

    def _meant(self, profile: Profile) -> tuple[Reference, ...]:
        if profile.journal not in self.meant:
            self.meant[profile.journal] = tuple(
                normalise(each.parse.reference, profile) for each in self.entries
            )
        return self.meant[profile.journal]
