"""Runs of a Word document cut where edits and comments begin and end, and joined again.

A run is a stretch of text that prints in one way (ECMA-376, 5th edition, Part 1, 17.3.2). Each
piece of a run that is cut keeps its properties.

>>> printable("a\\x00b\\r\\nc")
'ab\\nc'
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from itertools import pairwise

from carcite.manuscripts.docx.manuscript import Chunk, Manuscript
from carcite.manuscripts.docx.names import XML_SPACE, Node, child, local
from carcite.text.pattern import pattern
from carcite.text.span import Span

_UNPRINTABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def named(near: Node, name: str) -> str:
    """Return a tag or attribute name in the namespace of a node nearby."""
    return f"{near.tag.rpartition('}')[0]}}}{name}"


class Runs:
    """The runs of a manuscript, cut at offsets of its text."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.chunks: list[Chunk] = list(manuscript.chunks)
        self.starts: list[int] = [chunk.start for chunk in self.chunks]
        self._made: dict[Node, None] = {}
        """Runs cut or made, in order."""

    def cut(self, offsets: Iterable[int]) -> None:
        """Make runs begin and end at offsets of the text; do so once, before all else."""
        at = sorted(set(offsets))
        cut: list[Chunk] = []
        for chunk in self.chunks:
            inner = at[bisect_right(at, chunk.start) : bisect_left(at, chunk.end)]
            if inner and not self.is_fixed(chunk):
                cut += self._cut_chunk(chunk, inner)
            else:
                cut.append(chunk)
        self.chunks = cut
        self.starts = [chunk.start for chunk in cut]
        for offset in at:
            index = bisect_left(self.starts, offset)
            for each in cut[max(0, index - 1) : index + 1]:
                if self.is_fixed(each):
                    continue
                if each.start == offset:
                    self.begin_run(each.node)
                if each.end == offset:
                    self.end_run(each.node)

    def _cut_chunk(self, chunk: Chunk, offsets: Sequence[int]) -> list[Chunk]:
        bounds = [chunk.start, *offsets, chunk.end]
        pieces = []
        node, text = chunk.node, chunk.node.text
        for start, end in pairwise(bounds):
            if start > chunk.start:
                node.addnext(fresh := node.makeelement(node.tag))
                node = fresh
            node.text = text[start - chunk.start : end - chunk.start]
            node.set(XML_SPACE, "preserve")
            piece = chunk.text[start - chunk.start : end - chunk.start]
            pieces.append(Chunk(start, piece, node, chunk.fixed, chunk.field))
        return pieces

    def begin_run(self, node: Node) -> None:
        """Make a node the first of its run: what stands before it goes into a run of its own."""
        run = node.getparent()
        before = [each for each in node.itersiblings(preceding=True) if local(each.tag) != "rPr"]
        if before:
            run.addprevious(self._like(run, reversed(before)))
            self._made[run] = None

    def end_run(self, node: Node) -> None:
        """Make a node the last of its run: what stands behind it goes into a run of its own."""
        run = node.getparent()
        behind = list(node.itersiblings())
        if behind:
            self._made.setdefault(run)
            run.addnext(self._like(run, behind))

    def _like(self, run: Node, content: Iterable[Node]) -> Node:
        """Return a run with the properties of another and the content given."""
        fresh = run.makeelement(run.tag, dict(run.attrib))
        if (properties := child(run, "rPr")) is not None:
            fresh.append(deepcopy(properties))
        for each in content:
            fresh.append(each)
        self._made[fresh] = None
        return fresh

    def is_fixed(self, chunk: Chunk) -> bool:
        return chunk.fixed or chunk.node is None or local(chunk.node.getparent().tag) != "r"

    def chunks_in(self, span: Span) -> list[Chunk]:
        """Return the chunks that share a code point with a span."""
        first = bisect_right(self.starts, span.start) - 1
        last = bisect_left(self.starts, span.end)
        return [each for each in self.chunks[max(0, first) : last] if each.end > span.start]

    def keep(self, run: Node) -> None:
        """Remember a run that was made, so that `join` can join it to its neighbours."""
        self._made[run] = None

    def join(self) -> None:
        """Join the runs that were cut and now stand side by side and print alike."""
        for run in self._made:
            _join(run)


def _join(run: Node) -> None:
    """Join a run to the one before it where both print alike, and their texts too."""
    before = run.getprevious()
    if run.getparent() is None or before is None or local(before.tag) != "r":
        return
    if dict(before.attrib) != dict(run.attrib) or _properties(before) != _properties(run):
        return
    content = [each for each in run if local(each.tag) != "rPr"]
    for each in content:
        last = before[-1] if len(before) else None
        if last is not None and local(last.tag) == "t" and local(each.tag) == "t":
            last.text = (last.text or "") + (each.text or "")
            last.set(XML_SPACE, "preserve")
        else:
            before.append(each)
    run.getparent().remove(run)


def _properties(run: Node) -> object:
    """Return the properties of a run as a value that can be compared."""
    properties = child(run, "rPr")
    return () if properties is None else _value(properties)


def _value(node: Node) -> object:
    return node.tag, sorted(node.attrib.items()), [_value(each) for each in node]
