"""Identity: whether a record is the work that a reference means.

It is decided on what agrees; a field may differ only when the others carry the match without it.
Every threshold is a rule of evidence, not a score learnt from examples.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from carcite.corpus.compare_names import family_key, same_person
from carcite.corpus.compare_titles import (
    SAME,
    agreement,
    letters,
    opposed,
    same_numerals,
    stands_in,
)
from carcite.corpus.record import Record
from carcite.corpus.stated import Stated
from carcite.corpus.words import (
    fold_words,
    journal_key,
    known_journals,
    page_key,
    same_journal,
    volume_key,
    volume_parts,
)
from carcite.model.names import Organization, Person

NEAR_TITLE = 0.84
"""From here on two titles are one with a slip in it, if the rest agrees."""
LIKE_TITLE = 0.6
"""Below, two titles are two works whatever else agrees."""
_IN_TEXT = 0.92
"""How well a title must stand in an entry to be the entry's, where another was read."""
_TELLING_TITLE = 22
"""Letters from which on a title is hardly ever that of two works."""
NOT_ARTICLES = frozenset(
    {"book", "chapter", "webpage", "report", "thesis", "software", "patent", "legislation"}
    | {"dataset", "standard", "post-weblog", "article-newspaper", "legal_case", "speech"}
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a record agrees with a reference, field by field; None where one of them is silent."""

    title: float | None
    """From 0 to 1; 1 where nothing that counts differs."""
    numerals: bool
    """Whether the titles' numbers, and words that exclude each other, agree."""
    author: bool | None
    """The first author."""
    journal: bool | None
    year: bool | None
    volume: bool | None
    page: bool | None
    last_page: bool | None
    telling: bool
    """Whether the title is long enough to tell works apart."""
    in_text: bool = False
    """Whether the record's title stands in the entry, but another was read there as its title."""

    @property
    def place(self) -> int:
        """How many of journal, year, volume and page agree."""
        return sum(each is True for each in self._place)

    @property
    def against(self) -> int:
        """How many of them disagree."""
        return sum(each is False for each in self._place)

    @property
    def _place(self) -> tuple[bool | None, ...]:
        return (self.journal, self.year, self.volume, self.page)

    @property
    def rank(self) -> tuple[float, int, int]:
        """For choosing among records that fit: the greater, the better; more said, more agreed."""
        title = self.title if self.title is not None else 0.5
        author = {True: 1, None: 0, False: -1}[self.author]
        last = {True: 1, None: 0, False: -1}[self.last_page]
        return (round(title, 2) + 0.5 * (self.place - self.against) + author, self.place, last)


def liken(stated: Stated, record: Record) -> Likeness:
    """Lay a record beside a reference."""
    title = numerals = None
    in_text = False
    if record.title:
        if stated.title:
            title = agreement(_without_journal(stated.title, record.journal), record.title)
            title = SAME if title < SAME and _ends_in_journal(stated, record.title) else title
        if title is None or title < NEAR_TITLE or (title < SAME and stated.has_doubts):
            read, title = title, max(title or 0.0, _in_text(stated, record)) or title
            in_text = read is not None and read < NEAR_TITLE <= (title or 0.0)
        numerals = title == SAME or (
            same_numerals(stated.title, record.title) and not opposed(stated.title, record.title)
        )
    return Likeness(
        title=title,
        numerals=numerals is not False,
        author=_first_author(stated, record),
        journal=_journal(stated, record),
        year=_year(stated, record),
        volume=_volume(stated, record),
        page=_page(stated, record),
        last_page=_last_page(stated, record),
        telling=_shorter(stated, record) >= _TELLING_TITLE,
        in_text=in_text,
    )


def _shorter(stated: Stated, record: Record) -> int:
    """Return how many letters of a title both have."""
    theirs = len(letters(record.title))
    return min(theirs, len(letters(stated.title)) or theirs)


def _without_journal(title: str, journal: str) -> str:
    """Return a title without the journal's first words, where they were read with it: ", Curr"."""
    head, _, tail = title.rpartition(",")
    if not head or len(tail) > _LONGEST_TAIL or not tail.strip()[:1].isupper():
        return title
    read, own = fold_words(tail), fold_words(journal)
    is_name = 0 < len(read) <= min(3, len(own))
    alike = all(a[:3] == b[:3] for a, b in zip(read, own, strict=False))
    return head if is_name and alike and len(read[0]) > 2 else title


_LONGEST_TAIL = 30


def _ends_in_journal(stated: Stated, title: str) -> bool:
    """Tell whether a title's last words were read as the journal's first: "Wuhan. China Lancet"."""
    whole = letters(title)
    if not whole.startswith(letters(stated.title)):
        return False
    words = stated.journal.split()[:3]
    return any(
        letters(" ".join((stated.title, *words[:many]))) == whole for many in range(1, len(words))
    )


def _in_text(stated: Stated, record: Record) -> float:
    """Return how well a record's title stands in the entry, whose borders may be misread."""
    text = stated.text
    if stated.journal and known_journals(stated.journal):
        text = text.replace(stated.journal, " ", 1)
    found = stands_in(record.title, text)
    return found if found >= _IN_TEXT else 0.0


def is_same(stated: Stated, record: Record, like: Likeness, *, named: bool = False) -> bool:
    """Tell whether a record is the work; `named` where the reference bears its identifier."""
    if stated.type in NOT_ARTICLES and not (like.volume and like.page and like.place >= 3):
        placed = stated.is_bare or (like.place >= 2 and bool(like.journal))
        placed = placed or (not record.journal and like.year is True)
        return like.title == SAME and (named or (placed and like.telling and like.author is True))
    filled = like.place == 4 and like.last_page is True and record.kind != "notice"
    if like.author is True and (filled or (named and like.place >= 3)):
        return (
            True  # Whatever title the record has: author and pages, or identifier, are the work's.
        )
    if like.title is None:
        return _by_place(stated, record, like, named=named)
    if not like.numerals and not (like.place == 4 and like.author is True):
        return False
    support = like.place + (like.author is True)
    if like.title == SAME:
        if like.telling:
            if like.author is True:
                return like.against <= (1 if like.in_text else 2) and (
                    like.place >= 1 or named or stated.is_bare
                )
            return like.place >= 2
        return (like.author is not False and like.place >= 2) or like.place >= 3
    if like.title >= NEAR_TITLE:
        firm = bool(like.page or like.volume)
        return support >= 3 and firm and like.against <= 1 and (like.telling or like.place >= 3)
    if like.title >= LIKE_TITLE:
        return like.author is True and like.place >= 3 and like.against == 0 and bool(like.page)
    return False


def _by_place(stated: Stated, record: Record, like: Likeness, *, named: bool) -> bool:
    """Tell whether place in print alone makes a record the work: every part of it must agree."""
    if like.author is False or like.against:
        return False
    if stated.title and like.last_page is False:
        return False  # Two fields may not carry a match that a third one contradicts.
    if named and like.place >= 2:
        return True
    if like.volume is None:
        number = len(page_key(record.first_page)) >= _ARTICLE_NUMBER
        return bool(like.journal and like.year and like.page and (like.last_page or number))
    return like.place == 4


def contradicts(like: Likeness) -> bool:
    """Tell whether a record that an identifier names is plainly another work."""
    if like.title is not None:
        if like.title >= NEAR_TITLE:
            return (like.author is False and like.place == 0) or (like.in_text and like.against > 1)
        return True
    return like.against >= 2 or (like.author is False and like.against >= 1)


def same_work(one: Record, two: Record) -> bool:
    """Tell whether two records, of one source or of two, are of one work.

    Two works cannot fill the same pages from the first to the last, nor can two bear a long title
    and begin on one page; a notice shares both with its paper and is told apart by its kind.
    """
    if (one.pmid and one.pmid == two.pmid) or (one.doi and one.doi.lower() == two.doi.lower()):
        return True
    if one.kind != two.kind:
        return False
    if one.kind == "notice" and one.pmid and two.pmid:
        return False  # Corrections of several papers stand on one page under one heading.
    if one.title and two.title and agreement(one.title, two.title) < NEAR_TITLE:
        return False
    if not one.first_page or page_key(one.first_page) != page_key(two.first_page):
        return False
    if one.volume and two.volume and volume_key(one.volume) != volume_key(two.volume):
        return False
    if one.title and two.title:
        return len(letters(one.title)) >= _TELLING_TITLE
    filled = bool(one.last_page) and page_key(one.last_page) == page_key(two.last_page)
    return filled and bool(same_journal(one.journal, two.journal)) and one.year == two.year


def _first_author(stated: Stated, record: Record) -> bool | None:
    if not record.names:
        return None
    theirs = record.leading
    if not stated.authors:
        return (
            _named_in(theirs[0].sort_name, stated.text) if isinstance(theirs[0], Person) else None
        )
    ours = stated.authors[0]
    if isinstance(ours, Organization) and isinstance(theirs[0], Organization):
        return fold_words(ours.literal) == fold_words(theirs[0].literal) or None
    them = next((each for each in theirs if isinstance(each, Person)), None)
    if not isinstance(ours, Person) or them is None:
        return None
    return same_person(ours, them)


def _named_in(family: str, text: str) -> bool | None:
    """Tell whether a name stands at the head of a text; None where it does not."""
    wanted = family_key(family)
    return True if len(wanted) > 3 and wanted in "".join(fold_words(text[:60])) else None


def _journal(stated: Stated, record: Record) -> bool | None:
    if not stated.journal and record.journal:
        return True if _journal_in_text(stated, record) else None
    found = same_journal(stated.journal, record.journal)
    if found is False:
        # Part of a title was read as the journal, or the journal's first word as the title's.
        end = "" if not known_journals(stated.journal) else f" {_folded(stated.journal)} "
        return _journal_in_text(stated, record, end)
    return found


def _journal_in_text(stated: Stated, record: Record, end: str = "") -> bool:
    text = f" {' '.join(fold_words(stated.text))} "
    names = [f" {journal_key(record.journal)} ", f" {_folded(record.journal)} "]
    names += [f" {_folded(each.title)} " for each in known_journals(record.journal)]
    return any(
        len(each) > max(_SHORTEST_JOURNAL, len(end)) and each.endswith(end) and each in text
        for each in names
    )


@lru_cache(maxsize=8192)
def _folded(journal: str) -> str:
    return " ".join(fold_words(journal.split("(")[0]))


_SHORTEST_JOURNAL = 5
_ARTICLE_NUMBER = 5
"""Characters from which on a first page is no page but a number that a journal gives once."""


def _year(stated: Stated, record: Record) -> bool | None:
    theirs = {each for each in (record.year, record.epub_year) if each}
    if not stated.years:
        return True if theirs & stated.numbers else None
    if not theirs:
        return None
    misread = stated.year == stated.first_page or (stated.has_doubts and not stated.journal)
    if misread and theirs & stated.numbers:
        return True  # The reader took a page for the year.
    return bool(theirs & set(stated.years))


def _volume(stated: Stated, record: Record) -> bool | None:
    if not record.volume:
        return None
    if not stated.volume:
        return True if volume_key(record.volume) in stated.numbers else None
    if volume_key(stated.volume) == volume_key(record.volume):
        return True
    return bool(volume_parts(stated.volume) & volume_parts(record.volume))


def _page(stated: Stated, record: Record) -> bool | None:
    if not record.first_page:
        return None
    theirs = page_key(record.first_page)
    if not stated.first_page:
        return True if len(theirs) > 1 and theirs in stated.numbers else None
    ours = page_key(stated.first_page)
    if ours == theirs:
        return True
    if (theirs[:1].isalpha() and theirs[1:] == ours) or (ours[:1].isalpha() and ours[1:] == theirs):
        return None  # "P3" is printed or recorded as 3; whether that is meant cannot be told.
    # An article number says nothing against a range of pages.
    one_is_range = bool(stated.last_page) != bool(record.last_page)
    return None if one_is_range and len(ours) != len(theirs) else False


def _last_page(stated: Stated, record: Record) -> bool | None:
    if not stated.last_page or not record.last_page:
        return None
    ours, theirs = (
        page_key(each.lower().split(".e")[0]) for each in (stated.last_page, record.last_page)
    )
    return ours == theirs
