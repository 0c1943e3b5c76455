"""What is known of a style once its graphs are built: a graph for each type of work.

>>> from carcite.csl import load_style
>>> style = load_style("vancouver")
>>> graph_of(style, "article-journal") is graph_of(style, "article-journal")
True
>>> initials_of(style), "publisher" in slots_of(style, "thesis")
(('',), True)
"""

from __future__ import annotations

from functools import lru_cache

from carcite.csl import CompiledStyle
from carcite.styles.grammar.build import build
from carcite.styles.grammar.graph import Graph, Slot, TooLargeError
from carcite.styles.grammar.plausible import ALL
from carcite.styles.grammar.slots import TYPES


@lru_cache(maxsize=256)
def graph_of(style: CompiledStyle, kind: str) -> Graph | None:
    """Return a style's graph for a type of work; None where it is too large to be read by."""
    try:
        return build(style, kind)
    except TooLargeError:
        return None


@lru_cache(maxsize=1024)
def slots_of(style: CompiledStyle, kind: str) -> frozenset[str]:
    """Return the variables that a style prints of a type of work; all where that is not known."""
    graph = graph_of(style, kind) if kind in TYPES else None
    if graph is None:
        return ALL
    takes = (take for arcs in graph.arcs for _, take in arcs)
    return frozenset(take.variable for take in takes if isinstance(take, Slot))


@lru_cache(maxsize=256)
def initials_of(style: CompiledStyle) -> tuple[str, ...]:
    """Return what a style puts behind the initials of names, in its articles.

    One that leaves given names as they come prints "J. D." for the letters alone.
    """
    graph = graph_of(style, "article-journal")
    slots = (take for arcs in graph.arcs for _, take in arcs) if graph else ()
    marks = (each.names.mark for each in slots if isinstance(each, Slot) and each.names)
    return tuple(dict.fromkeys(". " if mark is None else mark for mark in marks))
