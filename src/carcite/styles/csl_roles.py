"""Which role of a Layout each of CSL's variables and date parts is, in print and in reading.

CSL 1.0.2, Appendix IV, "Variables".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from carcite.model.layout import Mark, Role

VARIABLES: Mapping[str, Role] = {
    "title": Role.TITLE,
    "title-short": Role.TITLE,
    "container-title": Role.CONTAINER_TITLE,
    "container-title-short": Role.CONTAINER_TITLE,
    "journalAbbreviation": Role.CONTAINER_TITLE,
    "collection-title": Role.COLLECTION_TITLE,
    "volume": Role.VOLUME,
    "issue": Role.ISSUE,
    "page": Role.PAGE,
    "page-first": Role.PAGE,
    "number": Role.NUMBER,
    "number-of-pages": Role.NUMBER_OF_PAGES,
    "edition": Role.EDITION,
    "publisher": Role.PUBLISHER,
    "publisher-place": Role.PUBLISHER_PLACE,
    "event": Role.EVENT,
    "event-title": Role.EVENT,
    "event-place": Role.PUBLISHER_PLACE,
    "genre": Role.GENRE,
    "medium": Role.MEDIUM,
    "status": Role.STATUS,
    "URL": Role.URL,
    "DOI": Role.DOI,
    "PMID": Role.PMID,
    "PMCID": Role.PMCID,
    "ISBN": Role.IDENTIFIER,
    "ISSN": Role.IDENTIFIER,
    "note": Role.NOTE,
}
DATE_PARTS: Mapping[str, Role] = {
    "year": Role.YEAR,
    "month": Role.MONTH,
    "season": Role.MONTH,
    "day": Role.DAY,
}


def page_marks(text: str, at: int) -> Iterator[Mark]:
    """Yield a mark for each run of pages: "85–95, e88" are two parts of one variable."""
    for piece in text.split(", "):
        yield (Role.PAGE, at, at + len(piece))
        at += len(piece) + 2
