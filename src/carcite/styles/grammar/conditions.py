"""cs:choose before the work is known: a test is true, false, or open until it is read.

CSL 1.0.2, "Choose". The type of the work is supposed, so tests of it are settled; of a variable it
is only known that some never stand in a printed list.

>>> from carcite.csl.style.xmlsafe import Element
>>> settle(Element("if", {"type": "book thesis"}, (), "", 1), "book")
True
>>> settle(Element("if", {"variable": "DOI"}, (), "", 1), "book") is None
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carcite.csl.style.xmlsafe import Element

_COMMON = frozenset(
    ("author", "title", "issued", "accessed", "DOI", "URL", "volume", "page", "page-first",
     "status", "editor", "medium")
)  # fmt: skip
_BOOK = _COMMON | {
    "translator",
    "publisher",
    "publisher-place",
    "edition",
    "collection-title",
    "collection-number",
    "collection-editor",
    "number",
    "number-of-pages",
    "ISBN",
    "medium",
}
PRINTED = {
    "article-journal": _COMMON - {"editor"}
    | {"container-title", "journalAbbreviation", "issue", "number", "PMID", "PMCID", "ISSN"},
    "book": _BOOK,
    "chapter": _BOOK | {"container-title"},
    "paper-conference": _BOOK | {"container-title", "event-title", "event", "event-place"},
    "thesis": _COMMON - {"editor"} | {"genre", "publisher", "publisher-place", "number-of-pages"},
    "report": _BOOK | {"genre"},
    "webpage": _COMMON | {"container-title", "publisher", "publisher-place", "genre", "medium"},
}
"""Variables that a printed list has of works of each type."""


def is_printed(variable: str, kind: str) -> bool:
    """Say whether a work of a type may have a variable in a printed list."""
    return variable.removesuffix("-short") in PRINTED[kind]


def settle(element: Element, kind: str) -> bool | None:
    """Return what a cs:if or cs:else-if comes to for a type of work; None where it is open."""
    answers = list(_answers(element, kind))
    match = element.get("match", "all")
    if match == "none":
        return _negated(_any(answers))
    if match == "any":
        return _any(answers)
    return _negated(_any(map(_negated, answers)))


def _answers(element: Element, kind: str) -> Iterator[bool | None]:
    for name, value in element.attributes.items():
        words = value.split()
        if name == "type":
            yield kind in words
        elif name in ("variable", "is-numeric"):
            yield from (None if is_printed(word, kind) else False for word in words)
        elif name == "is-uncertain-date":
            yield from (False for _ in words)
        elif name == "disambiguate":
            yield value != "true"
        elif name != "match":
            yield False


def _any(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def _negated(answer: bool | None) -> bool | None:
    return None if answer is None else not answer
