"""International Standard Serial Numbers: eight characters, the last a check digit modulo 11.

ISO 3297; the check digit is 0-9 or X. A canonical ISSN has its hyphen and a capital X.

>>> validate("ISSN 0028-4793"), validate("eissn: 2045953x"), check_digit("0028479")
('0028-4793', '2045-953X', '3')
>>> find("ISSN 0028-4793 (Print) 1533-4406 (Electronic)")
((5, 14, '0028-4793'), (23, 32, '1533-4406'))
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_LABEL = r"[ep]?-?ISSN(?:-?L)?(?:\s?\([^()]{1,20}\))?"
_NUMBER = r"[0-9]{4}\s?[-‐‑‒–—−]?\s?[0-9]{3}[0-9Xx](?!\w)"
# Takes "ISSN: 0028-4793", "eISSN 1533–4406", "urn:ISSN:0028-4793"; must refuse the years and the
# pages "1998-2003", which have the same shape and bear no label.
_LABELLED = re.compile(rf"(?<![^\W_]){_LABEL}\s?[:：/]?\s*({_NUMBER})", re.IGNORECASE)
# What joins a second number to a labelled one: "(Print)", ",", ";", "/", "and".
_NEXT = re.compile(rf"(?:\s?\([^()]{{1,20}}\))?\s?(?:[,;/]|and)?\s?({_NUMBER})", re.IGNORECASE)
_LEAD = re.compile(
    rf"(?:(?:https?://)?portal\.issn\.org/resource/issn/|urn:issn:|{_LABEL}\s?[:：]?\s*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"([0-9]{4})\s?-?\s?([0-9]{3})([0-9Xx])")


def check_digit(figures: str) -> str:
    """Return the check digit of the first seven figures of an ISSN."""
    total = sum(
        weight * int(figure) for weight, figure in zip(range(8, 1, -1), figures, strict=True)
    )
    return "0123456789X"[-total % 11]


def find(text: str) -> Found:
    """Return every labelled ISSN, its check digit not judged: ask `is_valid` of the value."""
    found: list[tuple[int, int, str]] = []
    if "issn" not in text.casefold():
        return ()
    match = _LABELLED.search(text)
    while match:
        found.append((*match.span(1), _canonical(match[1])))
        match = _NEXT.match(text, match.end(1)) or _LABELLED.search(text, match.end(1))
    return tuple(found)


def _canonical(raw: str) -> str:
    compact = "".join(c for c in raw.upper() if c in "0123456789X")
    return f"{compact[:4]}-{compact[4:]}"


def validate(text: str) -> str:
    """Return the ISSN that a text is, with or without label, hyphen or address."""
    shown = text.strip()[:60]
    bare = _LEAD.sub("", text.strip(), count=1).translate(_HYPHENS).strip(" .,;:()[]")
    match = _BARE.fullmatch(bare)
    if match is None:
        raise IdentifierError(f'"{shown}" is no ISSN: it is not four and four characters')
    wanted = check_digit(match[1] + match[2])
    if match[3].upper() != wanted:
        raise IdentifierError(f'ISSN "{shown}" ends in {match[3]}; its check digit is {wanted}')
    return f"{match[1]}-{match[2]}{wanted}"


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return the ISSN Portal's page of an ISSN."""
    return f"https://portal.issn.org/resource/ISSN/{value}"
