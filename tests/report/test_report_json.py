"""The JSON report."""

from __future__ import annotations

import json as codec

from carcite.report import json
from carcite.text.edit import apply_edits

from .samples import TEXT, checked, finding, findings, sample


def test_fields_of_a_finding() -> None:
    objects = codec.loads(json.write([sample()]))
    assert [each["code"] for each in objects] == ["LST008", "TTL001", "TTL002", "PAG004"]
    assert objects[1] == {
        "code": "TTL001",
        "name": "double-terminal-punctuation",
        "severity": "warning",
        "message": 'title ends in "?."; the question mark ends it',
        "path": "refs.txt",
        "entry": 1,
        "line": 4,
        "column": 97,
        "end_line": 4,
        "end_column": 99,
        "fix": {
            "safety": "safe",
            "title": "Remove the period",
            "edits": [
                {
                    "line": 4,
                    "column": 98,
                    "end_line": 4,
                    "end_column": 99,
                    "start": TEXT.index("?.") + 1,
                    "end": TEXT.index("?.") + 2,
                    "text": "",
                }
            ],
        },
    }


def test_edits_do_the_fix() -> None:
    for each in codec.loads(json.write([sample()])):
        source = next(found for found in findings() if found.code == each["code"])
        if not source.fix:
            assert each["fix"] is None
            continue
        text = TEXT
        for edit in reversed(each["fix"]["edits"]):
            text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
        assert text == apply_edits(TEXT, source.fix.edits)


def test_order_does_not_hang_on_the_order_found() -> None:
    found = [finding(3, 4), finding(0, 9), finding(0, 2, "AUT001"), finding(0, 2, "AUT001")]
    assert json.write([checked("x" * 9, *found)]) == json.write([checked("x" * 9, *found[::-1])])


def test_nothing_found() -> None:
    assert json.write([checked("")]) == "[]\n"


def test_any_text_can_be_encoded() -> None:
    report = json.write([checked("a\udcff\x00b", finding(0, 4, message='"\udcff\x00\u2028'))])
    report.encode()
    assert codec.loads(report)[0]["message"] == '"\ufffd\x00\u2028'
