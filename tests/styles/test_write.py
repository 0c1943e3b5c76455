"""What each house prints for one article: the line of its guide, and the cut of its names."""

from __future__ import annotations

import pytest

from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Contributors, Organization, Person
from carcite.model.reference import Reference
from carcite.styles.house.contributors import write_names
from carcite.styles.house.fields import FIELD_NAMES
from carcite.styles.house.profile import NameForm
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.template import compile_template, join
from carcite.styles.house.templates import NLM_TEMPLATES
from carcite.styles.house.write import VancouverStyle

AUTHORS = (
    Person("June", "CH"),
    Person("O'Connor", "RS"),
    Person("Kawalekar", "OU"),
    Person("Ghassemi", "S"),
    Person("Milone", "MC"),
)
ARTICLE = Reference(
    contributors=(Contributors(AUTHORS),),
    title="CAR T cell immunotherapy for human cancer",
    container_title="Science",
    issued=Date(2018, 3, 23),
    volume="359",
    issue="6382",
    pages=(PageRange("1361", "1365"),),
    identifiers=(Identifier("doi", "10.1126/science.aar6711"),),
)
TITLE = "CAR T cell immunotherapy for human cancer. "
FIVE = "June CH, O'Connor RS, Kawalekar OU, Ghassemi S, Milone MC. "
THREE = "June CH, O'Connor RS, Kawalekar OU"
DOI = "10.1126/science.aar6711"
LINES = {
    "nlm": f"{FIVE}{TITLE}Science. 2018 Mar 23;359(6382):1361-5. doi: {DOI}.",
    "ama": f"{FIVE}{TITLE}Science. 2018;359(6382):1361-1365. doi:{DOI}",
    "bmj": f"{THREE}, et al. {TITLE}Science. 2018;359:1361-5. doi: {DOI}",
    "lancet": f"{FIVE}{TITLE}Science 2018; 359: 1361-5.",
    "nejm": f"{FIVE}{TITLE}Science 2018;359(6382):1361-5.",
    "plos": f"{FIVE}{TITLE}Science. 2018;359: 1361–1365. doi:{DOI}",
    "bmc": f"{FIVE}{TITLE}Science. 2018;359:1361–5. https://doi.org/{DOI}.",
    "elsevier": f"{FIVE}{TITLE}Science 2018;359:1361–5. https://doi.org/{DOI}.",
    "thieme": f"{THREE}. et al. {TITLE}Science 2018; 359: 1361-1365. doi:{DOI}",
    "thieme-print": f"{THREE}, et al. {TITLE}Science 2018; 359: 1361–1365. doi:{DOI}",
    "karger": f"{FIVE}{TITLE}Science. 2018 Mar;359(6382):1361–5. doi: {DOI}.",
    "sage": f"{THREE}, et al. {TITLE}Science 2018; 359: 1361–1365. doi: {DOI}.",
    "tandf": f"{THREE}, et al. {TITLE}Science. 2018;359(6382):1361–1365. doi: {DOI}.",
    "nature": "June, C. H., O'Connor, R. S., Kawalekar, O. U., Ghassemi, S. & Milone, M. C. "
    f"{TITLE}Science 359, 1361–1365 (2018).",
    "springer": FIVE.replace(". ", " ") + f"(2018) {TITLE}Science 359(6382):1361–1365. "
    f"https://doi.org/{DOI}",
}


@pytest.mark.parametrize("house", LINES)
def test_the_line_of_a_house(house: str) -> None:
    assert VancouverStyle(PROFILES[house]).write(ARTICLE).text == LINES[house]


def test_every_profile_names_its_guide_and_compiles() -> None:
    for profile in PROFILES.values():
        assert profile.basis, profile.name
        for text in (*profile.templates.values(), *NLM_TEMPLATES.values()):
            assert set(compile_template(text).fields) <= FIELD_NAMES, profile.name


def test_a_final_question_mark_swallows_the_stop() -> None:
    reference = Reference(title="Game changer or stepping stone?", container_title="Blood")
    assert VancouverStyle(PROFILES["nlm"]).write(reference).text == (
        "Game changer or stepping stone? Blood."
    )


def test_article_numbers_organisations_and_supplements() -> None:
    reference = Reference(
        contributors=(Contributors((Person("Moher", "D"), Organization("PRISMA Group"))),),
        title="Reporting guideline",
        container_title="BMJ",
        issued=Date(2009),
        volume="42",
        supplement="Suppl 2",
        pages=(ELocator("b2535"),),
    )
    assert VancouverStyle(PROFILES["nlm"]).write(reference).text == (
        "Moher D; PRISMA Group. Reporting guideline. BMJ. 2009;42 Suppl 2:b2535."
    )


def test_what_is_cut_in_the_source_stays_cut() -> None:
    reference = Reference(contributors=(Contributors(AUTHORS[:3], et_al=True),), title="A title")
    assert VancouverStyle(PROFILES["nlm"]).write(reference).text == (
        "June CH, O'Connor RS, Kawalekar OU, et al. A title."
    )


def test_the_last_name_stands_behind_a_gap() -> None:
    form = NameForm(et_al_min=4, et_al_use_first=2, et_al_use_last=", … ")
    known = (*AUTHORS[:3], Person("Last", "Z"))
    shown = ((known, False), ((*AUTHORS[:2], known[-1]), True), (AUTHORS[:2], True))
    texts = [join(write_names(names, et_al, form)).text for names, et_al in shown]
    assert texts[0] == texts[1] == "June CH, O'Connor RS, … Last Z"
    assert texts[2] == "June CH, O'Connor RS, et al"


@pytest.mark.parametrize("bad", ["{title", "<{title}", "{title}>"])
def test_a_template_with_loose_brackets_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="template"):
        compile_template(bad)
