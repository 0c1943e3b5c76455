"""International Standard Book Numbers, of ten and of thirteen figures, without their hyphens.

ISO 2108; the last of ten figures is a check digit modulo 11 (0-9 or X), that of thirteen one
modulo 10 with weights 1 and 3 (ISO 2108, annex C). The canonical form is compact and keeps its
length: where the hyphens stand depends on a register that grows.

>>> validate("ISBN 978-0-19-517633-9"), validate("0-19-517633-2")
('9780195176339', '0195176332')
>>> find("AMA manual of style. ISBN-13: 978-0-19-024655-6.")
((30, 47, '9780190246556'),)
"""

from __future__ import annotations

import re

from carcite.errors import IdentifierError
from carcite.identifiers.frame import Found, Judge, judged_by

_HYPHEN = r"[-\s‐‑‒–—−]?"
_LABEL = r"[ep]?-?ISBN(?:[\s-]?1[03](?!\d))?(?:\s?\([^()]{1,20}\))?"
_TEN = rf"(?:[0-9]{_HYPHEN}){{9}}[0-9Xx](?!\w)"
_THIRTEEN = rf"97[89]{_HYPHEN}(?:[0-9]{_HYPHEN}){{9}}[0-9](?!\w)"
# Takes "ISBN 0-19-517633-2", "ISBN-13: 9780195176339", "urn:isbn:..."; and without a label only
# "978-0-19-517633-9" with hyphens; must refuse the bare "0195176332", which may be a telephone.
_LABELLED = re.compile(rf"(?<![^\W_]){_LABEL}\s?[:：]?\s*({_THIRTEEN}|{_TEN})", re.IGNORECASE)
_UNLABELLED = re.compile(r"(?<![\w/-])97[89](?=-[0-9-]{13}(?![\w-]))(?:-[0-9]++){4}")
_LEAD = re.compile(rf"(?:urn:isbn:|{_LABEL}\s?[:：]?\s*)", re.IGNORECASE)


def find(text: str) -> Found:
    """Return every ISBN that has a label, or hyphens and 978 or 979; check digits unjudged."""
    if "bn" not in text.lower() and "978-" not in text and "979-" not in text:
        return ()
    found = {match.span(1): _compact(match[1]) for match in _LABELLED.finditer(text)}
    starts = {start for start, _ in found}
    for match in _UNLABELLED.finditer(text):
        if match.start() not in starts:
            found[match.span()] = _compact(match[0])
    return tuple((start, end, value) for (start, end), value in sorted(found.items()))


def _compact(raw: str) -> str:
    return "".join(c for c in raw.upper() if c in "0123456789X")


def check_digit(figures: str) -> str:
    """Return the check digit of the first nine or twelve figures of an ISBN."""
    numbers = [int(figure) for figure in figures]
    if len(numbers) == 9:
        weighted = zip(range(10, 1, -1), numbers, strict=True)
        return "0123456789X"[-sum(weight * number for weight, number in weighted) % 11]
    return str(-sum(number * (3 if place % 2 else 1) for place, number in enumerate(numbers)) % 10)


def validate(text: str) -> str:
    """Return the ISBN that a text is, compact, with ten or thirteen figures as it stands."""
    shown = text.strip()[:60]
    bare = _LEAD.sub("", text.strip(), count=1).strip(" .,;:()[]")
    if re.fullmatch(rf"{_TEN}|(?:[0-9]{_HYPHEN}){{12}}[0-9]", bare) is None:
        count = len(_compact(bare))
        raise IdentifierError(f'"{shown}" is no ISBN: it has {count} figures, not 10 or 13')
    value = _compact(bare)
    if len(value) == 13 and value[:3] not in ("978", "979"):
        raise IdentifierError(f'"{shown}" is no ISBN: thirteen figures begin with 978 or 979')
    wanted = check_digit(value[:-1])
    if value[-1] != wanted:
        raise IdentifierError(f'ISBN "{shown}" ends in {value[-1]}; its check digit is {wanted}')
    return value


is_valid: Judge = judged_by(validate)


def url(value: str) -> str:
    """Return an address that leads to a book's record: that of WorldCat."""
    return f"https://search.worldcat.org/search?q=bn:{value}"
