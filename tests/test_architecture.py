"""The house's walls: which room may import which, read from the imports themselves."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent / "src" / "carcite"
FILES = sorted(ROOT.rglob("*.py"))

TABLE = (ROOT.parents[1] / "CONTRIBUTING.md").read_text("utf-8").split("| room in")[1]
FLOORS = [
    [
        name.removesuffix(".py").rstrip("/")
        for name in re.findall(r"`([\w.]+/?)`", row.split("|")[1])
    ]
    for row in TABLE.split("\n\n")[0].splitlines()[2:]
]
"""The rooms, floor by floor from the top, as CONTRIBUTING.md tells them to people."""
DOORS = {"__init__", "__main__", "__version__"}
"""Files at the top that are no rooms: what they name may come from everywhere."""

SIDE_DOORS = ("csl", "records", "report", "manuscripts", "corpus")
"""Rooms that know the world outside."""
FORBIDDEN: dict[str, tuple[str, ...]] = {
    "compare": SIDE_DOORS,
    "rules": SIDE_DOORS,
    "learning": ("records", "report", "manuscripts", "corpus"),
    "checking": ("csl", "records", "report", "corpus"),
    "styles": ("records", "report", "manuscripts", "corpus"),
    "manuscripts": ("corpus",),
    "records": ("corpus", "lists"),
    "csl": ("corpus", "lists"),
    "report": ("corpus", "reading", "lists", "authorities", "identifiers", "config"),
    "reading": ("config",),
    "identifiers": ("model", "text"),
    "authorities": ("model",),
}
"""What a room does not know though it stands below."""
ONE_FILE = {
    "citeproc": "csl/citeproc_py.py",
    "pybtex": "records/bibtex/read.py",
    "docx": "manuscripts/docx/",
}
"""Packages that one file alone may import, inside a function."""


def imports(path: Path) -> list[tuple[str, bool]]:
    """Return the modules that a file imports, and whether each import stands in a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inner = {
        id(node)
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(each)
    }
    found: list[tuple[str, bool]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in inner) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.append((node.module or "", id(node) in inner))
            if node.module == "carcite":
                found += [(f"carcite.{alias.name}", id(node) in inner) for alias in node.names]
    return found


def room(path: Path) -> str:
    """Return the room a file stands in: its folder, or its own name at the top."""
    parts = path.relative_to(ROOT).parts
    return parts[0] if len(parts) > 1 else path.stem


def carcite_rooms(path: Path) -> set[str]:
    """Return the rooms of carcite that a file imports from."""
    return {
        name.split(".")[1]
        for name, _ in imports(path)
        if name.startswith("carcite.") and name.count(".") >= 1
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_room_imports_only_what_stands_below_it(path: Path) -> None:
    own = room(path)
    if own in DOORS:
        return
    floor = next(at for at, rooms in enumerate(FLOORS) if own in rooms)
    below = {each for rooms in FLOORS[floor + 1 :] for each in rooms} | {"__version__"}
    used = carcite_rooms(path) - {own}
    assert used <= below, f"{path.name} imports {used - below}, not below {own} in CONTRIBUTING.md"
    unknown = used & set(FORBIDDEN.get(own, ()))
    assert not unknown, f"{path.name} imports {unknown}, which {own} does not know"


def test_every_room_stands_in_the_table_once() -> None:
    told = [each for rooms in FLOORS for each in rooms]
    assert sorted(told) == sorted({room(path) for path in FILES} - DOORS)


def module(path: Path) -> str:
    """Return the name under which a file is imported."""
    parts = ("carcite", *path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported_modules(path: Path, known: set[str]) -> set[str]:
    """Return the modules of carcite that a file imports: at its head, in functions, for types."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & known
            if inner - known:
                found.add(node.module or "")
    return found & known


def circles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other, directly or through others."""
    reach = {each: set(graph[each]) for each in graph}
    for middle in graph:
        for each in graph:
            if middle in reach[each]:
                reach[each] |= reach[middle]
    rings = {
        tuple(sorted({each, *(other for other in reach[each] if each in reach[other])}))
        for each in graph
        if each in reach[each]
    }
    return [list(ring) for ring in sorted(rings)]


def test_no_file_imports_one_that_imports_it() -> None:
    """Imports for types count as well: a file whose types need its user's is no floor."""
    known = {module(path) for path in FILES}
    graph = {module(path): imported_modules(path, known) - {module(path)} for path in FILES}
    found = circles(graph)
    print(_plan(found))
    assert not found, f"these import each other: {found}"


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def _plan(found: list[list[str]]) -> str:
    """Return rooms, files, lines and circles, a line a room; `pytest -s` shows them."""
    rows = []
    for name in sorted({room(path) for path in FILES}):
        own = [path for path in FILES if room(path) == name]
        lines = sum(len(path.read_text(encoding="utf-8").splitlines()) for path in own)
        rows.append(f"{name:14}{len(own):4} files {lines:6} lines")
    return "\n".join(["", *rows, f"{len(found)} circles"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_heavy_packages_load_only_when_used(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    for name, inside in imports(path):
        package = name.split(".")[0]
        if package in {"citeproc", "pybtex", "docx", "lxml", "pypdf", "rapidfuzz", "yaml"}:
            assert inside, f"{place} imports {package} at its head"
        if package in ONE_FILE:
            assert place.startswith(ONE_FILE[package]), f"{place} imports {package}"


def test_only_one_file_imports_pybtex_and_docx() -> None:
    for package in ("pybtex", "docx", "citeproc"):
        users = [p for p in FILES if any(name.split(".")[0] == package for name, _ in imports(p))]
        assert len(users) <= 1, f"{package} is imported by {users}"


def test_rule_families_do_not_import_each_other() -> None:
    shared = {"rule", "case", "judgement", "ownership", "catalogue"}
    for path in (ROOT / "rules").glob("*.py"):
        if path.stem == "catalogue" or path.stem == "__init__":
            continue
        used = {
            name.split(".")[2]
            for name, _ in imports(path)
            if name.startswith("carcite.rules.") and name.count(".") >= 2
        }
        families = {each for each in used - shared if not each.startswith(path.stem.split("_")[0])}
        helpers = {each for each in families if not _holds_rules(ROOT / "rules" / f"{each}.py")}
        assert families <= helpers, f"{path.name} imports {families - helpers}"


def _holds_rules(path: Path) -> bool:
    text = path.read_text(encoding="utf-8")
    return any(f"@{kind}_rule(" in text for kind in ("form", "entry", "list", "document"))


def test_only_the_command_line_prints_or_exits() -> None:
    for path in FILES:
        if room(path) in {"cli", "__main__"} or path.stem.startswith("build_"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"print", "exit", "input"}, f"{path}:{node.lineno}"


def test_nothing_is_caught_wholesale() -> None:
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                name = node.type.id if isinstance(node.type, ast.Name) else ""
                assert node.type is not None, f"{path}:{node.lineno} catches everything"
                told = path.name == "installed.py" and _only_raises(node)
                assert told or name not in {"Exception", "BaseException"}, f"{path}:{node.lineno}"


def _only_raises(handler: ast.ExceptHandler) -> bool:
    """Tell whether what is caught is said in other words; another's package may raise anything."""
    return len(handler.body) == 1 and isinstance(handler.body[0], ast.Raise)


def test_files_stay_small() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in FILES
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long, f"split these: {long}"


def test_every_file_of_tests_that_compares_time_marks_them() -> None:
    """Without the mark a test is called once, with a collector that runs through all the rest."""
    timed = {
        path.name: path.read_text("utf-8")
        for path in Path(__file__).parent.rglob("test_*.py")
        if "benchmarks" not in path.parts and path != Path(__file__)
    }
    spending = [name for name, text in timed.items() if "process_time()" in text]
    assert len(spending) > 10
    assert [name for name in spending if "@pytest.mark.timed\n" not in timed[name]] == []
