"""DOIs against the text around them: broken, hidden in addresses, of another journal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from carcite.authorities import journals
from carcite.identifiers import doi
from carcite.model.diagnostics import Severity
from carcite.model.layout import Piece, Role
from carcite.rules.case import Case
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_ADDRESS = pattern(r"https?://[^\s<>\"]{1,300}", re.IGNORECASE)
_RESOLVER = pattern(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
# Takes "10.1016/j.medj.", "10.1038/s41586-", "10.1182/blood"; what follows counts the articles.
_STEM = pattern(r"10\.\d{4,9}/(?:s\d{5}-|[^\d\s]{3,40})")


@entry_rule(
    "DOI004",
    "doi-split-by-space-or-linebreak",
    Severity.WARNING,
    basis="DOI Handbook, 2.2: a DOI holds no blanks",
    safety=Safety.UNSAFE,
)
def doi_split(case: Case) -> Iterator[Finding]:
    """A blank or a line end breaks a DOI.

    Why: only its first half is linked, and that leads nowhere.
    Wrong: doi:10.1016/j.medj. 2024.03.002
    Right: doi:10.1016/j.medj.2024.03.002
    Unsafe: what stands behind the blank may be no part of the DOI.
    """
    if case.context.facts_only and case.context.source.name.endswith("xml"):
        return  # There each field is its own; what stands behind one is the next.
    for span, value in _broken(case):
        if "\n" in span.of(case.text):
            continue  # The page's line end, not the author's blank.
        yield Finding(
            case.place(span),
            f"Remove the space in the DOI {show(span.of(case.text))}; it reads {show(value)}",
            case.fix("Remove the space", Safety.UNSAFE, (span, value)),
        )


def _broken(case: Case) -> Iterator[tuple[Span, str]]:
    """Yield the DOIs that a blank breaks, and what they read without it."""
    told = [(Span(start, end), value) for start, end, value in doi.find_broken(case.text)]
    yield from told
    for piece in case.find(Role.DOI):
        if any(span.overlaps(piece.span) for span, _ in told):
            continue
        rest = _REST.match(case.text, piece.span.end)
        if " " in piece.text:
            yield piece.span, "".join(piece.text.split())
        elif rest and not any(map(str.isdigit, piece.text.partition("/")[2])):
            yield Span(piece.span.start, rest.end("rest")), f"{piece.text}{rest['rest']}"


# Takes the "Moa1800001" of "10.1056/NEJ Moa1800001" at the end of an entry; refuses "PMID: 1".
_REST = pattern(r"[ ](?P<rest>[a-zA-Z.]{0,8}\d[\w./-]{2,40}\w)\.?\s*\Z")


@entry_rule(
    "DOI006",
    "doi-is-landing-url",
    Severity.INFO,
    basis="Crossref DOI display guidelines: a DOI is shown as https://doi.org/...",
    safety=Safety.UNSAFE,
)
def doi_is_landing_url(case: Case) -> Iterator[Finding]:
    """A publisher's address stands in the place of the DOI that it holds.

    Why: publishers move their pages; the DOI is kept up to date.
    Wrong: https://www.nejm.org/doi/full/10.1056/NEJMc2107725
    Right: https://doi.org/10.1056/NEJMc2107725
    Unsafe: the address may be of a supplement or a figure.
    """
    if case.context.facts_only:
        return
    for match in _ADDRESS.finditer(case.text):
        if _RESOLVER.match(match[0]):
            continue
        address = match[0].rstrip(".,;:)]")
        value = next((value for _, _, value in doi.find(address)), "")
        if not value or not _ends(address, value):
            continue
        span = Span(match.start(), match.start() + len(address))
        if any(not piece.span.overlaps(span) for piece in case.find(Role.DOI)):
            continue
        wanted = doi.url(value)
        yield Finding(
            case.place(span),
            f"Show the DOI in {show(address)} as {show(wanted)}",
            case.fix(f"Use {show(wanted)}", Safety.UNSAFE, (span, wanted)),
        )


def _ends(address: str, value: str) -> bool:
    """Tell whether an address is the DOI's own page: nothing but the page's kind follows."""
    rest = address.partition(value)[2]
    return rest in ("", "/", "/full", "/abstract", "/pdf", "/epdf", ".full", ".pdf", ".full.pdf")


@cache
def _stems() -> tuple[Mapping[str, str], Mapping[str, frozenset[str]]]:
    """Return the journal of each stem, and the registrants of each journal.

    The rows are those of `build_doi_stems`: stems under which PubMed has one journal alone.
    """
    rows = (Path(__file__).parent / "data" / "doi_stems.tsv").read_text(encoding="utf-8")
    owners: dict[str, str] = {}
    registrants: dict[str, frozenset[str]] = {}
    for line in rows.splitlines():
        stem, journal, value = line.split("\t")
        if stem == "=":
            registrants[journal] = frozenset(value.split())
        else:
            owners[stem] = journal
    return owners, registrants


@entry_rule(
    "DOI007",
    "doi-prefix-vs-journal",
    Severity.WARNING,
    basis="PubMed records: stems of DOIs that one journal alone bears, at one publisher",
)
def doi_of_another_journal(case: Case) -> Iterator[Finding]:
    """A DOI has the stem of another journal, of another publisher, than the one named.

    Why: it leads to another work; references that a machine made up are often joined so.
    Wrong: J Neurol Sci 2016; 127: 3321-3330. doi:10.1371/journal.pone.0181162
    Right: J Neurol Sci 2016; 127: 3321-3330. doi:10.1016/j.jns.2016.04.031
    No fix: whether the journal or the DOI is wrong is not in the text.
    """
    reference = case.reference
    if reference.type != "article-journal" or not reference.container_title:
        return
    dois = [each.value for each in reference.identifiers if each.scheme == "doi"]
    if len(dois) != 1 or not case.parse.is_read:
        return
    stem = _STEM.match(doi.fold(dois[0]))
    owners, registrants = _stems()
    owner = owners.get(stem[0], "") if stem else ""
    if not owner:
        return
    if journals.fold(owner) in journals.fold(case.text):
        return
    named = {row.abbreviation for row in journals.find(reference.container_title)}
    if len(named) != 1 or owner in named:
        return
    journal = named.pop()
    # A journal whose registrants are unknown, or that shares one with the owner, proves nothing.
    own = registrants.get(journal)
    if own is None or doi.registrant(dois[0]) in own:
        return
    yield Finding(
        _place(case),
        f"Check the DOI {show(dois[0])}: it is one of {show(owner)}, and {show(journal)} is named",
    )


def _place(case: Case) -> Span:
    piece: Piece | None = next(iter(case.find(Role.DOI)), None)
    return case.place(piece.span) if piece else case.span
