"""Every rule explains itself: what, why, wrong, right, its source, and what its fix is worth."""

from __future__ import annotations

import re

import pytest

from carcite.rules.catalogue import all_rules, find_rule
from carcite.rules.page import write
from carcite.rules.rule import Rule
from carcite.text.edit import Safety


@pytest.mark.parametrize("rule", all_rules().values(), ids=list(all_rules()))
def test_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.code), "three letters and three figures"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name), "lower-case words and hyphens, no figures"
    assert not rule.name.startswith(("check-", "no-"))
    assert rule.summary.endswith(".")
    assert rule.why.endswith((".", ".)")), "Why: ends with a stop"
    assert rule.wrong, "an example behind Wrong:"
    assert rule.right, "the same right, behind Right:"
    assert rule.basis
    if rule.safety is None:
        assert rule.unsafe, "a rule without a fix says why (No fix: ...)"
    elif rule.safety is not Safety.SAFE:
        assert rule.unsafe, "a rule whose fix is not safe says when (Unsafe: ...)"


def test_names_are_unique_and_lead_to_the_rule() -> None:
    rules = all_rules().values()
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(find_rule(rule.name) is rule for rule in rules)


def test_the_page_lists_every_rule_once() -> None:
    rows = [line.split(" | ")[0] for line in write().splitlines()[2:]]
    assert rows == [f"| {code}" for code in all_rules()]
