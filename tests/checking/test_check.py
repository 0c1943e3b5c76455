"""The check of a whole document: styles, habits, order, and what is left in peace."""

from __future__ import annotations

import pytest
from command import LIST, ROOT, SEED

import carcite
from carcite.api import as_document, choose
from carcite.checking.check import check_document
from carcite.config import Config
from carcite.loading import load_document

SEED_TEXT = (ROOT / SEED).read_text(encoding="utf-8")


def codes(text: str, style: str = "auto") -> list[tuple[str, int | None]]:
    return [(each.code, each.entry) for each in carcite.check(text, style).diagnostics]


def test_findings_come_in_the_order_of_the_text() -> None:
    found = carcite.check(SEED_TEXT, "nlm").diagnostics
    assert [each.span for each in found] == sorted(each.span for each in found)


def test_a_habit_of_the_list_is_one_finding_or_none() -> None:
    stops = "\n".join(
        f"{n}. Ng A. A title of its own {n}. Gut {2000 + n}; {n}: 11-19" for n in range(1, 9)
    )
    found = codes(stops)
    assert len([code for code, _ in found if code not in ("LST007", "LST008")]) == 0
    assert max((sum(code == other for other, _ in found) for code, _ in found), default=0) <= 1


def test_one_departure_from_the_habit_is_found() -> None:
    lines = [f"{n}. Ng A. A title of its own {n}. Gut {2000 + n}; {n}: 11-19" for n in range(1, 9)]
    lines[4] = lines[4].replace("; 5: ", ";5:")
    found = codes("\n".join(lines))
    assert {entry for code, entry in found if code not in ("LST007", "LST008")} == {5}


@pytest.mark.parametrize(
    "quiet",
    [
        "2023; 8: 5",
        "Science 2018",
        "Blood 2025",
        "Med 2024",
        "Qin C, Tian DS",
        ". et al. ",
        "von Bonin M",
        "CD4(+) CAR T cells. Nature",
    ],
)
def test_what_is_right_is_left_in_peace(quiet: str) -> None:
    at = SEED_TEXT.index(quiet)
    touched = [
        each
        for each in carcite.check(SEED_TEXT).diagnostics
        if each.code not in ("LST007", "LST008")
        and each.span.start < at + len(quiet)
        and at < each.span.end
    ]
    assert touched == []


def test_the_style_is_inferred_and_said() -> None:
    report = carcite.check(SEED_TEXT)
    assert report.style.startswith("thieme")
    assert "15 of 16" in report.evidence
    assert len(report.parses) == 16


def test_a_numbering_of_any_kind_is_the_same_list() -> None:
    entries = [line.split(" ", 2)[2] for line in SEED_TEXT.splitlines() if line.startswith("- ")]
    wanted = [code for code, _ in codes(SEED_TEXT)]
    for label in ("{}. ", "{}) ", "[{}] ", "({}) ", "{}\t"):
        lines = [label.format(n) + entry for n, entry in enumerate(entries, 1)]
        text = "References\n\n" + "\n".join(lines) + "\n"
        assert [code for code, _ in codes(text)] == wanted, label


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace(" 2018; 359", "\u00a02018;\u2009359"),
        lambda text: f"\ufeff{text}",
    ],
    ids=["CRLF", "narrow blanks", "BOM"],
)
def test_blanks_and_line_ends_change_no_finding(change: object) -> None:
    assert callable(change)
    wanted = [code for code, _ in codes(SEED_TEXT)]
    data = change(SEED_TEXT).encode("utf-8")
    report = check_document(load_document(data, "a.txt"), choose())
    assert [each.code for each in report.diagnostics] == wanted


def test_records_are_checked_for_facts_alone() -> None:
    data = (
        b"@article{a,\n author = {Ng, A.},\n title = {T},\n journal = {Gut},\n"
        b" pages = {569--567},\n year = 2020, volume = 3\n}\n"
    )
    report = check_document(load_document(data, "a.bib"), choose("nlm"))
    found = {each.code for each in report.diagnostics}
    assert "PAG001" in found
    assert not found & {"AUT001", "PAG002", "PUN001", "VOL005"}


def test_rules_that_are_off_find_nothing() -> None:
    choice = choose("auto", Config(select=("PAG",)))
    assert check_document(as_document(LIST), choice).diagnostics == ()


def test_a_list_in_no_known_style_does_not_drown() -> None:
    lines = [
        f"{n}. Ng, A. & Li, B. ({2000 + n}) A title number {n}, Gut, vol. {n}, pp. 11-19."
        for n in range(1, 9)
    ]
    assert len(codes("References\n\n" + "\n".join(lines))) <= 10
