"""What the elements of a style may ask of the compiler that compiles them.

Each file of elements hands over a table of the tags that it compiles; the compiler joins the tables
and hands itself to them as this protocol, so that no element imports the compiler.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NoReturn, Protocol

from carcite.csl.elements.context import Context, Render
from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element


class Compiling(Protocol):
    """One area of a style (citation, bibliography or a sort) being compiled for one locale."""

    locale: Locale
    area: str
    """"citation", "bibliography" or "intext"."""
    style_class: str
    """"in-text" or "note"."""
    sorting: bool
    english: bool
    turkish: bool
    page_format: str
    name_options: Mapping[str, str]
    """What the style and its area say of all names."""
    sort_limits: Mapping[str, str]
    particle_order: str
    """CSL's demote-non-dropping-particle, as it holds here."""
    hyphens: bool
    marks_names: bool
    """Whether names are noted for the disambiguation of cites."""
    implicit_suffix: bool
    """Whether a year bears its suffix where the style does not say so."""
    in_substitute: bool
    names_parent: Element | None
    """The cs:names whose cs:substitute is being compiled."""
    blank: Context
    """A record without fields, to print what does not depend on one."""
    weight: int
    """How many parts are printed at most, macros written out; only one branch of a choice."""
    initial_mark: str | None
    """Found: what the first names put behind initials."""
    tests_disambiguate: bool
    """Found: whether a condition asks if a cite is ambiguous."""
    numbered: bool
    """Found: whether the citation number is printed."""

    def fail(self, element: Element, message: str) -> NoReturn:
        """Raise UnreadableError with the style's name and the line of the element."""

    def element(self, element: Element, delimiter: str = "") -> Render:
        """Compile one rendering element; the delimiter of its group holds inside cs:choose."""

    def sequence(self, elements: Sequence[Element], delimiter: str) -> Render:
        """Compile children that follow each other, with a delimiter between those that print."""

    def branch(self, elements: Sequence[Element], delimiter: str) -> Render:
        """Compile a branch of cs:choose."""

    def substitute(self, element: Element, parent: Element) -> Render:
        """Compile one child of cs:substitute, in which variables printed are noted."""

    def macro(self, name: str, element: Element) -> Render:
        """Compile a macro once."""

    def knows_term(self, name: str) -> bool:
        """Say whether a term exists in some form or language."""


Compile = Callable[[Compiling, Element, str], Render]
"""Compile one element; the text is the delimiter of the group that it stands in."""
