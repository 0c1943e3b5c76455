"""The house of a list, from lists that the houses print, and the list that is its own measure."""

from __future__ import annotations

import pytest

from carcite.model.dates import Date
from carcite.model.locators import PageRange
from carcite.model.names import Contributors, Person
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles import detect as detection
from carcite.styles.detect import detect
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.styles.likeness import Observed

TITLES = (
    "Toxicities of chimeric antigen receptor cells: recognition and management",
    "A single dose of rituximab does not deplete cells in lymphoid organs",
    "Long-term outcomes of bariatric surgery in adults",
    "Salvage treatment of primary immune thrombocytopenia",
    "Sepsis biomarkers in intensive care: a prospective cohort study",
)
NAMES = ("June", "Levine", "Rejeski", "Perez", "Schett", "Tian", "Granit", "Benatar")


def references(number: int) -> list[Reference]:
    """Return articles with one to eight authors, all parts given."""
    made = []
    for place in range(number):
        names = tuple(Person(family, "AB") for family in NAMES[: place % 8 + 1])
        made.append(
            Reference(
                contributors=(Contributors(names),),
                title=TITLES[place % len(TITLES)],
                container_title="Lancet Neurol",
                issued=Date(2010 + place % 10, 3),
                volume=str(20 + place),
                issue=str(place % 12 + 1),
                pages=(PageRange(str(110 + place), str(118 + place)),),
            )
        )
    return made


@pytest.mark.parametrize("house", ["nlm", "ama", "bmj", "lancet", "thieme", "plos", "nature"])
def test_a_list_is_known_by_what_it_prints(house: str) -> None:
    style = VancouverStyle(PROFILES[house])
    texts = [style.write(each).text for each in references(16)]
    found = detect([read_entry(text) for text in texts])
    assert found is not None
    assert found.known
    printed = VancouverStyle(PROFILES[found.profile.name])
    assert [printed.write(each).text for each in references(16)] == texts
    assert found.evidence == "16 of 16 entries"


def test_the_stop_of_an_abbreviated_journal_hides_no_house() -> None:
    texts = (
        "June, C. H. & Lee, B. Cells of the lung in fever. J. Virol. 74, 8913–8921 (2000).",
        "Rojas, O. L. & Day, R. Depletion of B cells. Nat. Rev. Genet. 20, 257–272 (2019).",
        "Iba, T. & Ono, K. Management of sepsis. J. Thromb. Haemost. 17, 1989–1994 (2019).",
    )
    found = detect([read_entry(text) for text in texts])
    assert found is not None
    assert (found.profile.name, found.matches) == ("nature", 3)


def test_nothing_read_is_no_style() -> None:
    assert detect([]) is None


@pytest.mark.parametrize("name", [*PROFILES])
@pytest.mark.parametrize("number", [1, 4, 30])
def test_the_profile_found_is_the_nearest_of_all(name: str, number: int) -> None:
    style = VancouverStyle(PROFILES[name])
    texts = [style.write(each).text for each in references(number)]
    texts[::3] = [text.replace(";", "; ").replace("2", "3") for text in texts[::3]]
    parses = [read_entry(text) for text in texts]
    tally = detection.tally_of(parses)
    observed = [Observed(parse) for parse in parses]
    found, exact = detection._nearest(tally, observed)
    nearness = {}
    for profile in PROFILES.values():
        adapted = VancouverStyle(detection.adapt_to(tally, profile, free=False))
        gains = [Observed(parse).gain(adapted) for parse in parses]
        hits = sum(hit for _, hit in gains)
        nearness[profile.name] = (round(sum(gain for gain, _ in gains) + hits, 9), hits)
    assert nearness[found.name] == max(nearness.values())
    assert nearness[found.name][1] == exact


def test_two_forms_that_as_many_ranges_have_are_always_told_in_one_order() -> None:
    """Sets of words are walked otherwise in every process; a list must not be judged by that."""
    texts = [f"June CH. Cells of the lung. Science. 2018;359:2{n}0-{n}4." for n in range(1, 9)]
    tally = detection.tally_of([read_entry(text) for text in texts])
    assert [*tally.pages] == ["minimal-two", "chicago"]
    assert len(set(tally.pages.values())) == 1
