"""Marks behind names that are no part of them: footnotes, ORCIDs, handles.

>>> from carcite.reading.parts.draft import Draft, drop
>>> from carcite.text.scanner import scan
>>> draft = Draft(scan("Feuer RH1, Haldon T2,3. Vitamin D3 and bone."))
>>> end = read_marks(draft, 0, len(draft.clean))
>>> draft.clean[:end]
'Feuer RH, Haldon T. Vitamin D3 and bone.'
"""

from __future__ import annotations

import re

from carcite.reading.parts.draft import Draft, drop
from carcite.text.pattern import pattern

# Takes "Feuer RH1, " and "Haldon T (2). ": a name, and the mark of a footnote behind it.
_SIGN = r"(?:\^?(?:\d{1,2}|\*++|#++|[a-e](?=[,.;])))"
_MARKED = pattern(
    r"[A-Z][\w'-]+(?:\ [A-Z][\w'-]+){0,2}\ [A-Z]{1,3}"
    rf"(?P<mark>{_SIGN}(?:,?{_SIGN})*+(?=[,.;]|\ )"
    r"|\ ?[(\[](?:\d{1,2}(?:,\ ?\d{1,2})*|[a-z](?:,\ ?[a-z])*|\d{4}-\d{4}-\d{4}-\d{3}[\dX]"
    r"|@\w{2,30}|(?!Ed|Hg|Hrsg|Dir|Org|Coo|Tra)[A-Z][A-Za-z.]{1,6})[)\]])?"
    r"(?P<between>[,;]\ (?:and\ |&\ )?|\ and\ |\ &\ |\.)"
)


# Takes " (0000-0002-1825-0097)", ", https://orcid.org/0000-0002-1825-0097", " ORCID: 0000-...".
_ORCID = pattern(
    r"[,;]?\ ?[(\[]?(?:ORCID(?:\ ?iD)?:?\ ?)?(?:https?://(?:www\.)?orcid\.org/)?"
    r"(?<!\d)0000-000\d-\d{4}-\d{3}[\dX](?![\d/])[)\]]?",
    re.IGNORECASE,
)


# Takes "Prof. ", "Dr ", "PD Dr. med. " before a name with initials.
_HONORIFIC = pattern(
    r"(?:(?<=[,;]\ )|(?<=\band\ )|(?<=&\ )|\A)"
    r"(?:(?:(?:Univ\.-?)?Prof|Dr|PD|Priv\.-Doz|Assoc|Asst)\b\.?\ (?:med\.\ )?){1,3}"
    r"(?=[A-Z][\w'-]+(?:\ [A-Z][\w'-]+)?,?\ [A-Z]{1,3}\b)"
)


def drop_honorifics(draft: Draft) -> None:
    """Drop "Prof." and "Dr" before the names that an entry begins with."""
    if not _HONORIFIC.match(draft.plain):
        return
    spans = [found.span() for found in _HONORIFIC.finditer(draft.plain, 0, 400)]
    for span in spans:
        draft.skip(*span)
    drop(draft, spans, len(draft.plain))


# Takes the ". @parksleep" of "Park S. @parksleep. Naps": a handle behind initials.
_HANDLE = pattern(r"(?<=\ [A-Z]|[A-Z][A-Z])\.?\ @\w{2,30}(?=[.,;:])")


def drop_orcids(draft: Draft) -> None:
    """Drop the ORCIDs and handles of authors, whose addresses are not the work's."""
    form = _ORCID if "0000-000" in draft.plain else _HANDLE if " @" in draft.plain else None
    if form is None:
        return
    spans = [found.span() for found in form.finditer(draft.plain)]
    for span in spans:
        draft.skip(*span)
    drop(draft, spans, len(draft.plain))


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


# Takes "[No authors listed]. " of PubMed and "[Anon.] ", which stand where the authors would.
_NOBODY = pattern(
    r"(?P<name>\[(?:[Aa]non(?:ymous|\.)?|[Nn]o\ authors?\ (?:listed|given|named))\])[.:,]?\ "
)


def read_nobody(draft: Draft, at: int) -> int:
    """Read the brackets that say that nobody signed the work; return where they end."""
    match = _NOBODY.match(draft.plain, at) if draft.plain.startswith("[", at) else None
    if match is None:
        return at
    draft.add_body(*match.span("name"), "author")
    return match.end()
