"""cs:choose: the tests of cs:if and how several of them combine.

CSL 1.0.2, "Choose".

>>> combine([lambda c: True, lambda c: False], "any")(None)
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from carcite.csl.elements.context import (
    FIRST,
    IBID,
    IBID_WITH_LOCATOR,
    NOTHING,
    Context,
    Render,
    Test,
)
from carcite.csl.elements.numbers import is_numeric
from carcite.csl.elements.protocol import Compile, Compiling
from carcite.csl.record import DATE_VARIABLES
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.tokens import Stream

_BRANCHES: Final = ("if", "else-if", "else")


def combine(tests: Sequence[Test], match: str) -> Test:
    """Join tests by the value of the match attribute."""
    tests = tuple(tests)
    if match == "any":
        return lambda context: any(test(context) for test in tests)
    if match == "none":
        return lambda context: not any(test(context) for test in tests)
    if len(tests) == 1:
        return tests[0]
    return lambda context: all(test(context) for test in tests)


def compile_test(compiler: Compiling, element: Element) -> Test:
    """Compile the test of a cs:if or cs:else-if."""
    tests: list[Test] = []
    match = element.get("match", "all")
    for name, value in element.attributes.items():
        words = value.split()
        if name == "match":
            continue
        if name == "type":
            tests.append(_type_test(frozenset(words)))
        elif name == "variable":
            tests.extend(_has(word) for word in words)
        elif name == "is-numeric":
            tests.extend(_numeric(word) for word in words)
        elif name == "is-uncertain-date":
            tests.extend(_uncertain(word) for word in words)
        elif name == "locator":
            tests.extend(_locator(word) for word in words)
        elif name == "position":
            tests.extend(_position(compiler, word) for word in words)
        elif name == "disambiguate":
            compiler.tests_disambiguate = True
            tests.append(_disambiguate(value == "true"))
        elif name in ("context", "has-year-only", "has-day", "is-plural", "is-multiple", "genre",
                      "jurisdiction", "subjurisdictions", "page", "has-to-month-or-season",
                      "is-parallel", "country", "consecutive"):  # fmt: skip
            tests.append(lambda context: False)
        else:
            compiler.fail(element, f'no condition "{name}" in CSL')
    if not tests:
        return lambda context: True
    return combine(tests, match)


def _type_test(types: frozenset[str]) -> Test:
    """Test the type; an item has one only, so that several types mean any of them."""
    return lambda context: context.record.type in types


def _has(variable: str) -> Test:
    return lambda context: context.has(variable)


def _numeric(variable: str) -> Test:
    def test(context: Context) -> bool:
        return is_numeric(context.text(variable))

    return test


def _uncertain(variable: str) -> Test:
    return lambda context: (
        context.record.date(variable).circa if variable in DATE_VARIABLES else False
    )


def _locator(label: str) -> Test:
    label = label.replace(" ", "-")
    return lambda context: bool(context.locator) and context.label.replace(" ", "-") == label


def _position(compiler: Compiling, word: str) -> Test:
    if compiler.area == "bibliography":
        return lambda context: False
    if word == "first":
        return lambda context: context.position == FIRST
    if word == "subsequent":
        return lambda context: context.position > FIRST
    if word == "ibid":
        return lambda context: context.position >= IBID
    if word == "ibid-with-locator":
        return lambda context: context.position == IBID_WITH_LOCATOR
    if word == "near-note":
        return lambda context: context.near
    return lambda context: False


def _disambiguate(wanted: bool) -> Test:
    def test(context: Context) -> bool:
        context.conditions += 1
        return (context.conditions <= context.disambiguate) == wanted

    return test


def compile_choose(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:choose into a list of tests and what they lead to."""
    branches: list[tuple[Test | None, Render]] = []
    start = heaviest = compiler.weight
    for child in element.children:
        if child.tag not in _BRANCHES:
            compiler.fail(child, f"<{child.tag}> cannot stand in <choose>")
        compiler.weight = start
        body = compiler.branch(child.children, delimiter)
        heaviest = max(heaviest, compiler.weight)
        branches.append((None if child.tag == "else" else compile_test(compiler, child), body))
    compiler.weight = heaviest

    def render(context: Context, out: Stream) -> int:
        for test, body in branches:
            if test is None or test(context):
                return body(context, out)
        return NOTHING

    return render


CHOICES: Final[Mapping[str, Compile]] = {"choose": compile_choose}
