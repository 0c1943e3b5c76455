"""Reference lists in a text, and the entries in a list.

A text is cut into lines (`lines`), and these into stretches, each behind a heading (`headings`). In
a stretch the lines that belong to no entry are set aside first (`noise`: page numbers, running
heads, link words). Entries are then told apart by the chain of numbers that best counts up,
whatever mark closes them (`labels`); where one line holds several, or one bears no number, they are
looked for between two that are sure (`run_in`, `unnumbered`). Without numbers the keys over the
entries are asked, then bullets, then the shape of the lines. What follows the last entry, such as a
footer, another section or prose, is cut off (`furniture`); a heading without entries opens no list,
and numbers that begin anew open another. Stretches without a heading are lists where lines that
look like references stand close together. What makes a line look so is weighed in `evidence` alone;
each line is asked some two times (`tests/benchmarks/list_walk.py`).

>>> text = "Literatur\\n- 1 June CH. Title. Science 2018; 359: 1-5\\n- 2 Qin C. Med 2024; 5: 9\\n"
>>> [entry.body.of(text)[:7] for entry in find_lists(text)[0].entries]
['June CH', 'Qin C. ']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from carcite.lists.evidence import (
    Found,
    end_score,
    entry_score,
    find_evidence,
    find_evidence_at_break,
    has_label,
    is_surely_entry,
    line_score,
    start_score,
    starts_entry,
)
from carcite.lists.evidence import looks_like_entry as looks_like_entry
from carcite.lists.furniture import ends_list, trim_links
from carcite.lists.headings import glued_heading, is_heading, run_in_heading
from carcite.lists.labels import Mark, find_bullets, find_keys, find_labels
from carcite.lists.lines import EDGE, Line, read_lines
from carcite.lists.noise import Noise, find_noise
from carcite.lists.run_in import find_run_in
from carcite.lists.unnumbered import find_starts, find_unlabelled
from carcite.model.parse import Entry, ReferenceList
from carcite.text.span import Span


def find_lists(text: str) -> tuple[ReferenceList, ...]:
    """Return the reference lists of a text in order; () where there is none."""
    lines = read_lines(text)
    found: list[tuple[Span | None, list[Entry]]] = []
    done = 0
    for heading, stretch in _stretches(text, lines):
        if heading is None:
            found += [(None, entries) for entries in _bare_lists(text, stretch)]
            continue
        entries = _trim(text, _entries(text, stretch))
        if not _is_list(text, entries):
            found += [(None, each) for each in _bare_lists(text, stretch)]
            continue
        first, *others = _restarts(entries)
        found.append((heading, first))
        found += [(None, each) for each in others if _is_bare_list(text, each)]
        done = entries[-1].span.end
        rest = [line for line in stretch if line.start >= done]
        found += [(None, each) for each in _bare_lists(text, rest)]
    found = _joined(text, found)
    return tuple(
        ReferenceList(
            Span(entries[0].span.start, entries[-1].span.end),
            tuple(replace(entry, list_index=index) for entry in entries),
            heading,
        )
        for index, (heading, entries) in enumerate(found)
    )


def _joined(
    text: str, found: Sequence[tuple[Span | None, list[Entry]]]
) -> list[tuple[Span | None, list[Entry]]]:
    """Return the lists with those joined that only a heading parts, and whose numbers go on."""
    joined: list[tuple[Span | None, list[Entry]]] = []
    for heading, entries in found:
        before = joined[-1][1] if joined else []
        last, first = before[-1].number if before else None, entries[0].number
        if heading and last is not None and first == last + 1:
            between = text[before[-1].span.end : heading.start]
            if not between.strip(EDGE + "\r\n*_#=-"):
                joined[-1] = (joined[-1][0], [*before, *entries])
                continue
        joined.append((heading, entries))
    return joined


def split_entries(text: str, start: int, end: int) -> tuple[Entry, ...]:
    """Return the entries of a stretch that is known to be one list."""
    return tuple(_entries(text, read_lines(text, start, end)))


def _stretches(text: str, lines: Sequence[Line]) -> Iterator[tuple[Span | None, Sequence[Line]]]:
    """Cut the lines at headings of reference lists."""
    heading: Span | None = None
    stretch: list[Line] = []
    for line in lines:
        words = text[line.start : min(line.end, line.start + _HEADING_REACH)]
        length = len(words) if is_heading(words) else run_in_heading(words)
        start = line.start if length else glued_heading(text, line.start, line.end)
        if start < 0:
            stretch.append(line)
            continue
        if not length:
            stretch.append(replace(line, end=start))
            length = line.end - start
        if heading or stretch:
            yield heading, stretch
        heading = Span(start, start + length)
        rest = read_lines(text, heading.end, line.end)
        stretch = list(rest)
    if heading or stretch:
        yield heading, stretch


def _restarts(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Cut entries where their numbers begin again at 1."""
    current: list[Entry] = []
    for entry in entries:
        if entry.number == 1 and any((each.number or 0) > 1 for each in current[-1:]):
            yield current
            current = []
        current.append(entry)
    if current:
        yield current


def _is_list(text: str, entries: Sequence[Entry]) -> bool:
    """Tell whether what stands under a heading is references rather than prose."""
    bodies = [entry.body.of(text) for entry in entries]
    if any(map(looks_like_entry, bodies)):
        return True
    return 0 < len(bodies) <= 2 * sum(entry_score(body[:_REACH]) >= 1.5 for body in bodies)


def _bare_lists(text: str, lines: Sequence[Line]) -> list[list[Entry]]:
    """Return the lists that stand in lines without a heading; no entry belongs to two of them."""
    found: list[list[Entry]] = []
    done = 0
    for run in _dense_runs(text, lines):
        entries = [each for each in _entries(text, run) if each.span.start >= done]
        for each in _restarts(entries):
            if _is_bare_list(text, each):
                found.append(_trim(text, each))
                done = found[-1][-1].span.end
    return found


def _is_bare_list(text: str, entries: Sequence[Entry]) -> bool:
    """Tell whether entries are references rather than steps, answers or lines of prose."""
    good = [entry for entry in entries if is_surely_entry(entry.body.of(text))]
    if (3 if entries[0].label else 2) * len(good) < len(entries):
        return False
    return len(good) > 1 or (len(good) == 1 and 2 * len(good[0].span) >= len(text))


def _trim(text: str, entries: list[Entry]) -> list[Entry]:
    """Return the entries without prose that was taken for an entry at either end."""
    kept = [
        index
        for index, entry in enumerate(entries)
        if entry.label or entry_score(entry.body.of(text)[:_REACH]) >= 1.0
    ]
    return entries[kept[0] : kept[-1] + 1] if kept else entries


_HEADING_REACH = 120
_LONGEST_SUBHEADING = 60
_REACH = 4000
"""How far back an entry is looked at."""
_FAR = 10
"""Lines of one entry, at most, before the first and after the last line that looks like one."""
_SPARSE = 700
"""Code points without any mark of a reference that do so too."""


def _dense_runs(text: str, lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Cut out the runs of lines in which marks of references are dense."""
    hits = [i for i, line in enumerate(lines) if line_score(line.of(text)[:_REACH]) >= 1.0]
    groups: list[list[int]] = []
    for hit in hits:
        last = groups[-1][-1] if groups else 0
        if groups and hit - last <= 2 * _FAR and lines[hit].start - lines[last].end <= _SPARSE:
            groups[-1].append(hit)
        else:
            groups.append([hit])
    floor = 0
    for group in groups:
        first, stop = group[0], group[-1] + 1
        while first > floor and group[0] - first < _FAR and not lines[first].gap:
            if starts_entry(text[lines[first].start : lines[first].end]):
                break
            first -= 1
        reach = max(floor, first - _FAR)
        while first > reach and has_label(lines[first - 1].of(text)):
            first -= 1
        stop = min(len(lines), stop + _FAR)
        floor = stop
        yield lines[first:stop]


def _entries(text: str, lines: Sequence[Line]) -> list[Entry]:
    """Return the entries that begin and end in these lines."""
    if not lines:
        return []
    noise = find_noise(text, lines)
    marks = find_labels(text, lines, noise)
    if marks:
        marks = find_run_in(text, marks, lines[-1].end)
        marks = find_unlabelled(text, lines, noise, marks)
    else:
        lines = _cut_end(text, lines)
        keys = find_keys(text, lines, noise)
        marks = keys if len(keys) > 1 else find_bullets(text, lines)
        marks = marks or find_starts(text, lines, noise)
    return _without_subheadings(text, list(_build(text, lines, marks, noise)))


def _without_subheadings(text: str, entries: list[Entry]) -> list[Entry]:
    """Return the entries without those that are a line over the entries behind it."""
    return [
        entry
        for at, entry in enumerate(entries)
        if entry.label
        or not 0 < at < len(entries) - 1
        or not _is_subheading(text, entries[at - 1].span, entry.body)
    ]


def _cut_end(text: str, lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines up to the first that opens other matter for good."""
    for index, line in enumerate(lines):
        kind = ends_list(line.of(text)) if line.end - line.start < 600 else ""
        if kind and not _goes_on(text, lines[index + 1 : index + 4], kind):
            return lines[:index]
    return lines


def _goes_on(text: str, after: Sequence[Line], kind: str) -> bool:
    return kind == "footer" and any(looks_like_entry(line.of(text)) for line in after)


def _build(
    text: str, lines: Sequence[Line], marks: Sequence[Mark], noise: Mapping[int, Noise]
) -> Iterator[Entry]:
    at = 0
    longest = 1 if len(marks) > 2 else 2
    for index, mark in enumerate(marks):
        after = marks[index + 1] if index + 1 < len(marks) else None
        stop = after.at if after else lines[-1].end
        while at < len(lines) and lines[at].end <= mark.body:
            at += 1
        pieces = list(_pieces(text, lines, at, mark.body, stop))
        if after is None or (after.number == 1 and (mark.number or 0) > 1):
            pieces = list(_until_end(text, pieces, noise, single=longest == 1))
        else:
            pieces = _without_subheading(text, pieces, noise)
        kept = [piece for piece in pieces if piece.start not in noise]
        if kept:
            yield _entry(text, mark, pieces, kept)
            longest = max(longest, len(kept))


def _pieces(text: str, lines: Sequence[Line], at: int, start: int, stop: int) -> Iterator[Span]:
    """Give the stretches of lines from `start` to `stop`, blanks at their ends left off."""
    while at < len(lines) and lines[at].start < stop:
        first, end = max(lines[at].start, start), min(lines[at].end, stop)
        end = first + len(text[first:end].rstrip(EDGE))
        if first < end:
            yield Span(first, end)
        at += 1


def _entry(text: str, mark: Mark, pieces: Sequence[Span], kept: Sequence[Span]) -> Entry:
    """Return the entry made of the stretches kept; the others between them are noise."""
    body = Span(kept[0].start, trim_links(text, kept[-1].start, kept[-1].end))
    own = {each.start for each in kept}
    noise = tuple(each for each in pieces if each.start not in own and body.contains(each))
    start = mark.at if mark.label else body.start
    return Entry(Span(start, body.end), body, mark.label, mark.number, noise)


def _without_subheading(text: str, pieces: list[Span], noise: Mapping[int, Noise]) -> list[Span]:
    """Return the stretches of an entry without a line such as "Books" that stands over the next."""
    kept = [piece for piece in pieces if piece.start not in noise]
    if len(kept) < 2 or not _is_subheading(text, kept[-2], kept[-1]):
        return pieces
    return pieces[: pieces.index(kept[-1])]


_DECORATION = "*_#=—–- "
"""What is put around a subheading."""


def _is_subheading(text: str, before: Span, line: Span) -> bool:
    """Tell whether a line set apart behind a whole entry names what follows: "Books"."""
    words = line.of(text).strip(_DECORATION)
    if not 3 < len(words) <= _LONGEST_SUBHEADING or _breaks(text, before.end, line.start) < 2:
        return False
    if not words[0].isupper() or words[-1] in ".,;" or any(map(str.isdigit, words)):
        return False
    return end_score(text, before.start, before.end) > 1


def _breaks(text: str, start: int, end: int) -> int:
    return text.count("\n", start, end) or text.count("\r", start, end)


def _until_end(
    text: str, pieces: Sequence[Span], noise: Mapping[int, Noise], *, single: bool
) -> Iterator[Span]:
    """Give the stretches of the last entry, up to where it is whole and other matter begins."""
    first, done = -1, 0
    so_far = Found.NOTHING
    for piece in pieces:
        if first >= 0 and so_far.is_dated:
            if ends_list(piece.of(text)[:600]):
                return
            if single or _breaks(text, done, piece.start) > 1:
                if _opens_prose(text, first, done, piece):
                    return
        elif first >= 0 and ends_list(piece.of(text)[:600]) == "section":
            return
        yield piece
        if piece.start not in noise:
            if first < 0:
                first = piece.start
            else:
                so_far |= find_evidence_at_break(text, done, piece.start)
            done = piece.end
            so_far |= find_evidence(text, piece.start, piece.end)


def _opens_prose(text: str, first: int, done: int, piece: Span) -> bool:
    """Tell whether a paragraph of its own, after a whole entry, is not the entry's."""
    return end_score(text, first, done) + start_score(text, piece.start, piece.end) > 0.5
