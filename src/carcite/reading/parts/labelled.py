"""A block whose volume, issue and pages each say what they are, in whatever order they stand.

German and Russian lists print them so: "54. Jg., H. 3, 2013, S. 45-50", "2012. T. 93. N 2. S. 51".
All functions take plain text.

>>> text = "Pneumologie. 12. Jg., H. 3, 2018, S. 45-50."
>>> found = find_labelled(text, 0, len(text), dated=False)
>>> {name: text[slice(*part)] for name, part in found.items() if name != "whole"}
{'volume': '12', 'issue': '3', 'year': '2018', 'pages': '45-50'}
"""

from __future__ import annotations

import re

from carcite.reading.parts.dates import YEAR
from carcite.reading.parts.locators import PAGE_RANGE
from carcite.text.pattern import pattern

Range = tuple[int, int]

_VOLUME = (
    r"(?P<volume>\d{1,4})\.?\ ?(?:Jg|Jahrg(?:ang)?)\b\.?"
    r"|(?:Jg|Jahrg(?:ang)?"
    r"|[Vv]ol(?:umen|ume)?|[Vv]|Bd|Band|[Tt](?:omo?)?)\b\.?\ ?(?P<volume2>\d{1,4})"
)
_ISSUE = (
    r"(?:[Nn]o|[Nn]r|[Nn]um|[Nn]|[Ii]ss(?:ue)?|H(?:eft)?|[Ff]asc|[Vv]yp)\b\.?\ ?"
    r"(?P<issue>\d{1,5}(?:[-/]\d{1,5})?)"
)
_PAGES = rf"(?:[Pp]p?|S|Seiten?|[Pp]ags?)\b\.?\ ?(?P<pages>{PAGE_RANGE})"
_PART = pattern(
    rf"(?:{_VOLUME}|{_ISSUE}|{_PAGES}|(?P<year>{YEAR})(?!\d))(?:[\ .,;:)(]+|\Z)", re.VERBOSE
)
# Takes what can open a block behind a name: "12. Jg", "Vol. 3", "2012. ".
_OPENING = pattern(
    r"\ (?<=[.,;:a-z)]\ )"
    r"(?=\d{1,4}\.?\ ?J(?:g|ahrg(?:ang)?)\b|[TtVvBNJ][a-z]{0,7}\.?\ ?\d|(?:1[5-9]|20)\d\d\.\ )"
)


def find_labelled(plain: str, start: int, end: int, *, dated: bool) -> dict[str, Range]:
    """Return where "volume", "issue", "pages" and "year" stand, and the "whole"; empty for none.

    The block must end at `end`, and hold a year unless it was read before (`dated`).
    """
    for opening in _OPENING.finditer(plain, max(0, start - 1), end):
        found: dict[str, Range] = {}
        at = opening.end()
        while at < end and (part := _PART.match(plain, at, end)):
            name = str(part.lastgroup)
            if name.rstrip("2") in found:
                break
            found[name.rstrip("2")] = part.span(name)
            at = part.end()
        whole = len(found) > 2 and ("volume" in found or "issue" in found)
        if at == end and whole and (dated or "year" in found):
            return {**found, "whole": (opening.end(), end)}
    return {}
