"""`carcite check`: report what departs from the style."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from itertools import chain

from carcite.bibliography import CITING, as_citing
from carcite.checking.check import Report, check_document
from carcite.checking.gather import gather
from carcite.cli import FOUND, MISUSE
from carcite.cli.inputs import (
    SkippedError,
    baseline_name,
    open_to_check,
    plain,
    tell_skipped,
    was_named,
    without_list,
)
from carcite.cli.output import Progress, say, terminal_width, wants_colour
from carcite.cli.settings import Task, tasks_of
from carcite.errors import CarciteError, UnreadableError
from carcite.loading import read_bytes
from carcite.model.diagnostics import Severity
from carcite.report.model import Checked, RuleHelp
from carcite.report.summary import exit_line, many
from carcite.rules.catalogue import all_rules
from carcite.writing import write_atomically

PARALLEL = 16
"""From how many files on more than one process is worth its start."""
_READ_BY_PEOPLE = frozenset({"text", "grouped"})
"""Formats of which what made the exit code is said."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What became of one file."""

    path: str
    checked: Checked | None = None
    error: str = ""
    notes: tuple[str, ...] = ()
    skipped: str = ""


def run(arguments: argparse.Namespace) -> int:
    """Check the files and print the report."""
    tasks = tasks_of(arguments)
    checked: list[Checked] = []
    skipped: list[str] = []
    failed = False
    progress = Progress(len(tasks), "files")
    for outcome in _outcomes(tasks, arguments):
        if outcome.notes or outcome.error:
            progress.clear()
        for note in outcome.notes:
            say(f"carcite: {outcome.path}: {note}")
        if outcome.error:
            say(f"carcite: {outcome.error}")
            failed = True
        elif outcome.skipped:
            skipped.append(outcome.skipped)
        elif outcome.checked is not None:
            checked.append(outcome.checked)
        progress.step()
    progress.clear()
    tell_skipped(skipped, arguments)
    if not checked and not failed and not arguments.skip_without_list:
        raise UnreadableError(f"no reference list found in {', '.join(arguments.paths) or '-'}")
    if arguments.write_baseline:
        _write_baseline(checked, arguments.write_baseline)
        return MISUSE if failed else 0
    checked = _without_old(checked, tasks)
    if arguments.quiet:
        checked = [_loud(each) for each in checked]
    if checked or not failed:
        _print(checked, arguments)
    if failed:
        return MISUSE
    why = exit_line(checked)
    if not why or arguments.exit_zero:
        return 0
    if arguments.output_format in _READ_BY_PEOPLE:
        sys.stdout.flush()  # The report first; to a reader that went away nothing more is said.
        say(f"carcite: {why}")
    return FOUND


def _loud(checked: Checked) -> Checked:
    """Return a file's report without its infos."""
    kept = tuple(each for each in checked.diagnostics if each.severity is not Severity.INFO)
    return replace(checked, diagnostics=kept)


def _outcomes(tasks: Sequence[Task], arguments: argparse.Namespace) -> Iterator[_Outcome]:
    """Return what became of each file, in the order given; many files use all cores."""
    jobs = arguments.jobs or os.cpu_count() or 1
    work = partial(_check_files, arguments=plain(arguments))
    if len(tasks) < PARALLEL or jobs < 2:
        return chain.from_iterable(work([task]) for task in tasks)
    from carcite.cli.processes import in_processes

    size = max(1, min(32, len(tasks) // (4 * jobs)))
    return chain.from_iterable(in_processes(work, tasks, jobs, size))


def _check_files(tasks: list[Task], arguments: argparse.Namespace) -> list[_Outcome]:
    return [_check_file(task, arguments) for task in tasks]


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


def _without_old(checked: list[Checked], tasks: Sequence[Task]) -> list[Checked]:
    """Return the files without the findings that their baselines hold."""
    known = {task.path: task.known for task in tasks if task.known}
    if not known:
        return checked
    from carcite.checking.baseline import apply_baseline

    return [
        replace(
            each,
            diagnostics=apply_baseline(each.diagnostics, each.parses, known.get(each.path)).kept,
        )
        for each in checked
    ]


def _print(checked: list[Checked], arguments: argparse.Namespace) -> None:
    """Print the report in the form asked for, on standard output or to a file."""
    kind = "statistics" if arguments.statistics else arguments.output_format
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
    if kind == "text":
        from carcite.report import text

        colour = not arguments.output and wants_colour(arguments.color)
        width = 100 if arguments.output else terminal_width()
        written = text.write(checked, rules, colour=colour, width=width)
    else:
        written = import_module(f"carcite.report.{kind}").write(checked, rules)
    if arguments.output:
        write_atomically(arguments.output, written.encode("utf-8", "backslashreplace"))
    else:
        print(written, end="" if written.endswith("\n") or not written else "\n")
