"""A change to a text, and how far it can be trusted.

>>> apply_edits("stone?. Blood", [Edit(Span(6, 7), "")])
'stone? Blood'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from carcite.text.span import Span


class Safety(StrEnum):
    """How far a fix can be trusted."""

    SAFE = "safe"
    """Form only: the mended text reads as the same references, and carcite proves it."""
    UNSAFE = "unsafe"
    """The meaning may move; applied only when asked for."""
    SHOWN = "shown"
    """For the eyes only; never applied."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `replacement` in the place of the text under `span`; an empty span inserts."""

    span: Span
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together: all of them or none."""

    title: str
    """An order, e.g. 'Remove the periods'."""
    edits: tuple[Edit, ...]
    safety: Safety
    moves: bool = False
    """Whether whole parts change their places; no word is lost or made."""
    withheld: str = ""
    """Why a rule's safe fix is not safe here, for people; empty where nothing speaks against it."""
    count: int = 1
    """How many findings it mends, where one stands for many."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with the edits made; raise ValueError when two of them overlap.

    Order does not matter; two insertions at one place are made in the order given.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at {edit.span.start}")
        pieces += (text[done : edit.span.start], edit.replacement)
        done = edit.span.end
    pieces.append(text[done:])
    return "".join(pieces)
