"""What machines leave in an entry: tags, entities, commands, letters of a wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule
from carcite.text.chars import unescaped
from carcite.text.damage import DAMAGE, mended, word_around
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_TAGS = r"i|b|u|em|strong|sub|sup|sc|scp|italic|bold|br|span|p|inf|(?:jats|mml):[a-z]{1,15}"
# Takes "<i>", "</sup>", "<jats:title>"; refuses "p<0.05" and the "<1::AID" of a DOI.
_TAG = pattern(rf"</?(?:{_TAGS})(?:\s[^<>]{{0,80}})?/?>", re.IGNORECASE)
# Takes "&amp;" and "&#945;"; refuses "R&D;" of no known name.
_ENTITY = pattern(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});")
_TAG_OR_ENTITY = pattern(rf"{_TAG.pattern}|{_ENTITY.pattern}", re.IGNORECASE)
# Takes "{CAR}", "{alpha}" and "\textit{"; refuses "{2}" of chemistry.
_TEX = pattern(r"\\(?:text(?:it|bf|sc|super(?:script)?)|emph|mathrm|mathit)\{([^{}]{0,80})\}")
_BRACES = pattern(r"\{([A-Z][A-Za-z0-9-]{0,30}|alpha|beta|gamma|delta|kappa|lambda|mu)\}")
_MARKUP = {"<": _TAG, "&": _ENTITY, "\\": _TEX, "{": _BRACES}
"""What markup begins with, and its form."""


@entry_rule(
    "TTL006",
    "markup-residue",
    Severity.ERROR,
    basis="Practice: tags and entities of a database are no part of a printed reference",
    safety=Safety.UNSAFE,
)
def markup_residue(case: Case) -> Iterator[Finding]:
    """Tags, entities or TeX commands stand in the entry, or characters of a wrong encoding.

    Why: the reader sees the machine's marks, and a search for the title fails.
    Wrong: Mutations of <i>BRCA1</i> in breast &amp; ovarian cancer
    Right: Mutations of BRCA1 in breast & ovarian cancer
    Unsafe: raised and lowered figures lose their place with the tag.
    """
    if case.context.facts_only:
        yield from _residue_in_record(case)
        return
    yield from _damage(case)
    forms = [form for sign, form in _MARKUP.items() if sign in case.text]
    if not forms:
        return
    barred = [piece.span for role in (Role.DOI, Role.URL) for piece in case.find(role)]
    edits: list[tuple[Span, str]] = []
    for form in forms:
        for match in form.finditer(case.text):
            span = Span(*match.span())
            plain = match[1] if form in (_TEX, _BRACES) else ""
            if form is _ENTITY:
                plain = unescaped(match[0])
                if plain == match[0]:
                    continue
            taken = [*barred, *(each for each, _ in edits)]
            if not any(span.overlaps(each) for each in taken):
                edits.append((span, plain))
    if edits:
        edits.sort()
        marks = ", ".join(dict.fromkeys(show(span.of(case.text)) for span, _ in edits[:3]))
        yield Finding(
            case.place(edits[0][0]),
            f"Remove the markup left in the entry: {marks}",
            case.fix("Remove the markup", Safety.UNSAFE, *edits),
        )


def _damage(case: Case) -> Iterator[Finding]:
    """Yield the first word behind the names that was decoded with the wrong table."""
    title = next(iter(case.find(Role.TITLE)), None)
    start = max(title.span.start if title else 0, case.text.find(". ", 0, 400))
    found = DAMAGE.search(case.text, start) or _asked(case)
    if found:
        span = word_around(case.text, *found.span())
        word = span.of(case.text)
        right = mended(word)
        fix = case.fix(f"Use {show(right)}", Safety.UNSAFE, (span, right)) if right else None
        message = f"Restore the letters of {show(word)}, which were lost in a wrong encoding"
        yield Finding(case.place(span), message, fix)


def _asked(case: Case) -> re.Match[str] | None:
    """Return the first question mark that stands for a letter: "S?o Paulo", "Sa?de"."""
    return next(
        (
            found
            for role in (Role.TITLE, Role.CONTAINER_TITLE)
            for piece in case.find(role)
            if "?" in piece.text
            and (found := _ASKED.search(case.text, piece.span.start, piece.span.end))
            and "/" not in word_around(case.text, *found.span()).of(case.text)
        ),
        None,
    )


# Takes the mark of "Sa?de" and "S?o"; refuses that of "Why? A", "why?a" and "HLA-A?".
_ASKED = pattern(r"(?<=[^\W\d_])\?{1,2}(?=[a-zß-ÿ]{2}|o\b)")


def _residue_in_record(case: Case) -> Iterator[Finding]:
    """Yield tags and entities that a title's value holds; CSL-JSON's own tags are none."""
    form = _ENTITY if case.context.source.name.endswith(".json") else _TAG_OR_ENTITY
    for piece in case.find(Role.TITLE):
        found = [
            match
            for match in form.finditer(piece.text)
            if unescaped(match[0]) != match[0] or match[0][0] == "<"
        ]
        if found:
            marks = ", ".join(dict.fromkeys(show(match[0]) for match in found[:3]))
            span = Span(*found[0].span()).shift(piece.span.start)
            yield Finding(case.place(span), f"Remove the markup left in the title: {marks}")
