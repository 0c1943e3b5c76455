"""What survives a round trip CSL-JSON -> RIS, MEDLINE, BibTeX -> CSL-JSON, field by field.

    python tests/benchmarks/roundtrip_formats.py [ITEMS.json] [--lost]

For each field: how many items have it, and in how many it comes back the same. What a format has no
place for is counted apart, by the notes of its writer, so that "lost" is what ought not to happen.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from carcite.csl.items import from_csl, to_csl
from carcite.model.document import Document
from carcite.model.reference import Reference
from carcite.reading.parts.ranges import expand
from carcite.records import medline, ris
from carcite.records.bibtex import read as bibtex

Write = Callable[[Iterable[tuple[str, Reference]]], tuple[str, list[str]]]
Read = Callable[[bytes, str], Document]
FORMATS: dict[str, tuple[Write, Read]] = {
    "RIS": (ris.write, ris.read),
    "MEDLINE": (medline.write, medline.read),
    "BibTeX": (bibtex.write, bibtex.read),
}


def main() -> None:
    """Print a table of fields kept, and with --lost every difference."""
    paths = [each for each in sys.argv[1:] if not each.startswith("-")]
    default = Path(__file__).parents[3] / "shared" / "csl" / "items.json"
    items = json.loads(Path(paths[0] if paths else default).read_text(encoding="utf-8"))
    references = [(str(item["id"]), from_csl(item)) for item in items]
    before = [to_csl(reference, id=key) for key, reference in references]
    totals = Counter(field for item in before for field in item if field not in ("id", "custom"))
    table: dict[str, dict[str, str]] = {field: {} for field in totals}
    for name, (write, read) in FORMATS.items():
        text, notes = write(references)
        after = [to_csl(parse.reference) for parse in read(text.encode(), "written").records]
        assert len(after) == len(before), f"{name}: {len(before)} written, {len(after)} read"
        for field, total in totals.items():
            kept = noted = 0
            for (key, _), old, new in zip(references, before, after, strict=True):
                if field not in old:
                    continue
                if same(field, old, new):
                    kept += 1
                elif any(each.startswith(f"{key}: ") and about(field, each) for each in notes):
                    noted += 1
                elif "--lost" in sys.argv:
                    print(f"{name} {key} {field}: {old[field]!r} -> {new.get(field)!r}")
            rest = total - kept - noted
            table[field][name] = (
                f"{kept}/{total}"
                + (f" -{noted}" if noted else "")
                + (f" LOST {rest}" if rest else "")
            )
        print(f"{name}: {len(notes)} notes")
    print(f"\n{'field':<20}" + "".join(f"{name:<18}" for name in FORMATS))
    for field, row in sorted(table.items()):
        print(f"{field:<20}" + "".join(f"{row[name]:<18}" for name in FORMATS))
    print("\nkept/all, -n: the format has no place for it and says so, LOST: neither")


def same(field: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Tell whether a field came back, but for what is form alone.

    Form is: dashes, ranges of pages written out, stops of initials, a particle set apart from the
    family name, and the number of an article that comes back in the place of pages.
    """
    if field == "page":
        return full_pages(old["page"]) == full_pages(new.get("page", ""))
    if field == "number" and old["type"] == "article-journal":
        return old["number"] in (new.get("number"), new.get("page"))
    return simple(old[field]) == simple(new.get(field))


def full_pages(pages: str) -> list[tuple[str, str]]:
    """Return the ranges of a field of pages, both ends written out."""
    ranges = [part.strip().partition("-") for part in pages.replace("\u2013", "-").split(",")]
    return [expand(first, last or first) for first, _, last in ranges]


def simple(value: Any) -> Any:
    """Return a value without what is form alone."""
    if isinstance(value, list):
        return [simple(each) for each in value]
    if isinstance(value, dict) and "family" in value:
        given = value.get("given", "").replace(".", "").replace(" ", "")
        particle = value.get("non-dropping-particle", "")
        family = f"{particle}{value['family']}".replace(" ", "")
        return (family, given, value.get("suffix", ""))
    return value


ABOUT = {
    "issued": "date", "URL": "address", "accessed": "date of access", "editor": "role editor",
    "container-title": "journal or book", "publisher-place": "place",
}  # fmt: skip


def about(field: str, note: str) -> bool:
    """Tell whether a note speaks of a field."""
    words = ABOUT.get(field, field.replace("-", " "))
    return words in note


if __name__ == "__main__":
    main()
