"""One CSL-JSON item made ready to print: checked, aliases resolved, names and dates read once.

CSL-JSON schema 1.0.2 (csl-data.json) for the fields; CSL 1.0.2, Appendix IV, for the variables.
`note` may carry "genre: Technical report" lines, as Zotero's Extra field does.

>>> record = Record({"id": "a", "type": "book", "volume": 3, "author": [{"family": "Ng"}]}, 0)
>>> record.texts["volume"], record.persons("author")[0].family
('3', 'Ng')
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from carcite.csl.elements.dateparts import EMPTY, DateValue, read_date
from carcite.csl.elements.persons import Person, read_person
from carcite.csl.items import says_others
from carcite.errors import UnreadableError

NAME_VARIABLES: Final = frozenset((
    "author", "chair", "collection-editor", "compiler", "composer", "container-author",
    "contributor", "curator", "director", "editor", "editor-translator", "editorial-director",
    "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
    "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator",
))  # fmt: skip
DATE_VARIABLES: Final = frozenset(
    ["accessed", "available-date", "event-date", "issued", "original-date", "submitted"]
)
MAX_NAMES: Final = 20_000
MAX_TEXT: Final = 1_000_000
_ALIASES: Final = {
    "shortTitle": "title-short",
    "journalAbbreviation": "container-title-short",
}
_NOTE_FIELD: Final = re.compile(
    r"\{:([A-Za-z-]{2,40}):\s*+([^{}\n]*+)\}|^([A-Za-z-]{2,40}):[ \t]+(.+)$", re.M
)
_NOTE_TEXTS: Final = frozenset((
    "archive", "archive-place", "archive_location", "authority", "call-number",
    "chapter-number", "collection-number", "collection-title", "container-title",
    "container-title-short", "dimensions", "DOI", "edition", "event", "event-place",
    "event-title", "genre", "ISBN", "ISSN", "issue", "jurisdiction", "keyword", "language",
    "medium", "number", "number-of-pages", "number-of-volumes", "original-publisher",
    "original-publisher-place", "original-title", "page", "part-title", "PMCID", "PMID",
    "publisher", "publisher-place", "references", "reviewed-title", "reviewed-genre", "scale",
    "section", "source", "status", "title-short", "type", "URL", "version", "volume",
    "volume-title", "division",
))  # fmt: skip
_OTHER_TEXTS: Final = frozenset(("title", "abstract", "note", "id"))
_FIRST_PAGE: Final = re.compile(r"[^\s,;&–—-]+")


class Record:
    """An item and what has been read out of it; `texts` holds every variable that is plain text."""

    __slots__ = ("_dates", "_names", "_persons", "id", "position", "raw", "texts", "type")

    def __init__(self, item: Mapping[str, Any], position: int) -> None:
        if not isinstance(item, Mapping):
            raise UnreadableError(f"item {position + 1} is not a mapping of CSL variables")
        identifier = item.get("id", "")
        self.id: str = identifier if isinstance(identifier, str) else str(identifier)
        self.position: int = position
        self.raw: Mapping[str, Any] = item
        kind = item.get("type", "")
        self.type: str = kind if isinstance(kind, str) else str(kind)
        self.texts: dict[str, str] = {}
        self._names: dict[str, Any] = {}
        self._dates: dict[str, Any] = {}
        self._persons: dict[str, tuple[Person, ...]] = {}
        texts = self.texts
        for key, value in item.items():
            if isinstance(value, str):
                if key in DATE_VARIABLES:
                    self._dates[key] = value
                elif key in NAME_VARIABLES:
                    self._refuse(key, "a list of names")
                elif value:
                    texts[key] = value
            elif isinstance(value, (int, float)):
                self._take_number(key, value)
            elif value is not None:
                self._take(key, value)
        if len(texts) > 0:
            self._complete()

    def _take_number(self, key: str, value: float) -> None:
        """Store a number as the text it prints as; truth values are no text."""
        if key in NAME_VARIABLES:
            self._refuse(key, "a list of names")
        if key in DATE_VARIABLES:
            self._refuse(key, "a date")
        if isinstance(value, bool):
            if key in _NOTE_TEXTS or key in _OTHER_TEXTS:
                self._refuse(key, "text")
            return
        if value != value or abs(value) > 1e15:
            self._refuse(key, "a number that can be printed")
        self.texts[key] = str(int(value) if value == int(value) else value)

    def _refuse(self, key: str, wanted: str) -> NoReturn:
        name = f'"{self.id}"' if self.id else str(self.position + 1)
        raise UnreadableError(f'item {name}: "{key}" is not {wanted}')

    def _take(self, key: str, value: Any) -> None:
        """Store a list or mapping under the kind of variable it is."""
        if key in DATE_VARIABLES:
            if not isinstance(value, Mapping):
                self._refuse(key, "a date")
            self._dates[key] = value
        elif key in NAME_VARIABLES or _is_names(value):
            if not isinstance(value, Sequence) or not all(isinstance(v, Mapping) for v in value):
                self._refuse(key, "a list of names")
            if len(value) > MAX_NAMES:
                self._refuse(key, f"a list of at most {MAX_NAMES:,} names")
            self._names[key] = value
        elif isinstance(value, Mapping) and "date-parts" in value:
            self._dates[key] = value
        elif key not in ("custom", "categories", "related") and key.islower():
            if key in _NOTE_TEXTS or key in _OTHER_TEXTS:
                self._refuse(key, "text")

    def _complete(self) -> None:
        texts = self.texts
        for old, new in _ALIASES.items():
            if old in texts and new not in texts:
                texts[new] = texts[old]
        if "note" in texts:
            self._read_note(texts["note"])
        page = texts.get("page")
        if page and "page-first" not in texts:
            found = _FIRST_PAGE.search(page)
            texts["page-first"] = found.group() if found else page
        for value in texts.values():
            if len(value) > MAX_TEXT:
                self._refuse("text", f"shorter than {MAX_TEXT:,} characters")

    def _read_note(self, note: str) -> None:
        """Take the variables that stand as "name: value" lines in a note."""
        texts = self.texts
        for found in _NOTE_FIELD.finditer(note):
            key = (found[1] or found[3]).strip()
            value = (found[2] if found[1] else found[4]).strip()
            lower = key.lower()
            if lower in DATE_VARIABLES:
                if lower not in self._dates or lower == "original-date":
                    self._dates[lower] = {"raw": value}
            elif lower in NAME_VARIABLES:
                family, _, given = value.partition("||")
                person = (
                    {"family": family.strip(), "given": given.strip()}
                    if given
                    else {"literal": value}
                )
                self._names.setdefault(lower, [])
                self._names[lower] = [*self._names[lower], person]
            elif key == "type":
                self.type = value
            elif key in _NOTE_TEXTS and key not in texts:
                texts[key] = value

    def persons(self, variable: str) -> tuple[Person, ...]:
        """Return the names of a name variable, read once."""
        found = self._persons.get(variable)
        if found is None:
            raw = self._names.get(variable, ())
            raw = raw[:-1] if self._says_others(variable) else raw
            try:
                found = tuple([person for person in map(read_person, raw) if person is not None])
            except TypeError:
                self._refuse(variable, "a list of names made of text")
            self._persons[variable] = found
        return found

    def has_namesakes(self) -> bool:
        """Tell whether two persons of the item may have one family name; True where in doubt."""
        seen: set[str] = set()
        for names in self._names.values():
            if not isinstance(names, list | tuple):
                return True
            for name in names:
                family = isinstance(name, Mapping) and (name.get("family") or name.get("literal"))
                last = family.split()[-1:] if isinstance(family, str) else []
                if not last or last[0] in seen:
                    return True
                seen.add(last[0])
        return False

    def date(self, variable: str) -> DateValue:
        """Return the date of a date variable, read once; false when there is none."""
        value = self._dates.get(variable)
        if value is None:
            return EMPTY
        if not isinstance(value, DateValue):
            try:
                value = self._dates[variable] = read_date(value)
            except ValueError as fault:
                self._refuse(variable, f"a date: {fault}")
        return value

    def has(self, variable: str) -> bool:
        """Say whether the item gives the variable a value."""
        if variable in self.texts:
            return bool(self.texts[variable].strip())
        if variable in self._names:
            return bool(self.persons(variable))
        return bool(self.date(variable))

    def _says_others(self, variable: str) -> bool:
        """Whether the last name is none and says that others follow, as Pandoc writes it."""
        raw = self._names.get(variable, ())
        return isinstance(raw, list | tuple) and len(raw) > 1 and says_others(raw[-1])

    def is_cut(self, variable: str) -> bool:
        """Whether a list of names was cut in the source, so that "et al." must follow.

        `custom` says so of the authors, or of the names that stand first; "et-al-roles" of others.
        """
        if self._says_others(variable):
            return True
        custom = self.raw.get("custom")
        if not isinstance(custom, Mapping) or custom.get("et-al") not in (True, "true"):
            return False
        roles = custom.get("et-al-roles")
        if isinstance(roles, list):
            return variable in roles
        return variable == "author" or not self.raw.get("author")


def _is_names(value: object) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(v, Mapping) and ("family" in v or "literal" in v) for v in value)
    )
