"""`check .` in a repository as they are: 200 files, of which a few hold references."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command import BACKWARDS, CLEAN, carcite

README = """# Project {n}

A tool. Install it with `pip install project{n}`.

1. Clone the repository.
2. Run `make test` and read the log of 2024-03-01.
3. Open http://localhost:8000/docs; see also issue 12.

## References

- [The manual](https://example.org/manual)
- [RFC 2119](https://www.rfc-editor.org/rfc/rfc2119)
"""
CHANGES = """# Changelog

## 1.{n}.0 (2024-05-0{d})

1. Fixed the crash in `parse()` when the input is empty (#12{d}). Thanks to J. Smith.
2. Moved to Python 3.12; dropped 3.8.
3. Pages 12-15 of the manual are rewritten.
"""
MEETING = """Minutes of 3 May 2024

Present: A. Ng, C. H. June, R. S. O'Connor

1. Budget 2025: 1,200 to 1,500 euros; decided.
2. Hiring: two posts, see the notes of 12 April 2024, page 3.
3. Any other business: none.
"""
MACROS = r"""\newcommand{\cell}[1]{\textit{#1}}
\begin{enumerate}
\item First, wash the cells for 5 min at 4 \textdegree C.
\item Then count them (see Table 2).
\end{enumerate}
"""
PAPER = r"""\documentclass{article}
\begin{document}
Cells are known \cite{june2018car}, and so is the rest \cite{ng2019book}.
\bibliography{refs}
\end{document}
"""
BIB = """@article{june2018car,
  title = {{CAR} {T} cell immunotherapy for human cancer},
  author = {June, Carl H. and O'Connor, Roddy S.},
  journal = {Science}, year = {2018}, volume = {359}, number = {6382}, pages = {1361--1365},
  doi = {10.1126/science.aar6711},
}
@book{ng2019book, title = {A book of cells}, author = {Ng, Ada}, publisher = {Springer},
  address = {Berlin}, year = {2019}}
"""
LICENCE = "Permission is hereby granted, free of charge, to any person obtaining a copy.\n" * 9


def repository(folder: Path) -> int:
    """Lay the files out; return how many there are."""
    texts = {f"packages/p{n}/README.md": README.format(n=n) for n in range(25)}
    texts |= {f"packages/p{n}/CHANGELOG.md": CHANGES.format(n=n, d=n % 9) for n in range(25)}
    texts |= {f"packages/p{n}/src/main{n}.py": f"print({n})\n" for n in range(50)}
    texts |= {
        f"packages/p{n}/package-lock.json": '{"name": "p", "version": "1"}' for n in range(15)
    }
    texts |= {f"notes/meeting{n}.txt": MEETING for n in range(15)}
    texts |= {f"tex/macros{n}.tex": MACROS for n in range(10)}
    texts |= {f"config/c{n}.yaml": f"title: c{n}\nid: {n}\nauthor: me\n" for n in range(12)}
    texts |= {f"web/page{n}.html": "<ol><li>Smith J. 2020;1:2</li></ol>" for n in range(5)}
    texts |= {f"build/out{n}.md": BACKWARDS for n in range(10)}
    texts |= {f"node_modules/m{n}/README.md": BACKWARDS for n in range(5)}
    texts |= {
        f"papers/paper{n}.md": f"# Paper {n}\n\nAs shown [1-3].\n\n# {CLEAN}" for n in range(8)
    }
    texts |= {"papers/paper.tex": PAPER, "papers/refs.bib": BIB, ".gitignore": "build/\n"}
    texts |= {"LICENSE.txt": LICENCE, "requirements.txt": "lxml>=5\nPyYAML>=6\n"}
    texts |= {f"empty{n}.md": "" for n in range(5)}
    held: dict[str, bytes] = {name: text.encode() for name, text in texts.items()}
    held |= {f"binary{n}.txt": bytes(range(256)) * 4 for n in range(5)}
    held |= {"papers/~$draft.docx": b"\x05owner", "papers/cyrillic.txt": "Список".encode("cp1251")}
    held |= {
        f"western{n}.txt": f"Viele Grüße aus Köln von der ganzen Abteilung, Nummer {n}\n".encode(
            "cp1252"
        )
        for n in range(3)
    }
    for name, data in held.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    return len(held)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("mixed")
    assert repository(place) == 200
    return place


def test_a_clean_repository_is_silent(folder: Path) -> None:
    done = carcite("check", ".", "--output-format", "concise", "--ignore", "LST007", cwd=folder)
    assert (done.code, done.out) == (0, "")
    assert done.err == "carcite: 12 files skipped that cannot be read; -v names them\n"


def test_one_fault_is_the_one_finding(folder: Path) -> None:
    path = folder / "papers" / "bad.md"
    path.write_text(f"As shown [1-3].\n\n{BACKWARDS}", encoding="utf-8")
    try:
        done = carcite("check", ".", "--output-format", "concise", "--ignore", "LST007", cwd=folder)
    finally:
        path.unlink()
    assert done.code == 1
    (line,) = done.out.splitlines()
    assert line.startswith("papers/bad.md:6:")
    assert "PAG001" in line
