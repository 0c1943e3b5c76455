"""Affixes and decorations: wrap a compiled part in what its attributes ask for.

CSL 1.0.2, "Formatting", "Affixes", "Quotes", "Display" and "Strip-periods".

>>> from carcite.csl.style.xmlsafe import Element
>>> marks_of(Element("text", {"font-style": "italic", "quotes": "true"}, (), "", 1))
[(None, 'quotes', 'true'), (None, 'font-style', 'italic')]
"""

from __future__ import annotations

import re
from typing import Final

from carcite.csl.elements.context import Context, Render
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.markup import raise_letters
from carcite.csl.text.textcase import change_case, is_english
from carcite.csl.text.tokens import AFTER, CLOSE, OWN, QUOTES, Stream, Token

_ATTRIBUTES: Final = (
    "vertical-align",
    "text-decoration",
    "font-weight",
    "font-variant",
    "font-style",
)


def marks_of(element: Element) -> list[Token]:
    """Return the marks that open around an element's content, the outermost first."""
    marks: list[Token] = []
    if element.get("quotes") == "true":
        marks.append((None, QUOTES, "true"))
    for name in _ATTRIBUTES:
        value = element.get(name)
        if value:
            marks.append((None, name, value))
    return marks


def suffix_of(element: Element) -> list[Token]:
    """Return the tokens of an element's suffix."""
    text = element.get("suffix")
    return raise_letters(text, "", AFTER) if text else []


def affix(text: str) -> list[Token]:
    """Return the tokens of a prefix or suffix."""
    return raise_letters(text, "", "affix") if text else []


_UPRIGHT: Final = re.compile(
    r"[^A-Za-z\u00c0-\u06ff\u1e00-\u1fff]*[\u2e80-\ud7ff][^A-Za-z\u00c0-\u06ff]*\Z"
)
_ITALIC: Final[Token] = (None, "font-style", "italic")


def upright_where_han(inner: Render, element: Element) -> Render:
    """Set text that is all Han, kana or hangul upright, where the element asks for italics."""
    if element.get("font-style") != "italic":
        return inner

    def render(context: Context, out: Stream) -> int:
        start = len(out)
        status = inner(context, out)
        if len(out) == start + 1:
            text = out[start][0]
            if text and not text.isascii() and _UPRIGHT.match(text):
                out[start:] = [(None, "upright", ""), out[start], CLOSE]
        return status

    return render


def wrap(inner: Render, element: Element, *, display: bool = True) -> Render:
    """Wrap a part in the affixes and decorations of its element."""
    marks = marks_of(element)
    prefix, suffix = affix(element.get("prefix")), suffix_of(element)
    shown = element.get("display") if display else ""
    if marks:
        suffix = [(text, name, OWN if role == AFTER else role) for text, name, role in suffix]
    if not (marks or prefix or suffix or shown):
        return inner
    head: Stream = [*([(None, "display", shown)] if shown else []), *prefix, *marks]
    tail: Stream = [*([CLOSE] * len(marks)), *suffix, *([CLOSE] if shown else [])]
    italic = bool(head) and head[-1] == _ITALIC
    if len(head) == 0 and len(tail) == 1:
        return _suffixed(inner, tail[0])

    def render(context: Context, out: Stream) -> int:
        start = len(out)
        out += head
        middle = len(out)
        status = inner(context, out)
        if len(out) == middle:
            del out[start:]
        else:
            if italic and out[middle][1] == "upright" and out[middle][0] is None:
                out[middle - 1] = (None, "font-style", "upright")
            out += tail
        return status

    return render


def _suffixed(inner: Render, tail: Token) -> Render:
    def render(context: Context, out: Stream) -> int:
        start = len(out)
        status = inner(context, out)
        if len(out) > start:
            out.append(tail)
        return status

    return render


def term_case(element: Element, english: bool) -> str:
    """Return the text-case for the style's own words: title case is for English only."""
    case = element.get("text-case")
    return "capitalize-first" if case == "title" and not english else case


def with_case(inner: Render, case: str, english: bool, turkish: bool = False) -> Render:
    """Change the case of what a part prints, by the item's language or else the style's."""
    if not case or case == "none":
        return inner

    def render(context: Context, out: Stream) -> int:
        start = len(out)
        status = inner(context, out)
        if len(out) > start:
            language = context.texts.get("language")
            suits = is_english(language, english) and "jurisdiction" not in context.texts
            dotted = language[:2].lower() in ("tr", "az") if language else turkish
            out[start:] = change_case(out[start:], case, english=suits, turkish=dotted)
        return status

    return render


def without_periods(inner: Render, element: Element) -> Render:
    """Strip the periods of what a part prints, where the element asks for it."""
    if element.get("strip-periods") != "true":
        return inner

    def render(context: Context, out: Stream) -> int:
        start = len(out)
        status = inner(context, out)
        for index in range(start, len(out)):
            text, variable, role = out[index]
            if text and "." in text:
                out[index] = (text.replace(".", ""), variable, role)
        return status

    return render
