"""The public functions, wired from the rooms behind them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from carcite.checking.check import Choice, Report, check_document
from carcite.checking.fix import mend_document
from carcite.config import Config
from carcite.errors import UsageError
from carcite.loading import load_document, read_bytes, without_orders
from carcite.model.diagnostics import Diagnostic
from carcite.model.document import Document
from carcite.model.parse import Parse, ReferenceList
from carcite.model.reference import Reference
from carcite.reading.document import read_document
from carcite.rules.catalogue import all_rules
from carcite.rules.rule import Rule
from carcite.styles.catalogue import find_style
from carcite.styles.style import Style
from carcite.text.span import Span

FORMATS = ("csl-json", "csl-jsonl", "bibtex", "ris", "medline")
"""What `dump` and `carcite parse --to` write."""


def parse(text: str) -> tuple[Reference, ...]:
    """Read the reference list in a text: one Reference an entry, in order; never raises.

    The text may be a bare list, one reference, or a page or manuscript that holds a list.

    >>> reference, = parse("June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-5.")
    >>> reference.title, reference.volume, reference.pages
    ('CAR T cells', '359', (PageRange(first='1361', last='1365'),))
    """
    document = as_document(text)
    return tuple(each.reference for group in read_document(document) for each in group)


def as_document(text: str, name: str = "-") -> Document:
    """Return a text as a Document; where no list is found in it, its paragraphs are the list."""
    from carcite.lists.find import find_lists, split_entries
    from carcite.manuscripts.plain import find_prose
    from carcite.text.edit import apply_edits
    from carcite.text.source import Source

    lists = find_lists(text)
    if not lists:
        entries = split_entries(text, 0, len(text))
        if entries:
            lists = (ReferenceList(Span(entries[0].span.start, entries[-1].span.end), entries),)
    return without_orders(
        Document(
            Source(name, text),
            "plain",
            lists=lists,
            prose=find_prose(text, lists),
            save=lambda edits: apply_edits(text, edits).encode("utf-8", "surrogatepass"),
        )
    )


def choose(style: str | Style = "auto", config: Config | None = None) -> Choice:
    """Return what a check is to be; raise UsageError for an unknown style or rule."""
    config = config or Config()
    rules = all_rules()
    default = [code for code, rule in rules.items() if rule.default]
    codes = config.codes(default, rules)
    today = datetime.date.today().year
    if not isinstance(style, str):
        return Choice(codes, today, style)
    return Choice(codes, today, None if style == "auto" else find_style(style))


def check(
    text: str,
    style: str | Style = "auto",
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Report:
    """Check the reference list in a text; raise UsageError for an unknown style or rule.

    `select` and `ignore` name codes or families of rules.

    >>> report = check("1. Mougiakakos D. A stepping stone?. Blood 2025; 145: 1841-1849")
    >>> [each.code for each in report.diagnostics if each.fix]
    ['TTL001']
    """
    choice = choose(style, Config(select=tuple(select), ignore=tuple(ignore)))
    return check_document(as_document(text), choice)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text after mending."""

    text: str
    made: tuple[Diagnostic, ...]
    """The findings that were mended."""
    report: Report
    """What is still to be said of the mended text."""


def fix(
    text: str,
    style: str | Style = "auto",
    *,
    unsafe: bool = False,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Fixed:
    """Mend the reference list in a text: safe fixes, proven by reading again; all with `unsafe`.

    >>> fix("1. Mougiakakos D. A stepping stone?. Blood 2025; 145: 1841-1849").text
    '1. Mougiakakos D. A stepping stone? Blood 2025; 145: 1841-1849'
    """
    choice = choose(style, Config(select=tuple(select), ignore=tuple(ignore)))
    document = as_document(text)
    mended = mend_document(document, choice, _again, unsafe=unsafe)
    return Fixed(mended.data.decode("utf-8", "surrogatepass"), mended.made, mended.after)


def _again(data: bytes) -> Document:
    return as_document(data.decode("utf-8", "surrogatepass"))


def load(path: str | Path, *, encoding: str | None = None) -> tuple[Reference, ...]:
    """Return the references of a file of any format carcite reads; raise UnreadableError."""
    name = str(path)
    document = load_document(read_bytes(name), name, encoding=encoding)
    return tuple(each.reference for each in all_parses(document))


def all_parses(document: Document) -> tuple[Parse, ...]:
    """Return every entry and record of a document as it was read, in order."""
    read = tuple(each for group in read_document(document) for each in group)
    return read + (document.records if not read else ())


def dump(references: Iterable[Reference], to: str = "csl-json") -> str:
    """Write references in a format of FORMATS; what it cannot hold is left out.

    >>> dump([Reference(title="A title", type="book")], "csl-jsonl")
    '{"id": "1", "type": "book", "title": "A title"}\\n'
    """
    return dump_with_notes([(str(n), each) for n, each in enumerate(references, 1)], to)[0]


def dump_with_notes(references: Sequence[tuple[str, Reference]], to: str) -> tuple[str, list[str]]:
    """Write references with their ids; return the text and what the format could not hold."""
    if to in ("csl-json", "csl-jsonl"):
        import json

        from carcite.csl.items import to_csl

        items = [to_csl(reference, id=id) for id, reference in references]
        if to == "csl-json":
            return json.dumps(items, ensure_ascii=False, indent=2) + "\n", []
        return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), []
    if to == "bibtex":
        from carcite.records.bibtex import read as bibtex

        return bibtex.write(references)
    if to == "ris":
        from carcite.records import ris

        return ris.write(references)
    if to == "medline":
        from carcite.records import medline

        return medline.write(references)
    raise UsageError(f'unknown format "{to}"; known are {", ".join(FORMATS)}')


def render(
    references: str | Iterable[Reference],
    style: str | Style,
    *,
    locale: str | None = None,
    to: str = "text",
) -> str:
    """Print references, or the list in a text, in a style: one entry a line, with its label.

    `style` is a house profile ("nlm"), the name of any CSL style ("apa") or the path of a .csl
    file; `to` is "text", "html" or "markdown".

    >>> print(render("June CH. CAR T cells. Science 2018; 359: 1361-1365", "nlm"))
    1. June CH. CAR T cells. Science. 2018;359:1361-5.
    """
    from carcite.printing import as_text, print_references

    read = parse(references) if isinstance(references, str) else tuple(references)
    pairs = [(str(number), each) for number, each in enumerate(read, 1)]
    return as_text(print_references(pairs, style, locale=locale), to)


def list_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the families."""
    return tuple(all_rules().values())
