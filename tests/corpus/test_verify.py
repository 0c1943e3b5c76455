"""References against made-up records: every state, and what is and is not a difference."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from corpus.made import made_corpus

from carcite.api import verify
from carcite.corpus.protocol import Hit, Query, SourceError
from carcite.corpus.store import FileCorpus
from carcite.corpus.verify import Verification

MARMOT = (
    "Aldermann RK, van der Zijpp T, Okonjo P. Slow freezing of alpine marmot hearts preserves "
    "mitochondrial function. J Physiol. 2011;589(4):1013-27."
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> FileCorpus:
    return made_corpus(tmp_path_factory.mktemp("corpus"))


def one(text: str, corpus: FileCorpus, *, identifiers: bool = True) -> Verification:
    (found,) = verify(text, corpus, identifiers=identifiers)
    return found


def test_a_right_reference_is_verified(corpus: FileCorpus) -> None:
    found = one(MARMOT, corpus)
    assert found.state == "verified"
    assert found.record is not None
    assert found.record.pmid == "90000001"
    assert found.asked[0].name == "made.corpus"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Aldermann RK, van der Zijpp T, Okonjo P", "Aldermann RK, et al"),
        ("van der Zijpp T", "Van Der Zijpp T"),
        ("Aldermann RK", "Aldermann R"),
        ("1013-27", "1013"),
        ("J Physiol", "The Journal of Physiology"),
        ("mitochondrial function", "mitochondrial function?"),
        ("Slow freezing", "Slow-freezing"),
        ("hearts preserves mitochondrial", "heartspreservesmitochondrial"),
        ("hearts", "heart"),
        ("Slow freezing", "K. Slow freezing"),
        ("Aldermann RK", "Aldermann RT"),
        ("mitochondrial function. J Physiol", "mitochondrial function, J. Physiol"),
        ("1013-27", "S1013-S1027"),
        ("preserves mitochondrial function. J", "preserves mitochondrial. Function J"),
    ],
)
def test_what_is_only_written_otherwise_is_no_difference(
    corpus: FileCorpus, old: str, new: str
) -> None:
    assert old in MARMOT
    assert one(MARMOT.replace(old, new), corpus).state == "verified"


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("Okonjo P", "Okonjo B", "initials"),
        ("Okonjo", "Lindqvist", "authors"),
        ("Aldermann RK, van der Zijpp T", "van der Zijpp T, Aldermann RK", "authors"),
        ("alpine marmot", "alpine chamois", "title"),
        ("marmot hearts", "hearts", "title"),
        ("J Physiol", "J Bacteriol", "journal"),
        ("2011", "2012", "year"),
        ("589", "598", "volume"),
        ("(4)", "(6)", "issue"),
        ("1013-27", "1031-27", "first-page"),
        ("van der Zijpp", "vao der Zijpp", "authors"),
        ("van der Zijpp T, Okonjo P. ", "vao Zijpp T, Okonjo P (2011) ", "authors"),
        ("Aldermann RK", "Aldermann TK", "initials"),
        ("1013-27", "1013-72", "last-page"),
        ("1013-27.", "1013-27. doi:10.5555/some.other", "doi"),
    ],
)
def test_one_wrong_field_is_named(corpus: FileCorpus, old: str, new: str, field: str) -> None:
    assert old in MARMOT
    found = one(MARMOT.replace(old, new), corpus)
    assert found.state == "differs"
    assert field in [each.field for each in found.differences]


@pytest.mark.parametrize(
    ("old", "new"), [("118", "181"), ("1974", "1975"), ("613", "631"), ("Bacteriol", "Virol")]
)
def test_without_a_title_one_wrong_field_is_not_found(
    corpus: FileCorpus, old: str, new: str
) -> None:
    right = "J Bacteriol. 1974 May;118(2):613-20"
    assert one(right, corpus).state == "verified"
    found = one(right.replace(old, new), corpus)
    assert found.state == "not-found"
    assert found.record is None


def test_the_other_part_of_a_series_is_not_found(corpus: FileCorpus) -> None:
    text = (
        "Brandvold E, Saether L. Iron and the fatigue of long-distance runners. Part II: women. "
        "Br J Sports Med 1998;32:102-9."
    )
    assert one(text, corpus).state == "not-found"


def test_a_stolen_doi_is_a_conflict(corpus: FileCorpus) -> None:
    text = "Doe J. Quiet nights on the ward. Lancet 2003;361:12-15. doi:10.5555/iron.part1"
    found = one(text, corpus)
    assert found.state == "conflict"
    assert found.other is not None
    assert found.other.pmid == "90000002"
    assert one(text, corpus, identifiers=False).state == "not-found"


def test_two_records_of_one_place_are_never_chosen_between(corpus: FileCorpus) -> None:
    assert one("Quist A. Statement. Nature 1977;265:764.", corpus).state == "ambiguous"


def test_an_article_does_not_verify_a_book(corpus: FileCorpus) -> None:
    text = (
        "Aldermann RK. Slow freezing of alpine marmot hearts preserves mitochondrial function. "
        "2nd ed. Oslo: Universitetsforlaget; 2011."
    )
    assert one(text, corpus).state == "not-found"


def test_a_retraction_is_told_with_its_notice(corpus: FileCorpus) -> None:
    text = "Tveit OK, Lien B. Salt in soup and blood pressure in sailors. Lancet 1983;20:61-9."
    found = one(text, corpus)
    assert found.state == "verified"
    assert [(each.kind, each.pmid) for each in found.notices] == [("retracted", "90000099")]


class _Silent:
    """A source that does not answer."""

    name = "silent"
    as_of = coverage = ""

    def find(self, queries: Sequence[Query], *, wide: bool = False) -> list[tuple[Hit, ...]]:
        raise SourceError("silent: no answer within 10 seconds")


def test_a_failed_source_is_not_checked_and_never_not_found(corpus: FileCorpus) -> None:
    text = "Doe J. Quiet nights on the ward. Lancet 2003;361:12-15."
    (found,) = verify(text, [corpus, _Silent()])
    assert found.state == "not-checked"
    assert found.evidence == "silent: no answer within 10 seconds"
    (found,) = verify(MARMOT, [corpus, _Silent()])
    assert found.state == "verified"


def test_a_damaged_list_of_any_text_raises_nothing(corpus: FileCorpus, tmp_path: Path) -> None:
    for text in ("", ".", "10.1/", "\x00" * 50, "a" * 5000, "Smith J.", "(((((", "🙂 2011;1:1"):
        verify(text, corpus)


def test_a_wrong_first_page_is_told_once(corpus: FileCorpus) -> None:
    found = one(MARMOT.replace("1013-27", "1031-7"), corpus)
    assert [each.field for each in found.differences] == ["first-page"]


def test_author_and_all_of_the_pages_outweigh_a_title_recorded_otherwise(
    corpus: FileCorpus,
) -> None:
    text = "Aldermann RK. Notes on hibernation. J Physiol. 2011;589(4):1013-27."
    found = one(text, corpus)
    assert [each.field for each in found.differences] == ["title"]
    assert one(text.replace("Aldermann RK", "Quist A"), corpus).state == "not-found"


def test_a_title_in_a_longer_one_with_another_place_is_a_conflict(corpus: FileCorpus) -> None:
    text = (
        "Aldermann RK. Slow freezing of alpine marmot hearts preserves mitochondrial function of "
        "cofactors in cancers of the breast. J Physiol. 2011;43:978-91. doi:10.5555/marmot.2011.4"
    )
    assert one(text, corpus).state == "conflict"


def test_a_wrong_volume_without_title_is_named_at_the_nearest(corpus: FileCorpus) -> None:
    found = one("J Bacteriol. 1974 May;181(2):613-20", corpus)
    assert found.nearest is not None
    assert [each.field for each in found.differences] == ["volume"]


def test_what_the_record_does_not_hold_is_said_and_not_taken_for_agreement(
    corpus: FileCorpus,
) -> None:
    text = "Iversen K. Spores of the hay bacillus. J Bacteriol. 1974;118(2):613-620."
    found = one(text, corpus)
    assert found.state == "verified"
    assert found.evidence.endswith("; the record has no title or authors to compare")
    assert "no title" not in one(MARMOT, corpus).evidence


def test_a_like_title_of_other_people_elsewhere_is_not_the_nearest(corpus: FileCorpus) -> None:
    near = MARMOT.replace("589(4):1013-27", "591(2):55-60").replace("alpine", "Alpine young")
    assert one(near, corpus).nearest is not None
    other = (
        "Quist A, Brandvold E. Slow freezing of alpine marmot hearts preserves the mitochondria. "
        "Cryobiology. 2003;46(1):5-9."
    )
    found = one(other, corpus)
    assert (found.state, found.nearest) == ("not-found", None)
