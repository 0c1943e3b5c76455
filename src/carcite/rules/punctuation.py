"""Marks between the parts of an entry and at its end."""

from __future__ import annotations

from collections.abc import Iterator

from carcite.authorities import journals
from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import (
    Judgement,
    call,
    opens_quote,
    put,
    same_but_quotes,
    show,
)
from carcite.rules.rule import Finding, entry_rule, form_rule
from carcite.text.chars import DASHES, DOUBLE_QUOTES
from carcite.text.edit import Safety
from carcite.text.pattern import pattern
from carcite.text.span import Span

_DOUBLED = pattern(r"[.,;:]\s*+[.,;:]|\s[.,;:]|\(\s*+\)|\[\s*+\]")
"""Takes "..", ",;", " ,", "()"; refuses ". " and "; "."""


# Takes the " ," of "boys ,girls", the "()" of "370():269"; refuses "boys, girls" and "lm()".
_MAY_STRAY = pattern(r"[ \u00a0(\[.,](?:,|\x20?[)\]]|\s?[.,])")
"""Takes in little time what `_STRAY` takes, and "(]" and "et al.,"; refuses ". A"."""
_STRAY = pattern(
    r"(?<=[^\W\d_])[ \u00a0],[ \u00a0]?(?=[^\W\d_])|(?<![^\W\d_])(?:\(\x20?\)|\[\x20?\])"
    r"|(?<=\w\w\w)(?:\.\s?\.(?!\s?\.)|,\s?[,.])(?=\s|\Z)"
)


@form_rule(
    "PUN001",
    "terminal-period",
    Severity.INFO,
    basis="ICMJE samples: an entry ends in a stop; AMA 11, 3.11: not after a DOI; Thieme: none",
)
def terminal_period() -> None:
    """An entry does not end as the style asks.

    Why: an entry without its end looks cut.
    Wrong: 2018;359(6382):1361-5
    Right: 2018;359(6382):1361-5.
    """


@entry_rule(
    "PUN002",
    "stray-punctuation",
    Severity.WARNING,
    basis="Practice of copy editors: one mark at a place",
    safety=Safety.SAFE,
)
def stray_punctuation(case: Case) -> Iterator[Finding]:
    """Marks are doubled, or stand where nothing is; a comma has its space on the wrong side.

    Why: they are left over from a machine or a deletion, and something may be missing there.
    Wrong: Science.. 2018,;359
    Right: Science. 2018;359
    Unsafe: no fix where nothing stands in brackets; what belongs there is not in the text.
    """
    # What stands between parts that were read is compared with the style; see `judge`.
    if case.context.facts_only or "](" in case.text or not _MAY_STRAY.search(case.text):
        return
    taken = [each.span for each in case.differences]
    taken += [piece.span for role in (Role.DOI, Role.URL) for piece in case.find(role)]
    for found in _STRAY.finditer(case.text):
        span = Span(*found.span())
        if any(span.overlaps(each) for each in taken):
            continue
        if found[0][0] in ".,":
            mark = "." if "." in found[0] else ","
            message = f'Write "{mark}" instead of {show(found[0])}'
            fix = case.fix(f'Put "{mark}"', Safety.UNSAFE, (span, mark))
            yield Finding(case.place(span), message, fix)
        elif "," in found[0]:
            if not any(title.span.contains(span) for title in case.find(Role.TITLE)):
                continue
            fix = case.fix('Put ", "', Safety.UNSAFE, (span, ", "))
            message = f'Write ", " instead of {show(found[0])} between two words'
            yield Finding(case.place(span), message, fix)
        else:
            message = f"Remove the empty brackets {show(found[0])}, or give what belongs into them"
            yield Finding(case.place(span), message)


@entry_rule(
    "PUN003",
    "element-separator",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., ch. 1, General rules for punctuation",
    safety=Safety.SAFE,
)
def element_separator(case: Case) -> Iterator[Finding]:
    """Something else than the style's mark stands between two parts of an entry.

    Why: the marks tell where the title ends and the journal begins.
    Wrong: human cancer Science. 2018
    Right: human cancer. Science. 2018
    Unsafe: where nothing stands before a journal of one word, the word may end the title.
    """
    # Entries that were read whole are compared with the style; see `judge`.
    if case.context.profile is None or case.context.facts_only:
        return
    yield from _quoted_title(case)
    close = _CLOSE_IN.search(case.text)
    span = Span(*close.span()) if close else Span(0, 0)
    if close and not any(span.overlaps(each.span) for each in case.differences):
        fix = case.fix("Put a space", Safety.UNSAFE, (Span(span.end, span.end), " "))
        yield Finding(case.place(span), f"Put a space behind {show(close[0])}", fix)
    if [doubt.message for doubt in case.parse.doubts] != [_BORDER]:
        return
    title, journal = (
        next(iter(case.find(role)), None) for role in (Role.TITLE, Role.CONTAINER_TITLE)
    )
    if title is None or journal is None or not journals.known(journal.text):
        return
    between = Span(title.span.end, journal.span.start)
    last = title.text.split()[-1]
    article = case.reference.type == "article-journal" and case.reference.volume
    if not article or ":" in journal.text or last.casefold() in _LEADS:
        return
    if between.of(case.text).isspace():
        at = Span(title.span.end, title.span.end)
        # "American J Clin Oncol": a capital may begin the journal's name.
        several = len(journal.text.split()) > 1 and not last.istitle()
        safety = Safety.SAFE if several else Safety.UNSAFE
        yield Finding(
            case.place(between),
            f"Put a period between the title and the journal {show(journal.text)}; "
            f'{case.context.style_title} prints ". "',
            case.fix("Put a stop", safety, (at, ".")),
        )


def _quoted_title(case: Case) -> Iterator[Finding]:
    """Yield the quotation marks around a title, where neither style nor list prints them."""
    opening = next((each for each in case.differences if opens_quote(each)), None)
    title = next(iter(case.find(Role.TITLE)), None)
    if opening is None or title is None or _is_lone_quote(opening, case):
        return
    edits = [(opening.span, opening.expected)]
    closing = next((each for each in case.differences if _ends_quote(each)), None)
    if closing is not None:
        edits.append((closing.span, closing.expected))
    elif title.text[-1] in _DOUBLE:
        edits.append((Span(title.span.end - 1, title.span.end), ""))
    fix = None
    if len(edits) == 2:
        fix = case.fix("Remove both marks", Safety.UNSAFE, *edits)
    message = f"Remove the quotation marks around the title; {case.context.style_title} prints none"
    yield Finding(case.place(title.span), message, fix)


def _ends_quote(difference: Difference) -> bool:
    marks = any(char in _DOUBLE or char in "'’‘" for char in difference.observed)
    return difference.kind is Kind.AFFIX and difference.left is Role.TITLE and marks


def _closes_quote(difference: Difference, case: Case) -> bool:
    """Tell whether a mark ends the quotation that a title stands in, or alone parts the marks."""
    if same_but_quotes(difference.observed, difference.expected):
        return True
    if any(map(opens_quote, case.differences)):
        return True
    title = next(iter(case.find(Role.TITLE)), None)
    before = case.text[: title.span.start].rstrip()[-1:] if title else ""
    marks = any(char in ".,;:?!" for char in difference.observed)
    return _ends_quote(difference) and marks and bool(before) and before in _DOUBLE


_CLOSE_IN = pattern(
    r"(?<![\w/])(?:In|Em|En|Dans|Available from|Disponible en|Disponível em):(?=[^\W\d_]|https?:)"
)
"""Takes the "In:" of "In:Lipp MN"; refuses "In: Lipp MN"."""
_LEADS = frozenset(
    {
        *("a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "its", "of", "on"),
        *("or", "the", "to", "via", "versus", "with", "within"),
    }
)
"""Words that lead on to a journal's name inside a title: "trends in Science"."""
_BORDER = "not sure where the title ends and the journal begins"
"""What the reader says of an entry without a mark there."""


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference between two parts, or at the end."""
    expected = show(difference.expected)
    style = case.context.style_title
    if difference.kind is Kind.ORDER:
        message = f"Put the parts in the order in which {style} prints them"
        return Judgement(element_separator, message, "Rewrite the entry", Safety.UNSAFE)
    if difference.kind is not Kind.AFFIX or Role.EDITION in (difference.left, difference.right):
        # "5th ed., revised": what an edition is called is printed as the book has it.
        return None
    if difference.left is Role.TITLE and _closes_quote(difference, case):
        return None
    if opens_quote(difference):
        return None  # The rule itself names both marks at once.
    if difference.left is Role.PAGE and difference.observed.startswith(tuple(DASHES)):
        return None  # PAG001 says that the last page is lost.
    if difference.left is None and _LETTERED.fullmatch(difference.observed):
        return None  # "8. a) June CH": one of several works under one number.
    if _is_lone_quote(difference, case):
        return None  # PUN004 asks for the partner of the quotation mark.
    if difference.right is Role.TITLE and _is_a_name_more(difference, case):
        return None
    if difference.right is Role.YEAR and _has_a_books_pages(difference, case):
        return None
    if _DOUBLED.search(difference.observed) and not _DOUBLED.search(difference.expected):
        message = put(difference.observed, difference.expected, _where(difference), style)
        return Judgement(stray_punctuation, message, f"Put {expected}")
    if difference.right is None and any(map(str.isalpha, difference.observed)):
        return None  # "[Medline] [Full text]": words that lead out of the page are no marks.
    if difference.right is None:
        where = "at the end of the entry"
        message = put(difference.observed, difference.expected, where, style)
        return Judgement(terminal_period, message, _end_title(difference))
    message = put(difference.observed, difference.expected, _where(difference), style)
    return Judgement(element_separator, message, f"Put {expected}")


def slipped(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a slip of marks of which the style's own print is the proof.

    Three words or more are no mark, wherever the style would print them.
    """
    if max(_count_words(difference.observed), _count_words(difference.expected)) > 2:
        return None
    left, right = difference.left, difference.right
    if left is not None and left is right and difference.kind is Kind.FORM:
        where = f"in the {call(left)}"
    else:
        where = _where(difference)
    style = case.context.style_title
    message = put(difference.observed, difference.expected, where, style)
    doubled = _DOUBLED.search(difference.observed)
    rule = stray_punctuation if doubled else element_separator
    return Judgement(rule, message, f"Put {show(difference.expected)}")


def _count_words(text: str) -> int:
    return sum(map(str.isalpha, text.split()))


# Takes "d'Orsi E. Physical", "López MªJ, 2014. A" and "2014. A"; refuses "Physical activity".
_NAME_OR_YEAR = pattern(r"\d|[a-z]|(?<!\S)\S{1,40}+(?:\s\S{1,40}+)?\s[A-Z][A-Zªº.-]{0,5}[.,]\s")


# Takes the "; 2004. p. 82" of a conference's papers; refuses "2004;5:82".
_BOOKS_PAGES = pattern(r";\s\d{4}\.\spp?\.\s?\d")


def _has_a_books_pages(difference: Difference, case: Case) -> bool:
    """Tell whether what was read as an article has no volume, and its pages as books print them."""
    at = difference.span.start
    return not case.reference.volume and _BOOKS_PAGES.match(case.text, at) is not None


def _is_a_name_more(difference: Difference, case: Case) -> bool:
    """Tell whether a comma stands before a title that begins like one more name, or a year."""
    if not difference.observed.startswith(","):
        return False
    title = next((each.text for each in case.find(Role.TITLE)), "")
    return any(form.match(title) for form in (_NAME_OR_YEAR, _NAME_AND_STOP))


# Takes "WHO-IWGE. Expert consensus" and "Coelho MdSZS et al. Ambient", a name before the stop;
# refuses "Ingrown toenails" and "Use of E. coli in children".
_NAME_AND_STOP = pattern(
    r"(?:\S{1,40}+(?:\s\S{1,10}+)?|(?:\S{1,40}+\s){1,8}?et\sal)(?<=[^\W\d_]{3})\.\s[A-Z]"
)
# Takes the "a) " of the first of several works; refuses "a. ".
_LETTERED = pattern(r"\(?[a-h]\)\s*")
_DOUBLE = frozenset(DOUBLE_QUOTES + '"')


def _is_lone_quote(difference: Difference, case: Case) -> bool:
    """Tell whether marks hold one quotation mark too many, whose partner the entry lacks."""
    here = sum(char in _DOUBLE for char in difference.observed)
    return here == 1 and sum(char in _DOUBLE for char in case.text) % 2 == 1


def _where(difference: Difference) -> str:
    if difference.left is None:
        return "at the start"
    if difference.right is None:
        return "at the end"
    return f"between {call(difference.left)} and {call(difference.right)}"


def _end_title(difference: Difference) -> str:
    if not difference.expected:
        return "Remove it"
    return "Add a stop" if not difference.observed else f"End in {show(difference.expected)}"
