"""Comments put into a Word document, each round the words it speaks of; those there stay.

ECMA-376, 5th edition, Part 1, 17.13.4: the comment's text stands in the part comments.xml, its
place in the body between `w:commentRangeStart` and `w:commentRangeEnd`. Word takes no comment in a
note or a text box, so there it goes to the mark in the body that leads to the note or the box.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from carcite.manuscripts.docx.edit import Editor
from carcite.manuscripts.docx.manuscript import Chunk, Manuscript
from carcite.manuscripts.docx.names import STRICT, XML_SPACE, Node, attribute, local
from carcite.manuscripts.docx.parts import (
    CONTENT_TYPES,
    add_content_type,
    add_relationship,
    empty_relationships,
    new_root,
    relationships_part,
    serialize,
)
from carcite.manuscripts.docx.runs import printable
from carcite.text.span import Span

Note = tuple[Span, str]
"""Where a comment stands in the Source, and what it says; line ends begin paragraphs."""

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_RELATIONSHIP = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_HOLDERS = frozenset(
    {"p", "hyperlink", "ins", "moveTo", "smartTag", "sdtContent", "fldSimple", "customXml"}
)
"""Elements in which the ends of a comment's range may stand."""


def place_comments(
    editor: Editor, notes: Sequence[Note], author: str, date: str
) -> dict[str, bytes]:
    """Put comments into the trees, at whose ends runs have been cut; return the parts they need."""
    if not notes:
        return {}
    manuscript = editor.manuscript
    package, main = manuscript.package, manuscript.main
    part = package.related(main, "comments")
    body = manuscript.roots[main]
    namespace = body.tag.rpartition("}")[0][1:]
    if part is None:
        root = new_root(f'<w:comments xmlns:w="{namespace}"/>')
    else:
        root = package.parse(part)
    taken = [attribute(node, "id") or "" for node in root]
    last = max((int(each) for each in taken if each.isascii() and each.isdigit()), default=-1)
    for number, (span, text) in enumerate(notes, last + 1):
        root.append(_comment(root, namespace, number, printable(text), printable(author), date))
        _mark(editor, span, number, namespace)
    editor.parts.add(main)
    parts = {} if part is not None else _register(manuscript, namespace)
    part = part or _new_part(manuscript)
    return {**parts, part: serialize(root)}


def _comment(root: Node, namespace: str, number: int, text: str, author: str, date: str) -> Node:
    def name(local_name: str) -> str:
        return f"{{{namespace}}}{local_name}"

    comment = root.makeelement(name("comment"))
    comment.set(name("id"), str(number))
    comment.set(name("author"), author)
    comment.set(name("date"), date)
    comment.set(name("initials"), author[:1])
    for line in text.split("\n"):
        paragraph = root.makeelement(name("p"))
        run = root.makeelement(name("r"))
        words = root.makeelement(name("t"))
        words.text = line
        words.set(XML_SPACE, "preserve")
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _mark(editor: Editor, span: Span, number: int, namespace: str) -> None:
    """Put the three marks of one comment round a span."""
    first, last = _ends(editor, span)

    def mark(local_name: str) -> Node:
        node = first.makeelement(f"{{{namespace}}}{local_name}")
        node.set(f"{{{namespace}}}id", str(number))
        return node

    run = first.makeelement(f"{{{namespace}}}r")
    run.append(mark("commentReference"))
    end = mark("commentRangeEnd")
    if local(first.tag) == "p":
        first.append(mark("commentRangeStart"))
        first.append(end)
    else:
        first.addprevious(mark("commentRangeStart"))
        last.addnext(end)
    end.addnext(run)


def _ends(editor: Editor, span: Span) -> tuple[Node, Node]:
    """Return the first and last node that a comment stands round; an empty paragraph itself."""
    manuscript = editor.manuscript
    line = manuscript.lines[manuscript.line_at(span.start)]
    chunks = [chunk for chunk in editor.chunks_in(span) if chunk.node is not None]
    if not chunks:
        around = Span(max(line.start, span.start - 1), min(line.end, span.start + 1))
        chunks = [chunk for chunk in editor.chunks_in(around) if chunk.node is not None][:1]
    if line.note is not None:
        runs = [
            run
            for key, (index, run) in manuscript.references.items()
            if key[0] == line.note[0] and index == line.note[1]
        ]
        if runs:
            return _holder(runs[0]), _holder(runs[0])
    if not chunks or line.part != manuscript.main:
        return _first_paragraph(manuscript, line.nodes[-1], line.part)
    return _outside_boxes(chunks[0]), _outside_boxes(chunks[-1])


def _first_paragraph(manuscript: Manuscript, node: Node, part: str) -> tuple[Node, Node]:
    if part == manuscript.main:
        return node, node
    first = next(line for line in manuscript.lines if line.part == manuscript.main)
    return first.nodes[-1], first.nodes[-1]


def _outside_boxes(chunk: Chunk) -> Node:
    """Return the node in the body that holds a chunk: its run, or the one with its text box."""
    boxes = [node for node in chunk.node.iterancestors() if local(node.tag) == "txbxContent"]
    return _holder(boxes[-1] if boxes else chunk.node)


def _holder(node: Node) -> Node:
    """Return the nearest node upwards beside which a mark may stand."""
    while local(node.getparent().tag) not in _HOLDERS:
        node = node.getparent()
    return node


def _new_part(manuscript: Manuscript) -> str:
    return posixpath.join(posixpath.dirname(manuscript.main), "comments.xml")


def _register(manuscript: Manuscript, namespace: str) -> dict[str, bytes]:
    """Return the parts that tell of a new comments part: content types and relationships."""
    package, main = manuscript.package, manuscript.main
    types = package.parse(CONTENT_TYPES)
    add_content_type(types, _new_part(manuscript), _TYPE)
    links = package.parse_if_there(relationships_part(main))
    links = empty_relationships() if links is None else links
    kind = _STRICT_RELATIONSHIP if namespace == STRICT else _RELATIONSHIP
    add_relationship(links, kind, "comments.xml")
    return {CONTENT_TYPES: serialize(types), relationships_part(main): serialize(links)}
