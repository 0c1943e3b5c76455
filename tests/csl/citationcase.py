"""Run the citation cases of the CSL test suite: clusters alone, or a document that is edited."""

from __future__ import annotations

from typing import Any

from carcite.csl import load_style
from carcite.csl.document.citation import make_register, print_cluster, render_citations
from carcite.csl.document.positions import read_cluster


def run_citations(case: dict[str, Any]) -> str:
    """Return what carcite prints for a case in citation mode."""
    if case.get("CITATIONS"):
        return _document(case)
    items = [{"id": str(place), **item} for place, item in enumerate(case["INPUT"])]
    program = load_style(case["CSL"].encode()).program()
    register = make_register(items, program)
    clusters = case.get("CITATION-ITEMS") or [[{"id": name} for name in register]]
    lines = []
    for raw in clusters:
        cluster = read_cluster(raw)
        lines.append(
            print_cluster(cluster, [None] * len(cluster.cites), register, program, "html").html
        )
    return "\n".join(lines)


def final_order(citations: list[Any]) -> tuple[list[Any], list[Any]]:
    """Return the document after the last edit, and before it."""
    known: dict[str, Any] = {}
    states: list[list[Any]] = [[]]
    for citation, before, after in citations:
        name = citation.get("citationID", f"c{len(known)}")
        known[name] = citation
        order = [*before, [name, citation.get("properties", {}).get("noteIndex", 0)], *after]
        state = []
        for other, note in order:
            cluster = dict(known[other])
            cluster["properties"] = {**cluster.get("properties", {}), "noteIndex": note}
            cluster["citationID"] = other
            state.append(cluster)
        states.append(state)
    return states[-1], states[-2]


def cited_items(case: dict[str, Any], state: list[Any]) -> list[dict[str, Any]]:
    """Return the items that a state of the document cites, in order of first citing."""
    by_id = {str(item["id"]): item for item in case["INPUT"]}
    ids = [str(cite["id"]) for cluster in state for cite in cluster["citationItems"]]
    return [by_id[key] for key in dict.fromkeys(ids)]


def _document(case: dict[str, Any]) -> str:
    now, before = final_order(case["CITATIONS"])
    style = case["CSL"].encode()
    texts = [entry.html for entry in render_citations(cited_items(case, now), now, style)]
    old = [entry.html for entry in render_citations(cited_items(case, before), before, style)]
    was = {
        cluster["citationID"]: (text, cluster["properties"]["noteIndex"])
        for cluster, text in zip(before, old, strict=True)
    }
    changed = case["CITATIONS"][-1][0].get("citationID")
    lines = []
    for place, (cluster, text) in enumerate(zip(now, texts, strict=True)):
        name = cluster["citationID"]
        sign = (
            ">>"
            if name == changed or was.get(name) != (text, cluster["properties"]["noteIndex"])
            else ".."
        )
        lines.append(f"{sign}[{place}] {text}")
    return "\n".join(lines)
