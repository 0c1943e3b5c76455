"""Whatever the bytes and the edits: errors on purpose, the same bytes, or the text asked for."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carcite.errors import CarciteError
from carcite.manuscripts import html
from carcite.manuscripts.jats import document as jats
from carcite.manuscripts.latex import document as latex
from carcite.manuscripts.markdown import document as markdown
from carcite.model.document import Document
from carcite.text.edit import Edit, apply_edits
from carcite.text.span import Span

READERS: dict[str, Callable[[bytes, str], Document]] = {
    "a.html": html.read, "a.tex": latex.read, "a.md": markdown.read, "a.xml": jats.read,
}  # fmt: skip
PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<ol>", "<li>", "</li>", "</ol>", "<i>", "</i>", "<sup>", "</sup>",
        "<!--", "-->", "<a href='x'>", "</a>", "&amp;", "&lt;", "&#8211;", "&", "<", ">",
        "<script>", "<pre>", "<article>", "</article>", "<ref-list>", "</ref-list>", "<ref>",
        "</ref>", "<label>1", "</label>", "<mixed-citation>", "</mixed-citation>",
        "<element-citation>", "<surname>", "</surname>", "</element-citation>",
        "<citation-alternatives>", "<![CDATA[", "]]>", "<br/>", "\\emph{", "}", "{", "\\'e",
        "\\c", "\\", "%", "$", "^{", "_", "~", "--", "``", "\\bibitem{a}",
        "\\begin{thebibliography}{9}", "\\end{thebibliography}", "\\item", "\\url{",
        "\\href{x}", "\\begin{enumerate}", "\\section{References}", "\\textsuperscript{", "\\[",
        "\\\\", "\\cite", "*", "**", "_", "`", "[", "]", "(", ")", "[^1]", "[^1]: ",
        "# References\n", "1. ", "- ", "> ", "|", "---\n", "```", "^1^", "![", "<b>", "\\*",
        ":::", "    ", "\n", "\n\n", "\r\n", " ", "  ", "June CH. Title. Science 2018;359:1-5.",
        "Qin C. Med 2024;5:9.", "a", "é", "1", "\xa0", "\ufeff", "\u2028", "😀",
    ]
)  # fmt: skip
# Control characters make a file binary, and an edit may tip the balance.
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(LETTERS, max_size=80))
EDITS = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 9), st.text("ab1.é –*<&\\{_ ", max_size=5)),
    max_size=4,
)


def place(text: str, drawn: list[tuple[int, int, str]]) -> list[Edit]:
    """Return edits that do not overlap, inside the text."""
    edits: list[Edit] = []
    done = 0
    for at, length, new in sorted(drawn):
        start = min(max(at, done), len(text))
        end = min(start + length, len(text))
        if not edits or start > done:
            edits.append(Edit(Span(start, end), new))
            done = end
    return edits


@pytest.mark.parametrize("name", READERS)
@given(data=st.one_of(st.binary(max_size=60), TEXTS.map(str.encode)))
@settings(max_examples=150)
def test_reading_raises_nothing_but_its_own_errors(name: str, data: bytes) -> None:
    try:
        document = READERS[name](data, name)
    except CarciteError:
        return
    text = document.source.text
    assert len(document.source.offsets) == len(text) + 1
    assert list(document.source.offsets) == sorted(document.source.offsets)
    spans = [entry.body for each in document.lists for entry in each.entries]
    for span in [*spans, *document.prose, *document.superscripts]:
        assert 0 <= span.start < span.end <= len(text)
    document.source.position(len(text))
    assert document.save
    assert document.save([]) == data


@pytest.mark.parametrize("name", READERS)
@given(raw=TEXTS, drawn=EDITS)
@settings(max_examples=150)
def test_edits_give_the_text_asked_for_or_are_refused(
    name: str, raw: str, drawn: list[tuple[int, int, str]]
) -> None:
    if name == "a.xml":
        raw = f"<article><p>{raw}</p></article>"
    try:
        document = READERS[name](raw.encode(), name)
    except CarciteError:
        return
    edits = place(document.source.text, drawn)
    assert document.save
    try:
        saved = document.save(edits)
    except CarciteError:
        return
    wanted = apply_edits(document.source.text, edits)
    if wanted == document.source.text or not saved.strip():
        return
    assert READERS[name](saved, name).source.text == wanted


HOSTILE = {
    "a.html": (
        "<a ", "<p>", "<!--", "<ol><li>", "&#", "<script>", '<a b="', "<i>", "</i>", "<a b='",
    ),
    "a.tex": (
        "{", "\\emph{", "\\cite[", "\\begin{verbatim}", "\\url{", "$", "\\'", "\\[", "^", "%",
        "\\item ", "\\begin{itemize}", "\\href{", "\\bibitem[",
    ),
    "a.md": (
        "* ", "*a", "[", "](", "`a", "<a ", "> ", "[^1]: ", "![", "**", "_a", "^a", "&", "<!--",
        "[a](", "- ",
    ),
    "a.xml": (
        "<article>", "<ref>",
    ),
}  # fmt: skip


@pytest.mark.timed
@pytest.mark.parametrize(("name", "piece"), [(n, each) for n in HOSTILE for each in HOSTILE[n]])
def test_hostile_repetition_takes_time_that_grows_with_the_length(name: str, piece: str) -> None:
    """Twice the length must not take much more than twice the time."""
    from time import process_time

    def seconds(size: int) -> float:
        data = (piece * (size // len(piece))).encode()
        best = 9e9
        for _ in range(2):
            began = process_time()
            with suppress(CarciteError):
                READERS[name](data, name)
            best = min(best, process_time() - began)
        return best

    small, large = seconds(25_000), seconds(100_000)
    assert large < 10 * small + 0.2
