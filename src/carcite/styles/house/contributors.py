"""Print the names of a work as a house asks: their order, initials, and where they are cut."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import lru_cache

from carcite.model.layout import Role
from carcite.model.names import Name, Organization, Person
from carcite.reading.parts.given import initials_of, write_dotted
from carcite.styles.house.profile import NameForm
from carcite.styles.house.template import Printed

_AFFIX = Role.AFFIX


def write_names(names: tuple[Name, ...], et_al: bool, form: NameForm) -> list[Printed]:
    """Print names as a profile asks; a list cut in the source keeps the names that are known."""
    cut = bool(form.et_al_min) and len(names) >= form.et_al_min
    last = shows_last(len(names), form, et_al=et_al)
    behind = _bodies_behind(names) if et_al and not cut and not last else ()
    first_names = cut or last
    shown = names[: form.et_al_use_first] if first_names else names[: len(names) - len(behind)]
    printed: list[Printed] = []
    for index, name in enumerate(shown):
        if index:
            final = index == len(shown) - 1 and not (cut or et_al)
            between = _delimiter(shown[index - 1], name, form, final=final)
            if final and index == 1 and form.pair_delimiter and between == form.last_delimiter:
                between = form.pair_delimiter
            printed.append((_AFFIX, between))
        printed += write_name(name, form, first=not index)
    if last:
        printed += [(_AFFIX, form.et_al_use_last), *write_name(names[-1], form, first=False)]
    elif (cut or et_al) and shown:
        before, words = form.et_al
        printed += [(_AFFIX, before), (Role.ET_AL, words)]
    for body in behind:
        printed += [(_AFFIX, "; "), *write_name(body, form)]
    return printed


@lru_cache(maxsize=512)
def uncut(form: NameForm) -> NameForm:
    """Return the form in which names are printed that are too few to be cut."""
    return replace(form, et_al=("", ""), et_al_min=0, et_al_use_first=0, et_al_use_last="")


def shows_last(count: int, form: NameForm, *, et_al: bool) -> bool:
    """Tell whether the last of so many names stands behind a mark in the place of "et al".

    CSL 1.0.2, et-al-use-last: where two names or more are left out. Names that are read behind
    such a mark are the first ones and the last.
    """
    if not form.et_al_use_last:
        return False
    if et_al:
        return count == form.et_al_use_first + 1
    return bool(form.et_al_min) and count >= max(form.et_al_min, form.et_al_use_first + 2)


def _bodies_behind(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return the organisations behind the last person, for which "et al" does not stand."""
    last = len(names)
    while last and isinstance(names[last - 1], Organization):
        last -= 1
    return names[last:] if last else ()


def _delimiter(before: Name, name: Name, form: NameForm, *, final: bool) -> str:
    among = isinstance(before, Organization) or isinstance(name, Organization)
    if form.body_delimiter and among:
        return form.body_delimiter
    return form.last_delimiter if final else form.delimiter


def write_name(name: Name, form: NameForm, *, first: bool = True) -> list[Printed]:
    """Print one name; `first` tells whether it heads its list."""
    if isinstance(name, Organization):
        return [(Role.ORGANIZATION, name.literal)]
    printed: list[Printed] = []
    upper = form.family_case == "upper"
    if name.particle:
        blank = "" if name.particle[-1] in "'’-" else " "
        particle = name.particle.upper() if upper else name.particle
        printed += [(Role.PARTICLE, particle), (_AFFIX, blank)]
    printed.append((Role.FAMILY, name.family.upper() if upper else name.family))
    initials = write_initials(name, form)
    role = Role.GIVEN if form.initials == "full" and name.given else Role.INITIALS
    inverted = form.order == "family-first" or (first and form.order == "first-inverted")
    if initials and not _is_alphabetic(name.family):
        # Chinese, Japanese and Korean names stand whole, without a blank.
        printed.append((Role.GIVEN, name.given or initials))
    elif initials and not inverted:
        printed[:0] = [(role, initials), (_AFFIX, " ")]
    elif initials:
        printed += [(_AFFIX, form.inversion), (role, initials)]
    if name.suffix:
        printed += [(_AFFIX, form.suffix_delimiter), (Role.SUFFIX, name.suffix)]
    return printed


@lru_cache(maxsize=4096)
def _is_alphabetic(family: str) -> bool:
    """Tell whether a name is written in an alphabet, and so has initials."""
    return any(unicodedata.category(char) in ("Lu", "Ll", "Lt") for char in family)


def write_initials(person: Person, form: NameForm) -> str:
    """Return the initials as the profile prints them, made of the given names where need be.

    >>> write_initials(Person("June", "CH"), NameForm(initials="spaced"))
    'C. H.'
    """
    if form.initials == "full" and person.given:
        return person.given
    initials = person.initials.replace(".", "") or initials_of(person.given, hyphens=True)
    if not form.hyphens:
        initials = initials.replace("-", "")
    if form.initials == "compact":
        return initials
    return write_dotted(initials, blank="" if form.initials == "dotted" else " ")
