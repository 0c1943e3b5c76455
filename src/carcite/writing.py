"""Files written: replaced whole or not at all, and Word files with revisions and comments."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from carcite.checking.check import Report
from carcite.errors import UnreadableError
from carcite.model.diagnostics import Diagnostic
from carcite.text.files import is_file, is_folder


def write_atomically(path: str, data: bytes) -> None:
    """Put `data` in the place of a file: a reader sees the old file or the new one, never a half.

    A link is followed; the mode is kept, and the owner where the user may give files away. Raise
    UnreadableError where it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        if os.path.exists(path) and not is_file(path) and not is_folder(path):
            _pour(path, data)
            return
        for place in (target, target.parent):
            if place.exists() and not os.access(place, os.W_OK):
                kind = "folder" if place.is_dir() else "file"
                raise UnreadableError(f"{path}: cannot be written: the {kind} is read-only")
        _replace(target, data, target.stat() if target.exists() else None)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path}: cannot be written: {reason}") from None


def _pour(path: str, data: bytes) -> None:
    """Write into a device or a pipe, which has no place to be put in; a pipe wants a reader."""
    try:
        handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno != errno.ENXIO:
            raise
        raise UnreadableError(f"{path}: cannot be written: nothing reads from this pipe") from None
    if hasattr(os, "set_blocking"):
        os.set_blocking(handle, True)
    with os.fdopen(handle, "wb") as file:
        file.write(data)


def _replace(target: Path, data: bytes, old: os.stat_result | None) -> None:
    handle, name = _without_name(target.parent)
    if not handle:
        import tempfile  # With all that packs archives, which few runs need.

        handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            if not os.path.lexists(name):
                _name(file.fileno(), target.parent, os.path.basename(name))
        if old and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # Or the disk knows no owners.
                os.chown(name, old.st_uid, old.st_gid)
        os.chmod(name, stat.S_IMODE(old.st_mode) if old else 0o666 & ~_umask())
        os.replace(name, target)
    finally:
        # After the replacement nothing bears this name; after an interruption nothing may.
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _name(handle: int, folder: Path, name: str) -> None:
    """Give an open file without a name one; Linux does so only where the folder is open too."""
    place = os.open(folder, os.O_RDONLY)
    try:
        os.link(f"/proc/self/fd/{handle}", name, dst_dir_fd=place, follow_symlinks=True)
    finally:
        os.close(place)


_PREFIX = ".carcite-"


def _without_name(folder: Path) -> tuple[int, str]:
    """Open a file that has no name yet, and choose one; 0 where the system knows no such files.

    Until it is whole, nothing of it is left behind by a process that is killed.
    """
    kind = getattr(os, "O_TMPFILE", 0)
    if not kind or not os.path.isdir("/proc/self/fd"):
        return 0, ""
    try:
        handle = os.open(folder, kind | os.O_WRONLY, 0o600)
    except OSError:
        return 0, ""
    return handle, str(folder / f"{_PREFIX}{os.urandom(8).hex()}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def annotated(
    before: Report,
    after: Report,
    data: bytes,
    *,
    made: Sequence[Diagnostic],
    track: bool,
    comments: bool,
    ignores: Callable[[Diagnostic], bool] | None = None,
) -> bytes:
    """Return a Word file in which fixes are revisions and other findings comments.

    A fix that only the author can decide on is a revision too, of a reviewer of its own, with the
    question as its comment.

    `before` is the report of the file as it came, `after` that of `data`, the fixed file; `made`
    are the findings of `before` whose fixes are in it. What `ignores` names gets no comment.
    """
    from carcite.manuscripts.docx import document as docx

    document = before.document
    found = after.diagnostics if not track else before.diagnostics
    if ignores is not None:
        found = tuple(each for each in found if not ignores(each))
    if not track:
        return docx.add_comments(data, after.document, [(each.span, note(each)) for each in found])
    done = set(made)
    left = [each for each in found if each not in done]
    asked = [each for each in left if _is_question(each)]
    notes = [(each.span, note(each)) for each in (left if comments else asked)]
    # Not the edits of the first round alone: all accepted, the file says what `fix` writes.
    edits = docx.edits_between(document.source.text, after.document.source.text)
    original = document.save(()) if document.save else b""
    wanted = [each.fix.edits for each in asked if each.fix]
    return docx.annotate(original, document, edits, notes, asked=wanted)


def _is_question(finding: Diagnostic) -> bool:
    """Tell whether a fix is the author's to accept or reject; not one that stands on a doubt."""
    fix = finding.fix
    return fix is not None and bool(fix.edits) and not fix.withheld


def note(finding: Diagnostic) -> str:
    """Return what a comment says of a finding: what is wrong, what is proposed, the code last.

    >>> from carcite.model.diagnostics import Severity
    >>> from carcite.text.edit import Fix, Safety
    >>> from carcite.text.span import Span
    >>> swap = Fix('Swap to "2603-15"', (), Safety.SHOWN)
    >>> says = 'page range "2615-03" runs backwards'
    >>> note(Diagnostic("PAG001", "descending-range", says, Span(0, 7), Severity.ERROR, swap))
    'page range "2615-03" runs backwards. Swap to "2603-15"? (PAG001)'
    """
    asked = f" {finding.fix.title}?" if finding.fix else ""
    return f"{finding.message}.{asked} ({finding.code})"
