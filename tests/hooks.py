"""Try the pre-commit hooks as a user's repository would: a pass, a failure, and a mended file.

Run as a script, because pre-commit builds an environment of its own for the hooks.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CLEAN = """\
References

1. June CH, Brudno JN. A first title that is long enough. Blood. 2016;127(26):3321-30.
2. Levine BL, June CH. A second title that differs. Lancet. 2025;405(10480):751-4.
3. Rejeski K, Perez A. A third one about something else. Science. 2018;359(6382):1361-5.
"""
DIRTY = CLEAN.replace("long enough. Blood", "long enough?. Blood")
MENDED = CLEAN.replace("long enough. Blood", "long enough? Blood")
BROKEN = CLEAN.replace("751-4", "754-1")
"""A range that runs backwards: an error that no fix may touch."""


def hook(folder: Path, name: str) -> int:
    """Run one hook of this checkout on all files of a repository; return its exit code."""
    command = [sys.executable, "-m", "pre_commit", "try-repo", str(ROOT), name, "--all-files"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    print(f"-- {name}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.returncode


def repository(folder: Path, text: str) -> Path:
    """Make a repository with one manuscript and one page without references."""
    (folder / "paper.md").write_text(text, encoding="utf-8")
    (folder / "README.md").write_text("# A project\n\nWithout a reference list.\n")
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def main() -> None:
    """Try both hooks; fail loudly where one does not do what it says."""
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / each for each in ("clean", "broken", "dirty")]
        for folder in folders:
            folder.mkdir()
        clean, broken, dirty = folders
        assert hook(repository(clean, CLEAN), "carcite-check") == 0, "a clean list must pass"
        assert hook(repository(broken, BROKEN), "carcite-check") == 1, "an error must fail"
        assert hook(repository(dirty, DIRTY), "carcite-fix") == 1, "a changed file must fail"
        mended = (dirty / "paper.md").read_text(encoding="utf-8")
        assert mended == MENDED, "the fix must be made"
    print("hooks: a pass, a failure and a fix, as they should be")


if __name__ == "__main__":
    main()
