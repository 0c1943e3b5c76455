"""Compile the elements of a style into closures that print.

CSL 1.0.2, "Rendering Elements": cs:text, cs:number, cs:label, cs:group, cs:choose and macros.

>>> from carcite.csl.style.style import load_style
>>> load_style("vancouver").program().bibliography.numbered
True
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NoReturn

from carcite.csl.elements.conditions import CHOICES
from carcite.csl.elements.context import NOTHING, Context, Render
from carcite.csl.elements.dates import DATES
from carcite.csl.elements.groups import GROUPS, suppressible
from carcite.csl.elements.leaves import LEAVES
from carcite.csl.elements.names import NAMES
from carcite.csl.elements.protocol import Compile
from carcite.csl.record import Record
from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.tokens import Stream, Token
from carcite.errors import UnreadableError

MAX_MACRO_DEPTH: Final = 60
MAX_PARTS: Final = 50_000
_ELEMENTS: Final[Mapping[str, Compile]] = {**LEAVES, **NAMES, **DATES, **GROUPS, **CHOICES}


class Compiler:
    """Compiles one area of a style (citation, bibliography or a sort) for one locale."""

    def __init__(
        self,
        name: str,
        root: Element,
        macros: Mapping[str, Element],
        locale: Locale,
        area: str,
        name_options: Mapping[str, str],
        *,
        sorting: bool = False,
        sort_limits: Mapping[str, str] | None = None,
        marks_names: bool = False,
        implicit_suffix: bool = False,
    ) -> None:
        self.name = name
        self.macros = macros
        self.locale = locale
        self.area = area
        self.name_options = name_options
        self.sorting = sorting
        self.sort_limits: Mapping[str, str] = dict(sort_limits or {})
        self.marks_names = marks_names
        self.implicit_suffix = implicit_suffix
        self.demote: str = root.get("demote-non-dropping-particle", "display-and-sort")
        sorts_apart = sorting and self.demote != "never"
        self.particle_order: str = "display-and-sort" if sorts_apart else self.demote
        self.hyphens: bool = root.get("initialize-with-hyphen") != "false"
        self.page_format: str = root.get("page-range-format")
        self.style_class: str = root.get("class", "in-text")
        self.english: bool = locale.language[:2] == "en"
        self.turkish: bool = locale.language[:2] in ("tr", "az")
        self.in_substitute: bool = False
        self.names_parent: Element | None = None
        self.initial_mark: str | None = None
        self.tests_disambiguate = False
        self.numbered = False
        self.blank: Context = Context(Record({"id": ""}, 0))
        self._own_terms = frozenset(
            term.get("name")
            for locale_element in root.all("locale")
            for terms in locale_element.all("terms")
            for term in terms.all("term")
        )
        self.weight: int = 0
        """How many parts are printed at most, macros written out; only one branch of a choice."""
        self._weights: dict[tuple[str, bool], int] = {}
        self._compiled: dict[tuple[str, bool], Render] = {}
        self._open: list[str] = []

    def fail(self, element: Element, message: str) -> NoReturn:
        """Raise UnreadableError with the style's name and the line of the element."""
        raise UnreadableError(f"{self.name}: line {element.line}: {message}")

    def sequence(self, elements: Sequence[Element], delimiter: str) -> Render:
        """Compile children that follow each other, with a delimiter between those that print."""
        parts = tuple(self.element(element, delimiter) for element in elements)
        if len(parts) == 1:
            return parts[0]
        between: Token = (delimiter, "", "delimiter")
        if not delimiter:

            def plain(context: Context, out: Stream) -> int:
                status = NOTHING
                for part in parts:
                    answered = part(context, out)
                    if answered > status:
                        status = answered
                return status

            return plain

        def delimited(context: Context, out: Stream) -> int:
            status = NOTHING
            start = len(out)
            mark = start
            for part in parts:
                if mark > start:
                    out.append(between)
                size = len(out)
                answered = part(context, out)
                if answered > status:
                    status = answered
                if len(out) == size:
                    del out[mark:]
                else:
                    mark = len(out)
            return status

        return delimited

    def branch(self, elements: Sequence[Element], delimiter: str) -> Render:
        """Compile a branch of cs:choose; right within cs:substitute its names are alternatives."""
        several = sum(element.tag == "names" for element in elements) > 1
        if self.names_parent is None or not several:
            return self.sequence(elements, delimiter)
        parts = tuple((element.tag == "names", self.element(element)) for element in elements)

        def render(context: Context, out: Stream) -> int:
            status, named = NOTHING, False
            for is_names, part in parts:
                if named:
                    break
                size = len(out)
                status = max(status, part(context, out))
                named = named or (is_names and len(out) > size)
            return status

        return render

    def element(self, element: Element, delimiter: str = "") -> Render:
        """Compile one rendering element; the delimiter of its group holds inside cs:choose."""
        self._add_weight(1, element)
        compile_it = _ELEMENTS.get(element.tag)
        if compile_it is None:
            self.fail(element, f"no element <{element.tag}> in CSL here")
        return compile_it(self, element, delimiter)

    def macro(self, name: str, element: Element) -> Render:
        """Compile a macro once; a macro that calls itself is an error with its line."""
        key = (name, self.in_substitute)
        found = self._compiled.get(key)
        if found is not None:
            self._add_weight(self._weights[key], element)
            return found
        if name in self._open:
            self.fail(element, f'macro "{name}" calls itself ({" > ".join([*self._open, name])})')
        if len(self._open) > MAX_MACRO_DEPTH:
            self.fail(element, f"macros nested more than {MAX_MACRO_DEPTH} deep")
        body = self.macros.get(name)
        if body is None:
            self.fail(element, f'no macro "{name}" in this style')
        before = self.weight
        self._open.append(name)
        parent, self.names_parent = self.names_parent, None
        found = suppressible(self.sequence(body.children, ""))
        self.names_parent = parent
        self._open.pop()
        self._compiled[key] = found
        self._weights[key] = self.weight - before
        return found

    def _add_weight(self, weight: int, element: Element) -> None:
        """Count what is printed when macros are written out; refuse what has no end."""
        self.weight += weight
        if self.weight > MAX_PARTS:
            self.fail(element, f"macros expand to more than {MAX_PARTS:,} parts")

    def knows_term(self, name: str) -> bool:
        """Say whether a term exists in some form or language."""
        known = self.locale.terms
        return name in self._own_terms or any(key[0] == name for key in known)

    def substitute(self, element: Element, parent: Element) -> Render:
        """Compile one child of cs:substitute, in which variables printed are noted."""
        before, outer = self.in_substitute, self.names_parent
        self.in_substitute, self.names_parent = True, parent
        try:
            return self.element(element)
        finally:
            self.in_substitute, self.names_parent = before, outer
