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

from carcite.csl.document.disambiguate import Disambiguator, NameRegister, read_options
from carcite.csl.document.sorting import SortKey, order
from carcite.csl.document.substitute_author import substitute_authors
from carcite.csl.elements.context import Context, NameList, Render
from carcite.csl.entry import Entry
from carcite.csl.record import Record
from carcite.csl.style.style import CompiledStyle, Program, load_style
from carcite.csl.text.punctuation import settle
from carcite.csl.text.tokens import Stream
from carcite.errors import UsageError

NO_FORM: Final = "[CSL STYLE ERROR: reference with no printed form.]"
"""What citeproc-js prints where a style prints nothing for a reference."""
FORMATS: Final = ("text", "html", "markdown", "runs", "json")


def as_style(style: str | Path | bytes | CompiledStyle) -> CompiledStyle:
    """Return a compiled style, loading it where a name, path or XML is given."""
    return style if isinstance(style, CompiledStyle) else load_style(style)


def read_items(items: Iterable[Mapping[str, Any]]) -> list[Record]:
    """Make items ready to print; raise UnreadableError for one that is not CSL-JSON."""
    if not isinstance(items, Iterable) or isinstance(items, (str, bytes, Mapping)):
        raise UsageError("items are a list of CSL-JSON mappings")
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
    alone = len(contexts) == 1 and not contexts[0].record.has_namesakes()
    if not alone and disambiguate(contexts, program):
        contexts = sort_contexts(contexts, program.bibliography.sort)
        _full_names(contexts, program)
    return print_contexts(contexts, program, format)


def sort_contexts(contexts: Sequence[Context], keys: Sequence[SortKey]) -> list[Context]:
    """Sort by the keys of a style and number anew, unless the numbers themselves are sorted by."""
    if not keys or len(contexts) < 2:
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


def disambiguate(contexts: Sequence[Context], program: Program) -> bool:
    """Tell the citations of all items apart; say whether the style asks for it."""
    citation = program.citation
    options = read_options(citation.attributes, citation.conditional)
    if options.any:
        Disambiguator(citation.render, options, contexts, citation.mark).run()
    return options.any


def _full_names(contexts: Sequence[Context], program: Program) -> None:
    """Write out given names in the bibliography where initials would confuse two persons.

    As citeproc-js does: under the rule by-cite, as far as the citation needs it, and where two of
    one entry share their initials; under primary-name, for the first name of each entry.
    """
    area, citation = program.bibliography, program.citation
    assert area is not None
    options = read_options(citation.attributes, False)
    by_cite = [context.givens or {} for context in contexts]
    for context in contexts:
        context.givens, context.extra_names = None, ()
    if not options.givens or area.mark is None or options.rule.endswith("-with-initials"):
        return
    primary = options.rule == "primary-name"
    shared = NameRegister()
    lists = [_listed(context, area.render) for context in contexts]
    for found in lists:
        for listed in found:
            for person in listed.persons[: 1 if primary else None]:
                shared.add(person, area.mark)
    needed = 2 if citation.mark is not None else 1
    for context, levels, found in zip(contexts, by_cite, lists, strict=True):
        givens = {key: 2 for key, level in levels.items() if not key[0] and level >= needed}
        for index, listed in enumerate(found):
            register = shared
            if options.rule == "by-cite":
                register = NameRegister()
                for person in listed.persons:
                    register.add(person, area.mark)
            for place, person in enumerate(listed.persons[: 1 if primary else None]):
                if register.level(person, area.mark) == 2:
                    givens[index, place] = 2
        context.givens = givens or None


def _listed(context: Context, render: Render) -> list[NameList]:
    """Print an entry for its lists of names only."""
    reset(context)
    found = context.name_log = []
    render(context, [])
    context.name_log = None
    return found


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
