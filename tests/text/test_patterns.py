"""No pattern is slow: each one of the package meets texts made to slow it down.

Whatever a pattern repeats, its time grows as the text does, whether it matches or fails.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from text import patternattacks

import carcite
from carcite.text.pattern import pattern

_SEARCHES = {"search", "finditer", "findall", "sub", "subn", "split"}
_ALL = frozenset({"search", "match", "fullmatch"})


@cache
def _modules() -> tuple[Any, ...]:
    names = [each.name for each in pkgutil.walk_packages(carcite.__path__, "carcite.")]
    return tuple(
        importlib.import_module(name)
        for name in names
        if ".build_" not in name and not name.endswith("__main__")
    )


def _inside(value: Any, depth: int = 0) -> Iterator[Any]:
    """Yield the patterns in a value: itself, a container's, a class's, an instance's."""
    if isinstance(value, re.Pattern | type(pattern("a"))):
        yield value
    elif depth > 4:
        return
    elif isinstance(value, dict):
        for each in value.items():
            yield from _inside(each, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _inside(each, depth + 1)
    elif type(value).__module__.startswith("carcite.") or inspect.isclass(value):
        slots = getattr(type(value), "__slots__", ())
        held = [getattr(value, name, None) for name in slots]
        own = (value if inspect.isclass(value) else type(value)).__module__.startswith("carcite.")
        held += list(vars(value).values()) if own and hasattr(value, "__dict__") else []
        for each in held:
            yield from _inside(each, depth + 1)


def _usage(tree: ast.Module) -> dict[str, set[str]]:
    """Return the methods that a file calls on its names; "any" where one is handed on."""
    used = defaultdict(set)
    bare = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            used[node.value.id].add(node.attr)
        if isinstance(node, ast.Compare):
            continue
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Name) and not isinstance(node, ast.Attribute):
                bare.append(child)
    for name in bare:
        if isinstance(name.ctx, ast.Load):
            used[name.id].add("any")
    return used


@cache
def _named() -> dict[str, frozenset[str]]:
    """Return, for "file name", the ways in which its patterns are used all over the package."""
    files = {
        path: ast.parse(path.read_text("utf-8")) for path in Path(carcite.__path__[0]).rglob("*.py")
    }
    ways: dict[str, set[str]] = defaultdict(set)
    for path, tree in files.items():
        home = dict.fromkeys(_usage(tree), path.stem)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                home |= {
                    each.asname or each.name: node.module.rsplit(".", 1)[-1] for each in node.names
                }
        for name, methods in _usage(tree).items():
            ways[f"{home[name]} {name}"] |= methods
    return {name: _ways(methods) for name, methods in ways.items()}


def _ways(methods: set[str]) -> frozenset[str]:
    if "any" in methods:
        return _ALL
    return frozenset(
        methods & {"match", "fullmatch"} | ({"search"} if methods & _SEARCHES else set())
    )


@cache
def _collected() -> dict[tuple[Any, int], tuple[str, frozenset[str]]]:
    """Return every pattern of the package: where it stands, and how it is used."""
    found: dict[tuple[Any, int], tuple[str, frozenset[str]]] = {}

    def add(each: Any, where: str, ways: frozenset[str]) -> None:
        flags = each.flags if isinstance(each, re.Pattern) else each._flags
        first, before = found.get((each.pattern, flags), (where, frozenset()))
        found[each.pattern, flags] = (first, before | ways)

    for module in _modules():
        short = module.__name__.rsplit(".", 1)[-1]
        for name, value in vars(module).items():
            single = isinstance(value, re.Pattern | type(pattern("a")))
            ways = _named().get(f"{short} {name}", frozenset()) if single else _ALL
            if callable(value) and hasattr(value, "cache_info"):
                value = _cached(value)
            for each in _inside(value):
                add(each, f"{module.__name__}.{name}", ways)
        for text, way in _written_in_place(module):
            add(re.compile(text), f"{module.__name__}: {text}", way)
    return {key: (where, ways or _ALL) for key, (where, ways) in found.items()}


def _cached(function: Any) -> list[Any]:
    """Return the patterns that a cached function compiles for each of its yes and no."""
    asked = inspect.signature(function)
    if "Pattern" not in str(asked.return_annotation):
        return []
    if any(str(each.annotation) != "bool" for each in asked.parameters.values()):
        return []
    answers = product((True, False), repeat=len(asked.parameters))
    return [function(**dict(zip(asked.parameters, each, strict=True))) for each in answers]


def _written_in_place(module: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the patterns that stand in the calls of re's own functions, and how they are used.

    Those put together of a module's own names are among them; not those of a function's.
    """
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
            way, first = _ways({node.func.attr}), node.args[0]
            if of_re and way and isinstance(first, ast.Constant | ast.JoinedStr):
                text = _evaluated(first, module)
                if isinstance(text, str):
                    yield text, way


def _evaluated(node: ast.expr, module: Any) -> object:
    names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    if not names <= vars(module).keys():
        return None
    return eval(compile(ast.Expression(node), module.__name__, "eval"), dict(vars(module)))


def test_patterns_put_together_in_place_are_found() -> None:
    homes = {where.partition(": ")[0] for where, _ in _collected().values() if ": " in where}
    assert {"carcite.identifiers.isbn", "carcite.rules.pages"} <= homes


def test_the_patterns_are_found() -> None:
    places = {where for where, _ in _collected().values()}
    assert len(places) > 450
    for known in (
        "carcite.lists.headings._HEADING",
        "carcite.reading.parts.access_items._compiled",
        "carcite.manuscripts.docx.fields._LISTS",
    ):
        assert known in places


@pytest.mark.parametrize(
    ("slow", "way"), [(r"(?:ab?|cd)*e", "search"), (r"(?:\w+\s*)=", "search"), (r"(a*)*b", "match")]
)
def test_an_attack_tells_a_slow_pattern(slow: str, way: str) -> None:
    assert patternattacks.slowest(re.compile(slow), frozenset({way}))


@pytest.mark.parametrize("room", sorted({each.__name__.split(".")[1] for each in _modules()}))
def test_no_text_makes_a_pattern_slow(room: str) -> None:
    slow = []
    for (source, flags), (where, ways) in _collected().items():
        if where.split(":")[0].split(".")[1] == room and (
            how := patternattacks.slowest(re.compile(source, flags), ways)
        ):
            slow.append(f"{where} {how}")
    assert not slow, "\n".join(slow)
