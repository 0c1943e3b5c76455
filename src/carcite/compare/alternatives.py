"""The third witness asks for other readings: where may an entry's names end elsewhere?

The reader gives one reading. Where its border between names and title is one of several that the
page allows, a fix there would make the guess into the text; no fix at or before it is safe.

>>> from carcite.reading.entry import read_entry
>>> unsure_until(read_entry("June CH; Basic steps of T cells. Blood. 2012;81:51-6").layout)
31
"""

from __future__ import annotations

from itertools import pairwise

from carcite.model.layout import Layout, Mark, Role
from carcite.text.pattern import pattern

_NAMES = frozenset(
    {
        Role.PARTICLE,
        Role.FAMILY,
        Role.INITIALS,
        Role.GIVEN,
        Role.SUFFIX,
        Role.ORGANIZATION,
        Role.ET_AL,
        Role.CONTRIBUTOR_LABEL,
    }
)
_WORD = r"[^\W\d_a-z][\w'\u2019-]+"
_PART = rf"(?:{_WORD}|[A-Z]\.)"
# A title that begins "Zhukova EY, Rao", "Cock, Tiago Antao, Jeffrey T. Chang, ": more authors.
_LIKE_NAMES = pattern(
    rf"{_WORD}(?: {_WORD})?,? (?:[A-Z]\.?[ -]?){{1,4}}[,;] ?[^\W\d_]"
    rf"|{_WORD}(?: {_PART}){{0,3}}, {_PART}(?: {_PART}){{1,3}}(?:, | and | & )"
)
_QUOTES = "\"'\u201c\u2018\u201e\u00ab`"
_LONGEST = 4
"""Letters that initials without stops have at most; "WHO, UNICEF" are two bodies."""


def unsure_until(layout: Layout) -> int:
    """Return the offset up to which an entry's names may have been read wrongly; 0 for nowhere."""
    marks = layout.marks
    last = next((n for n, (role, _, _) in enumerate(marks) if role not in _NAMES), len(marks))
    if not last or last == len(marks):
        return 0
    role, start, end = marks[last]
    names = marks[:last]
    if role is Role.TITLE:
        title = layout.text[start:end]
        bare = title.lstrip(_NOT_LETTERS)
        border = layout.text[names[-1][2] : end - len(bare)]
        if ("," in border or ";" in border) and not any(quote in border for quote in _QUOTES):
            return end
        if _LIKE_NAMES.match(bare):
            return end
    pairs = list(pairwise(names))
    if any(_is_doubtful(layout, one, two, two is names[-1]) for one, two in pairs):
        return start
    return 0


_NOT_LETTERS = " .,;:*()[]\u2020\u2021\u00a7\u00b6#"


def _is_doubtful(layout: Layout, one: Mark, two: Mark, ends: bool) -> bool:
    """Tell whether two marks that were read as one name may be two: "Lee Bo, Jennifer Whyte"."""
    between = layout.text[one[2] : two[1]]
    if one[0] is not Role.FAMILY or "," not in between:
        return False
    family, given = layout.text[one[1] : one[2]], layout.text[two[1] : two[2]]
    if two[0] is Role.GIVEN:
        after = layout.text[two[2] : two[2] + 1]
        return after == "," or ends or " " in family
    if two[0] is not Role.INITIALS or "." in given or " " in given:
        return False
    return len(given) > _LONGEST or (len(given) > 2 and family.isupper())
