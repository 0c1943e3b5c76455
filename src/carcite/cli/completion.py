"""`carcite --print-completion bash`: the script that lets a shell complete carcite's words."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from carcite.errors import UsageError

SHELLS = ("bash", "zsh", "tcsh")
_FILES = ("PATH", "FILE", "OUT")
"""How the names of arguments begin that a file may stand for."""


class PrintCompletion(argparse.Action):
    """Print the script for a shell, and end."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Print it; say in a line what is missing where it cannot be made."""
        try:
            print(script(parser, str(values)), end="")
        except UsageError as error:
            parser.exit(2, f"carcite: {error}\n")
        parser.exit(0)


def script(parser: argparse.ArgumentParser, shell: str) -> str:
    """Return the script for a shell; raise UsageError where shtab is not installed."""
    try:
        import shtab
    except ImportError:
        raise UsageError(
            "shell completion needs the package shtab: pip install 'carcite[completion]'"
        ) from None
    for each in _actions(parser):
        if str(each.metavar).startswith(_FILES):
            each.complete = shtab.FILE  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell))


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    found: list[argparse.Action] = []
    for action in parser._actions:
        found.append(action)
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                found += _actions(command)
    return found
