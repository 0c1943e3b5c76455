"""The pieces of an entry: exact stretches, in the roles that comparison relies on."""

from __future__ import annotations

import pytest

from carcite.model.layout import Role
from carcite.reading.entry import read_entry


def pieces(text: str) -> list[tuple[str, str]]:
    return [(piece.role.value, piece.text) for piece in read_entry(text).layout]


def test_thieme_form() -> None:
    assert pieces(
        "von Bonin M, O'Connor RS, Qin C. et al. A question?. Blood 2025; 145: 1841-1849"
    ) == [
        ("particle", "von"), ("affix", " "), ("family", "Bonin"), ("affix", " "),
        ("initials", "M"), ("affix", ", "), ("family", "O'Connor"), ("affix", " "),
        ("initials", "RS"), ("affix", ", "), ("family", "Qin"), ("affix", " "), ("initials", "C"),
        ("affix", ". "), ("et-al", "et al."), ("affix", " "), ("title", "A question?"),
        ("affix", ". "), ("container-title", "Blood"), ("affix", " "), ("year", "2025"),
        ("affix", "; "), ("volume", "145"), ("affix", ": "), ("page", "1841-1849"),
    ]  # fmt: skip


def test_nlm_form_with_identifiers() -> None:
    assert pieces(
        "Lee K-J, et al. A title. N. Engl. J. Med. 2018 Mar 23;359(6 Suppl 2):S61-5, e7. "
        "https://doi.org/10.1000/x. PMID: 1234567; PMCID: PMC7654321."
    ) == [
        ("family", "Lee"), ("affix", " "), ("initials", "K-J"), ("affix", ", "),
        ("et-al", "et al."), ("affix", " "), ("title", "A title"), ("affix", ". "),
        ("container-title", "N. Engl. J. Med"), ("affix", ". "), ("year", "2018"), ("affix", " "),
        ("month", "Mar"), ("affix", " "), ("day", "23"), ("affix", ";"), ("volume", "359"),
        ("affix", "("), ("issue", "6"), ("affix", " "), ("supplement", "Suppl 2"), ("affix", "):"),
        ("page", "S61-5"), ("affix", ", "), ("page", "e7"), ("affix", ". https://doi.org/"),
        ("doi", "10.1000/x"), ("affix", ". PMID: "), ("pmid", "1234567"), ("affix", "; PMCID: "),
        ("pmcid", "PMC7654321"), ("affix", "."),
    ]  # fmt: skip


def test_dotted_initials_keep_their_stops_in_one_piece() -> None:
    found = read_entry("June C.H., O'Connor R. S. & Li J.-P. A title. Nature 1, 2-3 (2018).").layout
    assert [piece.text for piece in found.find(Role.INITIALS)] == ["C.H.", "R. S.", "J.-P."]


def test_editors_and_imprint() -> None:
    assert pieces(
        "Wu A. A part. In: Ho B, editor. The whole. 2nd ed. New York: Press; 2002. p. 3-5."
    ) == [
        ("family", "Wu"), ("affix", " "), ("initials", "A"), ("affix", ". "), ("title", "A part"),
        ("affix", ". In: "), ("family", "Ho"), ("affix", " "), ("initials", "B"), ("affix", ", "),
        ("contributor-label", "editor"), ("affix", ". "), ("container-title", "The whole"),
        ("affix", ". "), ("edition", "2nd"), ("affix", " ed. "),
        ("publisher-place", "New York"), ("affix", ": "), ("publisher", "Press"), ("affix", "; "),
        ("year", "2002"), ("affix", ". p. "), ("page", "3-5"), ("affix", "."),
    ]  # fmt: skip


def test_marks_lie_in_the_raw_text() -> None:
    text = "Müller\u00a0F,\nLi  J. Immu-\nnology.\tBlood\u2009 2018;1:2\u20135."
    parse = read_entry(text)
    found = {piece.role: piece.text for piece in parse.layout}
    assert found[Role.TITLE] == "Immu-\nnology"
    assert found[Role.PAGE] == "2\u20135"
    assert parse.reference.title == "Immunology"


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("June CH. A title. Science. 2018;359:1361-5 xyzzy plugh.", "xyzzy plugh"),
        ("June CH. A title. Science. 2018;359:1361-5. PMID: 1234567 frobnicated", "frobnicated"),
    ],
)
def test_unread_words_are_kept_and_doubted(text: str, unread: str) -> None:
    parse = read_entry(text)
    assert parse.reference.unread == (unread,)
    assert [piece.text for piece in parse.layout.find(Role.UNREAD)] == [unread]
    assert any(doubt.message == f'could not read "{unread}"' for doubt in parse.doubts)
    assert not parse.is_read
    assert parse.confidence < 0.7
    assert parse.reference.volume == "359"


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        (
            "SOUZA., C.M., Jr., SHIMBO, J.Z., ROSA, M.R. 2020. Three decades. Remote Sens 12:2735.",
            "the names of the authors could not be read",
        ),
        (
            "Gottlieb OR Chemosystematics of the lauraceae Phytochemistry 1972 1972 11 1537 1570",
            "figures without marks between them could not be told apart",
        ),
    ],
)
def test_a_title_that_is_none_is_doubted(text: str, doubt: str) -> None:
    assert doubt in [each.message for each in read_entry(text).doubts]


@pytest.mark.parametrize("text", ["", " ", ".", "See our website for more information."])
def test_what_is_no_reference_is_doubted(text: str) -> None:
    assert not read_entry(text).is_read
