"""The third witness asks for other readings: where may an entry's names end elsewhere?

The reader gives one reading. Where its border between names and title is one of several that the
page allows, a fix there would make the guess into the text; no fix at or before it is safe.

>>> from carcite.reading.entry import read_entry
>>> unsure_until(read_entry("June CH; Basic steps of T cells. Blood. 2012;81:51-6").layout)
31
"""

from __future__ import annotations

from itertools import pairwise

from carcite.authorities.bodies import LINKS, WORDS
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


_YEAR = r"(?:1[6-9]|20)\d\d"
# A journal "Lancet (1933)" or "Lancet 1933": two years; not "Spine (Phila Pa 1976)".
_WITH_YEAR = pattern(rf"(?:[(\[]{_YEAR}[)\]]| {_YEAR})\Z")
# "2012;13(4):200" or "13(4), 200": the source of a work, which no title or journal holds.
_SOURCE = pattern(
    rf"\b{_YEAR}[^;:.]{{0,12}};\s?\w{{1,6}}\s?(?:\([^()]{{1,16}}\))?\s?:\s?\w?\d"
    r"|\b\d{1,4}\s?\(\w{1,9}\)\s?[:,]\s?\w?\d"
)
_SENTENCE = pattern(r"(?:\([^()]*\),? )?(.+?)\. \S")
_INITIALS_RUN = pattern(r"(?:[^\W\d_a-z][a-z]?\.?-?){1,4}\Z")
_FEW = 4
"""Words that "et collaborateurs" and its like have at most."""


def unsure_until(layout: Layout) -> int:
    """Return the offset up to which an entry may have been read wrongly; 0 for nowhere."""
    if any(_is_torn(role, layout.text[start:end]) for role, start, end in layout.marks):
        return len(layout.text) + 1
    return _unsure_names(layout)


def _is_torn(role: Role, text: str) -> bool:
    """Tell whether a part holds half a bracket, or the year or source of another work."""
    if role not in (Role.TITLE, Role.CONTAINER_TITLE):
        return False
    if any(text.count(one) != text.count(two) for one, two in ("()", "[]")):
        return True
    if _SOURCE.search(text):
        return True
    return role is Role.CONTAINER_TITLE and _WITH_YEAR.search(text) is not None


def _unsure_names(layout: Layout) -> int:
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
        if _LIKE_NAMES.match(bare) or _begins_with_authors(title):
            return end
    if any(_holds_two(role, layout.text[a:b]) for role, a, b in names):
        return start
    if any(role is Role.FAMILY for role, _, _ in names) and any(
        role is Role.ORGANIZATION and _is_one_name(layout.text[a:b]) for role, a, b in names
    ):
        return start
    pairs = list(pairwise(names))
    if any(_is_doubtful(layout, one, two, two is names[-1]) for one, two in pairs):
        return start
    return 0


_NOT_LETTERS = " .,;:*()[]\u2020\u2021\u00a7\u00b6#"


def _begins_with_authors(title: str) -> bool:
    """Tell whether the first of several sentences of a title is rather the last of the names.

    "Whyte, Lee Pritchard. Soap", "et collaborateurs. Soap", "(deceased), Brown T. Soap"; what is
    said of "Hepatitis C. A review" is lost, and no harm.
    """
    found = _SENTENCE.match(title.lstrip(_NOT_LETTERS.replace("(", "")))
    if found is None:
        return False
    first = found[1]
    words = first.replace(",", " ").replace("&", " ").split()
    if not any(word[0].isupper() or word[0].isdigit() for word in words):
        return len(words) <= _FEW
    if not all(word[0].isupper() or word.casefold() in LINKS for word in words):
        return False
    named = any(word.casefold() in WORDS for word in words)
    return named or "," in first or (len(words) > 1 and _is_initials(words[-1]))


def _is_initials(word: str) -> bool:
    return _INITIALS_RUN.match(word) is not None and word[-1] in f".{word[-1].upper()}"


def _holds_two(role: Role, text: str) -> bool:
    """Tell whether a family name holds initials: "Petrov ChD Zhukova", "Smith JA i Brown"."""
    words = text.split()
    if role is not Role.FAMILY or text.isupper() or len(words) < 2:
        return False
    begins = sum(map(str.isupper, words[0])) > 1 and _is_initials(words[0])
    return begins or any(map(_is_initials, words[1:-1]))


def _is_one_name(text: str) -> bool:
    """Tell whether what was taken for a body may be a person of one name: "Suharto"."""
    return text.isalpha() and text[0].isupper() and text[1:].islower()


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
