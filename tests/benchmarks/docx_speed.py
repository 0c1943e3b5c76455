"""How long a long Word manuscript takes: 60 pages, 300 references, each in the runs Word cuts.

    python tests/benchmarks/docx_speed.py

Prints the best and the median of several rounds, in seconds, and the peak of memory.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from manuscripts.docx.docx_making import REFERENCES, field, make, p, parts_of, r

from carcite.manuscripts.docx import document as docx
from carcite.text.edit import Edit
from carcite.text.span import Span

_ROUNDS = 7
_WORDS = "the cells of patients with refractory disease were collected and expanded before they"
_CITATION = '{"citationItems":[{"id":%d,"itemData":{"id":%d,"title":"Work %d","abstract":"%s"}}]}'


def manuscript() -> bytes:
    """Return the document: 60 pages of 10 paragraphs, 50 words each, a citation field in each."""
    body = ""
    for number in range(600):
        item = number % 300 + 1
        code = _CITATION % (item, item, item, "words " * 200)
        runs = [r(f"{_WORDS} ", f'<w:lang w:val="en-{number % 9}"/>') for _ in range(4)]
        body += p(*runs, field(f" ADDIN ZOTERO_ITEM CSL_CITATION {code} ", r(f"[{item}]")), ".")
    body += p("References", style="H1")
    for number in range(300):
        reference = REFERENCES[number % 4].replace(":", f":{number}", 1)
        words = reference.split(" ")
        cuts = [" ".join(words[at : at + 3]) for at in range(0, len(words), 3)]
        runs = [
            r((" " if index else "") + each, "<w:i/>" if index % 2 else "<w:sz w:val='20'/>")
            for index, each in enumerate(cuts)
        ]
        body += p(*runs, number=1)
    return make(body)


def measure(name: str, work: Callable[[], object]) -> None:
    """Print the best and the median time of some work."""
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    print(f"{name:32} {min(times):6.3f} {statistics.median(times):8.3f}")


def main() -> None:
    """Print the table."""
    data = manuscript()
    document = docx.read(data, "long.docx")
    text = document.source.text
    entries = document.lists[0].entries
    assert len(entries) == 300
    edits = [Edit(Span(each.body.end - 9, each.body.end), "1-9.") for each in entries]
    notes = [(each.body, "Look") for each in entries]
    when = datetime(2026, 1, 1, tzinfo=UTC)
    save = document.save
    assert save is not None
    size = sum(map(len, parts_of(data).values())) / 2**20
    print(f"{size:.1f} MiB unpacked, {len(text):,} code points, 300 entries")
    print(f"{'':32} {'best':>6} {'median':>8}")
    measure("read", lambda: docx.read(data, "long.docx"))
    measure("embedded items", lambda: docx.embedded_records(data))
    measure("save, 300 edits", lambda: save(edits))
    measure("revisions, 300", lambda: docx.annotate(data, document, edits, (), date=when))
    measure("revisions and comments, 300", lambda: docx.annotate(data, document, edits, notes))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
