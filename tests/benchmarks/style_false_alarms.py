"""False alarms: lists that a reference processor printed, checked under their own style and auto.

Every list is right by construction, so each form finding of severity warning or error is a false
alarm. Run: python tests/benchmarks/style_false_alarms.py [STYLE...] [--show N]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from carcite.api import choose
from carcite.checking.check import Report, check_document
from carcite.loading import load_document
from carcite.model.diagnostics import Severity
from carcite.rules.catalogue import all_rules
from carcite.styles.house.profiles import PROFILES

SHARED = Path(__file__).resolve().parents[3] / "shared" / "csl" / "oracle.json"
HABITS = {"LST004", "LST005", "LST009", "AUT002", "TTL002"}
"""Rules of form that are asked of the list and not of the comparison."""
BY_CSL = {profile.csl: profile.name for profile in PROFILES.values() if profile.csl}


def form_findings(report: Report) -> list[str]:
    """Return the form findings of severity warning or error, a line each."""
    rules = all_rules()
    found = []
    for each in report.diagnostics:
        if each.severity is Severity.INFO:
            continue
        if rules[each.code].scope == "form" or each.code in HABITS:
            found.append(f"{each.code} entry {each.entry}: {each.message}")
    return found


def main() -> None:
    """Print a row a style: false alarms under the style itself, under our profile, under auto."""
    parser = argparse.ArgumentParser()
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    oracle = json.loads(SHARED.read_text(encoding="utf-8"))
    totals: Counter[str] = Counter()
    print(f"{'style':48}{'read':>6}{'csl':>6}{'ours':>6}{'auto':>6}  detected")
    for style, entries in oracle.items():
        if arguments.styles and style not in arguments.styles:
            continue
        text = "References\n\n" + "\n".join(each["text"] for each in entries) + "\n"
        document = load_document(text.encode(), f"{style}.txt")
        row = {"csl": style, "ours": BY_CSL.get(style, ""), "auto": "auto"}
        shown: dict[str, str] = {}
        report = None
        for column, name in row.items():
            if not name:
                shown[column] = "-"
                continue
            if column == "csl":
                from carcite.styles.csl import CompiledCslStyle

                choice = choose(CompiledCslStyle.load(style))
            else:
                choice = choose(name)
            report = check_document(document, choice)
            found = form_findings(report)
            shown[column] = str(len(found))
            totals[column] += len(found)
            for line in found[: arguments.show]:
                print(f"    [{column}] {line}")
        assert report is not None
        read = sum(parse.is_read for parse in report.parses)
        print(
            f"{style:48}{read:>3}/{len(report.parses):<2}"
            f"{shown['csl']:>6}{shown['ours']:>6}{shown['auto']:>6}  {report.evidence}"
        )
    print(f"{'false alarms in all':54}{totals['csl']:>6}{totals['ours']:>6}{totals['auto']:>6}")


if __name__ == "__main__":
    main()
