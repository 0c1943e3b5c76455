"""Doubtful entries of a list, read again by what its sure entries show."""

from __future__ import annotations

import re

import pytest
from learning.made_lists import printed

import carcite
from carcite.api import as_document
from carcite.cli import convert
from carcite.learning.second import SecondReader, is_sure, read_lists
from carcite.model.document import Document
from carcite.model.names import Organization
from carcite.reading.entry import read_entry
from carcite.styles.csl import CompiledCslStyle
from carcite.text.source import Source

WARD = (
    "Northgate Trust, The night ward: a report. Leeds: Northgate Press, 2011. Accessed: Nov. 02, "
    "2016. [Internet]. Available: http://www.example.org/ward.pdf"
)
BOOK = "Vos, R. (2011). The night ward. Northgate."
_LABEL = re.compile(r"^\s*(?:\[\d+\]|\d+\.)\s*")


def numbered(*entries: str) -> str:
    return "".join(f"{place}. {each}\n" for place, each in enumerate(entries, 1))


def articles(style: str, number: int = 9) -> list[str]:
    return [_LABEL.sub("", each) for each in printed(style, number)]


def test_a_doubtful_entry_is_read_as_the_list_is_printed() -> None:
    alone = read_entry(WARD).reference
    assert alone.title == "Leeds"
    assert alone.unread == ("Internet",)
    last = carcite.parse(numbered(*articles("ieee"), WARD))[-1]
    assert last.title == "The night ward: a report"
    assert last.contributors[0].names == (Organization("Northgate Trust"),)
    assert (last.publisher, last.publisher_place, last.unread) == ("Northgate Press", "Leeds", ())


def test_what_the_style_explains_is_no_longer_doubted() -> None:
    def doubts(text: str) -> list[str]:
        return [each.code for each in carcite.check(text) if each.code == "PRS001"]

    assert doubts(numbered(BOOK))
    assert doubts(numbered(*articles("apa", 4), BOOK))
    assert not doubts(numbered(*articles("apa"), BOOK))


def test_an_entry_that_the_style_prints_but_for_a_slip_is_read_by_it() -> None:
    slipped = WARD.replace("report. Leeds", "report.. Leeds")
    last = carcite.parse(numbered(*articles("ieee"), slipped))[-1]
    assert (last.title, last.publisher_place) == ("The night ward: a report", "Leeds")


@pytest.mark.parametrize("other", ["american-chemical-society", "nature", "vancouver"])
def test_in_a_list_of_another_style_the_first_reading_stays(other: str) -> None:
    last = carcite.parse(numbered(*articles(other), WARD))[-1]
    assert last == read_entry(WARD).reference


def test_a_list_in_two_styles_says_nothing_of_its_doubtful_entries() -> None:
    lines = [*articles("ieee", 6), *articles("apa", 6), WARD]
    assert carcite.parse(numbered(*lines)) == tuple(read_entry(each).reference for each in lines)


@pytest.mark.parametrize(
    "text",
    [
        "Vos R. We saw this in the ward, in 2011, and could not explain it.",
        "A note of thanks to all who helped",
    ],
)
def test_what_is_no_print_of_the_style_stays_doubtful(text: str) -> None:
    assert not is_sure(read_entry(text))
    last = carcite.parse(numbered(*articles("ieee"), text))[-1]
    assert last == read_entry(text).reference


CHAPTER = (
    "Vos, R.; Holm, A. B. Sleep after Trauma. In Handbook of pain; Lind, K., Berg, S., Eds.; "
    "Northgate Press: Leeds, 2011; pp 55–71."
)


def test_a_sure_entry_that_the_style_does_not_print_is_read_again_beside_a_doubtful_one() -> None:
    alone = read_entry(CHAPTER)
    assert is_sure(alone)
    assert (alone.reference.publisher, alone.reference.publisher_place) == (
        "Leeds",
        "Northgate Press",
    )
    lines = [*articles("american-chemical-society"), CHAPTER, "A note of thanks to all who helped"]
    found = carcite.parse(numbered(*lines))[-2]
    assert (found.publisher, found.publisher_place) == ("Northgate Press", "Leeds")
    assert carcite.parse(numbered(*lines[:-1]))[-1] == alone.reference


def test_a_list_that_is_doubtful_all_through_is_read_by_the_style_that_explains_it() -> None:
    """ "June, CH, and BL Levine": the reader misses the first of several names, in doubt."""
    lines = articles("climate-change-economics", 12)
    alone = [read_entry(each) for each in lines]
    assert sum(map(is_sure, alone)) < 5
    together = carcite.parse(numbered(*lines))
    assert sorted(len(each.names()) for each in together) == [1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 9]
    for first, second in zip(alone, together, strict=True):
        assert is_sure(first) or len(first.reference.names()) < len(second.names())
    assert not [each for each in carcite.check(numbered(*lines)) if each.code == "PRS001"]


def test_a_space_alone_is_no_border_between_a_title_and_a_journal_not_known() -> None:
    lines = articles("institute-of-physics-harvard", 12)
    odd = "Vos R and Holm A B 2018 Cells for human cancer Science 359 1361–5"
    sure = "Vos R and Holm A B 2018 Sleep of the nurses at night Ann Intern Med 359 1361–5"
    *_, one, two = carcite.parse(numbered(*lines, odd, sure))
    assert one == read_entry(odd).reference
    assert (two.title, two.container_title) == ("Sleep of the nurses at night", "Ann Intern Med")
    found = [each for each in carcite.check(numbered(*lines, odd, sure)) if each.code == "PRS001"]
    assert 13 in [each.entry for each in found]
    assert 14 not in [each.entry for each in found]


def test_sure_entries_stay_as_they_are() -> None:
    lines = articles("ieee")
    with_doubts = carcite.parse(numbered(*lines, WARD))[:-1]
    assert with_doubts == carcite.parse(numbered(*lines))


def test_an_entry_alone_and_a_list_of_few_show_nothing() -> None:
    assert carcite.read(WARD).title == "Leeds"
    assert carcite.parse(numbered(*articles("ieee", 3), WARD))[-1].title == "Leeds"


def test_what_printed_the_list_is_no_fault_of_an_entry() -> None:
    """Another house sets a bracket there; the style that printed the list does not."""
    lines = articles("biomed-central")
    odd = "Martineau AR. Vitamin D and immune function. Eur Respir J. 2017;50 3 Suppl 2:112s–9s."
    report = carcite.check(numbered(*lines, odd))
    assert [each for each in report if each.code == "VOL005"] == []


def test_a_long_list_has_a_bound() -> None:
    style = CompiledCslStyle.load("ieee")
    long = SecondReader(style, (), thorough=False)
    assert len(long.places([False] * 40)) == 40
    assert len(long.places([False] * 10_000)) == 50
    assert long.places([True, False, True, False]) == [1, 3]
    assert SecondReader(style, ()).places([True, False, True]) == [1, 0, 2]


def test_a_document_without_a_list_has_no_parses() -> None:
    assert read_lists(None, Document(Source("-", ""), "plain")) == ()


def test_several_processes_read_the_list_again_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(convert, "_MANY", 5)
    document = as_document(numbered(*articles("ieee"), WARD))
    one, two = (list(convert.with_ids_by(jobs, document)) for jobs in (1, 2))
    assert one == two
    assert two[-1][1].title == "The night ward: a report"
