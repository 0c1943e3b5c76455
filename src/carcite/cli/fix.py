"""`carcite fix`: mend what can be mended, with proof; show it or write it."""

from __future__ import annotations

import argparse
import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from carcite.checking.check import Report
from carcite.checking.fix import Mended, mend_document
from carcite.cli import FOUND, MISUSE
from carcite.cli.inputs import (
    SkippedError,
    each_of,
    open_document,
    plain,
    tell_skipped,
    was_named,
    without_list,
)
from carcite.cli.left_out import left_out
from carcite.cli.output import Progress, harmless, put, say
from carcite.cli.settings import Task, tasks_of
from carcite.errors import CarciteError, UnreadableError, UsageError
from carcite.loading import load_document, read_bytes
from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.document import Document
from carcite.report.summary import many
from carcite.text.edit import Safety
from carcite.writing import annotated, write_atomically

if TYPE_CHECKING:
    from carcite.checking.decisions import Decisions


def run(arguments: argparse.Namespace) -> int:
    """Mend the files; exit 1 when findings of severity warning or error are left."""
    tasks = tasks_of(arguments)
    if arguments.output and len(tasks) != 1:
        raise UsageError("-o names one file; give one input with it")
    work = partial(_outcome, arguments=plain(arguments))
    failed, left, seen = False, False, False
    skipped: list[str] = []
    progress = Progress(len(tasks), "files")
    for outcome in each_of(work, tasks, arguments.jobs or 1):
        if outcome.out:
            put(outcome.out)
        if outcome.said:
            progress.clear()
        for line in outcome.said:
            say(line)
        skipped += filter(None, (outcome.skipped,))
        failed, seen, left = failed or outcome.failed, seen or outcome.seen, left or outcome.left
        progress.step()
    progress.clear()
    tell_skipped(skipped, arguments)
    if not seen and not failed and not arguments.skip_without_list:
        raise UnreadableError(f"no reference list found in {', '.join(arguments.paths)}")
    if failed:
        return MISUSE
    return FOUND if left else 0


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file."""

    said: tuple[str, ...] = ()
    out: bytes = b""
    """What goes to standard output."""
    seen: bool = False
    """A list was found in it."""
    left: bool = False
    """Findings of severity warning or error are left that were not known before."""
    failed: bool = False
    skipped: str = ""


def _outcome(task: Task, arguments: argparse.Namespace) -> _Outcome:
    try:
        return _mend_file(task, arguments)
    except SkippedError as error:
        return _Outcome(skipped=str(error))
    except CarciteError as error:
        return _Outcome((f"carcite: {error}",), failed=True)


def _new(mended: Mended, old: Counter[str] | None) -> list[Diagnostic]:
    """Return what is left after mending and was not known before.

    A mended entry has another text, so what was known of it is told by code and entry.
    """
    if not old:
        return list(mended.after.diagnostics)
    from carcite.checking.baseline import apply_baseline

    before = mended.before
    silenced = apply_baseline(before.diagnostics, before.parses, old).silenced
    known = Counter((each.code, each.entry) for each in silenced)
    kept = []
    for each in mended.after.diagnostics:
        if known[each.code, each.entry]:
            known[each.code, each.entry] -= 1
        else:
            kept.append(each)
    return kept


def _mend_file(task: Task, arguments: argparse.Namespace) -> _Outcome:
    """Mend one file and write it; raise CarciteError where a named one holds no list."""
    path, encoding = task.path, task.config.encoding or None
    document = open_document(path, arguments, encoding)
    if without_list(document):
        if was_named(path, arguments) and not arguments.skip_without_list:
            raise UnreadableError(f"{path}: no reference list found")
        return _Outcome()
    if (arguments.track_changes or arguments.comments) and document.format != "docx":
        raise UsageError(f"{path}: --track-changes and --comments are for Word files")
    if document.locked:
        raise UnreadableError(f"{path}: {document.locked}; nothing was written")

    def again(data: bytes) -> Document:
        return load_document(data, path, encoding=encoding, format=document.format)

    decisions = _decisions(document, path, arguments.decisions)
    if decisions is None:
        mended = mend_document(document, task.choice, again, unsafe=arguments.unsafe)
    else:
        mended = mend_document(
            document, task.choice, again, accept=decisions.accepts, shown=True, rounds=1
        )
        for each in decisions.unfit(mended.made):
            say(f"{path}: accepted and not made, for it does not fit the others: {each}")
    out = b""
    if arguments.diff:
        difference = "".join(_diff(path, document, again(mended.data)))
        out = difference.encode("utf-8", "backslashreplace")
    elif arguments.track_changes or arguments.comments:
        _annotate(mended, arguments, decisions)
    else:
        out = _write(path, mended, arguments)
    left = any(each.severity is not Severity.INFO for each in _new(mended, task.known))
    return _Outcome(tuple(_told(path, mended, arguments)), out, seen=True, left=left)


def _decisions(document: Document, path: str, name: str | None) -> Decisions | None:
    """Return what a person decided on the page of this very text; None where nobody did."""
    if name is None:
        return None
    from carcite.checking.decisions import load_decisions

    decisions = load_decisions(read_bytes(name), name)
    if decisions.text != document.source.fingerprint:
        raise UnreadableError(
            f"{path}: not the text that was decided on in {name}; it has changed, or is another "
            "file; nothing was written"
        )
    return decisions


def _write(path: str, mended: Mended, arguments: argparse.Namespace) -> bytes:
    """Write the file; return what goes to standard output instead."""
    out = arguments.output or path
    if out == "-":
        return mended.data
    if mended.made or arguments.output:
        write_atomically(out, mended.data)
    return b""


def _annotate(mended: Mended, arguments: argparse.Namespace, decisions: Decisions | None) -> None:
    """Write a Word file in which fixes are revisions and other findings comments."""
    if not arguments.output:
        raise UsageError("--track-changes and --comments want -o OUT.docx")
    data = annotated(
        mended.before,
        mended.after,
        mended.data,
        made=mended.made,
        track=arguments.track_changes,
        comments=arguments.comments,
        ignores=decisions.ignores if decisions else None,
    )
    write_atomically(arguments.output, data)


def _diff(path: str, before: Document, after: Document) -> Iterator[str]:
    """Yield a unified diff of the file's own text."""
    old, new = (each.source.raw or each.source.text for each in (before, after))
    for line in difflib.unified_diff(_lines(old), _lines(new), harmless(path), harmless(path)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Return lines with their ends; a form feed, the mark of a new page, ends none."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def _told(path: str, mended: Mended, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield what standard error says of what was done, and of what was left and why."""
    verb = "would be made" if arguments.diff else "made"
    left = mended.after.diagnostics
    later = f" ({mended.later} of them after the others)" if mended.later else ""
    fixes = many(len(mended.made), "fix", "fixes")
    yield f"{path}: {fixes} {verb}{later}, {many(len(left), 'finding')} left"
    if arguments.show_fixes:
        for each in mended.made:
            yield f"  {each.line}:{each.column}: {each.code} {verb}: {each.message}"
    could = sum(each.fix is not None and each.fix.safety is Safety.UNSAFE for each in left)
    if could and not arguments.unsafe:
        yield f"  {could} more with --unsafe, where the meaning may move"
    for line in left_out(mended, each=arguments.diff):
        yield f"  {line}"
    for finding in _unknowable(mended.after):
        yield f"  {finding.code} {finding.message}"


def _unknowable(report: Report) -> list[Diagnostic]:
    """Return what the style asks for and the text does not say."""
    codes = {"AUT002", "LST007", "LST008", "PRS001"}
    return [each for each in report.diagnostics if each.code in codes and each.fix is None][:8]
