"""The page: what it holds, and that a manuscript can put nothing of its own into it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carcite.model.diagnostics import Diagnostic, Related, Severity
from carcite.model.layout import Layout, Role
from carcite.model.parse import Entry, Parse
from carcite.model.reference import Reference
from carcite.report import html
from carcite.report.html.markup import cleaned, coded
from carcite.report.html.page import json_block, mended_name, resource
from carcite.report.html.roles import GROUPS
from carcite.report.model import Checked, RuleHelp
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.source import Source
from carcite.text.span import Span

from .samples import ENTRIES, RULES, checked, finding, sample, span

VOID = {"meta", "link", "input", "br"}
PAYLOADS = (
    "</script><script>window.hacked=1</script>",
    '"><img src=x onerror=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "</style><style>*{display:none}</style>",
    "<!--<script>window.hacked=1",
    "</textarea></title><svg onload=window.hacked=1>",
    "&lt;script&gt;window.hacked=1&lt;/script&gt;",
    "javascript:window.hacked=1",
    "\u202e\x00\x1b[31m\udcff\u2028",
)


class Page(HTMLParser):
    """A page taken apart: its tags in order, its text, and whether every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._stack: list[str] = []
        self.feed(page)
        self.close()
        assert self._stack == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._stack or self._stack[-1] not in {"script", "style"}:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def with_class(self, name: str) -> list[dict[str, str | None]]:
        return [attrs for _, attrs in self.tags if name in str(attrs.get("class", "")).split()]


def page_of(*files: Checked) -> Page:
    return Page(html.write(files, RULES))


def hostile(payload: str) -> tuple[Checked, RuleHelp]:
    """Return a checked file whose every text is `payload`."""
    text = f"{payload}\n{payload}\n"
    first, second = Span(0, len(payload)), Span(len(payload) + 1, 2 * len(payload) + 1)
    fix = Fix(payload, (Edit(Span(1, 2), f"—{payload}—"),), Safety.UNSAFE)
    found = Diagnostic(
        "PUN002", payload, payload, Span(1, 3), Severity.ERROR, fix, (Related(first, payload),), 1
    )
    marks = ((Role.TITLE, 2, 4), (Role.URL, 4, len(payload)))
    parses = tuple(
        Parse(Reference(), Layout(payload, marks), entry=Entry(at, at, payload, number))
        for number, at in enumerate((first, second), 1)
    )
    file = Checked(
        Source(payload, text),
        (),
        parses,
        (found, replace(found, entry=None)),
        payload,
        payload,
        payload,
        {payload: [payload]},
        ((first, (1, 9)),),
    )
    return file, RuleHelp("PUN002", payload, payload, Severity.ERROR, payload, payload, payload)


def shape(page: Page) -> list[tuple[str, list[str]]]:
    return [(tag, sorted(attrs)) for tag, attrs in page.tags]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_of_a_manuscript_becomes_markup(payload: str) -> None:
    file, rule = hostile(payload)
    # A slash in a path parts the folder from the name, so that it stays one.
    harmless, harmless_rule = hostile(re.sub("[^/]", "x", payload))
    # A rendering may bear type, so that it is judged apart.
    file = replace(file, renderings={payload: ["x"]})
    harmless = replace(harmless, renderings={"x": ["x"]})
    page = html.write([file], [rule])
    page.encode()
    assert shape(Page(page)) == shape(Page(html.write([harmless], [harmless_rule])))
    for _, attrs in Page(page).tags:
        assert not any(name.startswith("on") or name in {"src", "style"} for name in attrs)
        assert str(attrs.get("href", "#")).startswith(("#", "data:,"))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Müller, F. R&D at p < 0.05", "Müller, F. R&amp;D at p &lt; 0.05"),
        ("<i>Blood</i>, <b>145</b>", "<i>Blood</i>, <b>145</b>"),
        ('<i onclick="x()" style="a">B</i>', "<i>B</i>"),
        ('<span style="font-variant:small-caps;">Ng</span>', '<span class="sc">Ng</span>'),
        ('<a href="javascript:x()">B</a>', "B"),
        ("<script>x()</script>", "x()"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("<i>open <b>both", "<i>open <b>both</b></i>"),
        ("</i></div>stray", "stray"),
        ("<i><b>crossed</i></b>", "<i><b>crossed</b></i>"),
        ('<div class="csl-left-margin">1.</div><div>Ng</div>', "1. Ng"),
        ("<svg/onload=x()><img src=x onerror=x()>B", "B"),
        ("cut <i", "cut &lt;i"),
    ],
)
def test_renderings_keep_type_and_nothing_else(given: str, kept: str) -> None:
    assert cleaned(given) == kept


@pytest.mark.parametrize("payload", PAYLOADS)
def test_renderings_stay_balanced(payload: str) -> None:
    allowed = {"i", "b", "em", "strong", "sup", "sub", "span"}
    assert {tag for tag, _ in Page(cleaned(payload)).tags} <= allowed


def test_code_in_messages() -> None:
    assert coded("`carcite fix` <b>") == "<code>carcite fix</code> &lt;b&gt;"


def test_policy_allows_the_page_s_own_script_and_style_alone() -> None:
    page = html.write([sample()], RULES)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for element, name in (("script", "page.js"), ("style", "page.css")):
        (inline,) = re.findall(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)
        assert inline == resource(name)
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy


def test_page_asks_no_server() -> None:
    page = html.write([sample()], RULES)
    assert "http:" not in page
    assert "https:" not in page
    assert "@import" not in page
    assert "url(" not in page


def test_data_block_is_json_in_which_no_tag_begins() -> None:
    data = {"a": "</script><!-- & \u2028"}
    block = json_block(data)
    assert not set(block) & set("<>&\u2028")
    assert json.loads(block) == data
    page = html.write([sample()], RULES)
    (block,) = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    (file,) = json.loads(block)["files"]
    assert file["name"] == "refs-mended.txt"
    assert [text for _, text in file["lists"]] == [
        each.span.of(sample().source.text) for each in sample().lists
    ]
    assert {each["code"] for each in file["findings"].values()} == {
        each.code for each in sample().diagnostics
    }


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/b/my refs.md", "my-refs-mended.txt"),
        ("C:\\x\\Müller.docx", "Müller-mended.txt"),
        ("-", "references-mended.txt"),
        ("../..", "references-mended.txt"),
        ('x"><b>.txt', "x---b-mended.txt"),
    ],
)
def test_name_of_the_download(path: str, name: str) -> None:
    assert mended_name(path) == name


def test_entries_stand_as_they_are_to_the_character() -> None:
    page = html.write([sample()], RULES)
    shown = re.findall(r'<p class="reference"[^>]*>(.*?)</p>', page, re.DOTALL)
    for entry, marked in zip(ENTRIES, shown, strict=True):
        without_letters = re.sub(r'<a class="ref.*?</a>', "", marked)
        assert Page(without_letters).text == entry


@given(st.text("aé <>&\n.,", min_size=1, max_size=60), st.data())
def test_any_cut_of_an_entry_joins_to_the_entry(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    edges = sorted(data.draw(st.sets(place, max_size=8)))
    marks = tuple((Role.TITLE, *pair) for pair in zip(edges[::2], edges[1::2], strict=False))
    found = []
    for start, end in data.draw(st.lists(st.tuples(place, place), max_size=4)):
        found.append(finding(min(start, end), max(start, end), entry=1))
    at = Span(0, len(text))
    parse = Parse(Reference(), Layout(text, marks), entry=Entry(at, at))
    page = html.write([Checked(Source("r", text), (), (parse,), tuple(found))])
    (shown,) = re.findall(r'<p class="reference"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert Page(re.sub(r'<a class="ref.*?</a>', "", shown)).text == text
    (label,) = re.findall(r'<p class="label">(.*?)</p>', page)
    letters = len(re.findall('class="ref', shown + label))
    assert letters == len(found)


def test_parts_bear_the_colour_of_their_role() -> None:
    page = html.write([sample()], RULES)
    assert '<span class="na">Müller</span> <span class="na">F</span>, ' in page
    assert '<span class="co">Med</span> <span class="da">2024</span>; <span class="vo">5<' in page


def test_every_role_has_one_colour_or_none() -> None:
    counts = Counter(role for group in GROUPS for role in group.roles)
    assert set(counts.values()) == {1}
    assert set(Role) - set(counts) == {Role.AFFIX, Role.LABEL}
    style = resource("page.css")
    for group in GROUPS:
        assert f".{group.key} {{ color: var(--{group.key})" in style


def test_findings_stand_beside_their_entry_and_point_to_their_place() -> None:
    page = html.write([sample()], RULES)
    entries = page.split('<li class="entry')
    assert 'id="f1-n1"' in entries[0]
    assert "The list as a whole" in entries[0]
    assert 'id="f1-n2" data-code="TTL001" data-severity="warning"' in entries[1]
    assert '<span class="m warning" data-f="f1-n2">?</span></span>' in entries[1]
    assert '<span class="m warning" data-f="f1-n2">.</span>' in entries[1]
    assert 'href="#f1-n2" data-f="f1-n2" aria-label="Finding a: TTL001">a</a>' in entries[1]
    assert "finding" not in entries[4].split("</li>")[0]


def test_before_and_after() -> None:
    page = html.write([sample()], RULES)
    assert "stepping stone?<del>.</del> Blood" in page
    assert "…or stepping stone? Blood 2025; 145:…" in page
    assert "5: 550<del>.e2</del>-558.e2" in page
    assert "<ins>cell therapy in auto</ins>immune <ins>disease" in page


def test_overlapping_findings_share_their_place() -> None:
    file = sample()
    title = span("CAR T-cells in autoimmunity")
    more = (
        finding(title.start, title.end, "TTL005", entry=1),
        finding(title.start + 4, title.start + 11, "TTL010", entry=1, severity=Severity.ERROR),
    )
    page = html.write([replace(file, diagnostics=(*file.diagnostics, *more))], RULES)
    assert '<span class="m error" data-f="f1-n2 f1-n3">T-cells</span>' in page
    assert ">CAR </span>" in page


def test_thousands_of_findings_in_one_entry() -> None:
    names = ", ".join(f"Smith{at} J" for at in range(3000))
    layout = Layout(names, tuple((Role.FAMILY, at, at + 5) for at in range(0, len(names) - 5, 12)))
    span_of = Span(0, len(names))
    found = tuple(finding(at, at + 3, "AUT001", entry=1) for at in range(0, len(names) - 3, 9))
    file = Checked(
        Source("r.txt", names + "."),
        (),
        (Parse(Reference(), layout, entry=Entry(span_of, span_of)),),
        found,
    )
    page = page_of(file)
    assert len(page.with_class("ref")) == len(found)
    assert len(page.with_class("m")) <= 2 * len(found)


def test_place_in_another_entry_names_the_entry_of_the_finding() -> None:
    page = html.write([sample()], RULES)
    entries = page.split('<li class="entry')
    assert 'aria-label="Finding 2a: TTL002">2a</a>' in entries[4]
    assert '<a href="#f1-e4">line 7, column 36</a>: sentence case here' in entries[2]


def test_same_place_twice() -> None:
    file = sample()
    title = span("CAR T-cells in autoimmunity")
    twice = finding(title.start, title.end, entry=1, related=(Related(title, "here"),))
    page = html.write([replace(file, diagnostics=(twice, twice))], RULES)
    assert page.count('class="ref warning"') == 4


def test_finding_of_a_whole_entry_marks_its_label() -> None:
    file = sample()
    entry = file.parses[1].entry
    assert entry is not None
    whole = finding(entry.span.start, entry.span.end, "LST002", entry=2)
    page = html.write([replace(file, diagnostics=(whole,))], RULES)
    assert re.search(r'<p class="label">2\.<a class="ref warning" href="#f1-n1"', page)
    assert not page_of(replace(file, diagnostics=(whole,))).with_class("m")


def test_insertion_has_a_letter_and_no_underline() -> None:
    file = sample()
    at = span("1841-1849").end
    page = page_of(replace(file, diagnostics=(finding(at, at, "PUN001", entry=1),)))
    assert len(page.with_class("ref")) == 1
    assert not page.with_class("m")


def test_citation_map() -> None:
    page = html.write([sample()], RULES)
    parts = Page(page)
    assert len(parts.with_class("first")) == 3
    assert "2 citations in the text name 3 of 4 references." in parts.text
    assert "Listed but not cited: 4." in parts.text
    assert "Cited but not listed: 5." in parts.text
    assert parts.text.count("Cited once, line 1") == 3
    assert parts.text.count("Not cited in the text") == 1


def test_text_without_citations_has_no_map() -> None:
    parts = page_of(replace(sample(), citations=()))
    assert not parts.with_class("citations")
    assert "ited once" not in parts.text


def test_styles_to_switch_among() -> None:
    parts = page_of(sample())
    options = [attrs["value"] for tag, attrs in parts.tags if tag == "option"]
    assert options == ["0", "m", "1"]
    assert any(attrs.get("id") == "f1-view-1" for attrs in parts.with_class("rendering"))
    assert not any(tag == "select" for tag, _ in page_of(replace(sample(), renderings={})).tags)


def test_rules_that_speak_are_explained() -> None:
    parts = page_of(sample())
    ids = {str(attrs.get("id")) for _, attrs in parts.tags}
    assert {"rule-TTL001", "rule-PAG004", "rule-TTL002", "rule-LST008"} <= ids
    assert "Citing Medicine, ch. 1" in parts.text


def test_every_link_leads_somewhere_and_ids_are_unique() -> None:
    parts = page_of(sample(), sample("b.md"), checked("a,,b", finding(1, 3), name="c.txt"))
    ids = Counter(attrs["id"] for _, attrs in parts.tags if "id" in attrs)
    assert max(ids.values()) == 1
    links = {str(attrs["href"]) for _, attrs in parts.tags if "href" in attrs} - {"data:,"}
    assert {link.removeprefix("#") for link in links} <= set(ids)


def test_landmarks_and_language() -> None:
    parts = page_of(sample(), sample("b.md"))
    tags = [tag for tag, _ in parts.tags]
    assert parts.tags[0] == ("html", {"lang": "en"})
    for tag in ("header", "nav", "main", "footer", "h1"):
        assert tags.count(tag) == 1
    assert all(attrs.get("lang") == "" for attrs in parts.with_class("reference"))


def test_records_keep_their_lines() -> None:
    record = "@article{a,\n  title = {B},\n}"
    at = Span(0, len(record))
    layout = Layout(record, ((Role.TITLE, 23, 24),))
    parses = (Parse(Reference(), layout, entry=Entry(at, at, "a")),)
    file = Checked(Source("a.bib", record), parses=parses, diagnostics=(finding(23, 24, entry=1),))
    page = html.write([file], RULES)
    assert page_of(file).with_class("records")
    assert 'title = {<span class="ti"><span class="m warning"' in page
    assert not page_of(sample()).with_class("records")


def test_many_files_are_listed() -> None:
    text = page_of(sample(), sample("b.md")).text
    assert "2 reference lists" in text
    assert "b.md 4 findings" in text


def test_heading_is_the_name_and_the_folder_stands_below() -> None:
    page = html.write([sample("texts/2026/refs.txt")], RULES)
    assert '<h1 dir="auto">refs.txt</h1><p class="folder" dir="auto">texts/2026</p>' in page
    assert "folder" not in html.write([sample()], RULES).split("<body>")[1]


def test_nothing_found_and_nothing_checked() -> None:
    clean = page_of(replace(sample(), diagnostics=()))
    assert "nothing to fix" in clean.text
    assert not clean.with_class("filters")
    assert page_of().tags


_VARIABLE = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6})")
_PARTS = tuple(group.key for group in GROUPS)
_ON_PAPER = ("ink", "soft", "link", "error", "warning", "info", *_PARTS)
_PAIRS = (
    *((text, "paper") for text in _ON_PAPER),
    *((text, "raised") for text in _ON_PAPER),
    *((text, "lit") for text in (*_PARTS, "ink", "soft")),
    *((text, ground) for text in ("ink",) for ground in ("old-ground", "new-ground")),
    ("old", "old-mark"),
    ("new", "new-mark"),
    ("old", "paper"),
    ("new", "paper"),
    ("old", "raised"),
    ("new", "raised"),
)


def luminance(colour: str) -> float:
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    levels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4 for level in levels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """WCAG 2.2: the ratio of two colours' relative luminances."""
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_contrast_is_aa(scheme: int) -> None:
    blocks = re.findall(r":root \{(.*?)\n *\}", resource("page.css"), re.DOTALL)
    colours = dict(_VARIABLE.findall(blocks[0])) | dict(_VARIABLE.findall(blocks[scheme]))
    faint = {
        pair: round(ratio, 2)
        for pair in _PAIRS
        if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 4.5
    }
    assert not faint
