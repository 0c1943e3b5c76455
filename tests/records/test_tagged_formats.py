"""RIS and MEDLINE: the oddities of real exports, and what is written read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from carcite.errors import UnreadableError, UsageError
from carcite.model.dates import Date
from carcite.model.document import Document
from carcite.model.identifiers import Identifier
from carcite.model.layout import Role
from carcite.model.locators import ELocator, Literal, PageRange
from carcite.model.names import Contributors, Organization, Person
from carcite.model.reference import Reference
from carcite.records import medline, ris
from carcite.text.edit import Edit

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"


def test_ris_record() -> None:
    document = ris.read((FORMATS / "refs.ris").read_bytes(), "refs.ris")
    june = document.records[0].reference
    assert june.names() == (
        Person("June", "CH", "Carl H."),
        Person("O'Connor", "RS", "Roddy S."),
        Organization("World Health Organization"),
    )
    assert june.title == "CAR T cell immunotherapy for human cancer"
    assert june.issued == Date(2018, 3, 23)
    assert june.pages == (PageRange("1361", "1365"),)
    assert june.identifier("pmid") == "29567707"
    assert june.identifier("pmcid") == "PMC1234567"


def test_ris_without_er_reads_on_with_the_next_record() -> None:
    document = ris.read((FORMATS / "refs.ris").read_bytes(), "refs.ris")
    assert [parse.reference.type for parse in document.records] == [
        "article-journal", "chapter", "webpage",
    ]  # fmt: skip
    chapter = document.records[1].reference
    assert chapter.container_title == "Williams hematology"
    assert chapter.names("editor") == (Person("Kaushansky", "K", "Kenneth"),)
    assert document.notes == ("line 30: the record has no ER line",)


def test_medline_record() -> None:
    document = medline.read((FORMATS / "refs.nbib").read_bytes(), "refs.nbib")
    june, young = (parse.reference for parse in document.records)
    assert june.names() == (
        Person("June", "CH", "Carl H"),
        Person("Bonin", "M", "Malte", "von"),
        Organization("CAR T Study Group"),
    )
    assert june.title == "CAR T cell immunotherapy for human cancer"
    assert june.identifier("doi") == "10.1126/science.aar6711"
    assert june.container_title == "Science"
    assert young.names() == (Person("Young", "WF", suffix="Jr"),)
    assert young.title == "Aspirin?"
    assert young.issued == Date(1997, 1, end_month=2)
    assert young.pages == (ELocator("e12"),)


@pytest.mark.parametrize(
    ("read", "name", "role", "words"),
    [
        (ris.read, "refs.ris", Role.DOI, "10.1126/science.aar6711"),
        (ris.read, "refs.ris", Role.FAMILY, "June"),
        (ris.read, "refs.ris", Role.GIVEN, "Carl H."),
        (medline.read, "refs.nbib", Role.DOI, "10.1126/science.aar6711"),
        (medline.read, "refs.nbib", Role.IDENTIFIER, "1095-9203"),
        (medline.read, "refs.nbib", Role.DATE, "2018 Mar 23"),
    ],
)
def test_marks_and_edits_stand_at_the_value(
    read: Callable[[bytes, str], Document], name: str, role: Role, words: str
) -> None:
    data = (FORMATS / name).read_bytes()
    document = read(data, name)
    parse = document.records[0]
    assert parse.entry
    assert document.save
    piece = parse.layout.find(role)[0]
    assert piece.text == words
    edit = Edit(piece.span.shift(parse.entry.span.start), "X")
    assert document.save([edit]).decode() == data.decode().replace(words, "X", 1)


@pytest.mark.parametrize("form", ["crlf", "bom", "cr"])
def test_line_ends_and_marks_change_nothing(form: str) -> None:
    data = (FORMATS / "refs.ris").read_bytes()
    odd = {
        "crlf": data.replace(b"\n", b"\r\n"),
        "bom": b"\xef\xbb\xbf" + data,
        "cr": data.replace(b"\n", b"\r"),
    }[form]
    plain, other = ris.read(data, "a.ris"), ris.read(odd, "a.ris")
    assert [each.reference for each in plain.records] == [each.reference for each in other.records]
    assert other.save
    assert other.save([]) == odd


REFERENCE = Reference(
    contributors=(
        Contributors(
            (
                Person("June", "CH", "Carl H."),
                Person("Bonin", "M", particle="von"),
                Person("Young", "WF", suffix="Jr"),
                Organization("Research and Development, Ltd"),
            )
        ),
    ),
    title="Stop the bleeding!",
    container_title="Heart & Lung",
    issued=Date(2018, 3, 23),
    volume="359",
    issue="3",
    supplement="Suppl 2",
    pages=(PageRange("1361", "1365"),),
    language="German",
    identifiers=(Identifier("doi", "10.1126/science.aar6711"), Identifier("pmid", "29567707"),
                 Identifier("pmcid", "PMC1234567"), Identifier("issn", "0036-8075")),
    note="Reprinted",
)  # fmt: skip
Write = Callable[[Iterable[tuple[str, Reference]]], tuple[str, list[str]]]


@pytest.mark.parametrize(("write", "read"), [(ris.write, ris.read), (medline.write, medline.read)])
def test_what_is_written_reads_as_the_same(
    write: Write, read: Callable[[bytes, str], Document]
) -> None:
    text, notes = write([("a", REFERENCE), ("b", REFERENCE)])
    assert notes == []
    for parse in read(text.encode(), "out").records:
        found = parse.reference
        assert set(found.identifiers) == set(REFERENCE.identifiers)
        for field in Reference.__slots__:  # type: ignore[attr-defined]
            if field != "identifiers":
                assert getattr(found, field) == getattr(REFERENCE, field), field


def test_losses_are_named() -> None:
    page = Reference(type="webpage", title="A", url="https://who.int", accessed=Date(2024))
    assert ris.write([("w", page)])[1] == []
    assert medline.write([("w", page)])[1] == [
        "w: MEDLINE has no field for the date of access",
        "w: MEDLINE has no field for the address",
        'w: MEDLINE has no type for "webpage"; written as a journal article',
    ]
    season = Reference(title="A", issued=Date(2019, end_year=2020), status="in press")
    assert ris.write([("s", season)])[1] == [
        "s: RIS has no field for the status",
        "s: RIS holds the beginning of the date alone",
    ]


@pytest.mark.parametrize(("read", "name"), [(ris.read, "a.ris"), (medline.read, "a.nbib")])
def test_other_files_are_refused_in_one_line(
    read: Callable[[bytes, str], Document], name: str
) -> None:
    with pytest.raises(UnreadableError, match=rf"^{name}:1: no line of a"):
        read(b"June CH. Science 2018.\n", name)
    with pytest.raises(UnreadableError, match="binary"):
        read(b"\0\1\2", name)
    mixed = "TI  - Müller\n".encode() + b"AU  - M\xfcller\n"
    with pytest.raises(UnreadableError, match=rf"^{name}:2: byte 0xFC is not UTF-8"):
        read(mixed, name)


@pytest.mark.parametrize("new", ["10.1/x\nER  - ", "x\nTY  - JOUR"])
def test_an_edit_that_would_break_a_record_is_refused(new: str) -> None:
    document = ris.read((FORMATS / "refs.ris").read_bytes(), "refs.ris")
    parse = document.records[0]
    assert parse.entry
    assert document.save
    at = parse.layout.find(Role.DOI)[0].span.shift(parse.entry.span.start)
    with pytest.raises(UsageError, match=r"^refs.ris: these changes would break a record"):
        document.save([Edit(at, new)])


@pytest.mark.parametrize("pages", ["1361-5²", "½2759-60", "й12-5", "1361⁵"])
def test_pages_keep_what_is_no_figure(pages: str) -> None:
    text = f"PMID- 1\nTI  - T\nDP  - 2018\nTA  - Blood\nPG  - {pages}\n"
    (parse,) = medline.read(text.encode(), "a.nbib").records
    assert parse.reference.pages == (Literal(pages),)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2018 Jan 30-Feb 2", Date(2018, 1, 30, end_month=2, end_day=2)),
        ("2018 Dec 28-2019 Jan 3", Date(2018, 12, 28, None, 2019, 1, 3)),
        ("2018 Nov-2019 Jan", Date(2018, 11, end_year=2019, end_month=1)),
        ("2018 Jan 3-5", Date(2018, 1, 3, end_day=5)),
    ],
)
def test_ranges_of_days_are_read_and_written_as_pubmed_prints_them(
    written: str, date: Date
) -> None:
    text = f"PMID- 1\nTI  - T\nDP  - {written}\nTA  - Blood\n"
    (parse,) = medline.read(text.encode(), "a.nbib").records
    assert parse.reference.issued == date
    assert f"DP  - {written}\n" in medline.write([("1", parse.reference)])[0]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Rao K; Lind E", (Person("Rao", "K"), Person("Lind", "E"))),
        ("Kavita S Rao", (Person("Rao", "KS", "Kavita S"),)),
        ("K. S. van der Berg", (Person("Berg", "KS", particle="van der"),)),
        ("Vitamin D Council", (Organization("Vitamin D Council"),)),
        ("World Bank; Lind E", (Organization("World Bank; Lind E"),)),
    ],
)
def test_ris_names_without_a_comma(written: str, names: tuple[Person | Organization, ...]) -> None:
    data = f"TY  - JOUR\nAU  - {written}\nTI  - Gowns\nER  - \n".encode()
    assert ris.read(data, "a.ris").records[0].reference.names() == names


def test_ris_without_a_blank_behind_the_dash() -> None:
    data = b"TY  -JOUR\nTI  -Gowns\nAU  -Rao, K\nN2  -IL-6 - a marker\nER  -\n"
    [parse] = ris.read(data, "a.ris").records
    assert parse.reference.title == "Gowns"
    assert parse.reference.names() == (Person("Rao", "K"),)


def test_a_name_without_a_letter_is_none() -> None:
    text = "TY  - JOUR\nTI  - Cells\nAU  - ,\nAU  - June, C\nER  - \n"
    (record,) = ris.read(text.encode(), "a.ris").records
    assert record.reference.names() == (Person("June", "C"),)


def test_no_page_begins_within_a_word() -> None:
    text = "PMID- 1\nTI  - Cells\nPG  - suppl 1:S1-9; quiz 10\n"
    (record,) = medline.read(text.encode(), "a.nbib").records
    firsts = [each.first for each in record.reference.pages if isinstance(each, PageRange)]
    assert firsts == ["1", "S1", "10"]
