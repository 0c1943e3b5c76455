"""Files read whole: a pipe, a device or too many bytes are refused in a line.

>>> is_file("no\\0file"), is_folder("x" * 5000)
(False, False)
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path


def read_file(path: str | Path, most: int) -> bytes:
    """Return the bytes of a file; raise OSError where there is none, or more than `most`.

    `why` says it in words. What comes after `most` bytes is not read: a file may grow meanwhile.
    """
    size = check_is_file(path)
    if size <= most:
        with open(path, "rb") as file:
            data = file.read(most + 1)
        if len(data) <= most:
            return data
    much = f"{_sized(max(size, most + 1))} is more than the {_sized(most)} that carcite reads here"
    raise OSError(errno.EFBIG, much, str(path))


def check_is_file(path: str | Path) -> int:
    """Return the size of a file; raise OSError for a pipe or device, which has no end."""
    try:
        status = os.stat(path)
    except ValueError:
        raise OSError(errno.EINVAL, "not a path", str(path)) from None
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        fault = "is a device or pipe, not a file; use - for a pipe"
        raise OSError(errno.EINVAL, fault, str(path))
    return status.st_size


def why(error: OSError) -> str:
    """Return why a file cannot be read, without its name: "no such file"."""
    if isinstance(error, FileNotFoundError):
        return "no such file"
    text = error.strerror or str(error)
    return text if error.errno in (errno.EINVAL, errno.EFBIG) else text.lower()


def is_file(path: str | Path) -> bool:
    """Tell whether there is such a file, also of names that no file can have."""
    return _is(path, stat.S_ISREG)


def is_folder(path: str | Path) -> bool:
    """Tell whether there is such a folder, also of names that no folder can have."""
    return _is(path, stat.S_ISDIR)


def _is(path: str | Path, kind: Callable[[int], bool]) -> bool:
    try:
        return kind(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def without_links(path: str | Path) -> Path:
    """Return a path without its links; as it is where they lead in a circle or nowhere."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return Path(path)


def _sized(count: int) -> str:
    return f"{count >> 20} MB" if count >= 1 << 20 else f"{count >> 10} KB"
