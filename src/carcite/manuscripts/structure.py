"""Lists that a format marks as such, brought together with those found by their words.

>>> from carcite.model.parse import Entry
>>> text = "References\\nJune CH. CAR T cells. Science 2018;359:1361-5."
>>> items = [Span(11, len(text))]
>>> [entry.number for entry in combine(text, [Group(items)])[0].entries]
[1]
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from carcite.errors import UnreadableError
from carcite.lists.find import find_lists, looks_like_entry
from carcite.lists.furniture import is_link_line
from carcite.lists.headings import is_heading
from carcite.lists.lines import EDGE
from carcite.manuscripts.clean import Clean
from carcite.manuscripts.decode import decode, encode, find_encoding
from carcite.manuscripts.put_back import Escape, save_proven
from carcite.model.parse import Entry, ReferenceList
from carcite.text.edit import Edit
from carcite.text.pattern import pattern
from carcite.text.span import Span

# Takes "[1] June", "1. June", "1.June", "1June" (a number that the page sets in a box of its own).
_LABEL = pattern(r"(?:[\[(]\s?(\d{1,6})\s?[\])]\.?|(\d{1,6})[.)]?)(?=\s|$|[^\W\d_])[\s\u00a0]*+")
# Takes the stop of a label that the markup left before the words: ". June CH".
_LABEL_STOP = pattern(r"[.)\]][\s\u00a0]++")
_LABEL_NUMBER = pattern(r"\d{1,6}")


@dataclass(slots=True)
class Group:
    """The items of one list that the format marks, as stretches of the clean text."""

    items: list[Span]
    first: int | None = 1
    """The number that is printed before the first item; None where items bear no numbers."""
    sure: bool = False
    """The markup says that this is a reference list, whatever its items look like."""
    least: int = 2
    """How many items must look like references where no heading says that they are."""
    labels: list[Span | None] = field(default_factory=list)
    """The label of each item where the markup sets it apart."""
    keys: list[str] = field(default_factory=list)
    """What the markup calls each item; empty where it has no names."""
    tagged: list[tuple[tuple[str, str], ...]] = field(default_factory=list)
    """What the markup calls the parts of each item; see `Entry.tagged`."""
    noise: list[Span] = field(default_factory=list)
    """Stretches inside the items that are not of them (link words)."""


def combine(
    text: str, groups: Sequence[Group], records: Sequence[Span] = ()
) -> tuple[ReferenceList, ...]:
    """Return the reference lists among the groups, and those that the words of the text give.

    `records` are stretches that are read as records, and so are no lists.
    """
    lists: list[ReferenceList] = []
    marked = any(group.sure for group in groups) or bool(records)
    for group in _continued(text, groups):  # inner lists come first
        if marked and not group.sure:
            continue  # The markup says which lists are of references.
        built = _build(text, group)
        if built and not any(built.span.overlaps(each.span) for each in lists):
            lists.append(built)
    taken = [*(each.span for each in lists), *records]
    for found in find_lists(text) if not marked and not _covers(text, taken) else ():
        if not any(span.overlaps(found.span) for span in taken):
            lists.append(found)
    lists.sort(key=lambda each: each.span)
    return tuple(
        replace(each, entries=tuple(replace(entry, list_index=index) for entry in each.entries))
        for index, each in enumerate(lists)
    )


def without_repeats(text: str, lists: Sequence[ReferenceList]) -> tuple[ReferenceList, ...]:
    """Return the lists without those whose every entry another has: what a page shows at a click.

    Of two lists that are the same the one with a heading stays, else the first.
    """
    held = [
        frozenset("".join(filter(str.isalnum, each.body.of(text))) for each in one.entries)
        for one in lists
    ]
    left = list(range(len(lists)))
    for index in sorted(left, key=lambda at: (len(held[at]), lists[at].heading is not None, -at)):
        if any(held[index] <= held[other] for other in left if other != index):
            left.remove(index)
    kept = [lists[index] for index in left]
    return tuple(
        replace(each, entries=tuple(replace(entry, list_index=at) for entry in each.entries))
        for at, each in enumerate(kept)
    )


_SHORT_GAP = 120


def _continued(text: str, groups: Sequence[Group]) -> list[Group]:
    """Return the groups with those joined that only a subheading parts: 1 to 3, then 4 and 5."""
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last is not None and _counts_on(text, last, group):
            joined[-1] = replace(
                last,
                items=[*last.items, *group.items],
                labels=[*last.labels, *group.labels],
                keys=[*last.keys, *group.keys],
                tagged=[*last.tagged, *group.tagged],
                noise=[*last.noise, *group.noise],
            )
        elif (
            last is not None
            and last.items
            and group.items
            and not (last.sure or group.sure or last.labels or group.labels)
            and None not in (last.first, group.first)
            and group.first == (last.first or 0) + len(last.items)
            and len(text[last.items[-1].end : group.items[0].start].strip()) < _SHORT_GAP
            and last.items[-1].end <= group.items[0].start
        ):
            noise = [*last.noise, *group.noise]
            joined[-1] = replace(last, items=[*last.items, *group.items], noise=noise)
        else:
            joined.append(group)
    return joined


def _counts_on(text: str, one: Group, two: Group) -> bool:
    """Tell whether a marked list goes on with the next number of the one before: 1 to 4, 5 to 8."""
    if not (one.sure and two.sure and one.labels and two.labels):
        return False
    if len(one.labels) != len(one.items) or len(two.labels) != len(two.items):
        return False
    last, first = (_number(text, label) for label in (one.labels[-1], two.labels[0]))
    return last is not None and first == last + 1


def _number(text: str, label: Span | None) -> int | None:
    found = _LABEL_NUMBER.search(label.of(text)) if label else None
    return int(found[0]) if found else None


def _covers(text: str, taken: Sequence[Span]) -> bool:
    """Tell whether the marked lists leave nothing that could hold another."""
    return sum(map(len, taken)) + 40 >= len(text.strip())


def _build(text: str, group: Group) -> ReferenceList | None:
    bodies = [_trim(text, span) for span in group.items]
    kept = [index for index, body in enumerate(bodies) if body.start < body.end]
    if not kept:
        return None
    label = group.labels[kept[0]] if kept[0] < len(group.labels) else None
    heading = _heading_before(text, (label or bodies[kept[0]]).start)
    good = sum(looks_like_entry(bodies[index].of(text)) for index in kept)
    needed = 0 if group.sure else 1 if heading else max(group.least, (len(kept) + 1) // 2)
    if good < needed:
        return None
    entries = tuple(_entries(text, group, bodies, kept))
    if not entries:
        return None
    end = max(entries[-1].span.end, bodies[kept[-1]].end)  # link words behind the last entry too
    return ReferenceList(Span(entries[0].span.start, end), entries, heading)


def _entries(
    text: str, group: Group, bodies: Sequence[Span], kept: Sequence[int]
) -> Sequence[Entry]:
    printed = _printed_labels(text, bodies, kept)
    repeated = _repeats_labels(text, group, bodies, kept)
    entries: list[Entry] = []
    for place, index in enumerate(kept):
        body, label, start = bodies[index], "", bodies[index].start
        number = None if group.first is None else group.first + place
        given = group.labels[index] if index < len(group.labels) else None
        if given is not None:
            label, start = given.of(text).strip(EDGE), given.start
            found = _LABEL_NUMBER.search(label)
            number = int(found[0]) if found else None
            match = _LABEL.match(text, body.start, body.end) if repeated else None
            if match and int(match[1] or match[2]) == number:
                body = Span(match.end(), body.end)
            match = _LABEL_STOP.match(text, body.start, body.end)
            body = Span(match.end(), body.end) if match else body
        elif printed:
            match = _LABEL.match(text, body.start, body.end)
            if match:
                label, number = match[0].strip(EDGE), int(match[1] or match[2])
                body = Span(match.end(), body.end)
        noise = [_trim(text, each) for each in group.noise if body.overlaps(each)]
        body, noise = _cut_tail(text, body, noise)
        if body.start < body.end:
            span = Span(start if label else body.start, body.end)
            key = group.keys[index] if index < len(group.keys) else ""
            tagged = group.tagged[index] if index < len(group.tagged) else ()
            entries.append(Entry(span, body, label, number, tuple(noise), key=key, tagged=tagged))
    return entries


def _printed_labels(text: str, bodies: Sequence[Span], kept: Sequence[int]) -> bool:
    """Tell whether the items print their numbers themselves: nearly all begin with their own."""
    numbers = []
    for index in kept:
        match = _LABEL.match(text, bodies[index].start, bodies[index].end)
        numbers.append(int(match[1] or match[2]) if match else None)
    first = next((number for number in numbers if number is not None), None)
    if first is None:
        return False
    hits = sum(number == first + place for place, number in enumerate(numbers))
    return hits > 0.8 * len(kept)


def _repeats_labels(text: str, group: Group, bodies: Sequence[Span], kept: Sequence[int]) -> bool:
    """Tell whether most items begin with the number that the markup gives them already."""
    hits = 0
    for index in kept:
        given = group.labels[index] if index < len(group.labels) else None
        number = _LABEL_NUMBER.search(given.of(text)) if given else None
        match = _LABEL.match(text, bodies[index].start, bodies[index].end)
        hits += bool(number and match and int(number[0]) == int(match[1] or match[2]))
    return 2 * hits > len(kept)


def _cut_tail(text: str, body: Span, noise: Sequence[Span]) -> tuple[Span, list[Span]]:
    """Take link words off the end of a body; those inside it stay noise."""
    left = list(noise)
    while left and not text[left[-1].end : body.end].strip(EDGE + "[]()|·•,;/"):
        cut = left.pop()
        body = _trim(text, Span(body.start, max(body.start, cut.start)))
        opener = text[body.start : body.end].rstrip(EDGE + "[(|·•/")
        body = Span(body.start, body.start + len(opener))
    return body, left


def _trim(text: str, span: Span) -> Span:
    """Return a stretch without the blanks at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(EDGE))
    return Span(start, max(start, span.start + len(words.rstrip(EDGE))))


def _heading_before(text: str, at: int) -> Span | None:
    """Return the heading of a reference list that ends the text before an offset."""
    before = text[max(0, at - 200) : at].rstrip(EDGE)
    if not before:
        return None
    end = max(0, at - 200) + len(before)
    start = max(text.rfind(char, 0, end) for char in "\n\r") + 1
    line = _trim(text, Span(start, end))
    return line if is_heading(line.of(text)) else None


def is_link_word(words: str) -> bool:
    """Tell whether the text of a link is a word that leads out of the page."""
    return is_link_line(words.strip("[]() \u00a0\n") or " ")


def saver(
    data: bytes,
    name: str,
    encoding: str | None,
    clean: Clean,
    escapes: Sequence[Escape],
    reread: Callable[[str], Clean],
) -> Callable[[Sequence[Edit]], bytes]:
    """Return the `save` of a Document in a format with markup."""
    found = find_encoding(data, name, encoding)

    def save(edits: Sequence[Edit]) -> bytes:
        if not edits:
            return data
        return encode(save_proven(clean, edits, escapes, reread), found, name)

    return save


_CODECS = {
    # HTML Standard, "Encoding": what calls itself Latin-1 is Windows-1252.
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "ansinew": "cp1252", "cp1252": "cp1252", "windows-1252": "cp1252",
    "latin9": "iso-8859-15", "iso-8859-15": "iso-8859-15", "latin2": "iso-8859-2",
    "iso-8859-2": "iso-8859-2", "cp1250": "cp1250", "windows-1250": "cp1250", "cp1251": "cp1251",
    "windows-1251": "cp1251", "koi8-r": "koi8-r", "applemac": "mac-roman", "shift_jis": "shift_jis",
    "gbk": "gbk", "gb2312": "gbk", "big5": "big5", "euc-kr": "euc-kr", "euc-jp": "euc-jp",
}  # fmt: skip


def declared_encoding(data: bytes, pattern: re.Pattern[bytes]) -> str | None:
    """Return the encoding that a file names for itself, where it is not UTF-8 after all.

    `pattern` finds the name in its first bytes. A byte order mark goes before what a file says.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    match = pattern.search(data, 0, 8192)
    codec = _CODECS.get(match[1].decode("ascii", "replace").lower()) if match else None
    if codec is None:
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return codec
    return None


MAX_BYTES = 64_000_000


def decode_text(data: bytes, name: str, encoding: str | None) -> str:
    """Return the text of a file; raise UnreadableError where it has lone surrogates."""
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"{name}: is larger than {MAX_BYTES // 1_000_000} MB")
    text = decode(data, name, encoding)
    try:
        text.encode()
    except UnicodeEncodeError:  # UTF-7 and its like can spell halves of characters
        raise UnreadableError(f"{name}: has characters that no text can hold") from None
    return text
