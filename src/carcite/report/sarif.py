"""Findings as SARIF 2.1.0, for code scanning services and editors.

OASIS Standard, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html: regions by line
and column (3.30), the column in code points (3.14.17), ends exclusive; fixes as replacements
(3.55).

>>> import json
>>> json.loads(write([], ()))["version"]
'2.1.0'
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from carcite.model.diagnostics import Diagnostic, Related, Severity
from carcite.report.changes import line_span
from carcite.report.json import dump
from carcite.report.model import Checked, RuleHelp
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.source import Source
from carcite.text.span import Span

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_NOT_TEXT = (".docx", ".pdf")
"""Files whose lines are not those of their bytes: no tool could apply a replacement to them."""
_MARKUP = frozenset('\\{}$&#%^~_*<>[]`"\n')
"""Characters that may mean something else in a file with markup than they do to its reader."""
_SNIPPET = 240


def write(checked: Sequence[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return the log with one run; rules that found nothing are listed as well."""
    found = {finding.code: finding for each in checked for finding in each.diagnostics}
    known = {rule.code for rule in rules}
    described = [_rule(rule) for rule in rules]
    described += [_unknown_rule(found[code]) for code in sorted(found.keys() - known)]
    index = {rule["id"]: number for number, rule in enumerate(described)}
    run = {
        "tool": {"driver": _driver(described)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": _location(each.path)} for each in checked],
        "results": [
            result
            for number, each in enumerate(checked)
            for result in _results(each, number, index)
        ],
    }
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _driver(rules: list[dict[str, Any]]) -> dict[str, Any]:
    driver: dict[str, Any] = {"name": "carcite", "rules": rules}
    # Run from a checkout that was never installed, the log is whole without it.
    with contextlib.suppress(PackageNotFoundError):
        driver["semanticVersion"] = version("carcite")
    return driver


def _rule(rule: RuleHelp) -> dict[str, Any]:
    basis = f"Source: {rule.basis}." if rule.basis else ""
    example = "\n".join(
        f"{label}: {text}" for label, text in (("Wrong", rule.bad), ("Right", rule.good)) if text
    )
    plain = "\n\n".join(filter(None, (rule.summary, rule.why, example, basis)))
    example = _example(rule.bad, rule.good)
    cited = basis and f"*{basis}*"
    markdown = "\n\n".join(filter(None, (rule.summary, rule.why, example, cited)))
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": f"{rule.summary} {basis}".strip()},
        "help": {"text": plain, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {"tags": ["references", rule.code[:3].lower()]},
    }


def _example(bad: str, good: str) -> str:
    """Return wrong and right as code blocks, fenced longer than any fence in them."""
    fence = "```"
    while fence in bad or fence in good:
        fence += "`"
    named = (("Wrong", bad), ("Right", good))
    return "\n\n".join(f"{label}:\n\n{fence}\n{text}\n{fence}" for label, text in named if text)


def _unknown_rule(finding: Diagnostic) -> dict[str, Any]:
    return {"id": finding.code, "name": finding.name}


def _results(checked: Checked, number: int, index: dict[str, int]) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for finding in checked.findings:
        print_of = _fingerprint(checked.source, finding)
        seen[print_of] += 1
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": _LEVEL[finding.severity],
            "message": {"text": finding.message},
            "locations": [_place(checked, number, finding.span)],
            "partialFingerprints": {"carcite/v1": f"{print_of}:{seen[print_of]}"},
        }
        if finding.related:
            result["relatedLocations"] = [_related(checked, number, on) for on in finding.related]
        if finding.fix and _can_be_applied(checked.source, finding.fix):
            result["fixes"] = [_fix(checked, number, finding.fix)]
        results.append(result)
    return results


def _fingerprint(source: Source, finding: Diagnostic) -> str:
    """Return what tells the finding from others wherever its line moves to."""
    text = f"{finding.code}\0{finding.message}\0{source.slice(finding.span)}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _place(checked: Checked, number: int, span: Span) -> dict[str, Any]:
    region: dict[str, Any] = _region(checked.source, span)
    text = checked.source.slice(span)
    if text and len(text) <= _SNIPPET:
        region["snippet"] = {"text": text}
    artifact = {**_location(checked.path), "index": number}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _related(checked: Checked, number: int, related: Related) -> dict[str, Any]:
    return {**_place(checked, number, related.span), "message": {"text": related.message}}


def _region(source: Source, span: Span) -> dict[str, int]:
    line, column, end_line, end_column = line_span(source, span)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _can_be_applied(source: Source, fix: Fix) -> bool:
    """Tell whether replacing the region in the file is the fix, markup and all."""
    if fix.safety is Safety.SHOWN or source.name.lower().endswith(_NOT_TEXT):
        return False
    if source.raw is None:
        return True
    return all(_is_plain(source, edit) for edit in fix.edits)


def _is_plain(source: Source, edit: Edit) -> bool:
    start, end = source.raw_offset(edit.span.start), source.raw_offset(edit.span.end)
    assert source.raw is not None
    as_written = source.raw[start:end] == source.slice(edit.span)
    return as_written and not _MARKUP.intersection(edit.replacement)


def _fix(checked: Checked, number: int, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(checked.source, edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        for edit in sorted(fix.edits, key=lambda edit: edit.span)
    ]
    artifact = {**_location(checked.path), "index": number}
    change = {"artifactLocation": artifact, "replacements": replacements}
    return {"description": {"text": fix.title}, "artifactChanges": [change]}


def _location(path: str) -> dict[str, Any]:
    """Return a path as a URI: relative to the checkout, or a file's own where it is absolute."""
    if path == "-":
        return {"uri": "stdin", "description": {"text": "standard input"}}
    pure: PurePath = PurePosixPath(path)
    if PureWindowsPath(path).drive:
        pure = PureWindowsPath(path)
    if pure.is_absolute():
        return {"uri": "file:///" + _percent(pure.as_posix().lstrip("/"))}
    return {"uri": _percent(pure.as_posix()), "uriBaseId": "%SRCROOT%"}


def _percent(path: str) -> str:
    return quote(path, safe="/", errors="surrogatepass")
