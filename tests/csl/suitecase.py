"""Run one case of the official CSL test suite and write its result as the suite does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csl.citationcase import cited_items, final_order, run_citations

from carcite.csl import render_bibliography
from carcite.errors import CarciteError


def same(got: str, wanted: str) -> bool:
    """Compare as the suite does: exactly, but for blanks at the ends."""
    return got.strip() == wanted.strip()


def run_case(case: dict[str, Any]) -> str:
    """Return what carcite prints for a case."""
    return _bibliography(case) if case["MODE"] == "bibliography" else run_citations(case)


def _bibliography(case: dict[str, Any]) -> str:
    items = case["INPUT"]
    if case.get("CITATIONS"):
        items = cited_items(case, final_order(case["CITATIONS"])[0])
    entries = render_bibliography(items, case["CSL"].encode(), format="html")
    body = "".join(f"  {entry.html}\n" for entry in entries)
    return f'<div class="csl-bib-body">\n{body}</div>'


def passing(cases: list[dict[str, Any]]) -> set[str]:
    """Return the names of the cases that print as the suite wants."""
    names = set()
    for case in cases:
        try:
            got = run_case(case)
        except CarciteError:
            continue
        if same(got, case["RESULT"]):
            names.add(case["NAME"])
    return names


def write_ratchet(path: Path, names: set[str]) -> None:
    """Rewrite the list in a ratchet file; the remarks at its head stay."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    remarks = [line for line in lines if line.startswith("#")]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*remarks, *sorted(names)]) + "\n", "utf-8")
