"""What the rules for pages say and propose, to the letter: the same words stand on every page."""

from __future__ import annotations

import pytest

import carcite

HEAD = "1. June CH, Lee B. Cells of a kind. Blood. 2018;359(2):"
SAID = [
    ("nlm", "1361-1365", "PAG002", 'Shorten the pages "1361-1365" to "1361-5", as NLM prints them',
     'Shorten to "1361-5"'),
    ("ama", "1361-5", "PAG002",
     'Write out the pages "1361-5" as "1361-1365", as AMA prints them', 'Write out "1361-1365"'),
    ("nlm", "1361–5", "", "", ""),
    ("nlm", "569-567", "PAG001", 'Check the pages "569-567": 569 to 567 runs backwards',
     'Swap to "567-569"'),
    ("nlm", "269-73-80", "PAG001", 'Check the pages "269-73-80": a range has two ends, not three',
     None),
    ("nlm", "269-", "PAG001", 'Check the pages "269-": the page behind the last dash is lost',
     None),
    ("nlm", "1-1000", "", "", ""),
    ("nlm", "1-1001", "PAG001", 'Check the pages "1-1001": no article has 1001 pages', None),
    ("nlm", "5-5", "PAG006", 'Write the pages "5-5" as "5"; both ends are one number', 'Use "5"'),
    ("nlm", "550.e2-558.e2", "PAG004",
     'Check the pages "550.e2-558.e2": ".e2" stands at both ends, and "550-558.e2" is more likely',
     'Use "550-558.e2"'),
    ("nlm", "550.e2-550.e2", "PAG006",
     'Write the pages "550.e2-550.e2" as "550.e2"; both ends are one number', 'Use "550.e2"'),
    ("nlm", "550.e2-558.e3", "", "", ""),
    ("ama", "2269-273", "PAG001",
     'Check the pages "2269-273": a figure seems lost or doubled; two readings fit', None),
    ("ama", "2269-73", "PAG002",
     'Write out the pages "2269-73" as "2269-2273", as AMA prints them', 'Write out "2269-2273"'),
]  # fmt: skip


@pytest.mark.parametrize(("style", "pages", "code", "message", "fix"), SAID)
def test_the_rules_for_pages_say_it_so(
    style: str, pages: str, code: str, message: str, fix: str | None
) -> None:
    found = [each for each in carcite.check(f"{HEAD}{pages}.", style) if each.code[:3] == "PAG"]
    if not code:
        assert found == []
        return
    (one,) = found
    assert one.code == code
    assert one.message.replace("AMA Manual of Style, 11th ed.", "AMA") == message
    assert (one.fix.title if one.fix else None) == fix


def test_pages_that_are_missing_are_asked_for() -> None:
    (one,) = carcite.check(f"{HEAD[:-1]}.", "nlm", select=["PAG005"])
    assert one.message == "Add the pages or the article number; neither follows the volume"


@pytest.mark.parametrize(
    "number",
    [
        "PMID: 29567707",
        "doi: 10.1126/science.aar6711",
        "PMCID: PMC1234567",
        "arXiv:2001.01234",
        "Available from: https://example.org/a",
    ],
)
def test_pages_are_not_asked_for_where_a_number_leads_to_the_work(number: str) -> None:
    assert not list(carcite.check(f"{HEAD[:-1]}. {number}", "nlm", select=["PAG005"]))


def test_pages_are_asked_for_of_published_articles_with_a_volume_alone() -> None:
    for entry in (
        "June CH, Lee B. Cells of a kind. Blood. 2018 [Epub ahead of print].",
        "June CH, Lee B. Cells of a kind. Blood. 2018.",
        "June CH, Lee B. Cells of a kind. 2nd ed. New York: Springer; 2018.",
    ):
        assert not list(carcite.check(f"1. {entry}", "nlm", select=["PAG005"]))


def test_the_dash_of_pages_is_told_by_the_style() -> None:
    (one,) = carcite.check(f"{HEAD}1361−1365.", "ama", select=["PAG003"])
    assert one.message.startswith(
        'Write the pages "1361−1365" with the dash of "1361-1365", as AMA'
    )
    assert one.message.endswith(" prints it")


def test_each_range_of_several_is_looked_at() -> None:
    text = f"{HEAD}e12, 10-19, 569-567, 5-5."
    codes = [each.code for each in carcite.check(text, "nlm", select=["PAG001", "PAG006"])]
    assert codes == ["PAG001", "PAG006"]
