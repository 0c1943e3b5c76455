"""BibTeX and BibLaTeX files: read in place, written anew; the only file that knows pybtex.

Positions come from `bibtex_blocks`, so a fix changes its characters and nothing else; names are
cut by pybtex, which follows BibTeX to the letter (https://docs.pybtex.org). Macros are resolved,
and entries inherit from their `crossref` as BibTeX has it.

>>> document = read(b"@article{a, author = {von Bonin, M and {WHO}}, pages = {1--9}}", "a.bib")
>>> [name for name in document.records[0].reference.names()]
[Person(family='Bonin', initials='M', given='', particle='von', suffix=''), \
Organization(literal='WHO')]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from carcite.authorities.months import ABBREVIATIONS, FULL_NAMES
from carcite.model.document import Document
from carcite.model.layout import Role
from carcite.model.names import Name, Organization
from carcite.model.names import Person as NamedPerson
from carcite.model.parse import Parse
from carcite.model.reference import Reference
from carcite.reading.parts.records import RecordDraft, given_names, person
from carcite.records.bibtex import fields as bibtex_fields
from carcite.records.bibtex import write as bibtex_write
from carcite.records.bibtex.blocks import Block, Field, find_blocks
from carcite.records.bibtex.tex import decode as decode_tex
from carcite.records.files import decode, saver
from carcite.text.pattern import pattern
from carcite.text.source import Source
from carcite.text.span import Span

_LONGEST_MACROS = 10_000
"""Characters that strings bring to one field: forty, each twice the last, would fill the memory."""
_COMMANDS = frozenset({"string", "comment", "preamble"})
_MONTHS = {ABBREVIATIONS[month].lower(): FULL_NAMES[month] for month in range(1, 13)}
# BibTeX's own: a crossref gives what the entry lacks; biblatex also turns title into booktitle.
_NOT_INHERITED = frozenset({"crossref", "xdata", "title", "subtitle", "ids", "doi", "url", "pages"})
# Typed as they are in biblatex: "%" and "_" are themselves, "~" in a date means "about".
_VERBATIM = ("doi", "url", "eprint", "date", "urldate", "eventdate")
_ROLES = {
    "author": "author", "editor": "editor", "translator": "translator",
    "bookauthor": "container-author",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Value:
    """A field's value, macros put in, still LaTeX; `at` is None for what was inherited."""

    text: str
    at: Span | None


def read(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Read a .bib file; an entry that is broken becomes a note and its neighbours are read."""
    decoded = decode(data, name, encoding)
    text, source = decoded.text, Source(name, decoded.text)
    blocks = list(find_blocks(text))
    entries = [block for block in blocks if block.kind not in _COMMANDS]
    macros = _read_macros(text, blocks)
    known = {block.key.lower(): block for block in reversed(entries)}
    records, notes = [], list(_repeated(entries, source))
    for line, macro in _undefined(text, blocks, source):
        notes.append(f"line {line}: no @string says what {macro} stands for; its name is kept")
    for number, block in enumerate(entries, start=1):
        records.append(_read_entry(text, block, number, macros, known))
        for at, message in block.faults:
            notes.append(f"line {source.position(at)[0]}: in {block.key or 'an entry'}: {message}")
    return Document(
        source,
        "bibtex",
        records=tuple(records),
        save=saver(decoded, name, _count),
        notes=tuple(notes),
    )


def _count(text: str) -> int:
    """Return a number that an edit which breaks an entry changes."""
    return sum(1 + len(block.fields) + 10_000 * len(block.faults) for block in find_blocks(text))


def write(references: Iterable[tuple[str, Reference]]) -> tuple[str, list[str]]:
    """Return the entries as BibTeX (UTF-8) and a note for all that it has no field for."""
    return bibtex_write.write(references)


def _repeated(entries: list[Block], source: Source) -> Iterator[str]:
    seen: dict[str, int] = {}
    for block in entries:
        line = source.position(block.span.start)[0]
        first = seen.setdefault(block.key.lower(), line)
        if first != line and block.key:
            yield f"line {line}: the key {block.key} stands already in line {first}"


def _read_macros(text: str, blocks: list[Block]) -> dict[str, str]:
    macros = dict(_MONTHS)
    for block in blocks:
        if block.kind == "string":
            for each in block.fields:
                macros[each.name] = _join(text, each, macros)
    return macros


def _undefined(text: str, blocks: list[Block], source: Source) -> Iterator[tuple[int, str]]:
    """Yield the macros that nothing before them defines, each once, and the line of its use."""
    known = {*_MONTHS}
    for block in blocks:
        for each in block.fields:
            for part in each.parts:
                piece = part.span.of(text)
                if part.kind == "bare" and piece.isidentifier() and piece.lower() not in known:
                    known.add(piece.lower())
                    yield source.position(part.span.start)[0], piece
            if block.kind == "string":
                known.add(each.name)


def _join(text: str, field: Field, macros: Mapping[str, str]) -> str:
    pieces = []
    room = _LONGEST_MACROS
    for part in field.parts:
        piece = part.span.of(text)
        if part.kind == "bare" and not piece.isdecimal():
            value = macros.get(piece.lower(), piece)
            room -= len(value)
            piece = value if room >= 0 else piece
        pieces.append(piece)
    return "".join(pieces)


def _values(text: str, block: Block, macros: Mapping[str, str]) -> dict[str, _Value]:
    values: dict[str, _Value] = {}
    for each in block.fields:
        inner = each.parts[0].span if len(each.parts) == 1 else each.span
        values.setdefault(each.name, _Value(_join(text, each, macros), inner))
    return values


def _inherited(
    text: str, block: Block, macros: Mapping[str, str], known: Mapping[str, Block]
) -> dict[str, _Value]:
    values = _values(text, block, macros)
    seen = {block.key.lower()}
    parent = values.get("crossref")
    while parent is not None and parent.text.lower() not in seen:
        seen.add(parent.text.lower())
        found = known.get(parent.text.lower())
        if found is None:
            break
        theirs = _values(text, found, macros)
        if "title" in theirs and found.kind != "article":
            values.setdefault("booktitle", _Value(theirs["title"].text, None))
        for key, value in theirs.items():
            if key not in _NOT_INHERITED:
                values.setdefault(key, _Value(value.text, None))
        parent = theirs.get("crossref")
    return values


def _read_entry(
    text: str,
    block: Block,
    number: int,
    macros: Mapping[str, str],
    known: Mapping[str, Block],
) -> Parse:
    draft = RecordDraft(block.span.of(text), block.span.start)
    values = _inherited(text, block, macros, known)
    for field, role in _ROLES.items():
        if field in values:
            _read_names(draft, role, values[field], text)
    fields = {key: (decode_tex(value.text), value.at) for key, value in values.items()}
    for field in _VERBATIM:
        if field in values and "\\" not in values[field].text:
            fields[field] = (values[field].text.strip("{} \n"), values[field].at)
    bibtex_fields.fill(draft, block.kind, fields)
    for at, message in block.faults:
        draft.doubt(f"could not read the entry to its end: {message}", Span(at, at + 1))
    return draft.parse(number, block.key)


_AND = pattern(r" and ", re.IGNORECASE)


def _read_names(draft: RecordDraft, role: str, value: _Value, text: str) -> None:
    from pybtex.bibtex.utils import split_name_list

    raw = " ".join(value.text.split())
    if not _AND.search(raw):
        names = [raw] if raw else []
    else:
        names = split_name_list(raw) if _is_balanced(raw) else _AND.split(raw)
    at = value.at.start if value.at else None
    for each in names:
        if each.strip().lower() in ("others", "et al", "et al."):
            draft.cut.add(role)
            draft.names.setdefault(role, [])
        elif each.strip():
            name, parts = _read_name(each.strip())
            if name == Organization(""):
                continue  # "{\footnote{x}}": nothing of it is a name.
            draft.put_name(role, name)
            if at is not None and value.at is not None:
                at = _mark_name(draft, name, parts, Span(at, value.at.end), text)


def _is_balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    return depth == 0


def _read_name(raw: str) -> tuple[Name, tuple[str, str]]:
    """Return a name, and its family and given names as the file writes them."""
    from pybtex.bibtex.utils import split_tex_string
    from pybtex.database import Person

    if not _is_balanced(raw):
        return Organization(decode_tex(raw)), (raw, "")
    if raw.startswith("{") and _closes_at_end(raw):
        return Organization(decode_tex(raw)), (raw.strip("{}"), "")
    if len(split_tex_string(raw, ",")) not in (1, 2, 3):  # pybtex would call its global switch
        return Organization(decode_tex(raw)), (raw, "")
    cut: Any = Person(raw)
    family, given, particle, suffix = (
        " ".join(cut.last_names),
        " ".join(cut.first_names + cut.middle_names),
        " ".join(cut.prelast_names),
        " ".join(cut.lineage_names),
    )
    if not family:
        return Organization(decode_tex(raw)), (raw, "")
    whole = decode_tex(family)
    if "{" in family and not particle:  # braces say: this is one family name
        found = NamedPerson(whole, *given_names(decode_tex(given)), "", decode_tex(suffix))
    else:
        found = person(whole, decode_tex(given), decode_tex(suffix), decode_tex(particle))
    return found, (family, given)


def _closes_at_end(raw: str) -> bool:
    depth = 0
    for index, char in enumerate(raw):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(raw) - 1
    return False


def _mark_name(
    draft: RecordDraft, name: Name, parts: tuple[str, str], within: Span, text: str
) -> int:
    """Mark the family and given names where the file has them; return where the next may begin."""
    family, given = parts
    at = text.find(family, within.start, within.end)
    if at < 0:
        return within.start
    end = at + len(family)
    role = Role.ORGANIZATION if isinstance(name, Organization) else Role.FAMILY
    draft.mark(role, Span(at, end))
    if given:
        before, behind = text.rfind(given, within.start, at), text.find(given, end, within.end)
        spot = before if before >= 0 else behind
        spelled = not isinstance(name, Organization) and name.given
        if spot >= 0:
            draft.mark(Role.GIVEN if spelled else Role.INITIALS, Span(spot, spot + len(given)))
            end = max(end, spot + len(given))
    return end
