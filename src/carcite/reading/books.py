"""Books, chapters and whatever else bears a publisher or an address instead of a journal.

ICMJE samples 18 to 43; Citing Medicine 2nd ed., ch. 2 to 7 and 22 to 26.
"""

from __future__ import annotations

from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.hosts import PAGES_IN, behind_in, read_editors, read_imprint
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, read_date
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_date, put_imprint, put_pages, put_title
from carcite.reading.parts.imprint import EDITION, edition_span, find_imprint
from carcite.reading.parts.locators import PAGES
from carcite.reading.parts.names import read_names
from carcite.reading.parts.notes import read_part
from carcite.reading.parts.publishers import NOWHERE, Imprint
from carcite.reading.parts.sites import is_paper, read_archive, read_site
from carcite.reading.parts.title_marks import THESIS, THESIS_WORDS
from carcite.reading.special import event_at_end
from carcite.text.pattern import pattern

DOUBTFUL = 0.25
"""The risk from which on a border is a doubt."""
# Takes ". 2000 Feb 24" between a chapter's title and "In:".
_OWN_DATE = pattern(rf"[.?!]\ (?P<date>(?P<year>{YEAR})\ {LIKE_MONTHS_AND_DAYS})[\ .,;]*\Z")
# Takes "UpToDate, Post TW, editor. Waltham, MA: UpToDate" and "UpToDate, Post TW (Ed), UpToDate,
# Waltham, MA."; refuses "World Health Organization, Rao K, editors. Handbook of lungs. Geneva: ".
_HOST_FIRST = pattern(
    r"(?P<host>[A-Z][A-Za-z' -]{3,80}[a-z]),\ (?P<names>(?:[A-Z][A-Za-z'-]+\ [A-Z]{1,3},?\ ){1,6})"
    r"\(?(?P<label>[Ee]ditors?|[Ee]ds?)\.?\)?[.,]\ (?=[A-Z][^.:;]{1,40}:\ |[^.:;()]{2,60}\.?\ ?\Z)"
)


def read_chapter(draft: Draft, start: int, host: int, end: int, *, dated: bool) -> None:
    """Read a part of a book: its title, the book's editors, title and imprint."""
    draft.fields["type"] = "chapter"
    own = _OWN_DATE.search(draft.plain, start, host)
    if own:
        put_date(draft, own.span("year"), own.span("date"))
        put_title(draft, start, own.start())
    else:
        put_title(draft, start, _without_pages(draft, start, _without_edition(draft, start, host)))
    pages = PAGES_IN.match(draft.plain, host, end)
    if pages:
        put_pages(draft, *pages.span("pages"))
        draft.skip(*pages.span())
        host = pages.end() - len(pages[0]) + pages[0].lower().rindex("in")
    at = behind_in(draft.plain, host)
    draft.skip(host, at)
    named = _HOST_FIRST.match(draft.plain, at, end)
    if named:
        # Its editors stand behind its name, and nothing but the imprint behind them.
        draft.take("container_title", Role.CONTAINER_TITLE, *named.span("host"))
        read_names(draft, *named.span("names"), role="editor")
        draft.mark(Role.CONTRIBUTOR_LABEL, *named.span("label"))
        put_imprint(draft, find_imprint(draft.plain, named.end(), end, dated=dated, alone=True))
        return
    at = read_editors(draft, at, end)
    _read_work(draft, at, end, field="container_title", dated=dated)


# Takes ", pp 154-196" and ", p 12" between a chapter's title and "In", as microbiologists print it.
_PAGES_BEHIND = pattern(rf",\ pp?\.?\ (?P<pages>{PAGES})[.\ ]*\Z")


def _without_pages(draft: Draft, start: int, end: int) -> int:
    """Read pages that stand behind the chapter's title; return where the title ends."""
    match = _PAGES_BEHIND.search(draft.plain, max(start, end - 30), end)
    if match is None:
        return end
    put_pages(draft, *match.span("pages"))
    draft.skip(match.start(), match.start("pages"))
    return match.start()


def _without_edition(draft: Draft, start: int, end: int) -> int:
    """Read an edition that stands behind the chapter's title, as PLOS prints it."""
    match = EDITION.search(draft.plain, max(start, end - 16), end)
    if match is None or draft.plain[match.end() : end].strip(" .,"):
        return end
    draft.take("edition", Role.EDITION, *edition_span(match))
    draft.skip(match.start(), match.end())
    return match.start()


def read_book(draft: Draft, start: int, end: int, *, dated: bool) -> None:
    """Read a book, a report, a thesis, a site or anything else without a journal."""
    draft.fields.setdefault("type", "book")
    _read_work(draft, start, end, field="title", dated=dated)


# Takes "Ph.D. Thesis, University of Basel" where a publisher would stand.
_THESIS_AND_SCHOOL = pattern(rf"(?P<genre>{THESIS_WORDS})[,.:]\ (?P<school>[A-Z].*)")
_VERSION_ALONE = pattern(r"[Vv]ersion\ \d[\w.]*")


def _read_work(draft: Draft, start: int, end: int, *, field: str, dated: bool) -> None:
    plain = draft.plain
    while start < end and plain[start] in " .,;:":
        start += 1
    whole, part = read_part(draft, start, end)
    found = read_imprint(draft, start, end if part is None else whole, dated=dated)
    if part is not None:
        _put_part(draft, part, whole, end)
        field = "container_title"
    if found.publisher[0] < 0 and draft.fields.get("type") == "dataset":
        read_archive(draft, start, found)
    if field == "title" and found.publisher[0] < 0:
        read_site(draft, start, found)
    if found.publisher[0] < 0 <= found.year[0] and (
        draft.fields["type"] == "legislation" or (field == "title" and _in_title(plain, found))
    ):
        # The year is part of a name: "Public Health Act No. 29 of 2011", "Pflegestatistik 2019".
        draft.fields.setdefault("issued", read_date(plain[slice(*found.year)]))
        found.start, found.year, found.date = max(found.year[1], found.date[1]), NOWHERE, NOWHERE
        found.risk = 0.0
    told = "url" in draft.fields or "publisher" in draft.fields
    if field == "title" and is_paper(draft, found):
        put_container(draft, *found.publisher)
        found.publisher = NOWHERE
    thesis = _THESIS_AND_SCHOOL.fullmatch(plain, *found.publisher)
    if thesis:
        draft.take("genre", Role.GENRE, *thesis.span("genre"))
        found.publisher = thesis.span("school")
    version = _VERSION_ALONE.fullmatch(plain, *found.publisher) if found.edition[0] < 0 else None
    if version:
        found.edition, found.publisher = found.publisher, NOWHERE
    put_imprint(draft, found)
    _put(draft, start, _without_event(draft, start, found.start), field)
    located = draft.identifiers or "url" in draft.fields or field == "container_title"
    # "Author. Title. 2021." is a whole reference of a report.
    plain_report = found.year[0] >= 0 and bool(draft.fields.get("contributors"))
    # A city known as one, and the genre of a thesis, end a title as surely as a publisher's word.
    told = told or bool({"genre", "title_note", "container_title"} & draft.fields.keys())
    told = told or found.publisher[0] < 0 <= found.place[0]
    told = told or draft.fields["type"] == "legislation"
    if (found.publisher[0] < 0 and (located or plain_report)) or told:
        found.risk = min(found.risk, 0.2)
    if found.risk >= DOUBTFUL:
        draft.doubt(
            found.start, end, "not sure where the title ends and the publisher begins", found.risk
        )
    else:
        draft.risk += found.risk
    _type(draft)


def _in_title(plain: str, found: Imprint) -> bool:
    """Tell whether a year stands behind a word of the title, with no mark and nothing between."""
    before = found.year[0] - 2
    return (
        found.place == found.edition == found.pages == NOWHERE
        and found.date[0] == found.year[0]
        and not any(map(str.isalpha, plain[slice(*found.date)]))
        and found.start <= before + 1
        and plain[before].isalnum()
        and plain[before + 1] == " "
        and not plain[found.start : before + 1].strip(" .,;:")
    )


def _put_part(draft: Draft, part: tuple[int, int], whole: int, end: int) -> None:
    """Keep the title and pages of a part that stands behind the date of the whole."""
    put_title(draft, *part)
    pages = find_imprint(draft.plain, part[1], end, dated=True, alone=True)
    if pages.pages[0] >= 0:
        put_pages(draft, *pages.pages)
    for first, last in pages.skipped:
        draft.skip(first, last)
    draft.fields["type"] = "chapter"


def _without_event(draft: Draft, start: int, end: int) -> int:
    """Read the conference at the end of a book's title and return where the title ends."""
    match = event_at_end(draft.plain, start, end)
    if match is None:
        return end
    fields = draft.fields
    plain = draft.plain[slice(*match.span("date"))]
    fields["event_date"] = read_date(plain) or Literal(plain)
    draft.mark(Role.DATE, *match.span("date"))
    draft.take("event_place", Role.EVENT, *match.span("place"))
    if match["event"]:
        draft.take("event_title", Role.EVENT, *match.span("event"))
    if fields["type"] == "chapter":
        fields["type"] = "paper-conference"
    return match.start()


def _put(draft: Draft, start: int, end: int, field: str) -> None:
    if field == "title":
        put_title(draft, start, end)
    else:
        put_container(draft, start, end)


_SITE = pattern(r"(?i:home ?page|web ?site|internet)")
_KINDS = (
    (pattern(r"(?i:data ?base|data ?set)"), "dataset"),
    (pattern(r"(?i:computer|software)"), "software"),
    (pattern(r"(?i:(?:[a-z]{1,40} )?map|cartographic)"), "map"),
    (pattern(r"(?i:video|film|motion|dvd)"), "motion_picture"),
    (pattern(r"(?i:blog)"), "post-weblog"),
)


def _has_month(fields: dict[str, object]) -> bool:
    """Tell whether a work is dated more closely than a book is."""
    issued = fields.get("issued")
    return isinstance(issued, Date) and issued.month is not None


def _type(draft: Draft) -> None:
    """Settle the type from genre, medium and what else stands in the record."""
    fields = draft.fields
    if fields["type"] not in ("book", "chapter"):
        return
    genre, medium = fields.get("genre", ""), fields.get("medium", "")
    for form, kind in _KINDS:
        if form.match(medium) or form.fullmatch(genre):
            fields["type"] = kind
            return
    schemes = {each.scheme for each in draft.identifiers}
    if genre.casefold() == "preprint" or ("arxiv" in schemes and not fields.get("publisher")):
        fields["type"] = "article"
    elif THESIS.search(genre):
        fields["type"] = "thesis"
    elif fields["type"] == "chapter":
        container = fields.get("container_title", "").casefold()
        if "editor" not in {group.role for group in fields.get("contributors", ())}:
            if "dictionary" in container:
                fields["type"] = "entry-dictionary"
            elif "encyclop" in container:
                fields["type"] = "entry-encyclopedia"
            elif _SITE.search(medium):
                fields["type"] = "webpage"
    elif (
        (fields.get("url") and not fields.get("publisher"))
        or (fields.get("url") and not fields.get("publisher_place") and _has_month(fields))
        or (_SITE.search(medium) and not fields.get("contributors"))
        or (_SITE.search(medium) and "blog" in fields.get("title", "").casefold())
        or "updated" in fields
    ):
        fields["type"] = "webpage"
