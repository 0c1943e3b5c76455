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

from dataclasses import replace
from functools import lru_cache

from carcite.authorities.months import month_number
from carcite.model.layout import Role
from carcite.model.names import Contributors
from carcite.model.parse import Entry, Parse
from carcite.reading.articles import (
    AHEAD,
    ends_in_journal,
    is_article,
    is_behind_journal,
    is_books,
    read_article,
    read_in_journal,
    repeats_year,
)
from carcite.reading.bodies import BROKEN, read_body
from carcite.reading.books import read_book, read_chapter
from carcite.reading.hosts import behind_in, find_host
from carcite.reading.laws import (
    begins_with_paragraph,
    date_act,
    read_gazette,
    read_law,
    read_statute,
)
from carcite.reading.parts.access import read_access
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.early_years import early_year, late_year
from carcite.reading.parts.name_marks import drop_honorifics, drop_orcids, read_marks, read_nobody
from carcite.reading.parts.names import EDITOR_LABEL, label_span, read_names, role_of
from carcite.reading.parts.names_spoken import read_spoken_names
from carcite.reading.parts.notes import (
    drop_slashes,
    read_abstract_number,
    read_discussion,
    read_kind,
    read_kind_behind,
    read_kind_between,
    read_language,
    read_no_date,
    read_register,
    read_relation,
    read_stand,
)
from carcite.reading.parts.numeration import Numeration, find_numeration
from carcite.reading.parts.preprints import read_preprint_number
from carcite.reading.parts.titles import is_journal
from carcite.reading.quick import read_plain
from carcite.reading.special import (
    read_conference,
    read_newspaper,
    read_patent,
    read_report_numbers,
    read_standard,
    read_talk,
    read_thesis,
)
from carcite.text.pattern import pattern
from carcite.text.scanner import scan
from carcite.text.span import Span

_LONGEST = 400_000
"""A text beyond this many characters is no reference; it is not read."""
_LONGEST_REST = 6_000
"""What may stand behind the names, in characters; beyond it a text is prose."""


def read_entry(text: str, entry: Entry | None = None) -> Parse:
    """Read one entry's body and return the reference and the layout it was read from.

    `entry` says where the text stands; its noise is read as blanks. Any text is read, without an
    exception; what is no reference gives doubts and unread words.
    """
    noise: tuple[Span, ...] = ()
    if entry is not None and entry.noise:
        noise = tuple(span.shift(-entry.body.start) for span in entry.noise)
    if len(text) > _LONGEST:
        draft = Draft(scan(""))
        return draft.finish(text, entry)
    scanned = scan(text, noise)
    if not noise and (parse := read_plain(text, entry, scanned)):
        return parse
    draft = Draft(scanned)
    _read(draft)
    return draft.finish(text, entry)


def _read(draft: Draft) -> None:
    if len(draft.plain) < _LONGEST_REST:
        drop_orcids(draft)
        drop_honorifics(draft)
        drop_slashes(draft)
        read_register(draft)
        read_stand(draft)
        read_relation(draft)
        read_preprint_number(draft)
        read_kind(draft)
        read_kind_between(draft)
    end = read_access(draft)
    at = _start(draft)
    draft.skip(0, at)
    at = read_standard(draft, read_nobody(draft, at))
    if end - at < _LONGEST_REST:
        end = read_language(draft, end)
        end = read_kind_behind(draft, end)
        end = read_no_date(draft, read_abstract_number(draft, end))
        if "discussion" in draft.plain or "quiz" in draft.plain:
            end = read_discussion(draft, end)
        if read_law(draft, end):
            return
    end = read_marks(draft, at, end)
    head = read_spoken_names(draft, at, end)
    if head == at and not begins_with_paragraph(draft, at):
        head = read_names(draft, at, end)
    if end - head > _LONGEST_REST:
        draft.doubt(head, end, "too long for a reference", 3.0)
        return
    if head > at:
        head = _role(draft, head, end)
    head = _without_journal(draft, at, head, end)
    early, at = early_year(draft, head, end)
    if not early and head > 0:
        early, at = late_year(draft, at, end)
    if any(read(draft, at, end) for read in (read_patent, read_newspaper, read_talk, read_thesis)):
        _judge(draft)
        return
    end = read_report_numbers(draft, at, end)
    act = (
        read_statute(draft, at, end) if head == 0 or not draft.fields.get("contributors") else None
    )
    if act is not None:
        if not read_gazette(draft, act, end):
            read_book(draft, act, end, dated=early)
        date_act(draft, act, end)
        _judge(draft)
        return
    block = find_numeration(draft.plain, at, end, early=early)
    if block is None or block.risk >= BROKEN:
        end, block = _annotation(draft, at, end, block, early=early)
    if block is None or block.risk >= 0.4:
        bare = find_numeration(draft.plain, at, end, early=early, bare=True)
        if bare is not None and bare.bare and is_behind_journal(draft, at, bare):
            block = bare
    if block is None and not early:
        # "PLoS ONE 5(3): e9876" of a known journal, where no year is given at all.
        undated = find_numeration(draft.plain, at, end, early=True)
        if undated and not undated.risk and min(undated.volume[0], undated.pages[0]) >= 0:
            if is_behind_journal(draft, at, undated):
                block = undated
    if block is not None and repeats_year(draft, at, block):
        block = None
    placed = block is not None and block.risk < 0.4 and max(block.volume[0], block.pages[0]) >= 0
    if placed and block is not None and is_books(draft, at, block):
        placed = False
    host = find_host(draft.plain, at, end, placed)
    if host is None and read_conference(draft, at, end):
        _judge(draft)
        return
    unnamed = head == 0 or not draft.fields.get("contributors")
    if unnamed and draft.fields.get("type") != "standard":
        at, early = read_body(draft, at, end, block, host, early)
        if early:
            block = find_numeration(draft.plain, at, end, early=True)
    at = _skip_separator(draft, at, end)
    if host is not None:
        first = behind_in(draft.plain, host)
        if block is None or not read_in_journal(draft, at, host, first, block):
            read_chapter(draft, at, host, end, dated=early)
    elif block is not None and is_article(draft, at, block):
        read_article(draft, at, block)
    elif (
        (block is None or block.risk >= BROKEN)
        and (early or draft.identifiers or AHEAD & draft.fields.keys() or "Rxiv" in draft.plain)
        and ends_in_journal(draft, at, end)
    ):
        read_article(draft, at, Numeration(end, end))
    else:
        read_book(draft, at, end, dated=early)
    _judge(draft)


_OPENING = pattern(r"[\s.,;:*\-]*(?:[a-z]\)\ |\[[a-z]\]\ )?")


def _start(draft: Draft) -> int:
    match = _OPENING.match(draft.plain)
    # "§ 20 SGB V" begins with its sign.
    return match.end() if match and "§" not in draft.clean[: match.end()] else 0


def _without_journal(draft: Draft, at: int, head: int, end: int) -> int:
    """Take back names that are a journal's ("Br Med J. 1971"), and return where they begin."""
    if head == at or end - head > 60 or len(draft.fields.get("contributors", ())) != 1:
        return head
    block = find_numeration(draft.plain, head, end)
    if block is None or draft.plain[head : block.start].strip(" .,;:"):
        return head
    if not is_journal(draft.clean[at : block.start].strip(" .,;:")):
        return head
    del draft.fields["contributors"]
    draft.marks.clear()
    return at


_AFFILIATION = pattern(r"\ \((?=[A-Z][a-z]+[ ,])[^()]{12,200}\)(?=[.,;])")


def _role(draft: Draft, at: int, end: int) -> int:
    """Give the names read last the role that a label behind them names."""
    affiliation = _AFFILIATION.match(draft.plain, at, end)
    if affiliation:
        draft.skip(*affiliation.span())
        at = affiliation.end()
    match = EDITOR_LABEL.match(draft.plain, at, end)
    if match is None:
        return at
    label = label_span(match)
    draft.mark(Role.CONTRIBUTOR_LABEL, *label)
    groups: list[Contributors] = draft.fields["contributors"]
    groups[-1] = replace(groups[-1], role=role_of(draft.plain[slice(*label)]))
    at = match.end()
    if draft.plain[at - 1 : at + 1] != "; " or len(groups) > 3:
        return at
    marks = len(draft.marks)
    again = read_names(draft, at + 1, end, role="editor")
    if again > at + 1 and EDITOR_LABEL.match(draft.plain, again, end):
        return _role(draft, again, end)
    if again > at + 1:
        del draft.marks[marks:], groups[-1]
    return at


# Takes the "(2020). " that a remark on the work follows, as reviews of the Nature family print it.
_REMARK = pattern(r"\((?:1[5-9]|20)\d\d\)\.\ (?=[A-Z])")


def _annotation(
    draft: Draft, at: int, end: int, block: Numeration | None, *, early: bool
) -> tuple[int, Numeration | None]:
    """Read a remark behind the citation; return where the citation ends, and its block."""
    match = _REMARK.search(draft.plain, at, end)
    if match is None:
        return end, block
    found = find_numeration(draft.plain, at, match.end(), early=early)
    if found is None or found.risk >= BROKEN or found.volume[0] < 0:
        return end, block
    draft.take("note", Role.NOTE, match.end(), end)
    return match.end(), found


def _skip_separator(draft: Draft, at: int, end: int) -> int:
    plain = draft.plain
    while at < end and plain[at] in " .,;:)]":
        at += 1
    return at


_is_month = lru_cache(maxsize=4096)(month_number)


# Takes a title that begins "Rao K, Lind EB. ": two more authors, whom a mark kept from being read.
_MORE_NAMES = pattern(r"(?:[A-Z][\w'-]+\ [A-Z]{1,3}(?:[,;]\ |\.\ (?=[A-Z]))){1,3}")


# Takes "SOUZA., C.M., Jr., SHIMBO, J.Z., ROSA, M.R."; refuses "Cells, T. and B".
_NAMES_AS_TITLE = pattern(
    r"(?:[A-Z][\w'-]+\.?,\ (?:[A-Z]\.\ ?-?){1,3}(?:,\ [JS]r\.)?(?:,\ |\ &\ |\ and\ |\Z)){2}"
)
# Takes "Biol 23:2472-2480", "F1000Res. 8, ISCB 296 (2019", "2020 14 Feb]" and "Version 1.2";
# refuses "Unit 731".
_JOURNALS_PLACE = pattern(
    r"\d\ ?[:(]\ ?\d|\d{4}\ \d{1,2}\ [A-Z]|\b\d{1,4},\ \d|\A[Vv]ersion\ [\d.]+\Z"
)
# Takes "Phytochemistry 1972 1972 11 1537" at a title's end.
_JUMBLE = pattern(r"(?:\ \d{1,5}){3}\Z")
# Takes ". BMJ Open. 10; 8(1): e015069" and ", v. 32 n. 6" inside a title; refuses "grade 2 (3): a".
_BLOCK_IN_TITLE = pattern(
    r"[.?]\ [A-Z].{2,80}?\d{1,4}\ ?\(\d{1,4}\)\ ?:\ ?[a-zA-Z]?\d"
    r"|,\ [Vv](?:ol)?\.\ ?\d{1,4},?\ [Nn]o?\.\ ?\d"
)


def _judge(draft: Draft) -> None:
    """Note what a reference of its type lacks."""
    fields = draft.fields
    size = len(draft.clean)
    title, contributors = fields.get("title", ""), fields.get("contributors")
    is_book = fields.get("type") == "book"
    if (contributors and _MORE_NAMES.match(title)) or title.startswith(("and ", "& ", "et al")):
        draft.doubt(0, size, "not sure where the authors end and the title begins", 1.0)
    if is_book and _JOURNALS_PLACE.search(fields.get("publisher", "")):
        draft.doubt(0, size, "not sure what the figures beside the publisher mean", 1.0)
    if not contributors and _NAMES_AS_TITLE.match(title):
        draft.doubt(0, size, "the names of the authors could not be read", 1.0)
    if is_book and _JUMBLE.search(title):
        draft.doubt(0, size, "figures without marks between them could not be told apart", 1.0)
    if _BLOCK_IN_TITLE.search(title):
        draft.doubt(0, size, "not sure where the title ends: it holds a volume and pages", 1.0)
    container = fields.get("container_title", "")
    if not title and not (is_journal(container) or "." in container):
        draft.doubt(0, size, "found no title")
    if len(container) < 12 and _is_month(container):
        draft.doubt(0, size, "found a month where the journal should be")
    if not any(fields.get(name) for name in ("issued", "status", "accessed", "epub")):
        draft.doubt(0, size, "found no year")
