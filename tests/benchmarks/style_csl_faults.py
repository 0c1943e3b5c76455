"""Faults put into lists that CSL printed, checked and fixed under the list's own style.

    python tests/benchmarks/style_csl_faults.py [--draw N] [--seed N] [--show N] [STYLE...]

One fault at a time goes into one article of a list; it must be found, and the safe fixes must give
the list back to the letter. Words or figures that change by a fix are counted apart and must be 0.
Wanted: found and restored 97 %.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter

from reading_styles import drawn, works

import carcite
from carcite.csl import load_style, render_bibliography

FAULTS = {
    "doubled stop": (r"(?<=[a-z]{3})\.(?= )", ".."),
    "doubled comma": (r"(?<=[a-z]{3}),(?= )", ",,"),
    "doubled space": (r"(?<=[a-z]{3}[.,]) (?=\w)", "  "),
    "other dash in pages": (r"(?<=\d)[–-](?=\d+\b)", "—"),
    "doubled dash in pages": (r"(?<=\d)[–-](?=\d+\b)", "--"),
    "lost stop at the end": (r"\.$", ""),
    "space before a stop": (r"(?<=[a-z]{3})(?=\. )", " "),
    "& for and": (r"(?<=[.A-Z]) and (?=[A-Z])", " & "),
    "and for &": (r"(?<=[.A-Z]) & (?=[A-Z])", " and "),
    "initials without stops": (r"(?<!^)\b([A-Z])\. ?([A-Z])\.(?=[, ])(?! Prev)", r"\1\2"),
    "initials with stops": (r"(?<=[a-z] )([A-Z])([A-Z])(?=,)", r"\1.\2."),
    "old DOI host": (r"https://doi\.org/", "http://dx.doi.org/"),
}


def main() -> None:
    """Print a row for each fault: put in, found, restored to the letter, meaning changed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--draw", type=int, default=12)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    items = [each for each in works() if each["type"] == "article-journal" and "page" in each][:20]
    count: Counter[tuple[str, str]] = Counter()
    for name in options.styles or drawn(options.draw, options.seed):
        printed = render_bibliography(items, load_style(name))
        bare = (re.sub(r"^\s*(?:\(\d+\)|\[\d+\]|\d+[.):]?)\s*", "", each.text) for each in printed)
        lines = [f"{n}. {' '.join(text.split())}" for n, text in enumerate(bare, 1)]
        quiet = {(each.entry, each.code) for each in carcite.check("\n".join(lines), style=name)}
        for fault, (pattern, put) in FAULTS.items():
            able = [n for n, line in enumerate(lines) if re.search(pattern, line)]
            for place in chance.sample(able, min(2, len(able))):
                hurt = list(lines)
                hurt[place] = re.sub(pattern, put, lines[place], count=1)
                text = "\n".join(hurt)
                report = carcite.check(text, style=name)
                found = any(
                    each.entry == place + 1 and (each.entry, each.code) not in quiet
                    for each in report
                )
                mended = carcite.fix(text, style=name).text
                restored = mended == "\n".join(lines)
                changed = re.findall(r"\w+", mended) != re.findall(r"\w+", text)
                changed = changed and not restored
                row = Counter(put=1, found=found, restored=restored, changed=changed)
                for key, value in row.items():
                    count[fault, key] += value
                    count["all", key] += value
                if options.show and not restored:
                    options.show -= 1
                    print(f"{name}: {fault}: {'found' if found else 'MISSED'}\n    {hurt[place]}")
                    print(f"    {mended.splitlines()[place]}")
    print(f"{'':28}{'put in':>8}{'found':>8}{'restored':>10}{'changed':>9}")
    for fault in (*FAULTS, "all"):
        total = count[fault, "put"]
        if total:
            found, restored = (count[fault, key] / total for key in ("found", "restored"))
            print(f"{fault:28}{total:8}{found:8.0%}{restored:10.0%}{count[fault, 'changed']:9}")


if __name__ == "__main__":
    main()
