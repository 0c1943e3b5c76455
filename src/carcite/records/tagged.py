"""Files whose lines begin with a tag ("AU  - June CH"): cut into records and values.

>>> text = "TY  - JOUR\\nTI  - CAR T\\n  cells\\nER  - \\n"
>>> [record] = read_records(text, RIS)
>>> [(line.tag, line.value, line.number) for line in record.lines]
[('TY', 'JOUR', 1), ('TI', 'CAR T cells', 2)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from carcite.text.pattern import pattern
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Format:
    """How a tagged format is laid out."""

    name: str
    line: re.Pattern[str]
    """A line with a tag (group 1) and a value (group 2)."""
    first: str
    """The tag that opens a record."""
    last: str = ""
    """The tag that closes it; empty where a blank line does."""


# Takes "TY  - JOUR", "TY  -JOUR", "ER  -", "AU - June, C"; refuses "AND - so on", "DNA-".
RIS = Format(
    "RIS", re.compile(r"\ufeff?([A-Z][A-Z0-9])(?: {1,3}-(?: |$)| {2}-)[ \t]*+(.*)"), "TY", "ER"
)
# Takes "PMID- 29567707", "FAU - June, Carl H"; refuses "      continued".
MEDLINE = Format("MEDLINE", re.compile(r"\ufeff?([A-Z]{2,4}) {0,2}-(?: |$)[ \t]*+(.*)"), "PMID")


@dataclass(frozen=True, slots=True)
class Line:
    """A value with its tag; `number` is that of its first line in the file, from 1."""

    tag: str
    value: str
    """Continued lines joined with a blank."""
    span: Span
    """The value in the file, from its first line to its last."""
    number: int


@dataclass(frozen=True, slots=True)
class Record:
    """The lines of one record, and what is odd about it."""

    span: Span
    lines: tuple[Line, ...]
    faults: tuple[tuple[int, str], ...] = ()
    """The number of a line, and what is wrong there."""


_LINE = pattern(r"[^\r\n]*+(?:\r\n|[\r\n]|$)")


def read_records(text: str, form: Format) -> list[Record]:
    """Return the records of a file in order; never raises."""
    collector = _Collector(form)
    at = number = 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match
        number += 1
        collector.take(match[0].rstrip("\r\n"), at, number)
        at = match.end()
    collector.close(None)
    return collector.records


class _Collector:
    """Takes the lines of a file one by one."""

    def __init__(self, form: Format) -> None:
        self.form = form
        self.records: list[Record] = []
        self._lines: list[Line] = []
        self._faults: list[tuple[int, str]] = []
        self._start = self._end = 0

    def take(self, raw: str, at: int, number: int) -> None:
        """Add one line, without its end, that begins at `at`."""
        match = self.form.line.match(raw)
        if match is None:
            self._take_untagged(raw, at, number)
            return
        tag, value = match[1], match[2].rstrip()
        if self.form.last and tag == self.form.last:
            self._end = at + len(raw.rstrip())
            self.close("")
            return
        if tag == self.form.first and self._lines:
            self.close(f"the record has no {self.form.last} line" if self.form.last else "")
        if not self._lines:
            self._start = at
            if tag != self.form.first:
                self._faults.append((number, f"the record begins without {self.form.first}"))
        start = at + match.start(2)
        self._end = start + len(value)
        self._lines.append(Line(tag, value, Span(start, self._end), number))

    def _take_untagged(self, raw: str, at: int, number: int) -> None:
        words = raw.strip()
        if not words:
            if not self.form.last:
                self.close("")
            return
        if not self._lines:
            return
        last = self._lines[-1]
        self._end = at + len(raw.rstrip())
        joined = f"{last.value} {words}".strip()
        self._lines[-1] = replace(last, value=joined, span=Span(last.span.start, self._end))

    def close(self, fault: str | None) -> None:
        """End the record; None for `fault` means the end of the file."""
        if self._lines:
            if fault is None and self.form.last:
                fault = f"the record has no {self.form.last} line"
            if fault:
                self._faults.append((self._lines[-1].number, fault))
            span = Span(self._start, self._end)
            self.records.append(Record(span, tuple(self._lines), tuple(self._faults)))
        self._lines, self._faults = [], []


def values(record: Record, *tags: str) -> Iterator[Line]:
    """Yield the lines of a record that bear one of the tags, in the order of the file."""
    return (line for line in record.lines if line.tag in tags and line.value)


def count_lines(text: str, form: Format) -> int:
    """Return how many tagged lines the records of a text have, to see whether an edit broke one."""
    return sum(len(record.lines) + 1 for record in read_records(text, form))
