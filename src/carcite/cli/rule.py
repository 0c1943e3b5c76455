"""`carcite rule`: explain a rule, or list them all."""

from __future__ import annotations

import argparse
import textwrap

from carcite.cli.output import tell
from carcite.rules.catalogue import all_rules, find_rule
from carcite.rules.rule import Rule

_HEAD = """\
# The rules

`carcite rule CODE` says more of each: why it matters, a wrong and a right example, and when its fix is not safe.
This page is made from the rules themselves: `carcite rule --markdown > src/carcite/rules/RULES.md`.

"""  # noqa: E501


def run(arguments: argparse.Namespace) -> int:
    """Print one rule in full, or a line for each, or all as a page."""
    if arguments.markdown:
        from carcite.rules.page import write

        print(_HEAD + write(), end="")
        return 0
    if arguments.code is None:
        for rule in all_rules().values():
            on = "" if rule.default else "  (off by default)"
            tell(f"{rule.code}  {rule.severity.value:8} {rule.name:32} {_fix(rule)}{on}".rstrip())
        return 0
    tell(explain(find_rule(arguments.code)))
    return 0


def _fix(rule: Rule) -> str:
    return f"{rule.safety.value} fix" if rule.safety else ""


def explain(rule: Rule) -> str:
    """Return a rule as a page for people."""
    parts = [f"{rule.code} {rule.name} ({rule.severity.value})", "", rule.summary, ""]
    for title, text in (
        ("Why", rule.why),
        ("Wrong", rule.wrong),
        ("Right", rule.right),
        (
            "Fix",
            ": ".join(filter(None, (rule.safety.value if rule.safety else "none", rule.unsafe))),
        ),
        ("Source", rule.basis),
    ):
        if text:
            parts.append(textwrap.fill(f"{title + ':':8}{text}", 88, subsequent_indent=" " * 8))
    return "\n".join(parts)
