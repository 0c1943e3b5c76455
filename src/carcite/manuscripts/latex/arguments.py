"""The arguments of LaTeX commands: where the braces and brackets that follow a command end.

>>> arguments = Arguments(r"\\cite[p. 3]{june} text")
>>> arguments.skip(5), arguments.closing(11)
(17, 17)
"""

from __future__ import annotations

import re

from carcite.text.pattern import pattern

_BLANKS = pattern(r"[ \t]*+(?:\r?\n[ \t]*+)?+")
_BRACE = pattern(r"\\.|%(?![0-9A-Fa-f]{2})[^\n]*+|[{}]", re.DOTALL)
_OPTION = pattern(r"\\.|[\[\]{}]", re.DOTALL)


class Arguments:
    """The braces of one file, matched once."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._braces = _match_braces(raw)

    def skip(self, at: int, count: int = 9) -> int:
        """Return the end of the options and of up to `count` arguments that begin at `at`."""
        while True:
            after = self.skip_option(at)
            if after != at:
                at = after
                continue
            closing = self.closing(at) if count else None
            if closing is None:
                return at
            at, count = closing, count - 1

    def skip_option(self, at: int) -> int:
        """Return the end of an optional argument; `at` where there is none that closes."""
        stop = min(len(self.raw), at + 2000)
        if self.raw[at : at + 1] != "[" or self.raw.find("]", at, stop) < 0:
            return at
        depth = 0
        for match in _OPTION.finditer(self.raw, at + 1, stop):
            if match[0] == "]" and depth == 0:
                return match.end()
            depth += (match[0] == "{") - (match[0] == "}")
            if depth < 0:
                return at
        return at

    def closing(self, at: int) -> int | None:
        """Return the end of the argument in braces that begins at `at`, or None."""
        gap = _BLANKS.match(self.raw, at)
        assert gap
        if self.raw[gap.end() : gap.end() + 1] != "{":
            return None
        return self._braces.get(gap.end())


def _match_braces(raw: str) -> dict[int, int]:
    """Return, for each brace that closes, the end of its group."""
    closing: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACE.finditer(raw):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closing[opened.pop()] = match.end()
    return closing
