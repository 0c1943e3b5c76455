"""Edits put into the runs of a Word document, each as a revision of its own.

ECMA-376, 5th edition, Part 1, 17.13.5: `w:ins` and `w:del` stand around runs, `w:delText` in the
place of `w:t`, and a paragraph's end that comes or goes is marked in the run properties of its
mark. Runs are cut where an edit begins and ends; each piece keeps its properties, so italics and
links survive. To save without revisions the same revisions are made and then accepted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from copy import deepcopy

from carcite.errors import UsageError
from carcite.manuscripts.docx.looks import host_of, owner_of, prefers_right
from carcite.manuscripts.docx.manuscript import Chunk, Line, Manuscript
from carcite.manuscripts.docx.names import (
    LINE_SEPARATOR,
    MARKUP,
    XML_SPACE,
    Node,
    attribute,
    child,
    local,
)
from carcite.manuscripts.docx.runs import Runs, named, printable
from carcite.text.edit import Edit
from carcite.text.pattern import pattern
from carcite.text.span import Span

_REVISIONS = frozenset({"ins", "del", "moveTo", "moveFrom"})
_OF_ITS_END = _REVISIONS | {"sectPr", "pPrChange", "rPrChange"}
_CONTENT_MARK = pattern("([\t\n\u2028])")


class Editor(Runs):
    """Cuts, deletes and inserts in the trees of a manuscript, and knows what it has done."""

    def __init__(self, manuscript: Manuscript, author: str, date: str) -> None:
        super().__init__(manuscript)
        self._author, self._date = printable(author), date
        self._inserted: list[Node] = []
        self._deleted: list[Node] = []
        self._marks: list[Node] = []
        """The `w:ins` and `w:del` of paragraph marks."""
        self.parts: set[str] = set()
        """Parts whose trees have changed."""
        self._twins = [pair for root in manuscript.roots.values() for pair in _twins(root)]
        ids = (
            attribute(node, "id") or ""
            for root in manuscript.roots.values()
            for node in root.iter()
            if isinstance(node.tag, str)
        )
        self._id = max((int(each) for each in ids if each.isascii() and each.isdigit()), default=0)

    def prints_as_one(self, span: Span) -> bool:
        """Tell whether a span lies in one run, so that its letters print alike."""
        return len(self.chunks_in(span)) == 1

    def sign(self, author: str) -> None:
        """Make the edits to come in the name of another reviewer."""
        self._author = printable(author)

    def apply(self, edit: Edit) -> None:
        """Make one edit, at whose ends the runs have been cut already."""
        start, end = edit.span.start, edit.span.end
        chunks = self.chunks_in(edit.span)
        host = host_of(chunks)
        behind = None
        for chunk in chunks:
            if self.is_fixed(chunk):
                raise UsageError(
                    f'{self.manuscript.package.name}: "{chunk.text}" is made by Word itself '
                    "and cannot be edited"
                )
            deleted = self._delete(chunk)
            if chunk is host:
                behind = deleted, chunk.node.getparent()
        text = printable(edit.replacement)
        if text:
            self._insert(text, start, behind)
        for line in self.manuscript.lines[self.manuscript.line_at(start) :]:
            if line.end >= end:
                break
            self._delete_mark(line)

    def _delete(self, chunk: Chunk) -> Node:
        """Put a `w:del` round a chunk's run, or into the one just before it; return that."""
        self.begin_run(chunk.node)
        self.end_run(chunk.node)
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

    def _insert(self, text: str, at: int, behind: tuple[Node, Node] | None) -> None:
        """Insert text behind a deletion, like a run in it, or alone beside the run it continues."""
        known = len(self._inserted)
        pieces = text.split("\n")
        if behind is None:
            place, model, is_before = self._place(at, text)
        else:
            deletion, model = behind
            place, is_before = self._out_of_revisions(deletion, is_before=False), False
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

    def continued(self, edit: Edit) -> Chunk | None:
        """Return the chunk like which the words of an edit will print, None where none is near."""
        chunks = self.chunks_in(edit.span)
        if chunks:
            return host_of(chunks)
        at = edit.span.start
        line = self.manuscript.lines[self.manuscript.line_at(at)]
        return self._neighbour(at, line, edit.replacement)[0]

    def _place(self, at: int, text: str) -> tuple[Node, Node, bool]:
        """Return the node beside which to insert, the run to print like, and whether before it."""
        line = self.manuscript.lines[self.manuscript.line_at(at)]
        chunk, is_before = self._neighbour(at, line, text)
        if chunk is None:
            for each in self.chunks_in(Span(max(line.start, at - 1), min(line.end, at + 1))):
                if each.node is not None:
                    return _in_paragraph(each.node), None, each.start >= at
            paragraph = line.nodes[-1]
            properties = child(paragraph, "pPr")
            if properties is None:
                properties = paragraph.makeelement(named(paragraph, "pPr"))
                paragraph.insert(0, properties)
            return properties, None, False
        run = chunk.node.getparent()
        if not is_before and at == line.end and (owner := owner_of(chunk)) is not None:
            if not isinstance(owner, int):
                return self._out_of_revisions(owner, is_before=False), self._plain_run(line), False
            if self.manuscript.fields[owner].end == at:
                return line.nodes[-1][-1], self._plain_run(line), False
        return self._out_of_revisions(run, is_before=is_before), run, is_before

    def _plain_run(self, line: Line) -> Node:
        """Return the first run of a line that is in no link, for its looks; None without one."""
        for chunk in self.chunks_in(Span(line.start, line.end)):
            if not self.is_fixed(chunk) and owner_of(chunk) is None:
                return chunk.node.getparent()
        return None

    def _neighbour(self, at: int, line: Line, text: str) -> tuple[Chunk | None, bool]:
        """Choose the chunk whose run an insertion continues, and whether it stands before it.

        The one before it goes on, as in Word, unless it is a link or a field that ends there, or
        whole words come and the one behind it is plainer.
        """
        index = bisect_left(self.starts, at)
        left = self.chunks[index - 1] if index else None
        right = self.chunks[index] if index < len(self.chunks) else None
        if left is not None and (left.end != at or left.start < line.start or self.is_fixed(left)):
            left = None
        if right is not None and (
            right.start != at or right.end > line.end or self.is_fixed(right)
        ):
            right = None
        if left is None or right is None:
            return (right, True) if right is not None else (left, False)
        if owner_of(left) is not None and owner_of(right) is None:
            return right, True
        if owner_of(left) == owner_of(right) and prefers_right(left, right, text):
            return right, True
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
                tail = self._clone(parent)
                tail.extend(behind)
                parent.addnext(tail)
                node = tail if is_before else parent
            else:
                node = parent
        return node

    def _inserted_runs(self, text: str, near: Node, model: Node | None) -> Node:
        """Return a `w:ins` with one run of the text, marks such as tabs as their elements."""
        wrapper = self._revision(near, "ins")
        run = near.makeelement(named(near, "r"))
        properties = None if model is None else child(model, "rPr")
        if properties is not None:
            run.append(deepcopy(properties))
        for piece in filter(None, _CONTENT_MARK.split(text)):
            name = {"\t": "tab", LINE_SEPARATOR: "br"}.get(piece, "t")
            node = near.makeelement(named(near, name))
            if name == "t":
                node.text = piece
                node.set(XML_SPACE, "preserve")
            run.append(node)
        wrapper.append(run)
        self._inserted.append(wrapper)
        self.keep(run)
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
        marker = node.makeelement(named(node, "proofErr"))
        node.addnext(marker)
        while True:
            parent = node.getparent()
            kind = local(parent.tag)
            if kind in {"sdtContent", "fldSimple", "rubyBase"}:
                raise UsageError(
                    f"{self.manuscript.package.name}: a paragraph cannot be begun inside a "
                    "content control; edit it in Word"
                )
            head = parent.makeelement(parent.tag) if kind == "p" else self._clone(parent)
            moved = [*reversed(list(node.itersiblings(preceding=True))), node]
            properties = child(parent, "pPr") if kind == "p" else None
            if properties is not None:
                head.append(_fresh_properties(properties))
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
            properties = paragraph.makeelement(named(paragraph, "pPr"))
            paragraph.insert(0, properties)
        run_properties = child(properties, "rPr")
        if run_properties is None:
            run_properties = paragraph.makeelement(named(paragraph, "rPr"))
            last = [each for each in properties if local(each.tag) in {"sectPr", "pPrChange"}]
            if last:
                last[0].addprevious(run_properties)
            else:
                properties.append(run_properties)
        for each in [each for each in run_properties if local(each.tag) == kind]:
            run_properties.remove(each)
        run_properties.insert(0, mark := self._revision(paragraph, kind))
        self._marks.append(mark)

    def _clone(self, node: Node) -> Node:
        """Return an empty element like another; a revision gets an id of its own."""
        fresh = node.makeelement(node.tag, dict(node.attrib))
        if local(node.tag) in _REVISIONS:
            self._id += 1
            fresh.set(named(node, "id"), str(self._id))
        return fresh

    def _revision(self, near: Node, kind: str) -> Node:
        node = near.makeelement(named(near, kind))
        self._id += 1
        node.set(named(near, "id"), str(self._id))
        node.set(named(near, "author"), self._author)
        node.set(named(near, "date"), self._date)
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
        self.join()

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
        for box, other in self._twins:
            if not _are_alike(box, other):
                other.getparent().replace(other, deepcopy(box))


def _fresh_properties(properties: Node) -> Node:
    """Return a paragraph's properties without what belongs to its own end: section, revisions."""
    fresh = deepcopy(properties)
    for parent in (fresh, child(fresh, "rPr")):
        for each in () if parent is None else list(parent):
            if local(each.tag) in _OF_ITS_END:
                each.getparent().remove(each)
    return fresh


def _in_paragraph(node: Node) -> Node:
    """Return the node upwards that stands in its paragraph itself."""
    while local(node.getparent().tag) != "p":
        node = node.getparent()
    return node


def _twins(root: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the text boxes of alternate content that stand alike in choice and fallback."""
    for node in root.iter(f"{{{MARKUP}}}AlternateContent"):
        choice, fallback = child(node, "mc:Choice"), child(node, "mc:Fallback")
        if choice is not None and fallback is not None:
            pairs = zip(_boxes(choice), _boxes(fallback), strict=False)
            yield from (pair for pair in pairs if _are_alike(*pair))


def _are_alike(box: Node, other: Node) -> bool:
    return "".join(box.itertext()) == "".join(other.itertext())


def _boxes(node: Node) -> list[Node]:
    return [each for each in node.iter() if local(each.tag) == "txbxContent"]
