"""JSON: Crossref's works and CSL-JSON, one a line, in an array, or under "items".

Crossref's REST API documentation (https://api.crossref.org/swagger-ui/index.html) names the fields;
CSL-JSON is Crossref's parent, so one reader serves both.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import IO, Any

from carcite.corpus.protocol import Notice
from carcite.corpus.record import Record, compact_initials, expand_pages, part_volume, write_names
from carcite.corpus.sources.said import Said, Told
from carcite.errors import UnreadableError

LONGEST = 4_000_000
"""A line of more bytes is no record."""
_KINDS = {
    "retraction": "retracted",
    "withdrawal": "retracted",
    "removal": "retracted",
    "correction": "corrected",
    "erratum": "corrected",
    "corrigendum": "corrected",
    "addendum": "corrected",
    "expression_of_concern": "concern",
    "new_version": "superseded",
    "new_edition": "superseded",
    "partial_retraction": "retracted",
}
_NOTICED = frozenset({"update-to", "updated-by", "relation"})
_ARTICLES = frozenset(
    {
        "journal-article",
        "article-journal",
        "article",
        "proceedings-article",
        "paper-conference",
        "posted-content",
        "article-magazine",
        "",
    }
)


def read_lines(stream: IO[bytes], name: str) -> Iterator[Said]:
    """Yield what each line says: one work a line."""
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        if len(line) == LONGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST)) and not rest.endswith(b"\n"):
                pass
            yield Said(bad=f"{name}: line {number}: longer than {LONGEST:,} bytes")
            continue
        if line.strip(b" \t\r\n,[]"):
            yield from _line(line, f"{name}: line {number}")


def _line(line: bytes, place: str) -> Iterator[Said]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield Said(bad=f"{place}: not JSON ({str(error).split(':')[0].lower()})")
        return
    if isinstance(item, dict) and isinstance(item.get("items"), list):
        for each in item["items"]:
            yield said(each, place)
    elif isinstance(item, list):
        for each in item:
            yield said(each, place)
    else:
        yield said(item, place)


def read_values(stream: IO[bytes], name: str) -> Iterator[Said]:
    """Yield what each work of one JSON value says, read piece by piece: memory stays flat.

    Raise UnreadableError where the value is not whole, or one work is longer than any.
    """
    decoder = json.JSONDecoder()
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace")
    held, number = _to_items(text), 0
    while True:
        held = held.lstrip(" \t\r\n,")
        if held[:1] in ("]", "}"):
            return
        try:
            item, end = decoder.raw_decode(held) if held else (None, 0)
        except (ValueError, RecursionError):
            end = 0
        if not end:
            more = text.read(max(1 << 16, len(held)))
            if not more or len(held) > LONGEST:
                raise UnreadableError(f"{name}: the JSON breaks off after item {number}")
            held += more
            continue
        number += 1
        held = held[end:]
        yield said(item, f"{name}: item {number}")


def _to_items(text: IO[str]) -> str:
    """Return the beginning of the text behind the bracket that opens the items."""
    held = text.read(1 << 16).lstrip()
    if held.startswith("["):
        return held[1:]
    at = held.find('"items"')
    opened = held.find("[", at) if at >= 0 else -1
    return held[opened + 1 :] if opened >= 0 else held


def said(item: Any, place: str) -> Said:
    """Return what one work says."""
    if not isinstance(item, dict):
        return Said(bad=f"{place}: not a record")
    try:
        return Said(*_record(item))
    except (TypeError, ValueError, AttributeError, KeyError, IndexError):
        return Said(bad=f"{place}: a field has a form that carcite does not know")


def _record(item: dict[str, Any]) -> tuple[Record, tuple[Told, ...]]:
    doi = _one(item.get("DOI"))
    volume, supplement = _one(item.get("volume")), ""
    if not volume.isdecimal():
        volume, supplement = part_volume(volume)
    pages = _one(item.get("page")) or _one(item.get("article-number"))
    first, last = expand_pages(pages) if pages else ("", "")
    title = _one(item.get("title"))
    subtitle = _one(item.get("subtitle"))
    if subtitle and subtitle.lower() not in title.lower():
        title = f"{title}: {subtitle}"
    year, epub = _years(item)
    custom = item.get("custom") or {}
    names, cut = _names(item.get("author") or ())
    kind = _one(item.get("type"))
    record = Record(
        _one(item.get("PMID")),
        doi,
        title,
        _one(item.get("container-title")) or _one(item.get("short-container-title")),
        year,
        epub,
        volume,
        _one(item.get("issue")),
        supplement,
        first,
        last,
        "notice" if item.get("update-to") else _kind(kind),
        cut or custom.get("authors") == "cut",
        names,
    )
    return record, tuple(_told(item, record)) if item.keys() & _NOTICED else ()


def _kind(kind: str) -> str:
    if kind in _ARTICLES:
        return "preprint" if kind == "posted-content" else ""
    return kind


def _one(value: Any) -> str:
    """Return a text, the first of a list of texts, or a number as text, its spaces collapsed."""
    if value.__class__ is str:
        return value if value.isalnum() else " ".join(value.split())
    if isinstance(value, list):
        return _one(value[0]) if value else ""
    return str(value) if isinstance(value, int | float) else ""


def _years(item: dict[str, Any]) -> tuple[str, str]:
    printed = _year(item.get("published-print")) or _year(item.get("issued"))
    online = _year(item.get("published-online"))
    return printed or online, "" if online == printed else online


def _year(date: Any) -> str:
    parts = date.get("date-parts") if date else None
    return str(parts[0][0]) if parts and parts[0] and parts[0][0] else ""


def _names(authors: Any) -> tuple[str, bool]:
    found: list[tuple[str, str]] = []
    cut = False
    for each in authors:
        family = each.get("family")
        if family:
            before = each.get("non-dropping-particle") or each.get("dropping-particle")
            initials = compact_initials(each.get("given") or "")
            found.append((f"{before} {family}" if before else family, initials or " "))
            continue
        body = _one(each.get("literal") or each.get("name"))
        if body.lower().strip(".") in ("et al", "others"):
            cut = True
        elif body:
            found.append((body, ""))
    return write_names(found), cut


def _told(item: dict[str, Any], record: Record) -> Iterator[Told]:
    """Yield the notices that a work of Crossref is or has."""
    for each in item.get("update-to") or ():
        kind = _KINDS.get(str(each.get("type", "")).lower().replace("-", "_"))
        if kind and each.get("DOI"):
            yield Told(
                Notice(kind, record.pmid, record.doi, record.journal), "", each["DOI"].lower()
            )
    for each in item.get("updated-by") or ():
        kind = _KINDS.get(str(each.get("type", "")).lower().replace("-", "_"))
        if kind:
            notice = Notice(kind, "", str(each.get("DOI", "")))
            yield Told(notice, record.pmid, record.doi.lower())
    for each in (item.get("relation") or {}).get("is-preprint-of") or ():
        if each.get("id-type") == "doi" and record.doi:
            yield Told(Notice("published", "", str(each["id"])), "", record.doi.lower())
