"""The text that a reader of a marked-up file sees, each character with its place in the file.

Each character of the clean text stands for a stretch of the raw file: itself, an entity, a command.
Breaks between blocks stand for nothing and cannot be edited. `put_back` leads edits back.

>>> builder = Builder("<i>Blood</i> &amp; more")
>>> builder.mark(0, 3, 1); builder.copy(3, 8); builder.mark(8, 12, -1); builder.copy(12, 13)
>>> builder.put("&", 13, 18); builder.copy(18, 23)
>>> builder.clean().text
'Blood & more'
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from carcite.errors import UnreadableError, UsageError
from carcite.text.edit import Edit
from carcite.text.pattern import pattern
from carcite.text.source import Source

MAX_TEXT = 8_000_000
"""No manuscript has a longer text, without its markup; four books have not."""
# Words with single spaces between them stay as they are; other blanks become one space.
_RUN = pattern(r"(?P<blank>[ \t\r\n\f]++)|[^ \t\r\n\f]++(?: (?=[^ \t\r\n\f])[^ \t\r\n\f]++)*+")


class EditError(UsageError):
    """Edits that the markup has no safe place for; without them the others can be made."""

    def __init__(self, message: str, edits: Sequence[Edit]) -> None:
        super().__init__(message)
        self.edits: tuple[Edit, ...] = tuple(edits)


@dataclass(frozen=True, eq=False, slots=True)
class Clean:
    """A clean text over its raw file; `starts` and `ends` bound each character in `raw`."""

    raw: str
    text: str
    starts: array[int]
    """With one more at the end: the end of the raw file."""
    ends: array[int]
    tags: tuple[tuple[int, int, int], ...]
    """Inline markup: start and end in `raw`, and 1 where it opens, -1 where it closes, else 0."""
    name: str = ""
    """Of the file, for messages."""

    def source(self) -> Source:
        """Return the Source whose offsets lead back into the raw file."""
        return Source(self.name, self.text, self.raw, self.starts)


class Builder:
    """Collects a clean text from the start of a raw file to its end."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.length: int = 0
        self._pieces: list[str] = []
        self._starts = array("i")
        self._ends = array("i")
        self._tags: list[tuple[int, int, int]] = []

    @property
    def last(self) -> str:
        """The last character so far; a line end before the first."""
        return self._pieces[-1][-1] if self._pieces else "\n"

    def copy(self, start: int, end: int) -> None:
        """Add a stretch of the raw file as it stands."""
        if self.length > MAX_TEXT:
            raise UnreadableError(
                f"holds more than {MAX_TEXT // 1_000_000} million characters of text"
            )
        if start < end:
            self._pieces.append(self.raw[start:end])
            self._starts.extend(range(start, end))
            self._ends.extend(range(start + 1, end + 1))
            self.length += end - start

    def put(self, text: str, start: int, end: int) -> None:
        """Add `text` for a stretch of the raw file that is edited as a whole."""
        if text:
            self._pieces.append(text)
            self._starts.extend([start] * len(text))
            self._ends.extend([end] * len(text))
            self.length += len(text)

    def collapse(self, start: int, end: int) -> None:
        """Add a stretch with each run of blanks as one space, none after a blank."""
        for match in _RUN.finditer(self.raw, start, end):
            at, stop = match.span()
            if match["blank"] is None:
                self.copy(at, stop)
            elif self.last not in " \n":
                self.put(" ", at, stop)

    def tail(self, start: int) -> str:
        """Return the clean text from an offset near its end."""
        pieces: list[str] = []
        left = self.length - start
        for piece in reversed(self._pieces):
            if left <= 0:
                break
            pieces.append(piece[-left:])
            left -= len(piece)
        return "".join(reversed(pieces))

    def stop(self, at: int, char: str = "\n") -> None:
        """Add a break that stands for nothing in the raw file; breaks at one place are one."""
        if char != "\n" and self.last in " \n":
            return
        if char == "\n" and self.last == "\n":
            self._move_break(at)
            return
        self.put(char, at, at)

    def _move_break(self, at: int) -> None:
        if self._starts and self._starts[-1] == self._ends[-1]:
            self._starts[-1] = self._ends[-1] = at

    def mark(self, start: int, end: int, step: int) -> None:
        """Remember inline markup that the clean text leaves out."""
        self._tags.append((start, end, step))

    def clean(self, name: str = "") -> Clean:
        """Return what has been collected."""
        starts = self._starts[:]
        starts.append(len(self.raw))
        text, tags = "".join(self._pieces), tuple(self._tags)
        return Clean(self.raw, text, starts, self._ends, tags, name)
