"""Each rule against its case file in fixtures/rules: what fails, what passes, what nearly fails.

A case has `fail:` or `pass:` with the text, checked with that rule alone. Of a fail, `at:` is what
the finding underlines (a list where there are several), `fix:` the text after its fix whatever its
safety, `message:` a part of what it says. `style:` names the style; without it the list's own.
`name:` is the file that the text stands in, and `beside:` files by name that are checked with it.
`records:` are what the user's records hold, as CSL-JSON or Crossref has them; "silent" is a source
that does not answer.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from carcite.api import as_document, build_corpus
from carcite.bibliography import as_citing, cited_keys, resolved
from carcite.checking.check import Choice, Report, check_document
from carcite.corpus.protocol import Hit, Query, SourceError
from carcite.loading import load_document
from carcite.model.document import Document
from carcite.rules.catalogue import all_rules
from carcite.styles.catalogue import find_style
from carcite.text.edit import Safety, apply_edits
from carcite.witness import Records, ask

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "rules"
TODAY = 2026
_KEYS = {"fail", "pass", "at", "fix", "message", "style", "name", "beside", "records"}
FOUND_ELSEWHERE = {"CFG001"}
"""Rules that no check of a document finds; their tests stand with the module that does."""


def load(path: Path) -> dict[str, dict[str, Any]]:
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(cases, dict)
    return cases


CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{name}")
    for path in sorted(FOLDER.glob("*.yml"))
    for name, case in load(path).items()
]


def check(code: str, document: Document, style: str | None, witness: Any = None) -> Report:
    chosen = find_style(style) if style else None
    return check_document(document, Choice(frozenset({code}), TODAY, chosen, witness))


def document_of(case: dict[str, Any], text: str, folder: Path) -> Document:
    """Return a case's text as a document, alone or as a file among others."""
    if "name" not in case:
        return as_document(text)
    files = {case["name"]: text, **case.get("beside", {})}
    for name, inside in files.items():
        (folder / name).write_text(inside, encoding="utf-8")
    path = str(folder / case["name"])
    document = as_citing(load_document(text.encode(), path), text.encode(), path)
    cited = cited_keys(str(folder / name) for name in files)
    return replace(document, cited_keys=cited.get(resolved(path)))


class Silent:
    """A source that does not answer."""

    name = "silent"
    as_of = coverage = ""

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        raise SourceError("this source is made to be silent")


def witness_of(records: Any, folder: Path) -> Any:
    """Return the witness that a case's records make."""
    if records is None:
        return None
    if records == "silent":
        return lambda parses: ask(parses, [Silent()])
    source, corpus = folder / "records.json", folder / "made.corpus"
    source.write_text(json.dumps(records), encoding="utf-8")
    build_corpus([source], corpus)
    return Records((str(corpus),))


@pytest.mark.parametrize(("code", "case"), CASES)
def test_case(code: str, case: dict[str, Any], tmp_path: Path) -> None:
    assert set(case) <= _KEYS, f"{code}: no key {set(case) - _KEYS}; a case has {_KEYS}"
    assert ("fail" in case) == ("at" in case), f"{code}: `at` says what a `fail` underlines"
    text = case["fail"] if "fail" in case else case["pass"]
    witness = witness_of(case.get("records"), tmp_path)
    document = document_of(case, text, tmp_path)
    report = check(code, document, case.get("style"), witness)
    found = report.diagnostics
    assert {each.code for each in found} <= {code}
    if "pass" in case:
        assert [each.message for each in found] == []
        return
    places = [report.document.source.slice(each.span) for each in found]
    wanted = case["at"] if isinstance(case["at"], list) else [case["at"]]
    assert places == wanted, f"{code} underlines {places} and not {wanted}"
    if "message" in case:
        assert case["message"] in found[0].message
    fixes = [each.fix for each in found if each.fix]
    told = all_rules()[code].safety
    worth = {each.safety for each in fixes} - {told, Safety.UNSAFE, Safety.SHOWN}
    assert told or not fixes, f"{code} has a fix: say `safety=` where the rule is declared"
    assert not worth, f"{code} makes a safe fix, and says {told}"
    assert bool(fixes) == ("fix" in case)
    if "fix" in case:
        edits = [edit for fix in fixes for edit in fix.edits]
        assert apply_edits(report.document.source.text, edits) == case["fix"]


@pytest.mark.parametrize("code", sorted(set(all_rules()) - FOUND_ELSEWHERE))
def test_every_rule_has_a_fail_a_pass_and_a_near_miss(code: str) -> None:
    path = FOLDER / f"{code}.yml"
    assert path.is_file(), f"no case file for {code}"
    cases = load(path)
    near = {name for name, each in cases.items() if "pass" in each and name.startswith("near")}
    right = {name for name, each in cases.items() if "pass" in each} - near
    assert any("fail" in each for each in cases.values()), f"{code}: no case with `fail`"
    assert right, f"{code}: no case with `pass`"
    assert near, f"{code}: no case `near-...` with `pass`, which looks wrong and is right"


def test_no_case_file_is_left_over() -> None:
    left = {path.stem for path in FOLDER.glob("*.yml")} - set(all_rules())
    assert not left, f"no rule bears {left}; is its file in rules/catalogue.py?"
