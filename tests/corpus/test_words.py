"""Titles, names and pages as they are compared: what is one, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carcite.corpus.compare_names import other_persons, same_family
from carcite.corpus.compare_titles import SAME, agreement
from carcite.corpus.identity import same_work
from carcite.corpus.record import Record, expand_pages
from carcite.corpus.words import page_key, same_journal
from carcite.model.names import Person


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("Stageing of the ageing brain", "Staging of the aging brain", True),
        ("Linkage analysis of diagnoses", "Linkage analyses of diagnosis", True),
        (
            "Effects of GSK-3? overexpression in mice",
            "Effects of GSK-3beta overexpression in mice",
            True,
        ),
        ("Effects of \ufffd blockade in old mice", "Effects of alpha blockade in old mice", True),
        ("Clinicalcourseandoutcomes of fever", "Clinical course and outcomes of fever", True),
        ("J. Deep sleep of sailors", "Deep sleep of sailors", True),
        (
            "Salt in the soup of old sailors and their friends",
            "Food and the sea. Salt in the soup of old sailors and their friends",
            True,
        ),
        (
            "Salt in the soup of old sailors and their friends",
            "Pepper and salt in the soup of old sailors and their friends",
            False,
        ),
        (
            "Livak KJ Salt in the soup of old sailors and their friends",
            "Salt in the soup of old sailors and their friends",
            True,
        ),
        (
            "Salt in the soup of old sailors and their friends",
            "ACMG Quality Assurance Committee Salt in the soup of old sailors and their friends",
            True,
        ),
        (
            "Salt in the soup of old sailors and their friends",
            "Guidelines for the use of salt in the soup of old sailors and their friends",
            False,
        ),
        (
            '"Salt in the soup of old sailors and their friends," Appl',
            "Salt in the soup of old sailors and their friends",
            True,
        ),
        (
            "RK Smith, T Bo-Jones, Salt in the soup of old sailors and their friends",
            "Salt in the soup of old sailors and their friends",
            True,
        ),
        ("Is it safe? Trials of salt", "Is it safe: new trials of salt", False),
        ("E. coli in the soil of farms", "B. coli in the soil of farms", False),
        (
            "Effects of GSK-3 overexpression in mice",
            "Effects of GSK-5 overexpression in mice",
            False,
        ),
    ],
)
def test_titles(one: str, two: str, same: bool) -> None:
    assert (agreement(one, two) == SAME) is same


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("van de Wiel", "Wiel", True),
        ("Lopez", "Lopez Garcia", True),
        ("Aldermann-Özil", "Aldermann- Ã–zil", True),
        ("Es Tinay", "El Tinay", False),
        ("vao Wiel", "van Wiel", False),
    ],
)
def test_family_names(one: str, two: str, same: bool) -> None:
    assert same_family(one, two) is same


def people(*names: str) -> list[Person]:
    return [Person(*each.rsplit(" ", 1)) for each in names]


def test_one_name_turned_about_among_others_that_agree_is_the_same() -> None:
    stated = people("Young MD", "Wakefield MJ", "Oshlack A")
    assert not other_persons(stated, people("Young M", "Wakefield M", "Alicia O"), elided=False)
    assert other_persons(stated, people("Young M", "Wakefield M", "Oslack A"), elided=False)
    assert other_persons(people("Oshlack A"), people("Alicia O"), elided=False)


def test_a_body_cut_down_to_initials_is_no_person_of_the_list() -> None:
    rest = people("Horby P", "Mafham M")
    assert not other_persons([*people("RECOVERY CG"), *rest], rest, elided=False)
    assert other_persons([*people("Bell JG"), *rest], rest, elided=False)


def test_a_last_name_behind_an_ellipsis_may_be_behind_the_end_of_a_list_of_ten() -> None:
    ten = people(*(f"{letter}bt A" for letter in "ABCDEFGHIJ"))
    stated = [*ten[:6], *people("Zhu Y")]
    assert not other_persons(stated, ten, elided=True)
    assert other_persons(stated, ten, elided=False)
    assert other_persons(stated, ten[:9], elided=True)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("NatureProtocols", "Nat. Protoc.", True),
        ("J Clin Oncol", "A Phase II Trial. J Clin Oncol Off J Soc", True),
        ("Value Health", "Value Health J Int Soc Outcomes Res", True),
        ("Kidney Int", "Kidney Int Suppl", True),
        ("Chin Med", "Chin Med J (Engl)", False),
        ("Cancer Res", "Clin Cancer Res", False),
        ("Opin. Plant Biol", "Curr. Opin. Plant Biol.", True),
        ("Proteomics", "J Proteomics", False),
        ("Lancet", "Lancet Oncol", False),
        ("Structural Equation Modeling", "Struct. Equ. Modeling", True),
        ("J Clin Invest", "J Clin Oncol", False),
    ],
)
def test_journals(one: str, two: str, same: bool | None) -> None:
    assert same_journal(one, two) is same


def test_two_corrections_on_one_page_are_two_works() -> None:
    one = Record("90000031", title="Correction to Lancet 2021", first_page="e55", kind="notice")
    assert not same_work(one, replace(one, pmid="90000032"))
    assert same_work(one, replace(one, pmid=""))


def test_a_period_behind_an_article_number_is_none_of_it() -> None:
    assert page_key("e20.") == page_key("20")


def test_a_last_page_is_written_out_behind_its_letter() -> None:
    assert expand_pages("W191-W8") == ("W191", "W198")
    assert expand_pages("D1153-D1163") == ("D1153", "D1163")
