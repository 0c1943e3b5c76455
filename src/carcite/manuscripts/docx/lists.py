"""Find the reference lists of a Word document: by field, style, numbering, note or heading.

What the text alone says (`split.find_lists`) is laid over by what only Word knows: paragraphs in a
bibliography field, in a bibliography style, numbered automatically, or endnotes. There one
paragraph is one entry, whatever is in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from carcite.lists.find import find_lists, looks_like_entry, split_entries
from carcite.lists.headings import is_heading
from carcite.lists.lines import EDGE
from carcite.manuscripts.docx.fields import Manager, manager_of
from carcite.manuscripts.docx.manuscript import Line, Manuscript
from carcite.model.parse import Entry, ReferenceList
from carcite.text.span import Span

_FEWEST_BARE = 2
"""Entries a numbered list without a heading must have to be taken for references."""


@dataclass(frozen=True, slots=True)
class Found:
    """The lists of a document and the programs that own some of them."""

    lists: tuple[ReferenceList, ...]
    managers: tuple[Manager, ...] = ()
    """The owners of the lists found, each once."""


def find(manuscript: Manuscript) -> Found:
    """Return the reference lists in order, and who owns them."""
    managed = list(_managed(manuscript))
    groups: list[list[Entry]] = []
    taken: set[int] = set()
    for group in _groups(manuscript, [span for span, _ in managed]):
        lines = {line.start for line in group}
        if not lines & taken:
            taken |= lines
            groups.append(list(_entries(manuscript, group)))
    lists = _combine(manuscript, groups)
    owners = {
        manager: None for span, manager in managed for each in lists if span.overlaps(each.span)
    }
    return Found(lists, tuple(owners))


def _managed(manuscript: Manuscript) -> Iterator[tuple[Span, Manager]]:
    """Yield where reference managers print their lists."""
    for each in manuscript.fields:
        manager = manager_of(each.code)
        if manager is not None and manager.is_list and each.end > each.start:
            yield (
                Span(each.start, _end_of(manuscript, each.start, each.end, each.is_closed)),
                manager,
            )


def _end_of(manuscript: Manuscript, start: int, end: int, is_closed: bool) -> int:
    """Return where a list in a field ends; that of a field without an end, with its entries."""
    if is_closed:
        return end
    last = start + 1
    for line in manuscript.lines_in(start, end):
        words = manuscript.text[line.start : line.end]
        if looks_like_entry(words):
            last = line.end
        elif line.is_heading and line.end > last:
            break
    return last


def _groups(manuscript: Manuscript, managed: Sequence[Span]) -> Iterator[list[Line]]:
    """Yield runs of lines of which Word says that they belong together, the surest kind first."""
    text = manuscript.text

    def words(line: Line) -> str:
        return text[line.start : line.end]

    def is_blank(line: Line) -> bool:
        return not words(line).strip(EDGE)

    for span in managed:
        inside = [line for line in manuscript.lines_in(span.start, span.end) if not is_blank(line)]
        while inside and is_heading(words(inside[0]).strip(EDGE)):
            inside.pop(0)
        if inside:
            yield inside
    for kind in manuscript.notes_as_list:
        yield [line for line in manuscript.lines if line.note and line.note[0] == kind]
    styles = manuscript.styles
    lines = [line for line in manuscript.lines if not is_blank(line)]
    for is_styled, run in groupby(lines, lambda line: styles.is_bibliography(line.style)):
        group = [line for line in run if not is_heading(words(line).strip(EDGE))]
        if is_styled and any(looks_like_entry(words(line)) for line in group):
            yield group
    for group in _numbered(lines):
        good = sum(looks_like_entry(words(line)) for line in group)
        fewest = 1 if _heading_before(manuscript, group[0].start) else _FEWEST_BARE
        if good >= max(fewest, len(group) / 2):
            yield group


def _numbered(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield runs of automatically numbered lines; one line between that goes on stays in."""
    group: list[Line] = []
    for index, line in enumerate(lines):
        if line.is_listed and not line.is_heading:
            if group and line.number == 1 and (group[-1].number or 0) > 1:
                yield group
                group = []
            group.append(line)
            continue
        follows = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = (
            group
            and group[-1].is_listed
            and follows is not None
            and follows.is_listed
            and follows.number == (group[-1].number or -2) + 1
            and not line.is_heading
        )
        if goes_on:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _entries(manuscript: Manuscript, group: Sequence[Line]) -> Iterator[Entry]:
    """Return one entry a line; a line without a number that is no reference goes on the last."""
    text = manuscript.text
    is_numbered = any(line.is_listed for line in group)
    labels = _labels(text, group)
    last: Entry | None = None
    note: tuple[str, int] | None = None
    for line in group:
        words = text[line.start : line.end]
        goes_on = is_numbered and not line.is_listed and not looks_like_entry(words)
        if last is not None and (goes_on or (line.note is not None and line.note == note)):
            end = line.start + len(words.rstrip(EDGE))
            if end > line.start and (line.note or _continues(text, last, words)):
                last = replace(
                    last,
                    span=Span(last.span.start, end),
                    body=Span(last.body.start, end),
                )
            continue
        note = line.note
        if last is not None:
            yield last
        last = _entry(text, line, labels.get(line.start))
    if last is not None:
        yield last


def _continues(text: str, last: Entry, words: str) -> bool:
    """Tell whether a loose line goes on an entry rather than heads the entries below it."""
    return not last.body.of(text).endswith((".", "!", "?")) or any(map(str.isdigit, words))


def _entry(text: str, line: Line, label: Entry | None) -> Entry | None:
    """Return a line as one entry; None for a line without text."""
    words = text[line.start : line.end]
    end = line.start + len(words.rstrip(EDGE))
    start = line.end - len(words.lstrip(EDGE))
    if start >= end:
        return None
    number = line.note[1] if line.note else line.number
    if label is not None and number in {None, label.number}:
        # A label that is typed is what the reader sees; Word's own number stands only without it.
        return replace(label, span=Span(label.span.start, end), body=Span(label.body.start, end))
    return Entry(Span(start, end), Span(start, end), "", number)


def _labels(text: str, group: Sequence[Line]) -> dict[int, Entry]:
    """Return the labels typed in the lines of a group, by line start; {} where most have none.

    Else the year in "2019 ESC Guidelines" would be the number of its entry.
    """
    found = {}
    for line in group:
        entries = split_entries(text, line.start, line.end)
        words = text[line.start : line.end]
        start = line.end - len(words.lstrip(EDGE))
        if entries and entries[0].label and entries[0].span.start <= start + 1:
            found[line.start] = replace(entries[0], noise=())
    return found if 2 * len(found) >= len(group) else {}


def _combine(
    manuscript: Manuscript, groups: Sequence[Sequence[Entry]]
) -> tuple[ReferenceList, ...]:
    """Lay the groups over the lists that the text alone shows."""
    text = manuscript.text
    lists: list[tuple[Span | None, list[Entry]]] = []
    left = [list(group) for group in groups if group]
    for each in find_lists(text):
        entries = _before_heading(manuscript, each)
        if not entries:
            continue
        own = [group for group in left if _span(group).overlaps(_span(entries))]
        left = [group for group in left if group not in own]
        for group in own:
            # Beside what Word says belongs together only what surely is a reference counts.
            others = [
                entry
                for entry in entries
                if not entry.span.overlaps(_span(group))
                and (entry.label or looks_like_entry(entry.body.of(text)))
            ]
            entries = sorted([*others, *group], key=lambda entry: entry.span)
        lists.append((each.heading, entries))
    lists += [(_heading_before(manuscript, group[0].span.start), group) for group in left]
    lists.sort(key=lambda found: found[1][0].span)
    merged = list(_rejoined(lists))
    return tuple(
        ReferenceList(
            _span(entries),
            tuple(replace(entry, list_index=index) for entry in entries),
            heading,
        )
        for index, (heading, entries) in enumerate(merged)
    )


def _rejoined(
    lists: Sequence[tuple[Span | None, list[Entry]]],
) -> Iterator[tuple[Span | None, list[Entry]]]:
    """Drop entries that a group of Word's has taken into another list."""
    done = -1
    for heading, entries in lists:
        kept = [entry for entry in entries if entry.span.start >= done]
        if kept:
            done = kept[-1].span.end
            yield heading, kept


def _span(entries: Sequence[Entry]) -> Span:
    return Span(entries[0].span.start, entries[-1].span.end)


def _before_heading(manuscript: Manuscript, found: ReferenceList) -> list[Entry]:
    """Return the entries that stand before the next heading of the document's outline."""
    entries = []
    for entry in found.entries:
        line = manuscript.lines[manuscript.line_at(entry.span.start)]
        if line.is_heading and not looks_like_entry(entry.body.of(manuscript.text)):
            break
        entries.append(entry)
    return entries


def _heading_before(manuscript: Manuscript, start: int) -> Span | None:
    """Return the heading right above the line of an offset, blank lines aside."""
    index = manuscript.line_at(start) - 1
    while index >= 0:
        line = manuscript.lines[index]
        words = manuscript.text[line.start : line.end]
        if bare := words.strip(EDGE):
            start = line.end - len(words.lstrip(EDGE))
            return Span(start, start + len(bare)) if is_heading(bare) else None
        index -= 1
    return None
