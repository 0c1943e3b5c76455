"""cs:names: lists of names with "and", et al., labels, several roles, and what replaces none.

CSL 1.0.2, "Names", "Name", "Et-al", "Substitute", "Label in Names", "Et-al Abbreviation".

>>> joined_options({"and": "text"}, {"form": "short"})
{'and': 'text', 'form': 'short'}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from carcite.csl.elements.context import EMPTY, VALUE, Context, NameList, Render
from carcite.csl.elements.namelist import NameListWriter
from carcite.csl.elements.persons import Person
from carcite.csl.elements.protocol import Compile, Compiling
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import term_case, with_case, without_periods, wrap
from carcite.csl.text.tokens import CLOSE, Stream, Token

NAME_OPTIONS: Final = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
)  # fmt: skip
LIST_MARK: Final[Token] = (None, "names", "")


def joined_options(*layers: Mapping[str, str]) -> dict[str, str]:
    """Lay name options over each other, the most general first.

    `initialize="true"` is the default and undoes nothing: so citeproc-js, and styles rely on it.
    """
    out: dict[str, str] = {}
    for layer in layers:
        out.update(layer)
        if layer.get("initialize") == "true":
            out["initialize"] = next(
                (other["initialize"] for other in layers if other.get("initialize") == "false"),
                "true",
            )
    return out


def inherited(element: Element) -> dict[str, str]:
    """Read the name options that cs:style, cs:citation or cs:bibliography hand down."""
    out: dict[str, str] = {
        name: element.get(name) for name in NAME_OPTIONS if name in element.attributes
    }
    for ours, theirs in (("form", "name-form"), ("delimiter", "name-delimiter")):
        if theirs in element.attributes:
            out[ours] = element.get(theirs)
    if "names-delimiter" in element.attributes:
        out["names-delimiter"] = element.get("names-delimiter")
    return out


def _label_writer(compiler: Compiling, element: Element) -> Callable[[str, bool, Stream], None]:
    """Compile the label of a names element; it takes the term's name and whether it is plural."""
    form, rule = element.get("form", "long"), element.get("plural", "contextual")
    memo: dict[tuple[str, bool], Stream] = {}

    def write(term: str, plural: bool, out: Stream) -> None:
        plural = rule == "always" or (rule == "contextual" and plural)
        tokens = memo.get((term, plural))
        if tokens is None:
            tokens = memo[term, plural] = _label_tokens(compiler, element, term, form, plural)
        out += tokens

    return write


def _label_tokens(
    compiler: Compiling, element: Element, term: str, form: str, plural: bool
) -> Stream:
    text = compiler.locale.term(term, form, plural)
    if not text:
        return []

    def inner(context: Context, out: Stream) -> int:
        out.append((text, "", "label"))
        return VALUE

    cased = with_case(without_periods(inner, element), term_case(element, compiler.english), True)
    out: Stream = []
    wrap(cased, element)(compiler.blank, out)
    return out


def compile_names(compiler: Compiling, element: Element, delimiter: str = "") -> Render:
    """Compile cs:names; within cs:substitute a short one inherits from the names around it."""
    parent = compiler.names_parent
    children = element
    if parent is not None and not any(
        child.tag in ("name", "et-al", "label", "institution") for child in element.children
    ):
        children = parent
    name, et_al, label = children.find("name"), children.find("et-al"), children.find("label")
    if parent is not None:
        name = element.find("name") or parent.find("name")
        et_al = element.find("et-al") or parent.find("et-al")
        label = element.find("label") or (label if children is parent else None)
    options = joined_options(
        compiler.name_options,
        name.attributes if name else {},
        compiler.sort_limits,
    )
    if compiler.sorting:
        options["name-as-sort-order"] = "all"
    writer = NameListWriter(compiler, options, name, et_al)
    if compiler.initial_mark is None:
        compiler.initial_mark = options.get("initialize-with")
    inner = _names_inner(compiler, element, children, options, writer, name, label)
    rendered = wrap(inner, _outer(element, parent))
    substitute = element.find("substitute")
    if substitute is None or parent is not None:
        return rendered
    others = [compiler.substitute(child, element) for child in substitute.children]
    return _with_substitute(rendered, others, compiler.marks_names)


def _outer(element: Element, parent: Element | None) -> Element:
    if parent is None:
        return element
    merged = {
        key: value
        for key, value in parent.attributes.items()
        if key not in ("variable", "delimiter")
    }
    merged.update(element.attributes)
    return Element("names", merged, (), "", element.line)


def _names_inner(
    compiler: Compiling,
    element: Element,
    children: Element,
    options: Mapping[str, str],
    writer: NameListWriter,
    name: Element | None,
    label: Element | None,
) -> Render:
    variables = element.get("variable").split()
    counting = options.get("form") == "count"
    delimiter = element.get("delimiter", options.get("names-delimiter", ""))
    between: list[Token] = [(delimiter, "", "delimiter")] if delimiter else []
    tags = [child.tag for child in children.children]
    before = (
        label is not None
        and name is not None
        and "name" in tags
        and "label" in tags
        and (tags.index("label") < tags.index("name"))
    )
    write_label = (
        _label_writer(compiler, label) if label is not None and not compiler.sorting else None
    )
    marked = compiler.marks_names
    combined = _combined_terms(compiler, label)
    tracked = compiler.in_substitute

    def one(
        context: Context, variable: str, term: str, persons: Sequence[Person], out: Stream
    ) -> int:
        index = context.name_index
        context.name_index += 1
        plural = len(persons) > 1
        if write_label is not None and before:
            write_label(term, plural, out)
        if marked:
            out.append(LIST_MARK)
        shown = writer(context, variable, persons, index, out)
        if marked:
            out.append(CLOSE)
        if write_label is not None and not before:
            write_label(term, plural, out)
        if context.name_log is not None:
            context.name_log.append(NameList(variable, tuple(persons), shown))
        return shown

    def render(context: Context, out: Stream) -> int:
        found = _present(context, variables, combined)
        if not found:
            return EMPTY
        if context.skip_names:
            context.skip_names = False
            return EMPTY
        if tracked and context.pending is not None:
            context.pending.extend(variables)
        if counting:
            total = 0
            for variable, term, persons in found:
                total += one(context, variable, term, persons, [])
            out.append((str(total), variables[0], "count"))
            return VALUE
        first = True
        for variable, term, persons in found:
            if not first:
                out += between
            first = False
            one(context, variable, term, persons, out)
        return VALUE

    return render


def _combined_terms(compiler: Compiling, label: Element | None) -> bool:
    """Say whether editors who also translated get the term of both."""
    form = label.get("form", "long") if label else "long"
    return bool(compiler.locale.term("editortranslator", form))


def _present(
    context: Context, variables: Sequence[str], combined: bool
) -> list[tuple[str, str, Sequence[Person]]]:
    record, done, pending = context.record, context.done, context.pending
    found: list[tuple[str, str, Sequence[Person]]] = []
    for variable in variables:
        if (done is not None and variable in done) or (pending and variable in pending):
            continue
        persons = record.persons(variable)
        if persons:
            found.append((variable, variable, persons))
    if combined and len(found) == 2:
        pair = {found[0][0], found[1][0]}
        if pair == {"editor", "translator"} and found[0][2] == found[1][2]:
            return [(found[0][0], "editortranslator", found[0][2])]
    return found


def _with_substitute(rendered: Render, others: Sequence[Render], marked: bool) -> Render:
    def render(context: Context, out: Stream) -> int:
        skipped = context.skip_names
        status = rendered(context, out)
        if status == VALUE or skipped:
            context.skip_names = False
            return status
        start = len(out)
        outer = context.pending
        for other in others:
            context.pending = []
            answered = other(context, out)
            if len(out) > start:
                if context.done is None:
                    context.done = set()
                context.done.update(context.pending)
                if outer is not None:
                    outer.extend(context.pending)
                context.pending = outer
                if (
                    marked
                    and LIST_MARK not in out[start:]
                    and any(name for text, name, _ in out[start:] if text)
                ):
                    out[start:] = [LIST_MARK, *out[start:], CLOSE]
                return VALUE if answered != EMPTY else answered
            del out[start:]
        context.pending = outer
        return EMPTY

    return render


NAMES: Final[Mapping[str, Compile]] = {"names": compile_names}
