"""A style reads what it prints: works printed in CSL styles of many families, and read back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carcite
from carcite.csl import load_style, render_bibliography
from carcite.csl.items import from_csl
from carcite.model.parse import Parse
from carcite.reading.entry import read_entry
from carcite.styles.catalogue import find_style, reader_of
from carcite.styles.csl import CompiledCslStyle
from carcite.styles.grammar.graphs import graph_of

STYLES = (
    "apa", "ieee", "royal-society-of-chemistry", "science", "american-chemical-society", "nature",
    "multidisciplinary-digital-publishing-institute", "harvard-cite-them-right", "pnas",
    "chicago-author-date", "elsevier-with-titles", "springer-basic-author-date", "embo-press",
    "vancouver", "thieme-german", "modern-language-association", "current-opinion", "frontiers",
)  # fmt: skip
ARTICLE: dict[str, Any] = {
    "type": "article-journal",
    "author": [{"family": "Moreau", "given": "C. H."}, {"family": "O’Brien", "given": "R. S."}],
    "title": "Sleep and pain in rural clinics: a cohort study",
    "container-title": "Science",
    "issued": {"date-parts": [[2018]]},
    "volume": "359",
    "issue": "6382",
    "page": "1361-1365",
}
BOOK: dict[str, Any] = {
    "type": "book",
    "author": [{"family": "Jobling", "given": "M."}],
    "title": "Respiration in cold water",
    "publisher": "Academic Press",
    "publisher-place": "London",
    "issued": {"date-parts": [[1994]]},
}
CHAPTER: dict[str, Any] = {
    "type": "chapter",
    "author": [{"family": "Meltzer", "given": "P. S."}, {"family": "Trent", "given": "J. M."}],
    "title": "Chromosome changes in tumors",
    "container-title": "The genetic basis of cancer",
    "editor": [{"family": "Vogel", "given": "B."}, {"family": "Kinzler", "given": "K. W."}],
    "publisher": "Academic Press",
    "publisher-place": "New York",
    "page": "93-113",
    "issued": {"date-parts": [[2002]]},
}


def printed(item: dict[str, Any], name: str) -> str:
    """Return a work as a style prints it, without its number."""
    style = CompiledCslStyle.load(name)
    return style.write(from_csl(item)).text


def read(text: str, name: str) -> Parse:
    return CompiledCslStyle.load(name).read(text)


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("item", [ARTICLE, BOOK, CHAPTER], ids=["article", "book", "chapter"])
def test_what_a_style_prints_it_reads(name: str, item: dict[str, Any]) -> None:
    text = printed(item, name)
    found = read(text, name).reference
    meant = from_csl(item)
    families = [each.family for each in found.authors]
    assert families == [each.family for each in meant.authors]
    plain = text.lower()
    for field in ("title", "container_title", "publisher", "publisher_place", "volume"):
        wanted = getattr(meant, field)
        if wanted and wanted.lower() in plain:
            assert getattr(found, field).lower() == wanted.lower(), field
    assert found.year == meant.year
    assert found.type == meant.type
    if item["page"][:3] in text if "page" in item else False:
        assert found.pages[0].first == item["page"].split("-")[0]


@pytest.mark.parametrize("name", STYLES)
def test_the_pieces_joined_are_the_text(name: str) -> None:
    for item in (ARTICLE, BOOK, CHAPTER):
        text = printed(item, name)
        layout = read(text, name).layout
        assert "".join(piece.text for piece in layout) == text


def test_editors_behind_a_title_are_no_part_of_it() -> None:
    text = (
        "J. Mitsuhashi, in Advances in cell culture, ed. K. Maramorosch, Academic Press, "
        "New York, 1982, pp. 133–196."
    )
    found = read(text, "royal-society-of-chemistry").reference
    assert found.container_title == "Advances in cell culture"
    assert [each.family for each in found.names("editor")] == ["Maramorosch"]
    assert (found.publisher, found.publisher_place) == ("Academic Press", "New York")
    assert read_entry(text).reference.container_title != "Advances in cell culture"


def test_two_readings_that_both_print_back_are_a_doubt() -> None:
    text = "Kay, J. Heat. Cold. Wind. 2007."
    style = "elsevier-harvard"
    found = read(text, style)
    assert not found.is_read


def test_a_style_that_is_too_large_for_a_grammar_is_read_by_the_reader() -> None:
    deep = "".join(
        f'<macro name="m{n}"><group delimiter=", ">'
        + f'<text macro="m{n + 1}"/><text variable="title"/>' * 3
        + "</group></macro>"
        for n in range(7)
    )
    xml = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">'
        f'<info><title>Deep</title></info>{deep}<macro name="m7"><text variable="volume"/></macro>'
        '<citation><layout><text variable="title"/></layout></citation>'
        '<bibliography><layout><text macro="m0"/></layout></bibliography></style>'
    )
    style = load_style(xml.encode())
    assert graph_of(style, "article-journal") is None
    whole = CompiledCslStyle(style.name, style.title, style)
    assert whole.read("June CH. CAR T cells. Science. 2018;359:1361-5.").reference.volume == "359"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.sampled_from(["apa", "ieee", "vancouver", "embo-press"]))
def test_reading_by_a_style_never_raises(text: str, name: str) -> None:
    parse = read(text, name)
    assert "".join(piece.text for piece in parse.layout) == text


@pytest.mark.timed
@pytest.mark.parametrize("text", ["", " ", "(" * 3000, "A, B. " * 400, ". " * 1500, "1, " * 900])
def test_odd_texts_are_read_in_bounded_time(text: str) -> None:
    assert read(text, "apa").layout.text == text


def test_the_public_functions_take_the_style_of_the_list() -> None:
    text = "P. R. Murray and K. S. Rosenthal, Medical microbiology, Mosby, London, 2002."
    (found,) = carcite.parse(text, style="royal-society-of-chemistry")
    assert (found.title, found.publisher) == ("Medical microbiology", "Mosby")
    assert not [
        each
        for each in carcite.check(text, style="royal-society-of-chemistry").diagnostics
        if each.severity is not carcite.Severity.INFO
    ]


def test_house_styles_are_read_by_the_reader() -> None:
    assert reader_of(find_style("nlm")) is read_entry
    assert reader_of(None) is read_entry


def test_every_type_has_a_graph_in_a_common_style() -> None:
    style = load_style("apa")
    for kind in ("article-journal", "book", "chapter", "thesis", "report", "webpage"):
        graph = graph_of(style, kind)
        assert graph is not None
        assert len(graph.arcs) < 400
    assert render_bibliography([ARTICLE | {"id": "1"}], style)


@pytest.mark.parametrize(
    "name", ["revista-noesis", "urbani-izziv", "iso690-author-date-cat", "chicago-author-date-de"]
)
def test_the_word_that_a_style_has_for_and_is_no_part_of_a_name(name: str) -> None:
    parse = read(printed(ARTICLE, name), name)
    names = [(each.particle, each.family) for each in parse.reference.authors]
    assert names == [("", "Moreau"), ("", "O’Brien")]
    assert parse.is_read


@pytest.mark.parametrize("name", ["apa", "waterbirds"])
def test_names_behind_a_gap_are_printed_back(name: str) -> None:
    authors = [{"family": f"{chr(65 + n)}lund", "given": "K."} for n in range(24)]
    text = printed({**ARTICLE, "author": authors}, name)
    assert "… " in text
    style = CompiledCslStyle.load(name)
    parse = read_entry(text)
    assert parse.reference.authors[-1].family == "Xlund"
    assert style.write(parse.reference).text == text


def test_an_entry_is_read_alike_whatever_stands_beside_it() -> None:
    printed = [
        f"Lind, E. B., & Rao, K. ({1990 + n}). Study {n} of cells at work. Blood, {n}(2), 1–5."
        for n in range(1, 25)
    ]
    other = [
        f"Lind EB, Rao K. Study {n} of cells at work. Blood. {1990 + n};{n}(2):1-5."
        for n in range(1, 25)
    ]
    book = "Roe AB. Study of cases: plans and ways. Porto Alegre: Bookman; 2005."
    alone = carcite.parse(book, style="apa")[0]
    for beside in (printed, other):
        text = "".join(f"{n}. {each}\n" for n, each in enumerate([*beside, book], 1))
        assert carcite.parse(f"References\n\n{text}", style="apa")[-1] == alone


@pytest.mark.parametrize(
    "text",
    [
        "Roe AB. Study of cases: plans and ways. Porto Alegre: Bookman; 2005.",
        "Roe AB, Lind C. Salt and pain in wards. N Engl J Med. 2018;378(12):1361-5.",
    ],
)
@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "cell"])
def test_what_lacks_nothing_in_another_form_is_read_as_that(text: str, name: str) -> None:
    assert read(text, name) == read_entry(text)


@pytest.mark.parametrize(
    ("author", "family"),
    [
        ([{"family": "王小明"}, {"family": "李华"}], "李华"),
        ([{"family": "Lind", "given": "E."}, {"family": "박지훈"}], "박지훈"),
        ([{"literal": "SFB - Serviço Florestal"}], "SFB - Serviço Florestal"),
        (
            [{"family": "Lind", "given": "E."}, {"literal": "Burden of Croup 2019 collaborators"}],
            "Burden of Croup 2019 collaborators",
        ),
    ],
)
@pytest.mark.parametrize("name", ["springer-basic-author-date-no-et-al-with-issue", "ieee"])
def test_names_in_signs_and_bodies_of_odd_words_are_read(
    author: list[dict[str, str]], family: str, name: str
) -> None:
    parse = read(printed(ARTICLE | {"author": author}, name), name)
    assert parse.is_read
    assert str(parse.reference.names()[-1]).strip(" ,") == family
    assert parse.reference.title.casefold() == ARTICLE["title"].casefold()


def test_a_chapter_of_proceedings_is_the_paper_of_a_meeting() -> None:
    text = (
        "Lind E, Rao K (1992) Data of wards. In: Lun KC, Piemme TE (eds) MEDINFO 92. "
        "North-Holland, Amsterdam, pp 1561–1565"
    )
    name = "springer-basic-author-date-no-et-al-with-issue"
    assert read(text, name).reference.type == "paper-conference"
    other = text.replace("MEDINFO 92", "Genetic programming")
    assert read(other, name).reference.type == "chapter"


def test_a_volume_may_be_a_small_roman_number() -> None:
    text = "Lind E, Rao K (1986) Methods for croup. Lancet i:307–310"
    reference = read(text, "springer-basic-author-date-no-et-al-with-issue").reference
    assert (reference.container_title, reference.volume) == ("Lancet", "i")


def test_a_thesis_is_known_by_what_its_style_leaves_out() -> None:
    # BMJ prints the publisher of a book and neither the school nor the kind of a thesis.
    assert read("Kay JG. Growing cells in wards. 2007.", "bmj").reference.type == "thesis"
    book = read("Kay JG. Growing cells in wards. London: Arnold 2007.", "bmj").reference
    assert (book.type, book.publisher) == ("book", "Arnold")


def test_a_publisher_that_is_the_author_is_no_part_of_the_title() -> None:
    text = "World Health Organization, Malaria report, WHO, Geneva, 2019."
    reference = read(text, "royal-society-of-chemistry").reference
    assert (reference.title, reference.publisher) == ("Malaria report", "WHO")


def test_a_family_called_service_is_a_person() -> None:
    text = "E. Service and V. Kohonen, Appl Psycholinguist, 1995, 16, 155–172."
    reference = read(text, "royal-society-of-chemistry").reference
    assert [each.family for each in reference.authors] == ["Service", "Kohonen"]


@pytest.mark.parametrize(
    ("text", "publisher", "place"),
    [
        ("Ковров ГВ (2004) Ходьба. Нейромедиа, М", "Нейромедиа", "М"),
        ("国家卫生健康委员会 (2019) 步行年鉴. 人民卫生出版社, 北京", "人民卫生出版社", "北京"),
    ],
)
def test_places_of_one_letter_or_two_signs_are_places(
    text: str, publisher: str, place: str
) -> None:
    reference = read(text, "springer-basic-author-date-no-et-al-with-issue").reference
    assert (reference.publisher, reference.publisher_place) == (publisher, place)


def test_a_roman_number_behind_a_book_is_its_edition() -> None:
    text = "Nowak A (2012) Chód. In: Lis B (ed) Pielęgniarstwo, III. PZWL, Warszawa, pp 45–50"
    reference = read(text, "springer-vancouver").reference
    assert (reference.container_title, reference.edition) == ("Pielęgniarstwo", "III")


def test_a_body_writes_no_thesis() -> None:
    text = "World Health Organization (2007) Cough report Geneva"
    assert read(text, "embo-press").reference.type != "thesis"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Lind, E. & K. Rao 2002 Heat on wards. Berlin: Springer.", "Rao K"),
        ("World Health Organization 2002 Heat on wards. Berlin: Springer.", "World Health"),
    ],
)
def test_names_that_a_style_sets_on_a_line_of_their_own_end_before_the_year(
    text: str, author: str
) -> None:
    name = "canadian-journal-of-criminology-and-criminal-justice"
    reference = read(text, name).reference
    assert str(reference.names()[-1]).startswith(author)
    assert reference.title == "Heat on wards"
    assert reference.year == 2002


def test_what_no_style_prints_and_has_no_year_is_in_doubt() -> None:
    text = (
        "Kowal A, Nilsen B, & ABCD CO 8 (CEFG/HIJK) study group 2016 Soap on the wards of "
        "children. PloS One 11 e0161594."
    )
    parse = read(text, "endocrine-related-cancer")
    assert parse.reference.issued is None
    assert [each.message for each in parse.doubts] == ["found no year"]
