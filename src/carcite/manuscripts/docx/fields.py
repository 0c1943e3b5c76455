"""What reference managers leave in a Word document: who owns the list, and the items themselves.

Zotero and Mendeley put CSL-JSON into the field of each citation (`ADDIN ZOTERO_ITEM CSL_CITATION
{...}`, `ADDIN CSL_CITATION {...}`; https://www.zotero.org/support/kb/ms_word_field_codes,
https://github.com/citation-style-language/schema, csl-citation.json), Mendeley Cite into the tag of
a content control as Base64, Sciwheel as a JSON array, EndNote its own XML (`ADDIN EN.CITE`).

>>> manager_of(" ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY ").name
'Zotero'
>>> [item["title"] for item in items_of('ADDIN CSL_CITATION {"citationItems":[{"itemData":'
...     '{"title":"CAR T"}}]}')]
['CAR T']
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from carcite.text.pattern import pattern

_LONGEST = 20 * 2**20
"""Code points of an instruction that is still read."""


@dataclass(frozen=True, slots=True)
class Manager:
    """A program that prints a list or a citation and prints it anew when it likes."""

    name: str
    is_list: bool

    @property
    def advice(self) -> str:
        """Say where the list is to be mended."""
        if self.name == "Word":
            return (
                "the list is made by Word from its own sources; mend them under References > "
                "Manage Sources, then update the bibliography"
            )
        return (
            f"the list is made by {self.name} and would be overwritten; mend the items in "
            f"{self.name}, then refresh the bibliography in Word"
        )


_LISTS = (
    # What the instruction or the content control begins with, folded, and whose it is.
    (re.compile(r"addin zotero_bibl|zotero_bibl\b|csl_bibliography zotero"), "Zotero"),
    (re.compile(r"addin mendeley bibliography|mendeley_bibliography"), "Mendeley"),
    (re.compile(r"addin en\.(?:reflist|bib)\b"), "EndNote"),
    (re.compile(r"addin (?:ref(?:erence )?m(?:anager|gr)|procite)\.reflist"), "Reference Manager"),
    (re.compile(r"(?:addin )?citavi\.?bibliography"), "Citavi"),
    (re.compile(r"addin papers2?_bibliography"), "Papers"),
    (re.compile(r"addin f1000_csl_bibliography|sciwheel_bibliography"), "Sciwheel"),
    (re.compile(r"addin rw\.bib\b"), "RefWorks"),
    (re.compile(r"addin ne\.bib\b"), "NoteExpress"),
    (re.compile(r"addin (?:[a-z.]+ )?csl_bibliography"), "a reference manager"),
    (
        re.compile(
            r"bibliography(?:\s|$)|bibliographies(?:\s|$)|(?:.{0,400} )bibliograph(?:y|ies)$"
        ),
        "Word",
    ),
)
_CITATIONS = (
    (re.compile(r"(?:addin )?zotero_item"), "Zotero"),
    (re.compile(r"addin (?:mendeley citation|csl_citation)|mendeley_citation"), "Mendeley"),
    (re.compile(r"addin en\.cite"), "EndNote"),
    (re.compile(r"addin f1000_csl_citation"), "Sciwheel"),
    (re.compile(r"citaviplaceholder|addin citaviplaceholder"), "Citavi"),
)
_WITH_ITEMS = pattern(r"(?i)csl_citation|mendeley_citation|zotero_item")
_MENDELEY_TAG = pattern(r"MENDELEY_CITATION_v\d+_([A-Za-z0-9+/=_-]+)")
_START = pattern(r"[\[{]")


def manager_of(code: str) -> Manager | None:
    """Return who owns what a field or content control prints; None where nobody does."""
    code = " ".join(code[:400].split()).casefold()
    for patterns, is_list in ((_LISTS, True), (_CITATIONS, False)):
        for form, name in patterns:
            if form.match(code):
                return Manager(name, is_list)
    return None


def items_of(code: str) -> tuple[dict[str, Any], ...]:
    """Return the CSL-JSON items that an instruction or tag carries, in order."""
    if len(code) > _LONGEST or not _WITH_ITEMS.search(code[:400]):
        return ()
    if tag := _MENDELEY_TAG.search(code):
        try:
            code = base64.b64decode(tag[1] + "=" * (-len(tag[1]) % 4), b"+/").decode()
        except (binascii.Error, ValueError):
            return ()
    start = _START.search(code)
    if start is None:
        return ()
    try:
        found, _ = json.JSONDecoder().raw_decode(code, start.start())
    except (ValueError, RecursionError):
        return ()
    return tuple(_items(found))


def _items(found: object) -> Iterator[dict[str, Any]]:
    """Yield the items of a citation, or of an array that is the items."""
    cites = found.get("citationItems") if isinstance(found, dict) else found
    for cite in cites if isinstance(cites, list) else ():
        if not isinstance(cite, dict):
            continue
        item = cite.get("itemData", cite if isinstance(found, list) else None)
        if isinstance(item, dict) and item:
            uris = cite.get("uris")
            if "id" not in item and isinstance(uris, list) and uris:
                item = {**item, "id": str(uris[0])}
            yield item


def same_item(item: dict[str, Any]) -> str:
    """Return a key under which a work cited twice is one: by its contents, not its id."""
    bare = {key: value for key, value in item.items() if key not in {"id", "citation-key"}}
    return json.dumps(bare, sort_keys=True, ensure_ascii=False)


def _between(text: str, start: str, end: str) -> Iterator[str]:
    """Yield the stretches from a mark to the next of another, both included."""
    at = text.find(start)
    while at >= 0 and (stop := text.find(end, at)) >= 0:
        yield text[at : stop + len(end)]
        at = text.find(start, stop)


def endnote_records(code: str, data: str) -> tuple[str, ...]:
    """Return the `<record>` elements of an EN.CITE field, from its instruction or its data."""
    if "EN.CITE" not in code[:400] or len(code) + len(data) > _LONGEST:
        return ()
    text = code
    if "<record>" not in text and data:
        try:
            raw = base64.b64decode("".join(data.split()))
        except (binascii.Error, ValueError):
            return ()
        text = raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-8", "replace")
    if "<record>" not in text and "&lt;record&gt;" in text:
        text = unescape(text)
    return tuple(_between(text, "<record>", "</record>"))


def unique(items: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return items in order, each work once."""
    seen: dict[str, dict[str, Any]] = {}
    for item in items:
        seen.setdefault(same_item(item), item)
    return tuple(seen.values())
