"""The form of the citations in a text: spaces, dashes, and their place beside the stop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from carcite.model.diagnostics import Related, Severity
from carcite.rules.callouts import Callout
from carcite.rules.case import Manuscript
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, document_rule
from carcite.text.chars import EN_DASH
from carcite.text.pattern import pattern

_ENOUGH = 4
"""Fewer citations beside words or stops are no way of writing; those may be chance."""


@dataclass(frozen=True, slots=True)
class _Trait:
    """Something that a text writes in one form at all its citations."""

    advice: str
    form: Callable[[str, Callout], str]
    """The form that a citation shows, in the words of the message; empty where it shows none."""
    enough: int = 2


@document_rule(
    "CIT007",
    "callout-form-mixed",
    Severity.INFO,
    basis="AMA 11, 3.6 and the journal's instructions: citations in one form throughout",
)
def callout_form_mixed(manuscript: Manuscript) -> Iterator[Finding]:
    """The citations of a text are written in two forms.

    Why: they were typed by several hands; journals that set them by machine miss the rarer form.
    Wrong: [4-7], [13–15], [1, 2], [8,9]
    Right: [4–7], [13–15], [1,2], [8,9]
    No fix: which of the two forms is wanted is the journal's to say.
    """
    text = manuscript.source.text
    # Citations that the markup makes have no form in the text.
    callouts = [each for each in manuscript.callouts if each.span != each.inner]
    for trait in _TRAITS:
        groups: dict[str, list[Callout]] = {}
        for each in callouts:
            if form := trait.form(text, each):
                groups.setdefault(form, []).append(each)
        if len(groups) < 2 or sum(map(len, groups.values())) < trait.enough:
            continue
        (most, many), (other, few), *_ = sorted(groups.items(), key=lambda item: -len(item[1]))
        yield Finding(
            few[0].span,
            f"{trait.advice}: {len(many)} {most}, {len(few)} {other}, as in "
            f"{show(few[0].span.of(text))}",
            related=tuple(Related(each.span, f"also {other}") for each in few[1:]),
        )


def _separator(text: str, callout: Callout) -> str:
    inner = callout.inner.of(text)
    spaced, close = len(_SPACED.findall(inner)), len(_CLOSE.findall(inner))
    if bool(spaced) == bool(close):
        return ""
    return "with a space behind the comma" if spaced else "without a space behind the comma"


_SPACED, _CLOSE = pattern(r"\d[,;][ \u00a0]\d"), pattern(r"\d[,;]\d")


def _mark(text: str, callout: Callout) -> str:
    """Return the mark between single numbers; a semicolon beside commas sets groups apart."""
    found = {char for char in callout.inner.of(text) if char in ",;"}
    return {",": "with commas", ";": "with semicolons"}.get("".join(found), "")


def _dash(text: str, callout: Callout) -> str:
    inner = callout.inner.of(text)
    forms = {"-": "with a hyphen", EN_DASH: "with an en dash"}
    found = {form for dash, form in forms.items() if dash in inner}
    return found.pop() if len(found) == 1 else ""


def _space(text: str, callout: Callout) -> str:
    """Return whether a space parts a citation from its word; a line end says nothing."""
    if callout.way == "raised":
        return ""
    before = text[max(0, callout.span.start - 2) : callout.span.start]
    if len(before) == 2 and before[1] in " \u00a0" and before[0].isalnum():
        return "with a space before them"
    return "without a space" if before[-1:].isalnum() else ""


def _stop(text: str, callout: Callout) -> str:
    """Return whether a citation at the end of a sentence stands before its stop or behind it."""
    before = text[max(0, callout.span.start - 8) : callout.span.start].rstrip(" \u00a0")[-1:]
    behind = text[callout.span.end : callout.span.end + 1]
    if (before == ".") == (behind == "."):
        return ""
    # "Doe et al. [3] found": the stop is the abbreviation's.
    after = text[callout.span.end : callout.span.end + 8].lstrip()[:1]
    if before == "." and (
        after.islower()
        or _ABBREVIATION.search(text, max(0, callout.span.start - 8), callout.span.start)
    ):
        return ""
    return "behind the stop" if before == "." else "before the stop"


_ABBREVIATION = pattern(r"(?:\bal|\be\.g|\bi\.e|\bvs|\bDr|\bref|\b[A-Z])\.\s?\Z")
"""Takes the end of "Doe et al. "; refuses "question."."""

_TRAITS = (
    _Trait("Write lists of citations in one form", _separator),
    _Trait("Use one mark in lists of citations", _mark),
    _Trait("Use one dash in ranges of citations", _dash),
    _Trait("Put citations behind their words in one way", _space, _ENOUGH),
    _Trait("Put citations at the end of a sentence at one place", _stop, _ENOUGH),
)
