"""Brackets and quotation marks that stand without their partner."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.pattern import pattern
from carcite.text.span import Span

_PARTNERS = {")": "(", "]": "["}
_OPENING = frozenset(_PARTNERS.values())
_ALONE = frozenset({Role.DOI, Role.URL, Role.IDENTIFIER})
"""Parts whose marks are not punctuation."""
# Takes the "1)" of "1) first" and "a)" of an enumeration; refuses "(a)".
_ENUMERATED = pattern(r"(?:^|[\s:;,.])(?:\d{1,2}|[a-zivx]{1,4})\Z", 0)
# Takes "(0,1]"; refuses "(2018;359)".
_INTERVAL = pattern(r"[\[(]\s?-?[\d.]+\s?[,;]\s?[\d.∞]+\s?[\])]")
_BRACKET = pattern(r"[()\[\]]")
_QUOTES = pattern(r"[“”„‟«»\"]")
# Takes the inches of '2"-gauge' and the minutes of 45°30"; refuses a quotation mark after a word.
_INCHES = pattern(r"[\d′'°]\s?\Z")


@entry_rule(
    "PUN004",
    "unbalanced-marks",
    Severity.WARNING,
    basis="Practice of copy editors: brackets and quotation marks stand in pairs",
)
def unbalanced_marks(case: Case) -> Iterator[Finding]:
    """A bracket or a quotation mark stands without its partner.

    Why: a part of the entry was lost, or the mark was left behind by a deletion.
    Wrong: Studies (of children in trials. JAMA. 1999
    Right: Studies (of children) in trials. JAMA. 1999
    No fix: where the partner belongs is not in the text.
    """
    # What stands in the marks of Markdown is not the entry's own.
    if case.context.facts_only or "](" in case.text or "**" in case.text:
        return
    places = [*_brackets(case), *_quotes(case), *_single_quotes(case)]
    if places:
        at = min(places)
        mark = case.text[at]
        kind = "bracket" if mark in "()[]" else "quotation mark"
        yield Finding(
            case.place(Span(at, at + 1)), f"Give the {kind} {show(mark)} its partner, or remove it"
        )


def _brackets(case: Case) -> Iterator[int]:
    """Yield the places of brackets without a partner."""
    text = case.text
    places = [found.start() for found in _BRACKET.finditer(text)]
    if not places:
        return
    skipped = [*_skipped(case), *(Span(*each.span()) for each in _INTERVAL.finditer(text))]
    # DOI002 says what hangs on a DOI.
    hung = [each for each in case.differences if each.left is Role.DOI and each.right is None]
    skipped += [each.span for each in hung]
    open_: list[int] = []
    for at in places:
        char = text[at]
        if any(each.start <= at < each.end for each in skipped):
            continue
        if char in _OPENING:
            open_.append(at)
        elif open_ and text[open_[-1]] == _PARTNERS[char]:
            open_.pop()
        elif not (char == ")" and _ENUMERATED.search(text, max(0, at - 6), at)):
            yield at
    yield from open_


def _quotes(case: Case) -> Iterator[int]:
    """Yield the last quotation mark of a kind that stands an odd number of times.

    A mark behind a figure may be inches or close a quotation ("... of 2019”"): it settles nothing.
    """
    text = case.text
    if not _QUOTES.search(text):
        return
    skipped = _skipped(case)
    kinds: dict[str, list[int]] = {}
    unsettled = False
    for found in _QUOTES.finditer(text):
        at = found.start()
        if any(each.start <= at < each.end for each in skipped):
            continue
        if found[0] in '"”' and text[at + 1 : at + 2] == "-" and text[at - 1 : at].isupper():
            continue  # The double prime of "U2B″-U2A′".
        if found[0] in '"”' and _INCHES.search(text, max(0, at - 2), at):
            unsettled = True
            continue
        kinds.setdefault("«" if found[0] in "«»" else '"', []).append(at)
    for kind, places in kinds.items():
        # Pages put a single "»" before their links.
        if len(places) % 2 and (
            not unsettled if kind == '"' else any(text[at] == "«" for at in places)
        ):
            yield places[-1]


# Takes the mark of "‘forgotten children of war"; refuses those of "‘t Hoen", "‘90s" and "‘Abd".
_OPENED = pattern(r"(?:(?<=[\s(\[])|(?<=^))‘(?=[a-z]{2}|[A-Z][a-z]{3})")


def _single_quotes(case: Case) -> Iterator[int]:
    """Yield the place of a single quotation mark that opens in a title and is nowhere closed."""
    for title in case.find(Role.TITLE):
        for found in _OPENED.finditer(title.text) if "‘" in title.text else ():
            if not any(mark in title.text[found.end() :] for mark in "’'`´"):
                yield found.start() + title.span.start


def _skipped(case: Case) -> list[Span]:
    return [piece.span for role in _ALONE for piece in case.find(role)]
