"""Counts by rule."""

from __future__ import annotations

from carcite.report import statistics

from .samples import checked, finding, sample


def test_table_is_aligned_and_the_most_frequent_first() -> None:
    many = [finding(at, at + 1) for at in range(12)]
    assert statistics.write([checked("x" * 12, *many), sample()]) == (
        "12  PUN002  stray-punctuation            warning\n"
        " 1  LST008  inconsistent-issue           info\n"
        " 1  PAG004  suspicious-e-suffix          error\n"
        " 1  TTL001  double-terminal-punctuation  warning  1 by `carcite fix`\n"
        " 1  TTL002  title-case-inconsistent      warning\n"
    )


def test_nothing_found() -> None:
    assert statistics.write([checked("")]) == "nothing found\n"
