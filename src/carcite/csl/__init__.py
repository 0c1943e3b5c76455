"""Print references in any CSL style, every run with the variable and role it came from."""

from __future__ import annotations

from carcite.csl.document.bibliography import render_bibliography
from carcite.csl.document.citation import render_citations
from carcite.csl.entry import Entry
from carcite.csl.style.style import CompiledStyle, load_style

__all__ = ["CompiledStyle", "Entry", "load_style", "render_bibliography", "render_citations"]
