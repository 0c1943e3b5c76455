"""Write to files and the terminal: whole files or none, progress for people only."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

from carcite.errors import UnreadableError


def say(text: str) -> None:
    """Print a line for people, on standard error."""
    print(text, file=sys.stderr)


def write_atomically(path: str, data: bytes) -> None:
    """Put `data` in the place of a file: a reader sees the old file or the new one, never a half.

    A link is followed, the mode is kept. Raise UnreadableError where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # A device or a pipe has no place to be put in.
            return
        if target.is_file() and not os.access(target, os.W_OK):
            raise UnreadableError(f"{path}: cannot be written: the file is read-only")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        _replace(target, data, mode)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path}: cannot be written: {reason}") from None


def _replace(target: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(prefix=".carcite-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, target)
    finally:
        # After the replacement nothing bears this name; after an interruption nothing may.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def wants_colour(choice: str) -> bool:
    """Tell whether to colour: on a terminal, unless NO_COLOR is set (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def terminal_width() -> int:
    """Return the columns of the terminal on standard output; 100 where there is none."""
    if not sys.stdout.isatty():
        return 100
    return shutil.get_terminal_size((100, 24)).columns


class Progress:
    """A line on the terminal that says how far long work has come; silent elsewhere."""

    def __init__(self, total: int, what: str) -> None:
        self._total, self._what = total, what
        self._shown = total >= 20 and sys.stderr.isatty()
        self._done = 0

    def step(self) -> None:
        """Count one more thing done."""
        self._done += 1
        if self._shown:
            print(f"\r{self._done} of {self._total} {self._what}", end="", file=sys.stderr)

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr)
