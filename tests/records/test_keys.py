"""Keys that a reference gives itself."""

from __future__ import annotations

import re

import pytest
from command import CLEAN, carcite

import carcite as library
from carcite.records.keys import name_key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("June CH, Ng A. CAR T cells. Science. 2018;359:1361-5.", "june2018car"),
        ("von Bonin M. The immune system. Gut. 2001;1:1-2.", "vonbonin2001immune"),
        ("O'Connor-Müller RS. A β-cell. Gut. 2001;1:1-2.", "oconnormuller2001cell"),
        ("World Health Organization. Cancer. Geneva: WHO; 2020.", "world2020cancer"),
        ("Иванов ИИ. Статья. Пульмонология. 2012;93(2):5-9.", "ref2012"),
    ],
)
def test_key(text: str, key: str) -> None:
    assert name_key(library.read(text)) == key


def test_a_reference_of_nothing_has_a_key() -> None:
    assert name_key(library.Reference()) == "ref"


def keys(*arguments: object, given: str = "") -> list[str]:
    return re.findall(r"^@\w+\{(.+),$", carcite("parse", *arguments, given=given).out, re.MULTILINE)


def test_keys_are_chosen() -> None:
    named = ["june2016first", "levine2025second", "rejeski2018third"]
    assert keys("--to", "bibtex", given=CLEAN) == named
    assert keys("--to", "bibtex", "--keys", "number", given=CLEAN) == ["1", "2", "3"]
    bib = carcite("parse", "--to", "bibtex", given=CLEAN).out.replace("june2016first", "Mine:1")
    assert keys("--to", "bibtex", "--format", "bibtex", given=bib) == ["Mine:1", *named[1:]]
    again = keys("--to", "bibtex", "--format", "bibtex", "--keys", "name", given=bib)
    assert again == named


def test_two_works_never_share_a_key() -> None:
    twice = f"{CLEAN}4. June CH. A first of others. Gut. 2016;1:1-2.\n"
    assert keys("--to", "bibtex", given=twice)[3] == "june2016first-2"
    references = library.parse(twice)
    assert library.dump(references, "bibtex").count("@article{june2016first-2,") == 1


def test_records_keep_their_ids() -> None:
    bib = "@article{june2018, title={A title}, author={June, C. H.}, year={2018}}"
    done = carcite("render", "--style", "nlm", "--to", "json", "--format", "bibtex", given=bib)
    assert '"id": "june2018"' in done.out
    assert '"id": "june2018"' in carcite("parse", "--format", "bibtex", given=bib).out
