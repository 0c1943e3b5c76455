"""Markdown, Quarto and R Markdown manuscripts.

CommonMark 0.31 (read by markdown-it-py) with tables, pandoc's footnotes, `^raised^` and `~lowered~`
text. Front matter, code, HTML blocks and images are left out. A list is an ordered or bulleted
list, paragraphs, or footnotes (`[^1]: June CH...`); marks that lead to footnotes are raised.

>>> page = b"# References\\n\\n1. June CH. *Science* 2018;359:1361-5.\\n"
>>> document = read(page, "a.md")
>>> document.lists[0].entries[0].body.of(document.source.text)
'June CH. Science 2018;359:1361-5.'
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from carcite.manuscripts.clean import Builder, Clean
from carcite.manuscripts.markdown.inline import Inline, add_inline
from carcite.manuscripts.plain import find_prose
from carcite.manuscripts.structure import Group, combine, decode_text, saver
from carcite.model.document import Document
from carcite.text.pattern import pattern
from carcite.text.span import Span

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = pattern(
    r"\A\ufeff?---[ \t]*+\r?\n(?:(?!---|\.\.\.)[^\n]*+\n)*+(?:---|\.\.\.)[ \t]*+(?:\n|\r|\Z)"
)
# Takes pandoc's fences of divisions, "::: {#refs}" and ":::"; their content is read.
_DIVISION = pattern(r"^[ \t]*+:{3,}[^\n]*+", re.MULTILINE)
_FOOTNOTE = pattern(r"\[\^([^\]\s^]{1,40})\]:[ \t]*+")
_MOST_MARKS = 5000
"""How many marks of links and emphasis a paragraph may have."""
_LINE_END = pattern(r"\r\n|\n|\r")


@dataclass(slots=True)
class Page:
    """What a Markdown file holds."""

    builder: Builder
    groups: list[Group] = field(default_factory=list)
    raised: list[Span] = field(default_factory=list)


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a Markdown file; raise UnreadableError for what is not text."""
    raw = decode_text(data, name, encoding)
    page = scan(raw)
    clean = page.builder.clean(name)
    lists = combine(clean.text, page.groups)
    prose = find_prose(clean.text, lists)
    raised = tuple(span for span in page.raised if any(each.contains(span) for each in prose))
    save = saver(data, name, encoding, clean, (_as_it_is, _escape), reread)
    source = clean.source()
    return Document(source, "markdown", lists=lists, prose=prose, superscripts=raised, save=save)


def reread(raw: str) -> Clean:
    """Return the clean text of a file."""
    return scan(raw).builder.clean()


def _as_it_is(text: str, at: int) -> str:
    return text


_ESCAPED = pattern(r"[\\`*_\[\]<>^~&#|]")


def _escape(text: str, at: int) -> str:
    return _ESCAPED.sub(lambda match: "\\" + match[0], text)


def scan(raw: str) -> Page:
    """Return what a file holds."""
    return _Scanner(raw).page


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"])
    # Entities and escapes stay tokens of their own, so that their places are known; the text of
    # blocks is parsed block by block in `_children`.
    return parser.disable(["text_join", "inline"])


class _Scanner:
    """Goes through the blocks of a file once."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.page = Page(Builder(raw))
        self._lists: list[tuple[Group, int | None]] = []
        self._notes = Group([], None, least=1)
        blanked = _blank(raw)
        self._lines = _line_starts(blanked)
        self._parser = _parser()
        self._env: dict[str, Any] = {}
        """What the blocks have said of links, for the texts inside them."""
        tokens = self._parser.parse(_unified(blanked), self._env)
        self._with_notes = _FOOTNOTE.search(raw) is not None
        self._row = (0, 0)
        for token in tokens:
            self._take(token)
        if self._notes.items:
            self.page.groups.append(self._notes)

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "inline" and token.map:
            self._inline(token)
        elif kind == "td_open" or kind == "th_open":
            self.page.builder.stop(self._here(), " ")
        elif kind == "tr_open" and token.map:
            self._row = (self._offset(token.map[0]), self._offset(token.map[0] + 1))
            self.page.builder.stop(self._row[0])
        elif kind in ("ordered_list_open", "bullet_list_open"):
            start = token.attrGet("start")
            first = int(start) if start is not None else 1
            self._lists.append((Group([], first if kind[0] == "o" else None), None))
        elif kind == "list_item_open" and self._lists:
            self._lists[-1] = (self._lists[-1][0], self.page.builder.length)
        elif kind == "list_item_close" and self._lists:
            group, start_of_item = self._lists[-1]
            if start_of_item is not None:
                group.items.append(Span(start_of_item, self.page.builder.length))
        elif kind in ("ordered_list_close", "bullet_list_close") and self._lists:
            group, _ = self._lists.pop()
            if group.items:
                self.page.groups.append(group)

    def _here(self) -> int:
        return self._row[0]

    def _offset(self, line: int) -> int:
        return self._lines[line] if line < len(self._lines) else len(self.raw)

    def _inline(self, token: Token) -> None:
        """Add a paragraph, a heading or a cell, each line from where the file has it."""
        assert token.map
        start, end = self._offset(token.map[0]), self._offset(token.map[1])
        if self._row[0] <= start < self._row[1]:
            start, end = self._row
        pieces = _locate(self.raw, token.content, start, end)
        if pieces is None:
            return
        if start >= self._row[1]:
            self.page.builder.stop(pieces[0].start)
        else:
            self._row = (pieces[-1].end, self._row[1])
        builder = self.page.builder
        inline = Inline(builder, self.raw, pieces, self._with_notes, self.page.raised)
        began = builder.length
        add_inline(inline, self._children(token.content))
        if self._with_notes:
            self._find_notes(began)

    def _children(self, content: str) -> Sequence[Token] | None:
        """Return the tokens of a block's text; None for one that is to be taken as typed."""
        # markdown-it takes time that grows with the square of the marks that could open something.
        if sum(map(content.count, "[*_`<~")) > _MOST_MARKS:
            return None
        children: list[Token] = []
        self._parser.inline.parse(content, self._parser, self._env, children)
        return children

    def _find_notes(self, began: int) -> None:
        """Find the footnotes that stand in a paragraph, one behind the other."""
        builder = self.page.builder
        text = builder.tail(began)
        starts = [
            match for match in _FOOTNOTE.finditer(text)
            if match.start() == 0 or text[match.start() - 1] == "\n"
        ]  # fmt: skip
        ends = [match.start() for match in starts[1:]] + [len(text)]
        for match, end in zip(starts, ends, strict=False):
            self._notes.labels.append(Span(began + match.start(), began + match.end()))
            self._notes.items.append(Span(began + match.end(), began + end))


def _blank(raw: str) -> str:
    """Return the file with front matter and the fences of divisions as blanks."""
    front = _FRONT_MATTER.match(raw)
    if front:
        raw = re.sub(r"[^\r\n]", " ", front[0]) + raw[front.end() :]
    return _DIVISION.sub(lambda match: " " * len(match[0]), raw)


def _unified(raw: str) -> str:
    """Return the file with every line end one "\\n", as markdown-it counts its lines."""
    return raw.replace("\r\n", "\n").replace("\r", "\n")


def _line_starts(raw: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(raw))]


def _locate(raw: str, content: str, start: int, end: int) -> list[Span] | None:
    """Return where each line of a block's content stands in the file, marks of blocks left out."""
    pieces: list[Span] = []
    at = start
    for line in content.split("\n"):
        words = line.strip(" \t")
        found = raw.find(words, at, end) if words else at
        if found < 0:
            return None
        lead = len(line) - len(line.lstrip(" \t"))
        pieces.append(Span(max(found - lead, at) if words else at, found + len(words)))
        at = found + len(words)
    return pieces
