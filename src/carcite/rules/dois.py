"""DOIs: their syntax, what hangs on them, how they are displayed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.compare.align import Difference, Kind
from carcite.identifiers import doi
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import Judgement, names_a_date, put, show
from carcite.rules.rule import Finding, entry_rule, form_rule
from carcite.text.chars import fold
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_CLAIM = pattern(
    r"(?:\bdoi(?:\.org/|:)\s*+|\bdoi\s++(?=\d)|\bdoi\s*+=\s*+[{\"]\s*+(?=\d))"
    r"([^\s{}\"]++(?:\s++[^\s{}\"]++)?)",
    re.IGNORECASE,
)
"""Takes "doi: 11.1234/x", "doi.org/10.1/x" and "doi = {11.1/x}"; refuses the bare word "doi"."""
_NOTHING = pattern(r"(?<=[.;)]\s)doi\s?:(?=\s*+\Z)", re.IGNORECASE)
"""Takes the "doi:" at the end of an entry; refuses the word in a title."""
_PREFIX = pattern(r"10\.\d{4,9}(?:\.\d++)*+/\S", re.ASCII)
"""Takes "10.1055/a-2556-8663" (DOI Handbook 2.2); refuses "11.1234/x" and "10.12/x"."""


@entry_rule(
    "DOI001",
    "doi-syntax",
    Severity.ERROR,
    basis="DOI Handbook, 2.2: 10., a registrant of four or more digits, a slash, a suffix",
)
def doi_syntax(case: Case) -> Iterator[Finding]:
    """What is called a DOI does not have the form of one.

    Why: it leads nowhere.
    Wrong: doi:11.1234/bad
    Right: doi:10.1234/good
    No fix: the right DOI is not in the text.
    """
    known = [piece.span for piece in case.find(Role.DOI)]
    text = fold(case.text)
    told: set[str] = set()
    for claim in _CLAIM.finditer(text):
        span = Span(claim.start(1), claim.end(1))
        is_known = not case.context.facts_only and any(span.overlaps(each) for each in known)
        if is_known or _PREFIX.search(claim[1]):
            continue
        if "http" in claim[1] or "doi" in claim[1].lower():
            continue
        word = claim[1].split()[0]
        span = Span(claim.start(1), claim.start(1) + len(word))
        if word[-1] == "/" and case.text[span.end : span.end + 2].lstrip(" ").startswith("\n"):
            continue  # It goes on in the next line.
        if word.rstrip(".,;") in told:
            continue  # A page prints it once more as a link.
        told.add(word.rstrip(".,;"))
        yield Finding(
            case.place(span),
            f'Correct the DOI {show(word)}; a DOI begins with "10.", digits and a slash',
        )
    if empty := _NOTHING.search(text):
        span = Span(*empty.span())
        yield Finding(case.place(span), f"Add the DOI behind {show(empty[0])}, or remove the word")


@form_rule(
    "DOI003",
    "doi-display-form",
    Severity.WARNING,
    basis="Crossref display guidelines: https://doi.org/...; AMA 11, 3.11.1: doi:...",
)
def doi_display_form() -> None:
    """What stands before a DOI is not the style's form.

    Why: old addresses (dx.doi.org, http) still lead there, but not for ever and not safely.
    Wrong: http://dx.doi.org/10.1126/science.aar6711
    Right: https://doi.org/10.1126/science.aar6711
    """


@form_rule(
    "DOI002",
    "doi-trailing-punctuation",
    Severity.WARNING,
    basis="Practice: marks that end the sentence are not part of the DOI",
)
def doi_trailing_punctuation() -> None:
    """Marks hang on the end of a DOI.

    Why: a reader who copies them with the DOI finds nothing.
    Wrong: doi:10.1056/NEJMc2107725).,
    Right: doi:10.1056/NEJMc2107725
    """


def _is_better(difference: Difference) -> bool:
    """Tell what is no fault: the present resolver for an old one; a page's address is DOI006's."""
    address = difference.observed.lower()
    if doi.leads_elsewhere(address):
        return True
    return "https://doi.org/" in address and "https://doi.org/" not in difference.expected


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference at a DOI."""
    observed, expected = show(difference.observed), show(difference.expected)
    style = case.context.style_title
    if difference.left is Role.DOI and difference.right in (Role.PMID, Role.PMCID):
        return None
    if names_a_date(difference, inferred=case.context.inferred):
        return None
    if difference.kind is Kind.AFFIX and difference.left is Role.DOI:
        message = put(difference.observed, difference.expected, "after the DOI", style)
        return Judgement(doi_trailing_punctuation, message, f"Put {expected}")
    if difference.kind is Kind.AFFIX:
        if _is_better(difference):
            return None
        message = put(difference.observed, difference.expected, "before the DOI", style)
        return Judgement(doi_display_form, message, f"Put {expected}")
    if difference.kind is Kind.FORM and "\n" in difference.observed:
        return None  # A page's line end inside a DOI is no fault of the list.
    if difference.kind is Kind.FORM and " " in difference.observed:
        return None  # DOI004 says so.
    if difference.kind is Kind.FORM:
        message = f"Write the DOI {observed} as {expected}; the other marks are not part of it"
        return Judgement(doi_trailing_punctuation, message, f"Use {expected}", Safety.SAFE)
    return None
