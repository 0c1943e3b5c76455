"""Findings on real manuscripts, against the verdicts of a person who read them.

Of the findings that were judged false: how many are still made; of the true ones: how many are
kept. Each is known by file, code and line. Then, a file: warnings and errors for ten references.
Run: python tests/benchmarks/real_manuscripts.py [--show]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from carcite.api import choose
from carcite.checking.check import check_document
from carcite.errors import CarciteError
from carcite.loading import load_document
from carcite.model.diagnostics import Severity

SHARED = Path(__file__).resolve().parents[3] / "shared" / "wild"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--show", action="store_true", help="print what is left or lost")
    options = arguments.parse_args()
    if not SHARED.exists():
        raise SystemExit("needs ../shared/wild, which is not beside this repository")
    judged = json.loads((SHARED / "judged.json").read_text("utf-8"))
    made: dict[str, list[tuple[str, int, Severity, str]]] = {}
    references: Counter[str] = Counter()
    for path in sorted((SHARED / "files").iterdir()):
        try:
            document = load_document(path.read_bytes(), path.name)
        except CarciteError as error:
            print(f"{path.name}: {error}")
            made[path.name] = []
            continue
        report = check_document(document, choose())
        references[path.name] = len(report.parses)
        made[path.name] = [
            (each.code, each.line or 0, each.severity, each.message) for each in report.diagnostics
        ]
    left: dict[str, Counter[str]] = defaultdict(Counter)
    for row in judged:
        same = [
            each
            for each in made[row["file"]]
            if each[0] == row["code"] and abs(each[1] - row["line"]) <= 1
        ]
        loud = [each for each in same if each[2] is not Severity.INFO]
        # A doubt that has become quiet is no false warning any more.
        still = bool(loud) if row["verdict"] in ("false", "limit", "nitpick") else bool(same)
        left[row["code"]][row["verdict"]] += 1
        left[row["code"]][f"{row['verdict']} still"] += still
        if options.show and still == (row["verdict"] == "false"):
            if row["verdict"] in ("false", "true"):
                print(
                    f"{row['verdict']:5} {row['file']}:{row['line']} {row['code']} {row['message']}"
                )
    print(f"{'rule':8} {'false':>6} {'left':>5} {'true':>6} {'kept':>5} {'limit':>6} {'loud':>5}")
    for code in sorted(left):
        print(_row(code, left[code]))
    print(_row("all", sum(left.values(), Counter())))
    print(f"\n{'file':52} {'entries':>7} {'loud':>5} {'per 10':>7}")
    loud_codes: Counter[str] = Counter()
    for name, found in made.items():
        loud = [each for each in found if each[2] is not Severity.INFO]
        loud_codes.update(each[0] for each in loud)
        count = references[name]
        print(f"{name:52} {count:7} {len(loud):5} {10 * len(loud) / max(1, count):7.1f}")
    share = loud_codes["PRS001"] / max(1, loud_codes.total())
    print(f"{loud_codes.total()} warnings and errors, PRS001 {share:.0%} of them")


def _row(name: str, found: Counter[str]) -> str:
    return (
        f"{name:8} {found['false']:6} {found['false still']:5} {found['true']:6} "
        f"{found['true still']:5} {found['limit']:6} {found['limit still']:5}"
    )


if __name__ == "__main__":
    main()
