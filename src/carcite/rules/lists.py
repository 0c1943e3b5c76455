"""The numbers of a list: gaps, doubles, and the marks around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from carcite.model.diagnostics import Related, Severity
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, list_rule
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern

_BULLETS = " \t\u00a0-–—•·*"
"""What a page prints before a number without meaning it."""
_NUMBER = pattern(r"\d++")
_SHARE = 0.6
"""Of the labels, how many make a form the list's own."""


@list_rule(
    "LST001",
    "numbering-gap",
    Severity.WARNING,
    basis="ICMJE Recommendations, IV.A.3.g: references are numbered consecutively",
)
def numbering_gap(listing: Listing) -> Iterator[Finding]:
    """The numbers of a list are not consecutive from 1.

    Why: a number that is skipped is a reference lost, or a citation that points past its own.
    Wrong: 1, 2, 4
    Right: 1, 2, 3
    No fix: whether an entry or a number is missing is not in the list.
    """
    numbered = [case for case in listing.cases if case.entry.number is not None]
    if len(numbered) < 2:
        return
    wanted = 1
    gaps: list[tuple[Case, int, str]] = []
    for case in numbered:
        number = case.entry.number or 0
        while wanted in listing.context.elsewhere:
            wanted += 1
        if number > wanted:
            missing = f"{wanted}" if number == wanted + 1 else f"{wanted} to {number - 1}"
            gaps.append((case, wanted, missing))
        wanted = max(wanted, number + 1)
    if gaps:
        case, wanted, missing = gaps[0]
        number = case.entry.number or 0
        begins = f'Check the numbers: "{number}" follows "{wanted - 1}"'
        if wanted == 1:
            begins = f'Check the numbers: the list begins with "{number}"'
        further = "".join(f", {each}" for _, _, each in gaps[1:8])
        more = f" and {len(gaps) - 8} more gaps" if gaps[8:] else ""
        yield Finding(
            case.label,
            f"{begins}; {missing}{further}{more} missing",
            related=tuple(Related(each.label, "also a gap before") for each, _, _ in gaps[1:]),
            entry=case.index,
        )


@list_rule(
    "LST003",
    "duplicate-number",
    Severity.ERROR,
    basis="ICMJE Recommendations, IV.A.3.g: one number, one reference",
)
def duplicate_number(listing: Listing) -> Iterator[Finding]:
    """Two entries bear the same number.

    Why: the reader cannot tell which of them the text cites.
    Wrong: 7. ... 7. ...
    Right: 7. ... 8. ...
    No fix: the citations in the text would have to follow.
    """
    seen: dict[int, Case] = {}
    for case in listing.cases:
        number = case.entry.number
        if number is None:
            continue
        if number in seen:
            first = seen[number]
            yield Finding(
                case.label,
                f'Give each entry a number of its own: two have "{number}"',
                related=(Related(first.label, "the first of them"),),
                entry=case.index,
            )
        seen.setdefault(number, case)


@list_rule(
    "LST005",
    "numbering-format",
    Severity.INFO,
    basis="ICMJE samples: a number and a stop; house styles set 1, [1] or (1), one form a list",
    safety=Safety.SAFE,
)
def numbering_format(listing: Listing) -> Iterator[Finding]:
    """The number of an entry is marked otherwise than those of the list, or than the style asks.

    Why: a number with other marks looks like part of another list.
    Wrong: 1. June CH ... [2] Qin C ...
    Right: 1. June CH ... 2. Qin C ...
    """
    forms = {case.index: _form(case) for case in listing.cases if case.entry.number is not None}
    counts = Counter(form for form in forms.values() if form)
    if len(forms) < 3 or not counts:
        return
    (most, number), *_ = counts.most_common(1)
    if number < _SHARE * len(forms):
        return
    profile = listing.context.profile
    if profile is not None and not listing.context.inferred and most != profile.label:
        yield from _other_label(listing, forms, profile.label)
        return
    for case in listing.cases:
        form = forms.get(case.index)
        if form and form != most:
            wanted = most.format(case.entry.number)
            message = f"Write the number {show(_bare(case.entry.label))} like the others"
            fix = Fix(f"Use {show(wanted)}", (_relabel(case, most),), Safety.SAFE)
            yield Finding(
                case.label, f"{message}, which read {show(wanted)}", fix, entry=case.index
            )


def _other_label(listing: Listing, forms: dict[int, str], wanted: str) -> Iterator[Finding]:
    """Say once that the style marks all numbers otherwise."""
    cases = [case for case in listing.cases if forms.get(case.index, wanted) not in ("", wanted)]
    if not cases:
        return
    first = cases[0]
    shown = show(wanted.format(first.entry.number))
    message = f"Write the number {show(_bare(first.entry.label))} as {shown}"
    edits = tuple(_relabel(case, wanted) for case in cases)
    yield Finding(
        first.label,
        f"{message}, so in {len(cases)} of {len(forms)} entries; "
        f"{listing.context.style_title} prints it so",
        Fix(f"Use {shown} and so on", edits, Safety.SAFE),
        entry=first.index,
    )


def _bare(label: str) -> str:
    return label.strip(_BULLETS)


def _form(case: Case) -> str:
    """Return the label with "{}" for its number; empty where the text does not bear it."""
    label = case.entry.label
    if not label or case.context.source.slice(case.label) != label or "{" in label:
        return ""
    form, found = _NUMBER.subn("{}", _bare(label))
    return form if found == 1 else ""


def _relabel(case: Case, form: str) -> Edit:
    label = case.entry.label
    bare = _bare(label)
    return Edit(case.label, label.replace(bare, form.format(case.entry.number), 1))
