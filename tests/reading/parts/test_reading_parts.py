"""Names, dates, pages and blocks, each against its table."""

from __future__ import annotations

import pytest
from tables import rows

from carcite.model.dates import Date
from carcite.model.locators import ELocator, Literal, PageRange
from carcite.reading.entry import read_entry
from carcite.reading.parts.dates import read_date
from carcite.reading.parts.imprint import find_imprint
from carcite.reading.parts.locators import Issue, read_issue, read_pages
from carcite.reading.parts.numeration import find_numeration
from carcite.reading.parts.organizations import organization_weight, read_organization_in_list
from carcite.reading.parts.titles import find_border
from carcite.text.scanner import scan


@pytest.mark.parametrize("row", rows("pages.txt"), ids=lambda row: row[0])
def test_pages(row: list[str]) -> None:
    written, wanted, _ = row
    found = []
    for locator in read_pages(scan(written).plain):
        if isinstance(locator, ELocator):
            found.append(f"e:{locator.value}")
        elif isinstance(locator, PageRange):
            found.append(f"{locator.first}-{locator.last}")
        else:
            raise AssertionError(locator)
    assert " ".join(found) == wanted


def test_what_is_no_page_stays_literal() -> None:
    assert read_pages("passim only") == (Literal("passim only"),)
    assert read_pages("") == ()


@pytest.mark.parametrize("row", rows("numeration.txt"), ids=lambda row: row[0])
def test_numeration(row: list[str]) -> None:
    text, date, volume, supplement, issue, pages, start = row
    found = find_numeration(text, 0, len(text))
    assert found is not None

    def of(span: tuple[int, int]) -> str:
        return text[slice(*span)] if span[0] >= 0 else ""

    parts = (found.date, found.volume, found.supplement, found.issue, found.pages)
    assert [of(span) for span in parts] == [date, volume, supplement, issue, pages]
    assert len(text[: found.start].rstrip(" .,;")) == int(start)
    assert found.end == len(text)


@pytest.mark.parametrize("text", ["A study of 2018 cells in 1999 mice", "no figures", "10.1000/x"])
def test_no_numeration(text: str) -> None:
    found = find_numeration(text, 0, len(text))
    assert found is None or found.risk > 0


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2018", Date(2018)),
        ("2018a", Date(2018, letter="a")),
        ("2018 Mar 23", Date(2018, 3, 23)),
        ("2018 Mar-Apr", Date(2018, 3, end_month=4)),
        ("2003 Jun 3-5", Date(2003, 6, 3, end_day=5)),
        ("1999 Winter", Date(1999, season=4)),
        ("2000-2001", Date(2000, end_year=2001)),
        ("c2000-01", Date(2000, end_year=2001)),
        ("ca. 1950", Date(1950, circa=True)),
        ("23 March 2018", Date(2018, 3, 23)),
        ("March 23, 2018", Date(2018, 3, 23)),
        ("25 set. 2022", Date(2022, 9, 25)),
        ("29 de setembro de 2014", Date(2014, 9, 29)),
        ("12. Oktober 2010", Date(2010, 10, 12)),
        ("2012/12/19", Date(2012, 12, 19)),
        ("2018-03-23", Date(2018, 3, 23)),
        ("2018 3 23", Date(2018, 3, 23)),
        ("12.03.2018", Date(2018, 3, 12)),
        ("2018 Foo", None),
        ("3018", None),
        ("45 March 2018", None),
        ("", None),
    ],
)
def test_dates(text: str, wanted: Date | None) -> None:
    assert read_date(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("6382", Issue("6382", "", "")),
        ("1-2", Issue("1-2", "", "")),
        ("12 Suppl 7", Issue("12", "Suppl 7", "")),
        ("Suppl 4", Issue("", "Suppl 4", "")),
        ("2 Suppl", Issue("2", "Suppl", "")),
        ("Pt 2", Issue("", "", "Pt 2")),
        ("9 Pt 1", Issue("9", "", "Pt 1")),
        ("Supplement C", Issue("", "Supplement C", "")),
        ("no. 3", Issue("3", "", "")),
    ],
)
def test_issues(text: str, wanted: Issue) -> None:
    assert read_issue(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "A trial in E. coli. | N. Engl. J. Med",
        "Whither now? | J Virol",
        "A title: with colon. | Nat. Clim. Change",
        "In maize (Zea mays L.). | Crop Sci",
        "The evolution of photosynthesis | Hum Exp Toxicol",
        "Sinks of carbon, | Plant Physiol",
        "A study of it. | Front Endocrinol (Lausanne)",
        "Spread of disease in Kashan, Iran. | Arch Iran Med",
        '"A quoted title." | Lancet',
        "A review. | Foo Bar Baz",
    ],
)
def test_borders(text: str) -> None:
    title, _, journal = text.partition(" | ")
    whole = f"{title} {journal}"
    found = find_border(whole, whole, 0, len(whole))
    assert found is not None
    assert whole[found.container_start :] == journal
    assert whole[: found.title_end] == title.rstrip(".,").removesuffix('."')


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Title. 4th ed. St. Louis: Mosby; 2002.", ("Title", "4th", "St. Louis", "Mosby")),
        ("Title. New York: Springer, 2002", ("Title", "", "New York", "Springer")),
        ("Title. Springer, Berlin, 2002", ("Title", "", "Berlin", "Springer")),
        ("Title: sub. McGraw-Hill; 1964.", ("Title: sub", "", "", "McGraw-Hill")),
        ("Title: Academic Press; 2005.", ("Title", "", "", "Academic Press")),
        ("With R New York, NY: Springer; 2009", ("With R", "", "New York, NY", "Springer")),
        ("Innere Medizin. 2. Aufl. Köln: Herold; 2019", ("Innere Medizin", "2", "Köln", "Herold")),
        ("O brincar. São Paulo; USP: 2010.", ("O brincar", "", "São Paulo", "USP")),
        ("Genetics, Humana Press, 2005", ("Genetics", "", "", "Humana Press")),
    ],
)
def test_imprints(text: str, wanted: tuple[str, str, str, str]) -> None:
    plain = scan(text).plain
    found = find_imprint(plain, 0, len(plain), dated=False)
    spans = ((0, found.start), found.edition, found.place, found.publisher)
    assert tuple(text[slice(*span)] if span[0] >= 0 else "" for span in spans) == wanted


@pytest.mark.parametrize("row", rows("organizations.txt"), ids=lambda row: f"{row[1]} {row[0]}")
def test_organizations_in_a_list_of_names(row: list[str]) -> None:
    text, mark, wanted = row
    found = read_organization_in_list(text, 0, len(text), after=f"{mark} ")
    assert text[slice(*found or (0, 0))] == wanted


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("Diabetes Prevention Program Research Group", 1.0),
        ("Ministerio da Saude (BR)", 1.0),
        ('"Sleep" Society', 1.0),
        ("The SWARD investigators", 1.0),
        ("Deutsche Hilfe e. V.", 1.0),
        ("WHO", 0.9),
        ("Institute", 0.6),
        ("Sleep at a Hospital", 0.5),
        ("Sleep in every Hospital of the land, its causes and its costs to us", 0.2),
        ("Heart Failure", 0.4),
        ("Heart Failure Old Women", 0.4),
        ("Heart Failure Old Women Now", 0.0),
        ("Effects of training on sleep", 0.0),
        ("a Study Group", 0.0),
        ("", 0.0),
    ],
)
def test_how_much_a_text_looks_like_a_body(text: str, weight: float) -> None:
    assert organization_weight(text) == weight


def test_names_that_cannot_be_read_are_left_unread_and_the_rest_is_not_theirs() -> None:
    """The year behind the names says where the title begins, even where the names are spoilt."""
    parse = read_entry(
        "Lind, A. Bee, & Kern, M. L. (2011). Counting coughs on wards. Ann Surg, 45(3), 259-268."
    )
    reference = parse.reference
    assert (reference.title, reference.container_title) == ("Counting coughs on wards", "Ann Surg")
    assert (reference.year, reference.volume, reference.issue) == (2011, "45", "3")
    assert reference.unread == ("Bee, & Kern, M. L",)


def test_a_known_journal_without_a_year_is_a_journal_all_the_same() -> None:
    reference = read_entry(
        "Lind A, Kern M. Counting coughs. Gynecol Oncol. 111(3):478-86."
    ).reference
    assert (reference.title, reference.container_title) == ("Counting coughs", "Gynecol Oncol")
    assert (reference.volume, reference.issue, reference.issued) == ("111", "3", None)
