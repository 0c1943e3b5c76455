"""Link words, page numbers and end matter, and entries that look like them."""

from __future__ import annotations

import pytest

from carcite.lists.furniture import ends_list, is_link_line, is_page_number, trim_links


@pytest.mark.parametrize(
    "line",
    [
        "CAS PubMed Google Scholar",
        "CASPubMedGoogle Scholar",
        "Article CAS PubMed PubMed Central Google Scholar",
        "[DOI] [PMC free article] [PubMed] [Google Scholar]",
        "View Article",
        "View Article PubMed/NCBI Google Scholar",
        "Crossref",
        "CrossRef | PubMed | Google Scholar",
        "Search ADS",
        "Go to Citation",
        "Open in a new tab",
        "Article Google Scholar",
        "OpenUrlCrossRefPubMed",
        "OpenUrlAbstract/FREE Full Text",
        "View PDF View article View in Scopus Google Scholar",
        "Google ScholarPubMedCrossref",
        "Return to ref 12 in article",
    ],
)
def test_link_line(line: str) -> None:
    assert is_link_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        ").",
        "PubMed Central was searched",
        "Abstracts of the meeting",
        "PMID: 29567707",
        "doi: 10.1126/science.aar6711",
        "Link MJ. Pituitary tumors. Lancet 2018; 1: 2",
    ],
)
def test_no_link_line(line: str) -> None:
    assert not is_link_line(line)


@pytest.mark.parametrize(
    "line", ["12", "– 12 –", "- 3 -", "Page 3 of 10", "Seite 4", "xii", "3/10"]
)
def test_page_number(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["1361-5.", "12.", "359:12", "12 patients", "", "mild"])
def test_no_page_number(line: str) -> None:
    assert not is_page_number(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© 2025. Thieme. All rights reserved.", "footer"),
        ("Publication History", "footer"),
        ("Received: 12 March 2024", "footer"),
        ("Acknowledgements", "section"),
        ("Supplementary material", "section"),
        ("Author information:", "section"),
        ("Funding: None.", "section"),
        ("Table 2. Patients", "section"),
        ("Interessenkonflikt", "section"),
        ("Comments on CAR T cells. Lancet 2018; 1: 2", ""),
        ("Tables of life", ""),
        ("Receiving care in 2018", ""),
    ],
)
def test_ends_list(line: str, kind: str) -> None:
    assert ends_list(line) == kind


@pytest.mark.parametrize(
    ("kept", "tail"),
    [
        ("Science 2018;359:1361-5.", " [DOI] [PMC free article] [PubMed] [Google Scholar]"),
        ("Science 2018;359:1361-5.", "[PubMed]"),
        ("Science 2018;359:1361-5.", "Google ScholarPubMedCrossref"),
        ("Science 2018;359:1361-5", " CrossRef PubMed Google Scholar"),
        ("doi: 10.1126/science.aar6711", " [DOI]"),
        ("New York: Wiley; 2012.", " Google Scholar"),
        ("Bethesda: PubMed; 2012. [cited 2020 Jan 2] [Internet]", ""),
        ("A search of PubMed and Google Scholar", ""),
        ("Lancet 2018;1:2. PubMed PMID: 12345", ""),
    ],
)
def test_trim_links(kept: str, tail: str) -> None:
    line = f"x\n{kept}{tail}"
    assert line[2 : trim_links(line, 2, len(line))] == kept
