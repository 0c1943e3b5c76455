"""Lines among references that are of the page: link words, page numbers, running heads, footers.

>>> from carcite.lists.lines import read_lines
>>> text = "1. June CH. Title. Science\\nCAS PubMed\\n2018;359:1-5."
>>> sorted(find_noise(text, read_lines(text)))
[27]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from carcite.lists.evidence import looks_like_entry
from carcite.lists.furniture import ends_list, is_link_line, is_page_number
from carcite.lists.lines import Line
from carcite.text.chars import BLANKS
from carcite.text.pattern import pattern

_OPEN_END = pattern(r"[-–—:;,(/]\Z")
_EDGE_NUMBER = pattern(rf"\A\d{{1,5}}[{BLANKS}|]++|[{BLANKS}|]{{1,40}}+\d{{1,5}}\Z")
_RULE = pattern(r"[-–—_=*~·\s]{3,}\Z")
_DIGITS = pattern(r"\d++")
_LONGEST_HEAD = 140
_LONGEST = 600
"""No line of the page around a list is longer."""

Noise = Literal["links", "page"]
"""Link words end an entry; what else is printed on a page may stand anywhere in it."""


def find_noise(text: str, lines: Sequence[Line]) -> dict[int, Noise]:
    """Return, by the offset at which they begin, the lines that are not of the list."""
    noise: dict[int, Noise] = {}
    numbers: list[int] = []
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST:
            continue
        words = line.of(text)
        if is_link_line(words):
            noise[line.start] = "links"
        elif ends_list(words) or _RULE.match(words):
            noise[line.start] = "page"
        elif is_page_number(words):
            numbers.append(index)
    pages = _page_numbers(text, lines, numbers)
    noise.update(dict.fromkeys((lines[index].start for index in pages), "page"))
    noise.update(dict.fromkeys(_running_heads(text, lines, pages), "page"))
    return noise


def _page_numbers(text: str, lines: Sequence[Line], numbers: Sequence[int]) -> set[int]:
    """Return which of the lines that hold a number alone are page numbers.

    Such a line stands at a break between pages, or is set like one ("– 12 –"), or counts on from
    the one before. Else it may be a volume, or the end of "405: 751-".
    """
    values = [int(_DIGITS.search(lines[i].of(text) + " 0")[0]) for i in numbers]  # type: ignore[index]
    pages: set[int] = set()
    for place, index in enumerate(numbers):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else None
        at_break = line.page_break or (after is not None and after.page_break)
        alone = line.gap > 0 and (after is None or after.gap > 0)
        if at_break or alone or not line.of(text).isalnum():
            pages.add(index)
            continue
        counts_on = values[place] - 1 in values[max(0, place - 1) : place]
        counts_on = counts_on or values[place] + 1 in values[place + 1 : place + 2]
        before = lines[index - 1] if index else line
        if counts_on and not _OPEN_END.search(text, before.start, before.end):
            pages.add(index)
    return pages


def _running_heads(text: str, lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Return the lines that come again, but for a page number, at breaks between pages."""
    heads: dict[int, str] = {}
    sure: set[int] = set()
    for index, line in enumerate(lines):
        if not 4 < line.end - line.start <= _LONGEST_HEAD or index in pages:
            continue
        after = lines[index + 1] if index + 1 < len(lines) else None
        alone = line.gap > 0 and (after is None or after.gap > 0)
        at_break = line.page_break or bool(pages & {index - 1, index + 1})
        at_break = at_break or (after is not None and after.page_break)
        if not (at_break or alone):
            continue
        words = line.of(text)
        bare = _EDGE_NUMBER.sub("", words)
        if not at_break and (looks_like_entry(words) or words[-1:].isdigit()):
            continue
        heads[line.start] = bare
        if line.page_break and bare != words and (after is None or after.gap > 0):
            sure.add(line.start)  # the only break in the list: nothing comes again
    counts = Counter(heads.values())
    return sure | {start for start, bare in heads.items() if counts[bare] > 1}
