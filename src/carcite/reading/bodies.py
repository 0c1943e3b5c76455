"""A body at the head of an entry, where a person would stand: ministries, institutes, companies.

Citing Medicine 2nd ed., ch. 1A, "Organizations as author". A body is taken only where the rest
still holds a title and what bears it.

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("World Health Organization. Masks on wards. Geneva: WHO; 2021"))
>>> read_body(draft, 0, len(draft.clean), None, None, False)
(27, False)
"""

from __future__ import annotations

import re

from carcite.model.layout import Role
from carcite.model.names import Contributors, Organization
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.early_years import early_year
from carcite.reading.parts.names import EDITOR_LABEL, label_span, read_names
from carcite.reading.parts.numeration import Numeration
from carcite.reading.parts.organizations import organization_weight
from carcite.reading.parts.title_marks import MEDIUM
from carcite.reading.parts.titles import is_journal
from carcite.text.pattern import pattern

BROKEN = 3.0
"""The risk of a block that leaves words behind it."""
# Takes "SFB - Servico Florestal", an acronym and what it stands for.
_SPELT_OUT = pattern(r"[A-Z][A-Za-z]{0,5}[A-Z][a-z]{0,6}\ -\ [A-Z]")
_YEAR_ALONE = pattern(r"(?:19|20)\d\d[a-z]?\.\ [A-Z]")
_COUNTRY = pattern(
    r"(?:Brasil|Brazil|Portugal|Espana|Spain|Mexico|Argentina|Chile|Colombia|Peru|United\ States|"
    r"Great\ Britain|United\ Kingdom|Canada|Australia|New\ Zealand|South\ Africa|India|Ireland|"
    r"Deutschland|Germany|France|Italia|Italy|Polska|Turkiye)\.\ "
)
# Takes the body of "Robert Koch-Institut: Bericht 2019. "; refuses "Nursing: a review. ".
# And of "Frauenhilfe e. V. (Hrsg.): Geburt heute. ".
_COLON_BEHIND = pattern(
    r"(?P<name>[A-Z](?:[^.:;]|(?<=\ e)\.(?=\ ?V)|(?<=V)\.|"
    r"(?<=Hrsg)\.(?=\))|(?<=[Ee]d)\.(?=\))){6,90})"
    r":\ (?=[A-Z][^.]{3,200}(?:\.|\Z))"
)
_LABEL_AT_END = pattern(r"\ \([A-Za-z]{2,8}\.?\)\Z")
_COLON = pattern(r":\ ")
# Takes what a segment at the head ends with: ". ", " (2012) ", ": " is left to titles.
_HEAD_END = pattern(
    r"(?<![ .][A-Z])(?<!\be)(?<!\bNo)(?<!\bSt)(?<!\bU\.S)[.?!][\"')]?\ +"
    r"|\ (?=\((?:1[5-9]|20)\d\d\))|\.\Z"
    r"|(?<=\be\.V)\.\ +|(?<=\be\.\ V)\.\ +|,(?=\ (?:19|20)\d\d\.\ )"
)


_LONGEST_NAME = 90
"""Characters of a journal's name; no body stands in one ("Angew. Chem. Int. Ed. 1978")."""


def read_body(
    draft: Draft, at: int, end: int, block: Numeration | None, host: int | None, early: bool
) -> tuple[int, bool]:
    """Read an organisation at the head, where the rest still holds a title and a container."""
    plain = draft.plain
    match = _HEAD_END.search(plain, at, min(end, at + 220))
    colon = _COLON_BEHIND.match(plain, at, end)
    if colon and organization_weight(_LABEL_AT_END.sub("", colon["name"])) >= 0.6:
        match = _COLON.search(plain, colon.end("name"))
    if match is None or match[0].startswith(("?", "!")):
        return at, early
    first, last = at, match.start()
    match, last = _units(
        plain, match, first, end, all_of_them=bool(_COUNTRY.match(plain, first, end))
    )
    label = EDITOR_LABEL.search(plain, first, last + 1)
    # Who is called the editor is one, by whatever words.
    weight = 1.0 if label else organization_weight(plain[first:last])
    if block is not None and block.risk >= BROKEN:
        block = None
    rest = block.start if block is not None else end
    if rest - at < _LONGEST_NAME and is_journal(draft.clean[at:rest].strip(" .,;:")):
        return at, early
    alone = match[0].startswith(".") and _YEAR_ALONE.match(plain, match.end(), end)
    needed = 0.0 if alone and _SPELT_OUT.match(plain, first, last) else 0.35
    behind = plain[match.end() : rest].strip(" .,;:")
    journal = block is not None and (block.volume[0] >= 0 or block.pages[0] >= 0)
    if journal and host is None and not re.search(r"[.?!]\ ", behind):
        # Two segments only: a title and a journal, unless the journal would be no journal.
        needed = 0.95 if is_journal(behind) or not early else 0.5
    if host is None and last - first < 60 and _ONLINE_BEHIND.match(plain, match.end(), end):
        needed = 0.0
    if weight < 0.9 and (
        "title_note" in draft.fields or ("url" in draft.fields and _SITE_ALONE.match(behind))
    ):
        # "Lamictal. Package insert. Novex" and "Hospitals brace for it. BBC News. 2022 Dec 12".
        return at, early
    if (
        weight < needed
        or not behind
        or ("[" in plain[first:last] and MEDIUM.search(plain, first, last))
    ):
        return at, early
    if label:
        last = label.start()
        draft.mark(Role.CONTRIBUTOR_LABEL, *label_span(label))
    while last > first and plain[last - 1] in " .,":
        last -= 1
    names = []
    people = _PEOPLE_BEHIND.search(plain, first, last)
    for match_name in _BODIES.finditer(plain, first, people.start() if people else last):
        draft.mark(Role.ORGANIZATION, *match_name.span())
        names.append(Organization(draft.clean[slice(*match_name.span())]))
    draft.add_names(Contributors(tuple(names), "editor" if label else "author"))
    if people:
        read_names(draft, people.end(), last, "editor" if label else "author")
    if weight < 0.6:
        draft.risk += 0.3
    after = match.end() if not match[0].startswith(" ") else match.start()
    dated, after_year = early_year(draft, match.start(), end)
    return (after_year, True) if dated else (after, early)


# Takes the "Bulletin [Internet]. " behind "Santé publique France. ": the title has its own segment.
_ONLINE_BEHIND = pattern(rf"[A-Z][^.?!\[\]]{{3,200}}\ \[(?:{MEDIUM.pattern})\][.:;]", re.IGNORECASE)
# Takes "BBC News. 2022 Dec 12", a site and a day and no title.
_SITE_ALONE = pattern(
    r"[A-Z][\w&.]*(?:\ [A-Z][\w&.]*){0,4}\.\ "
    r"(?:(?:19|20)\d\d\ [A-Z][a-z]{2}\b|[A-Z][a-z]{2,8}\ \d)[^.;:]{0,12}\Z"
)
# Takes the office of a ministry; its title must still follow, and no "London: Publisher".
_UNIT = pattern(
    r"(?:Secretari|Subsecretari|Departament|Department|Dire[ct]|Coorden|Superinten|Gerencia|Institut"
    r"|Divisi|Fundac|Agenc|Conselh|Consej|Comiss?|Centro)[a-z]*\ [^.]+\.\ "
    r"(?![A-Z][^.:;]{2,40}:\ [A-Z])[^.]+\.\ "
)


def _units(
    plain: str, match: re.Match[str], first: int, end: int, *, all_of_them: bool
) -> tuple[re.Match[str], int]:
    """Follow a country or ministry down to its offices ("Brasil. Ministério da Saúde. ")."""
    needed = 0.6 if all_of_them else 1.0
    for _ in range(4):
        if not all_of_them and not _UNIT.match(plain, match.end(), end):
            break
        further = _HEAD_END.search(plain, match.end(), min(end, match.end() + 200))
        if further is None or organization_weight(plain[match.end() : further.start()]) < needed:
            break
        match = further
    return match, match.start()


# Takes the comma of "College of Surgeons, Caughey AB, Cahill AG".
_PEOPLE_BEHIND = pattern(r",\ (?=[A-Z][\w'-]+\ [A-Z]{1,3}(?:,\ [A-Z][\w'-]+\ [A-Z]{1,3})+\Z)")
_BODIES = pattern(r"[^;\s][^;]*")
