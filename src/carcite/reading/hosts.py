"""The word "In" before a book that a chapter is in, and the editors beside the book's title.

ICMJE samples 22 and 23; Citing Medicine 2nd ed., ch. 2B; editors behind the title as chemists,
engineers, APA, Nature and Frontiers print them.
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.imprint import EDITION, edition_span, find_imprint
from carcite.reading.parts.locators import PAGES
from carcite.reading.parts.names import EDITOR_LABEL, label_span, read_names, role_of
from carcite.reading.parts.publishers import Imprint
from carcite.text.pattern import pattern

# In English, French, Spanish, Portuguese, Italian, Turkish, Polish, Russian and Scandinavian books.
_IN_WORDS = r"(?:[Ii]n|IN|En|Em|Dans|in\ cui|Icinde|W|V\ kn\.|V|I)"
_IN_COLON = pattern(rf"(?:(?<=[\s.,;?!)\]\"'])|^){_IN_WORDS}\ ?:\ ?")
PAGES_IN = pattern(rf"[.]?\ [Pp]{{1,2}}\.\ ?(?P<pages>{PAGES})\ [Ii]n:?\ ")
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
        match = PAGES_IN.search(plain, start, end)
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


def behind_in(plain: str, host: int) -> int:
    """Return where the host's name begins behind the word "In"."""
    match = _IN.match(plain, host)
    return match.end() if match else host


def read_editors(draft: Draft, at: int, end: int) -> int:
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
    if match and label and not _BEFORE_PLACE.match(plain, match.end(), end):
        draft.add_body(*match.span("name"), "editor")
        draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
        return label.end()
    return at


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
_INNER_BODY = pattern(
    r"[.;]\ (?P<name>(?:The\ )?[A-Z][^.;:,]{4,110}),\ (?P<label>editors?|eds?)\.?(?=\ )[.]?\ ?"
)
# Takes ", eds. J. Doe and A. Roe" before " (Berlin: Springer)", as Frontiers prints it.
_BEFORE_PLACE = pattern(
    r",\ (?P<label>[Ee]ds?\.?)\ (?P<names>[A-Z][^():]{3,250}?)\.?(?=\ \([A-Z][^():]{2,30}:\ )"
)
# Takes " (eds Smith, A. & Jones, B.) 183-216 (CRC, 2008)", as the Nature family prints it.
_BRACKETED_EDITORS = pattern(
    r"\ \((?P<label>eds?)\.?\ (?P<names>[^()]{4,200})\)[.,:]?\ ?(?=\d|\(|[Vv]ol|[A-Z])"
)


def read_imprint(draft: Draft, start: int, end: int, *, dated: bool) -> Imprint:
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
        inner = _BEFORE_PLACE.search(plain, start, end) if ", ed" in plain else None
        inner = (
            inner
            or INNER_EDITORS.search(plain, start, end)
            or _DOTTED_EDITORS.search(plain, start, end)
        )
        inner = inner or _EDITED_BY.search(plain, start, end)
    if inner:
        before = inner.start()
        inner = _inner_roles(draft, inner, end)
    else:
        body = _INNER_BODY.search(plain, start, end)
        if body is None:
            return find_imprint(plain, start, end, dated=dated)
        draft.add_body(*body.span("name"), "editor")
        draft.mark(Role.CONTRIBUTOR_LABEL, *body.span("label"))
        inner, before = body, body.start()
    after = inner.end()
    while after < end and plain[after] in " .,":
        after += 1
    after -= plain[after - 1 : after + 1] == " ("
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
