"""Particles and suffixes of family names in the languages that medical authors bear.

Citing Medicine 2nd ed., ch. 1A ("Author": keep prefixes and particles with the surname, place
Jr and the like after the initials) and the Anglo-American practice that a particle in lower case
at the head of the name belongs to it but may be set off for sorting. A particle *inside* a family
name ("Cordas Dos Santos", "Garcia de la Peña") is simply part of it.

>>> split_particle("van der Berg"), split_particle("Cordas Dos Santos")
(('van der', 'Berg'), ('', 'Cordas Dos Santos'))
>>> split_particle("d'Alembert"), is_suffix("Jr."), is_particle("Zur")
(("d'", 'Alembert'), True, True)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BY_LANGUAGE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "de": _words("von vom zu zum zur auf aus der den dem und im ob"),
        "nl": _words("van de den der het te ten ter ver 't op in aan bij onder over tot")
        | _words("voor uit"),
        "fr": _words("de du des d' le la les l' au aux"),
        "es": _words("de del la las los el y i"),
        "pt": _words("de da do das dos e d'"),
        "it": _words(
            "di da de del della dello dei degli delle dal dalla dalle dai dall' dell' d' la lo li "
            "le l'"
        ),
        "da": _words("af av von til"),
        "ar": _words("al el ul ur ibn bin bint ben abu abou abd abdel ait aït"),
        "en": _words("st st. saint mac mc fitz ap"),
    }
)
"""Lower-case particles by language; elided ones keep their apostrophe, always the straight one."""

# Words that are particles only behind another one ("van 't Hoff", "von und zu", "de la y").
_NEVER_FIRST = _words("und dem im ob e y i onder over bij voor uit tot aan auf aus in")
# Prefixes that are part of the name itself, not set off from it.
_PART_OF_NAME = BY_LANGUAGE["en"] | _words("abd abdel")

PARTICLES: frozenset[str] = frozenset().union(*BY_LANGUAGE.values()) - _PART_OF_NAME
"""Every particle that may stand before a family name and be set off from it."""

SUFFIXES: frozenset[str] = _words(
    "jr sr jnr snr junior senior ii iii iv v 2nd 3rd 4th 5th 2d 3d filho neto sobrinho fils "
    "père júnior segundo"
)
"""Suffixes of generation, folded to lower case, without stops."""


_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "´": "'", "‘": "'"})


def _folded(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()


def is_particle(word: str) -> bool:
    """Tell whether one word, in any case, can be a particle before a family name."""
    return _folded(word) in PARTICLES


def is_suffix(word: str) -> bool:
    """Tell whether one word is a suffix of generation ("Jr.", "III", "Filho")."""
    return word.strip(" .,").casefold() in SUFFIXES


def split_particle(family: str) -> tuple[str, str]:
    """Split a family name into its lower-case leading particle and the rest.

    A capitalised particle ("De Angelis", "Van Overveld") is how its bearer writes the family name
    and stays in the rest; so does a whole name that is nothing but particles ("de", "Al").
    """
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _leads(words[count], first=count == 0):
        count += 1
    head, rest = " ".join(words[:count]), " ".join(words[count:])
    elided = _elision(rest)
    if elided:
        return (f"{head} {rest[:elided]}".strip(), rest[elided:])
    return head, rest


def _leads(word: str, *, first: bool) -> bool:
    if not word or not (word[0].islower() or word[0] in "'’"):
        return False
    return is_particle(word) and not (first and _folded(word) in _NEVER_FIRST)


def _elision(rest: str) -> int:
    """Return the length of an elided lower-case particle glued to the name, 0 without one."""
    for length in (2, 5):  # d' l', then dell' dall'
        head = rest[:length]
        if head[:1].islower() and _folded(head) in PARTICLES and head[-1:] in "'’":
            if rest[length : length + 1].isupper():
                return length
    return 0
