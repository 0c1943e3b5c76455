"""A way through a style's graph as a Parse: the reference, and each piece where it stands.

>>> from carcite.csl import load_style
>>> from carcite.styles.grammar.build import build
>>> from carcite.styles.grammar.lattice import ways_of
>>> from carcite.styles.grammar.text import Text
>>> from carcite.text.scanner import scan
>>> text = "June CH, Milone MC. CAR T cells for all. Science. 2018;359(6382):1361–5."
>>> scanned = scan(text)
>>> way = next(ways_of(build(load_style("vancouver"), "article-journal"), Text(scanned.plain)))
>>> parse = parse_of(way, "article-journal", scanned, text)
>>> parse.reference.title, parse.reference.issue, parse.is_read
('CAR T cells for all', '6382', True)
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from carcite.authorities.months import month_number, season_number
from carcite.csl.items import from_csl
from carcite.model.layout import Role
from carcite.model.parse import Entry, Parse
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.locators import read_issue, read_pages
from carcite.styles.csl_roles import DATE_PARTS, VARIABLES, page_marks
from carcite.styles.grammar.lattice import Way
from carcite.styles.grammar.name_forms import NOWHERE, FoundName, FoundNames
from carcite.styles.grammar.text import Value
from carcite.text.chars import DASHES
from carcite.text.pattern import pattern
from carcite.text.scanner import Scan


def parse_of(way: Way, kind: str, scanned: Scan, text: str, entry: Entry | None = None) -> Parse:
    """Return the parse that a way is, as a work of a type."""
    draft = Draft(scanned)
    item: dict[str, Any] = {"type": kind}
    done = 0
    for value in way.values:
        if value.start > done:
            draft.skip(done, value.start)
        done = max(done, value.end)
        _take(draft, item, value)
    if len(scanned.clean) > done:
        draft.skip(done, len(scanned.clean))
    fields = {name: draft.fields[name] for name in _LOCATORS if name in draft.fields}
    parse = draft.finish(text, entry)
    reference = replace(from_csl(item), unread=parse.reference.unread, **fields)
    return replace(parse, reference=reference)


_LOCATORS = ("pages", "issue", "supplement", "part")
"""Fields that are read as the reader of lists reads them."""


def _take(draft: Draft, item: dict[str, Any], value: Value) -> None:
    slot, clean = value.slot, draft.clean
    words = clean[value.start : value.end]
    if slot.variable == "DOI":
        words = words.rstrip(".")  # The stop is the style's, or a slip.
    if slot.kind in DATE_PARTS:
        role = DATE_PARTS[slot.kind] if slot.variable == "issued" else Role.DATE
        draft.mark(role, value.start, value.end)
        _put_date(item, slot.variable, slot.kind, words)
    elif value.names is not None:
        draft.skip(value.start, value.end)
        _put_names(draft, item, slot.variable, value.names)
    elif slot.variable in VARIABLES:
        key = slot.variable.removesuffix("-first")
        plain = draft.plain[value.start : value.end]
        if key == "page":
            for mark in page_marks(words, value.start):
                draft.mark(*mark)
            clean = _DASH.sub("-", words)
            draft.fields["pages"] = read_pages(_DASH.sub("-", plain), numbered=True, clean=clean)
            return
        draft.mark(VARIABLES[slot.variable], value.start, value.start + len(words))
        if key == "issue":
            draft.fields |= read_issue(plain)._asdict()
            return
        item.setdefault(key, words)


# Takes any dash between the pages of a range, one that a typewriter doubled as well.
_DASH = pattern(f" ?(?:--+|[{DASHES}]+) ?")


def _put_date(item: dict[str, Any], variable: str, part: str, words: str) -> None:
    date = item.setdefault(variable, {})
    first = words.split("-")[0].split("–")[0]
    if part == "year":
        if not words[:1].isdigit():
            date["literal"] = words
            return
        letter = words[-1] if words[-1].isalpha() else ""
        date.setdefault("date-parts", [[0]])[0][0] = int(words[:4])
        if len(words) > 5:
            last = words[5:]
            date["date-parts"].append([int(words[: 4 - len(last)] + last)])
        if letter:
            date["year-suffix"] = letter
        _settle(date)
        return
    if part == "month":
        number = (
            int(first) if first.isdecimal() and len(first) < 9 else month_number(first.rstrip("."))
        )
        season = None if number else season_number(first.rstrip("."))
        if season:
            date["season"] = season
        date["_month"] = number
    else:
        digits = re.match(r"\d+", words)
        date["_day"] = int(digits[0]) if digits else None
    _settle(date)


def _settle(date: dict[str, Any]) -> None:
    """Put the parts of a date in CSL's order, whatever order they were printed in."""
    parts = date.get("date-parts")
    if not parts or not parts[0][0]:
        return
    month, day = date.get("_month"), date.get("_day")
    parts[0] = [each for each in (parts[0][0], month, day if month else None) if each]


def _put_names(draft: Draft, item: dict[str, Any], variable: str, found: FoundNames) -> None:
    names = item.setdefault(variable, [])
    for name in found.names:
        names.append(_name(draft, name))
    if found.et_al != NOWHERE:
        draft.mark(Role.ET_AL, *found.et_al)
        custom = item.setdefault("custom", {})
        custom["et-al"] = True
        roles = custom.setdefault("et-al-roles", [])
        roles.append(variable)


def _name(draft: Draft, name: FoundName) -> dict[str, str]:
    clean = draft.clean
    if name.is_body:
        draft.mark(Role.ORGANIZATION, *name.family)
        return {"literal": clean[slice(*name.family)]}
    given = clean[slice(*name.given)] if name.given != NOWHERE else ""
    made = {"family": clean[slice(*name.family)]}
    draft.mark(Role.FAMILY, *name.family)
    if given:
        bare = re.sub(r"[\s.-]", "", given)
        short = len(bare) <= 6 and sum(map(str.isupper, bare)) * 2 >= len(bare)
        is_short = short and (bare == bare.upper() or "." in given)
        draft.mark(Role.INITIALS if is_short else Role.GIVEN, *name.given)
        made["given"] = given
    for key, span, role in (
        ("non-dropping-particle", name.particle, Role.PARTICLE),
        ("suffix", name.suffix, Role.SUFFIX),
    ):
        if span != NOWHERE and (words := clean[slice(*span)].strip()):
            draft.mark(role, span[0], span[0] + len(words))
            made[key] = words
    return made
