"""Identifiers, addresses and access notes: what stands at the end of an entry, or is cut out of it.

Citing Medicine 2nd ed., ch. 22-25 ("[cited 2002 Aug 12]", "Available from:"), and Appendix on DOI,
PMID and PMCID; the notes of other houses and languages; and the link words that a page prints
behind an entry ("CAS PubMed Google Scholar"), which say nothing of the work.

>>> from carcite.reading.parts.draft import Draft, drop
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("J Biol. 2018;8:1. doi: 10.1000/x1. PMID: 123456 [PubMed] CAS"))
>>> draft.clean[: read_access(draft)]
'J Biol. 2018;8:1.'
>>> [(each.scheme, each.value) for each in draft.identifiers]
[('doi', '10.1000/x1'), ('pmid', '123456')]
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from carcite.identifiers import doi
from carcite.model.identifiers import Identifier
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.reading.parts.access_items import item_of
from carcite.reading.parts.access_marks import VERSION, seen_in_brackets, torn, trim_url
from carcite.reading.parts.dates import DATE, read_date
from carcite.reading.parts.draft import Draft, drop
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of


class Item(NamedTuple):
    """A stretch that is read; `start` and `end` hold its words, `first` and `last` its value."""

    start: int
    end: int
    kind: str
    first: int = 0
    last: int = 0
    value: str = ""


# What any note begins with, in lower case; an entry without one of them has no tail.
HINTS = (
    "10.", "http", "www.", "pmid", "pmc", "pubmed", "epub", "acces", "cited", "availab", "isbn",
    "issn", "arxiv", "scholar", "crossref", "medline", "retriev", "dispon", "acess", "consult",
    "[doi", "[pii", "unique id", "posted", "in press", "ahead", "advance ", "forthcoming", "cas ",
    "clinicaltrials", "zugriff", "abgeruf", "citado", "zitiert", "verfugbar", "updated", "atualiz",
    "actualiz", "search ads", "view a", "view in a", "viewed", "full text", "scopus", "web of",
    "erratum", "isrctn", "submitted", "accepted", "published online", "cas.", "comment", "retract",
    "im internet", "rezim", "data obra", "zugegriffen", "[cite", "dostep", "erisim", "geraadpleegd",
    "revised", "im druck", "published", "doi", "articlepub", "articlecas", "cas]", "zbmath",
    "abstract", "citato", "in prep", "in review", "under review",
)  # fmt: skip
_DOI_LABEL = pattern(
    r"(?:\bpreprint at )?[(\[<]?"
    r"(?:\bdigital object identifier\b[ :]*|(?:\b|(?<=\d))doi\b(?!\.org)[ .:=]*|(?:https?: ?/{1,2} "
    r"?)?(?:www\.)?(?:dx\. ?)?doi\.org[/:]{1,2} ?"
    r"|\bdoi(?=10)|\bdoi:? ?){0,9}+\Z",
    re.IGNORECASE,
)
_ADDRESS_BEFORE = pattern(r"(?:https?://|www\.)[^\s]*\Z")


def read_access(draft: Draft) -> int:
    """Read what names or locates the work outside its citation; return where the citation ends.

    What stands inside the citation is cut out of the draft's text, so that its neighbours meet.
    """
    lower = draft.plain.lower()
    hint = _HINT.search(lower)
    if hint is None:
        return len(lower)
    first = hint.start()
    items = [*_dois(draft, first), *_seen(draft)]
    if len(items) != 1 or items[0].start > first or _alphanumeric(draft.plain, items[0].end, None):
        items = _items(draft, max(0, first - 48), items)
    if not items:
        return len(lower)
    end = len(draft.plain)
    while items and not _alphanumeric(draft.plain, items[-1].end, end):
        item = items.pop()
        _read(draft, item)
        end = item.start
    if items:
        end = _cut_out(draft, items, end)
    return _without_label(draft, end)


_ALPHANUMERIC = pattern(r"[A-Za-z0-9]")


def _alphanumeric(plain: str, start: int, end: int | None) -> bool:
    end = len(plain) if end is None else end
    return start < end and _ALPHANUMERIC.search(plain, start, end) is not None


def _cut_out(draft: Draft, items: list[Item], end: int) -> int:
    """Read the items, drop them from the draft's text and return where the citation ends in it."""
    spans = []
    for item in items:
        _read(draft, item)
        spans.append((item.start, item.end))
    return drop(draft, spans, end)


def _items(draft: Draft, start: int, found: list[Item]) -> list[Item]:
    """Return the items from `start` on, in order and not overlapping; `found` are the DOIs."""
    plain = draft.plain
    taken = [(item.start, item.end) for item in found]
    form, at = item_of(plain, start), start
    while form and (match := form.search(plain, at)):
        begin, end = match.span()
        kind = str(match.lastgroup)
        first, last = _value(match, kind)
        if kind == "url":
            last = first + len(trim_url(plain[first:last]))
            end = last + (plain[last : last + 1] in (")", ">", "]") and plain[begin] in "(<")
        over = next((stop for first_, stop in taken if begin < stop and first_ < end), 0)
        if over:
            if kind == "url":
                _hold_url(draft, first, last, taken)
            at = max(over, at + 1)
            continue
        at = max(end, at + 1)
        found.append(Item(begin, end, kind, first, last, match.group(0)))
    found.sort()
    return found


def _seen(draft: Draft) -> list[Item]:
    found = seen_in_brackets(draft.plain)
    return [Item(*whole, "accessed", *date) for whole, date in found]


def _hold_url(draft: Draft, first: int, last: int, taken: list[tuple[int, int]]) -> None:
    """Keep an address that a DOI stands in, unless it is the DOI's own."""
    address = draft.clean[first:last]
    if "doi.org" not in address and "://" in address:
        draft.fields.setdefault("url", address)
        for start, end in taken:
            if first < start < last:
                draft.skip(first, start)
                draft.skip(end, last)


def _value(match: re.Match[str], kind: str) -> tuple[int, int]:
    for name in (f"{kind}_v", f"{kind}_w"):
        if name in match.re.groupindex and match[name] is not None:
            return match.span(name)
    return match.start(), match.start()


_USUAL_LABELS = ("https://doi.org/", "http://dx.doi.org/", "doi: ", "doi:", "DOI: ", "DOI:")


def _label_start(plain: str, start: int, first: int) -> int:
    """Return where the label and address before a DOI begin, `first` when there is none."""
    for usual in _USUAL_LABELS:
        begin = first - len(usual)
        if begin > 1 and plain.startswith(usual, begin) and plain[begin - 2 : begin] == ". ":
            return begin
    label = _DOI_LABEL.search(plain, start, first)
    return label.start() if label else first


def _dois(draft: Draft, start: int) -> list[Item]:
    """Return the DOIs with the labels before them."""
    if "10." not in draft.plain:
        return []
    items = []
    done = 0
    # Two characters more, for what may not stand before a DOI.
    skipped = max(0, start - 2)
    text = draft.clean[skipped:]
    # Where nothing stands behind "10.1016/ ", what follows the blank is the DOI's.
    for first, last, value in torn(text, doi.find(text)) or doi.find_broken(text):
        first, last = first + skipped, last + skipped
        begin = _label_start(draft.plain, max(done, first - 60), first)
        if begin == first and draft.plain[first - 1 : first] not in ("", " "):
            inside = _ADDRESS_BEFORE.search(draft.plain, max(done, first - 200), first)
            begin = inside.start() if inside else first
            if inside and "doi.org" not in inside[0]:
                stop = draft.plain.find(" ", last)
                address = trim_url(draft.clean[begin : stop if stop > 0 else None])
                draft.fields.setdefault("url", address)
                draft.skip(last, begin + len(address))
                items.append(
                    Item(begin, max(last, begin + len(address)), "doi", first, last, value)
                )
                done = items[-1].end
                continue
        done = last
        version = VERSION.match(draft.plain, last)
        closes = draft.plain[last : last + 1] in (")", "]", ">") and draft.plain[begin] in "([<"
        end = version.end() if version else last + closes
        items.append(Item(begin, end, "doi", first, last, value))
    return items


def _read(draft: Draft, item: Item) -> None:
    """Mark an item and keep its value."""
    kind, first, last = item.kind, item.first, item.last
    draft.skip(item.start, first) if first > item.start else None
    if kind in _SCHEMES:
        value = item.value if kind == "doi" else draft.clean[first:last]
        draft.mark(_SCHEMES[kind], first, last)
        draft.identifiers.insert(0, Identifier(kind, _canonical(kind, value)))
    elif kind == "url":
        draft.take("url", Role.URL, first, last)
    elif kind in ("status", "online", "unfinished"):
        draft.take("status", Role.STATUS, first, last)
    elif kind == "uid":
        draft.take("number", Role.NUMBER, first, last)
    elif kind == "posted":
        draft.take("genre", Role.GENRE, item.start, item.start + len("Preprint"))
        draft.fields.setdefault("issued", read_date(draft.plain[first:last]))
        draft.mark(Role.DATE, first, last)
    elif kind == "published":
        draft.fields.setdefault("issued", read_date(draft.plain[first:last]))
        draft.mark(Role.DATE, first, last)
    elif kind in ("accessed", "updated", "epub", "placed"):
        _read_date_item(draft, item)
    else:
        draft.skip(item.start, item.end)
        return
    draft.skip(last, item.end) if last < item.end else None


def _read_date_item(draft: Draft, item: Item) -> None:
    kind = item.kind
    spans = [match.span() for match in DATE.finditer(draft.plain, item.first, item.end)]
    if spans and draft.plain[item.first : spans[0][0]][-1:] == "/":
        spans = []  # "Accessed 10/2020" gives no day.
    for number, span in enumerate(spans or [(item.first, item.last)]):
        name, text = (
            "accessed" if number else kind.replace("placed", "epub"),
            draft.plain[slice(*span)],
        )
        value: Any = read_date(text) or Literal(text)
        if name == "epub" and isinstance(value, Literal):
            continue
        draft.fields.setdefault(name, value)
        draft.mark(Role.DATE, *span)
    draft.skip(item.last, item.end)


_SCHEMES = {
    "doi": Role.DOI,
    "pmid": Role.PMID,
    "pmcid": Role.PMCID,
    "arxiv": Role.IDENTIFIER,
    "isbn": Role.IDENTIFIER,
    "issn": Role.IDENTIFIER,
    "trial": Role.IDENTIFIER,
}


def _canonical(kind: str, value: str) -> str:
    if kind == "pmcid":
        return value if value.startswith("PMC") else f"PMC{value}"
    if kind == "isbn":
        return value.replace(" ", "").replace("-", "")
    return value


# Takes what is left of a label before the cut: "doi:", "[", "Available from".
_DANGLING = pattern(
    r"[\s,;.(\[]{0,30}+(?:\b(?:doi|URL|DOI|PubMed|from|at|and)\b[\s:]*+)?[\s,;(\[]{0,30}+\Z"
)


def _without_label(draft: Draft, end: int) -> int:
    last = end - 1
    while last > 0 and draft.plain[last] == " ":
        last -= 1
    if last >= 0 and (draft.plain[last] == "." or draft.plain[last].isdigit()):
        return last + 1
    match = _DANGLING.search(draft.plain, max(0, end - 30), end)
    if match is None or match.start() == end:
        return end
    start = match.start()
    while start < end and draft.plain[start] in " .":
        start += 1
        if draft.plain[start - 1] == ".":
            break
    draft.skip(start, end)
    return start


_HINT = pattern(one_of(HINTS))
