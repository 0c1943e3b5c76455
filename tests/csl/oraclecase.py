"""Make what two processors print comparable: blanks collapsed, wrapper elements dropped."""

from __future__ import annotations

import re

_WRAPPER = re.compile(r"</?div[^>]*>")


def blanks(text: str) -> str:
    """Collapse runs of blanks, no-break ones included, to one."""
    return " ".join(text.split())


def unwrapped(html: str) -> str:
    """Drop the div elements of an entry and collapse blanks."""
    return blanks(_WRAPPER.sub(" ", html))
