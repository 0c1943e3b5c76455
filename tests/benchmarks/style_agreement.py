"""Where our writer and the CSL style of the same house print one item otherwise.

Run: python tests/benchmarks/style_agreement.py [PROFILE...] [--show N]
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

from carcite.csl.items import from_csl
from carcite.model.reference import Reference
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.chars import fold

SHARED = Path(__file__).resolve().parents[3] / "shared" / "csl"
_LABEL = re.compile(r"^[\[(]?\d+[\])]?\.?\s+")


def plain(text: str) -> str:
    """Return text with dashes, quotes and blanks folded, without a label."""
    return " ".join(fold(_LABEL.sub("", text)).split())


def item_reference(item: dict[str, object]) -> Reference:
    """Return an item as a list would cite it: the short container, initials."""
    if item.get("container-title-short"):
        item = {**item, "container-title": item["container-title-short"]}
    return from_csl(item)


def main() -> None:
    """Print a row a profile, and the items that differ."""
    parser = argparse.ArgumentParser()
    parser.add_argument("profiles", nargs="*")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    items = json.loads((SHARED / "items.json").read_text(encoding="utf-8"))
    oracle = json.loads((SHARED / "oracle.json").read_text(encoding="utf-8"))
    print(f"{'profile':14}{'CSL style':48}{'equal':>8}")
    for profile in PROFILES.values():
        if profile.csl not in oracle or (
            arguments.profiles and profile.name not in arguments.profiles
        ):
            continue
        style = VancouverStyle(profile)
        printed = {each["id"]: each["text"] for each in oracle[profile.csl]}
        differ = []
        for item in items:
            ours, theirs = plain(style.write(item_reference(item)).text), plain(printed[item["id"]])
            if ours != theirs:
                differ.append((item["id"], ours, theirs))
        print(f"{profile.name:14}{profile.csl:48}{len(items) - len(differ):>4}/{len(items)}")
        for id, ours, theirs in differ[: arguments.show]:
            print(f"    {id}\n      ours   {ours}\n      theirs {theirs}")


if __name__ == "__main__":
    main()
