"""Entries whose authors are dashes: a list in the Chicago Manual's form."""

from __future__ import annotations

import pytest

import carcite

FIRST = "Smith, John A., and Mary Bell. 2010. Heat on Wards. Oxford: Oxford University Press."
OTHERS = (
    "{0}. 2012. “Sleep on Wards.” Journal of Medicine 12 (3): 45–67.\n"
    "{0}, eds. 2014. Handbook of Sleep. Cambridge: MIT Press.\n"
    "Young, Ann. 2011. “Noise on Wards.” Journal of Medicine 11 (3): 45–67.\n"
)


@pytest.mark.parametrize("dashes", ["———", "---", "___", "⸻", "— — —"])
@pytest.mark.parametrize("style", ["auto", "chicago-author-date"])
def test_dashes_stand_for_the_authors_of_the_work_before(dashes: str, style: str) -> None:
    text = f"References\n\n{FIRST}\n{OTHERS.format(dashes)}"
    first, second, third, fourth = carcite.parse(text, style=style)
    assert len(first.contributors[0].names) == 2
    assert second.contributors == first.contributors
    assert second.title == "Sleep on Wards"
    assert third.contributors[0].names == first.contributors[0].names
    assert (third.contributors[0].role, third.title) == ("editor", "Handbook of Sleep")
    assert fourth.contributors[0].names[0].family == "Young"


def test_a_fix_leaves_the_dashes_and_mends_the_rest() -> None:
    text = f"References\n\n{FIRST}\n{OTHERS.format('———')}".replace("45–67", "45-67", 1)
    fixed = carcite.fix(text, style="chicago-author-date").text
    assert fixed == text.replace("45-67", "45–67")


def test_dashes_without_a_work_before_are_no_names() -> None:
    (read,) = carcite.parse("———. 2012. “Sleep.” Journal of Medicine 12 (3): 45–67.")
    assert not read.contributors
    assert read.title == "Sleep"
