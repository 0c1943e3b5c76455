"""What the HTML page shows beyond the findings: the mended list, other styles, the citations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carcite.checking.check import Report
from carcite.checking.fix import mend
from carcite.printing import print_references
from carcite.report.model import Callout
from carcite.rules.case import Listing, Manuscript
from carcite.rules.citations import citations
from carcite.styles.house.profiles import PROFILES
from carcite.text.edit import Edit, apply_edits

SHOWN_STYLES = ("nlm", "ama", "bmj", "lancet", "thieme", "apa")


def mended_text(report: Report) -> str | None:
    """Return the lists' text with the safe fixes made; None where nothing may be edited."""
    if not report.lists or report.document.locked:
        return None
    edits = mend(report).edits
    text = report.document.source.text
    lists = []
    for each in report.lists:
        span = each.list.span
        inside = [
            Edit(edit.span.shift(-span.start), edit.replacement)
            for edit in edits
            if span.contains(edit.span)
        ]
        lists.append(apply_edits(span.of(text), inside))
    return "\n\n".join(lists) + "\n"


def renderings_of(report: Report) -> Mapping[str, Sequence[str]]:
    """Return the list in a few styles, each entry as escaped HTML."""
    references = [(str(n), parse.reference) for n, parse in enumerate(report.parses, 1)]
    shown = {}
    for name in SHOWN_STYLES:
        profile = PROFILES.get(name)
        title = profile.title if profile else name.upper()
        shown[title] = [each.html for each in print_references(references, name)]
    return shown


def citations_of(report: Report) -> tuple[Callout, ...]:
    """Return the callouts of the running text, in order."""
    if not report.document.prose or not report.lists:
        return ()
    listings = tuple(
        Listing(each.list, each.cases, each.cases[0].context) for each in report.lists if each.cases
    )
    context = listings[0].context if listings else None
    document = report.document
    return citations(
        Manuscript(
            document.source,
            listings,
            document.prose,
            document.superscripts,
            document.links,
            context,
        )
    )
