"""House profiles as files: the package's own, and those that users write."""

from __future__ import annotations

from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest

import carcite
from carcite.cli import main
from carcite.errors import CarciteError, UsageError
from carcite.styles.catalogue import find_style
from carcite.styles.house.profile import NameForm, Profile
from carcite.styles.house.profiles import PROFILES, load_profile, read_profile

LIST = "1. June CH, Lee B. CAR T cells. Science. 2018;359(6382):1361-5.\n"


@pytest.mark.parametrize("name", list(PROFILES))
def test_the_packages_files_hold_to_the_rules_for_users(name: str) -> None:
    file = resources.files("carcite.styles.house") / "profiles" / f"{name}.toml"
    assert read_profile(file.read_text("utf-8"), f"{name}.toml") == PROFILES[name]


def test_every_file_of_the_package_has_its_place_in_the_order() -> None:
    files = resources.files("carcite.styles.house").joinpath("profiles").iterdir()
    assert sorted(PROFILES) == sorted(each.name.removesuffix(".toml") for each in files)


def test_a_profile_inherits_and_changes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "journal.toml").write_text(
        'inherits = "nlm"\ntitle = "My journal"\npages = "full"\n[names]\nlast-delimiter = " & "\n',
        encoding="utf-8",
    )
    profile = load_profile(tmp_path / "journal.toml")
    assert profile.names.last_delimiter == " & "
    assert profile.names.body_delimiter == PROFILES["nlm"].names.body_delimiter
    mended = carcite.fix(LIST, find_style(str(tmp_path / "journal.toml"))).text
    assert mended == "1. June CH & Lee B. CAR T cells. Science. 2018;359(6382):1361-1365.\n"


def test_a_profile_inherits_from_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "house.toml").write_text('inherits = "lancet"\n', encoding="utf-8")
    (tmp_path / "journal.toml").write_text(
        'inherits = "house.toml"\nissue = true\n', encoding="utf-8"
    )
    profile = load_profile(tmp_path / "journal.toml")
    assert (profile.issue, profile.templates) == (True, PROFILES["lancet"].templates)


def test_settings_name_a_profile_from_their_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.carcite]\nstyle = "j.toml"\n', "utf-8")
    (tmp_path / "j.toml").write_text('inherits = "nlm"\npages = "full"\n', encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(LIST, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "sub")
    assert main(["check", "a.txt"]) == 1
    assert "1361-1365" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pages = ", "j.toml: Invalid value"),
        ('pagse = "full"', 'no key "pagse"; did you mean "pages"?'),
        ('pages = "ful"', "pages is one of full, minimal"),
        ('issue = "yes"', "issue is true or false"),
        ('doi = "doi: "', "doi is a list of texts"),
        ('inherits = "nml"', 'did you mean "nlm"?'),
        ("[names]\net-al-mim = 3", 'no key "names.et-al-mim"; did you mean "et-al-min"?'),
        ("[names]\net-al-min = -1", "a number from 0 to 1000"),
        ('[names]\net-al = ["et al"]', "what stands before the words, and the words"),
        ('[templates]\nbook = "<{title}"', "templates.book: unmatched <"),
        ('[templates]\nbook = "{titel}"', 'no field "titel"; did you mean "title"?'),
        (f"a = {'[' * 5000}", "nested too deeply"),
        ('dashes = ""', "dashes names one dash or more"),
        ('title = "a\\u0001"', r"title holds '\x01', which no list prints"),
        ('[templates]\nbook = "{title}\\u001b"', "templates.book holds"),
        ('[templates]\nbook = "{title}}"', 'stray brace in template at 7: "}"'),
        (
            f'[templates]\nbook = "{"<" * 999}{{title}}{">" * 999}"',
            f'groups nested too deeply in template at 49: "{"<" * 40}..."',
        ),
    ],
)
def test_what_a_profile_cannot_mean_is_told_in_a_line(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=r"^j\.toml: ") as caught:
        read_profile(text, "j.toml")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('inherits = "nlm"\n\npagse = "full"', 3),
        ('inherits = "nlm"\n[names]\nhyphens = true\net-al-min = "7"', 4),
        ('inherits = "nlm"\n\n[templates]\nbook = "{titel}"', 4),
        ('pages = "full"\ninherits = "nml"', 2),
        ('title = "J"\nnames = 3', 2),
        ('inherits = "nlm"\nnames.et-all = 3', 2),
    ],
)
def test_what_a_profile_cannot_mean_is_told_with_its_line(text: str, line: int) -> None:
    with pytest.raises(UsageError, match=rf"^j\.toml: line {line}: "):
        read_profile(text, "j.toml")


def test_a_profile_without_a_title_does_not_speak_for_its_parent() -> None:
    profile = read_profile('inherits = "nlm"\npages = "full"', "folder/journal.toml")
    assert (profile.name, profile.title) == ("journal", "journal")
    assert PROFILES["nlm"].title in profile.basis


def test_every_key_of_a_profile_is_documented() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    keys = [each.name for each in (*fields(Profile), *fields(NameForm)) if each.name != "name"]
    assert [key for key in keys if f"`{key.replace('_', '-')}`" not in readme] == []


def test_the_profile_that_the_readme_shows_is_one() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    text = readme.split("<!-- journal.toml -->\n```toml\n")[1].split("```")[0]
    assert read_profile(text, "journal.toml").title == "Journal of Examples"


def test_a_profile_that_inherits_from_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('inherits = "b.toml"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text('inherits = "a.toml"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="inherits from itself"):
        load_profile(tmp_path / "a.toml")


def test_a_long_line_of_heirs_is_refused(tmp_path: Path) -> None:
    for number in range(40):
        text = f'inherits = "{number + 1}.toml"\n'
        (tmp_path / f"{number}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "40.toml").write_text('inherits = "nlm"\n', encoding="utf-8")
    assert load_profile(tmp_path / "25.toml").names == PROFILES["nlm"].names
    with pytest.raises(UsageError, match="more than 20 styles inherit from each other"):
        load_profile(tmp_path / "0.toml")


def test_a_mark_of_byte_order_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "j.toml").write_bytes(b'\xef\xbb\xbfinherits = "lancet"\n')
    assert load_profile(tmp_path / "j.toml").issue == PROFILES["lancet"].issue


def test_a_profile_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CarciteError, match="no such file"):
        find_style(str(tmp_path / "none.toml"))


def test_a_profile_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "j.toml").write_text('inherits = "nlm"\ntitle = "My journal"\n', encoding="utf-8")
    assert main(["style", str(tmp_path / "j.toml")]) == 0
    assert "My journal" in capsys.readouterr().out
