"""What is learnt of a list, and the TOML file of it: each key with how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from carcite.learning.evidence import Told
from carcite.learning.nearest import Near, nearest
from carcite.learning.sheet import Sheet
from carcite.model.names import Organization
from carcite.model.parse import Parse
from carcite.styles.house.profile import Profile
from carcite.styles.house.write import VancouverStyle
from carcite.styles.style import Style

FEW = 10
"""Entries; a shorter list leaves much open, and that is said."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A style learnt from a list."""

    profile: Profile
    house: Profile
    """The nearest house style, which the profile inherits from."""
    differs: tuple[str, ...]
    """The keys in which the profile is not the house's: "pages", "names.et_al"."""
    told: tuple[Told, ...]
    """Every key, with the entries that show it."""
    matches: int
    """How many of the entries looked at the profile prints to the letter."""
    parses: tuple[Parse, ...]
    """The entries looked at, those of a second style left out."""
    size: int
    """How many entries the list has."""
    others: tuple[int, ...] = ()
    """The places in the list, from 1, of entries in a second style."""
    by_itself: int = 0
    """How many entries more it prints since it read the list once more itself."""

    @property
    def style(self) -> Style:
        """The style, ready to print and to check with."""
        return VancouverStyle(self.profile)

    @property
    def toml(self) -> str:
        """The style as a file that `--style journal.toml` reads."""
        return write_toml(self)

    def nearest_csl(self, number: int = 3) -> tuple[Near, ...]:
        """Return the CSL styles that print the most of the entries, in a second or two."""
        return nearest(Sheet.of(self.parses).entries, number)

    @property
    def total(self) -> int:
        """How many entries were looked at."""
        return len(self.parses)


def write_toml(learnt: Learnt, near: Sequence[Near] = ()) -> str:
    """Return the profile: what it inherits, the keys that differ, what the list leaves open."""
    house = learnt.house.name
    lines = [f"# {each}" for each in summary(learnt, near)]
    lines += [
        "",
        f"inherits = {_text(learnt.house.name)}",
        f"title = {_text(learnt.profile.title)}",
    ]
    differs = {each.replace("_", "-") for each in learnt.differs}
    for section in ("", "names", "templates"):
        rows = [each for each in learnt.told if _section(each.key) == section]
        own = [each for each in rows if each.key in differs]
        if section and own:
            lines += ["", f"[{section}]"]
        for each in own:
            note = sureness(each, learnt)
            lines.append(f"{_name(each.key)} = {_value(each.value)}  # {note}")
    same = [each for each in learnt.told if each.key not in differs and each.told]
    if same:
        lines += ["", f"# As in {learnt.house.name}, and the list shows it:"]
        lines += [
            f"#   {each.key} = {_value(each.value)}: {sureness(each, learnt)}" for each in same
        ]
    open_keys = list(untold(learnt))
    if open_keys:
        lines += ["", f"# The list cannot tell (left as in {house}):"]
        lines += [f"#   {each}" for each in open_keys]
    return "\n".join(lines) + "\n"


def summary(learnt: Learnt, near: Sequence[Near] = ()) -> Iterator[str]:
    """Yield what was learnt, and from how much, a line each."""
    looked = f"{learnt.total} entries"
    if learnt.size > learnt.total + len(learnt.others):
        looked += f" of {learnt.size}"
    yield f"Learnt from {looked}; this style prints {learnt.matches} of them to the letter"
    if learnt.by_itself:
        more = "1 entry" if learnt.by_itself == 1 else f"{learnt.by_itself} entries"
        yield f"It read the list once more itself, and so explains {more} more"
    count = len(learnt.differs)
    keys = (
        "no key differs"
        if not count
        else f"{count} key{'s' * (count > 1)} differ{'s' * (count == 1)}"
    )
    yield f"Nearest house style: {learnt.house.name} ({keys})"
    if near and near[0].matches:
        names = ", ".join(f"{each.name} ({each.matches} of {each.total})" for each in near)
        yield f"Nearest CSL styles, with the entries they print to the letter: {names}"
    elif near:
        names = ", ".join(each.name for each in near)
        yield f"No CSL style prints an entry to the letter; the likeliest are {names}"
    if learnt.others:
        rest = places(learnt.others)
        yield f"The list seems to be in two styles: not used are the entries {rest}"
    elif 2 * learnt.matches < learnt.total:
        yield "Not sure: most entries stand otherwise; the list may be in several styles"
    if learnt.total < FEW:
        yield f"Not sure: {learnt.total} entries leave much open; give {FEW} or more"


def places(numbers: tuple[int, ...]) -> str:
    """Return places in a list for people.

    >>> places((2, 3, 4, 7))
    '2-4, 7'
    """
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def sureness(told: Told, learnt: Learnt) -> str:
    """Return how sure a key is, for people: "sure: 14 of 14 entries"."""
    if told.key == "label":
        return f"{learnt.total} entries"
    if not told.told:
        return "not shown by an entry that is printed to the letter"
    total = told.told + told.against
    count = f"{told.told} of {total} {'entry' if total == 1 else 'entries'}"
    if told.key == "names.et-al-min":
        return f"at least so many, by {count}; how many names a cut entry had is not in the list"
    if told.share >= 0.9:
        return f"{'sure' if told.told >= 3 else 'likely'}: {count}"
    return f"not sure: {count}"


def untold(learnt: Learnt) -> Iterator[str]:
    """Yield each key of which the list shows nothing, and why."""
    names = [each.reference.group() for each in learnt.parses]
    longest = max((len(group.names) for group in names if group), default=0)
    cut = any(group.et_al for group in names if group)
    bodies = any(isinstance(name, Organization) for group in names if group for name in group.names)
    reasons = {
        "pages": "no page range that a style could shorten",
        "dashes": "no page range",
        "journal": "no journal of which carcite knows both the title and the abbreviation",
        "date": "no date more exact than the year",
        "issue": "no issue",
        "doi": "no DOI",
        "doi-stop": "no entry ends in a DOI",
        "stop": "no entry ends without a DOI",
        "names.initials": "no initials of more than one letter",
        "names.hyphens": "no initials with a hyphen",
        "names.last-delimiter": "no list of three names or more",
        "names.pair-delimiter": "no two names alone",
        "names.body-delimiter": "its organisations stand alone" if bodies else "no organisation",
        "names.suffix-delimiter": 'no name with "Jr" or the like',
    }
    reasons |= {} if cut else _uncut(longest)
    for each in learnt.told:
        if not each.told and each.key in reasons:
            yield f"{each.key}: {reasons[each.key]}"
    kinds = {each.reference.type for each in learnt.parses}
    missing = [name for kind, name in _KINDS.items() if kind not in kinds]
    if missing:
        *some, last = missing
        yield f"templates: no {', '.join(some)}{' or ' if some else ''}{last}"


def _uncut(longest: int) -> dict[str, str]:
    reason = f'never more than {longest} names, and no "et al"'
    return {f"names.{key}": reason for key in ("et-al", "et-al-min", "et-al-use-first")}


_KINDS = {
    "article-journal": "journal article",
    "book": "book",
    "chapter": "chapter",
    "webpage": "web page",
    "thesis": "thesis",
    "report": "report",
}


def _section(key: str) -> str:
    return key.partition(".")[0] if "." in key else ""


def _name(key: str) -> str:
    return key.rpartition(".")[2]


def _value(value: Any) -> str:
    """Return a value in TOML; its strings are JSON's but for one sign."""
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return _text(str(value))


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
