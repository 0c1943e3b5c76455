"""Journal articles: what stands before the date-volume-page block, and whether it is a journal's.

ICMJE samples 1 to 17; the journal table decides where it knows, the look of the words where not.
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.reading.books import DOUBTFUL
from carcite.reading.hosts import INNER_EDITORS
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_numeration, put_title
from carcite.reading.parts.imprint import EDITION
from carcite.reading.parts.names import read_names
from carcite.reading.parts.names_spoken import read_names_behind
from carcite.reading.parts.numeration import Numeration
from carcite.reading.parts.publishers import PUBLISHER_WORD
from carcite.reading.parts.title_marks import MEDIUM, PREPRINTS
from carcite.reading.parts.titles import Border, find_border, is_journal
from carcite.text.pattern import pattern


def is_article(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell whether a block is a journal's and not a book's year and pages."""
    if block.volume[0] >= 0 and (
        block.pages[0] >= 0 or block.issue[0] >= 0 or block.supplement[0] >= 0
    ):
        return not is_books(draft, at, block)
    plain = draft.plain
    medium = _medium_at_end(plain, at, block.start)
    stop = medium.start() if medium else block.start
    border = find_border(plain, draft.clean, at, stop)
    if border is None or (border.title_end <= at and block.volume[0] < 0 and block.pages[0] < 0):
        return False
    edition = EDITION.search(plain, max(at, border.container_start - 16), border.container_start)
    if edition and block.volume[0] < 0 and border.container_start - edition.end() < 3:
        return False
    first = _behind_preprint(plain, border.container_start)
    name = draft.clean[first:stop].strip(" .,;:").removesuffix(" [Preprint]")
    if ";" in name and block.volume[0] < 0 and block.pages[0] < 0:
        return False
    if is_journal(name) or name.casefold() in PREPRINTS:
        return True
    if block.pages[0] < 0 and _YEAR.fullmatch(plain, *block.volume):
        return False  # "Malawi STEPS 2017; 2020": a report's title, and its year.
    if block.volume[0] >= 0 or block.pages[0] >= 0:
        if "," in name and PUBLISHER_WORD.search(plain, border.container_start, stop):
            return False
        return ":" not in plain[border.container_start : stop]
    return False


_YEAR = pattern(r"(?:19|20)\d\d")
_PREPRINT_AT = pattern(
    r"(?:[Pp]re-?print\ (?:at|on|in)(?:\ the)?|[Pp]osted\ (?:at|on))\ (?=\w+[Rr]xiv\b)"
)


def _behind_preprint(plain: str, start: int) -> int:
    """Return where the server's name begins, behind the "Preprint at" of Nature's houses."""
    found = _PREPRINT_AT.match(plain, start)
    return found.end() if found else start


def is_behind_journal(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell whether a known journal stands before a block ("Am J Nurs 102 (2002)")."""
    border = find_border(draft.plain, draft.clean, at, block.start)
    return border is not None and is_journal(
        draft.clean[border.container_start : block.start].strip(" .,;:")
    )


def repeats_year(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell "Global asthma report 2020. 2020", no journal, from "BMJ Case Rep. 2016;2016"."""
    plain = draft.plain
    twice = block.pages[0] < 0 and plain[slice(*block.volume)] == plain[slice(*block.year)]
    if not twice or is_behind_journal(draft, at, block):
        return False
    return not is_journal(draft.clean[at : block.start].strip(" .,;:"))


_BOOKS_LABEL = pattern(r"[.,;]?\ ?[Vv]ol(?:ume)?\.?\ ?[\dIVX]+,?\ pp?\b")


def is_books(draft: Draft, at: int, block: Numeration) -> bool:
    """Tell whether volume and pages are a book's ("Press, London, 2007 vol. 1, pp 669")."""
    plain = draft.plain
    if block.date[1] < 0 or not _BOOKS_LABEL.match(plain, block.date[1], block.end):
        return False
    last = max(plain.rfind(". ", at, block.start), plain.rfind("; ", at, block.start))
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


AHEAD = frozenset(("epub", "status", "issued"))
"""Fields of which one must be known before a journal at the end is taken for one."""


def ends_in_journal(draft: Draft, at: int, end: int) -> bool:
    """Tell whether a known journal ends the entry, without volume or pages ("Orthop Surg.")."""
    border = find_border(draft.plain, draft.clean, at, end)
    if border is None or border.title_end <= at:
        return False
    name = draft.clean[_behind_preprint(draft.plain, border.container_start) : end].strip(" .,;:")
    if draft.plain[border.title_end] == "," and " " not in name:
        return False  # "an outbreak in Wuhan, China": the country is a journal, too.
    if is_journal(name) or name.casefold() in PREPRINTS:
        return True
    # "J Gait. In press": what is to appear, and bears an abbreviation, is no book.
    short = any(word in ABBREVIATED for word in name.split())
    return "status" in draft.fields and short and len(name) < 60


def read_article(draft: Draft, at: int, block: Numeration) -> None:
    """Read title and journal before a block, and the block."""
    plain = draft.plain
    put_numeration(draft, block)
    stop = _medium(draft, at, block.start)
    stop = _publisher(draft, at, stop, block)
    border = find_border(plain, draft.clean, at, stop)
    if border is None:
        put_title(draft, at, stop)
        draft.doubt(at, stop, "no border found between title and journal")
        return
    title_end = _before_editors(draft, at, border.title_end)
    if not draft.fields.get("contributors"):
        title_end = read_names_behind(draft, at, title_end)
    put_title(draft, at, title_end)
    first = _behind_preprint(plain, border.container_start)
    draft.skip(border.container_start, first)
    put_container(draft, first, _before_place(draft, border, block, stop))
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


def read_in_journal(draft: Draft, at: int, host: int, first: int, block: Numeration) -> bool:
    """Read an article whose journal stands behind "In:", at `first`; tell whether it is one."""
    if block.risk >= DOUBTFUL or (block.volume[0] < 0 and block.pages[0] < 0):
        return False
    if not is_journal(draft.clean[first : block.start].strip(" .,;:")):
        return False
    put_numeration(draft, block)
    put_title(draft, at, host)
    draft.skip(host, first)
    put_container(draft, first, block.start)
    draft.risk += block.risk / 2
    return True


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


_MEDIUM_AT_END = pattern(rf"\.?\ ?\[(?P<medium>{MEDIUM.pattern})\][\ .,;:]*\Z")
_PUBLISHER_AT_END = pattern(
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
        # "BMJ Open. 10; 8(1)": a number is no publisher, and is left to be seen as unread.
        if any(map(str.isalpha, draft.plain[last + 2 : stop])):
            draft.take("publisher", Role.PUBLISHER, last + 2, stop)
        return last
    return stop


def _preprint(draft: Draft) -> None:
    name = draft.fields.get("container_title", "").casefold().split(":")[0].strip()
    if name in PREPRINTS or name.removesuffix(" preprints") in PREPRINTS:
        draft.fields["type"] = "article"
