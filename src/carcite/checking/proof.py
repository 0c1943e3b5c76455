"""Prove the safe fixes of a check, before anybody is told that they are safe.

Three witnesses that do not know each other: the words on the page (`words`), other readings of the
same page (`alternatives`), and the mended entry read again. The markup is asked where the file is
written. A fix that a witness speaks against stays with its finding: unsafe where words would
change, and for the eyes only where the reading itself is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from carcite.checking.word_forms import same_journal
from carcite.checking.words import Change, made, marks_hold, pairs_hold, words_hold
from carcite.compare.alternatives import unsure_until
from carcite.compare.normalise import meaning
from carcite.model.diagnostics import Diagnostic
from carcite.model.parse import Entry
from carcite.model.reference import Reference
from carcite.reading.document import read_body
from carcite.rules.case import Case
from carcite.text.chars import collapse
from carcite.text.edit import Edit, Safety, apply_edits
from carcite.text.source import Source
from carcite.text.span import Span

UNSURE = "the entry can be read in another way"
CHANGED = "the entry would be read in another way"
WORDS = "words would be lost or made"


def prove(
    found: Sequence[Diagnostic], cases: Sequence[Case], source: Source
) -> tuple[Diagnostic, ...]:
    """Return the findings, each safe fix that cannot be proven marked as what it is."""
    proven = list(found)
    by_entry: dict[int, list[int]] = {}
    index = {case.index: case for case in cases}
    for place, each in enumerate(found):
        if each.fix is None or each.fix.safety is not Safety.SAFE:
            continue
        case = index.get(each.entry) if each.entry is not None else None
        if case is None or not lies_in(each, case):
            if not _words_hold(source.text, [each], Span(0, len(source.text))):
                proven[place] = withhold(each, WORDS, Safety.UNSAFE)
        else:
            by_entry.setdefault(case.index, []).append(place)
    for entry, places in by_entry.items():
        case = index[entry]
        held = _told_by_all(proven, places, case)
        held = _word_proven(proven, held, case)
        group = [proven[place] for place in held]
        kept = {id(each) for each in kept_in_meaning(case, group)}
        for place in held:
            if id(proven[place]) not in kept:
                proven[place] = withhold(proven[place], CHANGED)
    return tuple(proven)


def lies_in(finding: Diagnostic, case: Case) -> bool:
    """Tell whether all edits of a finding's fix lie in the body of an entry."""
    body = case.entry.body
    return finding.fix is not None and all(body.contains(each.span) for each in finding.fix.edits)


def withhold(finding: Diagnostic, why: str, safety: Safety = Safety.SHOWN) -> Diagnostic:
    """Return a finding whose fix is not safe, and why not."""
    assert finding.fix is not None
    return replace(finding, fix=replace(finding.fix, safety=safety, withheld=why))


def _told_by_all(found: list[Diagnostic], places: list[int], case: Case) -> list[int]:
    """Ask the other readings; mark the fixes that stand where one of them may be right."""
    if case.context.facts_only or case.parse.printed:
        return places  # The style printed it back but for slips: it was asked already.
    until = unsure_until(case.layout) + case.entry.body.start
    held: list[int] = []
    for place in places:
        fix = found[place].fix
        if fix is None or all(edit.span.start >= until for edit in fix.edits):
            held.append(place)
        else:
            found[place] = withhold(found[place], UNSURE)
    return held


def _word_proven(found: list[Diagnostic], places: list[int], case: Case) -> list[int]:
    """Ask the words: of all fixes together, and where they do not hold of each in its turn."""
    body = case.entry.body
    text = case.text
    if case.context.facts_only or len(text) != len(body):
        text = case.context.source.text[body.start : body.end]
    if _words_hold(text, [found[place] for place in places], body):
        return places
    held: list[int] = []
    for place in places:
        together = [*(found[each] for each in held), found[place]]
        if _changes(text, together, body) is None:
            together = [found[place]]  # Of two that clash only one is made.
        if _words_hold(text, together, body):
            held.append(place)
        else:
            found[place] = withhold(found[place], WORDS, Safety.UNSAFE)
    return held


def _words_hold(text: str, group: Sequence[Diagnostic], body: Span) -> bool:
    changes = _changes(text, group, body)
    if changes is None:
        return False
    if not words_hold(text, changes):
        return False
    after = made(text, changes)
    return pairs_hold(text, after) and marks_hold(text, after)


def _changes(text: str, group: Sequence[Diagnostic], body: Span) -> list[Change] | None:
    """Return the edits of some findings in a text; None where two of them clash."""
    changes: list[Change] = []
    for each in group:
        fix = each.fix
        for edit in fix.edits if fix else ():
            here = Edit(edit.span.shift(-body.start), edit.replacement)
            old = text[here.span.start : here.span.end]
            renamed = each.code[:3] == "JNL" and same_journal(old, here.replacement)
            changes.append(Change(here, each.code, bool(fix and fix.moves), renamed))
    changes.sort(key=lambda change: change.edit.span)
    for one, two in pairwise(changes):
        if two.edit.span.start < one.edit.span.end:
            return None
    return changes


def kept_in_meaning(case: Case, group: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return those of one entry's fixes that, made together, keep what the entry says."""
    if case.context.facts_only or not group:
        return list(group)
    if keeps_meaning(case, group):
        return list(group)
    kept: list[Diagnostic] = []
    for each in group:
        if keeps_meaning(case, [*kept, each]):
            kept.append(each)
    return kept


def keeps_meaning(case: Case, group: Iterable[Diagnostic]) -> bool:
    """Tell whether an entry, mended and read again, says what it said before."""
    start = case.entry.body.start
    edits = without_overlaps(
        Edit(edit.span.shift(-start), edit.replacement)
        for each in group
        if each.fix
        for edit in each.fix.edits
    )
    text = apply_edits(case.text, edits)
    if case.parse.printed and collapse(text) == case.parse.printed:
        return True
    if case.again is not None and not case.entry.noise and case.expected is not None:
        if text == case.expected.text:
            return case.again == means(case.reference, case)
    noise = tuple(
        Span(_moved(span.start - start, edits), _moved(span.end - start, edits))
        for span in case.entry.noise
    )
    whole = Span(0, len(text))
    entry = Entry(whole, whole, noise=noise, before=case.entry.before)
    again = read_body(text, entry, case.context.reads)
    return again.is_read and say_the_same(again.reference, case.reference, case)


def without_overlaps(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits that begin behind the one before, in the order of the text."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda each: each.span):
        if not kept or edit.span.start >= kept[-1].span.end:
            kept.append(edit)
    return kept


def say_the_same(one: Reference, two: Reference, case: Case) -> bool:
    """Tell whether two references say the same, as the style of an entry's list would have it."""
    return one == two or means(one, case) == means(two, case)


def means(reference: Reference, case: Case) -> Reference:
    """Return what a reference says, as the style of an entry's list would have it."""
    return meaning(reference, case.context.profile)


def _moved(offset: int, edits: Iterable[Edit]) -> int:
    return offset + sum(
        len(edit.replacement) - len(edit.span) for edit in edits if edit.span.end <= offset
    )
