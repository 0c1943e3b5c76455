"""References to BibTeX entries, in the fields of biblatex where BibTeX itself has none.

>>> text, notes = write([("june", Reference(title="CAR T cells", issued=Date(2018, 3)))])
>>> print(text)
@article{june,
  title = {{CAR} {T} cells},
  year = {2018},
  month = mar,
}
<BLANKLINE>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carcite.authorities.months import ABBREVIATIONS
from carcite.model.dates import Date
from carcite.model.locators import Literal
from carcite.model.names import Contributors, Organization
from carcite.model.reference import Reference
from carcite.records.bibtex.tex import encode
from carcite.records.written import (
    article_number,
    citation_key,
    given_text,
    is_chapter,
    iso_range,
    issue_text,
    left_out,
    pages_text,
)
from carcite.text.pattern import pattern

_TYPES = {
    "article-journal": "article", "article-newspaper": "article", "article-magazine": "article",
    "review": "article", "article": "misc", "periodical": "periodical", "book": "book",
    "pamphlet": "booklet", "chapter": "incollection", "entry": "inreference",
    "entry-dictionary": "inreference", "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings", "report": "techreport", "standard": "standard",
    "thesis": "phdthesis", "patent": "patent", "dataset": "dataset", "software": "software",
    "webpage": "online", "post-weblog": "online", "post": "online", "manuscript": "unpublished",
    "motion_picture": "movie", "song": "audio", "legislation": "legislation",
    "legal_case": "jurisdiction", "personal_communication": "letter", "document": "misc",
}  # fmt: skip
_SUBTYPES = {
    "article-newspaper": "newspaper", "article-magazine": "magazine", "article": "preprint",
}  # fmt: skip
_CONTAINERS = {"article": "journal", "periodical": "journal", "misc": "journaltitle",
               "online": "journaltitle"}  # fmt: skip
_PUBLISHERS = {
    "techreport": "institution", "phdthesis": "school", "mastersthesis": "school",
    "online": "organization",
}  # fmt: skip
_ROLES = {"author": "author", "editor": "editor", "translator": "translator",
          "container-author": "bookauthor"}  # fmt: skip
_SCHEMES = frozenset({"doi", "pmid", "pmcid", "issn", "isbn", "arxiv"})
_HELD = frozenset(
    {
        "contributors", "title", "original_title", "title_note", "container_title",
        "collection_title", "edition", "issued", "accessed", "volume", "issue", "supplement",
        "part", "pages", "number", "number_of_pages", "publisher", "publisher_place",
        "event_title", "event_place", "event_date", "genre", "medium", "status", "language",
        "url", "identifiers", "note",
    }
)  # fmt: skip
_CAPITALS = pattern(r"(?<![^\s{}\\])(?=[^\s{}\\]*[^\W\d_a-zß-öø-ÿ])[^\s{}\\]++")
_PLAIN_WORD = pattern(r"[\"“‘(\[]*[^\W\d_][a-zß-öø-ÿ'’-]*+[^\w]*+")


def write(references: Iterable[tuple[str, Reference]]) -> tuple[str, list[str]]:
    """Return the entries as one text and a note for all that BibTeX has no field for."""
    taken: set[str] = set()
    entries, notes = [], []
    for key, reference in references:
        unique = citation_key(key, taken)
        entries.append(_entry(unique, reference))
        notes += left_out(key, reference, _HELD, "BibTeX")
        notes += _other_losses(key, reference)
    return "\n".join(entries), notes


def _entry(key: str, reference: Reference) -> str:
    kind = _TYPES.get(reference.type, "misc")
    if kind == "phdthesis" and "master" in reference.genre.lower():
        kind = "mastersthesis"
    lines = [f"@{kind}{{{key},"]
    lines += [f"  {name} = {value}," for name, value in _fields(kind, reference) if value != "{}"]
    return "\n".join([*lines, "}", ""])


def _fields(kind: str, ref: Reference) -> Iterator[tuple[str, str]]:
    for group in ref.contributors:
        if group.role in _ROLES:
            yield _ROLES[group.role], _braced(_names(group))
    yield "title", _braced(protect(encode(ref.title)))
    yield "titleaddon", _braced(encode(ref.title_note))
    yield "origtitle", _braced(encode(ref.original_title))
    if ref.type in _SUBTYPES:
        yield "entrysubtype", _braced(_SUBTYPES[ref.type])
    yield _CONTAINERS.get(kind, "booktitle"), _braced(encode(ref.container_title))
    yield "series", _braced(encode(ref.collection_title))
    yield "edition", _braced(encode(ref.edition))
    yield from _dates(ref)
    yield from _numbers(kind, ref)
    yield _PUBLISHERS.get(kind, "publisher"), _braced(encode(ref.publisher))
    yield "address", _braced(encode(ref.publisher_place))
    yield "eventtitle", _braced(encode(ref.event_title))
    yield "venue", _braced(encode(ref.event_place))
    yield "type", _braced(encode(ref.genre))
    yield "howpublished", _braced(encode(ref.medium))
    yield "pubstate", _braced(encode(ref.status))
    yield "language", _braced(encode(ref.language))
    yield from _identifiers(ref)
    yield "url", _braced(_verbatim(ref.url))
    yield "note", _braced(encode(ref.note))


def _numbers(kind: str, ref: Reference) -> Iterator[tuple[str, str]]:
    yield "volume", _braced(encode(ref.volume))
    article = article_number(ref)
    yield "number", _braced(encode(issue_text(ref) or ("" if article else ref.number)))
    if is_chapter(ref.part):
        yield "part", _braced(encode(ref.part))
    if article:
        yield "eid", _braced(encode(article))
    else:
        yield "pages", _braced(encode(pages_text(ref.pages, "\0")).replace("\0", "--"))
    yield "pagetotal", _braced(encode(ref.number_of_pages))


def _dates(ref: Reference) -> Iterator[tuple[str, str]]:
    date = ref.issued
    if isinstance(date, Literal):
        yield "year", _braced(encode(date.text))
    elif date is not None and _is_plain(date):
        yield "year", _braced(f"{date.year:04d}{date.letter}")
        if date.month:
            yield "month", ABBREVIATIONS[date.month].lower()
        if date.day:
            yield "day", _braced(str(date.day))
    elif date is not None:
        yield "date", _braced(iso_range(date))
    for name, value in (("eventdate", ref.event_date), ("urldate", ref.accessed)):
        if isinstance(value, Date):
            yield name, _braced(iso_range(value))
        elif value is not None:
            yield name, _braced(encode(value.text))


def _is_plain(date: Date) -> bool:
    ends = date.end_year or date.end_month or date.end_day
    return not (ends or date.season or date.circa)


def _identifiers(ref: Reference) -> Iterator[tuple[str, str]]:
    for scheme in ("doi", "pmid", "pmcid", "isbn", "issn"):
        yield scheme, _braced(_verbatim(ref.identifier(scheme)))
    if arxiv := ref.identifier("arxiv"):
        yield "eprint", _braced(_verbatim(arxiv))
        yield "eprinttype", "{arxiv}"


def _names(group: Contributors) -> str:
    names = []
    for name in group.names:
        if isinstance(name, Organization):
            names.append(_braced(encode(name.literal)))
            continue
        family = encode(name.family)
        if _needs_braces(name.family):
            family = _braced(family)
        if name.particle:
            family = f"{encode(name.particle)} {family}"
        parts = (family, encode(name.suffix), encode(given_text(name)))
        names.append(", ".join(part for part in parts if part) if len(parts) else "")
    if group.et_al:
        names.append("others")
    return " and ".join(names)


def _needs_braces(family: str) -> bool:
    """Tell whether BibTeX would cut this family name, or take a part of it for a particle."""
    words = family.split()
    if "," in family or any(word.lower() == "and" for word in words):
        return True
    return any(word[0].islower() or word[0] in "'’" for word in words)


def protect(title: str) -> str:
    """Put braces round the words whose capitals BibTeX styles would lower.

    >>> protect("Treatment of Parkinson disease with DNA")
    'Treatment of {Parkinson} disease with {DNA}'
    """
    pieces, depth, done = [], 0, 0
    for match in _CAPITALS.finditer(title):
        between = title[done : match.start()]
        depth += between.count("{") - between.count("}")
        first = match.start() == 0 and _PLAIN_WORD.fullmatch(match[0]) is not None
        command = title[match.start() - 1 : match.start()] == "\\"
        plain = depth or first or command
        pieces += [between, match[0] if plain else f"{{{match[0]}}}"]
        done = match.end()
    return "".join([*pieces, title[done:]])


def _braced(value: str) -> str:
    return f"{{{value}}}"


def _verbatim(value: str) -> str:
    return value.replace("{", "%7B").replace("}", "%7D")


def _other_losses(key: str, ref: Reference) -> Iterator[str]:
    if ref.type not in _TYPES:
        yield f'{key}: BibTeX has no entry type for "{ref.type}"; written as @misc'
    for group in ref.contributors:
        if group.role not in _ROLES:
            yield f"{key}: BibTeX has no field for names in the role {group.role}"
    for scheme in sorted({each.scheme for each in ref.identifiers} - _SCHEMES):
        yield f"{key}: BibTeX has no field for the identifier {scheme}"
    if ref.number and issue_text(ref) and not article_number(ref):
        yield f"{key}: BibTeX has one field for issue and number; the number is left out"
