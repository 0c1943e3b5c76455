"""One entry a line: references read as they come, in memory that does not grow with them.

>>> read("3. June CH. CAR T cells. Science. 2018;359(6382):1361-5.").container_title
'Science'
>>> [each.volume for each in read_lines(["June CH. Cells. Blood. 2018;12:2.", ""])]
['12', '']
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Literal

from carcite.errors import UsageError
from carcite.model.reference import Reference
from carcite.reading.document import Reads
from carcite.reading.entry import read_entry
from carcite.text.chars import escaped_in_json
from carcite.text.pattern import pattern

LABEL = pattern(
    r"\s{0,40}+(?:\[\d{1,9}\]|\(\d{1,9}\)|\d{1,9}(?:[.)]|[.]?[-)/](?=\s)))(?:\s++|(?=[^\W\d_]))"
)
"""Takes "1. ", "[12] ", "3) ", "7.- "; refuses "10.1055/..." and "2018;"."""


def read(text: str) -> Reference:
    """Return the one reference that a text is, its number set aside; a list is never looked for.

    No text makes it raise; what could not be read stands in `unread`.
    """
    if not isinstance(text, str):
        raise UsageError(f"read() takes the text of one entry, not {type(text).__name__}")
    return read_entry(_body(text)).reference


def read_lines(lines: Iterable[str], *, start: int = 1) -> Iterator[Reference]:
    """Yield one Reference for each line, an empty one for a blank line.

    Lines are counted from `start`: a line that is no text raises UsageError with its number.
    """
    for number, line in enumerate(lines, start):
        if not isinstance(line, str):
            raise UsageError(f"line {number}: not text but {type(line).__name__}")
        yield read_entry(_body(line)).reference


def convert_lines(
    lines: Iterable[str],
    to: Literal["csl-jsonl"] = "csl-jsonl",
    *,
    start: int = 1,
    reads: Reads = read_entry,
) -> Iterator[str]:
    """Yield one CSL-JSON object for each line, ended by a line feed; a blank line gives "{}".

    The ids count the lines, from `start`. `reads` reads one entry, as `Style.read` of a CSL style.
    """
    from carcite.csl.items import to_csl

    if to != "csl-jsonl":
        raise UsageError(f'lines are converted to "csl-jsonl", not to "{to}"')
    encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
    for number, line in enumerate(lines, start):
        text = _body(line)
        if text:
            item = to_csl(reads(text, None).reference, id=str(number))
            yield f"{escaped_in_json(encode(item))}\n"
        else:
            yield "{}\n"


def _body(line: str) -> str:
    text = line.strip()
    label = LABEL.match(text)
    return text[label.end() :] if label else text
