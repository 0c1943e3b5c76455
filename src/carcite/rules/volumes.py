"""The date-volume-issue-page block: its marks, words and supplements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.authorities import journals
from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.rules.case import Case
from carcite.rules.judgement import Judgement, call, names_a_date, put, show
from carcite.rules.rule import Finding, entry_rule, form_rule
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_LABEL = pattern(r"[^\W\d_]{1,9}+")
"""Takes the word in " vol. " and ", pp. "; refuses bare marks."""


@entry_rule(
    "VOL001",
    "missing-volume",
    Severity.WARNING,
    basis="AMA 11, 3.11.1; ICMJE samples: year;volume:pages",
)
def missing_volume(case: Case) -> Iterator[Finding]:
    """A journal article gives year and pages but no volume.

    Why: pages begin anew with each volume; without it the article is searched by title alone.
    Wrong: Lancet 2002:284-287
    Right: Lancet 2002;359:284-287
    No fix: the volume is not in the text.
    """
    reference = case.reference
    if reference.type != "article-journal" or not case.parse.is_read or case.context.facts_only:
        return
    if reference.volume or reference.issue or reference.supplement or reference.status:
        return
    pages = [each for each in reference.pages if isinstance(each, PageRange)]
    if pages and reference.issued and journals.known(reference.container_title):
        piece = next(iter(case.find(Role.PAGE)), None)
        span = case.place(piece.span) if piece else case.span
        yield Finding(span, "Add the volume; pages are given without it")


@form_rule(
    "VOL002",
    "volume-label",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1: words for volume, issue and pages are left out",
)
def volume_label() -> None:
    """A word such as "vol.", "no." or "pp." stands where the style prints numbers alone.

    Why: the place of a number says what it is; the words are another style's.
    Wrong: vol. 359, no. 6382, pp. 1361
    Right: 359(6382):1361
    """


# Takes the "Suppl 1(Suppl 1)" that databases export; refuses "Suppl 1(Suppl 2)".
_TWICE = pattern(
    r"\b(?P<name>Suppl(?:ement)?\.?\s?[A-Z]?\d{0,4})(?P<again>\s?\(\s?(?P=name)\s?\))",
    re.IGNORECASE,
)


@entry_rule(
    "VOL003",
    "supplement-format",
    Severity.INFO,
    basis='ICMJE samples: "42 Suppl 2:S93-9", "58(12 Suppl 7):S12-24", "83(Pt 2)"',
    safety=Safety.SAFE,
)
def supplement_format(case: Case) -> Iterator[Finding]:
    """A supplement or part is written otherwise than the style prints it, or stands twice.

    Why: supplements are paged apart; the reader must see that it is one.
    Wrong: 42, supplement 2
    Right: 42 Suppl 2
    Unsafe: of a supplement that stands twice the second is taken out.
    """
    # What stands once is compared with the style; see `judge`.
    if case.context.facts_only or (twice := _TWICE.search(case.text)) is None:
        return
    again = Span(*twice.span("again"))
    fix = case.fix("Remove the second", Safety.UNSAFE, (again, ""))
    message = f"Give the supplement once instead of {show(twice[0])}"
    yield Finding(case.place(Span(*twice.span())), message, fix)


@form_rule(
    "VOL005",
    "vol-page-punctuation",
    Severity.WARNING,
    basis="ICMJE samples: 2018;359(6382):1361-5; house styles set blanks or commas instead",
)
def vol_page_punctuation() -> None:
    """The marks between year, volume, issue and pages are not the style's.

    Why: the marks alone tell which number is which.
    Wrong: 2018; 359: 1361
    Right: 2018;359:1361
    Unsafe: taking out an issue number loses it.
    """


def _brackets_alone(difference: Difference) -> bool:
    """Tell whether brackets alone differ: many houses set every supplement in them."""
    one, two = difference.observed.strip(" ()"), difference.expected.strip(" ()")
    return one == two


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference in the block."""
    observed, expected = show(difference.observed), show(difference.expected)
    style = case.context.style_title
    if not case.reference.volume or names_a_date(difference, inferred=case.context.inferred):
        return None
    match difference.kind:
        case Kind.AFFIX:
            message = put(difference.observed, difference.expected, _where(difference), style)
            if Role.SUPPLEMENT in (difference.left, difference.right):
                if case.context.inferred and _brackets_alone(difference):
                    return None
                return Judgement(supplement_format, message, f"Put {expected}")
            label = _LABEL.search(difference.observed)
            if label and not _LABEL.search(difference.expected):
                return Judgement(volume_label, message, f"Put {expected}")
            return Judgement(vol_page_punctuation, message, f"Put {expected}")
        case Kind.FORM:
            message = f"Write {observed} as {expected}, as {style} prints it"
            return Judgement(supplement_format, message, f"Use {expected}")
        case Kind.EXTRA if difference.left is Role.ISSUE:
            issue = case.reference.issue
            message = f'Leave out the issue "{issue}"; {style} prints none'
            return Judgement(vol_page_punctuation, message, "Leave out the issue", Safety.UNSAFE)
        case Kind.ORDER:
            message = f"Put volume, issue and pages in the order in which {style} prints them"
            return Judgement(vol_page_punctuation, message, "Rewrite the entry")
    return None


def _where(difference: Difference) -> str:
    left = call(difference.left) if difference.left else "the start"
    right = call(difference.right) if difference.right else "the end"
    return f"between {left} and {right}"
