"""Words that were decoded with the wrong table: UTF-8 read as Windows-1252, or letters lost.

>>> found = DAMAGE.search("MÃ¼ller F")
>>> word = word_around("MÃ¼ller F", found.start(), found.end())
>>> mended(word.of("MÃ¼ller F"))
'Müller'
"""

from __future__ import annotations

from carcite.text.pattern import pattern
from carcite.text.span import Span

DAMAGE = pattern(
    r"[ÃÅÄÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    r"\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122]|â€|ï¿½|\ufffd"
    r"|<U\+[0-9A-F]{4}>"
)
"""Takes "Ã¼", "â€™", "ï¿½", U+FFFD and R's "<U+FFFD>"; refuses "ü" and "Å" before a letter."""


def word_around(text: str, start: int, end: int) -> Span:
    """Return the word that a stretch stands in, up to blanks, commas and semicolons."""
    while start and not (text[start - 1].isspace() or text[start - 1] in ",;"):
        start -= 1
    while end < len(text) and not (text[end].isspace() or text[end] in ",;"):
        end += 1
    return Span(start, end)


def mended(word: str) -> str:
    """Return a word whose UTF-8 was read as Windows-1252; empty where it was not."""
    for encoding in ("cp1252", "latin-1"):
        try:
            plain = word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        return plain if plain != word and "\ufffd" not in plain else ""
    return ""
