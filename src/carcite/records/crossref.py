"""A work as Crossref's REST API gives it, as an item of CSL-JSON.

https://api.crossref.org/swagger-ui, "Work": titles are lists, a body has a `name`, dates stand
under the kind of publication, and the types have names of their own.

>>> work = {"type": "book-chapter", "title": ["Gowns"], "author": [{"name": "ABC Group"}]}
>>> as_csl(work)
{'type': 'chapter', 'title': 'Gowns', 'author': [{'literal': 'ABC Group'}]}
>>> as_csl({"id": "1", "title": "Gowns"})
{'id': '1', 'title': 'Gowns'}
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

Item = dict[str, Any]
_TYPES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter",
    "book-part": "chapter", "reference-entry": "entry-encyclopedia", "monograph": "book",
    "edited-book": "book", "reference-book": "book", "book-set": "book", "book-series": "book",
    "proceedings": "book", "proceedings-article": "paper-conference", "posted-content": "article",
    "dissertation": "thesis", "report-component": "report", "report-series": "report",
    "peer-review": "review", "journal": "periodical", "journal-issue": "periodical",
    "component": "document", "other": "document", "database": "dataset",
}  # fmt: skip
_LISTS = ("title", "container-title", "ISSN", "ISBN", "original-title", "archive")
_NAMES = ("author", "editor", "translator", "chair")
_DATES = ("issued", "published", "published-print", "published-online", "posted", "approved")


def as_csl(work: Mapping[str, Any]) -> Item:
    """Return a work of Crossref as an item of CSL-JSON; an item of CSL-JSON as it stands."""
    kind = work.get("type")
    known = isinstance(kind, str) and kind in _TYPES
    if not known and not isinstance(work.get("title"), list):
        return dict(work)
    item = dict(work)
    if known:
        item["type"] = _TYPES[str(kind)]
    for key in _LISTS:
        if isinstance(item.get(key), list):
            item[key] = next((_text(each) for each in item[key] if each), None)
    for key in _NAMES:
        if isinstance(item.get(key), list):
            item[key] = [_name(each) for each in item[key] if isinstance(each, Mapping)]
    if not _has_year(item.get("issued")):
        item["issued"] = next((work[key] for key in _DATES if _has_year(work.get(key))), None)
    if not item.get("page") and item.get("article-number"):
        item["page"] = str(item["article-number"])
    institutions = item.get("institution")
    if item.get("type") == "article" and isinstance(institutions, list) and institutions:
        first = institutions[0]
        name = first.get("name") if isinstance(first, Mapping) else None
        item.setdefault("container-title", _text(name) or None)
    return {key: value for key, value in item.items() if value is not None}


def _text(value: object) -> str:
    return html.unescape(value) if isinstance(value, str) else ""


def _name(name: Mapping[str, Any]) -> Item:
    if name.get("name"):
        return {"literal": _text(name["name"])}
    return {key: name[key] for key in ("family", "given", "suffix") if name.get(key)}


def _has_year(date: object) -> bool:
    parts = date.get("date-parts") if isinstance(date, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    return isinstance(first, list) and bool(first) and bool(first[0])
