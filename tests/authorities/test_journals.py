"""Journals by title, abbreviation and ISSN, from the packaged table and the user's own."""

from __future__ import annotations

import pytest

from carcite.authorities import journals

PROBES = {
    "Science": "Science",
    "Blood": "Blood",
    "Med": "Med",
    "BMJ": "BMJ",
    "PLOS ONE": "PLoS One",
    "PLoS One": "PLoS One",
    "Z Rheumatol": "Z Rheumatol",
    "Dtsch Med Wochenschr": "Dtsch Med Wochenschr",
    "Deutsche Medizinische Wochenschrift": "Dtsch Med Wochenschr",
    "Lancet Neurol": "Lancet Neurol",
    "The Lancet Neurology": "Lancet Neurol",
    "The Lancet": "Lancet",
    "The New England Journal of Medicine": "N Engl J Med",
    "N. Engl. J. Med.": "N Engl J Med",
    "N.Engl.J.Med.": "N Engl J Med",
    "Proc Natl Acad Sci USA": "Proc Natl Acad Sci U S A",
    "Annals of the Rheumatic Diseases": "Ann Rheum Dis",
    "Arthritis and Rheumatology": "Arthritis Rheumatol",
    "Rheumatology (Oxford)": "Rheumatology (Oxford)",
    "Deutsches Ärzteblatt International": "Dtsch Arztebl Int",
    "Zeitschrift für Rheumatologie": "Z Rheumatol",
    "The Cochrane Database of Systematic Reviews": "Cochrane Database Syst Rev",
    "0028-4793": "N Engl J Med",
    "JAMA": "JAMA",
    "Gut": "Gut",
    "PNAS": "Proc Natl Acad Sci U S A",
    "Lancet [Internet]": "Lancet",
    "Science (New York, NY)": "Science",
    "Ann. NY Acad. Sci.": "Ann N Y Acad Sci",
    "Aktuelle Rheumatologie": "Akt Rheumatol",
    "Tumor Biology: the journal of a society": "Tumour Biol",
}


@pytest.mark.parametrize(("text", "abbreviation"), PROBES.items())
def test_probes(text: str, abbreviation: str) -> None:
    assert [journal.abbreviation for journal in journals.find(text)] == [abbreviation]
    assert journals.known(text)
    assert journals.known(text.upper())


def test_a_section_behind_a_colon_is_another_journal() -> None:
    assert journals.find("Journal of Polymer Science: Polymer Letters Edition") == ()


@pytest.mark.parametrize("text", ["", ".", "The", "Journal of Things", "J Thin", "\ud800", "9" * 9])
def test_other_text_is_no_journal(text: str) -> None:
    assert journals.find(text) == ()
    assert not journals.known(text)


def test_a_name_that_two_journals_bear_gives_both() -> None:
    found = journals.find("Folia biologica")
    assert {journal.abbreviation for journal in found} == {
        "Folia Biol (Krakow)",
        "Folia Biol (Praha)",
    }


def test_a_name_of_its_own_hides_the_shortened_names_of_others() -> None:
    assert [journal.abbreviation for journal in journals.find("Infectious diseases of poverty")]
    assert [journal.abbreviation for journal in journals.find("Acta Ophthalmol")] == [
        "Acta Ophthalmol"
    ]


def test_a_ceased_journal_does_not_hide_its_heir() -> None:
    found = journals.find("Canadian Medical Association Journal")
    assert [(row.abbreviation, row.end_year) for row in found] == [
        ("Can Med Assoc J", 1984),
        ("CMAJ", None),
    ]


def test_near_suggests_the_journal_that_a_slip_meant() -> None:
    assert journals.near("N Eng J Medic")[0].abbreviation == "N Engl J Med"
    assert journals.near("Journal of Cinical Investigation")[0].abbreviation == "J Clin Invest"
    assert journals.near("Handbuch der Unbekannten Dinge") == ()
    assert len(journals.near("J Clin Med", limit=2)) <= 2


@pytest.mark.parametrize(
    "text",
    [
        "N Eng J Med",
        "Signal Transduct Traget Ther",
        "Journal of Cinical Investigaton",
        "Journal of Clinical Invest igation",
        "Internationaljournalofcancer",
    ],
)
def test_a_name_that_a_slip_made_may_be_one(text: str) -> None:
    assert journals.may_be_slip(text)


@pytest.mark.parametrize("text", ["Handbuch der Unbekannten Dinge", "Revista de Coisas Perdidas"])
def test_a_name_near_to_none_is_no_slip(text: str) -> None:
    assert not journals.may_be_slip(text)
