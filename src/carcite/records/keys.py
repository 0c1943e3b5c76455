"""Keys for references: the first author, the year and the first telling word, as `june2018car`.

>>> from carcite.model.dates import Date
>>> from carcite.model.names import Contributors, Person
>>> june = (Contributors((Person("June", "CH"),)),)
>>> name_key(Reference(title="The CAR T cell", contributors=june, issued=Date(2018)))
'june2018car'
"""

from __future__ import annotations

import re
import unicodedata

from carcite.model.dates import Date
from carcite.model.names import Organization
from carcite.model.reference import Reference

_SMALL = frozenset(
    (
        *("a", "an", "the", "on", "of", "in", "for", "and", "to", "with", "from", "by", "at"),
        *("der", "die", "das", "ein", "eine", "zur", "zum", "le", "la", "les", "un", "une", "des"),
        *("du", "el", "los", "las", "il", "lo", "gli", "do", "da", "os", "as"),
    )
)
"""Words that tell no work from another."""
_LETTERS = {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LONGEST = 24


def name_key(reference: Reference) -> str:
    """Return a reference's key, made of it alone; another work may have the same.

    Without an author the editor's name stands first, else the organisation's or the journal's.
    """
    names = reference.authors or reference.names("editor")
    first = names[0] if names else Organization(reference.container_title or reference.publisher)
    name = _word(first.literal) if isinstance(first, Organization) else _joined(first.sort_name)
    key = f"{name}{_year(reference)}{_word(reference.title)}"
    return key if key[:1].isalpha() else f"ref{key}"


def _year(reference: Reference) -> str:
    if reference.issued is None:
        return str(reference.epub.year) if reference.epub else ""
    if isinstance(reference.issued, Date):
        return str(reference.issued.year)
    found = re.search(r"\d{4}", reference.issued.text)
    return found[0] if found else ""


def _word(text: str) -> str:
    """Return the first word that is not a small one; a single letter is none."""
    words = [_joined(each) for each in re.split(r"[\W_]+", _plain(text))]
    telling = [each for each in words if len(each) > 1 and each not in _SMALL]
    return next(iter(telling), "")


def _joined(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _plain(text))[:_LONGEST]


def _plain(text: str) -> str:
    lower = "".join(_LETTERS.get(char, char) for char in text.lower())
    spread = unicodedata.normalize("NFKD", lower)
    return "".join(char for char in spread if not unicodedata.combining(char))
