"""The user's own journal table: read from NLM's and JabRef's lists, saved whole, asked first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from carcite.authorities import journal_table, journals, user_journals
from carcite.errors import UnreadableError

MEDLINE = """--------------------------------------------------------
JrId: 1
JournalTitle: AADE editors' journal
MedAbbr: AADE Ed J
ISSN (Print): 0160-6999
ISSN (Online):
IsoAbbr: AADE Ed J
NlmId: 7708172
--------------------------------------------------------
JrId: 2
JournalTitle: The Journal of things
MedAbbr: J Thing Res
ISSN (Print): 1234-5679
ISSN (Online): 0028-4793
NlmId: 9900001
--------------------------------------------------------
"""


def _forget() -> None:
    for name, each in vars(journals).items():
        if hasattr(each, "cache_clear") and name != "user_folder":
            each.cache_clear()


@pytest.fixture
def user_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("CARCITE_DATA_DIR", str(tmp_path / "data"))
    _forget()
    yield tmp_path
    _forget()


def test_a_medline_list_takes_precedence(user_table: Path) -> None:
    source = user_table / "J_Medline.txt"
    source.write_text(MEDLINE, encoding="utf-8")
    count, folder = user_journals.import_file(source)
    assert (count, folder) == (2, user_table / "data")
    _forget()
    assert journals.find("AADE Ed J")[0].title == "AADE editors' journal"
    assert [row.abbreviation for row in journals.find("0028-4793")] == ["J Thing Res"]
    assert [row.abbreviation for row in journals.find("Blood")] == ["Blood"]
    assert journals.known("J. Thing Res.")
    assert journals.near("J Thing Rese")[0].abbreviation == "J Thing Res"
    assert sorted(path.name for path in folder.iterdir()) == ["journals.index", "journals.tsv"]


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_jabref_list(delimiter: str, tmp_path: Path) -> None:
    source = tmp_path / "list.csv"
    rows = [["Annals of Things", "Ann. Things", "Ann Thgs"], ['"Things, Old"', "Thing. Old"]]
    source.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    first, second = user_journals.read_journal_list(source)
    assert (first.title, first.abbreviation, first.variants) == (
        "Annals of Things",
        "Ann Things",
        ("Ann Thgs",),
    )
    assert (second.title, second.abbreviation) == ("Things, Old", "Thing Old")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no journal"),
        (b"just words\n", "holds no journal"),
        (b"1. June CH, Qin C. Cells, and more. Blood\n2. Lee D, Kim E. More\n", "no journal"),
        (b"# A title\n\nWe know, as others do, of cells.\n", "holds no journal"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a\0b;c", "binary"),
    ],
)
def test_other_files_are_refused_in_one_line(data: bytes, reason: str, tmp_path: Path) -> None:
    source = tmp_path / "list"
    source.write_bytes(data)
    with pytest.raises(UnreadableError, match=reason) as error:
        user_journals.read_journal_list(source)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        user_journals.read_journal_list(tmp_path / "none.txt")


def test_a_stale_index_is_built_anew(tmp_path: Path) -> None:
    rows = [journal_table.Journal("Annals of Things", "Ann Things", origin="test")]
    journal_table.save_table(rows, tmp_path)
    for index in (b"", b"rubbish", (tmp_path / "journals.index").read_bytes()[:30]):
        (tmp_path / "journals.index").write_bytes(index)
        table = journal_table.read_table(tmp_path)
        assert table.find("ann things") == tuple(rows)
        assert "annals of things" in table
        assert "ann" not in table


def test_a_home_that_cannot_be_read_leaves_the_packaged_table(
    user_table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: Path) -> journal_table.Table:
        if folder == user_table / "data":
            raise PermissionError(13, "Permission denied", str(folder))
        return read_table(folder)

    read_table = journal_table.read_table
    monkeypatch.setattr(journal_table, "read_table", refuse)
    assert journals.known("Blood")


def test_a_system_without_homes_leaves_the_packaged_table(
    user_table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(journals, "user_folder", refuse)
    assert journals.known("Blood")


@pytest.mark.parametrize("data", [b"title\n\xff\xfe\x00", b"title\nno tab here\n"])
def test_a_damaged_table_is_named(data: bytes, user_table: Path) -> None:
    (user_table / "data").mkdir()
    (user_table / "data" / journal_table.ROWS).write_bytes(data)
    with pytest.raises(UnreadableError, match="the journal table is damaged"):
        journals.known("Blood")
