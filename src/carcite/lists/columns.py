"""Two columns of a page that a text dump set side by side: what no reader can take apart.

`pdftotext -layout` and screen readers print both columns line by line. Lines then break off in the
middle, with a wide gap, and go on at one and the same place with another entry.

>>> line = "1. June CH. Which cells          7. Doe J. Old cells of"
>>> stand_side_by_side("\\n".join([line] * 8)), stand_side_by_side("1. June CH. Which cells?")
(True, False)
"""

from __future__ import annotations

from collections import Counter

from carcite.text.pattern import pattern

# Takes the gap between two words of a line, of three blanks or more; not an indent.
_GAP = pattern(r"(?<=\S)[ \t\u00a0]{3,}(?=\S)")
_LEAST = 6
"""So many lines must go on in one place."""
_SHARE = 0.5
"""Of the lines with words, how many."""
_NEAREST = 12
"""Characters that a line has before its second column, and in it."""


def stand_side_by_side(text: str) -> bool:
    """Tell whether the lines of a text are those of two columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    places: Counter[int] = Counter()
    for line in lines:
        gaps = [each.end() for each in _GAP.finditer(line)]
        if len(gaps) == 1 and _NEAREST < gaps[0] < len(line) - _NEAREST:
            places[gaps[0]] += 1
    if not places:
        return False
    place = places.most_common(1)[0][0]
    # What hangs behind a number begins some letters further.
    near = sum(many for each, many in places.items() if abs(each - place) <= 4)
    return near >= _LEAST and near >= _SHARE * len(lines)
