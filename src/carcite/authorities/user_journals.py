"""Journal lists that users bring: NLM's J_Medline.txt and JabRef's abbreviation lists.

NLM's file holds blocks between lines of hyphens, a field to a line: "JournalTitle: ...",
"MedAbbr: ...", "ISSN (Print): ...", "NlmId: ...". A JabRef list is CSV with a comma or a semicolon:
full title, abbreviation, and perhaps a shorter abbreviation and a frequency, without a heading.

>>> block = "JournalTitle: Gut\\nMedAbbr: Gut\\nISSN (Print): 0017-5749\\nNlmId: 2985108R\\n"
>>> read_medline_list(block)[0].issns
('0017-5749',)
>>> read_jabref_list("Annals of Things;Ann. Things")[0].abbreviation
'Ann Things'
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path

from carcite.authorities.journal_table import Journal, fold, save_table
from carcite.authorities.journals import user_folder
from carcite.errors import UnreadableError
from carcite.text.files import read_file, why
from carcite.text.pattern import pattern

_RULE = pattern(r"^-{10,}\s*$", re.MULTILINE)
_FIELD = pattern(r"^([A-Za-z][A-Za-z ()]{1,30}):[ \t]*(.*)$", re.MULTILINE)
_COLUMNS = 4
_LARGEST = 64 << 20
"""Bytes; NLM's own file has a seventh of it."""
_ISSN = pattern(r"\d{4}-\d{3}[\dXx]")


def read_medline_list(text: str) -> tuple[Journal, ...]:
    """Return the journals of a text in the format of J_Medline.txt; blocks without a name fall."""
    journals = []
    for block in _RULE.split(text):
        fields = {name: value.strip() for name, value in _FIELD.findall(block)}
        title, abbreviation = fields.get("JournalTitle", ""), fields.get("MedAbbr", "")
        issns = (value for name, value in fields.items() if name.startswith("ISSN"))
        kept = tuple(dict.fromkeys(issn.upper() for issn in issns if _ISSN.fullmatch(issn)))
        if title or abbreviation:
            journals.append(
                Journal(title, abbreviation, kept, fields.get("NlmId", ""), origin="J_Medline")
            )
    return tuple(journals)


def read_jabref_list(text: str) -> tuple[Journal, ...]:
    """Return the journals of a JabRef list; rows without title and abbreviation fall.

    The stops go from the abbreviations, as NLM prints them; the shortest form is a variant. Prose
    has commas too: a text most rows of which cannot be a title and its abbreviation is no list.
    """
    from carcite.authorities.journal_sources import abbreviates

    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    semicolons = sum(";" in line for line in lines)
    delimiter = ";" if 2 * semicolons > len(lines) else ","
    journals, likely, rows = [], 0, 0
    for row in csv.reader(lines, delimiter=delimiter, skipinitialspace=True):
        cells = [cell.strip() for cell in row]
        rows += 1
        if not 2 <= len(cells) <= _COLUMNS or not fold(cells[0]) or not fold(cells[1]):
            continue
        likely += abbreviates(cells[1], cells[0])
        plain = " ".join(cells[1].replace(".", " ").split())
        variants = tuple(cell for cell in cells[2:3] if fold(cell) and not cell.isdigit())
        journals.append(Journal(cells[0], plain, origin="JabRef", variants=variants))
    return tuple(journals) if 2 * likely >= rows else ()


def read_journal_list(path: Path) -> tuple[Journal, ...]:
    """Return the journals of a file in either format; `UnreadableError` says why there are none."""
    try:
        text = read_file(path, _LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise UnreadableError(f"{path}: {why(error)}") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path}: byte {error.start} is not UTF-8") from error
    if "\0" in text:
        raise UnreadableError(f"{path}: a binary file, not a list of journals")
    medline = _RULE.search(text) or "JournalTitle:" in text
    try:
        journals = read_medline_list(text) if medline else read_jabref_list(text)
    except csv.Error as error:
        raise UnreadableError(f"{path}: {error}") from error
    if not journals:
        wanted = "neither NLM's J_Medline.txt nor a JabRef CSV list"
        raise UnreadableError(f"{path}: holds no journal; it is {wanted}")
    return journals


def import_file(path: Path | str, folder: Path | None = None) -> tuple[int, Path]:
    """Make a journal list the user's own table, which takes precedence over the packaged one.

    Returns the number of journals and the folder. The table that was there is replaced, whole or
    not at all. A running process keeps the table with which it began.
    """
    journals = _distinct(read_journal_list(Path(path)))
    try:
        folder = folder or user_folder()
    except RuntimeError as error:
        raise UnreadableError(f"{error} Name a folder in CARCITE_DATA_DIR") from error
    try:
        save_table(journals, folder)
    except OSError as error:
        raise UnreadableError(f"{folder}: {error.strerror or error}") from error
    return len(journals), folder


def _distinct(journals: Iterable[Journal]) -> tuple[Journal, ...]:
    rows = {(fold(row.title), fold(row.abbreviation)): row for row in journals}
    return tuple(rows.values())
