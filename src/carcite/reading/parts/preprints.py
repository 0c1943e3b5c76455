"""The numbers that servers of preprints give, and versions, wherever houses print them.

Citing Medicine 2nd ed., "Preprints"; AMA 11th ed., 3.11.4.1; PubMed prints a number for pages.
"""

from __future__ import annotations

from carcite.model.layout import Role
from carcite.reading.parts.draft import Draft, drop
from carcite.text.pattern import pattern

# Takes the number of "medRxiv 2020.04.22.20075192 [Preprint]." and of APA's "bioRxiv, 792416".
_NUMBER = pattern(
    r"(?:(?<=[a-z]Rxiv\ )|(?<=[a-z]Rxiv),\ )(?P<number>\d[\d.]{3,30}\d)"
    r"(?=\ \[Preprint\]|[.;]?\ (?:doi\b|https?:)|\.?\Z)"
)
# Takes the ":2020.03.03.20030593" that stands where an article has its volume or pages, and the
# " bioRxiv 2021.03.03.433762" behind the year: the day of its coming tells it from both.
_DATED_NUMBER = pattern(
    r"(?:[;:]\ ?|\ \w+Rxiv\ )(?P<number>20\d\d\.[01]\d\.[0-3]\d\.\d{5,9}(?:v\d{1,2})?)(?!\w|/|\.\d)"
)
# Takes ". Version 1" behind "Research Square [Preprint]".
_VERSION = pattern(r"(?<=reprint\])[.;,]\ (?P<edition>[Vv]ersion\ \d{1,2})\b")


def read_preprint_number(draft: Draft) -> None:
    """Read a preprint's number and version, and drop them from the text.

    >>> from carcite.text.scanner import scan
    >>> draft = Draft(scan("Cells. medRxiv [Preprint]. 2020:2020.03.03.20030593."))
    >>> read_preprint_number(draft)
    >>> draft.clean, draft.fields["number"]
    ('Cells. medRxiv [Preprint]. 2020.', '2020.03.03.20030593')
    """
    version = _VERSION.search(draft.plain) if "reprint]" in draft.plain else None
    if version:
        draft.take("edition", Role.EDITION, *version.span("edition"))
        drop(draft, [version.span()], len(draft.plain))
    if "Rxiv" not in draft.plain:
        return
    dated = _DATED_NUMBER.search(draft.plain)
    # The server's name goes with the number only where it stands there a second time.
    if dated and "Rxiv" in dated[0] and "Rxiv" not in draft.plain[: dated.start()]:
        dated = None
    match = dated or _NUMBER.search(draft.plain)
    if match is None:
        return
    start, end = match.span() if dated else match.span("number")
    draft.take("number", Role.NUMBER, *match.span("number"))
    draft.skip(start, match.start("number"))
    drop(draft, [(start, end)], len(draft.plain))
