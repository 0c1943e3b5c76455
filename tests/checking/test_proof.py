"""Whole fixes before and after the proof: what a witness speaks against is not made."""

from __future__ import annotations

from dataclasses import replace

import pytest

import carcite
from carcite.checking import proof
from carcite.compare.alternatives import unsure_until
from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.layout import Layout, Role
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.span import Span

TAIL = "Heat on wards. Burns. 2009;35(1):4-9."
UNTOUCHED = [
    ("nlm", "Zhu Lei, Wang Xiaoming, Sun Li. "),
    ("nlm", "Ana Lopez, Juan Ruiz. "),
    ("apa", "WHO, UNICEF. "),
    ("apa", "June CH;; Roe BS, Doe OU. "),
    ("apa", "June CH, Roe BS, Doe OU CAR T cells and "),
    ("ama", "Smith J, MD, Doe A, RN, Lee B. "),
    ("nlm", "Wijaya D, Suharto, Hartono B. "),
    ("springer", "Jennifer A. Whyte, Lee Pritchard. "),
    ("apa", "Petrov ChD Zhukova EYu. "),
    ("apa", "Smith JA i Brown T. "),
    ("nlm", "Dupont A, Durand B et collaborateurs. "),
    ("nlm", "Smith J (deceased), Brown T. "),
    ("ama", "Smith, J. Brown, T. "),
]
"""A style, and names that can be read in more than one way."""


@pytest.mark.parametrize(("style", "names"), UNTOUCHED)
def test_names_of_two_readings_are_left_alone(style: str, names: str) -> None:
    text = f"1. {names}{TAIL}\n"
    assert names in carcite.fix(text, style).text


def laid_out(text: str, *parts: tuple[Role, str]) -> Layout:
    """Return the layout that some reader gave a text, right or wrong."""
    marks, at = [], 0
    for role, part in parts:
        at = text.index(part, at)
        marks.append((role, at, at + len(part)))
        at += len(part)
    return Layout(text, tuple(marks))


N, GIVEN, TITLE = Role.FAMILY, Role.GIVEN, Role.TITLE
START = Role.INITIALS
SOAP = "Soap on wards"


def named(text: str, family: str, initials: str, title: str) -> Layout:
    return laid_out(text, (N, family), (START, initials), (TITLE, title))


@pytest.mark.parametrize(
    ("layout", "until"),
    [
        (named("Cock PJ. Soap on wards.", "Cock", "PJ", SOAP), ""),
        (named('Cock PJ, "Soap on wards."', "Cock", "PJ", SOAP), ""),
        (named("Cock PJ; Soap on wards.", "Cock", "PJ", SOAP), SOAP),
        (
            laid_out(
                "Cock PJ. Rao K, Lind E.", (N, "Cock"), (START, "PJ"), (TITLE, "Rao K, Lind E")
            ),
            "Rao K, Lind E",
        ),
        (
            laid_out(
                "J. A. Cock, Al Bo, Cy Dee.", (N, "J"), (START, "A"), (TITLE, "Cock, Al Bo, Cy Dee")
            ),
            "Cock, Al Bo, Cy Dee",
        ),
        (
            named("WHO, UNICEF. Soap on wards.", "WHO", "UNICEF", SOAP),
            "UNICEF. ",
        ),
        (
            laid_out("Lee Bo, Jane. Soap on wards.", (N, "Lee Bo"), (GIVEN, "Jane"), (TITLE, SOAP)),
            "Jane. ",
        ),
        (
            laid_out(
                "Lee, J.A.B.C.D. Soap on wards", (N, "Lee"), (START, "J.A.B.C.D"), (TITLE, SOAP)
            ),
            "",
        ),
    ],
)
def test_where_the_names_may_end_elsewhere(layout: Layout, until: str) -> None:
    found = unsure_until(layout)
    assert layout.text[:found].endswith(until)
    assert bool(found) == bool(until)


def test_a_fix_in_doubtful_names_is_shown_and_never_made() -> None:
    text = "1. June CH; Doe, A.B.; Basic steps of T cells. Blood 2012;81:51-6\n"
    report = carcite.check(text, "nlm")
    border = text.index("Blood") - 2
    inside = [each for each in report if each.fix and each.fix.edits[0].span.end < border]
    assert all(each.fix and each.fix.safety is not Safety.SAFE for each in inside)
    assert carcite.fix(text, "nlm", unsafe=True).text.startswith("1. June CH; Doe, A.B.; Basic")


@pytest.mark.parametrize("style", ["nlm", "springer", "apa", "elsevier-harvard"])
@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("Roe J, Doe K. Soap and water... Lancet 2011;12(3):123-9.", "water..."),
        (
            "Roe J. Salt on mice. Blood. 2012;13:20-9. Lee L. Soap on rats. Lancet 2013;14:30-9.",
            "Roe J. Salt on mice. Blood. 2012;13:20-9. Lee L. Soap on rats. Lancet",
        ),
        ("Roe J. Salt on mice. Blood, 13(2), 20-29. Lee L. Soap. Lancet 2013;14:30-9.", "Roe J. S"),
        ("Sato H. [The heart in the old.] Lancet 2011; 12(3): 123-9.", "old.] Lancet"),
    ],
)
def test_what_was_torn_or_ends_with_a_mark_of_its_own_stays(
    style: str, entry: str, kept: str
) -> None:
    assert kept in carcite.fix(f"1. {entry}\n", style).text


def test_a_year_without_a_title_is_no_sentence_of_its_own() -> None:
    text = "1. Horton R. 1934. Lancet. 1934;12(3):123-129.\n"
    assert ". ." not in carcite.fix(text, "elsevier-harvard").text


def test_prose_keeps_its_numbers() -> None:
    entries = "".join(
        f"{n}. Smith{chr(96 + n)} J. Soap {n}. Burns. 20{n}1;3:1-9.\n" for n in range(1, 9)
    )
    prose = "Used [1-3]. Others [4-6], then [7,8]. The matrix [1, 2, 3] was used.\n\nReferences\n\n"
    assert "[1, 2, 3]" in carcite.fix(prose + entries).text


def test_check_counts_what_fix_makes() -> None:
    text = (
        "1. June C.H. Soap. Blood 2016; 127: 1361-1365 (retracted).\n"
        "2. Doe A. Salt. Burns 2009; 3: 4-9\n"
    )
    report = carcite.check(text, "nlm")
    safe = [each for each in report if each.fix and each.fix.safety is Safety.SAFE]
    assert len(carcite.fix(text, "nlm").made) == len(safe) > 0


def test_one_entry_that_cannot_be_proven_keeps_no_other_from_its_fix() -> None:
    text = (
        "1. Doe R, Roe P. A model. 2. Intake of grass. Grass Forage Sci. 2011;66:45-60.\n"
        "2. Lee B. Which cells?. Burns. 2009;35:4-9.\n"
    )
    assert "Which cells? Burns" in carcite.fix(text, "nlm").text


def fixing(*edits: Edit) -> Diagnostic:
    fix = Fix("Mend", edits, Safety.SAFE)
    return Diagnostic("TTL001", "x", "y", Span(0, 1), Severity.WARNING, fix)


def judged(text: str, *fixes: tuple[str, str, str], style: str = "nlm") -> list[str]:
    """Return the safety of fixes (rule, what goes, what comes) in the first entry of a text."""
    report = carcite.check(text, style)
    cases = [case for each in report.lists for case in each.cases]
    found = []
    for code, old, new in fixes:
        span = Span(text.index(old), text.index(old) + len(old))
        entry = cases[0].index if cases[0].entry.body.contains(span) else None
        found.append(replace(fixing(Edit(span, new)), code=code, entry=entry))
    proven = proof.prove(found, cases, report.document.source)
    return [f"{each.fix.safety.name} {each.fix.withheld}".strip() for each in proven if each.fix]


SHOWN_UNSURE, SHOWN_CHANGED = f"SHOWN {proof.UNSURE}", f"SHOWN {proof.CHANGED}"
UNSAFE_WORDS = f"UNSAFE {proof.WORDS}"
PLAIN = "We saw it [1, 2].\n\nReferences\n\n1. June CH. Which cells?. Blood. 2018;12:2-9.\n"
PLAIN += "2. Lee B. More of them. Blood. 2019;12:3-9.\n"


@pytest.mark.parametrize(
    ("fix", "safety"),
    [
        (("CIT001", "[1, 2]", "[1,2]"), "SAFE"),
        (("CIT001", "We saw", "We see"), UNSAFE_WORDS),
        (("CIT001", "saw it", "saw"), UNSAFE_WORDS),
        (("PUN001", "?.", "?"), "SAFE"),
        (("TTL001", "cells", "cell"), UNSAFE_WORDS),
        (("PUN001", "June CH.", "June CH"), SHOWN_CHANGED),
    ],
)
def test_a_fix_is_safe_as_far_as_the_words_and_a_second_reading_say(
    fix: tuple[str, str, str], safety: str
) -> None:
    assert judged(PLAIN, fix) == [safety]


def test_what_never_was_safe_is_not_judged() -> None:
    report = carcite.check(PLAIN, "nlm")
    cases = [case for each in report.lists for case in each.cases]
    shown = replace(fixing(Edit(cases[0].entry.body, "Nothing of it.")), entry=cases[0].index)
    assert shown.fix
    shown = replace(shown, fix=replace(shown.fix, safety=Safety.SHOWN))
    bare = replace(shown, fix=None)
    assert proof.prove([shown, bare], cases, report.document.source) == (shown, bare)


def test_of_fixes_that_clash_the_one_that_loses_words_is_found() -> None:
    good, bad = ("PUN001", "?.", "?"), ("TTL001", "cells?.", "?")
    assert judged(PLAIN, good, bad) == ["SAFE", UNSAFE_WORDS]
    assert judged(PLAIN, bad, good) == [UNSAFE_WORDS, "SAFE"]


def test_words_that_one_fix_loses_are_not_laid_to_another() -> None:
    good, bad = ("PUN001", "?.", "?"), ("TTL001", "Blood", "Water")
    assert judged(PLAIN, bad, good) == [UNSAFE_WORDS, "SAFE"]


def test_a_fix_where_the_names_end_who_knows_where_is_for_the_eyes_only() -> None:
    text = f"1. Zhu Lei, Wang Xiaoming, Sun Li. {TAIL}\n"
    assert judged(text, ("AUT005", "Zhu Lei,", "Zhu Lei")) == [SHOWN_UNSURE]
    assert judged(text, ("PUN001", "4-9.", "4-9")) == ["SAFE"]


JOURNAL = "1. June CH. Which cells of it. New England Journal of Medicine. 2018;12:2-9.\n"


@pytest.mark.parametrize(
    ("code", "name", "safety"),
    [
        ("JNL002", "N Engl J Med", "SAFE"),
        ("JNL002", "N Engl J Surg", UNSAFE_WORDS),
        ("PUN001", "N Engl J Med", UNSAFE_WORDS),
    ],
)
def test_a_journal_takes_its_other_name_from_the_table_and_by_the_rules_of_journals_alone(
    code: str, name: str, safety: str
) -> None:
    assert judged(JOURNAL, (code, "New England Journal of Medicine", name)) == [safety]


def test_words_may_change_places_where_a_fix_says_that_it_moves_them() -> None:
    report = carcite.check(JOURNAL, "nlm")
    (case,) = [case for each in report.lists for case in each.cases]
    span = Span(JOURNAL.index("Which"), JOURNAL.index("Which") + len("Which cells"))
    still = replace(fixing(Edit(span, "cells Which")), entry=case.index)
    assert still.fix
    moving = replace(still, fix=replace(still.fix, moves=True))
    safety = [
        each.fix.withheld
        for one in (still, moving)
        for each in proof.prove([one], [case], report.document.source)
        if each.fix
    ]
    assert safety == [proof.WORDS, proof.CHANGED]


def test_fields_of_a_file_answer_to_the_words_alone() -> None:
    report = carcite.check(PLAIN, "nlm")
    cases = [case for each in report.lists for case in each.cases]
    fields = replace(cases[0], context=replace(cases[0].context, facts_only=True))
    at = PLAIN.index("CH.")
    stop, word = Edit(Span(at + 2, at + 3), ""), Edit(Span(at, at + 2), "BS")
    proven = proof.prove(
        [replace(fixing(each), entry=fields.index) for each in (stop, word)],
        [fields],
        report.document.source,
    )
    assert [each.fix.withheld for each in proven if each.fix] == ["", proof.WORDS]


FURNISHED = """References

1. June CH, Doe A. Which cells of
\fJ Soap 2018
12

the blood?. N Engl J Med. 2018;12:2-9.
2. Lee B, Doe A. Which cells of
\fJ Soap 2018
13

the blood and more?. Lancet. 2018;12:2-9.
"""


def test_a_page_number_within_an_entry_is_none_of_its_words() -> None:
    assert (
        judged(FURNISHED, ("PUN001", "CH, Doe", "CH,   Doe"), ("PUN001", "?.", "?")) == ["SAFE"] * 2
    )
    assert judged(FURNISHED, ("TTL001", "cells", "cell")) == [UNSAFE_WORDS]


PRINTED = "1. June, C. H. (2018). Which cells of the blood. Lancet, 12, 2–9.\n"


def test_what_the_style_prints_is_proven_by_it_and_what_differs_by_a_reading() -> None:
    text = PRINTED.replace("(2018).", "(2018)..")
    report = carcite.check(PRINTED, "apa")
    (case,) = [case for each in report.lists for case in each.cases]
    assert case.parse.printed
    at = PRINTED.index("Lancet")
    assert proof.keeps_meaning(case, [])
    assert not proof.keeps_meaning(case, [fixing(Edit(Span(at, at + 6), "Burns"))])
    assert carcite.fix(text, "apa").text == PRINTED


def test_changes_stand_in_the_order_of_the_text_and_may_touch() -> None:
    text, body = "abcdef", Span(10, 16)
    late, early = Edit(Span(14, 16), "x"), Edit(Span(12, 14), "y")
    changes = proof._changes(text, [fixing(late), fixing(early)], body)
    assert changes is not None
    assert [each.edit.span for each in changes] == [Span(2, 4), Span(4, 6)]
    assert proof._changes(text, [fixing(late), fixing(Edit(Span(12, 15), ""))], body) is None


def test_a_place_moves_with_what_is_changed_before_it_alone() -> None:
    edits = [Edit(Span(0, 4), "x"), Edit(Span(6, 8), "longer"), Edit(Span(9, 12), "")]
    assert [proof._moved(at, edits) for at in (0, 3, 4, 7, 8, 11, 12)] == [0, 3, 1, 4, 9, 12, 10]


def test_edits_that_begin_in_another_fall_away() -> None:
    one, inside, behind = Edit(Span(0, 4), "x"), Edit(Span(3, 6), "y"), Edit(Span(4, 5), "z")
    assert proof.without_overlaps([behind, inside, one]) == [one, behind]


def test_records_and_no_fixes_at_all_need_no_second_reading() -> None:
    text = "1. June CH. Which cells?. Blood. 2018;12:2-9.\n"
    report = carcite.check(text, "nlm")
    (case,) = [case for each in report.lists for case in each.cases]
    lost = fixing(Edit(case.entry.body, "Nothing of it."))
    assert proof.kept_in_meaning(case, []) == []
    assert proof.kept_in_meaning(case, [lost]) == []
    facts = replace(case, context=replace(case.context, facts_only=True))
    assert proof.kept_in_meaning(facts, [lost]) == [lost]


def test_a_fix_that_loses_the_meaning_keeps_no_other_from_it() -> None:
    text = "1. June CH. Which cells?. Blood. 2018;12:2-9.\n"
    report = carcite.check(text, "nlm")
    (case,) = [case for each in report.lists for case in each.cases]
    at = text.index("?.")
    good = fixing(Edit(Span(at + 1, at + 2), ""))
    lost = fixing(Edit(Span(text.index("2018"), text.index("2018") + 4), "2019"))
    assert proof.kept_in_meaning(case, [lost, good]) == [good]
    assert proof.keeps_meaning(case, [good])
    assert not proof.keeps_meaning(case, [good, lost])


def test_what_is_told_of_fixes_left_out() -> None:
    assert (proof.UNSURE, proof.CHANGED, proof.WORDS) == (
        "the entry can be read in another way",
        "the entry would be read in another way",
        "words would be lost or made",
    )


@pytest.mark.parametrize("names", ["Zhu Lei, Wang Xiaoming, Sun Li. ", "Petrov ChD Zhukova EYu. "])
def test_a_doubt_at_the_names_leaves_what_stands_behind_it_to_be_mended(names: str) -> None:
    before = "1. June CH, Lee B. Heat on wards of it all. Burns. 2009;35(1):4-9.\n"
    text = f"{before}2. {names}Heat on wards?. Burns. 2010;36(1):14-19.\n"
    mended = carcite.fix(text, "nlm").text
    assert mended == f"{before}2. {names}Heat on wards? Burns. 2010;36(1):14-9.\n"
