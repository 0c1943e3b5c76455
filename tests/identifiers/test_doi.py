"""DOIs: the table in fixtures/parts/doi.txt, offsets in running text, broken ones, bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.errors import IdentifierError
from carcite.identifiers import doi

TABLE = Path(__file__).resolve().parents[2] / "fixtures" / "parts" / "doi.txt"
ROWS = [
    tuple(cell.strip() for cell in line.rsplit("|", 1))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


def test_the_table_is_long_enough() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize(("text", "value"), ROWS)
def test_table(text: str, value: str) -> None:
    if value:
        assert doi.validate(text) == value
        return
    with pytest.raises(IdentifierError) as error:
        doi.validate(text)
    assert str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("See https://doi.org/10.1136/bmj.n71.", ["10.1136/bmj.n71"]),
        ("(doi: 10.1016/S0140-6736(12)60441-3)", ["10.1016/S0140-6736(12)60441-3"]),
        ("doi:10.1000/abc;10.1000/def.", ["10.1000/abc", "10.1000/def"]),
        ("doi:10.1000/abc,10.1000/def.", ["10.1000/abc", "10.1000/def"]),
        ("10.1001/jama.2020.1585.PMID:32031570", ["10.1001/jama.2020.1585"]),
        ("10.1001/jama.2020.1585. Epub 2020", ["10.1001/jama.2020.1585"]),
        ("10.1136/bmj.n71 [doi]", ["10.1136/bmj.n71"]),
        ("10.1136/bmj.n71[pii]", ["10.1136/bmj.n71"]),
        ('<a href="https://doi.org/10.1136/bmj.n71">x</a>', ["10.1136/bmj.n71"]),
        ("<i>10.1136/bmj.n71</i>", ["10.1136/bmj.n71"]),
        ("[x](https://doi.org/10.1136/bmj.n71)", ["10.1136/bmj.n71"]),
        ("doi:10.1136/bmj.n71。", ["10.1136/bmj.n71"]),
        ("2019;12(3):10-4. 110.1234/5 and 1.10.1234/5", []),
        ("Lancet 2012; 379: 2053-62", []),
    ],
)
def test_find_encloses_the_doi_alone(text: str, spelt: list[str]) -> None:
    found = doi.find(text)
    assert [text[start:end] for start, end, _ in found] == spelt
    assert [value for _, _, value in found] == spelt


MEDJ = "10.1016/j.medj.2024.03.002"


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("doi:10.1016/j.medj. 2024.03.002.", "10.1016/j.medj. 2024.03.002", MEDJ),
        ("doi: 10.1016/ j.medj.2024.03.002", "10.1016/ j.medj.2024.03.002", MEDJ),
        ("10. 1016/j.medj.2024.03.002", "10. 1016/j.medj.2024.03.002", MEDJ),
        ("10.1186/1471-2180-\n11-174", "10.1186/1471-2180-\n11-174", "10.1186/1471-2180-11-174"),
    ],
)
def test_a_blank_inside_is_reported(text: str, span: str, value: str) -> None:
    ((start, end, joined),) = doi.find_broken(text)
    assert (text[start:end], joined) == (span, value)
    assert not doi.is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "doi:10.1016/j.medj.2024.03.002. 2024 Mar 5",
        "doi:10.1016/j.medj.2024.03.002. PMID: 38513645",
        "doi:10.1016/j.medj.2024.03.002. Epub 2024",
        "10.1136/bmj.n71. 10.1136/bmj.n72",
        "10.1136/bmj.n71. Accessed 12 March",
    ],
)
def test_a_sentence_behind_a_doi_is_no_part_of_it(text: str) -> None:
    assert doi.find_broken(text) == ()


def test_url_encodes_what_crossref_asks_for() -> None:
    value = "10.1002/(SICI)1097-0142(19990501)85:9<1984::AID-CNCR15>3.0.CO;2-#"
    assert doi.url(value).endswith("85:9%3C1984::AID-CNCR15%3E3.0.CO;2-%23")
    assert doi.validate(doi.url(value)) == value
    assert doi.fold("10.1056/NEJMc1") == doi.fold("10.1056/nejmC1")
    assert doi.registrant(value) == "10.1002"


@given(st.text())
def test_any_text_is_searched_and_judged(text: str) -> None:
    for start, end, _ in doi.find(text):
        assert 0 <= start < end <= len(text)
    doi.find_broken(text)
    doi.is_valid(text)


@pytest.mark.parametrize("text", ["10.1234/%20", "10.1234/%2C", "10.1234/%2F", "10.1234/a%20b"])
def test_decoding_leaves_a_doi(text: str) -> None:
    ((_, _, value),) = doi.find(text)
    assert doi.validate(value) == value == text


@given(st.text(alphabet="10./-()<>;:a%2FCO,[]’\\_& ", max_size=80).map("10.1234/".__add__))
def test_what_is_found_is_valid(text: str) -> None:
    for _, _, value in doi.find(text):
        assert doi.validate(value)


@pytest.mark.timed
@pytest.mark.parametrize(
    "piece",
    ["10.1234/", "10.", "doi:", "10.1234/a ", "10.1234/(", "10.1234/a.", "<", "%2F", "10.1234/;"],
)
def test_time_grows_with_length_only(piece: str) -> None:
    from time import process_time

    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = process_time()
        doi.find(text)
        doi.find_broken(text)
        return process_time() - start

    seconds(1000)
    small = min(seconds(10_000) for _ in range(3))
    assert min(seconds(100_000) for _ in range(3)) < 60 * max(small, 1e-3)


LONG = "y" * 100


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "an empty text is no DOI"),
        ("10.123/x", 'DOI "10.123/x" has a registrant of 3 figures, not 4 to 9'),
        ("doi: 10.1234567890/x", 'DOI "doi: 10.1234567890/x" has a registrant of 10 figures, '
         "not 4 to 9"),
        ("10.1234", 'DOI "10.1234" has no suffix behind a slash'),
        ("10.123456789/", 'DOI "10.123456789/" has no suffix behind a slash'),
        ("11.1234/x", 'DOI "11.1234/x" does not begin with "10." and a registrant'),
        ("a" * 80, f'DOI "{"a" * 80}" does not begin with "10." and a registrant'),
        ("a" * 81, f'DOI "{"a" * 77}..." does not begin with "10." and a registrant'),
        ("10.1016/j.medj. 2024.03.002",
         'the DOI "10.1016/j.medj. 2024.03.002" is broken by a blank'),
        ("10. 1016/j.medj.2024", 'the DOI "10. 1016/j.medj.2024" is broken by a blank'),
        ("10.1000/a 10.1000/b", '"10.1000/a 10.1000/b" holds 2 DOIs'),
        (f"10.1000/a 10.1000/b{LONG}", f'"10.1000/a 10.1000/b{"y" * 61}" holds 2 DOIs'),
        ("see 10.1000/a", '"see 10.1000/a" has text before the DOI "10.1000/a"'),
        (f"{LONG} 10.1000/a", f'"{"y" * 80}" has text before the DOI "10.1000/a"'),
        ("x.org/10.1000/a", '"x.org/10.1000/a" has text before the DOI "10.1000/a"'),
        ("10.1000/a and", 'DOI "10.1000/a and" ends in text that is not part of it'),
        (f"10.1000/a {LONG}", f'DOI "10.1000/a {"y" * 70}" ends in text that is not part of it'),
        (f"10.1000/{'a' * 301}", f'DOI "10.1000/{"a" * 72}" ends in text that is not part of it'),
        ("https://x.org/10.1000/a b", 'DOI "10.1000/a b" ends in text that is not part of it'),
    ],
)  # fmt: skip
def test_what_is_refused_is_told_in_a_line(text: str, reason: str) -> None:
    with pytest.raises(IdentifierError) as error:
        doi.validate(text)
    assert str(error.value) == reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("www.x.org/10.1000/a&y=1", "10.1000/a"),
        ("https://x.org/?id=10.1000/a&y=1", "10.1000/a"),
        ("https//doi.org/10.1000/a", "10.1000/a"),
        ("urn:doi:10.1000/a", "10.1000/a"),
        ("Digital Object Identifier: 10.1000/a", "10.1000/a"),
        ("« doi： 10.1000/a »", "10.1000/a"),
        ("10.1000/A 10.1000/a", "10.1000/A"),
        ("10.1000/(a)b)", "10.1000/(a)b"),
        ("10.1000/a]", "10.1000/a"),
        ("10.1000/a[1]2", "10.1000/a[1]2"),
        ("10.1000/a}", "10.1000/a"),
        ("10.1000/a/", "10.1000/a"),
        ("10.1000/a(b", "10.1000/a(b"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.30.927871v12.full.pdf",
         "10.1101/2020.01.30.927871"),
        ("10.1136/2020.01v1", "10.1136/2020.01v1"),
        ("10.1002/central/CN-01/full", "10.1002/central/CN-01/full"),
        ("10.1371/x.1/asset/y.2", "10.1371/x.1"),
        ("10.1002/(SICI)1097(19990501)85:9<1984::AID-CNCR15>3.0.CO;2-#",
         "10.1002/(SICI)1097(19990501)85:9<1984::AID-CNCR15>3.0.CO;2-#"),
        ("10.1000/a%2Fb", "10.1000/a/b"),
        ("10.1000/a%E9b", "10.1000/a%E9b"),
        ("10.1000/a\\_b", "10.1000/a_b"),
        ("10.1000/a–b\u00ad1", "10.1000/a-b1"),
        (f"10.1000/{'a' * 300}", f"10.1000/{'a' * 300}"),
        ("https://doi.org/abcd", "10/abcd"),
        ("10/abcd", "10/abcd"),
    ],
)  # fmt: skip
def test_the_doi_alone_comes_out(text: str, value: str) -> None:
    assert doi.validate(text) == value


@pytest.mark.parametrize("after", ["(", "[", "{", "…", ".,:;", "’", "=", "\u200b", "(.", ")", "]."])
def test_what_stands_behind_is_no_part_of_it(after: str) -> None:
    ((start, end, value),) = doi.find(f"10.1000/a{after}")
    assert (start, end, value) == (0, 9, "10.1000/a")


def test_addresses_and_parts() -> None:
    assert doi.leads_elsewhere("https://x.org/10.1000/")
    assert not doi.leads_elsewhere("https://DOI.org/")
    assert not doi.leads_elsewhere("doi:")
    assert doi.registrant("10.1000/a/b") == "10.1000"
    assert doi.url("10.1000/a b?") == "https://doi.org/10.1000/a%20b%3F"
