"""cs:names: lists of names with "and", et al., labels, several roles, and what replaces none.

CSL 1.0.2, "Names", "Name", "Et-al", "Substitute", "Label in Names", "Et-al Abbreviation".

>>> joined_options({"and": "text"}, {"form": "short"})
{'and': 'text', 'form': 'short'}
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from carcite.csl.context import EMPTY, FIRST, VALUE, Context, NameList, Render
from carcite.csl.formatting import affix, marks_of, with_case, without_periods, wrap
from carcite.csl.nameform import PersonWriter
from carcite.csl.persons import Person
from carcite.csl.tokens import CLOSE, Stream, Token
from carcite.csl.xmlsafe import Element

if TYPE_CHECKING:
    from carcite.csl.compiling import Compiler

NAME_OPTIONS: Final = (
    "and", "delimiter-precedes-et-al", "delimiter-precedes-last", "et-al-min", "et-al-use-first",
    "et-al-use-last", "et-al-subsequent-min", "et-al-subsequent-use-first", "initialize",
    "initialize-with", "name-as-sort-order", "sort-separator",
)  # fmt: skip
_WIDE: Final = re.compile("[\u2e80-\ud7ff]")
"""Et al. in Han or kana stands without a blank before it."""
_HEBREW: Final = re.compile("[\u0590-\u05ff]")
NAME_MARK: Final[Token] = (None, "name", "")
LIST_MARK: Final[Token] = (None, "names", "")


def joined_options(*layers: Mapping[str, str]) -> dict[str, str]:
    """Lay name options over each other, the most general first."""
    out: dict[str, str] = {}
    for layer in layers:
        out.update(layer)
    return out


def inherited(element: Element) -> dict[str, str]:
    """Read the name options that cs:style, cs:citation or cs:bibliography hand down."""
    out: dict[str, str] = {name: element.get(name) for name in NAME_OPTIONS if name in element.attributes}
    for ours, theirs in (("form", "name-form"), ("delimiter", "name-delimiter")):
        if theirs in element.attributes:
            out[ours] = element.get(theirs)
    if "names-delimiter" in element.attributes:
        out["names-delimiter"] = element.get("names-delimiter")
    return out


def _whole(options: Mapping[str, str], name: str) -> int:
    text = options.get(name, "")
    return int(text) if text.isdigit() and len(text) < 7 else 0


ListWriter = Callable[[Context, str, Sequence[Person], int, Stream], int]


@dataclass(frozen=True, slots=True)
class _Joints:
    """The words and rules between the names of one list."""

    delimiter: str
    conjunction: str
    precedes_last: str
    precedes_et_al: str
    et_al: Stream
    inverted: str
    ellipsis: bool


def _et_al_tokens(compiler: Compiler, element: Element | None) -> Stream:
    if compiler.sorting:
        return []
    name = element.get("term", "et-al") if element else "et-al"
    text = compiler.locale.term(name)
    if text is None:
        text = compiler.locale.term("et-al") or ""
    if not text:
        return []
    marks = marks_of(element) if element else []
    head = affix(element.get("prefix")) if element else []
    tail = affix(element.get("suffix")) if element else []
    return [*head, *marks, (text, "", "et-al"), *([CLOSE] * len(marks)), *tail]


def list_writer(
    compiler: Compiler, options: Mapping[str, str], name: Element | None, et_al: Element | None
) -> ListWriter:
    """Compile the printing of one list of names; it returns how many names were shown."""
    parts = {part.get("name"): part for part in name.all("name-part")} if name else {}
    write = PersonWriter(
        options, parts, compiler.particle_order, compiler.hyphens, compiler.sorting
    )
    joints = _Joints(
        options.get("delimiter", ", "),
        _conjunction(compiler, options.get("and", "")),
        options.get("delimiter-precedes-last", "contextual"),
        options.get("delimiter-precedes-et-al", "contextual"),
        _et_al_tokens(compiler, et_al),
        options.get("name-as-sort-order", ""),
        options.get("et-al-use-last") == "true",
    )
    least, first = _whole(options, "et-al-min"), _whole(options, "et-al-use-first")
    least2 = _whole(options, "et-al-subsequent-min") or least
    first2 = _whole(options, "et-al-subsequent-use-first") or first
    marked = compiler.marks_names
    limited = "et-al-use-first" in options

    def render(
        context: Context, variable: str, persons: Sequence[Person], index: int, out: Stream
    ) -> int:
        count = len(persons)
        minimum, shown = (least, first) if context.position == FIRST else (least2, first2)
        cut = limited and bool(minimum) and count >= minimum and count > shown
        if not cut:
            shown = count
        elif index < len(context.extra_names) and context.extra_names[index] > shown:
            shown = min(count, context.extra_names[index])
            cut = shown < count
        _write_list(joints, write, context, variable, persons, shown, cut, index, out, marked)
        return shown

    return render


def _conjunction(compiler: Compiler, kind: str) -> str:
    if compiler.sorting:
        return ""
    if kind == "text":
        return compiler.locale.term("and") or ""
    if kind == "symbol":
        return compiler.locale.term("and", "symbol") or "&"
    return ""


def _write_list(
    joints: _Joints,
    write: PersonWriter,
    context: Context,
    variable: str,
    persons: Sequence[Person],
    shown: int,
    cut: bool,
    index: int,
    out: Stream,
    marked: bool,
) -> None:
    count = len(persons)
    delimiter: Token = (joints.delimiter, "", "delimiter")
    givens = context.givens
    more = cut or (context.record.cut and bool(persons))
    tail = cut and joints.ellipsis and shown + 1 < count
    last = shown - 1
    inverted = False
    for place in range(shown):
        if place:
            if place == last and not more and joints.conjunction:
                institution = bool(persons[place].literal) and not persons[place - 1].literal
                _join_last(joints, shown, inverted, institution and place > 1, out)
            else:
                out.append(delimiter)
        inverted = joints.inverted == "all" or (joints.inverted == "first" and place == 0)
        inverted = inverted and not persons[place].literal
        level = givens.get((index, place), 0) if givens else 0
        if marked:
            out.append(NAME_MARK)
        write(persons[place], variable, inverted, level, out)
        if marked:
            out.append(CLOSE)
    if tail:
        out += [delimiter, ("… ", "", "et-al")]
        write(persons[-1], variable, joints.inverted == "all", 0, out)
    elif more and joints.et_al and shown:
        rule = joints.precedes_et_al
        comma = rule == "always" or (
            rule == "contextual" and shown > 1 or rule == "after-inverted-name" and inverted
        )
        if comma:
            out.append(delimiter)
        elif not _WIDE.match(next(text for text, _, _ in joints.et_al if text)):
            out.append((" ", "", "delimiter"))
        out += joints.et_al


def _join_last(joints: _Joints, shown: int, inverted: bool, institution: bool, out: Stream) -> None:
    """Join the last name; an institution after several persons is always set off."""
    rule = joints.precedes_last
    comma = (
        institution
        or rule == "always"
        or (rule == "contextual" and shown > 2 or rule == "after-inverted-name" and inverted)
    )
    word = joints.conjunction
    before = "" if _HEBREW.match(word) else " "
    after = "" if word[-1:].isspace() else " "
    if comma:
        text = joints.delimiter if joints.delimiter[-1:].isspace() else joints.delimiter + " "
        out.append((text, "", "delimiter"))
        out.append((word + after, "", "and"))
    else:
        out.append((before + word + after, "", "and"))


def _label_writer(compiler: Compiler, element: Element) -> Callable[[str, bool, Stream], None]:
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
    compiler: Compiler, element: Element, term: str, form: str, plural: bool
) -> Stream:
    text = compiler.locale.term(term, form, plural)
    if not text:
        return []

    def inner(context: Context, out: Stream) -> int:
        out.append((text, "", "label"))
        return VALUE

    cased = with_case(without_periods(inner, element), element.get("text-case"), compiler.english)
    out: Stream = []
    wrap(cased, element)(compiler.blank, out)
    return out


def compile_names(compiler: Compiler, element: Element, parent: Element | None = None) -> Render:
    """Compile cs:names; `parent` is the names element that a short substitute inherits from."""
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
        {key: value for key, value in (name.attributes if name else {}).items()},
        compiler.sort_limits,
    )
    if compiler.sorting:
        options["name-as-sort-order"] = "all"
    writer = list_writer(compiler, options, name, et_al)
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
    compiler: Compiler,
    element: Element,
    children: Element,
    options: Mapping[str, str],
    writer: ListWriter,
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
    marks = marks_of(name) if name else []
    head = [*affix(name.get("prefix")), *marks] if name else []
    tail = [*([CLOSE] * len(marks)), *affix(name.get("suffix"))] if name else []
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
        out += head
        shown = writer(context, variable, persons, index, out)
        out += tail
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


def _combined_terms(compiler: Compiler, label: Element | None) -> bool:
    """Say whether editors who also translated get the term of both."""
    form = label.get("form", "long") if label else "long"
    return bool(compiler.locale.term("editortranslator", form))


def _present(
    context: Context, variables: Sequence[str], combined: bool
) -> list[tuple[str, str, Sequence[Person]]]:
    record, done, pending = context.record, context.done, context.pending
    found: list[tuple[str, str, Sequence[Person]]] = []
    for variable in variables:
        if done is not None and variable in done or (pending and variable in pending):
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
                if marked and LIST_MARK not in out[start:]:
                    out[start:] = [LIST_MARK, *out[start:], CLOSE]
                return VALUE if answered != EMPTY else answered
            del out[start:]
        context.pending = outer
        return EMPTY

    return render
