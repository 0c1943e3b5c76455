"""The nearest CSL styles: a style is found from a list that it printed, and so are its twins."""

from __future__ import annotations

import time

import pytest
from learning.made_lists import item

import carcite
from carcite.csl import render_bibliography
from carcite.csl.style.stylefiles import find_style
from carcite.learning.build_fingerprints import articles
from carcite.learning.nearest import _groups


def printed(style: str, number: int = 20) -> list[str]:
    entries = render_bibliography([item(place) for place in range(number)], style)
    return [" ".join(each.text.split()) for each in entries]


@pytest.mark.timed
@pytest.mark.parametrize(
    "style",
    [
        *("ieee", "elsevier-vancouver", "american-medical-association", "the-lancet", "nature"),
        *("american-physics-society", "harvard-cite-them-right", "cse-name-year", "radiology"),
    ],
)
def test_a_style_that_printed_the_list_is_among_the_first_three(style: str) -> None:
    lines = printed(style)
    began = time.process_time()
    near = carcite.learn_style("\n".join(lines) + "\n").nearest_csl()
    assert time.process_time() - began < 6, "three seconds on an idle machine"
    assert any(printed(each.name) == lines for each in near)
    assert near[0].matches >= near[-1].matches
    assert all(each.total == 20 for each in near)


def test_the_index_names_styles_that_are_installed_each_once() -> None:
    names = [name for group in _groups() for name in group.names]
    assert len(names) == len(set(names)) > 2700
    assert [name for name in names[::20] if find_style(name) is None] == []


def test_the_made_articles_differ_in_the_number_of_their_authors() -> None:
    counts = [len(each["author"]) for each in articles()]
    assert counts == sorted(set(counts))


def test_a_list_that_no_style_prints_is_not_said_to_be_near() -> None:
    line = "{n}) June|C ## Which cells? ## Blood @ 2018 @ 12{n} @ 13{n}-14{n}"
    text = "\n".join(line.format(n=n) for n in range(1, 12))
    try:
        learnt = carcite.learn_style(text)
    except carcite.UsageError:
        return
    assert all(each.matches == 0 for each in learnt.nearest_csl())
