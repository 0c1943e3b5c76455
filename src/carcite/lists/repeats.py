"""The dashes that stand in a list for the authors of the work before.

The Chicago Manual of Style (17th ed., 14.67) prints "———." for each further work of the same
authors; CSL calls it the substitute of the subsequent author.

>>> repeats_names("———. 2012. Hearts."), repeats_names("--- and more"), repeats_names("— Ju H.")
(3, 0, 0)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from carcite.model.document import Document
from carcite.model.parse import Entry
from carcite.text.pattern import pattern

# Takes the "———" of "———. 2012", "--- (2012)" and "⸻, ed."; refuses a bullet or a rule of dashes.
_DASHES = pattern(r"(?:[—―–]{2,4}|[⸺⸻]|-{3,6}|_{3,12}|[—–]\ [—–]\ [—–])(?=\ ?[.,:(]|\ \d{4})")
_BEGIN = frozenset("—―–⸺⸻-_")


def repeats_names(text: str, at: int = 0) -> int:
    """Return how many characters of dashes stand at `at` for the names of the work before."""
    if text[at : at + 1] not in _BEGIN:
        return 0
    match = _DASHES.match(text, at)
    return match.end() - at if match else 0


def with_repeats(document: Document) -> Document:
    """Return a document in which each entry that repeats names knows the entry that gives them."""
    text = document.source.text
    lists = []
    for each in document.lists:
        if any(repeats_names(text, entry.body.start) for entry in each.entries):
            each = replace(each, entries=tuple(_given(text, each.entries)))
        lists.append(each)
    return replace(document, lists=tuple(lists))


def _given(text: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    before = ""
    for entry in entries:
        if before and repeats_names(text, entry.body.start):
            yield replace(entry, before=before)
            continue
        before = entry.body.of(text)
        yield entry
