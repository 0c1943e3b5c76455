"""HTML: what a reader of the page sees, and lists in the shapes that journals print."""

from __future__ import annotations

import pytest

from carcite.errors import UnreadableError
from carcite.manuscripts import html

LONG = "June CH, O'Connor RS. CAR T cell immunotherapy. <i>Science</i> 2018;359:1361-5."
BARE = LONG.replace("<i>", "").replace("</i>", "")


def entries(page: str) -> list[tuple[str, int | None, str]]:
    document = html.read(page.encode(), "a.html")
    text = document.source.text
    return [
        (entry.label, entry.number, entry.body.of(text))
        for each in document.lists
        for entry in each.entries
    ]


@pytest.mark.parametrize(
    ("page", "label", "number"),
    [
        (f"<h2>References</h2><ol><li>{LONG}</li></ol>", "", 1),
        (f"<h2>References</h2><ol start='7'><li>{LONG}</li></ol>", "", 7),
        (f"<h2>References</h2><ul><li>{LONG}</li></ul>", "", None),
        (f"<h2>References</h2><ul><li>1. {LONG}</li></ul>", "1.", 1),
        (f"<h2>References</h2><ul><li><span>[1]</span> {LONG}</li></ul>", "[1]", 1),
        (f"<h2>References</h2><p>1. {LONG}</p>", "1.", 1),
        (f"<h2>References</h2><div>1. {LONG}</div>", "1.", 1),
        (f"<h2>References</h2><table><tr><td>1.</td><td>{LONG}</td></tr></table>", "1.", 1),
        (f"<h2>References</h2><dl><dt>1.</dt><dd>{LONG}</dd></dl>", "1.", 1),
        (f"<h2>References</h2><ol><li>{LONG}<br>[<a>PubMed</a>] [<a>CrossRef</a>]</ol>", "", 1),
        (f"<h2>References</h2><ol><li><div>{LONG}</div><p><a>Google Scholar</a></p></ol>", "", 1),
    ],
)  # fmt: skip
def test_lists(page: str, label: str, number: int | None) -> None:
    assert entries(page) == [(label, number, BARE)]


LINKS = "[<a>DOI</a>] [<a>PMC free article</a>] [<a>PubMed</a>] [<a>Google Scholar</a>]"


@pytest.mark.parametrize(
    ("item", "label"),
    [
        (f'<li id="R1"><span class="label">1.</span><cite>{LONG}</cite> {LINKS}</li>', "1."),
        (f"<li><p>{LONG}</p><p><a>Article</a>&nbsp;<a>CAS</a>&nbsp;</p></li>", ""),
        (f'<li><span>1</span>{LONG}<div><span class="hidden doi">10.1/x</span><a>Crossref</a>'
         "<a>Web of Science®</a></div></li>", "1"),
        (f"<li>1. {LONG}<br><a>Go to Citation</a><br><a>Crossref</a> <a>PubMed</a></li>", "1."),
        (f"<li>1 {LONG} <a>PubMed</a></li>", "1"),
        (f"<li><p style='display:none'>no</p>{LONG} [<a>Google Scholar</a>]</li>", ""),
    ],
)  # fmt: skip
def test_items_as_publishers_serve_them(item: str, label: str) -> None:
    [(found, _, body)] = entries(f"<h2>References</h2><ol>{item}</ol>")
    assert (found, body) == (label, BARE)


def test_page_lists_around_the_references_are_not_read() -> None:
    page = (
        "<nav><ul><li>Home</li></ul></nav><ul><li>Menu</li><li>About us</li></ul>"
        f"<ul><li><h2>References</h2><ol><li>{LONG}</li><li>{LONG}</li></ol></li></ul>"
    )
    assert [number for _, number, _ in entries(page)] == [1, 2]


def test_scripts_comments_and_entities() -> None:
    page = (
        "<script>'<p>no</p>'</script><!-- no --><style>no</style><title>no</title>"
        "<p>a&nbsp;b &amp;&#8211;&ndash; caf&eacute; &nosuch; &lt;x&gt; x<sup>1,2</sup></p>"
    )
    document = html.read(page.encode(), "a.html")
    assert document.source.text == "a\u00a0b &–– café &nosuch; <x> x1,2\n"
    assert [span.of(document.source.text) for span in document.superscripts] == ["1,2"]


def test_a_page_may_name_its_encoding() -> None:
    page = '<meta charset="iso-8859-1"><p>Müller</p>'
    document = html.read(page.encode("latin-1"), "a.html")
    assert document.source.text.strip() == "Müller"
    assert document.save
    assert document.save([]) == page.encode("latin-1")
    with pytest.raises(UnreadableError, match=r"^a.html:1: "):
        html.read("<p>Müller</p>".encode("latin-1"), "a.html")


def test_a_list_that_repeats_entries_of_another_is_none() -> None:
    items = [
        f"<li>June CH. A title of the number {n}. Science 2018;35{i}:1361-5.</li>"
        for i, n in enumerate(("one", "two", "three"))
    ]
    tip = f"<aside role='tooltip'><ol>{items[0]}{items[1]}</ol></aside>"
    page = f"<p>Cells.</p>{tip}<h2>References</h2><ol>{''.join(items)}</ol>"
    assert [len(each.entries) for each in html.read(page.encode(), "a.html").lists] == [3]
    other = page.replace(
        items[0] + items[1], items[0] + items[1].replace("353", "354").replace("two", "six"), 1
    )
    assert [len(each.entries) for each in html.read(other.encode(), "a.html").lists] == [2, 3]
