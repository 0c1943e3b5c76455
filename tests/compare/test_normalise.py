"""From written to meant: journals by their names, family names out of capitals."""

from __future__ import annotations

import pytest

from carcite.compare.normalise import journal_title, meaning
from carcite.reading.entry import read_entry
from carcite.styles.house.profile import JournalForm
from carcite.styles.house.profiles import PROFILES


@pytest.mark.parametrize(
    ("written", "form", "meant"),
    [
        ("The New England Journal of Medicine", "nlm", "N Engl J Med"),
        ("New England Journal of Medicine", "nlm", "N Engl J Med"),
        ("N. Engl. J. Med.", "nlm", "N Engl J Med"),
        ("N Engl J Med", "dotted", "N. Engl. J. Med."),
        ("Science", "nlm", "Science"),
        ("Blood", "nlm", "Blood"),
        ("Plos One", "nlm", "Plos One"),
        ("Journal of Nothing at All", "nlm", "Journal of Nothing at All"),
        ("The Lancet", "any", "The Lancet"),
    ],
)
def test_journal_title(written: str, form: JournalForm, meant: str) -> None:
    assert journal_title(written, form) == meant


def test_one_meaning_in_two_forms() -> None:
    one = read_entry(
        "SMITH J.A., Doe B. A title of some length. N. Engl. J. Med. 2018; 359: 1361–1365"
    )
    two = read_entry("Smith JA, Doe B. A title of some length. N Engl J Med. 2018;359:1361-5.")
    profile = PROFILES["nlm"]
    assert meaning(one.reference, profile) == meaning(two.reference, profile)


def test_another_page_is_another_meaning() -> None:
    one = read_entry("Smith JA. A title of some length. Blood. 2018;359:1361-5.")
    two = read_entry("Smith JA. A title of some length. Blood. 2018;359:1361-6.")
    assert meaning(one.reference, None) != meaning(two.reference, None)
