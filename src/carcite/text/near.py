"""The name that a misspelt one was meant to be, for messages.

>>> nearest("vancuver", ["vancouver", "apa"]), nearest("zotero", ["vancouver", "apa"])
('vancouver', None)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_LEAST: Final = 66
"""Of 100: takes "nml" for "nlm", two letters of three in their order."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known name that is spelt most like a word, case aside; None when none is near."""
    from rapidfuzz import fuzz, process

    folded = {name.lower(): name for name in known}
    found = process.extractOne(
        word.strip().lower(), list(folded), scorer=fuzz.ratio, score_cutoff=_LEAST
    )
    return folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the end of a message about an unknown name: the nearest, else what `otherwise` says.

    >>> did_you_mean("titel", ["title"]), did_you_mean("x", ["title"], "`carcite rule` lists them")
    ('; did you mean "title"?', '; `carcite rule` lists them')
    """
    near = nearest(word, known)
    if near:
        return f'; did you mean "{near}"?'
    return f"; {otherwise}" if otherwise else ""
