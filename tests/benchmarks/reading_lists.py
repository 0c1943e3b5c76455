"""Lists that a CSL style printed, read under auto: each entry alone, and as the whole list shows.

    python tests/benchmarks/reading_lists.py [--draw N] [--seed N] [--size N] [--show] [STYLE...]

The works are those of `reading_styles.py`, in lists of --size. What is counted are entries that are
read right in every field, before and after the doubtful ones were read once more; and of those
whose reading changed, how many have more fields right, and how many fewer.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter

from reading_styles import compare, drawn, works

from carcite.api import as_document
from carcite.csl import load_style, render_bibliography
from carcite.learning.second import is_sure, read_lists
from carcite.reading.document import read_document

_COLUMNS = ("entries", "doubtful", "whole", "then", "doubted", "better", "worse", "same")


def main() -> None:
    """Print a row a style: entries, doubtful ones, whole ones before and then, and what changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--draw", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--size", type=int, default=35)
    parser.add_argument("--show", action="store_true", help="print what is not better than before")
    options = parser.parse_args()
    items = works()
    random.Random(options.seed).shuffle(items)
    total: Counter[str] = Counter()
    print(f"{'':46}" + "".join(f"{name:>9}" for name in _COLUMNS))
    for name in options.styles or drawn(options.draw, options.seed):
        style = load_style(name)
        row: Counter[str] = Counter()
        for start in range(0, len(items), options.size):
            group = items[start : start + options.size]
            texts = [render_bibliography([item], style)[0].text.strip() for item in group]
            bare = [re.sub(r"^\s*(?:\(\d+\)|\[\d+\]|\d+[.):]?)\s*", "", each) for each in texts]
            lines = (f"{n}. {' '.join(each.split())}\n" for n, each in enumerate(bare, 1))
            document = as_document(f"References\n\n{''.join(lines)}")
            once = [each for found in read_document(document) for each in found]
            twice = [each for found in read_lists(None, document) for each in found]
            for item, text, one, two in zip(group, bare, once, twice, strict=True):
                before = [
                    field for field, good, _ in compare(item, text, one.reference) if not good
                ]
                after = [field for field, good, _ in compare(item, text, two.reference) if not good]
                row["entries"] += 1
                row["doubtful"] += not is_sure(one)
                row["doubted"] += not is_sure(two)
                row["whole"] += not before
                row["then"] += not after
                if one != two:
                    row["better"] += len(after) < len(before)
                    row["worse"] += len(after) > len(before)
                    row["same"] += len(after) == len(before)
                    if options.show and len(after) >= len(before) and after:
                        print(f"    {text}\n        wrong before {before}, then {after}")
        total += row
        print(f"{name[:44]:46}" + "".join(f"{row[each]:9}" for each in _COLUMNS))
    print(f"{'all':46}" + "".join(f"{total[each]:9}" for each in _COLUMNS))
    print(f"whole {total['whole'] / total['entries']:.1%}, ", end="")
    print(f"then {total['then'] / total['entries']:.1%}")


if __name__ == "__main__":
    main()
