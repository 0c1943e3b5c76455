"""The mapping between references and CSL-JSON, there and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carcite.csl import render_bibliography
from carcite.csl.items import from_csl, to_csl, with_others
from carcite.csl.record import Record
from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.locators import ELocator, Literal, PageRange
from carcite.model.names import Contributors, Organization, Person
from carcite.model.reference import Reference

WORD = st.text("abcXYZé", min_size=1, max_size=8)
PERSONS = st.builds(
    Person,
    WORD,
    st.sampled_from(["A", "AB", "J-P", "YuA"]),
    particle=st.sampled_from(["", "von", "de la"]),
    suffix=st.sampled_from(["", "Jr"]),
)
GROUPS = st.builds(
    Contributors,
    st.lists(st.one_of(PERSONS, st.builds(Organization, WORD)), min_size=1, max_size=3).map(tuple),
    et_al=st.booleans(),
)
DATES = st.builds(
    Date, st.integers(1500, 2099), st.one_of(st.none(), st.integers(1, 12)), circa=st.booleans()
)
PAGES = st.lists(
    st.one_of(
        st.sampled_from([("1", "9"), ("S93", "S99"), ("550.e2", "558.e2")]).map(
            lambda ends: PageRange(*ends)
        ),
        st.builds(ELocator, st.sampled_from(["e12", "5"])),
    ),
    max_size=2,
).map(tuple)


@given(
    st.builds(
        Reference,
        title=WORD,
        container_title=st.one_of(st.just(""), WORD),
        contributors=GROUPS.map(lambda group: (group,)),
        issued=st.one_of(st.none(), DATES),
        epub=st.one_of(st.none(), DATES),
        volume=st.sampled_from(["", "12"]),
        issue=st.sampled_from(["", "3"]),
        supplement=st.sampled_from(["", "Suppl 2"]),
        part=st.sampled_from(["", "Pt 1"]),
        pages=PAGES,
        identifiers=st.sampled_from(
            [
                (),
                (Identifier("doi", "10.1/x"), Identifier("pmid", "1"), Identifier("trial", "NCT1")),
            ]
        ),
        unread=st.sampled_from([(), ("in press as of",)]),
        note=st.sampled_from(["", "Erratum in: x"]),
    )
)
@settings(max_examples=300, deadline=None)
def test_there_and_back(reference: Reference) -> None:
    assert from_csl(to_csl(reference, id="x")) == reference


def test_supplement_joins_the_issue() -> None:
    assert to_csl(Reference(issue="12", supplement="Suppl 7"))["issue"] == "12 Suppl 7"


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"author": "x", "issued": 3, "custom": [], "page": None},
        {"author": [None, 3, {"given": "A"}], "issued": {"date-parts": [["x"]]}, "title": ["a"]},
        {"issued": {"date-parts": [[]]}, "custom": {"identifiers": [1], "et-al": 3}},
        {"issued": {"date-parts": [[2001, 3], [2002]]}, "page": "1–3, e5", "volume": 3},
    ],
)
def test_odd_items_raise_nothing(item: dict[str, Any]) -> None:
    assert isinstance(from_csl(item), Reference)


def test_given_names_and_initials() -> None:
    item = {"author": [{"family": "June", "given": "Carl H."}, {"family": "Li", "given": "J.-P."}]}
    carl, li = from_csl(item).names()
    assert (carl, li) == (Person("June", given="Carl H."), Person("Li", "J-P"))


def test_a_cut_list_is_marked_for_other_tools_and_read_back() -> None:
    people = (Person("June", "CH"), Person("Ng", "A"))
    cut = Reference(title="T", contributors=(Contributors(people, et_al=True),))
    item = with_others(to_csl(cut, id="1"))
    assert item["author"][-1] == {"literal": "others"}
    assert from_csl(item) == cut
    assert from_csl({k: v for k, v in item.items() if k != "custom"}) == cut
    whole = to_csl(Reference(title="T", contributors=(Contributors(people),)), id="1")
    assert with_others(whole) == whole
    for style in ("vancouver", "apa"):
        (entry,) = render_bibliography([{k: v for k, v in item.items() if k != "custom"}], style)
        assert "et al" in entry.text
        assert "others" not in entry.text


@pytest.mark.parametrize(
    ("issued", "date"),
    [
        ("2018", Date(2018)),
        (2018, Date(2018)),
        ("2018-03-04", Date(2018, 3, 4)),
        ({"raw": "Spring 2018"}, Date(2018, season=1)),
        ({"raw": "2018-03/2019-04"}, Date(2018, 3, end_year=2019, end_month=4)),
        ({"edtf": "2018-21"}, Date(2018, season=1)),
        ({"date-parts": [["2018", "Mar"]]}, Date(2018)),
        ({"date-parts": [[2018, float("inf")]]}, Date(2018)),
        ({"date-parts": [[float("inf")]]}, Literal("inf")),
        ({"date-parts": [["2018-05"], [None]]}, Date(2018, 5)),
        ({"date-parts": [["in press"]]}, Literal("in press")),
        ({"date-parts": [[None], []]}, None),
        ({"raw": "in press"}, Literal("in press")),
        ({"raw": "0000"}, Literal("0000")),
        (True, None),
    ],
)
def test_dates_are_read_as_items_give_them(issued: object, date: Date | Literal | None) -> None:
    assert from_csl({"id": "a", "type": "book", "issued": issued}).issued == date


@pytest.mark.parametrize(
    ("families", "told"),
    [(("Ng", "Lee"), False), (("Ng", "Ng"), True), (("van Dam", "Dam"), True), (("Ng", ""), True)],
)
def test_namesakes_of_one_item_are_seen(families: tuple[str, ...], told: bool) -> None:
    names = [{"family": family, "given": "K."} for family in families]
    record = Record({"id": "a", "type": "book", "author": names[:1], "editor": names[1:]}, 0)
    assert record.has_namesakes() is told
