"""Journals against the table: unknown ones, ambiguous ones, and years outside their lives."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from carcite.authorities import journals
from carcite.model.dates import Date
from carcite.model.diagnostics import Severity
from carcite.model.layout import Piece, Role
from carcite.rules.case import Case
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.edit import Safety

_LEAST = 10
"""Shorter names are too near to each other for a slip to be told from another journal."""


def journal_of(case: Case) -> Piece | None:
    """Return the journal of an article that was read whole."""
    if case.context.facts_only or not case.parse.is_read:
        return None
    if case.reference.type != "article-journal":
        return None
    return next(iter(case.find(Role.CONTAINER_TITLE)), None)


@entry_rule(
    "JNL001",
    "unknown-journal",
    Severity.WARNING,
    basis="NLM Catalog; ISO 4: a journal's title or its registered abbreviation",
    safety=Safety.SHOWN,
)
def unknown_journal(case: Case) -> Iterator[Finding]:
    """A journal's name is in no table, and differs by a slip from one that is.

    Why: with a slip in its name a journal is not found; a name is easier mended than searched.
    Wrong: N Eng J Med
    Right: N Engl J Med
    Unsafe: a journal that no table knows may bear this name, so the fix is only shown.
    """
    piece = journal_of(case)
    if piece is None:
        return
    # A word divided at the end of a line is no slip.
    nearest = "" if "-\n" in piece.text else spelt_almost(" ".join(piece.text.split()))
    if nearest:
        yield Finding(
            case.place(piece.span),
            f"Check the journal {show(piece.text)}; it is not known, and {show(nearest)} is near",
            case.fix(f"Use {show(nearest)}", Safety.SHOWN, (piece.span, nearest)),
        )


@lru_cache(maxsize=4096)
def spelt_almost(text: str) -> str:
    """Return the only known name that a slip makes out of `text`; empty without one."""
    if journals.known(text) or len(text) < _LEAST or not journals.may_be_slip(text):
        return ""
    key = journals.fold(text)
    names = [
        name
        for journal in journals.near(text, 3)
        for name in (journal.abbreviation, journal.title)
        if _is_slip(key, journals.fold(name))
    ]
    if len({journals.fold(name) for name in names}) != 1:
        return ""
    # "Bio-Med Mater Eng" is what ISO 4 makes of "Bio-medical materials and engineering".
    titles = [journal.title for journal in journals.find(names[0])]
    own = {journals.fold(journals.abbreviate_iso4(title)) for title in titles if title}
    hyphened = journals.fold(text.replace("-", "")) == journals.fold(names[0])
    # "Biophysics" begins other names; one word so well spelt is a journal that no table has.
    word = " " not in key and journals.beginning(f"{key} ")
    return "" if key in own or hyphened or word else names[0]


def _is_slip(key: str, other: str) -> bool:
    """Tell a slip from another journal: the same words but for a letter in one or two long ones.

    >>> _is_slip("signal traget ther", "signal target ther"), _is_slip("j phys a", "j phys b")
    (True, False)
    """
    from rapidfuzz.distance import OSA

    one, two = key.split(), other.split()
    if len(one) != len(two):
        return key.replace(" ", "") == other.replace(" ", "")
    pairs = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return 0 < len(pairs) <= 2 and all(
        min(len(a), len(b)) > (2 if a[:3] == b[:3] else 3)
        and a.isalpha()
        and b.isalpha()
        and OSA.distance(a, b) == 1
        for a, b in pairs
    )


@entry_rule(
    "JNL004",
    "ambiguous-abbreviation",
    Severity.INFO,
    basis="NLM Catalog: abbreviations that would clash are told apart by place or years",
)
def ambiguous_abbreviation(case: Case) -> Iterator[Finding]:
    """A journal's name fits several journals, and neither an ISSN nor the year decides.

    Why: the reader orders the article from the wrong journal.
    Wrong: Dev Biol 2004 (NLM tells "Dev Biol (Basel)" from "Dev Biol")
    Right: Dev Biol (Basel) 2004
    No fix: which journal was meant is not in the text.
    """
    piece = journal_of(case)
    if piece is None or case.reference.identifier("issn") or case.reference.identifier("doi"):
        return
    rows = journals.find(piece.text)
    own = journals.fold(piece.text)
    if len(rows) < 2 or any(journals.fold(row.abbreviation) == own for row in rows):
        return
    issued = case.reference.issued
    year = issued.year if isinstance(issued, Date) else None
    living = {row.abbreviation or row.title for row in rows if year is None or _lives(row, year)}
    if len(living) > 1:
        names = " and ".join(show(name) for name in sorted(living)[:3])
        yield Finding(
            case.place(piece.span),
            f"Give the registered abbreviation of {show(piece.text)}, which fits {len(living)} "
            f"journals, among them {names}",
        )


def _lives(row: journals.Journal, year: int) -> bool:
    first, last = row.start_year or 0, row.end_year or 9999
    return first - 1 <= year <= last + 1


@entry_rule(
    "JNL007",
    "journal-era",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1, Journal Title: the name used at the time",
)
def journal_era(case: Case) -> Iterator[Finding]:
    """The year lies after the journal gave up this title.

    Why: the year or the journal is wrong; under its old name the new volume is not found.
    Wrong: Arthritis Rheum 2016
    Right: Arthritis Rheumatol 2016
    No fix: which of the two is wrong is not in the text.
    """
    piece = journal_of(case)
    issued = case.reference.issued
    if piece is None or not isinstance(issued, Date):
        return
    # That a title began later proves nothing: catalogues split journals that kept their title.
    ends = [row.end_year or 9999 for row in journals.find(piece.text)]
    if ends and issued.year > max(ends) + 1:
        yield Finding(
            case.place(piece.span),
            f"Check the journal {show(piece.text)}: it bore this title until {max(ends)}, and the "
            f"year is {issued.year}",
        )
