"""One list as plain text and as a Word file: the same entries, prose and findings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from manuscripts.docx.docx_making import field, make, p, r

from carcite.checking.check import Choice, check_document
from carcite.manuscripts import plain
from carcite.manuscripts.docx import document as docx
from carcite.model.document import Document
from carcite.rules.catalogue import all_rules

_LIST = (Path(__file__).parents[3] / "fixtures" / "formats" / "list.txt").read_bytes()
_PLAIN = plain.read(_LIST, "list.txt")
_TEXT = _PLAIN.source.text
_ENTRIES = [entry.body.of(_TEXT) for entry in _PLAIN.lists[0].entries]
_LINES = _TEXT[: _PLAIN.lists[0].span.start].rstrip("\n").split("\n")


def _typed() -> str:
    return "".join(p(line) for line in _TEXT.split("\n"))


def _automatic() -> str:
    return "".join(map(p, _LINES)) + "".join(p(each, number=1) for each in _ENTRIES)


def _in_runs() -> str:
    entries = (
        p(
            *(r(each[at : at + 9], "<w:i/>" if at % 2 else "") for at in range(0, len(each), 9)),
            number=1,
        )
        for each in _ENTRIES
    )
    return "".join(map(p, _LINES)) + "".join(entries)


def _managed() -> str:
    return "".join(map(p, _LINES)) + "".join(
        p(field("HYPERLINK x", r(f"{n}. {each}"))) for n, each in enumerate(_ENTRIES, 1)
    )


def findings(document: Document) -> list[tuple[str, int | None, str]]:
    """Return the findings of a document as a user compares them."""
    choice = Choice(frozenset(all_rules()), 2026)
    return [
        (each.code, each.entry, each.message)
        for each in check_document(document, choice).diagnostics
    ]


@pytest.mark.parametrize("form", [_typed, _automatic, _in_runs, _managed])
def test_findings_are_those_of_the_plain_text(form: Callable[[], str]) -> None:
    document = docx.read(make(form()), "list.docx")
    entries = document.lists[0].entries
    assert [each.body.of(document.source.text) for each in entries] == _ENTRIES
    assert [each.number for each in entries] == [1, 2, 3, 4, 5, 6]
    wanted = findings(_PLAIN)
    assert len(wanted) > 3
    assert findings(document) == wanted
