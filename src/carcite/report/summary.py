"""Counts in words: what a check read, what it found, and how much of it can be mended.

>>> many(1, "reference"), many(6, "entry", "entries")
('1 reference', '6 entries')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from carcite.model.diagnostics import Severity
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


class Tally:
    """What a run has found so far, which is all that its last lines need of each file."""

    def __init__(self, checked: Iterable[Checked] = ()) -> None:
        self.files: int = 0
        self.references: int = 0
        self.style: str = ""
        """The style of the first file, with its evidence."""
        self.severities: Counter[Severity] = Counter()
        self.codes: set[str] = set()
        """The codes of warnings and errors."""
        self.fixes: Counter[Safety] = Counter()
        for each in checked:
            self.add(each)

    def add(self, checked: Checked) -> None:
        """Count one more file."""
        if not self.files:
            self.style = style_line(checked)
        self.files += 1
        self.references += len(checked.parses)
        for finding in checked.diagnostics:
            self.severities[finding.severity] += 1
            if finding.severity is not Severity.INFO:
                self.codes.add(finding.code)
            if finding.fix:
                self.fixes[finding.fix.safety] += finding.fix.count

    def counted(self, checked: Iterable[Checked]) -> Iterator[Checked]:
        """Yield files as they come, each counted."""
        for each in checked:
            self.add(each)
            yield each


def severity_counts(counts: Mapping[Severity, int]) -> str:
    """Return numbers of findings by severity in words, the gravest first."""
    return ", ".join(many(counts[each], each.value) for each in Severity if counts.get(each))


def closing_line(tally: Tally) -> str:
    """Return the one line that ends a report."""
    read = many(tally.references, "reference")
    if tally.files == 1:
        read = f"{read}, {tally.style}" if tally.style else read
    else:
        read = f"{many(tally.files, 'file')}, {read}"
    if not tally.severities:
        return f"{read}; nothing to fix"
    total = many(tally.severities.total(), "finding")
    found = f"{total}: {severity_counts(tally.severities)}"
    gathered = tally.fixes.total() > tally.severities.total()
    return "; ".join(filter(None, (read, found, _remedies(tally.fixes, gathered=gathered))))


def exit_line(tally: Tally) -> str:
    """Return what makes a run end with exit code 1; empty where nothing does."""
    if not tally.codes:
        return ""
    grave = Counter(tally.severities)
    del grave[Severity.INFO]
    return f"exit code 1 because of {severity_counts(grave)} ({', '.join(sorted(tally.codes))})"


def _remedies(fixes: Mapping[Safety, int], *, gathered: bool) -> str:
    """Say how many fixes there are; where one finding has several, they are of places."""
    safe, unsafe = fixes.get(Safety.SAFE, 0), fixes.get(Safety.UNSAFE, 0)
    words = []
    if safe:
        number = many(safe, "place") if gathered else f"{safe:,}"
        words.append(f"{number} can be fixed with `carcite fix`")
    if unsafe:
        words.append(f"{unsafe:,}{' more' * bool(safe)} with `carcite fix --unsafe`")
    return ", ".join(words)
