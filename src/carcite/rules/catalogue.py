"""All rules, by code; and the judge of each family.

Adding a rule is writing it in its family's file: the catalogue finds it there. The rules of other
packages are added to them (see `installed`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

from carcite.compare.align import Difference
from carcite.errors import UsageError
from carcite.rules import (
    citations,
    citations_form,
    citations_keys,
    configuration,
    dates,
    dates_access,
    dois,
    dois_facts,
    entries,
    identifiers,
    journals,
    journals_facts,
    journals_names,
    kinds,
    lists,
    lists_habits,
    lists_mixed,
    lists_works,
    marks,
    names,
    names_facts,
    pages,
    punctuation,
    titles,
    titles_facts,
    titles_residue,
    verification,
    verification_later,
    volumes,
)
from carcite.rules.case import Case
from carcite.rules.installed import installed_rules
from carcite.rules.judgement import Judgement
from carcite.rules.rule import Rule, Scope
from carcite.text.near import did_you_mean

# fmt: off
_MODULES = (
    entries, lists, lists_works, lists_habits, lists_mixed, citations, citations_form,
    citations_keys, names, names_facts, titles, titles_facts, titles_residue, journals,
    journals_facts, journals_names, dates, dates_access, volumes, pages, dois, dois_facts,
    identifiers, kinds, punctuation, marks, verification, verification_later, configuration,
)
_FAMILY_ORDER = (
    "PRS", "LST", "CIT", "KEY", "AUT", "TTL", "JNL", "DAT", "VOL", "PAG", "DOI", "IDN", "TYP",
    "PUN", "VER", "CFG",
)
# fmt: on

Judge = Callable[[Difference, Case], Judgement | None]

JUDGES: Mapping[str, Judge] = MappingProxyType(
    {
        "AUT": names.judge,
        "TTL": titles.judge,
        "JNL": journals.judge,
        "DAT": dates.judge,
        "VOL": volumes.judge,
        "PAG": pages.judge,
        "DOI": dois.judge,
        "PUN": punctuation.judge,
    }
)
"""Who names the rule for a difference, by family; the others' differences are not faults."""


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return every rule by its code, in the order of the families."""
    found: dict[str, Rule] = {}
    for module in _MODULES:
        for rule in vars(module).values():
            if isinstance(rule, Rule) and found.setdefault(rule.code, rule) is not rule:
                raise AssertionError(f"two rules bear the code {rule.code}")
    for rule in installed_rules():
        other = found.setdefault(rule.code, rule)
        if other is not rule:
            raise UsageError(f"two rules bear the code {rule.code}: {other.name} and {rule.name}")
    return MappingProxyType(dict(sorted(found.items(), key=lambda item: _place(item[0]))))


def _place(code: str) -> tuple[int, str]:
    family = code[:3]
    order = _FAMILY_ORDER.index(family) if family in _FAMILY_ORDER else len(_FAMILY_ORDER)
    return order, code


@cache
def rules_of(scope: Scope) -> tuple[Rule, ...]:
    """Return the rules that are asked of one kind of thing."""
    return tuple(rule for rule in all_rules().values() if rule.scope == scope)


def find_rule(code: str) -> Rule:
    """Return a rule by code or name; raise UsageError with a suggestion where there is none."""
    rules = all_rules()
    wanted = code.strip()
    if wanted.upper() in rules:
        return rules[wanted.upper()]
    by_name = {rule.name: rule for rule in rules.values()}
    if wanted.lower() in by_name:
        return by_name[wanted.lower()]
    hint = did_you_mean(wanted, (*rules, *by_name), "`carcite rule` lists them")
    raise UsageError(f'unknown rule "{code}"{hint}')
