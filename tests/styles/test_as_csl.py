"""A house style written as CSL prints what the house prints, through the CSL processor."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from lxml import etree

import carcite
from carcite.cli import main
from carcite.csl import load_style, render_bibliography
from carcite.csl.items import to_csl
from carcite.model.reference import Reference
from carcite.printing import print_items
from carcite.styles.house.as_csl import write_csl
from carcite.styles.house.profiles import PROFILES, read_profile
from carcite.styles.house.write import VancouverStyle, prints

WORKS = """\
1. Berg AB, Holm C, Lund DE. Sleep and shift work in nurses. Lancet. 2019;394(10204):1225-31. \
doi: 10.1016/S0140-6736(19)32000-1.
2. Ito K, Sato M. Is fever a friend or a foe? BMJ. 2020;368:112-9.
3. Novak P, Kral J, Dvorak L, Svoboda M, Cerny T, Vesely O, Maly R. Seven authors of one trial. \
JAMA. 2021;325(4):365-74. PMID: 33496779.
4. Moreau L. A note on one page. Lancet. 2011;378:872.
5. Meier R, Keller S. Clinical immunology of the lung. 3rd ed. Basel: Karger; 2012.
6. Rossi G. Airway cells. In: Bianchi F, Verdi L, editors. Handbook of the lung. 2nd ed. Milano: \
Masson; 2008. p. 15-42.
7. Health Board. Vaccines for travellers [Internet]. Oslo: Health Board; 2022 [cited 2023 Jan 5]. \
Available from: https://example.org/vaccines
"""
READ = carcite.parse(WORKS)
STRAIGHT = str.maketrans("’“”", '\'""')
"""CSL prints the quotes of typography, a house those of the item."""


def by_csl(text: str, reference: Reference) -> str:
    (entry,) = render_bibliography([to_csl(reference, id="1")], load_style(text.encode()))
    return entry.text.translate(STRAIGHT)


def by_house(profile: str, reference: Reference) -> str:
    style = PROFILES[profile]
    return f"{style.label.format(1)} {VancouverStyle(style).write(reference).text}"


@pytest.mark.parametrize("name", list(PROFILES))
def test_both_print_the_same(name: str) -> None:
    text, limits = write_csl(PROFILES[name])
    for place, reference in enumerate(READ, 1):
        if not prints(PROFILES[name], reference.type):
            continue
        cut = len(reference.contributors[0].names) >= (PROFILES[name].names.et_al_min or 99)
        if cut and any(each.startswith("et-al") for each in limits):
            continue
        assert by_csl(text, reference) == by_house(name, reference), place


SCHEMA = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles" / "csl.rng"


@pytest.mark.parametrize("name", list(PROFILES))
def test_the_schema_of_csl_takes_it(name: str) -> None:
    schema = etree.RelaxNG(etree.fromstring(SCHEMA.read_bytes()))
    schema.assertValid(etree.fromstring(write_csl(PROFILES[name])[0].encode()))


@pytest.mark.parametrize("name", ["nlm", "bmj", "nature", "elsevier"])
def test_another_processor_prints_an_article_the_same(name: str, tmp_path: Path) -> None:
    path = tmp_path / "house.csl"
    path.write_text(write_csl(PROFILES[name])[0], encoding="utf-8")
    item = to_csl(READ[3], id="1")
    (entry,) = print_items([item], str(path), engine="citeproc-py")
    own = by_csl(path.read_text("utf-8"), READ[3])
    assert "".join(entry.text.split()) == "".join(own.split())


def test_what_csl_cannot_say_is_said() -> None:
    profile = read_profile(
        'inherits = "nlm"\n[names]\nlast-delimiter = " / "\nbody-delimiter = ""', "j.toml"
    )
    limits = write_csl(profile)[1]
    assert limits[0] == 'last-delimiter: CSL has a word or "&" there, not " / "'
    assert not any(each.startswith("body-delimiter") for each in limits)


OWN = """
inherits = "nlm"
[names]
family-case = "upper"
last-delimiter = " et "
et-al-min = 5
et-al-use-first = 2
et-al-use-last = ", … "
[templates]
article-journal = '<{authors}. ><{title}. ><{container}. ><{date}><;{volume}>.< \\<{doi}\\>.>'
"""


def test_capitals_gaps_and_brackets_are_written_as_csl() -> None:
    profile = read_profile(OWN, "j.toml")
    text, _ = write_csl(profile)
    for reference in READ[:4]:
        own = f"{profile.label.format(1)} {VancouverStyle(profile).write(reference).text}"
        assert by_csl(text, reference) == own
    assert by_csl(text, READ[0]).startswith("1. BERG AB, HOLM C et LUND DE. ")
    assert by_csl(text, READ[0]).endswith(" <doi: 10.1016/S0140-6736(19)32000-1>.")
    assert by_csl(text, READ[2]).startswith("1. NOVAK P, KRAL J, … MALY R. Seven")


def test_a_file_is_written_as_csl(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "journal.toml"
    path.write_text('inherits = "nlm"\ntitle = "R & D <Notes>"\npages = "full"\n', encoding="utf-8")
    assert main(["style", str(path), "--to", "csl"]) == 0
    shown = capsys.readouterr()
    (tmp_path / "journal.csl").write_text(shown.out, encoding="utf-8")
    assert "not in CSL: body-delimiter" in shown.err
    style = load_style(tmp_path / "journal.csl")
    assert style.title == "R & D <Notes>"
    (entry,) = render_bibliography([to_csl(READ[0], id="1")], style)
    assert ":1225-1231. doi: " in entry.text


def test_only_a_house_style_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["style", "apa", "--to", "csl"]) == 2
    assert "no house style" in capsys.readouterr().err
    assert main(["style", "--to", "csl"]) == 2
    assert "name the house style" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("<style/>", 2, "own.csl"),
        (write_csl(PROFILES["lancet"])[0], 0, "own: The Lancet"),
    ],
    ids=["broken", "whole"],
)
def test_a_file_of_csl_is_shown(
    text: str, code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "own.csl"
    path.write_text(text, encoding="utf-8")
    assert main(["style", str(path)]) == code
    shown = capsys.readouterr()
    assert words in shown.out + shown.err
    assert len((shown.out + shown.err).splitlines()) == 1
