"""Styles learnt from lists of 20 articles: printed again to the letter, and named.

Articles are drawn from a pool of records beside the repository; their journals bear both the title
and the abbreviation of the package's table, as records of PubMed do. Two figures a family: entries
of the list that the learnt profile prints again to the letter, and 20 further articles that it
prints as the style does, which tells whether the profile is right or only fits.
The same for CSL styles of the numeric and the author-date families, drawn at random; there, further
articles are printed by the style, read, and printed by the learnt profile, and a style counts as
named where one of the first three prints the whole list alike.
Run: python tests/benchmarks/style_learn.py [--seed N] [--lists N] [--styles N] [--show NAME]
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from pathlib import Path
from typing import Any

from carcite.api import all_parses, as_document, parse
from carcite.authorities import journals
from carcite.csl import render_bibliography
from carcite.csl.items import from_csl
from carcite.csl.style.styles_index import entries
from carcite.errors import UsageError
from carcite.learning.learnt import Learnt
from carcite.learning.nearest import nearest
from carcite.learning.sheet import Sheet
from carcite.printing import print_references
from carcite.samples import learn_style
from carcite.styles.house.profiles import PROFILES

POOL = Path(__file__).resolve().parents[3] / "shared" / "verify" / "corpus-pooled.csl.jsonl.gz"
SIZE = 20
Item = dict[str, Any]


def articles(every: int = 29) -> list[Item]:
    """Return journal articles with authors, volume and pages, each journal one that is known."""
    found = []
    with gzip.open(POOL, "rt", encoding="utf-8") as file:
        for line in list(file)[::every]:
            item = json.loads(line)
            wanted = ("author", "title", "container-title", "issued", "volume", "page")
            if item["type"] != "article-journal" or not all(item.get(key) for key in wanted):
                continue
            rows = journals.find(item["container-title"])
            if len(rows) != 1 or not all(each.get("given") for each in item["author"]):
                continue
            item["container-title"] = rows[0].title.split(" : ")[0]
            item["container-title-short"] = rows[0].abbreviation
            for each in item["author"]:
                if each["given"].isupper() and "-" not in each["given"]:
                    each["given"] = ". ".join(each["given"].replace(".", "").replace(" ", "")) + "."
            item.pop("custom", None)
            found.append(item)
    return found


def by_house(house: str, items: list[Item]) -> list[str]:
    references = [(item["id"], from_csl(item)) for item in items]
    return [each.text for each in print_references(references, house)]


def again(learnt: Learnt, lines: list[str]) -> int:
    """Return how many entries of a list the learnt profile reads and prints to the letter."""
    read = parse("\n".join(lines) + "\n", learnt.style)
    printed = print_references([("", each) for each in read], learnt.style)
    return sum(a.text == b for a, b in zip(printed, lines, strict=False))


def further(learnt: Learnt, house: str, items: list[Item]) -> int:
    """Return how many other articles the learnt profile prints as the house does."""
    references = [("", from_csl(item)) for item in items]
    mine = print_references(references, learnt.style)
    theirs = print_references(references, house)
    return sum(a.text == b.text for a, b in zip(mine, theirs, strict=True))


def houses(pool: list[Item], chance: random.Random, lists: int, show: str) -> None:
    """Print a row a house."""
    print(f"{'house':16}{'again':>8}{'further':>9}{'named':>7}{'CPU s':>7}")
    totals = [0.0, 0.0, 0.0, 0.0]
    for house in PROFILES:
        row = [0.0, 0.0, 0.0, 0.0]
        for _ in range(lists):
            drawn = chance.sample(pool, 2 * SIZE)
            lines = by_house(house, drawn[:SIZE])
            began = time.process_time()
            try:
                learnt = learn_style("\n".join(lines) + "\n")
            except UsageError as error:
                print(f"{house}: {error}")
                continue
            row[3] += time.process_time() - began
            row[0] += again(learnt, lines) / SIZE
            row[1] += further(learnt, house, drawn[SIZE:]) / SIZE
            row[2] += by_house(learnt.house.name, drawn[:SIZE]) == lines
            if show == house:
                print(learnt.toml)
        row = [each / lists for each in row]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        print(f"{house:16}{row[0]:>8.1%}{row[1]:>9.1%}{row[2]:>7.0%}{row[3]:>7.2f}")
    row = [each / len(PROFILES) for each in totals]
    print(f"{'all houses':16}{row[0]:>8.1%}{row[1]:>9.1%}{row[2]:>7.0%}{row[3]:>7.2f}")


def by_csl(style: str, items: list[Item]) -> list[str]:
    """Return a list as a CSL style prints it, the blanks behind a label as one."""
    entries = render_bibliography(items, style)
    return [_LABEL.sub(r"\1 ", " ".join(each.text.split())) for each in entries]


_LABEL = re.compile(r"^(\S*\d\S*) +")


def csl_styles(pool: list[Item], chance: random.Random, number: int, show: str) -> None:
    """Print a row a style that is not learnt or not named, then all."""
    names = [
        each.name
        for each in entries()
        if not each.parent and each.citation_format in ("numeric", "author-date")
    ]
    print(f"{'CSL style':50}{'again':>8}{'further':>9}{'named':>7}{'CPU s':>7}")
    rows = []
    for style in chance.sample(names, number):
        drawn = chance.sample(pool, 2 * SIZE)
        lines = by_csl(style, drawn[:SIZE])
        if not lines:
            continue
        row = csl_row(lines, by_csl(style, drawn[SIZE:]), drawn[:SIZE], show=style == show)
        rows.append(row)
        if row[0] < 0.95 or not row[2]:
            print(f"{style[:49]:50}{row[0]:>8.0%}{row[1]:>9.0%}{row[2]:>7.0f}{row[3]:>7.2f}")
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    most = max(row[3] for row in rows)
    print(
        f"{len(rows)} CSL styles{'':36}{mean[0]:>8.1%}{mean[1]:>9.1%}{mean[2]:>7.0%}{mean[3]:>7.2f}"
    )
    whole = sum(row[0] >= 0.95 for row in rows) / len(rows)
    print(
        f"{whole:.0%} of the styles print 95 % of their list again; the slowest took {most:.2f} s"
    )


def csl_row(
    lines: list[str], others: list[str], items: list[Item], *, show: bool
) -> tuple[float, float, float, float]:
    """Return the figures of one list: printed again, further articles, named, seconds."""
    began = time.process_time()
    try:
        learnt = learn_style("\n".join(lines) + "\n")
    except UsageError:
        parses = all_parses(as_document("\n".join(lines) + "\n"))
        near = nearest(Sheet.of(parses).entries)
        again_, further_ = 0.0, 0.0
    else:
        near = learnt.nearest_csl()
        again_, further_ = again(learnt, lines) / SIZE, again(learnt, others) / SIZE
        if show:
            print(learnt.toml)
    seconds = time.process_time() - began
    named = any(by_csl(each.name, items) == lines for each in near)
    return again_, further_, float(named), seconds


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lists", type=int, default=5, help="of each house")
    parser.add_argument("--styles", type=int, default=100, help="CSL styles drawn")
    parser.add_argument("--show", default="", help="print what is learnt of a style")
    options = parser.parse_args()
    pool = articles()
    print(f"{len(pool)} articles; lists of {SIZE}; again: the list's entries printed to the letter")
    csl_styles(pool, random.Random(options.seed), options.styles, options.show)
    houses(pool, random.Random(options.seed), options.lists, options.show)


if __name__ == "__main__":
    main()
