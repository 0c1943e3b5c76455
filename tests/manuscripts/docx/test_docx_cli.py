"""A Word file through the command line: mended, tracked, commented, and none of it half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from manuscripts.docx.docx_making import field, make, p, parts_of, r, rejected

from carcite.cli import main
from carcite.manuscripts.docx import document as docx

_LIST = (
    "June CH, O'Connor RS, Kawalekar OU. CAR T cell immunotherapy for human cancer. "
    "Science. 2018;359(6382):1361-5.",
    "Melenhorst JJ, Chen GM, Wang M, et al. Decade-long leukaemia remissions with persistence "
    "of CD4+ CAR T cells. Nature. 2022;602(7897):503-9.",
    "Brudno J.N., Kochenderfer J.N. Toxicities of chimeric antigen receptor T cells. "
    "Blood. 2016;127(26):3321-3330",
    "Qin C., Tian D.S. Anti-BCMA CAR T-cell therapy in neuromyelitis optica. "
    "Signal Transduct Target Ther. 2023;8(1):5.",
    "Mackensen A, Müller F, Mougiakakos D. Anti-CD19 CAR T cell therapy for refractory systemic "
    "lupus erythematosus. Nat Med. 2022;28(10):2124-32.",
)
_BODY = (
    p("CAR T cells work [1-5].")
    + p("References", style="H1")
    + "".join(p(e, number=1) for e in _LIST)
)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """Return the path of a Word file with faults that can be mended."""
    path = tmp_path / "paper.docx"
    path.write_bytes(make(_BODY))
    return path


def text_of(path: Path) -> str:
    """Return the text of a Word file."""
    return docx.read(path.read_bytes(), path.name).source.text


def test_accepted_revisions_are_what_fix_writes(paper: Path) -> None:
    fixed, tracked = paper.with_name("fixed.docx"), paper.with_name("tracked.docx")
    before = paper.read_bytes()
    main(["fix", str(paper), "-o", str(fixed)])
    main(["fix", str(paper), "-o", str(tracked), "--track-changes", "--comments"])
    assert text_of(tracked) == text_of(fixed) != text_of(paper)
    whole = docx.read(rejected(tracked.read_bytes()), "a.docx").source.text
    assert whole == text_of(paper)
    assert paper.read_bytes() == before
    assert "word/comments.xml" in parts_of(tracked.read_bytes())


def test_what_only_the_author_can_decide_is_a_revision_with_its_question(paper: Path) -> None:
    paper.write_bytes(make(_BODY.replace("2124-32", "2132-24")))
    tracked = paper.with_name("tracked.docx")
    main(["fix", str(paper), "-o", str(tracked), "--track-changes"])
    parts = parts_of(tracked.read_bytes())
    assert 'w:author="carcite: please decide"' in parts["word/document.xml"].decode()
    assert "2132-24" in parts["word/comments.xml"].decode()
    assert "28(10):2124-2132" in text_of(tracked) or "28(10):2124-32" in text_of(tracked)
    whole = docx.read(rejected(tracked.read_bytes()), "a.docx").source.text
    assert whole == text_of(paper)


def test_a_managed_list_is_not_mended(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    managed = field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", r(_LIST[0]))
    paper.write_bytes(make(p("References", style="H1") + p(managed)))
    assert main(["fix", str(paper), "-o", str(paper.with_name("out.docx"))]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"carcite: {paper}: the list is ")
    assert "mend the items in Zotero" in told
    assert told.endswith("; nothing was written\n")
    assert not paper.with_name("out.docx").exists()


@pytest.mark.parametrize("option", ["--track-changes", "--comments"])
def test_revisions_want_a_file_of_their_own(
    option: str, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = paper.read_bytes()
    assert main(["fix", str(paper), option]) == 2
    told = "carcite: --track-changes and --comments want -o OUT.docx\n"
    assert capsys.readouterr().err == told
    assert paper.read_bytes() == before


def test_a_broken_file_is_one_line(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper.write_bytes(paper.read_bytes()[:500])
    assert main(["check", str(paper)]) == 2
    error = capsys.readouterr().err.strip()
    assert error.endswith("paper.docx: the file is cut off or damaged; its end is missing")
    assert error.count("\n") == 0
