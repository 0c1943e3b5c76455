"""The public functions, wired from the rooms behind them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from carcite.checking.check import Choice, check_document
from carcite.config import Config
from carcite.errors import UnreadableError, UsageError
from carcite.learning.second import read_lists
from carcite.loading import is_file_name, load_document, read_bytes, without_orders
from carcite.model.document import Document
from carcite.model.parse import Parse, ReferenceList
from carcite.model.reference import Reference
from carcite.results import Fixed, Report
from carcite.rules.catalogue import all_rules
from carcite.rules.rule import Rule
from carcite.styles.catalogue import find_style
from carcite.styles.style import Style
from carcite.text.span import Span

if TYPE_CHECKING:
    from carcite.corpus.build import Built
    from carcite.corpus.protocol import Corpus
    from carcite.corpus.store import FileCorpus
    from carcite.corpus.verify import Verification
    from carcite.witness import Records


def parse(text: str, style: str | Style = "auto") -> tuple[Reference, ...]:
    """Read the reference list in a text: one Reference an entry, in order.

    The text may be a bare list, one reference, or a page or manuscript that holds a list; no text
    makes it raise. A list printed in a CSL style is read best by that style's own grammar: name it.
    Raise UsageError for an unknown style, and for a path, which `parse_file` takes.

    >>> reference, = parse("June CH, O'Connor RS. CAR T cells. Science. 2018;359(6382):1361-5.")
    >>> reference.title, reference.volume, reference.pages
    ('CAR T cells', '359', (PageRange(first='1361', last='1365'),))
    """
    document = as_document(_text(text, "parse"))
    lists = read_lists(choose(style).style, document)
    return tuple(each.reference for group in lists for each in group)


def as_document(text: str, name: str = "-") -> Document:
    """Return a text as a Document; where no list is found in it, its paragraphs are the list."""
    from carcite.lists.find import find_lists, split_entries
    from carcite.lists.repeats import with_repeats
    from carcite.manuscripts.plain import find_prose
    from carcite.text.edit import apply_edits
    from carcite.text.source import Source

    lists = find_lists(text)
    if not lists:
        entries = split_entries(text, 0, len(text))
        if entries:
            lists = (ReferenceList(Span(entries[0].span.start, entries[-1].span.end), entries),)
    document = Document(
        Source(name, text),
        "plain",
        lists=lists,
        prose=find_prose(text, lists),
        save=lambda edits: apply_edits(text, edits).encode("utf-8", "surrogatepass"),
    )
    return with_repeats(without_orders(document))


def choose(style: str | Style = "auto", config: Config | None = None) -> Choice:
    """Return what a check is to be; raise UsageError for an unknown style or rule.

    Raise UnreadableError for a corpus of the settings that is none.
    """
    config = config or Config()
    rules = all_rules()
    default = [code for code, rule in rules.items() if rule.default]
    codes = config.codes(default, rules)
    today = datetime.date.today().year
    witness = _records(config.corpus)
    if not isinstance(style, str):
        return Choice(codes, today, style, witness)
    return Choice(codes, today, None if style == "auto" else find_style(style), witness)


def _records(paths: tuple[str, ...]) -> Records | None:
    """Return the corpora of some paths as witnesses, each opened once to see that it can be."""
    if not paths:
        return None
    from carcite.witness import Records

    for path in paths:
        open_corpus(path).close()
    return Records(paths)


def check(
    text: str,
    style: str | Style = "auto",
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    corpus: str | Path | Sequence[str | Path] = (),
) -> Report:
    """Check the reference list in a text; raise UsageError for an unknown style or rule.

    `select` and `ignore` name codes or families of rules: "PAG", "PAG,DOI001" or a sequence;
    `corpus` names files of records that every entry is verified against.

    >>> report = check("1. Mougiakakos D. A stepping stone?. Blood 2025; 145: 1841-1849")
    >>> [each.code for each in report if each.fix]
    ['TTL001']
    """
    choice = choose(
        style, Config(select=_codes(select), ignore=_codes(ignore), corpus=_paths(corpus))
    )
    return _report(as_document(_text(text, "check")), choice, _again)


def check_file(
    path: str | Path,
    style: str | Style = "auto",
    *,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    encoding: str | None = None,
    format: str | None = None,
    corpus: str | Path | Sequence[str | Path] = (),
) -> Report:
    """Check the reference lists of a file of any format that carcite reads.

    `format` is as `carcite check --format`; without it the name and the bytes tell. Raise
    UnreadableError for a file that cannot be read or holds no list, UsageError as `check`.
    """
    choice = choose(
        style, Config(select=_codes(select), ignore=_codes(ignore), corpus=_paths(corpus))
    )
    document, again = _open(path, encoding, format)
    return _report(document, choice, again)


def fix(
    text: str,
    style: str | Style = "auto",
    *,
    unsafe: bool = False,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    corpus: str | Path | Sequence[str | Path] = (),
) -> Fixed:
    """Make the safe fixes of the list in a text, each with its proof; all with `unsafe`.

    >>> fix("1. Mougiakakos D. A stepping stone?. Blood 2025; 145: 1841-1849").text
    '1. Mougiakakos D. A stepping stone? Blood 2025; 145: 1841-1849'
    """
    return check(_text(text, "fix"), style, select=select, ignore=ignore, corpus=corpus).fix(
        unsafe=unsafe
    )


def fix_file(
    path: str | Path,
    style: str | Style = "auto",
    *,
    out: str | Path | None = None,
    unsafe: bool = False,
    track_changes: bool = False,
    comments: bool = False,
    select: str | Sequence[str] = (),
    ignore: str | Sequence[str] = (),
    encoding: str | None = None,
    format: str | None = None,
    corpus: str | Path | Sequence[str | Path] = (),
) -> Fixed:
    """Make the fixes in a file and write it, whole or not at all: to `out`, or in its place.

    For Word files, `track_changes` makes every fix a revision and `comments` every other finding a
    comment; both need `out`. Raise as `check_file`, and UnreadableError for a file that cannot be
    written.
    """
    from carcite.writing import annotated, write_atomically

    report = check_file(
        path,
        style,
        select=select,
        ignore=ignore,
        encoding=encoding,
        format=format,
        corpus=corpus,
    )
    marked = track_changes or comments
    if marked and report.document.format != "docx":
        raise UsageError(f"{path}: track_changes and comments are for Word files")
    if marked and out is None:
        raise UsageError("track_changes and comments need `out`, a file to write to")
    done = report.fix(unsafe=unsafe)
    data = done.data
    if marked:
        data = annotated(
            report, done.report, data, made=done.made, track=track_changes, comments=comments
        )
    if out is not None or done.made:
        write_atomically(str(path if out is None else out), data)
    return done


def parse_file(
    path: str | Path, *, encoding: str | None = None, format: str | None = None
) -> tuple[Reference, ...]:
    """Return the references of a file of any format that carcite reads; raise UnreadableError."""
    name = str(path)
    document = load_document(read_bytes(name), name, encoding=encoding, format=format)
    return tuple(each.reference for each in all_parses(document))


def _open(
    path: str | Path, encoding: str | None, format: str | None
) -> tuple[Document, Callable[[bytes], Document]]:
    name = str(path)
    document = load_document(read_bytes(name), name, encoding=encoding, format=format)
    if not document.lists and not document.records:
        raise UnreadableError(f"{name}: no reference list found")

    def again(data: bytes) -> Document:
        return load_document(data, name, encoding=encoding, format=document.format)

    return document, again


def _report(document: Document, choice: Choice, again: Callable[[bytes], Document]) -> Report:
    found = check_document(document, choice)
    return Report(
        found.document, found.lists, found.records, found.diagnostics, choice=choice, reload=again
    )


def _again(data: bytes) -> Document:
    return as_document(data.decode("utf-8", "surrogatepass"))


def _codes(codes: str | Sequence[str]) -> tuple[str, ...]:
    if isinstance(codes, str):
        return tuple(each.strip() for each in codes.split(",") if each.strip())
    return tuple(codes)


def _paths(paths: str | Path | Sequence[str | Path]) -> tuple[str, ...]:
    return (str(paths),) if isinstance(paths, str | Path) else tuple(map(str, paths))


def _text(text: object, function: str) -> str:
    """Return a text; raise UsageError for the name of a file, which another function takes."""
    if isinstance(text, PurePath) or (isinstance(text, str) and is_file_name(text)):
        raise UsageError(
            f'{function}() takes the text of a list; for the file "{text}" call '
            f"{function}_file(path)"
        )
    if not isinstance(text, str):
        raise UsageError(f"{function}() takes the text of a list, not {type(text).__name__}")
    return text


def load(path: str | Path, *, encoding: str | None = None) -> tuple[Reference, ...]:
    """Return the references of a file of any format carcite reads; raise UnreadableError."""
    return parse_file(path, encoding=encoding)


def all_parses(document: Document) -> tuple[Parse, ...]:
    """Return every entry and record of a document as it was read, in order."""
    read = tuple(each for group in read_lists(None, document) for each in group)
    return read + (document.records if not read else ())


def dump(references: Iterable[Reference], to: str = "csl-json") -> str:
    """Write references in a format of `carcite parse --to`; what it cannot hold is left out.

    Entries of BibTeX get keys as `june2018car`; a second work of that key `june2018car-2`.

    >>> dump([Reference(title="A title", type="book")], "csl-jsonl")
    '{"id": "1", "type": "book", "title": "A title"}\\n'
    """
    from carcite.printing import dump_with_notes
    from carcite.records.keys import name_key

    named = to == "bibtex"
    pairs = [(name_key(each) if named else str(n), each) for n, each in enumerate(references, 1)]
    return dump_with_notes(pairs, to)[0]


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


def build_corpus(
    sources: Sequence[str | Path],
    out: str | Path,
    *,
    update: bool = False,
    progress: Callable[[str, int, int], None] | None = None,
) -> Built:
    """Write a corpus of the records of some files; with `update`, add them to the one there.

    `progress` is told the source's name, how many records were read of it, and how far it is in per
    mille. Raise UnreadableError for a source that cannot be read; what was at `out` then stays.
    """
    from carcite.corpus.build import build_corpus as build
    from carcite.corpus.sources.references import to_record
    from carcite.corpus.sources.said import Said

    def other(data: bytes, name: str) -> Iterator[Said]:
        parses = all_parses(load_document(data, name))
        if not parses:
            raise UnreadableError(f"{name}: holds no records that carcite can read")
        return (Said(to_record(each.reference)) for each in parses)

    names = [str(each) for each in sources]
    return build(names, str(out), update=update, other=other, progress=progress)


def open_corpus(path: str | Path) -> FileCorpus:
    """Open a corpus that `build_corpus` wrote; raise UnreadableError where it is none."""
    from carcite.corpus.store import open_corpus as opened

    return opened(path)


def verify(
    references: str | Iterable[Reference],
    corpora: Corpus | Sequence[Corpus],
    *,
    identifiers: bool = True,
) -> tuple[Verification, ...]:
    """Return what the records of corpora say of each reference, or of each in a text.

    Without `identifiers` a work is looked for by its text alone.
    """
    from carcite.corpus.verify import verify as ask

    if isinstance(references, str):
        parses = all_parses(as_document(_text(references, "verify")))
        pairs = [(each.reference, each.layout.text) for each in parses]
    else:
        pairs = [(each, "") for each in references]
    several = corpora if isinstance(corpora, Sequence) else (corpora,)
    return ask(pairs, several, identifiers=identifiers)


def list_rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of the families."""
    return tuple(all_rules().values())
