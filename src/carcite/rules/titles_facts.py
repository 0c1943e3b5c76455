"""What titles hold that is not theirs, and what they lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from carcite.authorities import journals
from carcite.model.diagnostics import Severity
from carcite.model.layout import Piece, Role
from carcite.model.names import Person
from carcite.rules.case import Case, Listing
from carcite.rules.judgement import show
from carcite.rules.rule import Finding, entry_rule, list_rule
from carcite.text.chars import EN_DASH
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_ELLIPSIS = pattern(r"(?:\.{3}|…)(?=[\s.]{0,8}\Z)")
_DASH = pattern(rf"(?<=[^\W_])(?P<dash>\s[{EN_DASH}—-]\s)(?=[^\W_])")
# Takes "RETRACTED: X", "[Retracted] X", "WITHDRAWN: X"; refuses "Retraction: X" and "Withdrawn".
_RETRACTED = pattern(
    r"\W{0,2}(?:RETRACTED(?:\sARTICLE)?\b|WITHDRAWN\b(?=\W)|Retracted(?:\s[Aa]rticle)?\s?[:\]]|"
    r"Withdrawn\s?[:\]])|\(RETRACTED(?:\s[Aa]rticle\.?[^()]{0,80})?\)"
)
_RETRACTED_WORDS = ("RETRACTED", "WITHDRAWN", "Retracted", "Withdrawn")
_DOUBLE = pattern(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_ODD = pattern("[\u00ad\u200b\u2060\ufeff]|[\ufb00-\ufb06]")
# Takes "Self- efficacy", "anti -inflammatory" and "SARS- CoV-2"; refuses "mid- and long-term",
# "2010- a review".
_BROKEN = pattern(
    r"(?<![\w-])(?P<one>[^\W\d_]{2,40})(?:-[ \u00a0]|[ \u00a0]-)"
    r"(?P<two>[^\W\d_]{3,40})(?P<tail>-[\w-]{1,20})?(?!\w)"
)
# Takes the "Health:" of "Health:a review" and "boys," of "boys,girls"; refuses "http://", "1:a",
# "IgG:IgA" and the parts of "N,N-dimethyl".
_CLOSE = pattern(r"(?<![\w.-])[^\W\d_]{4,}(?P<mark>[:;,])(?=[^\W\d_]+\s)")
# Take in little time what `_CLOSE` and `_BROKEN` take, the word before it left out.
_MAY_CLOSE = pattern(r"[:;,](?=[^\W\d_])")
_MAY_BREAK = pattern(r"[- \u00a0](?:(?<=-)[ \u00a0]|(?<!-)-)")
_JOINING = frozenset(
    {
        *("and", "or", "und", "oder", "sowie", "bzw", "bis", "versus", "the", "des", "les", "per"),
        *("och", "eller", "oraz", "and/or", "für", "von", "mit", "with", "from", "for", "não"),
    }
)
"""Words before which a hyphen stands for the rest of a compound, or for a dash."""
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ft", "st"), strict=True))


def _title(case: Case) -> Piece | None:
    return None if case.context.facts_only else next(iter(case.find(Role.TITLE)), None)


@list_rule(
    "TTL003",
    "missing-title",
    Severity.ERROR,
    basis="AMA 11, 3.11.1; ICMJE samples: the title is one of the elements of every reference",
)
def missing_title(listing: Listing) -> Iterator[Finding]:
    """An article has no title, in a list whose other articles have one.

    Why: the title is what a reader recognises, and what a search finds when a number is wrong.
    Wrong: June CH. Science 2018; 359: 1361
    Right: June CH. CAR T cell immunotherapy for human cancer. Science 2018; 359: 1361
    No fix: the title is not in the text.
    """
    bare = [case for case in listing.cases if _lacks_title(case)]
    articles = sum(case.reference.type == "article-journal" for case in listing.cases)
    if listing.context.facts_only or 4 * len(bare) > articles:
        return
    for case in bare:
        yield Finding(case.span, "Add the title; none stands before the journal", entry=case.index)


def _lacks_title(case: Case) -> bool:
    """Tell whether an article has names, a known journal, year and volume, and no title."""
    reference = case.reference
    names = reference.names()
    certain = all(isinstance(name, Person) and name.initials for name in names)
    rest = reference.container_title and reference.issued and reference.volume
    return bool(
        reference.type == "article-journal"
        and not reference.title
        and names
        and certain
        and rest
        and not reference.unread
        and journals.known(reference.container_title)
    )


@entry_rule(
    "TTL004",
    "truncated-title",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, Title: titles are given whole",
)
def truncated_title(case: Case) -> Iterator[Finding]:
    """A title ends in an ellipsis.

    Why: it was cut by a machine at a column's width, and the rest is missing.
    Wrong: Anti-BCMA CAR T-cell therapy CT103A in relapsed or refractory AQP4...
    Right: the whole title
    No fix: the rest is not in the text.
    """
    title = _title(case)
    # Short titles end in dots on purpose: "To be or not to be..."
    if title is None or len(title.text) < 40:
        return
    after = next((start for _, start, _ in case.layout.marks if start >= title.span.end), None)
    found = _ELLIPSIS.search(case.text, title.span.start, after or title.span.end)
    if found:
        span = Span(*found.span())
        yield Finding(
            case.place(span),
            f"Complete the title, which ends in {show(found[0])} and seems to be cut",
        )


@list_rule(
    "TTL005",
    "subtitle-separator",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1, Title: a colon and a blank before every subtitle",
    safety=Safety.SHOWN,
)
def subtitle_separator(listing: Listing) -> Iterator[Finding]:
    """A dash stands between title and subtitle, where other titles of the list have a colon.

    Why: one list, one mark for subtitles; the dash is the publisher's typography.
    Wrong: in Autoimmune Disease – A Case Series
    Right: in Autoimmune Disease: A Case Series
    Unsafe: a dash may belong to the title, so the fix is only shown.
    """
    if listing.context.facts_only:
        return
    titles = [(case, _title(case)) for case in listing.articles]
    colons = sum(": " in title.text for _, title in titles if title)
    dashed = []
    for case, title in titles:
        found = list(_DASH.finditer(title.text)) if title else []
        if title and len(found) == 1 and ": " not in title.text and _is_subtitle(title, found[0]):
            dashed.append((case, Span(*found[0].span("dash")).shift(title.span.start)))
    if colons <= len(dashed):
        return
    for case, span in dashed:
        yield Finding(
            case.place(span),
            f'Write ": " instead of {show(span.of(case.text))} before the subtitle, as in other '
            "titles of the list",
            case.fix('Put ": "', Safety.SHOWN, (span, ": ")),
            entry=case.index,
        )


def _is_subtitle(title: Piece, dash: re.Match[str]) -> bool:
    """Tell a subtitle from a year or a word behind a dash: "in diabetes - 2016"."""
    return len(title.text[dash.end() :].split()) >= 3


@entry_rule(
    "TTL007",
    "retracted-marker-in-title",
    Severity.ERROR,
    basis="NISO RP-45 (CREC); ICMJE III.A: a retracted work is cited as such, with its notice",
)
def retracted_marker(case: Case) -> Iterator[Finding]:
    """The title itself says that the work was retracted or withdrawn.

    Why: the publisher put the mark there; the work cannot bear a claim any more.
    Wrong: RETRACTED: Hydroxychloroquine or chloroquine...
    Right: another source, or the work cited as retracted, with the notice
    No fix: what the text needs is the author's to decide.
    """
    title = next(iter(case.find(Role.TITLE)), None)
    found = None
    if title and any(word in title.text for word in _RETRACTED_WORDS):
        found = _RETRACTED.search(title.text)
    if title and found and (found.start() == 0 or found[0][0] == "("):
        span = Span(*found.span()).shift(title.span.start)
        yield Finding(
            case.place(span),
            f"Say that the work is retracted, or take it out; its title bears {show(found[0])}",
        )


@list_rule(
    "TTL008",
    "non-english-title",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., ch. 1: [translated title], and the language behind the pages",
)
def non_english_title(listing: Listing) -> Iterator[Finding]:
    """A translated title lacks its brackets, or a bracketed title the name of its language.

    Why: the reader should know before ordering the work that it is in another language.
    Wrong: [Fear of illness]. Tidsskr Nor Laegeforen. 2002;122(8):785-7.
    Right: [Fear of illness]. Tidsskr Nor Laegeforen. 2002;122(8):785-7. Norwegian.
    No fix: the language or the translation is not in the text.
    """
    if listing.context.facts_only:
        return
    others = any(case.reference.language for case in listing.cases)
    bare = [
        (case, title)
        for case in listing.articles
        if (title := _title(case)) and _is_bracketed(case, title) and not case.reference.language
    ]
    # A list of translated titles that gives no language anywhere has the habit of its own style.
    if not others and listing.context.inferred and len(bare) > 0.4 * len(listing.articles):
        return
    for case, title in bare:
        yield Finding(
            case.place(title.span),
            "Give the language of the work behind its translated title"
            + (", as others do" if others else ""),
            entry=case.index,
        )


def _is_bracketed(case: Case, title: Piece) -> bool:
    """Tell whether a title stands in brackets as a whole; "[Retracted] X" does not."""
    text = title.text.rstrip(".?! ")
    if text[:1] == "[":
        return text.find("]") == len(text) - 1
    before = case.text[: title.span.start].rstrip()[-1:]
    return before == "[" and case.text[title.span.end :].lstrip(" .?!")[:1] == "]"


def _between_parts(case: Case, title: Piece | None) -> Iterator[Finding]:
    """Yield a slip of the space bar between two parts: one or two in an entry, not every gap."""
    gaps = [
        Span(*found.span())
        for found in _DOUBLE.finditer(case.text)
        if title is None or not title.span.start <= found.start() < title.span.end
    ]
    if gaps and len(gaps) <= _SLIPS:
        yield Finding(
            case.place(gaps[0]),
            "Remove the second space between two parts of the entry",
            case.fix("Leave one space", Safety.SAFE, *((gap, " ") for gap in gaps)),
        )


_SLIPS = 2


@entry_rule(
    "TTL010",
    "double-space-or-odd-char",
    Severity.INFO,
    basis="Practice of copy editors: one blank between words, no invisible marks",
    safety=Safety.SAFE,
)
def double_space_or_odd_char(case: Case) -> Iterator[Finding]:
    """A title holds a space too many or too few, a broken word, invisible marks or ligatures.

    A doubled blank between two other parts is named too, unless the whole entry is typed so.

    Why: such marks are not seen, and they keep a search from finding the title.
    Wrong: a title with  two blanks
    Right: a title with two blanks
    Unsafe: a blank beside a hyphen may stand for a dash.
    """
    title = _title(case)
    if title is not None or case.parse.printed:
        yield from _between_parts(case, title)
    if title is None:
        return
    at = title.span.start
    edits = [(Span(*found.span()).shift(at), " ") for found in _DOUBLE.finditer(title.text)]
    edits += [
        (Span(*found.span()).shift(at), _LIGATURES.get(found[0], ""))
        for found in _ODD.finditer(title.text)
    ]
    if edits:
        edits.sort()
        yield Finding(
            case.place(edits[0][0]),
            "Put plain characters for the doubled spaces or hidden marks of the title",
            case.fix("Put plain characters", Safety.SAFE, *edits),
        )
    for found in _CLOSE.finditer(title.text) if _MAY_CLOSE.search(title.text) else ():
        span = Span(*found.span()).shift(at)
        yield Finding(
            case.place(span),
            f"Put a space behind {show(found['mark'])} in {show(found[0])}",
            case.fix("Put a space", Safety.UNSAFE, (Span(span.end, span.end), " ")),
        )
    for found in _BROKEN.finditer(title.text) if _MAY_BREAK.search(title.text) else ():
        word = f"{found['one']}-{found['two']}{found['tail'] or ''}"
        plain = found["two"].islower() and not found["tail"]
        # "SARS- CoV-2": other entries have the word whole.
        # "dependent or -independent": the hyphen stands for the part left out.
        words = {found["one"].casefold(), found["two"]}
        if not words & _JOINING and (plain or word in case.context.source.text):
            span = Span(found.end("one"), found.start("two")).shift(at)
            yield Finding(
                case.place(Span(*found.span()).shift(at)),
                f"Write {show(word)} without a space beside its hyphen",
                case.fix("Remove the space", Safety.UNSAFE, (span, "-")),
            )
