"""A second look at the doubtful entries of a list, with what its sure entries show.

Where most entries of a list are read without a doubt, they tell what printed it: a style that
prints them to the letter. By the grammar of that style the doubtful ones are read once more. What
it reads it must print back, to the letter or but for slips of marks; else the first reading stays.
Where many are doubtful, a style tells itself by explaining nearly all of a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import compress, islice
from typing import TYPE_CHECKING

from carcite.learning.replaces import may_replace, usual_parts, words
from carcite.model.document import Document
from carcite.model.parse import Entry, Parse
from carcite.reading.document import read_document, read_one
from carcite.reading.entry import read_entry
from carcite.styles.catalogue import reader_of
from carcite.styles.style import Style
from carcite.text.chars import collapse
from carcite.text.source import Source

if TYPE_CHECKING:
    from carcite.styles.csl import CompiledCslStyle

_LEAST = 5
"""Sure entries that a list must have to tell what printed it."""
_SAMPLE = 20
"""Sure entries that are looked at, spread over the list."""
_MOST = 50
"""Doubtful entries of a long list that are read again: each takes as long as thirty sure ones."""
_SHORT = 250
"""Entries of a list up to which the second look is a thorough one."""


def read_lists(style: Style | None, document: Document) -> tuple[tuple[Parse, ...], ...]:
    """Return the parses of each list of a document: by a style, or as each list itself shows."""
    lists = read_document(document, reader_of(style))
    if style is not None:
        return lists
    return tuple(
        read_twice(document.source, listed.entries, parses)[0]
        for listed, parses in zip(document.lists, lists, strict=True)
    )


def is_sure(parse: Parse) -> bool:
    """Tell whether an entry was read without a doubt, and no word of it left unread."""
    return parse.is_read and not parse.reference.unread


@dataclass(frozen=True, slots=True)
class SecondReader:
    """Reads an entry, and if that leaves a doubt, once more by the style that printed the list."""

    style: CompiledCslStyle
    usual: tuple[str, ...]
    """Which of names, date and title nearly all works of the list have."""
    thorough: bool = True
    """Whether slips of marks are looked for, and every entry is printed: not in a long list."""

    def __call__(self, text: str, entry: Entry | None = None) -> Parse:
        """Return the reading that the style explains in full, else the first."""
        first = read_entry(text, entry)
        sure = is_sure(first)
        if sure and (not self.thorough or self.prints(first)):
            return first
        found = _proven(self.style, text, entry, heals=self.thorough and not sure)
        if found is None or not may_replace(found, first, self.usual, sure=sure):
            return first
        return found

    def places(self, sure: Sequence[bool]) -> list[int]:
        """Return the places of the entries that are to be read again.

        Those are the doubtful ones, and in a short list all, since what is read without a doubt and
        not printed back may be misread.
        """
        doubtful = [place for place, each in enumerate(sure) if not each]
        if not self.thorough:
            return doubtful[:_MOST]
        return [*doubtful, *compress(range(len(sure)), sure)]

    def prints(self, parse: Parse) -> bool:
        """Tell whether the style prints an entry so read to the letter, if that is asked."""
        if not self.thorough:
            return False
        wanted = collapse(parse.layout.text)
        return any(collapse(each) == wanted for each in self.style.printed(parse.reference))


def _proven(
    style: CompiledCslStyle, text: str, entry: Entry | None, *, heals: bool
) -> Parse | None:
    """Return what a style reads and prints back, word for word; else None."""
    if entry is not None and entry.noise:
        return _explained(style, text, entry, heals=False)
    found = _remembered(style, text, heals)
    return found and replace(found, entry=entry)


@lru_cache(maxsize=2048)
def _remembered(style: CompiledCslStyle, text: str, heals: bool) -> Parse | None:
    """Return the same for a text alone: a list that is mended is read several times."""
    return _explained(style, text, None, heals=heals)


def _explained(
    style: CompiledCslStyle, text: str, entry: Entry | None, *, heals: bool
) -> Parse | None:
    from carcite.styles.grammar.read import prove
    from carcite.styles.grammar.slips import holds_slip

    if not (heals and holds_slip(text)):
        found = prove(style, text, entry)
        return found and replace(found, printed=collapse(text))
    found = style.read(text, entry)
    proven = found.printed and found.is_read and words(found.printed) == words(text)
    return found if proven else None


def read_twice(
    source: Source, entries: Sequence[Entry], parses: Sequence[Parse]
) -> tuple[tuple[Parse, ...], SecondReader | None]:
    """Return the parses of a list with its doubtful entries read again, and what read them so."""
    sure = [is_sure(each) for each in parses]
    reads = second_reader(source, entries, sure, parses)
    if reads is None:
        return tuple(parses), None
    found = list(parses)
    for place in reads.places(sure):
        found[place] = read_one(source, entries[place], reads)
    return tuple(found), reads


def second_reader(
    source: Source,
    entries: Sequence[Entry],
    sure: Sequence[bool],
    parses: Sequence[Parse] | None = None,
) -> SecondReader | None:
    """Return what reads the doubtful entries of a list again; None where the list tells nothing.

    `sure` says of each entry whether it was read without a doubt; `parses` are its readings, which
    a long list need not keep.
    """
    count = sum(sure)
    if count == len(sure):
        return None

    def read(places: Sequence[int], number: int) -> list[Parse]:
        """Return the readings of about so many entries, spread over those places, and no more."""
        asked = places[:: -(-len(places) // number)]
        return [parses[each] if parses else read_one(source, entries[each]) for each in asked]

    places = range(len(sure))
    found = None
    if count >= _LEAST:
        found = _told_by_sure(read([*compress(places, sure)], _SAMPLE))
    if found is None and len(sure) - count >= max(_PROOFS, len(sure) * _DOUBTFUL):
        doubtful = [place for place, each in enumerate(sure) if not each]
        found = _told_by_doubtful(read(places, _SAMPLE), read(doubtful, _PROOFS))
    return SecondReader(*found, thorough=len(sure) <= _SHORT) if found else None


_Told = tuple["CompiledCslStyle", tuple[str, ...]]
"""A style, and what nearly all works of its list have."""


def _told_by_sure(sample: Sequence[Parse]) -> _Told | None:
    """Return the style that prints nearly all of some entries that were read without a doubt."""
    from carcite.learning.nearest import printer_of
    from carcite.learning.sheet import Sheet

    style = printer_of(Sheet.of(sample).entries)
    return (style, usual_parts([each.reference for each in sample])) if style else None


def _told_by_doubtful(sample: Sequence[Parse], asked: Sequence[Parse]) -> _Told | None:
    """Return the style that explains nearly all of a few doubtful entries, where many are.

    A list in a form that the reader does not know leaves it in doubt all through; what it takes for
    parts still has the marks of the style.
    """
    from carcite.learning.nearest import likely_printers
    from carcite.learning.sheet import Sheet

    # The plainest first: most styles fail it.
    asked = sorted(asked, key=lambda each: len(each.layout.text))
    for style in islice(likely_printers(Sheet.of(sample).entries), _ASKED):
        read: list[Parse] = []
        for place, each in enumerate(asked):
            found = _proven(style, each.layout.text, each.entry, heals=False)
            if found and may_replace(found, each, (), sure=False):
                read.append(found)
            elif not read or place + 1 - len(read) > _SLIPS:
                break
        else:
            return style, usual_parts([each.reference for each in read])
    return None


_DOUBTFUL = 0.3
"""Of a list, how much must be doubtful for the doubtful entries themselves to be asked."""
_PROOFS = 6
_ASKED = 4
"""Styles that are asked for a list that is doubtful all through."""
_SLIPS = 1
"""Of the entries asked, how many a style may not explain."""
