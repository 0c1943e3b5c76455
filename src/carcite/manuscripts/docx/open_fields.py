"""Fields followed through the runs of a story: begun, separated, ended, or never ended.

ECMA-376, 5th edition, Part 1, 17.16.18 (`w:fldChar`): between "begin" and "separate" stands the
instruction, which no reader sees, between "separate" and "end" the result. A field without an end
hides nothing. Zotero may keep its fields as bookmarks, whose instructions are custom properties of
the document (`ZOTERO_BREF_x_1`, `_2` ... in docProps/custom.xml).
"""

from __future__ import annotations

from collections.abc import Iterator

from carcite.manuscripts.docx.manuscript import Field
from carcite.manuscripts.docx.names import Node, attribute, child, local
from carcite.manuscripts.docx.parts import Package
from carcite.text.pattern import pattern

_PROPERTY = pattern(r"((?:ZOTERO|Mendeley)_\w+?)_(\d{1,5})")


def bookmark_codes(package: Package) -> dict[str, str]:
    """Return the instructions kept for bookmarks, by the bookmark's name."""
    root = package.parse_if_there(package.related("", "custom-properties"))
    pieces: dict[str, list[tuple[int, str]]] = {}
    for node in () if root is None else root:
        if match := _PROPERTY.fullmatch(str(node.get("name", ""))):
            text = "".join(map(str, node.itertext()))
            pieces.setdefault(match[1], []).append((int(match[2]), text))
    return {name: "".join(text for _, text in sorted(found)) for name, found in pieces.items()}


class OpenFields:
    """The fields that are open at a place, and all fields found so far."""

    def __init__(self, fields: list[Field], codes: dict[str, str]) -> None:
        self._fields = fields
        self._codes = codes
        self._open: list[tuple[int, bool]] = []
        """Fields begun: index and whether their result has begun."""
        self._inside: list[int] = []
        self._matched: frozenset[Node] = frozenset()
        self._bookmarks: dict[str | None, int] = {}
        self.hidden: int = 0
        """How many instructions the place stands in; text there is not seen."""

    @property
    def innermost(self) -> int | None:
        """The index of the field in which the place stands, or None."""
        return self._inside[-1] if self._inside else None

    def begin_story(self, root: Node) -> None:
        """Find out which marks of a story belong to fields that have an end."""
        self._matched = frozenset(_closed_fields(root))

    def end_story(self, at: int) -> None:
        """End what is still open: no field goes from one story into another."""
        for index in [*(index for index, _ in self._open), *self._bookmarks.values()]:
            self._fields[index].end = at
        self._open.clear()
        self._bookmarks.clear()
        self._inside.clear()
        self.hidden = 0

    def enter(self, code: str, at: int) -> int:
        """Begin a field whose instruction is known and return its index."""
        self._fields.append(Field(code, at))
        self._inside.append(len(self._fields) - 1)
        return self._inside[-1]

    def leave(self, index: int, at: int) -> None:
        """End a field by its index."""
        self._fields[index].end = at
        if self._inside[-1:] == [index]:
            self._inside.pop()
        elif index in self._inside:
            self._inside.remove(index)

    def bookmark(self, node: Node, at: int) -> None:
        """Follow a bookmark that stands for a field."""
        identifier = attribute(node, "id")
        if local(node.tag) == "bookmarkEnd":
            if identifier in self._bookmarks:
                self.leave(self._bookmarks.pop(identifier), at)
        elif code := self._codes.get(attribute(node, "name") or ""):
            self._bookmarks[identifier] = self.enter(code, at)

    def instruction(self, text: str) -> None:
        """Add words to the instruction of the innermost field."""
        if self._open and not self._open[-1][1]:
            self._fields[self._open[-1][0]].code += text

    def mark(self, node: Node, at: int) -> None:
        """Follow a `w:fldChar`."""
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            self._begin(node, at)
        elif self._open and kind == "separate":
            index, has_result = self._open[-1]
            if not has_result:
                self._open[-1] = (index, True)
                self.hidden -= self._fields[index].is_closed
                self._fields[index].start = at
        elif kind == "end" and node in self._matched:
            self._end(at)

    def _begin(self, node: Node, at: int) -> None:
        is_closed = node in self._matched
        data = child(node, "fldData")
        text = "" if data is None else str(data.text or "")
        self._fields.append(Field("", at, is_closed=is_closed, data=text))
        self._open.append((len(self._fields) - 1, False))
        if is_closed:
            self._inside.append(len(self._fields) - 1)
            self.hidden += 1

    def _end(self, at: int) -> None:
        """End the innermost field that has an end; those begun inside it without one end too."""
        while self._open:
            index, has_result = self._open.pop()
            self.leave(index, at)
            if self._fields[index].is_closed:
                self.hidden -= not has_result
                return


def _closed_fields(root: Node) -> Iterator[Node]:
    """Yield the marks that begin or end a field that has both."""
    begun: list[Node] = []
    for node in root.iter():
        if local(node.tag) != "fldChar":
            continue
        kind = attribute(node, "fldCharType")
        if kind == "begin":
            begun.append(node)
        elif kind == "end" and begun:
            yield begun.pop()
            yield node
