"""Put the style's sign in place of authors who stood in the entry before.

CSL 1.0.2, "Reference Grouping": subsequent-author-substitute and its rules.

>>> from carcite.csl.text.tokens import CLOSE
>>> entry = [(None, "names", ""), (None, "name", ""), ("Ng", "author", "family"), CLOSE, CLOSE]
>>> first, second = list(entry), list(entry)
>>> substitute_authors([first, second], "---", "complete-all"); second[1]
('---', 'author', 'substitute')
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from carcite.csl.text.tokens import Stream, Token


@dataclass(slots=True)
class _Names:
    """Where the first names stand in a stream, and each name: start, end, who it is."""

    start: int
    end: int
    text: str
    names: list[tuple[int, int, str]]


def _find(stream: Stream) -> _Names | None:
    """Return the block of names that the entry begins with; None when there is none."""
    start = next((i for i, t in enumerate(stream) if t[0] is None and t[1] == "names"), None)
    if start is None:
        return None
    depth = 0
    names: list[tuple[int, int, str]] = []
    opened: list[tuple[str, int]] = []
    for index in range(start, len(stream)):
        text, name, _ = stream[index]
        if text is not None:
            continue
        if name:
            opened.append((name, index))
            depth += 1
            continue
        depth -= 1
        kind, at = opened.pop()
        if kind == "name":
            names.append((at, index, stream[at][2] or _text(stream[at : index + 1])))
        if depth == 0:
            return _Names(start, index, _text(stream[start : index + 1]), names)
    return None


def _text(stream: Sequence[Token]) -> str:
    return "".join([text for text, _, _ in stream if text])


def substitute_authors(streams: Sequence[Stream], sign: str, rule: str) -> None:
    """Change the streams in place, comparing each with the one before as it was printed."""
    before: _Names | None = None
    for stream in streams:
        found = _find(stream)
        if found is not None and before is not None:
            _apply(stream, found, before, sign, rule)
        before = found


def _apply(stream: Stream, found: _Names, before: _Names, sign: str, rule: str) -> None:
    variable = next((v for t, v, _ in stream[found.start : found.end] if t and v), "author")
    token: Token = (sign, variable, "substitute")
    if rule in ("complete-all", "complete-each"):
        same_names = [name[2] for name in found.names] == [name[2] for name in before.names]
        if not (same_names if found.names and before.names else found.text == before.text):
            return
        if rule == "complete-all" or not found.names:
            stream[found.start + 1 : found.end] = [token] if sign else []
            return
        same = len(found.names)
    else:
        same = 0
        for ours, theirs in zip(found.names, before.names, strict=False):
            if ours[2] != theirs[2]:
                break
            same += 1
        if rule == "partial-first":
            same = min(same, 1)
        if not found.names and found.text == before.text:
            stream[found.start + 1 : found.end] = [token]
            return
    for start, end, _ in reversed(found.names[:same]):
        stream[start + 1 : end] = [token] if sign else []
