"""`carcite check`: report what departs from the style."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module

from carcite.bibliography import CITING, as_citing
from carcite.checking.check import Report, check_document
from carcite.checking.gather import gather
from carcite.cli import FOUND, MISUSE
from carcite.cli.inputs import (
    SkippedError,
    baseline_name,
    each_of,
    open_to_check,
    plain,
    tell_skipped,
    was_named,
    without_list,
)
from carcite.cli.output import Progress, say, say_notes, terminal_width, wants_colour
from carcite.cli.settings import Task, tasks_of
from carcite.errors import CarciteError, UnreadableError
from carcite.loading import read_bytes
from carcite.model.diagnostics import Severity
from carcite.report.model import Checked, RuleHelp
from carcite.report.summary import Tally, exit_line, many
from carcite.rules.catalogue import all_rules
from carcite.writing import write_atomically

PARALLEL = 16
"""From how many files on more than one process is worth its start."""
_READ_BY_PEOPLE = frozenset({"text", "grouped"})
"""Formats of which what made the exit code is said."""
_AS_THEY_COME = frozenset({"json", "concise", "grouped", "github"})
"""Formats that are printed file by file, beside text."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file."""

    path: str
    checked: Checked | None = None
    error: str = ""
    notes: tuple[str, ...] = ()
    skipped: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Check the files and print the report, file by file where its form allows."""
    tasks = tasks_of(arguments)
    run = _Run(tasks, arguments)
    if arguments.write_baseline:
        _write_baseline(list(run.checked()), arguments.write_baseline)
        return MISUSE if run.failed else 0
    tally = Tally()
    kept = map(_loud, run.checked()) if arguments.quiet else run.checked()
    try:
        _print(tally.counted(_without_old(kept, tasks)), arguments, run.progress)
    except _NothingError:
        return MISUSE
    if run.failed:
        return MISUSE
    why = exit_line(tally)
    if not why or arguments.exit_zero:
        return 0
    if arguments.output_format in _READ_BY_PEOPLE:
        sys.stdout.flush()  # The report first; to a reader that went away nothing more is said.
        say(f"carcite: {why}")
    return FOUND


class _NothingError(Exception):
    """No file could be checked, and that has been said."""


class _Run:
    """The files of a run as they are checked, and what is said of them meanwhile."""

    def __init__(self, tasks: Sequence[Task], arguments: argparse.Namespace) -> None:
        self._tasks, self._arguments = tasks, arguments
        self.failed = False
        self.progress = Progress(len(tasks), "files")

    def checked(self) -> Iterator[Checked]:
        """Yield each file after its check; raise if there was none, before a report ends."""
        found, skipped = 0, list[str]()
        for outcome in _outcomes(self._tasks, self._arguments):
            if outcome.notes or outcome.error:
                self.progress.clear()
            say_notes(outcome.notes, outcome.path)
            if outcome.error:
                say(f"carcite: {outcome.error}")
                self.failed = True
            elif outcome.skipped:
                skipped.append(outcome.skipped)
            elif outcome.checked is not None:
                found += 1
                yield outcome.checked
            self.progress.step()
        self.progress.clear()
        tell_skipped(skipped, self._arguments)
        if not found and self.failed:
            raise _NothingError
        if not found and not self._arguments.skip_without_list:
            paths = ", ".join(self._arguments.paths) or "-"
            raise UnreadableError(f"no reference list found in {paths}")


def _loud(checked: Checked) -> Checked:
    """Return a file's report without its infos."""
    kept = tuple(each for each in checked.diagnostics if each.severity is not Severity.INFO)
    return replace(checked, diagnostics=kept)


def _outcomes(tasks: Sequence[Task], arguments: argparse.Namespace) -> Iterator[_Outcome]:
    """Return what became of each file, in the order given; many files use all cores."""
    jobs = arguments.jobs or os.cpu_count() or 1
    work = partial(_check_file, arguments=plain(arguments))
    return each_of(work, tasks, jobs if len(tasks) >= PARALLEL else 1)


def _check_file(task: Task, arguments: argparse.Namespace) -> _Outcome:
    path = task.path
    try:
        document = open_to_check(path, arguments, task.config.encoding or None)
        before = len(document.notes)
        if path != "-" and document.format in CITING:
            document = as_citing(document, read_bytes(path), path)
    except SkippedError as error:
        return _Outcome(path, skipped=str(error))
    except CarciteError as error:
        return _Outcome(path, error=str(error))
    if without_list(document):
        if was_named(path, arguments) and not arguments.skip_without_list:
            return _Outcome(path, error=f"{path}: no reference list found")
        return _Outcome(path, notes=document.notes[before:])
    document = replace(document, cited_keys=task.cited)
    report = check_document(document, task.choice)
    checked = summary(report, full=arguments.output_format == "html")
    return _Outcome(path, checked, notes=_notes(report))


def _notes(report: Report) -> tuple[str, ...]:
    locked = (report.document.locked,) if report.document.locked else ()
    return report.document.notes + locked


def summary(report: Report, *, full: bool = False) -> Checked:
    """Return a report as the writers of reports take it; with `full` all that the page shows."""
    from carcite.cli.page import citations_of, mended_text, renderings_of

    return Checked(
        report.document.source,
        tuple(each.list for each in report.lists),
        report.parses,
        gather(report),
        *_style_of(report),
        mended_text(report) if full else None,
        renderings_of(report) if full else {},
        citations_of(report) if full else (),
        report.document.format,
    )


def _style_of(report: Report) -> tuple[str, str]:
    """Return the style of the longest list, and the evidence where it was inferred."""
    styled = [each for each in report.lists if each.style is not None]
    if not styled:
        return "", ""
    longest = max(styled, key=lambda each: len(each.cases))
    if longest.detected is None:
        return (longest.style.title if longest.style else ""), ""
    evidence = longest.detected.evidence
    if len(styled) > 1:
        evidence += f" in the longest of {len(styled)} lists"
    return longest.detected.profile.title, evidence


def _write_baseline(checked: list[Checked], path: str) -> None:
    """Note the findings of today in a file, with paths as seen from its folder."""
    from carcite.checking.baseline import dump_baseline

    found = [(baseline_name(each.path, path), each.diagnostics, each.parses) for each in checked]
    write_atomically(path, dump_baseline(found).encode("utf-8"))
    count = sum(len(each.diagnostics) for each in checked)
    say(f"{many(count, 'finding')} noted in {path}; --baseline {path} leaves them out")


def _without_old(checked: Iterable[Checked], tasks: Sequence[Task]) -> Iterable[Checked]:
    """Return the files without the findings that their baselines hold."""
    known = {task.path: task.known for task in tasks if task.known}
    if not known:
        return checked
    from carcite.checking.baseline import apply_baseline

    return (
        replace(
            each,
            diagnostics=apply_baseline(each.diagnostics, each.parses, known.get(each.path)).kept,
        )
        for each in checked
    )


def _print(checked: Iterable[Checked], arguments: argparse.Namespace, progress: Progress) -> None:
    """Print the report in the form asked for, on standard output or to a file."""
    written = _pieces(checked, arguments)
    if arguments.output:
        whole = "".join(written)
        write_atomically(arguments.output, whole.encode("utf-8", "backslashreplace"))
        return
    last = ""
    for piece in written:
        progress.clear()
        print(piece, end="")
        last = piece or last
    print(end="" if last.endswith("\n") or not last else "\n")


def _pieces(checked: Iterable[Checked], arguments: argparse.Namespace) -> Iterable[str]:
    """Return the report, piece by piece where its form allows: files come as they are checked."""
    kind = "statistics" if arguments.statistics else arguments.output_format
    if kind == "text":
        from carcite.report import text

        colour = not arguments.output and wants_colour(arguments.color)
        width = 100 if arguments.output else terminal_width()
        return text.pieces(checked, colour=colour, width=width)
    form = import_module(f"carcite.report.{kind}")
    if kind in _AS_THEY_COME:
        pieces: Iterable[str] = form.pieces(checked)
        return pieces
    rules = tuple(
        RuleHelp(
            each.code,
            each.name,
            each.summary,
            each.severity,
            each.basis,
            each.wrong,
            each.right,
            each.why,
        )
        for each in all_rules().values()
    )
    return (form.write(list(checked), rules),)
