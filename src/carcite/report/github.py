"""Findings as workflow commands, which GitHub shows beside the changed lines.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; the escapes are
those of the runner's own toolkit.

>>> escape_property("a,b:c%")
'a%2Cb%3Ac%25'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.report.changes import line_span
from carcite.report.json import writable
from carcite.report.model import Checked, RuleHelp, every_finding

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(checked: Iterable[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return one workflow command a finding."""
    return "".join(pieces(checked))


def pieces(checked: Iterable[Checked]) -> Iterator[str]:
    """Yield the commands, for a report that is printed as files are checked."""
    for each, finding in every_finding(checked):
        yield writable(_command(each, finding))


def escape_data(text: str) -> str:
    """Return `text` as the message of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Return `text` as the value of a command's property."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _command(checked: Checked, finding: Diagnostic) -> str:
    line, column, end_line, end_column = line_span(checked.source, finding.span)
    place = {"file": checked.path, "line": str(line)}
    if line == end_line:
        # GitHub refuses columns for a place of several lines.
        place |= {"col": str(column), "endColumn": str(end_column)}
    else:
        place["endLine"] = str(end_line)
    place["title"] = f"{finding.code} {finding.name}"
    properties = ",".join(f"{key}={escape_property(value)}" for key, value in place.items())
    help_line = f"\nhelp: {finding.fix.title}" if finding.fix else ""
    message = escape_data(finding.message + help_line)
    return f"::{_COMMAND[finding.severity]} {properties}::{message}\n"
