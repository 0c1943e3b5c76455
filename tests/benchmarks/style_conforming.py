"""Lists that conform to a style drawn at random, checked under it: each finding of form is false.

    python tests/benchmarks/style_conforming.py [--draw N] [--seed N] [--show N] [STYLE...]

The works are those of `reading_styles.py`, printed by the style; its lists are checked as their
authors would, with `--style`. Wanted, an entry: at most 0.02 findings of form, 0.03 PRS001.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter

from reading_styles import drawn, works
from style_false_alarms import form_findings

import carcite
from carcite.csl import load_style, render_bibliography


def main() -> None:
    """Print a row for each style: entries, findings of form, PRS001, and both an entry."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--draw", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--show", type=int, default=0, help="print this many findings a style")
    options = parser.parse_args()
    items = works()
    total: Counter[str] = Counter()
    for name in options.styles or drawn(options.draw, options.seed):
        printed = render_bibliography(items, load_style(name))
        # Each entry on one line, with a number of its own: how it is set is the page's affair.
        bare = (re.sub(r"^\s*(?:\(\d+\)|\[\d+\]|\d+[.):]?)\s*", "", each.text) for each in printed)
        lines = [f"{n}. {' '.join(text.split())}" for n, text in enumerate(bare, 1)]
        report = carcite.check("References\n\n" + "\n".join(lines) + "\n", style=name)
        form = form_findings(report)
        unread = [each for each in report.diagnostics if each.code == "PRS001"]
        total += Counter(entries=len(lines), form=len(form), unread=len(unread))
        row = f"{len(lines):6}{len(form):6}{len(form) / len(lines):7.3f}"
        print(f"{name[:48]:50}{row}{len(unread):6}{len(unread) / len(lines):7.3f}")
        for said in [*form, *(f"PRS001 {each.entry}: {each.message}" for each in unread)][
            : options.show
        ]:
            print(f"    {said}")
    entries = total["entries"]
    print(f"{'all':50}{entries:6}{total['form']:6}{total['form'] / entries:7.3f}", end="")
    print(f"{total['unread']:6}{total['unread'] / entries:7.3f}")


if __name__ == "__main__":
    main()
