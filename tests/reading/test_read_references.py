"""Every kind of reference and every house habit, against records written down beforehand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from shared import shared

from carcite.csl.items import from_csl, to_csl
from carcite.reading.entry import read_entry

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "references"


def cases() -> list[Any]:
    return [
        pytest.param(case["text"], case["record"], marks=known_miss(case))
        for path in sorted(FOLDER.glob("*.yml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def known_miss(case: dict[str, Any]) -> Any:
    """Return the mark of a case that is not read yet: it turns red when it is."""
    return pytest.mark.xfail(reason=case["miss"], strict=True) if "miss" in case else ()


@pytest.mark.parametrize(("text", "record"), cases(), ids=lambda value: str(value)[:50])
def test_reference_is_wholly_right(text: str, record: dict[str, Any]) -> None:
    parse = read_entry(text)
    item = to_csl(parse.reference)
    del item["id"]
    assert item == record
    assert parse.doubts == ()
    assert "".join(piece.text for piece in parse.layout) == text
    assert from_csl(to_csl(parse.reference)) == parse.reference


# The changes that hard wrapping, other encodings and typesetters make to an entry.
DISGUISES = {
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "thin blanks": lambda text: text.replace(" ", "\u2009"),
    "double blanks": lambda text: text.replace(" ", "  "),
    "wrapped": lambda text: text.replace(" ", "\n", 30),
    "CRLF": lambda text: text.replace(" ", "\r\n   ", 9),
    "en dashes": lambda text: text.replace("-", "\u2013"),
    "non-breaking hyphens": lambda text: text.replace("-", "\u2011"),
    "zero-width": lambda text: text.replace(" ", " \u200b"),
    "byte order mark": lambda text: "\ufeff" + text,
}
PLAIN = [
    "June CH, O'Connor RS, Kawalekar OU, et al. CAR T cell immunotherapy for human cancer. "
    "Science. 2018 Mar 23;359(6382):1361-5.",
    "Meltzer PS, Kallioniemi A, Trent JM. Chromosome alterations in human solid tumors. In: "
    "Vogelstein B, Kinzler KW, editors. The genetic basis of human cancer. New York: McGraw; 2002. "
    "p. 93-113.",
    "Glauser TA. Integrating clinical data into practice. Neurology. 2002;58(12 Suppl 7):S6-12.",
]


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("text", PLAIN)
def test_disguises_change_nothing(disguise: str, text: str) -> None:
    changed = DISGUISES[disguise](text)
    parse = read_entry(changed)
    assert parse.reference == read_entry(text).reference
    assert "".join(piece.text for piece in parse.layout) == changed
    assert parse.doubts == ()


def seed() -> list[str]:
    lines = shared("seed.txt").read_text(encoding="utf-8").splitlines()
    found = [line.split(" ", 2)[2] for line in lines if line[:2] == "- " and line[2:3].isdigit()]
    assert len(found) == 16
    return found


SEED = [
    ("Science", 2018, "359", "1361-1365"), ("Nature", 2022, "602", "503-509"),
    ("Blood", 2016, "127", "3321-3330"), ("Blood", 2021, "138", "2499-2513"),
    ("Nat Med", 2024, "30", "2667-2678"), ("Lancet", 2025, "405", "751-754"),
    ("Nat Rev Drug Discov", 2021, "20", "179-199"), ("Am J Transplant", 2013, "13", "1503-1511"),
    ("Blood", 2025, "145", "1841-1849"), ("N Engl J Med", 2021, "385", "567-569"),
    ("N Engl J Med", 2024, "390", "687-700"), ("Lancet Neurol", 2024, "23", "615-624"),
    ("Med", 2024, "5", "550.e2-558.e2"), ("Signal Transduct Target Ther", 2023, "8", "5"),
    ("Lancet", 2025, "405", "25-28"), ("Lancet Neurol", 2023, "22", "578-590"),
]  # fmt: skip
NAMES = {
    1: "June CH, O'Connor RS, Kawalekar OU", 2: "Melenhorst JJ, Chen GM, Wang M",
    5: "Cordas Dos Santos DM, Tix T, Shouval R", 7: "Lee DSW, Rojas OL, Gommerman JL",
    15: "Trautmann-Grill K, von Bonin M, Georgi A", 16: "Granit V, Benatar M, Kurtoglu M",
}  # fmt: skip


def facts(text: str) -> tuple[str, int, str, str]:
    item = to_csl(read_entry(text).reference)
    year = item["issued"]["date-parts"][0][0]
    return item["container-title"], year, item["volume"], item["page"]


def test_seed_is_wholly_read() -> None:
    for number, (text, wanted) in enumerate(zip(seed(), SEED, strict=True), start=1):
        parse = read_entry(text)
        assert facts(text) == wanted
        assert parse.doubts == ()
        assert parse.reference.type == "article-journal"
        group = parse.reference.group()
        assert group is not None
        assert group.et_al is (". et al. " in text)
        names = ", ".join(f"{name.sort_name} {name.initials}" for name in group.names)  # type: ignore[union-attr]
        assert names == NAMES.get(number, names)
        assert text.startswith(names)
        title = parse.reference.title
        assert title in text
        assert text[text.index(title) + len(title)] == "."
        assert (title[-1] == "?") is (number == 9)


def test_seed_is_read_alike_in_nlm_form_with_identifiers() -> None:
    for text in seed():
        read = read_entry(text).reference
        head, _, _ = text.rpartition(f" {read.container_title} ")
        item = to_csl(read)
        year = item["issued"]["date-parts"][0][0]
        nlm = (
            f"{head.replace('. et al.', ', et al.').replace('?.', '?')} {read.container_title}. "
            f"{year} Mar 3;{read.volume}(2):{item['page']}. "
            "doi: 10.1000/xyz-1. PMID: 12345678; PMCID: PMC1234567."
        )
        again = read_entry(nlm)
        assert facts(nlm) == facts(text)
        assert again.doubts == ()
        assert again.reference.title == read.title
        assert again.reference.contributors == read.contributors
        assert [each.value for each in again.reference.identifiers] == [
            "10.1000/xyz-1", "12345678", "PMC1234567",
        ]  # fmt: skip
