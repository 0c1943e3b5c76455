"""BibTeX: read as pybtex reads, placed to the character, mended in place, written, read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from pybtex.database import parse_string

from carcite.errors import UsageError
from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.layout import Role
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Contributors, Organization, Person
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.records.bibtex import read as bibtex
from carcite.records.bibtex.tex import decode
from carcite.text.edit import Edit
from carcite.text.span import Span

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"


def load(name: str) -> dict[str, Parse]:
    document = bibtex.read((FORMATS / name).read_bytes(), name)
    return {parse.entry.label: parse for parse in document.records if parse.entry}


def test_every_entry_is_read_and_comments_are_not() -> None:
    assert list(load("refs.bib")) == ["june2018", "mueller2024", "particles", "kipps", "williams",
                                      "who"]  # fmt: skip


def test_names_keep_particles_suffixes_bodies_and_others() -> None:
    found = load("refs.bib")
    assert found["particles"].reference.names() == (
        Person("Bonin", "M", "Malte", "von"),
        Person("de la Fuente", "J", "Josu"),
        Person("Young", "WF", "William F.", "", "Jr"),
        Organization("UKPDS Group"),
    )
    group = found["june2018"].reference.group()
    assert group
    assert group.et_al
    assert len(group.names) == 3


def test_macros_latex_and_crossref_are_resolved() -> None:
    found = load("refs.bib")
    assert found["mueller2024"].reference.container_title == "N Engl J Med"
    assert found["mueller2024"].reference.names()[2] == Person("Ørsted", "Å", "Åse")
    assert found["particles"].reference.container_title == "Blood Advances"
    title = found["particles"].reference.title
    assert title == "Safety & efficacy at LDL < 70 mg/dL: CD8<sup>+</sup> 'T' cells"
    chapter = found["kipps"].reference
    assert (chapter.container_title, chapter.publisher, chapter.issued) == (
        "Williams hematology", "McGraw-Hill", Date(2016),
    )  # fmt: skip


def test_numbers_and_dates() -> None:
    found = load("refs.bib")
    june, particles = found["june2018"].reference, found["particles"].reference
    assert june.issued == Date(2018, 3)
    assert june.pages == (PageRange("1361", "1365"),)
    assert (particles.issue, particles.supplement) == ("3", "Suppl 2")
    assert particles.pages == (ELocator("e0224819"),)
    assert particles.issued == Date(2019, 11, 7)
    assert found["who"].reference.accessed == Date(2024, 2, 15)
    assert found["who"].reference.url.endswith("tuberculosis_100%25")


def test_values_are_those_of_pybtex() -> None:
    """Two parsers, one file: every field that pybtex sees is what our own block finder sees."""
    text = (FORMATS / "refs.bib").read_text(encoding="utf-8").replace("% @article", "% article")
    theirs = parse_string(text, "bibtex").entries
    for key, parse in load("refs.bib").items():
        for field, ours in (("title", parse.reference.title), ("doi", "")):
            if field == "title":
                assert decode(theirs[key].fields["title"]) == ours
            elif "doi" in theirs[key].fields:
                assert theirs[key].fields["doi"].endswith(parse.reference.identifier("doi"))
        names = parse.reference.names()
        for person, name in zip(theirs[key].persons.get("author", ()), names, strict=False):
            if isinstance(name, Person):
                assert name.family in decode(" ".join(person.last_names))


@pytest.mark.parametrize(
    ("key", "role", "words"),
    [
        ("june2018", Role.DOI, "10.1126/science.aar6711"),
        ("mueller2024", Role.DOI, "10.1056/NEJMoa2308917"),
        ("june2018", Role.PAGE, "1361--1365"),
        ("june2018", Role.YEAR, "2018"),
        ("particles", Role.VOLUME, "12"),
        ("particles", Role.GIVEN, "Malte"),
    ],
)
def test_marks_point_at_the_value_in_the_file(key: str, role: Role, words: str) -> None:
    text = (FORMATS / "refs.bib").read_text(encoding="utf-8")
    parse = load("refs.bib")[key]
    assert parse.entry
    piece = parse.layout.find(role)[0]
    assert piece.text == words
    assert piece.span.shift(parse.entry.span.start).of(text) == words


def test_neighbours_of_broken_entries_are_read() -> None:
    document = bibtex.read((FORMATS / "broken.bib").read_bytes(), "broken.bib")
    titles = [parse.reference.title for parse in document.records]
    assert titles[0] == "Before the fault"
    assert titles[3:5] == ["After the fault", "The same key"]
    assert [parse.is_read for parse in document.records] == [True, False, False, True, True, False]
    assert document.records[1].reference.issued == Date(2002)
    assert 'line 5: in nocomma: no comma behind the field "title"' in document.notes
    assert "line 15: the key first stands already in line 1" in document.notes


@pytest.mark.parametrize("name", ["refs.bib", "broken.bib"])
@pytest.mark.parametrize("form", ["lf", "crlf", "bom", "latin-1"])
def test_saving_without_edits_gives_the_same_bytes(name: str, form: str) -> None:
    data = (FORMATS / name).read_bytes()
    if form == "crlf":
        data = data.replace(b"\n", b"\r\n")
    elif form == "bom":
        data = b"\xef\xbb\xbf" + data
    elif form == "latin-1":
        data = data.replace(b'M{\\"u}ller', "Müller".encode("latin-1"))
    document = bibtex.read(data, name)
    assert document.save is not None
    assert document.save([]) == data


def test_a_fix_in_a_thousand_entries_changes_its_line_alone() -> None:
    one = (FORMATS / "refs.bib").read_text(encoding="utf-8")
    text = "".join(one.replace("@article{mueller2024", f"@article{{m{i}") for i in range(170))
    document = bibtex.read(text.encode(), "big.bib")
    assert document.save is not None
    parse = document.records[601]
    assert parse.entry
    assert parse.entry.label == "m100"
    place = parse.layout.find(Role.DOI)[0].span.shift(parse.entry.span.start)
    edit = Edit(Span(place.start - len("https://doi.org/"), place.start), "")
    after = document.save([edit]).decode().splitlines(keepends=True)
    before = text.splitlines(keepends=True)
    changed = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert len(changed) == 1
    assert after[changed[0]] == before[changed[0]].replace("https://doi.org/", "")


REFERENCE = Reference(
    type="article-journal",
    contributors=(
        Contributors(
            (
                Person("June", "CH", "Carl H."),
                Person("Bonin", "M", particle="von"),
                Person("van der Velden", "VHJ"),
                Person("Young", "WF", suffix="Jr"),
                Person("Dupont-Noël", "J-P"),
                Organization("Research and Development, Ltd"),
            ),
            et_al=True,
        ),
        Contributors((Person("Cox", "TM"),), "editor"),
    ),
    title='Safety & efficacy of "low-dose" DNA: CO<sub>2</sub> in <i>S. aureus</i>, 50% {a_b} ~ ^',
    title_note="letter",
    container_title="Heart & Lung",
    issued=Date(2018, 3, 23),
    accessed=Date(2024, 2, 15),
    volume="359",
    issue="3",
    supplement="Suppl 2",
    pages=(PageRange("1361", "1365"),),
    status="in press",
    language="German",
    url="https://example.org/a_b%20c?x=1&y=2#z",
    identifiers=(Identifier("doi", "10.1002/(SICI)1097-0258(19980815)17:15<1>3.0.CO;2-_"),
                 Identifier("pmid", "29567707")),
    note="Reprinted 2019",
)  # fmt: skip


def test_what_is_written_reads_as_the_same_reference() -> None:
    text, notes = bibtex.write([("june", REFERENCE)])
    assert notes == []
    assert bibtex.read(text.encode(), "out.bib").records[0].reference == REFERENCE
    assert set(parse_string(text, "bibtex").entries) == {"june"}


@pytest.mark.parametrize(
    "date",
    [Date(2017, 8, 6, end_day=11, end_month=8), Date(2019, end_year=2020), Date(1977, season=2),
     Date(1850, circa=True), Date(2018, letter="a")],
)  # fmt: skip
def test_dates_beyond_bibtex_are_written_as_biblatex_has_them(date: Date) -> None:
    text, _ = bibtex.write([("a", Reference(title="T", issued=date))])
    found = bibtex.read(text.encode(), "out.bib").records[0].reference.issued
    assert isinstance(found, Date)
    assert (found.year, found.season, found.circa, found.letter) == (
        date.year, date.season, date.circa, date.letter,
    )  # fmt: skip
    assert (found.end_year, found.end_day) == (date.end_year, date.end_day)


@pytest.mark.parametrize(
    ("month", "date"),
    [
        ("{March--April}", Date(2021, 3, end_month=4)),
        ("{Mar/Apr}", Date(2021, 3, end_month=4)),
        ('"2~" # mar', Date(2021, 3, 2)),
    ],
)
def test_months_in_the_forms_that_people_write(month: str, date: Date) -> None:
    text = f"@article{{a, title={{T}}, year=2021, month={month}}}"
    assert bibtex.read(text.encode(), "a.bib").records[0].reference.issued == date


def test_what_bibtex_cannot_hold_is_named() -> None:
    odd = Reference(
        contributors=(Contributors((Person("Ng", "A"),), "illustrator"),),
        epub=Date(2019),
        unread=("odd words",),
        identifiers=(Identifier("trial", "NCT01234567"),),
    )
    _, notes = bibtex.write([("ng", odd)])
    assert notes == [
        "ng: BibTeX has no field for the date of the electronic publication",
        "ng: BibTeX has no field for the words that could not be read",
        "ng: BibTeX has no field for names in the role illustrator",
        "ng: BibTeX has no field for the identifier trial",
    ]


def test_keys_are_made_unlike_each_other() -> None:
    text, _ = bibtex.write([("müller 2018", Reference(title="A")), ("Muller2018", Reference())])
    assert "{muller2018," in text
    assert "{Muller2018-2," in text


def test_pybtex_keeps_its_global_switches() -> None:
    from pybtex import errors

    before = errors.strict, errors.error_code, errors.captured_errors
    bibtex.read(
        b"@article{a, author = {A, B, C, D, E and , and {x} y, and }, title={\\bad{}", "x.bib"
    )
    assert (errors.strict, errors.error_code, errors.captured_errors) == before


@pytest.mark.parametrize("new", ["{", "}", "a}, b = {"])
def test_an_edit_that_would_break_an_entry_is_refused(new: str) -> None:
    document = bibtex.read((FORMATS / "refs.bib").read_bytes(), "refs.bib")
    parse = document.records[0]
    assert parse.entry
    assert document.save
    at = parse.layout.find(Role.DOI)[0].span.shift(parse.entry.span.start)
    with pytest.raises(UsageError, match=r"^refs.bib: these changes would break a record"):
        document.save([Edit(at, new)])


def test_strings_that_double_each_other_stay_small() -> None:
    strings = ["@string{a0 = {12345678}}"]
    strings += [f"@string{{a{at} = a{at - 1} # a{at - 1}}}" for at in range(1, 60)]
    text = "\n".join([*strings, "@article{k, title = a59, volume = a1, year = 2018}"])
    [parse] = bibtex.read(text.encode(), "a.bib").records
    assert parse.reference.volume == "1234567812345678"
    assert len(parse.reference.title) < 20_000


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (r"T of \href{http://a_b%20c}{it}", "T of it"),
        (r"\href{x}{y}{z}", "yz"),
        (r"$\href{x}{y}$ of it", "y <x> of it"),
        (r"\href", ""),
        (r"\href{x}", "x"),
        (r"T\footnote{Of \cite{x}.} of it", "T of it"),
        (r"T \footnote", "T"),
        (r"CO$_2$ and \alpha", "CO<sub>2</sub> and α"),
        (r"\foreignlanguage{german}{Kittel} an", "Kittel an"),
        (r"\texorpdfstring{$\beta$}{beta}-blockers", "β-blockers"),
        (r"\textcolor{red}{Gowns}", "Gowns"),
    ],
)
def test_commands_with_and_without_their_arguments(value: str, text: str) -> None:
    assert decode(value) == text


def test_a_footnote_is_no_author(capfd: pytest.CaptureFixture[str]) -> None:
    text = r"@article{a, author={June, C\footnote{h} and {\footnote{i}}}, title={\frac}}"
    (parse,) = bibtex.read(text.encode(), "a.bib").records
    assert parse.reference.names() == (Person("June", "C"),)
    assert capfd.readouterr().err == ""


def test_macros_that_nothing_defines_are_told_once_and_keep_their_names() -> None:
    text = (
        '@string{a = b # "x"}\n@string{b = "y"}\n'
        "@article{k, title = a, journal = natl, month = jan, year = 2018}\n"
        "@article{l, title = b, journal = natl}\n"
    )
    document = bibtex.read(text.encode(), "a.bib")
    assert [each.reference.title for each in document.records] == ["bx", "y"]
    assert document.records[1].reference.container_title == "natl"
    assert document.notes == (
        "line 1: no @string says what b stands for; its name is kept",
        "line 3: no @string says what natl stands for; its name is kept",
    )
