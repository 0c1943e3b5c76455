"""Compare with what citeproc-js prints for 40 items in 30 styles: `python .../csl_oracle.py`.

Options: style names, `--diff N` to print N differences a style, `--html`, `--citeproc-py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from csl.oraclecase import agreement, blanks, unwrapped  # noqa: E402
from csl.suitecase import write_ratchet  # noqa: E402

from carcite.csl import render_bibliography  # noqa: E402

SHARED = ROOT.parent / "shared" / "csl"


def main() -> None:
    """Print a table of agreement, style by style."""
    parser = argparse.ArgumentParser()
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--diff", type=int, default=0)
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--write", action="store_true", help="rewrite the ratchet files")
    options = parser.parse_args()
    items = json.loads((SHARED / "items.json").read_text("utf-8"))
    oracle = json.loads((SHARED / "oracle.json").read_text("utf-8"))
    if options.write:
        for kind in ("text", "html"):
            path = ROOT / "fixtures" / "ratchets" / f"csl-oracle-{kind}.txt"
            write_ratchet(path, agreement(items, oracle, kind))
    sums = [0, 0, 0, 0]
    for style in options.styles or oracle:
        wanted = oracle[style]
        entries = render_bibliography(items, style)
        got = {entry.id: entry for entry in entries}
        text = html = place = shown = 0
        for index, expected in enumerate(wanted):
            entry = got[expected["id"]]
            place += index < len(entries) and entries[index].id == expected["id"]
            good = blanks(entry.text) == blanks(expected["text"])
            fine = unwrapped(entry.html) == unwrapped(expected["html"])
            text += good
            html += fine
            if shown < options.diff and not (fine if options.html else good):
                shown += 1
                key = "html" if options.html else "text"
                print(f"- {expected[key]}\n+ {getattr(entry, key)}\n")
        for index, value in enumerate((text, html, place, len(wanted))):
            sums[index] += value
        flag = "" if text >= 36 else "  <<<"
        print(f"{style:48} text {text:2} html {html:2} order {place:2} of {len(wanted)}{flag}")
    total = sums[3]
    print(
        f"{'all':48} text {sums[0] / total:.1%} html {sums[1] / total:.1%} "
        f"order {sums[2] / total:.1%}"
    )


if __name__ == "__main__":
    main()
