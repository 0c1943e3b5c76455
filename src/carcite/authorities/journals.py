"""Journals by title, by NLM abbreviation with or without stops, and by ISSN.

The packaged table is built by `carcite.authorities.build_journals` from open sources (each row
names its own); a table that the user has imported takes precedence over it. Abbreviations are
those of the NLM Catalog (Citing Medicine, 2nd ed., Appendix A); a name that fits several journals
gives them all, and a name that fits none gives none: nothing is guessed.

>>> [journal.abbreviation for journal in find("The New England Journal of Medicine")]
['N Engl J Med']
>>> known("Proc. Natl. Acad. Sci. USA"), known("Journal of Things")
(True, False)
"""

from __future__ import annotations

import os
import re
import struct
import sys
from bisect import bisect_left, bisect_right
from functools import cache, lru_cache
from pathlib import Path

from carcite.authorities import journal_table
from carcite.authorities.journal_table import Journal as Journal
from carcite.authorities.journal_table import Table
from carcite.authorities.journal_table import fold as fold
from carcite.authorities.journal_words import abbreviate_iso4 as abbreviate_iso4
from carcite.authorities.journal_words import with_stops as with_stops
from carcite.errors import UnreadableError
from carcite.text.pattern import pattern

_PACKAGED = Path(__file__).parent / "data"


def user_folder() -> Path:
    """Return the folder of the user's own journal table, which need not exist.

    Raise RuntimeError where the system knows no home of the user, as in some containers.
    """
    if folder := os.environ.get("CARCITE_DATA_DIR"):
        return Path(folder)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(base) / "carcite"


@cache
def _tables() -> tuple[Table, ...]:
    """Return the tables by precedence: the user's own, when there is one, then the packaged."""
    packaged = journal_table.read_table(_PACKAGED)
    try:
        own = journal_table.read_table(user_folder())
    except (OSError, RuntimeError):  # No table, or a home that is not this user's to read.
        return (packaged,)
    except (ValueError, IndexError, struct.error):
        raise UnreadableError(
            f"{user_folder()}: the journal table is damaged; import the list again or remove it"
        ) from None
    return (own, packaged)


# What lists put behind a name: "Science (New York, NY)", "Lancet [Internet]", "Tumour biology: the
# journal of ..."; must leave "Journal of Polymer Science: Polymer Letters", another journal.
_BEHIND = pattern(
    r"(?:\([^()]*\)|\[[^\[\]]*\])\s*\.?$"
    r"|\s?[:=;/]\s(?=(?:the|an?|official|journal|publication|proceedings|zeitschrift)\b).*$",
    re.DOTALL | re.IGNORECASE,
)
_MARK = pattern(r"[(\[:;=/]")


def _bare(text: str) -> str:
    """Return the folded name without what stands behind it, empty when nothing does."""
    bare = _BEHIND.sub("", text, count=1)
    return fold(bare) if len(bare) < len(text) else ""


@lru_cache(maxsize=4096)
def known(text: str) -> bool:
    """Tell whether a text is a title, an abbreviation or an ISSN of the tables."""
    key = fold(text)
    for table in _tables():
        if key in table:
            return True
    bare = _bare(text) if _MARK.search(text) else ""
    return bare != "" and any(bare in table for table in _tables())


@lru_cache(maxsize=4096)
def find(text: str) -> tuple[Journal, ...]:
    """Return every journal whose title, abbreviation or ISSN the text is, however punctuated.

    Those whose own name it is hide those for which it is only a shortened or varied name, unless
    they have ceased; the user's table hides the packaged one.
    """
    for key in (fold(text), _bare(text)):
        for table in _tables() if key else ():
            if found := table.find(key):
                return found
    return ()


@cache
def _names() -> tuple[str, ...]:
    """Return all folded titles and abbreviations of the tables."""
    return tuple(sorted(frozenset().union(*(table.folded_names() for table in _tables()))))


def beginning(letters: str) -> tuple[str, ...]:
    """Return all folded titles and abbreviations that begin with the letters, in order."""
    names = _names()
    return names[bisect_left(names, letters) : bisect_left(names, f"{letters}\uffff")]


@cache
def _names_by_length() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names by their length, and the lengths."""
    names = tuple(sorted(_names(), key=len))
    return names, tuple(map(len, names))


@cache
def _unspaced() -> frozenset[str]:
    """Return the folded names without their spaces."""
    return frozenset("\n".join(_names()).replace(" ", "").split("\n"))


@cache
def _names_by_shape() -> dict[tuple[int, int], list[str]]:
    """Return the names by the number of their spaces, and by their length."""
    found: dict[tuple[int, int], list[str]] = {}
    for name in _names():
        found.setdefault((name.count(" "), len(name)), []).append(name)
    return found


def may_be_slip(text: str) -> bool:
    """Tell in little time whether any name differs in spaces alone, or in two letters at most.

    Two letters that have changed places count as one.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import Indel

    name = fold(text)
    if name.replace(" ", "") in _unspaced():
        return True
    spaces, shapes = name.count(" "), _names_by_shape()
    # A letter in the place of another is taken out and put in.
    return any(
        process.extractOne(name, shapes[shape], scorer=Indel.distance, score_cutoff=4) is not None
        for length in range(len(name) - 2, len(name) + 3)
        if (shape := (spaces, length)) in shapes
    )


_NEAR_ENOUGH = 82.0
_SHARE = _NEAR_ENOUGH / (200 - _NEAR_ENOUGH)
"""How long the shorter of two names so near must be, of the longer one's length."""


def near(text: str, limit: int = 3) -> tuple[Journal, ...]:
    """Return up to `limit` journals whose names are spelt most like the text, the nearest first.

    These are suggestions for a reader's eyes; never replace a name by one of them unasked.
    """
    from rapidfuzz import fuzz, process

    name = fold(text)
    names, lengths = _names_by_length()
    first = bisect_left(lengths, int(len(name) * _SHARE))
    last = bisect_right(lengths, int(len(name) / _SHARE) + 1)
    hits = process.extract(
        name, names[first:last], scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_NEAR_ENOUGH
    )
    found: dict[Journal, None] = {}
    for name, _, _ in sorted(hits, key=lambda hit: (-hit[1], hit[0])):
        found |= dict.fromkeys(find(name))
    return tuple(found)[:limit]
