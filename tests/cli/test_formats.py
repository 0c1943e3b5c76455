"""One list in every format: the same references and the same findings, code for code."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from command import ROOT, carcite
from manuscripts.docx.docx_making import field, make, p, r

from carcite.cli import main

FORMATS = ROOT / "fixtures" / "formats"
FILES = ("list.txt", "list.md", "list.tex", "list.bbl", "list.html", "list.xml")
CARRIES_PROSE = tuple(name for name in FILES if name != "list.bbl")


def word_file(text: str) -> bytes:
    """Return a list as a Word file of python-docx: a heading, prose, and a numbered list."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for line in filter(None, text.splitlines()):
        number, _, body = line.partition(". ")
        if line in ("Introduction", "References"):
            document.add_heading(line, 1)
        elif number.isdigit():
            before, title, after = body.partition(". Science 2018")
            paragraph = document.add_paragraph(before, style="List Number")
            if title:
                paragraph.add_run(". ")
                paragraph.add_run("Science").italic = True
                paragraph.add_run(f" 2018{after}")
        else:
            document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the path of the list in each format."""
    folder = tmp_path_factory.mktemp("formats")
    text = (FORMATS / "list.txt").read_text(encoding="utf-8")
    (folder / "list.docx").write_bytes(word_file(text))
    return {name: FORMATS / name for name in FILES} | {"list.docx": folder / "list.docx"}


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    main([str(each) for each in arguments])
    return json.loads(capsys.readouterr().out)


def findings(
    capsys: pytest.CaptureFixture[str], path: Path, *arguments: str
) -> list[tuple[object, ...]]:
    """Return what a check says, without the places, which are each format's own."""
    found = run_json(capsys, "check", path, "--output-format", "json", *arguments)
    return [
        (
            each["code"],
            each["severity"],
            each["entry"],
            each["message"],
            each["fix"] and (each["fix"]["safety"], each["fix"]["title"]),
        )
        for each in found
    ]


@pytest.mark.parametrize("style", ["auto", "nlm", "apa"])
@pytest.mark.parametrize("name", [*FILES[1:], "list.docx"])
def test_findings_are_the_same(
    name: str, style: str, papers: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = findings(capsys, papers["list.txt"], "--style", style)
    assert len(wanted) >= 4
    assert findings(capsys, papers[name], "--style", style) == wanted


@pytest.mark.parametrize("name", [*FILES[1:], "list.docx"])
def test_references_are_the_same(
    name: str, papers: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    def items(path: Path) -> list[dict[str, Any]]:
        read = run_json(capsys, "parse", path)
        return [{key: value for key, value in item.items() if key != "id"} for item in read]

    wanted = items(papers["list.txt"])
    assert len(wanted) == 6
    assert items(papers[name]) == wanted


@pytest.mark.parametrize("name", [*FILES, "list.docx"])
def test_the_mended_file_reads_as_the_mended_text(
    name: str, papers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = {}
    for each in ("list.txt", name):
        path = tmp_path / f"out-{each}"
        main(["fix", str(papers[each]), "--style", "nlm", "-o", str(path)])
        capsys.readouterr()
        out[each] = run_json(capsys, "render", path, "--style", "nlm", "--to", "json")
        left = findings(capsys, path, "--style", "nlm")
        assert not [each for each in left if each[4] and each[4][0] == "safe"]  # type: ignore[index]
    texts = [[row["text"].split(" ", 1)[1] for row in rows] for rows in out.values()]
    assert texts[0] == texts[-1]


@pytest.mark.parametrize("name", [*CARRIES_PROSE, "list.docx"])
def test_citations_are_followed_in_every_format(
    name: str, papers: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    if name == "list.docx":
        text = (FORMATS / "list.txt").read_text(encoding="utf-8")
        path.write_bytes(word_file(text.replace("[3-6]", "[3-5, 9]")))
    else:
        text = papers[name].read_text(encoding="utf-8")
        changed = text
        for old, new in (
            ("[3-6]", "[3-5, 9]"),
            ("[3–6]", "[3–5, 9]"),
            ("\\cite{r3,r4,r5,r6}", "[3-5, 9]"),
        ):
            changed = changed.replace(old, new)
        if changed == text:
            pytest.skip("this file's citations are made with its own commands")
        path.write_text(changed, encoding="utf-8")
    codes = [each[0] for each in findings(capsys, path)]
    assert "CIT001" in codes


def test_a_word_file_end_to_end(papers: dict[str, Path], tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    out = tmp_path / "out.docx"
    before = papers["list.docx"].read_bytes()
    done = carcite("fix", papers["list.docx"], "-o", out, "--track-changes", "--comments")
    assert done.code in (0, 1), done.err
    assert papers["list.docx"].read_bytes() == before
    document = docx.Document(out)
    body = document.element.body
    removed: dict[str, str] = {}
    for each in body.iter(docx.oxml.ns.qn("w:del")):
        author = each.get(docx.oxml.ns.qn("w:author"))
        removed[author] = removed.get(author, "") + "".join(each.itertext())
    assert removed["carcite"].strip(". ") == "" != removed["carcite"]
    assert removed["carcite: please decide"] == " \u2014"
    part = next(each for each in document.part.package.iter_parts() if "comments" in each.partname)
    assert "LST007" in part.blob.decode()
    assert "TTL001" not in part.blob.decode(), "what is mended needs no comment"


def test_comments_alone_stand_in_the_mended_file(papers: dict[str, Path], tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    out = tmp_path / "out.docx"
    carcite("fix", papers["list.docx"], "-o", out, "--comments")
    document = docx.Document(out)
    assert any("stepping stone? Blood" in each.text for each in document.paragraphs)
    part = next(each for each in document.part.package.iter_parts() if "comments" in each.partname)
    assert "TTL005" in part.blob.decode()
    assert not list(document.element.body.iter(docx.oxml.ns.qn("w:ins")))


def test_a_word_file_from_standard_input_is_tracked(
    papers: dict[str, Path], tmp_path: Path
) -> None:
    given, out = papers["list.docx"].read_bytes(), tmp_path / "out.docx"
    done = carcite("fix", "-", "-o", out, "--track-changes", given=given)
    assert done.code in (0, 1), done.err
    assert b"w:del " in zipfile.ZipFile(out).read("word/document.xml")


def test_the_diff_of_a_word_file_writes_nothing(papers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    done = carcite("fix", papers["list.docx"], "--diff", "-o", out, "--track-changes")
    assert "stepping stone? Blood" in done.out
    assert not out.exists()


def zotero_paper(doi: str) -> bytes:
    """Return a Word file with a citation and a list that Zotero keeps."""
    item = {
        "id": 1,
        "type": "article-journal",
        "title": "CAR T cells",
        "container-title": "Science",
        "author": [{"family": "June", "given": "Carl H."}],
        "issued": {"date-parts": [[2018]]},
        "volume": "359",
        "page": "1361-1265",
        "DOI": doi,
    }
    citation = json.dumps({"citationID": "a", "citationItems": [{"id": 1, "itemData": item}]})
    entry = "1. June CH. CAR T cells. Science 2018;359:1361-1265."
    return make(
        p("Shown ", field(f" ADDIN ZOTERO_ITEM CSL_CITATION {citation} ", r("(1)")))
        + p("References", style="H1")
        + p(field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", r(entry)))
    )


def test_facts_of_embedded_items_are_checked(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(zotero_paper("10.1126/science.aar6711."))
    done = carcite("check", path, "--output-format", "json")
    found = json.loads(done.out)
    assert "PAG001" in {each["code"] for each in found}
    [hidden] = [each for each in found if each["code"] == "PAG001" and each["line"] == 1]
    assert (hidden["column"], hidden["end_column"], hidden["fix"]) == (7, 10, None)
    assert "Zotero" in done.err
    before = path.read_bytes()
    refused = carcite("fix", path)
    assert refused.code == 2
    assert "mend the items in Zotero" in refused.err
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", ["check", "parse"])
def test_of_notes_that_say_the_same_the_first_are_told_and_the_others_counted(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = "TY  - JOUR\nAU  - June, C\nTI  - Cells {}\nJO  - Blood\nPY  - 2018\nVL  - {}\n\n"
    path = tmp_path / "many.ris"
    path.write_text("".join(record.format(n, n) for n in range(40)))
    main([command, str(path)])
    notes = capsys.readouterr().err.splitlines()
    told = [each for each in notes if "no ER line" in each]
    assert told[0].endswith("many.ris: line 6: the record has no ER line")
    assert len(told) == 6
    assert told[-1].endswith("many.ris: 35 more such notes: the record has no ER line")
