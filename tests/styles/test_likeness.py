"""What houses print alike is printed once, and comes as near to an entry as when printed alone."""

from __future__ import annotations

from collections import Counter

import pytest

from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles.house.fields import Fields, way_of
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.styles.likeness import Observed, _joints, _without_own_stop
from carcite.text.chars import fold

ENTRIES = (
    "June CH, O'Connor RS, Kawalekar OU. CAR T cells at work. Science. 2018;359(6382):1361-5.",
    "June, C. H. & Lee, B. Cells of the lung in fever. J. Virol. 74, 8913–8921 (2000).",
    "June CH, Lee B, Vos R, Tian A, Perez J, Benatar S, et al. Why? J Virol 2000; 74 Suppl 2: 8.",
    "June C H, Lee B (2018) Cells. J Virol 74:8913–8921. https://doi.org/10.1000/182",
    "World Health Organization. Cells of the lung. Lancet Neurol. 2010 Mar;20(2):e12.",
    "Cells of the lung. Lancet. 2010;20:110-118. doi: 10.1000/182. PMID: 29567707.",
    "O`Connor RS, Müller B. Cells “at work”. Lancet. 2010;20:110–8.",
    "Lee B. Cells. In: June CH, Vos R, editors. The lung. 2nd ed. London: Arnold; 2018. p. 1-5.",
    "Lee B, editor. The lung. 2nd ed. London: Arnold; 2018.",
    "Lee B. Cells of the lung [Internet]. Geneva: WHO; 2018 [cited 2019 Mar 5]. "
    "Available from: https://www.who.int/lung",
)


@pytest.mark.parametrize("text", ENTRIES)
def test_houses_that_share_what_is_printed_come_as_near_as_each_alone(text: str) -> None:
    parse = read_entry(text)
    shared = Observed(parse)
    for profile in PROFILES.values():
        style = VancouverStyle(profile)
        near, exact = shared.gain(style)
        assert (near, exact) == pytest.approx(_alone(text, style)), profile.name


def _alone(text: str, style: VancouverStyle) -> tuple[float, bool]:
    """Return the same from what the style writes as a whole."""
    parse = read_entry(text)
    observed, printed = map(_without_own_stop, (parse.layout, style.write(parse.reference)))
    group = parse.reference.group()
    cut = group is not None and group.et_al
    fits = not cut or len(group.names) == style.profile.names.et_al_use_first  # type: ignore[union-attr]
    if fits and fold(observed.text).split() == fold(printed.text).split():
        return 1, True
    mine, theirs = Counter(_joints(observed)), Counter(_joints(printed))
    total = max(mine.total(), theirs.total())
    return (mine & theirs).total() / total - (0 if fits else 0.1), False


def test_a_field_that_a_reference_lacks_prints_nothing() -> None:
    for reference in (Reference(), *(read_entry(text).reference for text in ENTRIES)):
        printed = Fields(reference)
        for name in printed.absent:
            for profile in PROFILES.values():
                assert printed.print(way_of(name, profile)) == (), name
