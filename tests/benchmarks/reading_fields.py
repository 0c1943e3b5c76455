"""The reading of printed references laid beside the fields their publishers marked up.

    python tests/benchmarks/reading_fields.py [--show N] [FILE ...]

Articles in JATS that give a reference twice, as text (`mixed-citation`) and in fields
(`element-citation`), hold a witness that the reader has not seen. Each text is read, and what the
fields give is compared, letters and figures alone. Fields err too: a row shown with --show is for
the eyes. Without FILE the JATS files of ../shared/wild/files are read.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from carcite.model.dates import Date
from carcite.model.locators import ELocator, PageRange
from carcite.model.names import Person
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry

_WILD = Path(__file__).resolve().parents[3] / "shared" / "wild" / "files"
_FIELDS = {
    "title": ("article-title", "chapter-title"),
    "source": ("source",),
    "year": ("year",),
    "volume": ("volume",),
    "issue": ("issue",),
    "first page": ("fpage", "elocation-id"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    seen: Counter[str] = Counter()
    doubted: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    shown = references = 0
    for path in options.files or sorted(_WILD.glob("*.xml")):
        for text, given in _both(path):
            references += 1
            parse = read_entry(text)
            read = _said(parse.reference)
            seen.update(given.keys())
            other = [name for name in given if given[name] != read.get(name, "")]
            (doubted if parse.doubts else silent).update(other)
            if other and not parse.doubts and shown < options.show:
                shown += 1
                print(f"{path.name}: {text}")
                for name in other:
                    print(f"  {name}: fields {given[name]!r}, read {read.get(name, '')!r}")
    print(f"{'field':12}{'given':>8}{'same':>8}{'':>9}{'doubted':>9}{'silent':>8}")
    for name, count in seen.items():
        same = count - doubted[name] - silent[name]
        print(
            f"{name:12}{count:8,}{same:8,}{100 * same / count:8.1f}%"
            f"{doubted[name]:9,}{silent[name]:8,}"
        )
    print(f"{references:,} references given as text and in fields")


def _both(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the text of each reference that a file gives twice, and what its fields say."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    for ref in etree.parse(str(path), parser).iter("ref"):
        printed, fields = ref.find(".//mixed-citation"), ref.find(".//element-citation")
        if printed is None or fields is None:
            continue
        label = re.escape(" ".join((ref.findtext("label") or "").split()).strip("."))
        text = re.sub(rf"^{label}[\s.]*" if label else r"^[\d.\s]+(?=[A-Z])", "", _words(printed))
        given = {
            name: _bare(_words(found))
            for name, elements in _FIELDS.items()
            for found in map(fields.find, reversed(elements))
            if found is not None
        }
        group = fields.find("person-group[@person-group-type='author']")
        names = (fields if group is None else group).findall("name")
        if names:
            given["authors"] = " ".join(_bare(each.findtext("surname") or "") for each in names)
        yield text, {name: value for name, value in given.items() if value}


def _said(reference: Reference) -> dict[str, str]:
    """Return what a reading says, by the names of the fields."""
    page = ""
    for each in reference.pages[:1]:
        page = each.value if isinstance(each, ELocator) else ""
        page = each.first if isinstance(each, PageRange) else page
    date = reference.issued
    persons = [each for each in reference.authors if isinstance(each, Person)]
    return {
        "title": _bare(reference.title),
        "source": _bare(reference.container_title or reference.title),
        "year": str(date.year) if isinstance(date, Date) else "",
        "volume": _bare(reference.volume),
        "issue": _bare(reference.issue or reference.supplement),
        "first page": _bare(page),
        "authors": " ".join(
            _bare(f"{each.particle}{each.family}{each.suffix}") for each in persons
        ),
    }


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _bare(text: str) -> str:
    return re.sub(r"\[?Internet\]?|\W+|_", "", text, flags=re.IGNORECASE).casefold()


if __name__ == "__main__":
    main()
