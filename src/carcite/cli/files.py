"""The files that paths, folders and globs name; in folders, what git would ignore is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING

from carcite.errors import UnreadableError
from carcite.loading import EXTENSIONS
from carcite.text.files import is_file, is_folder, without_links
from carcite.text.pattern import pattern as compile_pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FOUND_IN_FOLDERS = frozenset(EXTENSIONS) - {
    ".doc",
    ".json",
    ".yaml",
    ".yml",
    ".xml",
    ".html",
    ".htm",
}
"""Extensions looked for in a folder; the others hold too much that is not references."""
SKIPPED_FOLDERS = frozenset({".git", ".hg", ".venv", "venv", "node_modules", "__pycache__", ".tox"})
_LOCKS = ("~$", ".~lock.", ".#", "._")
"""How the names of files begin that Word, LibreOffice, Emacs and macOS lay beside the real ones."""

_REPEATED = compile_pattern(r"(?:\*\*/++){2,}+")
"""Takes "**/**/", which names what "**/" names, at the cost of a walk for each."""
_STARS = compile_pattern(r"(?<=[^*/])\*\*++|(?<!\*)\*\*++(?=[^*/])|\*{3,}+")
"""Takes stars within a part of a path ("a**", "**.txt"): one says the same; refuses "**/"."""

Ignores = tuple[tuple[Path, "GitIgnoreSpec"], ...]
"""The .gitignore files that hold in a folder, the outermost first, each with its own folder."""


def find_files(paths: Iterable[str], exclude: Iterable[str] = ()) -> list[str]:
    """Return the files that paths, folders and globs name, each once, in order.

    Raise UnreadableError for a folder or glob in which nothing is found.
    """
    patterns = tuple(exclude)
    found: dict[str, None] = {}
    for path in paths:
        if path != "-" and is_folder(path):
            inside = [each for each in walk(Path(path)) if not is_excluded(each, patterns)]
            if not inside:
                raise UnreadableError(f"{path}: no file in this folder could hold references")
            found.update(
                dict.fromkeys(path if each == str(Path(path)) else each for each in inside)
            )
        elif (
            path != "-"
            and any(char in path for char in "*?[")
            and not (is_file(path) or is_folder(path))
        ):
            matched = sorted(_matching(path))
            matched = [each for each in matched if not is_excluded(each, patterns)]
            if not matched:
                raise UnreadableError(f"{path}: no file matches")
            found.update(dict.fromkeys(matched))
        else:
            found[path] = None
    return list(found)


def _matching(pattern: str) -> Iterator[str]:
    """Yield the files that a glob names, from here or from the root it names itself."""
    pattern = _STARS.sub("*", _REPEATED.sub("**/", pattern))
    if pattern == "**" or pattern.endswith("/**"):
        pattern += "/*"
    path = Path(pattern)
    root = Path(path.anchor) if path.is_absolute() else Path()
    relative = path.relative_to(path.anchor) if path.is_absolute() else path
    try:
        yield from (str(each) for each in root.glob(str(relative)) if each.is_file())
    except (OSError, ValueError, NotImplementedError):
        raise UnreadableError(f"{pattern}: cannot be looked for") from None


def is_excluded(path: str, patterns: Iterable[str]) -> bool:
    """Tell whether a path is left out: by its whole, a folder of it, or its last part.

    >>> is_excluded("build/old/refs.txt", ["build/"]), is_excluded("refs.txt", ["*.md"])
    (True, False)
    """
    posix = Path(path).as_posix()
    parts = posix.split("/")
    for pattern in patterns:
        bare = pattern.rstrip("/")
        if fnmatch(posix, bare) or any(fnmatch(part, bare) for part in parts):
            return True
        if posix.startswith(f"{bare}/"):
            return True
    return False


def is_lock_file(path: str) -> bool:
    """Tell whether a program laid this file beside a document that it holds open.

    >>> is_lock_file("paper/~$thesis.docx"), is_lock_file("paper/thesis.docx")
    (True, False)
    """
    return Path(path).name.startswith(_LOCKS)


def walk(folder: Path) -> Iterator[str]:
    """Yield the files of a folder that could hold references, but for those that git ignores.

    A folder that cannot be read is yielded itself: who opens it is told why.
    """
    yield from _walk(folder, _ignores_above(folder))


def _walk(folder: Path, ignores: Ignores) -> Iterator[str]:
    ignores += _ignores_of(folder)
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield str(folder)
        return
    for each in inside:
        if is_folder(each):
            wanted = each.name not in SKIPPED_FOLDERS and not each.is_symlink()
            if wanted and not _is_ignored(each, ignores, "/"):
                yield from _walk(each, ignores)
        elif each.suffix.lower() in FOUND_IN_FOLDERS and not _is_ignored(each, ignores):
            yield str(each)


def _ignores_of(folder: Path) -> Ignores:
    path = folder / ".gitignore"
    if not is_file(path):
        return ()
    from pathspec import GitIgnoreSpec

    try:
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        return ((without_links(folder), GitIgnoreSpec.from_lines(lines)),)
    except (OSError, ValueError):
        return ()  # Git, too, goes on without a file or a pattern that it cannot read.


def _ignores_above(folder: Path) -> Ignores:
    """Return the .gitignore files between the top of the repository and a folder in it."""
    found: Ignores = ()
    above: list[Path] = []
    here = without_links(folder)
    while not (is_folder(here / ".git") or is_file(here / ".git")):
        if here.parent == here:
            return ()  # No repository: only what lies in the folder itself counts.
        here = here.parent
        above.append(here)
    for each in reversed(above):
        found += _ignores_of(each)
    return found


def _is_ignored(path: Path, ignores: Ignores, end: str = "") -> bool:
    """Tell whether git would ignore a file, or with `end` a folder: the nearest word counts."""
    if not ignores:
        return False
    place = without_links(path.parent) / path.name
    for folder, spec in reversed(ignores):
        said = spec.check_file(place.relative_to(folder).as_posix() + end).include
        if said is not None:
            return said
    return False
