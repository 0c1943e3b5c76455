"""What the rules find in real lists: how often, and where, to be looked at by eye.

    python tests/benchmarks/rules_precision.py [--code TTL] [--seed 1] [--examples 60] [--all]

Takes the references of ../shared/gold/dev.jsonl by citing article (ten or more), checks each list
under its own style, and prints for each rule in how many lists and how often it speaks, the median
of warnings and errors in ten references, and examples drawn by the seed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median

from carcite.checking.check import Choice, Report, check_document
from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.document import Document
from carcite.model.parse import Entry, ReferenceList
from carcite.rules.catalogue import all_rules
from carcite.text.source import Source
from carcite.text.span import Span

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "dev.jsonl"
LEAST = 10
TODAY = 2026


def lists(path: Path) -> dict[str, list[str]]:
    """Return the references of each citing article."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            found[record["source"]].append(" ".join(record["raw"].split()))
    return {name: each for name, each in found.items() if len(each) >= LEAST}


def document(name: str, references: list[str]) -> Document:
    """Return the references as a list, already cut: only reading and checking are looked at."""
    text, entries = "", []
    for reference in references:
        span = Span(len(text), len(text) + len(reference))
        entries.append(Entry(span, span))
        text += reference + "\n"
    whole = ReferenceList(Span(0, len(text)), tuple(entries))
    return Document(Source(name, text), "plain", lists=(whole,))


def check(name: str, references: list[str]) -> Report:
    """Check a list under its own style with every rule."""
    codes = frozenset(code for code, rule in all_rules().items() if rule.default)
    return check_document(document(name, references), Choice(codes, TODAY))


def show(report: Report, finding: Diagnostic) -> str:
    """Return a finding with the entry it speaks of."""
    parses = report.parses
    body = parses[finding.entry - 1].layout.text if finding.entry else "(whole list)"
    fix = f" [{finding.fix.safety.value}: {finding.fix.title}]" if finding.fix else ""
    return f"{finding.code} {finding.severity.value}: {finding.message}{fix}\n    {body}"


def main() -> None:
    """Print the table and the examples."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--code", default="", help="only rules whose code begins so")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--examples", type=int, default=60)
    options.add_argument("--all", action="store_true", help="examples of infos too")
    options.add_argument("--per", type=int, default=2, help="examples of a rule in one list")
    chosen = options.parse_args()
    if not GOLD.exists():
        sys.exit("needs ../shared/gold/dev.jsonl, which is not beside this repository")
    rates: list[float] = []
    total: Counter[str] = Counter()
    where: defaultdict[str, set[str]] = defaultdict(set)
    examples: list[str] = []
    references = 0
    for name, each in lists(GOLD).items():
        report = check(name, each)
        references += len(each)
        loud = [one for one in report.diagnostics if one.severity is not Severity.INFO]
        rates.append(10 * len(loud) / len(each))
        drawn: Counter[str] = Counter()
        for one in random.Random(chosen.seed).sample(report.diagnostics, len(report.diagnostics)):
            total[one.code] += 1
            where[one.code].add(name)
            if one.code.startswith(chosen.code) and (chosen.all or one in loud):
                drawn[one.code] += 1
                if drawn[one.code] <= chosen.per:
                    examples.append(show(report, one))
    print(f"{len(rates)} lists, {references} references")
    print(f"warnings and errors in ten references: median {median(rates):.2f}, ", end="")
    print(f"mean {sum(rates) / len(rates):.2f}, worst {max(rates):.1f}")
    for code, rule in all_rules().items():
        if total[code]:
            per_ten = 10 * total[code] / references
            print(
                f"{code} {rule.severity.value:8} {total[code]:5} in {len(where[code]):3} lists, "
                f"{per_ten:5.2f} in ten  {rule.name}"
            )
    random.Random(chosen.seed).shuffle(examples)
    for example in examples[: chosen.examples]:
        print(example)


if __name__ == "__main__":
    main()
