"""What a person decides on the page is what `fix --decisions` makes, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ROOT, carcite

from carcite.text.source import Source

from .chromium import Chromium
from .test_report_browser import wait_for

LIST = """References

1. June CH, Brudno JN. A first title that is long enough?. Blood. 2016;127(26):3321-30.
2. Levine BL, June CH. A second title that differs?. Lancet. 2025;405(10480):754-1.
3. Rejeski K, Perez A. A third one about something else. Science. 2018;359(6382):1361-5.
"""


@pytest.fixture
def refs(tmp_path: Path) -> Path:
    path = tmp_path / "refs.txt"
    path.write_text(LIST, encoding="utf-8")
    return path


def opened(browser: Chromium, path: Path) -> Chromium:
    page = carcite("check", path, "--style", "nlm", "--output-format", "html").out
    browser.open(page)
    browser.cdp(
        "Browser.setDownloadBehavior", behavior="allow", downloadPath=str(browser.downloads)
    )
    return browser


def decide(page: Chromium, code: str, kind: str, number: int = 0) -> None:
    page.run(
        "[...document.querySelectorAll(`.finding[data-code=${arguments[0]}]`)][arguments[2]]"
        ".querySelector(`[data-decide=${arguments[1]}]`).click()",
        code,
        kind,
        number,
    )


def live(page: Chromium) -> str:
    return str(page.run("return document.querySelector('[data-list]').textContent"))


def downloaded(page: Chromium) -> Path:
    file = page.downloads / "refs-decisions.json"
    file.unlink(missing_ok=True)
    page.run("document.querySelector('[data-decisions]').click()")
    wait_for(file.exists)
    return file


def test_decisions_are_carried_out(browser: Chromium, refs: Path) -> None:
    page = opened(browser, refs)
    assert "long enough? Blood" in live(page)
    decide(page, "PAG001", "accept")
    decide(page, "TTL001", "ignore", 1)
    seen = live(page)
    assert "751-4" in seen
    assert "differs?. Lancet" in seen
    file = downloaded(page)
    done = carcite("fix", refs, "--style", "nlm", "--decisions", file, "-o", "-")
    assert done.out == f"References\n\n{seen}"
    assert page.log() == []


def test_a_rule_that_is_ignored_is_left_alone_and_can_come_back(
    browser: Chromium, refs: Path
) -> None:
    page = opened(browser, refs)
    decide(page, "TTL001", "rule")
    assert live(page) == LIST.partition("\n\n")[2]
    held = json.loads(downloaded(page).read_text(encoding="utf-8"))
    assert held["ignored-rules"] == ["TTL001"]
    decide(page, "TTL001", "rule")
    assert "long enough? Blood" in live(page)


def made(path: Path, **changed: object) -> Path:
    """Write a file of decisions that accepts nothing."""
    held = {
        "carcite-decisions": 1,
        "text": Source("refs.txt", LIST).fingerprint,
        "accepted": [],
        "ignored": [],
    }
    path.write_text(json.dumps({**held, **changed}), encoding="utf-8")
    return path


def test_nothing_accepted_changes_nothing(refs: Path, tmp_path: Path) -> None:
    done = carcite("fix", refs, "--style", "nlm", "--decisions", made(tmp_path / "d.json"))
    assert refs.read_text(encoding="utf-8") == LIST
    assert "0 fixes made" in done.err


def test_a_file_of_decisions_can_ask_for_nothing_that_carcite_did_not_find(
    refs: Path, tmp_path: Path
) -> None:
    asked = {"code": "TTL001", "says": "mine", "edits": [[0, 10, "Hacked"]]}
    file = made(tmp_path / "d.json", accepted=[asked])
    done = carcite("fix", refs, "--style", "nlm", "--decisions", file)
    assert refs.read_text(encoding="utf-8") == LIST
    assert "accepted and not made, for it does not fit the others: TTL001 mine" in done.err


def test_what_was_made_in_part_is_told(refs: Path, tmp_path: Path) -> None:
    at = LIST.index("?. Blood") + 1
    asked = {"code": "TTL001", "says": "both", "edits": [[at, at + 2, " "], [3, 4, "x"]]}
    done = carcite(
        "fix", refs, "--style", "nlm", "--decisions", made(tmp_path / "d.json", accepted=[asked])
    )
    assert "enough? Blood" in refs.read_text(encoding="utf-8")
    assert "does not fit the others: TTL001 both (1 of 2 places)" in done.err


def test_decisions_on_a_word_file_are_tracked_changes(tmp_path: Path) -> None:
    from manuscripts.docx.docx_making import W, root_of

    from carcite.manuscripts.docx import document as docx

    paper = ROOT / "fixtures" / "formats" / "word" / "automatic_numbers.docx"
    text = docx.read(paper.read_bytes(), "a.docx").source.text
    found = json.loads(carcite("check", paper, "--output-format", "json").out)
    (pages,) = [each for each in found if each["code"] == "PAG001"]
    at = text.index("1015-1003")
    held = {
        "carcite-decisions": 1,
        "text": Source("paper.docx", text).fingerprint,
        "accepted": [
            {"code": "PAG001", "says": pages["message"], "edits": [[at, at + 9, "1003-1015"]]}
        ],
        "ignored": [],
        "ignored-rules": sorted({each["code"] for each in found} - {"PAG001"}),
    }
    (tmp_path / "d.json").write_text(json.dumps(held), encoding="utf-8")
    out = tmp_path / "out.docx"
    done = carcite(
        "fix", paper, "--decisions", tmp_path / "d.json", "-o", out, "--track-changes", "--comments"
    )
    assert "1 fix made" in done.err
    marks = [node.get(f"{{{W}}}author") for node in root_of(out.read_bytes()).iter(f"{{{W}}}del")]
    assert set(marks) == {"carcite"}
    assert docx.read(out.read_bytes(), "a.docx").source.text == text.replace(
        "1015-1003", "1003-1015"
    )


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a file of decisions"),
        (b"[]", "not a file of decisions"),
        (b"[" * 100_000, "not a file of decisions"),
        (b'{"carcite-decisions": 1, "text": "x"}', "not a file of decisions"),
        (b'{"carcite-decisions": 9}', "not decisions that this version"),
        (
            b'{"carcite-decisions": 1, "text": "x", "accepted": [], "ignored": []}',
            "not the text that was decided on",
        ),
    ],
)
def test_what_are_no_decisions_on_this_text_is_one_line(
    refs: Path, tmp_path: Path, data: bytes, says: str
) -> None:
    file = tmp_path / "d.json"
    file.write_bytes(data)
    done = carcite("fix", refs, "--decisions", file)
    assert done.code == 2
    assert says in done.err
    assert done.err.count("\n") == 1
    assert refs.read_text(encoding="utf-8") == LIST
