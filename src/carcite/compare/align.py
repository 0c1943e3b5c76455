"""Lay the observed layout of an entry over the expected one, and name where they differ.

Both layouts hold the same reference, so most pieces meet one to one. Where they do, two things can
differ: the form of a piece ("1361-1365" for "1361-5") and what stands between two pieces ("; " for
";"). Every Difference covers its own stretch of the entry, so that its fixes never overlap, and
all of them made give the expected text.

>>> observed = Layout("Blood 2016; 127", ((Role.YEAR, 6, 10), (Role.VOLUME, 12, 15)))
>>> expected = Layout("Blood 2016;127", ((Role.YEAR, 6, 10), (Role.VOLUME, 11, 14)))
>>> [(each.kind.name, each.observed, each.expected) for each in align(observed, expected)]
[('AFFIX', '; ', ';')]
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from carcite.authorities import journals
from carcite.model.layout import Layout, Mark, Role
from carcite.reading.parts.abbreviated import ABBREVIATED
from carcite.text.chars import DASHES, fold
from carcite.text.pattern import pattern
from carcite.text.span import Span


class Kind(Enum):
    """How an entry departs from its style at one place."""

    FORM = "form"
    """The same value is written otherwise."""
    AFFIX = "affix"
    """Something else stands between two pieces, or at either end of the entry."""
    EXTRA = "extra"
    """A piece that the style does not print."""
    MISSING = "missing"
    """A piece that the style prints and the entry lacks."""
    ORDER = "order"
    """The pieces stand in another order."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One departure of an entry from its expected layout."""

    kind: Kind
    span: Span
    """What would be replaced, in the observed text; empty where something is wanted."""
    observed: str
    expected: str
    """What the style prints in the place of `observed`."""
    left: Role | None
    """The piece before the place; None at the start of the entry. For FORM the piece itself."""
    right: Role | None
    """The piece after the place; None at the end of the entry. For FORM the piece itself."""
    anchor: Span
    """What to show a person: the place with enough around it to be seen; never empty."""
    preceding: str = ""
    """The last character of the piece before an AFFIX; empty at the start of the entry."""


_LINE_END = pattern(r"[^\S\n]{0,40}+\n\s*+")
_ONE_SLOT = {Role.GIVEN: Role.INITIALS}
"""Roles that stand in each other's place: given names where initials are wanted."""


_FREE = frozenset(
    {
        Role.DOI,
        Role.PMID,
        Role.PMCID,
        Role.IDENTIFIER,
        Role.URL,
        Role.DATE,
        Role.STATUS,
        Role.LANGUAGE,
        Role.NOTE,
        Role.UNREAD,
        Role.ET_AL,
        Role.PARTICLE,
    }
)
"""Parts whose place among the others is not a fault in itself."""
_TRIMMED = frozenset({Role.ET_AL, Role.CONTRIBUTOR_LABEL, Role.UNREAD})
"""Parts whose own stop may be read as theirs or as the separator."""
_EXACT = frozenset({Role.PAGE, Role.YEAR, Role.ISSUE, Role.VOLUME, Role.MONTH, Role.DAY})
"""Roles in which one dash is not another."""


def align(observed: Layout, expected: Layout) -> tuple[Difference, ...]:
    """Return the differences in the order of the entry; none when it is as the style prints it."""
    if observed.text == expected.text:
        return ()
    mine, theirs = _trim(observed), _trim(expected)
    pairs = _pairs(mine, theirs)
    gone = _unmatched(mine, {i for i, _ in pairs})
    wanted = _unmatched(theirs, {j for _, j in pairs})
    moved = _moved(gone, wanted)
    if moved:
        return (_reorder(observed, expected, mine, moved),)
    found: list[Difference] = []
    previous: tuple[int, int] = (-1, -1)
    for pair in [*pairs, (len(mine), len(theirs))]:
        if pair[0] < len(mine):
            mine[pair[0]] = _with_stop(observed, expected, mine[pair[0]], theirs[pair[1]])
        found += _between(observed, expected, mine, theirs, previous, pair)
        if pair[0] < len(mine):
            found += _form(observed, expected, mine[pair[0]], theirs[pair[1]])
        previous = pair
    return tuple(found)


def _trim(layout: Layout) -> list[Mark]:
    """Return the marks, a stop at the end of "et al." given to what stands between."""
    marks: list[Mark] = []
    for role, start, end in layout.marks:
        if role in _TRIMMED:
            while end > start + 1 and layout.text[end - 1] in ".,;: ":
                end -= 1
        marks.append((role, start, end))
    return marks


def _with_stop(observed: Layout, expected: Layout, mine: Mark, theirs: Mark) -> Mark:
    """Return the observed mark with the stop after it where the style prints one as its own.

    "F. et al." is initials with a stop in a dotted style, and a separator in others.
    """
    role, start, end = mine
    wanted = expected.text[theirs[1] : theirs[2]]
    if role is not Role.INITIALS:
        return mine
    ends = observed.text[end - 1 : end] == "."
    if wanted[-1:] == "." and not ends and observed.text[end : end + 1] == ".":
        return role, start, end + 1
    follows = expected.text[theirs[2] : theirs[2] + 1]
    if wanted[-1:] != "." and ends and follows == "." and observed.text[end : end + 1] != ".":
        return role, start, end - 1
    return mine


def _pairs(mine: list[Mark], theirs: list[Mark]) -> list[tuple[int, int]]:
    """Return which observed piece meets which expected piece, in order."""
    one = [_ONE_SLOT.get(role, role) for role, _, _ in mine]
    two = [_ONE_SLOT.get(role, role) for role, _, _ in theirs]
    least = min(len(one), len(two))
    head = next((i for i in range(least) if one[i] is not two[i]), least)
    rest = least - head
    tail = next((i for i in range(rest) if one[-1 - i] is not two[-1 - i]), rest)
    # Names are met from the left and the rest from the right, so that a cut list of names does not
    # shift one person onto another; only what differs in between is matched by likeness.
    pairs = [(i, i) for i in range(head)]
    if rest > tail:
        between = SequenceMatcher(
            None, one[head : len(one) - tail], two[head : len(two) - tail], autojunk=False
        )
        for a, b, size in between.get_matching_blocks():
            pairs += [(head + a + i, head + b + i) for i in range(size)]
    return pairs + [(len(one) - i, len(two) - i) for i in range(tail, 0, -1)]


def _unmatched(marks: list[Mark], matched: set[int]) -> list[Role]:
    return [role for i, (role, _, _) in enumerate(marks) if i not in matched]


def _moved(gone: list[Role], wanted: list[Role]) -> Role | None:
    """Return a role that stands in the entry, but at another place than the style's."""
    common = Counter(gone) & Counter(wanted)
    return next((role for role in gone if role in common and role not in _FREE), None)


def _reorder(observed: Layout, expected: Layout, mine: list[Mark], moved: Role) -> Difference:
    start, end = next((start, end) for role, start, end in mine if role is moved)
    whole = Span(0, len(observed.text))
    return Difference(
        Kind.ORDER, whole, observed.text, expected.text, moved, moved, Span(start, end)
    )


def _between(
    observed: Layout,
    expected: Layout,
    mine: list[Mark],
    theirs: list[Mark],
    before: tuple[int, int],
    after: tuple[int, int],
) -> list[Difference]:
    """Compare what stands between two met pieces: an affix, and pieces only one side has."""
    (i, j), (k, m) = before, after
    start = mine[i][2] if i >= 0 else 0
    end = mine[k][1] if k < len(mine) else len(observed.text)
    left = mine[i][0] if i >= 0 else None
    right = mine[k][0] if k < len(mine) else None
    text = observed.text[start:end]
    want = expected.text[
        theirs[j][2] if j >= 0 else 0 : theirs[m][1] if m < len(theirs) else len(expected.text)
    ]
    span = Span(start, end)
    extra, missing = k - i > 1, m - j > 1
    if missing and not extra:
        role = theirs[j + 1][0]
        return [Difference(Kind.MISSING, span, text, want, role, role, _visible(observed, span))]
    if extra:
        role, first, _ = mine[i + 1]
        anchor = Span(first, mine[k - 1][2])
        return [Difference(Kind.EXTRA, span, text, want, role, mine[k - 1][0], anchor)]
    if _alike(text, want):
        return []
    if "\n" in text and "".join(text.split()) == "".join(want.split()):
        return []  # A line ends inside; that is the page's doing.
    if left is Role.CONTAINER_TITLE and is_own_stop(_piece(observed, mine[i]), text, want):
        return []
    preceding = observed.text[start - 1 : start]
    anchor = _visible(observed, span)
    return [Difference(Kind.AFFIX, span, text, want, left, right, anchor, preceding)]


def is_own_stop(journal: str, text: str, want: str) -> bool:
    """Tell whether the stop behind a journal is that of an abbreviation, and not the style's.

    >>> is_own_stop("EMBO Rep", "., v. ", ", v. "), is_own_stop("Nature", "., v. ", ", v. ")
    (True, False)
    """
    own = text == f".{want}" and (want[:1] != "." or "." in journal)
    return own and _abbreviates(journal)


def _abbreviates(name: str) -> bool:
    """Tell whether a journal's name ends in an abbreviation, whose stop is its own."""
    if "." in name or name.rsplit(" ", 1)[-1] in ABBREVIATED:
        return True
    return any(
        journals.fold(row.abbreviation) == journals.fold(name) != journals.fold(row.title)
        for row in journals.find(name)
    )


def _piece(layout: Layout, mark: Mark) -> str:
    return layout.text[mark[1] : mark[2]]


def _form(observed: Layout, expected: Layout, mine: Mark, theirs: Mark) -> list[Difference]:
    role, start, end = mine
    text, want = observed.text[start:end], expected.text[theirs[1] : theirs[2]]
    if role is Role.PAGE and "\n" in text and _LINE_END.sub("", text) == want:
        return []  # A line ends inside the range; that is the page's doing.
    if role is Role.CONTAINER_TITLE and want == f"{text}." == observed.text[start : end + 1]:
        return []  # The stop stands there; whose it is makes no difference.
    if text == want or (_alike(text, want) and not (role in _EXACT and _dashes_differ(text, want))):
        return []
    span = Span(start, end)
    return [Difference(Kind.FORM, span, text, want, role, theirs[0], span)]


def narrowed(difference: Difference) -> Difference:
    """Return a difference in the form of a title or a name of several words, less what is alike.

    >>> title, span = Role.TITLE, Span(4, 20)
    >>> old, new = "Rest,, and sleep", "Rest, and sleep"
    >>> found = Difference(Kind.FORM, span, old, new, title, title, span)
    >>> less = narrowed(found)
    >>> less.span, less.observed, less.expected
    (Span(start=8, end=10), ',,', ',')
    """
    old, new = difference.observed, difference.expected
    if difference.kind is not Kind.FORM or difference.left not in _LONG:
        return difference
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    while head and not old[head - 1].isalnum():
        head -= 1
    end, last = len(old) - tail, len(new) - tail
    start = difference.span.start
    span = Span(start + head, start + end)
    return replace(
        difference, span=span, observed=old[head:end], expected=new[head:last], anchor=span
    )


def _common(one: str, two: str) -> int:
    """Return how many characters two texts have in common at their start."""
    least = min(len(one), len(two))
    return next((at for at in range(least) if one[at] != two[at]), least)


_LONG = frozenset({Role.TITLE, Role.CONTAINER_TITLE, Role.COLLECTION_TITLE, Role.ORGANIZATION})
"""Parts of many words, of which a slip concerns one place."""


def _alike(text: str, want: str) -> bool:
    """Tell whether two texts print alike: blanks, line ends, quotes and dashes set aside."""
    if text == want:
        return True
    folded, wanted = fold(text), fold(want)
    return _squeeze(folded) == _squeeze(wanted) and _edges(folded) == _edges(wanted)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _dashes_differ(text: str, want: str) -> bool:
    return [char for char in text if char in DASHES] != [char for char in want if char in DASHES]


def _visible(layout: Layout, span: Span) -> Span:
    """Return a span of at least one character at or beside `span`."""
    if len(span):
        return span
    if span.start:
        return Span(span.start - 1, span.start)
    return Span(0, min(1, len(layout.text)))
