"""What the reader makes of one entry of a list."""

from __future__ import annotations

from dataclasses import dataclass

from carcite.model.layout import Layout
from carcite.model.reference import Reference
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a reference list, as it stands in the Source."""

    span: Span
    """From the label (or the first word) to the last character of the entry, in the Source."""
    body: Span
    """The entry without its label and without blanks at the ends."""
    label: str = ""
    """The label as it stands ("1.", "[1]", "- 1"); empty where entries are not numbered."""
    number: int | None = None
    """The number in the label, or that an automatic numbering would print; None without one."""
    noise: tuple[Span, ...] = ()
    """Stretches inside `body` that are not of the entry (page headers, link words)."""
    list_index: int = 0
    """Which list of the file the entry stands in, from 0."""
    key: str = ""
    """What the markup calls the entry (JATS: the id of its `<ref>`); empty without one."""
    tagged: tuple[tuple[str, str], ...] = ()
    """What the markup says the title, year, volume and first page are, by those names."""
    before: str = ""
    """Where dashes stand for the authors: the text of the entry that gives them."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A stretch that the reader is not sure of, and why; offsets count in the entry's body."""

    span: Span
    message: str
    """Without a full stop: 'could not read "in press as of"'."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A reference and the layout it was read from."""

    reference: Reference
    layout: Layout
    """`layout.text` is the body of the entry, untouched, offsets from its start."""
    confidence: float = 1.0
    """0 to 1: how likely every field is right."""
    doubts: tuple[Doubt, ...] = ()
    entry: Entry | None = None
    """Where the text stands; None for a string read alone."""
    printed: str = ""
    """What the style it was read by prints of it, where that is the text but for slips of marks.

    Runs of blanks are one space; empty where nothing was so proven.
    """

    @property
    def is_read(self) -> bool:
        """True when carcite vouches for the whole record."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class ReferenceList:
    """One list of a file: its heading and its entries in order."""

    span: Span
    """From the first entry to the last, in the Source."""
    entries: tuple[Entry, ...]
    heading: Span | None = None
