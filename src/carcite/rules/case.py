"""What a rule is given: an entry, a list or a manuscript, with all that is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from carcite.compare.align import Difference
from carcite.model.layout import Layout, Piece, Role
from carcite.model.parse import Doubt, Entry, Parse, ReferenceList
from carcite.model.reference import Reference
from carcite.model.witness import Witness
from carcite.reading.document import Reads
from carcite.reading.entry import read_entry
from carcite.rules.callouts import Callout, find_callouts, linked_callouts
from carcite.styles.house.profile import Profile
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

_ROLES = frozenset(Role)
_NO_YEAR = "found no year"
_BORDER = "not sure where the title ends and"
_TORN = "not sure where the title ends: "
"""What the reader says of an entry without a year; without one, borders are hard to see."""
_NO_YEAR_IN = frozenset({Role.YEAR, Role.PAGE, Role.DOI, Role.URL, Role.VOLUME})
"""Parts in which a number of four figures is no year but their own."""
_YEAR = pattern(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for the whole check."""

    source: Source
    style_title: str
    """For messages: "NLM" in 'NLM prints "JA"'; "this list" where it is its own measure."""
    profile: Profile | None
    """The house profile, adapted to the list; None under a .csl style or without a style."""
    today: int
    """The year in which the check runs."""
    facts_only: bool = False
    """True for records of a format with fields, whose form is not theirs to answer for."""
    elsewhere: frozenset[int] = frozenset()
    """Numbers of references of the same list that the file gives as fields."""
    inferred: bool = True
    """Whether the style was inferred from the list; False where the user named it."""
    reads: Reads = read_entry
    """Reads an entry as those of the list were read."""


@dataclass(frozen=True, slots=True)
class Case:
    """One entry: how it stands, how it was read, and what the style would print."""

    parse: Parse
    entry: Entry
    index: int
    """The entry's place in the file, from 1."""
    context: Context
    expected: Layout | None = None
    differences: tuple[Difference, ...] = ()
    loses: bool = False
    """Whether the style prints less than the entry says: fewer names, no issue."""
    again: Reference | None = None
    """What the expected text says when it is read; None where it was not read."""
    witness: Witness | None = None
    """What the user's records say of the work; None where none were asked."""
    _pieces: dict[Role, tuple[Piece, ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The pieces of each role: rules ask some forty times an entry."""

    @property
    def reference(self) -> Reference:
        """The reference as it was read."""
        return self.parse.reference

    @property
    def layout(self) -> Layout:
        """The layout as it stands."""
        return self.parse.layout

    @property
    def text(self) -> str:
        """The entry's body as it stands."""
        return self.parse.layout.text

    @property
    def span(self) -> Span:
        """The entry's body in the Source."""
        return self.entry.body

    @property
    def label(self) -> Span:
        """The entry's label in the Source, or its first character where it has none."""
        entry = self.entry
        if entry.label:
            return Span(entry.span.start, entry.span.start + len(entry.label))
        return Span(entry.body.start, min(entry.body.start + 1, entry.body.end))

    @property
    def number(self) -> int:
        """The number that people know the entry by: its own, or its place in the file."""
        return self.index if self.entry.number is None else self.entry.number

    @property
    def lacks_year(self) -> bool:
        """Whether the entry does not give its year, and no doubt speaks of other things."""
        messages = [doubt.message for doubt in self.parse.doubts]
        others = [each for each in messages if not each.startswith((_NO_YEAR, _BORDER, _TORN))]
        whole = self.reference.contributors and self.reference.title
        return bool(whole) and _NO_YEAR in messages and not others and not self.other_years()

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """The reader's doubts but for those that a missing year explains."""
        doubts = self.parse.doubts
        if not self.lacks_year:
            return doubts
        return tuple(each for each in doubts if each.message.startswith(_TORN))

    def other_years(self) -> tuple[int, ...]:
        """Return the numbers of the entry that could be years and stand in no other part."""
        roles = _NO_YEAR_IN if self.reference.volume else _NO_YEAR_IN - {Role.PAGE}
        taken = [piece.span for role in roles for piece in self.find(role)]
        return tuple(
            int(found[0])
            for found in _YEAR.finditer(self.text)
            if not any(each.start <= found.start() < each.end for each in taken)
        )

    def place(self, span: Span) -> Span:
        """Return a span of the entry's body as a span of the Source."""
        return span.shift(self.entry.body.start)

    def find(self, role: Role) -> tuple[Piece, ...]:
        """Return the pieces of one role; their spans count in the entry's body."""
        pieces = self._pieces
        if not pieces:
            marked = {each for each, _, _ in self.parse.layout.marks}
            pieces.update(dict.fromkeys(_ROLES - marked, ()))
        found = pieces.get(role)
        if found is None:
            found = pieces[role] = self.parse.layout.find(role)
        return found

    def fix(self, title: str, safety: Safety, *edits: tuple[Span, str]) -> Fix:
        """Return a fix whose edits are given in the entry's body."""
        return Fix(title, tuple(Edit(self.place(span), text) for span, text in edits), safety)


@dataclass(frozen=True, slots=True)
class Listing:
    """One reference list with its entries."""

    list: ReferenceList
    cases: tuple[Case, ...]
    context: Context

    @property
    def articles(self) -> tuple[Case, ...]:
        """The entries that are journal articles and were read whole."""
        return tuple(
            case
            for case in self.cases
            if case.reference.type == "article-journal" and case.parse.is_read
        )


def numbered(listing: Listing) -> Iterator[tuple[int, Case]]:
    """Yield each entry with the number that the text cites it by, its own or its place.

    The further works of one reference ("8. a) ... b) ...") are cited by the number of the first.
    """
    before = ""
    for place, case in enumerate(listing.cases, 1):
        key, own = case.entry.key, case.entry.number
        if own is not None or not key or key != before:
            yield (place if own is None else own), case
        before = key


@dataclass(frozen=True, eq=False)
class Manuscript:
    """A document: its lists and the prose that cites them."""

    source: Source
    listings: tuple[Listing, ...]
    prose: tuple[Span, ...] = ()
    superscripts: tuple[Span, ...] = ()
    links: tuple[tuple[Span, tuple[str, ...]], ...] = ()
    context: Context | None = field(default=None)
    keys: tuple[tuple[str, Span], ...] = ()
    """Citations by key, and below what they must be among and what others cite; see Document."""
    listed_keys: frozenset[str] | None = None
    cited_keys: frozenset[str] | None = None

    @cached_property
    def listed(self) -> frozenset[int]:
        """The numbers of the lists; empty where they cannot be cited by number without doubt."""
        numbers: set[int] = set()
        for listing in self.listings:
            if listing.context.facts_only and not self.links:
                continue
            own = {number for number, _ in numbered(listing)}
            if numbers & own:
                return frozenset()
            numbers |= own
        return frozenset(numbers)

    @property
    def cited_by_links(self) -> bool:
        """Whether the markup ties citations to more than one list that count from 1 each."""
        return len(self.listings) > 1 and bool(self.links) and not self.listed and not self.keys

    @property
    def _keys(self) -> dict[str, int]:
        return {
            case.entry.key: number
            for listing in self.listings
            for number, case in numbered(listing)
            if case.entry.key
        }

    @cached_property
    def callouts(self) -> tuple[Callout, ...]:
        """The citations of the text, in order; those that the markup makes where it makes any."""
        numbers = self._keys if self.links and self.listed else {}
        linked = linked_callouts(self.source.text, self.links, numbers)
        if linked:
            return linked
        return find_callouts(self.source.text, self.prose, self.superscripts, self.listed)


def by_list(manuscript: Manuscript) -> tuple[Manuscript, ...]:
    """Return a manuscript for each list where a file holds several articles; else the one.

    Articles and their sub-articles count their references from 1 each, so a number alone cites
    nothing; what a link names belongs to one list.
    """
    if not manuscript.cited_by_links:
        return (manuscript,)
    parts = []
    for listing in manuscript.listings:
        own = {case.entry.key: number for number, case in numbered(listing) if case.entry.key}
        links = tuple(link for link in manuscript.links if any(key in own for key in link[1]))
        # Ids that were copied with an article name the references of another list.
        if links and not any(_misleads(manuscript.source.text, link, own) for link in links):
            parts.append(replace(manuscript, listings=(listing,), prose=(), links=links))
    return tuple(parts) or (manuscript,)


def _misleads(text: str, link: tuple[Span, tuple[str, ...]], own: Mapping[str, int]) -> bool:
    """Tell whether a link prints another number than that of the one reference it names."""
    span, keys = link
    printed = span.of(text).strip("[]() ")
    return len(keys) == 1 and printed.isdecimal() and own.get(keys[0]) != int(printed)
