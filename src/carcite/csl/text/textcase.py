"""The text-case attribute on a stream of tokens: words in nocase spans, raised or lowered keep.

CSL 1.0.2, "Text-case", "Sentence Case Conversion" and "Title Case Conversion" with its stop words.

>>> change_case([("out of the blue", "title", "text")], "title")
[('Out of the Blue', 'title', 'text')]
"""

from __future__ import annotations

import re
from typing import Final

from carcite.csl.text.tokens import NOCASE, Stream

STOP_WORDS: Final = frozenset((
    "a", "about", "above", "across", "afore", "after", "against", "al", "along", "an",
    "alongside", "amid", "amidst", "among", "amongst", "anenst", "and", "apropos", "apud",
    "around", "as", "aside", "astride", "at", "athwart", "atop", "barring", "before", "behind",
    "below", "beneath", "beside", "besides", "between", "beyond", "but", "by", "c", "ca",
    "circa", "contra", "d'", "d’", "de", "despite", "down", "during", "et", "except", "for",
    "forenenst", "from", "given", "in", "inside", "into", "lest", "like", "modulo", "near",
    "next", "nor", "notwithstanding", "of", "off", "on", "onto", "or", "out", "over", "per",
    "plus", "pro", "qua", "sans", "since", "so", "than", "the", "through", "thru", "throughout",
    "thruout", "till", "to", "toward", "towards", "under", "underneath", "until", "unto", "up",
    "upon", "v", "v.", "van", "versus", "vis-à-vis", "von", "vs", "vs.", "via", "with",
    "within", "without", "yet",
))  # fmt: skip
_PROTECTING: Final = frozenset((NOCASE, "vertical-align", "sc"))
_WORD: Final = re.compile(r"[^\s/–—-]+")
_SYLLABLE: Final = re.compile(r"[^\s/–—.-]+")
_LETTERS: Final = re.compile(r"[^\W\d_]")
_BREAKS: Final = re.compile(r"[:?!]['\"”’]?\s*\Z|\A\s*\Z")
_FIRST_LETTER: Final = re.compile(r"\w")


def is_english(language: object, fallback: bool) -> bool:
    """Say whether title case applies: the item's own language first, else the style's."""
    if not isinstance(language, str) or not language:
        return fallback
    return language[:2].lower() == "en"


def change_case(
    stream: Stream, case: str, *, english: bool = True, turkish: bool = False
) -> Stream:
    """Return the stream in the case that the attribute's value asks for."""
    if case in ("lowercase", "uppercase"):
        return _map_each(stream, case, turkish)
    texts, guarded = _flatten(stream)
    whole = "".join(texts)
    if not whole:
        return stream
    if case == "capitalize-first":
        changed = _capitalize_first(whole, guarded)
    elif case == "capitalize-all":
        changed = _capitalize_all(whole, guarded)
    elif case == "sentence":
        changed = _sentence(whole, guarded)
    elif case == "title" and english:
        changed = _title(whole, guarded)
    else:
        return stream
    return _spread(stream, changed)


def _map_each(stream: Stream, case: str, turkish: bool) -> Stream:
    out: Stream = []
    depth = 0
    guards: list[int] = []
    for token in stream:
        text, variable, role = token
        if text is None:
            if variable:
                depth += 1
                if variable == NOCASE:
                    guards.append(depth)
            else:
                if guards and guards[-1] == depth:
                    guards.pop()
                depth -= 1
            out.append(token)
        elif guards:
            out.append(token)
        elif case == "lowercase":
            out.append((text.lower(), variable, role))
        else:
            text = text.replace("i", "İ") if turkish else text
            out.append((text.upper(), variable, role))
    return out


def _flatten(stream: Stream) -> tuple[list[str], list[bool]]:
    """Return the texts, and for each character whether its case is protected."""
    texts: list[str] = []
    guarded: list[bool] = []
    stack: list[bool] = []
    for text, name, _ in stream:
        if text is None:
            if name:
                stack.append(name in _PROTECTING)
            elif stack:
                stack.pop()
            continue
        texts.append(text)
        guarded.extend([any(stack)] * len(text))
    return texts, guarded


def _spread(stream: Stream, changed: str) -> Stream:
    out: Stream = []
    place = 0
    for token in stream:
        text = token[0]
        if text is None:
            out.append(token)
            continue
        out.append((changed[place : place + len(text)], token[1], token[2]))
        place += len(text)
    return out


def _upper(char: str) -> str:
    """Return the capital of a character where that is one character, so that lengths hold."""
    capital = char.upper()
    return capital if len(capital) == 1 else char


def _capitalize_first(whole: str, guarded: list[bool]) -> str:
    found = _FIRST_LETTER.search(whole)
    if found is None or guarded[found.start()]:
        return whole
    at = found.start()
    word = _SYLLABLE.match(whole, at)
    if word and any(char.isupper() for char in word.group()):
        return whole
    return whole[:at] + _upper(whole[at]) + whole[at + 1 :]


def _capitalize_all(whole: str, guarded: list[bool]) -> str:
    chars = list(whole)
    for word in re.finditer(r"[^\s-]+", whole):
        at = word.start()
        foreign = word.end() - at == 1 and ord(whole[at]) > 0x24F
        if not guarded[at] and not foreign:
            chars[at] = _upper(chars[at])
    return "".join(chars)


def _sentence(whole: str, guarded: list[bool]) -> str:
    """Lower all but the first capital; in mixed case only words in small letters but one."""
    chars = list(whole)
    all_caps = whole.isupper()
    for word in re.finditer(r"\S+", whole):
        body = word.group()
        letters = "".join(_LETTERS.findall(body))
        lowers = all_caps or (letters[:1].isupper() and not letters[1:].strip(letters[1:].lower()))
        if lowers and (all_caps or letters[1:] == letters[1:].lower()):
            for at in range(word.start(), word.end()):
                if not guarded[at] and len(chars[at].lower()) == 1:
                    chars[at] = chars[at].lower()
    return _capitalize_first("".join(chars), guarded)


def _title(whole: str, guarded: list[bool]) -> str:
    chars = list(whole)
    words = list(_WORD.finditer(whole))
    last = len(words) - 1
    for number, word in enumerate(words):
        at = word.start()
        found = _FIRST_LETTER.search(whole, at, word.end())
        if found is None or guarded[found.start()]:
            continue
        at = found.start()
        body = word.group()
        if any(char.isupper() for char in whole[at : word.end()]):
            continue
        first = number == 0 or bool(_BREAKS.search(whole[: word.start()].rstrip("\"'“‘( ")))
        hyphened = whole[word.end() : word.end() + 1] == "-"
        first = first or (hyphened and whole[word.start() - 1 : word.start()] != "-")
        if not first and number != last and _stops(whole, body, word.start(), word.end()):
            continue
        if not _capitalizes(whole, at, word.end()):
            continue
        chars[at] = _upper(chars[at])
    return "".join(chars)


def _stops(whole: str, body: str, start: int, end: int) -> bool:
    bare = body.strip('.,;:!?()[]"“”‘’')
    return bare in STOP_WORDS or body in STOP_WORDS or body[:2] in ("d'", "d’")


def _capitalizes(whole: str, at: int, end: int) -> bool:
    """Keep a lone letter that ends the text after a hyphen, and foreign single letters."""
    if at and whole[at - 1] == "-" and end - at == 1 and at == 3 and whole[:2].isdigit():
        return False
    return not (end - at == 1 and ord(whole[at]) > 0x24F)
