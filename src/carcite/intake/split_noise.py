"""Lines among references that are of the page: link words, page numbers, running heads, footers.

>>> from carcite.intake.split_lines import read_lines
>>> text = "1. June CH. Title. Science\\nCAS PubMed\\n2018;359:1-5."
>>> sorted(find_noise(text, read_lines(text)))
[27]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from carcite.intake.furniture import ends_list, is_link_line, is_page_number
from carcite.intake.split_evidence import looks_like_entry
from carcite.intake.split_lines import Line
from carcite.text.chars import BLANKS

_OPEN_END = re.compile(r"[-–—:;,(/]\Z")
_EDGE_NUMBER = re.compile(rf"\A\d{{1,5}}[{BLANKS}|]++|[{BLANKS}|]++\d{{1,5}}\Z")
_LONGEST_HEAD = 140
_LONGEST = 600
"""No line of the page around a list is longer."""

Noise = Literal["links", "page"]
"""Link words end an entry; what else is printed on a page may stand anywhere in it."""


def find_noise(text: str, lines: Sequence[Line]) -> dict[int, Noise]:
    """Return, by the offset at which they begin, the lines that are not of the list."""
    noise: dict[int, Noise] = {}
    pages: set[int] = set()
    for index, line in enumerate(lines):
        if line.end - line.start > _LONGEST:
            continue
        words = line.of(text)
        if is_link_line(words):
            noise[line.start] = "links"
        elif ends_list(words):
            noise[line.start] = "page"
        elif is_page_number(words) and _stands_apart(text, lines, index):
            noise[line.start] = "page"
            pages.add(index)
    noise.update(dict.fromkeys(_running_heads(text, lines, pages), "page"))
    return noise


def _stands_apart(text: str, lines: Sequence[Line], index: int) -> bool:
    """Tell whether a number is not the last word of the entry before it ("405: 751-", "22:")."""
    line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line.page_break or (after and after.page_break) or (line.gap and (not after or after.gap)):
        return True
    return index == 0 or not _OPEN_END.search(text, lines[index - 1].start, lines[index - 1].end)


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
