"""Print a bibliography: sort, number, disambiguate, render, put dashes for repeated authors.

CSL 1.0.2, "Bibliography", "Reference Grouping".

>>> item = {"id": "a", "type": "article-journal", "title": "CAR T", "author": [{"family": "Ng"}]}
>>> render_bibliography([item], "vancouver")[0].text
'1. Ng. CAR T.'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from carcite.csl.context import Context
from carcite.csl.disambiguate import Disambiguator, NameRegister, read_options
from carcite.csl.entry import Entry
from carcite.csl.punctuation import settle
from carcite.csl.record import Record
from carcite.csl.sorting import SortKey, order
from carcite.csl.style import CompiledStyle, Program, load_style
from carcite.csl.substitute_author import substitute_authors
from carcite.csl.tokens import Stream
from carcite.errors import UsageError

NO_FORM: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What citeproc-js prints where a style prints nothing for a reference."""
FORMATS: Final = ("text", "html", "markdown", "runs", "json")


def as_style(style: str | Path | bytes | CompiledStyle) -> CompiledStyle:
    """Return a compiled style, loading it where a name, path or XML is given."""
    return style if isinstance(style, CompiledStyle) else load_style(style)


def read_items(items: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Make items ready to print; raise UnreadableError for one that is not CSL-JSON."""
    return [Record(item, place) for place, item in enumerate(items)]


def render_bibliography(
    items: Iterable[Mapping[str, Any]],
    style: str | Path | bytes | CompiledStyle,
    *,
    locale: str | None = None,
    format: str = "text",
) -> list[Entry]:
    """Print items as the bibliography of a style, in its order.

    `items` are CSL-JSON mappings. Raise UsageError for an unknown style or format and
    UnreadableError for a style or item that cannot be read.
    """
    if format not in FORMATS:
        raise UsageError(f'unknown format "{format}"; known are {", ".join(FORMATS)}')
    compiled = as_style(style)
    program = compiled.program(locale)
    if program.bibliography is None:
        raise UsageError(f'style "{compiled.name}" prints no bibliography')
    contexts = [Context(record) for record in read_items(items)]
    for place, context in enumerate(contexts):
        context.number = str(place + 1)
    contexts = sort_contexts(contexts, program.bibliography.sort)
    cited = disambiguate(contexts, program)
    if cited is not None:
        contexts = sort_contexts(contexts, program.bibliography.sort)
        _full_names(contexts, program, cited)
    return print_contexts(contexts, program, format)


def sort_contexts(contexts: Sequence[Context], keys: Sequence[SortKey]) -> list[Context]:
    """Sort by the keys of a style and number anew, unless the numbers themselves are sorted by."""
    if not keys:
        return list(contexts)
    out = order(contexts, [key.value for key in keys], [key.descending for key in keys])
    if any(key.by_number and key.descending for key in keys):
        count = len(out)
        for place, context in enumerate(out):
            context.number = str(count - place) if keys[0].by_number else str(place + 1)
        return out
    for place, context in enumerate(out):
        context.number = str(place + 1)
    return out


Shown = dict[int, int]
"""How many names the citation of a context shows, by the context's identity."""


def disambiguate(contexts: Sequence[Context], program: Program) -> Shown | None:
    """Tell the citations of all items apart; None where the style does not ask for it."""
    citation = program.citation
    options = read_options(citation.attributes, citation.conditional)
    if not options.any:
        return None
    work = Disambiguator(citation.render, options, contexts, citation.mark)
    work.run()
    return {name: max(found[0].shown, 1) if found else 0 for name, found in work.lists.items()}


def _full_names(contexts: Sequence[Context], program: Program, cited: Shown) -> None:
    """Write out given names in the bibliography where initials would confuse two persons.

    As citeproc-js does: under the rule by-cite, names that the citation shows are as far written
    out as the citation needs; other names where a namesake stands in the bibliography.
    """
    area = program.bibliography
    assert area is not None
    options = read_options(program.citation.attributes, False)
    by_cite = [context.givens or {} for context in contexts]
    for context in contexts:
        context.givens, context.extra_names = None, ()
    mark = area.mark
    if not options.givens or mark is None or options.rule.endswith("-with-initials"):
        return
    primary = options.rule.startswith("primary-name")
    register = NameRegister()
    lists = []
    for context in contexts:
        reset(context)
        context.name_log = []
        area.render(context, [])
        lists.append(context.name_log)
        for listed in context.name_log:
            for person in listed.persons[: 1 if primary else None]:
                register.add(person, mark)
        context.name_log = None
    for context, levels, found in zip(contexts, by_cite, lists, strict=True):
        known = cited.get(id(context), 0) if options.rule == "by-cite" else 0
        context.givens = {key: 2 for key, level in levels.items() if key[0] == 0 and level == 2} | {
            (index, place): 2
            for index, listed in enumerate(found)
            for place, person in enumerate(listed.persons[: 1 if primary else None])
            if (index or place >= known) and register.level(person, mark) == 2
        } or None


def reset(context: Context) -> None:
    """Forget what an earlier printing of the same reference left behind."""
    context.done = None
    context.pending = None
    context.name_index = 0
    context.suffix_open = True
    context.conditions = 0
    context.skip_names = False


def print_contexts(contexts: Sequence[Context], program: Program, format: str) -> list[Entry]:
    """Render contexts that are already in order."""
    area = program.bibliography
    assert area is not None
    in_quote = program.locale.punctuation_in_quote
    render, quotes = area.render, program.quotes
    streams: list[Stream] = []
    for context in contexts:
        reset(context)
        out: Stream = []
        render(context, out)
        streams.append(out)
    sign = area.attributes.get("subsequent-author-substitute")
    if sign is not None:
        rule = area.attributes.get("subsequent-author-substitute-rule", "complete-all")
        substitute_authors(streams, sign, rule)
    entries = []
    for context, out in zip(contexts, streams, strict=True):
        tokens = tuple(settle(out, in_quote=in_quote))
        if not any(token[0] for token in tokens):
            if not area.numbered:
                continue
            tokens = ((f"{context.number}. {NO_FORM}", "", "affix"),)
        entries.append(Entry(context.record.id, tokens, quotes, format))
    return entries
