"""How many small faults in a module do its nearest tests find?

A mutant is the module with one change: a comparison or a condition turned round, a number one more,
a text longer, a value not returned, a statement gone. Each runs in a child of this process, which
has everything imported and collected, and counts as found where a test fails or does not end. The
commands of `tests/command.py` run in that child, too; what tests start by themselves has no fault.
A mutant of what writes files may write any: no trial of those as the superuser. What the repository
has more after the trial is told.

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
import subprocess
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import command

import carcite.cli

_TURNED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
}  # fmt: skip
_SECONDS = 60
Change = tuple[str, ast.AST, str, object]
"""What is told of it; the node, its field, and what comes into the field."""


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every change of a module, but for docstrings, annotations, decorators and imports.

    What a decorator is given, a class's slots, and what a field of a class is without a value were
    taken when the module was imported; no mutant changes them any more.
    """
    typed = {id(each) for node in ast.walk(tree) for each in _annotations(node)}
    typed |= {id(each) for node in ast.walk(tree) if _is_slots(node) for each in ast.walk(node)}
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
        elif isinstance(node, ast.Return) and not _is_no(node.value):
            assert node.value is not None
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


def _is_no(value: ast.expr | None) -> bool:
    """Tell whether None in its place would say the same."""
    return value is None or (isinstance(value, ast.Constant) and value.value in (None, False))


def _is_slots(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__slots__"


def _annotations(node: ast.AST) -> Iterator[ast.AST]:
    for name in ("annotation", "returns"):
        if (held := getattr(node, name, None)) is not None:
            yield from ast.walk(held)
    for each in getattr(node, "decorator_list", ()):
        yield from ast.walk(each)
    if isinstance(node, ast.ClassDef):
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and field.value is not None:
                yield from ast.walk(field.value)


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
    made = {
        each.__qualname__: each
        for each in gc.get_objects()
        if isinstance(each, types.FunctionType) and each.__globals__ is vars(fresh)
    }
    for each in gc.get_objects():
        if isinstance(each, types.FunctionType) and each.__module__ == module.__name__:
            new = codes.get(each.__qualname__)
            if new is not None and new.co_freevars == each.__code__.co_freevars:
                each.__code__ = new
                if each.__qualname__ in made:
                    _take_defaults(each, made[each.__qualname__])
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


def _take_defaults(old: types.FunctionType, new: types.FunctionType) -> None:
    """Give a function what another has in its head; values of the module's own classes stay."""
    plain = (bool, int, str, type(None))
    if all(isinstance(each, plain) for each in new.__defaults__ or ()):
        old.__defaults__ = new.__defaults__
    if all(isinstance(each, plain) for each in (new.__kwdefaults__ or {}).values()):
        old.__kwdefaults__ = new.__kwdefaults__


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for each in code.co_consts:
        if isinstance(each, types.CodeType):
            yield each
            yield from _codes(each)


class Trials:
    """A plugin of pytest that runs collected tests over and over, each time with another mutant.

    A first run tells which test enters which function, and how long it takes: of a mutant only
    those run that reach it, the ones that found others first, then the short ones.
    """

    def __init__(self, path: Path, module: types.ModuleType, sample: int, seed: int) -> None:
        self._path, self._module, self._sample, self._seed = path, module, sample, seed
        self._reached: dict[str, set[str]] = {}
        self._took: dict[str, float] = {}
        self._found_by: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run all tests once, then those of each mutant; pytest's own loop is left out."""
        for item in session.items:
            self._watched(item)
            if session.testsfailed:
                _say(f"{item.nodeid} fails without a mutant")
                return False
        tree = ast.parse(self._path.read_text(encoding="utf-8"))
        numbers = range(sum(1 for _ in changes(tree)))
        chosen = random.Random(self._seed).sample(numbers, min(self._sample, len(numbers)))
        survivors, before = 0, _changed_files()
        for number in sorted(chosen):
            what, line, other = mutant(tree, number)
            if not self._is_found(session, other, _function_at(tree, line)):
                survivors += 1
                _say(f"{self._path}:{line}: {what}")
        for each in sorted(_changed_files() - before):
            _say(f"left behind: {each}")
        score = 100 * (1 - survivors / len(chosen))
        _say(f"{self._path}: {len(chosen)} of {len(numbers)} mutants, {score:.0f} % found")
        return True

    def _watched(self, item: pytest.Item) -> None:
        reached = self._reached[item.nodeid] = set()
        home = str(self._path.resolve())

        def watch(frame: types.FrameType, event: str, _: object) -> None:
            if event == "call" and frame.f_code.co_filename == home:
                reached.add(frame.f_code.co_qualname.split(".<locals>")[0])

        begun = time.perf_counter()
        sys.setprofile(watch)
        _run(item)
        sys.setprofile(None)
        self._took[item.nodeid] = time.perf_counter() - begun

    def _is_found(self, session: pytest.Session, tree: ast.Module, function: str) -> bool:
        """Tell whether a test of a child process fails with the mutant, or does not end."""
        near = [
            each
            for each in session.items
            if function in self._reached[each.nodeid]
            or not function
            or isinstance(each, pytest.DoctestItem)
        ]
        near.sort(key=lambda each: (each.nodeid not in self._found_by, self._took[each.nodeid]))
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(_SECONDS)
            code = 1
            with contextlib.suppress(BaseException):
                put_in(self._module, tree)
                for item in near:
                    _run(item)
                    if session.testsfailed:
                        os.write(writes, item.nodeid.encode())
                        break
                else:
                    code = 0
            os._exit(code)
        os.close(writes)
        name = os.read(reads, 10_000).decode()
        os.close(reads)
        if name and name not in self._found_by:
            self._found_by.append(name)
        return os.waitpid(child, 0)[1] != 0


_outside = command.carcite


def _inside(
    *arguments: object, given: bytes | str = b"", cwd: Path = command.ROOT, **environment: str
) -> command.Done:
    """Run a command as `command.carcite` does, in this process if it has no other environment."""
    if environment:
        return _outside(*arguments, given=given, cwd=cwd, **environment)
    data = given.encode() if isinstance(given, str) else given
    streams = [io.TextIOWrapper(io.BytesIO(each), encoding="utf-8") for each in (data, b"", b"")]
    old = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        with contextlib.chdir(cwd):
            code = carcite.cli.main([*map(str, arguments)])
    except SystemExit as leave:
        code = leave.code if isinstance(leave.code, int) else 1
    finally:
        sys.stdin, sys.stdout, sys.stderr = old
    for each in streams:
        each.flush()
    out, err = (each.buffer.getvalue().decode() for each in streams[1:])
    return command.Done(code, out, err)


def _run(item: pytest.Item) -> None:
    if isinstance(item, pytest.DoctestItem) and isinstance(item.parent, pytest.Module):
        # What a doctest knows is emptied by each run.
        item.dtest.globs.update(vars(sys.modules[item.parent.obj.__name__]))
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _changed_files() -> set[str]:
    told = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True)
    return set(told.stdout.splitlines())


def _function_at(tree: ast.Module, line: int) -> str:
    """Return the qualified name of the function at a line; empty where none is."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) else [node]
        for each in inside:
            if isinstance(each, ast.FunctionDef) and each.lineno <= line <= (each.end_lineno or 0):
                return f"{node.name}.{each.name}" if isinstance(node, ast.ClassDef) else each.name
    return ""


def _say(text: str) -> None:
    os.write(3, f"{text}\n".encode())


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
    command.carcite = _inside
    path = Path(arguments.module)
    name = ".".join(path.with_suffix("").parts[1:])
    trials = Trials(path, importlib.import_module(name), arguments.sample, arguments.seed)
    # What is said goes to the terminal itself: the tests have theirs taken.
    os.dup2(os.dup(1), 3)
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        code = pytest.main(["-q", "-s", "-p", "no:cacheprovider", *arguments.tests], [trials])
    sys.exit(int(code))


if __name__ == "__main__":
    main()
