"""A list without dates of access is read without the pattern of dates, which is long to compile."""

from __future__ import annotations

import pytest

from carcite.reading.parts.access import _compiled, _item

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
    assert _item(plain) is _compiled(True)


@pytest.mark.parametrize(
    "plain",
    ["A review of standards. PMID: 29567707; PMCID: PMC5882485.", "See https://example.org/a."],
)
def test_both_patterns_find_the_same_where_no_date_is_announced(plain: str) -> None:
    assert _item(plain) is _compiled(False)
    found = [(each.span(), each.lastgroup) for each in _compiled(False).finditer(plain)]
    assert found
    assert found == [(each.span(), each.lastgroup) for each in _compiled(True).finditer(plain)]
