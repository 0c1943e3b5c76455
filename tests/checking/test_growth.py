"""Work grows as what is given: lists to mend, ranges of an entry, marks of a title, equal names."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

import carcite
from carcite.csl.document.citation import render_citations
from carcite.lists.find import find_lists
from carcite.styles.catalogue import find_style

BIT = "Study {n} of ageing cells and their names at work"


def seconds(work: Callable[[], object]) -> float:
    best = 99.0
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def listed(many: int) -> str:
    return "References\n\n" + "".join(
        f"{n}. Smith{chr(97 + n % 26)} A.B., Lee C. {BIT.format(n=n)}. Blood {1950 + n % 70}; "
        f"{n}: {n + 100}-{n + 109}\n"
        for n in range(1, many + 1)
    )


@pytest.mark.timed
@pytest.mark.parametrize("style", ["nlm", "auto"])
def test_a_mending_grows_with_the_list(style: str) -> None:
    carcite.fix(listed(5), style)
    small = seconds(lambda: carcite.fix(listed(60), style))
    # Eight times the entries: edits compared with all edits would take 64 times as long.
    assert seconds(lambda: carcite.fix(listed(480), style)) < 25 * small


@pytest.mark.timed
@pytest.mark.parametrize("style", ["nlm", "auto"])
@pytest.mark.parametrize(
    ("unit", "few", "many"),
    [
        (", {n}-{n}9", 60, 480),  # Ranges of pages.
        (", Jane{n} Ann Doe", 60, 480),  # Full given names.
    ],
)
def test_an_entry_grows_with_its_parts(unit: str, few: int, many: int, style: str) -> None:
    def work(number: int) -> None:
        parts = "".join(unit.format(n=n) for n in range(100, 100 + number))
        names, pages = ("", parts) if "-" in unit else (parts, "")
        carcite.check(
            f"1. Lee Bo, Doe Jane{names}. A title of it. Blood. 2018;1:1-9{pages}.\n"
            "2. Lee B. A title of another. Blood. 2019;2:3-9.\n",
            style,
        )

    work(5)
    small = seconds(lambda: work(few))
    assert seconds(lambda: work(many)) < 40 * max(small, 0.005)


@pytest.mark.timed
@pytest.mark.parametrize("mark", ["<i>", "</i>", "&amp;", "\\emph{", "**", "_a_ ", "$x$ "])
def test_a_title_grows_with_the_marks_in_it(mark: str) -> None:
    def work(number: int) -> None:
        text = f"1. Lee B, Doe J. A title {mark * number} of it. Blood. 2018;1:1-9.\n"
        carcite.check(text + "2. Lee B. A title of another. Blood. 2019;2:3-9.\n")

    work(5)
    small = seconds(lambda: work(200))
    assert seconds(lambda: work(1600)) < 40 * max(small, 0.005)


@pytest.mark.timed
def test_telling_two_works_of_the_same_authors_apart_grows_with_them() -> None:
    def work(number: int) -> None:
        names = [{"family": f"Name{n}", "given": "Ann B."} for n in range(number)]
        item = {"type": "article-journal", "issued": {"date-parts": [[2018]]}, "author": names}
        items = [{**item, "id": each, "title": f"Title {each}"} for each in "ab"]
        render_citations(items, [["a"], ["b"]], "apa")

    work(5)
    small = seconds(lambda: work(60))
    assert seconds(lambda: work(480)) < 40 * max(small, 0.005)


@pytest.mark.timed
def test_a_list_is_found_in_time_that_grows_with_its_labels() -> None:
    def work(number: int) -> None:
        assert len(find_lists(listed(number))[0].entries) == number

    work(5)
    small = seconds(lambda: work(2500))
    assert seconds(lambda: work(20_000)) < 25 * small


@pytest.mark.timed
def test_an_entry_that_a_style_cannot_have_printed_is_soon_given_up() -> None:
    style = find_style("apa")
    # Two hundred marks that may be slips, each of which may end a title, a journal, a publisher.
    odd = "{'id':: '1',, 'type':: 'book', 'author':: [{'family':: 'Lee', 'given':: 'M. P.'}]}, "
    style.read("Lee, B. (2018). Cells. Blood, 1, 2-3.")
    assert seconds(lambda: style.read(odd * 18)) < 4 * seconds(lambda: style.read(odd * 6))
