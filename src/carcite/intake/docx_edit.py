"""Edits put into the runs of a Word document, each as a revision of its own.

ECMA-376, 5th edition, Part 1, 17.13.5: `w:ins` and `w:del` stand around runs, `w:delText` in the
place of `w:t`, and a paragraph's end that comes or goes is marked in the run properties of its
mark. Runs are cut where an edit begins and ends; each piece keeps its properties, so italics and
links survive. To save without revisions the same revisions are made and then accepted.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import pairwise

from carcite.errors import UsageError
from carcite.intake.docx_names import (
    LINE_SEPARATOR,
    MARKUP,
    XML_SPACE,
    Node,
    attribute,
    child,
    local,
)
from carcite.intake.docx_text import Chunk, Line, Manuscript
from carcite.text.edit import Edit
from carcite.text.span import Span

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 cannot hold."""
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LONGEST_COMPARED = 4_000
_REVISIONS = frozenset({"ins", "del", "moveTo", "moveFrom"})
_CONTENT_MARK = re.compile("([\t\n\u2028])")


def printable(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class Editor:
    """Cuts, deletes and inserts in the trees of a manuscript, and knows what it has done."""

    def __init__(self, manuscript: Manuscript, author: str, date: str) -> None:
        self.manuscript = manuscript
        self._author, self._date = printable(author), date
        self._chunks = list(manuscript.chunks)
        self._starts = [chunk.start for chunk in self._chunks]
        self._inserted: list[Node] = []
        self._deleted: list[Node] = []
        self._marks: list[Node] = []
        """The `w:ins` and `w:del` of paragraph marks."""
        self._runs: dict[Node, None] = {}
        """Runs cut or made, in order."""
        self.parts: set[str] = set()
        """Parts whose trees have changed."""
        ids = (
            attribute(node, "id") or ""
            for root in manuscript.roots.values()
            for node in root.iter()
            if isinstance(node.tag, str)
        )
        self._id = max((int(each) for each in ids if each.isascii() and each.isdigit()), default=0)

    def cut(self, offsets: Iterable[int]) -> None:
        """Make runs begin and end at offsets of the text; do so once, before all else."""
        at = sorted(set(offsets))
        cut: list[Chunk] = []
        for chunk in self._chunks:
            inner = at[bisect_right(at, chunk.start) : bisect_left(at, chunk.end)]
            if inner and not self._is_fixed(chunk):
                cut += self._cut_chunk(chunk, inner)
            else:
                cut.append(chunk)
        self._chunks = cut
        self._starts = [chunk.start for chunk in cut]
        for offset in at:
            index = bisect_left(self._starts, offset)
            for each in cut[max(0, index - 1) : index + 1]:
                if self._is_fixed(each):
                    continue
                if each.start == offset:
                    self._begin_run(each.node)
                if each.end == offset:
                    self._end_run(each.node)

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

    def _begin_run(self, node: Node) -> None:
        """Make a node the first of its run: what stands before it goes into a run of its own."""
        run = node.getparent()
        before = [each for each in node.itersiblings(preceding=True) if local(each.tag) != "rPr"]
        if before:
            run.addprevious(self._like(run, reversed(before)))
            self._runs[run] = None

    def _end_run(self, node: Node) -> None:
        """Make a node the last of its run: what stands behind it goes into a run of its own."""
        run = node.getparent()
        behind = list(node.itersiblings())
        if behind:
            self._runs.setdefault(run)
            run.addnext(self._like(run, behind))

    def _like(self, run: Node, content: Iterable[Node]) -> Node:
        """Return a run with the properties of another and the content given."""
        fresh = run.makeelement(run.tag, dict(run.attrib))
        if (properties := child(run, "rPr")) is not None:
            fresh.append(deepcopy(properties))
        for each in content:
            fresh.append(each)
        self._runs[fresh] = None
        return fresh

    def _is_fixed(self, chunk: Chunk) -> bool:
        return chunk.fixed or chunk.node is None or local(chunk.node.getparent().tag) != "r"

    def apply(self, edit: Edit) -> None:
        """Make one edit, at whose ends the runs have been cut already."""
        start, end = edit.span.start, edit.span.end
        wrapper = None
        for chunk in self.chunks_in(edit.span):
            if self._is_fixed(chunk):
                raise UsageError(
                    f'{self.manuscript.package.name}: "{chunk.text}" is made by Word itself '
                    "and cannot be edited"
                )
            deleted = self._delete(chunk)
            wrapper = wrapper if wrapper is not None else deleted
        text = printable(edit.replacement)
        if text:
            self._insert(text, start, wrapper)
        for line in self.manuscript.lines_in(start, end):
            if start <= line.end < end:
                self._delete_mark(line)

    def chunks_in(self, span: Span) -> list[Chunk]:
        """Return the chunks that share a code point with a span."""
        first = bisect_right(self._starts, span.start) - 1
        last = bisect_left(self._starts, span.end)
        return [each for each in self._chunks[max(0, first) : last] if each.end > span.start]

    def _delete(self, chunk: Chunk) -> Node:
        """Put a `w:del` round a chunk's run, or into the one just before it; return that."""
        self._begin_run(chunk.node)
        self._end_run(chunk.node)
        run = chunk.node.getparent()
        if local(chunk.node.tag) == "t":
            chunk.node.tag = chunk.node.tag.replace("}t", "}delText")
            chunk.node.set(XML_SPACE, "preserve")
        self._touch(run)
        before = run.getprevious()
        if before is not None and self._deleted and before is self._deleted[-1]:
            before.append(run)
            return before
        wrapper = self._revision(run, "del")
        run.addprevious(wrapper)
        wrapper.append(run)
        self._deleted.append(wrapper)
        return wrapper

    def _insert(self, text: str, at: int, behind: Node | None) -> None:
        """Insert text behind a deletion, or where it is alone beside the run it continues."""
        known = len(self._inserted)
        pieces = text.split("\n")
        place, model, is_before = (behind, None if behind is None else behind[0], False)
        if place is None:
            place, model, is_before = self._place(at)
        first = self._inserted_runs(pieces[0], place, model)
        if is_before:
            place.addprevious(first)
        else:
            place.addnext(first)
        self._touch(first)
        self._paragraphs(pieces[1:], first, model)
        for wrapper in self._inserted[known:]:
            if all(local(each.tag) == "rPr" for each in wrapper[0]):
                wrapper.getparent().remove(wrapper)
                self._inserted.remove(wrapper)

    def _place(self, at: int) -> tuple[Node, Node, bool]:
        """Return the node beside which to insert, the run to print like, and whether before it."""
        line = self.manuscript.lines[self.manuscript.line_at(at)]
        chunk, is_before = self._neighbour(at, line)
        if chunk is None:
            paragraph = line.nodes[-1]
            properties = child(paragraph, "pPr")
            if properties is None:
                properties = paragraph.makeelement(_named(paragraph, "pPr"))
                paragraph.insert(0, properties)
            return properties, None, False
        run = chunk.node.getparent()
        if not is_before and at == line.end and (owner := _owner(chunk)) is not None:
            if not isinstance(owner, int):
                return self._out_of_revisions(owner, is_before=False), self._plain_run(line), False
            if self.manuscript.fields[owner].end == at:
                return line.nodes[-1][-1], self._plain_run(line), False
        return self._out_of_revisions(run, is_before=is_before), run, is_before

    def _plain_run(self, line: Line) -> Node:
        """Return the first run of a line that is in no link, for its looks; None without one."""
        for chunk in self.chunks_in(Span(line.start, line.end)):
            if not self._is_fixed(chunk) and _owner(chunk) is None:
                return chunk.node.getparent()
        return None

    def _neighbour(self, at: int, line: Line) -> tuple[Chunk | None, bool]:
        """Choose the chunk whose run an insertion continues, and whether it stands before it.

        The one behind it goes on, as in Word, unless it is a link or a field that ends there.
        """
        index = bisect_left(self._starts, at)
        left = self._chunks[index - 1] if index else None
        right = self._chunks[index] if index < len(self._chunks) else None
        if left is not None and (left.end != at or left.start < line.start or self._is_fixed(left)):
            left = None
        if right is not None and (
            right.start != at or right.end > line.end or self._is_fixed(right)
        ):
            right = None
        if left is None or (
            right is not None and _owner(left) is not None and _owner(right) is None
        ):
            return (right, True) if right is not None else (left, False)
        return left, False

    def _out_of_revisions(self, node: Node, *, is_before: bool) -> Node:
        """Split the insertions of others round a place, for one may not stand in another."""
        while local(node.getparent().tag) in _REVISIONS:
            parent = node.getparent()
            behind = list(node.itersiblings())
            if is_before:
                behind.insert(0, node)
            if len(behind) == len(parent):
                return parent
            if behind:
                tail = parent.makeelement(parent.tag, dict(parent.attrib))
                tail.extend(behind)
                parent.addnext(tail)
                node = tail if is_before else parent
            else:
                node = parent
        return node

    def _inserted_runs(self, text: str, near: Node, model: Node | None) -> Node:
        """Return a `w:ins` with one run of the text, marks such as tabs as their elements."""
        wrapper = self._revision(near, "ins")
        run = near.makeelement(_named(near, "r"))
        properties = None if model is None else child(model, "rPr")
        if properties is not None:
            run.append(deepcopy(properties))
        for piece in filter(None, _CONTENT_MARK.split(text)):
            name = {"\t": "tab", LINE_SEPARATOR: "br"}.get(piece, "t")
            node = near.makeelement(_named(near, name))
            if name == "t":
                node.text = piece
                node.set(XML_SPACE, "preserve")
            run.append(node)
        wrapper.append(run)
        self._inserted.append(wrapper)
        self._runs[run] = None
        return wrapper

    def _paragraphs(self, pieces: Sequence[str], behind: Node, model: Node | None) -> None:
        """Begin a paragraph behind a node for each piece and put the piece at its start."""
        for piece in pieces:
            place = self._split_paragraph(behind)
            behind = self._inserted_runs(piece, place, model)
            place.addnext(behind)
            place.getparent().remove(place)

    def _split_paragraph(self, node: Node) -> Node:
        """Move all up to a node into a new paragraph before; return a marker where the rest begins.

        The old paragraph keeps its mark; the new one's mark is inserted, so that rejecting it
        gives the old paragraph back.
        """
        marker = node.makeelement(_named(node, "proofErr"))
        node.addnext(marker)
        while True:
            parent = node.getparent()
            kind = local(parent.tag)
            if kind in {"sdtContent", "fldSimple", "rubyBase"}:
                raise UsageError(
                    f"{self.manuscript.package.name}: a paragraph cannot be begun inside a "
                    "content control; edit it in Word"
                )
            head = parent.makeelement(parent.tag, {} if kind == "p" else dict(parent.attrib))
            moved = [*reversed(list(node.itersiblings(preceding=True))), node]
            properties = child(parent, "pPr") if kind == "p" else None
            if properties is not None:
                head.append(deepcopy(properties))
                for each in [each for each in head[0] if local(each.tag) == "sectPr"]:
                    head[0].remove(each)
            head.extend(each for each in moved if each is not properties)
            parent.addprevious(head)
            node = head
            if kind == "p":
                self._mark(head, "ins")
                return marker

    def _delete_mark(self, line: Line) -> None:
        """Delete the end of a line's paragraph, which joins it to the next."""
        node = line.nodes[-1]
        following = node.getnext()
        while following is not None and local(following.tag) in {"bookmarkStart", "bookmarkEnd"}:
            following = following.getnext()
        is_section = child(child(node, "pPr"), "sectPr") is not None
        if following is None or local(following.tag) != "p" or is_section:
            raise UsageError(
                f"{self.manuscript.package.name}: the end of a cell, box or section cannot be "
                "deleted; edit it in Word"
            )
        self._mark(node, "del")
        self._touch(node)

    def _mark(self, paragraph: Node, kind: str) -> None:
        properties = child(paragraph, "pPr")
        if properties is None:
            properties = paragraph.makeelement(_named(paragraph, "pPr"))
            paragraph.insert(0, properties)
        run_properties = child(properties, "rPr")
        if run_properties is None:
            run_properties = paragraph.makeelement(_named(paragraph, "rPr"))
            last = [each for each in properties if local(each.tag) in {"sectPr", "pPrChange"}]
            if last:
                last[0].addprevious(run_properties)
            else:
                properties.append(run_properties)
        for each in [each for each in run_properties if local(each.tag) == kind]:
            run_properties.remove(each)
        run_properties.insert(0, mark := self._revision(paragraph, kind))
        self._marks.append(mark)

    def _revision(self, near: Node, kind: str) -> Node:
        node = near.makeelement(_named(near, kind))
        self._id += 1
        node.set(_named(near, "id"), str(self._id))
        node.set(_named(near, "author"), self._author)
        node.set(_named(near, "date"), self._date)
        return node

    def _touch(self, node: Node) -> None:
        root = node.getroottree().getroot()
        for part, each in self.manuscript.roots.items():
            if each is root:
                self.parts.add(part)

    def accept(self) -> None:
        """Accept the revisions made here, and join again what was cut for them."""
        for wrapper in self._deleted:
            wrapper.getparent().remove(wrapper)
        for wrapper in self._inserted:
            parent = wrapper.getparent()
            for each in list(wrapper):
                wrapper.addprevious(each)
            parent.remove(wrapper)
        for mark in self._marks:
            self._accept_mark(mark)
        for run in self._runs:
            _join(run)

    def _accept_mark(self, mark: Node) -> None:
        properties = mark.getparent()
        paragraph = properties.getparent().getparent()
        properties.remove(mark)
        if len(properties) == 0:
            properties.getparent().remove(properties)
        if local(mark.tag) == "ins":
            return
        following = paragraph.getnext()
        while local(following.tag) != "p":
            following = following.getnext()
        at = 0 if child(following, "pPr") is None else 1
        following[at:at] = [each for each in paragraph if local(each.tag) != "pPr"]
        paragraph.getparent().remove(paragraph)

    def refresh_fallbacks(self) -> None:
        """Give text boxes that changed to the fallback that older programs read instead."""
        for root in self.manuscript.roots.values():
            for node in root.iter(f"{{{MARKUP}}}AlternateContent"):
                choice, fallback = child(node, "mc:Choice"), child(node, "mc:Fallback")
                if choice is None or fallback is None:
                    continue
                boxes, old = _boxes(choice), _boxes(fallback)
                if len(boxes) == len(old):
                    for box, other in zip(boxes, old, strict=True):
                        if "".join(box.itertext()) != "".join(other.itertext()):
                            other.getparent().replace(other, deepcopy(box))


def _named(near: Node, name: str) -> str:
    """Return a tag or attribute name in the namespace of a node nearby."""
    return f"{near.tag.rpartition('}')[0]}}}{name}"


def _owner(chunk: Chunk) -> object:
    """Return the link or field that a chunk belongs to, or None."""
    for node in chunk.node.iterancestors() if chunk.node is not None else ():
        if local(node.tag) == "hyperlink":
            return node
        if local(node.tag) == "p":
            break
    return chunk.field


def _boxes(node: Node) -> list[Node]:
    return [each for each in node.iter() if local(each.tag) == "txbxContent"]


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


def smallest(edits: Iterable[Edit], manuscript: Manuscript) -> list[Edit]:
    """Return edits that change the same and touch as little as can be, in order, none touching.

    Raise ValueError when two overlap.
    """
    text, done = manuscript.text, 0
    found: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at {edit.span.start}")
        done = max(done, edit.span.end)
        for each in _reduced(edit, text):
            if found and found[-1].span.end == each.span.start:
                last = found.pop()
                span = Span(last.span.start, each.span.end)
                each = Edit(span, last.replacement + each.replacement)
            found.append(each)
    return found


def _reduced(edit: Edit, text: str) -> list[Edit]:
    """Cut off what an edit leaves alike: at its ends, and between the words it changes."""
    old, new = edit.span.of(text), printable(edit.replacement)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = edit.span.start + head
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old and not new:
        return []
    if not old or not new or max(len(old), len(new)) > _LONGEST_COMPARED:
        return [Edit(Span(start, start + len(old)), new)]
    left, right = _TOKEN.findall(old), _TOKEN.findall(new)
    places = [start]
    for token in left:
        places.append(places[-1] + len(token))
    return [
        Edit(Span(places[a], places[b]), "".join(right[c:d]))
        for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
