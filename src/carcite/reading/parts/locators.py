"""Volume, issue, supplement, part, pages and article numbers, as they stand side by side.

Citing Medicine 2nd ed., ch. 1A, "Volume", "Issue" and "Location"; ICMJE samples 4 to 13 ("42 Suppl
2:S93-9", "58(12 Suppl 7)", "83(Pt 2)", "(401):230-8", "2002 Jun:1-6"); the same with the blanks,
labels and orders of other houses. All functions take plain text.

>>> read_pages("1361-5, 1370")
(PageRange(first='1361', last='1365'), PageRange(first='1370', last='1370'))
>>> read_pages("e113200"), read_issue("12 Suppl 7")
((ELocator(value='e113200'),), Issue(issue='12', supplement='Suppl 7', part=''))
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from carcite.model.locators import ELocator, Literal, Locator, PageRange
from carcite.reading.parts.ranges import expand
from carcite.text.pattern import pattern

_ROMAN = r"(?:[ivxlc]{1,8}|[IVXLC]{1,8})(?![A-Za-z])"
SINGLE_PAGE = (
    r"(?:(?:P{1,2}\.|[A-Z]{1,3}\.(?=\d{1,3}\.\d)|[A-Za-z]{1,5}-?|[Aa]rticle\ ?)?"
    r"\d{1,16}(?:[a-z]\d{1,6}|(?<=\d{5})[A-Z]\d{4,12})?"
    r"(?:\.?[A-Za-z]{1,2}\d{0,4}(?![A-Za-z]))?"
    rf"(?:\.\d{{1,7}}(?!\d))?|{_ROMAN})"
)
"""Takes "1361", "S93", "e12", "550.e2", "112s", "iii", "CD001", "L1-3"; refuses "Suppl"."""
PAGE_RANGE = rf"{SINGLE_PAGE}(?:\ ?-{{1,2}}\ ?{SINGLE_PAGE}(?:[.\ ]e\d+(?:-e?\d+)?)?)?"
PAGES = (
    rf"{PAGE_RANGE}(?>(?:,|;|\ ?(?:and|&|\+))\ ?(?:pp?\.\ ?)?"
    r"(?:discussion\ |quiz\ |author\ reply\ |passim\b)"
    rf"?{PAGE_RANGE}(?!\ ?\(|-\w)){{0,60}}"
)
"""One or more ranges: "325-8, 331", "45-9; discussion 52-4"."""

_PAGE_TOKEN = pattern(
    rf"(?<![A-Za-z])(?P<note>(?:discussion|quiz|author\ reply|passim)\ ?)?(?P<first>{SINGLE_PAGE})"
    rf"(?:\ ?-{{1,2}}\ ?(?P<last>{SINGLE_PAGE}))?"
)
_ARTICLE_NUMBER = pattern(
    r"(?:[a-zE]|[a-z]{2,5}|[A-Z]{2,5}|[a-zA-Z]{1,5}-)\d+|\d{5,9}|\d{4,6}[a-z]\d+"
)
# The numbers of articles of the American Society for Microbiology and of Medical Science Monitor:
# takes "e00121-17" and "e922809-1"; refuses "e662-9".
_YEARED_NUMBER = pattern(r"e(?:\d{5}|0\d{3})-\d{2}|e\d{6}-\d{1,2}")
LETTERED = (
    r"[A-Z]\ \d{1,5}(?:-(?:[A-Z]\ )?\d{1,5})?"
    r"(?:[,/]\ ?[A-Z]\ \d{1,5}(?:-\d{1,5})?){0,2}|[A-Z]-[A-Z]"
)
"""Takes "A 612-614", "A 3082, B 2683, C 2574" of Deutsches Arzteblatt, and "A-G"."""
_LETTERED = pattern(LETTERED)
_PLAIN_RANGE = pattern(r"(\d+)-(\d+)")


@lru_cache(maxsize=16384)
def read_pages(plain: str, *, numbered: bool = False, clean: str = "") -> tuple[Locator, ...]:
    """Return the locators of a stretch of pages without its label.

    `clean` is the same stretch as it stands: letters of other scripts are taken from it.

    A single number counts as an article number when it has the form of one, or where the caller
    says that plain numbers are article numbers (`numbered`).
    """
    match = _PLAIN_RANGE.fullmatch(plain)
    if match:
        return (PageRange(*expand(match[1], match[2])),)
    letters = _LETTERED.fullmatch(plain)
    if letters:
        return tuple(Literal(part.strip()) for part in (clean or plain).split(","))
    own = clean if clean and not clean.isascii() else plain
    if plain[:5].lower() == "abstr":
        return (Literal(plain),)
    if _YEARED_NUMBER.fullmatch(plain):
        return (ELocator(plain),)
    found: list[Locator] = []
    for token in _PAGE_TOKEN.finditer(plain):
        first, last = token["first"], token["last"]
        if last:
            one, two = own[slice(*token.span("first"))], own[slice(*token.span("last"))]
            found.append(PageRange(*(expand(one, two) if one.isascii() else _spread(one, two))))
        elif not found and (_ARTICLE_NUMBER.fullmatch(first) or (numbered and first.isdigit())):
            found.append(ELocator(own[slice(*token.span("first"))]))
        else:
            one = own[slice(*token.span("first"))]
            found.append(PageRange(one, one))
    return tuple(found) or ((Literal(plain),) if plain else ())


def _spread(first: str, last: str) -> tuple[str, str]:
    """Return a range whose letters are of another script, its ends both with their letter."""
    letter = first[: len(first) - len(first.lstrip("".join(filter(str.isalpha, first))))]
    if not letter or last[:1].isalpha():
        return first, last
    return first, letter + expand(first[len(letter) :], last)[1]


def page_tokens(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges of the single PAGE pieces in a stretch of pages."""
    return [
        (token.start("first"), token.end()) for token in _PAGE_TOKEN.finditer(plain, start, end)
    ]


class Issue(NamedTuple):
    """What stands between the volume and the pages."""

    issue: str
    supplement: str
    part: str


SUPPLEMENT = (
    r"(?:Suppl?(?:ement(?:um|o|s)?)?|suppl?(?:ement(?:um|o|s)?)?|SUPPL(?:EMENT)?|Supl(?:emento)?|"
    r"supl|Spec\ No)\b\.?"
)
PART = r"(?:P(?:ar)?ts?|pt|part|Teil|Special\ [Ii]ssue)\b\.?"
# Takes "12 Suppl 7", "Suppl 4", "Pt 2", "1 Pt 2", "2 Suppl", "6 Pt 1", "9 Suppl HPV".
_ISSUE = pattern(
    rf"""(?:(?:no|nr|n|issue|iss|num|Heft|heft|H|fasc|No|Nr|Issue)\b\.?\ ?)?
    (?:(?P<issue>(?!{SUPPLEMENT}|{PART})[^;:]*?)[\ ,;:]{{0,20}}+)?
    (?P<supplement>(?<!_){SUPPLEMENT}(?:\ ?[^\ ].*)?)?(?P<part>{PART}(?:\ ?[\w-]+)?)?""",
    re.VERBOSE,
)


@lru_cache(maxsize=8192)
def read_issue(plain: str) -> Issue:
    """Return number, supplement and part of what stands in the issue's brackets."""
    match = _ISSUE.fullmatch(plain)
    if match is None:
        return Issue(plain.strip(), "", "")
    return Issue(
        (match["issue"] or "").strip(" ,;"), match["supplement"] or "", match["part"] or ""
    )


def issue_spans(plain: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """Return the ranges of "issue", "supplement" and "part" in a stretch, those that stand."""
    match = _ISSUE.fullmatch(plain, start, end)
    if match is None:
        return [("issue", start, end)]
    return [(name, *match.span(name)) for name in ("issue", "supplement", "part") if match[name]]
