"""Every field of every format with every odd value: read, checked, printed and written, all of it.

Nobody means such values, and files hold them all: digits of other scripts, raised figures, letters
where numbers stand, thousands of digits, marks that open and close nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from carcite.api import choose
from carcite.checking.check import check_document
from carcite.cli.convert import with_ids
from carcite.loading import load_document
from carcite.printing import FORMATS, as_text, dump_with_notes, print_references

VALUES = (
    "in press", "978-0-07-18X003-4", "٩٧٨٠٠٧١٨٣٣٠٠٤", "X", "0-306-40615-X", "9" * 5000, "a<b",
    "１２３４-５６７８", "½", "²", "Ⅻ", "-44", "0", "13", "32", "", "\u0301", "/",
    "2018/..", "99999999-01", "http://[", "[[", '"', "<b>x", "&amp;", "%", "$", "~", "^", "_", ";",
    " and ", "et al", "1--2--3", "1361-1365²", "\u202e", "\ufeff", "\U0001f600", "a" * 3000, "1.5",
    "١٢", "²⁰18", "2018-02-31", "31/31/2018", "Jan 30-Feb", "10.1000/", "PMC", "PMC１", "NaN",
    "Jr", "A.", "—", "(", "a" + "\u0301" * 50, "①", "0000", "9999", "\x1b[31m", r"\href{x}",
    r"\footnote{x}",
)  # fmt: skip
BIBTEX = (
    "title", "author", "editor", "journal", "year", "month", "day", "volume", "number", "pages",
    "publisher", "address", "edition", "isbn", "issn", "doi", "url", "urldate", "date", "note",
    "pmid", "eprint", "series", "booktitle", "language", "type", "institution", "crossref",
)  # fmt: skip
RIS = (
    "TI", "AU", "A2", "T2", "PY", "DA", "VL", "IS", "SP", "EP", "SN", "DO", "UR", "PB", "CY", "ET",
    "LA", "ID", "M1", "AN", "N1", "Y2", "C7", "TY",
)  # fmt: skip
MEDLINE = (
    "TI", "AU", "FAU", "CN", "JT", "TA", "DP", "VI", "IP", "PG", "LID", "AID", "IS", "ISBN",
    "PMID", "PMC", "PB", "PL", "EN", "DEP", "LA", "PT", "BTI", "CTI",
)  # fmt: skip
ITEM = (
    "title", "container-title", "issued", "accessed", "volume", "issue", "page", "DOI", "ISBN",
    "ISSN", "PMID", "URL", "publisher", "edition", "author", "type", "number", "custom", "id",
)  # fmt: skip


def bibtex_files() -> Iterator[tuple[str, str]]:
    for field in BIBTEX:
        head = "journal={J}, " if field == "journal" else "publisher={P}, year={1984}, "
        entries = (f"@book{{k{at}, {head}{field}={{{v}}}}}" for at, v in enumerate(VALUES))
        yield "a.bib", "\n".join(entries)


def ris_files() -> Iterator[tuple[str, str]]:
    for tag in RIS:
        records = (f"TY  - JOUR\nTI  - T\nT2  - J\n{tag}  - {value}\nER  - \n" for value in VALUES)
        yield "a.ris", "\n".join(records)


def medline_files() -> Iterator[tuple[str, str]]:
    for tag in MEDLINE:
        yield "a.nbib", "\n".join(f"PMID- 1\nTI  - T\n{tag:<4}- {value}\n" for value in VALUES)


def item_files() -> Iterator[tuple[str, str]]:
    odd: tuple[object, ...] = (None, 5, -1, 1.5, True, [], {}, [None], [[]], [{}], float("inf"))
    dates: tuple[object, ...] = ([], [[]], None, [[2018], [None]], [[2018, 13]], [[1e99]])
    for key in ITEM:
        shapes: list[object] = [*odd, *({"date-parts": each} for each in dates)]
        for value in VALUES:
            shapes += [
                value, [value], {"a": value}, {"date-parts": [[value]]},
                {"date-parts": [[2018, value]]}, {"raw": value}, {"literal": value},
                [{"family": value}], [{"family": "A", "given": value}], [{"literal": value}],
            ]  # fmt: skip
        items = [{"id": str(at), "type": "book", key: each} for at, each in enumerate(shapes)]
        yield "a.json", json.dumps(items)


@pytest.mark.parametrize("files", [bibtex_files, ris_files, medline_files, item_files])
def test_odd_values_end_in_no_fault(files: object) -> None:
    choice = choose("auto")
    read = 0
    assert callable(files)
    for name, text in files():
        document = load_document(text.encode(), name)
        read += len(document.records)
        check_document(document, choice)
        pairs = list(with_ids(document))
        for form in FORMATS:
            written, _ = dump_with_notes(pairs, form)
            assert "\x1b" not in written
        for style in ("nlm", "apa"):
            assert "\x1b" not in as_text(print_references(pairs, style), "html")
    assert read > 800
