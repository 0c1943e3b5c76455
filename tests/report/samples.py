"""A checked list built by hand, for the tests of the reports."""

from __future__ import annotations

import re

from carcite.model.diagnostics import Diagnostic, Related, Severity
from carcite.model.layout import Layout, Mark, Role
from carcite.model.parse import Entry, Parse, ReferenceList
from carcite.model.reference import Reference
from carcite.report.model import Checked, RuleHelp
from carcite.text.edit import Edit, Fix, Safety
from carcite.text.source import Source
from carcite.text.span import Span

HEADING = "Immune resets were reported first in lupus [1,2] and later in MS [3, 5].\n\nReferences\n"
ENTRIES = (
    "Mougiakakos D, Meyer E, Schett G. CAR T-cells in autoimmunity: game changer or stepping"
    " stone?. Blood 2025; 145: 1841-1849",
    "Müller F, Taubmann J, Bucci L. et al. CD19 CAR T-Cell Therapy in Autoimmune Disease – A Case"
    " Series with Follow-up. N Engl J Med 2024; 390: 687-700",
    "Fischbach F, Richter J, Pfeffer LK. et al. CD19-targeted chimeric antigen receptor T cell"
    " therapy in two patients with multiple sclerosis. Med 2024; 5: 550.e2-558.e2",
    "Qin C, Tian DS, Zhou LQ. et al. Anti-BCMA CAR T-cell therapy CT103A in relapsed or refractory"
    " AQP4-IgG seropositive disorders. Signal Transduct Target Ther 2023; 8: 5",
)
TEXT = HEADING + "".join(f"{number}. {text}\n" for number, text in enumerate(ENTRIES, 1))

_ENTRY = re.compile(
    r"(?P<names>[^.]+)\.(?P<etal> et al\.)? (?P<title>.+?[.?])\.? (?P<container>[A-Z][A-Za-z ]+)"
    r" (?P<year>\d{4}); (?P<volume>\d+): (?P<page>[\d.e-]+)"
)
_NAME = re.compile(r"(?:(?P<particle>von) )?(?P<family>[^\W\d]+(?:-\w+)?) (?P<initials>[A-Z]+)")


def span(words: str, text: str = TEXT) -> Span:
    """Return where `words` stand first in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def parse(text: str, start: int, number: int) -> Parse:
    """Cut an entry in the plain form of `ENTRIES` into its pieces."""
    found = _ENTRY.fullmatch(text)
    assert found is not None
    marks: list[Mark] = []
    for name in _NAME.finditer(found["names"]):
        marks.append((Role.FAMILY, *name.span("family")))
        marks.append((Role.INITIALS, *name.span("initials")))
    if found["etal"]:
        marks.append((Role.ET_AL, found.start("etal") + 1, found.end("etal")))
    title_end = found.end("title") - (not found["title"].endswith("?"))
    marks.append((Role.TITLE, found.start("title"), title_end))
    for role, group in (
        (Role.CONTAINER_TITLE, "container"),
        (Role.YEAR, "year"),
        (Role.VOLUME, "volume"),
        (Role.PAGE, "page"),
    ):
        marks.append((role, *found.span(group)))
    label = f"{number}."
    body = Span(start + len(label) + 1, start + len(label) + 1 + len(text))
    entry = Entry(Span(start, body.end), body, label, number)
    return Parse(Reference(), Layout(text, tuple(marks)), entry=entry)


def parses(text: str = TEXT, entries: tuple[str, ...] = ENTRIES) -> tuple[Parse, ...]:
    """Cut all entries of a numbered list."""
    return tuple(
        parse(entry, text.index(f"{number}. {entry}"), number)
        for number, entry in enumerate(entries, 1)
    )


def findings() -> tuple[Diagnostic, ...]:
    """Return findings of every kind: each severity, each safety, one entry, two, the list."""
    stop = span("?.")
    pages = span("550.e2-558.e2")
    title = span("CD19 CAR T-Cell Therapy in Autoimmune Disease")
    return (
        Diagnostic(
            "TTL001",
            "double-terminal-punctuation",
            'title ends in "?."; the question mark ends it',
            stop,
            Severity.WARNING,
            Fix("Remove the period", (Edit(Span(stop.end - 1, stop.end), ""),), Safety.SAFE),
            entry=1,
        ),
        Diagnostic(
            "PAG004",
            "suspicious-e-suffix",
            'page range "550.e2-558.e2" repeats its electronic suffix; "550-558.e2" is wanted',
            pages,
            Severity.ERROR,
            Fix(
                'Shorten to "550-558.e2"',
                (Edit(Span(pages.start + 3, pages.start + 6), ""),),
                Safety.SHOWN,
            ),
            entry=3,
        ),
        Diagnostic(
            "TTL002",
            "title-case-inconsistent",
            "1 of 4 titles is in title case; the others are in sentence case",
            title,
            Severity.WARNING,
            Fix(
                "Write it in sentence case",
                (
                    Edit(span("Cell Therapy in Auto"), "cell therapy in auto"),
                    Edit(span("Disease – A Case Series with F"), "disease – a case series with f"),
                ),
                Safety.UNSAFE,
            ),
            related=(Related(span("Anti-BCMA"), "sentence case here"),),
            entry=2,
        ),
        Diagnostic(
            "LST008",
            "inconsistent-issue",
            "no entry gives an issue number",
            Span(span("1. Mou").start, len(TEXT) - 1),
            Severity.INFO,
        ),
    )


RULES = (
    RuleHelp(
        "TTL001",
        "double-terminal-punctuation",
        "A title's own question or exclamation mark ends it.",
        Severity.WARNING,
        "Citing Medicine, ch. 1",
        "stepping stone?. Blood",
        "stepping stone? Blood",
    ),
    RuleHelp(
        "PAG004",
        "suspicious-e-suffix",
        "An electronic suffix stands once in a page range.",
        Severity.WARNING,
        "",
        "550.e2-558.e2",
        "550-558.e2",
    ),
)


def sample(name: str = "refs.txt") -> Checked:
    """Return the list checked, with everything that a report can show."""
    read = parses()
    entries = tuple(each.entry for each in read if each.entry)
    mended = TEXT[entries[0].span.start :].replace("?.", "?")
    return Checked(
        Source(name, TEXT),
        (ReferenceList(Span(entries[0].span.start, len(TEXT) - 1), entries, span("References")),),
        read,
        findings(),
        "Thieme",
        "4 of 4 entries",
        mended,
        {
            "American Psychological Association": [
                "Mougiakakos, D. (2025). CAR T-cells. <i>Blood</i>, <i>145</i>, 1841–1849.",
                "Müller, F. (2024). CD19 CAR. <i>N Engl J Med</i>, <i>390</i>, 687–700.",
            ]
        },
        ((span("[1,2]"), (1, 2)), (span("[3, 5]"), (3, 5))),
    )


def checked(text: str, *diagnostics: Diagnostic, name: str = "r.txt") -> Checked:
    """Return a text with findings and nothing else."""
    return Checked(Source(name, text), diagnostics=diagnostics)


def finding(start: int, end: int, code: str = "PUN002", **more: object) -> Diagnostic:
    """Return a warning at a place."""
    defaults = {"name": "stray-punctuation", "message": "two commas; one is wanted"}
    values = {**defaults, **more, "span": Span(start, end), "code": code}
    return Diagnostic(**{"severity": Severity.WARNING, **values})  # type: ignore[arg-type]
