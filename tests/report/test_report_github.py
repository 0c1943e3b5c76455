"""Workflow commands."""

from __future__ import annotations

import re

from carcite.model.diagnostics import Severity
from carcite.report import github

from .samples import checked, finding, sample

_COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::([^\r\n]*)")


def test_commands() -> None:
    lines = github.write([sample()]).splitlines()
    assert lines[0] == (
        "::notice file=refs.txt,line=4,endLine=7,title=LST008 inconsistent-issue"
        "::no entry gives an issue number"
    )
    assert lines[1] == (
        "::warning file=refs.txt,line=4,col=97,endColumn=99,title=TTL001 "
        'double-terminal-punctuation::title ends in "?."; the question mark ends it'
        "%0Ahelp: Remove the period"
    )
    assert [line.split(" ")[0] for line in lines] == [
        "::notice",
        "::warning",
        "::warning",
        "::error",
    ]


def test_nothing_in_a_message_or_a_path_starts_a_command() -> None:
    hostile = "50%\r\n::error::stop,now: x"
    report = github.write(
        [checked("abc", finding(0, 1, message=hostile), name="a,b:c%\n::set-env.txt")]
    )
    (line,) = report.splitlines()
    found = _COMMAND.fullmatch(line)
    assert found is not None
    assert found[3] == "50%25%0D%0A::error::stop,now: x"
    assert "file=a%2Cb%3Ac%25%0A%3A%3Aset-env.txt," in found[2]


def test_severities() -> None:
    for severity, command in zip(Severity, ("error", "warning", "notice"), strict=True):
        report = github.write([checked("abc", finding(0, 1, severity=severity))])
        assert report.startswith(f"::{command} ")
