"""biblio-glutton: a server of Crossref's records, joined with PubMed's numbers.

https://github.com/kermitt2/biblio-glutton, "Lookup"; it answers with one record or with 404.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from carcite.corpus.protocol import Hit, Query
from carcite.corpus.services.crossref import hits_of
from carcite.corpus.services.web import Web


class Glutton:
    """The records behind one server; `address` is that of the service: http://host:8080."""

    is_remote = True
    as_of = ""

    def __init__(self, web: Web, address: str) -> None:
        self.name: str = web.name
        self.coverage: str = f"records at {address}"
        self._web = web
        self._address = f"{address.rstrip('/')}/service/lookup"

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query: by number and place, widely by title or text."""
        return [tuple(self._candidates(each, wide=wide)) for each in queries]

    def _candidates(self, query: Query, *, wide: bool) -> Iterator[Hit]:
        for fields in _wide(query) if wide else _narrow(query):
            item = self._web.get_json(self._address, fields)
            if isinstance(item, dict):
                yield from hits_of([_as_crossref(item)])


def _narrow(query: Query) -> Iterator[dict[str, str]]:
    if query.doi:
        yield {"doi": query.doi}
    if query.pmid:
        yield {"pmid": query.pmid}
    if query.journal and query.volume and query.page:
        yield {"jtitle": query.journal, "volume": query.volume, "firstPage": query.page}


def _wide(query: Query) -> Iterator[dict[str, str]]:
    if query.title and query.author:
        yield {"atitle": query.title, "firstAuthor": query.author}
    elif query.text.strip():
        yield {"biblio": query.text[:1000]}


def _as_crossref(item: dict[str, Any]) -> dict[str, Any]:
    """Return a record with its PMID under the name that CSL has for it."""
    pmid = item.get("pmid")
    return item | {"PMID": str(pmid)} if pmid else item
