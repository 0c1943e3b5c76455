"""Print citations: sort and join the cites of a cluster, with their affixes and collapsing.

CSL 1.0.2, "Citation", "Cite Grouping", "Cite Collapsing".

>>> items = [{"id": "a", "type": "book", "title": "A"}, {"id": "b", "type": "book", "title": "B"}]
>>> [entry.text for entry in render_citations(items, [["a", "b"], ["b"]], "vancouver")]
['(1,2)', '(2)']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from carcite.csl.document.bibliography import (
    FORMATS,
    NO_FORM,
    as_style,
    disambiguate,
    read_items,
    reset,
    sort_contexts,
)
from carcite.csl.document.collapse import Printed, group_cites, join_cites
from carcite.csl.document.positions import Cite, Cluster, Place, place_cites, read_cluster
from carcite.csl.document.sorting import order
from carcite.csl.elements.context import FIRST, Context
from carcite.csl.entry import Entry
from carcite.csl.style.style import CompiledStyle, Program
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import affix, marks_of, suffix_of
from carcite.csl.text.markup import parse_markup
from carcite.csl.text.punctuation import settle
from carcite.csl.text.tokens import CLOSE, Stream
from carcite.errors import UsageError


def render_citations(
    items: Iterable[Mapping[str, Any]],
    clusters: Iterable[object],
    style: str | Path | bytes | CompiledStyle,
    *,
    locale: str | None = None,
    format: str = "text",
) -> list[Entry]:
    """Print the citations of a document in order, one entry for each cluster.

    A cluster is an id, a list of ids or of cites (`id`, `locator`, `label`, `prefix`, `suffix`,
    `suppress-author`), or a mapping of `citationItems` and `properties` with its `noteIndex`.
    """
    if format not in FORMATS:
        raise UsageError(f'unknown format "{format}"; known are {", ".join(FORMATS)}')
    program = as_style(style).program(locale)
    read = [read_cluster(cluster) for cluster in clusters]
    register = make_register(items, program)
    distance = program.citation.attributes.get("near-note-distance", "5")
    places = place_cites(read, int(distance) if distance.isdecimal() else 5)
    return [
        print_cluster(cluster, found, register, program, format, grouped=True)
        for cluster, found in zip(read, places, strict=True)
    ]


def make_register(items: Iterable[Mapping[str, Any]], program: Program) -> dict[str, Context]:
    """Number and disambiguate all items; return them by id."""
    contexts = [Context(record) for record in read_items(items)]
    for place, context in enumerate(contexts):
        context.number = str(place + 1)
    keys = program.bibliography.sort if program.bibliography else ()
    contexts = sort_contexts(contexts, keys)
    disambiguate(contexts, program)
    return {context.record.id: context for context in contexts}


def print_cluster(
    cluster: Cluster,
    places: Sequence[Place | None],
    register: Mapping[str, Context],
    program: Program,
    format: str,
    *,
    grouped: bool = False,
) -> Entry:
    """Print one cluster; `grouped` brings cites of the same names together after sorting."""
    area = program.citation
    pairs: list[tuple[Cite, Place | None, Context]] = []
    for cite, place in zip(cluster.cites, places, strict=True):
        if cite.id not in register:
            raise UsageError(f'cited item "{cite.id}" is not among the items')
        pairs.append((cite, place, register[cite.id]))
    if area.sort and len(pairs) > 1:
        ranks = {name: rank for rank, name in enumerate(register)}
        pairs.sort(key=lambda pair: ranks[pair[0].id])
        pairs = order(
            pairs,
            [lambda pair, key=key: _sort_value(key.value, pair) for key in area.sort],  # type: ignore[misc]
            [key.descending for key in area.sort],
        )
    printed = []
    for number, (cite, place, context) in enumerate(pairs):
        printed.append(_print_cite(cite, place, context, program, number))
    if grouped and area.sort and area.attributes.get("collapse", "").startswith("year"):
        printed = group_cites(printed)
    plain = area.attributes.get("class") != "note" and "after-collapse-delimiter" not in (
        area.attributes
    )
    commas = bool(area.sort) or (grouped and plain)
    body = join_cites(printed, area.attributes, area.layout.get("delimiter", ""), commas)
    layout = Element("layout", dict(area.layout), (), "", 0)
    marks = marks_of(layout)
    if not any(text for text, _, role in body if role != "delimiter"):
        body = [(NO_FORM, "", "value")]
    stream: Stream = [*marks, *affix(layout.get("prefix")), *body, *suffix_of(layout)]
    stream += [CLOSE] * len(marks)
    tokens = tuple(settle(stream, in_quote=program.locale.punctuation_in_quote))
    name = " ".join(cite.id for cite in cluster.cites)
    return Entry(name, tokens, program.quotes, format, wrapped=False)


def _sort_value(value: Any, pair: tuple[Cite, Place | None, Context]) -> str | None:
    cite, place, context = pair
    set_place(context, cite, place)
    found: str | None = value(context)
    return found


def set_place(context: Context, cite: Cite, place: Place | None) -> None:
    """Tell a context where it is about to be printed."""
    reset(context)
    context.locator, context.label = cite.locator, cite.label
    context.position = place.position if place else FIRST
    context.near = place.near if place else False
    context.first_note = place.first_note if place else ""
    if cite.position is not None:
        context.position = cite.position
        context.near = cite.near
    context.skip_names = cite.suppress_author


def _print_cite(
    cite: Cite, place: Place | None, context: Context, program: Program, number: int
) -> Printed:
    prefix, suffix = _spaced_prefix(cite.prefix), _spaced_suffix(cite.suffix)
    area = program.citation

    def render(skip_names: bool) -> Stream:
        set_place(context, cite, place)
        context.skip_names = context.skip_names or skip_names
        head = parse_markup(prefix, "", "cite-affix") if prefix else []
        ends = prefix.rstrip(" \"'”’").endswith((".", "?", "!"))
        sentence = ends and " " in prefix.strip()
        guarded = not sentence if prefix else number > 0
        out: Stream = [("\u200b", "", "guard")] if guarded else []
        start = len(out)
        area.render(context, out)
        context.skip_names = False
        tail = parse_markup(suffix, "", "cite-affix") if suffix else []
        return [*head, *out[start:], *tail]

    return Printed(cite, context, render(False), render)


def _spaced_prefix(prefix: str) -> str:
    return prefix + " " if prefix and prefix[-1].isalnum() else prefix


def _spaced_suffix(suffix: str) -> str:
    return " " + suffix if suffix and suffix[0].isalnum() else suffix
