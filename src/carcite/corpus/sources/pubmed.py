"""PubMed's XML: the yearly baseline and the daily updates.

The elements are those of NLM's DTD (https://dtd.nlm.nih.gov/ncbi/pubmed/doc/out/250101/). A notice
stands on the older record as "...In" (RetractionIn, ErratumIn, UpdateIn).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from carcite.corpus.protocol import Notice
from carcite.corpus.record import Record, compact_initials, expand_pages, part_volume, write_names
from carcite.corpus.sources.said import Said, Told
from carcite.errors import UnreadableError
from carcite.text.pattern import pattern

_LATER = {
    "RetractionIn": "retracted",
    "RetractedandRepublishedIn": "retracted",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected",
    "ExpressionOfConcernIn": "concern",
    "UpdateIn": "superseded",
}
_OF_ANOTHER = frozenset({"RetractionOf", "ErratumFor", "ExpressionOfConcernFor"})
_YEAR = pattern(r"(?:1[5-9]|20)\d\d")
_MOST_BYTES = 16_000_000
"""A record longer than this is none."""


def read(stream: IO[bytes], name: str) -> Iterator[Said]:
    """Yield what each record says; raise UnreadableError where the XML breaks off."""
    from lxml import etree

    tags = ("PubmedArticle", "DeleteCitation", "PubmedBookArticle")
    try:
        walk = etree.iterparse(
            (measured := _Measured(stream, name)),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for number, (_, element) in enumerate(walk, 1):
            yield _said(element, f"{name}: record {number}")
            measured.since = 0
            element.clear()
            parent = element.getparent()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        raise UnreadableError(
            f"{name}: line {line}: the XML cannot be read ({error.msg})"
        ) from None


class _Measured:
    """A stream that ends with an error where no record ends for too long."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        self._stream = stream
        self._name = name
        self.since = 0

    def read(self, size: int = -1) -> bytes:
        """Read on, counting."""
        data = self._stream.read(size)
        self.since += len(data)
        if self.since > _MOST_BYTES:
            raise UnreadableError(f"{self._name}: a record is longer than {_MOST_BYTES:,} bytes")
        return data


def _said(element: Any, place: str) -> Said:
    if element.tag == "DeleteCitation":
        return Said(deleted=tuple(each.text for each in element.iter("PMID") if each.text))
    citation = element.find("MedlineCitation")
    article = citation.find("Article") if citation is not None else None
    pmid = citation.findtext("PMID") if citation is not None else ""
    if article is None or not pmid or not pmid.isdecimal():
        return Said(bad=f"{place}: no article or no PMID")
    return Said(*_record(element, citation, article, pmid))


def _record(
    element: Any, citation: Any, article: Any, pmid: str
) -> tuple[Record, tuple[Told, ...]]:
    issue = article.find("Journal/JournalIssue")
    volume, supplement = part_volume(_text(issue, "Volume"))
    number, more = part_volume(_text(issue, "Issue"))
    first, last = _pages(article)
    year, epub = _years(article, issue)
    kinds = {each.text for each in article.iterfind("PublicationTypeList/PublicationType")}
    names, cut = _names(article.find("AuthorList"))
    later, is_notice = _corrections(citation, "Preprint" in kinds)
    doi = _doi(element, article)
    if "Retracted Publication" in kinds and not any(each.kind == "retracted" for each in later):
        later.append(Notice("retracted"))
    if kinds & {"Retraction of Publication", "Retraction Notice", "Published Erratum"}:
        is_notice = True
    kind = "notice" if is_notice else "preprint" if "Preprint" in kinds else ""
    title = article.find("ArticleTitle")
    record = Record(
        pmid,
        doi,
        "" if title is None else "".join(title.itertext()).strip(),
        _text(citation, "MedlineJournalInfo/MedlineTA")
        or _text(article, "Journal/ISOAbbreviation")
        or _text(article, "Journal/Title"),
        year,
        epub,
        volume,
        number,
        supplement or more,
        first,
        last,
        kind,
        cut,
        names,
    )
    return record, tuple(Told(each, pmid, doi.lower()) for each in later)


def _text(element: Any, path: str) -> str:
    return (element.findtext(path) or "").strip() if element is not None else ""


def _pages(article: Any) -> tuple[str, str]:
    printed = _text(article, "Pagination/MedlinePgn")
    if printed:
        return expand_pages(printed)
    first = _text(article, "Pagination/StartPage")
    if first:
        return first, _text(article, "Pagination/EndPage")
    for each in article.iterfind("ELocationID"):
        if each.get("EIdType") == "pii" and each.text and len(each.text) < 12:
            return each.text.strip(), ""
    return "", ""


def _years(article: Any, issue: Any) -> tuple[str, str]:
    year = _text(issue, "PubDate/Year")
    if not year:
        found = _YEAR.search(_text(issue, "PubDate/MedlineDate"))
        year = found[0] if found else ""
    epub = _text(article, "ArticleDate/Year")
    return year or epub, "" if epub == year else epub


def _names(authors: Any) -> tuple[str, bool]:
    if authors is None:
        return "", False
    found: list[tuple[str, str]] = []
    for author in authors.iterfind("Author"):
        if author.get("ValidYN") == "N":
            continue
        family = author.findtext("LastName")
        if family:
            initials = author.findtext("Initials") or compact_initials(
                author.findtext("ForeName") or ""
            )
            found.append((family.strip(), initials or " "))
        elif body := author.findtext("CollectiveName"):
            found.append((body.strip(), ""))
    return write_names(found), authors.get("CompleteYN") == "N"


def _doi(element: Any, article: Any) -> str:
    for each in article.iterfind("ELocationID"):
        if each.get("EIdType") == "doi" and each.get("ValidYN") != "N" and each.text:
            return str(each.text.strip())
    for each in element.iterfind("PubmedData/ArticleIdList/ArticleId"):
        if each.get("IdType") == "doi" and each.text:
            return str(each.text.strip())
    return ""


def _corrections(citation: Any, preprint: bool) -> tuple[list[Notice], bool]:
    later: list[Notice] = []
    is_notice = False
    for each in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = each.get("RefType")
        if kind in _OF_ANOTHER:
            is_notice = True
        elif kind in _LATER:
            said = "published" if preprint and kind == "UpdateIn" else _LATER[kind]
            text = _text(each, "RefSource")
            later.append(Notice(said, _text(each, "PMID"), "", text))
    return later, is_notice
