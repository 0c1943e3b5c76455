"""Names of WordprocessingML: its two namespaces, and what each element is to a reader.

ECMA-376, 5th edition, Part 1, 17 (WordprocessingML). Files saved as "Strict Open XML" use other
namespaces for the same elements, so elements are told apart by their local names.

>>> local("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p")
'p'
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

Node = Any
"""An lxml element; comments and processing instructions have a `tag` that is no str."""

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
STRICT_MATH = "http://purl.oclc.org/ooxml/officeDocument/math"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_PREFIXES = {TRANSITIONAL: "", STRICT: "", MATH: "m:", STRICT_MATH: "m:", MARKUP: "mc:"}

TRANSPARENT = frozenset(
    {"hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple"}
    | {"dir", "bdo", "ruby", "rubyBase", "body", "footnote", "endnote", "mc:Choice"}
)
"""Elements whose content a reader sees as if they were not there."""
SKIPPED = frozenset(
    {"del", "moveFrom", "rt", "rubyPr", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"}
    | {"trPr", "tcPr", "instrText", "delText", "delInstrText", "sectPr", "smartTagPr", "fldData"}
)
BOOKMARKS = frozenset({"bookmarkStart", "bookmarkEnd"})
LINE_SEPARATOR = "\u2028"
"""What stands in the text for a line break inside a paragraph: blank to every reader, one line."""
MARKS = {
    "tab": "\t",
    "ptab": "\t",
    "br": LINE_SEPARATOR,
    "cr": LINE_SEPARATOR,
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
}
"""Elements of a run that stand for one character."""


@lru_cache(maxsize=4096)
def local(tag: object) -> str:
    """Return the name of an element: "p", "m:t", "mc:Choice", "?x" in a foreign namespace.

    The tag of a comment or processing instruction, which is no str, gives "".
    """
    if not isinstance(tag, str):
        return ""
    namespace, _, name = tag.rpartition("}")
    prefix = _PREFIXES.get(namespace[1:])
    return f"?{name}" if prefix is None else prefix + name


def attribute(node: Node, name: str) -> str | None:
    """Return an attribute of the WordprocessingML namespace, transitional or strict."""
    value = node.get(f"{{{TRANSITIONAL}}}{name}")
    if value is None:
        value = node.get(f"{{{STRICT}}}{name}")
    return None if value is None else str(value)


def child(node: Node | None, name: str) -> Node | None:
    """Return the first child of that name, or None."""
    for each in () if node is None else node:
        if local(each.tag) == name:
            return each
    return None


def value(node: Node | None, name: str) -> str | None:
    """Return the `val` of the first child of that name, or None."""
    found = child(node, name)
    return None if found is None else attribute(found, "val")


def is_on(node: Node | None, name: str) -> bool:
    """Tell whether a toggle property such as `vanish` stands there and is not switched off."""
    found = child(node, name)
    return found is not None and attribute(found, "val") not in {"0", "false", "off", "none"}


def number(text: str | None) -> int | None:
    """Return a decimal attribute's value; None where it is absent or no sane number."""
    if text is None or not text.isascii() or not text.lstrip("-").isdigit() or len(text) > 9:
        return None
    return int(text) if text.count("-") <= 1 else None
