"""How a run of a Word document prints, and like which of its neighbours new text is to print."""

from __future__ import annotations

from collections.abc import Sequence

from carcite.manuscripts.docx.manuscript import Chunk
from carcite.manuscripts.docx.names import Node, child, local

_UNSEEN = frozenset({"lang", "noProof", "webHidden"})
"""Properties that say something of a run and print nothing."""
Looks = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def looks_of(chunk: Chunk) -> Looks:
    """Return what a chunk's run prints like, comparable; empty for plain text."""
    if chunk.node is None:
        return ()
    properties = child(chunk.node.getparent(), "rPr")
    found = [] if properties is None else list(properties)
    return tuple(
        sorted(
            (local(each.tag), tuple(sorted(each.attrib.items())))
            for each in found
            if local(each.tag) and local(each.tag) not in _UNSEEN
        )
    )


def host_of(chunks: Sequence[Chunk]) -> Chunk | None:
    """Return the chunk whose place new text takes: the first with words, or else the plainest."""
    for chunk in chunks:
        if any(map(str.isalnum, chunk.text)):
            return chunk
    return min(chunks, key=lambda chunk: len(looks_of(chunk)), default=None)


def prefers_right(left: Chunk, right: Chunk, text: str) -> bool:
    """Tell whether new text between two chunks prints like the one behind it.

    A new year between a journal in italics and its volume is plain; what goes on with a word
    prints like the word.
    """
    if not any(map(str.isalnum, text)) or (text[0].isalnum() and left.text[-1:].isalnum()):
        return False
    if text[-1].isalnum() and right.text[:1].isalnum():
        return True
    return len(looks_of(right)) < len(looks_of(left))


def owner_of(chunk: Chunk) -> Node | int | None:
    """Return the link or the field that a chunk belongs to, or None."""
    for node in chunk.node.iterancestors() if chunk.node is not None else ():
        if local(node.tag) == "hyperlink":
            return node
        if local(node.tag) == "p":
            break
    return chunk.field
