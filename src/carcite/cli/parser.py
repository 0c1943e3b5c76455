"""An argument parser that says what a misspelt option, command or value was meant to be."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from carcite.cli.output import harmless
from carcite.text.near import did_you_mean
from carcite.text.pattern import pattern

_CHOICE = pattern(r"invalid choice: '([^']*)' \(choose from (.*)\)", re.DOTALL)
_WORD = pattern(r"[\w-]+")


class Parser(argparse.ArgumentParser):
    """What argparse refuses, refused with a suggestion."""

    def error(self, message: str) -> NoReturn:
        """Leave with exit code 2; a value among few that is near what was written is named."""
        found = _CHOICE.search(message)
        if found:
            message += did_you_mean(found[1], _WORD.findall(found[2]))
        super().error(harmless(message))

    def parse_whole(self, argv: Sequence[str] | None) -> argparse.Namespace:
        """Return the arguments; leave with exit code 2 where one is unknown, its like named."""
        arguments, unknown = self.parse_known_args(argv)
        if unknown:
            command = self._command(arguments)
            options = [each for each in command._option_string_actions if each.startswith("--")]
            wrong = next((each for each in unknown if each.startswith("-")), "")
            hint = did_you_mean(wrong.split("=")[0], options) if wrong else ""
            command.error(f"unrecognized arguments: {' '.join(unknown)}{hint}")
        return arguments

    def _command(self, arguments: argparse.Namespace) -> argparse.ArgumentParser:
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and action.choices:
                found = action.choices.get(getattr(arguments, "command", None) or "")
                return found if isinstance(found, argparse.ArgumentParser) else self
        return self
