"""Mend a document: choose the fixes, prove that every reference kept its meaning, give new bytes.

A safe fix is never taken on trust. The mended entry is read again, and where it does not say what
the entry said before, its fixes are left out and the entry stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from carcite.checking.check import Choice, Report, check_document
from carcite.compare.normalise import meaning
from carcite.errors import CarciteError
from carcite.manuscripts.clean import EditError
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.model.parse import Entry
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.rules.case import Case
from carcite.text.edit import Edit, Safety, apply_edits
from carcite.text.span import Span

ROUNDS = 4
"""How often a mended document is checked anew; one fix can bring another into reach."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Which fixes are made, and which were left out because they could not be proven."""

    edits: tuple[Edit, ...]
    made: tuple[Diagnostic, ...]
    unproven: tuple[Diagnostic, ...]


def mend(
    report: Report, *, unsafe: bool = False, accept: Callable[[Diagnostic], bool] | None = None
) -> Mending:
    """Return the edits that mend the document of a report, in its own text.

    `accept` chooses among the fixes; those that it says yes to may be unsafe.
    """
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe or accept else {Safety.SAFE}
    wanted = [each for each in report.diagnostics if each.fix and each.fix.safety in allowed]
    if accept is not None:
        wanted = [each for each in wanted if accept(each)]
    cases = [case for each in report.lists for case in each.cases] + list(report.records)
    by_entry: dict[int | None, list[Diagnostic]] = {}
    for each in _without_overlaps(wanted):
        by_entry.setdefault(_entry_of(each, cases), []).append(each)
    index = {case.index: case for case in cases}
    made: list[Diagnostic] = []
    unproven: list[Diagnostic] = []
    for entry, group in by_entry.items():
        case = index.get(entry) if entry is not None else None
        kept = _proven(case, group) if case else group
        made += kept
        unproven += [each for each in group if each not in kept]
    made.sort(key=lambda each: each.span)
    edits = tuple(edit for each in made if each.fix for edit in each.fix.edits)
    return Mending(edits, tuple(made), tuple(unproven))


def _without_overlaps(wanted: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings whose edits do not overlap those of one before; safe ones come first."""
    taken: list[Span] = []
    kept: list[Diagnostic] = []
    for each in sorted(wanted, key=lambda d: d.fix is None or d.fix.safety is not Safety.SAFE):
        spans = [edit.span for edit in each.fix.edits] if each.fix else []
        if any(_clash(span, other) for span in spans for other in taken):
            continue
        taken += spans
        kept.append(each)
    return kept


def _clash(one: Span, two: Span) -> bool:
    return one.overlaps(two) or one == two or (not len(one) and two.start < one.start < two.end)


def _entry_of(finding: Diagnostic, cases: list[Case]) -> int | None:
    """Return the entry in which all edits of a finding lie, or None."""
    if finding.entry is None or finding.fix is None:
        return None
    body = next((case.entry.body for case in cases if case.index == finding.entry), None)
    if body is None or not all(body.contains(edit.span) for edit in finding.fix.edits):
        return None
    return finding.entry


def _proven(case: Case, group: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings of one entry whose safe fixes keep its meaning.

    The unsafe ones are allowed to move it; they are made on top of the proven ones.
    """
    if case.context.facts_only:
        return group
    safe = [each for each in group if each.fix and each.fix.safety is Safety.SAFE]
    rest = [each for each in group if each not in safe]
    if _same_meaning(case, safe):
        return group
    kept: list[Diagnostic] = []
    for each in safe:
        if _same_meaning(case, [*kept, each]):
            kept.append(each)
    return kept + rest


def _same_meaning(case: Case, group: list[Diagnostic]) -> bool:
    start = case.entry.body.start
    edits = [
        Edit(edit.span.shift(-start), edit.replacement)
        for each in group
        if each.fix
        for edit in each.fix.edits
    ]
    text = apply_edits(case.text, edits)
    noise = case.entry.noise
    if noise:
        return _same_with_noise(case, edits, text)
    again = read_entry(text, Entry(Span(0, len(text)), Span(0, len(text))))
    return again.is_read and _means(again.reference, case) == _means(case.reference, case)


def _same_with_noise(case: Case, edits: list[Edit], text: str) -> bool:
    """Prove an entry that page furniture interrupts: the furniture moves with the edits."""
    start = case.entry.body.start
    moved = tuple(
        Span(_moved(span.start - start, edits), _moved(span.end - start, edits))
        for span in case.entry.noise
    )
    again = read_entry(text, Entry(Span(0, len(text)), Span(0, len(text)), noise=moved))
    return again.is_read and _means(again.reference, case) == _means(case.reference, case)


def _means(reference: Reference, case: Case) -> Reference:
    return meaning(reference, case.context.profile)


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    return offset + sum(
        len(edit.replacement) - len(edit.span) for edit in edits if edit.span.end <= offset
    )


@dataclass(frozen=True, slots=True)
class Mended:
    """A document after mending."""

    data: bytes
    """The whole file."""
    made: tuple[Diagnostic, ...]
    """The findings that were mended, of every round."""
    before: Report
    after: Report


def mend_document(
    document: Document,
    choice: Choice,
    reload: Callable[[bytes], Document],
    *,
    unsafe: bool = False,
    accept: Callable[[Diagnostic], bool] | None = None,
) -> Mended:
    """Mend a document until nothing is left that may be mended; raise CarciteError if it cannot.

    `reload` reads the new bytes as the old ones were read; `accept` is as in `mend`.
    """
    if document.save is None:
        raise CarciteError(
            f"{document.source.name}: carcite reads {document.format} but cannot write it"
        )
    before = report = check_document(document, choice)
    data = document.save(())
    made: list[Diagnostic] = []
    for _ in range(ROUNDS):
        mending = mend(report, unsafe=unsafe, accept=accept)
        tried = _try(report, mending, choice, reload)
        if tried is None:
            # What stands outside the entries cannot be proven entry by entry: do without it.
            tried = _try(report, _inside(report, mending), choice, reload)
        if tried is None:
            raise CarciteError(
                f"{document.source.name}: the mended list would not read as the same references; "
                "nothing was written"
            )
        if not tried.made:
            break
        data, report = tried.data, tried.after
        made += tried.made
    return Mended(data, tuple(made), before, report)


def _try(
    report: Report, mending: Mending, choice: Choice, reload: Callable[[bytes], Document]
) -> Mended | None:
    """Return the document with a mending in it; None where it does not read as it did."""
    saved = _save(report.document, mending)
    if saved is None:
        return Mended(b"", (), report, report)
    data, mending = saved
    after = check_document(reload(data), choice)
    if not _says_the_same(report, after, mending):
        return None
    return Mended(data, mending.made, report, after)


def _inside(report: Report, mending: Mending) -> Mending:
    """Return a mending without the fixes that reach out of an entry."""
    cases = [case for each in report.lists for case in each.cases] + list(report.records)
    made = tuple(each for each in mending.made if _entry_of(each, cases) is not None)
    return _only(mending, made)


def _only(mending: Mending, made: tuple[Diagnostic, ...]) -> Mending:
    """Return a mending with some of its findings, the others left unproven."""
    edits = tuple(edit for each in made if each.fix for edit in each.fix.edits)
    left = tuple(each for each in mending.made if each not in made)
    return Mending(edits, made, mending.unproven + left)


def _says_the_same(before: Report, after: Report, mending: Mending) -> bool:
    """Tell whether the mended document holds the same references in the same order.

    Entries that an unsafe fix touched may say something else; that is what was asked for.
    """
    if len(before.parses) != len(after.parses):
        return False
    moved = {each.entry for each in mending.made if each.fix and each.fix.safety is not Safety.SAFE}
    cases = [case for each in before.lists for case in each.cases]
    now = [case for each in after.lists for case in each.cases]
    return len(cases) == len(now) and all(
        _means(one.reference, one) == _means(two.reference, one)
        for one, two in zip(cases, now, strict=True)
        if one.index not in moved
    )


def _save(document: Document, mending: Mending) -> tuple[bytes, Mending] | None:
    """Return the new bytes and the mending that is in them; None where nothing can be mended.

    Markup may have no safe place for an edit; the findings that ask for it are left, and the others
    mended.
    """
    while mending.edits and document.save is not None:
        try:
            return document.save(mending.edits), mending
        except EditError as error:
            refused = set(error.edits)
            made = tuple(each for each in mending.made if not _asks_for(each, refused))
            if len(made) == len(mending.made):
                raise
            mending = _only(mending, made)
    return None


def _asks_for(finding: Diagnostic, edits: set[Edit]) -> bool:
    return finding.fix is not None and not edits.isdisjoint(finding.fix.edits)
