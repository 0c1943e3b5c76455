"""What others take from the repository: the action, the citation, the version, the packages."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import BACKWARDS, CLEAN, ROOT

import carcite

ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
CITATION: dict[str, Any] = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
TOP = {
    "src",
    "tests",
    "fixtures",
    "pyproject.toml",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "CITATION.cff",
    "action.yml",
}


def step(name: str, folder: Path, **given: str) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as a runner does, its inputs in the environment."""
    script = next(each for each in ACTION["runs"]["steps"] if each.get("name") == name)
    carcite_here = folder / "carcite"
    carcite_here.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m carcite "$@"\n')
    (folder / "pip").write_text('#!/bin/sh\necho "pip $*"\n')
    for each in ("carcite", "pip"):
        (folder / each).chmod(0o755)
    defaults = {
        "CHECKED": ACTION["inputs"]["path"]["default"],
        "OPTIONS": ACTION["inputs"]["args"]["default"],
        "VERSION": ACTION["inputs"]["version"]["default"],
        "SOURCE": "/the/action",
    }
    assert set(script["env"]) <= set(defaults)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", script["run"]],
        cwd=folder,
        env={**os.environ, **defaults, **given, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_action_checks_a_repository(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(CLEAN, encoding="utf-8")
    assert step("Check the references", tmp_path).returncode == 0
    (tmp_path / "b.md").write_text(BACKWARDS, encoding="utf-8")
    done = step("Check the references", tmp_path)
    assert done.returncode == 1
    assert "::error file=b.md,line=4" in done.stdout
    assert step("Check the references", tmp_path, CHECKED="a.md [a]*.md").returncode == 0
    quiet = step("Check the references", tmp_path, OPTIONS="--ignore PAG --style nlm")
    assert quiet.returncode == 0, quiet.stdout


def test_the_action_runs_nothing_that_its_inputs_say(tmp_path: Path) -> None:
    step(
        "Check the references", tmp_path, CHECKED="$(touch run) ; touch run", OPTIONS="`touch run`"
    )
    assert not (tmp_path / "run").exists()
    assert all("${{" not in each.get("run", "") for each in ACTION["runs"]["steps"])


@pytest.mark.parametrize(
    ("version", "installed"), [("", "pip install /the/action"), ("9.9", "pip install carcite==9.9")]
)
def test_the_action_installs_carcite(version: str, installed: str, tmp_path: Path) -> None:
    assert step("Install carcite", tmp_path, VERSION=version).stdout.strip() == installed


def test_the_version_is_one_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert CITATION["version"] == project["version"] == carcite.__version__
    assert (CITATION["cff-version"], CITATION["license"]) == ("1.2.0", project["license"])
    assert {"message", "title", "authors"} <= set(CITATION)


def test_the_top_of_the_repository_holds_what_belongs_there() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listed.returncode:
        pytest.skip("no git repository")
    top = {line.split("/")[0] for line in listed.stdout.splitlines()}
    assert {each for each in top if not each.startswith(".")} <= TOP
