"""Print one name: order of its parts, initials, particles, suffix, and the form of each part.

CSL 1.0.2, "Name", "Name-part Order" and "Name-part".

>>> from carcite.csl.persons import Person
>>> write = person_writer({"initialize-with": ""}, {}, "sort-only", True)
>>> out = []; write(Person("June", "Carl H.", plain=True), "author", True, 0, out); out[2]
('CH', 'author', 'initials')
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from carcite.csl.formatting import affix, marks_of
from carcite.csl.markup import parse_markup
from carcite.csl.persons import Person, initials
from carcite.csl.textcase import change_case
from carcite.csl.tokens import CLOSE, Stream, Token
from carcite.csl.xmlsafe import Element

SPACE: Final[Token] = (" ", "", "affix")
PersonWriter = Callable[[Person, str, bool, int, Stream], None]
Segment = list[tuple[str, str]]
"""Texts with their role, in order; a blank goes between two unless the first ends in ' or -."""


def person_writer(
    options: Mapping[str, str], parts: Mapping[str, Element], demote: str, hyphens: bool
) -> PersonWriter:
    """Compile the printing of one name.

    The writer takes the name, its variable, whether it is inverted, and the level of given names:
    0 as the style has it, 1 initials, 2 in full.
    """
    short = options.get("form", "long") == "short"
    mark = options.get("initialize-with")
    initialize = options.get("initialize", "true") != "false"
    separator: Token = (options.get("sort-separator", ", "), "", "delimiter")
    demoted = demote == "display-and-sort"
    family_form, given_form = part_form(parts.get("family")), part_form(parts.get("given"))
    simple = not (family_form or given_form)

    def given_of(person: Person, level: int) -> tuple[str, str]:
        if mark is None or level >= 2 or not person.given:
            return person.given, "given"
        return initials(person.given, mark, initialize, hyphens), "initials"

    def write(person: Person, variable: str, inverted: bool, level: int, out: Stream) -> None:
        if person.plain and simple and not (short and not level):
            given, role = given_of(person, level)
            family = person.family
            if not ("'" in given or "'" in family or "<" in family or "<" in given):
                if inverted:
                    out.append((family, variable, "family"))
                    if given:
                        out.append(separator)
                        out.append((given, variable, role))
                else:
                    if given:
                        out.append((given, variable, role))
                        out.append(SPACE)
                    out.append((family, variable, "family"))
                return
        if person.literal:
            _write(family_form, [(person.literal, "literal")], variable, out)
        elif person.ordered:
            _write(family_form, [(person.family, "family")], variable, out)
            if not short or level:
                _write(given_form, [(person.given, "given")], variable, out)
        elif short and not level:
            _write(
                family_form,
                [(person.particle, "particle"), (person.family, "family")],
                variable,
                out,
            )
        elif inverted:
            _inverted(person, given_of(person, level), variable, out)
        else:
            _straight(person, given_of(person, level), variable, out)

    def _straight(person: Person, given: tuple[str, str], variable: str, out: Stream) -> None:
        last: Segment = [
            (person.dropping, "dropping-particle"),
            (person.particle, "particle"),
            (person.family, "family"),
        ]
        if given[0]:
            _write(given_form, [given], variable, out)
            if (out[-1][0] or "")[-1:] not in ("\u00a0", " "):
                out.append(SPACE)
        suffix = "" if short else person.suffix
        if not suffix:
            _write(family_form, last, variable, out)
        elif person.comma_suffix:
            _write(family_form, last, variable, out)
            out += [(", ", "", "delimiter"), (_tidy(suffix), variable, "suffix")]
        else:
            _write(family_form, [*last, (suffix, "suffix")], variable, out)

    def _inverted(person: Person, given: tuple[str, str], variable: str, out: Stream) -> None:
        first: Segment = [(person.family, "family")]
        second: Segment = [given, (person.dropping, "dropping-particle")]
        (second if demoted else first).insert(2 if demoted else 0, (person.particle, "particle"))
        _write(family_form, first, variable, out)
        if any(text for text, _ in second):
            out.append(separator)
            _write(given_form, second, variable, out)
        if person.suffix and not short:
            out += [separator, (_tidy(person.suffix), variable, "suffix")]

    return write


PartForm = tuple[Stream, Stream, str]
"""Tokens before and after a name part, and its text-case."""


def part_form(element: Element | None) -> PartForm | None:
    """Read a cs:name-part; None when it changes nothing."""
    if element is None:
        return None
    marks = marks_of(element)
    head = [*affix(element.get("prefix")), *marks]
    tail = [*([CLOSE] * len(marks)), *affix(element.get("suffix"))]
    case = element.get("text-case")
    return (head, tail, case) if head or tail or case else None


def _write(form: PartForm | None, segment: Segment, variable: str, out: Stream) -> None:
    stream: Stream = []
    previous = ""
    for text, role in segment:
        if not text:
            continue
        if previous and not (previous[-1] in "'’-‐" and role in ("family", "particle")):
            stream.append(SPACE)
        stream += _tokens(text, variable, role)
        previous = text
    if not stream:
        return
    if form is None:
        out += stream
        return
    head, tail, case = form
    out += head
    out += _cased(stream, case) if case else stream
    out += tail


def _cased(stream: Stream, case: str) -> Stream:
    """Change the case of a name part; particles stay as they are."""
    return [
        change_case([token], case)[0]
        if token[0] and token[2] not in ("particle", "dropping-particle")
        else token
        for token in stream
    ]


def _tokens(text: str, variable: str, role: str) -> Stream:
    if "<" in text or '"' in text:
        return parse_markup(text, variable, role)
    return [(_tidy(text), variable, role)]


def _tidy(text: str) -> str:
    return text.replace("'", "’") if "'" in text else text
