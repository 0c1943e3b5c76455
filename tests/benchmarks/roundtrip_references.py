"""References read from real lists, written as BibTeX, RIS and MEDLINE and read again.

    python tests/benchmarks/roundtrip_references.py

The strings are those of ../shared/gold/dev.jsonl. Counted: references that come back the same,
those that differ where the notes say that they must, and fields that differ without a note.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from typing import Any

from markdown_formats import GOLD, reference

from carcite.model.document import Document
from carcite.model.reference import Reference
from carcite.records import medline, ris
from carcite.records.bibtex import read as bibtex
from carcite.text.chars import collapse

Write = Callable[[Iterable[tuple[str, Reference]]], tuple[str, list[str]]]
FORMATS: dict[str, tuple[Write, Callable[[bytes, str], Document]]] = {
    "BibTeX": (bibtex.write, bibtex.read),
    "RIS": (ris.write, ris.read),
    "MEDLINE": (medline.write, medline.read),
}


def main() -> None:
    """Print a table."""
    rows = GOLD.read_text(encoding="utf-8").splitlines()
    references: list[tuple[str, Any]] = [
        (f"r{i}", reference(collapse(json.loads(row)["raw"]))) for i, row in enumerate(rows)
    ]
    print(f"{'format':<10}{'all':>7}{'same':>7}{'noted':>7}{'lost':>6}  fields that differ unnoted")
    for name, (write, read) in FORMATS.items():
        text, notes = write(references)
        noted = {note.partition(":")[0] for note in notes}
        count: Counter[str] = Counter()
        lost: Counter[str] = Counter()
        records = read(text.encode(), "written").records
        for (key, old), parse in zip(references, records, strict=True):
            new = parse.reference
            differing = [each for each in names() if value(old, each) != value(new, each)]
            kind = "same" if not differing else "noted" if key in noted else "lost"
            count[kind] += 1
            lost.update(differing if kind == "lost" else ())
        row = f"{len(references):>7}{count['same']:>7}{count['noted']:>7}{count['lost']:>6}"
        print(f"{name:<10}{row}  {dict(lost)}")


def names() -> list[str]:
    """Return the fields of a reference."""
    return [field.name for field in fields(Reference)]


def value(reference: Reference, field: str) -> object:
    """Return a field's value; the order of identifiers means nothing."""
    found = getattr(reference, field)
    return set(found) if field == "identifiers" else found


if __name__ == "__main__":
    main()
