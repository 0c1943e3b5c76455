"""Citations by key: a manuscript against the files of references that it names, and back."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.model.diagnostics import Related, Severity
from carcite.rules.case import Case, Listing, Manuscript
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, document_rule, list_rule


@document_rule(
    "KEY001",
    "missing-key",
    Severity.ERROR,
    basis="BibTeX (btxdoc, 1988), section 2; Pandoc's manual, Citations: a key names an entry",
)
def missing_key(manuscript: Manuscript) -> Iterator[Finding]:
    r"""A citation names a key that no entry of the bibliography has.

    Why: the reader is shown a question mark in the place of the reference.
    Wrong: \cite{june2081}, where refs.bib has june2018
    Right: \cite{june2018}
    No fix: the key that was meant, or the entry that is lacking, is not certain.
    """
    if manuscript.listed_keys is None:
        return
    known = {each.casefold() for each in manuscript.listed_keys}
    for key, span in manuscript.keys:
        if key.casefold() not in known:
            yield Finding(span, f"Add an entry with the key {show(key)}, or correct the key")


@document_rule(
    "KEY002",
    "uncited-key",
    Severity.INFO,
    basis="ICMJE Recommendations, IV.A.3.g: references are those that the text cites",
)
def uncited_key(manuscript: Manuscript) -> Iterator[Finding]:
    r"""An entry of the bibliography is cited by none of the manuscripts that were checked with it.

    Why: it is not printed, and whoever reads the file takes it for a source.
    Wrong: an entry ng2019 in refs.bib, and no \cite{ng2019}
    Right: no such entry
    No fix: another manuscript may cite it.
    """
    if manuscript.cited_keys is None:
        return
    cited = {each.casefold() for each in manuscript.cited_keys}
    for case in _keyed(manuscript.listings):
        if case.entry.label.casefold() not in cited:
            text = f"Cite {show(case.entry.label)} in the text, or take the entry out"
            yield Finding(case.span, text, entry=case.index)


@list_rule(
    "KEY003",
    "duplicate-key",
    Severity.ERROR,
    basis="BibTeX (btxdoc, 1988), section 2: no two entries have one key, capitals aside",
)
def duplicate_key(listing: Listing) -> Iterator[Finding]:
    r"""Two entries of a BibTeX file have the same key.

    Why: BibTeX stops at the second, biber drops it; the text cannot cite both.
    Wrong: @article{june2018, ...} @book{June2018, ...}
    Right: @article{june2018, ...} @book{june2018a, ...}
    No fix: which of the two the text means is not certain.
    """
    firsts: dict[str, Case] = {}
    for case in _keyed((listing,)):
        first = firsts.setdefault(case.entry.label.casefold(), case)
        if first is not case:
            text = f"Change the key {show(case.entry.label)}, which another entry has"
            other = Related(first.span, "the other entry")
            yield Finding(case.span, text, related=(other,), entry=case.index)


def _keyed(listings: tuple[Listing, ...]) -> Iterator[Case]:
    """Yield the entries of BibTeX files that have a key."""
    for listing in listings:
        for case in listing.cases:
            entry = case.entry
            if entry.label and case.context.source.text.startswith("@", entry.span.start):
                yield case
