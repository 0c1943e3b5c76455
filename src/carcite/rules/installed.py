"""Rules of other packages: modules that an installed package names under `carcite.rules`.

A package does so in its pyproject.toml: `[project.entry-points."carcite.rules"]`, then a line
`name = "its.module"`. All rules that stand in the module are taken.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import wraps
from types import ModuleType
from typing import Any

from carcite.errors import CarciteError, UsageError
from carcite.rules.rule import Finding, Rule
from carcite.text.pattern import pattern

GROUP = "carcite.rules"
_CODE = pattern(r"[A-Z]{3}[0-9]{3}")
"""Takes "LAB001"; refuses "LAB1" and "lab001"."""


def installed_rules() -> Iterator[Rule]:
    """Yield the rules of other packages; raise UsageError for one that cannot be used."""
    if not any(map(_announces, sys.path)):
        return  # Reading metadata by the library costs as much as a small check.
    from importlib.metadata import entry_points

    for point in sorted(entry_points(group=GROUP), key=lambda each: (each.name, each.value)):
        package = point.dist.name if point.dist else point.value
        try:
            loaded = point.load()
        except Exception as error:
            raise UsageError(
                f'the rules "{point.name}" of the package {package} cannot be loaded '
                f"({type(error).__name__}: {error}); mend or uninstall it"
            ) from error
        rules = _rules_in(loaded)
        if not rules:
            raise UsageError(
                f'the package {package} says that "{point.value}" holds rules of carcite, '
                "and there are none in it"
            )
        for rule in rules:
            yield _fit(rule, package)


def _announces(folder: str) -> bool:
    """Tell whether a package in a folder of Python's path may name rules."""
    try:
        names = [each for each in os.listdir(folder or ".") if each.endswith(("-info", ".egg"))]
    except NotADirectoryError:
        return True  # An archive, which only the library can look into.
    except OSError:
        return False
    for name in names:
        try:
            with open(os.path.join(folder, name, "entry_points.txt"), encoding="utf-8") as file:
                if GROUP in file.read():
                    return True
        except (OSError, UnicodeDecodeError):
            continue
    return False


def _rules_in(loaded: object) -> list[Rule]:
    held = vars(loaded).values() if isinstance(loaded, ModuleType) else (loaded,)
    return list(dict.fromkeys(each for each in held if isinstance(each, Rule)))


def _fit(rule: Rule, package: str) -> Rule:
    """Return a rule whose faults are told as its package's; raise UsageError where it is none."""
    if not _CODE.fullmatch(rule.code):
        raise UsageError(
            f'the package {package} has a rule with the code "{rule.code}"; '
            "a code is three capitals and three digits"
        )
    if rule.scope == "form":
        raise UsageError(
            f"{rule.code} of the package {package} is a form rule, which only carcite can have; "
            "make it a rule of an entry, a list or a document"
        )

    @wraps(rule.check)
    def check(subject: Any) -> Iterator[Finding]:
        try:
            yield from rule.check(subject) or ()
        except CarciteError:
            raise
        except Exception as error:
            raise UsageError(
                f"the rule {rule.code} of the package {package} failed "
                f"({type(error).__name__}: {error}); --ignore {rule.code} leaves it out"
            ) from error

    return replace(rule, check=check)
