"""How a list prints names: the form that prints most of its lists of names to the letter.

What the entries show gives the candidates; each is tried in the place of another, and the form that
prints the most entries is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from typing import Any, get_args

from carcite.compare.normalise import normalise
from carcite.learning.observe import Observed
from carcite.model.layout import Layout, Role
from carcite.model.names import Contributors
from carcite.styles.house.contributors import shows_last, write_names
from carcite.styles.house.profile import InitialsForm, NameForm, NameOrder
from carcite.styles.house.template import join

_GIVEN = frozenset({Role.INITIALS, Role.GIVEN})
_SEVERAL = 4
"""How many of the forms of one key are tried, the commonest first."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The names of one entry: what they are, and how they stand."""

    names: Contributors
    text: str


def samples(entries: Sequence[Observed]) -> tuple[Sample, ...]:
    """Return the first names of each entry that has any."""
    found = []
    for entry in entries:
        groups = normalise(entry.parse.reference, None).contributors
        if groups and entry.names.marks:
            found.append(Sample(groups[0], entry.names.text))
    return tuple(found)


def prints_names(form: NameForm, sample: Sample) -> bool:
    """Tell whether a form prints the names as they stand."""
    return join(write_names(sample.names.names, sample.names.et_al, form)).text == sample.text


def cut_fits(form: NameForm, sample: Sample) -> bool:
    """Tell whether names are cut where the form cuts them."""
    count = len(sample.names.names)
    if sample.names.et_al:
        return count == form.et_al_use_first or shows_last(count, form, et_al=True)
    return not form.et_al_min or count < form.et_al_min


def learn_names(entries: Sequence[Observed]) -> NameForm:
    """Return the form that prints the most lists of names as they stand."""
    known = samples(entries)
    choices = _choices([entry.names for entry in entries])
    seed = {key: values[0] for key, values in choices.items()}
    form = _cut(replace(NameForm(et_al_min=0), **seed), known)
    best = _score(form, known)
    for _ in range(2):
        before = best
        for key, values in choices.items():
            for value in values:
                tried = _cut(replace(form, **{key: value}), known)
                score = _score(tried, known)
                if score > best:
                    form, best = tried, score
        if best == before:
            break
    return _plainest(form, known, best)


def _plainest(form: NameForm, known: Sequence[Sample], best: int) -> NameForm:
    """Return the form with NLM's value of each key that no entry asks to be another."""
    plain = NameForm()
    for each in fields(NameForm):
        if not each.name.startswith("et_al"):
            tried = replace(form, **{each.name: getattr(plain, each.name)})
            if _score(tried, known) >= best:
                form = tried
    return form


def _score(form: NameForm, known: Sequence[Sample]) -> int:
    return sum(prints_names(form, each) for each in known)


def _cut(form: NameForm, known: Sequence[Sample]) -> NameForm:
    """Return the form with the number of names that the list prints before it cuts them."""
    longest = max((len(each.names.names) for each in known if not each.names.et_al), default=0)
    cuts = Counter(len(each.names.names) for each in known if each.names.et_al)
    if not cuts:
        return replace(form, et_al_min=0)
    first = cuts.most_common(1)[0][0]
    behind_gap = 1 if form.et_al_use_last and first > 1 else 0
    counts = Counter(len(each.names.names) for each in known if not each.names.et_al)
    strays = sum(number for count, number in counts.items() if count > first)
    if strays * 10 <= cuts.total():
        # A few entries with more names than the others are cut to are slips of the list.
        longest = max((count for count in counts if count <= first), default=0)
    return replace(form, et_al_use_first=first - behind_gap, et_al_min=max(first, longest) + 1)


def _choices(layouts: Sequence[Layout]) -> dict[str, list[Any]]:
    """Return for each key the values that the list shows, the commonest first."""
    seen: dict[str, Counter[Any]] = {}
    for layout in layouts:
        for key, value in shown(layout):
            seen.setdefault(key, Counter())[value] += 1
    found = {
        key: [value for value, _ in counts.most_common(_SEVERAL)] for key, counts in seen.items()
    }
    for key, values in _FIXED.items():
        first = found.get(key, [])
        found[key] = [*first, *(each for each in values if each not in first)]
    return found


_FIXED: Mapping[str, tuple[Any, ...]] = {
    "initials": get_args(InitialsForm),
    "hyphens": (False, True),
    "order": get_args(NameOrder),
    "family_case": ("as-given",),
    "et_al_use_last": ("",),
    "pair_delimiter": ("",),
}


def shown(layout: Layout) -> Iterator[tuple[str, Any]]:
    """Yield what one list of names shows of each key."""
    text = layout.text
    names = [
        name
        for name in _cut_names(layout)
        if name[0][0] is not Role.ET_AL or not _is_gap(text[name[0][1] : name[0][2]])
    ]
    yield from _order(names)
    for number, marks in enumerate(names):
        roles = [role for role, _, _ in marks]
        yield from _inside(text, marks)
        if roles[0] is Role.ET_AL:
            _, start, end = marks[0]
            yield (
                "et_al",
                (text[names[number - 1][-1][2] : start] if number else "", text[start:end]),
            )
        elif number:
            between = text[names[number - 1][-1][2] : marks[0][1]]
            if _is_gap(between):
                yield "et_al_use_last", between
                continue
            final = number == len(names) - 1
            bodies = Role.ORGANIZATION in roles or names[number - 1][0][0] is Role.ORGANIZATION
            if not final:
                yield "delimiter", between
            elif number == 1:
                yield "pair_delimiter", between
                if between.isspace() or not between.strip(" ,;"):
                    yield "delimiter", between
            else:
                yield "last_delimiter", between
            if bodies:
                yield "body_delimiter", between
                yield "body_delimiter", ""


def _is_gap(text: str) -> bool:
    """Tell whether names are left out between two: ", … " and ", ... "."""
    return "…" in text or "..." in text


def _inside(text: str, marks: Sequence[tuple[Role, int, int]]) -> Iterator[tuple[str, Any]]:
    for (left, _, end), (right, start, _) in pairwise(marks):
        between = text[end:start]
        if left is Role.FAMILY and right in _GIVEN:
            yield "inversion", between
        if right is Role.SUFFIX:
            yield "suffix_delimiter", between
    for role, start, end in marks:
        if role is Role.FAMILY and end - start > 2:
            yield "family_case", "upper" if text[start:end].isupper() else "as-given"
        initials = text[start:end].rstrip(".")
        if role is Role.GIVEN:
            yield "initials", "full"
        elif role is Role.INITIALS and len(initials) > 1:
            spaced = "spaced" if ". " in initials else "dotted"
            yield "initials", spaced if "." in initials else "compact"


def _order(names: Sequence[Sequence[tuple[Role, int, int]]]) -> Iterator[tuple[str, NameOrder]]:
    """Yield where given names stand, as far as one list of names tells."""
    inverted = [
        name[0][0] not in _GIVEN
        for name in names
        if any(role in _GIVEN for role, _, _ in name)
        and any(role is Role.FAMILY for role, _, _ in name)
    ]
    if inverted and not inverted[0]:
        yield "order", "given-first"
    elif len(inverted) > 1:
        yield "order", "family-first" if inverted[1] else "first-inverted"


def _cut_names(layout: Layout) -> list[list[tuple[Role, int, int]]]:
    """Return the marks of each name, "et al" as one of them."""
    names: list[list[tuple[Role, int, int]]] = []
    seen: set[Role] = set()
    for mark in layout.marks:
        role = Role.INITIALS if mark[0] is Role.GIVEN else mark[0]
        alone = role in (Role.ORGANIZATION, Role.ET_AL) or Role.ORGANIZATION in seen
        breaks = role in seen or (role is Role.PARTICLE and Role.FAMILY in seen)
        if not names or alone or breaks:
            names.append([])
            seen = set()
        names[-1].append(mark)
        seen.add(role)
    return names
