"""Records of formats with fields: facts are checked, form is not theirs to answer for."""

from __future__ import annotations

import pytest

from carcite.checking.check import Choice, check_document
from carcite.loading import load_document
from carcite.rules.catalogue import all_rules

BIB = r"""
@article{june,
  author = {June, Carl H. and M{\"u}ller, Fabian and van der Berg, A.},
  title = {{CAR} {T} cell immunotherapy -- a {\&} b...},
  journal = {Sience},
  volume = {359},
  pages = {1365--1361},
  doi = {10.1126/science.aar6711},
  issn = {0028-4794},
  url = {https://www.science.org/doi/10.1126/science.aar6711},
  year = {2081}
}
@article{again,
  author = {June, Carl H.},
  title = {CAR T cell immunotherapy},
  journal = {Science},
  doi = {10.1126/SCIENCE.AAR6711},
  year = {2018}
}
"""


def codes(text: str) -> list[str]:
    document = load_document(text.encode(), "refs.bib")
    report = check_document(document, Choice(frozenset(all_rules()), 2026))
    return sorted(each.code for each in report.diagnostics)


def test_facts_of_records_are_checked() -> None:
    assert {"PAG001", "DAT002", "IDN003", "LST002"} <= set(codes(BIB))


@pytest.mark.parametrize("family", ["AUT", "TTL", "JNL", "VOL", "PUN", "TYP", "PRS", "CIT"])
def test_form_of_records_is_not(family: str) -> None:
    assert not [each for each in codes(BIB) if each.startswith(family)]
    assert not {"LST004", "LST005", "DOI006", "PAG005", "DAT005"} & set(codes(BIB))
