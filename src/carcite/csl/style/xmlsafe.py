"""Read a CSL file without trusting it: no entities, no network, bounded size, lines in errors.

CSL 1.0.2, "XML Structure"; styles and locales live in the namespace http://purl.org/net/xbiblio/csl.

>>> root = read_xml(b'<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"/>', "a style")
>>> root.tag
'style'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from carcite.errors import UnreadableError

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"
MAX_BYTES: Final = 5_000_000
MAX_DEPTH: Final = 100
MAX_ELEMENTS: Final = 50_000


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a style or locale, with the line it stands on."""

    tag: str
    attributes: dict[str, str]
    children: tuple[Element, ...]
    text: str
    line: int
    lang: str = field(default="")

    def get(self, name: str, default: str = "") -> str:
        """Return an attribute's value, or the default when it is absent."""
        return self.attributes.get(name, default)

    def find(self, tag: str) -> Element | None:
        """Return the first child of that name."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, tag: str) -> list[Element]:
        """Return every child of that name, in order."""
        return [child for child in self.children if child.tag == tag]


def read_xml(data: bytes, name: str) -> Element:
    """Parse CSL; `name` is what error messages call the file. Raise UnreadableError."""
    from lxml import etree

    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: {len(data):,} bytes, more than a style of {MAX_BYTES:,}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name}: line {error.lineno or 1}: not XML: {error.msg}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(f"{name}: line 1: a style declares no document type or entities")
    if not isinstance(root.tag, str) or not root.tag.startswith("{" + NAMESPACE + "}"):
        raise UnreadableError(f"{name}: line {root.sourceline}: not a CSL file: <{root.tag}>")
    return _Reader(name).read(root, 0)


class _Reader:
    """Copies the lxml tree into plain values, counting as it goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def read(self, node: object, depth: int) -> Element:
        from lxml import etree

        assert isinstance(node, etree._Element)
        self.count += 1
        line = int(str(node.sourceline or 1))
        if depth > MAX_DEPTH or self.count > MAX_ELEMENTS:
            what = "deeply nested" if depth > MAX_DEPTH else "large"
            raise UnreadableError(f"{self.name}: line {line}: too {what} for a style")
        attributes = {str(key): str(value) for key, value in node.attrib.items()}
        lang = attributes.pop("{http://www.w3.org/XML/1998/namespace}lang", "")
        children = tuple(
            self.read(child, depth + 1)
            for child in node
            if isinstance(child.tag, str) and child.tag.startswith("{" + NAMESPACE + "}")
        )
        tag = str(node.tag).rpartition("}")[2]
        return Element(tag, attributes, children, node.text or "", line, lang)
