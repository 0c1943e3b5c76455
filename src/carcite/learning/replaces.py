"""Whether a second reading of an entry may stand in the place of the first.

That a style prints it back is one witness; the other is what it says: a work like the others of the
list, with all that the first reading had found, and parts that look like what they are said to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from carcite.authorities.journals import known
from carcite.model.layout import Role
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.text.pattern import pattern
from carcite.text.scanner import scan


def usual_parts(references: Sequence[Reference]) -> tuple[str, ...]:
    """Return which of names, date and title nearly all works of a list have."""
    return tuple(
        name
        for name in ("contributors", "issued", "title")
        if sum(bool(getattr(each, name)) for each in references) >= _NEARLY * len(references)
    )


_NEARLY = 0.9


def may_replace(found: Parse, first: Parse, usual: Sequence[str], *, sure: bool) -> bool:
    """Tell whether a reading may stand for the first, which was a sure one or left a doubt.

    `usual` is what nearly all works of the list have.
    """
    if not _is_likely(found.reference) or not _tells_as_much(found, first, usual):
        return False
    borders = _open_borders(found)
    if borders - {Role.CONTAINER_TITLE} or (borders and not _is_one_journal(found.reference)):
        return False
    return not sure or _tells_all(found.reference, first.reference)


def _open_borders(parse: Parse) -> set[Role]:
    """Return what a space alone parts from a title before it: "human cancer Science 359"."""
    return {
        right
        for (left, _, end), (right, start, _) in pairwise(parse.layout.marks)
        if left in _TITLES and right in _NAMED
        if parse.layout.text[end - 1 : end].isalnum() and not parse.layout.text[end:start].strip()
    }


_TITLES = frozenset({Role.TITLE, Role.CONTAINER_TITLE})
_NAMED = frozenset({Role.CONTAINER_TITLE, Role.PUBLISHER, Role.PUBLISHER_PLACE})


def _is_one_journal(reference: Reference) -> bool:
    """Tell whether a journal is known, begins as a name, and is none with words of the title."""
    title, name = reference.title.split(), reference.container_title
    longer = (" ".join([*title[-more:], name]) for more in (1, 2, 3))
    return known(name) and name[:1].isupper() and not any(map(known, longer))


def _tells_as_much(found: Parse, first: Parse, usual: Sequence[str]) -> bool:
    """Tell whether a reading is of a work like the list's others, with all that the first told."""
    one, two = found.reference, first.reference
    return (
        bool(one.issued and (one.volume or one.pages or one.publisher or one.identifiers))
        and all(getattr(one, name) for name in usual)
        and _roles(two) <= _roles(one)
        and not (two.container_title and one.container_title.startswith(f"{two.container_title},"))
        and {*two.identifiers} <= {*one.identifiers}
        and len(_parts(found)) >= len(_parts(first))
    )


def _tells_all(found: Reference, first: Reference) -> bool:
    """Tell whether a reading has each part of a sure one, and more where its type is another."""
    one, two = _given(found), _given(first)
    if found.type != first.type == "article-journal" and known(first.container_title):
        return False
    return two <= one and (found.type == first.type or two < one)


def _given(reference: Reference) -> set[str]:
    return {name for name in _FIELDS if getattr(reference, name)}


_FIELDS = (
    "contributors",
    "title",
    "container_title",
    "issued",
    "volume",
    "issue",
    "pages",
    "edition",
    "publisher",
    "publisher_place",
    "genre",
    "number",
    "url",
)


def _is_likely(reference: Reference) -> bool:
    """Tell whether what stands for a title, a journal or a publisher looks like one."""
    from carcite.styles.grammar.likelihood import cost

    host = "title" if reference.type in ("chapter", "paper-conference") else "container-title"
    parts = (
        ("title", reference.title),
        (host, reference.container_title),
        ("publisher", reference.publisher),
    )
    return all(cost(kind, scan(text).plain) <= _ODD for kind, text in parts)


_ODD = 1.3
"""What a part may cost: less than figures in it, or a word of theses in the publisher's name."""


def words(text: str) -> list[str]:
    """Return the words and figures of a text, in order."""
    return _WORD.findall(text)


_WORD = pattern(r"\w++")
"""Takes "U" and "S" of "U.S."; refuses marks."""


def _roles(reference: Reference) -> set[str]:
    return {group.role for group in reference.contributors}


def _parts(parse: Parse) -> set[Role]:
    return {role for role, _, _ in parse.layout.marks} - _BESIDE


_BESIDE = frozenset({Role.UNREAD, Role.NOTE, Role.CONTRIBUTOR_LABEL})
"""What is no part of a work, or a word of the style's own."""
