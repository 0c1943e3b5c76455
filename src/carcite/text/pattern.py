"""Regular expressions that are compiled when they are first used.

Carcite names some two hundred patterns, and a run over one list uses half of them; compiling all at
import would take longer than reading the list. After its first use a pattern costs what the
compiled one costs: its methods are the compiled pattern's own. What was compiled once is
kept for the runs to come (`kept`).

>>> year = pattern(r"(?:19|20)\\d\\d")
>>> year.search("Science 2018")[0], year.pattern
('2018', '(?:19|20)\\\\d\\\\d')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, AnyStr, cast

from carcite.text.kept import compile_kept

if TYPE_CHECKING:
    import re

_METHODS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "groups",
    "match",
    "scanner",
    "search",
    "split",
    "sub",
    "subn",
)


class _Pattern:
    """Stands for a compiled pattern and takes over its methods when the first is asked for."""

    __slots__ = ("_flags", "pattern", *_METHODS)

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.pattern, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = compile_kept(self.pattern, self._flags)
        for each in _METHODS:
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"pattern({self.pattern!r})"


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern that compiles itself on first use; a faulty one fails only then."""
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))
