"""Mend a document: choose the fixes, prove that every reference kept its meaning, give new bytes.

The fixes were proven one entry at a time (`proof`). Here the whole file is read again with all of
them in it: it must hold the same references in the same order, or fewer are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from carcite.checking.check import Choice, Report, check_document
from carcite.checking.markup import save_findings, without_clashes
from carcite.checking.proof import kept_in_meaning, lies_in, say_the_same
from carcite.checking.remembered import Remembered
from carcite.errors import CarciteError
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.rules.case import Case
from carcite.styles.catalogue import reader_of
from carcite.text.edit import Edit, Safety

ROUNDS = 4
"""How often a mended document is checked anew; one fix can bring another into reach."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Which fixes are made, and which were left out because they could not be proven."""

    edits: tuple[Edit, ...]
    made: tuple[Diagnostic, ...]
    unproven: tuple[Diagnostic, ...]
    wanted: tuple[Diagnostic, ...]
    """Every finding whose fix was asked for, also where it clashes with another."""


def mend(
    report: Report,
    *,
    unsafe: bool = False,
    accept: Callable[[Diagnostic], bool] | None = None,
    shown: bool = False,
) -> Mending:
    """Return the edits that mend the document of a report, in its own text.

    `accept` chooses among the fixes; those that it says yes to may be unsafe, and with `shown` such
    as are otherwise only shown.
    """
    allowed = {Safety.SAFE, Safety.UNSAFE} if unsafe or accept else {Safety.SAFE}
    allowed |= {Safety.SHOWN} if shown else set()
    wanted = [each for each in report.diagnostics if each.fix and each.fix.safety in allowed]
    if accept is not None:
        wanted = [each for each in wanted if accept(each)]
    made = without_clashes(wanted)
    unproven: tuple[Diagnostic, ...] = ()
    index = {case.index: case for case in _cases(report)}
    for entry, group in _by_entry(made, report).items():
        if entry is not None:
            safe = [each for each in group if each.fix and each.fix.safety is Safety.SAFE]
            unproven += _without(safe, kept_in_meaning(index[entry], safe))
    made = sorted(_without(made, unproven), key=lambda each: each.span)
    edits = tuple(edit for each in made if each.fix for edit in each.fix.edits)
    return Mending(edits, tuple(made), unproven, tuple(wanted))


def _cases(report: Report) -> list[Case]:
    return [case for each in report.lists for case in each.cases] + list(report.records)


_ByEntry = Mapping[int | None, Sequence[Diagnostic]]
"""Findings by the entry in whose body all their edits lie; None for those outside of entries."""


def _by_entry(found: Iterable[Diagnostic], report: Report) -> _ByEntry:
    index: dict[int | None, Case] = {case.index: case for case in _cases(report)}
    groups: dict[int | None, list[Diagnostic]] = {}
    for each in found:
        case = index.get(each.entry)
        inside = case is not None and lies_in(each, case)
        groups.setdefault(each.entry if inside else None, []).append(each)
    return groups


@dataclass(frozen=True, slots=True)
class Mended:
    """A document after mending."""

    data: bytes
    """The whole file."""
    made: tuple[Diagnostic, ...]
    """The findings that were mended, of every round."""
    before: Report
    after: Report
    left: tuple[Diagnostic, ...]
    """Findings whose fix is safe by itself and was not made: the list would not have read the same.
    """
    later: int
    """How many the check before did not know of: other fixes brought them into reach."""


def mend_document(
    document: Document,
    choice: Choice,
    reload: Callable[[bytes], Document],
    *,
    unsafe: bool = False,
    accept: Callable[[Diagnostic], bool] | None = None,
    shown: bool = False,
    rounds: int = ROUNDS,
) -> Mended:
    """Mend a document until nothing is left that may be mended; raise CarciteError if it cannot.

    `reload` reads the new bytes as the old ones were read; `accept` and `shown` are as in `mend`.
    """
    if document.save is None:
        raise CarciteError(
            f"{document.source.name}: carcite reads {document.format} but cannot write it"
        )
    if choice.reads is None:
        choice = replace(choice, reads=Remembered(reader_of(choice.style)))
    before = report = check_document(document, choice)
    data = document.save(())
    made: list[Diagnostic] = []
    left: tuple[Diagnostic, ...] = ()
    promised: tuple[Diagnostic, ...] = ()
    for number in range(rounds):
        mending = mend(report, unsafe=unsafe, accept=accept, shown=shown)
        promised = promised if number else mending.wanted
        wanted = _by_entry(mending.made, report)
        tried = _as_far_as_proven(partial(_try, report, choice, reload), wanted)
        left = mending.unproven + _without(mending.made, tried.made if tried else ())
        if tried is None:
            break
        data, report = tried.data, tried.after
        made += tried.made
    made += _gone_with_others(promised, made, report)
    later = (Counter(map(_of_which, made)) - Counter(map(_of_which, promised))).total()
    return Mended(data, tuple(made), before, report, left, later)


def _gone_with_others(
    promised: Sequence[Diagnostic], made: Sequence[Diagnostic], after: Report
) -> list[Diagnostic]:
    """Return the findings that another fix of the same place has mended with its own."""
    done = Counter(map(_of_which, [*made, *after.diagnostics]))
    gone = []
    for each in promised:
        if done[_of_which(each)]:
            done[_of_which(each)] -= 1
        else:
            gone.append(each)
    return gone


def _of_which(finding: Diagnostic) -> tuple[str, int | None]:
    return finding.code, finding.entry


@dataclass(frozen=True, slots=True)
class _Tried:
    """A document with fixes in it, which reads back as the same list."""

    data: bytes
    made: tuple[Diagnostic, ...]
    after: Report


_Trial = Callable[[Iterable[Sequence[Diagnostic]]], _Tried | list[set[int]] | None]
"""Makes fixes; None where there are none to make, and where they are not proven the entries that do
not read as they did, the likeliest first."""


def _as_far_as_proven(trial: _Trial, wanted: _ByEntry) -> _Tried | None:
    """Return the document with as many fixes in it as read back as the same list.

    Where all together do not, what lies outside of entries is left out first, then the entries that
    read in another way; and where none can be told, the halves are tried by themselves: one entry
    that cannot be proven does not keep the others from it.
    """
    for _ in range(_CULPRITS):
        tried = trial(wanted.values())
        if not isinstance(tried, list):
            return tried
        culprits: Set[int | None] | None = {None}
        if None not in wanted:
            culprits = next((each for each in tried if not each.isdisjoint(wanted)), None)
        if culprits is None:
            break
        wanted = {entry: found for entry, found in wanted.items() if entry not in culprits}
    return _by_halves(trial, list(wanted.values()))


_CULPRITS = 24
"""How often entries that read in another way are left out before the halves are tried."""


def _by_halves(trial: _Trial, entries: list[Sequence[Diagnostic]]) -> _Tried | None:
    best: _Tried | None = None
    kept: list[Sequence[Diagnostic]] = []
    todo = _halves(entries)
    while todo:
        part = todo.pop()
        tried = trial(kept + part)
        if isinstance(tried, _Tried):
            best, kept = tried, kept + part
        else:
            todo += _halves(part)
    return best


def _halves(entries: list[Sequence[Diagnostic]]) -> list[list[Sequence[Diagnostic]]]:
    """Return the second half and the first; nothing where there is but one to blame."""
    middle = len(entries) // 2
    return [entries[middle:], entries[:middle]] if middle else []


def _try(
    before: Report,
    choice: Choice,
    reload: Callable[[bytes], Document],
    wanted: Iterable[Sequence[Diagnostic]],
) -> _Tried | list[set[int]] | None:
    """Make fixes and read the whole file again: it must hold the same references in the same order.

    Entries that an unsafe fix touches may say something else; that is what was asked for.
    """
    together = sorted(chain.from_iterable(wanted), key=lambda each: each.span)
    saved = save_findings(before.document, together)
    if saved is None:
        return None
    data, made = saved
    after = check_document(reload(data), choice)
    free = {each.entry for each in made if each.fix and each.fix.safety is not Safety.SAFE}
    cases, now = _cases(before), _cases(after)
    other = [
        one.index
        for one, two in zip(cases, now, strict=False)
        if one.index not in free and not one.context.facts_only and not _is_kept(one, two)
    ]
    if other and len(cases) != len(now):  # One was cut in two, or swallowed the one behind it.
        return [{other[0]}, {other[0] + 1}]
    if other or len(cases) != len(now) or len(before.lists) != len(after.lists):
        return [set(other)]
    return _Tried(data, made, after)


def _without(all: Sequence[Diagnostic], some: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings but for some of these very ones; each is long to compare with another."""
    gone = set(map(id, some))
    return tuple(each for each in all if id(each) not in gone)


def _is_kept(one: Case, two: Case) -> bool:
    """Tell whether an entry says the same before and after.

    What nobody read with certainty, and no edit touched, may be read in another way beside other
    entries: its text is the same to the letter.
    """
    if one.layout.text == two.layout.text and not one.parse.is_read:
        return True
    return say_the_same(one.reference, two.reference, one)
