"""The CSL styles that come nearest to a list, told by printing it.

An index of fingerprints (`build_fingerprints.py`) names the likeliest; each of them prints some of
the entries, and the best print them all. A style is named with its twins: those that print the made
articles of the index alike.
"""

from __future__ import annotations

import gzip
import heapq
import json
import pkgutil
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from carcite.errors import CarciteError
from carcite.learning.fingerprint import as_article, fingerprint, plain, uncut
from carcite.learning.observe import Observed
from carcite.learning.overlap import overlap
from carcite.styles.csl import CompiledCslStyle

INDEX = "fingerprints.json.gz"
_LIKELY = 60
"""How many groups of styles print a few entries."""
_FEW = 5
_BEST = 12
"""How many of them print all the entries looked at."""
_MANY = 20
_SECONDS = 1.8
"""Of processor time, after which no further style is tried."""


@dataclass(frozen=True, slots=True)
class Near:
    """A CSL style and how near it comes."""

    name: str
    matches: int
    """How many of the entries looked at it prints to the letter."""
    total: int
    twins: tuple[str, ...]
    """Styles that print articles alike."""


@dataclass(frozen=True, slots=True)
class _Group:
    names: tuple[str, ...]
    features: frozenset[str]
    fields: frozenset[str]
    """What the style prints of an article that it has: "doi", "issue"; dates left out."""


@cache
def _groups() -> tuple[_Group, ...]:
    data = pkgutil.get_data(__package__, INDEX) or b""
    index = json.loads(gzip.decompress(data))
    features: list[str] = index["features"]
    shown = [_fields((feature,)) for feature in features]
    return tuple(
        _Group(
            tuple(names),
            frozenset(features[number] for number in numbers),
            frozenset().union(*(shown[number] for number in numbers)),
        )
        for names, numbers in index["groups"]
    )


def nearest(entries: Sequence[Observed], number: int = 3) -> tuple[Near, ...]:
    """Return the CSL styles that print the most of the entries to the letter, the best first."""
    looked = _looked(entries)
    found = []
    for place, group, style in _likeliest(looked, _SECONDS)[:_BEST]:
        close = _closeness(style, looked)
        near = Near(group.names[0], close.count(1.0), len(looked), group.names[1:])
        found.append((-sum(close), place, near))
    if any(near.matches for _, _, near in found):
        found.sort(key=lambda each: each[:2])
    else:
        # What is read wrongly no style prints as it stands; the marks between still tell.
        found.sort(key=lambda each: each[1])
    return tuple(near for _, _, near in found[:number])


def likeliest(entries: Sequence[Observed], number: int) -> tuple[CompiledCslStyle, ...]:
    """Return the CSL styles that look likeliest by their marks and by what they print, in turn."""
    found = _likeliest(_looked(entries), _SECONDS / 3)
    by_marks = sorted(found, key=lambda each: each[0])
    both = [each for pair in zip(by_marks, found, strict=True) for each in pair]
    return tuple({style.name: style for _, _, style in both[: 2 * number]}.values())[:number]


def printer_of(entries: Sequence[Observed]) -> CompiledCslStyle | None:
    """Return the CSL style that prints nearly all of a list's articles, of the likeliest few."""
    looked = _looked(entries)
    few = looked[:: max(1, len(looked) // _PROOFS)][:_PROOFS]
    if len(few) < _FEW:
        return None
    printed = [(as_article(uncut(each.parse.reference)), plain(each.text)) for each in few]
    for style in likely_printers(looked):
        wrong = 0
        for reference, text in printed:
            wrong += plain(style.write(reference).text) != text
            if wrong > _SLIPS * len(few):
                break
        else:
            return style
    return None


def likely_printers(entries: Sequence[Observed]) -> Iterator[CompiledCslStyle]:
    """Yield the few CSL styles whose marks are likest to those of a list, however it was read."""
    for group in _by_marks(_looked(entries), _LIKELIEST):
        style = _load(group)
        if style is not None:
            yield style


_PROOFS = 10
_LIKELIEST = 6
_SLIPS = 0.3
"""Of the entries that a style is asked to print, how many may stand otherwise by a slip."""


def _looked(entries: Sequence[Observed]) -> list[Observed]:
    articles = [
        each for each in entries if as_article(each.parse.reference).type == "article-journal"
    ]
    return articles[:: max(1, len(articles) // _MANY)][:_MANY] or list(entries[:_MANY])


def _likeliest(
    looked: Sequence[Observed], seconds: float
) -> list[tuple[int, _Group, CompiledCslStyle]]:
    """Return groups of styles by how near they come to a few entries, else by their marks.

    The number is their place by the marks.
    """
    began = time.process_time()
    likely = _by_marks(looked, _LIKELY)
    few = looked[:: max(1, len(looked) // _FEW)][:_FEW]
    tried: list[tuple[float, int, _Group, CompiledCslStyle]] = []
    exact = False
    for place, group in enumerate(likely):
        if time.process_time() - began > seconds:
            break
        style = _load(group)
        if style is not None:
            close = _closeness(style, few)
            exact = exact or 1.0 in close
            tried.append((-sum(close), place, group, style))
    if exact:
        tried.sort(key=lambda each: each[:2])
    return [each[1:] for each in tried]


def _by_marks(looked: Sequence[Observed], number: int) -> list[_Group]:
    """Return groups of styles, the one whose marks are likest to those of some entries first.

    What groups and entries share speaks for a group; a field that the style prints and no entry
    has, a DOI or an issue, against it.
    """
    counts = fingerprint([each.parse for each in looked])
    groups, fields = _groups(), _fields(counts)
    shown, places = _shown()
    unseen = [-_UNSEEN * len(looked) * len(each - fields) for each in shown]
    likeness = [unseen[place] for place in places]
    showing = _showing()
    for feature, count in counts.items():
        for place in showing.get(feature, ()):
            likeness[place] += count
    least = heapq.nlargest(number, likeness)[-1]
    best = [
        (-near, group.names, group)
        for near, group in zip(likeness, groups, strict=True)
        if near >= least
    ]
    best.sort(key=lambda each: each[:2])
    return [group for _, _, group in best[:number]]


@cache
def _shown() -> tuple[Sequence[frozenset[str]], Sequence[int]]:
    """Return the fields that groups show, each choice once, and which of them each group shows."""
    places: dict[frozenset[str], int] = {}
    of_groups = [places.setdefault(group.fields, len(places)) for group in _groups()]
    return tuple(places), of_groups


@cache
def _showing() -> Mapping[str, Sequence[int]]:
    """Return the places of the groups that show each feature."""
    found: dict[str, list[int]] = {}
    for place, group in enumerate(_groups()):
        for feature in group.features:
            found.setdefault(feature, []).append(place)
    return found


_UNSEEN = 0.5


def _fields(features: Iterable[str]) -> frozenset[str]:
    joints = (feature.split("\t") for feature in features if feature.startswith("joint\t"))
    return frozenset(name for joint in joints for name in joint[1:3]) - _DATES


_DATES = frozenset({"date", "year", "month", "day"})
"""A style prints as much of a date as is known, so that a month not seen says little."""


def _load(group: _Group) -> CompiledCslStyle | None:
    """Return the first style of a group that the installed package still has."""
    for name in group.names:
        try:
            return CompiledCslStyle.load(name)
        except CarciteError:
            continue
    return None


def _closeness(style: CompiledCslStyle, entries: Sequence[Observed]) -> list[float]:
    """Return of each entry how near the style's print of it comes: 1 to the letter, else below."""
    close = []
    for each in entries:
        text, wanted = _printed(style, each), plain(each.text)
        close.append(1.0 if text == wanted else _NOT_EXACT * overlap(text, wanted))
    return close


def _printed(style: CompiledCslStyle, entry: Observed) -> str:
    return plain(style.write(as_article(uncut(entry.parse.reference))).text)


_NOT_EXACT = 0.9
