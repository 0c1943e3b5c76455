"""Score verification on ../shared/verify: python tests/benchmarks/verification.py [CORPUS]

Builds a corpus of the records there (or takes the one named), verifies every file of truth of the
development half, prints speed and size, and hands the answers to ../shared/verify/score.py.
"""

from __future__ import annotations

import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from carcite.api import build_corpus, open_corpus
from carcite.cli.verify import verify_lines

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "verify"
SOURCES = ("corpus-pubmed.xml.gz", "corpus-pooled.csl.jsonl.gz")
MASKED = ("present", "absent", "notarticle", "crossref2k")
WITH_IDENTIFIERS = ("perturbed", "invented")


def build(out: Path) -> None:
    """Build the corpus and print what it cost."""
    start = time.process_time()
    built = build_corpus([SHARED / name for name in SOURCES], out)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"build: {built.read:,} records, {built.read / spent:,.0f} a CPU second, "
        f"{os.path.getsize(out) / built.records:.0f} bytes a record, peak {peak:.0f} MB"
    )


def predict(corpus: Path, folder: Path) -> None:
    """Write the answers for every file of truth, as the scorer reads them."""
    opened = open_corpus(corpus)
    for name in MASKED + WITH_IDENTIFIERS:
        with gzip.open(SHARED / f"{name}.dev.jsonl.gz", "rt", encoding="utf-8") as file:
            texts = [" ".join(json.loads(line)["raw"].split()) for line in file]
        start = time.process_time()
        answers = list(verify_lines(texts, [opened], identifiers=name in WITH_IDENTIFIERS))
        spent = (time.process_time() - start) * 1000 / len(texts)
        print(f"{name}: {len(texts):,} references, {spent:.2f} ms CPU each, reading and all")
        with open(folder / f"{name}.jsonl", "w", encoding="utf-8") as out:
            for answer in map(json.loads, answers):
                record = answer["record"] or {}
                said = {
                    "state": answer["state"],
                    "pmid": record.get("pmid", ""),
                    "doi": record.get("doi", ""),
                    "fields": [each["field"] for each in answer["differences"]],
                }
                out.write(json.dumps(said) + "\n")


def main() -> None:
    """Build, predict, score."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else folder / "made.corpus"
        if not corpus.exists():
            build(corpus)
        predict(corpus, folder)
        subprocess.run([sys.executable, SHARED / "score.py", SHARED, "dev", folder], check=True)


if __name__ == "__main__":
    main()
