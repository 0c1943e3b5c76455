"""How fast lists are read by the CSL style that printed them, on one core, in processor time.

    python tests/benchmarks/style_speed.py [STYLE...] [--draw N] [--seed N] [--count N] [--runs N]

Articles of the pool of records beside the repository are printed by each style, a line each, and
read by it; `--mixed` prints the works of fixtures/references instead: books, chapters, theses and
reports as well. Two columns: seconds until the style is compiled, its grammar with it (the first
reading of each type of work), and references a second after that, of each line the best of the
runs, the memory of journals, titles and places emptied before each.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Sequence

from reading_styles import drawn, works
from style_learn import articles

from carcite.csl import render_bibliography
from carcite.styles.csl import CompiledCslStyle
from carcite.styles.grammar import likelihood, name_forms, read
from carcite.styles.grammar.graphs import graph_of
from carcite.styles.grammar.slots import TYPES

STYLES = (
    "apa", "chicago-author-date", "vancouver", "nature", "ieee", "elsevier-harvard",
    "american-medical-association", "bmj", "cell", "modern-language-association",
    "springer-basic-author-date", "royal-society-of-chemistry",
)  # fmt: skip
_LABEL = re.compile(r"^\s*(?:\(\d+\)|\[\d+\]|\d+[.):]?)\s*")


def compiled(name: str) -> tuple[CompiledCslStyle, float]:
    """Return a style with its grammar, and the seconds that this took."""
    began = time.process_time()
    style = CompiledCslStyle.load(name)
    style.style.program()
    for kind in TYPES:
        graph_of(style.style, kind)
    return style, time.process_time() - began


def forget() -> None:
    """Empty what is kept of texts that were weighed: no list has its entries twice."""
    for room in (likelihood, name_forms):
        for kept in vars(room).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
    read._read.cache_clear()


def speed(style: CompiledCslStyle, lines: Sequence[str], runs: int) -> float:
    """Return how many lines a second are read."""
    least = [float("inf")] * len(lines)
    for _ in range(runs):
        forget()
        for number, line in enumerate(lines):
            began = time.process_time()
            style.read(line)
            least[number] = min(least[number], time.process_time() - began)
    return len(lines) / sum(least)


def main() -> None:
    """Print a row a style, and what they come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("--draw", type=int, default=0, help="this many styles drawn at random")
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--count", type=int, default=200, help="lines of each style")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--mixed", action="store_true", help="works of all types")
    options = parser.parse_args()
    pool = works() if options.mixed else articles()
    items = random.Random(options.seed).sample(pool, min(options.count, len(pool)))
    names = drawn(options.draw, options.seed) if options.draw else options.styles
    print(f"{'style':56}{'compiled, s':>12}{'a second':>10}")
    rates = []
    for name in names:
        style, seconds = compiled(name)
        entries = [render_bibliography([item], style.style) for item in items]
        lines = [_LABEL.sub("", each[0].text.strip()) for each in entries if each]
        rates.append(speed(style, lines, options.runs))
        print(f"{name[:55]:56}{seconds:12.2f}{rates[-1]:10,.0f}", flush=True)
    mean = sum(rates) / len(rates)
    even = len(rates) / sum(1 / rate for rate in rates)
    print(
        f"{len(rates)} styles: mean {mean:,.0f}, slowest {min(rates):,.0f}; all lists {even:,.0f}"
    )


if __name__ == "__main__":
    main()
