"""The text inside a Markdown block, laid beside the file it came from.

markdown-it-py says what a paragraph means, but not where each word stands; since its tokens follow
the file in order, each is found behind the one before. Where that fails the block is taken as
typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carcite.manuscripts.clean import Builder
from carcite.text.pattern import pattern
from carcite.text.span import Span

if TYPE_CHECKING:
    from markdown_it.token import Token

# What closes a link: "](address "title")", "][label]", "]".
_LINK_END = pattern(r"\](?:\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*+\))*+\)|\[[^\[\]]*+\])?+", re.DOTALL)
_IMAGE = pattern(r"!\[(?:[^\[\]\\]|\\.|\[[^\[\]]*+\])*+")
# Takes "^2+^" and "~2~" as pandoc has them; refuses "[^1]", "~ 5 ~" and "~~struck~~".
_SCRIPT = pattern(r"(?<!~)([\^~])(?!~)([^\s\^~\[\]]{1,40})\1(?!~)|\[\^([^\]\s^]{1,40})\](?!:)")


class _LostError(Exception):
    """A token does not stand where it should."""


@dataclass(slots=True)
class Inline:
    """One block: its lines in the file, and what is collected from it."""

    builder: Builder
    raw: str
    pieces: Sequence[Span]
    """Where its lines stand."""
    notes: bool
    """The file has footnotes, so "[^1]" is a mark."""
    raised: list[Span]


@dataclass(frozen=True, slots=True)
class _Op:
    """One thing to do with a stretch of the file."""

    what: str
    """copy, typed (copied as it is), put, break, or open, close and drop for markup."""
    start: int
    end: int
    text: str = ""


def add_inline(inline: Inline, children: Sequence[Token] | None) -> None:
    """Add the text of a block to the clean text; without tokens as it is typed."""
    try:
        ops = list(_Walker(inline).walk(children or ()))
    except _LostError:
        ops = [_Op("copy", piece.start, piece.end) for piece in inline.pieces]
        ops = [op for piece in ops for op in (piece, _Op("break", piece.end, piece.end))][:-1]
    builder = inline.builder
    sup: int | None = None
    for op in ops:
        if op.what == "copy":
            _copy(inline, op)
        elif op.what == "typed":
            builder.copy(op.start, op.end)
        elif op.what == "put":
            builder.put(op.text, op.start, op.end)
        elif op.what == "break":
            _line_break(inline, op)
        else:
            builder.mark(op.start, op.end, {"open": 1, "close": -1}.get(op.what, 0))
            if op.text == "<sup>":
                sup = builder.length
            elif op.text == "</sup>" and sup is not None:
                inline.raised.append(Span(sup, builder.length))
                sup = None


def _line_break(inline: Inline, op: _Op) -> None:
    if op.start == op.end:
        inline.builder.stop(op.start)
    else:
        inline.builder.put("\n", op.start, op.end)


def _copy(inline: Inline, op: _Op) -> None:
    """Add a text; raised and lowered stretches and marks of footnotes lose their signs."""
    builder, at = inline.builder, op.start
    for match in _SCRIPT.finditer(inline.raw, op.start, op.end):
        if match[3] is not None and not inline.notes:
            continue
        group = 3 if match[3] is not None else 2
        first, last = match.span(group)
        builder.copy(at, match.start())
        builder.mark(match.start(), first, 1)
        began = builder.length
        builder.copy(first, last)
        builder.mark(last, match.end(), -1)
        if group == 3 or match[1] == "^":
            inline.raised.append(Span(began, builder.length))
        at = match.end()
    builder.copy(at, op.end)


class _Walker:
    """Finds the tokens of one block in the file, one behind the other."""

    def __init__(self, inline: Inline) -> None:
        self.raw = inline.raw
        self.pieces = inline.pieces
        self.line = 0
        self.at = inline.pieces[0].start
        self.links: list[str] = []

    def walk(self, children: Sequence[Token]) -> Iterator[_Op]:
        for token in children:
            yield from self._token(token)
        last = self.pieces[-1].end
        if self.line != len(self.pieces) - 1 or self.raw[self.at : last].strip(" \t"):
            raise _LostError

    def _token(self, token: Token) -> Iterator[_Op]:
        kind = token.type
        if kind == "text":
            yield from self._text(token.content)
        elif kind == "text_special":
            yield self._take(token.markup, "put", token.content)
        elif kind in ("softbreak", "hardbreak"):
            yield self._newline()
        elif kind in ("em_open", "strong_open", "s_open"):
            yield self._take(token.markup, "open")
        elif kind in ("em_close", "strong_close", "s_close"):
            yield self._take(token.markup, "close")
        elif kind == "link_open":
            self.links.append(token.markup)
            yield self._take("<" if token.markup == "autolink" else "[", "open")
        elif kind == "link_close":
            yield self._link_end()
        elif kind == "html_inline":
            yield from self._html(token.content)
        elif kind == "code_inline":
            yield from self._code(token)
        elif kind == "image":
            yield self._image()
        else:
            raise _LostError

    def _take(self, words: str, what: str, text: str = "") -> _Op:
        """Take what must come next."""
        if not words or not self.raw.startswith(words, self.at):
            raise _LostError
        start, self.at = self.at, self.at + len(words)
        return _Op(what, start, self.at, text)

    def _text(self, content: str) -> Iterator[_Op]:
        if content:
            if not self.raw.startswith(content, self.at):
                self._skip_blanks()
            yield self._take(content, "copy")

    def _skip_blanks(self) -> None:
        while self.raw[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def _newline(self) -> _Op:
        rest = self.raw[self.at : self.pieces[self.line].end]
        if rest.strip(" \t\\") or self.line + 1 >= len(self.pieces):
            raise _LostError
        start = self.at
        self.line += 1
        self.at = self.pieces[self.line].start
        self._skip_blanks()
        return _Op("break", start, self.at)

    def _link_end(self) -> _Op:
        markup = self.links.pop() if self.links else ""
        if markup == "autolink":
            return self._take(">", "close")
        match = _LINK_END.match(self.raw, self.at)
        if match is None:
            raise _LostError
        start, self.at = self.at, match.end()
        self._reach(self.at)
        return _Op("close", start, self.at)

    def _reach(self, at: int) -> None:
        """Go on to the line in which `at` lies."""
        while self.line + 1 < len(self.pieces) and self.pieces[self.line].end < at:
            self.line += 1

    def _html(self, content: str) -> Iterator[_Op]:
        name = content.lower()
        what = "drop"
        if re.match(r"<[a-z]", name) and not name.endswith("/>"):
            what = "open"
        elif name.startswith("</"):
            what = "close"
        if "\n" in content:
            raise _LostError
        yield self._take(content, what, name)

    def _code(self, token: Token) -> Iterator[_Op]:
        yield self._take(token.markup, "open")
        close = self.raw.find(token.markup, self.at, self.pieces[-1].end)
        if close < 0 or "\n" in self.raw[self.at : close]:
            raise _LostError
        yield _Op("typed", self.at, close)
        self.at = close
        yield self._take(token.markup, "close")

    def _image(self) -> _Op:
        start = self.at
        match = _IMAGE.match(self.raw, start)
        end = _LINK_END.match(self.raw, match.end()) if match else None
        if end is None:
            raise _LostError
        self.at = end.end()
        self._reach(self.at)
        return _Op("drop", start, self.at)
