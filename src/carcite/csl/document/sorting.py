"""cs:sort: keys by variable or macro, up or down, values that are missing last.

CSL 1.0.2, "Sorting".

>>> order([("b", None), ("a", "x"), ("c", "y")], [lambda pair: pair[1]], [False])
[('a', 'x'), ('c', 'y'), ('b', None)]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from carcite.csl.document.collation import collation_key
from carcite.csl.elements.compiling import Compiler
from carcite.csl.elements.context import Context, Render
from carcite.csl.elements.dates import sort_text
from carcite.csl.elements.numbers import NUMERIC_VARIABLES
from carcite.csl.record import DATE_VARIABLES, NAME_VARIABLES
from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.tokens import Stream, plain_text
from carcite.errors import UnreadableError

T = TypeVar("T")
_LIMITS: Final = {
    "names-min": "et-al-min",
    "names-use-first": "et-al-use-first",
    "names-use-last": "et-al-use-last",
}


@dataclass(frozen=True, slots=True)
class SortKey:
    """One compiled key: `value` gives what to sort by, None when there is nothing."""

    value: Callable[[Context], str | None]
    descending: bool
    by_number: bool
    """Sorts by citation-number: the order of citing."""


def order(
    things: Sequence[T], keys: Sequence[Callable[[T], str | None]], descending: Sequence[bool]
) -> list[T]:
    """Sort by several keys at once; what has no value for a key stands last, up or down."""
    out = list(things)
    for key, down in zip(reversed(keys), reversed(descending), strict=True):
        found = {id(thing): key(thing) for thing in out}
        present = [thing for thing in out if found[id(thing)] is not None]
        absent = [thing for thing in out if found[id(thing)] is None]
        present.sort(key=lambda thing: str(found[id(thing)]), reverse=down)
        out = present + absent
    return out


def compile_sort(
    name: str,
    root: Element,
    macros: Mapping[str, Element],
    locale: Locale,
    area: str,
    options: Mapping[str, str],
    sort: Element | None,
) -> tuple[SortKey, ...]:
    """Compile the keys of a cs:sort."""
    if sort is None:
        return ()
    keys = []
    for key in sort.all("key"):
        limits = {ours: key.get(theirs) for theirs, ours in _LIMITS.items() if key.get(theirs)}
        if "et-al-min" in limits:
            limits.setdefault("et-al-use-first", "1")
            limits["et-al-subsequent-min"] = limits["et-al-min"]
            limits["et-al-subsequent-use-first"] = limits["et-al-use-first"]
        compiler = Compiler(
            name, root, macros, locale, area, options, sorting=True, sort_limits=limits
        )
        keys.append(_compile_key(compiler, key, locale))
    return tuple(keys)


def _compile_key(compiler: Compiler, key: Element, locale: Locale) -> SortKey:
    down = key.get("sort") == "descending"
    variable, macro = key.get("variable"), key.get("macro")
    collate = collation_key(locale.language)
    if macro:
        return SortKey(
            _macro_value(compiler.macro(macro, key), collate), down, _is_number(compiler, macro)
        )
    if not variable:
        raise UnreadableError(
            f"{compiler.name}: line {key.line}: a sort key needs a variable or macro"
        )
    if variable == "citation-number":
        return SortKey(lambda context: context.number.zfill(12), down, True)
    if variable in DATE_VARIABLES:
        return SortKey(
            lambda context: sort_text(context.record.date(variable)) or None, down, False
        )
    if variable in NAME_VARIABLES:
        names = Element(
            "names", {"variable": variable}, (Element("name", {}, (), "", key.line),), "", key.line
        )
        return SortKey(_macro_value(compiler.element(names), collate), down, False)
    if variable in NUMERIC_VARIABLES:
        return SortKey(_text_value(variable, collate), down, False)
    return SortKey(_text_value(variable, collate), down, False)


def _is_number(compiler: Compiler, macro: str) -> bool:
    """Say whether a macro prints nothing but the citation number."""
    children = compiler.macros[macro].children
    return len(children) == 1 and children[0].get("variable") == "citation-number"


def _text_value(variable: str, collate: Callable[[str], str]) -> Callable[[Context], str | None]:
    def value(context: Context) -> str | None:
        text = context.text(variable)
        return collate(_strip_markup(text)) if text else None

    return value


def _strip_markup(text: str) -> str:
    if "<" not in text:
        return text
    from carcite.csl.text.markup import parse_markup

    return plain_text(parse_markup(text, "", ""))


def _macro_value(render: Render, collate: Callable[[str], str]) -> Callable[[Context], str | None]:
    def value(context: Context) -> str | None:
        out: Stream = []
        context.done = None
        context.name_index = 0
        givens, context.givens = context.givens, None
        extra, context.extra_names = context.extra_names, ()
        render(context, out)
        context.givens, context.extra_names = givens, extra
        text = plain_text(out)
        return collate(text) if text.strip() else None

    return value
