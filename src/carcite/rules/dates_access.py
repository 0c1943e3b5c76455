"""The day on which a page was seen: whether it is given, and whether it can be."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from itertools import pairwise

from carcite.model.dates import Date
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Piece, Role
from carcite.model.locators import Literal
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.chars import fold
from carcite.text.pattern import pattern
from carcite.text.span import Span

_FIRST_PAGES = 1991
"""The year of the first web page."""
_MONTHS = 12


@list_rule(
    "DAT005",
    "missing-access-date",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 25: [cited 2024 Mar 2]; AMA 11, 3.15.3: accessed date",
)
def missing_access_date(listing: Listing) -> Iterator[Finding]:
    """Web pages are cited without the day on which they were seen.

    Why: pages change; the day says which state of the page is meant.
    Wrong: Available from: https://www.who.int/malaria
    Right: [cited 2024 Mar 2]. Available from: https://www.who.int/malaria
    No fix: the day is not in the text.
    """
    if listing.context.facts_only:
        return
    bare = [case for case in listing.cases if _undated_page(case)]
    if not bare:
        return
    first = bare[0]
    yield Finding(
        first.place(first.find(Role.URL)[0].span),
        "Add the day on which this web page was seen"
        if len(bare) == 1
        else f"Add the days on which {len(bare)} web pages were seen",
        related=tuple(
            Related(case.place(case.find(Role.URL)[0].span), "also without a day")
            for case in bare[1:]
        ),
        entry=first.index,
    )


_ON_THE_WEB = frozenset({"webpage", "post", "post-weblog", "report", "dataset", "software"})
_SEEN = pattern(
    r"access|cited|retriev|view|visit|consult|acess|citad|zugriff|abgeruf|zitiert|stand|updated"
)
"""Takes "accessed on 2 march", "zuletzt abgerufen", in small letters; refuses a bare address."""


def _undated_page(case: Case) -> bool:
    reference = case.reference
    web = reference.type in _ON_THE_WEB or reference.medium.casefold() in ("internet", "online")
    web = web or (reference.type in _MAY_BE_ON_THE_WEB and _is_announced(case))
    if not web or not case.find(Role.URL) or not case.parse.is_read:
        return False
    # A version says as well as a day which state of a program is meant.
    if reference.accessed or reference.identifier("doi") or reference.edition:
        return False
    if _is_dated_behind_names(case):
        return False
    marks = " ".join(piece.text for piece in case.layout if _is_mark(piece))
    return not _SEEN.search(marks.lower())


def _is_dated_behind_names(case: Case) -> bool:
    """Tell whether the day of the page's state stands behind the authors: "(2022, June 17)".

    APA asks for a day of access only where there is no such day.
    """
    roles = [role for role, _, _ in case.layout.marks]
    early = Role.YEAR in roles and Role.TITLE in roles
    dated = isinstance(case.reference.issued, Date) and case.reference.issued.day is not None
    return dated and early and roles.index(Role.YEAR) < roles.index(Role.TITLE)


def _is_mark(piece: Piece) -> bool:
    return piece.role in (Role.AFFIX, Role.DATE, Role.UNREAD, Role.NOTE)


_MAY_BE_ON_THE_WEB = frozenset({"book", "chapter", "legislation", "document"})
# Takes "Available from: ", "Disponible en ", "Verfügbar unter: "; refuses a bare stop.
_ANNOUNCED = pattern(
    r"(?:availab|disponib|disponív|verfügbar|im internet|retriev|online at)[^.]{0,20}\Z",
    re.IGNORECASE,
)


def _is_announced(case: Case) -> bool:
    """Tell whether words say that the work is to be seen at the address behind them."""
    return any(
        two is Role.URL and one is Role.AFFIX and _ANNOUNCED.search(fold(text))
        for (one, text), (two, _) in pairwise(case.layout.texts())
    )


@entry_rule(
    "DAT006",
    "impossible-access-date",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 25, Date of Citation: the day on which the page was seen",
)
def impossible_access_date(case: Case) -> Iterator[Finding]:
    """The day of access is no day, lies in the future, or before the page was published.

    Why: it cannot be the day on which anyone saw the page.
    Wrong: Geneva: WHO; 2016 [cited 2015 Jan 1]
    Right: Geneva: WHO; 2016 [cited 2017 Jan 1]
    No fix: the day is not in the text.
    """
    accessed = case.reference.accessed
    if accessed is None and not _SEEN.search(case.text.lower()):
        return
    if accessed is None and (unread := _unread_day(case)):
        message = f"Correct the date of access in {show(unread.of(case.text))}, which is no date"
        yield Finding(case.place(unread), message)
    elif found := _NO_MONTH.search(case.text):
        message = (
            f"Correct the date of access {show(found[0])}: a year has no month {found['month']}"
        )
        yield Finding(case.place(Span(*found.span())), message)
    elif (found := _NO_DAY.search(case.text)) is not None:
        span = case.place(Span(*found.span("day")))
        yield Finding(span, f'Give the day of access instead of "{found["day"]}"')
    elif isinstance(accessed, Literal) and (found := _TOO_LARGE.search(accessed.text)):
        message = f"Correct the date of access {show(accessed.text)}: {found[0]} is no day"
        yield Finding(_place(case, found[0]), message)
    elif isinstance(accessed, Date) and (fault := _fault(case, accessed)):
        yield Finding(_place(case, str(accessed.year)), f"Correct the date of access: {fault}")


def _unread_day(case: Case) -> Span | None:
    """Return what is called a day of access, holds figures, and could not be read as one."""
    for piece in case.find(Role.UNREAD):
        words = _SEEN_ON.match(fold(piece.text))
        if words and any(map(str.isdigit, words["rest"])):
            return piece.span
    return None


# Takes "accessed 2 May 202" and "cited 2O20 May 2"; refuses "accessed via Ovid" by its figures.
_SEEN_ON = pattern(
    r"\W{0,2}(?:accessed|cited|retrieved|consultado|consulté|citado|acesso|abgerufen|zugriff)"
    r"\b(?P<rest>.{1,30})\Z",
    re.IGNORECASE,
)
# Takes the "2020-13-02" of "Accessed 2020-13-02"; refuses "2020-12-31".
_NO_MONTH = pattern(
    r"(?:accessed|cited|retrieved|consultado|citado|acesso|abgerufen|zugriff)\W{1,3}(?:[a-z]{2}\s)?"
    r"(?:19|20)\d\d-(?P<month>1[3-9]|[2-9]\d|00)-\d\d(?!\d)",
    re.IGNORECASE,
)
# Takes "[cited 2024 Jan 2024]", whose day is a year.
_NO_DAY = pattern(
    r"(?:cited|accessed|retrieved|citado|acesso|zitiert)\s(?:em\s|on\s|am\s|el\s)?"
    r"(?:19|20)\d\d\s[^\W\d_]{3,9}\.?\s(?P<day>\d{3,4})(?!\d)",
    re.IGNORECASE,
)
_TOO_LARGE = pattern(r"(?<!\d)(?:3[2-9]|[4-9]\d)(?!\d)")
"""Takes the 32 of "32. März 2021"; refuses the parts of "2021"."""


def _place(case: Case, figures: str) -> Span:
    dates = [each for each in case.find(Role.DATE) if figures in each.text]
    return case.place(dates[-1].span) if dates else case.span


def _fault(case: Case, accessed: Date) -> str:
    """Return what is wrong with a date of access; empty where nothing is."""
    if accessed.month and not 1 <= accessed.month <= _MONTHS:
        return f"a year has no month {accessed.month}"
    if accessed.month and accessed.day:
        last = monthrange(accessed.year, accessed.month)[1]
        if not 1 <= accessed.day <= last:
            return f"the month has {last} days, not {accessed.day}"
    if accessed.year > case.context.today:
        return f"{accessed.year} lies in the future"
    if accessed.year < _FIRST_PAGES:
        return f"in {accessed.year} there were no web pages"
    issued = case.reference.issued
    if isinstance(issued, Date) and _is_earlier(accessed, issued, case):
        return f"the page was seen before it was published, in {_month(issued, accessed)}"
    return ""


def _is_earlier(accessed: Date, issued: Date, case: Case) -> bool:
    """Tell whether a page was seen before it was published, as far as both dates are exact.

    Articles are on line before the year of their volume.
    """
    if case.reference.volume or case.reference.type == "article-journal":
        return accessed.year < issued.year - 1
    seen, made = _known(accessed), _known(issued)
    common = min(len(seen), len(made))
    return seen[:common] < made[:common]


def _known(date: Date) -> tuple[int, ...]:
    parts = (date.year, date.month, date.day)
    return tuple(part for place, part in enumerate(parts) if part and all(parts[:place]))


def _month(issued: Date, accessed: Date) -> str:
    if issued.year == accessed.year and issued.month:
        return f"{issued.year}-{issued.month:02}"
    return f"{issued.year}"
