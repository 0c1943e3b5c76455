"""The report for a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shared import ROOT

from carcite.model.diagnostics import Severity
from carcite.report import html, text
from carcite.report.changes import changes
from carcite.report.model import Checked
from carcite.report.summary import style_line
from carcite.report.terminal import cell, underlined, visible
from carcite.text.edit import Edit, Fix, Safety, apply_edits
from carcite.text.source import Source
from carcite.text.span import Span

from .samples import TEXT, checked, finding, sample

GOLDEN = ROOT / "fixtures" / "report" / "refs.txt"


def lines_of(*files: Checked, **options: int) -> list[str]:
    return text.write(files, **options).splitlines()


def columns(shown: str) -> int:
    return sum(cell(char)[1] for char in shown)


def test_block_names_place_and_underlines_it() -> None:
    lines = lines_of(sample())
    at = next(at for at, line in enumerate(lines) if "TTL001" in line)
    assert (
        lines[at] == 'refs.txt:4:97: TTL001 warning: title ends in "?."; the question mark ends it'
    )
    place = lines[at + 2].index("^")
    assert lines[at + 1][place : place + 2] == "?."
    assert lines[at + 2].strip() == "^~"
    assert lines[at + 3 : at + 6] == [
        "    help: Remove the period (`carcite fix` does this)",
        "        - …or stepping stone?. Blood 2025; 145:…",
        "        + …or stepping stone? Blood 2025; 145:…",
    ]


def test_entries_stay_in_order_and_the_gravest_finding_of_each_comes_first() -> None:
    found = (
        finding(30, 32, "PAG001", entry=2),
        finding(40, 42, "TTL005", entry=2, severity=Severity.INFO),
        finding(50, 52, "JNL001", entry=2, severity=Severity.ERROR),
        finding(20, 22, "AUT001", entry=1, severity=Severity.INFO),
        finding(10, 12, "LST007"),
    )
    codes = [each.code for each in Checked(Source("refs.txt", TEXT), diagnostics=found).by_gravity]
    assert codes == ["LST007", "AUT001", "JNL001", "PAG001", "TTL005"]


def test_whole_report() -> None:
    assert text.write([sample()]) == GOLDEN.read_text(encoding="utf-8")


def test_safety_says_who_mends() -> None:
    report = text.write([sample()])
    assert "Write it in sentence case (`carcite fix --unsafe` does this; read the result)" in report
    assert "(shown only; change it by hand if you agree)" in report


def test_related_place_is_shown() -> None:
    lines = lines_of(sample())
    at = next(at for at, line in enumerate(lines) if "see:" in line)
    assert lines[at] == "    see: line 7, column 36: sentence case here"
    place = lines[at + 2].index("^")
    assert lines[at + 1][place:].startswith("Anti-BCMA")


def test_place_of_many_lines_is_counted() -> None:
    lines = lines_of(sample())
    assert lines[2].strip() == "^ this and 3 more lines"


def test_closing_line() -> None:
    assert lines_of(sample())[-1] == (
        "4 references, Thieme style (4 of 4 entries); 4 findings: 1 error, 2 warnings, 1 info; "
        "1 can be fixed with `carcite fix`, 1 more with `carcite fix --unsafe`"
    )
    assert lines_of(checked("")) == ["0 references; nothing to fix"]
    assert lines_of(sample(), checked(""))[-1].startswith("2 files, 4 references; 4 findings: ")


@pytest.mark.parametrize(
    ("style", "evidence", "said"),
    [
        ("Thieme (web)", "15 of 16 entries", "Thieme web style (15 of 16 entries)"),
        ("BMJ", "", "BMJ style"),
        ("Harvard style", "", "Harvard style"),
        (
            "this list",
            "12 of 16 entries",
            "no known style: measured by what most of its entries do",
        ),
        ("", "", ""),
    ],
)
def test_style_in_words(style: str, evidence: str, said: str) -> None:
    assert style_line(Checked(Source("r", ""), style=style, style_evidence=evidence)) == said


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Müller F,, Qin C", ",,"),
        ("Mu\u0308ller F,, Qin C", ",,"),
        ("胞療法,, Qin C", ",,"),
        ("1.\tMüller,, F", ",,"),
        ("a" * 300 + ",," + "b" * 300, ",,"),
        ("胞" * 300 + ",," + "\u0308" * 300, ",,"),
        ("x" * 50 + ",," + "\t" * 80, ",,"),
    ],
)
def test_underline_stands_below_the_place(line: str, words: str) -> None:
    start = line.index(words)
    shown, marks = underlined(line, start, start + len(words), width=60)
    assert columns(shown) <= 60
    assert marks.endswith("^~")
    assert columns(shown[: shown.index(words)]) == marks.index("^")


def test_place_longer_than_the_line_is_clipped() -> None:
    shown, marks = underlined("a" * 500, 100, 400, width=40)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert len(marks) <= len(shown) <= 40


def test_empty_place_gets_a_caret() -> None:
    assert underlined("Blood 2025", 5, 5) == ("Blood 2025", "     ^")
    assert underlined("", 0, 0) == ("", "^")


def test_invisible_characters_are_named_where_they_are_meant() -> None:
    shown, marks = underlined("auto\u00adimmune", 4, 5)
    assert shown == "auto<00AD>immune"
    assert marks == "    ^~~~~~"


def test_a_change_of_blanks_can_be_seen() -> None:
    fix = Fix("Put a blank", (Edit(Span(6, 7), " "),), Safety.SAFE)
    report = text.write([checked("Müller\u00a0F", finding(6, 7, fix=fix))])
    assert "    Müller<00A0>F\n          ^~~~~~\n" in report
    assert "- Müller<00A0>F\n        + Müller F\n" in report
    assert 'Müller<del><span class="sign">U+00A0</span></del>F' in html.write(
        [checked("Müller\u00a0F", finding(6, 7, fix=fix))]
    )


def test_long_change_is_shown_to_its_end() -> None:
    names = "Smith J, " * 30
    fix = Fix("Cut", (Edit(Span(0, 200), "et al"),), Safety.UNSAFE)
    report = text.write([checked(names, finding(0, 5, fix=fix))], width=60)
    gone = [line for line in report.splitlines() if line.startswith("        - ")]
    assert " ".join(line[10:] for line in gone) == names[:221] + "…"
    assert max(map(len, gone)) <= 60


def test_nothing_of_the_manuscript_commands_the_terminal() -> None:
    hostile = "a\x1b[2J\x9b5m\u202eb\x07,,\x08"
    report = text.write(
        [checked(hostile, finding(9, 11, message=hostile), name="x\x1b]0;y\x07.txt")]
    )
    assert not set(report) & {"\x1b", "\x9b", "\x07", "\x08", "\u202e"}
    assert "<001B>" in report


def test_colour_is_only_for_those_who_ask() -> None:
    assert "\x1b" not in text.write([sample()])
    coloured = text.write([sample()], colour=True)
    assert "\x1b[1;31mPAG004 error:\x1b[0m" in coloured
    assert visible(coloured).count("<001B>") == coloured.count("\x1b")


def test_fix_in_many_places_shows_three() -> None:
    line = "Smith J.A., " * 40
    places = [at for at in range(len(line)) if line.startswith(".A.,", at)][::8]
    edits = tuple(Edit(Span(at, at + 1), "") for at in places)
    found = finding(0, 5, fix=Fix("Remove the periods", edits, Safety.SAFE))
    report = text.write([checked(line, found)])
    assert report.count("        - ") == 3
    assert "        and 2 more places" in report


def test_position_is_that_of_the_file() -> None:
    raw = '\\item M{\\"u}ller,, F'
    clean = "Müller,, F"
    offsets = [6, 7, 13, 14, 15, 16, 17, 18, 19, 20, 21]
    file = Checked(
        Source("a.tex", clean, raw, offsets), diagnostics=(finding(6, 8, severity=Severity.INFO),)
    )
    lines = lines_of(file)
    assert lines[0].startswith("a.tex:1:18: ")
    assert lines[1] == f"    {raw}"


@given(st.text(max_size=200), st.data())
def test_any_line_and_place(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    shown, marks = underlined(line, start, end, width=50)
    assert "^" in marks
    assert "\n" not in shown
    assert not any("\x00" <= char < " " or "\x7f" <= char < "\xa0" for char in shown)


@pytest.mark.parametrize(
    ("text", "old", "new", "shown"),
    [
        ("stone?. Blood", ". ", " ", "stone?[-.-] Blood"),
        ("5: 550.e2-558.e2", "550.e2-558.e2", "550-558.e2", "5: 550[-.e2-]-558.e2"),
        ("Acad Sci USA 1998", "Acad Sci USA", "Acad Sci U S A", "Acad Sci [-USA-][+U S A+] 1998"),
        ("A. Nature. 2", "Nature", "Nat Med", "A. [-Nature-][+Nat Med+]. 2"),
        ("1361-1365", "1361-1365", "1361-5", "1361-[-136-]5"),
        ("CD19 T", "CD19", "CD19", "CD19 T"),
    ],
)
def test_change_is_cut_to_what_changes(text: str, old: str, new: str, shown: str) -> None:
    start = text.index(old)
    fix = Fix("Change", (Edit(Span(start, start + len(old)), new),), Safety.SAFE)
    (change,) = changes(Source("r", text), fix)
    signs = {"same": "{}", "old": "[-{}-]", "new": "[+{}+]"}
    assert "".join(signs[each.kind].format(each.text) for each in change.stretches) == shown


@given(st.text("ab,. \n", min_size=1, max_size=120), st.data())
def test_changes_are_what_the_fix_does(words: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), min_size=2, max_size=8)))
    edits = [
        Edit(Span(start, end), data.draw(st.text("xyz", max_size=3)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    found = changes(Source("r", words), Fix("Change", tuple(edits), Safety.SAFE))
    mended = apply_edits(words, edits)
    for change in found:
        assert change.before.strip("…") in words
        assert change.after.strip("…") in mended
