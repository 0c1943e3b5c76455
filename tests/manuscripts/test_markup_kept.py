"""Every element keeps its words after every safe fix, on real files where they are at hand.

A parser of its own reads the elements, not the reader that placed the edits.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree, html
from shared import shared
from wordoracle import lost_words

from carcite.api import choose
from carcite.checking.fix import mend_document
from carcite.loading import load_document
from carcite.manuscripts.clean import EditError
from carcite.model.document import Document
from carcite.text.edit import Edit
from carcite.text.span import Span

STYLES = ("auto", "nlm", "ama", "thieme")
XML = """<article><back><ref-list><title>References</title>{}</ref-list></back></article>"""
REF = (
    '<ref id="B{n}"><label>{n}</label><mixed-citation><person-group><name><surname>Smith</surname>'
    " <given-names>J.A.</given-names></name></person-group>. <article-title>A study of soap {n}"
    "</article-title>. <source>Lancet</source> <volume>{n}4</volume>: <fpage>101</fpage>-<lpage>"
    "109</lpage>, <year>1934</year>.</mixed-citation></ref>"
)
TEX = r"""\begin{thebibliography}{9}
\bibitem{a} Hoon MJ, Imot S. Open source. \textit{Bioinformatics} {\bf 20} (9): 14--19 (2004).
\bibitem{b} Cavan DR. Comparison of sites. \textit{Blood} {\bf 15} (4): 1353--1361 (1987).
\end{thebibliography}
"""


def mended(data: bytes, name: str, style: str) -> tuple[str, str]:
    def again(data: bytes) -> Document:
        return load_document(data, name)

    done = mend_document(again(data), choose(style), again)
    before, after = done.before.document.source, done.after.document.source
    return before.raw or before.text, after.raw or after.text


def leaves(root: etree._Element) -> list[tuple[str, str]]:
    """Return each element's own text, in order."""
    return [
        (str(each.tag), " ".join(filter(None, [each.text, *(child.tail for child in each)])))
        for each in root.iter()
        if isinstance(each.tag, str)
    ]


def assert_kept(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> None:
    assert [tag for tag, _ in before] == [tag for tag, _ in after]
    for (tag, old), (_, new) in zip(before, after, strict=True):
        assert bool(old.strip()) <= bool(new.strip()), f"<{tag}> {old!r} was emptied"
        gone = Counter(re.findall(r"\d{3,}|[^\W\d_]{4,}", old.casefold()))
        come = Counter(re.findall(r"\d{3,}|[^\W\d_]{4,}", new.casefold()))
        if gone != come and tag in ("year", "volume", "fpage", "surname", "italic", "b", "i", "em"):
            assert not lost_words(old, new) or tag in ("italic", "i", "em"), (tag, old, new)


@pytest.mark.parametrize("style", STYLES)
def test_elements_of_a_citation_keep_their_words(style: str) -> None:
    data = XML.format("".join(REF.format(n=n) for n in range(1, 5))).encode()
    before, after = mended(data, "a.xml", style)
    assert_kept(*(leaves(etree.fromstring(each.encode())) for each in (before, after)))


@pytest.mark.parametrize("style", STYLES)
def test_bold_stays_on_what_was_bold(style: str) -> None:
    before, after = mended(TEX.encode(), "a.tex", style)
    bold = re.compile(r"\{\\bf ([^{}]*)\}")
    assert bold.findall(after) == bold.findall(before)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "name",
    [
        "j01_0034-8910-rsp-48-2-0206.xml",
        "j07_0034-7094-rba-69-03-0227.xml",
        "jk5_main.nxml",
        "jp1_journal.pone.0066742.xml",
        "h08_PMC5339983.html",
    ],
)
def test_elements_of_real_files_keep_their_words(name: str, style: str) -> None:
    path: Path = shared("wild", "files", name)
    before, after = mended(path.read_bytes(), name, style)
    parse = html.fromstring if name.endswith(".html") else etree.fromstring
    assert_kept(*(leaves(parse(each.encode())) for each in (before, after)))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["l06_biopython.tex", "m09_r-libraries-sample-size.md"])
def test_commands_and_links_of_real_files_stay(name: str, style: str) -> None:
    path: Path = shared("wild", "files", name)
    before, after = mended(path.read_bytes(), name, style)
    for mark in (r"\{", r"\}", r"\[", r"\]", r"\*", "``", "''", r"\\[a-z]+", r"\]\([^)]*\)"):
        assert len(re.findall(mark, before)) == len(re.findall(mark, after)), mark


def test_an_address_in_latex_stays_one() -> None:
    document = load_document(rb"x \url{https://doi.org/10.1000/x1}.", "a.tex")
    at = document.source.text.index("https")
    assert document.save
    with pytest.raises(EditError):
        document.save([Edit(Span(at, at + 16), "doi:")])
