"""Baselines: a JSON file of what was found before, so that only what is new is reported.

A finding is known by its code and a hash of its entry's text, so that a baseline holds when entries
move or are renumbered.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence

from carcite.checking.suppress import Suppressed
from carcite.errors import UsageError
from carcite.model.diagnostics import Diagnostic
from carcite.model.parse import Parse
from carcite.text.chars import collapse, fold


def fingerprint(finding: Diagnostic, parses: Sequence[Parse]) -> str:
    """Return what is the same for a finding when its entry moves: code and hash of the entry.

    The number before the entry, dashes, quotes and blanks do not count. A finding about the whole
    list is known by its code alone: what it says changes with every entry.
    """
    if finding.entry is None or not 1 <= finding.entry <= len(parses):
        return f"{finding.code}:list"
    text = collapse(fold(parses[finding.entry - 1].layout.text))
    return f"{finding.code}:{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:16]}"


def dump_baseline(found: Iterable[tuple[str, Sequence[Diagnostic], Sequence[Parse]]]) -> str:
    """Return the baseline of files, each given by name, findings and parses, as JSON."""
    files = {
        name: dict(sorted(Counter(fingerprint(each, parses) for each in findings).items()))
        for name, findings, parses in found
    }
    held = {name: prints for name, prints in sorted(files.items()) if prints}
    return json.dumps({"carcite-baseline": 1, "files": held}, indent=2, ensure_ascii=False) + "\n"


def load_baseline(text: str, name: str) -> dict[str, Counter[str]]:
    """Return the old findings of each file; raise UsageError for what is no baseline."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{name}: not a baseline: {error}") from None
    files = data.get("files") if isinstance(data, dict) else None
    if not isinstance(files, dict) or data.get("carcite-baseline") != 1:
        raise UsageError(f'{name}: not a baseline; "carcite check --write-baseline" makes one')
    held: dict[str, Counter[str]] = {}
    for file, prints in files.items():
        if not isinstance(prints, dict) or not all(
            isinstance(count, int) for count in prints.values()
        ):
            raise UsageError(f'{name}: not a baseline: "{file}" holds no counts')
        held[file] = Counter(prints)
    return held


def apply_baseline(
    diagnostics: Sequence[Diagnostic], parses: Sequence[Parse], old: Counter[str] | None
) -> Suppressed:
    """Return the findings that the baseline of their file does not hold yet."""
    left = Counter(old or ())
    kept: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for finding in diagnostics:
        print_ = fingerprint(finding, parses)
        if left[print_] > 0:
            left[print_] -= 1
            silenced.append(finding)
        else:
            kept.append(finding)
    return Suppressed(tuple(kept), tuple(silenced))
