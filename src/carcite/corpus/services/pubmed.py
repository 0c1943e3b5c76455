"""PubMed's E-utilities: PMIDs by citation, by DOI and by title; records by PMID.

ECitMatch, ESearch and ESummary: https://www.ncbi.nlm.nih.gov/books/NBK25499/. Three requests a
second are allowed without a key (NBK25497).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from carcite.corpus.protocol import Hit, Notice, Query, SourceError
from carcite.corpus.record import Record, expand_pages, part_volume, write_names
from carcite.corpus.services.web import Web

ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
PAUSE = 0.34
_CITATIONS, _RECORDS, _DOIS = 50, 200, 30
_LATER = {
    "retraction in": "retracted",
    "retracted and republished in": "retracted",
    "erratum in": "corrected",
    "corrected and republished in": "corrected",
    "expression of concern in": "concern",
    "update in": "superseded",
}
_OF_ANOTHER = ("retraction of", "erratum for", "expression of concern for")


class PubMed:
    """The records of PubMed."""

    is_remote = True

    def __init__(self, web: Web, address: str = ADDRESS, mailto: str = "") -> None:
        self.name: str = web.name
        self.coverage: str = f"records at {address}"
        self._web = web
        self._address = address.rstrip("/")
        self._polite = {"tool": "carcite"} | ({"email": mailto} if mailto else {})

    @property
    def as_of(self) -> str:
        """Today: the answers are those of now, or of the last week where they were kept."""
        return datetime.date.today().isoformat()

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        """Return the candidates of each query: by number and place, and widely by title."""
        numbers: list[list[str]] = [[] for _ in queries]
        if wide:
            for pmids, query in zip(numbers, queries, strict=True):
                words = [word for word in query.words if len(word) > 2] if query.title else []
                if len(words) > 2:
                    term = " AND ".join(f"{word}[Title]" for word in words[:12])
                    pmids += self._search(term, 3)
            hits = self._records([each for pmids in numbers for each in pmids])
            return [tuple(hits[each] for each in pmids if each in hits) for pmids in numbers]
        for pmids, query in zip(numbers, queries, strict=True):
            pmids += [query.pmid] if query.pmid.isdecimal() else []
        self._match_citations(queries, numbers)
        by_doi = self._with_dois([query.doi.lower() for query in queries if query.doi])
        hits = self._records([each for pmids in numbers for each in pmids] + by_doi)
        dois = {hit.record.doi.lower(): hit for hit in hits.values() if hit.record.doi}
        return [
            tuple(
                dict.fromkeys(
                    [hits[each] for each in pmids if each in hits]
                    + [dois[doi] for doi in (query.doi.lower(),) if doi in dois]
                )
            )
            for pmids, query in zip(numbers, queries, strict=True)
        ]

    def _match_citations(self, queries: Sequence[Query], numbers: list[list[str]]) -> None:
        """Add the PMIDs that ECitMatch gives for journal, year, volume, page and author."""
        lines = [
            (
                n,
                "|".join(
                    map(
                        _plain,
                        (q.journal, q.years[0] if q.years else "", q.volume, q.page, q.author),
                    )
                ),
            )
            for n, q in enumerate(queries)
            if q.journal and q.page and (q.volume or q.years)
        ]
        for start in range(0, len(lines), _CITATIONS):
            part = lines[start : start + _CITATIONS]
            data = "\r".join(f"{line}|{n}|" for n, line in part)
            fields = {"db": "pubmed", "retmode": "xml", "bdata": data} | self._polite
            text = self._web.get_text(f"{self._address}/ecitmatch.cgi", fields)
            for line in text.splitlines():
                *_, key, pmid = ["", "", *line.split("|")][-2:] if "|" in line else ("", "")
                if key.strip().isdecimal() and pmid.strip().isdecimal():
                    if int(key) < len(numbers):
                        numbers[int(key)].append(pmid.strip())

    def _with_dois(self, dois: Sequence[str]) -> list[str]:
        found: list[str] = []
        for start in range(0, len(dois), _DOIS):
            term = " OR ".join(f'"{doi}"[AID]' for doi in dois[start : start + _DOIS])
            found += self._search(term, 2 * _DOIS)
        return found

    def _search(self, term: str, most: int) -> list[str]:
        fields = {"db": "pubmed", "retmode": "json", "retmax": str(most), "term": term}
        answer = self._web.get_json(f"{self._address}/esearch.fcgi", fields | self._polite)
        result = answer.get("esearchresult") if isinstance(answer, dict) else None
        if not isinstance(result, dict):
            raise SourceError(f"{self.name} answered with data of another form")
        return [str(each) for each in result.get("idlist") or ()]

    def _records(self, pmids: Sequence[str]) -> dict[str, Hit]:
        wanted = list(dict.fromkeys(pmids))
        found: dict[str, Hit] = {}
        for start in range(0, len(wanted), _RECORDS):
            ids = ",".join(wanted[start : start + _RECORDS])
            body = urlencode({"db": "pubmed", "retmode": "json", "id": ids} | self._polite)
            kind = "application/x-www-form-urlencoded"
            answer = self._web.post_json(f"{self._address}/esummary.fcgi", body, kind)
            result = answer.get("result") if isinstance(answer, dict) else None
            if not isinstance(result, dict):
                raise SourceError(f"{self.name} answered with data of another form")
            for pmid, item in result.items():
                if isinstance(item, dict) and "error" not in item:
                    found[pmid] = to_hit(pmid, item)
        return found


def _plain(value: str) -> str:
    return " ".join(value.replace("|", " ").split())


def to_hit(pmid: str, item: Mapping[str, Any]) -> Hit:
    """Return a summary as a record with its notices."""
    volume, supplement = part_volume(_text(item, "volume"))
    first, last = expand_pages(_text(item, "pages")) if item.get("pages") else ("", "")
    identifiers = item.get("articleids") or ()
    found = {str(each.get("idtype")): str(each.get("value", "")) for each in identifiers}
    kinds = {str(each).lower() for each in item.get("pubtype") or ()}
    references = item.get("references") or ()
    told = [(str(each.get("reftype", "")).lower(), each) for each in references]
    notices = [
        Notice(_LATER[kind], str(each.get("pmid") or ""), "", str(each.get("refsource") or ""))
        for kind, each in told
        if kind in _LATER
    ]
    if "retracted publication" in kinds and not any(each.kind == "retracted" for each in notices):
        notices.append(Notice("retracted"))
    is_notice = any(kind in _OF_ANOTHER for kind, _ in told)
    year, epub = (_text(item, name)[:4] for name in ("pubdate", "epubdate"))
    record = Record(
        pmid=pmid,
        doi=found.get("doi", "") or _text(item, "elocationid").removeprefix("doi: "),
        title=_text(item, "title"),
        journal=_text(item, "source"),
        year=year or epub,
        epub_year="" if epub == year else epub,
        volume=volume,
        issue=_text(item, "issue"),
        supplement=supplement,
        first_page=first,
        last_page=last,
        kind="notice" if is_notice else "preprint" if "preprint" in kinds else "",
        names=write_names(
            _name(str(each.get("name", "")), str(each.get("authtype", "")))
            for each in item.get("authors") or ()
        ),
    )
    return Hit(record, tuple(notices))


def _text(item: Mapping[str, Any], field: str) -> str:
    return " ".join(str(item.get(field) or "").split())


def _name(name: str, kind: str) -> tuple[str, str]:
    family, _, initials = name.rpartition(" ")
    is_person = kind == "Author" and family and initials.isupper()
    return (family, initials) if is_person else (name, "")
