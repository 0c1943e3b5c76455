"""The parts of a reference as a reader tells them apart: a few groups, each with its colour.

>>> GROUP_OF[Role.INITIALS].label
'Names'
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.model.layout import Role


@dataclass(frozen=True, slots=True)
class Group:
    """Roles that bear one colour."""

    key: str
    """The class in the page."""
    label: str
    roles: tuple[Role, ...]


GROUPS = (
    Group(
        "na",
        "Names",
        (
            Role.PARTICLE,
            Role.FAMILY,
            Role.INITIALS,
            Role.GIVEN,
            Role.SUFFIX,
            Role.ORGANIZATION,
            Role.ET_AL,
            Role.CONTRIBUTOR_LABEL,
        ),
    ),
    Group("ti", "Title", (Role.TITLE, Role.TITLE_NOTE, Role.ORIGINAL_TITLE)),
    Group(
        "co",
        "Journal, book or site",
        (Role.CONTAINER_TITLE, Role.COLLECTION_TITLE, Role.EVENT),
    ),
    Group("da", "Date", (Role.YEAR, Role.MONTH, Role.DAY, Role.DATE)),
    Group(
        "vo",
        "Volume and issue",
        (Role.VOLUME, Role.ISSUE, Role.SUPPLEMENT, Role.PART, Role.EDITION, Role.NUMBER),
    ),
    Group("pa", "Pages", (Role.PAGE, Role.NUMBER_OF_PAGES)),
    Group("pu", "Publisher", (Role.PUBLISHER, Role.PUBLISHER_PLACE)),
    Group(
        "id",
        "Identifiers and links",
        (Role.URL, Role.DOI, Role.PMID, Role.PMCID, Role.IDENTIFIER),
    ),
    Group("no", "Notes", (Role.GENRE, Role.MEDIUM, Role.STATUS, Role.LANGUAGE, Role.NOTE)),
    Group("un", "Not read", (Role.UNREAD,)),
)
"""In the order of the legend; affixes and labels bear no colour."""

GROUP_OF = {role: group for group in GROUPS for role in group.roles}
