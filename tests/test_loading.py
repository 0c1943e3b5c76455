"""Which reader a file goes to, which files a folder gives, and what is refused."""

from __future__ import annotations

import pytest

from carcite.errors import UnreadableError, UsageError
from carcite.loading import (
    SIZE_LIMIT,
    format_of,
    load_document,
    read_bytes,
)


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.txt", b"1. Ng A.", "plain"),
        ("a.MD", b"# References", "markdown"),
        ("a.qmd", b"", "markdown"),
        ("a.tex", b"", "latex"),
        ("a.bbl", b"", "latex"),
        ("a.html", b"", "html"),
        ("a.nxml", b"", "jats"),
        ("a.xml", b"<xml><records><record>", "endnote"),
        ("a.xml", b"<article><ref-list>", "jats"),
        ("a.bib", b"", "bibtex"),
        ("a.ris", b"", "ris"),
        ("a.nbib", b"", "medline"),
        ("a.json", b"[]", "csl-json"),
        ("a.yaml", b"", "csl-yaml"),
        ("a.pdf", b"", "pdf"),
        ("a.docx", b"", "docx"),
        ("a.log", b"1. Ng A.", "plain"),
        ("a.txt", b"PK\x03\x04", "docx"),
        ("-", b"\xef\xbb\xbf%PDF-1.4", "pdf"),
        ("-", b'[{"id": 1}]', "csl-json"),
        ("-", b"[1] Ng A. A title: it goes on.", "plain"),
        ("-", b"@article{a, title={T}}", "bibtex"),
        ("-", b"TY  - JOUR", "ris"),
        ("-", b"PMID- 1", "medline"),
        ("-", b"<!DOCTYPE html>", "html"),
        ("-", b"<?xml version='1.0'?><article/>", "jats"),
        ("-", b"\\begin{thebibliography}{9}", "latex"),
        ("-", b"1. Ng A.", "plain"),
    ],
)
def test_format_of_name_or_first_bytes(name: str, data: bytes, format: str) -> None:
    assert format_of(name, data) == format


def test_what_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"a\.txt: the file is empty"):
        load_document(b" \n", "a.txt")
    with pytest.raises(UnreadableError, match="larger than 64 MB"):
        load_document(b"x" * (SIZE_LIMIT + 1), "a.txt")
    with pytest.raises(UsageError, match='unknown format "word"'):
        load_document(b"x", "a.txt", format="word")


def test_paths_that_are_none() -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_bytes("absent")
    with pytest.raises(UnreadableError, match="not a path"):
        read_bytes("a\0b")


def test_comments_that_silence_are_not_of_the_entries() -> None:
    text = (
        "References\n\n1. Ng A. One title here. Gut. 2018;1(1):1-2.\n# carcite: ignore[TTL]\n"
        "2. Ng B. Two titles here. Gut. 2019;2(1):1-2. # carcite: ignore\n"
        "3. Ng C. Three titles here. Gut. 2020;3(1):1-2.\n"
    )
    document = load_document(text.encode(), "a.txt")
    bodies = [entry.body.of(document.source.text) for entry in document.lists[0].entries]
    assert [body[:4] for body in bodies] == ["Ng A", "Ng B", "Ng C"]
    assert all(body.endswith(":1-2.") for body in bodies)
