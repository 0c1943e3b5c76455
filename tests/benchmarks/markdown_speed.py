"""1,000 Markdown manuscripts of thirty references each: files a second with 1 and 2 processes.

    python tests/benchmarks/markdown_speed.py [COUNT]

Reading alone (text, lists, entries), then the whole check.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

from carcite.api import choose
from carcite.checking.check import check_document
from carcite.loading import load_document
from carcite.manuscripts.markdown import document as markdown

LIST = Path(__file__).parents[2] / "fixtures" / "formats" / "list.md"


def manuscript(number: int) -> str:
    """Return a manuscript; no two are alike."""
    head, _, tail = LIST.read_text(encoding="utf-8").partition("## References\n\n")
    items = [line.partition(". ")[2] for line in tail.splitlines()] * 5
    prose = f"Study {number} of *cells* [1, 2]. " * 200
    listed = (
        f"{i}. {item.replace('20', f'20{number % 10}', 1)}" for i, item in enumerate(items, 1)
    )
    return head + prose + "\n\n## References\n\n" + "\n".join(listed) + "\n"


def read_one(number: int) -> int:
    """Read one manuscript; return its entries."""
    document = markdown.read(manuscript(number).encode(), "a.md")
    return len(document.lists[0].entries)


def check_one(number: int) -> int:
    """Check one manuscript; return its findings."""
    document = load_document(manuscript(number).encode(), "a.md")
    return len(check_document(document, choose()).diagnostics)


def main() -> None:
    """Print a table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    size = len(manuscript(0))
    print(f"{count} files of {size:,} characters, 30 references each")
    for name, job in (("read", read_one), ("check", check_one)):
        for workers in (1, 2):
            began = perf_counter()
            run(job, count, workers)
            seconds = perf_counter() - began
            print(
                f"{name:<6} {workers} process(es): {seconds:6.2f} s, {count / seconds:7.0f} files/s"
            )


def run(job: Callable[[int], int], count: int, workers: int) -> None:
    """Do a job for every number below `count`."""
    if workers == 1:
        for number in range(count):
            job(number)
        return
    with ProcessPoolExecutor(workers) as pool:
        for _ in pool.map(job, range(count), chunksize=25):
            pass


if __name__ == "__main__":
    main()
