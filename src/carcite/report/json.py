"""Findings as a JSON array, for programs: one object a finding, in the order of the files.

Lines and columns count from 1 in code points of the file, ends are exclusive; `start` and `end` of
an edit are offsets from 0 in the file's text.

>>> from carcite.model.diagnostics import Severity
>>> from carcite.text.source import Source
>>> from carcite.text.span import Span
>>> finding = Diagnostic("PAG001", "descending-range", "backwards", Span(0, 3), Severity.ERROR)
>>> json.loads(write([Checked(Source("r.txt", "9-3"), diagnostics=(finding,))]))[0]["end_column"]
4
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from carcite.model.diagnostics import Diagnostic
from carcite.report.changes import line_span
from carcite.report.model import Checked, RuleHelp, every_finding
from carcite.text.chars import escaped_in_json
from carcite.text.edit import Edit, Fix
from carcite.text.pattern import pattern
from carcite.text.source import Source

_UNWRITABLE = pattern("[\ud800-\udfff\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""Half of a pair, from bytes that are no text: no encoding can write it. And orders to a terminal,
which HTML forbids."""


def write(checked: Iterable[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return the findings as JSON, one object a line."""
    return "".join(pieces(checked))


def pieces(checked: Iterable[Checked]) -> Iterator[str]:
    """Yield the array object by object, for a report that is printed as files are checked."""
    before = "[\n  "
    for each, finding in every_finding(checked):
        yield before + dump(_finding(each, finding))
        before = ",\n  "
    yield "[]\n" if before.startswith("[") else "\n]\n"


def dump(value: Any, indent: int | None = None) -> str:
    """Return a value as JSON that any encoding of Unicode can write."""
    return writable(escaped_in_json(json.dumps(value, ensure_ascii=False, indent=indent)))


def writable(text: str) -> str:
    """Return `text` with halves of surrogate pairs and control characters as U+FFFD each."""
    return _UNWRITABLE.sub("\ufffd", text)


def _finding(checked: Checked, finding: Diagnostic) -> dict[str, Any]:
    line, column, end_line, end_column = line_span(checked.source, finding.span)
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "path": checked.path,
        "entry": finding.entry,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "fix": _fix(checked.source, finding.fix) if finding.fix else None,
    }


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    edits = [_edit(source, edit) for edit in sorted(fix.edits, key=lambda edit: edit.span)]
    return {"safety": fix.safety.value, "title": fix.title, "edits": edits}


def _edit(source: Source, edit: Edit) -> dict[str, Any]:
    line, column, end_line, end_column = line_span(source, edit.span)
    return {
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "start": source.raw_offset(edit.span.start),
        "end": source.raw_offset(edit.span.end),
        "text": edit.replacement,
    }
