"""Abbreviations by rule, and stops in NLM's abbreviations."""

from __future__ import annotations

import pytest

from carcite.authorities.journal_words import abbreviate_iso4, with_stops


@pytest.mark.parametrize(
    ("abbreviation", "title", "dotted"),
    [
        ("N Engl J Med", "The New England journal of medicine", "N. Engl. J. Med."),
        ("Blood", "Blood", "Blood"),
        ("Sci Rep", "Scientific reports", "Sci. Rep."),
        ("Cell Rep", "Cell reports", "Cell Rep."),
        ("PLoS One", "PloS one", "PLoS One"),
        ("Nat Med", "Nature medicine", "Nat. Med."),
        ("JAMA Intern Med", "JAMA internal medicine", "JAMA Intern. Med."),
        ("Rheumatology (Oxford)", "Rheumatology (Oxford, England)", "Rheumatology (Oxford)"),
        ("Arthritis Rheumatol", "", "Arthritis Rheumatol."),
        ("J Clin Invest", "", "J. Clin. Invest."),
        (
            "Proc Natl Acad Sci U S A",
            "Proceedings of the National Academy of Sciences of the United States of America",
            "Proc. Natl. Acad. Sci. U.S.A.",
        ),
        ("", "", ""),
    ],
)
def test_stops(abbreviation: str, title: str, dotted: str) -> None:
    assert with_stops(abbreviation, title) == dotted


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("The New England Journal of Medicine", "New Engl. J. Med."),
        ("Annals of the Rheumatic Diseases", "Ann. Rheum. Dis."),
        ("BMC Medicine", "BMC Med."),
        ("Blood", "Blood"),
        ("", ""),
        ("Cell : a journal", "Cell"),
    ],
)
def test_abbreviation_by_rule(title: str, short: str) -> None:
    assert abbreviate_iso4(title) == short
