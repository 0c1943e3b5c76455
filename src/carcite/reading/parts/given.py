"""Given names and the case of family names: initials, names in capitals, bodies told from people.

Citing Medicine 2nd ed., ch. 1A, "Author": at most the first letters of the given names, without
stops or blanks; a letter that romanisation writes with two keeps both ("Iu", "Ch", "Zh"); hyphens
between given names are dropped by NLM and kept by others. What the
texts leave open follows the records of PubMed.

>>> initials_of("Jean-Paul"), initials_of("Jean-Paul", hyphens=True), initials_of("Yu. A.")
('JP', 'J-P', 'YuA')
>>> proper_case("MCDONALD"), proper_case("VAN DER BERG"), proper_case("de Vos")
('McDonald', 'van der Berg', 'de Vos')
>>> looks_like_organization("LIFE Study Group"), looks_like_organization("Church GM")
(True, False)
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from carcite.authorities import bodies, particles, places
from carcite.text.pattern import pattern

_NICKNAME = pattern(r"\([^()]*\)|[\"“”„][^\"“”„]*[\"“”„]")
# One given name or one initial: "Jean", "C.", "Yu."; "C.H." is two.
_GIVEN = pattern(r"(?:(?P<hyphen>[-‐‑‒–])\s*)?(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)(?P<stop>\.)?")
# Compact initials: "CH", "YuA", "J-P", "ChS", "IJ"; must refuse "Carl" and "Yu".
_COMPACT = pattern(r"(?:[-‐]?[A-ZÀ-ÖØ-ÞĀ-Ž][a-zà-öø-ÿā-ž]?){1,5}")
_ONE = pattern(r"[-‐]?[^\W\d_a-zªº][a-zà-öø-ÿā-žªº]?")
_LONGEST_COMPACT = 4


def initials_of(given: str, *, hyphens: bool = False) -> str:
    """Return the compact initials of given names or of initials in any form.

    NLM gives a hyphened name both its letters only when it is the sole one: "Jean-Paul" is "JP",
    "Jean-Paul M" is "JM". With `hyphens` every letter is kept, and the hyphens with them. Names in
    a script without letter case are returned as they are: they have no initials.
    """
    given = _NICKNAME.sub(" ", given).strip()
    if given and not any(unicodedata.category(c) in ("Lu", "Ll", "Lt") for c in given):
        return given
    names = list(_GIVEN.finditer(given))
    spelt_out = any(len(match["word"]) > 2 and not match["word"].isupper() for match in names)
    among_letters = any(len(match["word"]) == 1 for match in names)
    parts: list[str] = []
    for match in names:
        word, joined = match["word"], bool(match["hyphen"]) and bool(parts)
        # PubMed passes over "de" in "Gilberto de Almeida", but not "da" and "do".
        if word == "de" or (joined and not hyphens and spelt_out and " " in given):
            continue
        double = bool(match["stop"]) or (among_letters and word in _DOUBLE_LETTERS)
        letters = _initials_of_word(word, double=double)
        parts.append(f"-{letters}" if joined and hyphens else letters)
    return "".join(parts)


# One letter of the Cyrillic alphabet, in the romanisations of NLM, the British Museum and BGN.
_DOUBLE_LETTERS = frozenset(
    {"Iu", "Ia", "Yu", "Ya", "Zh", "Kh", "Ts", "Ch", "Sh", "Ye", "Yo", "Io"}
)


def _initials_of_word(word: str, *, double: bool) -> str:
    if word.isupper() and len(word) <= _LONGEST_COMPACT and "'" not in word and "’" not in word:
        return word
    if _is_mixed_compact(word):
        return word
    if word[:2] == "IJ":
        return "IJ"
    # "Yu." and the "Iu" of "Iu B" stand for one letter of another script; "Yu" alone is a name.
    if double and len(word) == 2:
        return word[0].upper() + word[1]
    return word[0].upper()


def _is_mixed_compact(word: str) -> bool:
    """Tell "YuA" and "AYu", initials with a letter written as two, from names such as "Yu"."""
    capitals = sum(map(str.isupper, word))
    return 1 < capitals < len(word) <= 2 * capitals and bool(_COMPACT.fullmatch(word))


def split_initials(initials: str) -> tuple[str, ...]:
    """Split compact initials into letters, a hyphen staying with the letter behind it.

    >>> split_initials("J-PYu"), split_initials("DM")
    (('J', '-P', 'Yu'), ('D', 'M'))
    """
    return tuple(_ONE.findall(initials))


@lru_cache(maxsize=8192)
def write_dotted(initials: str, *, blank: str = "") -> str:
    """Return compact initials with stops, and with `blank` between the names.

    >>> write_dotted("CH"), write_dotted("CH", blank=" "), write_dotted("J-P", blank=" ")
    ('C.H.', 'C. H.', 'J.-P.')
    """
    text = ""
    for part in split_initials(initials):
        text += f"{part}." if not text or part[0] in "-‐" else f"{blank}{part}."
    return text


_MAC_NAMES = frozenset(
    {"macdonald", "macgregor", "macleod", "macarthur", "macintyre", "macmillan", "macpherson"}
    | {"macdougall", "macfarlane", "macdermott", "maccallum", "macneil", "maclean", "mackay"}
)
# Particles that PubMed's authors write with a capital more often than not: at the head of the
# name ("Di Marco" 164 of 178), and inside it ("Batista Dos Santos").
_CAPITAL_FIRST = frozenset(
    {"abou", "abu", "al", "ben", "bin", "dal", "das", "del", "della", "dello", "di", "dos", "el"}
) | frozenset({"la", "le", "li", "lo", "op", "ten", "ul", "ur"})
_CAPITAL_INSIDE = frozenset({"al", "di", "dos", "el"})
_INSIDE_HYPHENS = frozenset({"da", "de", "van", "von", "y", "la"})
_PIECE = pattern(r"[^\W\d_]+|['’]")
_ELISIONS = frozenset({"d", "l", "o", "dell", "dall"})


def proper_case(family: str) -> str:
    """Return a family name that is written in capitals in proper case; leave every other alone.

    The result is what the name most often is; a Macdonald or a De Angelis may differ, so it is a
    suggestion to be looked at.
    """
    if not family.isupper() or len(family) < 2:
        return family
    words = family.split(" ")
    cased = [_proper_word(word, place, last=word is words[-1]) for place, word in enumerate(words)]
    return " ".join(cased)


def _proper_word(word: str, place: int, *, last: bool) -> str:
    folded = word.casefold().replace("’", "'")
    capital = _CAPITAL_INSIDE if place else _CAPITAL_FIRST
    if not last and folded in particles.PARTICLES and folded not in capital:
        return word.lower()
    if last and particles.is_suffix(word):
        return word if folded.strip(".") in ("ii", "iii", "iv") else word.capitalize()
    first, *others = word.split("-")
    kept = (
        part.lower() if part.lower() in _INSIDE_HYPHENS else _proper_name(part) for part in others
    )
    return "-".join((_proper_name(first), *kept))


def _proper_name(name: str) -> str:
    low = name.lower()
    if low in _MAC_NAMES:
        return f"Mac{low[3:].capitalize()}"
    if low.startswith("mc") and len(low) > 3:
        return f"Mc{low[2:].capitalize()}"
    if low.startswith("ij") and len(low) > 3:
        return f"IJ{low[2:]}"
    head, mark, tail = low.partition("'" if "'" in low else "’")
    if mark and head in _ELISIONS:
        return f"{head.capitalize()}{mark}{tail.capitalize()}"
    return _PIECE.sub(lambda match: match[0].capitalize(), low, count=1)


_INITIALS_AT_END = pattern(r"\s(?:[A-Z]\.?[\s-]?){1,4}$")
_NO_INITIALS = bodies.ACRONYMS | {"LP", "LLC", "PLC"}
_WORD = pattern(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ACRONYM_IN_BRACKETS = pattern(r"\(([A-Z][A-Za-z/&-]{1,12})\)\s*$")


def looks_like_organization(text: str) -> bool:
    """Tell whether a name is rather that of a body than of a person.

    A word such as "Group" or "Ministère" decides, unless the text has the form of a person's name
    ("Church GM"); so do a known acronym, and words such as "of" between others.
    """
    text = text.strip(" .,;:")
    words = _WORD.findall(text)
    if not words:
        return False
    if text in bodies.ACRONYMS or _ACRONYM_IN_BRACKETS.search(text):
        return True
    if len(words) <= 3 and _INITIALS_AT_END.search(text) and words[-1] not in _NO_INITIALS:
        return False
    if len(words) == 1:
        return _is_body(words[0])
    if any(word.lower() in bodies.WORDS for word in words):
        return True
    # "Huis in 't Veld" is a person; "Bulletin of the Board" and "Rat für Umweltfragen" are none.
    links = sum(word in bodies.LINKS for word in words[1:-1])
    return links > 0 and (len(words) > 3 or "of" in words) and "'t" not in text


_NO_FAMILY_NAME = 9


def _is_body(word: str) -> bool:
    """Tell a body of one word: a country, or a word too long to be anybody's family name."""
    long = len(word) >= _NO_FAMILY_NAME and word.lower() in bodies.WORDS
    return long or places.is_country(word)
