"""What a family says of a difference: which rule, in which words, with which fix.

>>> show(". ")
'". "'
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.compare.align import Difference, Kind
from carcite.model.layout import Role
from carcite.rules.rule import Rule
from carcite.text.chars import collapse
from carcite.text.edit import Safety


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rule, its message, and the order that its fix bears."""

    rule: Rule
    message: str
    title: str = ""
    """Of the fix, which puts what the style prints; empty where there is none."""
    safety: Safety = Safety.SAFE


def show(text: str, most: int = 60) -> str:
    """Return text in quotes for a message: line ends as blanks, a long one cut in its middle."""
    if not text:
        return "nothing"
    edge = (text[:1].isspace() and " ") or "", (text[1:] and text[-1:].isspace() and " ") or ""
    text = f"{edge[0]}{collapse(text)}{edge[1]}" if text.strip() else " "
    if len(text) > most:
        half = most // 2 - 1
        text = f"{text[:half]}…{text[-half:]}"
    return f'"{text}"'


_MARKS = {",": "a comma", ".": "a period", ";": "a semicolon", ":": "a colon", "": "a space"}


def put(observed: str, expected: str, where: str, style: str) -> str:
    """Return the order for what stands between two parts, the action first.

    >>> put(", ", ". ", "between journal and year", "NLM")
    'Write a period instead of a comma between journal and year; NLM prints ". "'
    >>> put(".", "", "at the end", "Thieme")
    'Remove "." at the end; Thieme prints nothing there'
    """
    if not expected:
        return f"Remove {show(observed)} {where}; {style} prints nothing there"
    if not observed:
        return f"Add {show(expected)} {where}; {style} prints it there"
    one, two = (_MARKS.get(text.strip(), show(text)) for text in (observed, expected))
    if one == two:
        one, two = show(observed), show(expected)
    if two.startswith("a "):
        return f"Write {two} instead of {one} {where}; {style} prints {show(expected)}"
    return f"Write {two} instead of {one} {where}, as {style} prints it"


_QUOTES = str.maketrans("", "", "\"'“”„‟«»‘’")


def same_but_quotes(observed: str, expected: str) -> bool:
    """Tell whether a quotation mark alone parts the marks: ".” " beside ". " and "”. ".

    >>> same_but_quotes(".” ", ". "), same_but_quotes('. "', ". "), same_but_quotes(", ", ". ")
    (True, True, False)
    """
    one, two = (text.translate(_QUOTES) for text in (observed, expected))
    return one != observed and one.split() == two.split()


def opens_quote(difference: Difference) -> bool:
    """Tell whether a quotation mark stands before a title where the style prints none."""
    return (
        difference.kind is Kind.AFFIX
        and difference.right is Role.TITLE
        and same_but_quotes(difference.observed, difference.expected)
    )


def names_a_date(difference: Difference, *, inferred: bool) -> bool:
    """Tell whether what stands before a date says in words which date it is: no mark to be mended.

    "[published Online First: " is as good as "Epub "; where no style was asked for, so is
    "[Acceso " beside "[cited ".
    """
    if difference.right is not Role.DATE or difference.kind is not Kind.AFFIX:
        return False
    words, wanted = (
        "".join(char for char in text if char.isalpha()).casefold()
        for text in (difference.observed, difference.expected)
    )
    if words in ("", wanted):
        return False
    return inferred or any(word in words for word in ("online", "ahead"))


_WORDS = {
    Role.CONTAINER_TITLE: "journal",
    Role.COLLECTION_TITLE: "series",
    Role.CONTRIBUTOR_LABEL: "editors",
    Role.PUBLISHER_PLACE: "place",
    Role.NUMBER_OF_PAGES: "number of pages",
    Role.TITLE_NOTE: "note on the title",
    Role.ORIGINAL_TITLE: "original title",
    Role.PAGE: "pages",
    Role.FAMILY: "family name",
    Role.DOI: "DOI",
    Role.PMID: "PMID",
    Role.PMCID: "PMCID",
    Role.URL: "address",
}


def call(role: Role) -> str:
    """Return the word for a part of an entry that a person would use.

    >>> call(Role.CONTAINER_TITLE), call(Role.VOLUME)
    ('journal', 'volume')
    """
    return _WORDS.get(role, role.value)
