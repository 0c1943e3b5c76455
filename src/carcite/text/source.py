"""The text of one file, and where each of its characters stands in the file.

A plain file's text is the file. A format with markup (Markdown, LaTeX, HTML) gives the clean text
that a reader sees, and for each code point of it the place in the raw text.

>>> source = Source("refs.txt", "1. June CH.\\n2. Qin C.\\n")
>>> source.position(15)
(2, 4)
>>> source.line(2)
'2. Qin C.'
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from carcite.text.span import Span


@dataclass(frozen=True, eq=False)
class Source:
    """A named text with a map back to the file it was taken from."""

    name: str
    """The path as the user gave it, or "-" for standard input."""
    text: str
    """What the reader of the document sees, as code points; every Span of carcite points here."""
    raw: str | None = None
    """The file's own text when it differs from `text`; None where they are the same."""
    offsets: Sequence[int] = field(default=(), repr=False)
    """With `raw`: for each code point of `text`, and its end, the offset in `raw`."""

    def __repr__(self) -> str:
        return f"<Source {self.name}: {len(self.text):,} characters>"

    @cached_property
    def _line_starts(self) -> list[int]:
        text = self.text if self.raw is None else self.raw
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        return starts

    @cached_property
    def fingerprint(self) -> str:
        """What tells this text from another: the SHA-256 of its UTF-8, in hexadecimal figures."""
        from hashlib import sha256

        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def raw_offset(self, offset: int) -> int:
        """Return the offset in the file's own text of a code point of `text`."""
        return offset if self.raw is None else self.offsets[offset]

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) in the file, both from 1, the column in code points."""
        at = self.raw_offset(offset)
        line = bisect_right(self._line_starts, at)
        return line, at - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return line `number` (from 1) of the file without its line end."""
        text = self.text if self.raw is None else self.raw
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(text)
        return text[starts[number - 1] : end].rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """Return the stretch of `text` under `span`."""
        return self.text[span.start : span.end]
