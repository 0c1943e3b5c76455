"""Make what two processors print comparable: blanks collapsed, wrapper elements dropped."""

from __future__ import annotations

import re
from typing import Any

from carcite.csl import render_bibliography

_WRAPPER = re.compile(r"</?div[^>]*>")


def blanks(text: str) -> str:
    """Collapse runs of blanks, no-break ones included, to one."""
    return " ".join(text.split())


def unwrapped(html: str) -> str:
    """Drop the div elements of an entry and collapse blanks."""
    return blanks(_WRAPPER.sub(" ", html))


def agreement(
    items: list[dict[str, Any]], oracle: dict[str, list[dict[str, str]]], kind: str
) -> set[str]:
    """Return "style/item" for each entry that equals the oracle's, as text or html."""
    normal = blanks if kind == "text" else unwrapped
    equal = set()
    for style, wanted in oracle.items():
        got = {entry.id: getattr(entry, kind) for entry in render_bibliography(items, style)}
        for expected in wanted:
            name = expected["id"]
            if name in got and normal(got[name]) == normal(expected[kind]):
                equal.add(f"{style}/{name}")
    return equal
