"""Score the reader on gold records with the scorer that lies beside them.

    python tests/benchmarks/reading_gold.py [--half work|held|all] [--style vancouver|other|all]

Reads ../shared/gold/dev.jsonl and scores with ../shared/gold/score.py. The records are halved by
the article that cites them: one half is looked at while the reader is made, the other is held back
to see that what was gained holds for articles not looked at. Printed are the scorer's own table,
the share wholly right by kind, and the reliability table: how often a record of a given confidence,
and one without a doubt, is right. An editor of a book without authors counts as the gold counts it,
as an author, in the column "editors as authors" only.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import zlib
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

from carcite.csl.items import to_csl
from carcite.reading.entry import read_entry

_GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold"


def scorer() -> ModuleType:
    """Load the scorer from beside the gold records."""
    spec = importlib.util.spec_from_file_location("score", _GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def half_of(record: dict[str, Any]) -> str:
    """Return "work" or "held" for a record, by its citing article."""
    return "held" if zlib.crc32(record["source"].encode()) % 2 else "work"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", default="all", choices=["work", "held", "all"])
    parser.add_argument("--style", default="vancouver")
    options = parser.parse_args()
    score = scorer()
    lines = (_GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [
        record
        for record in map(json.loads, lines)
        if options.half in ("all", half_of(record))
        and options.style in ("all", record["style_hint"])
    ]
    parses = [read_entry(record["raw"]) for record in gold]
    items = [to_csl(parse.reference, id="x") for parse in parses]
    score.report(gold, items, f"half={options.half} style={options.style}")

    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    lenient: Counter[str] = Counter()
    bands: Counter[str] = Counter()
    band_right: Counter[str] = Counter()
    for record, parse, item in zip(gold, parses, items, strict=True):
        wanted = score.gold_fields(record)
        found = score.pred_fields(item)
        whole = all(wanted[field] == found[field] for field in score.CORE)
        if "author" not in item and "editor" in item:
            found = score.pred_fields(item | {"author": item["editor"]})
        for kind in (record["type"], "all"):
            total[kind] += 1
            right[kind] += whole
            lenient[kind] += all(wanted[field] == found[field] for field in score.CORE)
        band = f"{int(parse.confidence * 20) / 20:.2f}"
        for name in (f"confidence {band}", "no doubt" if parse.is_read else "doubt"):
            bands[name] += 1
            band_right[name] += whole
    print(f"\n{'kind':18}{'records':>9}{'whole':>9}{'editors as authors':>20}")
    for kind, number in total.most_common():
        print(f"{kind:18}{number:9}{right[kind] / number:9.1%}{lenient[kind] / number:20.1%}")
    print(f"\n{'reliability':18}{'records':>9}{'right':>9}")
    for band in sorted(bands, reverse=True):
        print(f"{band:18}{bands[band]:9}{band_right[band] / bands[band]:9.1%}")


if __name__ == "__main__":
    main()
