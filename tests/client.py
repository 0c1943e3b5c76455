"""A user's program: every public function and type, as a type checker sees them from outside.

`test_typing.py` holds it to `mypy --strict`, and to run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, assert_type

import carcite
from carcite.identifiers import doi

LIST = "1. June CH. Which cells?. Science. 2018;359(6382):1361-5.\n"


def choose(finding: carcite.Diagnostic) -> bool:
    """Take what is safe."""
    return finding.fix is not None and finding.fix.safety == carcite.Safety.SAFE


def references() -> None:
    """Read, print and write references."""
    first, *_ = carcite.parse(LIST)
    assert_type(first, carcite.Reference)
    assert_type(first.year, int | None)
    assert_type(first.doi, str)
    assert_type(first.first_author, carcite.Person | carcite.Organization | None)
    assert_type(first.authors, tuple[carcite.Person | carcite.Organization, ...])
    assert_type(carcite.dump([first], "bibtex"), str)
    assert_type(carcite.render([first], "nlm"), str)
    assert_type(carcite.read(LIST), carcite.Reference)
    for each in carcite.read_lines([LIST]):
        assert_type(each, carcite.Reference)
    assert_type(doi.is_valid("10.1055/a-2556-8663"), bool)


def findings() -> None:
    """Check, choose, fix."""
    report = carcite.check(LIST, select="TTL", ignore=["PAG"])
    assert_type(report, carcite.Report)
    for finding in report:
        assert_type(finding, carcite.Diagnostic)
        assert_type((finding.line, finding.column), tuple[int, int])
    assert_type(report.by_entry(), dict[int | None, tuple[carcite.Diagnostic, ...]])
    assert_type(report.to_dicts(), list[dict[str, Any]])
    assert_type(report.parses, tuple[carcite.Parse, ...])
    assert_type(report.document, carcite.Document)
    done = report.fix(accept=choose)
    assert_type(done, carcite.Fixed)
    assert_type(carcite.fix(LIST).report, carcite.Report)
    assert_type(carcite.list_rules(), tuple[carcite.Rule, ...])


def files(folder: Path) -> None:
    """The same for files."""
    path = folder / "refs.txt"
    path.write_text(LIST, encoding="utf-8")
    assert_type(carcite.check_file(path), carcite.Report)
    assert_type(carcite.fix_file(path, out=folder / "out.txt"), carcite.Fixed)
    assert_type(carcite.parse_file(path), tuple[carcite.Reference, ...])
    built = carcite.build_corpus([path], folder / "records.corpus")
    assert_type(built, carcite.Built)
    corpus: carcite.Corpus = carcite.open_corpus(folder / "records.corpus")
    for found in carcite.verify(LIST, corpus):
        assert_type(found.state, carcite.State)
        assert_type(found.record, carcite.Record | None)
        assert_type(found.asked, tuple[carcite.Asked, ...])


if __name__ == "__main__":
    references()
    findings()
    files(Path(sys.argv[1]))
