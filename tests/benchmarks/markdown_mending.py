"""Mending real lists inside Markdown, LaTeX, HTML and JATS: is every fix made, in every format?

    python tests/benchmarks/markdown_mending.py [COUNT] [--wrapped]

Vancouver strings of ../shared/gold/dev.jsonl, thirty to a list, their journals in italics, are
mended to two styles in each format and as plain text. A refusal (an edit without a safe place)
would mend nothing in its list. With --wrapped the lines break at 72 columns.
"""

from __future__ import annotations

import json
import sys
import textwrap
from collections import Counter
from collections.abc import Callable

from markdown_formats import GOLD, as_html, as_jats, as_latex, as_markdown

from carcite.api import choose
from carcite.checking.fix import mend_document
from carcite.errors import CarciteError
from carcite.loading import load_document
from carcite.text.chars import collapse

SIZE = 30
OPEN, CLOSE = "\x01", "\x02"


def as_plain(items: list[str]) -> str:
    """Return a numbered list under a heading."""
    listed = "".join(f"{i}. {item}\n" for i, item in enumerate(items, 1))
    return f"References\n\n{listed}"


FORMATS: dict[str, tuple[Callable[[list[str]], str], str, str, str]] = {
    "plain": (as_plain, "a.txt", "", ""),
    "Markdown": (as_markdown, "a.md", "*", "*"),
    "LaTeX": (as_latex, "a.tex", "\\emph{", "}"),
    "HTML": (as_html, "a.html", "<i>", "</i>"),
    "JATS": (as_jats, "a.xml", "<italic>", "</italic>"),
}


def main() -> None:
    """Print a table."""
    counts = [int(each) for each in sys.argv[1:] if each.isdigit()]
    items = marked(counts[0] if counts else 600)
    print(f"{'format':<10}{'lists':>7}{'refused':>9}{'fixes made':>12}{'left':>7}")
    for name, (write, file, opener, closer) in FORMATS.items():
        found: Counter[str] = Counter()
        for start in range(0, len(items), SIZE):
            text = write(items[start : start + SIZE])
            if "--wrapped" in sys.argv:
                text = wrapped(text)
            data = text.replace(OPEN, opener).replace(CLOSE, closer).encode()
            for style in ("nlm", "thieme"):
                found += mend(data, file, style)
        row = (found["lists"], found["refused"], found["made"], found["left"])
        print(f"{name:<10}{row[0]:>7}{row[1]:>9}{row[2]:>12}{row[3]:>7}")


def marked(count: int) -> list[str]:
    """Return strings with the journal's name between marks of italics."""
    items: list[str] = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("style_hint") == "vancouver" and len(items) < count:
            text, journal = collapse(row["raw"]), (row.get("container") or "").strip()
            if journal and text.count(journal) == 1:
                text = text.replace(journal, OPEN + journal + CLOSE)
            items.append(text)
    return items


def wrapped(text: str) -> str:
    """Return the text with long lines broken, the rest of an item indented as Markdown has it."""
    lines = [
        textwrap.wrap(line, 72, subsequent_indent="   ", break_long_words=False,
                      break_on_hyphens=False) or [""]
        for line in text.splitlines()
    ]  # fmt: skip
    return "\n".join(line for group in lines for line in group) + "\n"


def mend(data: bytes, file: str, style: str) -> Counter[str]:
    """Mend one list; return what was made of it."""
    try:
        document = load_document(data, file)
        mended = mend_document(document, choose(style), lambda new: load_document(new, file))
    except CarciteError as error:
        print(f"  {error}")
        return Counter(lists=1, refused=1)
    left = sum(1 for each in mended.after.diagnostics if each.fix)
    return Counter(lists=1, made=len(mended.made), left=left)


if __name__ == "__main__":
    main()
