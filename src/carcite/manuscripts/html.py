"""HTML pages, as journals serve them and browsers save them.

What is read is what a reader of the page sees: scripts, styles and hidden parts are left out,
blanks collapse as CSS has it (CSS Text 3, section 4.1), blocks end lines. Reference lists are the
`<ol>` and `<ul>` that hold references, and those that the words give.

>>> page = b"<h2>References</h2><ol><li>June CH. <i>Science</i> 2018;359:1361-5.</li></ol>"
>>> document = read(page, "a.html")
>>> document.lists[0].entries[0].body.of(document.source.text)
'June CH. Science 2018;359:1361-5.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from carcite.manuscripts.clean import Builder, Clean
from carcite.manuscripts.plain import find_prose
from carcite.manuscripts.structure import (
    Group,
    combine,
    declared_encoding,
    decode_text,
    is_link_word,
    saver,
    without_repeats,
)
from carcite.manuscripts.tags import Token, attribute, read_tokens
from carcite.model.document import Document
from carcite.text.pattern import pattern
from carcite.text.span import Span

_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd",
        "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
        "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead",
        "tr", "ul", "option",
    }
)  # fmt: skip
_SKIPPED = frozenset({"head", "button", "select", "nav", "math", "object", "audio", "video"})
# What changes how words look; a stop behind "Blood" in italics stands behind the italics.
_PRINTED = frozenset({"i", "em", "b", "strong", "u", "cite", "a", "sup", "sub", "small", "font"})
_HIDEABLE = frozenset({"span", "div", "p", "a"})
# Takes class="hidden data-doi", style="display: none", " hidden"; refuses data-hidden-by="x".
_HIDING = pattern(
    r"class\s*=\s*[\"'](?:[^\"']{0,200}\s)?(?:hidden|refCtt|tooltip|tooltiptext|popover|hovercard|sr-only|visually-hidden|screenreader-only)"
    r"(?=[\s\"'])|display\s*:\s*none|\shidden(?=[\s=]|\Z)",
    re.IGNORECASE,
)
_CELLS = frozenset({"td", "th"})


@dataclass(slots=True)
class _List:
    """An `<ol>` or `<ul>` while it is open."""

    group: Group
    start: int | None = None
    """Where the open item begins in the clean text."""


@dataclass(slots=True)
class Page:
    """What a page holds: its clean text, the lists of its markup, what is raised."""

    builder: Builder
    groups: list[Group] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)
    links: list[Span] = field(default_factory=list)


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read an HTML page; raise UnreadableError for what is not text."""
    encoding = encoding or declared_encoding(data, _CHARSET)
    raw = decode_text(data, name, encoding)
    page = scan(raw)
    clean = page.builder.clean(name)
    for group in page.groups:
        group.noise = [link for link in page.links if _inside(link, group)]
    every = combine(clean.text, page.groups)
    prose = find_prose(clean.text, every)
    lists = without_repeats(clean.text, every)
    raised = tuple(span for span in page.raised if any(each.contains(span) for each in prose))
    save = saver(data, name, encoding, clean, (_escape,), reread)
    source = clean.source()
    return Document(source, "html", lists=lists, prose=prose, superscripts=raised, save=save)


def reread(raw: str) -> Clean:
    """Return the clean text of a page."""
    return scan(raw).builder.clean()


def _inside(link: Span, group: Group) -> bool:
    return group.items[0].start <= link.start and link.end <= group.items[-1].end


# A page may name its own encoding in a <meta>; a byte order mark or UTF-8 go before it.
_CHARSET = pattern(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_-]{2,40})", re.IGNORECASE
)


def _is_hidden(token: Token, closing: Mapping[str, int]) -> bool:
    """Tell whether an element shows nothing; one that never closes hides nothing."""
    if closing.get(token.name, -1) <= token.start:
        return False
    if token.name in _SKIPPED:
        return True
    return token.name in _HIDEABLE and _HIDING.search(token.attributes) is not None


def _escape(text: str, at: int) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def scan(raw: str) -> Page:
    """Return what a page holds."""
    return _Scanner(raw).page


class _Scanner:
    """Goes through the tokens of a page once."""

    def __init__(self, raw: str) -> None:
        self.page = Page(Builder(raw))
        self._lists: list[_List] = []
        self._skip: list[str] = []
        self._pre = 0
        self._open: list[tuple[str, int]] = []
        """Open elements that bound a span (sup, a) and where they began."""
        for token in self._tokens(raw):
            if token.kind == "text":
                self._text(token)
            else:
                self._tag(token)
        self._close_lists(0)

    def _tokens(self, raw: str) -> Iterator[Token]:
        """Leave out the elements that are not read; one that never closes hides nothing."""
        tokens = read_tokens(raw)
        low = raw.lower()
        closing = {name: low.rfind(f"</{name}") for name in _SKIPPED | _HIDEABLE}
        for token in tokens:
            if self._skip:
                if token.kind == "open" and token.name == self._skip[0]:
                    self._skip.append(token.name)
                elif token.kind == "close" and token.name == self._skip[0]:
                    self._skip.pop()
                continue
            if token.kind == "open" and _is_hidden(token, closing):
                self._skip.append(token.name)
                continue
            yield token

    def _text(self, token: Token) -> None:
        builder = self.page.builder
        if token.name:
            if token.name in " \t\r\n" and not self._pre:
                if builder.last not in " \n":
                    builder.put(" ", token.start, token.end)
            else:
                builder.put(token.name, token.start, token.end)
        elif self._pre:
            builder.copy(token.start, token.end)
        else:
            builder.collapse(token.start, token.end)

    def _tag(self, token: Token) -> None:
        builder = self.page.builder
        if token.name in _BLOCKS:
            builder.stop(token.end if token.kind != "close" else token.start)
            self._block(token)
        elif token.name in _CELLS:
            builder.stop(token.end, " ")
        else:
            step = {"open": 1, "close": -1}.get(token.kind, 0) if token.name in _PRINTED else 0
            builder.mark(token.start, token.end, step)
            if token.name in ("sup", "a"):
                self._bound(token)

    def _bound(self, token: Token) -> None:
        if token.kind == "open":
            self._open.append((token.name, self.page.builder.length))
            return
        while token.kind == "close" and self._open:
            name, start = self._open.pop()
            if name == token.name:
                span = Span(start, self.page.builder.length)
                self._keep(name, span)
                break

    def _keep(self, name: str, span: Span) -> None:
        if span.start == span.end:
            return
        if name == "sup":
            self.page.raised.append(span)
        elif len(span) <= 60 and is_link_word(self.page.builder.tail(span.start)):
            self.page.links.append(span)

    def _block(self, token: Token) -> None:
        if token.name == "pre":
            self._pre = max(0, self._pre + (1 if token.kind == "open" else -1))
        if token.kind == "open":
            self._open_block(token)
        elif token.kind == "close":
            self._close_block(token)

    def _open_block(self, token: Token) -> None:
        length = self.page.builder.length
        if token.name in ("ol", "ul"):
            start = attribute(token, "start")
            first = int(start) if start.isdecimal() and len(start) < 6 else 1
            bare = "none" in attribute(token, "style") or token.name == "ul"
            self._lists.append(_List(Group([], None if bare else first)))
        elif token.name == "li" and self._lists:
            self._finish_item(self._lists[-1], length)
            self._lists[-1].start = length

    def _close_block(self, token: Token) -> None:
        if token.name == "li" and self._lists:
            self._finish_item(self._lists[-1], self.page.builder.length)
        elif token.name in ("ol", "ul") and self._lists:
            self._close_lists(len(self._lists) - 1)

    def _finish_item(self, each: _List, end: int) -> None:
        if each.start is not None and end > each.start:
            each.group.items.append(Span(each.start, end))
        each.start = None

    def _close_lists(self, count: int) -> None:
        while len(self._lists) > count:
            closed = self._lists.pop()
            self._finish_item(closed, self.page.builder.length)
            if closed.group.items:
                self.page.groups.append(closed.group)
