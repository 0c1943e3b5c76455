"""Where the findings of a file stand: the entries they lie in, and their letters in the page.

>>> letter(0), letter(27)
('a', 'ab')
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass

from carcite.model.diagnostics import Diagnostic
from carcite.report.changes import line_span
from carcite.report.model import Checked
from carcite.report.places import WITHOUT_LINES, is_in_list, spot_of
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Note:
    """A finding with its name in the page and the letter that stands at its place."""

    finding: Diagnostic
    id: str
    letter: str
    """Small for a finding of one entry, a capital for one of the whole list; may be empty."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the Source and the finding that speaks of it."""

    span: Span
    note: Note
    letter: str
    """With the number of the note's entry, where that is another one: "10a"."""


def letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 0, 1, ..."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("a") + rest) + name
    return name


class Places:
    """The findings of one file by entry, and the entry of any place."""

    def __init__(self, checked: Checked, id: str) -> None:
        self.id = id
        self.decides: bool = checked.mended is not None
        """Whether the page can make the list's fixes, and a person choose among them."""
        self._checked = checked
        self._parses = checked.parses
        spans = [(each.entry.span, n) for n, each in enumerate(checked.parses, 1) if each.entry]
        self._spans = sorted(spans)
        self._starts = [span.start for span, _ in self._spans]
        notes: defaultdict[int | None, list[Note]] = defaultdict(list)
        marks: defaultdict[int, list[Mark]] = defaultdict(list)
        for number, finding in enumerate(checked.findings, 1):
            known = finding.entry is not None and 1 <= finding.entry <= len(checked.parses)
            home = finding.entry if known else None
            spans_at = [
                (span, at)
                for span in (finding.span, *(each.span for each in finding.related))
                if (at := self._body_of(span)) is not None
            ]
            name = letter(len(notes[home]))
            if home is None:
                name = name.upper() if spans_at else ""
            note = Note(finding, f"{id}-n{number}", name)
            notes[home].append(note)
            for span, at in spans_at:
                elsewhere = str(self._number(home)) if home not in (None, at) else ""
                marks[at].append(Mark(span, note, elsewhere + name))
        self.notes: dict[int | None, list[Note]] = dict(notes)
        """By the entry's number from 1; under None those of the whole list."""
        self.marks: dict[int, list[Mark]] = dict(marks)
        """By the entry's number; in the body of the entry, not in its label."""

    def where(self, finding: Diagnostic) -> str:
        """Return the place of a finding in words: in Word and on pages nobody sees lines."""
        if self._checked.format in WITHOUT_LINES:
            return spot_of(self._checked, finding)
        line, column, *_ = line_span(self._checked.source, finding.span)
        place = f"Line {line}, column {column}"
        in_prose = finding.entry is None and not is_in_list(self._checked, finding.span)
        if in_prose and self._checked.lists:
            return f"{place}: {spot_of(self._checked, finding)}"
        return place

    def link(self, span: Span) -> str:
        """Return the address of the entry that holds `span`; empty where no entry does."""
        number = self._entry_of(span)
        return "" if number is None else f"#{self.id}-e{number}"

    def _number(self, place: int | None) -> int | None:
        entry = self._parses[place - 1].entry if place else None
        return entry.number if entry and entry.number is not None else place

    def _entry_of(self, span: Span) -> int | None:
        at = bisect_right(self._starts, span.start) - 1
        if at < 0 or not self._spans[at][0].contains(span):
            return None
        return self._spans[at][1]

    def _body_of(self, span: Span) -> int | None:
        """Return the entry that has `span` inside its body; a whole body is no place in it."""
        number = self._entry_of(span)
        entry = self._parses[number - 1].entry if number is not None else None
        if entry is None or not entry.body.contains(span) or span == entry.body:
            return None
        return number
