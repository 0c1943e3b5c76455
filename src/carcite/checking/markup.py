"""The second witness of a safe fix, where a file has markup: what its format has no safe place for.

The format is asked by saving: it refuses edits by name (`manuscripts/put_back.py`,
`manuscripts/docx/witness.py`), and is asked again without the findings that want them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from carcite.checking.proof import withhold
from carcite.errors import UsageError
from carcite.manuscripts.clean import EditError
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.text.edit import Edit, Safety
from carcite.text.span import Span

_WITHOUT_MARKUP = frozenset({"plain"})
MARKUP = "the formatting or markup around it would be damaged"


def ask_markup(found: Sequence[Diagnostic], document: Document) -> tuple[Diagnostic, ...]:
    """Return the findings, each safe fix that the file's markup has no place for only shown."""
    safe = [each for each in found if each.fix and each.fix.safety is Safety.SAFE]
    if not safe or document.save is None or document.format in _WITHOUT_MARKUP or document.locked:
        return tuple(found)
    wanted = without_clashes(safe)
    try:
        saved = save_findings(document, wanted)
    except UsageError:  # The file as a whole cannot be written; `fix` says why.
        return tuple(found)
    kept = {id(each) for each in (saved[1] if saved else ())}
    lost = {id(each) for each in wanted if id(each) not in kept}
    return tuple(withhold(each, MARKUP) if id(each) in lost else each for each in found)


def save_findings(
    document: Document, made: Sequence[Diagnostic]
) -> tuple[bytes, tuple[Diagnostic, ...]] | None:
    """Return the file with the fixes in it that the markup allows, and whose fixes they are.

    None where none is left, or the file cannot be written.
    """
    made = tuple(made)
    while made and document.save is not None:
        edits = [edit for each in made if each.fix for edit in each.fix.edits]
        try:
            return document.save(edits), made
        except EditError as error:
            refused = set(error.edits)
            left = tuple(each for each in made if not _asks_for(each, refused))
            if len(left) == len(made):
                raise
            made = left
    return None


def _asks_for(finding: Diagnostic, edits: set[Edit]) -> bool:
    return finding.fix is not None and not edits.isdisjoint(finding.fix.edits)


def without_clashes(wanted: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings whose edits do not overlap those of one before; safe ones come first."""
    taken: list[Span] = []
    kept: list[Diagnostic] = []
    for each in sorted(wanted, key=lambda d: d.fix is None or d.fix.safety is not Safety.SAFE):
        spans = [edit.span for edit in each.fix.edits] if each.fix else []
        if any(_clash(span, other) for span in spans for other in _beside(span, taken)):
            continue
        for span in spans:
            insort(taken, span)
        kept.append(each)
    return kept


def _beside(span: Span, taken: list[Span]) -> Iterator[Span]:
    """Yield the spans of a list in order, none overlapping, that can clash with one more."""
    place = bisect_left(taken, span)
    yield from reversed(taken[max(0, place - 2) : place])
    for other in islice(taken, place, None):
        if other.start > span.end:
            break
        yield other


def _clash(one: Span, two: Span) -> bool:
    return one.overlaps(two) or one == two or (not len(one) and two.start < one.start < two.end)
