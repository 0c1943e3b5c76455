"""Lists of authors laid side by side: who is another person, and who is only written otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from carcite.authorities.bodies import WORDS
from carcite.authorities.particles import PARTICLES, SUFFIXES
from carcite.corpus.record import compact_initials
from carcite.corpus.words import fold_words
from carcite.model.names import Name, Person
from carcite.text.damage import DAMAGE, mended

_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ss", "s"), ("aa", "a"))


@lru_cache(maxsize=65536)
def family_key(family: str) -> str:
    """Return a family name as compared: folded, closed up, without particles and suffixes.

    >>> family_key("van der Berg"), family_key("O'Connor"), family_key("Müller-Lüdenscheid")
    ('berg', 'oconnor', 'mullerludenscheid')
    """
    words = fold_words((mended(family) if DAMAGE.search(family) else "") or family)
    kept = [each for each in words if each not in PARTICLES and each not in SUFFIXES]
    return "".join(kept or words)


@lru_cache(maxsize=65536)
def _loose(key: str) -> str:
    """Return a name's key with transliterated umlauts as bare vowels."""
    for long, short in _UMLAUTS:
        key = key.replace(long, short)
    return key


def same_family(one: str, two: str) -> bool:
    """Tell whether two family names are one, alike or one part of the other ("Lopez")."""
    a, b = family_key(one), family_key(two)
    if a == b or _loose(a) == _loose(b):
        return True
    return _is_part(one, two) or _is_part(two, one)


def _is_part(short: str, long: str) -> bool:
    """Tell whether a name is one end of a compound name."""
    if len(fold_words(short)) == len(fold_words(long)):
        return False  # Word stands against word: "vao de Wiel" leaves nothing out.
    few, many = _own_words(short), _own_words(long)
    if not few or len(few) >= len(many):
        return False
    return many[: len(few)] == few or many[-len(few) :] == few


def _own_words(family: str) -> list[str]:
    return [word for word in fold_words(family) if word not in PARTICLES]


def initials_of(person: Person) -> str:
    """Return folded initials, from the given names where none are compact."""
    text = person.initials or compact_initials(person.given)
    return "".join(fold_words(text))


def same_person(one: Person, two: Person) -> bool:
    """Tell whether two persons bear one family name, or one the other's in swapped order."""
    if same_family(one.sort_name, two.sort_name):
        return True
    given = one.given or one.initials
    return len(given) > 3 and same_family(given, two.sort_name)


def same_initials(one: Person, two: Person) -> bool:
    """Tell whether initials agree as far as both give them, in whatever order.

    Where the first is the same, a later one that is not says nothing: sources drop and misread it.
    """
    few, many = sorted((initials_of(one), initials_of(two)), key=len)
    if few[:1] == many[:1]:
        return True
    letters = list(many)
    for each in few:
        if each not in letters:
            return False
        letters.remove(each)
    return True


def persons(names: Sequence[Name]) -> list[Person]:
    """Return the persons; bodies stand at one end here and at another there."""
    found = [each for each in names if isinstance(each, Person)]
    shouted = [each.family.isupper() for each in found]
    return [
        each
        for each in found
        if each.family.casefold() not in WORDS
        and not (_is_body_cut(each) and shouted.count(True) == 1 < len(found))
    ]


def _is_body_cut(person: Person) -> bool:
    """Tell whether a body was cut down like a person: "RECOVERY CG", a collaborative group."""
    return person.family.isupper() and len(person.family) > 4 and person.initials.endswith("G")


def other_persons(
    stated: Sequence[Name], recorded: Sequence[Name], *, elided: bool
) -> list[tuple[Person, Person]]:
    """Return the pairs at one place of both lists that are two persons.

    A list that is the beginning of the other differs in nothing. `elided` allows a last name behind
    an ellipsis (APA 7, 9.8).
    """
    ours, theirs = persons(stated), persons(recorded)
    pairs = list(zip(ours, theirs, strict=False))
    wrong = [(a, b) for a, b in pairs if not same_person(a, b)]
    if wrong and elided and _may_be_last(ours[-1], theirs[len(ours) - 1 :], len(theirs)):
        wrong = [pair for pair in wrong if pair[0] is not ours[-1]]
    if len(wrong) > 1 or (len(pairs) > _ENOUGH and not all(_begin_alike(*each) for each in wrong)):
        wrong = [] if all(_is_turned(a, b) for a, b in wrong) else wrong
    return wrong


def _begin_alike(one: Person, two: Person) -> bool:
    return family_key(one.family)[:1] == family_key(two.family)[:1]


_ENOUGH = 2
"""Names that must agree before one alone, whose letters fit turned about, is taken so."""


def _may_be_last(person: Person, rest: Sequence[Person], many: int) -> bool:
    """Tell whether a person may end a record's list, which may end where sources cut lists."""
    return many in _CUT_AT or any(same_person(person, each) for each in rest)


_CUT_AT = (3, 6, 10)
"""The numbers of authors after which styles, and bibliographies made of them, cut."""


def _is_turned(stated: Person, recorded: Person) -> bool:
    """Tell whether a record has a given name for the family's and keeps only its initial.

    "Michael P" is Pacher M turned about; of one name that would prove nothing, of all it does.
    """
    ours, theirs = initials_of(stated), initials_of(recorded)
    return family_key(recorded.family)[:1] in set(ours) and family_key(stated.family)[:1] in set(
        theirs
    )


def other_initials(stated: Sequence[Name], recorded: Sequence[Name]) -> list[tuple[Person, Person]]:
    """Return the pairs of one family name whose initials contradict each other."""
    pairs = zip(persons(stated), persons(recorded), strict=False)
    return [
        (a, b)
        for a, b in pairs
        if same_family(a.sort_name, b.sort_name) and not same_initials(a, b)
    ]
