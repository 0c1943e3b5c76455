"""Counts in words: what a check read, what it found, and how much of it can be mended.

>>> many(1, "reference"), many(6, "entry", "entries")
('1 reference', '6 entries')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from carcite.model.diagnostics import Diagnostic, Severity
from carcite.report.model import Checked
from carcite.text.edit import Safety

WAY = {
    Safety.SAFE: "`carcite fix` does this",
    Safety.UNSAFE: "`carcite fix --unsafe` does this; read the result",
    Safety.SHOWN: "shown only; change it by hand if you agree",
}
"""Who carries out a fix."""
OWN_STYLE = "this list"
"""The name of a style that is no known one, only what most entries do."""


def many(number: int, one: str, more: str = "") -> str:
    """Return a count with its noun."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"


def listing(words: Sequence[str]) -> str:
    """Return words as English lists them: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def style_line(checked: Checked) -> str:
    """Return the style checked against with its evidence; empty for a file of records."""
    if not checked.style:
        return ""
    name = checked.style.replace("(", "").replace(")", "")
    if name == OWN_STYLE:
        return "no known style: measured by what most of its entries do"
    elif not name.endswith("style"):
        name += " style"
    return f"{name} ({checked.style_evidence})" if checked.style_evidence else name


def severity_counts(findings: Iterable[Diagnostic]) -> str:
    """Return the findings counted by severity, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(many(counts[each], each.value) for each in Severity if counts[each])


def closing_line(checked: Sequence[Checked]) -> str:
    """Return the one line that ends a report."""
    findings = [finding for each in checked for finding in each.diagnostics]
    read = many(sum(len(each.parses) for each in checked), "reference")
    if len(checked) == 1:
        style = style_line(checked[0])
        read = f"{read}, {style}" if style else read
    else:
        read = f"{many(len(checked), 'file')}, {read}"
    if not findings:
        return f"{read}; nothing to fix"
    found = f"{many(len(findings), 'finding')}: {severity_counts(findings)}"
    return "; ".join(filter(None, (read, found, _remedies(findings))))


def exit_line(checked: Iterable[Checked]) -> str:
    """Return what makes a run end with exit code 1; empty where nothing does."""
    found = [finding for each in checked for finding in each.diagnostics]
    grave = [each for each in found if each.severity is not Severity.INFO]
    if not grave:
        return ""
    codes = ", ".join(sorted({each.code for each in grave}))
    return f"exit code 1 because of {severity_counts(grave)} ({codes})"


def _remedies(findings: Iterable[Diagnostic]) -> str:
    fixes: Counter[Safety] = Counter()
    for finding in findings:
        if finding.fix:
            fixes[finding.fix.safety] += finding.fix.count
    safe, unsafe = fixes[Safety.SAFE], fixes[Safety.UNSAFE]
    words = []
    if safe:
        words.append(f"{safe:,} can be fixed with `carcite fix`")
    if unsafe:
        words.append(f"{unsafe:,}{' more' * bool(safe)} with `carcite fix --unsafe`")
    return ", ".join(words)
