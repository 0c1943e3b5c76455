"""Run one case of the official CSL test suite and write its result as the suite does."""

from __future__ import annotations

from typing import Any

from carcite.csl import render_bibliography
from csl.citationcase import cited_items, final_order, run_citations


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
