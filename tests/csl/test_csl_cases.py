"""One case a feature: a layout, an item, and what is printed (fixtures/csl/*.yml)."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from shared import ROOT

from carcite.csl import render_bibliography

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" {options}>
<info><title>case</title></info>
<citation><layout><text value="x"/></layout></citation>
<bibliography><layout>{layout}</layout></bibliography></style>"""


def _cases() -> list[Any]:
    found = []
    for path in sorted((ROOT / "fixtures" / "csl").glob("*.yml")):
        cases = yaml.safe_load(path.read_text("utf-8"))
        found += [pytest.param(case, id=f"{path.stem}-{name}") for name, case in cases.items()]
    return found


@pytest.mark.parametrize("case", _cases())
def test_prints(case: dict[str, Any]) -> None:
    style = STYLE.format(options=case.get("options", ""), layout=case["style"])
    item = {"id": "a", "type": "book", **case["item"]}
    entries = render_bibliography([item], style)
    assert [entry.text for entry in entries] == [case["text"]]
