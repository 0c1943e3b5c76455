"""A second look at the doubtful entries of a list, with what its sure entries show.

Where most entries of a list are read without a doubt, they tell what printed it: a style that
prints them to the letter. By the grammar of that style the doubtful ones are read once more. What
it reads it must print back, to the letter or but for slips of marks; else the first reading stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.reading.document import read_one
from carcite.reading.entry import read_entry
from carcite.styles.catalogue import read_in
from carcite.styles.style import Style
from carcite.text.chars import collapse
from carcite.text.pattern import pattern
from carcite.text.scanner import scan
from carcite.text.source import Source

if TYPE_CHECKING:
    from carcite.styles.csl import CompiledCslStyle

_LEAST = 5
"""Sure entries that a list must have to tell what printed it."""
_SAMPLE = 20
"""Sure entries that are looked at, spread over the list."""
_MOST = 50
"""Doubtful entries of a list that are read again: each takes as long as thirty sure ones."""
_SHORT = 500
"""Entries of a list up to which the second look is a thorough one."""


def read_lists(style: Style | None, document: Document) -> tuple[tuple[Parse, ...], ...]:
    """Return the parses of each list of a document: by a style, or as each list itself shows."""
    lists = read_in(style, document)
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
        if is_sure(first):
            return first
        found = self._proven(text, entry)
        if found is None or not _is_likely(found.reference):
            return first
        return found if _tells_as_much(found, first, self.usual) else first

    def _proven(self, text: str, entry: Entry | None) -> Parse | None:
        """Return what the style reads and prints back, word for word; else None."""
        if not self.thorough:
            from carcite.styles.grammar.read import prove

            return prove(self.style, text, entry)
        found = self.style.read(text, entry)
        proven = found.printed and found.is_read and _words(found.printed) == _words(text)
        return found if proven else None

    def prints(self, parse: Parse) -> bool:
        """Tell whether the style prints an entry so read to the letter, if that is asked."""
        if not self.thorough:
            return False
        wanted = collapse(parse.layout.text)
        return any(collapse(each) == wanted for each in self.style.printed(parse.reference))


def read_twice(
    source: Source, entries: Sequence[Entry], parses: Sequence[Parse]
) -> tuple[tuple[Parse, ...], SecondReader | None]:
    """Return the parses of a list with its doubtful entries read again, and what read them so."""
    sure = [is_sure(each) for each in parses]
    reads = second_reader(source, entries, sure)
    if reads is None:
        return tuple(parses), None
    found = list(parses)
    for place in doubtful(sure):
        found[place] = read_one(source, entries[place], reads)
    return tuple(found), reads


def doubtful(sure: Sequence[bool]) -> list[int]:
    """Return the places of the entries that are read again."""
    return [place for place, each in enumerate(sure) if not each][:_MOST]


def second_reader(
    source: Source, entries: Sequence[Entry], sure: Sequence[bool]
) -> SecondReader | None:
    """Return what reads the doubtful entries of a list again; None where the list tells nothing.

    `sure` says of each entry whether it was read without a doubt.
    """
    count = sum(sure)
    if count < _LEAST or count == len(sure):
        return None
    from carcite.learning.nearest import printer_of
    from carcite.learning.sheet import Sheet

    looked = tuple(compress(entries, sure))[:: -(-count // _SAMPLE)]
    sample = [read_one(source, each) for each in looked]
    style = printer_of(Sheet.of(sample).entries)
    if style is None:
        return None
    usual = _usual([each.reference for each in sample])
    return SecondReader(style, usual, thorough=len(sure) <= _SHORT)


def _usual(references: Sequence[Reference]) -> tuple[str, ...]:
    """Return which of names, date and title nearly all works of a list have."""
    return tuple(
        name
        for name in ("contributors", "issued", "title")
        if sum(bool(getattr(each, name)) for each in references) >= _NEARLY * len(references)
    )


_NEARLY = 0.9


def _tells_as_much(found: Parse, first: Parse, usual: Sequence[str]) -> bool:
    """Tell whether a reading is of a work like the list's others, with all that the first told."""
    one, two = found.reference, first.reference
    return (
        bool(one.issued and (one.volume or one.pages or one.publisher or one.identifiers))
        and all(getattr(one, name) for name in usual)
        and bool(one.contributors or not two.contributors)
        and {*two.identifiers} <= {*one.identifiers}
        and len(_parts(found)) >= len(_parts(first))
    )


def _is_likely(reference: Reference) -> bool:
    """Tell whether what stands for a title, a journal or a publisher looks like one."""
    from carcite.styles.grammar.likelihood import cost

    parts = {
        "title": reference.title,
        "container-title": reference.container_title,
        "publisher": reference.publisher,
    }
    return all(cost(kind, scan(text).plain) <= _ODD for kind, text in parts.items())


_ODD = 1.3
"""What a part may cost: less than figures in it, or a word of theses in the publisher's name."""


def _words(text: str) -> list[str]:
    """Return the words and figures of a text, in order."""
    return _WORD.findall(text)


_WORD = pattern(r"\w++")
"""Takes "U" and "S" of "U.S."; refuses marks."""


def _parts(parse: Parse) -> set[Role]:
    return {role for role, _, _ in parse.layout.marks} - {Role.UNREAD, Role.NOTE}
