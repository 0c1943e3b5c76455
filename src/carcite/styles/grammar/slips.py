"""Slips of marks put right, to see whether the style would then print a text to the letter.

A text that no reading prints back may be one with a doubled stop, another dash or an old address of
a DOI. Where it prints back without them, the reading is proven but for these marks, and holds for
the text as it stands.

>>> healed = next(healings("Salt.. Burns 9: 12—20"))
>>> healed.text, healed.before(6, 11)
('Salt. Burns 9: 12–20', (7, 12))
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carcite.text.pattern import pattern

_SLIP = pattern(
    r"(?P<doubled>[.,;:])(?P=doubled)(?![.,;:])"
    r"|(?<=\w)(?P<blank>\ )(?=[.,;:](?:\s|\Z))"
    r"|(?<=[\s:,.(])(?P<first>[A-Za-z]?\d{1,6})\s?(?:--+|[\u2010-\u2015-])\s?(?=[A-Za-z]?\d{1,6}(?:[\s.,;)]|\Z))"
    r"|(?<=[A-Z.,])\ (?P<link>&|and)\ (?=[A-Z])"
    r"|(?P<host>https?://dx\.doi\.org/)"
)


@dataclass(frozen=True, slots=True)
class Healed:
    """A text without its slips, and where each of its characters stands in the text with them."""

    text: str
    places: tuple[int, ...]

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the healed text, not an empty one, stands in the other."""
        return self.places[start], self.places[end - 1] + 1


def healings(text: str) -> Iterator[Healed]:
    """Yield a text without its slips: all of them or one, one dash or the other, a stop at its end.

    What looks like a slip may be the way of a style ("171 , 737"); so each is tried alone, too.
    """
    bare = text.rstrip()
    found = list(_SLIP.finditer(bare))[:_MOST]
    ends_in_address = "://" in bare.rpartition(" ")[2] or "10." in bare.rpartition(" ")[2]
    seen = {bare}
    for dash in ("\u2013", "-"):
        slips = [each for each in found if _right(each, dash) != each[0]]
        sure = [each for each in slips if not each["link"]]
        for group in (sure, *([each] for each in slips)):
            healed = _healed(bare, group, dash)
            stop = Healed(f"{healed.text}.", (*healed.places, len(bare) - 1))
            for each in (healed,) if ends_in_address else (healed, stop):
                if each.text not in seen and not each.text.endswith(".."):
                    seen.add(each.text)
                    yield each


_MOST = 6
"""Slips of one entry; with more it is no print of the style at all."""


def _healed(text: str, slips: Sequence[re.Match[str]], dash: str) -> Healed:
    letters: list[str] = []
    places: list[int] = []

    def put(words: str, start: int, end: int) -> None:
        letters.append(words)
        places.extend(min(start + n, end - 1) for n in range(len(words)))

    done = 0
    for slip in slips:
        put(text[done : slip.start()], done, slip.start())
        put(_right(slip, dash), *slip.span())
        done = slip.end()
    put(text[done:], done, len(text))
    return Healed("".join(letters), tuple(places))


def _right(slip: re.Match[str], dash: str) -> str:
    """Return what stands in the place of a slip."""
    if slip["doubled"]:
        return slip["doubled"]
    if slip["first"]:
        return f"{slip['first']}{dash}"
    if slip["link"]:
        return " and " if slip["link"] == "&" else " & "
    return "https://doi.org/" if slip["host"] else ""
