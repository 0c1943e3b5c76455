"""Compile cs:group, and say when what was asked for and was empty takes the rest with it.

CSL 1.0.2, "Group": a group vanishes when it asks for variables and all of them are empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from carcite.csl.elements.context import EMPTY, NOTHING, VALUE, Context, Render
from carcite.csl.elements.protocol import Compile, Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import wrap
from carcite.csl.text.tokens import AFTER, WITHIN, Stream


def compile_group(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:group."""
    inner = compiler.sequence(element.children, element.get("delimiter"))
    return wrap(_enclosed(suppressible(inner)), element)


def _enclosed(inner: Render) -> Render:
    """Note that a suffix at the end of a group lies deeper than what follows the group."""

    def render(context: Context, out: Stream) -> int:
        status = inner(context, out)
        if out and out[-1][2] == AFTER:
            out[-1] = (out[-1][0], "", WITHIN)
        return status

    return render


def suppressible(inner: Render) -> Render:
    """Print nothing where variables were asked for and all were empty."""

    def render(context: Context, out: Stream) -> int:
        start = len(out)
        status = inner(context, out)
        if status == EMPTY:
            del out[start:]
        elif len(out) == start:
            return EMPTY if status == VALUE else status
        elif status == NOTHING:
            return VALUE
        return status

    return render


GROUPS: Final[Mapping[str, Compile]] = {"group": compile_group}
