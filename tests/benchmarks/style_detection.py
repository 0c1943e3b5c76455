"""Detection: lists printed in each house style, and whether the check names it or its equal.

Two styles are indistinguishable on a list when they print all of its entries alike.
Run: python tests/benchmarks/style_detection.py [--seed N] [--lists N]
"""

from __future__ import annotations

import argparse
import random
from collections import Counter

from style_faults import articles, conforming

from carcite.compare.normalise import normalise
from carcite.model.parse import Entry, Parse
from carcite.reading.entry import read_entry
from carcite.styles.detect import detect
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.span import Span


def parses(texts: list[str], label: str) -> list[Parse]:
    """Return the entries as a list with labels would give them."""
    made = []
    for number, text in enumerate(texts, 1):
        span = Span(0, len(text))
        made.append(read_entry(text, Entry(span, span, label.format(number), number)))
    return made


def main() -> None:
    """Print a row a house and size: the share of lists named rightly."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lists", type=int, default=20)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    pool = articles()
    print(f"{'house':14}{'4 entries':>12}{'10':>8}{'16':>8}{'30':>8}  taken for")
    totals: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for house, profile in PROFILES.items():
        row, wrong = [], Counter[str]()
        for size in (4, 10, 16, 30):
            right = lists = 0
            for _ in range(arguments.lists):
                texts = conforming(house, chance.sample(pool, 6 * size))[:size]
                if len(texts) < size:
                    continue
                lists += 1
                found = detect(parses(texts, profile.label))
                assert found is not None, texts
                named = VancouverStyle(found.profile)
                again = [
                    named.write(normalise(read_entry(t).reference, profile)).text for t in texts
                ]
                equal = found.known and again == texts
                right += equal
                if not equal:
                    wrong[found.profile.name if found.known else "no house"] += 1
            row.append(right / max(1, lists))
            rights[size] += right
            totals[size] += lists
        shown = ", ".join(f"{name} {count}" for name, count in wrong.most_common(3))
        print(f"{house:14}{row[0]:>12.0%}{row[1]:>8.0%}{row[2]:>8.0%}{row[3]:>8.0%}  {shown}")
    shares = [rights[size] / totals[size] for size in (4, 10, 16, 30)]
    print(f"{'all':14}{shares[0]:>12.1%}{shares[1]:>8.1%}{shares[2]:>8.1%}{shares[3]:>8.1%}")


if __name__ == "__main__":
    main()
