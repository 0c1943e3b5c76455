"""The journal table on disk: rows as tab-separated text, beside an index of hashed folded names.

`journals.tsv` can be read by people and by other programs; `journals.index` only says where in it a
folded name stands, so that a look-up reads no more than its row. The index is an open-addressing
hash table: little-endian, a header of four 32-bit numbers (magic, number of slots, size and CRC-32
of the rows), the slots' fingerprints, then the slots' row offsets plus one (0 = empty slot).

>>> fold("The Journal of Ear, Nose & Throat"), fold("N. Engl. J. Med."), fold("Zürich")
('journal of ear nose throat', 'n engl j med', 'zurich')
"""

from __future__ import annotations

import os
import struct
import sys
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from carcite.text.digest import blake2b
from carcite.text.pattern import pattern

ROWS = "journals.tsv"
INDEX = "journals.index"
_HEADER = struct.Struct("<4sIII")
_MAGIC = b"cjt1"
_COLUMNS = "title\tabbreviation\tissns\tnlm_id\tstart_year\tend_year\torigin\tvariants\n"


def _folding() -> dict[int, str]:
    table = {code: " " for code in range(128) if not chr(code).isalnum()}
    table |= dict.fromkeys(map(ord, "'’‘`´ʼ\u00ad\u200b\u200c\u200d\ufeff"), "")
    table |= dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2002\u2003‐‑‒–—―−·•«»„“”…"), " ")
    table |= dict.fromkeys(range(0x300, 0x370), "")
    table |= {ord(a): b for a, b in zip("øłđðıħŧ", "oldditt", strict=True)}
    table |= {ord("æ"): "ae", ord("œ"): "oe", ord("þ"): "th", ord("ß"): "ss"}
    for code in (*range(0xE0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))
        if len(base) > 1 and base[0].isascii():
            table[code] = base[0]
    return table


_FOLDING = _folding()
_UNSAID = frozenset({"and"})
_FOLDING_LINES = _FOLDING | {ord("\n"): "\n"}


def fold(text: str) -> str:
    """Return a journal name as the index knows it.

    Lower case, without accents, stops, other punctuation, "&", "and" or a leading "The".
    """
    words = text.casefold().translate(_FOLDING).split()
    if words and words[0] == "the" and len(words) > 1:
        del words[0]
    if "and" in words:
        words = [word for word in words if word not in _UNSAID]
    return " ".join(words)


def _fold_all(names: Iterable[str]) -> list[str]:
    """Fold many names at once: one long ASCII text is folded ten times faster than its lines."""
    # What is deleted, not replaced, would keep `translate` from its fast way for ASCII.
    text = "\n".join(names).casefold().replace("'", "").replace("`", "")
    text = f"\n{text.translate(_FOLDING_LINES)}\n"
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.replace("\n ", "\n").replace(" \n", "\n").replace("\nthe ", "\n")
    text = text.replace(" and ", " ").replace("\nand ", "\n").replace(" and\n", "\n")
    return text.split("\n")


@dataclass(frozen=True, slots=True)
class Journal:
    """One journal under one title; a changed title is another journal, as for NLM."""

    title: str
    """The title as its source prints it; empty where only the abbreviation is known."""
    abbreviation: str
    """NLM's title abbreviation, without stops."""
    issns: tuple[str, ...] = ()
    nlm_id: str = ""
    start_year: int | None = None
    """First year under this title, where known."""
    end_year: int | None = None
    """Last year under this title, where known; None also for a living journal."""
    origin: str = ""
    """Where the row was read: see `build_journals`."""
    variants: tuple[str, ...] = ()
    """Other names that its sources print for it."""


_ANNOTATION = pattern(
    r"\s{0,40}+\([^()]*+\)\s*+$"
)  # "Science (New York, N.Y.)", "J Appl Physiol (1985)"
_SUBTITLE = pattern(r"\s(?:[:=;/])\s.*|:\s.*")  # "BJOG : an international journal of ..."
_ACRONYM = pattern(r"^[A-Z]{2,6}(?:\.\s|-)")  # "JPEN. Journal of ...", "JACC-Journal of ..."
_SHORTEST_SHORTENED = 3


def keys_of(journal: Journal) -> tuple[frozenset[str], frozenset[str]]:
    """Return the folded names of a journal: its own, and those that shorten or vary them."""
    own = {fold(journal.title), fold(journal.abbreviation), *map(fold, journal.issns)}
    other = {fold(name) for name in journal.variants}
    for name in (journal.title, journal.abbreviation, *journal.variants):
        other.update(map(fold, _shortened(name)))
    other |= {_closed_up(key) for key in own | other}
    own.discard("")
    return frozenset(own), frozenset(other - own - {""})


_SPACED_LETTERS = pattern(r"(?<= )(?:u s a|u s|n y|n z|u k)(?= |$)")  # "Proc Natl Acad Sci U S A"


def _closed_up(key: str) -> str:
    return _SPACED_LETTERS.sub(lambda match: match[0].replace(" ", ""), key)


def _shortened(name: str) -> Iterator[str]:
    bare = _ANNOTATION.sub("", name)
    yield bare
    short = _SUBTITLE.sub("", bare)
    # "A: Physics" is no name of a journal.
    if len(short) >= _SHORTEST_SHORTENED:
        yield short
    yield _ACRONYM.sub("", bare)


def write_row(journal: Journal) -> str:
    """Return the row of a journal, ending in a line feed."""
    cells = (
        journal.title,
        journal.abbreviation,
        " ".join(journal.issns),
        journal.nlm_id,
        str(journal.start_year or ""),
        str(journal.end_year or ""),
        journal.origin,
        "|".join(journal.variants),
    )
    return "\t".join(" ".join(cell.split()) for cell in cells) + "\n"


def read_row(row: str) -> Journal:
    """Return the journal of a row that `write_row` wrote."""
    title, abbreviation, issns, nlm_id, start, end, origin, variants = row.rstrip("\n").split("\t")
    return Journal(
        title,
        abbreviation,
        tuple(issns.split()),
        nlm_id,
        int(start) if start else None,
        int(end) if end else None,
        origin,
        tuple(variants.split("|")) if variants else (),
    )


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _pack(numbers: array[int]) -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _unpack(data: bytes) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Table:
    """Journals to be looked up by folded name, from the bytes of the rows and of their index."""

    __slots__ = ("_fingerprints", "_mask", "_offsets", "_rows")

    def __init__(self, rows: bytes, index: bytes) -> None:
        magic, slots, size, checksum = _HEADER.unpack_from(index)
        if magic != _MAGIC or size != len(rows) or checksum != zlib.crc32(rows):
            raise ValueError("the index does not belong to these rows")
        half = _HEADER.size + 4 * slots
        self._rows = rows
        self._mask = slots - 1
        self._fingerprints = _unpack(index[_HEADER.size : half])
        self._offsets = _unpack(index[half : half + 4 * slots])

    def __contains__(self, key: str) -> bool:
        """Tell whether a folded name is in the table, by its 49-bit hash alone."""
        number = _hash(key)
        slot, fingerprint = number & self._mask, number >> 32
        offsets, fingerprints = self._offsets, self._fingerprints
        while offsets[slot]:
            if fingerprints[slot] == fingerprint:
                return True
            slot = (slot + 1) & self._mask
        return False

    def find(self, key: str) -> tuple[Journal, ...]:
        """Return the journals of a folded name.

        Those whose own name it is hide those for which it is a shortened or varied name, but not
        when they have all ceased: "Canadian Medical Association Journal" may also be CMAJ.
        """
        own: list[Journal] = []
        other: list[Journal] = []
        for offset in self._candidates(key):
            journal = read_row(self._row(offset))
            names = (journal.abbreviation, journal.title, *journal.issns)
            (own if any(fold(name) == key for name in names) else other).append(journal)
        if any(journal.end_year is None for journal in own):
            return tuple(own)
        return tuple(own + other)

    def __iter__(self) -> Iterator[Journal]:
        for line in self._rows.decode().splitlines(keepends=True)[1:]:
            yield read_row(line)

    def folded_names(self) -> frozenset[str]:
        """Return the folded titles and abbreviations of all rows, in a small part of a second."""
        lines = self._rows.decode().split("\n")[1:-1]
        names = {name for line in lines for name in line.split("\t", 2)[:2]}
        other = [fold(name) for name in names if not name.isascii()]
        return frozenset((*_fold_all(filter(str.isascii, names)), *other)) - {""}

    def _candidates(self, key: str) -> Iterator[int]:
        number = _hash(key)
        slot, fingerprint = number & self._mask, number >> 32
        while self._offsets[slot]:
            if self._fingerprints[slot] == fingerprint:
                yield self._offsets[slot] - 1
            slot = (slot + 1) & self._mask

    def _row(self, offset: int) -> str:
        return self._rows[offset : self._rows.index(b"\n", offset)].decode()


def write_table(journals: Iterable[Journal]) -> tuple[bytes, bytes]:
    """Return the bytes of the rows and of their index, the rows in the order given."""
    parts, entries, offset = [_COLUMNS.encode()], [], len(_COLUMNS)
    for journal in journals:
        row = write_row(journal).encode()
        own, other = keys_of(journal)
        entries += [(_hash(key), offset + 1) for key in sorted(own | other)]
        parts.append(row)
        offset += len(row)
    slots = 1 << max(4, (len(entries) * 3 // 2).bit_length())
    fingerprints, offsets = array("I", bytes(4 * slots)), array("I", bytes(4 * slots))
    for number, place in entries:
        slot = number & (slots - 1)
        while offsets[slot]:
            slot = (slot + 1) & (slots - 1)
        fingerprints[slot], offsets[slot] = number >> 32, place
    rows = b"".join(parts)
    header = _HEADER.pack(_MAGIC, slots, len(rows), zlib.crc32(rows))
    return rows, header + _pack(fingerprints) + _pack(offsets)


def read_table(folder: Path) -> Table:
    """Read the table in a folder; build the index anew when it does not belong to the rows."""
    rows = (folder / ROWS).read_bytes()
    try:
        return Table(rows, (folder / INDEX).read_bytes())
    except (OSError, ValueError, struct.error):
        lines = rows.decode().splitlines(keepends=True)[1:]
        return Table(*write_table(map(read_row, lines)))


def save_table(journals: Iterable[Journal], folder: Path) -> None:
    """Write a table into a folder, each file whole or not at all, the rows last."""
    folder.mkdir(parents=True, exist_ok=True)
    rows, index = write_table(journals)
    for name, data in ((INDEX, index), (ROWS, rows)):
        temporary = folder / f".{name}.{os.getpid()}"
        try:
            temporary.write_bytes(data)
            temporary.replace(folder / name)
        finally:
            temporary.unlink(missing_ok=True)
