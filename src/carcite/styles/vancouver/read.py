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
from functools import lru_cache

from carcite.authorities.months import month_number
from carcite.model.layout import Role
from carcite.model.names import Contributors, Organization
from carcite.model.parse import Entry, Parse
from carcite.parts.access import read_access
from carcite.parts.draft import Draft
from carcite.parts.fields import put_container, put_date, put_numeration, put_title
from carcite.parts.names import EDITOR_LABEL, label_span, read_names, role_of
from carcite.parts.notes import (
    read_discussion,
    read_language,
    read_preprint_number,
    read_relation,
)
from carcite.parts.numeration import Numeration, find_numeration
from carcite.parts.organizations import organization_weight
from carcite.parts.publishers import PUBLISHER_WORD
from carcite.parts.titles import MEDIUM, Border, find_border, is_journal
from carcite.styles.vancouver.books import (
    DOUBTFUL,
    INNER_EDITORS,
    find_host,
    read_book,
    read_chapter,
)
from carcite.styles.vancouver.special import (
    read_law,
    read_newspaper,
    read_patent,
    read_report_numbers,
)
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
    draft = Draft(scan(text, noise))
    _read(draft)
    return draft.finish(text, entry)


# Takes " (2010) ", ". 2010. ", " 1980. ", " (2010a): ", ", 2005, "; refuses ". 2015 Annual report".
_EARLY_YEAR = re.compile(
    r"[.,:;]?\ ?(?:[(\[]\ ?(?P<date>(?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])"
    r"?(?:,?\ [A-Z][a-z]{2,8}\.?(?:\ \d{1,2})?)?)\ ?[)\]][.,:;]{0,2}"
    r"|(?P<date2>(?P<year2>(?:1[5-9]|20)\d\d)(?P<letter2>[a-z])?)[.,:])(?=\ )\ "
)


def _read(draft: Draft) -> None:
    if len(draft.plain) < _LONGEST_REST:
        read_relation(draft)
        read_preprint_number(draft)
    end = read_access(draft)
    at = _start(draft.plain)
    draft.skip(0, at)
    if end - at < _LONGEST_REST:
        end = read_language(draft, end)
        if "discussion" in draft.plain or "quiz" in draft.plain:
            end = read_discussion(draft, end)
        if read_law(draft, end):
            return
    head = read_names(draft, at, end)
    if end - head > _LONGEST_REST:
        draft.doubt(head, end, "too long for a reference", 3.0)
        return
    if head > at:
        head = _role(draft, head, end)
    head = _without_journal(draft, at, head, end)
    early, at = _early_year(draft, head, end)
    if not early and head > 0:
        early, at = _late_year(draft, at, end)
    if read_patent(draft, at, end) or read_newspaper(draft, at, end):
        _judge(draft)
        return
    end = read_report_numbers(draft, at, end)
    block = find_numeration(draft.plain, at, end, early=early)
    if block is None or block.risk >= _BROKEN:
        end, block = _annotation(draft, at, end, block, early=early)
    host = find_host(draft.plain, at, end, block is not None and block.risk < 0.4)
    if head == 0 or not draft.fields.get("contributors"):
        at, early = _organization(draft, at, end, block, host, early)
        if early:
            block = find_numeration(draft.plain, at, end, early=True)
    at = _skip_separator(draft, at, end)
    if host is not None:
        read_chapter(draft, at, host, end, dated=early)
    elif block is not None and _is_article(draft, at, block):
        _article(draft, at, block)
    elif (
        block is None
        and (early or _AHEAD & draft.fields.keys())
        and _ends_in_journal(draft, at, end)
    ):
        _article(draft, at, Numeration(end, end))
    else:
        read_book(draft, at, end, dated=early)
    _judge(draft)


_OPENING = re.compile(r"[\s.,;:*\-]*(?:[a-z]\)\ )?")


def _start(plain: str) -> int:
    match = _OPENING.match(plain)
    return match.end() if match else 0


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


_AFFILIATION = re.compile(r"\ \((?=[A-Z][a-z]+[ ,])[^()]{12,200}\)(?=[.,;])")


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


def _early_year(draft: Draft, at: int, end: int) -> tuple[bool, int]:
    match = _EARLY_YEAR.match(draft.plain, at, end) if at else None
    if match is None:
        return False, at
    name = "" if match["year"] else "2"
    year, date = match.span(f"year{name}"), match.span(f"date{name}")
    put_date(draft, year, date)
    return True, match.end()


# Takes ", Kim YongHwan, Lim J et al (2020) ": a list of names that could not be read to its end.
_LATE_YEAR = re.compile(
    r"[,;]\ [^()]{1,300}?\ \((?P<year>(?:1[5-9]|20)\d\d)(?P<letter>[a-z])?\)[.,:]?\ (?=[A-Z\"'\[])"
)
_BROKEN = 3.0
"""The risk of a block that leaves words behind it."""


# Takes the "(2020). " that a remark on the work follows, as reviews of the Nature family print it.
_REMARK = re.compile(r"\((?:1[5-9]|20)\d\d\)\.\ (?=[A-Z])")


def _annotation(
    draft: Draft, at: int, end: int, block: Numeration | None, *, early: bool
) -> tuple[int, Numeration | None]:
    """Read a remark behind the citation; return where the citation ends, and its block."""
    match = _REMARK.search(draft.plain, at, end)
    if match is None:
        return end, block
    found = find_numeration(draft.plain, at, match.end(), early=early)
    if found is None or found.risk >= _BROKEN or found.volume[0] < 0:
        return end, block
    draft.take("note", Role.NOTE, match.end(), end)
    return match.end(), found


def _late_year(draft: Draft, at: int, end: int) -> tuple[bool, int]:
    """Find the year of an author-date entry behind names that could not be read."""
    match = _LATE_YEAR.match(draft.plain, at, end)
    if match is None:
        return False, at
    block = find_numeration(draft.plain, match.end(), end, early=True)
    if block is None or block.year[0] >= 0 or block.volume[0] < 0:
        return False, at
    put_date(draft, match.span("year"), match.span("year"))
    return True, match.end()


_COUNTRY = re.compile(r"(?:Brasil|Brazil|Portugal|Espana|Mexico|Argentina|Chile|Colombia|Peru)\.\ ")
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
    if _COUNTRY.match(plain, first, end):
        match, last = _units(plain, match, first, end)
    label = EDITOR_LABEL.search(plain, first, last + 1)
    weight = organization_weight(plain[first : label.start() if label else last])
    if block is not None and block.risk >= _BROKEN:
        block = None
    rest = block.start if block is not None else end
    needed = 0.35
    behind = plain[match.end() : rest].strip(" .,;:")
    journal = block is not None and (block.volume[0] >= 0 or block.pages[0] >= 0)
    if journal and host is None and not re.search(r"[.?!]\ ", behind):
        # Two segments only: a title and a journal, unless the journal would be no journal.
        needed = 0.95 if is_journal(behind) or not early else 0.5
    if (
        weight < needed
        or not behind
        or ("[" in plain[first:last] and MEDIUM.search(plain, first, last))
    ):
        return at, early
    if label:
        last = label.start()
        draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
    while last > first and plain[last - 1] in " .,":
        last -= 1
    names = []
    for match_name in _BODIES.finditer(plain, first, last):
        draft.mark(Role.ORGANIZATION, *match_name.span())
        names.append(Organization(draft.clean[slice(*match_name.span())]))
    draft.add_names(Contributors(tuple(names), "editor" if label else "author"))
    if weight < 0.6:
        draft.risk += 0.3
    after = match.end() if not match[0].startswith(" ") else match.start()
    dated, after_year = _early_year(draft, match.start(), end)
    return (after_year, True) if dated else (after, early)


def _units(plain: str, match: re.Match[str], first: int, end: int) -> tuple[re.Match[str], int]:
    """Follow a country down to its ministry and offices ("Brasil. Ministério da Saúde.")."""
    for _ in range(4):
        further = _HEAD_END.search(plain, match.end(), min(end, match.end() + 200))
        if further is None or organization_weight(plain[match.end() : further.start()]) < 0.9:
            break
        match = further
    return match, match.start()


_BODIES = re.compile(r"[^;\s][^;]*")


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
        return not _is_books(draft, at, block)
    plain = draft.plain
    medium = _medium_at_end(plain, at, block.start)
    stop = medium.start() if medium else block.start
    border = find_border(plain, draft.clean, at, stop)
    if border is None:
        return False
    name = draft.clean[border.container_start : stop].strip(" .,;:").removesuffix(" [Preprint]")
    if is_journal(name) or name.casefold() in _PREPRINTS:
        return True
    if block.volume[0] >= 0 or block.pages[0] >= 0:
        if "," in name and PUBLISHER_WORD.search(plain, border.container_start, stop):
            return False
        return ":" not in plain[border.container_start : stop]
    return False


_BOOKS_LABEL = re.compile(r"[.,;]?\ ?[Vv]ol(?:ume)?\.?\ ?[\dIVX]+,?\ pp?\b")


def _is_books(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell whether volume and pages are a book's ("Press, London, 2007 vol. 1, pp 669")."""
    plain = draft.plain
    if block.date[1] < 0 or not _BOOKS_LABEL.match(plain, block.date[1], block.end):
        return False
    last = plain.rfind(". ", at, block.start)
    return last > 0 and PUBLISHER_WORD.search(plain, last, block.start) is not None


def _before_place(draft: Draft, border: Border, block: Numeration, stop: int) -> int:
    """Read the place behind a journal in the form of ABNT ("RDBCI, Campinas, SP, v. 18, p. 1")."""
    plain = draft.plain
    comma = plain.find(", ", border.container_start, stop)
    if comma < 0 or plain[block.start : block.volume[0]].strip(" ,") not in ("v.", "V."):
        return stop
    if is_journal(draft.clean[border.container_start : stop].strip(" .,;:")):
        return stop
    last = stop
    while last > comma and plain[last - 1] in " ,;":
        last -= 1
    draft.take("publisher_place", Role.PUBLISHER_PLACE, comma + 2, last)
    return comma


_AHEAD = frozenset(("epub", "status", "issued"))


def _ends_in_journal(draft: Draft, at: int, end: int) -> bool:
    """Tell whether a known journal ends the entry, without volume or pages ("Orthop Surg.")."""
    border = find_border(draft.plain, draft.clean, at, end)
    if border is None or border.title_end <= at:
        return False
    name = draft.clean[border.container_start : end].strip(" .,;:")
    return is_journal(name) or name.casefold() in _PREPRINTS


def _article(draft: Draft, at: int, block: Numeration) -> None:
    plain = draft.plain
    put_numeration(draft, block)
    stop = _medium(draft, at, block.start)
    stop = _publisher(draft, at, stop, block)
    border = find_border(plain, draft.clean, at, stop)
    if border is None:
        put_title(draft, at, stop)
        draft.doubt(at, stop, "no border found between title and journal")
        return
    put_title(draft, at, _before_editors(draft, at, border.title_end))
    put_container(draft, border.container_start, _before_place(draft, border, block, stop))
    _preprint(draft)
    draft.risk += block.risk / 2
    if border.risk >= DOUBTFUL:
        draft.doubt(
            border.title_end,
            block.start,
            "not sure where the title ends and the journal begins",
            border.risk,
        )
    else:
        draft.risk += border.risk


def _before_editors(draft: Draft, at: int, end: int) -> int:
    """Read an editor behind an article's title ("... emergence. Heise M, editor. PLoS Pathog")."""
    if "ditor" not in draft.plain and "eds" not in draft.plain:
        return end
    match = INNER_EDITORS.search(draft.plain, at, end + 1)
    if match is None or match.end() < end:
        return end
    read_names(draft, match.start("names"), match.end("names"), role="editor")
    draft.mark(Role.CONTRIBUTOR_LABEL, *match.span("label"))
    return match.start()


_MEDIUM_AT_END = re.compile(rf"\.?\ ?\[(?P<medium>{MEDIUM.pattern})\][\ .,;:]*\Z")
_PUBLISHER_AT_END = re.compile(
    r"[.]\ (?P<publisher>(?:[A-Z][A-Za-z&-]*\ ){0,5}(?:Elsevier|Springer|Wiley|Blackwell|Press|"
    r"Publishing|Publishers?|"
    r"Inc|Ltd|GmbH|B\.V|Annual\ Reviews|BMJ|Karger|Francis|SAGE|Sage|Kluwer)\b[A-Za-z&. -]{0,30})\Z"
)


def _medium_at_end(plain: str, at: int, stop: int) -> re.Match[str] | None:
    if "]" not in plain[stop - 4 : stop + 1]:
        return None
    return _MEDIUM_AT_END.search(plain, max(at, stop - 60), stop)


def _medium(draft: Draft, at: int, stop: int) -> int:
    """Read a medium in brackets behind the journal and return where the journal ends."""
    match = _medium_at_end(draft.plain, at, stop)
    if match is None or match.start() <= at:
        return stop
    draft.take("medium", Role.MEDIUM, *match.span("medium"))
    return match.start()


def _publisher(draft: Draft, at: int, stop: int, block: Numeration) -> int:
    """Read a publisher between journal and year ("Brain Research. Elsevier B.V.; 2011;1379")."""
    if draft.plain[stop : stop + 1] != ";":
        return stop
    match = _PUBLISHER_AT_END.search(draft.plain, max(at, stop - 60), stop)
    if match and match.start() > at:
        draft.take("publisher", Role.PUBLISHER, *match.span("publisher"))
        return match.start()
    last = draft.plain.rfind(". ", at, stop)
    first = draft.plain.rfind(". ", at, max(at, last))
    if first > 0 and is_journal(draft.clean[first + 2 : last]):
        draft.take("publisher", Role.PUBLISHER, last + 2, stop)
        return last
    return stop


_PREPRINTS = frozenset(
    ("biorxiv", "medrxiv", "arxiv", "chemrxiv", "psyarxiv", "ssrn", "research square", "preprints")
)


def _preprint(draft: Draft) -> None:
    name = draft.fields.get("container_title", "").casefold().split(":")[0].strip()
    if name in _PREPRINTS or name.removesuffix(" preprints") in _PREPRINTS:
        draft.fields["type"] = "article"


_is_month = lru_cache(maxsize=4096)(month_number)


def _judge(draft: Draft) -> None:
    """Note what a reference of its type lacks."""
    fields = draft.fields
    size = len(draft.clean)
    container = fields.get("container_title", "")
    if not fields.get("title") and not (is_journal(container) or "." in container):
        draft.doubt(0, size, "found no title")
    if len(container) < 12 and _is_month(container):
        draft.doubt(0, size, "found a month where the journal should be")
    if not any(fields.get(name) for name in ("issued", "status", "accessed", "epub")):
        draft.doubt(0, size, "found no year")
