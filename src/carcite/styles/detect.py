"""Find the house style of a list, with the evidence for it.

Every profile prints a sample of the list's own references; the one that prints most of them as they
stand is the list's. Where none fits, the list is its own measure: the nearest profile, with every
habit of the list in the place of the profile's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush

from carcite.model.parse import Parse
from carcite.styles.house.adapt import Tally, adapt_to, marks_of, strong_forms, tally_of, with_marks
from carcite.styles.house.profile import Profile
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.styles.likeness import LABEL, Observed

SAMPLE = 30
"""Entries looked at, spread over the list."""
FIT = 0.5
"""Of the entries, how many must stand as the profile prints them for the list to be called so."""


@dataclass(frozen=True, slots=True)
class Detected:
    """The style of a list."""

    profile: Profile
    """Adapted to the list's habits."""
    matches: int
    """How many of the entries looked at stand exactly as the adapted profile prints them."""
    total: int
    known: bool
    """True where the list follows a known house; False where it is its own measure."""
    pure: bool
    """True where the list has no habit that departs from the house."""

    @property
    def evidence(self) -> str:
        """For people: "14 of 16 entries"."""
        return f"{self.matches} of {self.total} entries"


def detect(parses: Sequence[Parse]) -> Detected | None:
    """Return the style of a list; None where no entry could be read."""
    sample = _sample(parses)
    if not sample:
        return None
    observed = [Observed(parse) for parse in sample]
    tally = tally_of(sample)
    profile, best = _nearest(tally, observed)
    adapted = adapt_to(tally, profile, free=True)
    matches = _score(adapted, observed)
    known = max(best, matches) >= FIT * len(sample)
    if not known:
        # A list of no house is its own measure where it has one form nearly all through.
        journal, pages = strong_forms(tally)
        adapted = replace(adapted, title="this list", journal=journal, pages=pages)
    pure = known and adapted == adapt_to(tally, profile, free=False)
    return Detected(adapted, max(matches, best), len(sample), known, pure)


def _sample(parses: Sequence[Parse]) -> list[Parse]:
    """Return up to SAMPLE entries that were read whole, journal articles where there are any."""
    read = [parse for parse in parses if parse.is_read]
    articles = [parse for parse in read if parse.reference.type == "article-journal"]
    chosen = articles if 2 * len(articles) >= len(read) else read
    step = max(1, len(chosen) // SAMPLE)
    return chosen[::step][:SAMPLE]


def _nearest(tally: Tally, observed: list[Observed]) -> tuple[Profile, int]:
    """Return the profile that comes nearest to the entries, and how many it prints exactly.

    Entries are printed one by one, always for the profile that can still come nearest: most are out
    after two or three. Of two as near, the one that stands first among PROFILES wins.
    """
    profiles = tuple(PROFILES.values())
    dash, doi = marks_of(tally)
    styles = [
        _house(each.name, dash if dash in each.dashes else "", doi if doi in each.doi else "")
        for each in profiles
    ]
    best_gain = 2 + LABEL
    heap = [(-best_gain * len(observed), 0, place, 0, 0.0) for place in range(len(profiles))]
    while True:
        _, exact, place, done, near = heappop(heap)
        exact = -exact
        if done == len(observed):
            return profiles[place], exact
        gain, fits = observed[done].gain(styles[place])
        near, exact, done = near + gain, exact + fits, done + 1
        left = len(observed) - done
        bound = near + exact + (best_gain * left + _ROUNDING if left else 0.0)
        heappush(heap, (-bound, -exact, place, done, near))


@lru_cache(maxsize=256)
def _house(name: str, dash: str, doi: str) -> VancouverStyle:
    """Return a house with the marks that a list has chosen; kept from one list to the next."""
    return VancouverStyle(with_marks(PROFILES[name], dash, doi))


_ROUNDING = 1e-9
"""More than what adding up in another order can take from a sum."""


def _score(profile: Profile, observed: list[Observed]) -> int:
    """Return how many of the entries a profile prints exactly."""
    style = VancouverStyle(profile)
    return sum(each.gain(style)[1] for each in observed)
