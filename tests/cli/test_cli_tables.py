"""`carcite rule`, `style`, `journal`: what carcite knows; and help, version and no command."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, carcite

from carcite import __version__
from carcite.cli import FOUND, main
from carcite.rules.catalogue import all_rules
from carcite.styles.house.profiles import PROFILES


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "rule").splitlines()
    assert [line.split()[0] for line in lines] == list(all_rules())


@pytest.mark.parametrize("code", list(all_rules()))
def test_every_rule_is_explained(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "rule", code)
    assert out.startswith(f"{code} ")
    for title in ("Why:", "Wrong:", "Right:", "Source:"):
        assert f"\n{title}" in out


def test_a_rule_is_found_by_name_and_in_small_letters(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = printed(capsys, "rule", "PAG001")
    assert printed(capsys, "rule", "pag001") == wanted
    assert printed(capsys, "rule", "descending-range") == wanted


def test_the_page_of_rules_is_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "src" / "carcite" / "rules" / "RULES.md"
    assert printed(capsys, "rule", "--markdown") == page.read_text(encoding="utf-8")


def test_house_styles_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "style")
    names = [line.split()[0] for line in out.splitlines()[:-1]]
    assert names == list(PROFILES)
    assert "CSL styles" in out.splitlines()[-1]


@pytest.mark.parametrize("name", list(PROFILES))
def test_a_house_style_is_shown_with_its_source(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = printed(capsys, "style", name)
    assert out.startswith(f"{name}: ")
    assert "Source:" in out


def test_csl_styles_are_searched(capsys: pytest.CaptureFixture[str]) -> None:
    out = printed(capsys, "style", "cell biology")
    names = [line.split()[0] for line in out.splitlines()]
    assert len(names) > 1
    assert len(names) == len(set(names))
    apa = printed(capsys, "style", "apa").splitlines()
    assert apa[0] == "apa: APA Style 7th edition"
    assert apa[1].split() == ["Form:", "author-date"]
    assert any(line.startswith("apa-no-initials ") for line in apa[apa.index("others:") :])


def test_a_journal_is_found_by_any_of_its_names(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = printed(capsys, "journal", "0028-4793")
    assert "N Engl J Med" in wanted
    assert printed(capsys, "journal", "N", "Engl", "J", "Med") == wanted
    assert printed(capsys, "journal", "the new england journal of medicine") == wanted


def test_an_unknown_journal_is_not_called_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "Zzyzx Quarterly of Nothing"]) == FOUND
    out, err = capsys.readouterr()
    assert out == ""
    assert 'no journal is known as "Zzyzx Quarterly of Nothing"' in err


def test_a_journal_without_a_name_is_misuse() -> None:
    assert carcite("journal").code == 2


def test_a_list_of_ones_own_is_taken_in(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("Zzyzx Quarterly of Nothing;Zzyzx Q. Noth.\n", encoding="utf-8")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = carcite("journal", "--import", table, **home)
    assert done.code == 0
    assert done.err.startswith("1 journal taken into ")
    assert "Zzyzx Q Noth" in carcite("journal", "Zzyzx Quarterly of Nothing", **home).out


def test_help_version_and_nothing() -> None:
    assert carcite("--version").out == f"carcite {__version__}\n"
    assert carcite().code == 0
    out = carcite("--help").out
    for command in ("check", "fix", "parse", "render", "rule", "style", "journal"):
        assert f"\n    {command} " in out
        assert carcite(command, "--help").code == 0
