"""Kill `carcite fix` at random moments: the file is the old or the new one, and no other is left.

Run: python tests/benchmarks/fix_killed.py [--runs N] [--seed N]
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ENTRY = "{n}. June CH, O'Connor RS. Cells of kind {n}. Science. 2018;{n}(6382):1361-1365.\n"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    draw = random.Random(options.seed)
    old = "References\n\n" + "".join(ENTRY.format(n=n) for n in range(1, 41))
    seen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "refs.txt"
        path.write_text(old, encoding="utf-8")
        began = time.perf_counter()
        start(path).wait()
        whole = time.perf_counter() - began
        new = path.read_text(encoding="utf-8")
        if new == old:
            sys.exit("nothing was mended: the list is no test")
        for _ in range(options.runs):
            path.write_text(old, encoding="utf-8")
            running = start(path)
            # Half of the kills fall near the end, where the file is replaced.
            share = draw.uniform(0, 1.1) if draw.random() < 0.5 else draw.uniform(0.8, 1.1)
            time.sleep(share * whole)
            running.kill()
            running.wait()
            held = path.read_text(encoding="utf-8")
            seen["old" if held == old else "new" if held == new else "neither"] += 1
            for other in set(Path(name).iterdir()) - {path}:
                seen["litter"] += 1
                other.unlink()
    print(f"seed {options.seed}, {options.runs} runs of {whole:.2f} s: {dict(seen)}")
    sys.exit(1 if seen["neither"] or seen["litter"] else 0)


def start(path: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "carcite", "fix", "--style", "nlm", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


if __name__ == "__main__":
    main()
