"""How the rows of the journal table are joined from their sources."""

from __future__ import annotations

from collections import Counter

import pytest

from carcite.authorities import build_journals
from carcite.authorities.journal_harvest import Harvest, from_harvest, read_container, with_harvest
from carcite.authorities.journal_sources import Record
from carcite.authorities.journal_table import Journal

GUT = Journal("Gut", "Gut", ("0017-5749",), "2985108R", origin="pubmed")


@pytest.mark.parametrize(
    ("title", "abbreviation", "cased"),
    [
        ("NATURE REVIEWS MICROBIOLOGY", "Nat Rev Microbiol", "Nature Reviews Microbiology"),
        ("ANNALS OF THE RHEUMATIC DISEASES", "Ann Rheum Dis", "Annals of the Rheumatic Diseases"),
        ("EMBO JOURNAL", "EMBO J", "EMBO Journal"),
        ("Lab on a Chip", "Lab Chip", "Lab on a Chip"),
        ("PHYSICAL REVIEW A", "Phys Rev A", "Physical Review A"),
    ],
)
def test_titles_in_capitals(title: str, abbreviation: str, cased: str) -> None:
    assert build_journals.in_title_case(title, abbreviation) == cased


def test_sources_are_joined_by_issn() -> None:
    other = Journal("GUT", "Gut", ("0017-5749", "1468-3288"), origin="impact-factor")
    (row,) = build_journals.merge({"x": GUT}, [other])
    assert row.issns == ("0017-5749", "1468-3288")
    assert (row.title, row.origin) == ("Gut", "pubmed+impact-factor")


def test_a_title_that_cannot_bear_its_abbreviation_is_left_out() -> None:
    wrong = Journal("Algorithmic Finance", "Inf Contemp Soc (2019)", origin="impact-factor")
    assert build_journals.merge({}, [wrong]) == []


def test_years_come_from_the_name_or_from_the_eras() -> None:
    named = Journal("", "J Appl Physiol (1985)")
    assert build_journals.with_era(named, {}).start_year == 1985
    eras = build_journals.read_eras("head\nGut\t1960\t\nBr Med J\t1857\t1980\n")
    assert build_journals.with_era(GUT, eras).start_year == 1960
    old = build_journals.with_era(Journal("", "Br Med J"), eras)
    assert (old.start_year, old.end_year) == (1857, 1980)


def test_years_that_citations_contradict_are_dropped() -> None:
    series = Journal("Things (London : 1990)", "Things", start_year=1990)
    old = Counter({1975: 5, 1995: 20})
    assert build_journals.without_false_years(series, old).start_year is None
    slip = Counter({1975: 1, 1995: 20})
    assert build_journals.without_false_years(series, slip).start_year == 1990


def test_journals_of_one_abbreviation_are_one_row() -> None:
    second = Journal("Gut (London : 1990)", "Gut", ("1234-5679",), "9900000", origin="pubmed")
    (row,) = build_journals.merge({"x": GUT, "y": second}, [])
    assert row.issns == ("0017-5749", "1234-5679")
    assert row.variants == ("Gut (London : 1990)",)


def test_names_written_by_hand_are_added() -> None:
    rows = build_journals.with_names([GUT], "head\nGut\t\tGUT J\nAkt Things\tAktuelle Things\t\n")
    assert [(row.title, row.variants, row.origin) for row in rows] == [
        ("Gut", ("GUT J",), "pubmed+names"),
        ("Aktuelle Things", (), "names"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Smith J. On mice. Osteoarthr Cartil. 2019;27(3):412-20.", "Osteoarthr Cartil"),
        ("Smith J. On mice? Gut 27:412-20 (2019).", "Gut"),
        ("Smith, J. (2019). Effects on mice. Gut, 27(3), 412-420.", "Gut"),
        ("Smith J. On mice. Eur. Heart J. 2019;27:412.", ""),
        ("Smith J et al. Gut. 2019;27:412.", ""),
        ("A book. Springer; 2019.", ""),
    ],
)
def test_the_journal_of_a_free_reference(text: str, name: str) -> None:
    found = read_container(text)
    assert (found[0] if found else "") == name


def test_the_lists_add_titles_and_other_names() -> None:
    journals = [
        Journal("Osteoarthritis and cartilage", "Osteoarthritis Cartilage", origin="pubmed"),
        Journal("Trends in ecology", "Trends Ecol", origin="pubmed"),
        Journal("Journal of ecology", "J Ecol", origin="pubmed"),
        Journal("Genetics of things", "Genet Things", origin="pubmed"),
        Journal("", "Trends Genet", origin="cited"),
    ]
    lists = (
        "Smith J. On mice. Osteoarthr Cartil. 2019;27(3):412-20.",
        "Smith J. On mice. Trends in Genetics. 2019;27(3):412-20.",
        "Smith J. On mice. Zanzibar J Oddities. 2019;27(3):412-20.",
    )
    cited = tuple((text, "") for text in lists)
    harvest = Harvest([Record(str(number), GUT, cited) for number in range(3)])
    rows = with_harvest(journals, harvest)
    assert rows[0].variants == ("Osteoarthr Cartil",)
    assert rows[4].title == "Trends in Genetics"
    assert [row.abbreviation for row in from_harvest(rows, harvest)] == ["Zanzibar J Oddities"]
