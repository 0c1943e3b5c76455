"""A .bib of 1,000 and of 10,000 entries: seconds to read, to write, and to save one fix.

    python tests/benchmarks/bibtex_speed.py

The entries are those of fixtures/formats/refs.bib over and over; the diff of one fix is counted.
"""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from carcite.model.layout import Role
from carcite.records.bibtex import read as bibtex
from carcite.text.edit import Edit

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print a table."""
    one = (ROOT / "fixtures" / "formats" / "refs.bib").read_text(encoding="utf-8")
    print(f"{'entries':>8}{'read':>9}{'save':>9}{'write':>9}{'lines changed':>15}")
    for count in (100, 1000, 10_000):
        text = "".join(one.replace("{mueller", f"{{m{i}") for i in range(count // 6 + 1))
        began = perf_counter()
        document = bibtex.read(text.encode(), "big.bib")
        read = perf_counter() - began
        parse = document.records[len(document.records) // 2]
        assert parse.entry
        assert document.save
        at = parse.layout.find(Role.TITLE)[0].span.shift(parse.entry.span.start)
        began = perf_counter()
        saved = document.save([Edit(at, "Another title")]).decode()
        save = perf_counter() - began
        pairs = zip(text.splitlines(), saved.splitlines(), strict=True)
        changed = sum(old != new for old, new in pairs)
        began = perf_counter()
        bibtex.write((each.entry.label if each.entry else "", each.reference)
                     for each in document.records)  # fmt: skip
        write = perf_counter() - began
        total = len(document.records)
        print(f"{total:>8}{read:>8.2f}s{save:>8.3f}s{write:>8.2f}s{changed:>15}")


if __name__ == "__main__":
    main()
