"""Lists of names as they are spoken: "Jeffrey T. Chang, Iddo Friedberg: Title".

A colon closes them; behind a stop two names in full must be there, one with an initial.

Computer science and physics print them so (springer LNCS, and hand-made lists in LaTeX).

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("Jeffrey T. Chang, Rob van Houdt: Tools for computational biology. Nature"))
>>> draft.clean[read_spoken_names(draft, 0, len(draft.clean)) :]
': Tools for computational biology. Nature'
>>> [(name.given, name.particle, name.family) for name in draft.fields["contributors"][0].names]
[('Jeffrey T.', '', 'Chang'), ('Rob', 'van', 'Houdt')]
"""

from __future__ import annotations

import re

from carcite.authorities.particles import PARTICLES
from carcite.model.layout import Role
from carcite.model.names import Contributors, Person
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.given import looks_like_organization
from carcite.text.pattern import pattern
from carcite.text.patterns import one_of

_PARTICLE = one_of(each for each in PARTICLES if each.isascii() and not each.endswith("'"))
# Takes "Jeffrey", "T.", "J.-P.", "PJA", "Jean-Paul"; refuses "the".
_GIVEN = r"(?:[A-Z][a-z]++(?:-[A-Z][a-z]++)?+|(?:[A-Z]\.-?){1,4}+|[A-Z]{1,3}+(?![a-z.'-]))"
# Takes "Chang", "O'Brien", "McDonald", "Cornish-Bowden"; refuses "JA", "B." and "Jr".
_PART = r"(?![JS]r\b)[A-Z](?:'[A-Z])?+[a-z]++(?:[A-Z][a-z]++)?+"
_FAMILY = rf"{_PART}(?:-{_PART})?+"
_NAME = (
    rf"(?P<given>{_GIVEN}(?:\ ?{_GIVEN}){{0,3}}?)\ (?P<particle>(?:(?:{_PARTICLE})\ ){{0,3}}+)"
    rf"(?P<family>{_FAMILY})(?:,?\ (?P<suffix>[JS]r|[23][nr]d|I{{2,3}}|IV)\b\.?)?(?:\d(?=,|\ and))?"
)
_ONE = pattern(rf"{_NAME}(?=,|:|\.\ |\ and\ |\ et\ al)")
_ONE_BEHIND = pattern(rf"{_NAME}(?=,|\.?\Z|\ and\ |\ et\ al)")
_INITIALS = pattern(r"(?:[A-Z]\.[\ -]?)+|[A-Z]{1,3}")
_INITIAL = pattern(r"\b[A-Z]{1,3}(?:\.|\b)(?![a-z])")
_BETWEEN = pattern(r",\ +(?:and\ +)?|\ +and\ +")
_END = pattern(r"(?P<et_al>,?\ et\ al\.?)?(?=[:.]\ +(?:\*\*|__|[*_])?[\"'A-Z0-9])")
_DOTTED = pattern(r"\b[A-Z]\.")
# Takes the "Haykin S. Kalman" of "Haykin S. Kalman Filtering": names end with their initials.
_NOT_LAST = pattern(r"[a-z]\ [A-Z]\.\ ?[A-Z][a-z]")
_ENOUGH = 3
"""So many names in a row are a list of them, whatever follows."""


def read_spoken_names(draft: Draft, start: int, end: int) -> int:
    """Read names in the order of speech and return where they end; `start` when none stand there.

    "Heart Failure, Kidney Disease: a review" is told apart by what names alone have: initials with
    stops, a title in quotation marks behind them, or three of them.
    """
    plain = draft.plain
    found, at = _row(plain, start, end)
    closing = _END.match(plain, at, end) if found else None
    if closing is None:
        return start
    quoted = plain.startswith('"', closing.end() + 2)
    dotted = any(_DOTTED.search(each["given"]) for each in found)
    if plain[closing.end()] == "." and not (dotted and _are_full(found)):
        return start
    if not (quoted or len(found) >= _ENOUGH or (dotted and len(found) > 1)):
        return start
    if any(looks_like_organization(each[0]) for each in found):
        return start
    _add(draft, found, closing)
    return closing.end()


def _are_full(found: list[re.Match[str]]) -> bool:
    """Tell "John A. Smith, Mary Jones" from "J. A. Smith, M. Jones", which is read elsewhere."""
    return len(found) > 1 and not any(
        _INITIALS.fullmatch(each["given"]) or _NOT_LAST.search(each["given"]) for each in found
    )


# Takes the stops and question marks behind which a list of names may begin.
_SENTENCE = pattern(r"(?:(?<!\b[A-Z])\.|[?!\]])['\")]?\ (?=[A-Z])")
_CLOSED = pattern(r"(?P<et_al>,?\ et\ al\.?)?\.?\Z")


def read_names_behind(draft: Draft, start: int, end: int) -> int:
    """Read names behind a title and return where it ends: "A title. D. Carr, Ed B. Lee"; or `end`.

    Annotated bibliographies print them so. One name must have initials with stops, and of several
    one at least an initial, as titles in capitals have none.
    """
    plain = draft.plain
    for stop in _SENTENCE.finditer(plain, start, end):
        found, at = _row(plain, stop.end(), end, behind=True)
        closing = _CLOSED.match(plain, at, end) if found else None
        if closing is None or any(looks_like_organization(each[0]) for each in found):
            continue
        initials = sum(_INITIAL.search(each["given"]) is not None for each in found)
        if initials and (len(found) > 1 or _DOTTED.search(found[0]["given"])):
            _add(draft, found, closing)
            return stop.start() + (plain[stop.start()] != ".")
    return end


def _row(
    plain: str, start: int, end: int, *, behind: bool = False
) -> tuple[list[re.Match[str]], int]:
    """Return the names that stand in a row, and where the last of them ends."""
    form = _ONE_BEHIND if behind else _ONE
    found: list[re.Match[str]] = []
    at = after = start
    while match := form.match(plain, after, end):
        if found and _INITIALS.fullmatch(found[0]["given"]) and not _INITIAL.search(match["given"]):
            break  # "J. Barber, Photosynthetic Energy Conversion: ...": who has initials, has them.
        found.append(match)
        at = match.end()
        between = _BETWEEN.match(plain, at, end)
        if between is None:
            break
        after = between.end()
    return found, at


def _add(draft: Draft, found: list[re.Match[str]], closing: re.Match[str]) -> None:
    names = []
    for each in found:
        short = _INITIALS.fullmatch(each["given"]) is not None
        draft.mark(Role.INITIALS if short else Role.GIVEN, *each.span("given"))
        particle = draft.clean[slice(*each.span("particle"))].strip()
        draft.mark(Role.PARTICLE, each.start("particle"), each.start("particle") + len(particle))
        draft.mark(Role.FAMILY, *each.span("family"))
        draft.mark(Role.SUFFIX, *each.span("suffix"))
        draft.skip(each.start(), each.end())
        given, family = (draft.clean[slice(*each.span(name))] for name in ("given", "family"))
        initials = given.replace(".", "").replace(" ", "") if short else ""
        names.append(
            Person(family, initials, "" if short else given, particle, each["suffix"] or "")
        )
    if closing["et_al"]:
        draft.mark(Role.ET_AL, closing.end() - len(closing[0].lstrip(", ")), closing.end())
    draft.add_names(Contributors(tuple(names), "author", bool(closing["et_al"])))
