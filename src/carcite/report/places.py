"""Where a finding stands, in the words of those who read the file.

A text has lines and columns. In Word, HTML and PDF nobody sees them: there a finding stands in
"Reference 17 (Page 2021)", and one about a citation in its sentence.

>>> from carcite.text.source import Source
>>> sentence_of("It was seen. Pain fell by half [3, 1]. So it did.", Span(32, 38))
'Pain fell by half [3, 1].'
>>> sentence_of("They fail in old houses.8", Span(24, 25))
'They fail in old houses.⁸'
"""

from __future__ import annotations

from carcite.model.diagnostics import Diagnostic
from carcite.model.names import Person
from carcite.model.parse import Parse
from carcite.report.changes import line_span
from carcite.report.model import Checked
from carcite.report.terminal import visible
from carcite.text.pattern import pattern
from carcite.text.span import Span

WITHOUT_LINES = frozenset({"docx", "html", "pdf"})
"""Formats whose lines no reader sees."""
_LONGEST = 90
"""Characters of a sentence that are shown."""


def place_of(checked: Checked, finding: Diagnostic) -> str:
    """Return the place of a finding: "refs.txt:4:97", or "paper.docx: Reference 17 (Page 2021)"."""
    between = ": " if checked.format in WITHOUT_LINES else ":"
    return f"{visible(checked.path)}{between}{inside_of(checked, finding)}"


def inside_of(checked: Checked, finding: Diagnostic) -> str:
    """Return where in its file a finding stands: "4:97", or in words where nobody sees lines."""
    if checked.format in WITHOUT_LINES:
        return spot_of(checked, finding)
    line, column, *_ = line_span(checked.source, finding.span)
    return f"{line}:{column}"


def spot_of(checked: Checked, finding: Diagnostic) -> str:
    """Return where in its file a finding stands, in words: entry, list or sentence."""
    if finding.entry is not None and 0 < finding.entry <= len(checked.parses):
        return reference_of(checked.parses[finding.entry - 1], finding.entry)
    if is_in_list(checked, finding.span):
        return "Reference list"
    return f'"{visible(sentence_of(checked.source.text, finding.span))}"'


def reference_of(parse: Parse, place: int) -> str:
    """Return what people call an entry: its number and, where they were read, who and when."""
    entry = parse.entry
    number = place if entry is None or entry.number is None else entry.number
    first = parse.reference.first_author
    name = (
        f"{first.particle} {first.family}".strip()
        if isinstance(first, Person)
        else ("" if first is None else first.literal)
    )
    said = " ".join(str(each) for each in (name[:40], parse.reference.year) if each)
    return f"Reference {number} ({visible(said)})" if said else f"Reference {number}"


def is_in_list(checked: Checked, span: Span) -> bool:
    """Tell whether a span begins in one of a file's lists."""
    return any(each.span.start <= span.start < each.span.end for each in checked.lists)


# Takes the ". " between two sentences, raised figures of a citation before the blank or not;
# refuses "Fig. 2" and "et al. saw".
_SENTENCE = pattern(
    r"(?:(?<=[a-z\d\])][.?!])|(?<=[a-z)][.?!])\d[\d,\u2013-]{0,12})\s+(?=[A-Z\"\u201c])|\n"
)
_RAISED = pattern(r"\d[\d,–-]*")
_TO_RAISED = str.maketrans("0123456789-–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def sentence_of(text: str, span: Span) -> str:
    """Return the sentence that a span stands in, cut to what fits a line."""
    start = max(0, span.start - 400)
    before = text[start : span.start]
    for match in _SENTENCE.finditer(before):
        start = max(start, span.start - len(before) + match.end())
    behind = _SENTENCE.search(text, span.end, span.end + 400)
    end = behind.start() if behind else min(len(text), span.end + 200)
    callout = text[span.start : span.end]
    if _RAISED.fullmatch(callout) and text[span.start - 1 : span.start].strip():
        # Raised figures have no brackets, and without their place would look like the text's own.
        callout = callout.translate(_TO_RAISED)
    sentence = " ".join(f"{text[start : span.start]}{callout}{text[span.end : end]}".split())
    if len(sentence) <= _LONGEST:
        return sentence
    at = max(0, min(span.start - start - _LONGEST // 2, len(sentence) - _LONGEST))
    return f"{'…' * bool(at)}{sentence[at : at + _LONGEST]}{'…' * (at + _LONGEST < len(sentence))}"
