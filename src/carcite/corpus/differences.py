"""Differences: what a reference states and its record has otherwise, one a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from carcite.authorities.particles import PARTICLES
from carcite.corpus.compare_names import other_initials, other_persons
from carcite.corpus.compare_titles import SAME
from carcite.corpus.identity import Likeness
from carcite.corpus.record import BETWEEN_NAMES, IN_NAME, Record
from carcite.corpus.stated import Stated
from carcite.corpus.words import fold_words, page_key, volume_key
from carcite.text.pattern import pattern

_INITIALS = pattern(r"\w[\s,]+[A-Z]{1,3}(?=[,.:]|$)")
"""Initials behind a name: "Loo P," and "Vellis J"; not a sentence."""

_NAME = r"(?:(?:[^\W\d]|['’-]){1,30}+\s){1,4}[A-Z]{1,3}"
_NAMES = pattern(rf"{_NAME}(?:,\s{_NAME}){{0,30}}+")
"""Names and nothing else: "vao de Wiel CCM, Lotz LAP"."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which a reference and its record contradict each other."""

    field: str
    """authors, initials, title, journal, year, volume, issue, first-page, last-page, doi, pmid."""
    stated: str
    recorded: str


def differences(stated: Stated, record: Record, like: Likeness) -> tuple[Difference, ...]:
    """Return every difference between a reference and the record that it means."""
    return tuple(_differences(stated, record, like))


def _differences(stated: Stated, record: Record, like: Likeness) -> Iterator[Difference]:
    yield from _authors(stated, record)
    if like.title is not None and like.title < SAME and _has_title(stated, like.title):
        yield Difference("title", stated.title, record.title)
    if like.journal is False:
        yield Difference("journal", stated.journal, record.journal)
    if like.year is False:
        yield Difference("year", stated.year, record.year)
    if like.volume is False:
        yield Difference("volume", stated.volume, record.volume)
    if _other_issue(stated, record):
        yield Difference("issue", stated.issue, record.issue)
    if like.page is False:
        yield Difference("first-page", stated.first_page, record.first_page)
    if like.last_page is False and _is_length_off(stated, record, like):
        yield Difference("last-page", stated.last_page, record.last_page)
    yield from identifier_differences(stated, record)


def identifier_differences(stated: Stated, record: Record) -> Iterator[Difference]:
    """Yield the identifiers of a reference that are not those of a record."""
    if stated.doi and record.doi and stated.doi.lower() != record.doi.lower():
        yield Difference("doi", stated.doi, record.doi)
    if stated.pmid and record.pmid and stated.pmid != record.pmid:
        yield Difference("pmid", stated.pmid, record.pmid)


def _has_title(stated: Stated, agreement: float) -> bool:
    """Tell whether an entry states a title; a single word unlike the record's is misread."""
    return bool(stated.title) and (agreement >= _ALIKE or len(stated.title.split()) > 1)


_ALIKE = 0.5


def _authors(stated: Stated, record: Record) -> Iterator[Difference]:
    if not stated.authors or not record.names:
        return
    if astray := _names_before_title(stated, record):
        after = record.authors[len(stated.authors) :]
        yield Difference("authors", astray, ", ".join(map(str, after[: astray.count(",") + 1])))
        return
    theirs = record.authors
    wrong = other_persons(stated.authors, theirs, elided=stated.elided)
    if wrong:
        yield Difference(
            "authors", ", ".join(str(a) for a, _ in wrong), ", ".join(str(b) for _, b in wrong)
        )
        return
    odd = other_initials(stated.authors, theirs)
    if odd:
        yield Difference(
            "initials", ", ".join(str(a) for a, _ in odd), ", ".join(str(b) for _, b in odd)
        )


def _names_before_title(stated: Stated, record: Record) -> str:
    """Return names that stand where none were read, and are none of the record's."""
    known = set(fold_words(record.names.replace(IN_NAME, " ").replace(BETWEEN_NAMES, " ")))
    known |= PARTICLES | {"et", "al"}
    title, own = stated.title.rstrip(" ."), record.title.rstrip(" .")
    heads = [each for each in stated.unread if _NAMES.fullmatch(each)]
    if own and fold_words(title)[-len(fold_words(own)) :] == fold_words(own) != fold_words(title):
        heads.append(title[: -len(own)].rstrip(" .:,"))
    for text in heads:
        strange = any(len(word) > 2 and word not in known for word in fold_words(text))
        if strange and _INITIALS.search(text):
            return text
    return ""


def _other_issue(stated: Stated, record: Record) -> bool:
    ours, theirs = volume_key(stated.issue), volume_key(record.issue)
    if not ours or not theirs or ours == theirs or not (ours.isdecimal() and theirs.isdecimal()):
        return False
    if len(ours) != len(theirs) and max(len(ours), len(theirs)) > 2:
        return False  # One counts through all volumes, or it is no issue at all.
    # Double issues are printed as "3-4", "3/4" or "3".
    return not (ours.startswith(theirs) or theirs.startswith(ours))


def _is_length_off(stated: Stated, record: Record, like: Likeness) -> bool:
    """Tell whether a last page contradicts its record's, and not only with the first one."""
    if like.page is False:
        ours, theirs = page_key(stated.last_page), page_key(record.last_page)
        first = page_key(stated.first_page)
        shared = next(
            (n for n, pair in enumerate(zip(ours, first, strict=False)) if pair[0] != pair[1]), 0
        )
        if theirs.endswith(ours[shared:]):
            return False  # "273-37" for 723-37: only what is written out behind a wrong page.
        gap = _number(stated.last_page) - _number(stated.first_page)
        return gap != _number(record.last_page) - _number(record.first_page)
    return like.page is True


def _number(page: str) -> int:
    digits = "".join(char for char in page_key(page) if char.isdecimal())
    return int(digits[:40] or 0)
