"""`carcite corpus`: build a corpus of records, say what it holds, look a record up."""

from __future__ import annotations

import argparse
import sys

from carcite.api import build_corpus, open_corpus
from carcite.cli import FOUND
from carcite.cli.output import say, tell
from carcite.corpus.protocol import Hit, Notice, Query
from carcite.corpus.store import FileCorpus
from carcite.corpus.words import fold_words
from carcite.errors import UsageError
from carcite.identifiers import doi as dois
from carcite.report.json import dump


def run(arguments: argparse.Namespace) -> int:
    """Run the action that the user named."""
    if arguments.action == "build":
        return _build(arguments)
    if arguments.action == "info":
        return _info(arguments)
    return _find(arguments)


def _build(arguments: argparse.Namespace) -> int:
    if not arguments.output:
        raise UsageError("name the file to write: -o FILE")
    shown = sys.stderr.isatty()

    def progress(name: str, records: int, per_mille: int) -> None:
        if shown:
            print(f"\r{name}: {records:,} records, {per_mille // 10} %", end="", file=sys.stderr)

    built = build_corpus(
        arguments.files, arguments.output, update=arguments.update, progress=progress
    )
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr)
    for line in built.bad:
        say(f"carcite: {line}")
    if built.bad_count > len(built.bad):
        say(f"carcite: and {built.bad_count - len(built.bad):,} more records that were not read")
    for name in built.skipped:
        say(f"carcite: {name}: was taken in before; nothing to do")
    bad = f", {built.bad_count:,} not read" if built.bad_count else ""
    say(f"{arguments.output}: {built.records:,} records ({built.read:,} read now{bad})")
    return 0


def _info(arguments: argparse.Namespace) -> int:
    for path in arguments.files:
        corpus = open_corpus(path)
        tell(f"{path}: {corpus.count:,} records, as of {corpus.as_of}")
        for name, sha, records, bad, day in corpus.sources():
            missed = f", {bad:,} not read" if bad else ""
            tell(f"  {name}: {records:,} records{missed}, read on {day}, sha256 {sha}")
        for kind, count in corpus.notices():
            tell(f"  notices: {kind} {count:,}")
        corpus.close()
    return 0


def _find(arguments: argparse.Namespace) -> int:
    if len(arguments.files) < 2:
        raise UsageError("name a corpus, then a DOI, a PMID or words of a title")
    path, *words = arguments.files
    text = " ".join(words).strip()
    corpus = open_corpus(path)
    hits = _hits(corpus, text)
    for hit in hits:
        said = hit.record.values()
        if hit.notices:
            said["notices"] = [
                {key: value for key, value in _notice(each) if value} for each in hit.notices
            ]
        tell(dump(said))
    corpus.close()
    if not hits:
        say(f'no record fits "{text}"')
    return 0 if hits else FOUND


def _hits(corpus: FileCorpus, text: str) -> tuple[Hit, ...]:
    if text.isdecimal():
        return corpus.find([Query(pmid=text)])[0]
    if found := dois.find(text):
        return corpus.find([Query(doi=found[0][2])])[0]
    query = Query(title=text, words=tuple(fold_words(text)))
    return corpus.find([query])[0] or corpus.find([query], wide=True)[0]


def _notice(notice: Notice) -> list[tuple[str, str]]:
    return [(name, getattr(notice, name)) for name in ("kind", "pmid", "doi", "text")]
