"""What the user does not want to hear: comments beside entries, and baselines of old findings.

A comment of the host format that holds `carcite: ignore[TTL001]` silences these codes in the entry
on its line, or else in the next entry; `carcite: ignore` all codes; `carcite: ignore-file[LST007]`
the whole file. A baseline is a JSON file of what was found before: code and hash of the entry's
text, so that it holds when entries move or are renumbered.

>>> [each.codes for each in find_directives("% carcite: ignore[TTL001, PAG]")]
[('TTL001', 'PAG')]
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from carcite.errors import UsageError
from carcite.model.diagnostics import Diagnostic
from carcite.model.parse import Parse
from carcite.rules.configuration import unused_suppression
from carcite.text.chars import collapse, fold
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

# Takes "<!-- carcite: ignore[TTL001] -->", "% carcite: ignore", "# carcite: ignore-file[LST]" and
# Word's or HTML's own comments, which begin at once; refuses the words inside a sentence.
_DIRECTIVE = pattern(
    r"(?P<open><!--|%+|\#+|//|/\*|\A|(?<=\n))[ \t]*carcite:[ \t]*ignore(?P<file>-file)?"
    r"(?:\[(?P<codes>[A-Za-z0-9, \t]{0,200})\])?[ \t]*(?P<close>-->|\*/|(?=\r?\n|\Z))"
)


@dataclass(frozen=True, slots=True)
class Directive:
    """An order of the user's to ignore findings."""

    span: Span
    """In the text that was searched; with the comment's marks."""
    codes: tuple[str, ...]
    """Codes or families, in capitals; empty for all."""
    whole_file: bool

    def covers(self, code: str) -> bool:
        """Tell whether findings of a code are to be ignored."""
        return not self.codes or any(code.startswith(each) for each in self.codes)


def find_directives(text: str) -> tuple[Directive, ...]:
    """Return the orders that a text holds, in order."""
    if "carcite:" not in text:
        return ()
    return tuple(
        Directive(
            Span(*match.span()),
            tuple(
                code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()
            ),
            bool(match["file"]),
        )
        for match in _DIRECTIVE.finditer(text)
    )


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Findings after the user's orders."""

    kept: tuple[Diagnostic, ...]
    """Those to report, CFG001 for orders without effect among them, in the order of the text."""
    silenced: tuple[Diagnostic, ...]


def suppress(
    diagnostics: Sequence[Diagnostic],
    source: Source,
    parses: Sequence[Parse],
    *,
    ran: frozenset[str] | None = None,
) -> Suppressed:
    """Return the findings that no order in the file silences.

    `ran` are the codes that were checked: an order for a rule that was off is not called unused.
    """
    raw = source.text if source.raw is None else source.raw
    directives = find_directives(raw)
    if not directives:
        return Suppressed(tuple(diagnostics), ())
    targets = [_target(each, source, parses, raw) for each in directives]
    used: set[int] = set()
    kept: list[Diagnostic] = []
    silenced: list[Diagnostic] = []
    for finding in diagnostics:
        hits = [
            place
            for place, (each, target) in enumerate(zip(directives, targets, strict=True))
            if each.covers(finding.code) and (each.whole_file or target == _entry_of(finding))
        ]
        used.update(hits)
        (silenced if hits else kept).append(finding)
    for place, each in enumerate(directives):
        if place not in used and _was_checked(each, ran):
            kept.append(_unused(each, source, raw))
    kept.sort(key=lambda each: (each.span, each.code))
    return Suppressed(tuple(kept), tuple(silenced))


def _entry_of(finding: Diagnostic) -> int:
    return finding.entry if finding.entry is not None else -1


def _was_checked(directive: Directive, ran: frozenset[str] | None) -> bool:
    if ran is None or not directive.codes:
        return True
    return any(directive.covers(code) for code in ran)


def _target(directive: Directive, source: Source, parses: Sequence[Parse], raw: str) -> int:
    """Return the place in the file, from 1, of the entry that an order speaks of; 0 for none."""
    first = raw.rfind("\n", 0, directive.span.start) + 1
    last = raw.find("\n", directive.span.end)
    last = len(raw) if last < 0 else last
    following = 0
    for place, parse in enumerate(parses, 1):
        if parse.entry is None:
            continue
        start = source.raw_offset(parse.entry.span.start)
        end = source.raw_offset(parse.entry.span.end)
        alone = not _without(raw, first, last, directive).strip()
        if start < last and first < end and not alone:
            return place
        if not following and start >= directive.span.start:
            following = place
    return following


def _without(raw: str, first: int, last: int, directive: Directive) -> str:
    """Return a line without the order that stands in it."""
    return raw[first : directive.span.start] + raw[directive.span.end : last]


def _unused(directive: Directive, source: Source, raw: str) -> Diagnostic:
    codes = f"[{', '.join(directive.codes)}]" if directive.codes else ""
    name = "ignore-file" if directive.whole_file else "ignore"
    span, fix = directive.span, None
    if source.raw is None:
        edit = Edit(_with_line(directive.span, raw), "")
        fix = Fix("Remove the comment", (edit,), Safety.SAFE)
    else:
        at = _clean_offset(source, directive.span.start)
        span = Span(max(0, at - 1), at) if at == len(source.text) else Span(at, at + 1)
    return Diagnostic(
        unused_suppression.code,
        unused_suppression.name,
        f'"carcite: {name}{codes}" silences nothing',
        span,
        unused_suppression.severity,
        fix,
    )


def _with_line(span: Span, raw: str) -> Span:
    """Return a span with its line end where nothing else stands in the line."""
    start, end = span.start, span.end
    if raw[:start].rpartition("\n")[2].strip() == "" and raw[end : end + 1] in ("\n", "\r", ""):
        start = raw.rfind("\n", 0, start) + 1
        end += 2 if raw[end : end + 2] == "\r\n" else len(raw[end : end + 1])
        return Span(start, end)
    while start and raw[start - 1] in " \t":
        start -= 1
    return Span(start, end)


def _clean_offset(source: Source, raw_offset: int) -> int:
    """Return the place in the clean text that follows a place in the file."""
    offsets = source.offsets
    low, high = 0, len(source.text)
    while low < high:
        middle = (low + high) // 2
        if offsets[middle] < raw_offset:
            low = middle + 1
        else:
            high = middle
    return low


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


def noise_of(text: str, body: Span) -> Iterator[Span]:
    """Yield the orders inside an entry's body, which the reader is to pass over as noise."""
    for each in find_directives(text[body.start : body.end]):
        yield each.span.shift(body.start)
