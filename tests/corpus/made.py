"""Records made up for the tests, in the formats that sources come in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from carcite.api import build_corpus
from carcite.corpus.store import FileCorpus, open_corpus

ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "type": "article-journal",
        "title": "Slow freezing of alpine marmot hearts preserves mitochondrial function",
        "author": [
            {"family": "Aldermann", "given": "Rosa K."},
            {"family": "van der Zijpp", "given": "T."},
            {"family": "Okonjo", "given": "P."},
        ],
        "container-title": "J Physiol",
        "issued": {"date-parts": [[2011]]},
        "volume": "589",
        "issue": "4",
        "page": "1013-1027",
        "DOI": "10.5555/marmot.2011.4",
        "PMID": "90000001",
    },
    {
        "type": "article-journal",
        "title": "Iron and the fatigue of long-distance runners. Part I: men",
        "author": [{"family": "Brandvold", "given": "E."}, {"family": "Sæther", "given": "L."}],
        "container-title": "Br J Sports Med",
        "issued": {"date-parts": [[1998]]},
        "volume": "32",
        "page": "11-19",
        "DOI": "10.5555/iron.part1",
        "PMID": "90000002",
    },
    {
        "type": "article-journal",
        "container-title": "J Bacteriol",
        "issued": {"date-parts": [[1974]]},
        "volume": "118",
        "issue": "2",
        "page": "613-620",
        "PMID": "90000003",
    },
    {
        "type": "article-journal",
        "title": "Statement",
        "author": [{"family": "Quist", "given": "A."}],
        "container-title": "Nature",
        "issued": {"date-parts": [[1977]]},
        "volume": "265",
        "page": "764",
        "PMID": "90000004",
    },
    {
        "type": "article-journal",
        "title": "Statement",
        "author": [{"family": "Quist", "given": "A."}],
        "container-title": "Nature",
        "issued": {"date-parts": [[1977]]},
        "volume": "265",
        "page": "764",
        "PMID": "90000005",
    },
)

PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article>
<Journal><JournalIssue><Volume>20 Suppl 1</Volume><PubDate><MedlineDate>1983 Mar-Apr</MedlineDate>
</PubDate></JournalIssue><Title>Lancet</Title></Journal>
<ArticleTitle>{title}</ArticleTitle><Pagination><MedlinePgn>61-9</MedlinePgn></Pagination>
<AuthorList CompleteYN="N"><Author><LastName>Tveit</LastName><Initials>OK</Initials></Author>
</AuthorList></Article><MedlineJournalInfo><MedlineTA>Lancet</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn">
<RefSource>Lancet. 1985 Jan 5;325(8419):1</RefSource><PMID>90000099</PMID></CommentsCorrections>
</CommentsCorrectionsList></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""


def write_json(path: Path) -> Path:
    """Write the articles, one a line."""
    path.write_text("".join(json.dumps(each) + "\n" for each in ARTICLES), encoding="utf-8")
    return path


def made_corpus(folder: Path) -> FileCorpus:
    """Build and open a corpus of all that is made up here."""
    lines = write_json(folder / "works.jsonl")
    xml = folder / "pubmed.xml"
    xml.write_text(
        PUBMED.format(pmid="90000010", title="Salt in soup and blood pressure in sailors")
    )
    build_corpus([lines, xml], folder / "made.corpus")
    return open_corpus(folder / "made.corpus")
