"""Texts made to make a pattern slow, written from the pattern itself.

A pattern is slow where it tries the same stretch in many ways before it fails. So for each repeat
in it: what stands before the repeat, then what it repeats, thousands of times, then an end that
fails. Whole matches one behind the other do the same to searches that begin at each of them.
"""

from __future__ import annotations

import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_LENGTHS = (1_000, 4_000, 16_000)
_LIMIT = 1.0
_MOST = 0.15
"""Seconds for the longest text, which a pattern of a low price a character never takes."""
_GROWTH = 7.0
"""How much longer than a text a text of four times its length may take."""
_ENDS = ("\0", "a0~")
_FEW = 16
"""A repeat of fewer times than this is no repeat."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_ANY = "a A1.,;:-()[]/\"'\t\nxzé—_&@<%{}\\#=?!й"
_CATEGORIES = {
    codes.CATEGORY_DIGIT: (r"\d", "10"),
    codes.CATEGORY_NOT_DIGIT: (r"\D", "a "),
    codes.CATEGORY_SPACE: (r"\s", " \n"),
    codes.CATEGORY_NOT_SPACE: (r"\S", "a1."),
    codes.CATEGORY_WORD: (r"\w", "a1A"),
    codes.CATEGORY_NOT_WORD: (r"\W", " .-"),
}
_COMMON = (
    *" aA1([{<-–\n\"/&é;\\=_*'’“?%#\t",
    *(
        ", ",
        ". ",
        "a ",
        "A ",
        "A. ",
        "a, ",
        "1-",
        "1, ",
        "a.",
        "http://a",
        "Aa ",
        "Aa A, ",
        "Aa A. ",
    ),
    *("1;", "\\a{", " (", "[1]", "a\n", "1. a\n", "10.1/", "x@", "in ", "In: ", "<a>", "&a"),
)


class _TooLongError(Exception):
    """A call took more than the limit."""


def seconds(call: Callable[[], object]) -> float:
    """Return the processor's time of a call, which is broken off at the limit."""

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _LIMIT)
    start = time.process_time()
    try:
        call()
    except _TooLongError:
        return max(_LIMIT, time.process_time() - start)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - start


def slowest(pattern: re.Pattern[Any], ways: frozenset[str], seed: int = 1) -> str:
    """Return what makes a pattern slow, with the seconds; empty where nothing does."""
    for prefix, unit in (*_units(pattern, random.Random(seed)), *(("", each) for each in _COMMON)):
        for end in _ENDS:
            for way in sorted(ways):
                attack = [_call(pattern, way, prefix, unit, length, end) for length in _LENGTHS]
                if _is_slow(attack) and _is_slow(attack):
                    spent = seconds(attack[-1])
                    return f"{spent:.2f} s: {way} {prefix!r} + {unit!r} * n + {end!r}"
    return ""


def _is_slow(calls: list[Callable[[], object]]) -> bool:
    """Tell whether time grows faster than the text, or every character has too high a price."""
    short = seconds(calls[0])
    if short < _MOST / 300:
        return False
    middle = seconds(calls[1])
    if middle < _MOST / 18 or (middle < _GROWTH * short and middle < _MOST):
        return False
    long = seconds(calls[2])
    return long > _MOST and (long > 3 * _MOST or long > _GROWTH * middle)


def _call(
    pattern: re.Pattern[Any], way: str, prefix: str, unit: str, length: int, end: str
) -> Callable[[], object]:
    text: Any = prefix + unit * max(1, length // len(unit)) + end
    if isinstance(pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    if way == "search":
        return lambda: sum(1 for _ in pattern.finditer(text))
    return (lambda: pattern.match(text)) if way == "match" else (lambda: pattern.fullmatch(text))


def _units(pattern: re.Pattern[Any], rng: random.Random) -> list[tuple[str, str]]:
    """Return pairs of what stands before a repeat and what it repeats."""
    source = pattern.pattern
    tree = parser.parse(source, pattern.flags & ~re.UNICODE if isinstance(source, bytes) else 0)
    found = []
    for _ in range(1):
        for before, body in _repeats(tree, "", rng):
            for _ in range(2):
                one = _sample(body, rng)
                found += [(before, one), ("", before + one), ("", before + one * 3), ("", one)]
        whole = _sample(tree, rng)
        found += [("", whole[:-1]), ("", whole), ("", whole[: len(whole) // 2])]
    return [pair for pair in dict.fromkeys(found) if pair[1]]


def _repeats(tree: Any, before: str, rng: random.Random) -> Iterator[tuple[str, Any]]:
    for code, value in tree:
        if code in _REPEATS:
            if value[1] >= _FEW:
                yield before, value[2]
            yield from _repeats(value[2], before, rng)
        for inner in _inside(code, value):
            yield from _repeats(inner, before, rng)
        before += _sample([(code, value)], rng)


def _inside(code: Any, value: Any) -> list[Any]:
    if code is codes.BRANCH:
        return list(value[1])
    if code is codes.SUBPATTERN:
        return [value[3]]
    if code is codes.ATOMIC_GROUP:
        return [value]
    return [value[1]] if code in (codes.ASSERT, codes.ASSERT_NOT) else []


def _sample(tree: Any, rng: random.Random) -> str:
    """Return a text that a tree takes, its assertions aside."""
    made = []
    for code, value in tree:
        if code is codes.LITERAL:
            made.append(chr(value))
        elif code is codes.NOT_LITERAL:
            made.append(next(each for each in "a b1" if ord(each) != value))
        elif code is codes.ANY:
            made.append(rng.choice("a .1A"))
        elif code is codes.IN:
            made.append(_one_of(value, rng))
        elif code is codes.BRANCH:
            made.append(_sample(rng.choice(value[1]), rng))
        elif code in _REPEATS:
            low, high, body = value
            times = max(low, min(rng.choice((low, low, 1, 2)), high))
            made += [_sample(body, rng) for _ in range(times)]
        elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
            made.append(_sample(_inside(code, value)[0], rng))
    return "".join(made)


def _one_of(members: Any, rng: random.Random) -> str:
    """Return a character of a set in brackets."""
    if members[0][0] is codes.NEGATE:
        free = [each for each in _ANY if not any(_holds(member, each) for member in members[1:])]
        return rng.choice(free[:6]) if free else "\u4e00"
    made = []
    for code, value in members:
        if code is codes.LITERAL:
            made.append(chr(value))
        elif code is codes.RANGE:
            made += [chr(value[0]), chr(value[1]), chr(sum(value) // 2)]
        elif code is codes.CATEGORY:
            made += _CATEGORIES[value][1]
    return rng.choice(made)


def _holds(member: Any, char: str) -> bool:
    code, value = member
    if code is codes.LITERAL:
        return bool(value == ord(char))
    if code is codes.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return re.match(_CATEGORIES[value][0], char) is not None
