"""Find the house style of a list, with the evidence for it.

Every profile prints a sample of the list's own references; the one that prints most of them as they
stand is the list's. Where none fits, the list is its own measure: the nearest profile, with every
habit of the list in the place of the profile's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from carcite.model.layout import Layout, Role
from carcite.model.parse import Parse
from carcite.styles.house.adapt import Tally, adapt_to, strong_forms, tally_of
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


_Joint = tuple[Role | None, Role | None, str]


@dataclass(frozen=True, slots=True)
class _Skeleton:
    """What a layout prints, apart from its content: the whole text, and the marks between."""

    text: str
    joints: Counter[_Joint]

    @classmethod
    def of(cls, layout: Layout) -> _Skeleton:
        layout = _without_own_stop(layout)
        return cls(" ".join(fold(layout.text).split()), Counter(_joints(layout)))


def _without_own_stop(layout: Layout) -> Layout:
    """Return a layout without the stop of a journal's last abbreviation: "J. Virol. 74, 8".

    It is the name's own, as those inside it are, and not what the style sets behind a name.
    """
    text = layout.text
    for role, start, end in layout.marks:
        if role is Role.CONTAINER_TITLE and "." in text[start:end] and text[end : end + 1] == ".":
            marks = [
                (each, first - (first > end), last - (last > end))
                for each, first, last in layout.marks
            ]
            return Layout(text[:end] + text[end + 1 :], tuple(marks))
    return layout


def _joints(layout: Layout) -> list[_Joint]:
    """Return what stands between the pieces of a layout, with the roles on both sides."""
    text = fold(layout.text)
    joints: list[_Joint] = []
    left: Role | None = None
    done = 0
    for role, start, end in layout.marks:
        joints.append((left, role, text[done:start]))
        left, done = role, end
    joints.append((left, None, text[done:].strip()))
    return joints


def _nearest(tally: Tally, observed: list[tuple[Parse, _Skeleton]]) -> tuple[Profile, int]:
    """Return the profile that comes nearest to the entries, and how many it prints exactly.

    Entries are printed one by one, always for the profile that can still come nearest: most are out
    after two or three. Of two as near, the one that stands first among PROFILES wins.
    """
    profiles = tuple(PROFILES.values())
    styles = [VancouverStyle(adapt_to(tally, each, free=False)) for each in profiles]
    best_gain = 2 + LABEL
    heap = [(-best_gain * len(observed), 0, place, 0, 0.0) for place in range(len(profiles))]
    while True:
        _, exact, place, done, near = heappop(heap)
        exact = -exact
        if done == len(observed):
            return profiles[place], exact
        gain, fits = _gain(styles[place], *observed[done])
        near, exact, done = near + gain, exact + fits, done + 1
        left = len(observed) - done
        bound = near + exact + (best_gain * left + _ROUNDING if left else 0.0)
        heappush(heap, (-bound, -exact, place, done, near))


_ROUNDING = 1e-9
"""More than what adding up in another order can take from a sum."""


def _score(profile: Profile, observed: list[tuple[Parse, _Skeleton]]) -> int:
    """Return how many of the entries a profile prints exactly."""
    style = VancouverStyle(profile)
    return sum(_gain(style, *each)[1] for each in observed)


def _gain(style: VancouverStyle, parse: Parse, skeleton: _Skeleton) -> tuple[float, bool]:
    """Return how near a style comes to an entry, up to 1 and the label's worth; and if exactly."""
    profile = style.profile
    near = LABEL * _label_fits(parse, profile)
    printed = _without_own_stop(style.write(parse.reference))
    fits = _cut_fits(parse, profile)
    if fits and " ".join(fold(printed.text).split()) == skeleton.text:
        return near + 1, True
    joints = _joints(printed)
    left = dict(skeleton.joints)
    shared = 0
    for joint in joints:
        if left.get(joint):
            left[joint] -= 1
            shared += 1
    total = max(skeleton.joints.total(), len(joints))
    return near + shared / total - (0 if fits else 0.1), False


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
