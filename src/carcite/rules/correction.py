"""Corrections from a record: one field of an entry made the record's, and proven by reading again.

The reading alone is no proof that a value is right: the record is. What is proven here is that the
entry then says the record's value in that field and what it said before in every other.
"""

from __future__ import annotations

from dataclasses import fields

from carcite.model.layout import Piece, Role
from carcite.model.locators import PageRange
from carcite.model.names import Person
from carcite.model.reference import Reference
from carcite.model.witness import Contradiction, Witness
from carcite.rules.case import Case
from carcite.text.edit import Edit, Fix, Safety, apply_edits
from carcite.text.span import Span

ROLES = {
    "title": Role.TITLE,
    "journal": Role.CONTAINER_TITLE,
    "year": Role.YEAR,
    "volume": Role.VOLUME,
    "issue": Role.ISSUE,
    "first-page": Role.PAGE,
    "last-page": Role.PAGE,
    "doi": Role.DOI,
    "pmid": Role.PMID,
}
_FIELDS = {
    "title": "title",
    "journal": "container_title",
    "year": "issued",
    "volume": "volume",
    "issue": "issue",
    "first-page": "pages",
    "last-page": "pages",
    "doi": "identifiers",
    "pmid": "identifiers",
    "authors": "contributors",
    "initials": "contributors",
}


def where(case: Case, found: Contradiction) -> Span:
    """Return the place of a field in the entry's body; the whole body where it has no piece."""
    piece = _piece(case, found.field)
    return piece.span if piece else Span(0, len(case.text))


def _piece(case: Case, field: str) -> Piece | None:
    role = ROLES.get(field)
    return next(iter(case.find(role)), None) if role else None


def correct(case: Case, witness: Witness, found: Contradiction) -> Fix | None:
    """Return the fix that makes a field the record's; None where it cannot be proven."""
    if found.field in ("authors", "initials"):
        edits = people_edits(case, witness)
    else:
        edits = _field_edits(case, witness, found)
    title = f'Use "{found.recorded}" of the record'
    return proven(case, title, edits, _FIELDS[found.field])


def _field_edits(case: Case, witness: Witness, found: Contradiction) -> list[Edit]:
    piece = _piece(case, found.field)
    if piece is None:
        return []
    text = piece.span.of(case.text)
    recorded = found.recorded
    if found.field in ("first-page", "last-page"):
        recorded = _pages(case, witness)
    elif found.field == "title":
        recorded = recorded.rstrip(".")
    return [Edit(piece.span, recorded)] if recorded and recorded != text else []


def _pages(case: Case, witness: Witness) -> str:
    """Return the record's pages in full; other rules bring them into the form of the style."""
    if witness.last_page:
        return f"{witness.first_page}-{witness.last_page}"
    page = next(iter(case.reference.pages), None)
    is_single = not isinstance(page, PageRange) or page.first == page.last
    return witness.first_page if is_single else ""


def people_edits(case: Case, witness: Witness) -> list[Edit]:
    """Return the edits that make persons of the entry those of the record."""
    families = case.find(Role.FAMILY)
    stated = [each for each in case.reference.authors if isinstance(each, Person)]
    edits: list[Edit] = []
    for place, person in witness.people:
        if len(families) < len(stated) or place >= len(families):
            return []
        piece = families[place]
        if piece.span.of(case.text) != person.family and stated[place].family != person.family:
            edits.append(Edit(piece.span, person.family))
        initials = _between(case, piece, families[place + 1 : place + 2])
        if initials is None:
            return []
        if person.initials and stated[place].initials != person.initials:
            edits.append(Edit(initials.span, person.initials))
    return edits


def _between(case: Case, family: Piece, following: tuple[Piece, ...]) -> Piece | None:
    """Return the initials that stand behind a family name, before the next."""
    end = following[0].span.start if following else len(case.text)
    behind = [each for each in case.find(Role.INITIALS) if family.span.end <= each.span.start < end]
    return behind[0] if behind else None


def proven(case: Case, title: str, edits: list[Edit], field: str) -> Fix | None:
    """Return a fix whose edits count in the body, if only `field` then reads otherwise."""
    if not edits or case.context.facts_only or case.entry.noise:
        return None
    again = case.context.reads(apply_edits(case.text, edits), None)
    if not _moves_only(case.reference, again.reference, field) or len(again.doubts) > len(
        case.parse.doubts
    ):
        return None
    moved = tuple(Edit(case.place(each.span), each.replacement) for each in edits)
    return Fix(title, moved, Safety.UNSAFE)


def _moves_only(before: Reference, after: Reference, field: str) -> bool:
    """Tell whether two readings differ in one field, and in it they do."""
    moved = [
        each.name
        for each in fields(before)
        if getattr(before, each.name) != getattr(after, each.name)
    ]
    return moved == [field]
