"""The other engine: citeproc-py prints the bibliography; its HTML is read back into tokens.

Unknown tags in its output are data of the items and are printed escaped. This is the only file
that imports citeproc (https://github.com/citeproc-py/citeproc-py).

>>> item = {"id": "a", "type": "book", "title": "T <script>", "author": [{"family": "Ng"}]}
>>> "<script>" in render_bibliography([item], "vancouver")[0].html
False
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from carcite.csl.document.bibliography import FORMATS, read_items
from carcite.csl.entry import Entry
from carcite.csl.style.style import CompiledStyle
from carcite.csl.style.stylefiles import find_style
from carcite.csl.text.tokens import CLOSE, Stream, Token
from carcite.errors import UnreadableError, UsageError

_MARKS: Final[dict[str, Token]] = {
    "i": (None, "font-style", "italic"),
    "b": (None, "font-weight", "bold"),
    "sup": (None, "vertical-align", "sup"),
    "sub": (None, "vertical-align", "sub"),
    "u": (None, "text-decoration", "underline"),
}


def render_bibliography(
    items: Iterable[Mapping[str, Any]],
    style: str | Path | CompiledStyle,
    *,
    locale: str | None = None,
    format: str = "text",
) -> list[Entry]:
    """Print items as citeproc-py does, by the contract of carcite's own engine.

    Raise UsageError for an unknown style and UnreadableError where citeproc-py fails.
    """
    if format not in FORMATS:
        raise UsageError(f'unknown format "{format}"; known are {", ".join(FORMATS)}')
    known = [dict(item) for item in items]
    read_items(known)
    path = _style_path(style)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        printed = _print(known, path, locale)
    return [Entry(name, tuple(_tokens(html)), format=format) for name, html in printed]


def _style_path(style: str | Path | CompiledStyle) -> Path:
    if isinstance(style, CompiledStyle):
        style = style.name
    path = Path(style) if str(style).endswith(".csl") else find_style(str(style))
    if path is None or not path.is_file():
        raise UsageError(f'unknown style "{style}"')
    return _independent(path)


def _independent(path: Path) -> Path:
    """Return the file of the parent where a style is dependent: citeproc-py reads no others."""
    from carcite.csl.style.xmlsafe import read_xml

    root = read_xml(path.read_bytes(), path.name)
    if root.find("citation") is not None:
        return path
    info = root.find("info")
    for link in info.all("link") if info else ():
        if link.get("rel") == "independent-parent":
            parent = find_style(link.get("href").rpartition("/")[2])
            if parent is not None:
                return parent
    raise UnreadableError(f"{path.name}: line {root.line}: a style needs <citation> or a parent")


def _print(items: list[dict[str, Any]], path: Path, locale: str | None) -> list[tuple[str, str]]:
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    names = {f"item-{place}": str(item.get("id", place)) for place, item in enumerate(items)}
    renamed = [{**_known(item), "id": key} for key, item in zip(names, items, strict=True)]
    try:
        style = CitationStylesStyle(str(path), locale=locale, validate=False)
        source = CiteProcJSON(renamed)
        bibliography = CitationStylesBibliography(style, source, formatter.html)
        for key in names:
            bibliography.register(Citation([CitationItem(key)]))
        bibliography.sort()
        texts = [str(entry) for entry in bibliography.bibliography()]
    except (
        AttributeError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        NotImplementedError,
    ) as fault:
        raise UnreadableError(f"citeproc-py cannot print with {path.name}: {fault!r}") from fault
    return list(zip([names[str(key)] for key in bibliography.keys], texts, strict=False))


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what citeproc-py cannot read: empty values and carcite's own fields."""
    return {
        key: value
        for key, value in item.items()
        if value not in (None, "", []) and key not in ("custom", "categories")
    }


class _Reader(HTMLParser):
    """Turns citeproc-py's HTML into tokens; a tag it does not print itself is text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stream: Stream = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a mark, or print what is no mark."""
        style = dict(attrs).get("style") or ""
        if tag == "span" and "small-caps" in style:
            self.stream.append((None, "font-variant", "small-caps"))
        elif tag in _MARKS and not attrs:
            self.stream.append(_MARKS[tag])
        else:
            self.stream.append((self.get_starttag_text() or "", "", "text"))
            self.clear_cdata_mode()
            return
        self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close a mark, or print what closes none."""
        if self.opened and self.opened[-1] == tag:
            self.opened.pop()
            self.stream.append(CLOSE)
        else:
            self.stream.append((f"</{tag}>", "", "text"))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.stream.append((data, "", "text"))


def _tokens(html: str) -> Stream:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.stream + [CLOSE] * len(reader.opened)
