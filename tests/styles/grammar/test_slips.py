"""Slips of marks in what a CSL style printed: read all the same, and put right to the letter."""

from __future__ import annotations

from typing import Any

import pytest

import carcite
from carcite.csl.items import from_csl
from carcite.styles.csl import CompiledCslStyle

ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "author": [{"family": "Lind", "given": "E. S."}, {"family": "Rao", "given": "K. M."}],
    "title": "Pollen of the grove, Part I: yields",
    "container-title": "Science",
    "issued": {"date-parts": [[2018]]},
    "volume": "4",
    "issue": "6382",
    "page": "1361-1365",
}


def test_a_slip_in_a_list_that_a_style_printed_is_mended_to_the_letter() -> None:
    style = "zoological-studies"
    line = (
        "Nonaka D, Chiriboga L (2008) Expression of protein subtypes. J Cutan Pathol 35:1014–1019"
    )
    for right, wrong in (
        ("subtypes. J", "subtypes.. J"),
        ("subtypes. J", "subtypes . J"),
        ("1014–1019", "1014--1019"),
        ("1014–1019", "1014—1019"),
    ):
        assert carcite.fix(line.replace(right, wrong), style=style).text == line, wrong


def test_authors_taken_for_a_title_are_not_put_in_quotes() -> None:
    text = (
        "18. Watson JD and Crick FHC 1953 Molecular structure of nucleic acids. Nature 171 737–738."
    )
    fixed = carcite.fix(text, style="endocrine-related-cancer").text
    assert "“" not in fixed


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (". Burns", ".. Burns"),
        ("9, 12", "9,, 12"),
        ("12–20", "12—20"),
        ("12–20", "12--20"),
        ("wards. ", "wards . "),
        ("& Bo", "and Bo"),
        ("https://doi.org/", "http://dx.doi.org/"),
    ],
)
def test_a_slip_of_a_mark_costs_no_reading_and_is_put_right(right: str, wrong: str) -> None:
    good = "Kay, J., & Bo, L. (2007). Heat on wards. Burns, 9, 12–20. https://doi.org/10.1000/x1"
    assert right in good
    text = f"1. {good.replace(right, wrong)}\n"
    assert carcite.parse(text, style="apa") == carcite.parse(good, style="apa")
    assert carcite.fix(text, "psychology-of-sport-and-exercise").text == f"1. {good}\n"


@pytest.mark.parametrize(
    ("name", "wrong", "right"),
    [
        # A slip inside a title, and one at the name of a body.
        ("the-cerebellum", "grove,, Part", "grove, Part"),
        ("the-cerebellum", "College of Physicians,, Lind", "College of Physicians, Lind"),
        # Names that the reader alone takes for a title.
        ("journal-of-theoretical-and-applied-physics", "Lind,, E", "Lind, E"),
        ("international-communications-in-heat-and-mass-transfer", "ES Lind", "E.S. Lind"),
        ("biopolymers", "Rao, KM Sci", "Rao, K. M. Sci"),
        ("biopolymers", "Lind,  E", "Lind, E"),
        ("mla", "vol.. 4", "vol. 4"),
        ("solent-university-harvard", "LIND & K.M", "LIND and K.M"),
        ("first-monday", "Physicians, ES Lind", "Physicians, E. S. Lind"),
        ("epigenomes", "Rao, KM Pollen", "Rao, K.M. Pollen"),
        ("journal-of-pharmaceutical-analysis", "KM Rao", "K.M. Rao"),
        ("mla", "Lind, ES,", "Lind, E. S.,"),
        ("freshwater-science", "Rao . 2018", "Rao. 2018"),
        ("journal-of-biomedical-optics", "Lind  and K", "Lind and K"),
    ],
)
def test_a_slip_that_no_rule_knows_is_put_right_where_the_style_prints_the_rest(
    name: str, wrong: str, right: str
) -> None:
    body = [{"literal": "American College of Physicians"}] if "Physicians" in right else []
    body = [{"literal": "Royal College of Physicians"}] if name.startswith("solent") else body
    item = ARTICLE | {"author": [*body, *ARTICLE["author"]]}
    line = CompiledCslStyle.load(name).write(from_csl(item)).text
    assert line.count(right) == 1
    hurt = line.replace(right, wrong)
    assert carcite.fix(f"1. {hurt}\n", style=name).text == f"1. {line}\n"


def test_dashes_that_repeat_the_authors_before_are_left_alone() -> None:
    text = (
        "1. Lind, E. B. “Heat on Wards.” Science, vol. 4, no. 2, 2019, pp. 3–9.\n"
        "2. ———. “Sleep on Wards.” Science, vol. 5, no. 1, 2020, pp. 3–9.\n"
    )
    assert carcite.fix(text, style="mla").text == text


def test_stops_in_the_numeral_of_a_journal_are_removed_and_initials_are_none() -> None:
    good = "1. Rao, I.I. & Lind, E.S. (2007) Heat on wards. Deep-Sea Research II, 9, 12–20.\n"
    hurt = good.replace("Research II", "Research I.I.")
    assert carcite.fix(hurt, style="clay-minerals").text == good
    text = "1. Petrov I.I., Lind E.S. Heat on wards. Burns 2007; 9: 12–20.\n"
    assert "Petrov II" not in carcite.fix(text, style="journal-of-pharmaceutical-analysis").text


def test_a_doi_ends_before_the_stop_of_the_entry() -> None:
    text = "Lind, E., et al. “Heat.” Burns, vol. 9, 2007, pp. 12–20, https://doi.org/10.1000/x1."
    assert carcite.parse(text, style="mla")[0].doi == "10.1000/x1"


def test_the_and_of_a_body_is_no_slip() -> None:
    text = "1. Lind, E., & Society of Chests and Hearts. (2007). Heat. Burns, 9, 12–20.\n"
    report = carcite.check(text, style="apa")
    assert [each.code for each in report if "&" in each.message] == []


def test_capitals_of_a_publisher_are_no_initials() -> None:
    text = "References\n\nSmith, John A., ed. 2014. Handbook of Things. Cambridge: MIT Press.\n"
    assert carcite.fix(text, style="chicago-author-date", unsafe=True).text == text


def test_a_title_that_a_style_would_print_elsewhere_is_no_slip_of_marks() -> None:
    text = (
        "1. Lind, Ma. Ewa, Ngo Trong Binh, and Ian Rao. 2003. “Heat on Wards of the South. "
        "The Case of Oslo. Lund Institute,.” Lund Institute. https://hdl.handle.net/10/68 .\n"
    )
    report = carcite.check(text, style="ieee")
    assert not [each for each in report if "“Heat" in each.message]


def test_the_dash_of_a_title_is_its_own() -> None:
    text = (
        "1. Lind, E. (2018). Sleep in the war of 1939—1945 at sea.. Science, 359(6382), 1361–1365."
    )
    (found,) = carcite.parse(text, style="apa")
    assert found.title == "Sleep in the war of 1939—1945 at sea"
    assert carcite.fix(text, style="apa").text == text.replace("..", ".")
