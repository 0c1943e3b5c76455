"""Names against names: lost diacritics, particles in two forms, and what is no part of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from carcite.authorities import particles
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Piece, Role
from carcite.model.names import Person
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.chars import fold, strip_marks
from carcite.text.damage import DAMAGE, mended, word_around
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_NO_MARKS = str.maketrans("øØłŁđĐıħŦŧ", "oOlLdDihTt")
_DEGREES = (
    r"M\.?D\.?|Ph\.?\s?D\.?|MPH|MSc|MBBS|MBChB|MBA|Dr\.?PH|Pharm\.?D\.?|BSc|RN|FRCPC?|FRCS|FACP|"
    r"FACS|FACC|FAHA|DVM|DDS|DMD|PsyD|ScD"
)
# Takes the ", MD" of "Smith J, MD, Doe A"; refuses the name "Smith, MD" and the initials "Doe MD".
_AFTER_INITIALS = pattern(
    rf"(?<![^\W\d_])[^\W\d_]{{2,40}}\s(?:[A-Z]\.?[- ]?){{1,3}}(?P<degree>,\s(?:{_DEGREES})(?:,\s(?:{_DEGREES}))*+)"  # noqa: E501
    r"(?=\s*(?:[,;.]|$))"
)
# Takes in little time the ", MD" or the "Dr" of what the two patterns around it take.
_MAY_BE_DEGREE = pattern(
    rf"[,PD](?:(?<=,)\s(?:{_DEGREES})|(?<=P)(?:rof(?:essor)?|riv\.-Doz)\.?\s|(?<=D)r\.?\s)"
)
# Takes the "Prof. Dr. " of "Prof. Dr. Smith J"; refuses "Dr" behind a family name.
_TITLE = pattern(
    r"(?:^|[,;]\s)(?P<degree>(?:(?:Prof(?:essor)?|Dr|Priv\.-Doz)\.?\s)++)(?=[A-Z][\w'-]+,?\s[A-Z])"
)
_BODY = (
    r"Group|Investigators?|Trialists|Collaborators|Collaboration|Consortium|Network|Committee|"
    r"Team|Initiative|Registry|Workgroup"
)
# Takes ", for the XY Trialists"; refuses "; for the XY Trialists", which AMA prints.
_FOR_THE = pattern(
    r"(?P<join>,\s(?:and\s)?(?:for|on behalf of)\s(?:the\s)?)"
    rf"(?=[A-Z][^.,;]{{1,120}}\b(?:{_BODY})\b)"
)
# Takes the \"u of M\"uller and {\'e}; refuses a lone backslash.
_LATEX = pattern(r"\\[\"'`^~=.uvHckbd]\s?\{?\\?[A-Za-z]\}?|\{\\[^{}]{1,12}\}")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person in one entry."""

    case: Case
    piece: Piece
    person: Person
    authors: frozenset[tuple[str, str]]
    """The entry's authors, this one too, by plain family name and first initial."""


def _plain(text: str) -> str:
    if text.isascii():
        return text.casefold()
    return strip_marks(text).translate(_NO_MARKS).casefold()


def _key(person: Person) -> _Key:
    return _plain(person.sort_name), person.initials[:1].casefold()


_Key = tuple[str, str]


def _people(listing: Listing, asked: Callable[[Person, _Key], bool]) -> dict[_Key, list[_Seen]]:
    """Return which of the people asked for are named in the list, and where."""
    found: dict[_Key, list[_Seen]] = defaultdict(list)
    for case in listing.cases:
        persons = [name for name in case.reference.names() if isinstance(name, Person)]
        pieces = case.find(Role.FAMILY)
        if len(pieces) < len(persons):
            continue
        keys = [_key(person) for person in persons]
        authors = frozenset(keys)
        for person, piece, key in zip(persons, pieces, keys, strict=False):
            if person.initials and asked(person, key) and piece.text == person.family:
                found[key].append(_Seen(case, piece, person, authors))
    return found


@list_rule(
    "AUT004",
    "lost-diacritics",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: diacritics are kept or left out, throughout the list",
    safety=Safety.SHOWN,
)
def lost_diacritics(listing: Listing) -> Iterator[Finding]:
    """A name stands without the diacritics that it bears elsewhere in the list.

    Why: the same person looks like two, and neither spelling finds all works.
    Wrong: Muller F, Schett G ... beside Müller F, Schett G ...
    Right: Müller F, Schett G
    Unsafe: two people may bear the two names, so the fix is only shown.
    """
    if listing.context.facts_only:
        return
    names = (each for case in listing.cases for each in case.reference.names())
    marked_keys = {
        _key(each) for each in names if isinstance(each, Person) and not each.family.isascii()
    }
    if not marked_keys:
        return
    for seen in _people(listing, lambda _, key: key in marked_keys).values():
        marked = [each for each in seen if _plain(each.person.family) != _lower(each)]
        plain = [each for each in seen if _plain(each.person.family) == _lower(each)]
        lost = [(each, twin) for each in plain if (twin := _twin(each, marked))]
        if not lost:
            continue
        first, twin = lost[0]
        name = show(twin.person.family)
        place = first.case.place(first.piece.span)
        fix = Fix(f"Use {name}", (Edit(place, twin.person.family),), Safety.SHOWN)
        yield Finding(
            place,
            f"Check {show(first.person.family)}: it is {name} in entry {twin.case.number}, "
            "with one of the same co-authors",
            fix,
            related=tuple(
                Related(each.case.place(each.piece.span), "also without diacritics")
                for each, _ in lost[1:]
            ),
            entry=first.case.index,
        )
    if any(not name.isascii() for case in listing.cases for name in _families(case)):
        for case in listing.cases:
            yield from _spelt_in_the_record(case)


def _families(case: Case) -> list[str]:
    return [each.family for each in case.reference.authors if isinstance(each, Person)]


def _spelt_in_the_record(case: Case) -> Iterator[Finding]:
    """Yield the names that the record of the work spells with diacritics.

    A list without any has chosen to leave them out.
    """
    families = case.find(Role.FAMILY)
    for place, name in case.witness.spelt if case.witness else ():
        if place >= len(families) or families[place].span.of(case.text) != _families(case)[place]:
            continue
        span = case.place(families[place].span)
        yield Finding(
            span,
            f"Check {show(_families(case)[place])}: it is {show(name)} in the record of this work",
            Fix(f"Use {show(name)}", (Edit(span, name),), Safety.SHOWN),
            entry=case.index,
        )


def _lower(seen: _Seen) -> str:
    return seen.person.family.casefold()


def _share_author(one: _Seen, two: _Seen) -> bool:
    """Tell whether the works of one name have another author in common."""
    return len(one.authors & two.authors) > 1


def _twin(plain: _Seen, marked: list[_Seen]) -> _Seen | None:
    """Return the same person with diacritics: initials agree, and a co-author is shared."""
    for each in marked:
        one, two = plain.person.initials, each.person.initials
        agree = one.startswith(two) or two.startswith(one)
        if agree and plain.case is not each.case and _share_author(plain, each):
            return each
    return None


@list_rule(
    "AUT010",
    "particle-case",
    Severity.INFO,
    basis="AMA 11, 3.7: particles are kept as their bearer writes them",
)
def particle_case(listing: Listing) -> Iterator[Finding]:
    """One person's particle has a capital in some entries and none in others.

    Why: names are sorted by it; the person is found under V in one list and under B in another.
    Wrong: Van der Berg AC ... beside van der Berg AC ...
    Right: van der Berg AC
    No fix: which of them the bearer uses is not in the list.
    """
    if listing.context.facts_only:
        return
    for seen in _people(listing, lambda person, _: _has_particle(person)).values():
        # A particle that begins the entry may have its capital from that place.
        parted = [each for each in seen if _has_particle(each.person) and _is_inside(each)]
        for place, each in enumerate(parted):
            twin = next((one for one in parted[:place] if _differs(one, each)), None)
            if twin is not None:
                yield Finding(
                    each.case.place(each.piece.span),
                    f"Check {show(each.person.sort_name)}: it is {show(twin.person.sort_name)} in "
                    f"entry {twin.case.number}",
                    related=(Related(twin.case.place(twin.piece.span), "the other form"),),
                    entry=each.case.index,
                )
                break


def _has_particle(person: Person) -> bool:
    if not person.particle and person.family.isalpha():
        return False
    words = person.sort_name.split()
    return len(words) > 1 and particles.is_particle(words[0].lower())


def _is_inside(seen: _Seen) -> bool:
    person = seen.person
    return seen.piece.span.start > len(person.particle) + 1


def _differs(one: _Seen, two: _Seen) -> bool:
    """Tell whether two names differ in the capitals of their particles alone."""
    a, b = one.person.sort_name, two.person.sort_name
    if a == b or a.casefold() != b.casefold() or one.person.initials != two.person.initials:
        return False
    return len(one.person.initials) > 1 or _share_author(one, two)


def _head(case: Case) -> int:
    """Return where the names of an entry end, in its body."""
    title = next(iter(case.find(Role.TITLE)), None)
    if title and title.span.start:
        return title.span.start
    stop = case.text.find(". ", 0, 200)
    return stop if stop >= 0 else min(len(case.text), 200)


def _outside_bodies(case: Case, span: Span) -> bool:
    return not any(span.overlaps(piece.span) for piece in case.find(Role.ORGANIZATION))


@entry_rule(
    "AUT012",
    "degree-or-title",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Author: degrees, titles and honours are left out",
    safety=Safety.UNSAFE,
)
def degree_or_title(case: Case) -> Iterator[Finding]:
    """A degree or title stands among the names.

    Why: a degree is read as one more author or as initials.
    Wrong: Smith J, MD, Doe A
    Right: Smith J, Doe A
    Unsafe: letters such as MD may be somebody's initials.
    """
    if case.context.facts_only:
        return
    head = fold(case.text[: _head(case)])
    for form in (_AFTER_INITIALS, _TITLE) if _MAY_BE_DEGREE.search(head) else ():
        for match in form.finditer(head):
            span = Span(*match.span("degree"))
            if _outside_bodies(case, span):
                what = show(match["degree"].strip(" ,"))
                yield Finding(
                    case.place(span),
                    f"Remove {what} from the names, which are printed without degrees and titles",
                    case.fix(f"Remove {what}", Safety.UNSAFE, (span, "")),
                )


@entry_rule(
    "AUT013",
    "group-author-form",
    Severity.INFO,
    basis="ICMJE samples (organization and persons): a semicolon before the group; AMA 11, 3.8",
    safety=Safety.SHOWN,
)
def group_author_form(case: Case) -> Iterator[Finding]:
    """A group of authors is run on to the personal names with a comma.

    Why: "for the" and the group's words are read as one more person.
    Wrong: Smith J, Doe A, for the XY Trialists
    Right: Smith J, Doe A; XY Trialists
    Unsafe: some styles keep "for the", so the fix is only shown.
    """
    if case.context.facts_only:
        return
    match = _FOR_THE.search(fold(case.text[: _head(case)]))
    if match:
        span = Span(*match.span("join"))
        yield Finding(
            case.place(span),
            f"Set the group off by a semicolon instead of {show(match['join'])}",
            case.fix('Put "; "', Safety.SHOWN, (span, "; ")),
        )


@entry_rule(
    "AUT016",
    "mojibake-in-name",
    Severity.ERROR,
    basis="Practice: text decoded with the wrong table, or TeX's accents left in a printed name",
    safety=Safety.SHOWN,
)
def mojibake_in_name(case: Case) -> Iterator[Finding]:
    r"""A name holds characters of a wrong encoding, or TeX's marks for accents.

    Why: the name is printed wrong, and no search finds it.
    Wrong: MÃ¼ller F; M\"uller F
    Right: Müller F
    Unsafe: what stood there is inferred, so the fix is only shown.
    """
    if case.context.facts_only:
        return
    # What damaged a name may have ended the reading of the names.
    head = case.text[: max(_head(case), case.text.find(". ", 0, 400))]
    found = DAMAGE.search(head) or _LATEX.search(head)
    if not found or any(each.span.end <= found.start() for each in case.find(Role.YEAR)):
        return  # Behind the year stands the title.
    span = word_around(head, found.start(), found.end())
    right = mended(span.of(head))
    fix = case.fix(f"Use {show(right)}", Safety.SHOWN, (span, right)) if right else None
    yield Finding(
        case.place(span), f"Restore the name {show(span.of(head))}, which cannot be read", fix
    )
