"""How sure each key of a learnt profile is: which entries would be printed otherwise without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from carcite.learning.draft import PAGE_FORMS
from carcite.learning.houses import keys, value, with_value
from carcite.learning.sheet import Sheet
from carcite.styles.house.profile import FamilyCase, InitialsForm, MonthForm, NameOrder, Profile

_ALTERNATIVES: Mapping[str, tuple[Any, ...]] = {
    "pages": PAGE_FORMS,
    "dashes": ("-", "–"),
    "page_labels": ((),),
    "journal": ("nlm", "dotted", "full"),
    "date": ("year", "month", "day"),
    "months": get_args(MonthForm),
    "issue": (True, False),
    "doi": ((), ("doi: ",)),
    "doi_stop": (True, False),
    "stop": (True, False),
    "names.initials": get_args(InitialsForm),
    "names.order": get_args(NameOrder),
    "names.hyphens": (True, False),
    "names.family_case": get_args(FamilyCase),
    "names.inversion": (" ", ", "),
    "names.delimiter": (", ", "; "),
    "names.last_delimiter": (", ", " and ", " & "),
    "names.pair_delimiter": (", ", " and ", " & "),
    "names.body_delimiter": ("", "; ", ", "),
    "names.suffix_delimiter": (" ", ", "),
    "names.et_al": ((", ", "et al"), (" ", "et al"), (", ", "and others")),
    "names.et_al_use_first": (1, 3, 6),
    "names.et_al_use_last": ("", ", … "),
}
"""What a key could be instead. Without effect on what is printed, a key is not told by a list."""


@dataclass(frozen=True, slots=True)
class Told:
    """A key, its value, and what the entries say of it."""

    key: str
    """As the file has it: "pages", "names.et-al-min"."""
    value: Any
    told: int
    """How many entries are printed to the letter because of it."""
    against: int
    """How many entries would be with another value, and are not."""

    @property
    def share(self) -> float:
        """Of the entries that show the key, how many show this value; 0 where none does."""
        return self.told / (self.told + self.against) if self.told else 0.0


def weigh(profile: Profile, sheet: Sheet) -> tuple[Told, ...]:
    """Return every key with the entries that tell it."""
    now = list(sheet.printed(profile))
    found = []
    for key in keys(profile):
        told: set[int] = set()
        against: set[int] = set()
        for other in _others(profile, key):
            then = sheet.printed(with_value(profile, key, other))
            for place, (mine, theirs) in enumerate(zip(now, then, strict=True)):
                if mine and not theirs:
                    told.add(place)
                elif theirs and not mine:
                    against.add(place)
        found.append(Told(key.replace("_", "-"), value(profile, key), len(told), len(against)))
    return tuple(found)


def _others(profile: Profile, key: str) -> Iterator[Any]:
    mine = value(profile, key)
    if key == "names.et_al_min":
        yield from ({0, 4, mine + 1, max(1, mine - 1)} - {mine}) if mine else ()
    elif key.startswith("templates."):
        yield "{title}"
    else:
        for other in _ALTERNATIVES.get(key, ()):
            if other != mine and not (key == "dashes" and other == mine[0]):
                yield other
