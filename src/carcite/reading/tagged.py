"""What a file's markup calls the parts of an entry, laid beside what was read from its words.

JATS 1.3: the text of a reference and its tagged fields are one work. Where they contradict each
other, one of them is wrong, or the text was misread; a person must look.

>>> from carcite.reading.entry import read_entry
>>> parse = read_entry("June CH. CAR T cells. Science 2018;359:1361-5.")
>>> [each.message for each in doubt_tags(parse, (("year", "2016"), ("volume", "359"))).doubts]
['the year is "2018" in the text and "2016" in the tags of the file']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from carcite.model.dates import Date
from carcite.model.layout import Role
from carcite.model.locators import ELocator, PageRange
from carcite.model.parse import Doubt, Parse
from carcite.model.reference import Reference
from carcite.text.chars import fold, strip_marks
from carcite.text.span import Span

_ROLES = {
    "title": Role.TITLE,
    "year": Role.YEAR,
    "volume": Role.VOLUME,
    "first page": Role.PAGE,
}
_SHOWN = 40
"""In characters: how much of a title a message shows."""
_ALIKE = 0.8
"""Of the words of two titles, how many must be the same; tags and text differ in signs."""
_UNSURE = 0.5


def doubt_tags(parse: Parse, tagged: tuple[tuple[str, str], ...]) -> Parse:
    """Return a parse with a doubt for each field that the tags of the file give otherwise."""
    doubts = tuple(_doubts(parse, tagged))
    if not doubts:
        return parse
    confidence = min(parse.confidence, _UNSURE)
    return replace(parse, doubts=(*parse.doubts, *doubts), confidence=confidence)


def _doubts(parse: Parse, tagged: tuple[tuple[str, str], ...]) -> Iterator[Doubt]:
    for name, told in tagged:
        role = _ROLES.get(name)
        read = _read(parse.reference, name)
        if role is None or not read or _agree(name, read, told):
            continue
        span = next(
            (Span(start, end) for each, start, end in parse.layout.marks if each is role),
            Span(0, len(parse.layout.text)),
        )
        message = (
            f'the {name} is "{_short(read)}" in the text and "{_short(told)}" in the tags of '
            "the file"
        )
        yield Doubt(span, message)


def _read(reference: Reference, name: str) -> str:
    """Return a field as it was read from the text; empty where it was not found."""
    issued = reference.issued
    page = reference.pages[0] if reference.pages else None
    match name:
        case "title":
            return reference.title
        case "year":
            return str(issued.year) if isinstance(issued, Date) else ""
        case "volume":
            return reference.volume
        case "first page" if isinstance(page, PageRange):
            return page.first
        case "first page" if isinstance(page, ELocator):
            return page.value
    return ""


def _agree(name: str, read: str, told: str) -> bool:
    """Tell whether two values can be one: signs, words of a label and a subtitle are no matter."""
    if name == "title":
        return _same_title(read, told)
    one, two = _figures(read), _figures(told)
    if name == "year":
        two = two[:4]
        return len(two) < 4 or one == two
    return not one or not two or one.lstrip("0") == two.lstrip("0") or one in told or two in read


def _same_title(read: str, told: str) -> bool:
    one, two = (_words(text) for text in (read, told))
    letters = ["".join(each) for each in (one, two)]
    if not all(letters) or letters[0] in letters[1] or letters[1] in letters[0]:
        return True
    common = len(set(one) & set(two))
    return common >= _ALIKE * min(len(set(one)), len(set(two)))


def _words(text: str) -> list[str]:
    plain = "".join(char if char.isalnum() else " " for char in strip_marks(fold(text)).casefold())
    return plain.split()


def _figures(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"
