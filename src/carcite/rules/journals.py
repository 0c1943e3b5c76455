"""Journal titles: abbreviated, dotted or full, as the style asks."""

from __future__ import annotations

from carcite.authorities import journals
from carcite.compare.align import Difference, Kind
from carcite.model.diagnostics import Severity
from carcite.model.layout import Role
from carcite.rules.case import Case
from carcite.rules.judgement import Judgement, show
from carcite.rules.rule import form_rule
from carcite.text.chars import strip_marks


@form_rule(
    "JNL002",
    "journal-not-abbreviated",
    Severity.WARNING,
    basis="Citing Medicine, 2nd ed., App. A: NLM title abbreviations; AMA 11, 3.11.2",
)
def journal_not_abbreviated() -> None:
    """A journal's full title stands where the style prints its abbreviation, or the reverse.

    Why: one journal in two forms reads as two journals.
    Wrong: The New England Journal of Medicine. 2021
    Right: N Engl J Med. 2021
    Unsafe: never guessed; a fix is made only where one journal bears exactly this title.
    """


@form_rule(
    "JNL003",
    "abbreviation-form",
    Severity.WARNING,
    basis="NLM Catalog: abbreviations without stops; ISO 4: with stops; the style decides",
)
def abbreviation_form() -> None:
    """A journal's abbreviation carries stops that the style does not print, or lacks them.

    Why: it is the mark of another style, and searches miss it.
    Wrong: N. Engl. J. Med.
    Right: N Engl J Med
    """


@form_rule(
    "JNL005",
    "leading-article",
    Severity.INFO,
    basis="Citing Medicine, 2nd ed., App. A: articles are left out of title abbreviations",
)
def leading_article() -> None:
    """An article stands before a journal's title.

    Why: the Lancet is filed under L.
    Wrong: The Lancet. 2002
    Right: Lancet. 2002
    """


def _is_longer(observed: str, expected: str) -> bool:
    """Tell whether a catalogue's name only adds a place or a subtitle, which lists leave out.

    >>> _is_longer("Cancers", "Cancers (Basel)"), _is_longer("The Lancet", "Lancet")
    (True, False)
    """
    one, two = journals.fold(observed), journals.fold(expected)
    return two.startswith(f"{one} ") and expected[len(observed) :].lstrip()[:1] in "(:=[/;"


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name)).casefold()


def _words(name: str) -> list[str]:
    return strip_marks(name).replace(".", "").casefold().split()


def _same_but_marks(difference: Difference) -> bool:
    """Tell whether two forms differ in diacritics alone."""
    one, two = (strip_marks(text).casefold() for text in (difference.observed, difference.expected))
    return one == two


def judge(difference: Difference, case: Case) -> Judgement | None:
    """Name the rule for a difference in a journal's title."""
    if difference.kind is not Kind.FORM or difference.left is not Role.CONTAINER_TITLE:
        return None
    if difference.observed.casefold() == difference.expected.casefold():
        return None
    if _letters(difference.observed) == _letters(difference.expected) != "":
        spaced = difference.observed.split() != difference.expected.split()
        if spaced and difference.observed.count(".") == difference.expected.count(".") - 1:
            return None  # "U. S. A" beside "U.S.A.": a space and the list's own stop.
    if "-\n" in difference.observed:
        return None  # A word divided at the end of a line.
    if _is_longer(difference.observed, difference.expected):
        return None
    if not journals.known(difference.expected):
        return None
    if _same_but_marks(difference) and case.context.inferred:
        return None  # "Rev Saúde Pública": the table's form without diacritics is a catalogue's.
    observed, expected = show(difference.observed), show(difference.expected)
    style = case.context.style_title
    plain, wanted = _words(difference.observed), _words(difference.expected)
    if plain == wanted:
        message = f"Write the abbreviation {observed} as {expected}, as {style} prints it"
        return Judgement(abbreviation_form, message, f"Use {expected}")
    if plain[:1] == ["the"] and plain[1:] == wanted:
        message = f"Write the journal {observed} without its article, as {expected} ({style})"
        return Judgement(leading_article, message, f"Use {expected}")
    if len(difference.expected) < len(difference.observed):
        message = f"Abbreviate {observed} to {expected}, as {style} prints it"
    else:
        message = f"Write out {observed} as {expected}, as {style} prints it"
    return Judgement(journal_not_abbreviated, message, f"Use {expected}")
