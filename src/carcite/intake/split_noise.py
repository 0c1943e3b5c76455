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

from carcite.intake.furniture import ends_list, is_link_line, is_page_number
from carcite.intake.split_evidence import looks_like_entry
from carcite.intake.split_lines import Line
from carcite.text.chars import BLANKS

_OPEN_END = re.compile(r"[-–—:;,(/]\Z")
_EDGE_NUMBER = re.compile(rf"\A\d{{1,5}}[{BLANKS}|]++|[{BLANKS}|]++\d{{1,5}}\Z")
_LONGEST_HEAD = 140


def find_noise(text: str, lines: Sequence[Line]) -> set[int]:
    """Return the offsets at which lines begin that are not of the list."""
    noise: set[int] = set()
    pages: set[int] = set()
    for index, line in enumerate(lines):
        if line.end - line.start > 600:
            continue
        words = line.of(text)
        if is_link_line(words) or ends_list(words):
            noise.add(line.start)
        elif is_page_number(words) and not _ends_open(text, lines, index):
            noise.add(line.start)
            pages.add(index)
    return noise | _running_heads(text, lines, pages)


def _ends_open(text: str, lines: Sequence[Line], index: int) -> bool:
    """Tell whether the line before wants a number: "751-" and "22:" do."""
    return index > 0 and bool(_OPEN_END.search(lines[index - 1].of(text)[-1:]))


def _running_heads(text: str, lines: Sequence[Line], pages: set[int]) -> set[int]:
    """Return the lines that come again, but for a page number, at breaks between pages."""
    heads: dict[int, str] = {}
    for index, line in enumerate(lines):
        if not 4 < line.end - line.start <= _LONGEST_HEAD or index in pages:
            continue
        at_break = line.page_break or bool(pages & {index - 1, index + 1})
        after = lines[index + 1] if index + 1 < len(lines) else None
        at_break = at_break or (after is not None and after.page_break)
        words = line.of(text)
        bare = _EDGE_NUMBER.sub("", words)
        alone = line.gap > 0 and (after is None or after.gap > 0)
        if not (at_break or ((alone or bare != words) and not looks_like_entry(words))):
            continue
        if not at_break and not (alone and not words[-1:].isdigit()):
            continue
        heads[line.start] = bare
    counts = Counter(heads.values())
    return {start for start, bare in heads.items() if counts[bare] > 1}
