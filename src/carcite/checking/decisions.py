"""What a person decided on a report's page: which fixes are made, which findings are left in peace.

The page writes the decisions as JSON; they hold the fixes as they were shown. Only a fix that a
check of the same text finds again is made, so a file of decisions cannot ask for anything else.

>>> data = b'{"carcite-decisions": 1, "text": "0", "accepted": [], "ignored": []}'
>>> load_decisions(data, "d.json").accepted
()
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from carcite.errors import UnreadableError
from carcite.model.diagnostics import Diagnostic

VERSION = 1
KIND = "carcite-decisions"
_Edit = tuple[int, int, str]
"""Start, end and the new words, in code points of the text."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A finding whose fix is to be made."""

    code: str
    edits: frozenset[_Edit]
    says: str
    """What the finding said, for people."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions on one file."""

    text: str
    """The fingerprint of the text that was decided on (`Source.fingerprint`)."""
    accepted: tuple[Accepted, ...] = ()
    ignored: frozenset[tuple[str, int, int]] = frozenset()
    """Codes and places of findings that are left in peace."""
    rules: frozenset[str] = frozenset()
    """Codes of which every finding is left in peace."""

    def accepts(self, finding: Diagnostic) -> bool:
        """Tell whether a finding's fix is one that was accepted, or one of several in it."""
        edits = edits_of(finding)
        return bool(edits) and any(
            each.code == finding.code and edits <= each.edits for each in self.accepted
        )

    def ignores(self, finding: Diagnostic) -> bool:
        """Tell whether a finding is to be left in peace."""
        place = finding.code, finding.span.start, finding.span.end
        return finding.code in self.rules or place in self.ignored

    def unfit(self, made: tuple[Diagnostic, ...]) -> list[str]:
        """Return what the accepted findings said whose fix was not made, or not at every place."""
        done = {(each.code, edit) for each in made for edit in edits_of(each)}
        told = []
        for each in self.accepted:
            missing = sum((each.code, edit) not in done for edit in each.edits)
            if missing:
                where = f" ({missing} of {len(each.edits)} places)" if len(each.edits) > 1 else ""
                told.append(f"{each.code} {each.says}{where}")
        return told


def edits_of(finding: Diagnostic) -> frozenset[_Edit]:
    """Return a finding's edits as decisions hold them."""
    edits = finding.fix.edits if finding.fix else ()
    return frozenset((each.span.start, each.span.end, each.replacement) for each in edits)


def load_decisions(data: bytes, path: str) -> Decisions:
    """Read the file that the page wrote; raise UnreadableError, with its name, for any other."""
    try:
        held = json.loads(data)
        if held.get(KIND) != VERSION:
            raise UnreadableError(
                f"{path}: these are not decisions that this version of carcite reads"
            )
        return Decisions(
            str(held["text"]),
            tuple(map(_accepted, held["accepted"])),
            frozenset(map(_place, held["ignored"])),
            frozenset(map(str, held.get("ignored-rules", ()))),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise UnreadableError(f"{path}: not a file of decisions from a carcite page") from None


def _place(held: dict[str, Any]) -> tuple[str, int, int]:
    start, end = held["at"]
    return str(held["code"]), int(start), int(end)


def _accepted(held: dict[str, Any]) -> Accepted:
    edits = frozenset((int(start), int(end), str(new)) for start, end, new in held["edits"])
    return Accepted(str(held["code"]), edits, str(held.get("says", "")))
