"""A reference while it is being read: the text, what has been marked in it, the fields so far.

Readers add marks in any order; what they knowingly pass over they mark as AFFIX. What nobody
marked in the end, and is more than punctuation, is unread: nothing is dropped.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import Any

from carcite.model.identifiers import Identifier
from carcite.model.layout import Layout, Mark, Role
from carcite.model.names import Contributors, Organization
from carcite.model.parse import Doubt, Entry, Parse
from carcite.model.reference import Reference
from carcite.text.pattern import pattern
from carcite.text.scanner import Scan, scan
from carcite.text.span import Span

_WORD = pattern(r"[A-Za-z0-9](?:.*[A-Za-z0-9])?", re.DOTALL)
_by_start = itemgetter(1)
SURE = 0.985
"""The confidence of a reading against which nothing speaks."""


class Draft:
    """What is known so far of one entry; offsets given to it count in `scan.clean`."""

    __slots__ = (
        "clean",
        "doubts",
        "fields",
        "identifiers",
        "marks",
        "notes",
        "plain",
        "risk",
        "scan",
    )

    def __init__(self, scan: Scan) -> None:
        self.scan: Scan = scan
        self.clean: str = scan.clean
        self.plain: str = scan.plain
        self.marks: list[Mark] = []
        """Offsets in the raw text."""
        self.fields: dict[str, Any] = {}
        self.identifiers: list[Identifier] = []
        self.notes: list[tuple[int, str]] = []
        self.doubts: list[Doubt] = []
        self.risk: float = 0.0
        """How much speaks against the reading; 0 is a plain case."""

    def rescan(self, scan: Scan) -> None:
        """Go on with another scan of the same raw text."""
        self.scan = scan
        self.clean = scan.clean
        self.plain = scan.plain

    def mark(self, role: Role, start: int, end: int) -> None:
        """Mark a stretch of the clean text."""
        if start < end:
            if self.scan.starts is not None:
                start, end = self.scan.span(start, end)
            self.marks.append((role, start, end))

    def skip(self, start: int, end: int) -> None:
        """Say that a stretch is understood and bears no value."""
        self.mark(Role.AFFIX, start, end)

    def take(self, field: str, role: Role, start: int, end: int) -> str:
        """Mark a stretch and keep its text as a field; the field keeps what it has first.

        Notes are the exception: all of them are kept, in the order of the text.
        """
        value = self.clean[start:end]
        if value:
            self.mark(role, start, end)
            if field == "note":
                self.notes.append((start, value))
            else:
                self.fields.setdefault(field, value)
        return value

    def doubt(self, start: int, end: int, message: str, risk: float = 1.0) -> None:
        """Note that a stretch may be read wrongly."""
        self.doubts.append(Doubt(Span(*self.scan.span(start, max(start, end))), message))
        self.risk += risk

    def add_body(self, start: int, end: int, role: str) -> None:
        """Mark a body's name that stands alone, and add it in a role."""
        self.mark(Role.ORGANIZATION, start, end)
        self.add_names(Contributors((Organization(self.clean[start:end]),), role))

    def add_names(self, group: Contributors) -> None:
        """Add contributors; a second list in one role is joined to the first."""
        groups: list[Contributors] = self.fields.setdefault("contributors", [])
        for index, other in enumerate(groups):
            if other.role == group.role:
                groups[index] = Contributors(
                    other.names + group.names, other.role, other.et_al or group.et_al
                )
                return
        groups.append(group)

    def finish(self, text: str, entry: Entry | None) -> Parse:
        """Return the parse; stretches that nobody marked become UNREAD."""
        marks, unread = self._settle(_without_noise(text, entry))
        fields = self.fields
        if "contributors" in fields:
            fields["contributors"] = tuple(fields["contributors"])
        if self.identifiers:
            fields["identifiers"] = tuple(dict.fromkeys(self.identifiers))
        if self.notes:
            fields["note"] = "; ".join(note for _, note in sorted(self.notes))
        if unread:
            fields["unread"] = tuple(unread)
        confidence = round(SURE * 0.5**self.risk, 3)
        return Parse(
            Reference(**fields), Layout(text, marks), confidence, tuple(self.doubts), entry
        )

    def _settle(self, text: str) -> tuple[tuple[Mark, ...], list[str]]:
        """Return the marks in order, those of unread words among them, and these words."""
        self.marks.sort(key=_by_start)
        marks: list[Mark] = []
        unread: list[str] = []
        done = known = 0
        # Up to `done` everything is marked; up to `known` it is marked or skipped on purpose.
        for role, start, end in self.marks:
            if start > known + 1:
                self._gap(text, known, start, marks, unread)
            if role is not Role.AFFIX and end > done:
                marks.append((role, max(start, done), end))
                done = end
            if end > known:
                known = end
        if len(text) > known:
            self._gap(text, known, len(text), marks, unread)
        return tuple(marks), unread

    def _gap(self, text: str, start: int, end: int, marks: list[Mark], unread: list[str]) -> None:
        gap = text[start:end]
        if gap in _PLAIN_GAPS or gap in _JOINED:
            return
        match = _WORD.search(gap) if gap.isascii() else _ANY_WORD.search(gap)
        if match is None:
            return
        first, last = start + match.start(), start + match.end()
        marks.append((Role.UNREAD, first, last))
        words = " ".join(text[first:last].split())
        unread.append(words)
        shown = words if len(words) <= 60 else words[:57] + "..."
        self.doubts.append(Doubt(Span(first, last), f'could not read "{shown}"'))
        self.risk += 1.5


def _without_noise(text: str, entry: Entry | None) -> str:
    """Return the text with blanks in the place of what is not of the entry."""
    if entry is None:
        return text
    for span in entry.noise:
        start, end = span.start - entry.body.start, span.end - entry.body.start
        text = text[:start] + " " * len(span) + text[end:]
    return text


_PLAIN_GAPS = frozenset([". ", ", ", "; ", ": ", ".", ",", ";", ":", " ", " (", "(", "):", ") "])
_JOINED = frozenset(
    f"{mark}{word} " for mark in (" ", ", ", "; ") for word in ("and", "und", "et", "y", "e", "&")
)
"""What joins two names."""
_ANY_WORD = pattern(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def drop(draft: Draft, spans: list[tuple[int, int]], end: int) -> int:
    """Drop stretches from the draft's text, and all behind `end`; return the new end."""
    clean = draft.clean
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    old = draft.scan
    for start, stop in [*spans, (end, end)]:
        if start < done:
            continue
        pieces.append(clean[done:start])
        starts += range(done, start) if old.starts is None else old.starts[done:start]
        ends += range(done + 1, start + 1) if old.ends is None else old.ends[done:start]
        done = stop
        if pieces[-1].endswith((" ", "(", "[")) and clean[done : done + 1] == " ":
            done += 1
    new = scan("".join(pieces))
    if new.starts is not None and new.ends is not None:
        starts, ends = [starts[at] for at in new.starts], [ends[at - 1] for at in new.ends]
    draft.rescan(type(new)(new.clean, new.plain, starts, ends))
    return len(new.clean)
