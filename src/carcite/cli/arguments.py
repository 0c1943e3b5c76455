"""The arguments of every command, and what help says of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from carcite import __version__
from carcite.cli.completion import SHELLS, PrintCompletion
from carcite.cli.parser import Parser

_EPILOG = """\
examples:
  carcite check references.txt              what departs from the style the list follows
  carcite check --style nlm paper.docx      check a manuscript against NLM
  carcite fix --diff references.txt         show what would be mended, write nothing
  carcite parse refs.txt --to bibtex        turn a list into BibTeX
  carcite render refs.txt --style apa       print the list in another style
  carcite rule PAG001                       what a rule finds, and why

exit codes: 0 nothing to fix; 1 findings of severity warning or error;
2 wrong use or unreadable input
"""

REPORTS = ("text", "concise", "grouped", "json", "sarif", "github", "junit", "html")
WRITTEN = ("csl-json", "csl-jsonl", "bibtex", "ris", "medline", "jats")
PRINTED = ("text", "html", "markdown", "json")

Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def build_parser() -> Parser:
    """Return the parser of the whole command line."""
    parser = Parser(
        prog="carcite",
        description="Read, check, correct and re-render Vancouver-style reference lists.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"carcite {__version__}")
    parser.add_argument(
        "--print-completion",
        action=PrintCompletion,
        choices=SHELLS,
        metavar="SHELL",
        help="print what bash, zsh or tcsh needs to complete carcite's words (extra completion)",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _check(commands)
    _fix(commands)
    _parse(commands)
    _render(commands)
    _rule(commands)
    _style(commands)
    _journal(commands)
    _corpus(commands)
    _verify(commands)
    return parser


def _named(path: str) -> str:
    """Return a path to write to; an empty one would be the input's own."""
    if not path:
        raise argparse.ArgumentTypeError("the path is empty; name a file")
    return path


def _command(
    commands: Commands,
    name: str,
    summary: str,
    run: Callable[[argparse.Namespace], int],
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=summary, description=f"{summary[0].upper()}{summary[1:]}."
    )
    command.set_defaults(run=run)
    return command


def _lazy(module: str) -> Callable[[argparse.Namespace], int]:
    """Return a runner that imports its command only when it is called."""

    def run(arguments: argparse.Namespace) -> int:
        from importlib import import_module

        code: int = import_module(f"carcite.cli.{module}").run(arguments)
        return code

    return run


def _add_paths(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        help="files, folders or globs; - or nothing reads standard input",
    )


def _add_reading(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--config",
        metavar="FILE",
        help="settings, as carcite.toml; without it the nearest carcite.toml or pyproject.toml "
        "with [tool.carcite] above each file",
    )
    command.add_argument(
        "--encoding", metavar="NAME", help="of text files that are not UTF-8, as cp1252"
    )
    command.add_argument(
        "--format", metavar="NAME", help="read the input as plain, markdown, latex, bibtex, ris..."
    )


def _add_checking(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--style",
        metavar="NAME|FILE.csl",
        help="auto (infer it from the list; the default), a house style as nlm, any CSL style",
    )
    command.add_argument("--select", metavar="CODES", help="only these rules, as PAG,DOI001; ALL")
    command.add_argument("--ignore", metavar="CODES", help="all but these rules")
    command.add_argument(
        "--exclude", metavar="PATTERNS", help="leave out files of folders, as build/,*.bbl"
    )
    command.add_argument(
        "-v", "--verbose", action="store_true", help="also name the files that are skipped"
    )
    command.add_argument("--baseline", metavar="FILE", help="leave out the findings in this file")
    command.add_argument(
        "--skip-without-list",
        action="store_true",
        help="pass over files in which no reference list is found",
    )


def _add_corpus(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--corpus",
        action="append",
        metavar="FILE",
        help="records to verify against, as `carcite corpus build` writes them; repeatable",
    )
    command.add_argument(
        "--online",
        metavar="NAMES",
        help="also ask crossref, pubmed, opensearch=ADDRESS or glutton=ADDRESS, by commas, for "
        "what the records do not hold; only the reference goes out",
    )
    command.add_argument(
        "--mailto", metavar="ADDRESS", help="your e-mail address, told to services"
    )


def _check(commands: Commands) -> None:
    command = _command(commands, "check", "report what departs from the style", _lazy("check"))
    _add_paths(command)
    _add_checking(command)
    _add_corpus(command)
    _add_reading(command)
    command.add_argument(
        "--output-format",
        choices=REPORTS,
        default="text",
        metavar="FORMAT",
        help="text, concise (a line a finding), grouped (by file), json, sarif, github, junit or "
        "html",
    )
    command.add_argument("-q", "--quiet", action="store_true", help="leave out infos")
    command.add_argument("--exit-zero", action="store_true", help="findings do not fail the run")
    command.add_argument(
        "-o", "--output", type=_named, metavar="FILE", help="write the report to a file"
    )
    command.add_argument("--statistics", action="store_true", help="count the findings by rule")
    command.add_argument(
        "--write-baseline", type=_named, metavar="FILE", help="note today's findings as known"
    )
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto")
    command.add_argument("--jobs", type=int, metavar="N", help="processes for many files")


def _fix(commands: Commands) -> None:
    command = _command(
        commands, "fix", "make the safe corrections, each proven to keep the meaning", _lazy("fix")
    )
    _add_paths(command)
    _add_checking(command)
    _add_corpus(command)
    _add_reading(command)
    command.add_argument("--diff", action="store_true", help="show the change, write nothing")
    command.add_argument(
        "--decisions",
        metavar="FILE",
        help="make the fixes that were accepted on the page of `check --output-format html`, "
        "and no others",
    )
    command.add_argument("--show-fixes", action="store_true", help="name every fix that is made")
    command.add_argument(
        "--unsafe", action="store_true", help="also make fixes that may lose something"
    )
    command.add_argument(
        "-o", "--output", type=_named, metavar="OUT", help="write there, leave the input alone"
    )
    command.add_argument(
        "--track-changes",
        action="store_true",
        help="Word: make every fix a tracked change; one that needs your decision with a comment",
    )
    command.add_argument(
        "--comments", action="store_true", help="Word: make every other finding a comment"
    )
    command.add_argument("--jobs", type=int, metavar="N", help="processes for many files")


def _parse(commands: Commands) -> None:
    command = _command(commands, "parse", "turn references into data", _lazy("convert"))
    command.add_argument("path", nargs="?", default="-", metavar="PATH")
    command.add_argument(
        "--to",
        choices=WRITTEN,
        default="csl-json",
        metavar="FORMAT",
        help="csl-json, csl-jsonl, bibtex, ris, medline or jats (a ref-list)",
    )
    command.add_argument(
        "--keys",
        choices=("auto", "name", "number"),
        default="auto",
        metavar="WHICH",
        help="of BibTeX: name (june2018car: first author, year, first word of the title), number "
        "(the place in the list), or auto (the file's own keys, else name)",
    )
    command.add_argument(
        "--mark-cut",
        action="store_true",
        help='csl-json: end lists of names that "et al" cuts with the name "others", so that tools '
        "that do not read carcite's own mark do not print them as whole",
    )
    command.add_argument(
        "--lines", action="store_true", help="one entry a line in, one object a line out"
    )
    command.add_argument(
        "--errors",
        choices=("strict", "replace", "skip"),
        default="strict",
        help="with --lines: what becomes of a line that cannot be decoded",
    )
    command.add_argument(
        "--start", type=int, default=1, metavar="N", help="with --lines: the id of the first line"
    )
    command.add_argument("--jobs", type=int, metavar="N", help="with --lines: processes")
    command.add_argument(
        "--style",
        default="auto",
        metavar="NAME|FILE.csl",
        help="the style that the list is printed in: a CSL style reads what it prints",
    )
    _add_reading(command)


def _render(commands: Commands) -> None:
    command = _command(commands, "render", "print references in any style", _lazy("render"))
    command.add_argument("path", nargs="?", default="-", metavar="PATH")
    command.add_argument("--style", metavar="NAME|FILE.csl", help="without it, as in the settings")
    command.add_argument("--locale", metavar="xx-YY", help="as de-DE; the style's own by default")
    command.add_argument(
        "--to",
        choices=PRINTED,
        default="text",
        metavar="FORMAT",
        help="text, html, markdown or json",
    )
    command.add_argument(
        "--jobs", type=int, metavar="N", help="processes that read lists of thousands"
    )
    command.add_argument(
        "--engine", choices=("carcite", "citeproc-py"), default="carcite", help="of CSL styles"
    )
    _add_reading(command)


def _rule(commands: Commands) -> None:
    command = _command(commands, "rule", "explain a rule, or list them all", _lazy("rule"))
    command.add_argument("code", nargs="?", metavar="CODE")
    command.add_argument("--markdown", action="store_true", help="print all rules as a page")


def _style(commands: Commands) -> None:
    command = _command(
        commands, "style", "list, search or show styles, or learn one from a list", _lazy("style")
    )
    command.add_argument(
        "name",
        nargs="?",
        metavar="NAME|FILE.toml|learn",
        help="a style, words to search for, or learn: infer the style of a printed list",
    )
    command.add_argument("list", nargs="?", metavar="LIST", help="learn: the file with the list")
    command.add_argument("--to", choices=["csl"], help="write a house style as a CSL style")
    command.add_argument(
        "-o", "--output", type=_named, metavar="FILE", help="learn: the style to write"
    )
    _add_reading(command)


def _journal(commands: Commands) -> None:
    command = _command(commands, "journal", "look a journal up", _lazy("journal"))
    command.add_argument("name", nargs="*", metavar="NAME|ISSN")
    command.add_argument(
        "--import",
        dest="table",
        metavar="FILE",
        help="take journals from NLM's J_Medline.txt or a JabRef list",
    )


def _corpus(commands: Commands) -> None:
    command = _command(
        commands, "corpus", "build a file of records to verify against", _lazy("corpus")
    )
    command.add_argument("action", choices=("build", "info", "find"))
    command.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="build: PubMed XML, Crossref JSON, CSL-JSON, BibTeX, RIS, MEDLINE, EndNote, JATS or "
        "Retraction Watch's CSV, plain, gz or tar; info: a corpus; find: a corpus, then a DOI, a "
        "PMID or words of a title",
    )
    command.add_argument(
        "-o", "--output", type=_named, metavar="FILE", help="build: the corpus to write"
    )
    command.add_argument(
        "--update", action="store_true", help="build: add to the corpus that is there"
    )


def _verify(commands: Commands) -> None:
    command = _command(
        commands, "verify", "lay references beside the records of works", _lazy("verify")
    )
    command.add_argument("path", nargs="?", default="-", metavar="PATH")
    _add_corpus(command)
    command.add_argument(
        "--lines", action="store_true", help="one reference a line in, one object a line out"
    )
    command.add_argument(
        "--without-identifiers",
        action="store_true",
        help="find each work by its text alone, whatever DOI or PMID stands there",
    )
    command.add_argument(
        "--output-format",
        choices=("text", "json", "jsonl", "html"),
        default="text",
        metavar="FORMAT",
        help="text, json, jsonl or html",
    )
    command.add_argument(
        "-o", "--output", type=_named, metavar="FILE", help="write the rows to a file"
    )
    _add_reading(command)
