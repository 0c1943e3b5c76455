"""LaTeX: what commands print, the shapes of thebibliography, and safe ways back."""

from __future__ import annotations

import pytest

from carcite.manuscripts.latex import document as latex
from carcite.text.edit import Edit
from carcite.text.span import Span


def clean(raw: str) -> str:
    return latex.reread(raw).text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (r"M{\"u}ller, \'Etienne, {\L}ukasz, \c{c}a", "Müller, Étienne, Łukasz, ça"),
        (r"Gr\o nberg, \v{S}, {\'\i}", "Grønberg, Š, í"),
        (r"\~n \^{\i} \r a \H{o} \k{a} \.z \=a \u{g}", "ñ î å ő ą ż ā ğ"),
        (r"5\% \& \$ \# \_ \{a\}", "5% & $ # _ {a}"),
        ("1361--1365---x ``q'' it's", "1361–1365—x “q” it's"),
        (r"a~b\,c\ d", "a b c d"),
        (r"\emph{a} \textit{b} {\bf c} \textbf{\emph{d}}", "a b c d"),
        ("a % comment\n  b", "a b"),
        (r"$\beta$-cell, CD4$^{+}$, H$_2$O, $x < 5$", "β-cell, CD4+, H2O, x < 5"),
        (r"\url{http://a.b/c%20_d} \doi{10.1/a_b}", "http://a.b/c%20_d 10.1/a_b"),
        (r"\href{http://x}{text} b", "text b"),
        (r"text~\cite[p. 3]{a,b} more \label{x}", "text more "),
        (r"\bibinfo{author}{June CH} \bibnamefont{Qin}", "June CH Qin"),
        (r"\textgreater{} \textless 5", "> <5"),
        (r"\unknown{kept} \foo", "kept "),
        ("one\n\ntwo\\\\three", "one\ntwo\nthree"),
        (r"\begin{verbatim}no\end{verbatim}yes", "yes"),
    ],
)  # fmt: skip
def test_commands_are_read_as_what_they_print(raw: str, text: str) -> None:
    assert clean(raw) == text


LIST = r"\begin{thebibliography}{9}"
HEAD = r"\section*{References}"
ITEM = "June CH. Title. \\emph{Science} 2018;359:1361--1365."


@pytest.mark.parametrize(
    ("raw", "numbers"),
    [
        (rf"{LIST}\bibitem{{a}} {ITEM} \bibitem[x]{{b}} {ITEM}\end{{thebibliography}}", [1, 2]),
        (rf"\bibitem{{a}} {ITEM}", [1]),
        (rf"{HEAD}\begin{{enumerate}}\item {ITEM}\item {ITEM}\end{{enumerate}}", [1, 2]),
        (f"\\section{{References}}\n\n[1] {ITEM}\n\n[2] {ITEM}\n", [1, 2]),
        (rf"{LIST}\bibitem[June {{\em et~al.}}(2018)June]{{a}}{ITEM}", [1]),
        (rf"\begin{{itemize}}\item Wash.\item Dry.\end{{itemize}}\bibitem{{a}} {ITEM}", [1]),
    ],
)  # fmt: skip
def test_lists(raw: str, numbers: list[int]) -> None:
    document = latex.read(raw.encode(), "a.tex")
    found = [entry for each in document.lists for entry in each.entries]
    assert [entry.number for entry in found] == numbers
    for entry in found:
        assert entry.body.of(document.source.text) == "June CH. Title. Science 2018;359:1361–1365."


@pytest.mark.parametrize(
    ("raw", "old", "new", "expected"),
    [
        (r"M{\"u}ller A", "Müller A", "Möller A", r"M{ö}ller A"),
        (r"a \& b", "& b", "& c", r"a \& c"),
        ("a--b", "–", "-", "a-b"),
        ("a-b", "a-b", "a–b", "a--b"),
        (r"\url{http://x_y}", "x_y", "x_z%", r"\url{http://x_z%}"),
        ("a b", "b", "5% {x} _", r"a 5\% \{x\} \_"),
        ("a b", "b", "~^\\", r"a \textasciitilde{}\textasciicircum{}\textbackslash{}"),
        (r"\emph{Science} 2018", "Science", "Science.", r"\emph{Science}. 2018"),
    ],
)  # fmt: skip
def test_edits_are_written_as_latex(raw: str, old: str, new: str, expected: str) -> None:
    document = latex.read(raw.encode(), "a.tex")
    at = document.source.text.index(old)
    assert document.save
    assert document.save([Edit(Span(at, at + len(old)), new)]).decode() == expected


def test_a_list_of_biber_is_left_to_its_bib_file() -> None:
    raw = rb"\entry{june}{article}{}{\field{title}{CAR T cells}\field{year}{2018}}\endentry"
    [note] = latex.read(raw, "a.bbl").notes
    assert "check the .bib file" in note


def test_superscripts_of_the_prose() -> None:
    document = latex.read(rb"Seen\textsuperscript{1,2} before.$^{3}$ $10^5$ cells", "a.tex")
    raised = [span.of(document.source.text) for span in document.superscripts]
    assert raised == ["1,2", "3", "5"]
