"""What a compiled style reads while it prints one reference, and the words its parts answer with.

CSL 1.0.2, "Rendering Elements": a part answers NOTHING (no variable asked), EMPTY (variables asked,
all without value) or VALUE (a variable was printed); cs:group lives by that.

>>> from carcite.csl.record import Record
>>> Context(Record({"id": "a", "volume": 3}, 0)).text("volume")
'3'
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from carcite.csl.document.citelabel import citation_label
from carcite.csl.elements.persons import Person
from carcite.csl.record import Record
from carcite.csl.text.tokens import Stream

NOTHING: Final = 0
EMPTY: Final = 1
VALUE: Final = 2

FIRST: Final = 0
SUBSEQUENT: Final = 1
IBID: Final = 2
IBID_WITH_LOCATOR: Final = 3


class Context:
    """The state of printing one reference in one place; cheap to make, thrown away afterwards."""

    __slots__ = (
        "conditions",
        "disambiguate",
        "done",
        "extra_names",
        "first_note",
        "givens",
        "label",
        "locator",
        "name_index",
        "name_log",
        "near",
        "number",
        "pending",
        "position",
        "record",
        "skip_names",
        "suffix",
        "suffix_open",
        "texts",
    )

    def __init__(self, record: Record) -> None:
        self.record: Record = record
        self.texts: dict[str, str] = record.texts
        self.done: set[str] | None = None
        self.pending: list[str] | None = None
        self.number: str = ""
        self.suffix: str = ""
        self.suffix_open: bool = True
        self.locator: str = ""
        self.label: str = "page"
        self.position: int = FIRST
        self.near: bool = False
        self.first_note: str = ""
        self.disambiguate: int = 0
        self.conditions: int = 0
        self.extra_names: tuple[int, ...] = ()
        self.givens: dict[tuple[int, int], int] | None = None
        self.name_log: list[NameList] | None = None
        self.name_index: int = 0
        self.skip_names: bool = False

    def text(self, variable: str) -> str:
        """Return the text of a variable as it stands, "" when there is none."""
        special = _SPECIAL.get(variable)
        if special is not None:
            return special(self)
        return self.texts.get(variable, "")

    def has(self, variable: str) -> bool:
        """Say whether a variable has a value here."""
        special = _SPECIAL.get(variable)
        if special is not None:
            return bool(special(self))
        return self.record.has(variable)


_SPECIAL: Final[dict[str, Callable[[Context], str]]] = {
    "citation-number": lambda context: context.number,
    "year-suffix": lambda context: context.suffix,
    "locator": lambda context: context.locator,
    "first-reference-note-number": lambda context: context.first_note,
    "citation-label": lambda context: (
        context.texts.get("citation-label") or citation_label(context.record)
    ),
}


class NameList:
    """One printed list of names: who, how many were shown, and the least that the style shows."""

    __slots__ = ("persons", "shown", "variable")

    def __init__(self, variable: str, persons: tuple[Person, ...], shown: int) -> None:
        self.variable: str = variable
        self.persons: tuple[Person, ...] = persons
        self.shown: int = shown


Render = Callable[[Context, Stream], int]
"""A compiled part of a style: adds tokens to the stream, answers NOTHING, EMPTY or VALUE."""
Test = Callable[[Context], bool]
