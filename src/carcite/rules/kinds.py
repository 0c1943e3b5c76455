"""What a reference of its type must give: preprints, articles in press, books, web pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.model.dates import Date
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.chars import fold
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_SERVERS = frozenset(
    {
        "biorxiv", "medrxiv", "arxiv", "chemrxiv", "psyarxiv", "osf preprints", "ssrn",
        "research square", "preprints", "preprints.org", "authorea", "techrxiv",
    }
)  # fmt: skip
_LABELLED = pattern(r"pre-?print|not peer|posted|version|10\.20944/", re.IGNORECASE)
# Takes "in press", "Epub ahead of print", "im Druck"; refuses "Oxford University Press".
_PENDING = pattern(
    r"in press|ahead of print|forthcoming|advance (?:online|access)|im druck|en prensa|no prelo",
    re.IGNORECASE,
)
# Takes the end of "Citing medicine. 2nd ed. 2007."; refuses "2nd ed. Bethesda: NLM; 2007.".
_EDITION_AND_YEAR = pattern(
    r"\b(?P<end>(?:\d{1,2}(?:st|nd|rd|th)|[Rr]ev(?:ised)?\.?) ed(?:ition|n)?\b[.,;]{0,2}\s?"
    r"\(?(?:19|20)\d\d\)?)[.,;]?(?:\s?pp?\.? ?\d+(?:-\d+)?)?\.?\Z"
)
_ONLINE = pattern(r"\[(?:Internet|online|web ?page|website)\]|Available (?:from|at)\b", re.I)
# Takes an address without its scheme, "who.int/malaria", and every identifier that leads online.
_LINK = pattern(
    r"https?:|www\.|\b[a-z0-9-]{2,63}\.[a-z]{2,4}/|\b10\.\d{4}|\bPMC\d|\bPMID|\bSSRN", re.I
)


@entry_rule(
    "TYP001",
    "preprint-as-journal",
    Severity.INFO,
    basis="ICMJE Recommendations, III.D.3; NLM: bioRxiv [Preprint]; AMA 11, 3.11.4.1",
    safety=Safety.SHOWN,
)
def preprint_as_journal(case: Case) -> Iterator[Finding]:
    """A preprint server stands in the journal's place, and nothing says that it is a preprint.

    Why: the reader takes it for a reviewed article.
    Wrong: bioRxiv 2021: 2021.02.03.429164
    Right: bioRxiv [Preprint]. 2021: 2021.02.03.429164
    Unsafe: styles say it at different places, so the fix is only shown.
    """
    piece = next(iter(case.find(Role.CONTAINER_TITLE)), None)
    if piece is None or case.context.facts_only or case.reference.identifier("arxiv"):
        return
    name = fold(piece.text).strip(" .,").casefold()
    if name in _SERVERS and not _LABELLED.search(case.text):
        label = f"{piece.text} [Preprint]"
        yield Finding(
            case.place(piece.span),
            f"Say that this is a preprint; {show(piece.text)} is a server of preprints",
            case.fix(f"Use {show(label)}", Safety.SHOWN, (piece.span, label)),
        )


@entry_rule(
    "TYP002",
    "in-press-status",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Forthcoming; AMA 11, 3.11.4: replaced once published",
)
def in_press_status(case: Case) -> Iterator[Finding]:
    """An article of an earlier year is still called in press or ahead of print.

    Why: it has been published since, with volume and pages that the reader needs.
    Wrong: Blood 2019 (in press)
    Right: Blood 2020; 135: 1-9
    No fix: volume and pages are not in the text.
    """
    reference = case.reference
    year = reference.issued.year if isinstance(reference.issued, Date) else None
    if year is None or year >= case.context.today - 1 or not reference.container_title:
        return
    if not _PENDING.search(reference.status):
        return
    piece = next(iter(case.find(Role.STATUS)), None)
    span = case.place(piece.span) if piece else case.span
    published = ", and volume and pages are given" if reference.volume else ""
    yield Finding(span, f"Update {show(reference.status)}: the work is of {year}{published}")


@entry_rule(
    "TYP003",
    "book-missing-publisher",
    Severity.WARNING,
    basis="ICMJE samples, Books: place: publisher; year; AMA 11, 3.12: publisher; year",
)
def book_missing_publisher(case: Case) -> Iterator[Finding]:
    """A book or chapter names no publisher.

    Why: the edition cannot be ordered, nor its standing judged.
    Wrong: Patrias K. Citing medicine. 2nd ed. 2007.
    Right: Patrias K. Citing medicine. 2nd ed. Bethesda (MD): National Library of Medicine; 2007.
    No fix: the publisher is not in the text.
    """
    reference = case.reference
    if case.context.facts_only or reference.publisher or reference.url or reference.identifiers:
        return
    found = _EDITION_AND_YEAR.search(fold(case.text))
    if found and reference.type in ("book", "chapter") and reference.contributors:
        span = Span(*found.span("end"))
        yield Finding(case.place(span), "Add the publisher between the edition and the year")


@entry_rule(
    "TYP005",
    "web-without-url",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 25: Available from: and the address",
)
def web_without_url(case: Case) -> Iterator[Finding]:
    """A work is called an Internet page or said to be available, and no address follows.

    Why: there is no way to it.
    Wrong: World Health Organization. Malaria report [Internet]. 2023.
    Right: World Health Organization. Malaria report [Internet]. 2023. Available from: https://...
    No fix: the address is not in the text.
    """
    found = _ONLINE.search(case.text)
    if not found or case.context.facts_only:
        return
    reference = case.reference
    if reference.url or reference.identifiers or _LINK.search(fold(case.text)):
        return
    if reference.type == "article-journal" and reference.volume:
        return
    yield Finding(case.place(Span(*found.span())), f"Add the address, or remove {show(found[0])}")
