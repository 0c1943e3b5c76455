"""Three papers as authors write them: numbers by Word and raised figures, brackets, typed numbers.

What is said of them is said in the words of a reader of Word, and what is made is the author's.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from command import ROOT, carcite
from manuscripts.docx.docx_making import W, parts_of, rejected, root_of

from carcite.manuscripts.docx import document as docx

PAPERS = sorted((ROOT / "fixtures" / "formats" / "word").glob("*.docx"))
NAMES = [path.stem for path in PAPERS]
CITED = {
    "automatic_numbers": '"They fail in old houses.⁸"',
    "brackets": '"Doors were replaced [6, 9]."',
}


@pytest.fixture(params=PAPERS, ids=NAMES)
def paper(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def test_findings_name_the_reference_and_the_sentence(paper: Path) -> None:
    done = carcite("check", paper, "--output-format", "concise")
    assert f"{paper}: Reference 4 (Tanaka 2020): PAG001 error: Check the pages" in done.out
    assert f"{paper}: Reference 3 (Rao 2018): TTL001" in done.out
    if paper.stem in CITED:
        assert f"{paper}: {CITED[paper.stem]}: CIT001 error: Add reference" in done.out
    grouped = carcite("check", paper, "--output-format", "grouped").out
    assert "Reference 4 (Tanaka 2020)  PAG001" in grouped


def test_all_rejected_is_the_paper_and_all_accepted_what_fix_writes(
    paper: Path, tmp_path: Path
) -> None:
    tracked, fixed = tmp_path / "tracked.docx", tmp_path / "fixed.docx"
    carcite("fix", paper, "-o", fixed)
    carcite("fix", paper, "-o", tracked, "--track-changes", "--comments")
    before = docx.read(paper.read_bytes(), "a.docx").source.text
    assert docx.read(rejected(tracked.read_bytes()), "a.docx").source.text == before
    sure = _without(tracked.read_bytes(), "carcite: please decide")
    text = docx.read(fixed.read_bytes(), "a.docx").source.text
    assert docx.read(sure, "a.docx").source.text == text != before
    assert "wake patients? N Engl" in text
    comments = parts_of(tracked.read_bytes())["word/comments.xml"].decode()
    assert "1015-1003" in comments


def test_the_question_is_a_word_for_a_word(paper: Path, tmp_path: Path) -> None:
    tracked = tmp_path / "tracked.docx"
    carcite("fix", paper, "-o", tracked, "--track-changes")
    gone = [
        node.findtext(f".//{{{W}}}delText")
        for node in root_of(tracked.read_bytes()).iter(f"{{{W}}}del")
        if node.get(f"{{{W}}}author") == "carcite: please decide"
    ]
    assert gone == ["1015", "1003"] or gone == ["1015-1003"]


def test_italics_stay_with_the_journals(paper: Path, tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.docx"
    carcite("fix", paper, "-o", fixed)
    slanted = [
        "".join(run.itertext())
        for run in root_of(fixed.read_bytes()).iter(f"{{{W}}}r")
        if run.find(f"{{{W}}}rPr/{{{W}}}i") is not None
    ]
    assert (
        "".join(slanted) == "BMJ.Lancet.N Engl J Med.Intensive Care Med.Age Ageing.J Hosp Infect."
    )


def _without(data: bytes, author: str) -> bytes:
    """Return a file in which one reviewer's changes are rejected and all others left."""
    from lxml import etree
    from manuscripts.docx.docx_making import with_part

    root = root_of(data)
    for mark in list(root.iter(f"{{{W}}}ins")):
        if mark.get(f"{{{W}}}author") == author:
            mark.getparent().remove(mark)
    for mark in list(root.iter(f"{{{W}}}del")):
        if mark.get(f"{{{W}}}author") == author:
            for each in list(mark):
                for node in each.iter(f"{{{W}}}delText"):
                    node.tag = f"{{{W}}}t"
                mark.addprevious(each)
            mark.getparent().remove(mark)
    return with_part(data, "word/document.xml", etree.tostring(root))
