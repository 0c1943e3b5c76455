"""A reader that remembers: while a list is mended, what was read once is not read again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from carcite.model.parse import Entry, Parse
from carcite.reading.document import Reads

_MOST = 20_000
"""Texts that are kept; what comes behind them is read each time."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Reads an entry as another reader does, each text once."""

    reads: Reads
    _parses: dict[str, Parse] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __call__(self, text: str, entry: Entry | None = None) -> Parse:
        """Return the parse of a text; where page furniture stands in it, read it anew."""
        if entry is not None and entry.noise:
            return self.reads(text, entry)
        found = self._parses.get(text)
        if found is None:
            found = self.reads(text, None)
            if len(self._parses) < _MOST:
                self._parses[text] = found
        return found if entry is None else replace(found, entry=entry)
