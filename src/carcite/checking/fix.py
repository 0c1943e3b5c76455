"""Mend a document: choose the fixes, prove that every reference kept its meaning, give new bytes.

The fixes were proven one entry at a time (`proof`). Here the whole file is read again with all of
them in it: it must hold the same references in the same order, or fewer are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from carcite.checking.check import Choice, Report, check_document
from carcite.checking.markup import save_findings, without_clashes
from carcite.checking.proof import kept_in_meaning, lies_in, say_the_same
from carcite.errors import CarciteError
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.rules.case import Case
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
    index = {case.index: case for case in _cases(report)}
    by_entry: dict[int | None, list[Diagnostic]] = {}
    for each in without_clashes(wanted):
        by_entry.setdefault(_entry_of(each, index), []).append(each)
    made: list[Diagnostic] = []
    unproven: list[Diagnostic] = []
    for entry, group in by_entry.items():
        case = index.get(entry) if entry is not None else None
        safe = [each for each in group if each.fix and each.fix.safety is Safety.SAFE]
        kept = kept_in_meaning(case, safe) if case else safe
        made += [each for each in group if each in kept or each not in safe]
        unproven += _without(safe, kept)
    made.sort(key=lambda each: each.span)
    edits = tuple(edit for each in made if each.fix for edit in each.fix.edits)
    return Mending(edits, tuple(made), tuple(unproven), tuple(wanted))


def _cases(report: Report) -> list[Case]:
    return [case for each in report.lists for case in each.cases] + list(report.records)


def _entry_of(finding: Diagnostic, index: Mapping[int, Case]) -> int | None:
    """Return the entry in which all edits of a finding lie, or None."""
    case = index.get(finding.entry) if finding.entry is not None else None
    return finding.entry if case is not None and lies_in(finding, case) else None


@dataclass(frozen=True, slots=True)
class Mended:
    """A document after mending."""

    data: bytes
    """The whole file."""
    made: tuple[Diagnostic, ...]
    """The findings that were mended, of every round."""
    before: Report
    after: Report
    left: tuple[Diagnostic, ...] = ()
    """Findings whose fix is safe by itself and was not made: the list would not have read the same.
    """
    later: int = 0
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
    before = report = check_document(document, choice)
    data = document.save(())
    made: list[Diagnostic] = []
    left: tuple[Diagnostic, ...] = ()
    promised: tuple[Diagnostic, ...] = ()
    for number in range(rounds):
        mending = mend(report, unsafe=unsafe, accept=accept, shown=shown)
        promised = promised if number else mending.wanted
        tried = _as_far_as_proven(report, mending, choice, reload)
        left = _without(mending.made, tried.made)
        if not tried.made:
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


def _as_far_as_proven(
    report: Report, mending: Mending, choice: Choice, reload: Callable[[bytes], Document]
) -> Mended:
    """Return the document with as much of a mending in it as reads back as the same list.

    Where the whole does not, what lies outside of entries is left out first, then the entries that
    read in another way; and where none can be told, the halves are tried by themselves: one entry
    that cannot be proven does not keep the others from it.
    """
    tried = _try(report, mending, choice, reload)
    if isinstance(tried, Mended):
        return tried
    index = {case.index: case for case in _cases(report)}
    inside = [each for each in mending.made if _entry_of(each, index) is not None]
    if len(inside) < len(mending.made):
        return _as_far_as_proven(report, _only(mending, inside), choice, reload)
    for _ in range(_CULPRITS):
        culprits = next((each for each in tried if any(d.entry in each for d in inside)), None)
        if culprits is None:
            break
        inside = [each for each in inside if each.entry not in culprits]
        tried = _try(report, _only(mending, inside), choice, reload)
        if isinstance(tried, Mended):
            return tried
    return _by_halves(report, mending, inside, choice, reload)


_CULPRITS = 24
"""How often entries that read in another way are left out before the halves are tried."""


def _by_halves(
    report: Report,
    mending: Mending,
    inside: Sequence[Diagnostic],
    choice: Choice,
    reload: Callable[[bytes], Document],
) -> Mended:
    entries = sorted({each.entry or 0 for each in inside})
    kept: list[int] = []
    todo = [entries[len(entries) // 2 :], entries[: len(entries) // 2]] if len(entries) > 1 else []
    best = Mended(b"", (), report, report)
    while todo:
        half = todo.pop()
        wanted = {*kept, *half}
        part = _only(mending, [each for each in inside if each.entry in wanted])
        tried = _try(report, part, choice, reload)
        if isinstance(tried, Mended):
            best, kept = tried, sorted(wanted)
        elif len(half) > 1:
            todo += [half[len(half) // 2 :], half[: len(half) // 2]]
    return best


def _try(
    report: Report, mending: Mending, choice: Choice, reload: Callable[[bytes], Document]
) -> Mended | Sequence[set[int]]:
    """Return the document with a mending in it; else which entries do not read as they did.

    The likeliest come first.
    """
    saved = save_findings(report.document, mending.made)
    if saved is None:
        return Mended(b"", (), report, report)
    data, made = saved
    if len(made) < len(mending.made):
        mending = _only(mending, made)
    after = check_document(reload(data), choice)
    if _says_the_same(report, after, mending):
        return Mended(data, mending.made, report, after)
    return _strangers(report, after, mending)


def _strangers(before: Report, after: Report, mending: Mending) -> list[set[int]]:
    """Return the entries that read in another way; of lists of other lengths, the first that may.

    There an entry was cut in two, or swallowed the one behind it.
    """
    cases, now = _cases(before), _cases(after)
    moved = _moved(mending)
    other = [
        one.index
        for one, two in zip(cases, now, strict=False)
        if one.index not in moved and not _is_kept(one, two)
    ]
    if len(cases) == len(now) or not other:
        return [set(other)]
    return [{other[0]}, {other[0] + 1}]


def _only(mending: Mending, made: Sequence[Diagnostic]) -> Mending:
    """Return a mending with some of its findings, the others left unproven."""
    edits = tuple(edit for each in made if each.fix for edit in each.fix.edits)
    left = _without(mending.made, made)
    return Mending(edits, tuple(made), mending.unproven + left, mending.wanted)


def _without(all: Sequence[Diagnostic], some: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings but for some of these very ones; each is long to compare with another."""
    gone = set(map(id, some))
    return tuple(each for each in all if id(each) not in gone)


def _says_the_same(before: Report, after: Report, mending: Mending) -> bool:
    """Tell whether the mended document holds the same references in the same order.

    Entries that an unsafe fix touched may say something else; that is what was asked for.
    """
    if len(before.parses) != len(after.parses):
        return False
    moved = _moved(mending)
    cases, now = _cases(before), _cases(after)
    if len(before.lists) != len(after.lists) or len(cases) != len(now):
        return False
    return all(
        _is_kept(one, two)
        for one, two in zip(cases, now, strict=True)
        if one.index not in moved and not one.context.facts_only
    )


def _is_kept(one: Case, two: Case) -> bool:
    """Tell whether an entry says the same before and after.

    What nobody read with certainty, and no edit touched, may be read in another way beside other
    entries: its text is the same to the letter.
    """
    if one.layout.text == two.layout.text and not one.parse.is_read:
        return True
    return say_the_same(one.reference, two.reference, one)


def _moved(mending: Mending) -> set[int | None]:
    """Return the entries that an unsafe fix touches."""
    return {each.entry for each in mending.made if each.fix and each.fix.safety is not Safety.SAFE}
