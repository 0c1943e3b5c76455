"""Documents made by pandoc, LibreOffice and python-docx: their lists read, their revisions held."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from manuscripts.docx.docx_making import REFERENCES
from manuscripts.docx.docx_office import convert, find_office, find_uno, pandoc, texts_after

from carcite.manuscripts.docx import document as docx
from carcite.model.document import Document
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

_NAMES = ("June", "Melenhorst", "Brudno", "Qin")
_NUMBERED = "\n".join(f"{n}. {each}" for n, each in enumerate(REFERENCES, 1))
_PLAIN = "\n\n".join(REFERENCES)
_INTRO = "# Introduction\n\nCAR T cells work in cancer^1,2^ and elsewhere [3].\n\n"
_END = "\n\n# Figure legends\n\nFig. 1. Survival of all patients over the years.\n"
_HTML = (
    "<html><body><h1>Introduction</h1><p>CAR T cells work<sup>1,2</sup>.</p>{}"
    "<h1>Tables</h1></body></html>"
)
_ITEMS = "".join(f"<li>{each}</li>" for each in REFERENCES)
_ITALIC = _ITEMS.replace("Nature", "<i>Nature</i>")
_ROWS = "".join(f"<tr><td>{n}.</td><td>{each}</td></tr>" for n, each in enumerate(REFERENCES, 1))

PANDOC = {
    "numbered": (_INTRO + "# References\n\n" + _NUMBERED + _END, True),
    "german": (_INTRO + "# Literatur\n\n" + _NUMBERED + _END, True),
    "plain": (_INTRO + "# References\n\n" + _PLAIN + _END, False),
    "typed": (
        _INTRO + "# References\n\n"
        + "\n\n".join(f"\\[{n}\\] {each}" for n, each in enumerate(REFERENCES, 1)) + _END,
        True,
    ),
    "bullets": (
        _INTRO + "# References\n\n" + "\n".join(f"- {each}" for each in REFERENCES) + _END, False,
    ),
    "loose": (
        _INTRO + "**References**\n\n"
        + "\n\n".join(f"{n}. {each}" for n, each in enumerate(REFERENCES, 1)) + _END,
        True,
    ),
    "line block": (
        _INTRO + "# References\n\n"
        + "\n".join(f"| {n}\\. {each}" for n, each in enumerate(REFERENCES, 1)) + _END,
        True,
    ),
    "style": (_INTRO + f'::: {{custom-style="Bibliography"}}\n{_PLAIN}\n:::\n' + _END, False),
    "emphasis and links": (
        _INTRO + "# References\n\n"
        + _NUMBERED.replace("Science", "*Science*").replace("Nature", "[Nature](https://x.org)")
        + _END,
        True,
    ),
    "headless": ("Some words.\n\n" + _NUMBERED, True),
}  # fmt: skip
OFFICE = {
    "ordered.html": (_HTML.format(f"<h1>References</h1><ol>{_ITEMS}</ol>"), True),
    "paragraphs.html": (
        _HTML.format("<h1>References</h1>" + "".join(f"<p>{each}</p>" for each in REFERENCES)),
        False,
    ),
    "table.html": (_HTML.format(f"<h1>References</h1><table>{_ROWS}</table>"), True),
    "breaks.html": (
        _HTML.format("<h1>References</h1><p>" + _NUMBERED.replace("\n", "<br/>") + "</p>"), True,
    ),
    "bold.html": (
        _HTML.format(f"<p><b>REFERENCES</b></p><ol>{_ITALIC}</ol>"),
        True,
    ),
    "list.txt": ("References\n\n" + _NUMBERED + "\n", True),
}  # fmt: skip

needs_office = pytest.mark.skipif(not find_office(), reason="needs LibreOffice (soffice)")
needs_uno = pytest.mark.skipif(
    not (find_office() and find_uno()), reason="needs LibreOffice and a Python with its uno module"
)
needs_pandoc = pytest.mark.skipif(not shutil.which("pandoc"), reason="needs pandoc")


def check(document: Document, *, is_numbered: bool) -> None:
    """Assert that the four references are read as four entries and nothing else is."""
    text = document.source.text
    assert len(document.lists) == 1
    entries = document.lists[0].entries
    assert [each.body.of(text).split()[0] for each in entries] == list(_NAMES)
    assert [each.number for each in entries] == ([1, 2, 3, 4] if is_numbered else [None] * 4)
    assert [each.body.of(text) for each in entries] == list(REFERENCES)


@needs_pandoc
@pytest.mark.parametrize("name", PANDOC)
def test_pandoc(name: str, tmp_path: Path) -> None:
    markdown, is_numbered = PANDOC[name]
    pandoc(markdown, tmp_path / "a.docx")
    document = docx.read((tmp_path / "a.docx").read_bytes(), "a.docx")
    check(document, is_numbered=is_numbered)
    if "^1,2^" in markdown:
        assert [document.source.slice(each) for each in document.superscripts] == ["1,2"]


@needs_pandoc
def test_pandoc_citeproc(tmp_path: Path) -> None:
    items = [
        {"id": f"a{n}", "type": "article-journal", "title": f"Title {n}", "volume": str(n),
         "author": [{"family": name, "given": "A"}], "container-title": "Blood", "page": "1-5",
         "issued": {"date-parts": [[2000 + n]]}}
        for n, name in enumerate(_NAMES)
    ]  # fmt: skip
    (tmp_path / "items.json").write_text(json.dumps(items))
    markdown = "Shown [@a0; @a1; @a2; @a3].\n\n# References\n"
    pandoc(markdown, tmp_path / "a.docx", "--citeproc", f"--bibliography={tmp_path}/items.json")
    document = docx.read((tmp_path / "a.docx").read_bytes(), "a.docx")
    text = document.source.text
    found = [each.body.of(text).split(",")[0] for each in document.lists[0].entries]
    assert found == sorted(_NAMES)


@pytest.fixture(scope="module")
def made_by_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of documents that LibreOffice has converted."""
    folder = tmp_path_factory.mktemp("office")
    files = []
    for name, (content, _) in OFFICE.items():
        (folder / name).write_text(content, encoding="utf-8")
        files.append(folder / name)
    if shutil.which("pandoc"):
        pandoc(PANDOC["numbered"][0], folder / "numbered.odt")
        pandoc(PANDOC["plain"][0], folder / "plain.rtf", "-s")
        files += [folder / "numbered.odt", folder / "plain.rtf"]
    for suffix in {file.suffix for file in files}:
        convert([file for file in files if file.suffix == suffix], _FILTERS[suffix], folder)
    return folder


_DOCX = "docx:MS Word 2007 XML"
_FILTERS = dict.fromkeys((".html", ".txt", ".odt", ".rtf"), _DOCX)


@needs_office
@pytest.mark.parametrize("name", [*OFFICE, "numbered.odt", "plain.rtf"])
def test_office(name: str, made_by_office: Path) -> None:
    path = made_by_office / Path(name).with_suffix(".docx")
    if not path.exists() and name in {"numbered.odt", "plain.rtf"}:
        pytest.skip("needs pandoc")
    is_numbered = OFFICE[name][1] if name in OFFICE else name == "numbered.odt"
    check(docx.read(path.read_bytes(), path.name), is_numbered=is_numbered)


def _python_docx(build: Callable[..., None]) -> bytes:
    word = pytest.importorskip("docx", reason="needs python-docx")
    document = word.Document()
    document.add_heading("Introduction", 1)
    shown = document.add_paragraph("CAR T cells work")
    shown.add_run("1,2").font.superscript = True
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _list_number(document: Any) -> None:
    document.add_heading("References", 1)
    for each in REFERENCES:
        document.add_paragraph(each, style="List Number")


def _typed_with_tabs(document: Any) -> None:
    document.add_paragraph().add_run("REFERENCES").bold = True
    for number, each in enumerate(REFERENCES, 1):
        document.add_paragraph(f"{number}.\t{each}")


def _in_a_table(document: Any) -> None:
    document.add_heading("References", 1)
    table = document.add_table(rows=0, cols=2)
    for number, each in enumerate(REFERENCES, 1):
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = str(number), each


def _in_runs(document: Any) -> None:
    document.add_heading("References", 1)
    for each in REFERENCES:
        paragraph = document.add_paragraph()
        for index, word in enumerate(each.split(" ")):
            paragraph.add_run((" " if index else "") + word).italic = index % 2 == 0


PYTHON_DOCX: dict[str, tuple[Callable[..., None], bool]] = {
    "list number": (_list_number, True),
    "typed with tabs": (_typed_with_tabs, True),
    "in a table": (_in_a_table, True),
    "in runs": (_in_runs, False),
}


@pytest.mark.parametrize("name", PYTHON_DOCX)
def test_python_docx(name: str) -> None:
    build, is_numbered = PYTHON_DOCX[name]
    document = docx.read(_python_docx(build), "a.docx")
    check(document, is_numbered=is_numbered)
    assert [document.source.slice(each) for each in document.superscripts] == ["1,2"]


def _edits(document: Document) -> list[Edit]:
    """Return edits of each kind: replaced, inserted, deleted, a paragraph more."""
    text = document.source.text
    one, two, three, four = (each.body for each in document.lists[0].entries)
    science = text.index("Science", one.start)
    return [
        Edit(Span(science, science + 7), "Sci. Mag."),
        Edit(Span(one.end - 9, one.end), "1361-5"),
        Edit(two, two.of(text).replace("et al", "Lacey SF").replace("leukaemia", "leukemia")),
        Edit(Span(three.start, three.start), "The "),
        Edit(Span(three.end, three.end), "\nNew A. One more. Blood 2020;1:2."),
        Edit(Span(four.end - 1, four.end), ""),
    ]


@pytest.fixture(scope="module")
def tracked(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[tuple[str, str]], list[Path]]:
    """Return texts before and after edits, and files with the edits as revisions."""
    folder = tmp_path_factory.mktemp("tracked")
    sources = []
    if shutil.which("pandoc"):
        for name in ("numbered", "emphasis and links", "typed", "plain"):
            pandoc(PANDOC[name][0], folder / f"{name}.docx")
            sources.append((folder / f"{name}.docx").read_bytes())
    sources += [_python_docx(PYTHON_DOCX[name][0]) for name in ("list number", "in runs")]
    texts, files = [], []
    for index, data in enumerate(sources):
        document = docx.read(data, "a.docx")
        edits = _edits(document)
        text = document.source.text
        texts.append((text, apply_edits(text, edits)))
        files.append(folder / f"tracked{index}.docx")
        files[-1].write_bytes(docx.annotate(data, document, edits, ()))
    return texts, files


@needs_uno
@pytest.mark.parametrize("command", ["RejectAllTrackedChanges", "AcceptAllTrackedChanges"])
def test_office_takes_revisions(
    command: str, tracked: tuple[list[tuple[str, str]], list[Path]], tmp_path: Path
) -> None:
    texts, files = tracked
    found = texts_after(command, files, tmp_path)
    wanted = [before if command.startswith("Reject") else after for before, after in texts]
    assert ["\n".join(each) for each in found] == wanted


@needs_office
@needs_pandoc
def test_office_shows_comments_and_revisions(tmp_path: Path) -> None:
    # By conversion: LibreOffice 7.4 without a screen ends in a crash when it lays out comments.
    pandoc(PANDOC["emphasis and links"][0], tmp_path / "a.docx")
    data = (tmp_path / "a.docx").read_bytes()
    document = docx.read(data, "a.docx")
    notes = [(each.body, f"Look at {n}") for n, each in enumerate(document.lists[0].entries)]
    (tmp_path / "a.docx").write_bytes(docx.annotate(data, document, _edits(document), notes))
    convert([tmp_path / "a.docx"], "odt", tmp_path)
    with zipfile.ZipFile(tmp_path / "a.odt") as opened:
        content = opened.read("content.xml").decode()
    assert [f"Look at {n}" in content for n in range(4)] == [True] * 4
    assert content.count("<office:annotation ") == content.count("<office:annotation-end ") == 4
    assert content.count("<dc:creator>carcite</dc:creator>") > 8
