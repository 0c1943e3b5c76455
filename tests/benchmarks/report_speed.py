"""How long each report takes and how large it gets, by the length of the list.

python tests/benchmarks/report_speed.py
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "report"))

from samples import ENTRIES, RULES, parses, sample

from carcite.report.model import Checked
from carcite.text.source import Source
from carcite.text.span import Span

FORMS = ("text", "json", "sarif", "github", "junit", "statistics", "html")
SIZES = (100, 1_000, 10_000)


def long_list(size: int) -> Checked:
    """Return a list of `size` entries, three findings in every fourth."""
    entries = tuple(ENTRIES[at % 4] for at in range(size))
    text = "References\n" + "".join(f"{n}. {words}\n" for n, words in enumerate(entries, 1))
    read = parses(text, entries)
    found = []
    for place, parse in enumerate(read, 1):
        if place % 4 == 1:
            assert parse.entry is not None
            start = parse.entry.body.start
            found += [
                replace(
                    each, span=Span(start + at, start + at + 2), fix=None, related=(), entry=place
                )
                for at, each in enumerate(sample().diagnostics[:3])
            ]
    return Checked(Source("refs.txt", text), (), read, tuple(found), "Thieme", "", text)


def main() -> None:
    """Print a table: the best of three, in milliseconds, and the size of the report."""
    print(f"{'':12}" + "".join(f"{size:>18,} refs" for size in SIZES))
    lists = [long_list(size) for size in SIZES]
    for form in FORMS:
        write = import_module(f"carcite.report.{form}").write
        cells = []
        for checked in lists:
            best, length = float("inf"), 0
            for _ in range(3):
                start = time.perf_counter()
                length = len(write([checked], RULES))
                best = min(best, time.perf_counter() - start)
            cells.append(f"{best * 1000:9.1f} ms {length / 1000:7,.0f} kB")
        print(f"{form:12}" + "  ".join(f"{cell:>21}" for cell in cells))


if __name__ == "__main__":
    main()
