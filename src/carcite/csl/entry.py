"""What a style prints for one reference: plain text at once, other forms when asked for.

>>> from carcite.csl.text.tokens import CLOSE
>>> entry = Entry("a", ((None, "i", "italic"), ("Thorax", "container-title", "text"), CLOSE))
>>> entry.text, entry.html
('Thorax', '<div class="csl-entry"><i>Thorax</i></div>')
"""

from __future__ import annotations

from dataclasses import dataclass

from carcite.csl.text.output import (
    AMERICAN,
    QuoteSigns,
    Run,
    to_html,
    to_markdown,
    to_runs,
    to_text,
)
from carcite.csl.text.tokens import Token


@dataclass(frozen=True, slots=True)
class Entry:
    """One printed reference or citation, with the id of its item."""

    id: str
    tokens: tuple[Token, ...]
    quotes: QuoteSigns = AMERICAN
    format: str = "text"
    wrapped: bool = True
    """A bibliography entry, which HTML puts into a csl-entry."""

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return to_text(list(self.tokens), self.quotes)

    @property
    def html(self) -> str:
        """The reference as HTML, data escaped, with the classes of citeproc-js."""
        inner = to_html(list(self.tokens), self.quotes)
        return f'<div class="csl-entry">{inner}</div>' if self.wrapped else inner

    @property
    def markdown(self) -> str:
        """The reference as Markdown."""
        return to_markdown(list(self.tokens), self.quotes)

    @property
    def runs(self) -> tuple[Run, ...]:
        """The reference as runs: text, formatting, variable, role."""
        return to_runs(list(self.tokens), self.quotes)

    def __str__(self) -> str:
        if self.format == "html":
            return self.html
        return self.markdown if self.format == "markdown" else self.text
