"""What holds for any text: nothing raises, nothing is lost, mending twice is mending once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from strategies import any_text, articles, lists

import carcite
from carcite.api import as_document, choose
from carcite.checking.check import check_document
from carcite.checking.fix import mend
from carcite.compare.normalise import meaning
from carcite.reading.entry import read_entry
from carcite.styles.house.profiles import PROFILES
from carcite.styles.house.write import VancouverStyle
from carcite.text.edit import apply_edits

slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)


@slow
@given(any_text)
def test_pieces_join_to_the_text(text: str) -> None:
    parse = read_entry(text)
    assert "".join(piece.text for piece in parse.layout) == text


@slow
@given(articles())
def test_pieces_join_to_a_reference(text: str) -> None:
    parse = read_entry(text)
    assert "".join(piece.text for piece in parse.layout) == text
    starts = [span for _, *span in parse.layout.marks]
    assert starts == sorted(starts)


@slow
@given(any_text)
def test_checking_and_mending_never_raise(text: str) -> None:
    carcite.check(text)
    carcite.fix(text)


@slow
@given(lists())
def test_fixing_twice_is_fixing_once(text: str) -> None:
    for style in ("auto", "nlm"):
        once = carcite.fix(text, style).text
        assert carcite.fix(once, style).text == once


@slow
@given(lists())
def test_safe_fixes_keep_what_every_reference_means(text: str) -> None:
    for style in ("auto", "nlm", "thieme"):
        document = as_document(text)
        report = check_document(document, choose(style))
        mended = as_document(apply_edits(text, mend(report).edits))
        profile = PROFILES["nlm"]
        before = [meaning(each.reference, profile) for each in report.parses]
        after = check_document(mended, choose(style)).parses
        assert [meaning(each.reference, profile) for each in after] == before


@slow
@given(articles())
def test_what_a_style_prints_reads_as_the_same_reference(text: str) -> None:
    parse = read_entry(text)
    for name in ("nlm", "ama", "thieme", "bmj", "lancet"):
        style = VancouverStyle(PROFILES[name])
        printed = style.write(parse.reference)
        assert "".join(piece.text for piece in printed) == printed.text
        again = read_entry(printed.text)
        if parse.is_read and again.is_read:
            assert style.write(again.reference).text == printed.text
