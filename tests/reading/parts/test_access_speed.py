"""A list without dates of access is read without the pattern of dates, which is long to compile."""

from __future__ import annotations

import pytest

from carcite.reading.parts.access_items import _compiled, item_of

DATED = (
    "Available from: https://example.org/ [cited 2023 Jan 5].",
    "https://example.org/ (accessed 5 January 2023).",
    "Zugriff am 5. Januar 2023. https://example.org/",
    "[Internet]. Stand: 5. Mai 2021. https://example.org/",
    "[updated 2022 Mar 3; cited 2023 Jan 5]. PMID: 12345678",
    "Epub 2018 Mar 22. PMID: 29567707.",
    "Retrieved 5 January 2023 from: https://example.org/",
    "Science. Published 2018 Mar 3. doi",
    "Preprint posted online May 3, 2020. https://example.org/",
    "Atualizado em 3 mar 2020. https://example.org/",
)


@pytest.mark.parametrize("plain", DATED)
def test_a_date_in_a_note_is_looked_for(plain: str) -> None:
    assert item_of(plain, 0) is _compiled(dated=True, worded=True)


@pytest.mark.parametrize(
    ("plain", "worded"),
    [
        ("A review of standards. PMID: 29567707; PMCID: PMC5882485.", False),
        ("See https://example.org/a.", False),
        ("Blood. 2018;12:3 [doi] 4. ISSN 1234-567X.", False),
        ("Lancet. In press. PMID: 29567707.", True),
        ("Available at: https://example.org/a.", True),
        ("Science 359:1 CAS PubMed Google Scholar", True),
        ("Science. 2018;359:1 [PubMed]", True),
    ],
)
def test_all_patterns_find_the_same_where_a_shorter_one_is_taken(
    plain: str, *, worded: bool
) -> None:
    form = item_of(plain, 0)
    assert form is _compiled(dated=False, worded=worded)
    found = [(each.span(), each.lastgroup) for each in form.finditer(plain)]
    assert found
    whole = _compiled(dated=True, worded=True)
    assert found == [(each.span(), each.lastgroup) for each in whole.finditer(plain)]


@pytest.mark.parametrize("plain", ["A systematic review and view.", "In casual use of the DOI."])
def test_no_pattern_is_asked_where_a_title_has_the_words_alone(plain: str) -> None:
    assert item_of(plain, 0) is None
    assert _compiled(dated=True, worded=True).search(plain) is None
