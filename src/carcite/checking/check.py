"""Check a document: lay every entry beside its style, ask the rules, gather the findings.

This is the road's last stretch: parses in, diagnostics out. Under `auto` the style is inferred from
the list, and what most entries do is never a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from carcite.checking.expect import lay_beside
from carcite.checking.infer import without_habits
from carcite.checking.markup import ask_markup
from carcite.checking.proof import prove
from carcite.compare.align import Difference, Kind
from carcite.learning.second import SecondReader, read_twice
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.model.parse import Parse, ReferenceList
from carcite.model.witness import Witness
from carcite.reading.document import Reads, read_one
from carcite.rules.case import Case, Context, Listing, Manuscript, by_list
from carcite.rules.catalogue import JUDGES, rules_of
from carcite.rules.names import slipped_initials
from carcite.rules.ownership import owner
from carcite.rules.punctuation import slipped
from carcite.rules.rule import Finding, Rule
from carcite.styles.catalogue import reader_of
from carcite.styles.detect import Detected, detect
from carcite.styles.house.adapt import adapt
from carcite.styles.house.profile import Profile
from carcite.styles.house.write import VancouverStyle
from carcite.styles.style import Style
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.span import Span


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked the check to be."""

    rules: frozenset[str]
    """Codes of the rules that are on."""
    today: int
    """The year in which the check runs."""
    style: Style | None = None
    """None to infer the style from each list."""
    witness: Callable[[Sequence[Parse]], Sequence[Witness]] | None = None
    """Asks the user's records of entries; None where there are none to ask."""
    reads: Reads | None = None
    """What reads the entries; None for what the style asks for."""


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
    reads = choice.reads or reader_of(choice.style)
    for listed in document.lists:
        parses = tuple(read_one(document.source, entry, reads) for entry in listed.entries)
        again = None
        if choice.style is None:
            parses, again = read_twice(document.source, listed.entries, parses)
        checked, context = _check_list(document, listed, parses, choice, first, reads, again)
        lists.append(checked)
        contexts.append(context)
        first += len(parses)
    records = _witnessed(_records(document, choice, first), choice)
    found = list(_findings(document, lists, contexts, records, choice))
    found.sort(key=lambda each: (each.span, each.code))
    cases = [case for each in lists for case in each.cases] + list(records)
    proven = ask_markup(prove(found, cases, document.source), document)
    report = Report(document, tuple(lists), records, proven)
    return replace(report, diagnostics=_placed(document, _wanted(report, choice)))


def _placed(document: Document, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """Return findings with their lines and columns in the file."""
    places = (document.source.position(each.span.start) for each in found)
    return tuple(
        replace(each, line=line, column=column)
        for each, (line, column) in zip(found, places, strict=True)
    )


def _wanted(report: Report, choice: Choice) -> tuple[Diagnostic, ...]:
    """Return the findings that no comment in the file silences."""
    source = report.document.source
    if "carcite:" not in (source.text if source.raw is None else source.raw):
        return report.diagnostics
    from carcite.checking.suppress import suppress

    return suppress(report.diagnostics, source, report.parses, ran=choice.rules).kept


def _check_list(
    document: Document,
    listed: ReferenceList,
    parses: tuple[Parse, ...],
    choice: Choice,
    first: int,
    reads: Reads,
    again: SecondReader | None,
) -> tuple[CheckedList, Context]:
    style, detected, profile = _style_for(parses, choice)
    title = "this style" if style is None else style.title.split(" (")[0]
    if detected is not None and not detected.pure:
        title = "this list"
    inferred = choice.style is None
    elsewhere = frozenset(
        each.entry.number for each in document.records if each.entry and each.entry.number
    )
    context = Context(
        document.source,
        title,
        profile,
        choice.today,
        inferred=inferred,
        elsewhere=elsewhere,
        reads=reads,
    )
    cases = tuple(
        lay_beside(parse, entry, first + place, context, style)
        for place, (entry, parse) in enumerate(zip(listed.entries, parses, strict=True))
    )
    if choice.style is None and detected is not None:
        cases = without_habits(cases, detected)
    if again is not None:
        cases = tuple(_beside_printer(case, again) for case in cases)
    return CheckedList(listed, style, detected, _witnessed(cases, choice)), context


def _beside_printer(case: Case, reads: SecondReader) -> Case:
    """Return an entry laid beside what printed its list, where only that could read it.

    What the printer prints as it stands is no fault of an entry, though a house prints it
    otherwise.
    """
    if case.parse.printed:
        context = replace(case.context, profile=None)
        laid = lay_beside(case.parse, case.entry, case.index, context, reads.style)
        return replace(laid, context=replace(case.context, reads=reads))
    if case.differences and reads.prints(case.parse):
        return replace(case, expected=None, differences=())
    return case


def _witnessed(cases: tuple[Case, ...], choice: Choice) -> tuple[Case, ...]:
    """Return entries with what the user's records say of them."""
    if choice.witness is None or not cases:
        return cases
    said = choice.witness([case.parse for case in cases])
    return tuple(replace(case, witness=each) for case, each in zip(cases, said, strict=True))


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


def _records(document: Document, choice: Choice, first: int) -> tuple[Case, ...]:
    elsewhere = frozenset(
        entry.number for each in document.lists for entry in each.entries if entry.number
    )
    context = Context(document.source, "", None, choice.today, facts_only=True, elsewhere=elsewhere)
    return tuple(
        Case(parse, parse.entry, first + place, context)
        for place, parse in enumerate(document.records)
        if parse.entry is not None
    )


def _findings(
    document: Document,
    lists: list[CheckedList],
    contexts: list[Context],
    records: tuple[Case, ...],
    choice: Choice,
) -> Iterator[Diagnostic]:
    every = [case for each in lists for case in each.cases] + list(records)
    asked = [(rule, rule.check) for rule in rules_of("entry") if rule.code in choice.rules]
    for case in every:
        yield from _form(case, choice)
        for rule, check in asked:
            for finding in check(case) or ():
                finding = _within(finding, case)
                if not any(noise.contains(finding.span) for noise in case.entry.noise):
                    yield diagnostic(rule, _without_noisy_fix(finding, case), case.index)
    listings = [
        Listing(each.list, each.cases, context)
        for each, context in zip(lists, contexts, strict=True)
    ]
    for _, group in groupby(records, key=lambda case: case.entry.list_index):
        cases = tuple(group)
        span = Span(cases[0].entry.span.start, cases[-1].entry.span.end)
        gathered = ReferenceList(span, tuple(case.entry for case in cases))
        listings.append(Listing(gathered, cases, cases[0].context))
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
        document.links,
        contexts[0] if contexts else None,
        document.keys,
        document.listed_keys,
        document.cited_keys,
    )
    for rule in rules_of("document"):
        if rule.code in choice.rules:
            for each in by_list(manuscript):
                for finding in rule.check(each) or ():
                    yield diagnostic(rule, finding, finding.entry)


def _within(finding: Finding, case: Case) -> Finding:
    """Return a finding about an item hidden in a field at the citation that the field shows."""
    if case.text == case.span.of(case.context.source.text):
        return finding
    return replace(finding, span=case.span, fix=None)


def _without_noisy_fix(finding: Finding, case: Case) -> Finding:
    """Return a finding whose fix, if any, leaves page furniture inside the entry alone."""
    edits = finding.fix.edits if finding.fix else ()
    noisy = any(edit.span.overlaps(noise) for edit in edits for noise in case.entry.noise)
    return replace(finding, fix=None) if noisy else finding


def _form(case: Case, choice: Choice) -> Iterator[Diagnostic]:
    """Yield what the comparison with the style found in one entry."""
    for difference in case.differences:
        judge = JUDGES.get(owner(difference))
        judgement = judge(difference, case) if judge else None
        if judgement is None and case.parse.printed:
            judgement = slipped_initials(difference, case) or slipped(difference, case)
        if judgement is None or judgement.rule.code not in choice.rules:
            continue
        fix = None
        if judgement.title:
            edit = Edit(case.place(difference.span), _kept_lines(difference))
            noisy = any(edit.span.overlaps(noise) for noise in case.entry.noise)
            rewrites = difference.kind is Kind.ORDER and case.loses
            # What the style prints is a better witness than what a rule can know of one place.
            own = Safety.SAFE if case.parse.printed else judgement.safety
            safety = Safety.UNSAFE if rewrites else own
            moves = difference.kind is Kind.ORDER
            fix = None if noisy else Fix(judgement.title, (edit,), safety, moves)
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
