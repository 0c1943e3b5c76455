"""What became of a work after it was published, and who stands behind its "et al"."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.model.names import Person
from carcite.rules.case import Case
from carcite.rules.correction import proven
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.edit import Edit, Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_SAYS_SO = pattern(r"(?i)\b(?:retract|withdraw|withdrew)")
_MATCHED = frozenset({"verified", "differs"})


def _later(case: Case, kind: str) -> str | None:
    """Return where a later word of a kind stands; None where the records know of none."""
    witness = case.witness
    if witness is None or witness.state not in _MATCHED or witness.is_notice:
        return None
    return next((each.where for each in witness.later if each.kind == kind), None)


def _told(case: Case, message: str, place: str) -> Finding:
    return Finding(case.label, f"{message} ({place})" if place else message)


@entry_rule(
    "VER004",
    "retracted",
    Severity.ERROR,
    basis="ICMJE Recommendations III.D.2: do not cite retracted work except to refer to it as such",
)
def retracted(case: Case) -> Iterator[Finding]:
    """The work is retracted, and the entry does not say so.

    Why: readers take its results for valid.
    Wrong: Tveit OK. Salt in soup and blood pressure. Lancet. 1983;20:61-9.
    Right: Tveit OK. Salt in soup and blood pressure. Lancet. 1983;20:61-9. Retracted in: Lancet.
    1985;325:1.
    No fix: whether the work may still be cited is for the author to judge.
    """
    place = _later(case, "retracted")
    if place is not None and not _SAYS_SO.search(case.text):
        yield _told(case, "Remove or mark this reference: the work is retracted", place)


@entry_rule(
    "VER005",
    "corrected",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1: a correction is given as a note",
)
def corrected(case: Case) -> Iterator[Finding]:
    """A correction of the work was published.

    Why: what is cited may be what was corrected.
    Wrong: a reference to a paper whose table was corrected later
    Right: the same, with "Erratum in:" where the correction matters
    No fix: most corrections change nothing that a reference says.
    """
    place = _later(case, "corrected")
    if place is not None and "erratum" not in case.text.lower():
        yield _told(case, "Read the correction of this work before citing it", place)


@entry_rule(
    "VER006",
    "published-version-exists",
    Severity.INFO,
    basis="ICMJE Recommendations III.D.3: cite the published version of a preprint",
)
def published_version_exists(case: Case) -> Iterator[Finding]:
    """The preprint has been published in a journal.

    Why: the published version was reviewed, and may say something else.
    Wrong: medRxiv [Preprint]. 2020, of a work that a journal has published
    Right: the journal's article
    No fix: the author may mean the preprint.
    """
    place = _later(case, "published")
    if place is not None:
        yield _told(case, "Cite the published version of this preprint", place)


@entry_rule(
    "VER008",
    "expression-of-concern",
    Severity.WARNING,
    basis="ICMJE Recommendations III.D.2: expressions of concern are linked to the work",
)
def expression_of_concern(case: Case) -> Iterator[Finding]:
    """The journal has voiced concern about the work.

    Why: its results may not hold, though it is not retracted.
    Wrong: a reference to the work without a word of the concern
    Right: the same, with the notice behind it
    No fix: whether to cite the work is for the author to judge.
    """
    place = _later(case, "concern")
    if place is not None and "concern" not in case.text.lower():
        yield _told(case, "Read the expression of concern about this work before citing it", place)


@entry_rule(
    "VER009",
    "superseded",
    Severity.INFO,
    basis="PubMed, Update in: the notice stands on the record of the older version",
)
def superseded(case: Case) -> Iterator[Finding]:
    """A newer version of the work exists.

    Why: reviews and guidelines are updated, and their conclusions change.
    Wrong: Cochrane Database Syst Rev. 2010;(3):CD000001, updated since
    Right: the review's last version
    No fix: the author may mean the older version.
    """
    place = _later(case, "superseded")
    if place is not None:
        yield _told(case, "Check whether to cite the newer version of this work", place)


@entry_rule(
    "VER010",
    "authors-behind-et-al",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1: the first six authors are given before et al",
    safety=Safety.UNSAFE,
)
def authors_behind_et_al(case: Case) -> Iterator[Finding]:
    """The style prints more names than stand before "et al", and the record has them.

    Why: authors who are left out cannot be found, and the list is cut in two ways.
    Wrong: Aldermann RK, et al. (of three authors, in a style that prints six)
    Right: Aldermann RK, van der Zijpp T, Okonjo P.
    Unsafe: the names come from the record.
    """
    witness, profile = case.witness, case.context.profile
    group = case.reference.group()
    if witness is None or profile is None or group is None or not group.et_al:
        return
    if witness.state != "verified" or not witness.complete:
        return
    form = profile.names
    if form.et_al_use_last:
        # The names are the first ones and the last, and those of the record go between.
        return
    total, shown = len(witness.authors), len(group.names)
    cut = bool(form.et_al_min) and total >= form.et_al_min
    wanted = form.et_al_use_first if cut else total
    if shown >= wanted:
        return
    missing = [str(each) for each in witness.authors[shown:wanted]]
    pieces = case.find(Role.ET_AL)
    place = case.place(pieces[0].span) if pieces else case.label
    yield Finding(
        place,
        f"Add the {'author' if len(missing) == 1 else 'authors'} {show(', '.join(missing))} of the "
        f"record before {show('et al')}; this style prints {wanted} names",
        proven(
            case,
            "Add the names of the record",
            _name_edits(case, missing, keeps_et_al=cut),
            "contributors",
        ),
    )


def _name_edits(case: Case, missing: list[str], *, keeps_et_al: bool) -> list[Edit]:
    """Return the edits that put names, as Vancouver styles print them, behind the last one."""
    profile = case.context.profile
    pieces = case.find(Role.ET_AL)
    last = [each for each in case.find(Role.INITIALS) if pieces and each.span < pieces[0].span]
    if profile is None or profile.names.initials != "compact" or not last:
        return []
    if not all(isinstance(each, Person) for each in case.reference.authors):
        return []
    names = "".join(f", {each}" for each in missing)
    end = last[-1].span.end
    if keeps_et_al:
        return [Edit(Span(end, end), names)]
    stop = pieces[0].span.end - pieces[0].span.of(case.text).endswith(".")
    return [Edit(Span(end, stop), names)]
