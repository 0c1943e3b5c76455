"""Initials that depart from what nearly all entries of a list print, where no house was asked.

An entry whose parts stand in another order than the nearest house's is not laid beside it; its
names are still to be like the list's.

>>> form = usual_form([["R. A.", "V."], ["J. B."], ["K."], ["C. L."], ["A. O."], ["JB"]])
>>> form("RL"), form("J-P")
('R. L.', 'J.-P.')
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from carcite.compare.align import Difference, Kind
from carcite.model.layout import Role
from carcite.reading.parts.given import write_dotted
from carcite.reading.parts.name_forms import letters_of
from carcite.rules.case import Case

Form = Callable[[str], str]
"""Writes compact initials as a list does."""

_FORMS: tuple[Form, ...] = (str, write_dotted, partial(write_dotted, blank=" "))
_SURE, _LEAST = 0.8, 5
"""A form that so large a share of so many entries shows is the list's own."""
_LONGEST = 3


def usual_form(entries: Sequence[Sequence[str]]) -> Form | None:
    """Return how nearly all entries of a list write initials; None where they do not agree.

    `entries` holds the initials of each as they stand; those of one letter alone fit two forms.
    """
    counts = {form: sum(_fit(found, form) for found in entries) for form in _FORMS}
    form = max(_FORMS, key=lambda each: counts[each])
    if sum(count == counts[form] for count in counts.values()) > 1:
        return None
    return form if counts[form] >= max(_LEAST, _SURE * len(entries)) else None


def _fit(found: Sequence[str], form: Form) -> bool:
    return all(form(letters_of(each)) == each for each in found)


def initials_in(case: Case) -> list[str]:
    """Return the initials of an entry as they stand."""
    return [piece.text for piece in case.find(Role.INITIALS)]


def is_word(initials: str) -> bool:
    """Tell whether what was read as initials is rather a word in capitals: "Core TEAM".

    >>> is_word("TEAM"), is_word("J.P.F.M.")
    (True, False)
    """
    return len(letters_of(initials)) > _LONGEST and "." not in initials[:-1]


def off_form(case: Case, known: Sequence[Difference], form: Form) -> Iterator[Difference]:
    """Yield the initials of an entry in another form, but for those that are known to differ."""
    for piece in case.find(Role.INITIALS):
        letters = letters_of(piece.text)
        wanted = form(letters)
        # Of the "B.." of a list that prints both stops, one is the initial's.
        if case.text[piece.span.end : piece.span.end + 1] == "." and piece.text[-1:] != ".":
            wanted = wanted.removesuffix(".")
        if wanted == piece.text or is_word(piece.text) or not letters[:1].isupper():
            continue
        if any(piece.span.overlaps(each.span) for each in known):
            continue
        role = Role.INITIALS
        yield Difference(Kind.FORM, piece.span, piece.text, wanted, role, role, piece.span)
