"""Places of publication as evidence for an imprint."""

from __future__ import annotations

import pytest

from carcite.authorities import places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Citing medicine. 2nd ed. Bethesda (MD): NLM; 2007.", "Bethesda (MD)"),
        ("Handbuch. Stuttgart: Thieme; 1998.", "Stuttgart"),
        ("Report. Geneva, Switzerland: World Health Organization; 2019.", "Geneva, Switzerland"),
        ("Report. Nowhere (UK): Some House; 2019.", "Nowhere (UK)"),
        ("A title: with a colon. São Paulo: Atheneu; 2001.", "São Paulo"),
        ("Manual. St. Louis (MO): Mosby; 2002.", "St. Louis (MO)"),
        ("Cells in the town of Basel: Karger; 2002.", "Basel"),
    ],
)
def test_the_place_before_a_publisher(text: str, place: str) -> None:
    span = places.find_place(text)
    assert span is not None
    assert text[slice(*span)] == place


@pytest.mark.parametrize(
    "text",
    ["", "Lupus: a review. Blood 2020;1:2.", "2018;359: 1361", "London", "Oxford (see below)"],
)
def test_other_colons_are_no_imprint(text: str) -> None:
    assert places.find_place(text) is None


@pytest.mark.timed
def test_time_grows_with_length_only() -> None:
    from time import process_time

    def seconds(count: int) -> float:
        start = process_time()
        places.find_place("A b c d (" * count)
        return process_time() - start

    small = min(seconds(1_000) for _ in range(3))
    assert min(seconds(10_000) for _ in range(3)) < 60 * max(small, 1e-3)
