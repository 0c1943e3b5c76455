"""What most entries of a list do is never a fault: habits outrank the style that was inferred.

Under `auto` each place where two parts meet is measured by what the list itself prints there; the
house that the list comes nearest to is the measure where the list has no habit of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from carcite.checking.expect import is_page_form, without_noise
from carcite.checking.initials import initials_in, is_word, off_form, usual_form
from carcite.compare.align import Difference, Kind, is_own_stop
from carcite.compare.habits import Habits, Slot
from carcite.identifiers import doi
from carcite.model.layout import Layout, Mark, Role
from carcite.model.locators import PageRange
from carcite.rules.case import Case
from carcite.rules.ownership import owner
from carcite.styles.detect import Detected
from carcite.styles.house.adapt import page_forms
from carcite.styles.house.profile import PageForm
from carcite.text.chars import DASHES, fold
from carcite.text.pattern import pattern
from carcite.text.span import Span

HABIT = 0.4
"""Of the entries that could show it, how many make a departure a habit of the list."""


def without_habits(cases: tuple[Case, ...], detected: Detected) -> tuple[Case, ...]:
    """Return the cases without the departures that are habits of the list."""
    habits = _joints(cases)
    seen: Counter[object] = Counter()
    shown: Counter[object] = Counter()
    for case in cases:
        kind = case.reference.type
        seen.update({(kind, role) for role, _, _ in case.layout.marks})
        shown.update({_slot(kind, each) for each in case.differences})
    spoken = sum(map(_is_spoken, cases)) > HABIT * len(cases)
    kept: list[Case] = []
    dotted = _are_dotted(cases)
    close = _spaced_pages(cases)
    unsettled = _mixes_page_forms(cases)
    form = usual_form([found for case in cases if (found := initials_in(case))])
    for case in cases:
        differences = []
        slots = _slots(case) if case.differences else {}
        for each in case.differences:
            if (unsettled and is_page_form(each)) or (not close and _is_spaced(each)):
                continue
            judged = _against_habit(case, each, habits, slots, detected.known)
            slot = _slot(case.reference.type, each)
            habit = each.kind is not Kind.AFFIX and shown[slot] > HABIT * seen[slot[:2]]
            # No house of the family prints names as they are spoken; the list is its own measure.
            habit = habit or (spoken and owner(each) == "AUT" and each.kind is not Kind.AFFIX)
            if judged is not None and not habit and not _is_an_abbreviations_stop(judged):
                differences.append(judged)
        if _is_of_another_style(differences):
            kept.append(replace(case, expected=None, differences=()))
            continue
        differences += _off_habit(case, differences, habits, dotted=dotted)
        if form is not None and case.parse.is_read:
            differences += off_form(case, differences, form)
        if close and case.reference.type == "article-journal" and case.parse.is_read:
            differences += _off_dash(case, differences)
        differences.sort(key=_by_place)
        same = tuple(differences) == case.differences
        kept.append(case if same else replace(case, differences=tuple(differences)))
    return tuple(kept)


def _mixes_page_forms(cases: Sequence[Case]) -> bool:
    """Tell whether a list shortens ranges in two ways: "230-34" and "21-7".

    Most ranges fit both ways; only those that do not tell which of the two is its own.
    """
    other: Counter[PageForm] = Counter()
    own: list[tuple[PageForm, ...]] = []
    for case in cases:
        if case.reference.type != "article-journal":
            continue
        ranges = [each for each in case.reference.pages if isinstance(each, PageRange)]
        departs = any(map(is_page_form, case.differences))
        for piece in case.find(Role.PAGE) if ranges else ():
            forms = page_forms(piece.text, ranges)
            if departs:
                other.update(forms)
            elif forms:
                own.append(forms)
    if not other:
        return False
    form, number = other.most_common(1)[0]
    return number > HABIT * (number + sum(form not in forms for forms in own))


def _by_place(difference: Difference) -> Span:
    return difference.span


_PLAIN_JOINTS = frozenset(
    {
        (Role.FAMILY, Role.INITIALS),
        (Role.ET_AL, Role.TITLE),
        (Role.CONTAINER_TITLE, Role.YEAR),
        (Role.CONTAINER_TITLE, Role.VOLUME),
        (Role.YEAR, Role.MONTH),
        (Role.YEAR, Role.VOLUME),
        (Role.MONTH, Role.DAY),
        (Role.MONTH, Role.VOLUME),
        (Role.DAY, Role.VOLUME),
        (Role.VOLUME, Role.ISSUE),
        (Role.VOLUME, Role.PAGE),
        (Role.ISSUE, Role.PAGE),
        (Role.PAGE, Role.YEAR),
    }
)
"""Joints of an article at which the parts' own marks, such as stops and quotes, do not stand."""
_SURE, _LEAST = 0.8, 5
"""A habit that so large a share of so many entries shows is the list's own, whatever its style."""


def _is_split(habits: Habits, key: object, text: str) -> bool:
    """Tell whether a list has a form often, but not mostly: "Doe B et al" beside "Doe B, et al"."""
    counts = habits.counts.get(key, Counter())
    return counts[text] >= max(2, _OFTEN * counts.total())


_OFTEN = 0.25


def _are_dotted(cases: Sequence[Case]) -> bool:
    """Tell whether most journals of several words bear stops: "J. Virol.", beside "Nature"."""
    names = [case.reference.container_title for case in cases]
    several = [name for name in names if " " in name]
    return 2 * sum("." in name for name in several) > len(several)


def _off_habit(
    case: Case, known: list[Difference], habits: Habits, *, dotted: bool
) -> list[Difference]:
    """Return where marks depart from nearly all others of the list, and no house was asked.

    No house prints what many a list does all through: ", v. 12, n. 3" beside ", v.12, n.3".
    """
    if case.reference.type != "article-journal" or not case.parse.is_read:
        return []
    found = []
    marks = case.layout.marks
    for (left, _, start), (right, end, stop) in pairwise(marks):
        if (left, right) not in _PLAIN_JOINTS:
            continue
        if right is Role.INITIALS and is_word(case.layout.text[end:stop]):
            continue
        text = case.layout.text[start:end]
        key = (case.reference.type, left, right)
        plain = _blanks(text)
        habit = habits.majority(key, _SURE, _LEAST) or _but_for_blanks(habits, key, plain)
        if habit is None or habit == plain or ".." in case.layout.text[max(0, start - 1) : end]:
            continue  # An ellipsis is a word that was left out.
        span = Span(start, end)
        if any(span.overlaps(each.span) for each in known):
            continue
        if not _same_letters(plain, habit) or any(
            span.overlaps(noise.shift(-case.entry.body.start)) for noise in case.entry.noise
        ):
            continue
        if left is Role.CONTAINER_TITLE:
            name = case.layout.text[slice(*_place(marks, start))]
            if is_own_stop(name, plain, habit) or is_own_stop(name, habit, plain):
                continue
            if dotted and habit == f".{plain}":
                continue  # The others' stops are those of their abbreviations.
        anchor = span if start < end else Span(max(0, start - 1), end + 1)
        before = case.layout.text[start - 1 : start]
        found.append(Difference(Kind.AFFIX, span, text, habit, left, right, anchor, before))
    return found


def _spaced_pages(cases: Sequence[Case]) -> bool:
    """Tell whether nearly all page ranges of a list have no space beside their dash."""
    ranges = [text for case in cases for text in _ranges(case)]
    close = sum(text == _SPACED_DASH.sub(r"\1", text) for text in ranges)
    return close >= max(_LEAST, _SURE * len(ranges))


def _ranges(case: Case) -> Iterator[str]:
    if case.reference.type == "article-journal" and case.parse.is_read:
        for piece in case.find(Role.PAGE):
            if any(char in DASHES for char in piece.text):
                yield piece.text


# Takes the " – " of "439 – 458"; refuses "439–458" and a range that a line end parts.
_SPACED_DASH = pattern(rf"[ \u00a0]*+([{DASHES}])[ \u00a0]*+")


def _is_spaced(difference: Difference) -> bool:
    """Tell whether a page range departs in nothing but the spaces beside its dash."""
    if difference.kind is not Kind.FORM or difference.left is not Role.PAGE:
        return False
    return _SPACED_DASH.sub(r"\1", difference.observed) == difference.expected


def _off_dash(case: Case, known: Sequence[Difference]) -> list[Difference]:
    """Return the page ranges of an entry that have spaces beside their dash, in a list without."""
    found = []
    for piece in case.find(Role.PAGE):
        close = _SPACED_DASH.sub(r"\1", piece.text)
        if close == piece.text or "\n" in piece.text or not any(map(case.text.count, DASHES)):
            continue
        if not any(piece.span.overlaps(each.span) for each in known):
            role = Role.PAGE
            found.append(
                Difference(Kind.FORM, piece.span, piece.text, close, role, role, piece.span)
            )
    return found


def _but_for_blanks(habits: Habits, key: Slot, text: str) -> str | None:
    """Return what a list prints that is of two minds about a space alone: "; " and ";", not ","."""
    found = habits.but_for_blanks(key, _SURE, _LEAST)
    return None if found is None or "".join(text.split()) == found[0] else found[1]


def _place(marks: Sequence[Mark], end: int) -> tuple[int, int]:
    return next((first, last) for _, first, last in marks if last == end)


def _same_letters(one: str, two: str) -> bool:
    """Tell whether two marks differ in blanks and points alone, or in a word for pages that is too
    much: ", v. " and ", v.", "):pp. " and "):".
    """
    letters, others = (
        "".join(char for char in text if char.isalnum()).casefold() for text in (one, two)
    )
    return letters == others or (not others and letters in _WORDS)


_WORDS = frozenset({"p", "pp", "pg", "pag", "pags", "v", "vol", "n", "no", "nr", "iss", "issue"})
"""What volume, issue and pages are called before their numbers."""


def _is_spoken(case: Case) -> bool:
    """Tell whether an entry begins with a name in the order of speech: "Jeffrey T. Chang"."""
    first = next((role for role, _, _ in case.layout.marks), None)
    return first is Role.GIVEN


def _is_an_abbreviations_stop(difference: Difference) -> bool:
    """Tell whether a list of abbreviated journals lends its stops to a name that has none.

    "Nature, 325" beside "Br. J. Radiol., 71": the stop was never the separator's.
    """
    return (
        difference.left is Role.CONTAINER_TITLE
        and difference.observed[:1] == ","
        and difference.expected == f".{difference.observed}"
    )


def _is_of_another_style(differences: list[Difference]) -> bool:
    """Tell whether an entry departs from its list at so many joints that it was never part of it.

    Such an entry is named once, as one in another style, and not mark by mark.
    """
    joints = [each for each in differences if each.kind in (Kind.AFFIX, Kind.ORDER)]
    return len({owner(each) for each in joints} - {"AUT", "DOI"}) > 1 and len(joints) > 2


def _slot(kind: str, difference: Difference) -> tuple[str, Role | None, Kind]:
    return kind, difference.left, difference.kind


def _slots(case: Case) -> dict[int, tuple[object, ...]]:
    """Return the slot of each place where two parts meet, the first of those at one place."""
    slots: dict[int, tuple[object, ...]] = {}
    for start, _, slot in joints(case.layout):
        slots.setdefault(start, slot)
    return slots


def _joints(cases: tuple[Case, ...]) -> Habits:
    """Count what the list prints wherever two parts meet."""
    counts: dict[object, Counter[str]] = {}
    for case in cases:
        if not case.parse.is_read:
            continue
        layout = without_noise(case.layout, case.entry)
        for start, end, slot in joints(layout):
            text = _blanks(layout.text[start:end])
            if slot[-1] is Role.DOI and doi.leads_elsewhere(text):
                continue  # A page's address that holds a DOI is no way to print one.
            if slot == (Role.INITIALS, Role.ET_AL) and _is_lone_letter(layout.text, start):
                continue  # "Xu, E. et al": the stop may be the letter's own.
            key = (case.reference.type, *slot)
            if key not in counts:
                counts[key] = Counter()
            counts[key][text] += 1
    return Habits(counts)


def _is_lone_letter(text: str, end: int) -> bool:
    """Tell whether a single letter and a stop stand there: the "E." of "Xu, E. et al"."""
    return text[end : end + 1] == "." and not text[max(0, end - 2) : end - 1].strip(".-").isalpha()


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
            last = not _goes_on(marks, place + 1, role)
            slot = ("name", "name", "two" if last and names == 2 else "last" if last else "inner")
        elif role not in _NAMES:
            names = 1
        yield done, start, slot
        left, done = role, end
    # SciELO's pages repeat an address behind "»", where no stop ends it.
    repeated = ("link",) if "»" in layout.text else ()
    yield done, len(layout.text), (left, *repeated, None)


_NAMES = frozenset(
    {Role.PARTICLE, Role.FAMILY, Role.INITIALS, Role.GIVEN, Role.SUFFIX, Role.ORGANIZATION}
)
_STARTS_NAME = frozenset({Role.PARTICLE, Role.FAMILY, Role.ORGANIZATION})


def _goes_on(marks: tuple[Mark, ...], place: int, role: Role) -> bool:
    """Tell whether a name, or "et al", follows the one that has begun before a place."""
    inside = role is Role.PARTICLE
    for at in range(place, len(marks)):
        each = marks[at][0]
        if each is Role.ET_AL:
            return True
        if each not in _NAMES:
            return False
        if each in _STARTS_NAME and not (inside and each is Role.FAMILY):
            return True
        inside = each is Role.PARTICLE
    return False


@lru_cache(maxsize=4096)
def _blanks(text: str) -> str:
    """Return text with its dashes, quotes and runs of blanks in one form, blank edges kept."""
    text = fold(text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _against_habit(
    case: Case,
    difference: Difference,
    habits: Habits,
    slots: Mapping[int, tuple[object, ...]],
    known: bool,
) -> Difference | None:
    """Return the difference from the list's own habit; None where there is none."""
    is_article = case.reference.type == "article-journal"
    if difference.kind is not Kind.AFFIX:
        return difference if is_article and (known or difference.kind is Kind.FORM) else None
    if not is_article and owner(difference) != "AUT":
        return None
    if difference.left is Role.TITLE and difference.preceding in ("?", "!"):
        return difference
    if difference.left is Role.CONTAINER_TITLE and difference.observed == ".":
        # "Med Clin.149": the stop may be the abbreviation's own, the space is wanting.
        return replace(difference, expected=". ")
    slot = slots.get(difference.span.start, ())
    key = (case.reference.type, *slot)
    habit = habits.majority(key)
    if habit is None:
        # LST009 says once of a list that it has "et al" in two forms.
        split = Role.ET_AL in slot and _is_split(habits, key, _blanks(difference.observed))
        return difference if known and is_article and not split else None
    if habit == _blanks(difference.observed):
        return None
    if habit == _blanks(difference.expected):
        return difference
    if difference.left is Role.CONTAINER_TITLE:
        name = next((each.text for each in case.find(Role.CONTAINER_TITLE)), "")
        if is_own_stop(name, _blanks(difference.observed), habit):
            return None
    return replace(difference, expected=habit)
