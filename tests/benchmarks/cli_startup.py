"""How long the command line takes, whole processes: python tests/benchmarks/cli_startup.py

Prints the best of several runs of: the import alone, `carcite check` on the list of the README, on
300 references, and on 1,000 Markdown files with one process and with two.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "fixtures" / "lists" / "gold" / "thieme_car_t.txt"


def best(arguments: list[str], runs: int) -> float:
    """Return the shortest wall time of a command in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, check=False)
        times.append(time.perf_counter() - start)
    return min(times)


def import_time(runs: int) -> float:
    """Return what `import carcite` adds to a bare interpreter, in seconds."""
    code = "import time; t = time.perf_counter(); import carcite; print(time.perf_counter() - t)"
    printed = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        for _ in range(runs)
    ]
    return min(float(each.stdout) for each in printed)


def references() -> list[str]:
    """Return the references of the README's list without their labels."""
    lines = SEED.read_text(encoding="utf-8").splitlines()
    return [
        line.split(" ", 2)[2] for line in lines if line.startswith("- ") and line[2:3].isdigit()
    ]


def numbered(count: int) -> str:
    """Return a list of so many references, no two the same."""
    known = references()
    entries = (
        f"{n}. {known[n % len(known)].replace(' 20', f' of series {n}. 20', 1)}"
        if n >= len(known)
        else f"{n}. {known[n]}"
        for n in range(1, count + 1)
    )
    return "References\n\n" + "\n".join(entries) + "\n"


def main() -> None:
    """Print the table."""
    check = ["-m", "carcite", "check"]
    rows = [
        ("import carcite", "< 0.060 s", import_time(9)),
        ("check, 16 references", "< 0.35 s", best([*check, str(SEED)], 9)),
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        long = folder / "long.txt"
        long.write_text(numbered(300), encoding="utf-8")
        rows.append(("check, 300 references", "< 1 s", best([*check, str(long)], 5)))
        many = folder / "many"
        many.mkdir()
        page = "# A paper\n\nCells were used [1-9].\n\n## " + numbered(9)
        for number in range(1000):
            (many / f"{number}.md").write_text(page, encoding="utf-8")
        for jobs in ("1", "2"):
            seconds = best([*check, str(many), "--jobs", jobs, "--output-format", "json"], 2)
            rows.append((f"check, 1,000 Markdown files, {jobs} process", "", seconds))
            rows.append((f"  files a second, {jobs} process", "", 1000 / seconds))
    for what, wanted, value in rows:
        print(f"{what:45}{value:10.3f}  {wanted}".rstrip())


if __name__ == "__main__":
    main()
