"""Check a document: lay every entry beside its style, ask the rules, gather the findings.

This is the road's last stretch: parses in, diagnostics out. Under `auto` the style is inferred from
the list, and what most entries do is never a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from carcite.compare.align import Difference, Kind, align
from carcite.compare.habits import Habits
from carcite.compare.normalise import meaning, normalise
from carcite.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.model.layout import Layout, Mark, Role
from carcite.model.parse import Entry, Parse, ReferenceList
from carcite.reading import read_document
from carcite.rules.case import Case, Context, Listing, Manuscript
from carcite.rules.catalogue import JUDGES, rules_of
from carcite.rules.ownership import owner
from carcite.rules.rule import Finding, Rule
from carcite.styles.adapt import adapt
from carcite.styles.detect import Detected, detect
from carcite.styles.profile import Profile
from carcite.styles.style import Style
from carcite.styles.vancouver.read import read_entry
from carcite.styles.vancouver.write import VancouverStyle
from carcite.text.chars import fold
from carcite.text.edit import Edit, Fix
from carcite.text.span import Span

HABIT = 0.4
"""Of the entries that could show it, how many make a departure a habit of the list."""
SURE = 0.95
"""From which confidence on a work other than an article is laid beside its style."""
_TEMPLATED = frozenset({"article-journal", "article-magazine", "book", "chapter"})
"""Kinds of works of which guides say every mark; of others they show examples."""
_ARTICLES = frozenset({"article-journal", "article-magazine"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked the check to be."""

    rules: frozenset[str]
    """Codes of the rules that are on."""
    today: int
    """The year in which the check runs."""
    style: Style | None = None
    """None to infer the style from each list."""


@dataclass(frozen=True, slots=True)
class CheckedList:
    """One list, the style it was checked against, and its entries as the rules saw them."""

    list: ReferenceList
    style: Style | None
    """None where no entry could be read."""
    detected: Detected | None
    """The evidence, where the style was inferred."""
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found."""

    document: Document
    lists: tuple[CheckedList, ...]
    records: tuple[Case, ...]
    """Entries of formats with fields, whose facts were checked."""
    diagnostics: tuple[Diagnostic, ...]
    """In the order of the text."""

    @property
    def parses(self) -> tuple[Parse, ...]:
        """Every entry as it was read, in order."""
        lists = tuple(case.parse for each in self.lists for case in each.cases)
        return lists + tuple(case.parse for case in self.records)

    @property
    def style(self) -> str:
        """The name of the style that most entries were checked against; empty without one."""
        named = [each.style.name for each in self.lists if each.style for _ in each.cases]
        return Counter(named).most_common(1)[0][0] if named else ""

    @property
    def evidence(self) -> str:
        """For people: the style of each list and how many entries speak for it."""
        said = []
        for each in self.lists:
            if each.detected is not None and each.style is not None:
                said.append(f"{each.detected.profile.title}: {each.detected.evidence}")
            elif each.style is not None:
                said.append(each.style.title)
        return "; ".join(dict.fromkeys(said))


def check_document(document: Document, choice: Choice) -> Report:
    """Check every list and record of a document."""
    lists: list[CheckedList] = []
    contexts: list[Context] = []
    first = 1
    for listed, parses in zip(document.lists, read_document(document), strict=True):
        checked, context = _check_list(document, listed, parses, choice, first)
        lists.append(checked)
        contexts.append(context)
        first += len(parses)
    records = _records(document, choice, first)
    found = list(_findings(document, lists, contexts, records, choice))
    found.sort(key=lambda each: (each.span, each.code))
    report = Report(document, tuple(lists), records, tuple(found))
    return replace(report, diagnostics=_wanted(report, choice))


def _wanted(report: Report, choice: Choice) -> tuple[Diagnostic, ...]:
    """Return the findings that no comment in the file silences."""
    source = report.document.source
    if "carcite:" not in (source.text if source.raw is None else source.raw):
        return report.diagnostics
    from carcite.suppress import suppress

    return suppress(report.diagnostics, source, report.parses, ran=choice.rules).kept


def _check_list(
    document: Document,
    listed: ReferenceList,
    parses: tuple[Parse, ...],
    choice: Choice,
    first: int,
) -> tuple[CheckedList, Context]:
    style, detected, profile = _style_for(parses, choice)
    title = "this style" if style is None else style.title.split(" (")[0]
    if detected is not None and not detected.pure:
        title = "this list"
    inferred = choice.style is None
    context = Context(document.source, title, profile, choice.today, inferred=inferred)
    cases = tuple(
        _case(parse, entry, first + place, context, style)
        for place, (entry, parse) in enumerate(zip(listed.entries, parses, strict=True))
    )
    if choice.style is None and detected is not None:
        cases = _without_habits(cases, detected)
    return CheckedList(listed, style, detected, cases), context


def _style_for(
    parses: Sequence[Parse], choice: Choice
) -> tuple[Style | None, Detected | None, Profile | None]:
    """Return the style, the evidence where it is inferred, and the profile adapted to the list."""
    if choice.style is None:
        detected = detect(parses)
        if detected is None:
            return None, None, None
        return VancouverStyle(detected.profile), detected, detected.profile
    if isinstance(choice.style, VancouverStyle):
        profile = adapt(choice.style.profile, parses, free=False)
        return VancouverStyle(profile), None, profile
    return choice.style, None, None


def _case(parse: Parse, entry: Entry, index: int, context: Context, style: Style | None) -> Case:
    if style is None or not parse.is_read:
        return Case(parse, entry, index, context)
    expected = style.write(normalise(parse.reference, context.profile))
    observed = without_noise(parse.layout, entry)
    differences = align(observed, expected)
    if differences and not _can_be_trusted(parse, expected, context):
        return Case(parse, entry, index, context)
    differences = tuple(each for each in differences if not _is_unsettled(each, parse))
    if _leaves_pages_free(style, context):
        differences = tuple(each for each in differences if not _is_page_form(each))
    return Case(parse, entry, index, context, expected, differences)


def _can_be_trusted(parse: Parse, expected: Layout, context: Context) -> bool:
    """Tell whether the expected text reads as the same reference.

    Where it does not, the entry was misread or cannot be told apart in this style: silence.
    """
    if parse.reference.type not in _ARTICLES and parse.confidence < SURE:
        return False
    again = read_entry(expected.text)
    return again.is_read and meaning(again.reference, context.profile) == meaning(
        parse.reference, context.profile
    )


def _is_unsettled(difference: Difference, parse: Parse) -> bool:
    """Tell whether guides leave open what stands there: the block of an article in press."""
    reference = parse.reference
    if difference.kind is not Kind.AFFIX:
        return False
    if any(char.isdigit() for char in difference.observed):
        # A number between two parts is content that could not be named; it is not ours to touch.
        return True
    if reference.type not in _TEMPLATED:
        return owner(difference) not in ("AUT", "DOI")
    if reference.type != "article-journal" or (reference.volume and reference.pages):
        return False
    return owner(difference) not in ("AUT", "TTL")


def _leaves_pages_free(style: Style, context: Context) -> bool:
    """Tell whether the style prints page ranges as they come, shortened or not."""
    if context.profile is not None:
        return context.profile.pages == "any"
    return not getattr(style, "regulates_pages", True)


def _is_page_form(difference: Difference) -> bool:
    if difference.kind is not Kind.FORM or difference.left is not Role.PAGE:
        return False
    return len(difference.observed) != len(difference.expected)


def without_noise(layout: Layout, entry: Entry) -> Layout:
    """Return the layout with page headers and link words as blanks; the length stays."""
    if not entry.noise:
        return layout
    text = layout.text
    for span in entry.noise:
        start, end = span.start - entry.body.start, span.end - entry.body.start
        text = text[:start] + " " * (end - start) + text[end:]
    return Layout(text, layout.marks)


def _records(document: Document, choice: Choice, first: int) -> tuple[Case, ...]:
    context = Context(document.source, "", None, choice.today, facts_only=True)
    return tuple(
        Case(parse, parse.entry, first + place, context)
        for place, parse in enumerate(document.records)
        if parse.entry is not None
    )


def _without_habits(cases: tuple[Case, ...], detected: Detected) -> tuple[Case, ...]:
    """Return the cases without the departures that are habits of the list."""
    habits = _joints(cases)
    seen: Counter[object] = Counter()
    shown: Counter[object] = Counter()
    for case in cases:
        kind = case.reference.type
        seen.update({(kind, role) for role, _, _ in case.layout.marks})
        shown.update({_slot(kind, each) for each in case.differences})
    kept: list[Case] = []
    for case in cases:
        differences = []
        for each in case.differences:
            judged = _against_habit(case, each, habits, detected.known)
            slot = _slot(case.reference.type, each)
            habit = each.kind is not Kind.AFFIX and shown[slot] > HABIT * seen[slot[:2]]
            if judged is not None and not habit:
                differences.append(judged)
        if _is_of_another_style(differences):
            kept.append(replace(case, expected=None, differences=()))
        else:
            kept.append(replace(case, differences=tuple(differences)))
    return tuple(kept)


def _is_of_another_style(differences: list[Difference]) -> bool:
    """Tell whether an entry departs from its list at so many joints that it was never part of it.

    Such an entry is named once, as one in another style, and not mark by mark.
    """
    joints = [each for each in differences if each.kind in (Kind.AFFIX, Kind.ORDER)]
    return len({owner(each) for each in joints} - {"AUT", "DOI"}) > 1 and len(joints) > 2


def _slot(kind: str, difference: Difference) -> tuple[str, Role | None, Kind]:
    return kind, difference.left, difference.kind


def _joints(cases: tuple[Case, ...]) -> Habits:
    """Count what the list prints wherever two parts meet."""
    counts: dict[object, Counter[str]] = {}
    for case in cases:
        if not case.parse.is_read:
            continue
        layout = without_noise(case.layout, case.entry)
        for start, end, slot in joints(layout):
            key = (case.reference.type, *slot)
            counts.setdefault(key, Counter())[_blanks(layout.text[start:end])] += 1
    return Habits(counts)


def joints(layout: Layout) -> Iterator[tuple[int, int, tuple[object, ...]]]:
    """Yield each place where two parts meet, with the slot that it is one form of.

    A joint of two names is told apart by its place among the names: "&" stands before the last.
    """
    marks = layout.marks
    left: Role | None = None
    done, names = 0, 1
    for place, (role, start, end) in enumerate(marks):
        slot: tuple[object, ...] = (left, role)
        if left in _NAMES and role in _STARTS_NAME and left is not Role.PARTICLE:
            names += 1
            rest = marks[place + 1 :]
            last = not any(each in _STARTS_NAME for each, _, _ in _same_group(rest, role))
            slot = ("name", "name", "two" if last and names == 2 else "last" if last else "inner")
        elif role not in _NAMES:
            names = 1
        yield done, start, slot
        left, done = role, end
    yield done, len(layout.text), (left, None)


_NAMES = frozenset(
    {Role.PARTICLE, Role.FAMILY, Role.INITIALS, Role.GIVEN, Role.SUFFIX, Role.ORGANIZATION}
)
_STARTS_NAME = frozenset({Role.PARTICLE, Role.FAMILY, Role.ORGANIZATION})


def _same_group(rest: tuple[Mark, ...], role: Role) -> Iterator[Mark]:
    """Yield the marks of the names after the one that begins, "et al" counted as a name."""
    inside = role is Role.PARTICLE
    for mark in rest:
        if mark[0] is Role.ET_AL:
            yield (Role.FAMILY, mark[1], mark[2])
            return
        if mark[0] not in _NAMES:
            return
        if not (inside and mark[0] is Role.FAMILY):
            yield mark
        inside = mark[0] is Role.PARTICLE


def _blanks(text: str) -> str:
    """Return text with its dashes, quotes and runs of blanks in one form, blank edges kept."""
    text = fold(text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _against_habit(
    case: Case, difference: Difference, habits: Habits, known: bool
) -> Difference | None:
    """Return the difference from the list's own habit; None where there is none."""
    is_article = case.reference.type == "article-journal"
    if difference.kind is not Kind.AFFIX:
        return difference if is_article and (known or difference.kind is Kind.FORM) else None
    if not is_article and owner(difference) != "AUT":
        return None
    if difference.left is Role.TITLE and difference.preceding in ("?", "!"):
        return difference
    slot = next(
        (slot for start, _, slot in joints(case.layout) if start == difference.span.start), ()
    )
    habit = habits.majority((case.reference.type, *slot))
    if habit is None:
        return difference if known and is_article else None
    if habit == _blanks(difference.observed):
        return None
    if habit == _blanks(difference.expected):
        return difference
    return replace(difference, expected=habit)


def _findings(
    document: Document,
    lists: list[CheckedList],
    contexts: list[Context],
    records: tuple[Case, ...],
    choice: Choice,
) -> Iterator[Diagnostic]:
    every = [case for each in lists for case in each.cases] + list(records)
    for case in every:
        yield from _form(case, choice)
    for rule in rules_of("entry"):
        if rule.code in choice.rules:
            for case in every:
                for finding in rule.check(case) or ():
                    yield diagnostic(rule, finding, case.index)
    listings = [
        Listing(each.list, each.cases, context)
        for each, context in zip(lists, contexts, strict=True)
    ]
    if records:
        span = Span(records[0].entry.span.start, records[-1].entry.span.end)
        gathered = ReferenceList(span, tuple(case.entry for case in records))
        listings.append(Listing(gathered, records, records[0].context))
    for rule in rules_of("list"):
        if rule.code in choice.rules:
            for listing in listings:
                for finding in rule.check(listing) or ():
                    yield diagnostic(rule, finding, finding.entry)
    manuscript = Manuscript(
        document.source,
        tuple(listings),
        document.prose,
        document.superscripts,
        contexts[0] if contexts else None,
    )
    for rule in rules_of("document"):
        if rule.code in choice.rules:
            for finding in rule.check(manuscript) or ():
                yield diagnostic(rule, finding, finding.entry)


def _form(case: Case, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the comparison with the style found in one entry."""
    for difference in case.differences:
        judge = JUDGES.get(owner(difference))
        judgement = judge(difference, case) if judge else None
        if judgement is None or judgement.rule.code not in choice.rules:
            continue
        fix = None
        if judgement.title:
            edit = Edit(case.place(difference.span), _kept_lines(difference))
            noisy = any(edit.span.overlaps(noise) for noise in case.entry.noise)
            fix = None if noisy else Fix(judgement.title, (edit,), judgement.safety)
        finding = Finding(case.place(difference.anchor), judgement.message, fix)
        yield diagnostic(judgement.rule, finding, case.index)


def _kept_lines(difference: Difference) -> str:
    """Return what the style prints, a line end of the entry kept where it prints a blank."""
    blanks = [run for run in _runs_of_blanks(difference.observed) if "\n" in run]
    if len(blanks) != 1 or difference.expected.count(" ") != 1:
        return difference.expected
    return difference.expected.replace(" ", blanks[0])


def _runs_of_blanks(text: str) -> Iterator[str]:
    run = ""
    for char in text:
        if char.isspace():
            run += char
        elif run:
            yield run
            run = ""
    if run:
        yield run


def diagnostic(rule: Rule, finding: Finding, entry: int | None) -> Diagnostic:
    """Return a rule's finding as the diagnostic that people and reports see."""
    return Diagnostic(
        rule.code,
        rule.name,
        finding.message,
        finding.span,
        rule.severity,
        finding.fix,
        finding.related,
        entry,
    )
