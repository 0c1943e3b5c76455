"""Manuscripts that cite by key, held against the files of references that they name.

A manuscript knows what its keys must be among; a BibTeX file that is checked together with the
manuscripts that name it knows what they cite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from carcite.errors import CarciteError
from carcite.loading import EXTENSIONS, load_document, read_bytes
from carcite.manuscripts.cite_keys import Keys, find_keys
from carcite.model.document import Document
from carcite.text.files import is_file, without_links
from carcite.text.pattern import pattern
from carcite.text.source import Source

CITING = ("latex", "markdown")
_ALIASES = pattern(r"\b(?:ids|crossref|xref|xdata|related|entryset)\s*=\s*[{\"]([^{}\"]{1,500})")
"""Fields of biblatex whose values are keys."""


def as_citing(document: Document, data: bytes, path: str) -> Document:
    """Return a manuscript without a list of its own as what cites the files it names.

    It stays as it is where it cites nothing by key, and with a note where a file cannot be read.
    """
    if document.format not in CITING or _has_list(document):
        return document
    text = data.decode("utf-8", "replace")
    keys = find_keys(text, document.format)
    if not keys.cited or not (keys.files or keys.held):
        return document
    listed: set[str] = set(keys.held)
    for each in _named(keys, path):
        try:
            listed |= _keys_of(each)
        except CarciteError as error:
            return replace(document, notes=(*document.notes, f"keys are not checked: {error}"))
    return replace(
        document,
        source=Source(path, text),
        lists=(),
        prose=(),
        superscripts=(),
        links=(),
        save=None,
        keys=tuple((each.key, each.span) for each in keys.cited),
        listed_keys=frozenset(listed),
    )


def _has_list(document: Document) -> bool:
    """Tell whether references stand in it for sure: under a heading, or with numbers or keys."""
    return any(
        each.heading is not None or any(entry.label or entry.key for entry in each.entries)
        for each in document.lists
    )


def cited_keys(paths: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return what the manuscripts among some files cite, by the resolved path of each .bib file.

    A .bib file that none of them names, or of which one wants everything, is left out.
    """
    files = list(paths)
    if not any(each.lower().endswith(".bib") for each in files):
        return {}
    found = [(each, _read(each)) for each in files if _is_manuscript(each)]
    everywhere: set[str] = set()
    cited: dict[str, set[str]] = {}
    whole: set[str] = set()
    for path, keys in found:
        if not keys.files:
            everywhere |= keys.used  # Perhaps a chapter of one that names them.
        inside = _used_inside(path, keys, set())
        for each in _named(keys, path):
            cited.setdefault(each, set()).update(keys.used | inside)
            if keys.everything:
                whole.add(each)
    return {
        each: frozenset(own | everywhere | _aliases(each))
        for each, own in cited.items()
        if each not in whole
    }


def resolved(path: str) -> str:
    """Return a path as `cited_keys` has it."""
    return str(without_links(path))


def _named(keys: Keys, path: str) -> list[str]:
    return [resolved(str(Path(path).parent / each)) for each in keys.files]


def _is_manuscript(path: str) -> bool:
    return EXTENSIONS.get(Path(path).suffix.lower()) in CITING


def _read(path: str) -> Keys:
    """Return what a manuscript cites; one that cannot be read cites nothing."""
    try:
        text = read_bytes(path).decode("utf-8", "replace")
    except CarciteError:
        return Keys()
    return find_keys(text, EXTENSIONS[Path(path).suffix.lower()])


def _used_inside(path: str, keys: Keys, seen: set[str]) -> set[str]:
    """Return the keys cited in the files that stand in a manuscript, at any depth."""
    used: set[str] = set()
    for each in keys.inside:
        place = Path(path).parent / (each if each.endswith(".tex") else f"{each}.tex")
        if str(place) not in seen and is_file(place):
            seen.add(str(place))
            inner = _read(str(place))
            used |= inner.used | _used_inside(path, inner, seen)
    return used


def _keys_of(path: str) -> set[str]:
    document = load_document(read_bytes(path), path)
    labels = {each.entry.label for each in document.records if each.entry}
    return labels | (_aliases(path) if path.lower().endswith(".bib") else set())


def _aliases(path: str) -> set[str]:
    """Return the keys that fields of a .bib file name: an entry's other names, and its parents."""
    try:
        text = read_bytes(path).decode("utf-8", "replace")
    except CarciteError:
        return set()
    return {key.strip() for each in _ALIASES.findall(text) for key in each.split(",")}
