"""What the tags of a JATS reference call its parts, as a witness beside its printed text.

JATS 1.3, "mixed-citation" and "element-citation": a reference may be given as text, as fields, or
as both, and the two were often typed by different hands.

>>> read_tagged("<article-title>CAR <i>T</i> cells</article-title> <year>2018</year>")
(('title', 'CAR T cells'), ('year', '2018'))
"""

from __future__ import annotations

from html import unescape

from carcite.text.chars import collapse
from carcite.text.pattern import pattern

_NAMES = {
    "article-title": "title",
    "chapter-title": "title",
    "year": "year",
    "volume": "volume",
    "fpage": "first page",
    "elocation-id": "first page",
}
# Takes "<year iso-8601-date='2018'>"; refuses "<year/>", which `read_tagged` leaves out.
_FIELD = pattern(r"<(article-title|chapter-title|year|volume|fpage|elocation-id)(?:\s[^<>]*+)?>")
_TAG = pattern(r"<[^<>]*+>")
_LONGEST = 2000
"""In characters: a field that does not end within them is none."""


def read_tagged(raw: str) -> tuple[tuple[str, str], ...]:
    """Return the name and the words of each field in a citation's markup, the first of each."""
    found: dict[str, str] = {}
    for match in _FIELD.finditer(raw):
        name = _NAMES[match[1]]
        end = raw.find(f"</{match[1]}", match.end(), match.end() + _LONGEST)
        if end > 0 and match[0][-2] != "/" and name not in found:
            found[name] = collapse(unescape(_TAG.sub("", raw[match.end() : end])))
    return tuple((name, value) for name, value in found.items() if value)


def tagged_of(raw: str) -> tuple[tuple[str, str], ...]:
    """Return the fields of a `<ref>` that has one printed text; none where it holds several works.

    Where the reference is given as text and as fields, the fields count.
    """
    if raw.count("<mixed-citation") != 1 or raw.count("<element-citation") > 1:
        return ()
    start = raw.find("<element-citation")
    if start < 0:
        return read_tagged(raw)
    end = raw.find("</element-citation", start)
    return read_tagged(raw[start : end if end > 0 else None])
