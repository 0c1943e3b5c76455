"""A style from a list that it printed: the keys, how sure they are, and what stays open."""

from __future__ import annotations

from dataclasses import replace

import pytest
from learning.made_lists import item, printed

import carcite
from carcite.csl import render_bibliography
from carcite.errors import UnreadableError, UsageError
from carcite.learning.learnt import Learnt, summary, untold
from carcite.learning.observe import _FIELDS
from carcite.model.document import Document
from carcite.model.parse import Parse
from carcite.styles.house.fields import FIELD_NAMES
from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.profiles import PROFILES, read_profile
from carcite.styles.house.write import VancouverStyle


def learnt(lines: list[str]) -> Learnt:
    return carcite.learn_style("\n".join(lines) + "\n")


@pytest.mark.parametrize("house", list(PROFILES))
def test_a_house_is_learnt_from_its_own_list(house: str) -> None:
    lines = printed(house, 20)
    found = learnt(lines)
    assert found.matches >= 19
    again = [each.text for each in _render(found, lines)]
    assert sum(a == b for a, b in zip(again, lines, strict=True)) >= 19
    assert not [key for key in found.differs if not key.startswith("names.")]


def _render(found: Learnt, lines: list[str]) -> list[carcite.printing.Printed]:  # type: ignore[name-defined]
    from carcite.printing import print_references

    references = carcite.parse("\n".join(lines) + "\n")
    return print_references([("", each) for each in references], found.style)


@pytest.mark.parametrize("house", list(PROFILES))
def test_what_is_learnt_prints_other_articles_of_the_house(house: str) -> None:
    found = learnt(printed(house, 27))
    style = VancouverStyle(PROFILES[house])
    assert printed(found.style, 9, start=40) == printed(style, 9, start=40)


def test_the_file_is_read_back_as_the_style() -> None:
    house = PROFILES["lancet"]
    own = VancouverStyle(
        replace(house, pages="full", names=replace(house.names, initials="dotted"))
    )
    found = learnt(printed(own, 20))
    assert found.house.name == "lancet"
    assert set(found.differs) == {"pages", "names.initials"}
    read = read_profile(found.toml, "journal.toml")
    assert replace(read, title="", basis="", name="") == replace(
        found.profile, title="", basis="", name=""
    )


def test_the_list_is_read_once_more_by_what_was_learnt() -> None:
    """A stop that the house does not set behind journals is the journal's own."""
    lines = printed("lancet", 14)
    odd = "June CH, Levine BL, Rejeski J-P. On rest, after a night. Fell Stud. 2006; 23: 1211-9."
    assert carcite.read(odd).container_title == "Fell Stud"
    found = learnt([*lines, f"15. {odd}"])
    assert (found.matches, found.by_itself) == (15, 1)
    assert found.parses[-1].reference.container_title == "Fell Stud."
    said = "It read the list once more itself, and so explains 1 entry more"
    assert said in list(summary(found))
    assert learnt(lines).by_itself == 0


STRANGE = Profile(
    "strange",
    "strange",
    "",
    names=NameForm(
        initials="spaced",
        order="first-inverted",
        inversion=", ",
        delimiter="; ",
        last_delimiter="; and ",
        pair_delimiter=" and ",
        et_al=("; ", "and others"),
        et_al_min=8,
        et_al_use_first=5,
    ),
    templates={
        "article-journal": "<{authors}>< ({date}). ><‘{title},’ ><{container}><, vol. {volume}>"
        "<, no. {issue}><, pp. {pages}>< | {doi}>"
    },
    pages="minimal-two",
    dashes="–",
    date="year",
    doi=("https://doi.org/",),
    label="({})",
)


def test_a_style_of_no_house_is_learnt() -> None:
    lines = printed(VancouverStyle(STRANGE), 27)
    found = learnt(lines)
    assert found.matches >= 25
    names = found.profile.names
    assert (names.initials, names.order, names.pair_delimiter) == (
        "spaced", "first-inverted", " and ",
    )  # fmt: skip
    assert found.profile.label == "({})"


def test_capitals_gaps_and_marks_around_a_doi_are_learnt() -> None:
    names = replace(
        STRANGE.names, family_case="upper", et_al_min=6, et_al_use_first=4, et_al_use_last="; … "
    )
    template = (
        "<{authors}. ><{date}. ><{title}. ><{container}>< {volume}><: {pages}. ><\\<{doi}\\> .>"
    )
    own = replace(STRANGE, names=names, templates={"article-journal": template}, stop=True)
    lines = printed(VancouverStyle(own), 27)
    assert any("; … " in line and line.endswith("> .") for line in lines)
    found = learnt(lines)
    assert found.matches >= 25
    assert found.profile.names.family_case == "upper"
    assert found.profile.names.et_al_use_last == "; … "
    assert read_profile(found.toml, "j.toml").templates == found.profile.templates


def test_keys_say_how_sure_they_are() -> None:
    lines = printed("nlm", 20)
    lines[3] = lines[3].replace("1211-9", "1211-1219")
    told = {each.key: each for each in learnt(lines).told}
    assert told["pages"].value == "minimal"
    assert (told["pages"].against, told["pages"].told) == (1, 19)


def test_what_a_list_cannot_tell_is_named() -> None:
    lines = [line for line in printed("nlm", 40) if "et al" not in line and "doi" not in line]
    found = learnt(lines)
    reasons = "\n".join(untold(found))
    assert 'names.et-al: never more than 6 names, and no "et al"' in reasons
    assert "doi: no DOI" in reasons
    assert "no book" in reasons
    assert "names.et-al" in found.toml


def test_three_entries_leave_much_open() -> None:
    found = learnt(printed("lancet", 3))
    assert "Not sure: 3 entries leave much open" in found.toml


@pytest.mark.parametrize("interleaved", [False, True])
def test_a_list_in_two_styles_is_called_so(interleaved: bool) -> None:
    one, two = printed("plos", 12), printed("nature", 8, start=20)
    one = [line.partition(" ")[2] for line in one]
    two = [line.partition(" ")[2] for line in two]
    lines = [*one, *two]
    wanted = tuple(range(13, 21))
    if interleaved:
        lines = [line for pair in zip(one[:8], two, strict=True) for line in pair] + one[8:]
        wanted = tuple(range(2, 17, 2))
    found = learnt(lines)
    assert found.house.name == "plos"
    assert found.others == wanted
    assert "in two styles" in found.toml


@pytest.mark.parametrize("text", ["", "   \n", "Just a sentence that is no reference at all."])
def test_a_text_without_a_list_is_refused_in_a_line(text: str) -> None:
    with pytest.raises(UsageError, match="cannot"):
        carcite.learn_style(text)


def test_of_a_long_list_a_few_entries_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line.partition(" ")[2] for line in printed("lancet", 20)] * 12
    lines[24] = "A. B. C. D. " * 2000
    asked: list[int] = []
    real = carcite.samples.read_document  # type: ignore[attr-defined]

    def count(document: Document) -> list[tuple[Parse, ...]]:
        lists = list(real(document))
        asked.append(sum(map(len, lists)))
        return lists

    monkeypatch.setattr("carcite.samples.read_document", count)
    found = learnt([f"{n}. {line}" for n, line in enumerate(lines, 1)])
    assert asked == [59]
    assert (found.size, found.total, found.matches) == (240, 59, 59)
    assert "Learnt from 59 entries of 240;" in found.toml


def test_a_path_is_no_list() -> None:
    with pytest.raises(UsageError, match="learn_style_file"):
        carcite.learn_style("list.txt")
    with pytest.raises(UnreadableError, match="no such file"):
        carcite.learn_style_file("missing.txt")


def test_nonsense_gives_no_traceback() -> None:
    lines = ["{<>}{{ 12; ()", "::: & and et al, 19", "…" * 500, "A. B. C. D." * 300] * 5
    with pytest.raises(UsageError, match=r"cannot be (told|learnt)"):
        learnt(lines)


def test_every_field_that_is_seen_can_be_printed() -> None:
    fields = set(_FIELDS.values()) | {"authors", "editors", "translators", "date"}
    fields |= {"accessed", "epub", "updated", "event-date"}
    assert fields <= FIELD_NAMES


def test_months_at_a_place_of_their_own_are_learnt() -> None:
    template = "<{authors}, ><“{title},” ><{container}, ><vol. {volume}, ><pp. {pages}, >"
    template += "<<{month} >{year}>"
    own = replace(
        PROFILES["nlm"], months="dotted", templates={"article-journal": template}, pages="full"
    )
    lines = printed(VancouverStyle(replace(own, csl="")), 20)
    found = learnt(lines)
    assert found.profile.months == "dotted"
    assert found.matches == 20


SPANISH = "revista-noesis"


def in_csl(style: str, number: int) -> list[str]:
    """Return so many articles as a CSL style prints them, their blanks as a text has them."""
    items = [item(place) for place in range(number)]
    for place, each in enumerate(items):
        each["author"] = [{"family": f"{chr(65 + place)}olm", "given": "A."}, *each["author"]]
    return [" ".join(each.text.split()) for each in render_bibliography(items, style)]


@pytest.mark.parametrize("style", [SPANISH, "urbani-izziv"])
def test_a_list_that_the_reader_misreads_is_read_by_the_style_that_printed_it(style: str) -> None:
    lines = in_csl(style, 20)
    plainly = carcite.parse("\n".join(lines) + "\n")
    found = learnt(lines)
    families = [[each.family for each in parse.reference.authors] for parse in found.parses]
    assert [[each.family for each in reference.authors] for reference in plainly] != families or (
        not all(reference.volume for reference in plainly)
    )
    assert all(parse.reference.volume for parse in found.parses)
    assert found.matches >= 19


def test_no_style_is_asked_where_the_reader_is_sure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carcite.learning.learn.likeliest", lambda *_: pytest.fail("asked"))
    assert learnt(printed("nlm", 20)).matches == 20
