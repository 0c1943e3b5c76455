"""Where two pieces meet: punctuation that collides, doubled blanks, and points beside quotes.

CSL 1.0.2, "Affixes", "Quotes" and the locale option punctuation-in-quote; the collision table is
the behaviour that the test suite of the specification asks for (punctuation_FullMonty).

>>> from carcite.csl.text.tokens import plain_text
>>> end, point = ("What now?", "title", "text"), (". ", "", "affix")
>>> plain_text(settle([end, point], in_quote=True))
'What now? '
"""

from __future__ import annotations

from typing import Final

from carcite.csl.text.tokens import AFTER, CLOSE, OWN, QUOTES, WITHIN, Stream, Token

_TABLE: Final = {
    ":": {":": ":", ".": ":", "!": "!", "?": "?"},
    ".": {".": "."},
    ";": {";": ";", ":": ";", ".": ";", "!": "!", "?": "?"},
    "!": {"!": "!", ".": "!", ":": "!"},
    "?": {"?": "?", ".": "?", ":": "?"},
    ",": {",": ","},
}
"""What stays of two marks that meet; a pair that is absent stays as it is."""

_MARKS: Final = frozenset(".,:;!?")
_WATCHED: Final = frozenset(".,:;!? \u00a0\u202f")
_DRAWN_IN: Final = frozenset(".,!?")
_BESIDE: Final = frozenset((
    (WITHIN, "delimiter"), ("delimiter", "affix"), ("affix", "affix"), ("affix", AFTER),
    ("affix", "delimiter"),
))  # fmt: skip
"""Affixes and delimiters that meet at different levels: only the same mark is dropped."""
_DRESS: Final = frozenset(
    ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")
)
"""A blank inside such a mark is not the blank before it."""
_SUFFIXES: Final = frozenset((AFTER, WITHIN))
_BLANKS: Final = " \u00a0\u202f"


def settle(stream: Stream, *, in_quote: bool) -> Stream:
    """Return the stream with colliding punctuation merged and doubled blanks dropped."""
    out: Stream = []
    last = -1
    for token in stream:
        text = token[0]
        if text is None:
            out.append(token)
            continue
        if not text:
            continue
        if token[2] == OWN:
            token = (text, "", AFTER)
            if text[0] in _MARKS and _apart(out, last, text[0], in_quote):
                last = len(out)
                out.append(token)
                continue
        if last >= 0 and text[0] in _WATCHED:
            text = _join(out, last, token, in_quote)
            if not text:
                while not out[last][0] and last >= 0:
                    last -= 1
                continue
            if text != token[0]:
                token = (text, token[1], token[2])
            if out[last][0] == "":
                last = _last_text(out)
        last = len(out)
        out.append(token)
    return [(token[0], token[1], "affix") if token[2] in _SUFFIXES else token for token in out]


def _join(out: Stream, last: int, token: Token, in_quote: bool) -> str:
    """Return what is left of a token's text beside the text before it."""
    text, before = token[0] or "", out[last]
    if text[0] == " " and any(t[0] is None and t[1] in _DRESS for t in out[last + 1 :]):
        return text
    if (before[2], token[2]) in _BESIDE:
        return _side_by_side(before[0] or "", text)
    source = token[1:]
    same = source == before[1:] and (source[0] != "" or source[1] == "cite-affix")
    same = same or (source[1] == "cite-affix" and text[0] != ".")
    return _meet(out, last, text, in_quote, same)


def _side_by_side(before: str, text: str) -> str:
    """Join an affix and a delimiter: only the same mark or blank is not printed twice."""
    return text[1:] if before[-1:] == text[0] else text


def _last_text(out: Stream) -> int:
    for index in range(len(out) - 1, -1, -1):
        if out[index][0]:
            return index
    return -1


def _meet(out: Stream, last: int, text: str, in_quote: bool, same: bool = False) -> str:
    """Merge the head of `text` with the text before it; return what is left of `text`.

    `same` says that both come from one piece of data, whose own quotes draw nothing in.
    """
    char = text[0]
    before = out[last]
    tail = before[0] or ""
    end = tail[-1:]
    if char not in _MARKS:
        return text[1:] if char == " " and end in _BLANKS else text
    kept = _TABLE.get(end, {}).get(char)
    if kept == end:
        return _glue(out, last, text[1:], in_quote)
    if kept is not None:
        out[last] = (tail[:-1], before[1], before[2])
        previous = last if tail[:-1] else _last_text(out)
        return _meet(out, previous, text, in_quote) if previous >= 0 else text
    if in_quote and char in _DRAWN_IN and not same and _after_quote(out, last):
        _draw_in(out, last, char)
        return _glue(out, _last_text(out), text[1:], in_quote)
    return text


def _apart(out: Stream, last: int, char: str, in_quote: bool) -> bool:
    """Say whether a decorated part ends in ? or ! that its own suffix does not merge with."""
    if last < 0 or out[-1] is not CLOSE or (out[last][0] or "")[-1:] not in ("?", "!"):
        return False
    return char == "." and not (in_quote and _after_quote(out, last))


def _draw_in(out: Stream, last: int, char: str) -> None:
    """Set the mark before the sign that closes the innermost quotation after `last`."""
    if out[last + 1] is CLOSE and not _quote_closed_at(out, last + 1):
        index = last + 1
        while not _quote_closed_at(out, index):
            index += 1
        out.insert(index, (char, "", AFTER))
    else:
        before = out[last]
        out[last] = ((before[0] or "") + char, before[1], before[2])


def _quote_closed_at(out: Stream, place: int) -> bool:
    """Say whether the closing mark at `place` closes a quotation."""
    depth = 0
    for index in range(place, -1, -1):
        token = out[index]
        if token[0] is None:
            depth += 1 if not token[1] else -1
            if depth == 0:
                return token[1] == QUOTES
    return False


def _glue(out: Stream, last: int, rest: str, in_quote: bool) -> str:
    return _meet(out, last, rest, in_quote) if rest and rest[0] in _WATCHED else rest


def _after_quote(out: Stream, last: int) -> bool:
    """Say whether a quotation closes, and nothing opens, between `last` and the end of `out`."""
    depth = 0
    for token in out[last + 1 :]:
        if token[0] is None:
            if token is not CLOSE and token[1]:
                return False
            depth += 1
    return depth > 0 and _closes_quote(out, last, depth)


def _closes_quote(out: Stream, last: int, depth: int) -> bool:
    """Say whether one of the `depth` innermost marks open at `last` is a quotation."""
    closed = 0
    index = last
    while index >= 0 and depth > 0:
        token: Token = out[index]
        if token[0] is None:
            if not token[1]:
                closed += 1
            elif closed:
                closed -= 1
            else:
                if token[1] == QUOTES:
                    return True
                depth -= 1
        index -= 1
    return False
