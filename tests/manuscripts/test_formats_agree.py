"""One list in every format: the same entries, and edits that come out in each format's markup."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from carcite.errors import CarciteError
from carcite.manuscripts import html, plain
from carcite.manuscripts.jats import document as jats
from carcite.manuscripts.latex import document as latex
from carcite.manuscripts.markdown import document as markdown
from carcite.model.document import Document
from carcite.text.edit import Edit
from carcite.text.span import Span

FORMATS = Path(__file__).parents[2] / "fixtures" / "formats"
READERS: dict[str, Callable[[bytes, str], Document]] = {
    "list.txt": plain.read, "list.md": markdown.read, "list.tex": latex.read,
    "list.bbl": latex.read, "list.html": html.read, "list.xml": jats.read,
}  # fmt: skip
MARKED = [name for name in READERS if name != "list.txt"]


def load(name: str) -> Document:
    return READERS[name]((FORMATS / name).read_bytes(), name)


def bodies(document: Document) -> list[str]:
    return [entry.body.of(document.source.text) for entry in document.lists[0].entries]


@pytest.mark.parametrize("name", MARKED)
def test_entries_are_those_of_the_plain_text(name: str) -> None:
    document = load(name)
    assert len(document.lists) == 1
    assert bodies(document) == bodies(load("list.txt"))
    assert [entry.number for entry in document.lists[0].entries] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("name", [name for name in MARKED if name != "list.bbl"])
def test_prose_is_that_of_the_plain_text(name: str) -> None:
    plain_text, document = load("list.txt"), load(name)
    expected = " ".join(span.of(plain_text.source.text) for span in plain_text.prose).split()
    found = " ".join(span.of(document.source.text) for span in document.prose).split()
    assert found == expected


@pytest.mark.parametrize("name", MARKED)
@pytest.mark.parametrize("ends", ["lf", "crlf", "bom"])
def test_saving_without_edits_gives_the_same_bytes(name: str, ends: str) -> None:
    data = (FORMATS / name).read_bytes()
    data = {"lf": data, "crlf": data.replace(b"\n", b"\r\n"), "bom": b"\xef\xbb\xbf" + data}[ends]
    document = READERS[name](data, name)
    assert document.save
    assert document.save([]) == data
    assert bodies(document) == bodies(load("list.txt"))


EDITS = (
    ("stone?.", "stone?"),
    ("1361–1365", "1361-5"),
    ("Müller F", "Mueller F"),
    ("Science 2018; 359", "Science. 2018;359"),
    ("Blood 2016", "Bl & <x> 2016"),
    ("55: 10–19", "55: 10–9"),
)


@pytest.mark.parametrize("name", MARKED)
def test_edits_come_out_in_each_format(name: str) -> None:
    """Every edit of the plain list, made in the marked-up file, gives the plain list's text."""
    document = load(name)
    text = document.source.text
    edits = []
    for old, new in EDITS:
        at = text.index(old)
        edits.append(Edit(Span(at, at + len(old)), new))
    assert document.save
    saved = document.save(edits)
    expected = bodies(load("list.txt"))
    for old, new in EDITS:
        expected = [body.replace(old, new) for body in expected]
    assert bodies(READERS[name](saved, name)) == expected
    before = (FORMATS / name).read_text(encoding="utf-8").splitlines()
    after = saved.decode().splitlines()
    assert len(after) == len(before)
    changed = sum(a != b for a, b in zip(before, after, strict=True))
    assert changed <= len(EDITS)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("list.md", "1. June CH, O'Connor RS, Kawalekar OU. et al. CAR T cell immunotherapy for "
                    "human cancer. *Science*. 2018; 359: 1361–1365"),
        ("list.tex", "June CH, O'Connor RS, Kawalekar OU. et al. {CAR}~{T} cell immunotherapy for "
                     "human cancer. \\emph{Science}. 2018; 359: 1361--1365"),
        ("list.html", '  <li id="r1"><span>June CH, O\'Connor RS, Kawalekar OU. et al. CAR T cell '
                      "immunotherapy for human cancer. <em>Science</em>. 2018; 359: 1361&#8211;1365"
                      '</span> <a href="https://pubmed.ncbi.nlm.nih.gov/">PubMed</a>'),
    ],
)  # fmt: skip
def test_a_stop_behind_italics_stands_behind_the_markup(name: str, line: str) -> None:
    document = load(name)
    at = document.source.text.index("Science 2018") + len("Science")
    assert document.save
    assert line in document.save([Edit(Span(at, at), ".")]).decode().splitlines()


@pytest.mark.parametrize("name", MARKED)
def test_positions_are_those_of_the_file(name: str) -> None:
    document = load(name)
    lines = (FORMATS / name).read_text(encoding="utf-8").splitlines()
    for entry in document.lists[0].entries:
        line, column = document.source.position(entry.body.start)
        assert document.source.line(line) == lines[line - 1]
        word = entry.body.of(document.source.text)[:1]
        assert lines[line - 1][column - 1] in (word, "\\")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.html", '<meta content="text/html; charset=ISO-8859-1"><p>Müller</p>'),
        ("list.tex", "\\usepackage[latin1]{inputenc}\\begin{document}Müller"),
        ("list.xml", '<?xml version="1.0" encoding="ISO-8859-1"?><article><p>Müller</p></article>'),
    ],
)
def test_a_file_may_name_its_old_encoding(name: str, text: str) -> None:
    document = READERS[name](text.encode("cp1252"), name)
    assert "Müller" in document.source.text
    assert document.save
    at = document.source.text.index("ller")
    saved = document.save([Edit(Span(at, at), "é")])
    assert "Müéller".encode("cp1252") in saved
    unicode = READERS[name](text.encode(), name)
    assert "Müller" in unicode.source.text
    with pytest.raises(CarciteError, match=rf"^{name}"):
        document.save([Edit(Span(at, at), "Ω")])
