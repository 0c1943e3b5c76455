"""The public names as type checkers see them: complete, and enough for a user's own program."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import ROOT

import carcite

CLIENT = ROOT / "tests" / "client.py"
PUBLIC = {name: getattr(carcite, name) for name in carcite.__all__}
INNER = {"Case", "CheckedList", "Choice", "Profile"}
"""What a Report keeps for itself, to fix and check again; and what a file of a style says."""


def test_a_users_program_passes_mypy_strict(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    (tmp_path / "mypy.ini").write_text("[mypy]\n", encoding="utf-8")  # Not the one of carcite.
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--config-file", str(tmp_path / "mypy.ini"),
         "--follow-imports", "silent", "--cache-dir", str(tmp_path / "cache"), str(CLIENT)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"MYPYPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_users_program_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(CLIENT), str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def classes(hint: Any) -> Iterator[type]:
    """Yield the classes of carcite in a type."""
    if isinstance(hint, type) and hint.__module__.startswith("carcite"):
        yield hint
    for each in typing.get_args(hint):
        if not isinstance(each, str):
            yield from classes(each)


def hints(value: Any) -> dict[str, Any]:
    """Return the types of a function or class; what it imports for checkers alone is public."""
    return typing.get_type_hints(value, None, PUBLIC | vars(sys.modules[value.__module__]))


def given(name: str) -> Iterator[Any]:
    """Yield the types that a public function returns, or that a public value holds."""
    value = PUBLIC[name]
    if not isinstance(value, type):
        yield hints(value)["return"]
        return
    if dataclasses.is_dataclass(value):
        yield from (hints(value)[field.name] for field in dataclasses.fields(value))
    for each in vars(value).values():
        if isinstance(each, property) and each.fget is not None:
            yield hints(each.fget).get("return")


@pytest.mark.parametrize("name", carcite.__all__)
def test_what_is_public_gives_only_public_types(name: str) -> None:
    found = {each.__name__ for hint in given(name) for each in classes(hint)}
    assert found - INNER <= set(carcite.__all__)
