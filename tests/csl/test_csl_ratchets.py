"""Hold what passes of the official CSL suite and of the comparison with citeproc-js.

A listed pass that fails is red, and so is an unlisted one that passes: then list it. Rewrite the
files with `python tests/benchmarks/csl_suite.py --write` and `csl_oracle.py --write`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from csl.oraclecase import agreement
from csl.suitecase import passing
from shared import ROOT, shared

RATCHETS = ROOT / "fixtures" / "ratchets"


def _listed(path: Path) -> set[str]:
    lines = path.read_text("utf-8").splitlines()
    return {line.split("#")[0].strip() for line in lines} - {""}


def test_the_suite_passes_as_listed() -> None:
    cases = json.loads(shared("csl", "suite.json").read_text("utf-8"))
    assert passing(cases) == _listed(RATCHETS / "csl-suite.txt")


@pytest.mark.parametrize("kind", ["text", "html"])
def test_entries_equal_those_of_citeproc_js_as_listed(kind: str) -> None:
    items = json.loads(shared("csl", "items.json").read_text("utf-8"))
    oracle = json.loads(shared("csl", "oracle.json").read_text("utf-8"))
    assert agreement(items, oracle, kind) == _listed(RATCHETS / f"csl-oracle-{kind}.txt")
