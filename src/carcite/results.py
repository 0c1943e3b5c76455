"""What the public functions return: reports that can be read, counted, shown and acted on.

>>> import carcite
>>> report = carcite.check("1. Ng A. Which cells?. Gut 2018; 67: 11-9")
>>> report
<Report: 1 reference, thieme, 1 finding>
>>> [(each.code, each.line, each.column) for each in report]
[('TTL001', 1, 22)]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

from carcite.checking import check
from carcite.checking.fix import mend_document
from carcite.errors import UnreadableError, UsageError
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.model.reference import Reference
from carcite.rules.case import Case


@dataclass(frozen=True, slots=True, repr=False)
class Report(check.Report):
    """What a check found: true where there are findings, and an iterable of them."""

    choice: check.Choice = field(kw_only=True)
    reload: Callable[[bytes], Document] | None = field(default=None, kw_only=True, compare=False)
    """How the checked text or file is read again; None in a report that was pickled."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """Every entry as it was read, in order."""
        return tuple(each.reference for each in self.parses)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def by_entry(self) -> dict[int | None, tuple[Diagnostic, ...]]:
        """Return the findings of each entry that has some; None is for those of the whole list."""
        groups: dict[int | None, list[Diagnostic]] = {}
        for each in self.diagnostics:
            groups.setdefault(each.entry, []).append(each)
        return {entry: tuple(found) for entry, found in groups.items()}

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return a flat row for each finding, as a table of pandas wants them."""
        return [
            {
                "code": each.code,
                "name": each.name,
                "severity": str(each.severity),
                "message": each.message,
                "entry": each.entry,
                "line": each.line,
                "column": each.column,
                "safety": str(each.fix.safety) if each.fix else None,
                "fix": each.fix.title if each.fix else None,
            }
            for each in self.diagnostics
        ]

    def fix(
        self, *, unsafe: bool = False, accept: Callable[[Diagnostic], bool] | None = None
    ) -> Fixed:
        """Make the fixes of this report's findings; `accept` chooses among them.

        Every safe fix that is made is proven, as in `carcite.fix`. With `accept`, unsafe fixes it
        says yes to are made as well. Raise CarciteError for a file that carcite cannot write, and
        for a report that was pickled.
        """
        return fixed(self, unsafe=unsafe, accept=accept)

    def __repr__(self) -> str:
        return f"<Report: {_counted(self)}>"

    def _repr_html_(self) -> str:
        """Return the findings as a table, for notebooks."""
        head = "".join(f"<th>{each}</th>" for each in ("Entry", "Code", "Severity", "Finding"))
        rows = "".join(
            f"<tr><td>{each.entry or ''}</td><td>{each.code}</td><td>{each.severity}</td>"
            f'<td style="text-align:left">{escape(each.message)}</td></tr>'
            for each in self.diagnostics
        )
        return f"<p>{escape(_counted(self))}</p><table><tr>{head}</tr>{rows}</table>"

    def __reduce__(self) -> tuple[Any, ...]:
        held = (self.document, self.lists, self.records, self.diagnostics, self.choice)
        return _again, held


def _again(
    document: Document,
    lists: tuple[check.CheckedList, ...],
    records: tuple[Case, ...],
    diagnostics: tuple[Diagnostic, ...],
    choice: check.Choice,
) -> Report:
    return Report(document, lists, records, diagnostics, choice=choice)


def _counted(report: check.Report) -> str:
    references, findings = len(report.parses), len(report.diagnostics)
    said = [f"{references:,} reference{'' if references == 1 else 's'}"]
    said += [report.style] if report.style not in ("", "this list") else []
    said.append(f"{findings:,} finding{'' if findings == 1 else 's'}")
    return ", ".join(said)


@dataclass(frozen=True, slots=True, repr=False)
class Fixed:
    """A text or file after its fixes."""

    data: bytes
    """The whole file; a text's own in UTF-8."""
    made: tuple[Diagnostic, ...]
    """The findings whose fixes were made."""
    report: Report
    """What is still to be said of the fixed text."""

    @property
    def text(self) -> str:
        """The fixed text; of a file the text that a reader sees."""
        source = self.report.document.source
        return source.text if source.raw is None else source.raw

    def __repr__(self) -> str:
        made = len(self.made)
        return (
            f"<Fixed: {made:,} fix{'' if made == 1 else 'es'} made; {_counted(self.report)} left>"
        )

    def _repr_html_(self) -> str:
        """Return what was done and what is left, for notebooks."""
        return f"<p>{len(self.made):,} made</p>{self.report._repr_html_()}"


def fixed(
    report: Report, *, unsafe: bool = False, accept: Callable[[Diagnostic], bool] | None = None
) -> Fixed:
    """Return the text or file of a report with its fixes made; see `Report.fix`."""
    document, again = report.document, report.reload
    if document.locked:
        raise UnreadableError(f"{document.source.name}: {document.locked}; nothing was written")
    if again is None:
        raise UsageError("a report that was pickled cannot fix its file; check it again")
    done = mend_document(document, report.choice, again, unsafe=unsafe, accept=accept)
    after = done.after
    left = Report(
        after.document,
        after.lists,
        after.records,
        after.diagnostics,
        choice=report.choice,
        reload=again,
    )
    return Fixed(done.data, done.made, left)
