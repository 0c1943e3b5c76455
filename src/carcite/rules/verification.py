"""References against the records that the user holds: what was found, and what differs."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.correction import correct, proven, where
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.edit import Edit, Safety
from carcite.text.span import Span

_ARTICLES = frozenset({"article-journal", "article-magazine", "article", "paper-conference"})
_CALLED = {
    "authors": "authors",
    "initials": "initials",
    "title": "title",
    "journal": "journal",
    "year": "year",
    "volume": "volume",
    "issue": "issue",
    "first-page": "first page",
    "last-page": "last page",
    "doi": "DOI",
    "pmid": "PMID",
}
_DOI = "doi:"


@entry_rule(
    "VER000",
    "not-checked",
    Severity.INFO,
    basis="ICMJE Recommendations IV.A.3.g: authors verify references against the original",
)
def not_checked(case: Case) -> Iterator[Finding]:
    """The records could not be asked, so nothing is said of the reference.

    Why: silence would look like a reference that was looked for and is fine.
    Wrong: the service did not answer within ten seconds
    Right: every source answered
    No fix: ask again later.
    """
    if case.witness is not None and case.witness.state == "not-checked":
        yield Finding(case.label, f"Check this entry yourself: {case.witness.reason}")


@entry_rule(
    "VER001",
    "not-found",
    Severity.INFO,
    basis="ICMJE Recommendations IV.A.3.g: authors verify references against the original",
)
def not_found(case: Case) -> Iterator[Finding]:
    """None of the records that were asked is this article.

    Why: an article that no record holds deserves a second look; it may be too new, too old or of
    another field.
    Wrong: Doe J. A work that no record holds. Lancet. 2003;361:12-5.
    Right: an article that the records hold
    No fix: not found says nothing of whether the work exists.
    """
    witness = case.witness
    if witness is None or witness.state != "not-found":
        return
    if case.reference.type in _ARTICLES and case.reference.container_title:
        yield Finding(case.label, f"Check this article: it is not in {witness.asked}")


@entry_rule(
    "VER002",
    "metadata-mismatch",
    Severity.WARNING,
    basis="ICMJE Recommendations IV.A.3.g: references are verified against the original",
    safety=Safety.UNSAFE,
)
def metadata_mismatch(case: Case) -> Iterator[Finding]:
    """A field is not as the record of this work has it.

    Why: a reader who looks for that volume, page or author does not find the work.
    Wrong: J Physiol. 2011;598:1013-27, where the record has volume 589
    Right: J Physiol. 2011;589:1013-27
    Unsafe: the record may be wrong, or of another version of the work.
    """
    witness = case.witness
    if witness is None or witness.state != "differs":
        return
    for each in witness.contradictions:
        yield Finding(
            case.place(where(case, each)),
            f"Check the {_CALLED[each.field]} {show(each.stated)}: the record of this work "
            f"({witness.record}) has {show(each.recorded)}",
            correct(case, witness, each),
        )


@entry_rule(
    "VER003",
    "identifier-points-elsewhere",
    Severity.ERROR,
    basis="Crossref, DOI display guidelines: a reference bears the DOI of the work that it names",
)
def identifier_points_elsewhere(case: Case) -> Iterator[Finding]:
    """The DOI or PMID is that of another work.

    Why: the link leads to a work that the author did not mean; made-up references look like this.
    Wrong: Doe J. A work ... doi: 10.5555/of.another
    Right: Doe J. A work ... doi: 10.5555/its.own
    No fix: either the identifier or the text is wrong.
    """
    witness = case.witness
    if witness is None or witness.state != "conflict" or witness.identifiers_disagree:
        return
    yield Finding(_identifier(case, witness.misleads), f"Check this reference: {witness.reason}")


@entry_rule(
    "IDN008",
    "identifier-conflict",
    Severity.ERROR,
    basis="NLM, PMID to DOI: the identifiers of one reference name one work",
)
def identifier_conflict(case: Case) -> Iterator[Finding]:
    """The DOI and the PMID of an entry name two works.

    Why: one of the two links leads astray, and a machine cannot tell which.
    Wrong: doi: 10.5555/iron.part1. PMID: 90000001, of another work
    Right: the DOI and the PMID of one work
    No fix: which of them is right is for the author to say.
    """
    witness = case.witness
    if witness is None or not witness.identifiers_disagree:
        return
    yield Finding(
        _identifier(case, witness.misleads),
        f"Check the DOI and the PMID, which name two works: {witness.reason}",
    )


def _identifier(case: Case, scheme: str) -> Span:
    pieces = case.find(Role.PMID if scheme == "pmid" else Role.DOI)
    return case.place(pieces[0].span) if pieces else case.label


@entry_rule(
    "VER007",
    "missing-identifier-available",
    Severity.INFO,
    basis="AMA Manual of Style, 11th ed., 3.11.1: the DOI is given where there is one",
    safety=Safety.UNSAFE,
)
def missing_identifier_available(case: Case) -> Iterator[Finding]:
    """The record knows the DOI that the entry does not give.

    Why: with its DOI a reference leads to the work, whatever becomes of the journal's pages.
    Wrong: J Physiol. 2011;589:1013-27.
    Right: J Physiol. 2011;589:1013-27. doi: 10.5555/marmot.2011.4
    Unsafe: the style may not print DOIs, and the record may be of another version.
    """
    witness = case.witness
    if witness is None or witness.state not in ("verified", "differs"):
        return
    profile = case.context.profile
    if case.reference.doi or (profile is not None and not profile.doi):
        return
    if witness.doi:
        before = profile.doi[0] if profile is not None else _DOI
        stop = "." if profile is not None and profile.doi_stop else ""
        end = len(case.text.rstrip())
        edits = [Edit(Span(end, end), f" {before}{witness.doi}{stop}")]
        name, value = "DOI", witness.doi
    elif witness.pmid and not case.reference.pmid:
        edits, name, value = [], "PMID", witness.pmid
    else:
        return
    yield Finding(
        case.label,
        f"Add the {name} {show(value)}, which the record of this work has",
        proven(case, f"Add the {name}", edits, "identifiers"),
    )
