"""An entry as a template sees it: the fields that it prints, in order, and what stands between.

>>> from carcite.reading.entry import read_entry
>>> seen = observe(read_entry("June CH. Which cells? Science. 2018;359:1361-5."))
>>> [field for field, _ in seen.fields], seen.joints
(['authors', 'title', 'container', 'date', 'volume', 'pages'], ('', '. ', ' ', '. ', ';', ':', '.'))
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carcite.authorities.months import ABBREVIATIONS
from carcite.model.layout import Layout, Mark, Role
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.text.pattern import pattern

_NAMES = frozenset(
    {Role.PARTICLE, Role.FAMILY, Role.INITIALS, Role.GIVEN, Role.SUFFIX, Role.ORGANIZATION}
    | {Role.ET_AL}
)
_FIELDS: Mapping[Role, str] = {
    Role.TITLE: "title",
    Role.TITLE_NOTE: "title-note",
    Role.ORIGINAL_TITLE: "original-title",
    Role.CONTAINER_TITLE: "container",
    Role.COLLECTION_TITLE: "collection",
    Role.EDITION: "edition",
    Role.YEAR: "year",
    Role.MONTH: "month",
    Role.DAY: "day",
    Role.VOLUME: "volume",
    Role.ISSUE: "issue",
    Role.SUPPLEMENT: "issue",
    Role.PART: "issue",
    Role.PAGE: "pages",
    Role.NUMBER: "number",
    Role.NUMBER_OF_PAGES: "page-count",
    Role.PUBLISHER: "publisher",
    Role.PUBLISHER_PLACE: "place",
    Role.EVENT: "event",
    Role.GENRE: "genre",
    Role.MEDIUM: "medium",
    Role.STATUS: "status",
    Role.LANGUAGE: "language",
    Role.URL: "url",
    Role.DOI: "doi",
    Role.PMID: "pmid",
    Role.PMCID: "pmcid",
    Role.NOTE: "note",
    Role.CONTRIBUTOR_LABEL: "editor-label",
}
"""The field that prints each role; the names and dates of a list are told by their places."""
_DOI_PREFIX = pattern(r"(?:https?://(?:dx\.|www\.)?doi\.org/|\bdoi:?\s?(?:https?://\S*+)?)\Z", re.I)
"""Takes the end of ". doi: " and " https://doi.org/"; refuses a bare blank."""
_PAGE_LABEL = pattern(r"(?<![^\W\d_])[^\W\d_]{1,6}\.?[ \u00a0\u202f]?\Z")
"""Takes the end of ", pp. " and ", S. "; refuses ": " and "(2018) "."""
_JOINED: Mapping[str, str] = {"pages": ", ", "issue": " ", "volume": " "}
"""What may stand between two pieces of one field."""


@dataclass(frozen=True, slots=True)
class Observed:
    """An entry cut into the fields of a template."""

    parse: Parse
    text: str
    """The whole entry, a line end in it as a space."""
    fields: tuple[tuple[str, str], ...]
    """Each field and what it prints, in order."""
    joints: tuple[str, ...]
    """What stands before, between and behind them: one more than fields."""
    names: Layout
    """The names that stand first, alone."""
    doi_prefix: str | None
    """What stands before the DOI, None where none is printed."""
    page_label: str
    """The word before the pages with its stop and blank: "pp. "; empty without one."""

    @property
    def whole(self) -> bool:
        """Whether a template could print the entry: each field once, all of them known."""
        names = [name for name, _ in self.fields]
        return "" not in names and len(names) == len(set(names))


def observe(parse: Parse, *, compact: bool = False) -> Observed:
    """Cut a parse into the fields that a template would print.

    `compact` says that the list's initials have no stops of their own: that of "Vos RA., 2018" is
    then a mark between.
    """
    text = _one_line(parse.layout.text)
    runs = _merged(_runs(parse, text), text)
    fields: list[tuple[str, str]] = []
    joints: list[str] = []
    names = Layout("", ())
    prefix: str | None = None
    label = ""
    done = 0
    for field, start, end in runs:
        joint = text[done:start]
        if field == "doi":
            found = _DOI_PREFIX.search(joint)
            prefix = found.group() if found else ""
            joint = joint[: len(joint) - len(prefix)]
        if field == "pages" and (word := _PAGE_LABEL.search(joint)):
            label = word.group()
            joint = joint[: len(joint) - len(label)]
        if field == "authors" and not names.marks:
            end = _end_of_names(parse, text, start, end, compact=compact)
            names = _names(parse, start, end, text, compact=compact)
        joints.append(joint)
        fields.append((field, text[start:end]))
        done = end
    joints.append(text[done:])
    return Observed(parse, text, tuple(fields), tuple(joints), names, prefix, label)


def _one_line(text: str) -> str:
    """Return the text with line ends as spaces, its length kept."""
    return text.replace("\r", " ").replace("\n", " ")


def _runs(parse: Parse, text: str) -> list[tuple[str, int, int]]:
    """Return the fields with their places; "" for what no template prints."""
    groups = [each.role for each in parse.reference.contributors]
    turn, among, dates = -1, False, _dates(parse.reference)
    found: list[tuple[str, int, int]] = []
    for role, start, end in parse.layout.marks:
        if role in _NAMES:
            if among:
                field, first, _ = found.pop()
                found.append((field, first, end))
                continue
            turn, among = turn + 1, True
            group = groups[turn] if turn < len(groups) else ""
            field = {"author": "authors", "editor": "editors", "translator": "translators"}.get(
                group, ""
            )
            found.append((field, start, end))
            continue
        among = False
        if role is Role.DATE:
            found.append((dates.pop(0) if dates else "", start, end))
        elif role in (Role.SUPPLEMENT, Role.PART) and found and found[-1][0] == "volume":
            found.append(("volume", start, end))
        else:
            found.append((_FIELDS.get(role, ""), start, end))
    return found


def _dates(reference: Reference) -> list[str]:
    given = ("accessed", "epub", "updated", "event_date")
    return [name.replace("_", "-") for name in given if getattr(reference, name)]


def _merged(runs: list[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """Join the pieces of one field, and a year, month and day that stand as NLM prints them."""
    merged: list[tuple[str, int, int]] = []
    for field, start, end in runs:
        if merged:
            last, first, done = merged[-1]
            between = text[done:start]
            if field == last and between == _JOINED.get(field):
                merged[-1] = (field, first, end)
                continue
            if between == " " and _continues(last, field, text[start:end]):
                merged[-1] = ("date" if field == "month" else "whole-date", first, end)
                continue
        merged.append((field, start, end))
    plain = {"year": "date", "whole-date": "date"}
    alone = {name for name, _, _ in merged}.isdisjoint({"month", "day"})
    return [(plain.get(name, name) if alone else name, a, b) for name, a, b in merged]


def _continues(last: str, field: str, text: str) -> bool:
    month = text.partition("-")[0] in ABBREVIATIONS
    return (last == "year" and field == "month" and month) or (last == "date" and field == "day")


def has_compact_initials(parses: Sequence[Parse]) -> bool:
    """Tell whether most initials of a list stand without stops, one at the end set aside."""
    compact = dotted = 0
    for parse in parses:
        for role, start, end in parse.layout.marks:
            initials = parse.layout.text[start:end].removesuffix(".")
            if role is Role.INITIALS:
                compact += "." not in initials and sum(map(str.isupper, initials)) > 1
                dotted += "." in initials
    return compact > dotted


def _end_of_names(parse: Parse, text: str, start: int, end: int, *, compact: bool) -> int:
    """Return the end of names with the stop behind "et al", which may be its own."""
    if text[end : end + 1] == "." and text[start:end].endswith("al"):
        return end + 1
    ends_in_initials = any(
        role is Role.INITIALS and last == end for role, _, last in parse.layout.marks
    )
    return end - 1 if compact and ends_in_initials and text[end - 1] == "." else end


def _names(parse: Parse, start: int, end: int, text: str, *, compact: bool) -> Layout:
    marks: list[Mark] = []
    for role, first, last in parse.layout.marks:
        if start <= first < end:
            if role is Role.ET_AL and last + 1 >= end:
                last = end
            elif role is Role.INITIALS and compact and text[last - 1] == ".":
                last -= 1
            marks.append((role, first - start, last - start))
    return Layout(text[start:end], tuple(marks))
