"""Dates: the year that every reference has, and the form in which it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.compare.align import Difference, Kind
from carcite.model.dates import Date
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.model.locators import Literal
from carcite.rules.case import Case
from carcite.rules.judgement import Judgement, show
from carcite.rules.rule import Finding, entry_rule, form_rule
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

FIRST_YEAR = 1500
"""Printed works that biomedicine cites are not older."""
_UNDATED = frozenset(
    {"webpage", "post", "software", "dataset", "legislation", "map", "post-weblog"}
)


@entry_rule(
    "DAT001",
    "missing-year",
    Severity.ERROR,
    basis="AMA 11, 3.11.1; Citing Medicine, 2nd ed., ch. 1: the date of publication is required",
)
def missing_year(case: Case) -> Iterator[Finding]:
    """A reference gives no year.

    Why: without its year a work can hardly be found, nor its age be judged.
    Wrong: Blood; 145: 1841
    Right: Blood 2025; 145: 1841
    No fix: the year is not in the text.
    """
    reference = case.reference
    if reference.issued is not None or reference.type in _UNDATED or reference.status:
        return
    if reference.epub or reference.accessed or reference.updated or _UNDATED_IN.search(case.text):
        return
    host = reference.container_title or reference.publisher or reference.volume
    whole = case.parse.is_read and host and not case.other_years()
    if whole or case.lacks_year or case.context.facts_only or _lacks_year_before_volume(case.text):
        yield Finding(case.span, "Add the year of publication; none is given")


# Takes "(n.d.)" and "[date unknown]"; refuses "n.d." in the middle of a sentence.
_UNDATED_IN = pattern(
    r"[(\[](?:n\.\s?d\.?|s\.\s?[df]\.?|no date|date unknown|undated)[)\]]", re.IGNORECASE
)
# Takes " 380(4):311" behind a journal; refuses "2019;380(4):311".
_VOLUME = pattern(
    r"(?<=[a-z.])\s(?!(?:1[89]|20)\d\d)\d{1,4}\s?\(\d{1,4}\)\s?:\s?[eE]?\d{1,7}(?:[-–]\d{1,7})?"
)
_YEAR = pattern(r"(?<![\d/.])(?:1[89]|20)\d\d(?![\d/])")


def _lacks_year_before_volume(text: str) -> bool:
    """Tell whether a journal is followed by volume, issue and pages, and no year is given."""
    found = _VOLUME.search(text)
    if found is None or _YEAR.search(text, 0, found.start()):
        return False
    behind = _ADDRESS.sub("", text[found.end() :])
    return _YEAR.search(behind) is None


# Takes an address or a DOI, whose figures are no years.
_ADDRESS = pattern(r"(?:https?://|doi|10\.\d{4})\S{0,300}", re.IGNORECASE)
# Takes the 10 of "BMJ Open. 10; 8(1)" and the 20188 of "Lancet 20188;391:10"; refuses the 391 of
# "Lancet 2018;391(3):10".
_LOST = pattern(r"[^\W\d_]\.?\s(?P<year>\d{1,3}|\d{5})\s?;\s?\d{1,4}\s?(?:\(\d{1,4}\)|:\s?[eE]?\d)")
_SLIP = pattern(r"(?=[A-Za-z]{0,4}\d)[0-9A-Za-z]{3,5}")
"""Takes "20x8", "202", "20188"; refuses "in press" and "n.d."."""


@entry_rule(
    "DAT002",
    "future-or-impossible-year",
    Severity.ERROR,
    basis="Practice: a work cannot be later than next year, nor older than print",
)
def impossible_year(case: Case) -> Iterator[Finding]:
    """The year lies in the future or before print.

    Why: it is a slip of the keyboard that sends the reader to nothing.
    Wrong: Blood 2052; 145: 1841
    Right: Blood 2025; 145: 1841
    No fix: the right year is not in the text.
    """
    issued = case.reference.issued
    if (
        issued is None
        and (slip := _LOST.search(case.text))
        and not _YEAR.search(case.text, 0, slip.start())
    ):
        span = case.place(Span(*slip.span("year")))
        yield Finding(span, f'Correct the year "{slip["year"]}", which has not four figures')
        return
    if case.context.facts_only and isinstance(issued, Literal) and _SLIP.fullmatch(issued.text):
        year = next(iter(case.find(Role.YEAR)), None)
        span = case.place(year.span) if year else case.span
        yield Finding(span, f'Correct the year "{issued.text}", which is none')
        return
    if not isinstance(issued, Date) or FIRST_YEAR <= issued.year <= case.context.today + 1:
        return
    if any(FIRST_YEAR <= year <= case.context.today + 1 for year in case.other_years()):
        return
    year = next(iter(case.find(Role.YEAR)), None)
    if year and case.text[year.span.start - 1 : year.span.start].isdigit():
        return
    span = case.place(year.span) if year else case.span
    when = "in the future" if issued.year > case.context.today else "before the first printed books"
    yield Finding(span, f'Correct the year "{issued.year}"; it lies {when}')


@form_rule(
    "DAT003",
    "year-format",
    Severity.WARNING,
    basis="ICMJE samples: the year stands after the journal, without letters or parentheses",
    safety=Safety.SAFE,
)
def year_format() -> None:
    """The year stands at another place than the style's, or bears a letter.

    Why: year and letter belong to author-date lists; a numbered list needs neither.
    Wrong: June CH (2018) CAR T cells. Science 359:1361
    Right: June CH. CAR T cells. Science. 2018;359:1361
    Unsafe: a letter may be what the text cites.
    """


@form_rule(
    "DAT004",
    "month-format",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., App. F: three-letter English months",
)
def month_format() -> None:
    """A month or day is written otherwise than the style prints it, or is not printed there.

    Why: one list, one form of dates.
    Wrong: 2021 August; 2021 Sept.
    Right: 2021 Aug; 2021 Sep
    Unsafe: taking out a month loses it.
    """


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference in a date."""
    observed, expected = show(difference.observed), show(difference.expected)
    style = case.context.style_title
    match difference.kind, difference.left:
        case Kind.ORDER, _ if _month_first(case):
            message = f"Put the month behind the year, where {style} prints it"
            return Judgement(month_format, message, "Rewrite the entry")
        case Kind.ORDER, _:
            message = f"Put the year where {style} prints it"
            return Judgement(year_format, message, "Rewrite the entry")
        case Kind.FORM, Role.YEAR:
            message = f"Write the year {observed} as {expected}, as {style} prints it"
            return Judgement(year_format, message, f"Use {expected}", Safety.UNSAFE)
        case Kind.FORM, Role.MONTH | Role.DAY:
            message = f"Write {observed} as {expected}, as {style} prints it"
            return Judgement(month_format, message, f"Use {expected}")
        case Kind.EXTRA, Role.MONTH | Role.DAY:
            message = f"Leave out {observed} of the date; {style} does not print it"
            return Judgement(month_format, message, "Keep the year alone", Safety.UNSAFE)
    return None


def _month_first(case: Case) -> bool:
    """Tell whether a month or day stands right before the year: "août 2019"."""
    year = next(iter(case.find(Role.YEAR)), None)
    before = [*case.find(Role.MONTH), *case.find(Role.DAY)]
    return year is not None and any(0 <= year.span.start - each.span.end < 8 for each in before)
