"""What the open sources of the journal table are read as."""

from __future__ import annotations

import gzip
import sqlite3
import zipfile
from pathlib import Path

import pytest

from carcite.authorities import journal_sources
from carcite.authorities.journal_table import Journal


@pytest.mark.parametrize(
    ("text", "journal"),
    [
        ("N Engl J Med. 2018 Feb 1;378(5):439-448", "N Engl J Med"),
        ("J Mol Biol. 1962 Jun;4:430-43", "J Mol Biol"),
        ("Int J Mol Sci. 2019 Oct 06;20(19):", "Int J Mol Sci"),
        ("Folia Parasitol (Praha). 1999;46(2):81-90", "Folia Parasitol (Praha)"),
        ("Nature. 1975 Summer;256(5512):57-9", "Nature"),
        ("Smith J. A title. Blood. 2019;1:2", None),
        ("Smith J, et al. 2019;1:2", None),
        ("Statistics of a country, 2nd ed. 2019", None),
        ("", None),
    ],
)
def test_the_journal_at_the_head_of_a_citation(text: str, journal: str | None) -> None:
    assert journal_sources.cited_journal(text) == journal


@pytest.mark.parametrize(
    ("abbreviation", "title", "fits"),
    [
        ("N Engl J Med", "NEW ENGLAND JOURNAL OF MEDICINE", True),
        ("Dtsch Med Wochenschr", "Deutsche medizinische Wochenschrift", True),
        ("CMAJ", "CANADIAN MEDICAL ASSOCIATION JOURNAL", True),
        ("Kidney Int Suppl (2011)", "Kidney International Supplements", True),
        ("Nat Energy", "Sustainable Energy Grids & Networks", False),
        ("Gateways", "Entrepreneurship Research Journal", False),
        ("Mar Sci Technol", "Journal of Ocean Engineering and Science", False),
    ],
)
def test_an_abbreviation_fits_its_title(abbreviation: str, title: str, fits: bool) -> None:
    assert journal_sources.abbreviates(abbreviation, title) is fits


RECORD = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>7</PMID><Article><Journal>
<ISSN>0017-5749</ISSN><Title>Gut</Title></Journal></Article><MedlineJournalInfo>
<MedlineTA>Gut</MedlineTA><NlmUniqueID>2985108R</NlmUniqueID><ISSNLinking>0017-5749</ISSNLinking>
</MedlineJournalInfo></MedlineCitation><PubmedData><ReferenceList><Reference>
<Citation>Blood. 2019 Jan;1(2):3-4</Citation><ArticleIdList>
<ArticleId IdType="pubmed">8</ArticleId></ArticleIdList></Reference><Reference>
<Citation>Smith J. A book.</Citation></Reference></ReferenceList></PubmedData></PubmedArticle>
</PubmedArticleSet>"""


def test_pubmed_records_are_read_from_a_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("data/a.xml.gz", gzip.compress(RECORD.encode()))
        archive.writestr("data/other.nxml", "no")
    (record,) = journal_sources.read_pubmed(wheel)
    assert record.journal == Journal("Gut", "Gut", ("0017-5749",), "2985108R", origin="pubmed")
    assert record.cited == (("Blood. 2019 Jan;1(2):3-4", "8"), ("Smith J. A book.", ""))
    assert journal_sources.cited_journals(iter([record])) == {"Blood": 1}


def test_the_other_table_gives_rows_with_an_nlm_id_only(tmp_path: Path) -> None:
    database = tmp_path / "t.sqlite3"
    connection = sqlite3.connect(database)
    connection.execute("create table factor (nlm_id, journal, journal_abbr, issn, eissn)")
    rows = [
        ("101190261", "NATURE REVIEWS", "Nat  Rev", "1740-1526", "."),
        ("370647", "CA", "CA", "0007-9235", "N/A"),
        (".", "RADIOLOGY", "RADIOLOGY", "0033-8419", "."),
        ("9880066", "TECHNOVATION", ".", "0166-4972", "."),
    ]
    connection.executemany("insert into factor values (?, ?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    wheel = tmp_path / "some.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.write(database, "data/t.sqlite3")
    first, second = journal_sources.read_impact_factor(wheel)
    assert (first.abbreviation, first.issns, first.nlm_id) == (
        "Nat Rev",
        ("1740-1526",),
        "101190261",
    )
    assert (second.abbreviation, second.nlm_id) == ("CA", "")
