"""Lay one entry beside what its style would print, and tell whether the sight can be trusted.

A departure is worth naming only where the expected text, read again, says what the entry says. An
entry that was misread, or that a style cannot tell apart, is met with silence.
"""

from __future__ import annotations

from dataclasses import replace

from carcite.compare.align import Difference, Kind, align, narrowed
from carcite.compare.normalise import meaning, normalise
from carcite.model.dates import Date
from carcite.model.layout import Layout, Role
from carcite.model.names import Name
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.rules.case import Case, Context
from carcite.rules.ownership import owner
from carcite.styles.house.write import VancouverStyle
from carcite.styles.style import Style
from carcite.text.chars import DASHES, collapse
from carcite.text.pattern import pattern

SURE = 0.95
"""From which confidence on a work other than an article is laid beside its style."""
_TEMPLATED = frozenset({"article-journal", "article-magazine", "book", "chapter"})
"""Kinds of works of which guides say every mark; of others they show examples."""
_ARTICLES = frozenset({"article-journal", "article-magazine"})


def lay_beside(
    parse: Parse, entry: Entry, index: int, context: Context, style: Style | None
) -> Case:
    if style is None or not (parse.is_read or parse.printed):
        return Case(parse, entry, index, context)
    if isinstance(style, VancouverStyle) and not style.knows(parse.reference.type):
        return Case(parse, entry, index, context)
    expected = style.write(normalise(parse.reference, context.profile))
    observed = without_noise(parse.layout, entry)
    differences = align(observed, expected)
    if parse.printed and parse.printed == collapse(expected.text):
        # The style itself printed what is expected; a slip of a mark is all that parts the two.
        differences = tuple(map(narrowed, align(*_alike_marked(observed, expected))))
        return Case(parse, entry, index, context, expected, differences)
    loses, printed = False, None
    if differences:
        printed = _read_again(expected, parse, context)
        meant = meaning(parse.reference, context.profile)
        loses = printed != meant
        if printed is None or (loses and printed != _as_printed(meant, printed)):
            return Case(parse, entry, index, context)
    differences = tuple(each for each in differences if not _stands_for_names(each))
    if context.profile is not None:
        differences = tuple(each for each in differences if not _is_unsettled(each, parse))
    if _leaves_pages_free(style, context):
        differences = tuple(each for each in differences if not is_page_form(each))
    return Case(parse, entry, index, context, expected, differences, loses, printed)


def _alike_marked(one: Layout, other: Layout) -> tuple[Layout, Layout]:
    """Return two layouts of one text without the parts that only one of them tells apart."""
    both = {role for role, _, _ in one.marks} & {role for role, _, _ in other.marks}
    first, second = (
        replace(each, marks=tuple(mark for mark in each.marks if mark[0] in both))
        for each in (one, other)
    )
    return first, second


def _read_again(expected: Layout, parse: Parse, context: Context) -> Reference | None:
    """Return what the expected text says when it is read; None where that cannot be trusted.

    Where it does not say what the entry says, the entry was misread or cannot be told apart in
    this style: silence.
    """
    if parse.reference.type not in _ARTICLES and parse.confidence < SURE:
        return None
    again = context.reads(expected.text, None)
    return meaning(again.reference, context.profile) if again.is_read else None


def _as_printed(meant: Reference, printed: Reference) -> Reference:
    """Return what is meant as far as a style prints it: names may be cut, numbers left out."""
    groups = tuple(
        replace(group, names=_cut_as(group.names, shown.names), et_al=True)
        if (shown := printed.group(group.role)) and shown.et_al
        else group
        for group in meant.contributors
    )
    left_out = {name: getattr(printed, name) for name in _LEFT_OUT if not getattr(printed, name)}
    issued = meant.issued
    if isinstance(issued, Date) and isinstance(printed.issued, Date) and not printed.issued.month:
        issued = printed.issued if printed.issued.year == issued.year else issued
    return replace(meant, contributors=groups, issued=issued, **left_out)


def _cut_as(names: tuple[Name, ...], shown: tuple[Name, ...]) -> tuple[Name, ...]:
    """Return as many names as are shown: the first ones, or those and the last behind a gap."""
    first = names[: len(shown)]
    with_last = (*first[:-1], *names[-1:])
    return with_last if with_last == shown else first


def _is_slip(difference: Difference) -> bool:
    """Tell whether a mark stands twice, or behind a space, where it stands once: no style's way."""
    if difference.kind is not Kind.AFFIX or difference.observed == difference.expected:
        return False
    return _SLIP.sub(r"\1", difference.observed).split() == difference.expected.split()


_SLIP = pattern(r"\ ?([.,;:])\1?")
_LEFT_OUT = (
    "issue",
    "supplement",
    "part",
    "identifiers",
    "url",
    "epub",
    "status",
    "note",
    "accessed",
)
"""What a house may not print."""


def _is_unsettled(difference: Difference, parse: Parse) -> bool:
    """Tell whether guides leave open what stands there: the block of an article in press."""
    reference = parse.reference
    if _is_slip(difference):
        return False
    if difference.kind is Kind.ORDER:
        dated = isinstance(reference.issued, Date) and reference.issued.day is not None
        known = reference.volume or dated  # A newspaper has days in the place of volumes.
        return reference.type == "article-journal" and not (known and reference.pages)
    if difference.kind is not Kind.AFFIX:
        return False
    if any(char.isdigit() for char in difference.observed):
        # A number between two parts is content that could not be named; it is not ours to touch.
        return True
    if reference.type not in _TEMPLATED:
        return owner(difference) not in ("AUT", "DOI")
    if reference.type != "article-journal" or (reference.volume and reference.pages):
        return False
    return owner(difference) not in ("AUT", "TTL")


def _stands_for_names(difference: Difference) -> bool:
    """Tell whether dashes at the start of an entry repeat the authors of the one before."""
    return difference.left is None and _REPEATED.match(difference.observed) is not None


_REPEATED = pattern(rf"\s*(?:[{DASHES}_]\s?){{2,}}")
"""Takes the "———. " of a second work of the same authors; refuses "- "."""


def _leaves_pages_free(style: Style, context: Context) -> bool:
    """Tell whether the style prints page ranges as they come, shortened or not."""
    if context.profile is not None:
        return context.profile.pages == "any"
    return not getattr(style, "regulates_pages", True)


def is_page_form(difference: Difference) -> bool:
    """Tell whether a range is shortened otherwise than expected; another dash is not meant."""
    if difference.kind is not Kind.FORM or difference.left is not Role.PAGE:
        return False
    # Another dash, or a doubled one, is no way of writing a range.
    observed, expected = (
        _DASHES.sub("-", "".join(each.split()))
        for each in (difference.observed, difference.expected)
    )
    return len(observed) != len(expected)


_DASHES = pattern(f"--+|[{DASHES}]+")


def without_noise(layout: Layout, entry: Entry) -> Layout:
    """Return the layout with page headers and link words as blanks; the length stays."""
    if not entry.noise:
        return layout
    text = layout.text
    for span in entry.noise:
        start, end = span.start - entry.body.start, span.end - entry.body.start
        text = text[:start] + " " * (end - start) + text[end:]
    return Layout(text, layout.marks)
