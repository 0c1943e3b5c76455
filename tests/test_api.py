"""The public functions: what `import carcite` promises."""

from __future__ import annotations

import json
import pickle
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


def test_files_are_checked_parsed_and_fixed(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(LIST, encoding="utf-8")
    report = carcite.check_file(path)
    assert [each.code for each in report if each.code == "TTL001"] == ["TTL001"]
    assert carcite.parse_file(path) == carcite.parse(LIST)
    out = tmp_path / "out.txt"
    done = carcite.fix_file(path, out=out)
    assert out.read_text(encoding="utf-8") == CLEAN == done.text
    assert path.read_text(encoding="utf-8") == LIST
    carcite.fix_file(str(path))
    assert path.read_text(encoding="utf-8") == CLEAN
    (tmp_path / "prose.txt").write_text("No list here.\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match="no reference list found"):
        carcite.check_file(tmp_path / "prose.txt")
    with pytest.raises(UsageError, match="Word files"):
        carcite.fix_file(path, out=out, comments=True)


def test_the_name_of_a_file_is_sent_to_the_function_for_files() -> None:
    for function in (carcite.check, carcite.fix, carcite.parse):
        for name in ("refs.txt", Path("refs.txt"), "a/paper.docx"):
            with pytest.raises(UsageError, match=rf"{function.__name__}_file\(path\)"):
                function(name)  # type: ignore[operator]


def test_codes_are_given_as_one_str_or_many() -> None:
    one = carcite.check(LIST, select="TTL,PAG")
    assert one.diagnostics == carcite.check(LIST, select=["TTL", "PAG"]).diagnostics


def test_a_report_iterates_counts_groups_and_makes_rows() -> None:
    report = carcite.check(LIST)
    assert report
    assert not carcite.check(LIST, select="PRS")
    assert list(report) == list(report.diagnostics)
    assert len(report) == sum(map(len, report.by_entry().values()))
    rows = report.to_dicts()
    assert {row["code"] for row in rows} == {each.code for each in report}
    line = LIST.split("\n")[rows[0]["line"] - 1]
    assert line[rows[0]["column"] - 1 :].startswith(report.diagnostics[0].span.of(LIST))
    assert len(repr(report)) < 80
    assert "\n" not in repr(report)
    assert report._repr_html_().count("<tr>") == len(report) + 1


def test_the_caller_chooses_the_fixes() -> None:
    report = carcite.check(LIST, "thieme")
    chosen = report.fix(accept=lambda finding: finding.code == "TTL001")
    assert {each.code for each in chosen.made} == {"TTL001"}
    assert len(report.fix().made) > len(chosen.made)
    assert report.fix(accept=lambda finding: False).text == LIST
    asked: list[carcite.Diagnostic] = []
    report.fix(accept=lambda finding: asked.append(finding) is not None)
    assert len(asked) == len({id(each) for each in asked}) > 0, "nobody is asked twice"


def test_everyday_names_of_a_reference() -> None:
    (one,) = carcite.parse("Ng A, de Vos RJ. A title. Gut. 2018;67(2):11-9. doi:10.1136/gut.1.")
    assert (one.year, one.doi, one.pmid) == (2018, "10.1136/gut.1", "")
    assert [str(each) for each in one.authors] == ["Ng A", "de Vos RJ"]
    assert str(one.first_author) == "Ng A"
    assert carcite.Reference().first_author is None
    assert "unread" not in repr(one)


@pytest.mark.parametrize("style", ["auto", "nlm", "apa"])
def test_what_is_public_pickles(style: str) -> None:
    report = carcite.check(LIST, style)
    again = pickle.loads(pickle.dumps(report))
    assert again.diagnostics == report.diagnostics
    assert again.references == report.references
    with pytest.raises(UsageError, match="pickled"):
        again.fix()
    rules = carcite.list_rules()
    assert pickle.loads(pickle.dumps(rules)) == rules
    for value in (carcite.Severity.ERROR, carcite.Safety.SAFE, *report.references):
        assert pickle.loads(pickle.dumps(value)) == value


def test_fixes_styles_records_and_files_pickle(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    report = carcite.check_file(tmp_path / "list.txt")
    built = carcite.build_corpus([tmp_path / "list.txt"], tmp_path / "records.corpus")
    corpus = carcite.open_corpus(tmp_path / "records.corpus")
    found = carcite.verify(CLEAN, corpus)
    assert {each.state for each in found} == {carcite.State.VERIFIED}
    for value in (built, found, report.parses, carcite.UnreadableError("a line")):
        again = pickle.loads(pickle.dumps(value))
        assert repr(again) == repr(value)
        assert again == value or isinstance(value, Exception)
    done = pickle.loads(pickle.dumps(report.fix()))
    assert (done.text, repr(done)) == (CLEAN, repr(report.fix()))
    assert carcite.verify(CLEAN, pickle.loads(pickle.dumps(corpus))) == found
    for style in map(find_style, ("nlm", "apa")):
        assert pickle.loads(pickle.dumps(style)).write(report.references[0]) == style.write(
            report.references[0]
        )


def test_what_is_public_says_itself_in_a_line(tmp_path: Path) -> None:
    report = carcite.check((ROOT / SEED).read_text(encoding="utf-8"))
    assert len(report.references) == 16
    for value in (report, report.document, report.document.source, report.fix()):
        assert len(repr(value)) < 80
    assert repr(find_style("nlm")) == "<Style nlm>"
    assert repr(find_style("apa")) == "<Style apa>"


def test_severities_are_words() -> None:
    assert carcite.Severity.ERROR == "error"
    assert f"{carcite.Safety.SHOWN}" == "shown"
