"""From what is written to what is meant: a reference as its style would name the same things.

Only what is certain changes here: a journal that one title alone bears takes the style's form of
its name; a family name in capitals takes ordinary ones. All else is the writer's to print.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import lru_cache

from carcite.authorities import journals
from carcite.model.names import Contributors, Name, Person
from carcite.model.reference import Reference
from carcite.reading.parts.given import initials_of, proper_case
from carcite.styles.house.profile import JournalForm, Profile
from carcite.text.chars import collapse, fold
from carcite.text.pattern import pattern

_JOURNAL_TYPES = frozenset({"article-journal", "article-magazine"})


def normalise(reference: Reference, profile: Profile | None) -> Reference:
    """Return the reference as the profile means it; without a profile only names change."""
    contributors = tuple(_proper(group) for group in reference.contributors)
    title = reference.container_title
    if profile is not None and reference.type in _JOURNAL_TYPES and title:
        title = journal_title(title, profile.journal)
    supplement = reference.supplement and _SUPPLEMENT.sub("Suppl", reference.supplement)
    changed = (contributors, title, supplement)
    if changed == (reference.contributors, reference.container_title, reference.supplement):
        return reference
    return replace(
        reference, contributors=contributors, container_title=title, supplement=supplement
    )


_SUPPLEMENT = pattern(r"\A(?:supplement(?:s|um)?+|suppl?)\b\.?", re.IGNORECASE)
"""Takes "Supplement 2", "suppl. 2" (ICMJE samples: "42 Suppl 2"); refuses "supplementary"."""


@lru_cache(maxsize=4096)
def journal_title(text: str, form: JournalForm) -> str:
    """Return a journal's title in a style's form where one journal alone is meant; else `text`.

    >>> journal_title("N. Engl. J. Med.", "nlm")
    'N Engl J Med'
    """
    if form == "any":
        return text
    key = journals.fold(text)
    rows = [row for row in journals.find(text) if key in _keys(row)]
    forms = {_in_form(row, form) for row in rows}
    if len(forms) != 1:
        return text
    wanted = forms.pop()
    if not wanted or _same_letters(wanted, text) or (form == "full" and _is_title(text, rows)):
        return text
    return wanted


def _keys(row: journals.Journal) -> tuple[str, str]:
    """Return what a journal must be called for its name to be changed: its whole title."""
    return journals.fold(row.title), journals.fold(row.abbreviation)


def _in_form(row: journals.Journal, form: JournalForm) -> str:
    match form:
        case "nlm":
            return row.abbreviation
        case "dotted":
            return journals.with_stops(row.abbreviation, row.title)
        case "full":
            # NLM adds a subtitle or the society behind a colon; no journal prints it.
            return row.title.split(" : ")[0]
    return ""


def _is_title(text: str, rows: list[journals.Journal]) -> bool:
    """Tell whether a title is written out, whatever its capitals and its article."""
    return any(journals.fold(row.title) == journals.fold(text) for row in rows)


def _same_letters(wanted: str, text: str) -> bool:
    """Tell whether two titles differ in capitals and blanks alone: "Plos One" is no fault."""
    return wanted.replace(" ", "").casefold() == text.replace(" ", "").casefold()


def _proper(group: Contributors) -> Contributors:
    """Return the names with family names in capitals put in ordinary ones."""
    if not any(isinstance(name, Person) and _shouts(name.family) for name in group.names):
        return group
    names: tuple[Name, ...] = tuple(
        replace(name, family=proper_case(name.family))
        if isinstance(name, Person) and _shouts(name.family)
        else name
        for name in group.names
    )
    return replace(group, names=names)


def _shouts(family: str) -> bool:
    return len(family) > 3 and family.isupper()


def meaning(reference: Reference, profile: Profile | None) -> Reference:
    """Return what a reference says, its spelling of blanks, dashes and quotes set aside."""
    plain = normalise(reference, profile)
    changed: dict[str, object] = {}
    for name in _TEXTS:
        value = getattr(plain, name)
        if value and (bare := collapse(fold(value)).rstrip(".")) != value:
            changed[name] = bare
    contributors = tuple(map(_bare, plain.contributors))
    if contributors != plain.contributors:
        changed["contributors"] = contributors
    return replace(plain, **changed) if changed else plain  # type: ignore[arg-type]


_TEXTS = tuple(each.name for each in fields(Reference) if isinstance(each.default, str))


def _bare(group: Contributors) -> Contributors:
    """Return names by their initials, as every style of the family prints them."""
    names = tuple(map(_initialled, group.names))
    return group if names == group.names else replace(group, names=names)


def _initialled(name: Name) -> Name:
    if not isinstance(name, Person):
        return name
    family, suffix = fold(name.family), name.suffix.rstrip(".")
    initials = (name.initials or initials_of(name.given)).replace("-", "")
    if (family, "", initials, suffix) == (name.family, name.given, name.initials, name.suffix):
        return name
    return replace(name, family=family, given="", initials=initials, suffix=suffix)
