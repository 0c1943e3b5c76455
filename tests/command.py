"""Run the command line as a user does: another process, bytes in, bytes out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SEED = "fixtures/lists/gold/thieme_car_t.txt"
"""The list of the README, in Thieme's style, as a reader copied it."""
LIST = """\
References

1. June CH, Brudno JN. A first title that is long enough?. Blood. 2016;127(26):3321-30.
2. Levine BL, June CH. A second title that differs. Lancet. 2025;405(10480):751-4.
3. Rejeski K, Perez A. A third one about something else. Science. 2018;359(6382):1361-5.
"""
"""An NLM list with one fault, which a safe fix mends."""
CLEAN = LIST.replace("?.", "?")
BACKWARDS = CLEAN.replace("751-4", "754-1")
"""An NLM list with a fault that no fix may touch."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command left behind."""

    code: int
    out: str
    err: str


def carcite(
    *arguments: object, given: bytes | str = b"", cwd: Path = ROOT, **environment: str
) -> Done:
    """Run `carcite` with arguments and standard input; return exit code and both outputs."""
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run(
        [sys.executable, "-m", "carcite", *map(str, arguments)],
        input=data,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        timeout=120,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
