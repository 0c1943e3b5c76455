"""What a file's markup has no place for is told before, and only shown."""

from __future__ import annotations

from dataclasses import replace

from carcite.api import choose
from carcite.checking.check import check_document
from carcite.checking.markup import MARKUP
from carcite.loading import load_document
from carcite.manuscripts.clean import EditError
from carcite.text.edit import Edit, Safety

TEXT = b"## References\n\n1. June CH. Which cells?. *Burns*. 2009;35:4-9.\n"


def test_a_fix_that_the_format_refuses_is_shown_with_its_reason() -> None:
    document = load_document(TEXT, "a.md")

    def refuse(edits: tuple[Edit, ...]) -> bytes:
        if edits:
            raise EditError("no place", tuple(edits))
        return TEXT

    report = check_document(replace(document, save=refuse), choose("nlm"))
    (fix,) = [each.fix for each in report.diagnostics if each.fix]
    assert (fix.safety, fix.withheld) == (Safety.SHOWN, MARKUP)
    plain = check_document(document, choose("nlm"))
    assert [each.fix.safety for each in plain.diagnostics if each.fix] == [Safety.SAFE]
