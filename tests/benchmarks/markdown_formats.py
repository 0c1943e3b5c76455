"""Real reference strings as Markdown, LaTeX, HTML and JATS: do they read as the plain text does?

    python tests/benchmarks/markdown_formats.py [COUNT]

The strings of ../shared/gold/dev.jsonl, fifty to a list, are written in each format as a careful
author would, and read back. Counted: entries whose text is the same, and references that are.
"""

from __future__ import annotations

import html as entities
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from carcite.manuscripts import html
from carcite.manuscripts.jats import document as jats
from carcite.manuscripts.latex import document as latex
from carcite.manuscripts.markdown import document as markdown
from carcite.model.document import Document
from carcite.model.parse import Entry
from carcite.reading.document import read_entry
from carcite.text.chars import collapse
from carcite.text.span import Span

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev.jsonl"
SIZE = 50


def as_markdown(items: list[str]) -> str:
    """Return a numbered list, what Markdown would take for markup escaped."""
    return "# References\n\n" + "".join(f"1. {markdown._escape(item, 0)}\n" for item in items)


def as_latex(items: list[str]) -> str:
    """Return a thebibliography."""
    body = "".join(f"\\bibitem{{r{i}}}\n{latex._escape(item)}\n" for i, item in enumerate(items))
    return f"\\begin{{thebibliography}}{{99}}\n{body}\\end{{thebibliography}}\n"


def as_html(items: list[str]) -> str:
    """Return an ordered list under a heading."""
    body = "".join(f"<li>{entities.escape(item)}</li>\n" for item in items)
    return f"<h2>References</h2>\n<ol>\n{body}</ol>\n"


def as_jats(items: list[str]) -> str:
    """Return a ref-list of mixed citations."""
    body = "".join(
        f"<ref><mixed-citation>{entities.escape(item)}</mixed-citation></ref>\n" for item in items
    )
    return f"<article><back><ref-list>\n{body}</ref-list></back></article>\n"


FORMATS: dict[str, tuple[Callable[[list[str]], str], Callable[[bytes, str], Document]]] = {
    "Markdown": (as_markdown, markdown.read),
    "LaTeX": (as_latex, latex.read),
    "HTML": (as_html, html.read),
    "JATS": (as_jats, jats.read),
}


def main() -> None:
    """Print a table of agreement, and the first differences."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3500
    lines = GOLD.read_text(encoding="utf-8").splitlines()[:count]
    raw = [collapse(json.loads(line)["raw"]) for line in lines]
    print(f"{'format':<10}{'entries':>9}{'same text':>11}{'same reference':>16}")
    for name, (write, read) in FORMATS.items():
        same = alike = 0
        shown = 0
        for start in range(0, len(raw), SIZE):
            items = raw[start : start + SIZE]
            found = list(bodies(read(write(items).encode(), name)))
            for old, new in zip(items, found, strict=False):
                same += old == new
                alike += old == new or reference(old) == reference(new)
                if old != new and shown < 3:
                    shown += 1
                    print(f"  {name}: {old!r}\n  {'':<{len(name)}}  {new!r}")
        print(f"{name:<10}{len(raw):>9}{same:>11}{alike:>16}")


def bodies(document: Document) -> Iterator[str]:
    """Yield the text of each entry."""
    for each in document.lists:
        for entry in each.entries:
            yield entry.body.of(document.source.text)


def reference(text: str) -> object:
    """Return what one entry means."""
    whole = Span(0, len(text))
    return read_entry(text, Entry(whole, whole)).reference


if __name__ == "__main__":
    main()
