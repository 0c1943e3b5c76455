"""Where a finding stands: lines for texts, the reference's number for files that have none."""

from __future__ import annotations

from pathlib import Path

import docx
from command import carcite

ENTRIES = (
    "June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-5.",
    "Page M. A stepping stone?. Blood. 2025;145:1841-9.",
    "Qin C, Tian DS. Anti-BCMA therapy. Lancet. 2023;8:523-15.",
)


def word(folder: Path) -> Path:
    """Write a manuscript whose references Word numbers by itself."""
    document = docx.Document()
    document.add_paragraph("Pain fell by half [1, 9]. So it did.")
    document.add_heading("References", 1)
    for entry in ENTRIES:
        document.add_paragraph(entry, style="List Number")
    path = folder / "paper.docx"
    document.save(str(path))
    return path


def test_a_finding_in_word_is_in_a_reference_and_not_in_a_line(tmp_path: Path) -> None:
    path = word(tmp_path)
    for options in ((), ("--output-format", "concise")):
        out = carcite("check", str(path), *options).out
        assert f"{path}: Reference 2 (Page 2025): TTL001 warning: " in out
        assert f"{path}: Reference 3 (Qin 2023): PAG001 error: " in out


def test_a_finding_about_a_citation_is_in_its_sentence(tmp_path: Path) -> None:
    path = word(tmp_path)
    out = carcite("check", str(path), "--select", "CIT").out
    assert f'{path}: "Pain fell by half [1, 9]." : CIT'.replace(" :", ":") in out


def test_a_finding_in_a_text_keeps_its_line(tmp_path: Path) -> None:
    path = tmp_path / "refs.txt"
    path.write_text("\n".join(f"{n}. {entry}" for n, entry in enumerate(ENTRIES, 1)))
    assert f"{path}:2:29: TTL001 warning: " in carcite("check", str(path)).out
