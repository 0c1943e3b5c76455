"""Titles laid side by side: one title printed otherwise, or two titles.

>>> agreement("Tumour growth in mice.", "Tumor growth in mice")
1.0
"""

from __future__ import annotations

import re
from functools import lru_cache

from carcite.authorities import journals
from carcite.authorities.bodies import LINKS, WORDS
from carcite.corpus.words import closed, fold_text, fold_words, spell
from carcite.text.pattern import pattern

_NUMBER = pattern(r"\d+|\b(?:i{1,3}|iv|vi{0,3}|ix|x)\b")
_STRAY = pattern(r"^\d{1,2}\.\s|(?<=[a-z]{3})\d$")
"""A section's number before a title, a footnote's at its last word."""
_INITIAL = pattern(r"^[A-Z]\.\s(?=[A-Z])")
"""An author's last initial, read with the title: "J. Deep patient"; not "E. coli"."""
_QUOTED = pattern(r"^[\"“”„«]([^\"“”„«»]{10,400}+)[\"“”»].*+$", re.DOTALL)
"""A title in quotes, with what was read behind them: 'The signal," Appl'."""
_LOST = pattern(r"(?<![?\ufffd])[?\ufffd]++(?=\s?\w)")
"""What stands for a letter that was lost: "GSK-3? overexpressing"; not "Is it safe?"."""
_GREEK = ("alpha", "beta", "gamma", "delta", "epsilon", "kappa", "lambda", "mu", "sigma", "omega")
_END_OF_TITLE = pattern(r"[.:;?!–—]\s|\s[-–—([]|[([]")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8"}
_OPPOSED = (
    frozenset({"north", "south", "east", "west"}),
    frozenset({"europe", "asia", "africa", "america", "australia", "england"}),
    frozenset({"men", "women"}),
    frozenset({"male", "female"}),
    frozenset({"children", "adults"}),
    frozenset({"increased", "decreased"}),
    frozenset({"type", "subtype"}),
)
SAME = 1.0
_UNSAID = frozenset({"a", "an", "the", "and"})
_SHORTEST_HEAD = 10
_SHORTEST_IN_TEXT = 15
_LONGEST_SURE = 30
_LONG_HEAD = 40
"""Letters of a title from which on it is looked for in a text with slips in it."""


@lru_cache(maxsize=4096)
def letters(title: str) -> str:
    """Return a title closed up in one spelling."""
    return closed([spell(word) for word in fold_words(title) if word not in _UNSAID])


def agreement(stated: str, recorded: str) -> float:
    """Return how alike two titles are, from 0 to 1; 1 where they differ in nothing that counts."""
    from rapidfuzz.distance import Indel

    ours, theirs = letters(stated), letters(recorded)
    if not ours or not theirs:
        return 0.0
    if ours == theirs or letters(_STRAY.sub("", stated)) == letters(_STRAY.sub("", recorded)):
        return SAME
    if _QUOTED.match(stated) and letters(_QUOTED.sub(r"\1", stated)) == theirs:
        return SAME
    if is_head(stated, recorded) or is_head(recorded, stated):
        return SAME
    if _is_tail(stated, recorded) or _is_tail(recorded, stated):
        return SAME
    if _has_names_before(stated, recorded) or _has_body_before(recorded, stated):
        return SAME
    if _run_together(stated) == _run_together(recorded) or _is_garbled(stated, recorded):
        return SAME
    return min(0.99, float(Indel.normalized_similarity(ours, theirs)))


@lru_cache(maxsize=4096)
def _run_together(title: str) -> str:
    """Return every letter of a title, its small words too: spaces may be lost between them."""
    return spell(closed(fold_words(_INITIAL.sub("", title))))


def _is_garbled(stated: str, recorded: str) -> bool:
    """Tell whether a title is the other but for Greek letters that a font or an encoding lost."""
    parts = _LOST.split(stated)
    if len(parts) < 2:
        return False
    inner = f"(?:{'|'.join(map(spell, _GREEK))})?[a-z]?".join(
        re.escape(letters(part)) for part in parts
    )
    return re.fullmatch(inner, letters(recorded)) is not None


def is_head(short: str, long: str) -> bool:
    """Tell whether a title is the other without its subtitle or what stands in brackets behind."""
    head = letters(short)
    if len(head) < _SHORTEST_HEAD or not letters(long).startswith(head):
        return False
    return any(letters(long[: each.start()]) == head for each in _END_OF_TITLE.finditer(long))


def same_numerals(one: str, two: str) -> bool:
    """Tell whether two titles bear the same numbers: Part I is not Part II.

    >>> same_numerals("Gene X. Part I", "Gene X. Part II"), same_numerals("Part 2", "Part II")
    (False, True)
    """
    return _numbers(one) == _numbers(two)


@lru_cache(maxsize=4096)
def _numbers(title: str) -> list[str]:
    found = _NUMBER.findall(fold_text(_STRAY.sub("", title)))
    return sorted(_ROMAN.get(each, each) for each in found)


def opposed(one: str, two: str) -> bool:
    """Tell whether titles name two of one kind: Europe here and North America there."""
    ours, theirs = set(fold_words(one)), set(fold_words(two))
    return any((ours - theirs) & kind and (theirs - ours) & kind for kind in _OPPOSED)


def _is_tail(short: str, long: str) -> bool:
    """Tell whether a title is the other without a heading: "Genome editing. The new frontier"."""
    tail = _tail_of(long, short)
    return bool(tail) and any(
        letters(long[each.end() :]) == tail for each in _END_OF_TITLE.finditer(long)
    )


def _tail_of(long: str, short: str) -> str:
    """Return the letters of a title that end the other's, and are enough to be sure; or ""."""
    tail = letters(short)
    return tail if len(tail) >= _LONGEST_SURE and letters(long).endswith(tail) else ""


_NAME_BEFORE = pattern(r"\w[\s,]+[A-Z]{1,3}[.:,]?\s*\Z")
_GIVEN_FIRST = pattern(r"(?:(?:[A-Z]\.?[ -]?){1,3}[A-Z][\w'’-]{1,30}+(?:,\s*|\s+and\s+)){1,30}+")
"""Names with their initials before them: "SS Bloom, D Wypij, "."""
_WORDS_OF_A_BODY = 3


def _head_before(long: str, short: str) -> str:
    """Return what stands before a long title in the other; empty where it is not its end."""
    tail = _tail_of(long, short)
    if not tail:
        return ""
    for at in (each.start() for each in re.finditer(r"\b\w", long)):
        if letters(long[at:]) == tail:
            return long[:at]
    return ""


def _has_names_before(stated: str, recorded: str) -> bool:
    """Tell whether a title is the record's with the last author before it: "Livak KJ Analyzing"."""
    head = _head_before(stated, recorded)
    return _NAME_BEFORE.search(head) is not None or _GIVEN_FIRST.fullmatch(head) is not None


def _has_body_before(recorded: str, stated: str) -> bool:
    """Tell whether a record's title begins with another field: a body's name or a journal's."""
    head = _head_before(recorded, stated)
    words = head.replace(",", " ").split()
    if len(words) < _WORDS_OF_A_BODY or not all(w[0].isupper() or w in LINKS for w in words):
        return False
    return bool(journals.find(head)) or any(word.casefold() in WORDS for word in words)


def stands_in(title: str, text: str) -> float:
    """Return how well a title stands in a text, however its borders were read: 1 to the letter."""
    from rapidfuzz import fuzz

    wanted, whole = letters(title), letters(text)
    if len(wanted) < _SHORTEST_IN_TEXT:
        return 0.0
    if wanted in whole:
        return SAME
    if len(wanted) < _LONG_HEAD or len(wanted) > len(whole) + _SHORTEST_IN_TEXT:
        return 0.0
    return min(0.99, fuzz.partial_ratio(wanted, whole) / 100)
