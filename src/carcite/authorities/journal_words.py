"""How the words of a journal title are abbreviated, and how an abbreviation is laid on a title.

ISO 4 with the List of Title Word Abbreviations (ISSN International Centre): short words are
dropped, a title of one word is not abbreviated, each other word loses its end. The word table is
not the LTWA but what NLM and the publishers of the packaged table's sources do with each word, so
what comes out is a suggestion: about four of five are NLM's own form.

>>> abbreviate_iso4("American Journal of Respiratory Medicine")
'Am. J. Respir. Med.'
>>> with_stops("N Engl J Med", "The New England journal of medicine"), with_stops("Blood", "Blood")
('N. Engl. J. Med.', 'Blood')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from carcite.authorities.journal_table import fold
from carcite.text.pattern import pattern

_WORDS = Path(__file__).parent / "data" / "words.tsv"
SMALL_WORDS: frozenset[str] = frozenset(
    {"a", "an", "the", "of", "for", "in", "on", "to", "at", "by", "from", "with", "into", "as"}
    | {"de", "la", "le", "les", "du", "des", "et", "en", "pour", "sur", "aux", "d", "l"}
    | {"der", "die", "das", "dem", "und", "fur", "zur", "im", "von", "auf", "fuer"}
    | {"del", "los", "las", "el", "y", "e", "i", "da", "do", "dos", "das", "em", "na", "no", "para"}
    | {
        "di",
        "della",
        "delle",
        "dell",
        "dei",
        "degli",
        "per",
        "och",
        "og",
        "for",
        "i",
        "van",
        "voor",
    }
)
"""Folded words that abbreviations leave out: articles, prepositions and conjunctions."""

_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORTEST_STEM = 4


def significant_words(title: str) -> list[str]:
    """Return the folded words of a title that an abbreviation keeps."""
    return [word for word in fold(title.replace("'", " ")).split() if word not in SMALL_WORDS]


@cache
def word_table() -> Mapping[str, str]:
    """Return the commonest abbreviation of each folded word."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t")[:2] for line in lines if line)


def abbreviate_iso4(title: str) -> str:
    """Return a title abbreviated word by word, with stops; a suggestion, never a fact."""
    bare = re.sub(r"\([^()]*\)|\s[:=;].*$|:\s.*$", " ", title)
    words = [word for word in _WORD.findall(bare) if fold(word) not in SMALL_WORDS]
    if len(words) < 2:
        return " ".join(words)
    return " ".join(map(_abbreviated, words))


def _abbreviated(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return word
    short = word_table().get(fold(word), "")
    if not short:
        return word[0].upper() + word[1:]
    cased = short[0].upper() + short[1:]
    return cased if fold(word) == short else f"{cased}."


_ANNOTATION = pattern(r"\s?\([^()]*\)")


def with_stops(abbreviation: str, title: str = "") -> str:
    """Return NLM's abbreviation with stops, as ISO 4 prints it.

    A word that is whole in the title, or an acronym, takes no stop; without a title the word table
    decides. What NLM puts in brackets to tell journals apart ("(Oxford)") keeps its form.
    """
    annotation = "".join(_ANNOTATION.findall(abbreviation))
    words = _ANNOTATION.sub("", abbreviation).split()
    if len(words) == 1:
        return abbreviation
    bare = _ANNOTATION.sub(" ", title)
    whole = set(fold(bare).split()) if title else set(word_table()) - set(word_table().values())
    dotted = [word if _is_whole(word, whole, bool(title)) else f"{word}." for word in words]
    return " ".join(dotted).replace("U. S. A.", "U.S.A.") + annotation


def _is_whole(word: str, whole: set[str], titled: bool) -> bool:
    folded = fold(word)
    if titled:
        return folded in whole or (word.isupper() and len(word) > 1) or word.isdigit()
    return len(word) > 1 and (word.isupper() or word_table().get(folded, "") == folded)


def covers(name: str, title: str, abbreviations: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether each word of a name is a word of the title or shortens it, none left over.

    `abbreviations` gives for a folded word of a title the short forms that others use for it.
    """
    short, full = significant_words(name), significant_words(title)
    if len(short) != len(full) or not short or _section(name) != _section(title):
        return False
    pairs = zip(short, full, strict=True)
    return all(_shortens(part, word, abbreviations.get(word, frozenset())) for part, word in pairs)


def _section(name: str) -> str:
    """Return the letter of a section at the end of a name: the A of "J Chem Phys A"."""
    last = fold(name).rpartition(" ")[2]
    return last if len(last) == 1 else ""


def _shortens(part: str, word: str, known: frozenset[str]) -> bool:
    if part == word or part in known:
        return True
    return len(part) >= _SHORTEST_STEM and word.startswith(part)
