"""ORCID iDs of people: sixteen characters in fours, the last a check digit.

ORCID, "Structure of the ORCID Identifier": ISO 7064 MOD 11-2, a subset of ISNI (ISO 27729).

>>> validate("https://orcid.org/0000-0002-1825-0097"), check_digit("000000021825009")
('0000-0002-1825-0097', '7')
>>> find("Carberry J (ORCID: 0000-0002-1825-0097)")
((19, 38, '0000-0002-1825-0097'),)
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

_HYPHEN = r"[-‐‑‒–—−]"
# Takes "0000-0002-1825-0097" and "orcid.org/0000–0002–1694–233X"; must refuse a card's number
# "4111-1111-1111-1111" and longer chains.
_ORCID = re.compile(
    rf"(?<![\w-])0[0-9]{{3}}{_HYPHEN}[0-9]{{4}}{_HYPHEN}[0-9]{{4}}{_HYPHEN}[0-9]{{3}}[0-9Xx](?![\w-])"
)
_LEAD = re.compile(
    r"(?:ORCID(?!\.)(?:\siD)?\s?[:：]?\s*)?(?:https?://)?(?:www\.)?(?:orcid\.org/)?", re.IGNORECASE
)
_BARE = re.compile(rf"[0-9]{{4}}(?:{_HYPHEN}?[0-9]{{4}}){{2}}{_HYPHEN}?[0-9]{{3}}[0-9Xx]")


def check_digit(figures: str) -> str:
    """Return the check digit of the first fifteen figures of an ORCID iD."""
    total = 0
    for figure in figures:
        total = (total + int(figure)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def find(text: str) -> Found:
    """Return every ORCID iD, its check digit not judged: ask `is_valid` of the value."""
    return tuple((*match.span(), _canonical(match[0])) for match in _ORCID.finditer(text))


def _canonical(raw: str) -> str:
    compact = "".join(c for c in raw.upper() if c in "0123456789X")
    return "-".join(compact[place : place + 4] for place in range(0, 16, 4))


def validate(text: str) -> str:
    """Return the ORCID iD that a text is, with or without label, address or hyphens."""
    shown = text.strip()[:60]
    bare = _LEAD.sub("", text.strip(), count=1).strip(" .,;:()[]/")
    if _BARE.fullmatch(bare) is None:
        raise IdentifierError(f'"{shown}" is no ORCID iD: it is not sixteen characters in fours')
    value = _canonical(bare)
    wanted = check_digit(value.replace("-", "")[:15])
    if value[-1] != wanted:
        raise IdentifierError(
            f'ORCID iD "{shown}" ends in {value[-1]}; its check digit is {wanted}'
        )
    return value


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the page of an ORCID iD, which is how ORCID asks to show it."""
    return f"https://orcid.org/{value}"
