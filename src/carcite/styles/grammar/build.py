"""Walk the tree of a CSL style and make the graph of what it prints for one type of work.

CSL 1.0.2, "Rendering Elements". A group vanishes when its variables do, delimiters stand between
what is printed, cs:choose is settled by the type where it can be. Where the style's answer hangs on
what the work has, both ways are open; the marks in the text decide.

>>> from carcite.csl import load_style
>>> from carcite.styles.grammar.graph import Slot
>>> graph = build(load_style("vancouver"), "article-journal")
>>> sorted({take.variable for arcs in graph.arcs for _, take in arcs if isinstance(take, Slot)})[:4]
['DOI', 'PMCID', 'PMID', 'URL']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from carcite.csl import CompiledStyle
from carcite.csl.elements.names import inherited, joined_options
from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element
from carcite.styles.grammar.conditions import is_printed, settle
from carcite.styles.grammar.dates import date_parts
from carcite.styles.grammar.elements import name_form, number_elements, term_words
from carcite.styles.grammar.graph import (
    QUOTE,
    Graph,
    Take,
    TooLargeError,
    reduced,
    slot,
    weighted,
    words,
)
from carcite.styles.grammar.name_forms import NameForm
from carcite.styles.grammar.slots import EXPECTED, KINDS

_DEPTH = 60

# What a run of elements has printed so far: nothing; nothing, though a variable was asked for; its
# own words alone; these, though a variable was asked for; a value.
NOTHING, EMPTY, WORDS, LOST, VALUE = range(5)
_PRINTED = (WORDS, LOST, VALUE)


@dataclass(slots=True)
class Ways:
    """How an element can come out: states by what was printed, and whether it may print nothing."""

    ends: dict[int, int] = field(default_factory=dict)
    """WORDS or VALUE to the state behind what was printed."""
    skips: set[int] = field(default_factory=set)
    """NOTHING or EMPTY."""


def build(style: CompiledStyle, kind: str) -> Graph:
    """Return the graph of a type of work; state 0 is the start, the last state the end.

    Raise TooLargeError for a style whose macros multiply beyond reason.
    """
    program = style.program()
    bibliography = style.root.find("bibliography")
    area = bibliography if bibliography is not None else style.root.find("citation")
    assert area is not None
    layout = area.find("layout")
    assert layout is not None
    builder = _Builder(style, program.locale, kind, area)
    graph = builder.graph
    start = graph.state()
    inner = builder.words(start, layout.get("prefix"))
    ways = builder.sequence(layout.children, layout.get("delimiter"), inner)
    end = graph.state()
    last = graph.state()
    for state in ways.ends.values():
        graph.arc(state, end)
    suffix = layout.get("suffix")
    graph.arc(end, last, words(suffix) if suffix else None)
    return weighted(reduced(graph), EXPECTED[kind])


class _Builder:
    """The style being walked."""

    def __init__(self, style: CompiledStyle, locale: Locale, kind: str, area: Element) -> None:
        self.graph = Graph()
        self.locale = locale
        self.kind = kind
        self.macros: Mapping[str, Element] = {
            macro.get("name"): macro for macro in style.root.all("macro")
        }
        self.options = joined_options(inherited(style.root), inherited(area))
        self.taken: dict[int, tuple[tuple[Element, bool], ...]] = {}
        self.depth = 0
        self.parent: Element | None = None
        self.numbers = {id(each) for each in number_elements(area, self.macros)}

    def words(self, start: int, text: str) -> int:
        """Add the style's own words behind a state and return the state behind them."""
        if not text:
            return start
        end = self.graph.state()
        self.graph.arc(start, end, words(text))
        return end

    def sequence(self, elements: Sequence[Element], delimiter: str, start: int) -> Ways:
        """Add children that follow each other, the delimiter between those that print."""
        graph = self.graph
        now: dict[int, int] = {NOTHING: start}
        for element in elements:
            if id(element) in self.numbers or self._is_silent(element):
                continue
            made: dict[int, list[int]] = {}
            skips: set[int] = set()
            for values, result, had in self._entries(element, now):
                source = graph.state()
                for each in had:
                    between = words(delimiter) if each in _PRINTED and delimiter else None
                    graph.arc(now[each], source, between)
                ways = self.element(element, source, delimiter, values=values)
                skips |= ways.skips
                for state in ways.ends.values():
                    made.setdefault(result, []).append(state)
            for each, state in now.items():
                if NOTHING in skips:
                    made.setdefault(each, []).append(state)
                if EMPTY in skips:
                    turned = {NOTHING: EMPTY, WORDS: LOST}.get(each, each)
                    made.setdefault(turned, []).append(state)
            now = {result: self._joined(states) for result, states in made.items()}
        return Ways(
            {result: state for result, state in now.items() if result in _PRINTED},
            {result for result in now if result not in _PRINTED},
        )

    def _entries(
        self, element: Element, now: Mapping[int, int]
    ) -> Iterator[tuple[bool, int, tuple[int, ...]]]:
        """Yield how an element is added: for its values or its words, the result, from where.

        A value makes all alike; words of the style keep what was before, and are added for each.
        A choice between words and a value counts as a value.
        """
        if self._prints(element) != {WORDS}:
            yield True, VALUE, tuple(now)
            return
        turned: dict[int, list[int]] = {}
        for had in now:
            turned.setdefault({NOTHING: WORDS, EMPTY: LOST}.get(had, had), []).append(had)
        for result, had_before in turned.items():
            yield False, result, tuple(had_before)

    def _prints(self, element: Element) -> set[int]:
        """Return whether an element prints words of the style alone, values, or either."""
        if self._own_words(element):
            return {WORDS}
        if element.tag != "choose":
            return {VALUE}
        found: set[int] = set()
        for child, _ in self._branches(element):
            for each in child.children:
                found |= self._prints(each)
        return found or {WORDS}

    def _branches(self, element: Element) -> tuple[tuple[Element, bool], ...]:
        """Return the branches of cs:choose that may be taken, and whether one surely is."""
        if id(element) not in self.taken:
            self.taken[id(element)] = tuple(self._open_branches(element))
        return self.taken[id(element)]

    def _open_branches(self, element: Element) -> Iterator[tuple[Element, bool]]:
        for child in element.children:
            answer = True if child.tag == "else" else settle(child, self.kind)
            if answer is not False:
                yield child, answer is True
            if answer:
                return

    def _joined(self, states: list[int]) -> int:
        if len(set(states)) == 1:
            return states[0]
        end = self.graph.state()
        for state in dict.fromkeys(states):
            self.graph.arc(state, end)
        return end

    def element(self, element: Element, start: int, delimiter: str, *, values: bool) -> Ways:
        """Add one rendering element; with `values` what prints a value, else words alone."""
        if self.depth > _DEPTH:
            raise TooLargeError
        self.depth += 1
        try:
            if element.tag == "choose":
                return self.choose(element, start, delimiter)
            if values:
                return self._dressed(element, start)
            own = self._own_words(element)
            return Ways({WORDS: self._affixed(element, start, words(*own))})
        finally:
            self.depth -= 1

    def _is_silent(self, element: Element) -> bool:
        """Say whether an element is words that the language has not: "" or an unknown term."""
        fixed = element.tag == "text" and {"value", "term"} & element.attributes.keys()
        return bool(fixed) and not any(self._own_words(element))

    def _own_words(self, element: Element) -> tuple[str, ...]:
        """Return what an element prints whatever the work is; empty for any other element."""
        if element.tag == "text" and "value" in element.attributes:
            return (element.get("value"),)
        if element.tag == "text" and "term" in element.attributes:
            return term_words(self.locale, element.get("term"), element)
        return ()

    def _affixed(self, element: Element, start: int, take: Take) -> int:
        inner = self._opened(element, start)
        end = self.graph.state()
        self.graph.arc(inner, end, take)
        return self._closed(element, end)

    def _opened(self, element: Element, start: int) -> int:
        inner = self.words(self._line(element, start), element.get("prefix"))
        return self._quote(inner) if element.get("quotes") == "true" else inner

    def _closed(self, element: Element, end: int) -> int:
        if element.get("quotes") == "true":
            end = self._quote(end)
        return self._line(element, self.words(end, element.get("suffix")))

    def _line(self, element: Element, start: int) -> int:
        """Add the end of a line, a space in a list, where an element is set apart in lines."""
        if not element.get("display"):
            return start
        end = self.words(start, " ")
        self.graph.arc(start, end)
        return end

    def _quote(self, start: int) -> int:
        end = self.graph.state()
        self.graph.arc(start, end, QUOTE)
        return end

    def _dressed(self, element: Element, start: int) -> Ways:
        """Add an element that prints values, within its affixes."""
        if element.tag in ("text", "number") and "variable" in element.attributes:
            return self._slot(element, start)
        if element.tag == "label":
            return self._label(element, start)
        if element.tag == "date":
            return self._date(element, start)
        if element.tag == "names":
            return self._names(element, start)
        children, delimiter = element.children, element.get("delimiter")
        if element.tag == "text":
            macro = self.macros.get(element.get("macro"))
            children, delimiter = macro.children if macro else (), ""
        before, self.parent = self.parent, None if element.tag == "text" else self.parent
        inner = self._opened(element, start)
        ways = self.sequence(children, delimiter, inner)
        self.parent = before
        ends = [state for result, state in ways.ends.items() if result in (WORDS, VALUE)]
        found = Ways(skips=ways.skips)
        if LOST in ways.ends:
            found.skips.add(EMPTY)
        if ends:
            found.ends[VALUE] = self._closed(element, self._joined(ends))
        return found

    def _slot(self, element: Element, start: int) -> Ways:
        variable = element.get("variable").removesuffix("-short")
        variable = {"journalAbbreviation": "container-title", "event": "event-title"}.get(
            variable, variable
        )
        kind = KINDS.get(variable)
        if kind is None or not is_printed(variable, self.kind):
            return Ways(skips={EMPTY})
        end = self._affixed(element, start, slot(kind, variable))
        return Ways({VALUE: end}, {EMPTY})

    def _label(self, element: Element, start: int) -> Ways:
        variable = element.get("variable")
        texts = term_words(self.locale, variable, element)
        if not texts or not is_printed(variable, self.kind):
            return Ways(skips={NOTHING})
        return Ways({VALUE: self._affixed(element, start, words(*texts))}, {EMPTY})

    def choose(self, element: Element, start: int, delimiter: str) -> Ways:
        """Add the branches that may be taken."""
        ends: list[int] = []
        branches = self._branches(element)
        skips = set() if branches and branches[-1][1] else {NOTHING}
        for child, _ in branches:
            inner = self.graph.state()
            self.graph.arc(start, inner)
            ways = self.sequence(child.children, delimiter, inner)
            skips |= ways.skips
            ends += ways.ends.values()
        return Ways({VALUE: self._joined(ends)} if ends else {}, skips)

    def _date(self, element: Element, start: int) -> Ways:
        variable = element.get("variable")
        if not is_printed(variable, self.kind):
            return Ways(skips={EMPTY})
        parts, between = date_parts(element, self.locale)
        inner = self._opened(element, start)
        now: dict[bool, int] = {False: inner}
        for part in parts:
            source = self.graph.state()
            for printed, state in now.items():
                text = between if printed else ""
                self.graph.arc(state, source, words(text) if text else None)
            end = self.words(source, part.prefix)
            after = self.graph.state()
            self.graph.arc(end, after, slot(part.kind, variable))
            after = self.words(after, part.suffix)
            states = [after] if part.kind == "year" or True not in now else [after, now[True]]
            if part.kind == "year":
                now = {True: after}
            else:
                now = {**now, True: self._joined(states)}
        if True not in now:
            return Ways(skips={EMPTY})
        return Ways({VALUE: self._closed(element, now[True])}, {EMPTY})

    def _names(self, element: Element, start: int) -> Ways:
        parent = self.parent
        form = name_form(element, parent, self.options, self.locale)
        label = element.find("label") or (parent.find("label") if parent else None)
        variables = [
            each for each in element.get("variable").split() if is_printed(each, self.kind)
        ]
        outer = element
        if parent is not None:
            merged = {
                key: value
                for key, value in parent.attributes.items()
                if key not in ("variable", "delimiter")
            }
            outer = Element("names", {**merged, **element.attributes}, (), "", element.line)
        inner = self._opened(outer, start)
        between = element.get("delimiter", self.options.get("names-delimiter", ""))
        now: list[int] = [inner]
        for variable in variables:
            source = self.graph.state()
            for state in now:
                text = between if state != inner else ""
                self.graph.arc(state, source, words(text) if text else None)
            now.append(self._one_list(element, parent, variable, form, label, source))
        found = Ways(skips={EMPTY})
        ends = now[1:]
        if ends:
            found.ends[VALUE] = self._closed(outer, self._joined(ends))
        substitute = element.find("substitute")
        if substitute is not None and parent is None:
            self._substitutes(element, substitute, start, found)
        return found

    def _one_list(
        self,
        element: Element,
        parent: Element | None,
        variable: str,
        form: NameForm,
        label: Element | None,
        start: int,
    ) -> int:
        """Add the names of one role, with the label that stands before or behind them."""
        term = term_words(self.locale, variable, label) if label is not None else ()
        children = [
            child.tag for child in (element if element.children else parent or element).children
        ]
        before = (
            "label" in children and "name" in children
            and children.index("label") < children.index("name")
        )  # fmt: skip
        graph = self.graph
        if term and label is not None and before:
            start = self._affixed(label, start, words(*term))
        end = graph.state()
        graph.arc(start, end, slot("names", variable, form))
        if term and label is not None and not before:
            end = self._affixed(label, end, words(*term))
        return end

    def _substitutes(self, element: Element, substitute: Element, start: int, found: Ways) -> None:
        ends = list(found.ends.values())
        for child in substitute.children:
            self.parent = element
            inner = self.graph.state()
            self.graph.arc(start, inner)
            if child.tag == "choose":
                ways = self.choose(child, inner, "")
            else:
                ways = self._dressed(child, inner)
            self.parent = None
            ends += ways.ends.values()
        if ends:
            found.ends[VALUE] = self._joined(ends)
