"""How often the splitter asks a line the same thing: calls of the functions of evidence, a line.

    python tests/benchmarks/list_walk.py [FILE...]

Without a file: the lists of fixtures/ and, where it is there, the page of ../shared. "anew" counts
the calls whose arguments had been asked before.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType

from carcite.lists import evidence
from carcite.lists.find import find_lists

ROOT = Path(__file__).resolve().parents[2]
WATCHED = {
    "starts_with_name", "start_score", "end_score", "find_evidence", "find_evidence_at_break",
    "find_dates", "entry_score", "line_score",
}  # fmt: skip


def main() -> None:
    """Print a row for each function."""
    paths = [Path(each) for each in sys.argv[1:]] or [
        *sorted((ROOT / "fixtures" / "lists").rglob("*.txt")),
        *[each for each in (ROOT.parent / "shared" / "seed.txt",) if each.exists()],
    ]
    calls: Counter[str] = Counter()
    anew: Counter[str] = Counter()
    lines = 0
    for path in paths:
        text = path.read_text("utf-8", "replace")
        lines += text.count("\n") + 1
        seen: set[tuple[object, ...]] = set()

        def watch(
            frame: FrameType, event: str, _: object, seen: set[tuple[object, ...]] = seen
        ) -> None:
            code = frame.f_code
            if event != "call" or code.co_name not in WATCHED:
                return
            if code.co_filename != evidence.__file__:
                return
            names = code.co_varnames[: code.co_argcount]
            key = (code.co_name, *(hash(frame.f_locals[name]) for name in names))
            calls[code.co_name] += 1
            anew[code.co_name] += key in seen
            seen.add(key)

        sys.setprofile(watch)
        try:
            find_lists(text)
        finally:
            sys.setprofile(None)
    print(f"{len(paths)} texts, {lines:,} lines")
    print(f"{'function':24} calls a line   anew")
    for name, count in calls.most_common():
        print(f"{name:24} {count / lines:12.2f} {anew[name] / lines:6.2f}")
    print(f"{'all':24} {calls.total() / lines:12.2f} {anew.total() / lines:6.2f}")


if __name__ == "__main__":
    main()
