"""Books, chapters and whatever else bears a publisher or an address instead of a journal.

ICMJE samples 18 to 43; Citing Medicine 2nd ed., ch. 2 to 7 and 22 to 26.
"""

from __future__ import annotations

import re

from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.model.names import Contributors, Organization
from carcite.reading.parts.dates import LIKE_MONTHS_AND_DAYS, YEAR, read_date
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.fields import put_container, put_date, put_imprint, put_pages, put_title
from carcite.reading.parts.imprint import EDITION, edition_span, find_imprint
from carcite.reading.parts.locators import PAGES
from carcite.reading.parts.names import EDITOR_LABEL, label_span, read_names, role_of
from carcite.reading.parts.notes import read_part
from carcite.reading.parts.publishers import NOWHERE, Imprint
from carcite.reading.parts.sites import is_paper, read_archive, read_site
from carcite.reading.parts.title_marks import THESIS
from carcite.reading.special import event_at_end
from carcite.text.pattern import pattern

DOUBTFUL = 0.25
"""The risk from which on a border is a doubt."""
# In English, French, Spanish, Portuguese, Italian, Turkish, Polish, Russian and Scandinavian books.
_IN_WORDS = r"(?:[Ii]n|IN|En|Em|Dans|in\ cui|Icinde|W|V\ kn\.|V|I)"
_IN_COLON = pattern(rf"(?:(?<=[\s.,;?!)\]\"'])|^){_IN_WORDS}\ ?:\ ?")
# Takes ". 2000 Feb 24" between a chapter's title and "In:".
_OWN_DATE = pattern(rf"[.?!]\ (?P<date>(?P<year>{YEAR})\ {LIKE_MONTHS_AND_DAYS})[\ .,;]*\Z")
_PAGES_IN = pattern(rf"[.]?\ [Pp]{{1,2}}\.\ ?(?P<pages>{PAGES})\ [Ii]n:?\ ")
_IN_WORD = pattern(r"(?<=[.?!)\"']\ )In\ (?=[A-Z])")
_IN_PROCEEDINGS = pattern(r"(?<=[\"'.,?!]\ )in\ (?=Proc|the\ Proc)|(?<=[\"']\ )in\ (?=[A-Z])")
_IN_BRACKETS = pattern(r"(?<=[.?!,]\ )in\ (?=[A-Z][^()]{3,200}\((?:eds?\.?\ |[A-Z]))")
_IN_EDITED = pattern(r"(?<=\ )In\ (?=[A-Z][^:]{3,200}?[\ (,]+(?:[Ee]ds?|[Ee]ditors?)\b)")
_ORGANIZATION = pattern(r"(?P<name>[A-Z][^,;:]{1,90}?)(?=,\ |\ \()")


_IN_HINTS = (
    "In:", "in:", "IN:", "In :", "in :", "En:", "Em:", "Dans:",
    "cui:", "nde:", "W:", "V:", "kn.:", "I:",
)  # fmt: skip


def find_host(plain: str, start: int, end: int, has_block: bool) -> int | None:
    """Return where the word "In" stands that opens the book a chapter is in, or None."""
    match = None
    if "p. " in plain and " in" in plain:
        match = _PAGES_IN.search(plain, start, end)
    if match is None and ":" in plain and any(word in plain for word in _IN_HINTS):
        hosts = _IN_COLON.finditer(plain, start, end)
        match = next((each for each in hosts if _opens_host(plain, each)), None)
    if match and match.start() > start:
        return match.start()
    if has_block:
        return None
    match = _IN_EDITED.search(plain, start, end) or _IN_WORD.search(plain, start, end)
    match = match or _IN_PROCEEDINGS.search(plain, start, end)
    match = match or _IN_BRACKETS.search(plain, start, end)
    return match.start() if match and match.start() > start else None


def _opens_host(plain: str, found: re.Match[str]) -> bool:
    """Tell whether a word is "In": of one letter only behind a stop, as in "part I: a review"."""
    if found[0].startswith("IN") and plain[: found.start()].endswith(", "):
        return False  # "Indianapolis, IN: Lilly"
    alone = len(found[0].strip(" :")) == 1
    return not alone or plain[max(0, found.start() - 2) : found.start()].strip() in (".", "?", "!")


_IN = pattern(rf"{_IN_WORDS}\ ?:?\ ?")


# Takes "UpToDate, Post TW, editor. Waltham, MA: UpToDate" and "UpToDate, Post TW (Ed), UpToDate,
# Waltham, MA."; refuses "World Health Organization, Rao K, editors. Handbook of lungs. Geneva: ".
_HOST_FIRST = pattern(
    r"(?P<host>[A-Z][A-Za-z' -]{3,80}[a-z]),\ (?P<names>(?:[A-Z][A-Za-z'-]+\ [A-Z]{1,3},?\ ){1,6})"
    r"\(?(?P<label>[Ee]ditors?|[Ee]ds?)\.?\)?[.,]\ (?=[A-Z][^.:;]{1,40}:\ |[^.:;()]{2,60}\.?\ ?\Z)"
)


def behind_in(plain: str, host: int) -> int:
    """Return where the host's name begins behind the word "In"."""
    match = _IN.match(plain, host)
    return match.end() if match else host


def read_chapter(draft: Draft, start: int, host: int, end: int, *, dated: bool) -> None:
    """Read a part of a book: its title, the book's editors, title and imprint."""
    draft.fields["type"] = "chapter"
    own = _OWN_DATE.search(draft.plain, start, host)
    if own:
        put_date(draft, own.span("year"), own.span("date"))
        put_title(draft, start, own.start())
    else:
        put_title(draft, start, _without_edition(draft, start, host))
    pages = _PAGES_IN.match(draft.plain, host, end)
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
    at = _editors(draft, at, end)
    _read_work(draft, at, end, field="container_title", dated=dated)


def _without_edition(draft: Draft, start: int, end: int) -> int:
    """Read an edition that stands behind the chapter's title, as PLOS prints it."""
    match = EDITION.search(draft.plain, max(start, end - 16), end)
    if match is None or draft.plain[match.end() : end].strip(" .,"):
        return end
    draft.take("edition", Role.EDITION, *edition_span(match))
    draft.skip(match.start(), match.end())
    return match.start()


def _editors(draft: Draft, at: int, end: int) -> int:
    """Read the editors before a book's title, where they stand."""
    plain, fields = draft.plain, draft.fields
    before = list(fields.get("contributors", ()))
    marks = len(draft.marks)
    after = read_names(draft, at, end, role="editor")
    if after > at:
        label = EDITOR_LABEL.match(plain, after, end)
        if label:
            draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
            return label.end()
        if plain[after : after + 2] in (". ", ": "):
            return after + 2
        label = EDITOR_LABEL.search(plain, after, min(end, after + 120))
        if label and ":" not in plain[after : label.start()]:
            draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
            return label.end()
        if plain[after - 1 : after + 1] == ". ":
            return after + 1  # "In: Biagioli, M.; Lippman, A. Gaming": the stop was an initial's.
        del draft.marks[marks:]
        fields["contributors"] = before
    match = _ORGANIZATION.match(plain, at, min(end, at + 150))
    label = EDITOR_LABEL.match(plain, match.end(), end) if match else None
    if match and label:
        draft.mark(Role.ORGANIZATION, *match.span("name"))
        draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
        name = draft.clean[slice(*match.span("name"))]
        draft.add_names(Contributors((Organization(name),), "editor"))
        return label.end()
    return at


def read_book(draft: Draft, start: int, end: int, *, dated: bool) -> None:
    """Read a book, a report, a thesis, a site or anything else without a journal."""
    draft.fields.setdefault("type", "book")
    _read_work(draft, start, end, field="title", dated=dated)


# Takes ". Bashir EL, Bantel R, editors. " inside the title's stretch.
INNER_EDITORS = pattern(
    r"[.;]\ \(?(?P<names>[A-Z][A-Za-z'-]+(?:\ [A-Z][A-Za-z'-]+){0,2}\ "
    r"[A-Z]{1,3}\b[^.;:]{0,200}?),?\ "
    r"\(?(?P<label>[Ee]ditors?|[Ee]ds?(?:\.|(?=\)))|[Tt]ranslators?|Hrsg\.)\)?[.:]?(?=[\ ;]|\Z)"
)
# Takes "; Vogelstein, B., Kinzler, K. W., Eds.; " and ", B. Vogelstein and K. W. Kinzler, Eds. ",
# as chemists, engineers and MDPI print them, and " (R. R. Wieczorek, Ed.; " of APA.
_DOTTED_EDITORS = pattern(
    r"(?:[.;,]\ \(?|\ \()"
    r"(?P<names>(?:[A-Z][A-Za-z'-]+(?:\ [A-Z][A-Za-z'-]+)?,\ (?:[A-Z]\.[\ -]?){1,4}"
    r"|(?:[A-Z]\.[\ -]?){1,4}(?:(?:van|von|de|der)\ )*[A-Z][A-Za-z'-]+)[^:()\d]{0,250}?),?\ "
    r"\(?(?P<label>[Ee]ds?\.|[Ee]ditors?)\)?[.,;:]?(?=\ |\Z)"
)


# Takes ". Edited by R.R. Wieczorek and D. Wendling. " of Harvard.
_EDITED_BY = pattern(
    r"[.;,]?\ \(?(?P<label>(?:[Ee]dited|[Tt]ranslated)\ by)\ "
    r"(?P<names>(?:[A-Z]\.[\ -]?){1,4}[A-Z][A-Za-z'-]+"
    r"(?:,?(?:\ and|\ &)?\ (?:[A-Z]\.[\ -]?){1,4}[A-Z][A-Za-z'-]+){0,9})\)?(?=[.,;])"
)
_VERSION_ALONE = pattern(r"[Vv]ersion\ \d[\w.]*")
_INNER_BODY = pattern(
    r"[.;]\ (?P<name>(?:The\ )?[A-Z][^.;:,]{4,110}),\ (?P<label>editors?|eds?)\.?(?=\ )[.]?\ ?"
)


def _read_work(draft: Draft, start: int, end: int, *, field: str, dated: bool) -> None:
    plain = draft.plain
    while start < end and plain[start] in " .,;:":
        start += 1
    whole, part = read_part(draft, start, end)
    found = _imprint(draft, start, end if part is None else whole, dated=dated)
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


# Takes " (eds Smith, A. & Jones, B.) 183-216 (CRC, 2008)", as the Nature family prints it.
_BRACKETED_EDITORS = pattern(
    r"\ \((?P<label>eds?)\.?\ (?P<names>[^()]{4,200})\)[.,:]?\ ?(?=\d|\(|[Vv]ol|[A-Z])"
)


def _imprint(draft: Draft, start: int, end: int, *, dated: bool) -> Imprint:
    """Return the imprint of a work, with its editors read where they stand before it."""
    plain = draft.plain
    roles = {group.role for group in draft.fields.get("contributors", ())}
    bracketed = _BRACKETED_EDITORS.search(plain, start, end) if "editor" not in roles else None
    if bracketed:
        read_names(draft, bracketed.start("names"), bracketed.end("names"), role="editor")
        draft.mark(Role.CONTRIBUTOR_LABEL, *bracketed.span("label"))
        found = find_imprint(plain, bracketed.end(), end, dated=dated, alone=True)
        found.start = bracketed.start()
        return found
    inner = None
    if "editor" not in roles and any(word in plain for word in ("ds", "d.", "dit", "ranslat")):
        inner = INNER_EDITORS.search(plain, start, end) or _DOTTED_EDITORS.search(plain, start, end)
        inner = inner or _EDITED_BY.search(plain, start, end)
    if inner:
        before = inner.start()
        inner = _inner_roles(draft, inner, end)
    else:
        body = _INNER_BODY.search(plain, start, end)
        if body is None:
            return find_imprint(plain, start, end, dated=dated)
        draft.mark(Role.ORGANIZATION, *body.span("name"))
        draft.mark(Role.CONTRIBUTOR_LABEL, *body.span("label"))
        name = draft.clean[slice(*body.span("name"))]
        draft.add_names(Contributors((Organization(name),), "editor"))
        inner, before = body, body.start()
    after = inner.end()
    while after < end and plain[after] in " .,":
        after += 1
    found = find_imprint(plain, after, end, dated=dated, alone=True)
    edition = EDITION.search(plain, start, before + 1)
    found.start = before
    if edition and before - edition.end() <= 1:
        found.edition = edition_span(edition)
        found.skipped.append((edition.end("edition"), edition.end()))
        found.start = edition.start()
    return found


def _inner_roles(draft: Draft, match: re.Match[str], end: int) -> re.Match[str]:
    """Read "Galkin AV, translator; Roodyn DB, editor" behind a title; return the last match."""
    while True:
        label = match["label"]
        names = read_names(draft, match.start("names"), match.end("names"), role=role_of(label))
        if names < match.end("names") - 1:
            draft.doubt(names, match.end("names"), "could not read all the editors")
        draft.mark(Role.CONTRIBUTOR_LABEL, *match.span("label"))
        further = INNER_EDITORS.match(draft.plain, match.end(), end)
        if further is None:
            return match
        match = further


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
