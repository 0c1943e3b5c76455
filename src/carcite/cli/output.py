"""Write to files and the terminal: whole files or none, progress for people only."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable

from carcite.text.pattern import pattern

# A file may be called "e\x1b[31m.txt": that is no order to the terminal.
_CONTROL = pattern(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONG = pattern(r"(\S{300})\S++")
"""Takes a path of thousands of characters, which would fill the screen and tell nothing."""


def say(text: str) -> None:
    """Print a line for people, on standard error; control characters by their number."""
    print(harmless(_LONG.sub(r"\1…", text)), file=sys.stderr)


def say_notes(notes: Iterable[str], path: str = "") -> None:
    """Print a line for each note; of those that say the same the first few, and how many more."""
    begin = f"carcite: {path}: " if path else "carcite: "
    said: Counter[str] = Counter()
    for note in notes:
        kind = _OWN.sub("", note.rpartition(": ")[2])
        said[kind] += 1
        if said[kind] <= _FEW:
            say(f"{begin}{note}")
    for kind, number in said.items():
        if number > _FEW:
            say(f"{begin}{number - _FEW:,} more such notes: {' '.join(kind.split())}")


_FEW = 5
_OWN = pattern(r"(?<!\S)[^\s\d]*+\d\S*+")
"""Takes the "a12" and the "3" that tell one note from another of its kind."""


def tell(text: str) -> None:
    """Print lines for people, on standard output; control characters by their number."""
    print(harmless(text))


def put(data: bytes) -> None:
    """Write a file's bytes to standard output: as they are, but for a terminal as `harmless`."""
    if sys.stdout.isatty():
        sys.stdout.write(harmless(data.decode("utf-8", "backslashreplace")))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def harmless(text: str) -> str:
    """Return a text that gives a terminal no orders.

    >>> harmless("e\\x1b[31m.txt")
    'e\\\\x1b[31m.txt'
    """
    return _CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


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
    import shutil  # With all that packs archives, which a pipe need not wait for.

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
