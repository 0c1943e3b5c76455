"""A finding as the page tells it: what stands there, where, and before and after its fix."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.model.diagnostics import Diagnostic
from carcite.report.changes import Change, changes, line_span
from carcite.report.html.markup import coded, escaped, sentence, signed
from carcite.report.html.places import Note, Places
from carcite.report.summary import WAY, many
from carcite.text.edit import Fix, Safety
from carcite.text.source import Source

_SHOWN = 4
"""Changes of one fix that are shown; the rest is counted."""


def note_html(source: Source, note: Note, places: Places) -> str:
    """Return the list item of a finding."""
    finding = note.finding
    severity = finding.severity.value
    code = escaped(finding.code)
    return "".join(
        (
            f'<li class="finding {severity}" id="{note.id}" data-code="{code}"',
            f' data-severity="{severity}" tabindex="-1">',
            f'<p class="head">{_letter(note)}<span class="severity">{severity.capitalize()}</span> '
            f'<a href="#rule-{code}">{code}</a> '
            f'<span class="name">{escaped(finding.name)}</span></p>',
            f'<p class="message" dir="auto">{escaped(sentence(finding.message))}</p>',
            *_fix(source, finding.fix),
            f'<p class="place" dir="auto">{escaped(places.where(finding))}</p>',
            *_related(source, finding, places),
            _decision(finding, places),
            "</li>",
        )
    )


def _decision(finding: Diagnostic, places: Places) -> str:
    """Return the buttons with which a person decides; a safe fix is made unless he says no."""
    if not places.decides:
        return ""
    accept = ""
    if finding.fix is not None and finding.fix.edits:
        pressed = str(finding.fix.safety is Safety.SAFE).lower()
        accept = (
            f'<button type="button" data-decide="accept" aria-pressed="{pressed}">Accept</button>'
        )
    return (
        f'<p class="decide" role="group" aria-label="Your decision">{accept}'
        '<button type="button" data-decide="ignore" aria-pressed="false">Ignore</button>'
        '<button type="button" data-decide="rule" aria-pressed="false">Ignore this rule</button>'
        "</p>"
    )


def _letter(note: Note) -> str:
    if not note.letter:
        return ""
    return f'<span class="letter" aria-hidden="true">{note.letter}</span> '


def _related(source: Source, finding: Diagnostic, places: Places) -> Iterator[str]:
    for related in finding.related:
        line, column, *_ = line_span(source, related.span)
        where = f"line {line}, column {column}"
        if link := places.link(related.span):
            where = f'<a href="{link}">{where}</a>'
        yield f'<p class="place">See {where}: {escaped(related.message)}</p>'


def _fix(source: Source, fix: Fix | None) -> Iterator[str]:
    if fix is None:
        return
    yield f'<div class="fix {fix.safety.value}"><p class="order">{escaped(fix.title)}</p>'
    found = changes(source, fix)
    for change in found[:_SHOWN]:
        yield _sides(change)
    if len(found) > _SHOWN:
        yield f'<p class="place">and {many(len(found) - _SHOWN, "more place")}</p>'
    yield f'<p class="way">{coded(sentence(WAY[fix.safety]))}</p></div>'


def _sides(change: Change) -> str:
    before = _side(change, "old", "del", "new")
    after = _side(change, "new", "ins", "old")
    return (
        f'<p class="before" dir="auto"><span class="vh">Before: </span>{before}</p>'
        f'<p class="after" dir="auto"><span class="vh">After: </span>{after}</p>'
    )


def _side(change: Change, kind: str, tag: str, left_out: str) -> str:
    return "".join(
        f"<{tag}>{signed(each.text)}</{tag}>" if each.kind == kind else escaped(each.text)
        for each in change.stretches
        if each.kind != left_out
    )
