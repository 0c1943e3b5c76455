"""Print one name: order of its parts, initials, particles, suffix, and the form of each part.

CSL 1.0.2, "Name", "Name-part Order" and "Name-part".

>>> from carcite.csl.elements.persons import Person
>>> write = PersonWriter({"initialize-with": ""}, {}, "sort-only", True)
>>> out = []; write(Person("June", "Carl H.", plain=True), "author", True, 0, out); out[2]
('CH', 'author', 'initials')
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from carcite.csl.elements.persons import Person, initials
from carcite.csl.style.xmlsafe import Element
from carcite.csl.text.formatting import affix, marks_of, suffix_of
from carcite.csl.text.markup import parse_markup
from carcite.csl.text.textcase import change_case
from carcite.csl.text.tokens import CLOSE, Stream, Token

SPACE: Final[Token] = (" ", "", "affix")
_JOINED: Final = ("family", "particle")
"""What follows a particle's apostrophe or hyphen without a blank."""
_COMMA: Final[Token] = (", ", "", "delimiter")

Segment = list[tuple[str, str]]
"""Texts with their role, in order; a blank goes between two unless the first ends in ' or -."""


@dataclass(frozen=True, slots=True)
class PartForm:
    """What a cs:name-part asks for: tokens around the part, marks around each text, its case."""

    head: Stream
    tail: Stream
    marks: Stream
    case: str
    turkish: bool

    def dress(self, text: str, variable: str, role: str) -> Stream:
        """Decorate one text of the part."""
        stream = _tokens(text, variable, role)
        if self.case:
            stream = change_case(stream, self.case, turkish=self.turkish)
        return [*self.marks, *stream, *([CLOSE] * len(self.marks))]


def part_form(element: Element | None, turkish: bool = False) -> PartForm | None:
    """Read a cs:name-part; None when it changes nothing."""
    if element is None:
        return None
    form = PartForm(
        affix(element.get("prefix")),
        suffix_of(element),
        marks_of(element),
        element.get("text-case"),
        turkish,
    )
    return form if form.head or form.tail or form.marks or form.case else None


class PersonWriter:
    """The compiled printing of one name; `sorting` sets particles apart by a blank."""

    __slots__ = (
        "demoted", "family_form", "forms", "given_form", "hyphens", "initialize", "mark",
        "separator", "short", "simple", "sorting",
    )  # fmt: skip

    def __init__(
        self,
        options: Mapping[str, str],
        parts: Mapping[str, Element],
        demote: str,
        hyphens: bool,
        sorting: bool = False,
        turkish: bool = False,
    ) -> None:
        self.short: bool = options.get("form", "long") == "short"
        self.mark: str | None = options.get("initialize-with")
        self.initialize: bool = options.get("initialize", "true") != "false"
        self.separator: Token = (options.get("sort-separator", ", "), "", "delimiter")
        self.demoted: bool = demote == "display-and-sort"
        self.hyphens: bool = hyphens
        self.sorting: bool = sorting
        family = part_form(parts.get("family"), turkish)
        given = part_form(parts.get("given"), turkish)
        self.family_form: PartForm | None = family
        self.given_form: PartForm | None = given
        self.simple: bool = family is None and given is None
        self.forms: dict[str, PartForm | None] = {
            "family": family, "particle": family, "literal": family,
            "given": given, "initials": given, "dropping-particle": given,
        }  # fmt: skip

    def __call__(
        self, person: Person, variable: str, inverted: bool, level: int, out: Stream
    ) -> None:
        """Print a name; `level` of given names: 0 as the style has it, 1 initials, 2 in full."""
        brief = self.short and not level
        if person.plain and self.simple and not brief:
            given, role = self._given(person, level)
            family = person.family
            if not ("'" in given or "'" in family or "<" in family or "<" in given):
                if inverted:
                    out += [(family, variable, "family"), self.separator, (given, variable, role)]
                else:
                    out += [(given, variable, role), SPACE, (family, variable, "family")]
                return
        if person.literal:
            self._part(self.family_form, [(person.literal, "literal")], variable, out)
        elif person.ordered:
            self._part(self.family_form, [(person.family, "family")], variable, out)
            if not brief:
                self._part(self.given_form, [(person.given, "given")], variable, out)
        elif brief and inverted and self.demoted and person.particle and not self.sorting:
            self._part(self.family_form, [(person.family, "family")], variable, out)
            out.append(self.separator)
            self._part(self.given_form, [(person.particle, "particle")], variable, out)
        elif brief:
            segment = [(person.particle, "particle"), (person.family, "family")]
            if self.sorting and self.demoted:
                segment.reverse()
            self._part(self.family_form, segment, variable, out)
        elif inverted:
            self._inverted(person, self._given(person, level), variable, out)
        else:
            self._straight(person, self._given(person, level), variable, out)

    def _given(self, person: Person, level: int) -> tuple[str, str]:
        if self.mark is None or level >= 2 or not person.given:
            given = person.given
            if ".-" in given and not self.initialize:
                given = given.replace(".-", ". ")
            return given, "given"
        return initials(person.given, self.mark, self.initialize, self.hyphens), "initials"

    def _straight(self, person: Person, given: tuple[str, str], variable: str, out: Stream) -> None:
        last: Segment = [
            (person.dropping, "dropping-particle"),
            (person.particle, "particle"),
            (person.family, "family"),
        ]
        if given[0]:
            self._part(self.given_form, [given], variable, out)
            if (out[-1][0] or "")[-1:] not in ("\u00a0", " "):
                out.append(SPACE)
        suffix = "" if self.short else self._suffix(person)
        if suffix and not person.comma_suffix:
            last.append((suffix, "suffix"))
        self._part(self.family_form, last, variable, out)
        if suffix and person.comma_suffix:
            out += [_COMMA, (_tidy(suffix), variable, "suffix")]

    def _inverted(self, person: Person, given: tuple[str, str], variable: str, out: Stream) -> None:
        first: Segment = [(person.family, "family")]
        second: Segment = [given, (person.dropping, "dropping-particle")]
        if self.demoted:
            second.append((person.particle, "particle"))
        else:
            first.insert(0, (person.particle, "particle"))
        self._part(self.family_form, first, variable, out)
        if any(text for text, _ in second):
            out.append(self.separator)
            self._part(self.given_form, second, variable, out)
        if person.suffix and not self.short:
            out += [self.separator, (_tidy(self._suffix(person)), variable, "suffix")]

    def _suffix(self, person: Person) -> str:
        """Return the suffix, without periods where initials have none."""
        if self.mark is not None and "." not in self.mark:
            return person.suffix.replace(".", "")
        return person.suffix

    def _part(self, form: PartForm | None, segment: Segment, variable: str, out: Stream) -> None:
        """Print the texts of a part, each in its own dress, within the affixes of the part."""
        stream: Stream = []
        previous = ""
        for text, role in segment:
            if not text:
                continue
            tight = previous[-1:] in ("'", "’", "-", "‐") and role in _JOINED
            if previous and (self.sorting or not tight):
                stream.append(SPACE)
            dress = self.forms.get(role)
            shown = text.rstrip()
            stream += (
                dress.dress(shown, variable, role) if dress else _tokens(shown, variable, role)
            )
            previous = text
        if stream and form is not None:
            stream = [*form.head, *stream, *form.tail]
        out += stream


def _tokens(text: str, variable: str, role: str) -> Stream:
    if "<" in text or '"' in text:
        return parse_markup(text, variable, role)
    return [(_tidy(text), variable, role)]


def _tidy(text: str) -> str:
    return text.replace("'", "’") if "'" in text else text
