"""How many small faults in a module do its nearest tests find?

A mutant is the module with one change: a comparison or a condition turned round, a number one more,
a text longer, a value not returned, a statement gone. Each runs in a child of this process, which
has everything imported, and counts as found where a test fails or does not end.

    nice -n 10 python tests/benchmarks/mutants.py src/carcite/identifiers/doi.py \
        tests/identifiers src/carcite/identifiers/doi.py --sample 60
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import gc
import importlib
import io
import os
import random
import signal
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

_TURNED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip
_SECONDS = 60
Change = tuple[str, ast.AST, str, object]
"""What is told of it; the node, its field, and what comes into the field."""


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every change of a module, but for docstrings, annotations and imports."""
    typed = {id(each) for node in ast.walk(tree) for each in _annotations(node)}
    words = {
        id(node.value) for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for node in ast.walk(tree):
        if id(node) in typed or id(node) in words:
            continue
        if isinstance(node, ast.Compare):
            for place, sign in enumerate(node.ops):
                turned = [*node.ops[:place], _TURNED[type(sign)](), *node.ops[place + 1 :]]
                yield f"{type(sign).__name__} turned", node, "ops", turned
        elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in _TURNED:
            yield f"{type(node.op).__name__} turned", node, "op", _TURNED[type(node.op)]()
        elif isinstance(node, ast.If | ast.IfExp | ast.While):
            turned = ast.UnaryOp(ast.Not(), node.test)
            yield "condition turned", node, "test", ast.copy_location(turned, node.test)
        elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
            yield f"{node.value} turned", node, "value", not node.value
        elif isinstance(node, ast.Constant) and isinstance(node.value, int):
            yield f"{node.value} + 1", node, "value", node.value + 1
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f"{node.value[:20]!r} longer", node, "value", f"{node.value}XX"
        elif isinstance(node, ast.Return) and node.value is not None:
            none = ast.copy_location(ast.Constant(None), node.value)
            yield "nothing returned", node, "value", none
        for name in ("body", "orelse"):
            inside = getattr(node, name, None)
            for place, each in enumerate(inside if isinstance(inside, list) else ()):
                if isinstance(each, ast.AugAssign | ast.Continue | ast.Break) or (
                    isinstance(each, ast.Expr) and isinstance(each.value, ast.Call)
                ):
                    left = [*inside[:place], ast.copy_location(ast.Pass(), each)]
                    yield "statement gone", node, name, [*left, *inside[place + 1 :]]


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    for name in ("annotation", "returns"):
        if (held := getattr(node, name, None)) is not None:
            yield from ast.walk(held)


def mutant(tree: ast.Module, number: int) -> tuple[str, int, ast.Module]:
    """Return the module with its change of that number, what it is and its line."""
    other = copy.deepcopy(tree)
    what, node, field, new = next(c for at, c in enumerate(changes(other)) if at == number)
    line = getattr(node, "lineno", 0)
    if isinstance(new, list) and what == "statement gone":
        line = next((e.lineno for e in new if isinstance(e, ast.Pass)), line)
    setattr(node, field, new)
    return what, line, ast.fix_missing_locations(other)


def put_in(module: types.ModuleType, tree: ast.Module) -> None:
    """Make a mutant what the whole process uses in the place of its module.

    Functions get the new code wherever they are held, in registries and behind decorators too;
    other values are swapped in every module that has them.
    """
    code = compile(tree, str(module.__file__), "exec")
    fresh = types.ModuleType(module.__name__)
    fresh.__file__ = module.__file__
    exec(code, fresh.__dict__)
    codes = {each.co_qualname: each for each in _codes(code)}
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType) and each.__module__ == module.__name__:
            new = codes.get(each.__qualname__)
            if new is not None and new.co_freevars == each.__code__.co_freevars:
                each.__code__ = new
        elif hasattr(type(each), "cache_clear") and each.__module__ == module.__name__:
            each.cache_clear()
    swapped = {}
    for name, new in vars(fresh).items():
        old = vars(module).get(name)
        if callable(old) or isinstance(old, types.ModuleType) or name.startswith("__"):
            continue
        vars(module)[name] = new
        if old is not None and not isinstance(old, str | int):
            swapped[id(old)] = new
    for each in list(sys.modules.values()):
        for name, held in list(getattr(each, "__dict__", {}).items()):
            if id(held) in swapped:
                vars(each)[name] = swapped[id(held)]


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from _codes(each)


def found(module: types.ModuleType, tree: ast.Module, tests: list[str]) -> bool:
    """Tell whether a test of a child process fails with the mutant, or does not end."""
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
            os.dup2(nowhere.fileno(), 2)
            try:
                put_in(module, tree)
                code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
            except BaseException:
                code = 1
        os._exit(0 if code == 0 else 1)
    return os.waitpid(child, 0)[1] != 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module")
    parser.add_argument("tests", nargs="+")
    parser.add_argument("-k", dest="chosen", metavar="WORDS", help="as pytest has it")
    parser.add_argument("--sample", type=int, default=120)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.chosen:
        arguments.tests += ["-k", arguments.chosen]
    path = Path(arguments.module)
    name = ".".join(path.with_suffix("").parts[1:])
    module = importlib.import_module(name)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(io.StringIO()):  # All is imported once, and the tests pass.
        passed = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *arguments.tests])
    assert passed == 0, "the tests fail without a mutant"
    numbers = range(sum(1 for _ in changes(tree)))
    chosen = random.Random(arguments.seed).sample(numbers, min(arguments.sample, len(numbers)))
    survivors = 0
    for number in sorted(chosen):
        what, line, other = mutant(tree, number)
        if not found(module, other, arguments.tests):
            survivors += 1
            print(f"{path}:{line}: {what}", flush=True)
    score = 100 * (1 - survivors / len(chosen))
    print(f"{name}: {len(chosen)} of {len(numbers)} mutants, {score:.0f} % found")


if __name__ == "__main__":
    main()
