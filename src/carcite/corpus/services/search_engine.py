"""OpenSearch and Elasticsearch: an index of records, asked for many references at once.

`_msearch` (https://opensearch.org/docs/latest/api-reference/multi-search/) answers a batch in one
request. An index holds one document a record, as `to_document` writes it: the keys that a corpus
in a file has, and the title.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from carcite.corpus.keys import record_keys
from carcite.corpus.protocol import Hit, Notice, Query, SourceError
from carcite.corpus.record import Record
from carcite.corpus.services.web import Web
from carcite.corpus.store import keys_of
from carcite.corpus.words import fold_words

_BATCH = 100
_NARROW, _WIDE = 40, 10
_FIELDS = frozenset(each.name for each in fields(Record))


def to_document(record: Record, notices: Sequence[Notice] = ()) -> dict[str, Any]:
    """Return what an index holds of a record; map `keys` as integer, `pmid` as keyword."""
    said: dict[str, Any] = {name: value for name, value in asdict(record).items() if value}
    said["keys"] = sorted(set(record_keys(record, fold_words(record.title))))
    if notices:
        said["notices"] = [asdict(each) for each in notices]
    return said


class SearchEngine:
    """The records of one index; `address` is that of the index: http://host:9200/records."""

    is_remote = True
    as_of = ""

    def __init__(self, web: Web, address: str) -> None:
        self.name: str = web.name
        self.coverage: str = f"records at {address}"
        self._web = web
        self._address = address.rstrip("/")

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query: by its keys, and widely by words of the title."""
        found: list[tuple[Hit, ...]] = []
        for start in range(0, len(queries), _BATCH):
            part = queries[start : start + _BATCH]
            searches = [_wide(each) if wide else _narrow(each) for each in part]
            body = "".join(f"{{}}\n{json.dumps(each)}\n" for each in searches)
            url = f"{self._address}/_msearch"
            answer = self._web.post_json(url, body, "application/x-ndjson")
            responses = answer.get("responses") if isinstance(answer, dict) else None
            if not isinstance(responses, list) or len(responses) != len(part):
                raise SourceError(f"{self.name} answered with data of another form")
            found += [self._hits(each) for each in responses]
        return found

    def _hits(self, response: Any) -> tuple[Hit, ...]:
        try:
            return tuple(_hit(each["_source"]) for each in response["hits"]["hits"])
        except (KeyError, TypeError, AttributeError):
            raise SourceError(f"{self.name} could not search its index") from None


def _narrow(query: Query) -> dict[str, Any]:
    either: list[Any] = [{"terms": {"keys": sorted(set(keys_of(query)))}}]
    if query.pmid:
        either.append({"term": {"pmid": query.pmid}})
    return {"size": _NARROW, "query": {"bool": {"should": either, "minimum_should_match": 1}}}


def _wide(query: Query) -> dict[str, Any]:
    words = query.title or " ".join(query.words)
    match = {"query": words, "minimum_should_match": "60%"}
    return {"size": _WIDE, "query": {"match": {"title": match}}}


def _hit(source: Mapping[str, Any]) -> Hit:
    said = {name: value for name, value in source.items() if name in _FIELDS}
    notices = tuple(Notice(**each) for each in source.get("notices", ()))
    return Hit(Record(**said), notices)
