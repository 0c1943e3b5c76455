"""Learn a house style from a printed list, and say how sure each part of it is.

>>> from carcite.reading.entry import read_entry
>>> entry = "June CH, O'Connor RS, Vos R, et al. Which cells? Science. 2018;359(6382):1361-5."
>>> learnt = learn([read_entry(entry), read_entry(entry.replace("1361-5", "231-9"))], "journal")
>>> learnt.house.name, learnt.matches, learnt.profile.names.et_al_use_first
('nlm', 2, 3)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carcite.errors import UsageError
from carcite.learning.again import LIKELY, is_doubtful, read_again, read_by_itself
from carcite.learning.draft import draft
from carcite.learning.evidence import weigh
from carcite.learning.houses import Fitted, fit
from carcite.learning.learnt import FEW, Learnt
from carcite.learning.nearest import likeliest
from carcite.learning.sheet import LARGEST, Sheet
from carcite.learning.two_styles import divide
from carcite.model.parse import Parse

_LEAST = 2
_FIT = 0.75
"""Of the entries, how many one style prints, for no second to be looked for."""
_GAIN = 0.2
"""Of the entries, how many more two styles print, for the list to be in two."""


def learn(
    parses: Sequence[Parse], name: str, *, size: int = 0, places: Sequence[int] = ()
) -> Learnt:
    """Return the style that printed a list; raise UsageError where nothing can be told.

    Where some of its entries are given, `size` is how many it has, and `places` where they stand.
    """
    if len(parses) < _LEAST:
        count = "one entry" if parses else "no entry"
        raise UsageError(f"a style cannot be learnt from {count}; give a list of {FEW} or more")
    step = max(1, -(-len(parses) // LARGEST))
    looked = tuple(parses[::step])
    places = tuple(places or range(1, len(parses) + 1))[::step]
    size = size or len(parses)
    sheet, best = _fitted(looked, name)
    others: tuple[int, ...] = ()
    if best.matches < _FIT * len(looked):
        parts = divide(sheet.entries)
        if parts is not None:
            fits = [_fitted([looked[each] for each in part], name) for part in parts]
            together = sum(each.matches for _, each in fits)
            if together >= best.matches + _GAIN * len(looked):
                (sheet, best), _ = fits
                others = tuple(places[each] for each in parts[1])
    doubtful = is_doubtful(sheet.entries)
    if (best.matches < len(sheet) or doubtful) and not others:
        again = read_again(sheet.entries, likeliest(sheet.entries, LIKELY))
        newer = _fitted(again, name)
        if newer[1].matches >= best.matches + (not doubtful):
            sheet, best = newer
    by_itself = 0
    if 0 < best.matches < len(sheet) and not others:
        newer = _fitted(read_by_itself(sheet, best.profile), name)
        by_itself = newer[1].matches - best.matches
        if by_itself > 0:
            sheet, best = newer
    if not best.matches:
        raise UsageError(
            "the style cannot be told: carcite can print no entry of the list as it stands"
        )
    profile = replace(best.profile, basis=f"learnt from a list of {size} entries")
    return Learnt(
        profile,
        best.house,
        best.differs,
        weigh(profile, sheet),
        best.matches,
        tuple(each.parse for each in sheet.entries),
        size,
        others,
        max(0, by_itself),
    )


def _fitted(parses: Sequence[Parse], name: str) -> tuple[Sheet, Fitted]:
    sheet = Sheet.of(parses)
    return sheet, fit(draft(sheet.entries, name), sheet)[0]
