"""`carcite check`: what it prints, in which form, and with which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command import BACKWARDS, CLEAN, LIST, SEED, carcite

KEYS = [
    "code", "name", "severity", "message", "path", "entry",
    "line", "column", "end_line", "end_column", "fix",
]  # fmt: skip


def test_the_seed_has_the_findings_an_expert_makes() -> None:
    done = carcite("check", SEED, "--output-format", "json")
    found = json.loads(done.out)
    assert done.code == 1
    assert done.err == ""
    assert 5 <= len(found) <= 10
    places = {(each["code"], each["entry"], each["line"]) for each in found}
    assert {("TTL001", 9, 18), ("TTL002", 10, 19), ("PAG004", 13, 22)} <= places
    assert [each["code"] for each in found].count("LST007") == 1
    assert [each["code"] for each in found].count("LST008") == 1
    safe = [each for each in found if each["fix"] and each["fix"]["safety"] == "safe"]
    assert [each["code"] for each in safe] == ["TTL001"]


def test_text_shows_style_place_and_fix() -> None:
    done = carcite("check", SEED)
    assert done.code == 1
    assert f"{SEED}:18:99: TTL001 " in done.out
    assert done.out.splitlines()[-1].startswith("16 references, Thieme web style (15 of 16")
    assert "\x1b" not in done.out


def test_json_keeps_its_contract() -> None:
    found = json.loads(carcite("check", SEED, "--output-format", "json").out)
    for each in found:
        assert list(each) == KEYS
        assert each["severity"] in ("error", "warning", "info")
        assert each["path"] == SEED
        if each["fix"] is not None:
            assert list(each["fix"]) == ["safety", "title", "edits"]
            assert each["fix"]["safety"] in ("safe", "unsafe", "shown")
            for edit in each["fix"]["edits"]:
                assert {"line", "column", "end_line", "end_column", "text"} <= set(edit)


def test_positions_hold_the_words_the_message_quotes() -> None:
    found = json.loads(carcite("check", SEED, "--output-format", "json").out)
    lines = (Path(__file__).parents[2] / SEED).read_text(encoding="utf-8").split("\n")
    (pages,) = [each for each in found if each["code"] == "PAG004"]
    line = lines[pages["line"] - 1]
    assert line[pages["column"] - 1 : pages["end_column"] - 1] == "550.e2-558.e2"


@pytest.mark.parametrize(
    ("text", "code"), [(CLEAN, 0), (LIST, 1), (BACKWARDS, 1)], ids=["clean", "warning", "error"]
)
def test_exit_code_says_whether_something_is_to_be_done(text: str, code: int) -> None:
    assert carcite("check", "-", given=text).code == code


def test_what_made_the_exit_code_is_said_behind_the_report() -> None:
    why = "carcite: exit code 1 because of 1 warning (TTL001)\n"
    assert carcite("check", "-", given=LIST).err == why
    assert carcite("check", "-", "--output-format", "grouped", given=LIST).err == why
    assert carcite("check", "-", "--exit-zero", given=LIST).err == ""
    assert carcite("check", "-", "--output-format", "concise", given=LIST).err == ""
    assert carcite("check", "-", given=CLEAN).err == ""


def test_the_gravest_finding_of_an_entry_comes_first() -> None:
    text = LIST.replace("is long enough?.", "is long enough?..").replace("3321-30", "3330-21")
    done = carcite("check", "-", "--style", "nlm", "--output-format", "grouped", given=text)
    said = [line.split()[2] for line in done.out.splitlines() if line.startswith("  3:")]
    assert said == sorted(said, key=["error", "warning", "info"].index)
    assert {"error", "warning"} <= set(said)


def test_infos_alone_pass() -> None:
    text = CLEAN.replace("(26)", "")
    done = carcite("check", "-", "--output-format", "json", given=text)
    assert {each["severity"] for each in json.loads(done.out)} == {"info"}
    assert done.code == 0


def test_standard_input_is_read_without_a_path() -> None:
    done = carcite("check", "--output-format", "json", given=LIST)
    (found,) = [each for each in json.loads(done.out) if each["code"] == "TTL001"]
    assert (found["path"], found["line"]) == ("-", 3)


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_format_that_is_none_is_told_once_for_a_folder(command: str, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LIST, "utf-8")
    done = carcite(command, "--format", "word", tmp_path)
    assert done.code == 2
    assert done.err.count('unknown format "word"') == 1


def test_a_named_style_is_checked_against() -> None:
    done = carcite("check", SEED, "--style", "nlm", "--output-format", "json")
    codes = [each["code"] for each in json.loads(done.out)]
    assert codes.count("PAG002") > 10
    assert "VOL005" in codes or "PUN001" in codes or "AUT003" in codes


def test_a_csl_style_is_checked_against(tmp_path: Path) -> None:
    done = carcite("check", "-", "--style", "vancouver", "--output-format", "json", given=CLEAN)
    lines = {each["line"] for each in json.loads(done.out)}
    assert done.err == ""
    assert lines <= {3, 4, 5}


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--select", "TTL001"], {"TTL001"}),
        (["--select", "ttl"], {"TTL001"}),
        (["--ignore", "TTL"], {"LST007"}),
        (["--select", "TTL,LST007", "--ignore", "LST"], {"TTL001"}),
    ],
)
def test_rules_are_selected_and_ignored(arguments: list[str], expected: set[str]) -> None:
    done = carcite("check", "-", "--output-format", "json", *arguments, given=LIST)
    assert {each["code"] for each in json.loads(done.out)} == expected


def test_sarif_names_rule_file_and_line() -> None:
    log = json.loads(carcite("check", SEED, "--output-format", "sarif").out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    results = {each["ruleId"]: each for each in run["results"]}
    place = results["TTL001"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == SEED
    assert place["region"]["startLine"] == 18
    assert {each["id"] for each in run["tool"]["driver"]["rules"]} >= set(results)


def test_github_prints_annotations() -> None:
    out = carcite("check", SEED, "--output-format", "github").out
    assert f"::warning file={SEED},line=18," in out
    assert all(line.startswith("::") for line in out.splitlines())


def test_junit_is_xml_with_failures() -> None:
    root = ElementTree.fromstring(carcite("check", SEED, "--output-format", "junit").out)
    assert root.tag == "testsuites"
    assert len(list(root.iter("failure"))) == 3


def test_html_is_one_page_that_cannot_be_broken_out_of(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    text = CLEAN.replace("A second title", "A <script>alert(1)</script> title")
    done = carcite("check", "-", "--output-format", "html", "-o", page, given=text)
    assert done.out == ""
    written = page.read_text(encoding="utf-8")
    assert written.startswith(("<!doctype html>", "<!DOCTYPE html>"))
    assert "<script>alert(1)</script>" not in written
    assert "http-equiv" in written


def test_html_shows_the_citations_of_the_text() -> None:
    text = "Introduction\n\nCells were used [1, 2] and again [3].\n\n" + CLEAN
    page = carcite("check", "-", "--output-format", "html", given=text).out
    without = carcite("check", "-", "--output-format", "html", given=CLEAN).out
    assert page.count("Cited once, line 3") == 3
    assert "2 citations in the text name 3 of 3 references" in page
    assert "Cited once" not in without


def test_statistics_count_by_rule() -> None:
    out = carcite("check", SEED, "--statistics").out
    (line,) = [line for line in out.splitlines() if "TTL001" in line]
    assert "1" in line.split()
    assert "stepping stone" not in out


def test_output_goes_to_a_file(tmp_path: Path) -> None:
    done = carcite("check", SEED, "--output-format", "json", "-o", tmp_path / "out.json")
    assert done.out == ""
    assert done.code == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def test_a_comment_silences_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(LIST.replace("2. ", "<!-- carcite: ignore[LST] -->\n2. "), encoding="utf-8")
    loud = carcite("check", path, "--select", "TTL001,CFG001")
    path.write_text(LIST.replace("1. ", "<!-- carcite: ignore[TTL001] -->\n1. "), encoding="utf-8")
    quiet = carcite("check", path, "--select", "TTL001,CFG001")
    assert "TTL001" in loud.out
    assert loud.code == 1
    assert "TTL001" not in quiet.out
    assert quiet.code == 0


def test_comments_in_plain_text_are_not_read_as_references() -> None:
    text = LIST.replace("2. ", "# carcite: ignore[TTL]\n2. ").rstrip() + " # carcite: ignore\n"
    plain = json.loads(carcite("parse", "-", given=LIST).out)
    assert json.loads(carcite("parse", "-", given=text).out) == plain


def test_a_baseline_leaves_only_what_is_new(tmp_path: Path) -> None:
    path, known = tmp_path / "list.txt", tmp_path / "known.json"
    path.write_text(LIST, encoding="utf-8")
    noted = carcite("check", "list.txt", "--write-baseline", "known.json", cwd=tmp_path)
    assert noted.code == 0
    assert "TTL001" in known.read_text(encoding="utf-8")
    assert carcite("check", "list.txt", "--baseline", "known.json", cwd=tmp_path).code == 0
    assert carcite("check", path, "--baseline", known).code == 0
    path.write_text(LIST.replace("differs.", "differs?."), encoding="utf-8")
    done = carcite("check", path, "--baseline", known, "--output-format", "json")
    assert [(each["code"], each["entry"]) for each in json.loads(done.out)] == [("TTL001", 2)]


def test_settings_come_from_pyproject(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.carcite]\nignore = ["TTL"]\n')
    deep = tmp_path / "deep"
    deep.mkdir()
    assert carcite("check", "list.txt", cwd=tmp_path).code == 0
    assert carcite("check", "../list.txt", cwd=deep).code == 0
    assert carcite("check", "list.txt", "--ignore", "", cwd=tmp_path).code == 1


def test_a_baseline_in_the_settings_is_seen_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(LIST, encoding="utf-8")
    carcite("check", "list.txt", "--write-baseline", "known.json", cwd=tmp_path)
    (tmp_path / "pyproject.toml").write_text('[tool.carcite]\nbaseline = "known.json"\n')
    deep = tmp_path / "deep"
    deep.mkdir()
    assert carcite("check", "../list.txt", cwd=deep).code == 0


def test_of_several_lists_the_longest_names_the_style() -> None:
    short = (
        "Further reading\n\n1. Ng A. One. Gut 2018; 67: 11-19\n2. Li B. Two. Gut 2019; 68: 1-9\n"
    )
    text = CLEAN + "\nA paragraph of prose between the lists, long enough to be one.\n\n" + short
    last = carcite("check", "-", given=text).out.splitlines()[-1]
    assert "NLM" in last
    assert last.count("entries") == 1
