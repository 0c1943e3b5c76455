"""Services on loopback: what they are asked, what comes of bad answers, what is kept."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from corpus.made import ARTICLES, made_corpus
from corpus.servers import Fields, Reply, as_json, in_turn, serving

from carcite.api import verify
from carcite.cli import main
from carcite.corpus.keys import record_keys
from carcite.corpus.protocol import Notice
from carcite.corpus.record import Record
from carcite.corpus.services.cache import Cache
from carcite.corpus.services.crossref import Crossref
from carcite.corpus.services.glutton import Glutton
from carcite.corpus.services.pubmed import PubMed
from carcite.corpus.services.search_engine import SearchEngine, to_document
from carcite.corpus.services.web import Manners, Web
from carcite.corpus.verify import Verification
from carcite.corpus.words import fold_words

MARMOT = (
    "Aldermann RK, van der Zijpp T, Okonjo P. Slow freezing of alpine marmot hearts preserves "
    "mitochondrial function. J Physiol. 2011;589(4):1013-27."
)
WORK = {name: value for name, value in ARTICLES[0].items() if name != "PMID"}
FOUND = as_json({"message": {"items": [WORK | {"type": "journal-article"}]}})
QUICK = Manners(timeout=0.3, patience=2, first_wait=0.01)


def one(text: str, *corpora: object) -> Verification:
    (found,) = verify(text, list(corpora))  # type: ignore[arg-type]
    return found


def crossref(address: str, cache: Cache | None = None) -> Crossref:
    return Crossref(Web("Crossref", QUICK, cache), address, "me@example.org")


def test_crossref_is_asked_by_doi_and_then_by_the_reference_alone() -> None:
    with serving(in_turn(FOUND)) as server:
        found = one(f"{MARMOT} doi:10.5555/marmot.2011.4", crossref(server.address))
        assert found.state == "verified"
        assert one(MARMOT.replace("589", "598"), crossref(server.address)).state == "differs"
    assert server.asked[0][1]["filter"] == "doi:10.5555/marmot.2011.4"
    assert server.asked[1][1]["query.bibliographic"] == MARMOT.replace("589", "598")
    assert all(fields["mailto"] == "me@example.org" for _, fields, _ in server.asked)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([(429, {"Retry-After": "900"}, b"")], "asks to be left alone for 900 seconds"),
        ([(429, {}, b"")], "is busy or broken (status 429, 3 tries)"),
        ([(500, {}, b"oops")], "is busy or broken (status 500, 3 tries)"),
        ([(403, {}, b"")], "answered with status 403"),
        ([0.6, FOUND], "did not answer within 0.3 seconds"),
        ([(200, {}, b'{"message": {"items": [')], "answered with broken JSON"),
        ([(200, {}, b"<html>Welcome to the hotel</html>")], "answered with a page"),
        ([as_json({"message": {"items": 7}})], "answered with data of another form"),
        ([as_json([])], "answered with data of another form"),
    ],
)
def test_a_failed_service_is_not_checked_and_says_why(
    answers: Sequence[Reply | float], told: str
) -> None:
    with serving(in_turn(*answers)) as server:
        found = one(MARMOT, crossref(server.address))
    assert found.state == "not-checked"
    assert f"Crossref {told}" in found.evidence


@pytest.mark.parametrize(("piece", "headers"), [(10, 0), (0, 40)])
def test_an_answer_that_trickles_is_given_up(piece: int, headers: int) -> None:
    manners = Manners(timeout=1, longest=0.3)
    with serving(in_turn(FOUND)) as server:
        server.piece, server.headers = piece, headers
        found = one(MARMOT, Crossref(Web("Crossref", manners), server.address))
    assert found.state == "not-checked"
    assert "did not end its answer in 0.3 seconds" in str(found)


def test_no_server_is_not_checked() -> None:
    with serving(in_turn(FOUND)) as server:
        pass
    assert "Crossref could not be reached" in one(MARMOT, crossref(server.address)).evidence


@pytest.mark.parametrize("busy", [(429, {"Retry-After": "0"}, b""), (503, {}, b"")])
def test_a_busy_service_is_asked_again(busy: Reply) -> None:
    with serving(in_turn(busy, busy, FOUND)) as server:
        assert one(MARMOT, crossref(server.address)).state == "verified"
    assert len(server.asked) == 3


def test_a_service_that_failed_is_not_asked_for_the_rest() -> None:
    with serving(in_turn((403, {}, b""))) as server:
        service = crossref(server.address)
        assert one(MARMOT, service).state == "not-checked"
        assert one(MARMOT, service).state == "not-checked"
    assert len(server.asked) == 1


def test_the_pace_of_the_server_is_kept() -> None:
    headers = {"X-Rate-Limit-Limit": "10", "X-Rate-Limit-Interval": "1s"}
    with serving(in_turn((200, headers, FOUND[2]))) as server:
        service = crossref(server.address)
        one(MARMOT, service)
        assert service._web._pause == pytest.approx(0.1)


def test_good_answers_are_kept_and_bad_ones_are_not(tmp_path: Path) -> None:
    with serving(in_turn((200, {}, b"{"), FOUND)) as server:
        for state in ("not-checked", "verified", "verified"):
            cache = Cache(tmp_path / "sub" / "answers.sqlite")
            assert one(MARMOT, crossref(server.address, cache)).state == state
            cache.close()
    assert len(server.asked) == 2


def test_a_broken_cache_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_text("no database, but long enough to look at " * 99)
    with serving(in_turn(FOUND)) as server:
        cache = Cache(tmp_path / "answers.sqlite")
        assert one(MARMOT, crossref(server.address, cache)).state == "verified"


def pubmed(path: str, fields: Fields, body: str) -> Reply:
    """Answer as E-utilities do."""
    if path.endswith("ecitmatch.cgi"):
        lines = fields["bdata"].split("\r")
        told = "".join(
            f"{line}{'90000001' if '|1013|' in line else 'NOT_FOUND'}\n" for line in lines
        )
        return 200, {}, told.encode()
    if path.endswith("esearch.fcgi"):
        found = ["90000001"] if "marmot" in fields["term"] else []
        return as_json({"esearchresult": {"count": str(len(found)), "idlist": found}})
    summary = {
        "uid": "90000001",
        "pubdate": "2011 Feb 15",
        "epubdate": "2010 Dec 20",
        "source": "J Physiol",
        "authors": [
            {"name": "Aldermann RK", "authtype": "Author"},
            {"name": "van der Zijpp T", "authtype": "Author"},
            {"name": "Okonjo P", "authtype": "Author"},
            {"name": "Marmot Group", "authtype": "CollectiveName"},
        ],
        "title": "Slow freezing of alpine marmot hearts preserves mitochondrial function.",
        "volume": "589",
        "issue": "4",
        "pages": "1013-27",
        "pubtype": ["Journal Article", "Retracted Publication"],
        "articleids": [{"idtype": "doi", "value": "10.5555/marmot.2011.4"}],
        "references": [
            {"reftype": "Retraction in", "pmid": 90000099, "refsource": "J Physiol. 2012;590:1"}
        ],
    }
    return as_json({"result": {"uids": ["90000001"], "90000001": summary}})


@pytest.mark.parametrize(
    "text",
    [
        MARMOT,
        f"{MARMOT} PMID: 90000001",
        f"{MARMOT} doi:10.5555/marmot.2011.4",
        MARMOT.replace("1013-27", "1031-27"),
    ],
)
def test_pubmed_is_asked_by_place_number_doi_and_title(text: str) -> None:
    with serving(pubmed) as server:
        found = one(text, PubMed(Web("PubMed", QUICK), server.address))
    assert found.state == ("differs" if "1031" in text else "verified")
    assert found.record is not None
    assert found.record.pmid == "90000001"
    assert found.record.last_page == "1027"
    assert found.notices == (Notice("retracted", "90000099", "", "J Physiol. 2012;590:1"),)


def test_fifty_citations_go_in_one_question() -> None:
    texts = "\n".join(
        f"{n}. Doe J. A work on herring number {n}. Lancet. 2003;361:{n}-{n + 5}."
        for n in range(1, 61)
    )
    with serving(pubmed) as server:
        verify(texts, PubMed(Web("PubMed", QUICK), server.address))
    matched = [fields for path, fields, _ in server.asked if path.endswith("ecitmatch.cgi")]
    assert [each["bdata"].count("\r") + 1 for each in matched] == [50, 10]


RECORD = Record(
    "90000001",
    "10.5555/marmot.2011.4",
    "Slow freezing of alpine marmot hearts preserves mitochondrial function",
    "J Physiol",
    "2011",
    volume="589",
    first_page="1013",
    last_page="1027",
    names="Aldermann\x1fRK\x1evan der Zijpp\x1fT",
)


def engine(path: str, fields: Fields, body: str) -> Reply:
    """Answer as `_msearch` does, by keys and by words of the title."""
    document = to_document(RECORD, [Notice("concern")])
    searches = [json.loads(line) for line in body.splitlines()[1::2]]
    responses = []
    for each in searches:
        said = json.dumps(each)
        by_key = any(str(key) in said for key in document["keys"])
        fits = by_key or ("match" in each["query"] and "marmot" in said)
        hits = [{"_source": document}] if fits else []
        responses.append({"hits": {"hits": hits}, "status": 200})
    return as_json({"responses": responses})


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (MARMOT, "verified"),
        (MARMOT.replace("589", "598").replace("Slow", "Slowest"), "differs"),
        ("Doe J. Herring and the price of salt in towns. Lancet. 2003;361:12-5.", "not-found"),
    ],
)
def test_a_search_engine_answers_a_batch(text: str, state: str) -> None:
    with serving(engine) as server:
        found = one(text, SearchEngine(Web("index", QUICK), f"{server.address}/records"))
    assert found.state == state
    assert server.asked[0][0] == "/records/_msearch"
    assert [each.kind for each in found.notices] == ([] if state == "not-found" else ["concern"])


def test_an_index_holds_the_keys_of_a_file() -> None:
    keys = to_document(RECORD)["keys"]
    assert keys == sorted(set(record_keys(RECORD, fold_words(RECORD.title))))


@pytest.mark.parametrize("answer", [{"responses": [{"error": {}}]}, {"responses": []}, []])
def test_an_engine_that_cannot_search_is_not_checked(answer: object) -> None:
    with serving(in_turn(as_json(answer))) as server:
        assert one(MARMOT, SearchEngine(Web("index", QUICK), server.address)).state == "not-checked"


def glutton(path: str, fields: Fields, body: str) -> Reply:
    """Answer as biblio-glutton does: one record, or 404."""
    said = " ".join(fields.values()).lower()
    if path == "/service/lookup" and ("marmot" in said or fields.get("firstPage") == "1013"):
        return as_json(WORK | {"pmid": "90000001"})
    return 404, {}, b'{"message": "not found"}'


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (MARMOT, "verified"),
        (MARMOT.replace("1013-27", "1031-27"), "differs"),
        ("Doe J. Herring and the price of salt in towns. Lancet. 2003;361:12-5.", "not-found"),
    ],
)
def test_glutton_is_asked_by_place_and_title(text: str, state: str) -> None:
    with serving(glutton) as server:
        found = one(text, Glutton(Web("glutton", QUICK), server.address))
    assert found.state == state
    if found.record is not None:
        assert found.record.pmid == "90000001"


def test_only_what_the_records_do_not_hold_goes_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    made_corpus(tmp_path).close()
    other = "Doe J. Herring and the price of salt in towns. Lancet. 2003;361:12-5."
    (tmp_path / "list.txt").write_text(
        f"A secret of the text.\n\nReferences\n1. {MARMOT}\n2. {other}\n"
    )
    with serving(in_turn(as_json({"message": {"items": []}}))) as server:
        arguments = ["--corpus", str(tmp_path / "made.corpus"), str(tmp_path / "list.txt")]
        assert main(["verify", "--online", f"crossref={server.address}", *arguments]) == 0
    out, err = capsys.readouterr()
    assert "asking Crossref on line: each reference that those records do not hold goes out" in err
    assert "1 verified, 1 not-found" in out
    assert [fields["query.bibliographic"] for _, fields, _ in server.asked] == [other]


def test_check_and_fix_ask_on_line_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "list.txt"
    path.write_text(f"1. {MARMOT.replace('589', '598')}\n")
    with serving(in_turn(FOUND)) as server:
        online = ["--online", f"crossref={server.address}", "--select", "VER002", str(path)]
        assert main(["check", *online]) == 1
        main(["fix", "--unsafe", *online])
    assert "goes out" in capsys.readouterr().err
    assert path.read_text() == f"1. {MARMOT}\n"


def test_no_settings_file_sends_anything_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.carcite]\nonline = ["crossref"]\n')
    (tmp_path / "list.txt").write_text(f"1. {MARMOT}\n")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "list.txt"]) == 2
    assert 'there is no setting "online"' in capsys.readouterr().err


def test_nothing_goes_out_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made_corpus(tmp_path).close()
    (tmp_path / "list.txt").write_text("1. Doe J. Herring and salt. Lancet. 2003;361:12-5.\n")
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("went on line"))
    for command in ("verify", "check"):
        main([command, "--corpus", str(tmp_path / "made.corpus"), str(tmp_path / "list.txt")])


@pytest.mark.parametrize("name", ["nonsense", "glutton", "crossref=ftp://x"])
def test_an_unknown_service_is_said_in_a_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "list.txt").write_text("1. Doe J. Herring and salt. Lancet. 2003;361:12-5.\n")
    assert main(["verify", "--online", name, str(tmp_path / "list.txt")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
