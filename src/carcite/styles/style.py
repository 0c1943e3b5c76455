"""What a style is: something that says how a reference is to be printed.

House profiles and compiled .csl files are both Styles, so a list can be checked against either.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from carcite.model.layout import Layout
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference


@runtime_checkable
class Style(Protocol):
    """A house style: its name, and the layout that it wants for a reference."""

    @property
    def name(self) -> str:
        """The short name that `--style` takes: "nlm"."""
        ...

    @property
    def title(self) -> str:
        """The name for people: "NLM (Citing Medicine)"."""
        ...

    def write(self, reference: Reference) -> Layout:
        """Return the reference as the style prints it, without a label."""
        ...


@runtime_checkable
class Reading(Protocol):
    """A style that reads what it prints."""

    def read(self, text: str, entry: Entry | None = None) -> Parse:
        """Return the best reading of one entry's body; never raises."""
        ...
