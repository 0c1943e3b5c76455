"""What may stand in each place of a style: kinds of text, and what a work hardly ever lacks."""

from __future__ import annotations

import re

KINDS = {
    "title": "title",
    "container-title": "container-title",
    "collection-title": "series",
    "publisher": "publisher",
    "publisher-place": "place",
    "event-place": "place",
    "event-title": "words",
    "genre": "genre",
    "medium": "medium",
    "status": "words",
    "note": "words",
    "edition": "edition",
    "volume": "number",
    "issue": "issue",
    "number": "code",
    "collection-number": "number",
    "number-of-pages": "count",
    "page": "pages",
    "page-first": "pages",
    "DOI": "doi",
    "URL": "url",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "ISBN": "isbn",
    "ISSN": "isbn",
}
"""CSL's variables that a list prints, and the kind of text each is."""

TYPES = {
    "article-journal": 0.0,
    "book": 0.3,
    "chapter": 0.4,
    "paper-conference": 1.0,
    "thesis": 0.6,
    "report": 0.8,
    "webpage": 1.0,
}
"""The types that are tried, and how much rarer than an article each is in a list."""

_ALL = {"author": 1.0, "issued": 0.8, "title": 1.5}
_PUBLISHED = {**_ALL, "publisher": 1.3, "publisher-place": 0.4}
_HOSTED = {**_ALL, "container-title": 1.2}
EXPECTED = {
    "article-journal": {**_ALL, "container-title": 1.5, "volume": 0.5, "page": 0.3},
    "book": {**_PUBLISHED, "editor": 0.7},
    "chapter": {**_HOSTED, **_PUBLISHED, "editor": 0.7},
    "paper-conference": {**_HOSTED, "publisher": 0.8, "editor": 0.4},
    "thesis": {**_PUBLISHED, "genre": 1.5},
    "report": _PUBLISHED,
    "webpage": {**_ALL, "URL": 1.0, "container-title": 0.3},
}
"""What a work of a type hardly ever lacks where its style prints it, and how much that says."""

FREE = {
    "title": 0.02,
    "container-title": 0.0,
    "words": 2.0,
    "series": 0.8,
    "medium": 0.2,
    "publisher": 0.3,
    "place": 0.0,
    "genre": 0.2,
}
"""Kinds that any words may be, and what the likeliest words of each cost."""
LONGEST = {
    "title": 800,
    "container-title": 400,
    "words": 400,
    "series": 400,
    "medium": 200,
    "publisher": 400,
    "place": 100,
    "genre": 200,
}
"""How many characters each may have; those of which thousands were seen have half as many."""

_TYPED = {
    "year": r"(?:1[4-9]|20)\d\d(?:[a-z]|-\d{4}|-\d\d)?(?![\w])|n\.d\.|[Ii]n press|[Ff]orthcoming",
    "month": r"(?:[A-Z][a-z]{2,9}|[a-z]{3,10})\.?(?:-[A-Z][a-z]{2,8}\.?)?|1[0-2]|0?[1-9]",
    "day": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|\.)?(?:-(?:3[01]|[12]\d|0?[1-9]))?(?!\d)",
    "number": r"[A-Z]?\d[\w/-]*(?: ?\([^()]{1,30}\))?|[IVXLC]{1,9}\b|[ivx]{1,5}\b|[A-Z]\b"
    r"|[A-Z]?\d{0,6} ?[Ss]uppl\.?(?: [\w-]+)?",
    "issue": r"[\w][\w/.-]*(?: ?(?:[Ss]uppl|[Pp]t|[Ss]upplement)\.? ?[\w-]*)?",
    "code": r"(?=[^\s\d]{0,20}\d)[A-Z0-9][\w./-]*(?:(?: |, )(?=[^\s\d]{0,20}\d)[\w./-]+)*",
    "count": r"\d{1,5}|[ivxl]{1,9}(?:, ?\d{1,5})?",
    "pages": r"(?:[Aa]bstr(?:act)?\.? )?[A-Za-z]{0,4}\.?\d[\w.]*"
    r"(?: ?(?:--?|,) ?[A-Za-z]{0,4}\d[\w.]*){0,20}|[ivxlc]{1,9}-[ivxlc]{1,9}",
    "doi": r"10\.\d{4,9}/\S+",
    "url": r"(?:https?|ftp)://\S+|www\.\S+",
    "pmid": r"\d{4,8}\b",
    "pmcid": r"PMC\d{4,8}\b|\d{4,8}\b",
    "isbn": r"[\dX][\dX -]{6,16}[\dX]",
    "edition": r"\d{1,3}(?:st|nd|rd|th|\.|e|a|er)?(?:,? [a-z]{2,9}\.?){0,3}|[A-Z][a-z]+(?: [a-z]+)?"
    r"|[Rr]ev(?:ised|\.)?|[IVX]{2,4}\b",
}
PATTERNS = {kind: re.compile(source) for kind, source in _TYPED.items()}
"""To be matched against the plain text; the longest and what ends at a mark within it may be it."""
MOST_FIGURES = 120
"""How many characters what is no words may have: twenty pages, a number and its series."""
MOST = {"doi": 500, "url": 1_000}
"""The same of addresses."""
