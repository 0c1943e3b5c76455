"""References already read, of any format with fields (BibTeX, RIS, MEDLINE...), as records."""

from __future__ import annotations

from carcite.corpus.record import Record, compact_initials, write_names
from carcite.model.dates import Date
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Person
from carcite.model.reference import Reference

_ARTICLES = frozenset({"article-journal", "article", "article-magazine", "paper-conference"})


def to_record(reference: Reference) -> Record:
    """Return what a reference says, as a record."""
    group = reference.group("author")
    names = [
        (each.sort_name, each.initials or compact_initials(each.given) or " ")
        if isinstance(each, Person)
        else (each.literal, "")
        for each in (group.names if group else ())
    ]
    first = last = ""
    for page in reference.pages[:1]:
        if isinstance(page, PageRange):
            first, last = page.first, "" if page.last == page.first else page.last
        elif isinstance(page, ELocator):
            first = page.value
    date = reference.issued
    epub = str(reference.epub.year) if reference.epub else ""
    year = str(date.year) if isinstance(date, Date) else epub
    return Record(
        reference.pmid,
        reference.doi,
        reference.title,
        reference.container_title,
        year,
        "" if epub == year else epub,
        reference.volume,
        reference.issue,
        reference.supplement,
        first,
        last,
        "" if reference.type in _ARTICLES else reference.type,
        bool(group and group.et_al),
        write_names(names),
    )
