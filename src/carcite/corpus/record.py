"""A record: what a bibliographic source says of one work, the values that can be compared.

The numbers are str as printed, pages written out in full (MedlinePgn "61-9" is 61 to 69).

>>> [str(each) for each in read_names(write_names([("Bonin", "M"), ("Trial Group", "")]))]
['Bonin M', 'Trial Group']
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from carcite.model.names import Name, Organization, Person

BETWEEN_NAMES, IN_NAME = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Record:
    """One work as a source records it; an empty value means that the source does not say."""

    pmid: str = ""
    doi: str = ""
    title: str = ""
    journal: str = ""
    year: str = ""
    epub_year: str = ""
    """The year of the electronic publication, where it is another."""
    volume: str = ""
    issue: str = ""
    supplement: str = ""
    first_page: str = ""
    """The first page or the article number."""
    last_page: str = ""
    kind: str = ""
    """Empty for an article; "notice" for one that retracts or corrects another, "preprint"."""
    cut: bool = False
    """Whether the list of authors is known to be incomplete."""
    names: str = ""
    """The authors as stored: name by name, each family name with its initials."""

    @property
    def authors(self) -> tuple[Name, ...]:
        """The authors in order: persons with compact initials, and organisations."""
        return read_names(self.names)

    @property
    def leading(self) -> tuple[Name, ...]:
        """The first authors, which are enough to know a work by."""
        return read_names(BETWEEN_NAMES.join(self.names.split(BETWEEN_NAMES, 3)[:3]))

    def values(self) -> dict[str, object]:
        """Return what is said, under the names of the fields as reports print them."""
        pages = {"first-page": self.first_page, "last-page": self.last_page}
        said = {
            "pmid": self.pmid,
            "doi": self.doi,
            "title": self.title,
            "authors": [str(each) for each in self.authors],
            "journal": self.journal,
            "year": self.year,
            "volume": self.volume,
            "issue": self.issue,
            "supplement": self.supplement,
            **pages,
        }
        return {name: value for name, value in said.items() if value}


@lru_cache(maxsize=65536)
def compact_initials(given: str) -> str:
    """Return given names as compact initials: "Carl H." and "C. H." both give "CH".

    >>> compact_initials("Jean-Paul"), compact_initials("JA"), compact_initials("Mary Ann")
    ('JP', 'JA', 'MA')
    """
    words = given.replace(".", " ").replace("-", " ").replace("\u2010", " ").split()
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= 4:
        return words[0]
    return "".join(word if word.isupper() and len(word) <= 3 else word[0].upper() for word in words)


def write_names(names: Iterable[tuple[str, str]]) -> str:
    """Return names as they are stored, from pairs of family name (or body) and initials."""
    return BETWEEN_NAMES.join(
        f"{family}{IN_NAME}{initials}" if initials else family for family, initials in names
    )


def read_names(stored: str) -> tuple[Name, ...]:
    """Return stored names; what has no initials, not even a space for them, is a body."""
    found: list[Name] = []
    for each in stored.split(BETWEEN_NAMES) if stored else ():
        family, _, initials = each.partition(IN_NAME)
        found.append(Person(family, initials.strip()) if initials else Organization(family))
    return tuple(found)


def expand_pages(pages: str) -> tuple[str, str]:
    """Return the first and the last page of a printed range, the last written out.

    >>> expand_pages("61-9"), expand_pages("S93-101"), expand_pages("568S-79S")
    (('61', '69'), ('S93', 'S101'), ('568S', '579S'))
    >>> expand_pages("87-5")
    ('87', '')
    """
    stretch = pages.split(";")[0].split(",")[0].strip()
    for dash in "–—−‐‑":
        stretch = stretch.replace(dash, "-")
    first, _, last = (part.strip() for part in stretch.partition("-"))
    if not last or last == first:
        return first, ""
    head = first.rstrip("0123456789")
    digits = first[len(head) :]
    tail = first[len(first.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) :]
    if tail and len(tail) < len(first) and last.endswith(tail):
        # MEDLINE's "568S-79S".
        whole = expand_pages(f"{first[: -len(tail)]}-{last[: -len(tail)]}")[1]
        return first, f"{whole}{tail}" if whole else ""
    if not any(char.isdigit() for char in last) and digits:
        return first, ""
    if head and last.startswith(head) and last[len(head) :].isdigit():
        last = last[len(head) :]  # "W191-W8"
    if last.isdecimal() and digits and max(len(last), len(digits)) <= 40:
        if len(last) < len(digits):
            last = digits[: len(digits) - len(last)] + last
        if int(last) < int(digits):
            return first, ""
        last = head + last
    return first, last


def part_volume(volume: str) -> tuple[str, str]:
    """Return a volume and the supplement in it: "20 Suppl 1" gives "20" and "Suppl 1"."""
    for word in (" Suppl", " Pt", " Spec", "Suppl", " suppl", " Supplement"):
        at = volume.find(word)
        if at > 0:
            return volume[:at].strip(" ,("), volume[at:].strip(" )")
    return volume, ""
