"""Lines for a terminal: what a character takes in columns, and a place underlined.

Widths follow Unicode Standard Annex 11 (East Asian Width). Nothing of a manuscript reaches the
terminal as a command: control characters are shown by number.

>>> print("\\n".join(underlined("Müller F. 胞 CAR", 10, 11, width=40)))
Müller F. 胞 CAR
          ^~
"""

from __future__ import annotations

import unicodedata

from carcite.text.chars import BLANKS, INVISIBLE

_TAB = 4
_ZERO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks that turn the direction of a line: they could make it read otherwise than it stands."""

_UNSEEN = frozenset(INVISIBLE + _BIDI) | frozenset(BLANKS) - frozenset(" \t")
"""What prints nothing, or a blank that looks like any other."""


def cell(char: str, *, marked: bool = False) -> tuple[str, int]:
    """Return a character as it is shown and its width in columns.

    `marked` shows soft hyphens, zero-width marks and odd blanks by number.
    """
    if " " <= char <= "~":
        return char, 1
    if char == "\t":
        return " " * _TAB, _TAB
    kind = unicodedata.category(char)
    if kind in _UNPRINTABLE or (marked and char in _UNSEEN):
        shown = f"<{ord(char):04X}>"
        return shown, len(shown)
    if char in _BIDI:
        return "", 0
    if kind in _ZERO_WIDTH:
        return char, 0
    return char, 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str, *, marked: bool = False) -> str:
    """Return `text` as one line that is safe to print, line ends as blanks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if char in "\r\n" else cell(char, marked=marked)[0] for char in text)


def underlined(line: str, start: int, end: int, *, width: int = 100) -> tuple[str, str]:
    """Return the line clipped around a place, and the marks that stand under the place.

    The place is half-open in code points of the line; an empty one gets a single caret.
    """
    start = min(start, len(line))
    end = min(max(start, end), len(line))
    first, last = _window(line, start, end, width)
    shown, marks = ("…", " ") if first else ("", "")
    before, wide = _row(line[first:start])
    inside, place = _row(line[start : min(end, last)], marked=True)
    behind, _ = _row(line[end:last])
    shown += before + inside + behind
    marks += " " * wide
    if last < len(line):
        shown += "…"
    return shown, marks + "^" + "~" * (place - 1)


def _window(line: str, start: int, end: int, width: int) -> tuple[int, int]:
    """Return the stretch of the line that fits, the place in it, a little more before than after.

    Every code point costs at least a fifth of a column, so that a flood of marks stays bounded.
    """
    room: float = max(width, 20) - 2
    last = start
    while last < end and (cost := _cost(line[last], marked=True)) <= room:
        room -= cost
        last += 1
    first, before = _leftward(line, start, room * 0.6)
    last, after = _rightward(line, last, room * 0.4 + before) if last == end else (last, 0.0)
    return _leftward(line, first, after)[0], last


def _row(text: str, *, marked: bool = False) -> tuple[str, int]:
    """Return a stretch as it is shown, and its width in columns."""
    if _is_plain(text):
        return text, len(text)
    cells = [cell(char, marked=marked) for char in text]
    return "".join(glyph for glyph, _ in cells), sum(wide for _, wide in cells)


def _leftward(line: str, first: int, room: float) -> tuple[int, float]:
    plain = min(first, int(room))
    if plain > 0 and _is_plain(line[first - plain : first]):
        first, room = first - plain, room - plain
    while first > 0 and (cost := _cost(line[first - 1])) <= room:
        room -= cost
        first -= 1
    return first, room


def _rightward(line: str, last: int, room: float) -> tuple[int, float]:
    plain = min(len(line) - last, int(room))
    if plain > 0 and _is_plain(line[last : last + plain]):
        last, room = last + plain, room - plain
    while last < len(line) and (cost := _cost(line[last])) <= room:
        room -= cost
        last += 1
    return last, room


def _is_plain(text: str) -> bool:
    """Tell whether each character takes one column."""
    return text.isascii() and text.isprintable()


def _cost(char: str, *, marked: bool = False) -> float:
    return cell(char, marked=marked)[1] or 0.2
