"""Titles: what ends them, their capitals, marks that are not theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from carcite.authorities import journals
from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Related, Severity
from carcite.model.layout import Role
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import Judgement, show
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_WORD = pattern(r"[^\W\d_]++")
"""Takes "Targeted" in "CD19-Targeted"; refuses digits."""
_STARTS = pattern(r"(?:^|[.:?!–—]\s|[\"“(])\W{0,4}+\Z")
"""Takes what stands before a word that begins a sentence or a subtitle."""
TITLE_CASE_SHARE = 0.75
"""Of the words that could be small, how many capitals make Title Case."""


# Takes the "?." of "Does it work?. Lancet"; refuses "?..." and the "?" of an address.
_DOUBLED = pattern(r"(?<=[^\W_])[?!](?P<stop>\.)(?=\s[^\W\d_])")


@entry_rule(
    "TTL001",
    "double-terminal-punctuation",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Title: ? and ! end the title; AMA 11, 3.9",
    safety=Safety.SAFE,
)
def double_terminal_punctuation(case: Case) -> Iterator[Finding]:
    """A title that ends in "?" or "!" is followed by the separator's stop.

    Why: the mark already ends the title; the stop is left over from a machine.
    Wrong: game changer or stepping stone?. Blood
    Right: game changer or stepping stone? Blood
    Unsafe: where the entry could not be read, the mark may stand elsewhere than at the title's end.
    """
    # Entries that were read whole are compared with the style; see `judge`.
    if case.expected is not None or case.parse.is_read or case.context.facts_only:
        return
    if found := _DOUBLED.search(case.text):
        span = Span(*found.span("stop"))
        fix = case.fix("Remove the stop", Safety.UNSAFE, (span, ""))
        yield Finding(case.place(span), f"Remove the period behind {show(found[0][0])}", fix)


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
    >>> is_title_case("Local Indicators of Spatial Association-LISA") is None
    True
    """
    if _is_german(title):
        return None  # There every noun bears a capital.
    capital, small = _counts(title, ())
    if capital + small < 3:
        return None
    if capital < TITLE_CASE_SHARE * (capital + small):
        return False
    capital, small = _counts(title, _named(title))
    if capital < TITLE_CASE_SHARE * max(3, capital + small):
        return None
    # "Zika outbreak on Yap Island, Federated States of Micronesia": one noun that is small among
    # capitals says that those are names.
    return (
        True if capital >= _DECORATED * sum(map(_is_small_noun, _SMALL.finditer(title))) else None
    )


_DECORATED = 9
# Takes the "outbreak" of "Zika outbreak"; refuses the parts of "Cloud-based" and "Real-time".
_SMALL = pattern(r"(?P<before>(?<![\w’'.-])[\w’'.-]{1,40}+\s)(?P<word>[^\W\d_]{4,})(?![\w-])")
# Takes the second name of a species, "Vibrio owensii": Latin endings behind a capital.
_LATIN = pattern(r"[a-z]+(?:us|a|um|is|i|ae|ens|ans|or|es|os|on)\Z")
_PREPOSITIONS = frozenset(
    {
        *("with", "from", "into", "onto", "over", "among", "amongst", "between", "during", "after"),
        *("before", "under", "through", "within", "without", "against", "toward", "towards"),
        *("upon", "than", "that", "this", "these", "those", "their", "your", "when", "while"),
        *("where", "which", "versus", "using", "along", "across", "about", "around", "beyond"),
        *("have", "been", "does", "what", "whom", "whose", "until", "since", "some", "such"),
        *("para", "como", "entre", "sobre", "pour", "avec", "dans", "chez", "della", "delle"),
    }
)
"""Words that Title Case leaves small in some houses."""


def _is_small_noun(found: re.Match[str]) -> bool:
    word = found["word"]
    if not word.islower() or word in _PREPOSITIONS:
        return False
    return not (found["before"][0].isupper() and _LATIN.match(word))


def _counts(title: str, named: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return how many words that could be small bear a capital, and how many are small."""
    capital = small = 0
    for word in _WORD.finditer(title):
        text = word.group()
        start = word.start()
        if len(text) < 4 or not start or not text[1:].islower():
            continue
        if any(first <= start < end for first, end in named):
            continue
        inside = start > 1 and title[start - 1] == " " and title[start - 2].isalnum()
        if not inside and _STARTS.search(title[max(0, start - 4) : start]):
            continue
        if text[0].isupper():
            capital += 1
        else:
            small += 1
    return capital, small


# Takes "Local Indicators of Spatial Association", "The Affordable Care Act"; refuses small words
# that join no two capitals.
_RUN = pattern(
    r"(?<![\w-])[A-Z][\w'’-]*+(?:\s(?:(?:of|the|and|for|in|on|to|with|&|de|da|do|e)\s){0,2}"
    r"[A-Z][\w'’-]*+){1,14}+"
)
_ACRONYM = pattern(r"\s?[(–—-]\s?(?P<letters>[A-Z][A-Za-z-]{1,9}[A-Z])\)?(?=\s?[:.]|\Z)")
"""Takes the " (PRISMA)" that ends a title or stands before its colon; refuses "(PRA) in use"."""
_NAMES = frozenset(
    {
        *("association", "society", "organization", "organisation", "ministry", "institute"),
        *("academy", "college", "council", "federation", "foundation", "agency", "commission"),
        *("committee", "nations", "university", "act", "law", "decree", "directive", "code"),
        *("declaration", "convention", "charter", "treaty", "constitution", "protocol"),
        *("questionnaire", "inventory", "scale", "checklist", "examination"),
        *("index", "score", "survey", "registry"),
    }
)
"""What a body, a law or an instrument is called by, at the end of its name or before "of"."""
_LONGEST_NAME = 7
"""In words of a capital."""


def _named(title: str) -> list[tuple[int, int]]:
    """Return the stretches of a title that are names: journals, bodies, laws, what has an acronym.

    >>> title = "Preferred Reporting Items for Systematic Reviews and Meta-Analyses (PRISMA)"
    >>> _named(title) == [(0, title.index(" ("))]
    True
    """
    found = []
    for run in _RUN.finditer(title):
        words = [word for word in run[0].split() if word[0].isupper()]
        if _is_spelt_out(words, title[run.end() :]) or (
            len(words) <= _LONGEST_NAME and (_is_name(run[0].split()) or journals.known(run[0]))
        ):
            found.append(run.span())
    return found


def _is_spelt_out(words: list[str], behind: str) -> bool:
    """Tell whether an acronym behind or at the end of words is made of their first letters."""
    *before, last = words
    joined = last.rpartition("-")
    letters = joined[2] if joined[2].isupper() and len(joined[2]) > 2 else ""
    acronym = _ACRONYM.match(behind)
    if letters:
        words = [*before, joined[0]]
    elif acronym:
        letters = acronym["letters"]
    heads = "".join(part[0] for word in words for part in word.split("-") if part[:1].isupper())
    wanted = "".join(filter(str.isupper, letters))
    return len(wanted) > 2 and wanted[0] == heads[0] and _within(wanted, heads)


def _within(letters: str, heads: str) -> bool:
    """Tell whether most letters of an acronym begin words, in their order: PRISMA skips "and"."""
    hits = at = 0
    for letter in letters:
        found = heads.find(letter, at)
        if found >= 0:
            hits, at = hits + 1, found + 1
    return hits >= 0.6 * len(letters) and hits >= len(heads) / 2


def _is_name(words: list[str]) -> bool:
    if words[-1].casefold() in _NAMES:
        return True
    for place, (one, two) in enumerate(pairwise(words)):
        if one.casefold() in _NAMES and two in ("of", "for", "on"):
            return sum(word[0].isupper() for word in words[place + 2 :]) <= _BEHIND_OF
    return False


_BEHIND_OF = 3
"""In words of a capital: what a body can be of, as "Ministry of Health and Welfare"."""


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
