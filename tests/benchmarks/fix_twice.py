"""Fixing twice is fixing once, in every house and in every CSL style that is installed.

Run: python tests/benchmarks/fix_twice.py [--styles N] [--seed N] [--show N]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from safe_fixes import same_journal
from wordoracle import lost_words

import carcite
from carcite.csl.style.stylefiles import style_names
from carcite.styles.house.profiles import PROFILES

TEXT = """1. Beutel RG, Gorb SN. Ultrastructure of attachment specializations of Hexapods. \
J Zool Syst Evol Res. 2001;39:177-207.
2. June CH, O'Connor RS, Kawalekar OU, Ghassemi S, Milone MC. CAR T cell immunotherapy for human \
cancer. Science. 2018;359(6382):1361-5. doi: 10.1126/science.aar6711. PMID: 29567707.
3. Porter RJ, Meldrum BS. Antiepileptic drugs. In: Katzung BG, editor. Basic and clinical \
pharmacology. 6th ed. Norwalk (CT): Appleton and Lange; 1995. p. 361-80.
"""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--styles", type=int, default=0, help="a random draw; 0 for all")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--show", type=int, default=20)
    options = arguments.parse_args()
    names = sorted(style_names())
    if options.styles:
        names = sorted(random.Random(options.seed).sample(names, options.styles))
    names = [*PROFILES, *names]
    moved: list[str] = []
    lost: list[str] = []
    made = silent = 0
    began = time.process_time()
    for number, name in enumerate(names, 1):
        try:
            once = carcite.fix(TEXT, name)
        except carcite.CarciteError:  # A style of notes prints no bibliography.
            silent += 1
            continue
        made += len(once.made)
        if carcite.fix(once.text, name).text != once.text:
            moved.append(name)
        before, after = TEXT.splitlines(), once.text.splitlines()
        if len(before) != len(after) or any(
            lost_words(old, new, same_journal) for old, new in zip(before, after, strict=True)
        ):
            lost.append(name)
        if number % 100 == 0 and sys.stderr.isatty():
            print(f"\r{number} of {len(names)}", end="", file=sys.stderr)
    spent = time.process_time() - began
    print(
        f"{len(names):,} styles, {silent} without a bibliography, {made:,} safe fixes, "
        f"{spent:.0f} s"
    )
    print(f"not the same at the second run: {len(moved)} {' '.join(moved[: options.show])}")
    print(f"words lost or made: {len(lost)} {' '.join(lost[: options.show])}")


if __name__ == "__main__":
    main()
