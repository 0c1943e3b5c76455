"""A corpus is built whole or not at all, from every format, and says what it could not read."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from corpus.made import ARTICLES, PUBMED, made_corpus, write_json

from carcite.api import build_corpus, open_corpus
from carcite.corpus.protocol import Query
from carcite.corpus.record import Record
from carcite.errors import UnreadableError


def by_pmid(path: Path, pmid: str) -> Record:
    hits = open_corpus(path).find([Query(pmid=pmid)])[0]
    assert len(hits) == 1
    return hits[0].record


def test_pubmed_fields_are_parted_and_written_out(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    record = by_pmid(tmp_path / "made.corpus", "90000010")
    assert (record.volume, record.supplement) == ("20", "Suppl 1")
    assert (record.first_page, record.last_page) == ("61", "69")
    assert record.year == "1983"
    assert record.cut
    assert [str(each) for each in record.authors] == ["Tveit OK"]


def test_the_last_record_of_a_pmid_stands_alone(tmp_path: Path) -> None:
    first, second = tmp_path / "a.xml", tmp_path / "b.xml"
    first.write_text(PUBMED.format(pmid="90000010", title="The old title of this long work"))
    second.write_text(PUBMED.format(pmid="90000010", title="The new title of this long work"))
    build_corpus([first, second], tmp_path / "c")
    assert open_corpus(tmp_path / "c").count == 1
    assert by_pmid(tmp_path / "c", "90000010").title == "The new title of this long work"


def test_a_deleted_citation_goes(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    gone = tmp_path / "update.xml"
    gone.write_text(
        "<PubmedArticleSet><DeleteCitation><PMID>90000010</PMID></DeleteCitation></PubmedArticleSet>"
    )
    build_corpus([gone], tmp_path / "made.corpus", update=True)
    assert open_corpus(tmp_path / "made.corpus").count == len(ARTICLES)


def test_a_source_taken_in_before_is_passed_over(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    built = build_corpus([tmp_path / "works.jsonl"], tmp_path / "made.corpus", update=True)
    assert built.skipped == ("works.jsonl",)
    assert built.records == len(ARTICLES) + 1


@pytest.mark.parametrize("form", ["gz", "tar.gz", "items", "array"])
def test_every_packing_holds_the_same_records(tmp_path: Path, form: str) -> None:
    lines = write_json(tmp_path / "works.jsonl").read_bytes()
    path = tmp_path / f"works.{form}"
    if form == "gz":
        path.write_bytes(gzip.compress(lines, mtime=0))
    elif form == "tar.gz":
        with tarfile.open(path, "w:gz") as archive:
            member = tarfile.TarInfo("works.jsonl")
            member.size = len(lines)
            archive.addfile(member, io.BytesIO(lines))
    elif form == "items":
        path.write_text(json.dumps({"items": ARTICLES}, indent=1))
    else:
        path.write_text(json.dumps(ARTICLES))
    build_corpus([path], tmp_path / "c")
    assert open_corpus(tmp_path / "c").count == len(ARTICLES)
    assert by_pmid(tmp_path / "c", "90000001").title == ARTICLES[0]["title"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@article{k, title={A title of a work}, author={Doe, Jane}, year=2001}"),
        ("a.ris", "TY  - JOUR\nTI  - A title of a work\nAU  - Doe, Jane\nPY  - 2001\nER  - \n"),
        ("a.nbib", "PMID- 123\nTI  - A title of a work\nFAU - Doe, Jane\nDP  - 2001\n\n"),
    ],
)
def test_formats_with_fields_are_sources_too(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text)
    build_corpus([tmp_path / name], tmp_path / "c")
    query = Query(
        title="A title of a work",
        words=("a", "title", "of", "a", "work"),
        author="Doe",
        years=("2001",),
    )
    record = open_corpus(tmp_path / "c").find([query])[0][0].record
    assert [str(each) for each in record.authors] == ["Doe J"]


def test_retraction_watch_adds_notices(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    table = tmp_path / "retractions.csv"
    table.write_text(
        "Record ID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionPubMedID,"
        "RetractionDate,RetractionNature\n"
        "1,10.5555/MARMOT.2011.4,0,10.5555/notice,0,2/3/2015 0:00,Retraction\n"
        "2,unavailable,0,,0,2/3/2015 0:00,Retraction\n"
    )
    built = build_corpus([table], tmp_path / "made.corpus", update=True)
    assert built.bad == (f"{table}: line 3: names no DOI and no PMID of a paper",)
    hit = open_corpus(tmp_path / "made.corpus").find([Query(pmid="90000001")])[0][0]
    assert [each.kind for each in hit.notices] == ["retracted"]
    assert hit.notices[0].doi == "10.5555/notice"


def test_a_bad_line_costs_one_record(tmp_path: Path) -> None:
    path = write_json(tmp_path / "works.jsonl")
    with path.open("a") as file:
        file.write('{"title": \n[1, 2]\n{"author": 7, "title": "x"}\n')
    built = build_corpus([path], tmp_path / "c")
    assert built.records == len(ARTICLES)
    assert built.bad_count == 4
    assert built.bad[0].startswith(f"{path}: line {len(ARTICLES) + 1}: not JSON")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "cut.jsonl.gz",
            gzip.compress(b'{"title": "x"}\n' * 9, mtime=0)[:-20],
            "cut short or damaged",
        ),
        ("cut.xml", PUBMED.encode()[:300], "the XML cannot be read"),
        (
            "bomb.xml",
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><PubmedArticleSet><PubmedArticle>',
            "the XML cannot be read",
        ),
        ("other.csv", b"DOI,Name\n10.5555/x,1\n", 'no column "OriginalPaperDOI"'),
        ("nothing.txt", b"", "nothing.txt"),
        ("cut.json", b'[{"title": "x"}, {"title": "y', "breaks off after item 1"),
        ("long.json", b'[{"title": "' + b"x" * 9_000_000 + b'"}]', "breaks off after item 0"),
        ("long.jsonl", b'{"title": "' + b"x" * 9_000_000 + b'"}\n', "line 1: longer than"),
        (
            "long.xml",
            b"<PubmedArticleSet><PubmedArticle><x>" + b"<i>x</i>" * 2_100_000,
            "a record is longer than",
        ),
        ("deep.jsonl", b'{"a":' * 100_000 + b"\n", "not JSON"),
    ],
)
def test_a_source_that_cannot_be_read_leaves_the_old_file(
    tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    made_corpus(tmp_path)
    before = (tmp_path / "made.corpus").read_bytes()
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableError, match=told):
        build_corpus([tmp_path / name], tmp_path / "made.corpus")
    assert (tmp_path / "made.corpus").read_bytes() == before
    assert not list(tmp_path.glob("*.part*"))


def test_an_unfinished_build_goes_on(tmp_path: Path) -> None:
    write_json(tmp_path / "works.jsonl")
    (tmp_path / "b.xml").write_text(PUBMED.format(pmid="90000010", title="A title of some length"))
    script = (
        "import os, carcite.corpus.build as b\n"
        "b._Builder.finish = lambda self: os._exit(9)\n"
        "from carcite.api import build_corpus\n"
        "build_corpus(['works.jsonl', 'b.xml'], 'c')\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    assert done.returncode == 9
    assert not (tmp_path / "c").exists()
    built = build_corpus([tmp_path / "works.jsonl", tmp_path / "b.xml"], tmp_path / "c")
    assert built.skipped == ("works.jsonl", "b.xml")
    assert built.records == len(ARTICLES) + 1
    assert by_pmid(tmp_path / "c", "90000003").volume == "118"


@pytest.mark.parametrize("kind", ["missing", "foreign", "text", "other version", "cut"])
def test_what_is_no_corpus_is_said_in_a_line(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    if kind == "foreign":
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE t (a)")
    elif kind == "text":
        path.write_text("Smith J. A title. " * 100)
    elif kind != "missing":
        made_corpus(tmp_path)
        data = (tmp_path / "made.corpus").read_bytes()
        path.write_bytes(data[: len(data) // 2] if kind == "cut" else data)
        if kind == "other version":
            with sqlite3.connect(path) as db:
                db.execute("PRAGMA user_version = 99")
    with pytest.raises(UnreadableError) as error:
        open_corpus(path)
    assert "\n" not in str(error.value)


def test_a_build_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    made_corpus(tmp_path)
    before = (tmp_path / "made.corpus").read_bytes()
    lines = "".join(
        f'{{"title": "Salt and herring {n}", "DOI": "10.5555/h{n}"}}\n' for n in range(9000)
    )
    (tmp_path / "more.jsonl").write_text(lines)
    script = (
        "import os, signal, carcite.api as a\n"
        "def kill(name, records, per_mille):\n"
        "    if records > 3000: os.kill(os.getpid(), signal.SIGKILL)\n"
        "a.build_corpus(['more.jsonl'], 'made.corpus', update=True, progress=kill)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False)
    assert done.returncode == -9
    assert (tmp_path / "made.corpus").read_bytes() == before
    built = build_corpus([tmp_path / "more.jsonl"], tmp_path / "made.corpus", update=True)
    assert built.records == len(ARTICLES) + 1 + 9000
    assert not list(tmp_path.glob("*.part*"))


def test_a_damaged_corpus_is_said_in_a_line(tmp_path: Path) -> None:
    made_corpus(tmp_path).close()
    data = bytearray((tmp_path / "made.corpus").read_bytes())
    for page in range(8192, len(data), 4096):
        data[page : page + 400] = b"\xff" * 400
    (tmp_path / "damaged").write_bytes(data)
    corpus = open_corpus(tmp_path / "damaged")
    with pytest.raises(UnreadableError, match="the corpus is damaged"):
        corpus.find([Query(doi="10.5555/marmot.2011.4")])
    with pytest.raises(UnreadableError, match="the corpus is damaged"):
        corpus.notices()
