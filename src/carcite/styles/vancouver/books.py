"""Books, chapters and whatever else bears a publisher or an address instead of a journal.

ICMJE samples 18 to 43; Citing Medicine 2nd ed., ch. 2 to 7 and 22 to 26.
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.model.names import Contributors, Organization
from carcite.parts.draft import Draft
from carcite.parts.fields import put_container, put_imprint, put_pages, put_title
from carcite.parts.imprint import find_imprint
from carcite.parts.locators import PAGES
from carcite.parts.names import EDITOR_LABEL, label_span, read_names
from carcite.parts.titles import THESIS

_IN_COLON = re.compile(r"(?:(?<=[\s.,;?!)\]\"'])|^)(?:[Ii]n|IN|En|Em|Dans|in\ cui)\ ?:\ ?")
_PAGES_IN = re.compile(rf"[.]?\ [Pp]{{1,2}}\.\ ?(?P<pages>{PAGES})\ [Ii]n:?\ ")
_IN_WORD = re.compile(r"(?<=[.?!)\"']\ )In\ (?=[A-Z])")
_IN_PROCEEDINGS = re.compile(r"(?<=[\"'.,?!]\ )in\ (?=Proc|the\ Proc)|(?<=[\"']\ )in\ (?=[A-Z])")
_IN_EDITED = re.compile(r"(?<=\ )In\ (?=[A-Z][^:]{3,200}?[\ (,]+(?:[Ee]ds?|[Ee]ditors?)\b)")
_ORGANIZATION = re.compile(r"(?P<name>[A-Z][^,;:]{1,90}?)(?=,\ |\ \()")


def find_host(plain: str, start: int, end: int, has_block: bool) -> int | None:
    """Return where the word "In" stands that opens the book a chapter is in, or None."""
    match = _PAGES_IN.search(plain, start, end) or _IN_COLON.search(plain, start, end)
    if match and match.start() > start:
        return match.start()
    if has_block:
        return None
    match = _IN_EDITED.search(plain, start, end) or _IN_WORD.search(plain, start, end)
    match = match or _IN_PROCEEDINGS.search(plain, start, end)
    return match.start() if match and match.start() > start else None


_IN = re.compile(r"(?:[Ii]n|IN|En|Em|Dans|in\ cui)\ ?:?\ ?")


def read_chapter(draft: Draft, start: int, host: int, end: int, *, dated: bool) -> None:
    """Read a part of a book: its title, the book's editors, title and imprint."""
    draft.fields["type"] = "chapter"
    put_title(draft, start, host)
    pages = _PAGES_IN.match(draft.plain, host, end)
    if pages:
        put_pages(draft, *pages.span("pages"))
        draft.skip(*pages.span())
        host = pages.end() - len(pages[0]) + pages[0].lower().rindex("in")
    match = _IN.match(draft.plain, host, end)
    at = match.end() if match else host
    draft.skip(host, at)
    at = _editors(draft, at, end)
    _read_work(draft, at, end, field="container_title", dated=dated)


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
    draft.fields["type"] = "book"
    _read_work(draft, start, end, field="title", dated=dated)


# Takes ". Bashir EL, Bantel R, editors. " inside the title's stretch.
INNER_EDITORS = re.compile(
    r"[.;]\ (?P<names>[A-Z][A-Za-z'-]+(?:\ [A-Z][A-Za-z'-]+){0,2}\ [A-Z]{1,3}\b[^.;:]{0,200}?),?\ "
    r"\(?(?P<label>[Ee]ditors?|[Ee]ds?\.|[Tt]ranslators?|Hrsg\.)\)?\.?(?=\ |\Z)"
)


_INNER_BODY = re.compile(
    r"[.;]\ (?P<name>(?:The\ )?[A-Z][^.;:,]{4,110}),\ (?P<label>editors?|eds?)\.?(?=\ )[.]?\ ?"
)


def _read_work(draft: Draft, start: int, end: int, *, field: str, dated: bool) -> None:
    plain = draft.plain
    while start < end and plain[start] in " .,;:":
        start += 1
    inner = INNER_EDITORS.search(plain, start, end)
    if inner and "editor" not in {group.role for group in draft.fields.get("contributors", ())}:
        names = read_names(draft, inner.start("names"), inner.end("names"), role="editor")
        if names >= inner.end("names") - 1:
            draft.mark(Role.CONTRIBUTOR_LABEL, *inner.span("label"))
            found = find_imprint(plain, inner.end(), end, dated=dated, alone=True)
            title_end = inner.start()
            if found.start > inner.end():
                # A segment between the editors and the imprint that no finder claimed.
                found.start = inner.end()
            put_imprint(draft, found)
            outer = find_imprint(plain, start, title_end, dated=True)
            if outer.edition[0] >= 0:
                draft.take("edition", Role.EDITION, *outer.edition)
                for first, last in outer.skipped:
                    draft.skip(first, last)
                title_end = outer.start
            _put(draft, start, title_end, field)
            draft.risk += found.risk
            return
    body = _INNER_BODY.search(plain, start, end)
    if body:
        draft.mark(Role.ORGANIZATION, *body.span("name"))
        draft.mark(Role.CONTRIBUTOR_LABEL, *body.span("label"))
        name = draft.clean[slice(*body.span("name"))]
        draft.add_names(Contributors((Organization(name),), "editor"))
        found = find_imprint(plain, body.end(), end, dated=dated, alone=True)
        found.start = body.start()
    else:
        found = find_imprint(plain, start, end, dated=dated)
    put_imprint(draft, found)
    _put(draft, start, found.start, field)
    draft.risk += found.risk
    _type(draft)


def _put(draft: Draft, start: int, end: int, field: str) -> None:
    if field == "title":
        put_title(draft, start, end)
    else:
        put_container(draft, start, end)


def _type(draft: Draft) -> None:
    fields = draft.fields
    if fields.get("genre") and THESIS.search(fields["genre"]):
        fields["type"] = "thesis"
    elif fields["type"] == "book" and fields.get("url") and not fields.get("publisher"):
        fields["type"] = "webpage"
