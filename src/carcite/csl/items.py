"""The one mapping between a Reference and an item of CSL-JSON.

CSL 1.0.2, https://github.com/citation-style-language/schema (csl-data.json). What CSL has no word
for stands under `custom`, so that an item leads back to the reference it was made from.

>>> from carcite.model.names import Contributors, Person
>>> from carcite.model.reference import Reference
>>> people = (Contributors((Person("Bonin", "M", particle="von"),), et_al=True),)
>>> item = to_csl(Reference(title="CAR T cells", contributors=people), id="1")
>>> item["author"], item["custom"]
([{'family': 'Bonin', 'given': 'M.', 'non-dropping-particle': 'von'}], {'et-al': True})
>>> from_csl(item) == Reference(title="CAR T cells", contributors=people)
True
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carcite.model.dates import Date
from carcite.model.identifiers import Identifier
from carcite.model.locators import ELocator, Literal, Locator, PageRange
from carcite.model.names import Contributors, Name, Organization, Person
from carcite.model.reference import Reference
from carcite.reading.parts.given import write_dotted
from carcite.reading.parts.ranges import expand, runs_backwards

Item = dict[str, Any]
"""One item of CSL-JSON."""

_NAMES = ("author", "editor", "translator", "collection-editor", "container-author",
          "editor-translator",
          "compiler", "composer", "director", "illustrator", "interviewer", "recipient",
          "reviewed-author", "chair", "contributor", "curator", "producer",
          "organizer")  # fmt: skip
# Field of Reference, key of CSL-JSON: the texts that pass as they are.
_TEXTS = (
    ("title", "title"),
    ("container_title", "container-title"),
    ("collection_title", "collection-title"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("number", "number"),
    ("number_of_pages", "number-of-pages"),
    ("publisher", "publisher"),
    ("publisher_place", "publisher-place"),
    ("event_title", "event-title"),
    ("event_place", "event-place"),
    ("genre", "genre"),
    ("medium", "medium"),
    ("status", "status"),
    ("language", "language"),
    ("url", "URL"),
    ("note", "note"),
)
_CUSTOM_TEXTS = (
    ("original_title", "original-title"),
    ("title_note", "title-note"),
    ("supplement", "supplement"),
    ("part", "part"),
)
_DATES = (("issued", "issued"), ("accessed", "accessed"), ("event_date", "event-date"))
_CUSTOM_DATES = ("epub", "updated")
_KEYS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "issn": "ISSN", "isbn": "ISBN"}


def to_csl(reference: Reference, *, id: str = "") -> Item:
    """Return the reference as an item of CSL-JSON; keys of empty fields are left out."""
    item: Item = {"id": id, "type": reference.type}
    custom: Item = {}
    for field, key in _TEXTS:
        if value := getattr(reference, field):
            item[key] = value
    for field, key in _CUSTOM_TEXTS:
        if value := getattr(reference, field):
            custom[key] = value
    _names_out(reference, item, custom)
    _dates_out(reference, item, custom)
    if issue := " ".join(
        part
        for part in (reference.issue, reference.supplement, reference.part)
        if part and reference.type.startswith("article")
    ):
        item["issue"] = issue
    elif reference.issue:
        item["issue"] = reference.issue
    if reference.pages:
        item["page"] = ", ".join(map(_page, reference.pages))
        kinds = [_kind(locator) for locator in reference.pages]
        if kinds != ["page"]:
            custom["page-kinds"] = kinds
    _identifiers_out(reference, item, custom)
    if reference.unread:
        custom["unread"] = list(reference.unread)
    if custom:
        item["custom"] = custom
    return item


def _names_out(reference: Reference, item: Item, custom: Item) -> None:
    for group in reference.contributors:
        if group.role in _NAMES:
            item[group.role] = [_name(name) for name in group.names]
        else:
            custom.setdefault("contributors", {})[group.role] = [
                _name(name) for name in group.names
            ]
    cut = [group.role for group in reference.contributors if group.et_al]
    if cut:
        custom["et-al"] = True
        if cut != [_foremost(item)]:
            custom["et-al-roles"] = cut
    roles = [group.role for group in reference.contributors]
    if len(roles) > 1 and roles != sorted(roles, key=_order):
        custom["roles"] = roles


OTHERS = frozenset({"others", "et al", "et al."})
"""What other tools write as the last name of a cut list; Pandoc's converter from BibTeX does."""


def with_others(item: Item) -> Item:
    """Return an item whose cut lists of names say so by a last name "others"."""
    custom = item.get("custom", {})
    if custom.get("et-al") is not True:
        return item
    roles = custom.get("et-al-roles", [_foremost(item)])
    return item | {role: [*item[role], {"literal": "others"}] for role in roles if role in item}


def says_others(name: object) -> bool:
    """Tell whether a name of an item is none, and says that others follow."""
    return isinstance(name, Mapping) and not name.get("family") and name.get("literal") in OTHERS


def _foremost(names: Mapping[str, Any]) -> str:
    """Return the role whose names head an item: authors, or the first there are."""
    return next((role for role in _NAMES if names.get(role)), "")


def _order(role: str) -> int:
    return _NAMES.index(role) if role in _NAMES else len(_NAMES)


def _name(name: Name) -> Item:
    if isinstance(name, Organization):
        return {"literal": name.literal}
    item = {"family": name.family}
    if name.given or name.initials:
        # "CH" is one name to a CSL processor, which prints "C"; "C. H." is two.
        item["given"] = name.given or write_dotted(name.initials, blank=" ")
    if name.particle:
        item["non-dropping-particle"] = name.particle
    if name.suffix:
        item["suffix"] = name.suffix
    return item


def _dates_out(reference: Reference, item: Item, custom: Item) -> None:
    for field, key in _DATES:
        if value := getattr(reference, field):
            item[key] = _date(value)
    if "issued" not in item and isinstance(reference.epub, Date):
        # Published ahead of print is when it was published, for as long as nothing else is.
        item["issued"] = _date(reference.epub)
        custom["issued-online"] = True
    for field in _CUSTOM_DATES:
        if value := getattr(reference, field):
            custom[field] = _date(value)


def _date(date: Date | Literal) -> Item:
    if isinstance(date, Literal):
        return {"literal": date.text}
    first = [part for part in (date.year, date.month, date.day if date.month else None) if part]
    item: Item = {"date-parts": [first]}
    if date.end_year or date.end_month or date.end_day:
        last = [date.end_year or date.year, date.end_month or date.month, date.end_day]
        item["date-parts"].append([part for part in last if part])
    if date.season:
        item["season"] = date.season
    if date.circa:
        item["circa"] = True
    if date.letter:
        item["year-suffix"] = date.letter
    return item


def _page(locator: Locator) -> str:
    if isinstance(locator, PageRange):
        same = locator.first == locator.last
        return locator.first if same else f"{locator.first}-{locator.last}"
    return locator.value if isinstance(locator, ELocator) else locator.text


def _kind(locator: Locator) -> str:
    if isinstance(locator, PageRange):
        return "page"
    return "article-number" if isinstance(locator, ELocator) else "text"


def _identifiers_out(reference: Reference, item: Item, custom: Item) -> None:
    for each in reference.identifiers:
        key = _KEYS.get(each.scheme)
        if key and key not in item:
            item[key] = each.value
        else:
            custom.setdefault("identifiers", []).append([each.scheme, each.value])


def from_csl(item: Mapping[str, Any]) -> Reference:
    """Return the reference that an item of CSL-JSON is; what a Reference has no field for is left.

    Raises nothing for an item of odd shape: a value that is not of the expected kind is passed by.
    """
    custom = item.get("custom")
    custom = custom if isinstance(custom, Mapping) else {}
    fields: dict[str, Any] = {"type": str(item.get("type") or "article-journal")}
    for field, key in _TEXTS:
        if item.get(key) is not None:
            fields[field] = _text(item[key])
    for field, key in _CUSTOM_TEXTS:
        if custom.get(key):
            fields[field] = _text(custom[key])
    for field, key in _DATES:
        if field == "issued" and custom.get("issued-online") is True:
            continue
        if date := _date_in(item.get(key)):
            fields[field] = date
    for field in _CUSTOM_DATES:
        if date := _date_in(custom.get(field)):
            fields[field] = date
    fields["issue"] = _issue_in(_text(item.get("issue")), fields)
    fields["contributors"] = _names_in(item, custom)
    fields["pages"] = _pages_in(_text(item.get("page")), custom.get("page-kinds"))
    fields["identifiers"] = _identifiers_in(item, custom)
    unread = custom.get("unread")
    fields["unread"] = tuple(map(_text, unread)) if isinstance(unread, list | tuple) else ()
    return Reference(**fields)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _issue_in(issue: str, fields: dict[str, Any]) -> str:
    for key in ("part", "supplement"):
        known = fields.get(key)
        if known and issue.endswith(known):
            issue = issue.removesuffix(known).rstrip()
    return issue


def _names_in(item: Mapping[str, Any], custom: Mapping[str, Any]) -> tuple[Contributors, ...]:
    found: dict[str, list[Any]] = {}
    for role in _NAMES:
        if isinstance(item.get(role), list) and item[role]:
            found[role] = item[role]
    others = custom.get("contributors")
    if isinstance(others, Mapping):
        found |= {str(role): names for role, names in others.items() if isinstance(names, list)}
    cut = [_foremost(found)] if custom.get("et-al") is True else []
    if isinstance(custom.get("et-al-roles"), list):
        cut = custom["et-al-roles"]
    roles = custom.get("roles")
    order = [role for role in roles if role in found] if isinstance(roles, list) else list(found)
    groups = []
    for role in [*order, *(role for role in found if role not in order)]:
        given = found[role]
        others = len(given) > 1 and says_others(given[-1])
        names = tuple(name for each in given[: -1 if others else None] if (name := _name_in(each)))
        if names:
            groups.append(Contributors(names, role, others or role in cut))
    return tuple(groups)


def _name_in(item: object) -> Name | None:
    if isinstance(item, str):
        return Organization(item)
    if not isinstance(item, Mapping):
        return None
    family = _text(item.get("family"))
    if not family:
        literal = _text(item.get("literal")) or _text(item.get("given"))
        return Organization(literal) if literal else None
    given = _text(item.get("given"))
    particle = _text(item.get("non-dropping-particle")) or _text(item.get("dropping-particle"))
    initials = given.replace(".", "") if _is_initials(given) else ""
    if not initials and given and all(map(_is_initial, given.split())):
        initials = given.replace(". -", "-").replace(".", "").replace(" ", "")
    return Person(family, initials, "" if initials else given, particle, _text(item.get("suffix")))


def _is_initial(word: str) -> bool:
    return _is_initials(word) or (word[-1] == "." and len(word) <= 4 and word[0].isupper())


def _is_initials(given: str) -> bool:
    """Tell whether given names are compact initials ("CH", "J-P", "YuA") and not a name ("Bo")."""
    if not given or not given[0].isupper() or " " in given:
        return False
    bare = given.replace("-", "").replace(".", "")
    return (
        len(bare) <= 6
        and sum(map(str.isupper, bare)) * 2 >= len(bare)
        and (len(bare) <= 1 or bare[-1].isupper() or bare[1].isupper())
    )


def _date_in(value: object) -> Date | Literal | None:
    if not isinstance(value, Mapping):
        return _raw_date(_text(value)) if type(value) in (str, int) else None
    parts = value.get("date-parts")
    if not (isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]):
        text = _text(value.get("literal"))
        return Literal(text) if text else _raw_date(_text(value.get("raw") or value.get("edtf")))
    first, last = _numbers(parts[0]), _numbers(parts[1]) if len(parts) > 1 else []
    if not first:
        return _raw_date("-".join(filter(None, map(_text, parts[0]))))
    month, day = (*first[1:3], None, None)[:2]
    season = _text(value.get("season"))
    if month is not None and not 1 <= month <= 12:
        # Some write a season as a month: 13 to 16 (CSL), 21 to 24 (EDTF).
        season = season or (str(month % 4 or 4) if month in _SEASON_MONTHS else "")
        month = day = None
    return Date(
        first[0], month, day, int(season) if season in ("1", "2", "3", "4") else None,
        last[0] if last and last[0] != first[0] else None,
        last[1] if len(last) > 1 and last[1] != month else None,
        last[2] if len(last) > 2 else None,
        _text(value.get("year-suffix")), bool(value.get("circa")),
    )  # fmt: skip


def _numbers(parts: object) -> list[int]:
    """Return the numbers of a date up to the first that is none."""
    found: list[int] = []
    for part in parts if isinstance(parts, list) else ():
        try:
            number = int(part)
        except (TypeError, ValueError, OverflowError):
            break
        if abs(number) >= 10**9:
            break
        found.append(number)
    return found


def _raw_date(text: str) -> Date | Literal | None:
    """Return what a date is that an item gives as text: "2018-03-04", "March 2018"."""
    from carcite.csl.elements.dateparts import read_date

    date = read_date(text)
    if date.first is None or not date.first.year:
        return Literal(text) if text else None
    year, month, day = date.first
    season = month - 12 if month > 12 else None
    end, end_month, end_day = date.last or (None, None, None)
    return Date(
        year, None if season else month or None, day or None, season,
        end if end != year else None, end_month or None, end_day or None, circa=date.circa,
    )  # fmt: skip


_SEASON_MONTHS = frozenset((13, 14, 15, 16, 21, 22, 23, 24))


def _range(first: str, last: str) -> PageRange:
    """Return a range written out: Mendeley and others write "1505-12"."""
    one, two = expand(first, last)
    return PageRange(first, last) if runs_backwards(one, two) else PageRange(one, two)


def _pages_in(page: str, kinds: object) -> tuple[Locator, ...]:
    if not page:
        return ()
    found: list[Locator] = []
    parts = [part.strip() for part in page.replace("\u2013", "-").split(",") if part.strip()]
    names = kinds if isinstance(kinds, list) and len(kinds) == len(parts) else ["page"] * len(parts)
    for part, kind in zip(parts, names, strict=True):
        first, _, last = part.partition("-")
        if kind == "article-number":
            found.append(ELocator(part))
        elif kind == "text":
            found.append(Literal(part))
        else:
            found.append(_range(first.strip(), last.strip(" -") or first.strip()))
    return tuple(found)


def _identifiers_in(item: Mapping[str, Any], custom: Mapping[str, Any]) -> tuple[Identifier, ...]:
    found = [Identifier(scheme, _text(item[key])) for scheme, key in _KEYS.items() if item.get(key)]
    others = custom.get("identifiers")
    for each in others if isinstance(others, list) else ():
        if isinstance(each, list) and len(each) == 2:
            found.append(Identifier(_text(each[0]), _text(each[1])))
    return tuple(found)
