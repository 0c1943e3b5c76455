"""Verification: ask the corpora for a reference, choose the record, say what differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from carcite.corpus.differences import Difference, differences, identifier_differences
from carcite.corpus.identity import Likeness, contradicts, is_same, liken, same_work
from carcite.corpus.protocol import Corpus, Hit, Notice, SourceError
from carcite.corpus.record import Record
from carcite.corpus.stated import Stated, state
from carcite.model.reference import Reference


class State(StrEnum):
    """What came of asking for a reference."""

    VERIFIED = "verified"
    DIFFERS = "differs"
    CONFLICT = "conflict"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not-found"
    NOT_CHECKED = "not-checked"


_WORDS = 8
"""An entry without a title has none among fewer words than this."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A corpus that was asked, and what came of it."""

    name: str
    as_of: str = ""
    coverage: str = ""
    failed: str = ""
    """Why it did not answer; empty where it did."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What the records say of one reference."""

    state: State
    record: Record | None
    """The record that the reference means; in a conflict, that of the text where it was found."""
    differences: tuple[Difference, ...]
    """Against `record`, or where nothing was found against `nearest`."""
    evidence: str
    """For people: on what the answer rests."""
    asked: tuple[Asked, ...]
    nearest: Record | None = None
    """Where nothing was found, the record that comes nearest; never more than a hint."""
    notices: tuple[Notice, ...] = ()
    other: Record | None = None
    """In a conflict, the work that the identifier names."""
    misleads: str = ""
    """In a conflict, the scheme of the identifier that names another work: "doi" or "pmid"."""
    identifiers_disagree: bool = False
    """Whether the DOI and the PMID of the reference name two works."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    hit: Hit
    like: Likeness
    named: bool
    """Whether the reference bears an identifier of the record."""
    fits: bool

    @property
    def record(self) -> Record:
        return self.hit.record


def verify(
    references: Iterable[tuple[Reference, str]],
    corpora: Sequence[Corpus],
    *,
    identifiers: bool = True,
) -> tuple[Verification, ...]:
    """Return what the corpora say of each reference, given with its text as it stands.

    Without `identifiers` a reference is looked for by its text alone. What stands with others is
    asked only for references that nothing at hand fits.
    """
    stated = [state(each, text, identifiers=identifiers) for each, text in references]
    near = [each for each in corpora if not getattr(each, "is_remote", False)]
    if not near or len(near) == len(corpora):
        return _verified(stated, corpora)
    found = list(_verified(stated, near))
    rest = [n for n, each in enumerate(found) if each.state is State.NOT_FOUND]
    again = _verified([stated[n] for n in rest], corpora) if rest else ()
    for n, each in zip(rest, again, strict=True):
        found[n] = each
    return tuple(found)


def _verified(stated: Sequence[Stated], corpora: Sequence[Corpus]) -> tuple[Verification, ...]:
    found, asked = _ask(stated, corpora, wide=False)
    rest = [n for n, each in enumerate(found) if not any(one.fits for one in each)]
    rest = [n for n in rest if stated[n].title or len(stated[n].text.split()) >= _WORDS]
    if rest:
        more, again = _ask([stated[n] for n in rest], corpora, wide=True)
        for n, each in zip(rest, more, strict=True):
            found[n] = _merged(found[n], each)
        asked = tuple(b if b.failed else a for a, b in zip(asked, again, strict=True))
    return tuple(_decide(one, hits, asked) for one, hits in zip(stated, found, strict=True))


def _ask(
    stated: Sequence[Stated], corpora: Sequence[Corpus], *, wide: bool
) -> tuple[list[list[_Candidate]], tuple[Asked, ...]]:
    found: list[list[_Candidate]] = [[] for _ in stated]
    asked: list[Asked] = []
    queries = [each.query for each in stated]
    for corpus in corpora:
        try:
            answers = corpus.find(queries, wide=wide)
        except SourceError as error:
            asked.append(Asked(corpus.name, failed=str(error)))
            continue
        asked.append(Asked(corpus.name, corpus.as_of, corpus.coverage))
        for n, hits in enumerate(answers):
            found[n] = _merged(found[n], [_candidate(stated[n], hit) for hit in hits])
    return found, tuple(asked)


def _candidate(stated: Stated, hit: Hit) -> _Candidate:
    like = liken(stated, hit.record)
    record = hit.record
    named = bool(
        (stated.doi and stated.doi.lower() == record.doi.lower())
        or (stated.pmid and stated.pmid == record.pmid)
    )
    return _Candidate(hit, like, named, is_same(stated, record, like, named=named))


def _merged(one: list[_Candidate], two: Sequence[_Candidate]) -> list[_Candidate]:
    """Return candidates without those that are there already."""
    have = {each.record for each in one}
    return one + [each for each in two if each.record not in have]


def _decide(stated: Stated, candidates: list[_Candidate], asked: tuple[Asked, ...]) -> Verification:
    fitting = sorted((each for each in candidates if each.fits), key=_rank, reverse=True)
    best = fitting[0] if fitting else None
    named = [each for each in candidates if each.named]
    astray = next((each for each in named if _is_astray(each, best)), None)
    if astray is not None:
        disagree = any(not same_work(named[0].record, each.record) for each in named[1:])
        return _conflict(stated, best, astray, asked, disagree=disagree)
    if best is None:
        return _nothing(stated, candidates, asked)
    if any(_ties(best, each) for each in fitting[1:]):
        count = sum(_ties(best, each) for each in fitting[1:]) + 1
        return Verification(State.AMBIGUOUS, None, (), f"{count} records fit equally well", asked)
    same = [each for each in candidates if same_work(each.record, best.record)]
    record = filled([best.record, *(each.record for each in same)])
    found = differences(stated, record, liken(stated, record))
    said = State.DIFFERS if found else State.VERIFIED
    notices = tuple(dict.fromkeys(notice for each in same for notice in each.hit.notices))
    evidence = f"{_evidence(best)}{_unheld(stated, record)}"
    return Verification(said, record, found, evidence, asked, notices=notices)


def filled(records: Sequence[Record]) -> Record:
    """Return the first of some records of one work, its silent fields filled from the others."""
    first = records[0]
    said: dict[str, Any] = {}
    for each in records[1:]:
        for field in _FILLED:
            if not getattr(first, field) and field not in said and getattr(each, field):
                said[field] = getattr(each, field)
                if field == "names":
                    said["cut"] = each.cut
                if field == "first_page":
                    said["last_page"] = each.last_page
    said["pmid"] = next((each.pmid for each in records if _is_timely(each)), first.pmid)
    return replace(first, **said)


def _is_timely(record: Record) -> bool:
    """Tell whether a PMID can be of its year: from 2000 on they have eight figures.

    What has fewer is a PMC number that a list gave as PMID.
    """
    return len(record.pmid) >= _FIGURES or (bool(record.pmid) and record.year < "2000")


_FIGURES = 8


_FILLED = (
    *("pmid", "doi", "title", "journal", "year", "volume", "issue", "first_page", "last_page"),
    "names",
)


def _rank(candidate: _Candidate) -> tuple[object, ...]:
    record = candidate.record
    filled = bool(record.title) + bool(record.names) + bool(record.pmid) + bool(record.doi)
    return (candidate.named, candidate.like.rank, filled)


def _ties(best: _Candidate, other: _Candidate) -> bool:
    return (
        best.named == other.named
        and best.like.rank == other.like.rank
        and not same_work(best.record, other.record)
    )


def _is_astray(named: _Candidate, best: _Candidate | None) -> bool:
    """Tell whether an identifier leads to another work than the text does."""
    if named.fits and (best is None or not _beats(best, named)):
        return False
    if best is not None and not same_work(best.record, named.record):
        return True
    return contradicts(named.like)


def _beats(best: _Candidate, named: _Candidate) -> bool:
    return not best.named and best.like.rank > named.like.rank


def _conflict(
    stated: Stated,
    best: _Candidate | None,
    astray: _Candidate,
    asked: tuple[Asked, ...],
    *,
    disagree: bool,
) -> Verification:
    other = astray.record
    is_doi = stated.doi and stated.doi.lower() == other.doi.lower()
    given = f"DOI {stated.doi}" if is_doi else f"PMID {stated.pmid}"
    what = f'"{other.title}"' if other.title else f"{other.journal} {other.year};{other.volume}"
    text = best.record if best is not None and not best.named else None
    found: tuple[Difference, ...] = ()
    if text is not None:
        found = tuple(identifier_differences(stated, text))
    return Verification(
        State.CONFLICT,
        text or other,
        found,
        f"{given} is that of {what}",
        asked,
        other=other,
        misleads="doi" if is_doi else "pmid",
        identifiers_disagree=disagree,
    )


def _nothing(
    stated: Stated, candidates: list[_Candidate], asked: tuple[Asked, ...]
) -> Verification:
    failed = [each for each in asked if each.failed]
    if failed or not asked:
        reason = failed[0].failed if failed else "no corpus was given"
        return Verification(State.NOT_CHECKED, None, (), reason, asked)
    near = max(
        (each for each in candidates if _is_near(stated, each.like)),
        key=lambda each: each.like.rank,
        default=None,
    )
    if near is None:
        return Verification(State.NOT_FOUND, None, (), "no record fits", asked)
    return Verification(
        State.NOT_FOUND,
        None,
        differences(stated, near.record, near.like),
        "the nearest record differs",
        asked,
        nearest=near.record,
    )


def _is_near(stated: Stated, like: Likeness) -> bool:
    if stated.title and like.title is not None:
        # By other authors, in another journal and year, it is only a work on the same matter.
        another = like.author is False and like.journal is False and like.year is False
        return like.title >= 0.8 and not another
    beside = like.last_page is not False or like.page is False
    return like.place == 3 and like.against == 1 and like.author is not False and beside


def _unheld(stated: Stated, record: Record) -> str:
    """Return what a reference states and its record does not hold, so that nobody compared it."""
    held = {
        "title": (stated.title, record.title),
        "authors": (stated.authors, record.names),
        "pages": (stated.first_page, record.first_page),
    }
    bare = [name for name, (ours, theirs) in held.items() if ours and not theirs]
    return f"; the record has no {' or '.join(bare)} to compare" if bare else ""


def _evidence(candidate: _Candidate) -> str:
    like = candidate.like
    agree = ["identifier"] if candidate.named else []
    agree += ["title"] if like.title == 1 else ["most of the title"] if like.title else []
    said = {
        "first author": like.author,
        "journal": like.journal,
        "year": like.year,
        "volume": like.volume,
        "first page": like.page,
        "last page": like.last_page,
    }
    agree += [name for name, value in said.items() if value]
    return f"{', '.join(agree)} agree"
