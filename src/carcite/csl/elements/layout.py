"""cs:layout: what stands first in the margin, what follows it, and the affixes of the whole.

CSL 1.0.2, "Layout", "Bibliography-specific Options" (second-field-align) and "Display".

>>> from carcite.csl.text.tokens import CLOSE
>>> margin([("1.", "citation-number", "text")], [("June", "author", "family")])[0]
(None, 'display', 'left-margin')
"""

from __future__ import annotations

from carcite.csl.elements.context import Context, Render
from carcite.csl.elements.protocol import Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import affix, marks_of
from carcite.csl.text.markup import raise_letters
from carcite.csl.text.tokens import AFTER, CLOSE, OWN, Stream


def margin(first: Stream, rest: Stream) -> Stream:
    """Set the first field in the margin and the rest beside it."""
    return [
        (None, "display", "left-margin"),
        *first,
        CLOSE,
        (None, "display", "right-inline"),
        *rest,
        CLOSE,
    ]


def compile_layout(compiler: Compiling, area: Element, layout: Element) -> Render:
    """Compile the layout of an area; affixes of a citation belong to the cluster, not to a cite."""
    children = layout.children
    aligned = area.tag == "bibliography" and bool(area.get("second-field-align"))
    if area.tag == "citation":
        return compiler.sequence(children, "")
    prefix, ending = affix(layout.get("prefix")), layout.get("suffix")
    suffix = raise_letters(ending, "", AFTER) if ending else []
    marks = marks_of(layout)
    closing = [CLOSE] * len(marks)
    if aligned and len(children) > 1:
        return _aligned(compiler, children, prefix, suffix, marks)
    inner = compiler.sequence(children, layout.get("delimiter"))

    def render(context: Context, out: Stream) -> int:
        out += prefix
        out += marks
        size = len(out)
        status = inner(context, out)
        if len(out) == size:
            out.clear()
            return status
        out += closing
        _inside_block(out, suffix)
        return status

    return render


def _inside_block(out: Stream, suffix: Stream) -> None:
    """Add the layout's suffix, inside the display block that ends the entry if one does."""
    if suffix and out and out[-1] is CLOSE and _ends_block(out):
        out[-1:] = [*suffix, CLOSE]
    else:
        out += suffix


def _ends_block(out: Stream) -> bool:
    depth = 0
    for token in reversed(out):
        if token[0] is None:
            depth += 1 if not token[1] else -1
            if depth == 0:
                return token[1] == "display"
    return False


def _split_blank(suffix: Stream) -> tuple[Stream, Stream]:
    """Part the blank that ends a suffix from it: it stands after the block."""
    if not suffix or not (suffix[-1][0] or "").endswith(" "):
        return suffix, []
    text, variable, role = suffix[-1]
    return [*suffix[:-1], ((text or "").rstrip(" "), variable, role)], [(" ", variable, role)]


def _lead(label: Stream) -> Stream:
    """Take the blank of a prefix out of the margin's head."""
    for index, (text, variable, role) in enumerate(label):
        if text:
            if role != "affix" or text[0] != " ":
                return []
            label[index] = (text[1:], variable, role)
            return [(" ", variable, role)]
    return []


def _trail(body: Stream) -> Stream:
    """Take the blank of a suffix out of the end of the block."""
    for index in range(len(body) - 1, -1, -1):
        text, variable, role = body[index]
        if text:
            if role not in (AFTER, OWN) or text[-1] != " ":
                return []
            body[index] = (text[:-1], variable, role)
            return [(" ", variable, role)]
    return []


def _aligned(
    compiler: Compiling,
    children: tuple[Element, ...],
    prefix: Stream,
    suffix: Stream,
    marks: Stream,
) -> Render:
    first = compiler.element(children[0])
    rest = compiler.sequence(children[1:], "")
    closing = [CLOSE] * len(marks)
    inside, outside = _split_blank(suffix)

    def render(context: Context, out: Stream) -> int:
        label: Stream = [*prefix]
        status = first(context, label)
        body: Stream = []
        status = max(status, rest(context, body))
        if not body and not label[len(prefix) :]:
            return status
        out += marks
        if any(token[0] for token in label):
            body += inside
            out += _lead(label)
            tail = _trail(body)
            out += margin(label, body)
            out += [*tail, *outside]
        else:
            out += [*body, *suffix]
        out += closing
        return status

    return render
