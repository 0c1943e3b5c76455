"""A Word document taken apart: its text, the node behind each character, its lines and fields.

What can be changed is a `Chunk` whose node is a `w:t` or a one-character mark; what cannot (a
note's number, mathematics, the border between two cells) has `fixed` set.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from carcite.manuscripts.docx.names import Node
from carcite.manuscripts.docx.parts import Package
from carcite.manuscripts.docx.styles import Numbering, Styles
from carcite.text.span import Span


@dataclass(slots=True)
class Chunk:
    """A stretch of text that comes from one node."""

    start: int
    text: str
    node: Node
    """A `w:t`, or the mark that prints one character; None where nothing stands behind it."""
    fixed: bool = False
    field: int | None = None
    """The innermost field that the stretch stands in, as an index."""

    @property
    def end(self) -> int:
        """The offset behind the last code point."""
        return self.start + len(self.text)


@dataclass(slots=True)
class Field:
    """A field or a content control: what it asks for and where its result stands."""

    code: str
    """The instruction ("ADDIN ZOTERO_BIBL {}"), or the tag and gallery of a content control."""
    start: int
    end: int = -1
    is_closed: bool = True
    data: str = ""
    """What the field carries besides its instruction (w:fldData, Base64)."""


@dataclass(slots=True)
class Line:
    """One line of the text: a paragraph, or several whose border a reader does not see."""

    start: int
    nodes: list[Node]
    part: str
    end: int = -1
    style: str | None = None
    number: int | None = None
    """What automatic numbering prints before it."""
    is_listed: bool = False
    """Whether automatic numbering prints anything, a bullet too."""
    is_heading: bool = False
    note: tuple[str, int] | None = None
    """("endnote", 3) for a paragraph of the third endnote."""


@dataclass(slots=True)
class Manuscript:
    """A Word document taken apart: its text and the trees of its parts, which edits change."""

    package: Package
    styles: Styles
    numbering: Numbering
    main: str
    roots: dict[str, Node] = field(default_factory=dict)
    text: str = ""
    chunks: list[Chunk] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    notes_as_list: frozenset[str] = frozenset()
    """Of "footnote" and "endnote" those whose notes are entries of a reference list."""
    references: dict[tuple[str, str], tuple[int, Node]] = field(default_factory=dict)
    """(kind, id) of a note: its number and the run that refers to it."""

    def line_at(self, offset: int) -> int:
        """Return the index of the line that holds an offset."""
        return max(0, bisect_right(self.lines, offset, key=lambda line: line.start) - 1)

    def lines_in(self, start: int, end: int) -> Iterator[Line]:
        """Yield the lines that have text in a range, and empty ones inside it."""
        for line in self.lines[self.line_at(start) :]:
            if line.start >= end:
                return
            if line.end > start:
                yield line
