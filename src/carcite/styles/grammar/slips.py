"""Slips of marks put right, to see whether the style would then print a text to the letter.

A text that no reading prints back may be one with a doubled stop, another dash, an old address of
a DOI or initials in another form. Where it prints back without them, the reading is proven but for
these marks, and holds for the text as it stands.

>>> healed = next(healings("Salt.. Burns 9: 12—20"))
>>> healed.text, healed.before(6, 11)
('Salt. Burns 9: 12–20', (7, 12))
>>> [each.text for each in healings("June CH, Roe RS. Salt.", (". ",))][:2]
['June C. H., Roe RS. Salt.', 'June CH, Roe R. S. Salt.']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from carcite.text.pattern import pattern

_SLIP = pattern(
    r"(?<![.,;:])(?P<doubled>[.,;:])(?P=doubled)(?![.,;:])"
    r"|(?<=[\w)\]\"”’])(?P<blank>\ )(?=[.,;:](?:\s|\Z))"
    r"|(?<=[\s:,.(])(?P<first>[A-Za-z]?\d{1,6})\s?(?P<dash>--+|[\u2010-\u2015-])\s?(?=[A-Za-z]?\d{1,6}(?:[\s.,;)]|\Z))"
    r"|(?<=[A-Z.,])\ (?P<link>&|and)\ (?=[A-Z])"
    r"|(?<=\S)(?P<gap>\ {2,})(?=\S)"
    r"|(?P<host>https?://dx\.doi\.org/)"
    r"|(?<=[a-z]\ )(?P<numeral>I\.(?:I\.){1,2})(?=[,;: ]|\Z)"
)
# Takes the "CH" of "June CH,", the "C. H." of "June, C. H., " and "F.HC"; refuses that of "CHd".
_INITIALS = pattern(r"(?<![\w.&'’-])[A-Z](?:\.?[ -]?[A-Z]){1,3}(?![\w'’-])\.?")
_CERTAIN = pattern(
    r"(?<![.,;:])([,;:])\1(?![.,;:])|(?<![.,;:])\.\.(?![.,;:])|//dx\.doi\.org/|[a-z]\ I\.I\."
    r"|[\w)]\ [.,](?=\ |\Z)"
)


MaySlip = Callable[[int, int], bool]
"""What tells whether a stretch of a text may be a slip."""


@dataclass(frozen=True, slots=True)
class Healed:
    """A text without its slips, and where each of its characters stands in the text with them."""

    text: str
    places: tuple[int, ...]
    guesses: int = 0
    """How many of the slips put right may be the way of a style."""
    kinds: tuple[tuple[str, int], ...] = ()
    """The slips that are such in one part alone, each with where it was put right."""

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the healed text, not an empty one, stands in the other."""
        return self.places[start], self.places[end - 1] + 1


@dataclass(frozen=True, slots=True)
class _Slip:
    """A stretch of a text, and what may have to stand there."""

    start: int
    end: int
    right: str
    is_guess: bool
    """Whether it is the way of many texts, and a slip only where nothing else explains them."""
    kind: str = ""
    """Where that tells in which part it stands: "dash", "link", "numeral", "initials"."""


def holds_slip(text: str) -> bool:
    """Tell whether a text holds what no style prints: a mark twice, a space before a stop."""
    return _CERTAIN.search(text) is not None


def differing(text: str, near: Iterable[str]) -> MaySlip:
    """Return what tells whether a stretch of a text, or its edge, is printed otherwise."""
    from rapidfuzz.distance import Levenshtein

    changes = [
        (change.src_start, change.src_end)
        for printed in near
        for change in Levenshtein.opcodes(text, printed)
        if change.tag != "equal"
    ]
    return lambda start, end: any(first <= end and start <= last for first, last in changes)


def healings(
    text: str, marks: Sequence[str] = (), may_slip: MaySlip | None = None
) -> Iterator[Healed]:
    """Yield a text without its slips: all of them or one, one dash or the other, a stop at its end.

    What looks like a slip may be the way of a style ("171 , 737"); so each is tried alone, too.
    `marks` are what the style puts behind initials; without any those stay as they are. Dashes and
    the like that most texts have are left as they are where `may_slip` says so.
    """
    bare = text.rstrip()
    may_lose = may_slip is None or may_slip(len(bare), len(bare))
    seen = {bare}
    for dash in ("\u2013", "-"):
        slips = list(_slips(bare, dash))
        sure = [each for each in slips if not each.is_guess]
        guesses = [each for each in slips if each.is_guess]
        if may_slip is not None:
            guesses = [each for each in guesses if may_slip(each.start, each.end)]
        guesses += _initials(bare, marks)
        groups = [sure, *([*sure, each] for each in guesses)]
        for group in (*groups, *([each] for each in (*sure, *guesses))):
            healed = _healed(bare, group)
            for each in _with_stop(healed, len(bare)) if may_lose else (healed,):
                if each.text not in seen:
                    seen.add(each.text)
                    yield each


_MOST = 6
"""Slips of one entry; with more it is no print of the style at all."""
_NAMES = 4
"""Initials of one entry that are tried in another form."""


def _slips(text: str, dash: str) -> Iterator[_Slip]:
    """Yield the marks of a text that may be slips."""
    for found in list(_SLIP.finditer(text))[:_MOST]:
        right = _right(found, dash)
        if right != found[0]:
            before = text[found.end() : found.end() + 1] in ":;"
            single = found["dash"] in ("-", "\u2013")
            guess = bool(found["link"] or single or (found["blank"] and before))
            yield _Slip(*found.span(), right, guess, found.lastgroup or "")


def _right(slip: re.Match[str], dash: str) -> str:
    """Return what stands in the place of a slip."""
    if slip["doubled"]:
        return slip["doubled"]
    if slip["first"]:
        return f"{slip['first']}{dash}"
    if slip["gap"]:
        return " "
    if slip["numeral"]:
        return slip["numeral"].replace(".", "")
    if slip["link"]:
        return " and " if slip["link"] == "&" else " & "
    return "https://doi.org/" if slip["host"] else ""


def _initials(text: str, marks: Sequence[str]) -> Iterator[_Slip]:
    """Yield initials in each form that the style may have, but for the one in which they stand."""
    for found in list(_INITIALS.finditer(text))[:_NAMES]:
        letters = [letter for letter in found[0] if letter.isalpha()]
        ends = found[0].endswith(".")
        for mark in marks:
            form = mark.join(letters) + mark.rstrip()
            for right in (form, f"{form}.") if ends and not form.endswith(".") else (form,):
                if right != found[0]:
                    yield _Slip(*found.span(), right, is_guess=True, kind="initials")


def _healed(text: str, slips: Sequence[_Slip]) -> Healed:
    """Return a text with some slips put right."""
    letters: list[str] = []
    places: list[int] = []

    def put(words: str, start: int, end: int) -> None:
        letters.append(words)
        places.extend(min(start + n, end - 1) for n in range(len(words)))

    done = 0
    kinds: list[tuple[str, int]] = []
    for slip in sorted(slips, key=lambda each: each.start):
        if slip.start < done:
            continue
        put(text[done : slip.start], done, slip.start)
        if slip.kind in ("dash", "link", "numeral", "initials"):
            kinds.append((slip.kind, len(places) + 1))
        put(slip.right, slip.start, slip.end)
        done = slip.end
    put(text[done:], done, len(text))
    guesses = sum(slip.is_guess for slip in slips)
    return Healed("".join(letters), tuple(places), guesses, tuple(kinds))


def _with_stop(healed: Healed, length: int) -> Iterator[Healed]:
    """Yield a text, and the same with a stop at its end, where that may be lost."""
    yield healed
    last = healed.text.rpartition(" ")[2]
    if not ("://" in last or "10." in last or healed.text.endswith(".")):
        places = (*healed.places, length - 1)
        yield Healed(f"{healed.text}.", places, healed.guesses + 1, healed.kinds)
