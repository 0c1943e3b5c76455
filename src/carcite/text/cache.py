"""The folder for what carcite can make anew at any time, and would rather not.

>>> from pathlib import PurePosixPath
>>> folder = cache_folder({"HOME": "/home/ann"}, "linux")
>>> str(folder and PurePosixPath(*folder.parts))
'/home/ann/.cache/carcite'
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


def cache_folder(environment: Mapping[str, str], platform: str) -> Path | None:
    """Return the user's cache folder of carcite, None where there is no home."""
    if environment.get("XDG_CACHE_HOME"):
        return Path(environment["XDG_CACHE_HOME"]) / "carcite"
    if platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / "carcite" / "cache" if local else None
    home = environment.get("HOME")
    if not home:
        return None
    return Path(home) / ("Library/Caches" if platform == "darwin" else ".cache") / "carcite"


def keep(path: Path, data: bytes) -> None:
    """Write a file of the cache whole or not at all; where it cannot be written, nothing is."""
    import tempfile

    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)
