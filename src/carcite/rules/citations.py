"""Citations in the text against the list: missing, unused, out of order, written otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Role
from carcite.rules.callouts import Callout
from carcite.rules.case import Case, Manuscript, numbered
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, document_rule, entry_rule
from carcite.text.chars import DASHES, fold
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span


def citations(manuscript: Manuscript) -> tuple[tuple[Span, tuple[int, ...]], ...]:
    """Return every citation of the text, in order: its place and the numbers it names."""
    return tuple((each.span, each.numbers) for each in manuscript.callouts)


_ENOUGH = 0.5
"""Of the list, how much must be cited for the rest to be called uncited: a part of a manuscript
cites a part of its list."""
_MANY = 3


@document_rule(
    "CIT001",
    "cited-but-not-listed",
    Severity.ERROR,
    basis="ICMJE Recommendations, IV.A.3.g: every citation has its reference",
)
def cited_not_listed(manuscript: Manuscript) -> Iterator[Finding]:
    """The text cites a number that the list does not have.

    Why: the reader looks for a reference that is not there; mostly one was deleted.
    Wrong: ...as shown [15]. (the list ends at 14)
    Right: ...as shown [14].
    No fix: which reference was meant is not in the text.
    """
    known = manuscript.listed
    places: list[Callout] = []
    missing: dict[int, None] = {}
    for callout in manuscript.callouts:
        single = [first for first, last in callout.parts if first == last]
        lost = [number for number in single if number not in known and _near(number, known)]
        if lost:
            places.append(callout)
            missing |= dict.fromkeys(lost)
    if not places:
        return
    *others, last = (f'"{number}"' for number in missing)
    numbers = f"{', '.join(others)} and {last}" if others else last
    what = (
        f"references {numbers} to the list, or correct the numbers: they are"
        if others
        else f"reference {numbers} to the list, or correct the number: it is"
    )
    yield Finding(
        places[0].span,
        f"Add {what} cited and not listed",
        related=tuple(Related(each.span, "also not in the list") for each in places[1:]),
    )


def _near(number: int, known: frozenset[int]) -> bool:
    """Tell a number beyond the list from a year or a count in brackets."""
    return number <= max(known) + max(10, len(known) // 2)


@document_rule(
    "CIT002",
    "listed-but-not-cited",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: the list holds what the text cites",
)
def listed_not_cited(manuscript: Manuscript) -> Iterator[Finding]:
    """The list holds references that the text nowhere cites.

    Why: they were left behind by a revision, or their citation was lost.
    Wrong: entry 13 is nowhere cited
    Right: cite it or take it out
    No fix: which of the two is the author's to decide.
    """
    known = manuscript.listed
    cited = {number for each in manuscript.callouts for number in each.numbers} & known
    if len(cited) < _ENOUGH * len(known):
        return
    cases = [
        (number, case)
        for listing in manuscript.listings
        for number, case in numbered(listing)
        if number in known - cited
    ]
    if not cases:
        return
    numbers = ", ".join(str(number) for number, _ in cases[:12])
    more = f" and {len(cases) - 12} more" if cases[12:] else ""
    what = f"entry {numbers}" if len(cases) == 1 else f"entries {numbers}{more}"
    them = "it" if len(cases) == 1 else "them"
    first = cases[0][1]
    yield Finding(
        first.label,
        f"Cite {what} in the text, or take {them} out; nothing cites {them} now",
        related=tuple(Related(case.label, "also not cited") for _, case in cases[1:]),
        entry=first.index,
    )


@document_rule(
    "CIT003",
    "first-citation-out-of-order",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: numbered in the order of their first mention",
)
def first_citation_out_of_order(manuscript: Manuscript) -> Iterator[Finding]:
    """A reference is cited before others that bear lower numbers.

    Why: readers follow a numbered list along the text; journals send such lists back.
    Wrong: [1] ... [4] ... [2]
    Right: [1] ... [2] ... [3]
    No fix: the list and all citations would have to be numbered anew.
    """
    known = manuscript.listed
    found = manuscript.callouts
    if _alphabetical(manuscript):
        return
    cited = {number for each in found for number in each.numbers} & known
    jumps: list[tuple[Callout, int, list[int]]] = []
    seen: set[int] = set()
    highest = 0
    for callout in found:
        for number in sorted(callout.numbers):
            skipped = [each for each in range(highest + 1, number) if each in cited - seen]
            if number in known and skipped:
                jumps.append((callout, number, skipped))
            if number in known:
                seen.add(number)
                highest = max(highest, number)
    yield from _jumps(jumps)


def _jumps(jumps: list[tuple[Callout, int, list[int]]]) -> Iterator[Finding]:
    """Yield a finding for each jump, or one where there are many."""
    if len(jumps) > _MANY:
        callout, number, skipped = jumps[0]
        yield Finding(
            callout.span,
            f'Number by the order of citation: "{number}" is cited before "{skipped[0]}", and '
            f"{len(jumps) - 1} more citations are out of order",
            related=tuple(Related(each.span, "also out of order") for each, _, _ in jumps[1:]),
        )
        return
    for callout, number, skipped in jumps:
        others = f'"{skipped[0]}"'
        if len(skipped) > 1:
            others += f' to "{skipped[-1]}"' if len(skipped) > 2 else f' and "{skipped[-1]}"'
        message = f'Number by the order of citation: "{number}" is first cited before {others}'
        yield Finding(callout.span, message)


def _alphabetical(manuscript: Manuscript) -> bool:
    """Tell whether the list is sorted by name, as some journals number it."""
    names = [fold(case.text)[:12].casefold() for each in manuscript.listings for case in each.cases]
    pairs = list(pairwise(names))
    return len(pairs) >= 5 and sum(one <= two for one, two in pairs) >= 0.9 * len(pairs)


@document_rule(
    "CIT004",
    "citation-range-style",
    Severity.INFO,
    basis="AMA 11, 3.6: hyphens join the first and last of a closed series of three or more",
    safety=Safety.SAFE,
)
def citation_range_style(manuscript: Manuscript) -> Iterator[Finding]:
    """Three or more numbers in a row are written singly, where the text elsewhere joins them.

    Why: one text, one way; a closed series is read faster.
    Wrong: [1,2,3,5] beside [7-9]
    Right: [1-3,5]
    """
    found = manuscript.callouts
    joined = sum(any(last - first > 1 for first, last in each.parts) for each in found)
    single = [each for each in found if _open_series(each)]
    if not joined or joined < len(single):
        return
    dashes = Counter(char for each in found for char in _written(manuscript, each) if char in _DASH)
    dash = dashes.most_common(1)[0][0] if dashes else "-"
    for callout in single:
        wanted = _closed(callout, dash)
        fix = Fix(f"Use {show(wanted)}", (Edit(callout.inner, wanted),), Safety.SAFE)
        raised = _written(manuscript, callout).isascii()
        yield Finding(
            callout.span,
            f"Write {show(callout.text)} as {show(wanted)}, like other such numbers of the text",
            fix if raised else None,
        )


_DASH = DASHES + "⁻"


def _written(manuscript: Manuscript, callout: Callout) -> str:
    return callout.inner.of(manuscript.source.text)


def _open_series(callout: Callout) -> bool:
    numbers = callout.numbers
    alone = all(first == last for first, last in callout.parts)
    return alone and any(
        numbers[at] + 1 == numbers[at + 1] and numbers[at] + 2 == numbers[at + 2]
        for at in range(len(numbers) - 2)
    )


def _closed(callout: Callout, dash: str) -> str:
    """Return the numbers of a callout with each closed series joined."""
    runs: list[list[int]] = []
    for number in callout.numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    comma = ", " if ", " in callout.text else ","
    return comma.join(
        f"{run[0]}{dash}{run[-1]}" if len(run) > 2 else comma.join(map(str, run)) for run in runs
    )


@document_rule(
    "CIT005",
    "invalid-range",
    Severity.ERROR,
    basis="Practice: a range runs upwards and names references that exist",
)
def invalid_range(manuscript: Manuscript) -> Iterator[Finding]:
    """A range of citations runs backwards, or reaches beyond the list.

    Why: the reader cannot tell which references are meant.
    Wrong: [7-4]; [10-99] with 40 references
    Right: [4-7]
    No fix: either end may be the wrong one.
    """
    known = manuscript.listed
    for callout in manuscript.callouts:
        for first, last in callout.parts:
            if first > last and {first, last} & known:
                yield Finding(
                    callout.span,
                    f'Turn the range "{first}-{last}" of citations about; it runs backwards',
                )
            elif first < last and first in known and last not in known and _near(last, known):
                yield Finding(
                    callout.span,
                    f'Correct the citations "{first}-{last}"; the list ends at {max(known)}',
                )


@document_rule(
    "CIT006",
    "citation-mark-style",
    Severity.INFO,
    basis="AMA 11, 3.6 and the journal's instructions: one mark for citations throughout",
)
def citation_mark_style(manuscript: Manuscript) -> Iterator[Finding]:
    """Some citations are marked otherwise than most: in brackets, in parentheses or raised.

    Why: a number in other marks is taken for something else than a citation.
    Wrong: ...as shown [1,2]. Others found less (3).
    Right: ...as shown [1,2]. Others found less [3].
    No fix: a number in other marks may be meant so.
    """
    found = manuscript.callouts
    ways = Counter(each.way for each in found)
    if len(ways) < 2:
        return
    main = ways.most_common(1)[0][0]
    other = [each for each in found if each.way != main]
    words = {"brackets": "in brackets", "parentheses": "in parentheses", "raised": "raised"}
    first = other[0]
    yield Finding(
        first.span,
        f"Mark citations in one way: {show(first.text)} is {words[first.way]}, most of the text's "
        f"are {words[main]}",
        related=tuple(Related(each.span, "also marked otherwise") for each in other[1:]),
    )


_MAY_BE_UNPUBLISHED = pattern(
    r"personal comm|unpublished|data on file|manuscript|submitted|in prep"
)
# Takes ". Personal communication, 2022" and "(unpublished data)"; refuses "unpublished data from
# trials" inside a title.
_UNPUBLISHED = pattern(
    r"(?:(?<=^)|(?<=[.,;:(\[]\s)|(?<=[.,;:(\[]))(?:personal communications?|"
    r"unpublished (?:data|observations?|results|work|manuscript)|data on file|"
    r"manuscript (?:submitted|in preparation|under review)|submitted for publication|"
    r"in preparation)(?=\s?(?:[.,;:)\]]|$|\(?(?:19|20)\d\d))",
    re.IGNORECASE,
)


@entry_rule(
    "CIT008",
    "personal-communication-listed",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: not in the list but in parentheses in the text",
)
def personal_communication(case: Case) -> Iterator[Finding]:
    """A personal communication, unpublished data or a submitted manuscript stands in the list.

    Why: readers cannot find it; what cannot be found belongs into the text.
    Wrong: Smith J. Personal communication, 2022.
    Right: in the text: (J. Smith, personal communication, 2022)
    No fix: the sentence in the text is the author's to write.
    """
    if case.context.facts_only or not _MAY_BE_UNPUBLISHED.search(case.text.lower()):
        return
    title = next(iter(case.find(Role.TITLE)), None)
    for found in _UNPUBLISHED.finditer(fold(case.text)):
        span = Span(*found.span())
        inside = title is not None and title.span.contains(span) and span.start > title.span.start
        if not inside:
            yield Finding(
                case.place(span),
                f"Move {show(found[0])} into the text, in parentheses; nobody can look it up",
            )
            return
