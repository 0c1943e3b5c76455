"""The Retraction Watch database: a CSV of retractions, corrections and expressions of concern.

Crossref publishes it (https://gitlab.com/crossref/retraction-watch-data); the columns are those of
its user guide.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from carcite.corpus.protocol import Notice
from carcite.corpus.sources.said import Said, Told
from carcite.errors import UnreadableError
from carcite.identifiers import doi as dois

COLUMNS = ("OriginalPaperDOI", "OriginalPaperPubMedID", "RetractionNature")
_KINDS = {"retraction": "retracted", "correction": "corrected", "expression of concern": "concern"}


def read(stream: IO[bytes], name: str) -> Iterator[Said]:
    """Yield the notice of each row; raise UnreadableError for a table of other columns."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.DictReader(text)
    missing = [each for each in COLUMNS if each not in (rows.fieldnames or ())]
    if missing:
        raise UnreadableError(
            f'{name}: not a table of Retraction Watch: it has no column "{missing[0]}"'
        )
    try:
        for row in rows:
            yield _said(row, f"{name}: line {rows.line_num}")
    except csv.Error as error:
        raise UnreadableError(f"{name}: line {rows.line_num}: {error}") from None


def _said(row: dict[str, str | None], place: str) -> Said:
    kind = _KINDS.get((row["RetractionNature"] or "").strip().lower())
    if kind is None:
        # Reinstatements take a notice back; they are not counted as bad.
        return Said()
    doi, pmid = _doi(row["OriginalPaperDOI"]), _pmid(row["OriginalPaperPubMedID"])
    if not doi and not pmid:
        return Said(bad=f"{place}: names no DOI and no PMID of a paper")
    day = (row.get("RetractionDate") or "").split(" ")[0]
    notice = Notice(
        kind,
        _pmid(row.get("RetractionPubMedID")),
        _doi(row.get("RetractionDOI")),
        f"Retraction Watch, {day}" if day else "Retraction Watch",
    )
    return Said(told=(Told(notice, pmid, doi.lower()),))


def _doi(value: str | None) -> str:
    text = (value or "").strip()
    return text if dois.is_valid(text) else ""


def _pmid(value: str | None) -> str:
    text = (value or "").strip()
    return text if text.isdecimal() and text.strip("0") else ""
