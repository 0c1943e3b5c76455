"""One entry of a reference list, read: the pieces of its text, and the reference they make.

ICMJE Recommendations, "Samples of Formatted References" (NLM, Citing Medicine 2nd ed.), and the
habits of the houses of that family. The order of the reading is from the nearly certain to the
doubtful: identifiers and addresses, names, the date-volume-page block, then the border between
title and container. What cannot be typed stays as it is and becomes a doubt.

>>> parse = read_entry("June CH, O'Connor RS. et al. CAR T cells. Science 2018; 359: 1361-1365")
>>> parse.reference.title, parse.reference.container_title, parse.reference.volume
('CAR T cells', 'Science', '359')
>>> "".join(piece.text for piece in parse.layout) == parse.layout.text
True
"""

from __future__ import annotations

import re
from dataclasses import replace

from carcite.model.layout import Role
from carcite.model.names import Contributors, Organization
from carcite.model.parse import Entry, Parse
from carcite.parts.access import read_access
from carcite.parts.draft import Draft
from carcite.parts.fields import put_container, put_date, put_numeration, put_title
from carcite.parts.names import read_names
from carcite.parts.numeration import Numeration, find_numeration
from carcite.parts.organizations import organization_weight
from carcite.parts.titles import find_border, is_journal
from carcite.styles.vancouver.books import find_host, read_book, read_chapter
from carcite.text.scanner import scan

_LONGEST = 100_000
"""An entry beyond this many characters is no reference; it is not read."""


def read_entry(text: str, entry: Entry | None = None) -> Parse:
    """Read one entry's body and return the reference and the layout it was read from.

    `entry` says where the text stands; its noise is read as blanks. Any text is read, without an
    exception; what is no reference gives doubts and unread words.
    """
    noise = ()
    if entry is not None and entry.noise:
        noise = tuple(span.shift(-entry.body.start) for span in entry.noise)
    if len(text) > _LONGEST:
        draft = Draft(scan(""))
        return draft.finish(text, entry)
    draft = Draft(scan(text, noise))
    _read(draft)
    return draft.finish(text, entry)


# Takes " (2010) ", ". 2010. ", " 1980. ", " (2010a): ", ", 2005, "; refuses ". 2015 Annual report".
_EARLY_YEAR = re.compile(
    r"[.,:;]?\ ?(?:[(\[](?P<date>(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?(?:,?\ [A-Z][a-z]{2,8}\.?(?:\ \d{1,2})?)?)[)\]][.,:;]{0,2}"
    r"|(?P<date2>(?P<year2>(?:1[5-9]|20)\d\d)(?P<letter2>[a-z])?)[.,:])(?=\ )\ "
)
_EDITOR = re.compile(
    r"[,.]?\ ?[(\[]?(?P<label>(?:[Ee]ditors?|[Ee]ds?|EDS?|Hrsg|Hg|[Dd]irs?|[Oo]rgs?|[Oo]rganizador(?:es|as|a)?|[Cc]oords?|[Rr]ed|[Cc]ompilers?|"
    r"[Tt]ranslators?|[Ii]nventors?|[Aa]ssignees?|a\ cura\ di|[Cc]urator[ei]?|[Ee]ditores)\b\.?)[)\]]?(?=[\s.,:;(]|\Z)"
)
_ROLES = {"t": "translator", "i": "inventor", "a": "assignee", "c": "compiler"}


def _read(draft: Draft) -> None:
    end = read_access(draft)
    at = _start(draft.plain)
    head = read_names(draft, at, end)
    if head > at:
        head = _role(draft, head, end)
    early, at = _early_year(draft, head, end)
    block = find_numeration(draft.plain, at, end, early=early)
    host = find_host(draft.plain, at, end, block is not None and block.risk < 0.4)
    if head == 0 or not draft.fields.get("contributors"):
        at, early = _organization(draft, at, end, block, host, early)
        if early and block is None:
            block = find_numeration(draft.plain, at, end, early=True)
    at = _skip_separator(draft, at, end)
    if host is not None:
        read_chapter(draft, at, host, end, dated=early)
    elif block is not None and _is_article(draft, at, block):
        _article(draft, at, block, end)
    else:
        read_book(draft, at, end, dated=early)
    _judge(draft)


_OPENING = re.compile(r"[\s.,;:*\-]*")


def _start(plain: str) -> int:
    match = _OPENING.match(plain)
    return match.end() if match else 0


def _role(draft: Draft, at: int, end: int) -> int:
    """Give the names read last the role that a label behind them names."""
    match = _EDITOR.match(draft.plain, at, end)
    if match is None:
        return at
    draft.mark(Role.CONTRIBUTOR_LABEL, *match.span("label"))
    groups: list[Contributors] = draft.fields["contributors"]
    label = match["label"].lower()
    role = _ROLES.get(label[0], "editor") if not label.startswith(("co", "cu", "a ")) else "editor"
    groups[-1] = replace(groups[-1], role=role)
    return match.end()


def _early_year(draft: Draft, at: int, end: int) -> tuple[bool, int]:
    match = _EARLY_YEAR.match(draft.plain, at, end) if at else None
    if match is None:
        return False, at
    name = "" if match["year"] else "2"
    year, date = match.span(f"year{name}"), match.span(f"date{name}")
    put_date(draft, year, date)
    return True, match.end()


# Takes what a segment at the head ends with: ". ", " (2012) ", ": " is left to titles.
_HEAD_END = re.compile(
    r"(?<![ .][A-Z])(?<!\bSt)(?<!\bU\.S)[.?!][\"')]?\ +|\ (?=\((?:1[5-9]|20)\d\d\))|\.\Z"
)


def _organization(
    draft: Draft, at: int, end: int, block: Numeration | None, host: int | None, early: bool
) -> tuple[int, bool]:
    """Read an organisation at the head, where the rest still holds a title and a container."""
    plain = draft.plain
    match = _HEAD_END.search(plain, at, min(end, at + 220))
    if match is None or match[0].startswith(("?", "!")):
        return at, early
    first, last = at, match.start()
    label = _EDITOR.search(plain, first, last + 1)
    weight = organization_weight(plain[first : label.start() if label else last])
    rest = block.start if block is not None else end
    needed = 0.35
    behind = plain[match.end() : rest].strip(" .,;:")
    if block is not None and host is None and not re.search(r"[.?!]\ ", behind):
        # Two segments only: a title and a journal, unless the journal would be no journal.
        needed = 0.95 if is_journal(behind) or not early else 0.5
    if weight < needed or not behind:
        return at, early
    if label:
        last = label.start()
        draft.mark(Role.CONTRIBUTOR_LABEL, *label.span("label"))
    while last > first and plain[last - 1] in " .,":
        last -= 1
    draft.mark(Role.ORGANIZATION, first, last)
    draft.add_names(
        Contributors((Organization(draft.clean[first:last]),), "editor" if label else "author")
    )
    if weight < 0.6:
        draft.risk += 0.3
    after = match.end() if not match[0].startswith(" ") else match.start()
    dated, after_year = _early_year(draft, match.start(), end)
    return (after_year, True) if dated else (after, early)


def _skip_separator(draft: Draft, at: int, end: int) -> int:
    plain = draft.plain
    while at < end and plain[at] in " .,;:)]":
        at += 1
    return at


def _is_article(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell whether a block is a journal's and not a book's year and pages."""
    if block.volume[0] >= 0 and (
        block.pages[0] >= 0 or block.issue[0] >= 0 or block.supplement[0] >= 0
    ):
        return True
    plain = draft.plain
    between = plain[at : block.start]
    if block.volume[0] >= 0 or block.pages[0] >= 0:
        border = find_border(plain, draft.clean, at, block.start)
        return border is not None and ":" not in plain[border.container_start : block.start]
    border = find_border(plain, draft.clean, at, block.start)
    return (
        border is not None
        and is_journal(draft.clean[border.container_start : block.start].strip(" .,;:"))
        and bool(between)
    )


def _article(draft: Draft, at: int, block: Numeration, end: int) -> None:
    plain = draft.plain
    put_numeration(draft, block)
    border = find_border(plain, draft.clean, at, block.start)
    if border is None:
        put_title(draft, at, block.start)
        draft.doubt(at, block.start, "no border found between title and journal")
        return
    put_title(draft, at, border.title_end)
    put_container(draft, border.container_start, block.start)
    if border.risk >= 0.5:
        draft.doubt(
            border.title_end,
            block.start,
            "not sure where the title ends and the journal begins",
            border.risk,
        )
    else:
        draft.risk += border.risk


def _judge(draft: Draft) -> None:
    """Note what a reference of its type lacks."""
    fields = draft.fields
    size = len(draft.clean)
    if not fields.get("title"):
        draft.doubt(0, size, "found no title")
    if not fields.get("issued") and not fields.get("status"):
        draft.doubt(0, size, "found no year")
