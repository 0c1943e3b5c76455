"""Pages and article numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.model.locators import PageRange
from carcite.reading.parts.ranges import expand, lengthened, runs_backwards, shorten
from carcite.rules.case import Case
from carcite.rules.judgement import Judgement, show
from carcite.rules.rule import Finding, entry_rule, form_rule
from carcite.text.chars import DASHES
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_TWO_ENDS = pattern(rf"\s*+([^{DASHES}\s]++)\s*+([{DASHES}]++)\s*+([^{DASHES}\s]++)\s*+")
"""Takes "569-567" and "550.e2–558.e2"; refuses "5" and "12-14-16"."""
_E_SUFFIX = pattern(r"(\d++)\.e(\d++)")
"""Takes "550.e2"; refuses "e550"."""


@entry_rule(
    "PAG001",
    "descending-range",
    Severity.ERROR,
    basis="Practice: the last page is not before the first",
    safety=Safety.SHOWN,
)
def descending_range(case: Case) -> Iterator[Finding]:
    """A page range ends before it begins, behind a thousand pages, or in a dash without a page.

    Why: one of the two numbers is wrong, and the reader cannot tell which.
    Wrong: 569-567
    Right: 567-569
    Unsafe: the digits may be wrong rather than swapped, so the fix is only shown.
    """
    if not case.find(Role.PAGE) and not case.parse.is_read and (lost := _LOST.search(case.text)):
        message = f"Check the pages {show(lost[0])}: the page behind the last dash is lost"
        yield Finding(case.place(Span(*lost.span())), message)
    ranges = [each for each in case.reference.pages if isinstance(each, PageRange)]
    for piece in case.find(Role.PAGE):
        if (torn := _TORN.match(case.text, piece.span.start, piece.span.end + _FIGURES)) and (
            torn.end() > piece.span.end
        ):
            message = f"Check the pages {show(torn[0])}: the page behind the last dash is lost"
            if torn[0][-1].isdigit():
                message = f"Check the pages {show(torn[0])}: a range has two ends, not three"
            yield Finding(case.place(Span(*torn.span())), message)
            continue
        ends = _TWO_ENDS.fullmatch(piece.text)
        if not ends:
            continue
        written = next((each for each in ranges if each.first == ends[1]), None)
        if written is None:
            continue
        first, last = lengthened(written.first, written.last)
        if case.reference.type == "article-journal" and (number := _length(first, last)) > _LONGEST:
            message = f"Check the pages {show(piece.text)}: no article has {number} pages"
            yield Finding(case.place(piece.span), message)
        if not runs_backwards(first, last):
            continue
        form = "minimal" if ends[3] != last else "full"
        swapped = f"{last}{ends[2]}{shorten(last, first, form)}"
        yield Finding(
            case.place(piece.span),
            f"Check the pages {show(piece.text)}: {first} to {last} runs backwards",
            case.fix(f'Swap to "{swapped}"', Safety.SHOWN, (piece.span, swapped)),
        )


_LONGEST = 1000
_FIGURES = 8
# Takes the "269-73-80" and "269-." of damaged ranges; refuses "269-73." and "S1-S9".
_TORN = pattern(
    rf"\d++(?:[{DASHES}]\d++)?(?:[{DASHES}]\d++(?![{DASHES}\w])|[{DASHES}]++(?=\s?(?:[.;,]|\Z)))"
)


# Takes the "p. 311-" of "p. 311-, 2019"; refuses "p. 311-20" and "p. 3-S9".
_LOST = pattern(rf"\bpp?\.\s?\d{{1,5}}[{DASHES}](?=\s?(?:[.,;]|\Z))")


def _length(first: str, last: str) -> int:
    plain = first.isdecimal() and last.isdecimal() and max(len(first), len(last)) <= 40
    return int(last) - int(first) + 1 if plain else 0


@form_rule(
    "PAG002",
    "page-range-style",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1: 1361-5; AMA 11, 3.11 and Thieme: 1361-1365",
)
def page_range_style() -> None:
    """A page range is shortened where the style writes it out, or the reverse.

    Why: "1361-5" and "1361-1365" side by side make the reader stop and count.
    Wrong: 1361-1365 (NLM)
    Right: 1361-5 (NLM)
    """


@form_rule(
    "PAG003",
    "dash-character",
    Severity.INFO,
    basis="The style's own dash: hyphen (NLM) or en dash (Nature, PLOS)",
)
def dash_character() -> None:
    """A page range has another dash than the style's, or than the rest of the list.

    Why: a minus or a doubled hyphen is not found by a search for the range.
    Wrong: 1841--1849; 1841−1849
    Right: 1841-1849 or 1841–1849
    """


@entry_rule(
    "PAG004",
    "suspicious-e-suffix",
    Severity.WARNING,
    basis="Cell Press prints the last page of the online pages alone: 550-558.e2",
    safety=Safety.SHOWN,
)
def suspicious_e_suffix(case: Case) -> Iterator[Finding]:
    """An electronic suffix stands at both ends of a page range.

    Why: such a range is printed pages and then online ones; the suffix belongs to the last.
    Wrong: 550.e2-558.e2
    Right: 550-558.e2
    Unsafe: some supplements are paged ".e1" throughout, so the fix is only shown.
    """
    for piece in case.find(Role.PAGE):
        ends = _TWO_ENDS.fullmatch(piece.text)
        if not ends:
            continue
        first, last = _E_SUFFIX.fullmatch(ends[1]), _E_SUFFIX.fullmatch(ends[3])
        if not first or not last or first[2] != last[2] or first[1] == last[1]:
            continue
        mended = f"{first[1]}{ends[2]}{ends[3]}"
        yield Finding(
            case.place(piece.span),
            f'Check the pages {show(piece.text)}: ".e{last[2]}" stands at both ends, and '
            f'"{mended}" is more likely',
            case.fix(f'Use "{mended}"', Safety.SHOWN, (piece.span, mended)),
        )


_UNTOLD = (Role.AFFIX, Role.UNREAD, Role.NOTE, Role.NUMBER, Role.SUPPLEMENT, Role.PART)
"""Where figures behind the volume may be pages that were not recognised."""


@entry_rule(
    "PAG005",
    "missing-pages",
    Severity.WARNING,
    basis="AMA 11, 3.11.1; ICMJE samples: pages, or the article number in their place",
)
def missing_pages(case: Case) -> Iterator[Finding]:
    """A published article has a volume but neither pages nor an article number nor a DOI.

    Why: nothing leads the reader to the place in the volume.
    Wrong: Blood 2025; 145
    Right: Blood 2025; 145: 1841-1849
    No fix: the pages are not in the text.
    """
    reference = case.reference
    if reference.type != "article-journal" or not case.parse.is_read or case.context.facts_only:
        return
    if reference.pages or not reference.volume or not reference.issued or reference.status:
        return
    if reference.url or any(
        reference.identifier(scheme) for scheme in ("doi", "pmid", "pmcid", "arxiv")
    ):
        return
    volume = next(iter(case.find(Role.VOLUME)), None)
    if volume is None or not volume.text[:1].isdigit():
        return
    if any(
        any(map(str.isdigit, piece.text))
        for piece in case.layout
        if piece.span.start >= volume.span.end and piece.role in _UNTOLD
    ):
        return
    if not reference.issue and any(each.right is Role.VOLUME for each in case.differences):
        return  # What stands before the number is not the list's mark before volumes.
    span = case.place(volume.span)
    yield Finding(span, "Add the pages or the article number; neither follows the volume")


@entry_rule(
    "PAG006",
    "article-number-as-range",
    Severity.WARNING,
    basis="JATS elocation-id; AMA 11, 3.11: an article number is one number",
    safety=Safety.SHOWN,
)
def article_number_as_range(case: Case) -> Iterator[Finding]:
    """An article number or a single page is written as a range.

    Why: it is one number; a range makes the reader look for printed pages that do not exist.
    Wrong: 8: 5-5
    Right: 8: 5
    Unsafe: a second number may be wrong rather than too much, so the fix is only shown.
    """
    for piece in case.find(Role.PAGE):
        ends = _TWO_ENDS.fullmatch(piece.text)
        if ends and ends[1] == ends[3]:
            yield Finding(
                case.place(piece.span),
                f'Write the pages {show(piece.text)} as "{ends[1]}"; both ends are one number',
                case.fix(f'Use "{ends[1]}"', Safety.SHOWN, (piece.span, ends[1])),
            )


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference in the form of pages."""
    if difference.kind is not Kind.FORM:
        return None
    observed, expected = show(difference.observed), show(difference.expected)
    style = case.context.style_title
    if _same_but_dash(difference.observed, difference.expected):
        message = f"Write the pages {observed} with the dash of {expected}, as {style} prints it"
        return Judgement(dash_character, message, f"Use {expected}")
    written = _TWO_ENDS.fullmatch(difference.observed)
    if written and written[1] == written[3]:
        return None  # PAG006 says so, and proposes nothing that could lose an end.
    ends = _TWO_ENDS.fullmatch(difference.expected)
    if ends and runs_backwards(*expand(ends[1], ends[3])):
        return None  # PAG001 says so; written out, the wrong number would look meant.
    if _is_garbled(difference.observed):
        message = f"Check the pages {observed}: a figure seems lost or doubled; two readings fit"
        return Judgement(descending_range, message)
    if len(difference.observed) > len(difference.expected):
        message = f"Shorten the pages {observed} to {expected}, as {style} prints them"
        return Judgement(page_range_style, message, f"Shorten to {expected}")
    message = f"Write out the pages {observed} as {expected}, as {style} prints them"
    return Judgement(page_range_style, message, f"Write out {expected}")


# Takes "2269-273", whose end repeats a figure that a short form leaves out, but not all of them.
_GARBLED = pattern(rf"(?P<first>\d{{4,}})\s?[{DASHES}]\s?(?P<last>\d{{3,}})")


def _is_garbled(observed: str) -> bool:
    found = _GARBLED.fullmatch(observed)
    if found is None or len(found["last"]) >= len(found["first"]):
        return False
    return found["first"][-len(found["last"])] == found["last"][0]


def _same_but_dash(observed: str, expected: str) -> bool:
    one, two = (
        [part.strip() for part in re.split(f"[{DASHES}]++", text)] for text in (observed, expected)
    )
    return one == two
