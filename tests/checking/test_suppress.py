"""Orders in comments, and baselines: what they silence, and what they leave."""

from __future__ import annotations

from collections import Counter

import pytest

from carcite.api import as_document
from carcite.checking.baseline import apply_baseline, dump_baseline, load_baseline
from carcite.checking.check import Choice, Report, check_document
from carcite.checking.suppress import suppress
from carcite.errors import UsageError
from carcite.lists.directives import find_directives, noise_of
from carcite.model.parse import Entry, Parse
from carcite.reading.entry import read_entry
from carcite.text.edit import apply_edits
from carcite.text.source import Source
from carcite.text.span import Span

ONE = "1. Mougiakakos D. Game changer or stepping stone?. Blood 2025; 145: 1841-1849"
TWO = "2. Baker DJ. Assessing the oncogenic risk. Lancet 2025; 405: 754-751"


def check(text: str) -> Report:
    return check_document(as_document(text), Choice(frozenset({"TTL001", "PAG001"}), 2026))


def report_with_raw(comment: str) -> tuple[Report, Source, tuple[Parse, ...]]:
    """Return a report on a clean text, and its source as a format with comments gives it."""
    text = f"{ONE}\n{TWO}\n"
    report = check(text)
    raw = f"{comment}\n{text}"
    offsets = [at + len(comment) + 1 for at in range(len(text) + 1)]
    return report, Source("refs.md", text, raw, offsets), report.parses


@pytest.mark.parametrize(
    ("comment", "codes", "whole"),
    [
        ("<!-- carcite: ignore[TTL001] -->", ("TTL001",), False),
        ("% carcite: ignore", (), False),
        ("# carcite: ignore[ttl001, PAG]", ("TTL001", "PAG"), False),
        ("<!-- carcite: ignore-file[LST007] -->", ("LST007",), True),
        ("// carcite: ignore", (), False),
        ("carcite: ignore", (), False),
    ],
)
def test_reads_orders_in_comments_of_every_format(
    comment: str, codes: tuple[str, ...], whole: bool
) -> None:
    (found,) = find_directives(f"a line\n{comment}\nanother")
    assert (found.codes, found.whole_file) == (codes, whole)
    assert found.span.of(f"a line\n{comment}\nanother") == comment


@pytest.mark.parametrize("text", ["Write carcite: ignore[TTL001] in a comment.", "carcite", ""])
def test_leaves_sentences_alone(text: str) -> None:
    assert find_directives(text) == ()


def test_an_order_on_its_own_line_speaks_of_the_next_entry() -> None:
    report, source, parses = report_with_raw("<!-- carcite: ignore[TTL001] -->")
    left = suppress(report.diagnostics, source, parses)
    assert [each.code for each in left.silenced] == ["TTL001"]
    assert [each.code for each in left.kept] == ["PAG001"]


def test_an_order_for_the_file_speaks_of_every_entry() -> None:
    report, source, parses = report_with_raw("% carcite: ignore-file")
    left = suppress(report.diagnostics, source, parses)
    assert left.kept == ()
    assert len(left.silenced) == 2


def test_an_order_without_effect_is_reported() -> None:
    report, source, parses = report_with_raw("% carcite: ignore[PAG001]")
    left = suppress(report.diagnostics, source, parses)
    assert sorted(each.code for each in left.kept) == ["CFG001", "PAG001", "TTL001"]
    unused = next(each for each in left.kept if each.code == "CFG001")
    assert unused.message == '"carcite: ignore[PAG001]" silences nothing'


def test_an_order_for_a_rule_that_was_off_is_not_called_unused() -> None:
    report, source, parses = report_with_raw("% carcite: ignore[DOI001]")
    left = suppress(report.diagnostics, source, parses, ran=frozenset({"TTL001"}))
    assert "CFG001" not in {each.code for each in left.kept}


def test_an_unused_order_in_plain_text_is_taken_out_with_its_line() -> None:
    text = f"{ONE}\n"
    order = "# carcite: ignore[LST]"
    source = Source("refs.txt", f"{order}\n{text}")
    body = Span(len(order) + 4, len(order) + len(text))
    parse = read_entry(source.slice(body), Entry(body, body))
    (unused,) = suppress((), source, (parse,)).kept
    assert unused.fix is not None
    assert apply_edits(source.text, unused.fix.edits) == text


def test_an_order_inside_an_entry_is_noise_to_the_reader() -> None:
    text = f"{ONE} <!-- carcite: ignore -->"
    spans = list(noise_of(text, Span(3, len(text))))
    assert [each.of(text) for each in spans] == ["<!-- carcite: ignore -->"]


def test_a_baseline_holds_when_entries_move_and_are_renumbered() -> None:
    old = check(f"{ONE}\n{TWO}\n")
    text = dump_baseline([("refs.txt", old.diagnostics, old.parses)])
    held = load_baseline(text, "baseline.json")["refs.txt"]
    moved = check(f"{TWO.replace('2.', '1.', 1)}\n{ONE.replace('1.', '2.', 1)}\n")
    left = apply_baseline(moved.diagnostics, moved.parses, held)
    assert len(moved.diagnostics) == 2
    assert left.kept == ()
    assert len(left.silenced) == 2


def test_a_baseline_does_not_hold_new_findings() -> None:
    old = check(f"{ONE}\n{TWO.replace('754-751', '751-754')}\n")
    held = load_baseline(dump_baseline([("a", old.diagnostics, old.parses)]), "b")["a"]
    new = check(f"{ONE}\n{TWO}\n")
    left = apply_baseline(new.diagnostics, new.parses, held)
    assert [each.code for each in left.kept] == ["PAG001"]
    assert apply_baseline(new.diagnostics, new.parses, Counter()).silenced == ()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"carcite-baseline": 1, "files": {"a": 3}}'])
def test_what_is_no_baseline_is_said_so(text: str) -> None:
    with pytest.raises(UsageError, match="not a baseline"):
        load_baseline(text, "baseline.json")
