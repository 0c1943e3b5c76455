"""Markup inside data: `<i>`, `<b>`, `<sc>`, `<sub>`, `<sup>`, nocase spans, quotes, apostrophes.

CSL-JSON, "HTML-like formatting tags for rich text" (citeproc-js manual, "Markup"); a tag or quote
that does not close is printed as it stands.

>>> from carcite.csl.text.tokens import plain_text
>>> plain_text(parse_markup("CD8<sup>+</sup> T cells aren't < 3", "title", "text"))
'CD8+ T cells aren’t < 3'
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from carcite.csl.text.tokens import CLOSE, NOCASE, QUOTES, Stream, Token

_SPECIAL: Final = re.compile("[<\"'“”’]")
_FRENCH: Final = re.compile("« | (?=[»:;?!])")
_PIECE: Final = re.compile(
    r"(</?(?:i|b|sc|sup|sub)>"
    r"|<span\s+(?:class=\"(?:nocase|nodecor)\"|style=\"font-variant:\s*small-caps;?\")\s*>"
    r"|</span>|[\"'“”’])"
)
_OPENING: Final = {
    "<i>": (None, "i", "italic"),
    "<b>": (None, "b", "bold"),
    "<sc>": (None, "sc", "small-caps"),
    "<sup>": (None, "vertical-align", "sup"),
    "<sub>": (None, "vertical-align", "sub"),
}
_CLOSING: Final = {"</i>": "<i>", "</b>": "<b>", "</sc>": "<sc>", "</sup>": "<sup>"}
_CLOSING_ALL: Final = {**_CLOSING, "</sub>": "<sub>", "</span>": "<span>"}
_QUOTE: Final[Token] = (None, QUOTES, "data")
_CURLY: Final[Token] = (None, QUOTES, "data-curly")
_SPAN_NOCASE: Final[Token] = (None, NOCASE, "true")


def _raised_letters() -> dict[str, str]:
    """Return the letters that Unicode calls raised forms of others, and those others."""
    table = {"ˀ": "ʔ", "ˁ": "ʕ", "ۥ": "و", "ۦ": "ي"}
    for code in range(0xAA, 0x3250):
        kind, _, plain = unicodedata.decomposition(chr(code)).partition(" ")
        if kind == "<super>":
            table[chr(code)] = "".join(chr(int(point, 16)) for point in plain.split())
    return table


_NESTED: Final = 60
"""How many open marks are looked through for the one that closes."""
_RAISED_LETTERS: Final = _raised_letters()
_RAISED: Final = re.compile(f"([{''.join(_RAISED_LETTERS)}])")
_TIGHT_AFTER: Final = re.compile(r"[\s\[(\{–—/>\u00a0«“‘„\"'-]$")


def parse_markup(text: str, variable: str, role: str) -> Stream:
    """Cut data into text tokens and marks; quotes become marks, `'` inside a word an apostrophe."""
    if " " in text and _FRENCH.search(text):
        text = _FRENCH.sub(_narrow, text)
    if not _SPECIAL.search(text):
        return raise_letters(text, variable, role)
    pieces = [piece for piece in _PIECE.split(text) if piece]
    out: list[Token | str] = []
    opened: list[tuple[str, int]] = []
    for index, piece in enumerate(pieces):
        before = "".join(pieces[max(0, index - 3) : index])
        after = pieces[index + 1] if index + 1 < len(pieces) else ""
        if piece in _OPENING or (piece.startswith("<span") and piece.endswith(">")):
            opened.append(("<span>" if piece.startswith("<span") else piece, len(out)))
            out.append(piece)
        elif piece in _CLOSING_ALL:
            _close_tag(piece, pieces, out, opened)
        elif len(piece) == 1 and piece in "\"'“”’":
            _read_quote(piece, before, after, out, opened)
        else:
            out.append(piece)
    return _finish(out, opened, variable, role)


def _close_tag(
    piece: str, pieces: list[str], out: list[Token | str], opened: list[tuple[str, int]]
) -> None:
    wanted = _CLOSING_ALL[piece]
    for depth in range(len(opened) - 1, max(-1, len(opened) - _NESTED), -1):
        kind, place = opened[depth]
        if kind == wanted:
            _revert(out, opened[depth + 1 :])
            del opened[depth:]
            source = out[place]
            assert isinstance(source, str)
            if wanted == "<span>":
                out[place] = _span(source)
            else:
                out[place] = _OPENING[wanted]
            out.append(CLOSE)
            return
    out.append(piece)


def _span(source: str) -> Token:
    if "nocase" in source:
        return _SPAN_NOCASE
    return (None, "nodecor", "true") if "nodecor" in source else _OPENING["<sc>"]


def _narrow(found: re.Match[str]) -> str:
    return "«\u202f" if found.group() == "« " else "\u202f"


def _read_quote(
    piece: str, before: str, after: str, out: list[Token | str], opened: list[tuple[str, int]]
) -> None:
    """Open or close a quotation, or print an apostrophe."""
    can_open = (not before or bool(_TIGHT_AFTER.search(before))) and bool(after)
    can_open = can_open and not after[:1].isspace()
    if piece == "“":
        opened.append((piece, len(out)))
        out.append(piece)
        return
    opener = "“" if piece == "”" else piece
    may_close = piece != "’" and not (piece == "'" and after[:1].isalnum())
    if may_close and before and not before[-1:].isspace():
        for depth in range(len(opened) - 1, max(-1, len(opened) - _NESTED), -1):
            kind, place = opened[depth]
            if kind == opener and place < len(out) - 1:
                _revert(out, opened[depth + 1 :])
                del opened[depth:]
                out[place] = _QUOTE if piece != "”" else _CURLY
                out.append(CLOSE)
                return
            if kind.startswith("<"):
                break
    if piece in "'\"" and can_open:
        opened.append((piece, len(out)))
        out.append(piece)
        return
    out.append("’" if piece in "'’" else piece)


def _revert(out: list[Token | str], unclosed: list[tuple[str, int]]) -> None:
    for kind, place in unclosed:
        if kind == "'":
            out[place] = "’"


def _finish(
    out: list[Token | str], opened: list[tuple[str, int]], variable: str, role: str
) -> Stream:
    _revert(out, opened)
    stream: Stream = []
    words: list[str] = []
    for piece in [*out, CLOSE]:
        if isinstance(piece, str):
            words.append(piece)
            continue
        if words:
            stream.extend(raise_letters("".join(words), variable, role))
            words.clear()
        stream.append(piece)
    stream.pop()
    return stream


def raise_letters(text: str, variable: str, role: str) -> Stream:
    """Turn the superscript letters and figures of Unicode into raised plain ones."""
    if text.isascii() or not _RAISED.search(text):
        return [(text, variable, role)]
    stream: Stream = []
    for index, piece in enumerate(_RAISED.split(text)):
        if not piece:
            continue
        if index % 2:
            letter = _RAISED_LETTERS[piece]
            stream += [(None, "vertical-align", "sup"), (letter, variable, role), CLOSE]
        else:
            stream.append((piece, variable, role))
    return stream
