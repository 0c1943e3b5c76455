"""Titles: what ends them, their capitals, marks that are not theirs."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Role
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import Judgement, show
from carcite.rules.rule import Finding, form_rule, list_rule
from carcite.text.edit import Safety
from carcite.text.pattern import pattern

_WORD = pattern(r"[^\W\d_]++")
"""Takes "Targeted" in "CD19-Targeted"; refuses digits."""
_STARTS = pattern(r"(?:^|[.:?!–—]\s|[\"“(])\W{0,4}+\Z")
"""Takes what stands before a word that begins a sentence or a subtitle."""
TITLE_CASE_SHARE = 0.75
"""Of the words that could be small, how many capitals make Title Case."""


@form_rule(
    "TTL001",
    "double-terminal-punctuation",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Title: ? and ! end the title; AMA 11, 3.9",
)
def double_terminal_punctuation() -> None:
    """A title that ends in "?" or "!" is followed by the separator's stop.

    Why: the mark already ends the title; the stop is left over from a machine.
    Wrong: game changer or stepping stone?. Blood
    Right: game changer or stepping stone? Blood
    """


@list_rule(
    "TTL002",
    "title-case-inconsistent",
    Severity.WARNING,
    basis="AMA 11, 3.9.1 and Citing Medicine, 2nd ed., ch. 1: sentence case for article titles",
    safety=Safety.SHOWN,
)
def title_case_inconsistent(listing: Listing) -> Iterator[Finding]:
    """Some article titles are in Title Case, the others in sentence case.

    Why: capitals in titles carry meaning (names, genes, trials); decorative ones hide it.
    Wrong: CAR T Cells in Refractory Systemic Lupus Erythematosus
    Right: CAR T cells in refractory systemic lupus erythematosus
    Unsafe: which words are names cannot be known, so no fix is made.
    """
    if listing.context.facts_only:
        return
    judged = [(case, is_title_case(case.reference.title)) for case in listing.articles]
    capital = [case for case, found in judged if found]
    small = sum(found is False for _, found in judged)
    if not capital or len(judged) < 3 or small < len(capital):
        return
    places = [case.place(case.find(Role.TITLE)[0].span) for case in capital]
    numbers = ", ".join(str(case.number) for case in capital[:8])
    more = f" and {len(capital) - 8} more" if len(capital) > 8 else ""
    what = "is" if len(capital) == 1 else "are"
    which = "entry" if len(capital) == 1 else "entries"
    yield Finding(
        places[0],
        f"Write article titles in one case: {len(capital)} {what} in Title Case ({which} "
        f"{numbers}{more}), the other {small} in sentence case",
        related=tuple(Related(place, "also in Title Case") for place in places[1:]),
        entry=capital[0].index,
    )


def is_title_case(title: str) -> bool | None:
    """Tell whether a title is in Title Case; None where too few words can tell.

    >>> is_title_case("CD19-Targeted CAR T Cells in Refractory Systemic Lupus Erythematosus")
    True
    >>> is_title_case("CAR T cell immunotherapy for human cancer")
    False
    """
    if _is_german(title):
        return None  # There every noun bears a capital.
    capital = small = 0
    for word in _WORD.finditer(title):
        text = word.group()
        if len(text) < 4 or _STARTS.search(title[max(0, word.start() - 4) : word.start()]):
            continue
        if word.start() == 0 or not text[1:].islower():
            continue
        if text[0].isupper():
            capital += 1
        else:
            small += 1
    if capital + small < 3:
        return None
    return capital >= TITLE_CASE_SHARE * (capital + small)


_GERMAN_WORDS = """
    und der die das des dem den bei für mit von vom im zur zum ein eine einer eines nach auf als
    aus über unter zwischen durch oder nicht beim ist wird sich
"""
_GERMAN = frozenset(_GERMAN_WORDS.split())
_ENGLISH_WORDS = "the of and for with to on by from or are is at"
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def _is_german(title: str) -> bool:
    """Tell whether a title's small words are German."""
    words = title.casefold().split()
    german = sum(word in _GERMAN for word in words)
    return german > sum(word in _ENGLISH for word in words)


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference at a title."""
    observed, expected = show(difference.observed), show(difference.expected)
    if difference.kind is Kind.AFFIX:
        message = (
            f"Write {expected} instead of {observed} after the title, which ends in its own mark"
        )
        if not difference.expected.strip() and difference.observed.strip() == ".":
            message = "Remove the period after the title, which ends in its own mark"
        return Judgement(double_terminal_punctuation, message, "Remove the stop")
    return None
