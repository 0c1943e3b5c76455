"""Styles and automatic numbering of a Word document: names, raised text, the numbers it prints.

ECMA-376, 5th edition, Part 1, 17.7 (styles) and 17.9 (numbering). The numbers are not in the
text; they are counted here as Word counts them: by abstract definition, a deeper level anew after
each item above it, a `startOverride` once for its list.

>>> Numbering(None, Styles(None)).count("1", 0) is None
True
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.manuscripts.docx.names import Node, attribute, child, local, number, value
from carcite.text.pattern import pattern

_DEPTH = 20
"""Styles are based on one another at most so deep; a circle ends there."""
LEVELS = 9
_BIBLIOGRAPHY_STYLE = pattern(
    # takes "EndNote Bibliography", "Literaturverzeichnis", "References List", "Zotero Bibliografie"
    # refuses "Reference Heading", "Endnote Bibliography Title", "Intense Reference"
    r"(?i)(?:bibliograph|bibliograf|literatur|referen(?:ce|zen|cias|ze|tie)s?\s*(?:list|text|item|"
    r"entry|$)|référence|citavi bibliography entry|cited works|works cited)"
)
_NOT_ENTRIES = pattern(r"(?i)title|titel|heading|überschrift|caption|subtle|intense|header")


@dataclass(frozen=True, slots=True)
class Style:
    """One style as styles.xml defines it."""

    name: str
    based_on: str | None
    numbering: tuple[str | None, int | None]
    """The list's id and the level, each None where the style does not say."""
    outline: int | None
    raised: bool | None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: Node | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default: str | None = None
        for node in () if root is None else root:
            if local(node.tag) != "style":
                continue
            identifier = attribute(node, "styleId") or ""
            self._styles[identifier] = _read_style(node)
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in {
                "1",
                "true",
            }:
                self.default = identifier

    def _line(self, identifier: str | None) -> list[Style]:
        """Return a style and those it is based on, nearest first."""
        found: list[Style] = []
        while identifier is not None and len(found) < _DEPTH:
            style = self._styles.get(identifier)
            if style is None:
                break
            found.append(style)
            identifier = style.based_on
        return found

    def name(self, identifier: str | None) -> str:
        """Return the name of a style as the user sees it, or its id where it is not defined."""
        style = self._styles.get(identifier or "")
        return style.name if style else (identifier or "")

    def is_raised(self, identifier: str) -> bool:
        """Tell whether a character style prints superscript."""
        marks = (style.raised for style in self._line(identifier))
        return next((mark for mark in marks if mark is not None), False)

    def is_heading(self, identifier: str | None) -> bool:
        """Tell whether a paragraph style stands in the document's outline."""
        return any(
            style.outline is not None and style.outline < LEVELS for style in self._line(identifier)
        )

    def is_bibliography(self, identifier: str | None) -> bool:
        """Tell whether a paragraph style's name says that it sets entries of a reference list."""
        name = self.name(identifier)
        return bool(_BIBLIOGRAPHY_STYLE.search(name)) and not _NOT_ENTRIES.search(name)

    def numbering(self, identifier: str | None) -> tuple[str | None, int | None]:
        """Return the list and the level that a paragraph style gives."""
        found: str | None = None
        level: int | None = None
        for style in self._line(identifier):
            found = found if found is not None else style.numbering[0]
            level = level if level is not None else style.numbering[1]
        return found, level


def _read_style(node: Node) -> Style:
    properties = child(node, "pPr")
    numbering = child(properties, "numPr")
    align = value(child(node, "rPr"), "vertAlign")
    return Style(
        value(node, "name") or "",
        value(node, "basedOn"),
        (value(numbering, "numId"), number(value(numbering, "ilvl"))),
        number(value(properties, "outlineLvl")),
        None if align is None else align == "superscript",
    )


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str


class Numbering:
    """Counts the items of automatically numbered lists in the order of the document."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._overrides: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        links: dict[str, str] = {}
        for node in () if root is None else root:
            name = local(node.tag)
            if name == "abstractNum":
                identifier = attribute(node, "abstractNumId") or ""
                self._levels[identifier] = _read_levels(node)
                if (link := value(node, "numStyleLink")) is not None:
                    links[identifier] = link
            elif name == "num":
                self._read_list(node)
        for identifier, style in links.items():
            target = self._abstract.get(styles.numbering(style)[0] or "")
            if target is not None and not self._levels[identifier]:
                self._levels[identifier] = self._levels.get(target, {})

    def _read_list(self, node: Node) -> None:
        identifier = attribute(node, "numId") or ""
        self._abstract[identifier] = value(node, "abstractNumId") or ""
        overrides: dict[int, int] = {}
        for each in node:
            if local(each.tag) == "lvlOverride":
                level = number(attribute(each, "ilvl"))
                start = number(value(each, "startOverride"))
                if level is not None and start is not None:
                    overrides[level] = start
        self._overrides[identifier] = overrides

    def is_list(self, identifier: str | None, level: int) -> bool:
        """Tell whether a list and level print a mark of any kind, a bullet too."""
        levels = self._levels.get(self._abstract.get(identifier or "", ""), {})
        return level in levels and levels[level].format != "none"

    def count(self, identifier: str, level: int) -> int | None:
        """Count one item and return its number; None for bullets and lists not defined."""
        abstract = self._abstract.get(identifier)
        found = self._levels.get(abstract or "", {}).get(level)
        if abstract is None or found is None or not 0 <= level < LEVELS:
            return None
        counters = self._counters.setdefault(abstract, [None] * LEVELS)
        override = self._overrides[identifier].get(level)
        if override is not None and (identifier, level) not in self._begun:
            counters[level] = override - 1
        self._begun.add((identifier, level))
        now = counters[level]
        counters[level] = found.start if now is None else now + 1
        counters[level + 1 :] = [None] * (LEVELS - level - 1)
        return None if found.format in {"bullet", "none"} else counters[level]


def _read_levels(node: Node) -> dict[int, _Level]:
    levels = {}
    for each in node:
        index = number(attribute(each, "ilvl")) if local(each.tag) == "lvl" else None
        if index is not None:
            start = number(value(each, "start"))
            levels[index] = _Level(
                1 if start is None else start, value(each, "numFmt") or "decimal"
            )
    return levels
