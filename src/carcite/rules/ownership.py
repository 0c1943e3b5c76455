"""Which family answers for which part of an entry: every role belongs to exactly one.

What stands between two parts belongs to the family of the part that it leads to, save where a
finished part ends: the separator after names and titles is punctuation's.
"""

from __future__ import annotations

from carcite.compare.align import Difference, Kind
from carcite.model.layout import Role

FAMILIES: dict[str, frozenset[Role]] = {
    "AUT": frozenset(
        {
            Role.PARTICLE,
            Role.FAMILY,
            Role.INITIALS,
            Role.GIVEN,
            Role.SUFFIX,
            Role.ORGANIZATION,
            Role.ET_AL,
            Role.CONTRIBUTOR_LABEL,
        }
    ),
    "TTL": frozenset({Role.TITLE, Role.TITLE_NOTE, Role.ORIGINAL_TITLE, Role.LANGUAGE}),
    "JNL": frozenset({Role.CONTAINER_TITLE, Role.COLLECTION_TITLE}),
    "DAT": frozenset({Role.YEAR, Role.MONTH, Role.DAY, Role.DATE}),
    "VOL": frozenset({Role.VOLUME, Role.ISSUE, Role.SUPPLEMENT, Role.PART}),
    "PAG": frozenset({Role.PAGE, Role.NUMBER_OF_PAGES}),
    "DOI": frozenset({Role.DOI}),
    "IDN": frozenset({Role.PMID, Role.PMCID, Role.IDENTIFIER, Role.URL, Role.NUMBER}),
    "LST": frozenset({Role.LABEL}),
    "TYP": frozenset(
        {
            Role.EDITION,
            Role.PUBLISHER,
            Role.PUBLISHER_PLACE,
            Role.EVENT,
            Role.GENRE,
            Role.MEDIUM,
            Role.STATUS,
        }
    ),
    "PRS": frozenset({Role.UNREAD, Role.NOTE}),
    "PUN": frozenset({Role.AFFIX}),
}

_BLOCK = FAMILIES["DAT"] | FAMILIES["VOL"] | {Role.PAGE}
"""The date-volume-page block of a journal article."""


_ENDERS = ("?", "!")
"""Marks that end a title themselves."""


def _family_of_role() -> dict[Role, str]:
    owner: dict[Role, str] = {}
    for family, roles in FAMILIES.items():
        for role in roles:
            if role in owner:
                raise AssertionError(f"{role} belongs to {owner[role]} and to {family}")
            owner[role] = family
    missing = set(Role) - set(owner)
    if missing:
        raise AssertionError(f"no family answers for {missing}")
    return owner


FAMILY_OF = _family_of_role()


def owner(difference: Difference) -> str:
    """Return the three letters of the family that answers for a difference."""
    left, right = difference.left, difference.right
    if difference.kind is not Kind.AFFIX:
        return FAMILY_OF[right or left or Role.AFFIX]
    if left is Role.ET_AL or right is Role.ET_AL:
        return "AUT"
    if left in FAMILIES["AUT"] and right in FAMILIES["AUT"]:
        return "AUT"
    if left in FAMILIES["TTL"] and difference.preceding in _ENDERS:
        doubled = difference.observed[:1] == "." and difference.expected[:1] != "."
        return "TTL" if doubled else "PUN"
    if left in _BLOCK and right in _BLOCK:
        return "VOL"
    if left is Role.DOI and len(difference.observed.rstrip()) > max(1, len(difference.expected)):
        return "DOI"
    if right is Role.DOI:
        return "DOI"
    if right in FAMILIES["IDN"]:
        return "IDN"
    return "PUN"
