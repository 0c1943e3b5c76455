"""What a style says of its names and its numbers, read off the tree.

CSL 1.0.2, "Names", "Name", "Et-al".
"""

from __future__ import annotations

from collections.abc import Mapping

from carcite.csl.elements.names import joined_options
from carcite.csl.style.locale import Locale
from carcite.csl.style.xmlsafe import Element
from carcite.styles.grammar.name_forms import NameForm

_DEPTH = 60


def name_form(
    element: Element, parent: Element | None, around: Mapping[str, str], locale: Locale
) -> NameForm:
    """Return what the options of a cs:names, and of all around it, say of its names."""
    name = element.find("name") or (parent.find("name") if parent else None)
    et_al = element.find("et-al") or (parent.find("et-al") if parent else None)
    options = joined_options(around, name.attributes if name else {})
    kind = {"text": "long", "symbol": "symbol"}.get(options.get("and", ""))
    sign = locale.term("and", kind) if kind else None
    if kind == "symbol" and not sign:
        sign = "&"
    others = locale.term(et_al.get("term", "et-al") if et_al else "et-al")
    parts = {part.get("name"): part for part in name.all("name-part")} if name else {}
    affixes = [
        (parts[each].get("prefix"), parts[each].get("suffix")) if each in parts else ("", "")
        for each in ("family", "given")
    ]
    whole = options.get("initialize") == "false"
    return NameForm(
        options.get("name-as-sort-order", ""),
        options.get("sort-separator", ", "),
        options.get("delimiter", ", "),
        (sign,) if sign else (),
        tuple(dict.fromkeys(text for text in (others, "et al.", "et al") if text)),
        None if whole else options.get("initialize-with"),
        options.get("form", "long") == "short",
        affixes[0],
        affixes[1],
        (name.get("prefix"), name.get("suffix")) if name else ("", ""),
    )


def number_elements(area: Element, macros: Mapping[str, Element]) -> list[Element]:
    """Return the elements that print the entry's number and nothing else: its label."""
    found: list[Element] = []
    known: dict[int, bool] = {}

    def walk(element: Element, depth: int) -> bool:
        """Ask each element once: macros within macros multiply."""
        answer = known.get(id(element))
        if answer is None:
            known[id(element)] = False
            answer = known[id(element)] = ask(element, depth)
        return answer

    def ask(element: Element, depth: int) -> bool:
        """Say whether an element prints the number; note the outermost that print it alone."""
        if element.get("variable") == "citation-number":
            return True
        children: tuple[Element, ...] = element.children
        if element.tag == "text" and element.get("macro") in macros and depth < _DEPTH:
            children = macros[element.get("macro")].children
        if not children:
            return False
        inner = [walk(child, depth + 1) for child in children]
        mere = all(
            each or not _has_value(child) for each, child in zip(inner, children, strict=True)
        )
        if any(inner) and mere and element.tag in ("group", "text"):
            return True
        found.extend(child for each, child in zip(inner, children, strict=True) if each)
        return False

    layout = area.find("layout")
    if layout is not None:
        walk(layout, 0)
    return found


def _has_value(element: Element) -> bool:
    """Say whether an element prints anything but its own words."""
    return not (element.tag == "text" and {"value", "term"} & element.attributes.keys())


def term_words(locale: Locale, name: str, element: Element) -> tuple[str, ...]:
    """Return a term in the singular and the plural, as an element prints it."""
    form = element.get("form", "long")
    found = [locale.term(name, form, plural) for plural in (False, True)]
    texts = [text for text in found if text]
    if element.get("strip-periods") == "true":
        texts = [text.replace(".", "") for text in texts]
    return tuple(dict.fromkeys(texts))
