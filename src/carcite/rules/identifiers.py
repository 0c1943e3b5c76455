"""Identifiers other than DOIs, and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import ModuleType

from carcite.identifiers import isbn, issn
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.chars import fold
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

# Takes "PMID: PMC5882485" and "PMID: 123456789"; refuses "PMID: 29567707" by what follows.
_PMID = pattern(r"\b(?P<label>PMID)\s?:?\s?(?P<value>(?:PMC\s?)?\d++)(?![\w-])")
_PMCID = pattern(
    r"\bPMCID\s?:?\s?(?P<value>(?P<letters>PMC\s?)?\d++(?P<version>\.\d{1,2})?)(?![\w-])"
)
# Takes "utm_source=x", "fbclid=x", ";jsessionid=x"; refuses "id=12", which may be the page.
_TRACKING = pattern(
    r"(?:utm_[a-z]+|_hs[a-z]+|fbclid|gclid|mc_cid|mc_eid|igshid|jsessionid|phpsessid|sessionid)=[^&#;\s]*+",
    re.IGNORECASE,
)
_SCHEME = pattern(r"[a-z]{3,6}\s?:", re.IGNORECASE)


@entry_rule(
    "IDN001",
    "pmid-format",
    Severity.ERROR,
    basis="NLM, PubMed help: a PMID is a number of one to eight figures",
    safety=Safety.SAFE,
)
def pmid_format(case: Case) -> Iterator[Finding]:
    """What is called a PMID is a PMCID, or is too long to be one.

    Why: it leads to another article or to none.
    Wrong: PMID: PMC5882485
    Right: PMCID: PMC5882485
    Unsafe: a number that is too long has no fix; the right one is not in the text.
    """
    if "PMID" not in case.text:
        return
    for match in _PMID.finditer(fold(case.text)):
        value = Span(*match.span("value"))
        if match["value"].startswith("PMC"):
            label = Span(*match.span("label"))
            yield Finding(
                case.place(value),
                f"Call {show(match['value'])} a PMCID; a PMID has figures alone",
                case.fix("Call it a PMCID", Safety.SAFE, (label, "PMCID")),
            )
        elif len(match["value"].lstrip("0")) > 8:
            yield Finding(
                case.place(value),
                f"Correct the PMID {show(match['value'])}: it has {len(match['value'])} figures, "
                "and none has more than 8",
            )


@entry_rule(
    "IDN002",
    "pmcid-format",
    Severity.WARNING,
    basis="NLM, PMCID conventions: PMC and the number, without a version",
    safety=Safety.SAFE,
)
def pmcid_format(case: Case) -> Iterator[Finding]:
    """A PMCID lacks its letters, or carries a version.

    Why: without the letters it is taken for a PMID; a version is not part of it.
    Wrong: PMCID: 5882485; PMCID: PMC5882485.2
    Right: PMCID: PMC5882485
    """
    if "PMCID" not in case.text:
        return
    for match in _PMCID.finditer(fold(case.text)):
        if match["letters"] and not match["version"]:
            continue
        span = Span(*match.span("value"))
        figures = match["value"].removeprefix("PMC").strip().partition(".")[0]
        wanted = f"PMC{figures}"
        fault = "without its version" if match["version"] else "with its letters"
        yield Finding(
            case.place(span),
            f"Write the PMCID {show(match['value'])} {fault}, as {show(wanted)}",
            case.fix(f"Use {show(wanted)}", Safety.SAFE, (span, wanted)),
        )


@entry_rule(
    "IDN003",
    "issn-check-digit",
    Severity.WARNING,
    basis="ISO 3297: the last character is a check digit, modulo 11",
)
def issn_check_digit(case: Case) -> Iterator[Finding]:
    """An ISSN does not fit its check digit.

    Why: a figure is wrong, and the number leads to another journal or to none.
    Wrong: ISSN 0028-4794
    Right: ISSN 0028-4793
    No fix: any figure may be the wrong one.
    """
    yield from _misfits(case, "issn", issn)


@entry_rule(
    "IDN004",
    "isbn-check-digit",
    Severity.WARNING,
    basis="ISO 2108: the last character is a check digit, modulo 11 or 10",
)
def isbn_check_digit(case: Case) -> Iterator[Finding]:
    """An ISBN does not fit its check digit.

    Why: a figure is wrong, and the number leads to another book or to none.
    Wrong: ISBN 978-0-19-024655-5
    Right: ISBN 978-0-19-024655-6
    No fix: any figure may be the wrong one.
    """
    yield from _misfits(case, "isbn", isbn)


_FIGURES = pattern(r"[0-9]{1,20}[0-9Xx]")


def _misfits(case: Case, scheme: str, module: ModuleType) -> Iterator[Finding]:
    """Yield the numbers of a scheme that fail their check digit."""
    name = scheme.upper()
    found = [(Span(start, end), value) for start, end, value in module.find(case.text)]
    if case.context.facts_only and not found:
        values = [each.value for each in case.reference.identifiers if each.scheme == scheme]
        found = [(_place_of(value, case), value) for value in values]
    dois = [piece.span for piece in case.find(Role.DOI)]
    for span, value in found:
        if module.is_valid(value) or any(span.overlaps(each) for each in dois):
            continue
        compact = value.replace("-", "").replace(" ", "")
        if not _FIGURES.fullmatch(compact):
            yield Finding(case.place(span), f"{name} {show(value)} is not a number")
            continue
        if len(compact) not in ((8,) if scheme == "issn" else (10, 13)):
            continue
        wanted = module.check_digit(compact[:-1])
        yield Finding(
            case.place(span),
            f"Check the {name} {show(span.of(case.text))}: it ends in {compact[-1]}; by its other "
            f"figures it would end in {wanted}",
        )


def _place_of(value: str, case: Case) -> Span:
    at = case.text.find(value)
    return Span(at, at + len(value)) if at >= 0 else Span(0, len(case.text))


@list_rule(
    "IDN007",
    "url-form",
    Severity.INFO,
    basis="RFC 3986; Citing Medicine, 2nd ed., ch. 25: the address as the browser takes it",
    safety=Safety.UNSAFE,
)
def url_form(listing: Listing) -> Iterator[Finding]:
    """An address carries what tracks a reader, or lacks the scheme that the others have.

    Why: such parts belong to one visit; without a scheme the address is no link.
    Wrong: www.who.int/malaria?utm_source=mail
    Right: https://www.who.int/malaria
    Unsafe: that the shorter address leads to the same page is not proven.
    """
    addresses = [(case, piece) for case in listing.cases for piece in case.find(Role.URL)]
    whole = sum(bool(_SCHEME.match(piece.text)) for _, piece in addresses)
    for case, piece in addresses:
        plain = _without_tracking(piece.text)
        if plain != piece.text:
            yield Finding(
                case.place(piece.span),
                f"Remove from {show(piece.text)} what tracks a visit",
                case.fix("Remove what tracks it", Safety.UNSAFE, (piece.span, plain)),
                entry=case.index,
            )
        elif not _SCHEME.match(piece.text) and 2 * whole > len(addresses):
            start = Span(piece.span.start, piece.span.start)
            yield Finding(
                case.place(piece.span),
                f'Begin {show(piece.text)} with "https://", like the other addresses of the list',
                case.fix('Put "https://"', Safety.UNSAFE, (start, "https://")),
                entry=case.index,
            )


def _without_tracking(address: str) -> str:
    """Return an address without the parts that track a visit.

    >>> _without_tracking("https://who.int/x?id=2&utm_source=a#top")
    'https://who.int/x?id=2#top'
    """
    if not _TRACKING.search(address):
        return address
    plain = _TRACKING.sub("", address)
    plain = re.sub(r"&{2,}", "&", plain).replace("?&", "?")
    return re.sub(r"(?<![?&;])[?&;]++(?=#|$)", "", plain)
