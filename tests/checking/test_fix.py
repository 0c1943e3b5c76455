"""Mending: what is proven is made, what is not is left, and the count of entries never moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from command import BACKWARDS, CLEAN, LIST, ROOT, SEED

import carcite
import carcite.checking.fix as fixing
from carcite.api import as_document, choose
from carcite.checking.check import Choice, Report, check_document
from carcite.checking.fix import Mended, mend, mend_document
from carcite.compare.normalise import meaning
from carcite.errors import CarciteError
from carcite.loading import load_document
from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.document import Document
from carcite.text.edit import Edit, Fix, Safety, apply_edits
from carcite.text.span import Span

SEED_TEXT = (ROOT / SEED).read_text(encoding="utf-8")
GOLD = sorted((ROOT / "fixtures" / "lists" / "gold").glob("*.txt"))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_every_gold_list_is_mended_once_and_keeps_its_meaning(path: object) -> None:
    data = path.read_bytes()  # type: ignore[attr-defined]
    document = load_document(data, "list.txt")
    choice = choose()

    def again(new: bytes) -> object:
        return load_document(new, "list.txt")

    mended = mend_document(document, choice, again)  # type: ignore[arg-type]
    before = [meaning(each.reference, None) for each in mended.before.parses if each.is_read]
    after = [
        meaning(new.reference, None)
        for old, new in zip(mended.before.parses, mended.after.parses, strict=True)
        if old.is_read
    ]
    assert after == before
    twice = mend_document(load_document(mended.data, "list.txt"), choice, again)  # type: ignore[arg-type]
    assert twice.data == mended.data
    if not mended.made:
        assert mended.data == data


@pytest.mark.parametrize("style", ["nlm", "ama", "bmj", "thieme", "apa"])
def test_any_style_keeps_the_references(style: str) -> None:
    fixed = carcite.fix(SEED_TEXT, style)
    before = [(each.title, each.volume, each.pages) for each in carcite.parse(SEED_TEXT)]
    after = [(each.title, each.volume, each.pages) for each in carcite.parse(fixed.text)]
    assert after == before
    assert carcite.fix(fixed.text, style).text == fixed.text


def mended(text: str, style: str, **asked: object) -> Mended:
    def again(data: bytes) -> Document:
        return as_document(data.decode())

    return mend_document(as_document(text), choose(style), again, **asked)  # type: ignore[arg-type]


def lying_fix(text: str, old: str, new: str) -> Diagnostic:
    """Return a finding whose fix says it is safe and is not."""
    at = text.index(old)
    span = Span(at, at + len(old))
    fix = Fix("Change it", (Edit(span, new),), Safety.SAFE)
    return Diagnostic("ZZZ001", "a-lie", "a lie", span, Severity.WARNING, fix, entry=2)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("405(", "406("),
        ("Levine BL", "Levin BL"),
        ("751-4", "751"),
        ("Lancet. ", ""),
        ("2025", "2052"),
    ],
)
def test_a_fix_that_moves_the_meaning_is_left_out(old: str, new: str) -> None:
    report = check_document(as_document(LIST), choose())
    lie = lying_fix(LIST, old, new)
    mending = mend(replace(report, diagnostics=(*report.diagnostics, lie)))
    assert lie in mending.unproven
    assert apply_edits(LIST, mending.edits) == CLEAN


def test_fixes_that_overlap_are_not_both_made() -> None:
    report = check_document(as_document(LIST), choose())
    lie = lying_fix(LIST, "differs. Lancet", "differs.  Lancet")
    other = lying_fix(LIST, ". Lancet", ".  Lancet")
    mending = mend(replace(report, diagnostics=(lie, other)))
    assert len(mending.made) + len(mending.unproven) == 1


def test_what_is_only_shown_is_never_made() -> None:
    assert carcite.fix(BACKWARDS, unsafe=True).text == BACKWARDS


def test_entries_may_not_be_lost() -> None:
    document = as_document(LIST)

    def shorter(data: bytes) -> object:
        return as_document(data.decode().rpartition("3. ")[0])

    mended = mend_document(document, choose(), shorter)  # type: ignore[arg-type]
    assert mended.data.decode() == LIST
    assert not mended.made
    assert {each.entry for each in mended.left} == {1}


def test_a_format_that_is_not_written_is_refused() -> None:
    document = replace(as_document(LIST), save=None, format="pdf")
    with pytest.raises(CarciteError, match=r"^-: carcite reads pdf but cannot write it$"):
        mend_document(document, choose(), lambda data: document)


def test_an_entry_that_could_not_be_read_is_never_touched() -> None:
    strange = "2. ??? 17 // [[ .. 8 Lancet?. 2025;;405"
    text = "\n".join(strange if line.startswith("2. ") else line for line in LIST.splitlines())
    for style in ("auto", "nlm", "thieme"):
        assert strange[3:] in carcite.fix(text, style, unsafe=True).text


@pytest.mark.parametrize("style", ["nlm", "apa"])
@pytest.mark.parametrize("title", ["Soap on wards", "Soap  on wards"])
def test_what_another_fix_mended_with_its_own_counts_as_made(style: str, title: str) -> None:
    """The second space behind the year goes with the other marks there, that of a title alone."""
    text = f"1. June CH, Lee B. {title}. Burns. 2009;  35:4-9.\n{BACKWARDS.splitlines()[3]}\n"
    report = carcite.check(text, style)
    safe = [each.code for each in report if each.fix and each.fix.safety is Safety.SAFE]
    done = mended(text, style)
    assert "TTL010" in safe
    assert sorted(each.code for each in done.made) == sorted(safe)
    assert (done.left, done.later) == ((), 0)
    assert "  " not in done.data.decode()


def test_what_other_fixes_bring_into_reach_is_made_and_counted() -> None:
    """Where the title ends is known once its period stands there."""
    text = "1. Lee B, June CH. Cells of it J Pharm Pharm Sci 2017;20:397-406.\n"
    done = mended(text, "nlm")
    assert done.data.decode() == text.replace("it J", "it. J").replace("Sci 2", "Sci. 2")
    assert len(done.made) == len(made_codes(text)) + 1
    assert done.later == 1


def faulty(many: int) -> str:
    return "".join(
        f"{n}. Lee B, June CH. Cells number {n} of it?. Blood. 2018;{n}(2):1-9.\n"
        for n in range(1, many + 1)
    )


WRONG = {
    "cut in two": lambda line, n: line.replace("?", f"?\n{n + 1}. Lee B. Cells", 1),
    "read otherwise": lambda line, n: line.replace("?", ". Cells of another kind", 1),
    "swallowed": lambda line, n: "\b" + line.removeprefix(f"{n}. "),
}


@pytest.mark.parametrize("way", WRONG)
def test_entries_that_cannot_be_proven_keep_no_other_from_it(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of an entry and the one before it that swallowed it the latter would be asked first."""
    bad, right, checks = {3, 20, 22, 38}, {2, 19, 21, 37}, 0
    lines = faulty(40).splitlines(keepends=True)
    text = "".join(
        line.replace("?.", ".") if n in right else line for n, line in enumerate(lines, 1)
    )

    def reload(data: bytes) -> Document:
        lines = data.decode().splitlines(keepends=True)
        for n in bad:
            if "?." not in lines[n - 1]:
                lines[n - 1] = WRONG[way](lines[n - 1], n)
        return as_document("".join(lines).replace("\n\b", " "))

    def counted(document: Document, choice: Choice) -> Report:
        nonlocal checks
        checks += 1
        return check_document(document, choice)

    monkeypatch.setattr(fixing, "check_document", counted)
    done = mend_document(as_document(text), choose("nlm"), reload)
    lines = done.data.decode().splitlines()
    assert {n for n, line in enumerate(lines, 1) if "?." in line} == bad
    assert {each.entry for each in done.left} == bad
    # One for the list, and at most one more for each that is left, in two rounds.
    assert checks <= 2 * (len(bad) + 2)


LABELLED = faulty(5).replace("2. ", "[2] ", 1)


@pytest.mark.parametrize("bad", [set(), {4}])
def test_labels_that_cannot_be_mended_keep_no_entry_from_it(bad: set[int]) -> None:
    """With the label the second entry would be another; so would the fourth without its mark."""

    def reload(data: bytes) -> Document:
        lines = data.decode().splitlines(keepends=True)
        for n in {2, *bad}:
            if lines[n - 1].startswith("2. ") or (n in bad and "?." not in lines[n - 1]):
                lines[n - 1] = lines[n - 1].replace("Blood. 2018", "Burns. 2017")
        return as_document("".join(lines))

    done = mend_document(as_document(LABELLED), choose("nlm"), reload)
    lines = done.data.decode().splitlines()
    assert lines[1].startswith("[2] ")
    assert {n for n, line in enumerate(lines, 1) if "?." in line} == bad
    assert {each.code for each in done.left} - {"TTL001"} == {"LST005"}
    assert {each.entry for each in done.left if each.code == "TTL001"} == bad
    assert "\n2. " in mended(LABELLED, "nlm").data.decode()


UNREAD = "??? 17 // [[ .. 8 Lancet?. 2025;;405"


@pytest.mark.parametrize(
    ("entry", "other", "made"),
    [
        (UNREAD, "", True),
        (UNREAD, "and 3", False),
        ("Lee B. Cells. Blood. 2018;2(2):1-9.", "", False),
    ],
)
def test_only_what_nobody_read_and_nothing_touched_may_read_in_another_way(
    entry: str, other: str, made: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = faulty(4).splitlines(keepends=True)
    text = "".join([lines[0], f"2. {entry}\n", *lines[2:]])

    def reload(data: bytes) -> Document:
        return as_document(data.decode().replace(entry, f"{entry}{other}"))

    def otherwise(document: Document, choice: Choice) -> Report:
        report = check_document(document, choice)
        if document.source.text == text:
            return report
        (found,) = report.lists
        case = found.cases[1]
        strange = replace(case.reference, title=None, volume="99")
        case = replace(case, parse=replace(case.parse, reference=strange))
        cases = (found.cases[0], case, *found.cases[2:])
        return replace(report, lists=(replace(found, cases=cases),))

    monkeypatch.setattr(fixing, "check_document", otherwise)
    done = mend_document(as_document(text), choose("nlm"), reload)
    assert {each.entry for each in done.made} == ({1, 3, 4} if made else set())
    assert {each.entry for each in done.left} == (set() if made else {1, 3, 4})


def test_a_fix_that_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def lying(document: Document, choice: Choice) -> Report:
        report = check_document(document, choice)
        lie = lying_fix(document.source.text, "405(", "406(")
        return replace(report, diagnostics=(*report.diagnostics, lie))

    monkeypatch.setattr(fixing, "check_document", lying)
    done = mended(LIST, "nlm")
    assert done.data.decode() == CLEAN
    assert [each.code for each in done.left] == ["ZZZ001"]


def test_findings_are_not_compared_with_all_others(monkeypatch: pytest.MonkeyPatch) -> None:
    compared, equal = 0, Diagnostic.__eq__

    def counted(self: Diagnostic, other: object) -> bool:
        nonlocal compared
        compared += 1
        return equal(self, other)

    monkeypatch.setattr(Diagnostic, "__eq__", counted)
    assert len(carcite.fix(faulty(120), "nlm").made) == 120
    assert compared < 10 * 120


SEVERAL = (
    "1. Lee B, June CH. Cells of it?. Blood. 2018;359:569-567.\n"
    "2. Lee B, June CH. Cells of another. Blood. 2018; 359:100-109.\n"
)


def made_codes(text: str, **asked: bool) -> list[tuple[str, int | None]]:
    report = check_document(as_document(text), choose("nlm"))
    return [(each.code, each.entry) for each in mend(report, **asked).made]


def test_what_is_shown_is_made_only_where_it_is_asked_for() -> None:
    assert ("PAG001", 1) not in made_codes(SEVERAL)
    assert ("PAG001", 1) not in made_codes(SEVERAL, unsafe=True)
    assert ("PAG001", 1) in made_codes(SEVERAL, shown=True)


def test_what_is_unsafe_is_made_only_where_it_is_asked_for() -> None:
    text = "1. Lee B, MD, June CH. Cells of it. Blood. 2018;359:69-72.\n"
    unsafe = [code for code, _ in made_codes(text, unsafe=True)]
    assert "AUT012" in unsafe
    assert "AUT012" not in [code for code, _ in made_codes(text)]
    assert mended(text, "nlm").data.decode() == carcite.fix(text, "nlm").text == text
    assert "MD" not in carcite.fix(text, "nlm", unsafe=True).text


def test_fixes_are_told_in_the_order_of_the_text() -> None:
    """Though the safe ones of all entries are chosen before what is not safe."""
    text = SEVERAL.replace("Lee B,", "Lee B, MD,")
    report = check_document(as_document(text), choose("nlm"))
    made = mend(report, unsafe=True, shown=True).made
    assert [each.span for each in made] == sorted(each.span for each in made)
    assert [each.entry for each in made if each.code == "AUT012"] == [1, 2]
    assert made[0].code == "AUT012"


def test_every_round_is_told_and_none_is_made_twice() -> None:
    document, choice = as_document(SEVERAL), choose("nlm")

    def again(data: bytes) -> object:
        return as_document(data.decode())

    done = mend_document(document, choice, again)  # type: ignore[arg-type]
    promised = made_codes(SEVERAL)
    assert sorted((each.code, each.entry) for each in done.made) == sorted(promised)
    assert done.later == 0
    nothing = mend_document(document, choice, again, rounds=0)  # type: ignore[arg-type]
    assert (nothing.data, nothing.made) == (SEVERAL.encode(), ())


def test_a_list_that_reads_as_two_is_not_written() -> None:
    def apart(data: bytes) -> object:
        one, two = data.decode().splitlines(keepends=True)
        return as_document(
            f"References\n\n{one}\n\nFurther reading\n\n{two.replace('2.', '1.', 1)}"
        )

    done = mend_document(as_document(SEVERAL), choose("nlm"), apart)  # type: ignore[arg-type]
    assert (done.data, done.made) == (SEVERAL.encode(), ())
    assert done.left


@pytest.mark.parametrize("bad", [{1}, {5}, {8}, {2, 3}, {4, 9}])
def test_where_no_entry_can_be_blamed_the_halves_are_tried(bad: set[int]) -> None:
    def apart(data: bytes) -> object:
        text = data.decode()
        lines = text.splitlines(keepends=True)
        if all("?." in lines[n - 1] for n in bad):
            return as_document(text)
        document = as_document(text)
        (one,) = document.lists
        halves = (replace(one, entries=one.entries[:4]), replace(one, entries=one.entries[4:]))
        return replace(document, lists=halves)

    done = mend_document(as_document(faulty(9)), choose("nlm"), apart)  # type: ignore[arg-type]
    lines = done.data.decode().splitlines()
    assert {n for n, line in enumerate(lines, 1) if "?." in line} == bad
    assert {each.entry for each in done.left} == bad
    assert {each.entry for each in done.made} == set(range(1, 10)) - bad
