"""The house nearest to a draft, and what is left to be said once it is inherited from.

A key of the draft that the list does not ask for gives way to the house's own: what remains are the
keys that differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from carcite.learning.sheet import Sheet
from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.profiles import PROFILES

_OWN = frozenset({"name", "title", "basis", "csl", "names", "templates"})
_PROFILE_KEYS = tuple(each.name for each in fields(Profile) if each.name not in _OWN)
_NAME_KEYS = tuple(each.name for each in fields(NameForm))
_LIKELY = 6
"""How many houses are tried in full."""
_JUDGED_APART = frozenset({"label", "sentence_case"})
"""Keys that no printed entry shows: the draft's value counts, whatever is printed."""

_RARE = frozenset({"names.body_delimiter", "names.suffix_delimiter"})
"""Keys of which most lists show nothing, so that a draft's value means little."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A draft as an heir of a house."""

    house: Profile
    profile: Profile
    differs: tuple[str, ...]
    """The keys in which the profile is not the house's, as "names.et_al"."""
    matches: int
    """How many entries the profile prints to the letter."""


def keys(profile: Profile) -> Iterator[str]:
    """Yield the keys of a profile that a list can show, those of names and templates dotted."""
    yield from _PROFILE_KEYS
    yield from (f"names.{each}" for each in _NAME_KEYS)
    yield from (f"templates.{each}" for each in profile.templates)


def value(profile: Profile, key: str) -> Any:
    """Return the value of a key; None for a template that the profile has not."""
    section, _, name = key.partition(".")
    if section == "names":
        return getattr(profile.names, name)
    if section == "templates":
        return profile.templates.get(name)
    return getattr(profile, key)


def with_value(profile: Profile, key: str, new: Any) -> Profile:
    """Return the profile with another value of a key; None takes a template away."""
    section, _, name = key.partition(".")
    if section == "names":
        return replace(profile, names=replace(profile.names, **{name: new}))
    if section == "templates":
        others = {kind: text for kind, text in profile.templates.items() if kind != name}
        return replace(profile, templates=others if new is None else {**others, name: new})
    return replace(profile, **{key: new})


def fit(draft: Profile, sheet: Sheet) -> tuple[Fitted, ...]:
    """Return the draft as an heir of the likeliest houses, the one that says the most first."""
    ranked = sorted(PROFILES.values(), key=lambda each: -_likeness(each, draft, sheet))
    best = sheet.score(draft)
    fitted = [_inherit(each, draft, sheet, best) for each in ranked[:_LIKELY]]
    order = {name: place for place, name in enumerate(PROFILES)}
    return tuple(
        sorted(fitted, key=lambda each: (-each.matches, _weight(each), order[each.house.name]))
    )


def _likeness(house: Profile, draft: Profile, sheet: Sheet) -> float:
    """Return how near a house comes: the entries it prints, then the keys it shares."""
    shown = [key for key in keys(draft) if key not in _RARE]
    same = sum(1 for key in shown if value(house, key) == value(draft, key))
    label = house.label == draft.label
    return sheet.count(house) + same / 100 + 0.3 * label


def _weight(fitted: Fitted) -> float:
    """Return how much a profile has to say that its house does not; a template is the most."""
    return sum(3 if key.startswith("templates.") else 1 for key in fitted.differs)


def _inherit(house: Profile, draft: Profile, sheet: Sheet, best: tuple[int, float]) -> Fitted:
    base = replace(house, name=draft.name, title=draft.title, basis="", csl="")
    profile = replace(
        draft, templates={**house.templates, **draft.templates}, csl="", basis=base.basis
    )
    for key in sorted(keys(profile), key=lambda each: not each.startswith("templates.")):
        if key in _JUDGED_APART or value(profile, key) == value(base, key):
            continue
        tried = with_value(profile, key, value(base, key))
        score = sheet.score(tried)
        if score >= best:
            profile, best = tried, score
    profile = _both_cuts(profile, base, sheet, best)
    differs = tuple(key for key in keys(profile) if value(profile, key) != value(base, key))
    return Fitted(house, profile, differs, sheet.count(profile))


def _both_cuts(profile: Profile, base: Profile, sheet: Sheet, best: tuple[int, float]) -> Profile:
    """Take the house's numbers of names as a pair, where the pair prints as much."""
    pair = {key: getattr(base.names, key) for key in ("et_al_min", "et_al_use_first")}
    tried = replace(profile, names=replace(profile.names, **pair))
    return tried if sheet.score(tried) >= best else profile
