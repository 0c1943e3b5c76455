"""References as a JATS list: well formed, and read back as what they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from shared import ROOT

import carcite
from carcite.records.jats_out import write

BOOKS = """References

1. June CH, Ng A, et al. CAR T cells & <more>. Science. 2018;359(6382):1361-5. doi:10.1126/science.aar6711
2. Ng A, von Bonin M, Parkman HP 3rd, eds. Textbook of cells. 2nd ed. New York: Springer; 2019. 345 p.
3. World Health Organization. Cancer. Geneva: WHO; 2020. Available from: https://www.who.int/cancer
4. Ng A. An article of its own number. PLoS One. 2013;8:e12345. PMID: 23520000.
"""  # noqa: E501
LISTS = [
    BOOKS,
    *(
        (ROOT / "fixtures" / "lists" / "gold" / name).read_text(encoding="utf-8")
        for name in ("thieme_car_t.txt",)
    ),
]


@pytest.mark.parametrize("text", LISTS)
def test_what_is_written_is_read_as_it_was(text: str, tmp_path: Path) -> None:
    references = carcite.parse(text)
    path = tmp_path / "list.xml"
    path.write_text(carcite.dump(references, "jats"), encoding="utf-8")
    again = carcite.load(path)
    assert [_held(each) for each in again] == [_held(each) for each in references]


def _held(reference: carcite.Reference) -> carcite.Reference:
    """Return a reference without what JATS has no element for, and that is said."""
    return replace(reference, medium="", unread=())


def test_ids_are_names_of_xml_and_unlike_each_other() -> None:
    book = carcite.Reference(title="A", type="book", status="in press")
    text, notes = write([("1", book), ("1", book), ("june:2018", book), ("é", book)])
    ids = [each.get("id") for each in ElementTree.fromstring(text).iter("ref")]
    assert ids == ["ref1", "ref1-2", "june2018", "ref"]
    assert notes[0] == "1: JATS has no field for the status"
