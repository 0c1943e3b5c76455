"""Names in the two commonest forms, many at one look: "June CH, van der Berg R", "June, C. H.".

>>> names, marks = read_bare("June CH, de Vries A-E", "June CH, de Vries A-E")
>>> [(each.particle, each.family, each.initials) for each in names]
[('', 'June', 'CH'), ('de', 'Vries', 'A-E')]
>>> read_dotted("June, C. H., & Lee, B.", "June, C. H., & Lee, B.")[0][1].family
'Lee'
"""

from __future__ import annotations

import re

from carcite.model.layout import Mark, Role
from carcite.model.names import Name, Person
from carcite.reading.parts.draft import Draft
from carcite.reading.parts.name_forms import NOT_A_NAME, ORGANIZATION_START
from carcite.reading.parts.organizations import BODY
from carcite.text.pattern import pattern

_WORD = r"(?:O'|D'|Mc|Mac|De|Di|Da|Du|Van|Le|La|Lo|El)?[A-Z][a-z]{1,20}"
_PARTICLE = r"(?:(?:van\ der|van\ den|van\ de|de\ la|van|von|de|da|dos|del|di|den|ter)\ )?"
# Takes "Van Loo", "De Steur" and "Van der Berg", whose first word is no name alone.
_OF_TWO = rf"(?:V[ao]n(?:\ d(?:er?|en))?|D[aeiu]|L[ae]|[AE]l|Dos|Dal|Della?)\ {_WORD}(?:-{_WORD})?"
# Not the given name of "Bellizzi Mdel R", nor "Jr".
_SECOND = r"(?:[A-Z][a-z]{4,20}|(?!M)[A-Z][a-z]{3})"
_FAMILY = rf"(?:{_OF_TWO}|{_WORD}(?:-{_WORD}|\ {_SECOND})?)"
_INITIALS = (
    r"\ (?!I{2,3}\b)(?:[A-Z]-[A-Z]|[A-Z]\ [A-Z](?:\ [A-Z])?(?=[,.:]|\ (?:et|and|&|\())"
    r"|[A-Z]{1,3})\b"
)
_SUFFIX = r"(?:\ (?:Jr|Sr|III|2nd|3rd)(?=,\ |\ \())?"
# "St" is half a name, and "Ph D" is a degree.
_NOT = r"(?!St\ |(?:Ph|Sc|Ps|Ed|Dr|Di)\ [A-Z]{1,2}\b)"
_AND = r"(?:,\ (?:and\ |&\ )?|\ (?:and|&)\ )"
# The first is of one word: "American Thoracic S" would be a body's.
BARE_NAMES = (
    rf"(?:{_PARTICLE}{_NOT}{_FAMILY}{_INITIALS}{_SUFFIX}"
    rf"(?:{_AND}{_PARTICLE}{_NOT}{_FAMILY}{_INITIALS}{_SUFFIX}){{0,40}}+)"
)
_DOTTED = r"(?>(?:[A-Z]\.\ ?-?){0,3}[A-Z]\.)"
_PERSON = rf"{_PARTICLE}{_NOT}{_FAMILY},?\ {_DOTTED}"
DOTTED_NAMES = rf"(?:{_PERSON}(?:{_AND}{_PERSON}){{0,40}}+)"
"""Takes "Choi, J. Y., de Vries, A.-E., & Wing, R. A." and "Feng S., Jacobsen S.E. and Reik W."."""
# Refuses "Dawson N. Cells", whose stop ends the names.
IS_DOTTED = pattern(
    rf"{_PARTICLE}{_FAMILY}(?:,?\ [A-Z]\.(?:,|\ ?-?[A-Z]\.|\ &|\ and\ |\ et\ |\ \())"
)
_ONE = pattern(rf"(?P<particle>{_PARTICLE})(?P<family>{_FAMILY}),?\ (?P<initials>{_DOTTED})")
# Takes what parts names otherwise, and what stands behind the last blank: "Lee K J".
_UNUSUAL = pattern(r"\ (?:and|&)\ |\ [A-Z]\ [A-Z]\b|\ (?:Jr|Sr|III|2nd|3rd)\b")
_ONE_BARE = pattern(
    rf"(?P<particle>{_PARTICLE})(?P<family>{_FAMILY})\ (?P<initials>[A-Z-]++(?:\ [A-Z]\b)*+)"
    r"(?:\ (?P<suffix>Jr|Sr|III|2nd|3rd))?"
)
_SMALL = "abcdefghijklmnopqrstuvwxyz "
Names = tuple[tuple[Person, ...], list[Mark]]


def read_bare(plain: str, clean: str, at: int = 0) -> Names:
    """Return the persons of a list of bare names, and their marks; `plain` stands at `at`."""
    if _UNUSUAL.search(plain):
        return _read_each(_ONE_BARE, plain, clean[at:], at)
    names: list[Person] = []
    marks: list[Mark] = []
    start = at
    for part in plain.split(", "):
        end = start + len(part)
        gap = start + part.rindex(" ")
        family = start
        particle = ""
        if part[0].islower():
            family = end - len(part.lstrip(_SMALL))
            particle = clean[start : family - 1]
            marks.append((Role.PARTICLE, start, family - 1))
        marks += ((Role.FAMILY, family, gap), (Role.INITIALS, gap + 1, end))
        names.append(Person(clean[family:gap], clean[gap + 1 : end], "", particle))
        start = end + 2
    return tuple(names), marks


def read_dotted(plain: str, clean: str) -> Names:
    """Return the same of names whose initials have stops, at the head of a text."""
    return _read_each(_ONE, plain, clean, 0)


def _read_each(form: re.Pattern[str], plain: str, clean: str, at: int) -> Names:
    names: list[Person] = []
    marks: list[Mark] = []
    for each in form.finditer(plain):
        values = []
        for name, role in _ROLES[: 3 + (form is _ONE_BARE)]:
            start, end = each.span(name)
            end -= name == "particle" and end > start
            if end > start:
                marks.append((role, at + start, at + end))
            values.append(clean[start:end] if end > start else "")
        particle, family, initials, *suffix = values
        names.append(Person(family, _letters(initials), "", particle, *suffix))
    return tuple(names), marks


_ROLES = (
    ("particle", Role.PARTICLE),
    ("family", Role.FAMILY),
    ("initials", Role.INITIALS),
    ("suffix", Role.SUFFIX),
)


def _letters(initials: str) -> str:
    return initials.replace(".", "").replace(" ", "")


def may_be_bodies(names: tuple[Person, ...]) -> bool:
    """Tell whether the first or one of two words may be something other than a person's name."""
    return names[0].family.lower() in NOT_A_NAME or any(
        " " in name.family and (ORGANIZATION_START.match(name.family) or BODY.search(name.family))
        for name in names
    )


_RUN = pattern(BARE_NAMES)


def read_run(draft: Draft, start: int, end: int) -> tuple[list[Name], int]:
    """Read the bare names at `start` behind each of which another stands; return where they end.

    The last name is left, for what stands behind it may belong to it.
    """
    plain = draft.plain
    match = _RUN.match(plain, start, end)
    last = plain.rfind(", ", start, match.end()) if match else -1
    if last < 0:
        return [], start
    names, marks = read_bare(plain[start:last], draft.clean, start)
    if may_be_bodies(names):
        return [], start
    for each in marks:
        draft.mark(*each)
    return list(names), last
