"""Measure milliseconds a reference, ours beside citeproc-py: `python .../csl_speed.py [--peer]`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from carcite.csl import load_style, render_bibliography  # noqa: E402

SHARED = ROOT.parent / "shared" / "csl"


def many(items: list[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    """Repeat the items under new ids, with other names, titles and years."""
    out = []
    for number in range(count):
        item = json.loads(json.dumps(items[number % len(items)]))
        turn = number // len(items)
        item["id"] = f"{item['id']}-{number}"
        item["title"] = f"{item['title']} {turn}"
        for person in item.get("author", []):
            if "family" in person:
                person["family"] += chr(97 + turn % 26) + (
                    chr(97 + turn // 26) if turn > 25 else ""
                )
        out.append(item)
    return out


def best(function: Any, times: int) -> float:
    """Return the best of several runs, in seconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        found.append(time.perf_counter() - start)
    return min(found)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--peer", action="store_true", help="run citeproc-py as well")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    items = json.loads((SHARED / "items.json").read_text("utf-8"))
    for name in ("vancouver", "apa"):
        style = load_style(name)
        for count in (1000, 10_000):
            sample = many(items, count)

            def ours(sample: list[dict[str, Any]] = sample, style: Any = style) -> None:
                for entry in render_bibliography(sample, style):
                    assert entry.text

            seconds = best(ours, options.runs if count == 1000 else 2)
            print(f"{name:10} {count:6} items  carcite     {seconds / count * 1000:6.3f} ms each")
            if options.peer and count == 1000:
                from carcite.csl.citeproc_py import render_bibliography as theirs

                seconds = best(lambda sample=sample, name=name: theirs(sample, name), 1)
                print(
                    f"{name:10} {count:6} items  citeproc-py {seconds / count * 1000:6.3f} ms each"
                )


if __name__ == "__main__":
    main()
