"""Manuscripts that cite by key, checked with the BibTeX files that they name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from command import CLEAN, carcite

from carcite.manuscripts.cite_keys import find_keys

BIB = """\
@article{june2018, title = {CAR T cells}, author = {June, Carl H.}, year = {2018}}
@book{ng2019, title = {A book}, author = {Ng, Ada}, year = {2019}}
"""
TEX = r"""\documentclass{article}
\begin{document}
We know this \cite{june2018,lost}.
\bibliography{refs}
\end{document}
"""


def laid(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return folder


def test_a_manuscript_and_its_file_are_checked_together(tmp_path: Path) -> None:
    laid(tmp_path, paper_tex=TEX, refs_bib=BIB)
    done = carcite("check", ".", "--output-format", "concise", cwd=tmp_path)
    assert done.code == 1
    assert 'paper.tex:3:29: KEY001 error: Add an entry with the key "lost"' in done.out
    assert 'refs.bib:2:1: KEY002 info: Cite "ng2019" in the text' in done.out
    alone = carcite("check", "refs.bib", "--output-format", "concise", cwd=tmp_path)
    assert "KEY002" not in alone.out, "nobody knows who cites it"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    laid(tmp_path, paper_tex=TEX)
    done = carcite("check", "--skip-without-list", "paper.tex", cwd=tmp_path)
    assert done.code == 0
    assert "keys are not checked" in done.err
    assert "refs.bib: no such file" in done.err


def test_a_list_in_the_manuscript_comes_first(tmp_path: Path) -> None:
    head = "---\nbibliography: refs.bib\n---\n\nWe know this [@lost].\n\n"
    laid(tmp_path, paper_md=f"{head}# References\n\n{CLEAN.split('References')[1]}", refs_bib=BIB)
    assert "KEY001" not in carcite("check", "paper.md", cwd=tmp_path).out


@pytest.mark.timed
@pytest.mark.parametrize(
    ("format", "bit"),
    [
        *(("latex", each) for each in (r"\begin{verbatim}", r"\verb|", r"\cite{", r"\cite[", "%")),
        *(("markdown", each) for each in ("```\n", "`a", "<!--", "[", "@", "[@a;", "@{")),
    ],
)
def test_time_grows_with_the_text(format: str, bit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        find_keys(bit * times, format)
        return time.process_time() - start

    seconds(100)
    assert seconds(20_000) < 2
