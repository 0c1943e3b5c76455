"""The citations in a text: where they stand, and which numbers they name.

Numbered lists are cited in square brackets, in parentheses or raised (AMA 11, 3.6; ICMJE IV.A.3.g).
The marks alone prove nothing: "(2018)", "(n = 3)", "10³" and "[1.2-3.4]" cite nothing. So the way
in which most of the list is cited is found first, and a text that cites no list has no citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from carcite.text.chars import DASHES, fold
from carcite.text.pattern import pattern
from carcite.text.span import Span

Way = Literal["brackets", "parentheses", "raised"]
_DASH = f"[{DASHES}]"
_NUMBERS = rf"\d{{1,4}}(?:\s?(?:,\s?|;\s?|{_DASH})\s?\d{{1,4}})*+"
# Takes "[1,3-5]" and "[12]"; refuses "[1.2]", "[n = 3]" and "[link](address)" of Markdown.
_BRACKETS = pattern(rf"\[\s?({_NUMBERS})\s?\](?!\()")
# Takes "(1-3)" and "(4)"; refuses "(2018)" by its size, later, and "(n = 3)".
_ALL_NUMBERS = pattern(_NUMBERS)
_PARENTHESES = pattern(rf"\(\s?({_NUMBERS})\s?\)")
_CARET = pattern(rf"\^({_NUMBERS})\^")
_RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_RAISED_FIGURES + "⁻˒", "0123456789-,")
# Takes the raised figures of "cancer.¹⁻³"; refuses those of "10³", "m²", "Ca²⁺" and "¹⁸F".
_RAISED = pattern(
    rf"(?<![{_RAISED_FIGURES}⁺⁻+])"
    rf"([{_RAISED_FIGURES}]{{1,3}}(?:\s?[⁻˒,–-]\s?[{_RAISED_FIGURES}]{{1,3}}){{0,60}}+)(?![\w⁺⁻+])"
)
_RANGE = pattern(rf"\d{{1,4}}\s?{_DASH}\s?\d{{1,4}}")
_ONE = pattern(rf"(\d{{1,4}})(?:\s?{_DASH}\s?(\d{{1,4}}))?")
# What stands before numbers that count something else: "95% CI [1-3]", "Table (2)", "step (1)".
_NOT_BEFORE = pattern(
    r"(?:\b(?:CI|IQR|range|interval|median|mean|SD|eqs?|equations?|figs?|figures?|tables?|steps?|"
    r"sections?|chapters?|items?|questions?|phases?|grades?|types?|class|stages?|groups?|nos?|"
    r"numbers?|box|appendix|panels?|aims?|score|aged|between)\.?,?|[=%:±<>≤≥])\s*+\Z",
    re.IGNORECASE,
)
# What stands before an interval, "5 [2-9]"; before a single number it may be a year, "2018 [3]".
_AFTER_FIGURE = pattern(r"\d%?\s{0,2}\Z")
_OPENING = pattern(
    r"^\W{0,6}(?:abstract|summary|introduction|background|zusammenfassung|einleitung|résumé|"
    r"resumen|resumo)\b",
    re.IGNORECASE | re.MULTILINE,
)
_FARTHEST = 9999


@dataclass(frozen=True, slots=True)
class Callout:
    """A place in the text that cites by number."""

    span: Span
    """In the Source, with its brackets."""
    inner: Span
    """The numbers without brackets."""
    text: str
    """The numbers as they stand, figures and dashes in their plain form."""
    parts: tuple[tuple[int, int], ...]
    """First and last number of each range; equal for a single number."""
    way: Way

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers that are named, ranges written out; of a backward range its ends."""
        named: list[int] = []
        for first, last in self.parts:
            if first < last <= first + _LONGEST:
                named += range(first, last + 1)
            else:
                named += [first] if first == last else [first, last]
        return tuple(named)


_LONGEST = 200
"""A range of more numbers cites nothing."""


def find_callouts(
    text: str, prose: Sequence[Span], superscripts: Sequence[Span], known: frozenset[int]
) -> tuple[Callout, ...]:
    """Return every citation in the stretches of `prose`, in order.

    `superscripts` are the raised stretches, `known` the numbers of the list. There are none where
    no way of citing is proven; a citation in another way than the text's own counts where it alone
    names a number.
    """
    if not known or not prose:
        return ()
    found = _joined(text, sorted(_candidates(text, prose, superscripts), key=_by_span))
    way = main_way(found, known)
    if way is None:
        return ()
    own = [each for each in found if each.way == way]
    cited = {number for each in own for number in each.numbers}
    if way == "brackets":
        # "35% [4]", "these equations [4]": where brackets cite, a number of the list that nothing
        # else cites is a citation whatever stands before it.
        weak = _bracketed_all(text, prose, superscripts, strict=False)
        own += [
            each
            for each in weak
            if each not in found and set(each.numbers) <= known and not set(each.numbers) & cited
        ]
    rest = [
        each
        for each in found
        if each.way != way and set(each.numbers) <= known and not set(each.numbers) & cited
    ]
    rest = [each for each in rest if each.way != "parentheses" or _ends_clause(text, each)]
    return tuple(sorted([*own, *rest], key=lambda each: each.span))


def _by_span(callout: Callout) -> Span:
    return callout.span


def _joined(text: str, found: Sequence[Callout]) -> list[Callout]:
    """Join two marks with no more than a dash between: "[10]-[12]", raised figures set apart."""
    joined: list[Callout] = []
    for each in found:
        before = joined[-1] if joined else None
        if (
            before is None
            or before.way != each.way
            or not _JOINED.fullmatch(text, before.span.end, each.span.start)
        ):
            joined.append(each)
            continue
        span = Span(before.span.start, each.span.end)
        inner = Span(before.inner.start, each.inner.end)
        middle = (before.parts[-1][0], each.parts[0][1])
        parts = (*before.parts[:-1], middle, *each.parts[1:])
        joined[-1] = Callout(span, inner, fold(inner.of(text)), parts, each.way)
    return joined


def linked_callouts(
    text: str, links: Sequence[tuple[Span, tuple[str, ...]]], numbers: Mapping[str, int]
) -> tuple[Callout, ...]:
    """Return the citations that the markup itself makes; `numbers` are those of the entries' keys.

    Two of them with no more than a dash between are the ends of a range.
    """
    found: list[Callout] = []
    for span, keys in links:
        named = [numbers[key] for key in keys if key in numbers]
        if not named:
            continue
        before = found[-1] if found else None
        if before is not None and _JOINED.fullmatch(text, before.span.end, span.start):
            joined = Span(before.span.start, span.end)
            parts = (*before.parts[:-1], (before.parts[-1][0], named[0]))
            parts += tuple((each, each) for each in named[1:])
            found[-1] = Callout(joined, joined, joined.of(text), parts, "brackets")
            continue
        parts = _printed(span.of(text), named) or tuple((each, each) for each in named)
        found.append(Callout(span, span, span.of(text), parts, "brackets"))
    return tuple(sorted(found, key=lambda each: each.span))


def _printed(text: str, named: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the ranges that a link prints for the numbers it names; empty where it does not."""
    plain = fold(text).strip("[]() ")
    if not _ALL_NUMBERS.fullmatch(plain):
        return ()
    parts = tuple((int(one[1]), int(one[2] or one[1])) for one in _ONE.finditer(plain))
    written = [number for first, last in parts for number in range(first, last + 1)]
    return parts if written == list(named) else ()


_JOINED = pattern(rf"\s?{_DASH}\s?")


def main_way(found: Sequence[Callout], known: frozenset[int]) -> Way | None:
    """Return the way in which the text cites its list; None where none is proven."""
    best: tuple[int, Way] | None = None
    ways: tuple[Way, ...] = ("brackets", "raised", "parentheses")
    for way in ways:
        own = [each for each in found if each.way == way]
        inside = [each for each in own if set(each.numbers) & known]
        cited = {number for each in inside for number in each.numbers} & known
        share = 0.5 if way == "parentheses" else 0.3
        if not cited or len(cited) < share * len(known) or min(known) not in cited:
            continue
        if way == "parentheses" and (len(cited) < 3 or 2 * len(inside) < len(own)):
            continue
        if best is None or len(cited) > best[0]:
            best = len(cited), way
    return best[1] if best else None


def _candidates(
    text: str, prose: Sequence[Span], superscripts: Sequence[Span]
) -> Iterator[Callout]:
    raised_from = _raised_from(text, prose)
    yield from _bracketed_all(text, prose, superscripts, strict=True)
    for stretch in prose:
        for mark in (_RAISED, _CARET):
            for match in mark.finditer(text, max(stretch.start, raised_from), stretch.end):
                if _may_cite(text, match.start()):
                    span, inner = Span(*match.span()), Span(*match.span(1))
                    yield from _callout(text, span, inner, "raised")
    ends = {span.end for span in superscripts}
    for span in superscripts:
        inner = _inner(text, span)
        if span.start >= raised_from and _ALL_NUMBERS.fullmatch(inner.of(text)):
            # The 4 of "2-4" whose dash is not raised.
            goes_on = span.start - 1 in ends and text[span.start - 1] in DASHES
            if goes_on or _may_cite(text, span.start):
                yield from _callout(text, span, inner, "raised")


def _bracketed_all(
    text: str, prose: Sequence[Span], superscripts: Sequence[Span], *, strict: bool
) -> Iterator[Callout]:
    for stretch in prose:
        yield from _bracketed(text, stretch, superscripts, strict=strict)


def _bracketed(
    text: str, stretch: Span, superscripts: Sequence[Span], *, strict: bool
) -> Iterator[Callout]:
    ways: tuple[tuple[Way, re.Pattern[str]], ...] = (
        ("brackets", _BRACKETS),
        ("parentheses", _PARENTHESES),
    )
    for way, mark in ways:
        for match in mark.finditer(text, stretch.start, stretch.end):
            span = Span(*match.span())
            raised = any(each.start <= span.start < each.end for each in superscripts)
            before = text[max(stretch.start, span.start - 24) : span.start]
            interval = _AFTER_FIGURE.search(before) and _RANGE.fullmatch(match[1])
            # "8(4):e61" is an issue behind its volume.
            issue = way == "parentheses" and before[-1:].isdigit()
            if raised or interval or issue:
                continue
            if not (strict and _NOT_BEFORE.search(before)):
                yield from _callout(text, span, Span(*match.span(1)), way)


_HEAD = 3000
"""In code points: how long titles and authors' addresses before an abstract can be."""
_ENDS = tuple('.,;:)]"”’')


def _may_cite(text: str, at: int) -> bool:
    """Tell raised figures behind a word or a stop from powers, charges and squares.

    >>> _may_cite("CD19", 4), _may_cite("10", 2), _may_cite("kg/m", 4), _may_cite("seen.", 5)
    (True, False, False, True)
    """
    if text[at - 1 : at] in _ENDS:
        return at > 1
    word = _LAST_WORD.search(text, max(0, at - 16), at)
    return word is not None and len(word[0]) > 2 and sum(map(str.isalpha, word[0])) > 1


_LAST_WORD = pattern(r"[^\W_]{1,16}+\Z")


def _raised_from(text: str, prose: Sequence[Span]) -> int:
    """Return where raised figures can cite: those before the abstract mark authors' addresses."""
    end = sum(len(stretch) for stretch in prose) // 3
    opening = _OPENING.search(text, 0, max(end, _HEAD))
    return opening.start() if opening else 0


def _inner(text: str, span: Span) -> Span:
    """Return a raised stretch without the blanks, brackets and commas at its ends."""
    start, end = span.start, span.end
    while start < end and text[start] in " [(,.":
        start += 1
    while end > start and text[end - 1] in " ]),.":
        end -= 1
    return Span(start, end)


def _callout(text: str, span: Span, inner: Span, way: Way) -> Iterator[Callout]:
    plain = fold(inner.of(text).translate(_PLAIN))
    parts = tuple((int(match[1]), int(match[2] or match[1])) for match in _ONE.finditer(plain))
    numbers = [number for part in parts for number in part]
    if _DECIMAL.fullmatch(plain) and (";" in plain or not _counts_up(plain)):
        return
    if numbers and min(numbers) > 0 and max(numbers) <= _FARTHEST:
        yield Callout(span, inner, plain, parts, way)


# Takes the interval "1,01-1,25" and "40,8;46,4", whose commas are decimal; of the citation
# "1,3-5,7" it is told by the order of its numbers.
_DECIMAL = pattern(r"\d{1,4},\d{1,2}\s?[;-]\s?\d{1,4},\d{1,2}")


def _counts_up(plain: str) -> bool:
    """Tell whether the numbers of a citation rise, and none begins with a nought."""
    figures = re.findall(r"\d+", plain)
    values = [int(each) for each in figures]
    return values == sorted(set(values)) and not any(each[0] == "0" for each in figures)


def _ends_clause(text: str, callout: Callout) -> bool:
    """Tell a citation "(3)." from the mark of an enumeration, "(3) the next"."""
    return text[callout.span.end : callout.span.end + 1] in (".", ",", ";", ":", ")")
