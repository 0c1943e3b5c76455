"""Characters that print alike: dashes, blanks, quotes; and foldings that keep the length.

The classes follow the Unicode Character Database 15 (general categories Pd and Zs) and what
publishers' pages are seen to use.

>>> fold("1361–1365\\u00a0“x”")
'1361-1365 "x"'
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

EN_DASH = "\u2013"
DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
"""Every mark that stands for a hyphen or a dash in references, the ASCII hyphen first."""
BLANKS = " \t\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""Every blank that stands within a line."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""Soft hyphen, zero-width marks and byte order marks: they print nothing."""
SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`"
DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"

_FOLD = (
    {ord(char): "-" for char in DASHES}
    | {ord(char): " " for char in BLANKS + "\r\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"}
    | {ord(char): "'" for char in SINGLE_QUOTES}
    | {ord(char): '"' for char in DOUBLE_QUOTES}
)


def fold(text: str) -> str:
    """Return `text` with every dash, blank, line end and quote in its ASCII form, length kept."""
    return text if text.isascii() and text.isprintable() else _folded(text)


@lru_cache(maxsize=512)
def _folded(text: str) -> str:
    """Return the same; the rules ask of one entry a dozen times."""
    return text.translate(_FOLD)


def without_controls(text: str) -> str:
    """Return `text` without characters that order a terminal about; tabs and line ends stay.

    >>> without_controls("CAR\\x1b T\\tcells\\x9b\\n")
    'CAR T\\tcells\\n'
    """
    if text.isascii() and text.isprintable():
        return text
    return text.translate(_DELETE_CONTROLS)


def escaped_in_json(text: str) -> str:
    """Return JSON with the control characters that JSON itself lets stand written by number.

    >>> escaped_in_json('"CAR\\x9b"')
    '"CAR\\\\u009b"'
    """
    # What prints holds no control character.
    plain = text.isascii() or text.isprintable()
    return text if plain else text.translate(_ESCAPED_IN_JSON)


def unescaped(text: str) -> str:
    """Return `text` with what HTML writes by name or number as characters: "&amp;" is "&"."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def strip_marks(text: str) -> str:
    """Return `text` without diacritics ("Müller" gives "Muller"); the length may change."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.combining(char))


def collapse(text: str) -> str:
    """Return `text` with invisible marks gone and each run of blanks and line ends one space."""
    if not text.isascii():
        text = text.translate(_DELETE_INVISIBLE)
    return " ".join(text.split())


_CONTROLS = [*range(9), 11, 12, *range(14, 32), *range(127, 160)]
_DELETE_CONTROLS = dict.fromkeys(_CONTROLS)
_ESCAPED_IN_JSON = {code: f"\\u{code:04x}" for code in range(128, 160)}
_DELETE_INVISIBLE = {ord(char): None for char in INVISIBLE}
