"""Articles in JATS XML, as PubMed Central and publishers keep them.

JATS 1.3 (NISO Z39.96-2021): `<ref-list>` with `<mixed-citation>` (text, read as an entry) or
`<element-citation>` (fields, read as a record; see `jats_citation`). Where a reference has both,
the text counts, and the fields are its witness (`tagged.py`). The prose is that of `<body>` and
what else stands outside the lists.

>>> xml = b"<article><ref-list><ref><label>1.</label><mixed-citation>June CH. <i>Blood</i> "
>>> document = read(xml + b"2018;1:5.</mixed-citation></ref></ref-list></article>", "a.xml")
>>> entry = document.lists[0].entries[0]
>>> entry.label, entry.body.of(document.source.text)
('1.', 'June CH. Blood 2018;1:5.')
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from carcite.errors import UnreadableError
from carcite.manuscripts.clean import Builder, Clean
from carcite.manuscripts.jats.citation import Leaf, read_citation
from carcite.manuscripts.jats.tagged import tagged_of
from carcite.manuscripts.plain import find_prose
from carcite.manuscripts.structure import Group, combine, declared_encoding, decode_text, saver
from carcite.manuscripts.tags import Token, attribute, read_tokens
from carcite.manuscripts.xml import check_xml
from carcite.model.document import Document
from carcite.model.parse import Entry, Parse
from carcite.text.pattern import pattern
from carcite.text.span import Span

_BLOCKS = frozenset(
    {
        "p", "title", "ref", "ref-list", "sec", "abstract", "article-title", "label", "list-item",
        "list", "caption", "fig", "table-wrap", "table", "tr", "disp-quote", "back", "body",
        "front", "article-meta", "contrib", "aff", "fn", "break", "ack", "app", "kwd", "subject",
        "def-item", "boxed-text", "verse-line", "attrib", "disp-formula", "trans-title",
    }
)  # fmt: skip
_HIDDEN = frozenset(
    {
        "tex-math", "object-id", "journal-meta", "processing-meta", "permissions", "pub-date",
        "article-id", "history", "counts", "custom-meta-group", "self-uri", "funding-group",
        "article-categories", "mml:math", "kwd-group", "related-article",
    }
)  # fmt: skip
_ROOTS = frozenset(
    {
        "article", "ref-list", "back", "book", "book-part", "sub-article", "book-part-wrapper",
        "pmc-articleset", "articleset", "response",
    }
)  # fmt: skip
# A citation whose fields stand glued, "</surname><given-names>", prints nothing that a reader would
# see: its form is made elsewhere, so its fields are read.
_GLUED = pattern(
    r"</(?:surname|article-title|source|year|volume|fpage|name)>"
    r"<(?:given-names|name|source|year|volume|issue|fpage|lpage|article-title|pub-id)\b"
)
_FIELD = pattern(r"<(?:source|article-title|collab|surname)\b")
# What changes how words look and is no field of its own.
_PRINTED = frozenset(
    {"italic", "bold", "sup", "sub", "sc", "underline", "styled-content", "named-content"}
)
_MIXED = pattern(r"<mixed-citation\b[^>]*>")
_DECLARED = pattern(rb"\A\s*<\?xml[^>]{0,60}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,40})[\"']")
_CITATIONS = frozenset({"mixed-citation", "element-citation", "nlm-citation", "citation"})


@dataclass(slots=True)
class Cited:
    """A citation with fields."""

    span: Span
    label: str
    leaves: list[Leaf]
    list_index: int
    """Which `<ref-list>` of the file it stands in: those of sub-articles are their own."""
    key: str


@dataclass(slots=True)
class Page:
    """What a JATS file holds."""

    builder: Builder
    groups: list[Group] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    records: list[Cited] = field(default_factory=list)
    links: list[tuple[Span, tuple[str, ...], bool]] = field(default_factory=list)
    """Links of the text: where each stands, the ids that it names, and whether it says to cite."""


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a JATS file; raise UnreadableError, with the line, for what is not well-formed."""
    encoding = encoding or declared_encoding(data, _DECLARED)
    raw = decode_text(data, name, encoding)
    root = check_xml(raw, name)
    if root not in _ROOTS:
        raise UnreadableError(f"{name}:1: <{root}> is not the root of a JATS article")
    page = scan(raw)
    clean = page.builder.clean(name)
    lists = combine(clean.text, page.groups, [each.span for each in page.records])
    records = _records(clean, page)
    taken = [each.span for each in lists]
    prose = tuple(
        span for span in find_prose(clean.text, lists)
        if not any(record.entry and span.overlaps(record.entry.span) for record in records)
    )  # fmt: skip
    if records:
        first = min(record.entry.span.start for record in records if record.entry)
        before = [span.start for span in taken] + [first]
        prose = (Span(0, min(before)),) if clean.text[: min(before)].strip() else ()
    raised = tuple(span for span in page.raised if any(each.contains(span) for each in prose))
    entries = [entry for each in lists for entry in each.entries]
    entries += [record.entry for record in records if record.entry]
    save = saver(data, name, encoding, clean, (_escape,), reread)
    return Document(
        clean.source(), "jats", lists=lists, records=records, prose=prose,
        superscripts=raised, links=_links(clean.text, page, entries), save=save,
    )  # fmt: skip


def _links(
    text: str, page: Page, entries: Sequence[Entry]
) -> tuple[tuple[Span, tuple[str, ...]], ...]:
    """Return the links; a citation whose id no reference bears cites the number that it prints."""
    known = {entry.key for entry in entries}
    numbered = {str(entry.number): entry.key for entry in entries if entry.number and entry.key}
    links = []
    for span, keys, cites in page.links:
        if cites and not known.intersection(keys):
            printed = numbered.get(span.of(text).strip("[]() "))
            keys = (printed,) if printed else keys
        links.append((span, keys))
    return tuple(links)


def reread(raw: str) -> Clean:
    """Return the clean text of a file; of one that is not well-formed, a text unlike any other."""
    try:
        check_xml(raw, "")
    except UnreadableError:
        broken = Builder("")
        broken.put("\x00", 0, 0)
        return broken.clean()
    return scan(raw).builder.clean()


def _records(clean: Clean, page: Page) -> tuple[Parse, ...]:
    found = []
    for each in page.records:
        parse = read_citation(clean.text, each.span, each.label, each.leaves)
        assert parse.entry is not None
        entry = replace(parse.entry, list_index=each.list_index, key=each.key)
        found.append(replace(parse, entry=entry))
    return tuple(found)


def _escape(text: str, at: int) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def scan(raw: str) -> Page:
    """Return what a file holds; it need not be well-formed."""
    scanner = _Scanner(raw)
    scanner.run()
    return scanner.page


class _Scanner:
    """Goes through the tags of a file once."""

    def __init__(self, raw: str) -> None:
        self.page = Page(Builder(raw))
        self._tokens = read_tokens(raw, html=False)
        self._path: list[Token] = []
        self._group: Group | None = None
        self._label: tuple[int, int] | None = None
        self._starts: dict[str, int] = {}
        self._shown = ""
        """Of the alternatives that stand for one citation, the kind that is read."""
        self._raw = raw
        self._ref_lists = 0
        self._key = ""
        """The id of the open `<ref>`."""
        self._tagged: tuple[tuple[str, str], ...] = ()
        self._cites: list[tuple[int, tuple[str, ...], bool]] = []
        """Open `<xref>`s: where each began, and what it names."""
        glued = sum(
            self._has(_GLUED, match.end(), "mixed-citation") for match in _MIXED.finditer(raw)
        )
        self._by_fields = 2 * glued > len(_MIXED.findall(raw))
        self._field_kind = ""
        """The name of the open citation that is read by its fields."""
        self._leaves: list[Leaf] = []
        self._lists: list[tuple[Group, int | None]] = []
        """Open `<list>`s, and where the open item of each began."""
        self._hidden = 0

    def run(self) -> None:
        for token in self._tokens:
            if token.kind == "text":
                self._text(token)
            elif token.kind == "close":
                self._close(token)
            else:
                self._open(token)
        self._finish_list()

    def _text(self, token: Token) -> None:
        builder = self.page.builder
        if self._hidden:
            return
        if token.name and not token.name.isspace():
            builder.put(token.name, token.start, token.end)
        elif token.name:
            if builder.last not in " \n":
                builder.put(" ", token.start, token.end)
        elif self._in_fields() or not self._between_blocks():
            builder.collapse(token.start, token.end)

    def _between_blocks(self) -> bool:
        return bool(self._path) and self._path[-1].name in ("ref-list", "ref", "article", "back")

    def _in_fields(self) -> bool:
        return "element-citation" in self._starts

    def _open(self, token: Token) -> None:
        builder, name = self.page.builder, token.name
        if token.kind == "open":
            self._path.append(token)
        if name in _HIDDEN or self._is_alternative(name):
            self._hidden += token.kind == "open"
            return
        if self._hidden:
            return
        if self._in_fields() and name not in _PRINTED:
            builder.stop(token.end, " ")
        elif name in _BLOCKS and not self._in_citation():
            builder.stop(token.end)
        elif name in ("mixed-citation", "element-citation", "nlm-citation", "citation"):
            builder.stop(token.end, " ")
        else:
            builder.mark(token.start, token.end, 1 if token.kind == "open" else 0)
        if token.kind == "open":
            self._begin(token)
        elif name == "etal" and self._in_fields():
            self._leaves.append(Leaf(name, builder.length, builder.length))

    def _is_fielded(self, token: Token) -> bool:
        """Tell whether a citation is to be read by its fields."""
        if token.name == "element-citation":
            return True
        if token.name == "mixed-citation":
            # One list is read in one way, whatever a single reference looks like.
            return self._by_fields and self._has(_FIELD, token.end, token.name)
        return self._has(_GLUED, token.end, token.name)

    def _has(self, mark: re.Pattern[str], at: int, name: str) -> bool:
        """Tell whether a mark stands before the element that is open at a place ends."""
        end = self._raw.find(f"</{name}", at)
        return mark.search(self._raw, at, end if end >= 0 else at) is not None

    def _is_alternative(self, name: str) -> bool:
        return bool(self._shown) and name in _CITATIONS and name != self._shown

    def _choose(self, at: int, close: str) -> None:
        """Read what a reader sees where one reference is given as text and as fields."""
        stop = self._raw.find(close, at)
        inside = self._raw[at : stop if stop >= 0 else None]
        if "<mixed-citation" in inside and "<element-citation" in inside:
            self._shown = "mixed-citation"

    def _in_citation(self) -> bool:
        return "mixed-citation" in self._starts or "element-citation" in self._starts

    def _begin(self, token: Token) -> None:
        name, length = token.name, self.page.builder.length
        if name == "ref-list":
            self._ref_lists += not any(each.name == "ref-list" for each in self._path[:-1])
            self._finish_list()
            self._group = Group([], None, sure=True)
        elif name == "list":
            ordered = attribute(token, "list-type") in ("order", "arabic")
            self._lists.append((Group([], 1 if ordered else None), None))
        elif name == "list-item" and self._lists:
            self._lists[-1] = (self._lists[-1][0], length)
        elif name == "ref":
            self._label = None
            self._key = attribute(token, "id")
            self._choose(token.end, "</ref>")
            end = self._raw.find("</ref>", token.end)
            self._tagged = tagged_of(self._raw[token.end : end]) if end > 0 else ()
        elif name == "xref":
            # What it names tells a citation: its `ref-type` is at times another word.
            keys = tuple(attribute(token, "rid").split())
            self._cites.append((length, keys, attribute(token, "ref-type") == "bibr"))
        elif name == "citation-alternatives":
            self._choose(token.end, "</citation-alternatives")
        elif name in _CITATIONS:
            self._field_kind = name if self._is_fielded(token) else ""
            name = "element-citation" if self._field_kind else "mixed-citation"
        if name in ("label", "mixed-citation", "element-citation", "sup"):
            self._starts[name] = length
        if self._in_fields():
            self._leaves.append(Leaf(token.name, length, length, _note(token, self._path)))

    def _close(self, token: Token) -> None:
        if not self._path:
            return
        opened = self._path.pop()
        name, length = opened.name, self.page.builder.length
        if self._hidden:
            self._hidden -= name in _HIDDEN or self._is_alternative(name)
            return
        if name in ("ref", "citation-alternatives"):
            self._shown = ""
        if name in _CITATIONS:
            name = "element-citation" if self._field_kind == name else "mixed-citation"
        start = self._starts.pop(name, None) if name in self._starts else None
        if self._in_fields() and name != "element-citation":
            self._end_leaf(opened.name, length)
        elif name in _BLOCKS and not self._in_citation() and name != "label":
            self.page.builder.stop(token.start)
        elif name not in ("mixed-citation", "element-citation", "label"):
            self.page.builder.mark(token.start, token.end, -1)
        if start is not None:
            self._end(name, start, length)
        if name == "xref" and self._cites:
            began, keys, cites = self._cites.pop()
            self.page.links.append((Span(began, length), keys, cites))
        if name == "ref-list":
            self._finish_list()
        elif name in ("list", "list-item") and self._lists:
            self._end_plain_list(name)

    def _end_plain_list(self, name: str) -> None:
        """Keep a list of the text, which is one of references where its items look so."""
        group, began = self._lists[-1]
        if name == "list":
            self._lists.pop()
            if group.items:
                self.page.groups.append(group)
        elif began is not None:
            group.items.append(Span(began, self.page.builder.length))
            self._lists[-1] = (group, None)

    def _end_leaf(self, name: str, length: int) -> None:
        for index in range(len(self._leaves) - 1, -1, -1):
            leaf = self._leaves[index]
            if leaf.name == name and leaf.end == leaf.start:
                self._leaves[index] = Leaf(name, leaf.start, length, leaf.note)
                return

    def _end(self, name: str, start: int, length: int) -> None:
        if name == "sup":
            self.page.raised.append(Span(start, length))
        elif name == "label" and any(each.name == "ref" for each in self._path):
            self._label = (start, length)
        elif name == "mixed-citation" and length > start:
            if self._group is None:
                self._group = Group([], None, sure=True)
            self._group.items.append(Span(start, length))
            label = self._label
            self._group.labels.append(Span(*label) if label else None)
            self._group.keys.append(self._key)
            self._group.tagged.append(self._tagged)
            self._label = None
        elif name == "element-citation" and length > start:
            label_text = self.page.builder.tail(self._label[0]) if self._label else ""
            size = self._label[1] - self._label[0] if self._label else 0
            number = label_text[:size].strip()
            self.page.records.append(
                Cited(Span(start, length), number, self._leaves, self._ref_lists, self._key)
            )
            self._leaves = []

    def _finish_list(self) -> None:
        if self._group is not None and self._group.items:
            self.page.groups.append(self._group)
        self._group = None


def _note(token: Token, path: list[Token]) -> str:
    """Return the attribute that tells what an element holds."""
    if token.name in ("pub-id", "article-id", "object-id"):
        return attribute(token, "pub-id-type")
    if token.name == "person-group":
        return attribute(token, "person-group-type")
    if token.name in _CITATIONS:
        return attribute(token, "publication-type") or attribute(token, "citation-type")
    if token.name in ("year", "date", "date-in-citation"):
        return attribute(token, "content-type") or attribute(token, "iso-8601-date")
    return ""
