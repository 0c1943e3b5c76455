"""JUnit XML."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from carcite.model.diagnostics import Severity
from carcite.report import junit
from carcite.report.model import Checked

from .samples import checked, finding, sample


def read(*files: Checked) -> ElementTree.Element:
    return ElementTree.fromstring(junit.write(files).encode("utf-8"))


def test_a_suite_a_file_and_a_case_an_entry() -> None:
    root = read(sample(), sample("b.txt"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("10", "6", "0")
    suites = root.findall("testsuite")
    assert [suite.get("name") for suite in suites] == ["refs.txt", "b.txt"]
    cases = suites[0].findall("testcase")
    assert [case.get("classname") for case in cases] == ["refs.txt"] * 5
    assert cases[0].get("name") == (
        "1. Mougiakakos D, Meyer E, Schett G. CAR T-cells in autoimmunity: game…"
    )
    assert [case.get("name") for case in cases][-1] == "the whole list"
    assert [len(case.findall("failure")) for case in cases] == [1, 1, 1, 0, 0]


def test_failure_says_where_and_what() -> None:
    failure = read(sample()).find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("type") == "TTL001"
    assert failure.get("message") == 'title ends in "?."; the question mark ends it'
    assert failure.text is not None
    assert failure.text.startswith('refs.txt:4:97: TTL001 title ends in "?."')


def test_infos_do_not_fail() -> None:
    root = read(checked("a,,b", finding(1, 3, severity=Severity.INFO)))
    assert root.get("failures") == "0"
    output = root.findtext("testsuite/testcase/system-out")
    assert output == "r.txt:1:2: PUN002 two commas; one is wanted"


def test_findings_of_one_case_are_one_failure() -> None:
    root = read(checked("a,,b", finding(1, 3), finding(0, 1, "AUT001"), finding(2, 3)))
    (failure,) = root.findall("testsuite/testcase/failure")
    assert failure.get("type") == "AUT001 PUN002"


@given(st.text(), st.text())
def test_any_text_is_well_formed(message: str, name: str) -> None:
    root = read(checked("a,,b", finding(1, 3, message=message), name=name))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None


def test_attributes_keep_what_xml_can_hold() -> None:
    root = read(checked("a", finding(0, 1, message='<a> & "b"\n\t\x00\x1b\ufffe\udcffc')))
    failure = root.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == '<a> & "b"\n\tc'
