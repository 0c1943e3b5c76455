"""People and organisations who made a work.

The parts of a name are CSL's (family, given, suffix, particle) and JATS's (initials).

>>> Person("Bonin", particle="von", initials="M").sort_name
'von Bonin'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person as named in a reference."""

    family: str
    """The family name without its particle, in the source's own case: "Bonin", "O'Connor"."""
    initials: str = ""
    """Compact initials without stops or blanks, hyphens kept: "DM", "J-P", "YuA"."""
    given: str = ""
    """The given names where the source spells them out ("Carl H."); else empty."""
    particle: str = ""
    """The particle that stands before the family name, as written: "von", "de la"."""
    suffix: str = ""
    """As written: "Jr", "3rd", "III"."""

    @property
    def sort_name(self) -> str:
        """The particle and the family name, as Vancouver styles print them."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    def __str__(self) -> str:
        """Say the name as Vancouver styles do: "von Bonin M", "Parkman HP 3rd"."""
        return " ".join(filter(None, (self.sort_name, self.initials or self.given, self.suffix)))


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that stands where a person would: "Diabetes Prevention Program Research Group"."""

    literal: str

    def __str__(self) -> str:
        return self.literal


Name = Person | Organization


@dataclass(frozen=True, slots=True)
class Contributors:
    """Names in one role, in their order."""

    names: tuple[Name, ...]
    role: str = "author"
    """CSL's name variable: "author", "editor", "translator", "collection-editor"..."""
    et_al: bool = False
    """True where the source cuts the list ("et al", "and others")."""
