"""Findings as JUnit XML: a test suite a file, a test case an entry; infos do not fail one.

The form is that of Ant's JUnit task as CI systems read it; XML 1.0 (fifth edition), section 2.2,
says which characters may stand in it.

>>> print(write([]))
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="carcite" tests="0" failures="0" errors="0">
</testsuites>
<BLANKLINE>
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.model.parse import Parse
from carcite.report.changes import line_span
from carcite.report.model import Checked, RuleHelp
from carcite.text.chars import collapse
from carcite.text.pattern import pattern

_NOT_XML = pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME_LENGTH = 72


def write(checked: Sequence[Checked], rules: Sequence[RuleHelp] = ()) -> str:
    """Return the XML document; to be written as UTF-8."""
    suites = [_Suite(each) for each in checked]
    tests = sum(len(suite.cases) for suite in suites)
    failures = sum(suite.failures for suite in suites)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="carcite" tests="{tests}" failures="{failures}" errors="0">',
        *(line for suite in suites for line in suite.lines()),
        "</testsuites>\n",
    ]
    return "\n".join(lines)


class _Suite:
    """One file: its entries by name with their findings."""

    def __init__(self, checked: Checked) -> None:
        self._checked = checked
        by_entry: defaultdict[int | None, list[Diagnostic]] = defaultdict(list)
        for finding in checked.findings:
            by_entry[finding.entry].append(finding)
        self.cases = [
            (_name(number, parse), by_entry.pop(number, []))
            for number, parse in enumerate(checked.parses, 1)
        ]
        rest = [finding for findings in by_entry.values() for finding in findings]
        if rest:
            self.cases.append(("the whole list", rest))
        self.failures = sum(any(map(_fails, findings)) for _, findings in self.cases)

    def lines(self) -> Iterator[str]:
        path = _attribute(self._checked.path)
        counts = f'tests="{len(self.cases)}" failures="{self.failures}" errors="0"'
        yield f"  <testsuite name={path} {counts}>"
        for name, findings in self.cases:
            case = f"    <testcase classname={path} name={_attribute(name)}"
            if not findings:
                yield f"{case}/>"
                continue
            yield f"{case}>"
            yield from self._outcome(findings)
            yield "    </testcase>"
        yield "  </testsuite>"

    def _outcome(self, findings: list[Diagnostic]) -> Iterator[str]:
        failing = [finding for finding in findings if _fails(finding)]
        if failing:
            # Readers differ on several failures in a case, so that there is always one.
            codes = " ".join(dict.fromkeys(finding.code for finding in failing))
            message = _attribute("; ".join(finding.message for finding in failing))
            failure = f'<failure type="{codes}" message={message}>'
            yield f"      {failure}{self._texts(failing)}</failure>"
        passing = [finding for finding in findings if not _fails(finding)]
        if passing:
            yield f"      <system-out>{self._texts(passing)}</system-out>"

    def _texts(self, findings: list[Diagnostic]) -> str:
        return "\n".join(_content(self._text(finding)) for finding in findings)

    def _text(self, finding: Diagnostic) -> str:
        line, column, *_ = line_span(self._checked.source, finding.span)
        help_line = f"\n  help: {finding.fix.title}" if finding.fix else ""
        place = f"{self._checked.path}:{line}:{column}"
        return f"{place}: {finding.code} {finding.message}{help_line}"


def _fails(finding: Diagnostic) -> bool:
    return finding.severity is not Severity.INFO


def _name(number: int, parse: Parse) -> str:
    """Return the number and the first words of an entry, so that no two cases share a name."""
    words = collapse(parse.layout.text[: 2 * _NAME_LENGTH])
    if len(words) > _NAME_LENGTH:
        words = words[:_NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    return f"{number}. {words}"


def _content(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _attribute(text: str) -> str:
    """Return `text` quoted; line ends and tabs as references, which survive the reading."""
    references = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
    return f'"{escape(_NOT_XML.sub("", text), references)}"'
