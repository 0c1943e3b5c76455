"""The stream a CSL style prints: text tokens that know their source, and marks that open and close.

A text token is `(text, variable, role)`. `variable` is the CSL variable whose data stands in the
text ("" for the style's own words), `role` says which part of it: a name part ("family", "given",
"suffix", ...), a date part ("year", "month", "day"), "text" for plain data, or one of the style's
own: "affix", "delimiter", "term", "label", "value", "et-al", "and".
A mark is `(None, name, value)` and opens a decoration; `CLOSE` closes the last one opened.

>>> plain_text([("Lancet", "container-title", "text"), CLOSE])
'Lancet'
"""

from __future__ import annotations

from typing import Final

Token = tuple[str | None, str, str]
Stream = list[Token]

CLOSE: Final[Token] = (None, "", "")
NOCASE: Final = "nocase"
QUOTES: Final = "quotes"
AFTER: Final = "after"
"""The role, until punctuation is settled, of a suffix; the role of a prefix is "affix"."""
WITHIN: Final = "within"
"""The role of a suffix that ends a group: a delimiter after the group does not merge with it."""
OWN: Final = "own-affix"
"""The role, until punctuation is settled, of the suffix that a decorated part brings itself."""


def plain_text(stream: Stream) -> str:
    """Join the texts of a stream, decorations and quotation marks left out."""
    return "".join([text for text, _, _ in stream if text])
