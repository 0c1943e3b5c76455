"""Two marks of what leads to a work: days of access in brackets, and the end of an address.

>>> text = "Astma [Internet]. 2015 [citerad 3 mars 2019]. https://www.sos.example/astma"
>>> [text[slice(*date)] for _, date in seen_in_brackets(text)]
['3 mars 2019']
"""

from __future__ import annotations

import re

from carcite.reading.parts.dates import read_date
from carcite.text.pattern import pattern

Range = tuple[int, int]

# Takes "[citerad 3 mars 2019]": with an address, words and a day in brackets say when it was seen.
_IN_BRACKETS = pattern(
    r"\[(?P<words>[a-z]{2,14}\.?:?(?:\ [a-z]{1,14}:?){0,2})\ "
    r"(?P<date>\d{1,2}\.?\ [^\[\]\d]{3,20}\ \d{4})\]",
    re.IGNORECASE,
)
# Takes what bioRxiv's addresses have behind a DOI: "v4", "v1.full.pdf".
VERSION = pattern(r"v\d{1,2}(?:\.(?:full|abstract)(?:\.pdf)?)?(?![\w.-]\w)")
_NOT_SEEN = pattern(
    r"publi|updat|revis|modif|poste|aktualis|actuali|atuali|corre|accept|submit", re.I
)


def seen_in_brackets(plain: str) -> list[tuple[Range, Range]]:
    """Return where brackets with a day of access stand in a plain text, and the days in them."""
    if "://" not in plain and "www." not in plain:
        return []
    return [
        (found.span(), found.span("date"))
        for found in _IN_BRACKETS.finditer(plain)
        if not _NOT_SEEN.search(found["words"]) and read_date(found["date"])
    ]


def trim_url(address: str) -> str:
    """Return an address without the marks of the sentence behind it."""
    address = address.rstrip(".,;:'\"")
    while (
        address
        and address[-1] in ")]>"
        and address.count("(" if address[-1] == ")" else "[") < address.count(address[-1])
    ):
        address = address[:-1].rstrip(".,;:")
    return address
