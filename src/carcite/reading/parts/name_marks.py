"""Marks behind names that are no part of them: footnotes, ORCIDs, handles.

>>> from carcite.reading.parts.draft import Draft
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("Feuer RH1, Haldon T2,3. Vitamin D3 and bone."))
>>> end = read_marks(draft, 0, len(draft.clean))
>>> draft.clean[:end]
'Feuer RH, Haldon T. Vitamin D3 and bone.'
"""

from __future__ import annotations

from carcite.reading.parts.access import drop
from carcite.reading.parts.draft import Draft
from carcite.text.pattern import pattern

# Takes "Feuer RH1, " and "Haldon T (2). ": a name, and the mark of a footnote behind it.
_SIGN = r"(?:\d{1,2}|\*++|#++|[a-e](?=[,.;]))"
_MARKED = pattern(
    r"[A-Z][\w'-]+(?:\ [A-Z][\w'-]+){0,2}\ [A-Z]{1,3}"
    rf"(?P<mark>{_SIGN}(?:,?{_SIGN})*+(?=[,.;]|\ )"
    r"|\ ?[(\[](?:\d{1,2}(?:,\ ?\d{1,2})*|\d{4}-\d{4}-\d{4}-\d{3}[\dX]|@\w{2,30})[)\]])?"
    r"(?P<between>[,;]\ (?:and\ |&\ )?|\ and\ |\ &\ |\.)"
)


def read_marks(draft: Draft, start: int, end: int) -> int:
    """Drop the marks of footnotes, ORCIDs and handles behind names; return the new end.

    They must stand in an unbroken list of names; "Vitamin D3" of a title is not one.
    """
    plain, at = draft.plain, start
    spans = []
    while match := _MARKED.match(plain, at, end):
        if match["mark"]:
            spans.append(match.span("mark"))
        at = match.end()
        if match["between"] == ".":
            break
    if not spans or (at < end and plain[at - 1] != "."):
        return end
    for span in spans:
        draft.skip(*span)
    before = len(plain)
    return end - (before - drop(draft, spans, before))
