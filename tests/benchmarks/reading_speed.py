"""How many references a second are read: the reader alone, and with CSL-JSON written, one core.

    python tests/benchmarks/reading_speed.py [FILE] [--count N] [--profile]

FILE holds one reference a line, or gold records as JSON lines; without it ../shared/gold/dev.jsonl
is read. The strings are repeated up to N (100,000), each made different in one place so that no
cache helps that would not help on a real list. `--profile` prints where the time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import time
from pathlib import Path

from carcite.csl.items import to_csl
from carcite.reading.entry import read_entry

_DEV = Path(__file__).resolve().parents[3] / "shared" / "gold" / "dev.jsonl"


def strings(path: Path, count: int) -> list[str]:
    """Return `count` references, the file's own repeated with a changing title word."""
    lines = path.read_text(encoding="utf-8").splitlines()
    own = [json.loads(line)["raw"] if line.startswith("{") else line for line in lines if line]
    found = []
    for number in range(count):
        text = own[number % len(own)]
        turn = number // len(own)
        found.append(text.replace(" of ", f" of {turn} ", 1) if turn else text)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_DEV)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    texts = strings(options.file, options.count)
    if options.profile:
        profile = cProfile.Profile()
        profile.enable()
        for text in texts:
            to_csl(read_entry(text).reference)
        profile.disable()
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)
        return
    read_entry(texts[0])
    start = time.perf_counter()
    for text in texts:
        read_entry(text)
    reading = time.perf_counter() - start
    start = time.perf_counter()
    for text in texts:
        json.dumps(to_csl(read_entry(text).reference, id="1"), ensure_ascii=False)
    writing = time.perf_counter() - start
    print(f"{'':24}{'seconds':>10}{'references/s':>15}")
    print(f"{'read':24}{reading:10.2f}{len(texts) / reading:15,.0f}")
    print(f"{'read, write CSL-JSON':24}{writing:10.2f}{len(texts) / writing:15,.0f}")


if __name__ == "__main__":
    main()
