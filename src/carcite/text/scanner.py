"""A text made fit for reading: a clean copy to cut values from and a plain copy to match against.

The clean copy has one blank where the text has a run of blanks or a line end, no invisible marks,
no ligatures, no combining marks that have a composed form, and the two halves of a word that a line
end broke. The plain copy is as long as the clean one and holds ASCII in the place of letters with
diacritics, dashes, quotes and blanks, and for Cyrillic and Greek the letter that sounds alike (a
letter without any is "X" or "x"), so that patterns need one form of each. Offsets lead back to the
text itself.

>>> found = scan("Müller\\u00a0F. Immu-\\nnology. 2018;\\t8:1361–5")
>>> found.clean, found.plain[:9]
('Müller F. Immunology. 2018; 8:1361–5', 'Muller F.')
>>> found.span(10, 20)
(10, 22)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from carcite.text.chars import BLANKS, DASHES, DOUBLE_QUOTES, INVISIBLE, SINGLE_QUOTES
from carcite.text.pattern import pattern
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Scan:
    """A text in its clean and plain forms."""

    clean: str
    """What values are cut from."""
    plain: str
    """ASCII for patterns, as long as `clean`."""
    starts: Sequence[int] | None = None
    """For each code point of `clean`, where it starts in the text; None where they are equal."""
    ends: Sequence[int] | None = None
    """For each code point of `clean`, where it ends in the text."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text that a range of `clean` stands for."""
        if self.starts is None or self.ends is None:
            return start, end
        if start == end:
            at = self.starts[start] if start < len(self.starts) else (self.ends or (0,))[-1]
            return at, at
        return self.starts[start], self.ends[end - 1]


_CONTROL = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_SPACE = f"[{BLANKS}{_CONTROL}]"
_WIDE = "\uff0c\uff0e\uff1a\uff1b\u3002\u3001"
"""Chinese and Japanese marks, which have their space in themselves."""
# Takes "  ", "\n", a soft hyphen, "ﬁ", "u" with a combining diaeresis; refuses " ", "é", "–".
_UNCLEAN = pattern(
    rf"(?P<broken>(?<=[^\W\d_])[-\u2010\u00ad][{BLANKS}]*+[\n\r]{_SPACE}*+(?=[^\W\d_]))"
    rf"|(?P<blank>[{INVISIBLE}]*+{_SPACE}++(?:[{INVISIBLE}]++{_SPACE}*+)*+)"
    rf"|(?P<nothing>[{INVISIBLE}]++)"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<combined>[^\W\d_][\u0300-\u036f]++)"
    rf"|(?P<wide>[{_WIDE}](?=\S))"
    r"|(?P<half>[\ud800-\udfff])"
)
_HAS_UNCLEAN = pattern(
    rf"[{_CONTROL}{INVISIBLE}\ufb00-\ufb06\u0300-\u036f\ud800-\udfff{_WIDE}]|{_SPACE}{_SPACE}"
)
_HAS_UNCLEAN_PRINTED = pattern(rf"[\ufb00-\ufb06\u0300-\u036f{_WIDE}]")
# First halves that keep their hyphen when a line ends behind it.
_KEEPS_HYPHEN = frozenset(
    [
        "meta",
        "non",
        "anti",
        "double",
        "single",
        "long",
        "short",
        "multi",
        "self",
        "cost",
        "time",
        "dose",
        "well",
        "high",
        "low",
        "open",
        "placebo",
        "follow",
        "case",
        "cross",
        "head",
        "one",
        "two",
        "three",
        "four",
        "six",
        "first",
        "second",
        "third",
        "half",
        "quasi",
        "post",
        "pre",
        "t",
        "b",
        "x",
        "health",
        "evidence",
        "population",
        "community",
        "hospital",
        "drug",
        "age",
        "sex",
        "risk",
        "real",
        "large",
        "small",
        "mid",
        "late",
        "early",
        "all",
        "cd",
        "il",
        "tnf",
        "covid",
        "end",
        "in",
        "on",
        "off",
    ]
)


def scan(text: str, noise: Iterable[Span] = ()) -> Scan:
    """Return the text's clean and plain forms; the stretches of `noise` are read as blanks."""
    for span in noise:
        text = text[: span.start] + " " * len(span) + text[span.end :]
    if text.isascii() and text.isprintable():
        if "  " not in text and text[:1] != " " and text[-1:] != " ":
            return Scan(text, text)
    elif text[:1] not in BLANKS and text[-1:] not in BLANKS:
        # What prints holds no control, no invisible mark and no blank but the plain one.
        pattern = _HAS_UNCLEAN_PRINTED if text.isprintable() else _HAS_UNCLEAN
        if "  " not in text and not pattern.search(text):
            return Scan(*_plain(text))
    return _cleaned(text)


def _cleaned(text: str) -> Scan:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for match in _UNCLEAN.finditer(text):
        start, end = match.span()
        new = _replacement(match, text)
        if start > done:
            pieces.append(text[done:start])
            starts.extend(range(done, start))
            ends.extend(range(done + 1, start + 1))
        pieces.append(new)
        starts.extend([start] * len(new))
        ends.extend([end] * len(new))
        done = end
    pieces.append(text[done:])
    starts.extend(range(done, len(text)))
    ends.extend(range(done + 1, len(text) + 1))
    clean, plain = _plain("".join(pieces))
    return Scan(clean, plain, starts, ends)


def _replacement(match: re.Match[str], text: str) -> str:
    kind = match.lastgroup
    if kind == "blank":
        if match.start() == 0 or match.end() == len(text):
            return ""
        return "" if _breaks_address(match, text) else " "
    if kind == "broken":
        return "-" if _keeps_hyphen(match, text) else ""
    if kind == "nothing":
        return ""
    if kind == "wide":
        return f"{_NARROW[match[0]]} "
    if kind == "half":
        return "\ufffd"
    if kind == "ligature":
        return unicodedata.normalize("NFKC", match[0])
    return unicodedata.normalize("NFC", match[0])


_NARROW = dict(zip(_WIDE, ",.:;.,", strict=True))
_WORD_BEFORE = pattern(r"[^\W_]{1,20}\Z")


def _keeps_hyphen(match: re.Match[str], text: str) -> bool:
    if match[0][0] == "\u00ad":
        return False
    after = text[match.end()]
    before = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
    if after.isupper() or before is None:
        return True
    return before[0].casefold() in _KEEPS_HYPHEN or before[0][-1].isupper()


_OPEN_ADDRESS = pattern(r"(?:https?://|\b10\.\d{4,9}/)\S{0,300}[/_=?&%.\-]\Z")


def _breaks_address(match: re.Match[str], text: str) -> bool:
    """Tell whether a line end stands inside an address or a DOI that goes on in the next line."""
    if "\n" not in match[0] and "\r" not in match[0]:
        return False
    after = text[match.end()]
    if not (after.islower() or after.isdigit()):
        return False
    return _OPEN_ADDRESS.search(text, max(0, match.start() - 300), match.start()) is not None


_NOT_ASCII = pattern(r"[^\x00-\x7f]")
_FEW = 24


def _plain(text: str) -> tuple[str, str]:
    """Return the text with ASCII blanks, and its plain form."""
    if text.isascii():
        return text, text
    strange = set(_NOT_ASCII.findall(text))
    if len(strange) > _FEW:
        table = {ord(char): plain_char(char) for char in strange}
        plain = text.translate(table)
        blanks = {code: " " for code, new in table.items() if new == " "}
        return (text.translate(blanks) if blanks else text), plain
    plain = text
    for char in strange:
        new = plain_char(char)
        if new == " ":
            text = text.replace(char, " ")
        plain = plain.replace(char, new)
    return text, plain


# One letter for one, so that labels, months and "and others" are found by their sound.
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ"
_CYRILLIC_LATIN = "abvgdeezzijklmnoprstufhccsshyjeuaiieg"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
_GREEK_LATIN = "abgdezitiklmnxoprstyfhpo"
_SPECIAL = (
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(BLANKS, " ")
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict(zip("øłđıðþßæœŋ", "oldidtsaon", strict=True))
    | dict(zip("ØŁĐÐÞẞÆŒŊ", "OLDDTSAON", strict=True))
    | dict.fromkeys("─━˗⁃", "-")
    | {"。": ".", "、": ",", "…": "…", "ª": "a", "º": "o", "°": "o"}
    | dict(zip(_CYRILLIC, _CYRILLIC_LATIN, strict=True))
    | dict(zip(_CYRILLIC.upper(), _CYRILLIC_LATIN.upper(), strict=True))
    | dict(zip(_GREEK, _GREEK_LATIN, strict=True))
    | dict(zip(_GREEK.upper(), _GREEK_LATIN.upper(), strict=True))
)


@lru_cache(maxsize=4096)
def plain_char(char: str) -> str:
    """Return the one ASCII character that stands for a character in the plain copy.

    >>> "".join(map(plain_char, "é–\u00a0Жßи×"))
    'e- Zsi*'
    """
    if char in _SPECIAL:
        return _SPECIAL[char]
    if unicodedata.category(char) == "No":
        return "*"  # "²" is a note and "½" half of one; neither is a page.
    base = unicodedata.normalize("NFKD", char)[:1]
    base = _SPECIAL.get(base, base)
    if base.isascii() and base.isprintable() and base != " ":
        return base
    if char.isalpha():
        return "X" if char.isupper() else "x"
    return "*"
