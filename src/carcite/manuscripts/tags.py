"""Tags, texts and entities of HTML and XML, each with its place in the file.

HTML Living Standard, section 13.2.5, as far as a reader of saved pages needs it: comments, raw text
elements, character references. Nothing is fetched, nothing is expanded but characters.

>>> [(token.kind, token.name) for token in read_tokens("<p>a &amp; b<br/></p>")]
[('open', 'p'), ('text', ''), ('text', '&'), ('text', ''), ('empty', 'br'), ('close', 'p')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from carcite.text.pattern import pattern

Kind = Literal["open", "close", "empty", "text"]


@dataclass(frozen=True, slots=True)
class Token:
    """A tag or a stretch of text, from `start` to `end` in the file."""

    kind: Kind
    name: str
    """Of the tag, in lower case; of a text, the character that an entity stands for."""
    start: int
    end: int
    attributes: str = ""
    """As they stand; `attribute` reads one."""


VOID = frozenset(
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    }
)  # fmt: skip
RAW = frozenset(("script", "style", "textarea", "title", "noscript", "template", "iframe", "svg"))
_TOKEN = pattern(
    r"<!--(?P<comment>)|<!\[CDATA\[(?P<cdata>)|<[!?](?P<declaration>)"
    r"|<(?P<slash>/?)(?P<name>[A-Za-z][^\s/><]*+)"
    r"(?P<attributes>(?:[^>\"'<]++|\"[^\"]{0,4000}+\"|'[^']{0,4000}+')*+)>"
    r"|(?P<entity>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<text>[^<&]++|[<&])"
)
_ATTRIBUTE = pattern(r"([^\s=\"'<>/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+")


def read_tokens(raw: str, *, html: bool = True) -> Iterator[Token]:
    """Yield the tokens of a file in order; comments, declarations and raw elements are left out.

    Without `html` no element is raw and none is empty but those that say so.
    """
    at, end = 0, len(raw)
    closers: dict[str, int] = {}
    while at < end:
        match = _TOKEN.match(raw, at)
        assert match
        at = match.end()
        if match["comment"] is not None:
            at = _after(raw, "-->", at)
        elif match["cdata"] is not None:
            stop = _find(raw, "]]>", at)
            yield Token("text", "", at, stop)
            at = min(stop + 3, end)
        elif match["declaration"] is not None:
            at = _after_declaration(raw, at)
        elif match["name"] is not None:
            token = _tag(match, html)
            yield token
            if html and token.kind == "open" and token.name in RAW:
                at = _raw_end(raw, token.name, at, closers)
        elif match["entity"]:
            yield Token("text", unescape(match["entity"]), match.start(), at)
        else:
            yield Token("text", "", match.start(), at)


def _tag(match: re.Match[str], html: bool) -> Token:
    name, attributes = match["name"].lower(), match["attributes"]
    kind: Kind = "open"
    if match["slash"]:
        kind = "close"
    elif attributes.endswith("/") or (html and name in VOID):
        kind = "empty"
    return Token(kind, name, match.start(), match.end(), attributes)


def attribute(token: Token, name: str) -> str:
    """Return the value of an attribute, entities read; empty where it is not given."""
    for match in _ATTRIBUTE.finditer(token.attributes):
        if match[1].lower() == name:
            return unescape(match[2] or match[3] or match[4] or "")
    return ""


def _find(raw: str, mark: str, at: int) -> int:
    found = raw.find(mark, at)
    return found if found >= 0 else len(raw)


def _after(raw: str, mark: str, at: int) -> int:
    return min(_find(raw, mark, at) + len(mark), len(raw))


def _after_declaration(raw: str, at: int) -> int:
    """Return the end of a declaration; a DOCTYPE may carry an internal subset in brackets."""
    stop = _find(raw, ">", at)
    bracket = raw.find("[", at, stop)
    if bracket >= 0 and raw[at : at + 7].upper() == "DOCTYPE":
        return _after(raw, ">", _find(raw, "]", bracket))
    return min(stop + 1, len(raw))


def _raw_end(raw: str, name: str, at: int, closers: dict[str, int]) -> int:
    """Return where the end tag of a raw element begins; `at` where there is none."""
    if closers.get(name, 0) < 0:
        return at
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(raw, at)
    if match is None:
        closers[name] = -1  # looked for once, not again: the file may hold a million openings
        return at
    return match.start()
