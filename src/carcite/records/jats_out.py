"""References as a JATS reference list: `<ref-list>` with an `<element-citation>` a reference.

JATS 1.3 (NISO Z39.96-2021), Archiving and Interchange tag set. What is written here,
`manuscripts/jats` reads as the same references, but for what the notes name.

>>> xml, notes = write([("june2018", Reference(title="CAR T cells", volume="359"))])
>>> print(xml.splitlines()[3].strip())
<article-title>CAR T cells</article-title>
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from carcite.model.dates import Date
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Contributors, Organization
from carcite.model.reference import Reference
from carcite.records.written import given_text, iso, left_out, nlm_date, pages_text

_TYPES = {
    "article-journal": "journal", "article-newspaper": "newspaper",
    "article-magazine": "magazine", "article": "preprint", "book": "book", "chapter": "chapter",
    "paper-conference": "confproc", "thesis": "thesis", "report": "report", "patent": "patent",
    "dataset": "data", "software": "software", "webpage": "web", "standard": "standard",
    "personal_communication": "commun",
}  # fmt: skip
_WHOLE = frozenset({"book", "report", "thesis", "webpage", "dataset", "software", "standard",
                    "patent"})  # fmt: skip
"""Works whose title is the source, where they stand in no other work."""
_HELD = frozenset(
    {
        "contributors", "title", "original_title", "container_title", "collection_title",
        "edition", "issued", "accessed", "volume", "issue", "supplement", "part", "pages",
        "number_of_pages", "publisher", "publisher_place", "event_title", "event_place",
        "event_date", "url", "identifiers", "note",
    }
)  # fmt: skip
_GROUPS = {"collection-editor": "series-editor"}


def write(references: Iterable[tuple[str, Reference]]) -> tuple[str, list[str]]:
    """Return the list as XML and a note for all that it has no element for."""
    lines, notes, taken = ["<ref-list>"], [], set[str]()
    for place, (key, reference) in enumerate(references, 1):
        kind = _TYPES.get(reference.type, "other")
        lines.append(f"  <ref id={quoteattr(_id(key, taken))}><label>{place}</label>")
        lines.append(f'    <element-citation publication-type="{kind}">')
        lines += [f"      {each}" for each in _elements(reference)]
        lines.append("    </element-citation></ref>")
        notes += left_out(key, reference, _HELD, "JATS")
    return "\n".join([*lines, "</ref-list>"]) + "\n", notes


def _id(key: str, taken: set[str]) -> str:
    """Return a name that XML allows for an id, unlike all taken, and take it."""
    base = re.sub(r"[^A-Za-z0-9_.-]", "", key) or "ref"
    base = base if base[0].isalpha() else f"ref{base}"
    unique, count = base, 1
    while unique in taken:
        count += 1
        unique = f"{base}-{count}"
    taken.add(unique)
    return unique


def _element(name: str, text: str, **attributes: str) -> Iterator[str]:
    """Yield one element, or nothing for an empty text."""
    if text:
        given = "".join(f" {k.replace('_', '-')}={quoteattr(v)}" for k, v in attributes.items())
        yield f"<{name}{given}>{escape(text)}</{name}>"


def _elements(ref: Reference) -> Iterator[str]:
    for group in ref.contributors:
        yield from _group(group)
    inside = ref.container_title or ref.type not in _WHOLE
    if inside:
        name = "chapter-title" if ref.type == "chapter" else "article-title"
        yield from _element(name, ref.title)
        yield from _element("source", ref.container_title)
    else:
        yield from _element("source", ref.title)
    yield from _element("trans-title", ref.original_title)
    yield from _element("series", ref.collection_title)
    yield from _element("edition", ref.edition)
    yield from _date(ref)
    yield from _element("volume", ref.volume)
    yield from _element("issue", ref.issue)
    yield from _element("supplement", ref.supplement)
    yield from _element("issue-part", ref.part)
    yield from _pages(ref)
    yield from _element("size", ref.number_of_pages, units="pages")
    yield from _element("publisher-loc", ref.publisher_place)
    yield from _element("publisher-name", ref.publisher)
    yield from _element("conf-name", ref.event_title)
    yield from _element("conf-date", _day(ref.event_date))
    yield from _element("conf-loc", ref.event_place)
    accessed = ref.accessed
    stamp = {"iso_8601_date": iso(accessed)} if isinstance(accessed, Date) else {}
    yield from _element("date-in-citation", _day(accessed), content_type="access-date", **stamp)
    for each in ref.identifiers:
        if each.scheme in ("isbn", "issn"):
            yield from _element(each.scheme, each.value)
        else:
            yield from _element("pub-id", each.value, pub_id_type=each.scheme)
    yield from _element("uri", ref.url)
    yield from _element("comment", ref.note)


def _group(group: Contributors) -> Iterator[str]:
    yield f'<person-group person-group-type="{_GROUPS.get(group.role, group.role)}">'
    for name in group.names:
        if isinstance(name, Organization):
            yield from (f"  {each}" for each in _element("collab", name.literal))
            continue
        given = name.given or name.initials or given_text(name)
        parts = (("surname", name.sort_name), ("given-names", given), ("suffix", name.suffix))
        inner = "".join(each for tag, text in parts for each in _element(tag, text))
        yield f"  <name>{inner}</name>"
    if group.et_al:
        yield "  <etal/>"
    yield "</person-group>"


def _date(ref: Reference) -> Iterator[str]:
    date = ref.issued
    if isinstance(date, Date):
        yield from _element("year", f"{date.year}{date.letter}", iso_8601_date=iso(date))
        yield from _element("month", str(date.month or ""))
        yield from _element("day", str(date.day or ""))
    elif date is not None:
        yield from _element("year", date.text)


def _day(date: object) -> str:
    if isinstance(date, Date):
        return nlm_date(date)
    return str(getattr(date, "text", "") or "")


def _pages(ref: Reference) -> Iterator[str]:
    if len(ref.pages) == 1 and isinstance(ref.pages[0], PageRange):
        page = ref.pages[0]
        yield from _element("fpage", page.first)
        yield from _element("lpage", page.last if page.last != page.first else "")
    elif len(ref.pages) == 1 and isinstance(ref.pages[0], ELocator):
        yield from _element("elocation-id", ref.pages[0].value)
    else:
        yield from _element("page-range", pages_text(ref.pages, "-"))
