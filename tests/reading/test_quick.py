"""What is read at one look is what the readers of the parts make of it, or is left to them."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from shared import shared

from carcite.model.names import Person
from carcite.model.parse import Parse
from carcite.reading import entry
from carcite.reading.quick import read_plain

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "references"
TEXTS = [
    record["text"]
    for path in sorted(FOLDER.glob("*.yml"))
    for record in yaml.safe_load(path.read_text(encoding="utf-8"))
]
PLAIN = "June CH, van der Berg-Olsen R, et al. CAR T cells at work. Science. 2018;359(6):1361-5."
SEEDS = (
    PLAIN,
    "Müller F, Lee B (2018) Zellen der Maus im Licht. N Engl J Med 359:e12. doi:10.1000/abc.1",
    "Öz Ł, Lee B. Ten years of work. Blood 2018 Jan 5; 12: 3. https://doi.org/10.1000/x(1)2",
    "D'Amico F, De Laet C. Do beans (Vicia faba L.) grow? J. Biol. Chem. (1994) 7:S3-S10.",
    "Lee B, Costa Lima MA. p53 in resting cells. Plant, Cell Environ. 2010;7(4612):9. PMID: 123456",
    "Lee B. Light in a cell. Exp Biol Med (Maywood). 2015;240(3B):614S - 20S. DOI: 10.1000/xyz",
    "June, C. H., de Vries, A.-E., & Lee, B. (2018). Cells of a sea. Science, 359(6), 1361–1365.",
    "June C.H., Lee B. and Öz Ł. A work on the new cells? Science. 2018 Jan;359:e1.",
    "June CH, Lee B. Correction to: Cells of the deep sea at night. Lancet. 2018;15:93.",
    "June, C. H. et al. Cells of the deep sea. J. Biol. Chem. 12, 34–35.e2 (2018).",
    "Van Loo B, Lee KJ and Costa M. Cells of a sea. Lancet. 2018 Jan-Feb;391(10122):72-9.",
    "Lee K J, Alb JG Jr, Öz Ł, et al: Light in a cell of man. Blood 2018;12(2 Suppl):3-9.",
    "Lee B (2018b) Where do cells go? A study of the sea. Science 359(Pt 1):36–40",
    "Lee B. Cells in a view abroad. Blood. 2018;12:3. Epub 2018 Mar 3. doi: 10.1000/x:1 "
    "PMID: 123456 PMCID: PMC1234567.",
    "Lee B., Öz Ł.. Light and shadow in a cell. Proc. Natl Acad. Sci. USA. 2018;12:e00035716.",
    "Lee, B. and Öz, Ł., Light and shadow in a cell. Nat. Methods 2018. 12: 3-9.",
    "Lee B. Editing of many cells. Blood 12:3-9, 2018.",
    "Öz Ł, Lee B. Cells of a sea. Blood. 2018 8;12(3). doi: 10.1000/xyz",
    "Houston Miller N, Lee B (2018) In vivo work on cells.. Blood 12(Supplement 1):861.",
    "Lee, B. et al. Cells of the deep sea. Nature 12, 34–35. https://doi.org/10.1000/xyz1 (2018).",
)
BITS = (
    *" .,;:-()'\"?–é", "In ", "In: ", "et al", "and ", "Jr ", "eds. ", "[Internet]", "Suppl 1",
    "2nd ed. ", "vol. ", "PMID: 123456", "doi:", "Epub 2010 Mar 3. ", "part 2", "2008", "de ",
    "Group ", "MD, ", "no. 3", "p. ", "phase II: ", "thesis ", "Press ", "cited 2010 Jan 3 ",
    "http://x.org/a ", "Letter ", "US Patent ", "Act ", "II", "IV", "? A", ". A", "Van ", "1985",
    "Group. ", "Version 2. ", "I: ", "[", "pp. ", "(Pt 2)", "-Feb", "PMCID: PMC12345", "& ", "b",
)  # fmt: skip


def slowly(text: str) -> Parse:
    """Read a text by the readers of the parts alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry, "read_plain", lambda *_: None)
        return entry.read_entry(text)


@pytest.mark.parametrize("text", SEEDS)
def test_the_plain_forms_are_read_at_one_look(text: str) -> None:
    assert read_plain(text, None) == slowly(text)


def test_some_of_the_fixtures_are_read_so_and_none_otherwise() -> None:
    quick = {text: parse for text in TEXTS if (parse := read_plain(text, None))}
    assert len(quick) > 10
    assert [text for text, parse in quick.items() if parse != slowly(text)] == []


def test_real_references_are_read_the_same_either_way() -> None:
    lines = shared("gold", "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [" ".join(json.loads(line)["raw"].split()) for line in lines]
    quick = {text: parse for text in texts if (parse := read_plain(text, None))}
    assert len(quick) > 2200
    assert [text for text, parse in quick.items() if parse != slowly(text)] == []


@given(st.sampled_from(SEEDS), st.randoms(use_true_random=False))
def test_a_spoilt_reference_is_read_the_same_or_left(text: str, draw: random.Random) -> None:
    for _ in range(draw.randint(1, 3)):
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice(BITS) + text[at + draw.randint(0, 2) :]
    parse = read_plain(text, None)
    assert parse is None or parse == slowly(text)


@pytest.mark.parametrize("behind", [". ", " (2009) ", ", Lee B (2009) "])
def test_a_family_name_that_is_a_bodys_word_is_a_persons(behind: str) -> None:
    text = f"Eisman JA, Center JR{behind}Mortality risk in men. JAMA 301:513-521"
    assert slowly(text).reference.authors[1] == Person("Center", "JR")


def test_initials_that_look_like_a_suffix_are_a_persons() -> None:
    text = (
        "Lagutina IV, Valentine V. Modelling of the translocation in cells. PLoS Genet. 2015;1:4."
    )
    authors = slowly(text).reference.authors
    assert authors == (Person("Lagutina", "IV"), Person("Valentine", "V"))
    assert read_plain(text, None) == slowly(text)


@pytest.mark.parametrize(
    ("behind", "body"),
    [
        ("Response criteria of the Northern Cooperative Group", ""),
        ("Northern Cooperative Oncology Group", "Northern Cooperative Oncology Group"),
    ],
)
def test_a_title_that_ends_in_a_group_is_no_group_behind_et_al(behind: str, body: str) -> None:
    text = f"Oken MM, Creech RH, et al. {behind}. {'Cells at work. ' if body else ''}"
    reference = slowly(f"{text}Am J Clin Oncol. 1982;5:649-55.").reference
    assert reference.title == ("Cells at work" if body else behind)
    assert [getattr(each, "literal", "") for each in reference.authors] == ["", "", body][
        : 2 + bool(body)
    ]
