"""Lists cut into entries: exact spans, labels, noise, and what is not a list at all."""

from __future__ import annotations

import pytest

from carcite.lists.find import find_lists, looks_like_entry, split_entries
from carcite.model.parse import Entry
from carcite.text.span import Span

JUNE = "June CH, O'Connor RS. CAR T cell immunotherapy for human cancer. Science 2018;359:1361-5."
QIN = "Qin C, Tian DS. Anti-BCMA CAR T-cell therapy. Signal Transduct Target Ther 2023; 8: 5"
BONIN = "von Bonin M, Georgi A. Salvage treatment with CD19 CAR T cells. Lancet 2025; 405: 25-28"
WHO = "World Health Organization. The world health report 2000. Geneva: WHO; 2000."
ALL = (JUNE, QIN, BONIN, WHO)


def entries(text: str) -> list[Entry]:
    return [entry for found in find_lists(text) for entry in found.entries]


def bodies(text: str) -> list[str]:
    return [entry.body.of(text) for entry in entries(text)]


def test_exact_spans() -> None:
    text = f"References\n [1] {JUNE} \n[2]  {QIN}\n"
    (found,) = find_lists(text)
    first, second = found.entries
    assert found.heading == Span(0, 10)
    assert first == Entry(Span(12, 16 + len(JUNE)), Span(16, 16 + len(JUNE)), "[1]", 1)
    at = text.index("[2]")
    assert second == Entry(Span(at, at + 5 + len(QIN)), Span(at + 5, at + 5 + len(QIN)), "[2]", 2)
    assert found.span == Span(12, at + 5 + len(QIN))


def test_a_label_with_a_strange_letter_begins_an_entry_all_the_same() -> None:
    text = "\n".join(f"{label}. {each}" for label, each in zip(("1", "2", "3d"), ALL, strict=False))
    assert [each.label for each in entries(f"{text}\n4. {WHO}\n")] == ["1.", "2.", "3d.", "4."]


@pytest.mark.parametrize(
    ("form", "label"),
    [
        ("{}. ", "2."),
        ("{}.", "2."),
        ("{}) ", "2)"),
        ("[{}] ", "[2]"),
        ("[{}]", "[2]"),
        ("({}) ", "(2)"),
        ("{}\t", "2"),
        ("{} ", "2"),
        ("{}\u00a0", "2"),
        ("{}", "2"),
        ("- {} ", "- 2"),
        ("– {} ", "– 2"),
        ("• {}. ", "• 2."),
        ("{}.\n", "2."),
        ("[{}]\n", "[2]"),
        ("［{}］", "［2］"),
        ("S{}. ", "S2."),
        ("Ref. {} ", "Ref. 2"),
        ("{} - ", "2 -"),
        ("{} – ", "2 –"),
        ("<{}> ", "<2>"),
        ("{{{}}} ", "{2}"),
        ("{}-", "2-"),
        ("{}.-", "2.-"),
        ("{}, ", "2,"),
        ("{}_ ", "2_"),
        ("n. {} ", "n. 2"),
        ("{}a. ", "2a."),
    ],
)
def test_every_form_of_number(form: str, label: str) -> None:
    text = "\n".join(form.format(i) + ref for i, ref in enumerate(ALL, start=1))
    assert bodies(text) == list(ALL)
    assert entries(text)[1].label == label
    assert [entry.number for entry in entries(text)] == [1, 2, 3, 4]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "▪", "◦"])
def test_bullets(bullet: str) -> None:
    text = "\n".join(f"{bullet} {ref}" for ref in ALL)
    assert bodies(text) == list(ALL)
    assert {(entry.label, entry.number) for entry in entries(text)} == {(bullet, None)}


def test_letters_have_no_number() -> None:
    text = "\n".join(f"{letter}) {ref}" for letter, ref in zip("abcd", ALL, strict=True))
    assert bodies(text) == list(ALL)
    assert [entry.label for entry in entries(text)] == ["a)", "b)", "c)", "d)"]
    assert {entry.number for entry in entries(text)} == {None}


@pytest.mark.parametrize(
    "wrapped",
    [
        "1. June CH. A study of\n12 patients with lupus. Science\n2018;359:1-5.",
        "1. June CH. CAR T cells. Science 2018;359:\n1361-5.",
        "1. June CH. CAR T cells. Science\n2018;359:1361-5.",
        "1. June CH. Summary of the year\n2. Results of the trial. Science 2018;359:1-5.",
        "1. June CH. CAR T cells. Science 2018 Mar\n12. doi: 10.1126/science.aar6711",
        "1. June CH. CAR T cells. Science 2018;359\n(6382):1361-5.",
        "1. June CH. CAR T cells. Science 2018;405: 751-\n754",
    ],
)
def test_number_that_begins_a_wrapped_line(wrapped: str) -> None:
    text = f"References\n{wrapped}\n2. {QIN}\n3. {BONIN}\n"
    assert bodies(text) == [wrapped[3:], QIN, BONIN]


def test_gap_swallows_nothing() -> None:
    text = f"1. {JUNE}\n9. {QIN}\n10. {BONIN}\n11. {WHO}"
    assert [entry.number for entry in entries(text)] == [1, 9, 10, 11]
    assert bodies(text) == list(ALL)


def test_duplicate_and_missing_numbers() -> None:
    text = f"1. {JUNE}\n2. {QIN}\n2. {BONIN}\n3. {WHO}"
    assert [entry.number for entry in entries(text)] == [1, 2, 2, 3]
    text = f"1. {JUNE}\n{QIN}\n3. {BONIN}\n4. {WHO}"
    assert [entry.number for entry in entries(text)] == [1, None, 3, 4]
    assert bodies(text) == list(ALL)


def test_neighbours_of_a_broken_entry() -> None:
    text = f"1. {JUNE}\n2. ### lost ###\n3. {BONIN}\n4. 17\n5. {WHO}"
    assert bodies(text) == [JUNE, "### lost ###", BONIN, "17", WHO]


def test_restarted_numbers_make_another_list() -> None:
    text = f"References\n1. {JUNE}\n2. {QIN}\n1. {BONIN}\n2. {WHO}"
    first, second = find_lists(text)
    assert [entry.list_index for entry in first.entries + second.entries] == [0, 0, 1, 1]
    assert second.heading is None


def test_no_entry_belongs_to_two_lists() -> None:
    long = "Panel to review the measurement of food insecurity, " * 16
    text = f"1) {JUNE}\r\n2) {QIN}\r\n3) {long}\r\n4) {BONIN}\r\n5) {WHO}"
    (only,) = find_lists(text)
    assert [entry.number for entry in only.entries] == [1, 2, 3, 4, 5]


def test_two_entries_in_one_paragraph() -> None:
    text = f"1. {JUNE} 2. {QIN}\n3. {BONIN}"
    assert bodies(text) == [JUNE, QIN, BONIN]
    assert [entry.label for entry in entries(text)] == ["1.", "2.", "3."]


@pytest.mark.parametrize(
    "whole",
    [
        "Smith J. Vaccination. Part 1. Berlin: Springer; 2012.",
        "Smith J. Trial of 2. Amsterdam cohort. Lancet 2012;1:2-3.",
        "Smith J. Human brain 2. Oxford: University Press; 2012.",
    ],
)
def test_number_inside_an_entry(whole: str) -> None:
    text = f"1. {whole}\n3. {QIN}\n4. {BONIN}"
    assert bodies(text) == [whole, QIN, BONIN]


def test_link_words_are_noise() -> None:
    text = f"1. {JUNE[:40]}\nCAS PubMed\n{JUNE[41:]}\nGoogle Scholar\n\n2. {QIN}\n[DOI] [PubMed]\n"
    first, second = entries(text)
    assert [span.of(text) for span in first.noise] == ["CAS PubMed"]
    assert first.body.of(text).endswith(JUNE[-10:])
    assert second.body.of(text) == QIN


def test_volume_on_a_line_of_its_own_is_no_page_number() -> None:
    wrapped = "Qin C, Tian DS. Anti-BCMA.\nSci Rep\n93\n2018: 1-5."
    text = f"References\n1. {JUNE}\n2. {wrapped}\n3. {BONIN}"
    assert [entry.noise for entry in entries(text)] == [(), (), ()]
    assert bodies(text)[1] == wrapped


def test_pages_between_lines() -> None:
    text = (
        f"References\n1. {JUNE}\n2. Qin C, Tian DS. Anti-BCMA\n\n– 17 –\n\x0cDoe et al.     18\n\n"
        f"CAR T-cell therapy. Signal Transduct Target Ther 2023; 8: 5\n3. {BONIN}\n"
    )
    assert [len(entry.noise) for entry in entries(text)] == [0, 2, 0]
    assert bodies(text)[1].endswith("2023; 8: 5")


@pytest.mark.parametrize(
    "after",
    [
        "© 2025. Thieme. All rights reserved.",
        "Publication History\nArticle published online: 12 August 2025",
        "Received: 12 March 2024",
        "Supplementary material",
        "Acknowledgements\nWe thank the 17 patients of 2018.",
        "Korrespondenzadresse\nProf. Dr. A. Muster, Stuttgart",
        "Department of Hematology, University Hospital, Dresden, Germany",
        "Table 1. Patients of the trial, 2018",
    ],
)
@pytest.mark.parametrize("label", ["{}. ", "{} ", ""])
def test_furniture_ends_the_list(after: str, label: str) -> None:
    listed = "\n".join(label.format(i) + ref for i, ref in enumerate(ALL, start=1))
    assert bodies(f"Literatur\n{listed}\n\n{after}\n") == list(ALL)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A short text.",
        "CAR T cells were counted in 12 patients (Smith et al. 2018; Jones 2019).\nMore of them.",
        "1. Wash your hands.\n2. Dry them.\n3. Turn off the water.",
        "References to earlier work are few.\nWe found none in 2018.",
        "References\n\nSee the journal's page.",
        "Abstract\nBackground: In 2018, 359 patients were seen (1361-1365).\nMethods: None.",
        "1 Department of Medicine, University of Dresden, Germany\n2 Charité, Berlin, Germany",
        "* * *\n- - -\n1\n2\n3\n",
        "Date: Sun, 12 May 2002 08:56:15 +0100\nReceived: by mail.example.org\n"
        "Date: Fri, 4 May 2001 14:05:44 -0400\nSee: https://example.org/2002\n",
        '{"created": "2019-12-02T22:29:31", "id": 12,\n "updated": "2019-12-02T22:33:19"}\n',
        "Copyright\n1990 Gordon Doe (doe@example.org)\n1991, 1992 Linus Roe\n1999-2002 Example Inc",
    ],
)
def test_no_list(text: str) -> None:
    assert find_lists(text) == ()


def test_prose_before_a_bare_list() -> None:
    prose = "We treated 12 patients in 2018 with CAR T cells.\nAll of them went home.\n\n"
    text = prose + "\n".join(f"{i}. {ref}" for i, ref in enumerate(ALL, start=1))
    assert bodies(text) == list(ALL)


def test_subheadings_between_entries() -> None:
    text = f"References\n1. {JUNE}\n2. {QIN}\n\nClinical trials\n\n3. {BONIN}\n\nBooks\n4. {WHO}"
    assert bodies(text) == list(ALL)


@pytest.mark.parametrize("line", ["Books", "**Books**", "— Web pages —", "Part II", "Fontes"])
@pytest.mark.parametrize("form", ["{}. ", ""])
def test_a_line_over_entries_is_none(line: str, form: str) -> None:
    one, two, three, four = (form.format(i) + ref for i, ref in enumerate(ALL, start=1))
    text = f"References\n\n{one}\n{two}\n\n{line}\n\n{three}\n{four}\n"
    assert bodies(text) == list(ALL)


def test_a_second_heading_does_not_split_a_list_whose_numbers_go_on() -> None:
    text = f"References\n1. {JUNE}\n2. {QIN}\n\nFurther reading\n\n3. {BONIN}\n4. {WHO}\n"
    assert [len(found.entries) for found in find_lists(text)] == [4]
    again = text.replace("\n3. ", "\n1. ").replace("\n4. ", "\n2. ")
    assert [len(found.entries) for found in find_lists(again)] == [2, 2]


def test_affiliations_and_steps_are_no_list() -> None:
    places = "1-Department of Medicine, University of Oslo.\n2-Faculty of Nursing, Bergen.\n"
    assert entries(places + "3-Institute of Health, Oslo, 2019.\n\nWe saw cells in 2018.\n") == []
    assert entries("1, Wash hands\n2, Take 5 ml in 2019\n3, Send it to the lab\n") == []


def test_prose_without_blank_line_after_a_list() -> None:
    listed = "\n".join(f"{i}. {ref}" for i, ref in enumerate(ALL, start=1))
    assert bodies(f"References\n{listed}\nWe thank all patients.\nThey were kind.") == list(ALL)


def test_questions_after_a_list_are_no_list() -> None:
    listed = "\n".join(f"{i}. {ref}" for i, ref in enumerate(ALL, start=1))
    questions = "Appendix: the questions\n1. How old are you?\n2. Where do you live?"
    assert bodies(f"References\n{listed}\n\n{questions}\n") == list(ALL)


def test_bare_list_keeps_a_first_entry_that_looks_like_none() -> None:
    text = "1. Guidelines on the management of pain.\n2. " + f"{JUNE}\n3. {QIN}\n4. {BONIN}"
    assert [entry.number for entry in entries(text)] == [1, 2, 3, 4]


def test_stretch_known_to_be_a_list() -> None:
    text = f"before 1. x\n{JUNE}\n{WHO}\nafter"
    start, end = text.index("June"), text.index("\nafter")
    assert [entry.body.of(text) for entry in split_entries(text, start, end)] == [JUNE, WHO]
    assert split_entries(text, 3, 3) == ()


@pytest.mark.parametrize("text", [*ALL, f"12. {JUNE}", "Smith J. Title. In press 2018. PMID: 12."])
def test_looks_like_entry(text: str) -> None:
    assert looks_like_entry(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "References",
        "We treated 12 patients in 2018.",
        "Department of Medicine, University of Dresden, Germany",
        "Smith et al. (2018) showed that CAR T cells persist.",
    ],
)
def test_does_not_look_like_entry(text: str) -> None:
    assert not looks_like_entry(text)


@pytest.mark.parametrize("form", ["{} ", "{}. ", "{} ↵ ", "{}. ↵ ", "{}. ↑ "])
def test_a_link_back_behind_the_number_is_no_part_of_the_entry(form: str) -> None:
    text = "\n".join(form.format(number) + each for number, each in enumerate(ALL[:3], start=1))
    found = entries(text)
    assert [entry.number for entry in found] == [1, 2, 3]
    assert bodies(text) == list(ALL[:3])


def test_a_name_broken_over_two_lines_begins_no_entry() -> None:
    lines = (
        "Comparability of breast cancer screening surveys. R. M. Mickey, J. K. Worden,",
        "P. M. Vacek, M. C. Costanza. Epidemiology 1994: 5(4); 462-5.",
        "Methods for the design and administration of web-based surveys. T.",
        "K. Schleyer, J. L. Forrest. J Am Med Inform Assoc 2000: 7(4); 416-25.",
        "Response rate according to title and length of questionnaire. E.",
        "Lund, I. T. Gram. Scand J Soc Med 1998: 26(2); 154-60.",
    )
    text = "References\n\n" + "\n".join(lines) + "\n"
    begins = {body.split()[0] for body in bodies(text)}
    assert not begins & {"K.", "Lund,"}


@pytest.mark.parametrize("first", [1499, 1990, 2018, 9998])
def test_a_list_may_begin_with_any_number(first: int) -> None:
    lines = [f"{first + step}. {body}" for step, body in enumerate(ALL)]
    assert [each.number for each in entries("\n".join(lines))] == list(range(first, first + 4))


def test_years_before_works_are_no_numbers() -> None:
    lines = [f"{year}. Smith J, Lee B. Paper. Blood {year}; 3: 1-2" for year in (1998, 1999, 2000)]
    text = "References\n\n" + "\n".join(lines)
    assert not {1998, 1999, 2000} & {each.number for each in entries(text)}


def test_a_long_list_of_names_with_initials_first_is_found_to_its_end() -> None:
    lines = [
        f"{n}. K.{chr(64 + n)}. Lind, E. Rao, Study of wards, Caryologia {n} ({1990 + n}) 40–46."
        for n in range(1, 21)
    ]
    lines[0] += " https://doi.org/10.1000/x1"
    lines[1] += " https://doi.org/10.1000/x2"
    assert [each.number for each in entries("\n".join(lines))] == list(range(1, 21))
