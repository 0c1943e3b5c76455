"""Crossref's REST API: works by DOI, and by the printed string of a reference.

https://api.crossref.org/swagger-ui/index.html; `query.bibliographic` is made for references.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from carcite.corpus.protocol import Hit, Notice, Query, SourceError
from carcite.corpus.services.web import Web
from carcite.corpus.sources.items import said

ADDRESS = "https://api.crossref.org"
_DOIS = 40
"""Asked for at once."""
_CANDIDATES = 4
_SELECT = (
    "DOI,type,title,subtitle,author,container-title,short-container-title,issued,published-print,"
    "published-online,volume,issue,page,article-number,update-to,relation"
)


class Crossref:
    """The works registered with Crossref."""

    is_remote = True

    def __init__(self, web: Web, address: str = ADDRESS, mailto: str = "") -> None:
        self.name: str = web.name
        self.coverage: str = f"works at {address}"
        self._web = web
        self._works = f"{address.rstrip('/')}/works"
        self._polite = {"mailto": mailto} if mailto else {}

    @property
    def as_of(self) -> str:
        """Today: the answers are those of now, or of the last week where they were kept."""
        return datetime.date.today().isoformat()

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query: by DOI, and widely by the whole reference."""
        if wide:
            return [self._by_text(each) for each in queries]
        dois = list(dict.fromkeys(q.doi.lower() for q in queries if q.doi and "," not in q.doi))
        found: dict[str, list[Hit]] = {}
        for start in range(0, len(dois), _DOIS):
            part = dois[start : start + _DOIS]
            wanted = {"filter": ",".join(f"doi:{doi}" for doi in part), "rows": str(_DOIS)}
            for hit in self._works_of(wanted):
                found.setdefault(hit.record.doi.lower(), []).append(hit)
        return [tuple(found.get(query.doi.lower(), ())) if query.doi else () for query in queries]

    def _by_text(self, query: Query) -> tuple[Hit, ...]:
        if not query.text.strip():
            return ()
        wanted = {"query.bibliographic": query.text[:1000], "rows": str(_CANDIDATES)}
        return tuple(self._works_of(wanted))

    def _works_of(self, wanted: dict[str, str]) -> Iterator[Hit]:
        answer = self._web.get_json(self._works, wanted | {"select": _SELECT} | self._polite)
        yield from hits_of(_items(answer, self.name))


def _items(answer: Any, name: str) -> list[Any]:
    message = answer.get("message") if isinstance(answer, dict) else None
    items = message.get("items") if isinstance(message, dict) else None
    if not isinstance(items, list):
        raise SourceError(f"{name} answered with data of another form")
    return items


def hits_of(items: Sequence[Any]) -> Iterator[Hit]:
    """Yield works as Crossref writes them, each with the notices that it bears itself."""
    for item in items:
        each = said(item, "")
        if each.record is None:
            continue
        doi = each.record.doi.lower()
        notices: list[Notice] = [told.notice for told in each.told if told.doi == doi]
        yield Hit(each.record, tuple(notices))
