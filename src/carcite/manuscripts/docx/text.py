"""The text of a Word document as a reader sees it, and the node behind each character.

ECMA-376, 5th edition, Part 1: 17.3 (paragraphs and runs), 17.13.5 (revisions: insertions stand,
deletions are gone), 17.16 (fields: the result is seen, the instruction is not), 17.5.2 (content
controls), 17.11 (notes); Part 3, 10.2 (of alternate content one choice is taken, never two).

One paragraph is one line. Footnotes and endnotes follow the body.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from carcite.manuscripts.docx.manuscript import Chunk, Line, Manuscript
from carcite.manuscripts.docx.names import (
    BOOKMARKS,
    MARKS,
    SKIPPED,
    TRANSPARENT,
    XML_SPACE,
    Node,
    attribute,
    child,
    is_on,
    local,
    number,
    value,
)
from carcite.manuscripts.docx.open_fields import OpenFields, bookmark_codes
from carcite.manuscripts.docx.parts import Package
from carcite.manuscripts.docx.styles import Numbering, Styles
from carcite.manuscripts.docx.symbols import from_symbol
from carcite.text.pattern import pattern
from carcite.text.span import Span

MAX_LINES = 400_000
_LABEL_CELL = pattern(r"\W{0,3}\d{0,4}\W{0,3}")
"""A table cell that holds an entry's number alone: takes "[12]" and "", refuses "12 mg"."""
_PRIVATE = pattern("[\uf020-\uf0ff]")
_LINE_ENDS = str.maketrans("\r\n\x0b\x0c", "    ")
_SHARE_OF_ENTRIES = 0.6
_FEWEST_NOTES = 3


def read_manuscript(package: Package, is_entry: Callable[[str], bool]) -> Manuscript:
    """Read all text of a document; `is_entry` tells a reference by its looks."""
    main = package.main_part()
    body = package.parse(main)
    if local(body.tag) != "document":
        raise package.unreadable(f"the part {main} is no Word document")
    styles = Styles(package.parse_if_there(package.related(main, "styles")))
    numbering = Numbering(package.parse_if_there(package.related(main, "numbering")), styles)
    manuscript = Manuscript(package, styles, numbering, main, roots={main: body})
    notes = {}
    for kind in ("footnote", "endnote"):
        part = package.related(main, kind + "s")
        root = package.parse_if_there(part)
        if root is not None and part is not None:
            manuscript.roots[part] = root
            notes[kind] = (part, {attribute(each, "id") or "": each for each in _notes(root)})
    manuscript.notes_as_list = frozenset(
        kind for kind, (_, found) in notes.items() if _are_entries(found.values(), is_entry)
    )
    walker = _Walker(manuscript)
    walker.story(main, body)
    for kind, (part, found) in notes.items():
        order = [key for (each, key) in manuscript.references if each == kind and key in found]
        order += [key for key in found if (kind, key) not in manuscript.references]
        for index, key in enumerate(order, 1):
            walker.story(part, found[key], (kind, index))
    walker.finish()
    return manuscript


def _notes(root: Node) -> Iterator[Node]:
    for each in root:
        if local(each.tag) in {"footnote", "endnote"} and attribute(each, "type") in {
            None,
            "normal",
        }:
            yield each


def _are_entries(notes: Iterable[Node], is_entry: Callable[[str], bool]) -> bool:
    """Tell whether the notes are the reference list: most of them look like references."""
    texts = [
        "".join(str(node.text or "") for node in note.iter() if local(node.tag) == "t").strip()
        for note in notes
    ]
    if len(texts) < _FEWEST_NOTES:
        return False
    return sum(map(is_entry, texts)) >= _SHARE_OF_ENTRIES * len(texts)


class _Walker:
    """Goes through the stories in order and writes down text, chunks, lines and fields."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._to = manuscript
        self._out: list[str] = []
        self._at = 0
        self._line: Line | None = None
        self._join: str | None = None
        """What stands between this paragraph and the next, where it is no line end."""
        self._fields = OpenFields(manuscript.fields, bookmark_codes(manuscript.package))
        self._boxes: list[Node] = []
        self._part = ""
        self._note: tuple[str, int] | None = None
        self._counted: Counter[str] = Counter()

    def story(self, part: str, root: Node, note: tuple[str, int] | None = None) -> None:
        """Read one story: the body, or one note."""
        self._part, self._note = part, note
        self._fields.begin_story(root)
        self._blocks(root)
        self._fields.end_story(self._at)

    def finish(self) -> None:
        """Hand the text over."""
        self._to.text = "".join(self._out)

    def _emit(self, text: str, node: Node | None, *, fixed: bool = False) -> None:
        self._to.chunks.append(Chunk(self._at, text, node, fixed, self._fields.innermost))
        self._out.append(text)
        self._at += len(text)

    def _blocks(self, parent: Node) -> None:
        for each in parent:
            name = local(each.tag)
            if name == "p":
                self._paragraph(each)
            elif name == "tbl":
                self._join = None
                self._table(each)
            elif name == "sdt":
                self._control(each, self._blocks)
            elif name == "mc:AlternateContent":
                self._blocks(_choice(each))
            elif name in BOOKMARKS:
                self._fields.bookmark(each, self._at)
            elif name in TRANSPARENT:
                self._blocks(each)
        self._join = None

    def _table(self, table: Node) -> None:
        for row in _within(table, "tr"):
            cells = list(_within(row, "tc"))
            for index, cell in enumerate(cells):
                lines, start = len(self._to.lines), len(self._out)
                self._blocks(cell)
                is_label = index == 0 and len(cells) == 2 and len(self._to.lines) == lines + 1
                if is_label and _LABEL_CELL.fullmatch("".join(self._out[start:]).strip()):
                    self._join = "\t"

    def _paragraph(self, node: Node) -> None:
        properties = child(node, "pPr")
        boxes, self._boxes = self._boxes, []
        line = self._begin_line(node)
        self._describe(line, properties)
        self._inline(node)
        line.end = self._at
        mark_is_deleted = child(child(properties, "rPr"), "del") is not None
        found, self._boxes = self._boxes, boxes
        for box in found:
            self._blocks(box)
        self._join = "" if mark_is_deleted and not found else None

    def _begin_line(self, node: Node) -> Line:
        lines = self._to.lines
        if self._join is not None and lines:
            if self._join:
                self._emit(self._join, None, fixed=True)
            lines[-1].nodes.append(node)
            return lines[-1]
        if lines:
            self._out.append("\n")
            self._at += 1
        if len(lines) >= MAX_LINES:
            raise self._to.package.unreadable(
                f"more than {MAX_LINES:,} paragraphs; no book has so many"
            )
        lines.append(Line(self._at, [node], self._part, note=self._note))
        return lines[-1]

    def _describe(self, line: Line, properties: Node | None) -> None:
        """Note the style and numbering; of joined paragraphs the last decides, as in Word."""
        styles, numbering = self._to.styles, self._to.numbering
        line.style = value(properties, "pStyle") or styles.default
        line.is_heading = (
            styles.is_heading(line.style) or value(properties, "outlineLvl") is not None
        )
        direct = child(properties, "numPr")
        identifier, level = styles.numbering(line.style)
        identifier = value(direct, "numId") or identifier
        found = number(value(direct, "ilvl"))
        level = found if found is not None else level or 0
        if identifier is not None and identifier != "0":
            counted = numbering.count(identifier, level)
            line.number = counted if counted is not None else line.number
            line.is_listed |= numbering.is_list(identifier, level)

    def _inline(self, parent: Node) -> None:
        for each in parent:
            name = local(each.tag)
            if name == "r":
                self._run(each)
            elif name == "sdt":
                self._control(each, self._inline)
            elif name == "fldSimple":
                self._field(attribute(each, "instr") or "", each, self._inline)
            elif name in BOOKMARKS:
                self._fields.bookmark(each, self._at)
            elif name in TRANSPARENT:
                self._inline(each)
            elif name == "mc:AlternateContent":
                self._inline(_choice(each))
            elif name.startswith("m:"):
                self._mathematics(each)

    def _field(self, code: str, node: Node, walk: Callable[[Node], None]) -> None:
        index = self._fields.enter(code, self._at)
        walk(node)
        self._fields.leave(index, self._at)

    def _control(self, node: Node, walk: Callable[[Node], None]) -> None:
        """Read a content control; one without a tag is only a frame."""
        properties = child(node, "sdtPr")
        gallery = value(child(properties, "docPartObj"), "docPartGallery")
        words = [value(properties, "tag"), gallery, value(properties, "alias")]
        words += [
            name for name in ("bibliography", "citation") if child(properties, name) is not None
        ]
        code = " ".join(word for word in words if word)
        if code:
            self._field(code, node, walk)
        else:
            walk(node)

    def _mathematics(self, node: Node) -> None:
        for each in node.iter():
            if local(each.tag) == "m:t" and each.text and not self._fields.hidden:
                self._emit(str(each.text).translate(_LINE_ENDS), each, fixed=True)

    def _run(self, run: Node) -> None:
        properties = child(run, "rPr")
        if is_on(properties, "vanish"):
            self._field_marks(run)
            return
        start = self._at
        for each in run:
            self._run_content(each, properties)
        if properties is not None and self._at > start and self._is_raised(properties):
            raised = self._to.raised
            if raised and raised[-1].end == start:
                raised[-1] = Span(raised[-1].start, self._at)
            else:
                raised.append(Span(start, self._at))

    def _run_content(self, each: Node, properties: Node | None) -> None:
        name = local(each.tag)
        if name == "t":
            if not self._fields.hidden and each.text:
                self._words(each, properties)
        elif name in MARKS:
            if not self._fields.hidden:
                self._emit(MARKS[name], each)
        elif name == "fldChar":
            self._fields.mark(each, self._at)
        elif name == "instrText":
            self._fields.instruction(str(each.text or ""))
        elif name == "sym":
            if not self._fields.hidden:
                code = attribute(each, "char") or ""
                self._emit(from_symbol(attribute(each, "font") or "", code), each)
        elif name in {"footnoteReference", "endnoteReference"}:
            self._note_reference(each, name.removesuffix("Reference"))
        elif name == "ruby":
            self._inline(each)
        elif name == "mc:AlternateContent":
            for content in _choice(each):
                self._run_content(content, properties)
        elif name not in SKIPPED:
            self._find_boxes(each)

    def _words(self, node: Node, properties: Node | None) -> None:
        text = str(node.text)
        if not text.isprintable():
            text = text.translate(_LINE_ENDS)
        if node.get(XML_SPACE) != "preserve" and text != (bare := text.strip(" \t")):
            # Word does not show blanks at the ends without xml:space; nor must an edit bring
            # them to light.
            node.text = text = bare
        if not text.isascii() and _PRIVATE.search(text):
            fonts = child(properties, "rFonts")
            font = "" if fonts is None else attribute(fonts, "ascii") or ""
            text = "".join(from_symbol(font, f"{ord(char):X}") for char in text)
        if text:
            self._emit(text, node)

    def _is_raised(self, properties: Node | None) -> bool:
        align = value(properties, "vertAlign")
        if align is not None:
            return align == "superscript"
        style = value(properties, "rStyle")
        return style is not None and self._to.styles.is_raised(style)

    def _note_reference(self, node: Node, kind: str) -> None:
        key = (kind, attribute(node, "id") or "")
        if key not in self._to.references:
            self._counted[kind] += 1
            self._to.references[key] = (self._counted[kind], node.getparent())
        if kind in self._to.notes_as_list and not self._fields.hidden:
            self._emit(str(self._to.references[key][0]), node, fixed=True)

    def _find_boxes(self, node: Node) -> None:
        """Keep the text boxes under a drawing for after the paragraph, of two forms one."""
        for each in node:
            name = local(each.tag)
            if name == "txbxContent":
                self._boxes.append(each)
            elif name == "mc:AlternateContent":
                self._find_boxes(_choice(each))
            elif isinstance(each.tag, str):
                self._find_boxes(each)

    def _field_marks(self, run: Node) -> None:
        """Follow the fields of a hidden run, which may begin there and end in plain sight."""
        for each in run:
            if local(each.tag) == "fldChar":
                self._fields.mark(each, self._at)
            elif local(each.tag) == "instrText":
                self._fields.instruction(str(each.text or ""))


def _choice(node: Node) -> Node:
    """Return the one form of alternate content that is read: the first choice, or the fallback."""
    for name in ("Choice", "Fallback"):
        for each in node:
            if local(each.tag) == f"mc:{name}":
                return each
    return ()


def _within(node: Node, name: str) -> Iterator[Node]:
    """Yield rows of a table or cells of a row, through the controls that may stand around them."""
    for each in node:
        found = local(each.tag)
        if found == name:
            yield each
        elif found in TRANSPARENT:
            yield from _within(each, name)
