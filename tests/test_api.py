"""The public functions: what `import carcite` promises."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import BACKWARDS, CLEAN, LIST, ROOT, SEED

import carcite
from carcite.errors import UnreadableError, UsageError
from carcite.model.locators import PageRange
from carcite.styles.catalogue import find_style


def test_every_public_name_is_there() -> None:
    for name in carcite.__all__:
        assert getattr(carcite, name) is not None
    assert set(carcite.__all__) <= set(dir(carcite))
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        _ = carcite.chek


def test_parse_reads_a_list_a_page_and_a_line() -> None:
    assert len(carcite.parse(LIST)) == 3
    assert len(carcite.parse((ROOT / SEED).read_text(encoding="utf-8"))) == 16
    (one,) = carcite.parse("Ng A. A title. Gut. 2018;67(2):11-9.")
    assert one.pages == (PageRange("11", "19"),)
    assert carcite.parse("") == ()


def test_parse_takes_any_text() -> None:
    for text in ("\x00", "\ud800", "1. \ud800 (", "(" * 5000, "a" * 200_000):
        assert isinstance(carcite.parse(text), tuple)


def test_check_names_style_and_findings() -> None:
    report = carcite.check(LIST)
    assert report.style == "nlm"
    assert "TTL001" in {each.code for each in report.diagnostics}
    assert carcite.check(LIST, "thieme").style == "thieme"
    assert (
        carcite.check(LIST, find_style("thieme")).diagnostics
        == carcite.check(LIST, "thieme").diagnostics
    )


def test_check_selects_and_ignores() -> None:
    assert {each.code for each in carcite.check(LIST, select=["TTL"]).diagnostics} == {"TTL001"}
    assert "TTL001" not in {each.code for each in carcite.check(LIST, ignore=["TTL"]).diagnostics}


def test_fix_makes_safe_fixes_and_reports_the_rest() -> None:
    fixed = carcite.fix(LIST)
    assert fixed.text == CLEAN
    assert [each.code for each in fixed.made] == ["TTL001"]
    assert "TTL001" not in {each.code for each in fixed.report.diagnostics}
    assert carcite.fix(BACKWARDS, unsafe=True).text == BACKWARDS


def test_render_takes_text_and_references() -> None:
    references = carcite.parse(CLEAN)
    assert carcite.render(references, "nlm") == carcite.render(CLEAN, "nlm")
    assert carcite.render(iter(references), "nlm", to="html").count('class="csl-entry"') == 3
    assert "Levine" in carcite.render(references, "apa", to="markdown")


def test_dump_and_load_are_each_others_reverse(tmp_path: Path) -> None:
    references = carcite.parse(CLEAN)
    for to, suffix in (
        ("csl-json", "json"),
        ("bibtex", "bib"),
        ("ris", "ris"),
        ("medline", "nbib"),
    ):
        path = tmp_path / f"refs.{suffix}"
        path.write_text(carcite.dump(references, to), encoding="utf-8")
        again = carcite.load(path)
        assert [each.title for each in again] == [each.title for each in references]
        assert [each.pages for each in again] == [each.pages for each in references]
    lines = carcite.dump(references, "csl-jsonl").splitlines()
    assert [json.loads(line)["volume"] for line in lines] == ["127", "405", "359"]


def test_misuse_is_said() -> None:
    with pytest.raises(UsageError, match='unknown style "nlmm"; did you mean "nlm"'):
        carcite.check(LIST, "nlmm")
    with pytest.raises(UsageError, match="no rule"):
        carcite.check(LIST, select=["XYZ"])
    with pytest.raises(UsageError, match="unknown format"):
        carcite.dump([], "word")
    with pytest.raises(UsageError, match="unknown output"):
        carcite.render(LIST, "nlm", to="pdf")
    with pytest.raises(UnreadableError, match="no such file"):
        carcite.load("absent.txt")
    assert issubclass(UsageError, carcite.CarciteError)


def test_rules_are_listed() -> None:
    rules = carcite.list_rules()
    assert len(rules) > 40
    assert len({each.code for each in rules}) == len(rules)
