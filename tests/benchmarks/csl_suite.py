"""Run the official CSL test suite and print what passes: `python tests/benchmarks/csl_suite.py`.

Options: a mode (`bibliography`, `citation`), `--show NAME` for one case with its difference,
`--failing` for the names that fail, `--write` to rewrite the ratchet file.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import json
import sys
import traceback
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from csl.suitecase import run_case, same, write_ratchet  # noqa: E402

SUITE = ROOT.parent / "shared" / "csl" / "suite.json"
RATCHET = ROOT / "fixtures" / "ratchets" / "csl-suite.txt"


def main() -> None:
    """Run the cases asked for and print a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("mode", nargs="?", choices=("bibliography", "citation"))
    parser.add_argument("--show", nargs="*")
    parser.add_argument("--prefix", default="")
    parser.add_argument("--failing", action="store_true")
    parser.add_argument("--diff", action="store_true")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    cases = json.loads(SUITE.read_text("utf-8"))
    totals: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    passed: list[str] = []
    failed: list[str] = []
    for case in cases:
        if options.mode and case["MODE"] != options.mode:
            continue
        if options.show and case["NAME"] not in options.show:
            continue
        if not case["NAME"].startswith(options.prefix):
            continue
        try:
            got = run_case(case)
        except Exception as error:
            got = f"{type(error).__name__}: {error}"
            if options.show:
                traceback.print_exc()
        good = same(got, case["RESULT"])
        for key in (case["MODE"], "all"):
            totals[key][0] += good
            totals[key][1] += 1
        (passed if good else failed).append(case["NAME"])
        if (options.show or options.diff) and not good:
            print(f"--- {case['NAME']}")
            lines = difflib.ndiff(case["RESULT"].splitlines(), got.splitlines())
            print("\n".join(line for line in lines if not line.startswith("  ")))
    if options.failing:
        print("\n".join(failed))
    for key, (good, count) in totals.items():
        print(f"{key:14} {good:4} of {count}")
    if options.write:
        write_ratchet(RATCHET, set(passed))


if __name__ == "__main__":
    main()
