"""`carcite parse`: references as data, in every format that is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import CLEAN, SEED, carcite

ENTRIES = [
    "June CH, O'Connor RS, Kawalekar OU, et al. CAR T cells. Science. 2018;359(6382):1361-5.",
    "2. Qin C, Tian DS. Anti-BCMA CAR T-cell therapy. Signal Transduct Target Ther. 2023;8:5.",
    "[3] Baker DJ. Assessing the risk. Lancet 2025; 405: 751-754",
]  # fmt: skip


def test_the_seed_becomes_csl_json() -> None:
    done = carcite("parse", SEED)
    items = json.loads(done.out)
    assert (done.code, done.err, len(items)) == (0, "", 16)
    assert items[14]["author"][1] == {
        "family": "Bonin", "given": "M.", "non-dropping-particle": "von",
    } or items[14]["author"][1] == {
        "family": "Bonin", "given": "M.", "dropping-particle": "von",
    }  # fmt: skip
    assert items[13]["number"] == "5" if "number" in items[13] else items[13]["page"] == "5"
    assert {item["type"] for item in items} == {"article-journal"}
    assert items[0]["custom"] == {"et-al": True}, "what CSL has no word for"


def test_a_list_is_read_by_the_style_that_printed_it() -> None:
    entry = "P. R. Murray and K. S. Rosenthal, Medical microbiology, Mosby, London, 2002."
    for options in ((), ("--lines",)):
        done = carcite("parse", "-", "--style", "royal-society-of-chemistry", *options, given=entry)
        item = json.loads(done.out)
        item = item[0] if isinstance(item, list) else item
        assert (done.code, item["type"], item["title"]) == (0, "book", "Medical microbiology")
    done = carcite("parse", "-", "--style", "royal-society-of-chemistri", given=entry)
    assert done.code == 2
    assert "royal-society-of-chemistry" in done.err


def test_a_line_in_is_an_object_out() -> None:
    given = "\n".join([*ENTRIES[:2], "", ENTRIES[2]]) + "\n"
    done = carcite("parse", "-", "--lines", given=given)
    lines = done.out.splitlines()
    assert done.code == 0
    assert len(lines) == 4
    items = [json.loads(line) for line in lines]
    assert items[2] == {}
    assert [item.get("volume") for item in items] == ["359", "8", None, "405"]
    assert [item.get("container-title") for item in items] == [
        "Science", "Signal Transduct Target Ther", None, "Lancet",
    ]  # fmt: skip
    assert [item.get("id") for item in items] == ["1", "2", None, "4"]


def test_lines_are_read_from_a_file_with_any_line_end(tmp_path: Path) -> None:
    path = tmp_path / "entries.txt"
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join(ENTRIES).encode())
    items = [json.loads(line) for line in carcite("parse", path, "--lines").out.splitlines()]
    assert [item["volume"] for item in items] == ["359", "8", "405"]


def test_lines_keep_going_through_what_is_no_reference() -> None:
    strange = ["\x00\x01", "(((((", "1. ", "x" * 100_000, ENTRIES[0]]
    out = carcite("parse", "-", "--lines", given="\n".join(strange)).out
    items = [json.loads(line) for line in out.splitlines()]
    assert len(items) == len(strange)
    assert items[-1]["volume"] == "359"


@pytest.mark.parametrize("to", ["csl-json", "csl-jsonl", "bibtex", "ris", "medline"])
def test_what_is_written_is_read_back(to: str, tmp_path: Path) -> None:
    written = carcite("parse", "-", "--to", to, given=CLEAN).out
    suffix = {"bibtex": "bib", "ris": "ris", "medline": "nbib"}.get(to, "json")
    path = tmp_path / f"refs.{suffix}"
    if to == "csl-jsonl":
        written = f"[{','.join(written.splitlines())}]"
    path.write_text(written, encoding="utf-8")
    items = json.loads(carcite("parse", path).out)
    wanted = json.loads(carcite("parse", "-", given=CLEAN).out)
    for item, want in zip(items, wanted, strict=True):
        for key in ("title", "volume", "issue", "page", "type", "issued"):
            assert item[key] == want[key], key
        assert [each["family"] for each in item["author"]] == [
            each["family"] for each in want["author"]
        ]


def test_what_a_format_cannot_hold_is_said() -> None:
    done = carcite("parse", SEED, "--to", "bibtex")
    assert done.code == 0
    assert done.out.count("@article{") == 16
    assert all(line.startswith("carcite: ") for line in done.err.splitlines())


def test_one_reference_without_a_heading_is_a_list() -> None:
    (item,) = json.loads(carcite("parse", "-", given=ENTRIES[0]).out)
    assert item["title"] == "CAR T cells"
