"""What a report is written from: the checked files and what is known of each rule.

>>> Checked(Source("refs.txt", ""), style="Thieme").path
'refs.txt'
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.parse import Parse, ReferenceList
from carcite.text.source import Source
from carcite.text.span import Span

Callout = tuple[Span, tuple[int, ...]]
"""A citation in the running text: where it stands, and the numbers it names, ranges written out."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One file after its check."""

    source: Source
    lists: tuple[ReferenceList, ...] = ()
    parses: tuple[Parse, ...] = ()
    """In the order of the file; `Diagnostic.entry` counts them from 1."""
    diagnostics: tuple[Diagnostic, ...] = ()
    style: str = ""
    """The name of the style checked against; empty for a file of records, which has no form.
    "this list" where no known style fits and the list is held against itself."""
    style_evidence: str = ""
    """How the style was found ("14 of 16 entries"); empty where the user named it."""
    mended: str | None = None
    """The list's text after the safe fixes; None where carcite does not write the file."""
    renderings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The title of a style, and the entries as it prints them: plain text or escaped HTML."""
    citations: tuple[Callout, ...] = ()
    """The callouts of the running text in their order."""
    format: str = ""
    """The format of the file, as "docx"; empty where it does not matter."""

    @property
    def path(self) -> str:
        """The path as the user gave it, or "-" for standard input."""
        return self.source.name

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics by place, then by code: the same order in every report."""
        return tuple(sorted(self.diagnostics, key=_place))

    @property
    def by_gravity(self) -> tuple[Diagnostic, ...]:
        """The findings as a person reads them: entry by entry, in each the gravest first."""
        found = self.findings
        first: dict[int, int] = {}
        for each in found:
            if each.entry is not None:
                first.setdefault(each.entry, each.span.start)

        def rank(finding: Diagnostic) -> tuple[int, int, int]:
            start = finding.span.start if finding.entry is None else first[finding.entry]
            return start, finding.entry or 0, _GRAVITY.index(finding.severity)

        return tuple(sorted(found, key=rank))


_GRAVITY = tuple(Severity)


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """What a reader of a report is told of a rule."""

    code: str
    name: str
    summary: str
    """The sentence that says what the rule asks for."""
    severity: Severity
    basis: str = ""
    """The rule-book and clause that ask for it."""
    bad: str = ""
    good: str = ""
    why: str = ""
    """Why it matters to a reader of the paper."""


def every_finding(checked: Iterable[Checked]) -> Iterator[tuple[Checked, Diagnostic]]:
    """Yield each finding with its file, files in the order given."""
    for each in checked:
        for finding in each.findings:
            yield each, finding


def _place(finding: Diagnostic) -> tuple[int, int, str, str]:
    return finding.span.start, finding.span.end, finding.code, finding.message
