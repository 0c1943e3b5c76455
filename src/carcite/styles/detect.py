"""Find the house style of a list, with the evidence for it.

Every profile prints a sample of the list's own references; the one that prints most of them as they
stand is the list's. Where none fits, the list is its own measure: the nearest profile, with every
habit of the list in the place of the profile's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from carcite.model.layout import Layout, Role
from carcite.model.parse import Parse
from carcite.styles.house.adapt import adapt_to, tally_of
from carcite.styles.house.profile import Profile
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.chars import fold

SAMPLE = 30
"""Entries looked at, spread over the list."""
FIT = 0.5
"""Of the entries, how many must stand as the profile prints them for the list to be called so."""
LABEL = 0.1
"""What a label in the profile's form is worth beside an entry in its form."""


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
    observed = [(parse, _Skeleton.of(parse.layout)) for parse in sample]
    tally = tally_of(sample)
    scored = [
        (_score(adapt_to(tally, each, free=False), observed), each) for each in PROFILES.values()
    ]
    (_, best), profile = max(scored, key=lambda pair: pair[0])
    adapted = adapt_to(tally, profile, free=True)
    _, matches = _score(adapted, observed)
    known = max(best, matches) >= FIT * len(sample)
    if not known:
        adapted = replace(adapted, title="this list", journal="any", pages="any")
    pure = known and adapted == adapt_to(tally, profile, free=False)
    return Detected(adapted, max(matches, best), len(sample), known, pure)


def _sample(parses: Sequence[Parse]) -> list[Parse]:
    """Return up to SAMPLE entries that were read whole, journal articles where there are any."""
    read = [parse for parse in parses if parse.is_read]
    articles = [parse for parse in read if parse.reference.type == "article-journal"]
    chosen = articles if 2 * len(articles) >= len(read) else read
    step = max(1, len(chosen) // SAMPLE)
    return chosen[::step][:SAMPLE]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """What a layout prints, apart from its content: the whole text, and the marks between."""

    text: str
    joints: Counter[tuple[Role | None, Role | None, str]]

    @classmethod
    def of(cls, layout: Layout) -> _Skeleton:
        text = " ".join(fold(layout.text).split())
        joints: Counter[tuple[Role | None, Role | None, str]] = Counter()
        left, done = None, 0
        for role, start, end in layout.marks:
            joints[(left, role, " ".join(fold(layout.text[done:start]).split(" ")))] += 1
            left, done = role, end
        joints[(left, None, layout.text[done:].strip())] += 1
        return cls(text, joints)


def _score(profile: Profile, observed: list[tuple[Parse, _Skeleton]]) -> tuple[float, int]:
    """Return how near a profile comes to the entries, and how many it prints exactly."""
    style = VancouverStyle(profile)
    exact, near = 0, 0.0
    for parse, skeleton in observed:
        near += LABEL * _label_fits(parse, profile)
        printed = _Skeleton.of(style.write(parse.reference))
        fits = _cut_fits(parse, profile)
        if printed.text == skeleton.text and fits:
            exact += 1
            near += 1
            continue
        total = max(skeleton.joints.total(), printed.joints.total())
        near += (skeleton.joints & printed.joints).total() / total - (0 if fits else 0.1)
    return near + exact, exact


def _label_fits(parse: Parse, profile: Profile) -> bool:
    """Tell whether the entry is numbered as the profile numbers: "[1]" and not "1."."""
    entry = parse.entry
    if entry is None or entry.number is None:
        return False
    return entry.label.lstrip("-•* \t") == profile.label.format(entry.number)


def _cut_fits(parse: Parse, profile: Profile) -> bool:
    """Tell whether the names before "et al" are as many as the profile prints."""
    group = parse.reference.group()
    if group is None or not group.et_al:
        return True
    return len(group.names) == profile.names.et_al_use_first
