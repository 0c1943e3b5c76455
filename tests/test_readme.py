"""What the README shows is what carcite prints, and the commands CI takes from it are there."""

from __future__ import annotations

import doctest
import re
import shlex

import pytest
from command import ROOT, carcite

README = (ROOT / "README.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```console\n\$ carcite (.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_PYCON = re.compile(r"^```pycon\n((?:.*\n)*?)```$", re.MULTILINE)
_COMMAND = re.compile(r"<!-- command: (\w+) -->\n```sh\n(.*)\n```")
SHOWN = [(match[1], match[2]) for match in _BLOCK.finditer(README)]


def in_order(shown: str, printed: str) -> bool:
    """Tell whether output is what is shown, where a line "..." stands for any lines."""
    parts = [part.strip("\n") for part in re.split(r"^\.\.\.$", shown, flags=re.MULTILINE)]
    printed = f"\n{printed.strip()}\n"
    at = 0
    for place, part in enumerate(filter(None, parts)):
        found = printed.find(f"\n{part}\n", at)
        if found < 0 or (place == 0 and parts[0] and found != 0):
            return False
        at = found + len(part) + 1
    return not parts[-1] or at == len(printed) - 1


def test_the_readme_shows_output() -> None:
    assert len(SHOWN) >= 3


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[each[0] for each in SHOWN])
def test_output_is_what_is_printed(command: str, output: str) -> None:
    printed = carcite(*shlex.split(command)).out
    assert in_order(output, printed), printed


def test_a_wrong_output_would_be_noticed() -> None:
    assert in_order("a\n...\nc\n", "a\nb\nc\n")
    assert not in_order("a\n...\nd\n", "a\nb\nc\n")
    assert not in_order("b\n...\nc\n", "a\nb\nc\n")
    assert not in_order("...\nb\n", "a\nb\nc\n")


def test_python_examples_run() -> None:
    for number, match in enumerate(_PYCON.finditer(README)):
        test = doctest.DocTestParser().get_doctest(match[1], {}, f"README-{number}", None, None)
        assert test.examples
        result = doctest.DocTestRunner(verbose=False).run(test)
        assert result.failed == 0


def test_the_two_commands_stand_where_ci_looks() -> None:
    commands = {match[1]: match[2] for match in _COMMAND.finditer(README)}
    assert list(commands) == ["check", "test"]
    assert "carcite check fixtures/lists/gold/thieme_car_t.txt" in commands["check"]
    assert commands["test"].endswith("-m pytest")


def test_every_file_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
