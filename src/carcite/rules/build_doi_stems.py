"""Build the table of DOI stems from PubMed's baseline or update files.

    python -m carcite.rules.build_doi_stems pubmed21n1298.xml.gz ... > data/doi_stems.tsv

A stem is a DOI up to its first figure ("10.1016/j.medj."), or Springer Nature's journal number
("10.1038/s41586-"). A row is kept where at least LEAST records bear the stem and all of them are of
one journal. A line that begins with "=" names the registrants of a journal's DOIs. Facts only:
stem, NLM title abbreviation, number of records.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from carcite.text.pattern import pattern

LEAST = 8
_STEM = pattern(r"10\.\d{4,9}/(?:s\d{5}-|[^\d\s]{3,40})")


def read_records(path: str) -> Iterator[tuple[str, str]]:
    """Yield the journal and the DOI of each record of a PubMed file."""
    from lxml import etree

    with gzip.open(path) as stream:
        for _, record in etree.iterparse(stream, tag="PubmedArticle"):
            journal = record.findtext(".//MedlineTA") or ""
            doi = record.findtext(".//Article/ELocationID[@EIdType='doi']") or record.findtext(
                "./PubmedData/ArticleIdList/ArticleId[@IdType='doi']"
            )
            if journal and doi:
                yield journal, doi.strip().lower()
            record.clear()


def build(records: Iterable[tuple[str, str]]) -> str:
    """Return the table as tab-separated lines, sorted."""
    journals: defaultdict[str, Counter[str]] = defaultdict(Counter)
    registrants: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for journal, doi in records:
        registrants[journal][doi.partition("/")[0]] += 1
        if stem := _STEM.match(doi):
            journals[stem[0]][journal] += 1
    rows = [
        f"{stem}\t{next(iter(counts))}\t{counts.total()}\n"
        for stem, counts in sorted(journals.items())
        if len(counts) == 1 and counts.total() >= LEAST
    ]
    rows += [
        f"=\t{journal}\t{' '.join(sorted(counts))}\n"
        for journal, counts in sorted(registrants.items())
        if counts.total() >= LEAST
    ]
    return "".join(rows)


if __name__ == "__main__":
    sys.stdout.write(build(pair for path in sys.argv[1:] for pair in read_records(path)))
