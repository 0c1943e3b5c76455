"""What the witness of words lets pass and what it refuses, kind by kind."""

from __future__ import annotations

import pytest
from wordoracle import lost_words

from carcite.checking.word_forms import full_end, same_identifier, same_journal
from carcite.checking.words import Change, made, marks_hold, pairs_hold, words, words_hold
from carcite.text.edit import Edit
from carcite.text.span import Span


def change(text: str, old: str, new: str, code: str, *, moves: bool = False) -> Change:
    start = text.index(old)
    return Change(Edit(Span(start, start + len(old)), new), code, moves)


HOLD = [
    ("stops of initials", "Smith J.A., Doe B.", "J.A.", "JA", "AUT001"),
    ("a hyphen of initials", "Smith J-P, Doe B", "J-P", "JP", "AUT001"),
    ("digraph initials joined", "Petrov A. Yu., Rao K", "A. Yu.", "AYu", "AUT001"),
    ("the delimiter and a word", "Smith J and Doe B. Soap", " and ", ", ", "AUT007"),
    ("et al in another language", "Öztürk Ç, ve ark. Soap", "ve ark", "et al", "AUT003"),
    ("capitals of a name", "SMITHERS J, Doe B", "SMITHERS", "Smithers", "AUT011"),
    ("short pages", "2012;81:123-129.", "123-129", "123-9", "PAG002"),
    ("long pages", "2012;81:E361-5.", "E361-5", "E361-E365", "PAG002"),
    ("pages with spaces", "46 : 382 - 91.", "382 - 91", "382-391", "PAG002"),
    ("a number glued to its word", "13(2Suppl):9", "2Suppl", "2 Suppl", "VOL003"),
    ("a label of pages", "81, pp. 51-6", "pp. ", "", "PAG002"),
    ("a label of volumes", "vol. 81, no. 2", "vol. 81, no. 2", "81(2)", "VOL002"),
    ("a supplement", "81 (Supplement 2):1", "Supplement", "Suppl", "VOL003"),
    ("a month", "2015 December 8", "December", "Dec", "DAT004"),
    ("a form of a DOI", "https://doi.org/10.1056/X", "https://doi.org/", "doi:", "DOI003"),
    ("a stop behind an address", "from: https://who.int/x", "/x", "/x.", "PUN001"),
    (
        "a blank between initials that stops part",
        "in M. I. T. Press",
        "M. I. T.",
        "M.I.T.",
        "PUN003",
    ),
    ("a ligature", "Signiﬁcant events", "Signiﬁcant", "Significant", "TTL010"),
]
"""Name, text, what goes, what comes, the rule."""
FAIL = [
    ("given names", "Suharto, Wijaya D. Soap", ", Wijaya D", " WD", "AUT005"),
    ("a group into initials", "ATLAS Group, Aad G", ", Aad G", " AG", "AUT005"),
    ("a degree", "Smith J, MD, Doe B", ", MD", "", "AUT012"),
    ("a mark of a name", "Smith RS†, Doe B", "†", "", "AUT020"),
    ("and others in no language", "Smith A, xy zw. Soap", "xy zw", "et al", "AUT003"),
    ("another month", "2015 December 8", "December", "Jan", "DAT004"),
    ("and others made of words", "Öztürk Ç, ve ark. Soap", "ve ark", "xy zw", "AUT003"),
    ("a letter of a number lost", "13(2Suppl):9", "2Suppl", "2 Sup", "VOL003"),
    ("a note behind the pages", "361-5 (retracted).", " (retracted)", "", "PUN001"),
    ("a second page", "17:1777; 1786.", "; 1786", "", "PAG002"),
    ("a poster's letter", "44:P12-P14", "P12-P14", "12-P14", "PAG002"),
    ("poster pages", "(Suppl 58):PP.12", "(Suppl 58):PP.12", "58:12", "VOL003"),
    ("half of a label", "35(n° 3):1", "n° 3", "° 3", "VOL002"),
    ("a letter made", "391:45A-50", "45A-50", "45A-50A", "PAG002"),
    ("a letter lost", "132:126A-127A", "126A-127A", "126A-7A", "PAG002"),
    ("a descending range", "345:167-1", "167-1", "167-161", "PAG002"),
    ("backwards with letters", "391:e12-e8", "e12-e8", "e12-e18", "PAG002"),
    ("garbled pages", "20:2269-273", "2269-273", "2269-73", "PAG002"),
    ("another script", "12:С5-С9", "С5-С9", "X5-9", "PAG002"),
    ("a raised figure", "1361-5²", "1361-5²", "1361-52", "PAG002"),
    ("a quote within a number", "Genet, 1'17, 9", ", 1'17", ", 1 17", "VOL003"),
    ("a fraction", "2749-½2759", "2749-½2759", "2749-59", "PAG002"),
    ("a divided word", "genetically-\nmodified", "-\n", "", "TTL010"),
    ("a joiner of Persian", "می\u200cشود", "\u200c", "", "TTL010"),
    ("a tail of a DOI", "doi:10.1590/1/;2018;36", ";2018;36", "", "DOI002"),
    ("another DOI", "doi:10.1056/X", "10.1056/X", "10.1056/Y", "DOI003"),
    ("another label", "13 Suppl 2:9", "Suppl", "Part", "VOL003"),
    ("an ellipsis", "and water... Lancet", "...", ".", "PUN001"),
    ("a year", "Lee B (2019). Soap. Blood. 2018", " (2019)", "", "DAT003"),
    (
        "a journal under a rule of pages",
        "New England Journal",
        "New England Journal",
        "N Engl J",
        "PAG002",
    ),
]


@pytest.mark.parametrize(("name", "text", "old", "new", "code"), HOLD, ids=[h[0] for h in HOLD])
def test_form_alone_may_change(name: str, text: str, old: str, new: str, code: str) -> None:
    assert words_hold(text, [change(text, old, new, code)])


@pytest.mark.parametrize(("name", "text", "old", "new", "code"), FAIL, ids=[f[0] for f in FAIL])
def test_no_word_is_lost_or_made(name: str, text: str, old: str, new: str, code: str) -> None:
    assert not words_hold(text, [change(text, old, new, code)])
    assert lost_words(text, text.replace(old, new, 1))


def test_a_kind_is_for_the_rules_of_its_family_alone() -> None:
    text = "2015 December 8;81:123-129"
    assert not words_hold(text, [change(text, "December", "Dec", "TTL005")])
    assert not words_hold("vol. 3", [change("vol. 3", "vol. ", "", "AUT001")])


def test_a_doi_changes_its_form_by_a_rule_of_identifiers_alone() -> None:
    text = "Roe B. doi:10.1056/X"
    for code, held in (("DOI003", True), ("AUT001", False)):
        assert words_hold(text, [change(text, "doi:", "https://doi.org/", code)]) is held


def test_parts_may_move_where_the_fix_says_so_and_nothing_is_made() -> None:
    text = "Baker DJ, June CH. Soap on wards. Lancet 2025; 405: 751-754"
    moved = "Baker, D. J., & June, C. H. (2025). Soap on wards. Lancet, 405, 751–754."
    assert words_hold(text, [change(text, text, moved, "DAT003", moves=True)])
    assert not words_hold(text, [change(text, text, moved, "DAT003")])
    twice = moved.replace("405,", "405(8),")
    assert not words_hold(text, [change(text, text, twice, "DAT003", moves=True)])
    assert not lost_words(text, moved)
    assert lost_words(text, twice)


def test_two_edits_may_not_join_what_neither_joins_alone() -> None:
    text = "Smith, Jo. Soap"
    comma, blank = (change(text, each, "", "AUT020") for each in (",", " "))
    assert words_hold(text, [comma])
    assert not words_hold(text, [comma, blank])


def test_brackets_and_quotes_stay_in_pairs() -> None:
    text = "A title (with a note). Blood"
    assert not pairs_hold(text, made(text, [change(text, ")", "", "TTL001")]))
    assert pairs_hold(text, made(text, [change(text, ".", "", "TTL001")]))


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("R. Lancet 1934", ". ", ", 1934. . "),
        ("[In the old.] Lancet", "]", "]."),
        ("Which cells? Burns", "?", "?, "),
        ("Burns, 2009", ",", ",."),
        ("Soap. Burns", ".", ".."),
        ("June CH. Soap", ".", ",,"),
    ],
)
def test_no_mark_is_put_behind_another(text: str, old: str, new: str) -> None:
    assert marks_hold(text, made(text, [change(text, old, new, "PUN001")])) is (new == "?, ")


def test_a_mark_that_stood_twice_may_go() -> None:
    text = "Soap.. Burns"
    assert marks_hold(text, made(text, [change(text, "..", ".", "PUN001")]))


def test_words_are_letters_figures_and_marks_that_mean_something() -> None:
    assert words("Ω-3: “n° 3” 50 % of U+200C") == [
        *("Ω", "3", "n°", "3", "50", "%", "of", "U", "+", "200C")
    ]
    assert words("e\u0301t\u0301e") == ["ét\u0301e"]


def test_ends_of_ranges_are_written_out_where_that_is_certain() -> None:
    assert full_end("1361", "5") == full_end("1361", "1365") == "1365"
    assert full_end("101", "08") == "108"
    assert full_end("12", "P14") == full_end("98", "4") == full_end("45A", "50") == ""


def test_a_journal_keeps_its_identity_by_the_table() -> None:
    assert same_journal("The Lancet", "Lancet")
    assert not same_journal("Microbiology", "Microbiology (N Y)")
    assert not same_journal("Journal of Things", "J Things")
    # Two journals bear the name; either's full title would be a guess.
    assert not same_journal("Acta Endocrinol", "Acta endocrinologica")
    assert not same_journal("Lancet", "Blood")


def test_an_identifier_is_itself_in_every_form() -> None:
    assert same_identifier("http://dx.doi.org/10.1056/x", "10.1056/X")
    assert not same_identifier("https://publisher.example/10.1056/x", "doi:10.1056/x")
    assert not same_identifier("https://who.int/a", "https://who.int/b")


def test_capitals_become_initials_only_where_a_rule_of_names_asks() -> None:
    for code in ("AUT001", "PUN003"):
        asked = change("Cambridge: MIT Press", "MIT", "M. I. T.", code)
        assert words_hold("Cambridge: MIT Press", [asked]) is (code == "AUT001")


def test_a_journal_with_marks_that_are_in_no_name_is_not_renamed() -> None:
    assert same_journal("Lancet.", "Lancet")
    assert not same_journal("Lancet. ??", "Lancet")
